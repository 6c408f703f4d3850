"""Rules of revisions: each names a fact there is, changes something, and leads to what the ledger says today."""

from __future__ import annotations

from collections.abc import Iterator, Set
from decimal import Decimal

from ..facts.history import Ends, Said, given, now, ordered
from ..facts.ledger import Fact, Ledger
from ..facts.revision import Change, Revision
from ..facts.schema import Evidence, in_calendar
from ..facts.text import EVIDENCE
from ..values import units
from ..values.problem import Problem
from .strict_yaml import Document, KeyPath

FILE = "data/revisions.yml"
Since = dict[tuple[str, str], tuple[str, Said]]
"""By fact and field: the next later revision, and what it calls old."""
Found = tuple[KeyPath, str]
GONE = " A fact that is gone stands under withdrawn."


def check_revisions(ledger: Ledger, documents: dict[str, Document], wrong: Set[str], problems: list[Problem]) -> None:
    """Add every broken rule to ``problems``, and leave revisions that break one out of the ledger.

    ``wrong`` are facts whose own entries have a message; nothing is held against them. Where an entry could not be
    read the chain has a gap, and is not followed.
    """
    since: Since = {}
    whole = all(kind != "revision" or name in ledger.revisions for kind, name in ledger.declared)
    for name, revision in ordered(ledger):
        found = list(_rules(ledger, name, revision, wrong, since if whole else None))
        for path, message in found:
            line = documents[FILE].line(("revisions", name, *path))
            problems.append(Problem(FILE, line, name, message))
        if found or any(change.fact in wrong or change.fact not in ledger.facts for change in revision.changes):
            del ledger.revisions[name]


def _rules(ledger: Ledger, name: str, revision: Revision, wrong: Set[str], since: Since | None) -> Iterator[Found]:
    limit = ledger.site.as_of
    if revision.date > limit:
        yield ("date",), f"date {revision.date} lies after the site's own date {limit}"
    if not revision.changes and not revision.withdrawn:
        yield (), "nothing is revised: name a fact under changes, or one that is gone under withdrawn"
    for number, change in enumerate(revision.changes):
        path: KeyPath = ("changes", number)
        fact = ledger.facts.get(change.fact)
        if fact is None:
            if not ledger.is_declared("fact", change.fact):
                yield (*path, "fact"), f"{ledger.unknown('fact', change.fact, ledger.facts)}{GONE}"
        elif fact.id not in wrong:
            yield from (((*path, field) if field else path, why) for field, why in _change(name, fact, change, since))
    for number, gone in enumerate(revision.withdrawn):
        if gone.id in ledger.facts:
            yield ("withdrawn", number, "id"), f"{gone.id} is not gone, it stands in {ledger.facts[gone.id].file}"


def _change(name: str, fact: Fact, change: Change, since: Since | None) -> Iterator[tuple[str, str]]:
    """Yield each broken rule of one change, with the field that breaks it."""
    field = change.field
    if field in ("note", "alternatives"):
        if change.old is not None or change.new is not None:
            key = "old" if change.old is not None else "new"
            yield key, f"{key}: what changed in the {field} is told by why, without old and new"
        return
    if change.old is None or change.new is None:
        yield "", f"{'old' if change.old is None else 'new'} is missing: the {field} of {fact.id} before and after"
        return
    if fact.derived and field in ("value", "as_of", "evidence", "basis"):
        yield "fact", f"{fact.id} is computed; name the facts it is computed from: {fact.formula}"
        return
    old, new = given(fact, field, change.old), given(fact, field, change.new)
    for key, said in (("old", old), ("new", new)):
        if kind := _unfit(fact, field, said):
            yield key, f"{key}: the {field} of {fact.id} is {kind} (found {_shown(said)})"
            return
    if old == new:
        yield "new", f"{fact.id}: old and new are the same, {_shown(new)}"
    if since is None:
        return  # a revision between may be the one that is left out
    later, goal = since.get((fact.id, field), ("", now(fact, field)))
    if new != goal:
        says = (
            f"the later revision {later!r} calls {_shown(goal)} old" if later else f"the fact says {_shown(goal)} now"
        )
        yield (
            "new",
            f"new: {fact.id} became {_shown(new)}, but {says}"
            + ("" if later else "; add a revision that leads there (make propose prints it)"),
        )
    since[fact.id, field] = name, old


def _unfit(fact: Fact, field: str, said: Said) -> str:
    """Say what a field holds, where what is given is none; nothing where it fits."""
    text, unit = isinstance(said, str), fact.unit
    if field == "as_of" or (field == "value" and unit.text == "date"):
        return "" if text and _holds(in_calendar, said) else "a date"
    if field == "unit":
        return "" if text and _holds(units.parse, said) else "a unit"
    if field == "evidence":
        return "" if said in EVIDENCE else "one of " + ", ".join(Evidence.__args__)  # type: ignore[attr-defined]
    if field == "value" and unit.numeric:
        return "" if isinstance(said, Decimal | Ends) else f"a number of {unit.text}, or low and high"
    if field == "value" and unit.text in ("list", "subjects"):
        return "" if isinstance(said, tuple) else "a list"
    return "" if text else "a text"


def _holds(rule: object, said: object) -> bool:
    try:
        rule(said)  # type: ignore[operator]
    except ValueError:
        return False
    return True


def _shown(said: Said) -> str:
    if isinstance(said, Ends):
        return f"{said.low:f} to {said.high:f}"
    if isinstance(said, tuple):
        return f"[{', '.join(said)}]"
    return f"{said:f}" if isinstance(said, Decimal) else repr(said)

"""Entries for data/revisions.yml that an edit calls for and that are not there yet, ready to be pasted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from decimal import Decimal

from ..facts.history import Ends, Said, now
from ..facts.ledger import Fact, Ledger, Reading
from ..facts.renamed import renamed
from ..facts.text import reading_text
from ..values import dates

FIELDS = ("value", "label", "unit", "as_of", "basis", "evidence")
_OF_READING = frozenset(("value", "as_of", "basis", "evidence"))
Row = tuple[str, str, Said, Said]


@dataclass(frozen=True)
class Proposal:
    """A revision as it may be entered; ``why`` is empty where only the editor knows, and the check then asks for it."""

    id: str
    date: str
    cause: str
    why: str
    changes: tuple[Row, ...] = ()
    withdrawn: tuple[tuple[str, str, str], ...] = ()


def proposals(old: Ledger, new: Ledger) -> list[Proposal]:
    """Return a proposal for each fact that says something else than before, or is gone, and has no new entry."""
    fresh = [revision for name, revision in new.revisions.items() if name not in old.revisions]
    told: set[tuple[str, str]] = {(change.fact, change.field) for revision in fresh for change in revision.changes}
    gone = {one.id for revision in fresh for one in revision.withdrawn}
    names = renamed(old, new)
    was = {new_name: old_name for old_name, new_name in names.items()} | {name: name for name in old.facts}
    subjects = {one.partition(".")[0]: two.partition(".")[0] for one, two in names.items()}
    found = [
        _changed(old.facts[was[fact.id]], new, fact, told, subjects) for fact in new.facts.values() if fact.id in was
    ]
    found += [_withdrawn(old, new, fact) for fact in old.facts.values() if fact.id not in {*new.facts, *gone, *names}]
    return [proposal for proposal in found if proposal]


def _changed(
    before: Fact, new: Ledger, fact: Fact, told: Set[tuple[str, str]], subjects: dict[str, str]
) -> Proposal | None:
    rows: list[Row] = []
    moved = _named(now(before, "value"), before, subjects) != now(fact, "value")
    for field in FIELDS:
        if field in _OF_READING and (fact.derived or before.derived):
            continue  # it follows from others
        was, is_now = _named(now(before, field), before, subjects), now(fact, field)
        date_of_value = field == "as_of" and moved  # the value is told with its date
        if was != is_now and was and is_now and (fact.id, field) not in told and not date_of_value:
            rows.append((fact.id, field, was, is_now))
    if not rows or (("value" in {row[1] for row in rows}) and now(before, "value") is None):
        return None
    why = next((why for row, _, why in fact.superseded if _value(row) == _value(before.current)), "")
    newer = bool(why) or (rows[0][1] in ("value", "as_of") and _later(before.current, fact.current))
    return Proposal(_id(new, fact.id), new.site.as_of, "updated" if newer else "corrected", why, tuple(rows))


def _named(said: Said, fact: Fact, subjects: dict[str, str]) -> Said:
    """Return a list of subjects by what they are called now; anything else as it is."""
    if isinstance(said, tuple) and fact.unit.text == "subjects":
        return tuple(subjects.get(name, name) for name in said)
    return said


def _value(row: Reading) -> tuple[object, ...]:
    return row.value, row.low, row.high


def _later(old: Reading, new: Reading) -> bool:
    return bool(old.as_of and new.as_of) and dates.by_end(new.as_of) > dates.by_end(old.as_of)


def _withdrawn(old: Ledger, new: Ledger, fact: Fact) -> Proposal:
    label = f"{old.subjects[fact.subject].name}: {fact.label}"
    said = reading_text(fact, fact.current)
    return Proposal(_id(new, fact.id), new.site.as_of, "corrected", "", withdrawn=((fact.id, label, said),))


def _id(ledger: Ledger, fact: str) -> str:
    """Return an id that no revision has yet, made from that of the fact."""
    name = fact.replace(".", "-")
    taken = sum(known == name or known.startswith(f"{name}-") for known in ledger.revisions)
    return f"{name}-{taken + 1}" if taken else name


def text(found: list[Proposal]) -> str:
    """Return proposals as the entries of data/revisions.yml, newest on top."""
    return "".join(line + "\n" for proposal in found for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    yield f"  {proposal.id}:"
    yield f"    date: {proposal.date}"
    yield f"    cause: {proposal.cause}  # corrected, restated or updated?"
    yield f"    why: {_yaml(proposal.why) if proposal.why else ' # the reason, for readers'}"
    if proposal.changes:
        yield "    changes:"
    for fact, field, old, new in proposal.changes:
        what = "" if field == "value" else f"field: {field}, "
        yield f"      - {{fact: {fact}, {what}old: {_yaml(old)}, new: {_yaml(new)}}}"
    if proposal.withdrawn:
        yield "    withdrawn:"
    for fact, label, said in proposal.withdrawn:
        yield f"      - {{id: {fact}, label: {_yaml(label)}, old: {_yaml(said)}}}"


def _yaml(value: Said) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Ends):
        return f"{{low: {value.low:f}, high: {value.high:f}}}"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)

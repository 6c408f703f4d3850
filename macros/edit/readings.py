"""What is asked of a value: the figure twice over, its date, whose word it is, and the sources, new ones too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from ..facts import schema, text
from ..facts.ledger import Reading, Subject
from ..values import agreement, basis, dates, plain, units
from .ask import matching
from .desk import Desk
from .sources import sources
from .written import ordered

FIELDS = ("value", "low", "high", "printed", "figure", "basis", "approx", "as_of", "target", "forecast", "due", "met",
          "missed", "until", "why", "evidence", "by", "sources", "note")  # fmt: skip
ORDER = ("label", *FIELDS[:3], "formula", "unit", "printed", "figure", "mixes", *FIELDS[5:], "event", "observations",
         "alternatives", "superseded")  # fmt: skip
_SUCH_AS = "such as 2026-02-28, 2026-02, 2026-Q1 or 2026"
_NUMBER = re.compile(r"[-+]?\d[\d_]*(\.\d+)?")
_STAND = {"plan": "of those who act", "forecast": "what somebody expects of others"}
_EVIDENCE = {one: text.EVIDENCE[one] for one in get_args(schema.Evidence)}


def unit(desk: Desk, key: str) -> units.Unit:
    """Ask for the unit of a fact; a common key says what it must measure."""
    meaning = desk.ledger.vocabulary.get(key)
    kinds = [] if meaning is None else meaning.unit if isinstance(meaning.unit, list) else [meaning.unit]

    def check(answer: str) -> units.Unit:
        found = units.parse(answer)
        if kinds and found.measure not in kinds:
            raise ValueError(units.misfit(key, kinds, answer))
        return found

    usual = Counter(fact.unit.text for fact in desk.ledger.facts.values() if fact.key == key and kinds)
    such = f", such as {', '.join(text for text, _ in usual.most_common(3))}" if usual else ""
    hint = f" of {' or '.join(kinds)}{such}" if kinds else ", such as CNY, chips, GB/s, percent, date, text, list"
    only = kinds[0] if len(kinds) == 1 and kinds[0] in units.NOT_NUMERIC else None
    all_used = Counter(fact.unit.text for fact in desk.ledger.facts.values())
    found = desk.answers.ask(
        "unit", f"Unit{hint}", check=check, default=only, listed=[text for text, _ in (usual or all_used).most_common()]
    )
    return units.parse(found) if isinstance(found, str) else found


def value(desk: Desk, kind: units.Unit) -> dict[str, Any]:
    """Ask for a value of this unit; returns the fields it fills: value, or low and high."""
    forms = {
        "date": f"Date, as fine as the source gives it, {_SUCH_AS}",
        "text": "Value, a short text",
        "list": "Entries, with commas between them (or ; where they hold commas)",
        "subjects": "Ids of subjects, with commas between them",
    }
    question = forms.get(kind.text, f"Value in {kind.text}, a plain number, or low..high for a range")
    return dict(desk.answers.ask("value", question, check=lambda answer: _value(answer, kind)))


def _value(answer: str, kind: units.Unit) -> dict[str, Any]:
    if kind.text == "date":
        return {"value": date(answer)}
    if kind.text in ("list", "subjects"):
        return {"value": _listed(answer)}
    if kind.text == "text":
        return {"value": answer}
    low, dots, high = answer.partition("..")
    return {"low": _number(low), "high": _number(high)} if dots else {"value": _number(low)}


def _listed(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(";" if ";" in answer else ",") if part.strip()]


def _number(answer: str) -> int | Decimal:
    text = answer.strip().replace("_", "")
    try:
        found = Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        found = None
    if found is None:
        raise ValueError(
            f"write a plain number such as 25_500_000_000 or 19.60 (found {answer!r}){plain.not_plain(answer)}"
        )
    return found if "." in text else int(found)


def date(answer: str) -> str | int:
    if not re.search(schema._DATE, answer):
        raise ValueError(f"{dates.FORMS} (found {answer!r})")
    schema.in_calendar(answer)
    return int(answer) if answer.isdigit() else answer


def reading(desk: Desk, kind: units.Unit, home: str, given: Mapping[str, Any], old: Reading | None) -> dict[str, Any]:
    """Ask for everything of one value, and return its fields.

    ``home`` is the data file that takes new sources; ``given`` holds the date, evidence and sources that hold for what
    is not said; ``old`` is a value of the same fact.
    """
    ask = desk.answers.ask
    fields = value(desk, kind)
    fields["printed"] = ask(
        "printed", "The value as the source prints it, in its own words (two prints: with | between them)",
        needed=kind.numeric or kind.text == "date", check=_printed,
    )  # fmt: skip
    fields["figure"] = ask(
        "figure", "Which figure of the print is meant, if it holds several of its kind", needed=False
    )
    if kind.numeric and desk.answers.terminal and not desk.answers.has("printed"):
        _print_again(desk, kind, fields)
    if kind.needs_basis:
        fields["basis"] = ask(
            "basis", "Basis: number format, density, and units if known", check=_basis, default=old and old.basis
        )
    if kind.numeric:
        hedges = get_args(schema.Approx)
        fields["approx"] = ask("approx", "Does the source hedge the figure?", choices=hedges, needed=False)
    fields["as_of"] = ask("as-of", f"Date or period it speaks of, {_SUCH_AS}", check=date,
                          default="" if "as_of" in given else None, shown=_of(given, "as_of"))  # fmt: skip
    fields["evidence"] = ask("evidence", "Who says so?", choices=_EVIDENCE,
                             default="" if "evidence" in given else None, shown=_of(given, "evidence"))  # fmt: skip
    known = fields["evidence"] or given["evidence"]
    if known in ("measured", "estimate") or desk.answers.has("by"):
        fields["by"] = ask("by", "By whom: the id of a publisher", choices=desk.publishers, needed=known == "measured")
    fields["sources"] = sources(desk, home, given.get("sources"))
    _ahead(desk, fields)
    fields["note"] = ask("note", "A caveat in your own words, if there is one", needed=False)
    return ordered(fields, FIELDS)


def _ahead(desk: Desk, fields: dict[str, Any]) -> None:
    ask = desk.answers.ask
    stands = ask("ahead", "Is it a plan of those who act, or somebody's forecast?", choices=_STAND, needed=False)
    if stands:
        fields["target" if stands == "plan" else "forecast"] = True
        fields["due"] = ask("due", "When it is due, or the date it is for", check=date, needed=False)


def usual(desk: Desk, subject: Subject) -> dict[str, Any]:
    """Return what the subject says of date, evidence and sources for all its facts."""
    stands = desk.changes.sheet(subject.file).value(("subjects", subject.id)) or {}
    return {name: stands[name] for name in ("as_of", "evidence", "sources") if name in stands}


def _of(given: Mapping[str, Any], field: str) -> str:
    return f"{given[field]}, as is said for all" if field in given else ""


def _printed(answer: str) -> str | list[str]:
    prints = [part.strip() for part in answer.split(" | ")]
    return prints[0] if len(prints) == 1 else prints


def _print_again(desk: Desk, kind: units.Unit, fields: dict[str, Any]) -> None:
    """Tell at once that a print does not bear the value out, and ask for it again; the check at the end decides.

    Read as English and Chinese, with every hedge: the language of the source and the hedge are not known yet.
    """
    numbers = [Decimal(fields[name]) for name in ("value", "low", "high") if name in fields]
    prints = [fields["printed"]] if isinstance(fields["printed"], str) else fields["printed"]
    if fields["figure"]:
        prints = [agreement.pointed(fields["figure"], prints)]
    hedges = (None, *get_args(schema.Approx))
    wrong = [agreement.disagreement(numbers, kind, prints, (), hedge, bool(fields["figure"])) for hedge in hedges]
    if all(wrong):
        question = f"The print does not bear out the value: {wrong[0]}.\nThe print again, or nothing to keep it"
        fields["printed"] = desk.answers.ask(
            "printed", question, default=fields["printed"], check=_printed, shown="keep it"
        )


def _basis(answer: str) -> str:
    basis.parse(answer)
    return answer


def until(desk: Desk) -> dict[str, Any]:
    """Ask when and why an older value fell."""
    return {
        "until": desk.answers.ask("until", f"Until when the old value held, {_SUCH_AS}", check=date),
        "why": desk.answers.ask("why", "Why it fell, in a few words", check=matching(schema._TEXT, "write a text")),
    }

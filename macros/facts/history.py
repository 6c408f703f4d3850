"""The revisions of the ledger in order, and what each of their changes says in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..values import format as forms
from .ledger import Fact, Ledger, Reading, Value
from .revision import Change, Given, Revision, Span
from .text import EVIDENCE, reading_text

CAUSES = {"corrected": "Corrected", "restated": "Restated", "updated": "Updated"}
FIELDS = {
    "label": "what it is called", "unit": "unit", "as_of": "date it speaks of", "basis": "basis",
    "evidence": "evidence", "note": "note", "alternatives": "what others say",
}  # fmt: skip
_MOST_NAMES = 3
_FEW_DIGITS = 4  # more of them are given in full, as a reader compares them digit by digit


@dataclass(frozen=True)
class Ends:
    """Both ends of a range."""

    low: Decimal
    high: Decimal


Said = Value | Ends
"""A value as an entry gives it: a number, a range, a text, a list; or the words of another field."""


def ordered(ledger: Ledger) -> list[tuple[str, Revision]]:
    """Return the revisions by their ids, newest first; of one day in the order of the file, whose top is the newest."""
    return sorted(ledger.revisions.items(), key=lambda item: item[1].date, reverse=True)


def of_fact(ledger: Ledger) -> dict[str, list[str]]:
    """Return the ids of the revisions of each fact, newest first."""
    found: dict[str, list[str]] = {}
    for name, revision in ordered(ledger):
        for change in revision.changes:
            if name not in found.setdefault(change.fact, []):
                found[change.fact].append(name)
    return found


def heading(ledger: Ledger, revision: Revision) -> str:
    """Return what a revision is about: the names of the subjects of its facts, the first of them."""
    facts = [*(change.fact for change in revision.changes), *(gone.id for gone in revision.withdrawn)]
    ids = dict.fromkeys(name.partition(".")[0] for name in facts)
    names = [ledger.subjects[name].name if name in ledger.subjects else name for name in ids]
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def now(fact: Fact, field: str) -> Said:
    """Return what the ledger says today in a field of a fact that revisions tell of."""
    if field in ("label", "unit"):  # a formula has these before it has a value
        return fact.label if field == "label" else fact.unit.text
    row = fact.current
    if field == "value":
        if row.value is None and row.low is not None and row.high is not None:
            return Ends(row.low, row.high)
        return str(row.value) if fact.unit.text == "date" else row.value
    return {"as_of": row.as_of, "basis": row.basis, "evidence": row.evidence}[field]


def given(fact: Fact, field: str, value: Given) -> Said:
    """Return what an entry gives as old or new, to be compared with what the ledger says."""
    if isinstance(value, Span):
        return Ends(Decimal(value.low), Decimal(value.high))
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, int | Decimal) and field == "value" and fact.unit.numeric:
        return Decimal(value)
    return str(value)


def in_words(ledger: Ledger, fact: Fact, change: Change) -> tuple[str, str]:
    """Return the old and the new of a change as a reader sees them; finer where rounding would make them alike."""
    both = [given(fact, change.field, value) for value in (change.old, change.new) if value is not None]
    if change.field != "value":
        words = [_word(change.field, str(value)) for value in both]
        return words[0], words[1]
    old, new = (_reading(fact, value) for value in both)
    if isinstance(old.value, tuple) and isinstance(new.value, tuple):
        return _entries(ledger, fact, old.value, new.value)
    for form in ("exact",) if any(map(_fine, (old, new))) else ("long", "exact"):
        texts = [reading_text(fact, row, form) for row in (old, new)]
        if texts[0] != texts[1]:
            break
    if old.as_of and new.as_of and old.as_of != new.as_of and fact.unit.text != "date":
        texts = [f"{text}, {forms.date(row.as_of)}" for text, row in zip(texts, (old, new))]
    return texts[0], texts[1]


def _fine(row: Reading) -> bool:
    return isinstance(row.value, Decimal) and len(row.value.normalize().as_tuple().digits) > _FEW_DIGITS


def _word(field: str, text: str) -> str:
    return forms.date(text) if field == "as_of" else EVIDENCE[text] if field == "evidence" else text


def _reading(fact: Fact, value: Said) -> Reading:
    """Return the reading of a fact that has this value, or one that has nothing else."""
    low, high = (value.low, value.high) if isinstance(value, Ends) else (None, None)
    single = None if isinstance(value, Ends) else value
    for row in _readings(fact):
        if (str(row.value) if fact.unit.text == "date" else row.value, row.low, row.high) == (single, low, high):
            return row
    return Reading(value=single, low=low, high=high)


def _readings(fact: Fact) -> Iterable[Reading]:
    return [fact.current, *reversed(fact.readings), *(row for row, _, _ in fact.superseded), *fact.alternatives]


def _entries(ledger: Ledger, fact: Fact, old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, str]:
    """Return how many entries a list had, and what has left it and joined it."""

    def named(names: Iterable[str]) -> str:
        known = ledger.subjects if fact.unit.text == "subjects" else {}
        return ", ".join(known[name].name if name in known else name for name in names)

    gone, come = named(name for name in old if name not in new), named(name for name in new if name not in old)
    moved = "" if gone or come else "in another order"
    parts = [f"without {gone}" if gone else "", f"with {come}" if come else "", moved]
    return f"{len(old)} {'entry' if len(old) == 1 else 'entries'}", " and ".join(filter(None, parts))

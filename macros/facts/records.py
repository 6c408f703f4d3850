"""A fact as plain data, for tables and files: texts, numbers, dates and lists under fixed names."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..values import dates
from ..values.format import rounded, trimmed
from .ledger import Fact, Ledger, Reading
from .standing import channel, state
from .text import exact_digits, machine_value, reading_text

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A field: its name, its type in Table Schema's words, and what it means.

    Two types are narrower: ``period`` is a string that holds a date of any precision, ``ids`` a list of ids.
    ``key`` is the key of the fact that a column of a wide table holds; ``needed`` says that it is never empty.
    """

    name: str
    type: str
    meaning: str
    key: str = ""
    needed: bool = False


def dated(name: str, what: str) -> tuple[Column, Column, Column]:
    """Return the three columns of a date of any precision: as it is, its first and its last day."""
    return (
        Column(name, "period", what),
        Column(f"{name}_first", "date", "The first day of it, by which it sorts"),
        Column(f"{name}_last", "date", "The last day of it"),
    )


ABOUT = (
    Column("id", "string", "The fact: its subject and its key; it does not change", needed=True),
    Column("subject_id", "string", "What the fact is about, by its id", needed=True),
    Column("subject", "string", "What the fact is about, by its name", needed=True),
    Column("label", "string", "What the figure is", needed=True),
)
VALUE = (
    Column("value", "string", "The value: a number, a date, a text, or a list as a JSON array; none of a range"),
    Column("number", "number", "The value, where it is a number, at the precision stated"),
    Column("low", "number", "The lower end of a range"),
    Column("high", "number", "The upper end of a range"),
    Column("first_day", "date", "The first day of a value that is a date"),
    Column("last_day", "date", "The last day of a value that is a date"),
    Column("unit", "string", "The unit, or date, text, list, subjects (a list of ids)", needed=True),
    Column("text", "string", "The value as the pages print it", needed=True),
    Column("approx", "string", "How the source hedges the figure"),
    Column("basis", "string", "How a figure of computing power counts: number format, density, units"),
)
SAID = (
    *dated("as_of", "The date or period that the figure speaks of"),
    Column(
        "evidence", "string", "Who says so: official, vendor, reported, estimate, measured; or derived", needed=True
    ),
    Column("by", "string", "Who claims, estimates or tested it, where the entry names somebody"),
    Column(
        "channel", "string", "How the claim was read: in a document of the one who makes it, or as others report it"
    ),
)
AHEAD = (
    Column("target", "boolean", "A plan or goal of those who act", needed=True),
    Column("forecast", "boolean", "What somebody expects", needed=True),
    *dated("due", "When a target is due, or the date a forecast is for"),
    Column("state", "string", "Of a target: open, met, missed, or passed, where no outcome was found"),
    Column("met", "string", "What shows that a target was met"),
    Column("missed", "string", "What shows that a target was missed"),
)
BORNE = (
    Column("printed", "array", "The figure as the sources print it, as a JSON array"),
    Column("sources", "ids", "Keys of the sources; of a computed fact those of its inputs"),
    Column("page", "string", "The page that tells of it", needed=True),
    Column("note", "string", "A caveat"),
)
FACT = (
    *ABOUT, *VALUE, *SAID, *AHEAD,
    Column("formula", "string", "How the fact is computed from others"),
    Column("mixes", "string", "Why the formula holds figures that are not alike"),
    *BORNE,
)  # fmt: skip
WHY = (
    Column("until", "period", "Until when a superseded value stood"),
    Column("why", "string", "Why a superseded value fell"),
)


def record(ledger: Ledger, fact: Fact) -> Row:
    """Return a fact with all that is or was said of it; the current value on top, the others in lists."""
    own = about(ledger, fact) | reading(ledger, fact, fact.current)
    own |= {"formula": fact.formula, "mixes": fact.mixes, "sources": list(ledger.all_sources(fact)), "page": fact.page}
    own["note"] = fact.note or own["note"]
    return own | {
        "earlier": [reading(ledger, fact, row) for row in fact.readings[:-1]],
        "alternatives": [reading(ledger, fact, row) for row in fact.alternatives],
        "superseded": [
            reading(ledger, fact, row) | {"until": until, "why": why} for row, until, why in fact.superseded
        ],
    }


def about(ledger: Ledger, fact: Fact) -> Row:
    """Return what names a fact."""
    subject = ledger.subjects[fact.subject]
    return {"id": fact.id, "subject_id": subject.id, "subject": subject.name, "label": fact.label}


def reading(ledger: Ledger, fact: Fact, row: Reading) -> Row:
    """Return one reading; its channel and the state of a target in words."""
    single = precise(fact, row)
    value = list(row.value) if isinstance(row.value, tuple) else None if row.value is None else machine_value(row)
    value = f"{single:f}" if single is not None else value
    first, last = days(str(row.value)) if fact.unit.text == "date" else (None, None)
    since, to = days(row.as_of)
    begin, end = days(row.due)
    return {
        "value": value, "number": plain_number(single), "low": plain_number(row.low), "high": plain_number(row.high),
        "first_day": first, "last_day": last, "unit": fact.unit.text, "text": reading_text(fact, row),
        "approx": row.approx, "basis": row.basis,
        "as_of": row.as_of or None, "as_of_first": since, "as_of_last": to, "evidence": row.evidence,
        "by": ledger.named(row.by) if row.by else None, "channel": channel(ledger, fact, row) or None,
        "target": row.target, "forecast": row.forecast,
        "due": row.due, "due_first": begin, "due_last": end, "state": state(ledger, row) or None,
        "met": row.met, "missed": row.missed,
        "printed": list(row.printed), "sources": list(row.sources), "note": row.note,
    }  # fmt: skip


def precise(fact: Fact, row: Reading) -> Decimal | None:
    """Return the number of a reading; a computed one as in the register, two digits finer than its inputs bear out."""
    if not (fact.unit.numeric and isinstance(row.value, Decimal)):
        return None
    if not fact.derived or (row.significant is None and row.value == row.value.to_integral_value()):
        return trimmed(row.value)
    return rounded(row.value, exact_digits(row))


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it; fifteen digits are exact in it, and no entry has more."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def days(text: str | None) -> tuple[str, str] | tuple[None, None]:
    """Return the first and the last day of a date or period, if there is one; as texts they sort."""
    if not text:
        return None, None
    when = dates.parse(text)
    return when.first.isoformat(), when.last.isoformat()

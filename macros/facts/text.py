"""A reading as text: for people, for machines, and the words for its evidence."""

from __future__ import annotations

from decimal import Decimal

from ..values.format import date, quantity, rounded, span, trimmed
from ..values.units import Unit, convert
from .ledger import Fact, Reading

EVIDENCE = {
    "official": "official record", "vendor": "company claim", "reported": "press report",
    "estimate": "analyst estimate", "measured": "independent test", "derived": "computed here",
}  # fmt: skip


def reading_text(fact: Fact, row: Reading, form: str = "long", digits: int | None = None, unit: Unit | None = None,
                 part: str = "", hedge: bool | None = None, style: str = "full") -> str:  # fmt: skip
    """Write a reading of a fact as text; raises UnitError where ``unit`` does not fit."""
    if fact.unit.text == "date":
        return date(str(row.value), "short" if (form, style) == ("short", "full") else style)
    if fact.unit.text in ("text", "list", "subjects"):
        return ", ".join(row.value) if isinstance(row.value, tuple) else str(row.value)
    target = unit or fact.unit
    if digits is None and fact.derived:
        digits = exact_digits(row) if form == "exact" else row.significant or 4

    def to(value: Decimal) -> Decimal:
        return value if unit is None else trimmed(convert(value, fact.unit, unit))

    low, high = row.span if row.low is not None or row.value is not None else (None, None)
    if part in ("low", "high"):
        chosen = low if part == "low" else high
        assert chosen is not None
        return quantity(to(chosen), target, form, digits)
    if row.value is None:
        assert low is not None and high is not None
        text = span(to(low), to(high), target, form, digits)
    else:
        text = quantity(to(row.number), target, form, digits)
    return f"{row.approx} {text}" if row.approx and (form != "bare" if hedge is None else hedge) else text


def exact_digits(row: Reading) -> int:
    """Return how many digits a computed number has where it is taken along: two more than its inputs bear out."""
    return row.significant + 2 if row.significant else 4


def machine_value(row: Reading) -> str:
    """Return the value for machines: a plain number, low/high of a range, a text, or a list joined by semicolons."""
    if row.value is None:
        return f"{row.low:f}/{row.high:f}"
    if isinstance(row.value, tuple):
        return "; ".join(row.value)
    if isinstance(row.value, str):
        return row.value
    return f"{trimmed(rounded(row.value, 15)):f}"  # of a quotient more digits would be noise, and no entry has more

"""Numbers, money and dates in words, by Babel for American English."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name

from . import dates
from .units import COUNT_NOUNS, MONEY, Unit

LOCALE = "en_US"
_SCALES = ((12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"))
FORMS = ("long", "short", "bare", "exact")
STYLES = ("full", "month", "year", "short")


def rounded(value: Decimal, digits: int) -> Decimal:
    """Round to significant digits, half up, and drop the zeros this leaves behind the point."""
    if not value:
        return value
    exponent = value.adjusted() - digits + 1
    result = value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP)
    return trimmed(Decimal(int(result)) if result == result.to_integral_value() else result)


def trimmed(value: Decimal) -> Decimal:
    """Return the number without trailing zeros and without an exponent."""
    return Decimal(format(value.normalize(), "f"))


def number(value: Decimal) -> str:
    """Group the thousands; keep every decimal place given; a true minus sign."""
    return _number(str(value))


@lru_cache(maxsize=None)
def _number(text: str) -> str:  # by text: 30 and 30.0 are equal numbers and would share one entry
    value = Decimal(text)
    places = max(0, -int(value.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(value, pattern, LOCALE)).replace("-", "−")


def _scaled(value: Decimal, form: str, digits: int) -> str:
    if form != "exact":
        for index, (power, word, short) in enumerate(_SCALES):
            if abs(value) >= Decimal(10) ** power:
                size = rounded(value.scaleb(-power), max(digits, len(str(int(abs(value.scaleb(-power)))))))
                if abs(size) >= 1000 and index:  # 999,999,999 rounds to a billion, not to a thousand million
                    size, (_, word, short) = trimmed(size.scaleb(-3)), _SCALES[index - 1]
                return f"{number(size)} {short if form == 'short' else word}"
    return number(value)


def unit_words(unit: Unit, value: Decimal | None, form: str) -> tuple[str, str]:
    """Return what stands before and behind a number of this unit."""
    before, behind = "", ""
    short = form == "short"
    for atom in unit.over:
        if atom.symbol in MONEY:
            before = MONEY[atom.symbol]
            continue
        if atom.symbol == "percent":
            behind += "%" if short else " percent"
        elif atom.symbol == "times":
            behind += "×" if short else " times"
        else:
            behind += f" {atom.singular if value is not None and abs(value) == 1 else atom.plural}"
    for atom in unit.under:
        symbolic = atom.symbol in ("s", "W") and not unit.over[0].plural.islower()
        if symbolic:
            behind += f"/{atom.symbol}"
        elif atom.symbol in MONEY:
            behind += " per " + ("yuan" if atom.symbol == "CNY" else get_currency_name(atom.symbol, 1, LOCALE))
        else:
            behind += f" per {atom.singular}"
    return before, behind


def quantity(value: Decimal, unit: Unit, form: str = "long", digits: int | None = None) -> str:
    """Write a number with its unit, e.g. ``CNY 25.5 billion``, ``41 percent``, ``3.2 TB/s``."""
    shown = rounded(value, digits) if digits else value
    counted = unit.over[:1] and (unit.over[0].symbol in MONEY or unit.over[0].plural in COUNT_NOUNS)
    text = _scaled(shown, form, digits or 4) if counted else number(shown)
    if form == "bare":
        return text
    before, behind = unit_words(unit, shown, form)
    sign = ""
    if before and text.startswith("−"):
        sign, text = "−", text[1:]
    gap = "" if before.endswith("$") or not before else " "
    return f"{sign}{before}{gap}{text}{behind}"


def span(low: Decimal, high: Decimal, unit: Unit, form: str = "long", digits: int | None = None) -> str:
    """Write a range: ``CNY 600 billion to 700 billion``, in tables ``600–700``."""
    first, second = quantity(low, unit, form, digits), quantity(high, unit, form, digits)
    before, behind = ("", "") if form == "bare" else unit_words(unit, rounded(low, digits) if digits else low, form)
    first = first.removesuffix(behind)
    if form == "short" and not before and low >= 0:
        return f"{first}–{second}"
    return f"{first} to {second.removeprefix(before).strip()}"


@lru_cache(maxsize=None)
def date(text: str, style: str = "full") -> str:
    """Write a date or period at its own precision, or coarser: style ``full``, ``month`` or ``year``.

    Style ``short`` is for tables: it shortens periods, ``Jan–Sep 2025`` for the first nine months of 2025.
    """
    when = dates.parse(text)
    short = style == "short"
    if when.kind == "span":
        first, last = text.split("/")
        return _interval(first, last, style)
    if when.kind == "fiscal":
        year = f"{_part(when, short)}{'FY' if short else 'fiscal year '}{when.year}"
        ends = format_date(when.last, "MMM y" if short else "MMMM y", LOCALE)
        return year if style == "year" else f"{year}, to {ends}" if short else f"{year} (to {ends})"
    if style == "year":
        return str(when.year)
    if when.kind == "nine" and short:
        return _interval(f"{when.year}-01", f"{when.year}-09", style)
    if when.part or when.kind == "year":
        return f"{_part(when, short)}{when.year}"
    return str(format_date(when.first, "MMMM d, y" if when.day and style != "month" else "MMMM y", LOCALE))


def _part(when: dates.PartialDate, short: bool) -> str:
    """Return what stands before the year of a part of it: ``first half of ``, in tables ``H1 ``."""
    if not when.part:
        return ""
    if short or (when.quarter and when.kind != "fiscal"):
        return f"{when.part} "
    return {"H1": "first half", "H2": "second half", "9M": "first nine months"}.get(when.part, when.part) + " of "


def _interval(first: str, last: str, style: str) -> str:
    """Write a span by Babel's patterns, what both ends share once: May 14 to 16, 2026, in tables May 14–16, 2026."""
    size = {"month": 7, "year": 4}.get(style, 10)
    if first[:size] == last[:size]:
        return date(first[:size])
    one, two = dates.parse(first[:size]), dates.parse(last[:size])
    skeleton = {"day": "yMMMd", "month": "yMMM", "year": "y"}[one.kind]
    differs = "y" if one.year != two.year else "M" if one.month != two.month else "d"
    start, end = Locale.parse(LOCALE).interval_formats[skeleton][differs]
    start, joint = start.removesuffix("\u2009–\u2009"), "–"
    if style != "short":
        start, end = start.replace("MMM", "MMMM"), end.replace("MMM", "MMMM")
        joint = ", to " if ", y" in start else " to "  # December 29, 2025, to January 3, 2026
    return f"{format_date(one.first, start, LOCALE)}{joint}{format_date(two.first, end, LOCALE)}"

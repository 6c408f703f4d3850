"""Dates and periods as the data files write them, read without any code of the site: their days and their words."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

MONTHS = list(calendar.month_name)[1:]
HALVES = {"H1": "first half", "H2": "second half", "9M": "first nine months"}
# Parts of a year with their first and last months.
PARTS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9), **{f"Q{n}": (n * 3 - 2, n * 3) for n in range(1, 5)}}


def days(text: str) -> tuple[str, str]:
    """Return the first and the last day of a date or period, as ISO 8601 writes them; they sort as texts."""
    name, slash, end = text.partition("/")
    if name.startswith("FY"):
        year, month = map(int, end.split("-"))
        back = {"Q": 3, "H": 6, "9": 9}.get(name[7:8], 12) - 1
        start = year * 12 + month - 1 - back
        return f"{start // 12}-{start % 12 + 1:02}-01", days(end)[1]
    if slash:
        return days(name)[0], days(end)[1]
    year, part = int(text[:4]), text[5:]
    if len(part) == 5:
        return text, text
    first, last = PARTS[part] if part in PARTS else (int(part), int(part))
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}"


def date_words(text: str) -> Iterator[str]:
    """Yield every way in which a date may be printed: coarser, as in tables, and last in full."""
    name, slash, end = text.partition("/")
    year, _, rest = name.partition("-")
    if name.startswith("FY"):
        part = f"{HALVES.get(rest, rest)} of " if rest else ""
        yield f"{part}fiscal year {year[2:]}"
        yield f"{rest} {year}, to {_month(end, short=True)}".strip()
        yield f"{part}fiscal year {year[2:]} (to {_month(end)})"
    elif slash:
        yield from _span_words(name, end)
    elif rest in HALVES:
        yield year
        yield f"Jan–Sep {year}" if rest == "9M" else f"{rest} {year}"
        yield f"{HALVES[rest]} of {year}"
    elif rest.startswith("Q"):
        yield from (year, f"{rest} {year}")
    else:
        yield from (text[:size] if size == 4 else _month(text[:size]) for size in (4, 7, 10) if size <= len(text))


def table_words(text: str) -> str:
    """Return how a table prints a date: periods short, days and months in full."""
    every = list(date_words(text))
    return every[-2] if "/" in text or text[5:] in HALVES else every[-1]


def _month(text: str, short: bool = False) -> str:
    year, month, *day = map(int, text.split("-"))
    name = calendar.month_abbr[month] if short else MONTHS[month - 1]
    return f"{name} {day[0]}, {year}" if day else f"{name} {year}"


def _span_words(first: str, last: str) -> Iterator[str]:
    """Yield a span of days, months or years, the shared year and month once; first in a table, then in full."""
    if len(first) == 4:
        yield from (f"{first}–{last}", f"{first} to {last}")
        return
    for short in (True, False):
        one, two = _month(first, short), _month(last, short)
        if first[:4] == last[:4]:
            one = one.removesuffix(first[:4]).rstrip(", ")
            if first[:7] == last[:7]:
                two = two.partition(" ")[2]
        comma = "," * ("," in one)
        yield f"{one}–{two}" if short else f"{one}{comma} to {two}"

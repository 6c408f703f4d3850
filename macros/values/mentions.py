"""What a print names of dates: mentions, each read whole.

"May 14-16" are two days and a span, "FY25" is a year of a company's own that need not be the calendar's, 前三季度 and
1-9月 are nine months and no quarter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from .lexicon import DATE_FORMS, MONTH_NAMES, ONES
from .spellings import spelled
from .units import COUNT_NOUNS

MAX_LENGTH = 2000


@dataclass(frozen=True)
class Mention:
    """The parts of a date that a print names in one breath; ``nine`` is 9 for the first nine months of a year.

    ``since`` is the first end of a span; at an ``end`` a period ends. A ``run`` is named by its end alone, as the year
    ended in March; of a ``fiscal`` one, ``year`` is the year in its name. A year a report is ``about`` is over when it
    comes out.
    """

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    nine: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    run: bool = False
    about: bool = False
    end: bool = False
    since: Mention | None = None
    at: int = field(default=0, compare=False)
    """Where it begins in the print."""


_TO = (
    r"-|–|—|−|~|〜|至|到|から|부터|\s(?:to|through|thru|until|till?|bis(?: zum)?|au|al|a|à|do|по|tot(?: en met)?|t/m|"
    r"til|hasta(?: el)?)(?=\s)"
)
_NOUNS = "gpus? npus? accelerators? dollars? yuan euros? won yen"
_PARTS = {
    "YEAR": r"(?:19|20)\d\d(?!s\b|\s?年代)",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])",
    "TO": rf"\s?(?:(?P<and>、|和|及|\s(?:and|und|et|y|e|и|i|og|och|en)(?=\s))|{_TO})\s?",
    "SPAN": rf"\s?(?:{_TO})\s?",
    "MONTH": f"(?-i:{'|'.join(MONTH_NAMES)})",
    "NO_COUNT": r"(?![\d,]*\d)(?!\.\d)(?!-(?-i:[a-z]))"
    r"(?!\s?(?:%|percent|[万亿億元円원张片颗台倍名家件项項个個명개대]|人(?!工)"
    r"|[kMGTPE]?(?:FLOPS|B|W|Hz)\b|(?:" + "|".join([*COUNT_NOUNS, *COUNT_NOUNS.values(), *_NOUNS.split()]) + r")\b))",
}


@lru_cache(maxsize=1)
def _forms() -> list[re.Pattern[str]]:
    """Return the forms of dates as patterns, made when the first print is read."""
    return [re.compile(re.sub(r"\{([A-Z_]+)\}", lambda part: _PARTS[part[1]], form), re.I) for form in DATE_FORMS]


# How many months a run has that is named by its end: nine months to September, the year ended in March.
_LENGTHS = {"quarter": 3, "half": 6, "year": 12, "fy": 12, "fye": 12, "年度": 12, "三": 3, "六": 6, "九": 9, "十二": 12}
_LENGTHS |= {name: number for name, number in ONES.items() if 1 < number < 13} | {
    str(number): number for number in range(2, 13)
}
_LENGTHS |= {"q1": 3, "q2": 3, "q3": 3, "q4": 3, "h1": 6, "h2": 6}
_NUMBERS = {name: number for number, name in enumerate(MONTH_NAMES, 1)}


# A print without any of these names no date, which most prints of numbers do not.
_DATED = re.compile(
    rf"(?:19|20)\d\d|[QH]\s?\d|\d\s?[QHM]|FY|fiscal|month|[月年季期日号號월년일]|{'|'.join(MONTH_NAMES)}", re.I
)


@lru_cache(maxsize=20_000)
def mentions(text: str, languages: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """Return what a print names of dates. ``languages`` tell which month a word is, and whether 02/03 is February."""
    left = spelled(text[:MAX_LENGTH], languages)
    found: list[Mention] = []

    def taken(match: re.Match[str]) -> str:
        found.extend(replace(one, at=match.start()) for one in _mentions(match.groupdict(), languages))
        return " " * len(match[0])

    for form in _forms() if _DATED.search(left) else ():
        left = form.sub(taken, left)
    return tuple(found)


def _mentions(parts: dict[str, str | None], languages: tuple[str, ...]) -> Iterator[Mention]:
    """Yield one mention, or two for the ends of a span and for the length and the last day of a period."""
    year = next((_full(parts[key]) for key in ("y", "y2", "y4", "y5") if parts.get(key)), None)
    month, until, last = _month(parts.get("m")), _month(parts.get("m2")), _full(parts.get("y3"))
    day, last_day = int(parts.get("d") or 0) or None, int(parts.get("d2") or 0) or None
    if parts.get("n") and (month or until):
        month, day = month or until or 0, day or last_day
        yield _run(_LENGTHS[re.split("[- ]", (parts["n"] or "").lower())[0]], year, month)
        if day:
            yield Mention(year, month=month, day=day, end=True)
    elif last_day:
        start = Mention(year if last else None, month=month, day=day)
        end = Mention(last or year, month=until or month, day=last_day)
        yield from (replace(start, year=year), end) if parts.get("and") else _span(start, end)
        if day == 1 and month and end.month and end.year in (year or end.year, None) and last_day == _DAYS[end.month]:
            yield from [replace(whole, year=end.year or year) for whole in [_CALENDAR.get((month, end.month))] if whole]
    elif until and month:
        yield from _months(year, month, last, until)
    elif last and year and not parts.get("fiscal"):
        yield from _span(Mention(year), Mention(last)) if last > year else [Mention(year)]
    else:
        quarter, half = (int(parts.get(key) or parts.get(f"{key}2") or 0) or None for key in "qh")
        own = bool(parts.get("ja")) and "ja" in languages and month != 12
        month = month if own or not parts.get("ja") else None
        fiscal, since = own or bool(parts.get("fiscal")), Mention(year) if last and parts.get("fiscal") else None
        nine, about = 9 if parts.get("nine") else None, bool(parts.get("about"))
        yield Mention(last or year, half, quarter, nine, month, day, fiscal, about=about, since=since)


_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Parts of a year by their first and last months.
_CALENDAR = {(1, 12): Mention(), (1, 9): Mention(nine=9), (1, 6): Mention(half=1), (7, 12): Mention(half=2)} | {
    (number * 3 - 2, number * 3): Mention(quarter=number) for number in (1, 2, 3, 4)
}


def _run(length: int, year: int | None, month: int) -> Mention:
    """Return the months that end with a month: a part of the calendar's year, if they are one."""
    if month >= length and (month - length + 1, month) in _CALENDAR:
        return replace(_CALENDAR[month - length + 1, month], year=year)
    start = (year or 0) * 12 + month - length
    return Mention(year, month=month, run=True, since=Mention(start // 12 if year else None, month=start % 12 + 1))


def _months(year: int | None, month: int, last: int | None, until: int) -> Iterator[Mention]:
    """Yield the span of two months; where only one end names its year, the other is within twelve months of it."""
    last = last if last or not year else year + (until < month)
    year = year or (last and last - (until < month))
    if year == last and (month, until) in _CALENDAR:
        yield replace(_CALENDAR[month, until], year=year)
    elif year == last and month == 1:  # the first eleven months of a year: one sum, no event of January or November
        yield _run(until, year, until)
    else:
        yield from _span(Mention(year, month=month), Mention(last, month=until))


def _span(first: Mention, last: Mention) -> Iterator[Mention]:
    """Yield both ends; an event of one day or month may lie at either."""
    if first.year is None and last.year:
        later = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first = replace(first, year=last.year - later)
    yield first
    yield replace(last, since=first)


def _full(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str | None) -> int | None:
    return None if not text else int(text) if text.isdigit() else _NUMBERS[text]

"""Dates and periods: ISO 8601, plus Q, H and 9M for parts of a year, and FY for the years of a company's own."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]|9M|\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
_FISCAL = re.compile(r"FY(\d{4})(?:-(Q[1-4]|H[12]|9M))?/(\d{4}-\d{2})\Z", re.ASCII)
_MONTHS = {"Q": 3, "H": 6, "9": 9}  # how many each part has, by its first letter
FORMS = (
    "write 2026-02-28, 2026-02, 2026-Q1, 2026-H1, 2026-9M (nine months) or 2026, "
    "FY2026/2026-01 (a fiscal year with its last month), or a span, 2026-05-14/2026-05-16"
)


@dataclass(frozen=True)
class PartialDate:
    """A date that is only as fine as its source, or a period: ``text`` is the form in the data.

    ``kind`` is day, month, quarter, half, nine, year, fiscal or span; of a fiscal one ``year`` is the year in its name
    and ``part`` is Q1 to Q4, H1, H2 or 9M, or nothing.
    """

    text: str
    kind: str
    first: date
    last: date
    year: int
    part: str = ""

    @property
    def half(self) -> int | None:
        return int(self.part[1]) if self.part[:1] == "H" else None

    @property
    def quarter(self) -> int | None:
        return int(self.part[1]) if self.part[:1] == "Q" else None

    @property
    def nine(self) -> int | None:
        """9 where it is the first nine months of a year."""
        return 9 if self.part == "9M" else None

    @property
    def month(self) -> int | None:
        return self.first.month if self.kind in ("day", "month") else None

    @property
    def day(self) -> int | None:
        return self.first.day if self.kind == "day" else None

    @property
    def iso(self) -> str | None:
        """The value for an HTML ``time`` element, or None where HTML has no such form: all but day, month, year."""
        return self.text if self.kind in ("day", "month", "year") else None

    @property
    def ends(self) -> date:
        """The last day of the fiscal year that it is a part of."""
        return _ends(self.last.year, self.last.month + 12 - _months(self.part)[1])


def months(when: PartialDate) -> int:
    """Return how many months a period has, 12 for any year, 9 for nine months; 0 where its months are not whole."""
    if when.first.day != 1 or when.last != _ends(when.last.year, when.last.month):
        return 0
    return (when.last.year - when.first.year) * 12 + when.last.month - when.first.month + 1


def part_of_year(when: PartialDate) -> bool:
    """True for what is shorter than a year, such as a quarter, nine months or a day; a sum over it is no year's sum."""
    return (when.last - when.first).days < 364


@lru_cache(maxsize=None)
def parse(text: str) -> PartialDate:
    """Read a date, a part of a year, a fiscal year with its last month, or a span first/last; raises ValueError."""
    try:
        if text.startswith("FY"):
            return _fiscal(text)
        return _span(text) if "/" in text else _calendar(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from None


def _calendar(text: str) -> PartialDate:
    match = _PART.match(text)
    if not match or (match[3] and not match[2].isdigit()):
        raise ValueError(FORMS)
    if not int(match[1]) or "00" in match.groups():
        raise ValueError("there is no year, month or day zero")
    year, part = int(match[1]), match[2] or ""
    if part.isdigit():
        first = _day(year, int(part), int(match[3] or 1))
        kind, last = ("day", first) if match[3] else ("month", _ends(year, first.month))
        return PartialDate(text, kind, first, last, year)
    size, end = _months(part)
    kind = {3: "quarter", 6: "half", 9: "nine", 12: "year"}[size]
    return PartialDate(text, kind, date(year, end - size + 1, 1), _ends(year, end), year, part)


def _day(year: int, month: int, day: int) -> date:
    """Return a day; of what is none this tells why, since Python tells it in other words in each of its versions."""
    if month > 12:
        raise ValueError(f"there is no month {month}")
    if day > (last := calendar.monthrange(year, month)[1]):
        raise ValueError(f"{year}-{month:02} has {last} days")
    return date(year, month, day)


def _months(part: str) -> tuple[int, int]:
    """Return how many months a part of a year has, and with which month of the year it ends."""
    size = _MONTHS.get(part[:1], 12)
    return size, size * int(part[1]) if part[:1] in ("Q", "H") else size


def _ends(year: int, month: int) -> date:
    """Return the last day of a month; ``month`` may lie outside the year, counted on from its January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _fiscal(text: str) -> PartialDate:
    """Read ``FY2026/2026-01``, the fiscal year 2026 that ends in January 2026, or ``FY2026-Q1/2025-04``, a part of it.

    Its weeks may end some days off the month's end, as those of many companies do.
    """
    match = _FISCAL.match(text)
    if not match:
        raise ValueError("write a fiscal year with the month it ends in, FY2026/2026-01, or a part, FY2026-Q1/2025-04")
    year, part, last = int(match[1]), match[2] or "", _calendar(match[3]).last
    size, end = _months(part)
    whole = _ends(last.year, last.month + 12 - end)
    if whole.month == 12:
        raise ValueError(f"it ends with a calendar year; write {whole.year}{'-' * bool(part)}{part}")
    if not whole.year - 1 <= year <= whole.year:
        raise ValueError(f"the fiscal year {year} cannot end in {whole:%Y-%m}")
    return PartialDate(text, "fiscal", _ends(last.year, last.month - size) + timedelta(1), last, year, part)


def _span(text: str) -> PartialDate:
    """Read two days, months or years of ISO 8601, joined by a slash; a period that has a form of its own is refused."""
    ends = [_calendar(end) for end in text.split("/")]
    kinds = {end.kind for end in ends}
    if len(ends) != 2 or len(kinds) != 1 or not kinds <= {"day", "month", "year"}:
        raise ValueError("a span has two days, two months or two years, 2026-05-14/2026-05-16")
    first, last = ends[0].first, ends[1].last
    if ends[1].first <= first:
        raise ValueError(f"{ends[1].text} is not after {ends[0].text}")
    forms = ("", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", "-9M", f"-{first:%m}")
    for known in (_calendar(f"{first.year}{form}") for form in forms):
        if (known.first, known.last) == (first, last):
            raise ValueError(f"write {known.text}")
    return PartialDate(text, "span", first, last, last.year)


def by_end(text: str) -> tuple[int, int]:
    """Return what sorts dates of different precision by the days they end on; no date comes first."""
    if not text:
        return (0, 0)
    when = parse(text)
    return when.last.toordinal(), when.first.toordinal()


def by_start(text: str) -> tuple[int, int]:
    """Return what sorts dates by the days they begin on, of equal ones the finer last: December 17 after December."""
    if not text:
        return (0, 0)
    when = parse(text)
    return when.first.toordinal(), -when.last.toordinal()

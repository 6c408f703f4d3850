"""Dates of year, half-year, quarter, month or day precision (of ISO 8601, plus Q and H for parts of a year)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?\Z", re.ASCII)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NAME = "|".join(f"{m[:3]}(?:{m[3:]})?\\.?|{m[:4]}\\." if len(m) > 3 else m for m in _MONTHS)
_NAMED = re.compile(
    rf"(?:\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?\b({_NAME})(?![a-z])(?:\s(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?", re.I
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class PartialDate:
    """A date that is only as fine as its source: ``text`` is the form in the data."""

    text: str
    year: int
    quarter: int | None = None
    half: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        month = self.month or (self.quarter and self.quarter * 3 - 2) or (self.half and self.half * 6 - 5) or 1
        return date(self.year, month, self.day or 1)

    @property
    def last(self) -> date:
        if self.day:
            return self.first
        end = self.month or (self.quarter and self.quarter * 3) or (self.half and self.half * 6) or 12
        return date.fromordinal(
            (date(self.year, end + 1, 1) if end < 12 else date(self.year + 1, 1, 1)).toordinal() - 1
        )

    @property
    def iso(self) -> str | None:
        """The value for an HTML ``time`` element, or None where HTML has no such form (quarters, half-years)."""
        return None if self.quarter or self.half else self.text


@lru_cache(maxsize=None)
def parse(text: str) -> PartialDate:
    """Read ``2026``, ``2026-H1``, ``2026-Q1``, ``2026-02`` or ``2026-02-28``; raises ValueError."""
    match = _FORM.match(text)
    if not match:
        raise ValueError(f"{text!r} is not a date; write 2026-02-28, 2026-02, 2026-Q1, 2026-H1 or 2026")
    year, quarter, half, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    result = PartialDate(text, year, quarter, half, month, day)
    try:
        if 0 in (month, day):
            raise ValueError("there is no month or day zero")
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{text!r} is not a date: {error}") from None
    return result


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


def _mentions(text: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"year": set(), "month": set(), "day": set(), "quarter": set(), "half": set()}
    # Half and quarter forms go first: the year in "1H26" has two digits.
    for half, year in re.findall(r"\b([12])H\s?'?(?:20)?(\d{2})\b", text):
        found["half"].add(int(half))
        found["year"].add(2000 + int(year))
    for quarter, year in re.findall(r"\b([1-4])Q\s?'?(?:20)?(\d{2})\b", text):
        found["quarter"].add(int(quarter))
        found["year"].add(2000 + int(year))
    found["year"].update(int(y) for y in re.findall(r"(?<![\d.,])((?:19|20)\d\d)(?![\d,]*\d)", text))
    found["quarter"].update(int(q) for q in re.findall(r"\bQ([1-4])\b", text))
    found["quarter"].update(
        _ORDINALS[w.lower()] for w in re.findall(r"(first|second|third|fourth)[ -]quarter", text, re.I)
    )
    found["quarter"].update(_ORDINALS.get(q) or int(q) for q in re.findall(r"([一二三四1-4])季", text))
    found["half"].update(int(h) for h in re.findall(r"\bH([12])\b", text))
    found["half"].update(_ORDINALS[w.lower()] for w in re.findall(r"(first|second)[ -]half", text, re.I))
    found["half"].update({"上": 1, "下": 2}[h] for h in re.findall(r"([上下])半年", text))
    for _, month, day in re.findall(r"\b(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\b", text):
        found["month"].add(int(month))
        found["day"].update({int(day)} if day else set())
    for before, name, after in _NAMED.findall(text):
        found["month"].add(next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(name.lower().strip(".")[:3])))
        found["day"].update(int(d) for d in (before, after) if d)
    found["month"].update(int(m) for m in re.findall(r"(\d{1,2})\s*月", text))
    found["day"].update(int(d) for d in re.findall(r"(\d{1,2})[)）]?\s*[日号號]", text))
    return found


def disagreement(value: PartialDate, printed: str) -> str | None:
    """Say how ``printed`` contradicts ``value``, or None if it bears it out.

    Each part of the date that the print names must be that of the value, and at least one part must be named.
    """
    found = _mentions(unicodedata.normalize("NFKC", printed))
    confirmed = False
    for part in ("year", "half", "quarter", "month", "day"):
        own = getattr(value, part)
        if own is None or not found[part]:
            continue
        if own not in found[part]:
            return f"the {part} is {own} but the print says {', '.join(map(str, sorted(found[part])))}"
        confirmed = True
    if (value.half or value.quarter or value.month) and not any(
        found[part] for part in ("half", "quarter", "month") if getattr(value, part)
    ):
        months = set(range(value.first.month, value.last.month + 1))
        for part, size in (("half", 6), ("quarter", 3), ("month", 1)):  # May is not in the first quarter
            if found[part] and not months & {m for n in found[part] for m in range(n * size - size + 1, n * size + 1)}:
                return f"{value.text} is not in the {part} the print says, {', '.join(map(str, sorted(found[part])))}"
    return None if confirmed else "the print names no part of this date"

"""Double entry of dates: the days, months, quarters, halves and years of a print, held against a date.

A mention is read whole: "May 14-16" are two days, "FY25" is a year of a company's own that need not be the calendar's,
前三季度 are nine months and no quarter. A print bears a date out where it names one of its parts and none that differs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .dates import PartialDate
from .lexicon import DATE_FORMS, MONTHS, ORDINALS
from .units import COUNT_NOUNS

MAX_LENGTH = 2000


@dataclass(frozen=True)
class Mention:
    """The parts of a date that a print names in one breath; ``months`` counts from January."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    months: int | None = None
    fiscal: bool = False


_PARTS = {
    "YEAR": r"(?:19|20)\d\d",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])",
    "TO": r"\s?(?:-|–|—|~|to|and|bis|至|到|、)\s?",
    "MONTH": "|".join(sorted(MONTHS, key=len, reverse=True)),
    "ORDINAL": "|".join(sorted((word for word in ORDINALS if len(word) > 1 and word != "end"), key=len, reverse=True)),
    "NO_YEAR": "|".join([*COUNT_NOUNS, *COUNT_NOUNS.values(), "gpus?", "npus?", "accelerators?", "dollars?", "yuan"]),
}
_FORMS = [re.compile(re.sub(r"\{([A-Z_]+)\}", lambda part: _PARTS[part[1]], form), re.I) for form in DATE_FORMS]


_ZH = "〇零一二三四五六七八九十"
_ZH_DATE = re.compile(rf"[{_ZH}]{{4}}(?=年)|[{_ZH}]{{1,3}}(?=月(?!均))|(?<=月)[{_ZH}]{{1,3}}(?=[日号號])")


def _in_digits(match: re.Match[str]) -> str:
    """Return 二〇二五 as 2025, 十二 as 12, 三十一 as 31."""
    text = match[0].replace("〇", "零")
    if "十" not in text:
        return "".join(str("零一二三四五六七八九".index(char)) for char in text)
    tens, _, ones = text.partition("十")
    return str(
        ("零一二三四五六七八九".index(tens) if tens else 1) * 10 + ("零一二三四五六七八九".index(ones) if ones else 0)
    )


@lru_cache(maxsize=20_000)
def mentions(text: str, languages: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """Return what a print names of dates. ``languages`` tell whether 02/03 is February or March."""
    left = _ZH_DATE.sub(_in_digits, unicodedata.normalize("NFKC", text[:MAX_LENGTH]))
    found: list[Mention] = []
    for form in _FORMS:
        for match in form.finditer(left):
            found += _mentions(match.groupdict(), languages)
        left = form.sub(lambda m: " " * len(m[0]), left)
    return tuple(found)


def _mentions(parts: dict[str, str | None], languages: tuple[str, ...]) -> Iterator[Mention]:
    """Yield one mention, or two for the ends of a range."""
    year = int(parts.get("y") or 0) or _full(parts.get("y2"))
    if parts.get("a"):  # two numbers and a year, in the order of the country
        numbers = int(parts["a"] or 0), int(parts["b"] or 0)
        american = parts["sep"] == "/" and ("en" in languages or not languages)
        first = (american and numbers[0] <= 12) or numbers[1] > 12
        if numbers[not first] <= 12:
            yield Mention(year, month=numbers[not first], day=numbers[first])
        return
    quarter = int(parts.get("q") or parts.get("q2") or 0) or ORDINALS.get((parts.get("qo") or "").lower(), 0)
    half = int(parts.get("h") or parts.get("h2") or 0) or ORDINALS.get((parts.get("ho") or "").lower(), 0)
    month, day = _month(parts.get("m")), int(parts.get("d") or 0) or None
    if parts.get("six"):
        half, month = (1 if month == 6 else 2), None
    if parts.get("three") and month:
        quarter, month = (month + 2) // 3, None
    nine = 9 if parts.get("nine") else None
    yield Mention(year, half or None, quarter or None, month, day, nine, bool(parts.get("fiscal")))
    if parts.get("d2"):
        yield Mention(year, month=_month(parts.get("m2")) or month, day=int(parts["d2"] or 0))


def _full(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str | None) -> int | None:
    return None if not text else int(text) if text.isdigit() else MONTHS[text.lower()]


_FINEST = ("day", "month", "quarter", "half", "months", "year")


def disagreement(value: PartialDate, printed: str, languages: Iterable[str] = ()) -> str:
    """Say how a print contradicts a date, or nothing where it bears it out.

    Of what the print names, the finest part that the date has too decides: one mention must have it, with no other part
    that differs.
    """
    if len(printed) > MAX_LENGTH:
        return f"it has {len(printed)} characters; quote the passage with the date"
    found = mentions(printed, tuple(sorted(languages)))
    for part in _FINEST:
        own = getattr(value, part, None)
        named = [mention for mention in found if getattr(mention, part) is not None]
        if own is None or not named:
            continue
        if any(_fits(value, mention) for mention in named) and _within(value, found):
            return ""
        said = ", ".join(dict.fromkeys(_words(mention) for mention in named))
        return f"the {part} is {own} but the print says {said}"
    within = [mention for mention in found if _fits(value, mention)]
    return "" if within and any(mention.year for mention in within) else "the print names no part of this date"


def _within(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where all that a print names of months, quarters and halves lies outside the date."""
    finer = [mention for mention in found if mention.half or mention.quarter or mention.month or mention.months]
    return not finer or any(_fits(value, mention) for mention in finer)


def _fits(value: PartialDate, mention: Mention) -> bool:
    """True where no part that a mention names differs from the date, and its days are within the date's."""
    if mention.fiscal:
        return False
    for part in _FINEST:
        own, named = getattr(value, part, None), getattr(mention, part)
        if own is not None and named is not None and own != named:
            return False
    first, last = value.first.month, value.last.month
    for part, size in (("half", 6), ("quarter", 3), ("month", 1), ("months", 9)):
        named = getattr(mention, part)
        if named is not None and getattr(value, part, None) is None and part != "months":
            start = named * size - size + 1
            if value.first.year == value.last.year and (start > last or start + size - 1 < first):
                return False
        if part == "months" and named is not None and getattr(value, part, None) is None:
            return False
    return True


def _words(mention: Mention) -> str:
    parts = [f"{part} {getattr(mention, part)}" for part in _FINEST if getattr(mention, part) is not None]
    return ("fiscal " if mention.fiscal else "") + " ".join(parts)

"""Double entry of dates and periods: what a print names of them, held against the one in the data.

A mention is read whole: "May 14-16" are two days and a span, "FY25" is a year of a company's own that need not be the
calendar's, 前三季度 and 1-9月 are nine months and no quarter. A print bears a date out where it names one of its parts
and none that differs; a span or a fiscal year it must name as such.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .dates import PartialDate, parse
from .lexicon import DATE_FORMS, MONTHS, ORDINALS
from .units import COUNT_NOUNS

MAX_LENGTH = 2000


@dataclass(frozen=True)
class Mention:
    """The parts of a date that a print names in one breath; ``nine`` is 9 for the first nine months of a year.

    ``since`` is the first end of a span. A ``run`` is named by its end alone, as the year ended in March; of a
    ``fiscal`` one, ``year`` is the year in its name.
    """

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    nine: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    run: bool = False
    since: Mention | None = None


_PARTS = {
    "YEAR": r"(?:19|20)\d\d",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])",
    "TO": r"\s?(?:-|–|—|~|to|and|bis|至|到|、)\s?",
    "SPAN": r"\s?(?:-|–|—|~|～|to|through|until|bis|至|到)\s?",
    "MONTH": "|".join(sorted(MONTHS, key=len, reverse=True)),
    "ORDINAL": "|".join(sorted((word for word in ORDINALS if len(word) > 1 and word != "end"), key=len, reverse=True)),
    "NO_COUNT": r"(?![\d,]*\d)(?!\.\d)(?!\s?(?:%|percent|万|亿|億|元|张|片|颗|台|倍|[kMGTPE]?(?:FLOPS|B|W|Hz)\b|(?:"
    + "|".join([*COUNT_NOUNS, *COUNT_NOUNS.values(), "gpus?", "npus?", "accelerators?", "dollars?", "yuan"])
    + r")\b))",
}
_FORMS = [re.compile(re.sub(r"\{([A-Z_]+)\}", lambda part: _PARTS[part[1]], form), re.I) for form in DATE_FORMS]


# How many months a run has that is named by its end: nine months to September, the year ended in March.
_LENGTHS = {
    "three": 3,
    "six": 6,
    "nine": 9,
    "twelve": 12,
    "三": 3,
    "六": 6,
    "九": 9,
    "十二": 12,
    "year": 12,
    "年度": 12,
}
_LENGTHS |= {str(number): number for number in (3, 6, 9, 12)}

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
    """Yield one mention, or two for the ends of a span."""
    year = int(parts.get("y") or 0) or _full(parts.get("y2"))
    if parts.get("a"):  # two numbers and a year, in the order of the country
        numbers = int(parts["a"] or 0), int(parts["b"] or 0)
        american = parts["sep"] == "/" and ("en" in languages or not languages)
        first = (american and numbers[0] <= 12) or numbers[1] > 12
        if numbers[not first] <= 12:
            yield Mention(year, month=numbers[not first], day=numbers[first])
        return
    month, until, last = _month(parts.get("m")), _month(parts.get("m2")), _full(parts.get("y3"))
    if parts.get("n") and month:
        yield _run(_LENGTHS[(parts["n"] or "").lower()], year, month)
    elif parts.get("d2"):
        start = Mention(year if last else None, month=month, day=int(parts["d"] or 0))
        yield from _span(start, Mention(last or year, month=until or month, day=int(parts["d2"] or 0)))
    elif until and month:
        yield from _months(year, month, last, until)
    elif last and year and not parts.get("fiscal"):
        yield from _span(Mention(year), Mention(last)) if last > year else [Mention(year)]
    else:
        quarter = int(parts.get("q") or parts.get("q2") or 0) or ORDINALS.get((parts.get("qo") or "").lower(), 0)
        half = int(parts.get("h") or parts.get("h2") or 0) or ORDINALS.get((parts.get("ho") or "").lower(), 0)
        nine, day = 9 if parts.get("nine") else None, int(parts.get("d") or 0) or None
        fiscal, since = bool(parts.get("fiscal")), Mention(year) if last and parts.get("fiscal") else None
        yield Mention(last or year, half or None, quarter or None, nine, month, day, fiscal, since=since)


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
    else:
        yield from _span(Mention(year, month=month), Mention(last, month=until))


def _span(first: Mention, last: Mention) -> Iterator[Mention]:
    """Yield both ends; an event of one day or month may lie at either."""
    if first.year is None and last.year and (first.month, first.day or 0) <= (last.month, last.day or 0):
        first = replace(first, year=last.year)
    yield first
    yield replace(last, since=first)


def _full(text: str | None) -> int | None:
    return None if not text else int(text) + (2000 if len(text) == 2 else 0)


def _month(text: str | None) -> int | None:
    return None if not text else int(text) if text.isdigit() else MONTHS[text.lower()]


_STRICT = ("nine", "fiscal", "span")  # what a print must name as such
_FINEST = ("day", "month", "quarter", "half", "year")


def disagreement(value: PartialDate, printed: str, languages: Iterable[str] = ()) -> str:
    """Say how a print contradicts a date, or nothing where it bears it out.

    Of what the print names, the finest part that the date has too decides: one mention must have it, with no other part
    that differs.
    """
    if len(printed) > MAX_LENGTH:
        return f"it has {len(printed)} characters; quote the passage with the date"
    found = mentions(printed, tuple(sorted(languages)))
    if value.kind in _STRICT:
        if any(_names(value, mention) for mention in found) and _whole(value, found):
            return ""
        said = ", ".join(dict.fromkeys(map(_words, found)))
        return f"the print says {said}" if said else "the print names no part of this date"
    for part in _FINEST:
        own = getattr(value, part)
        named = [mention for mention in found if getattr(mention, part) is not None]
        if own is None or not named:
            continue
        if any(_fits(value, mention) for mention in named) and _within(value, found):
            return ""
        said = ", ".join(dict.fromkeys(_words(mention) for mention in named))
        return f"the {part} is {own} but the print says {said}"
    within = [mention for mention in found if _fits(value, mention)]
    return "" if within and any(mention.year for mention in within) else "the print names no part of this date"


def another_period(periods: Iterable[PartialDate], printed: str, languages: Iterable[str] = ()) -> str:
    """Say which period the print of a figure names where it is none of these, or nothing; a series of years tells none.

    A figure of a year is not one of a quarter within it; one of a day or a month may stand in any period around it.
    """
    found = mentions(printed, tuple(sorted(languages)))
    if any(mention.since and not (mention.month or mention.fiscal) for mention in found):
        return ""
    named = [m for m in found if m.half or m.quarter or m.nine or m.fiscal or (m.since and not m.day)]
    if any(_is_period(value, mention) for value in periods for mention in named):
        return ""
    return ", ".join(dict.fromkeys(map(_words, named)))


def _is_period(value: PartialDate, mention: Mention) -> bool:
    if value.kind in _STRICT:
        return _names(value, mention)
    part = (value.half, value.quarter) == (mention.half, mention.quarter)
    return _fits(value, mention) and (part or value.kind in ("day", "month"))


def _names(value: PartialDate, mention: Mention) -> bool:
    """True where a mention is the nine months, the span or the fiscal year itself."""
    if value.kind == "nine":
        return bool(mention.nine and not mention.fiscal and mention.year in (None, value.year))
    if value.kind == "fiscal" and mention.fiscal:
        own = (value.half, value.quarter, value.nine) == (mention.half, mention.quarter, mention.nine)
        if mention.since:  # 2025/26
            return own and (mention.since.year, mention.year) == (value.ends.year - 1, value.ends.year)
        return own and mention.year == value.year
    since = mention.since
    if since is None:
        return False
    size = 10 if mention.day else 7 if mention.month else 4
    first, last = value.first.isoformat()[:size], value.last.isoformat()[:size]
    whole = parse(first).first == value.first and parse(last).last == value.last
    return whole and all(
        getattr(end, part) in (None, getattr(parse(text), part))
        for end, text in ((since, first), (mention, last))
        for part in ("year", "month", "day")
    )


def _whole(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where a print speaks of a half, a quarter or nine months that the period is not."""
    parts = {(m.half, m.quarter, m.nine) for m in found} - {(None, None, None)}
    return not parts or (value.half, value.quarter, value.nine) in parts


def _within(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where all that a print names of months, quarters and halves lies outside the date."""
    finer = [mention for mention in found if mention.half or mention.quarter or mention.month or mention.nine]
    return not finer or any(_fits(value, mention) for mention in finer)


def _fits(value: PartialDate, mention: Mention) -> bool:
    """True where no part that a mention names differs from the date, and its days are within the date's."""
    if mention.fiscal or mention.run or mention.nine:
        return False
    for part in _FINEST:
        own, named = getattr(value, part), getattr(mention, part)
        if own is not None and named is not None and own != named:
            return False
    first, last = value.first.month, value.last.month
    for part, size in (("half", 6), ("quarter", 3), ("month", 1)):
        named = getattr(mention, part)
        start = named * size - size + 1 if named else first
        if named and getattr(value, part) is None and (start > last or start + size - 1 < first):
            return False
    return True


def _words(mention: Mention) -> str:
    """Return a mention for a message: quarter 1 of fiscal 2026, day 14 of month 5."""
    if mention.since:
        return f"{_words(mention.since)} to {_words(replace(mention, since=None))}"
    parts = [f"{part} {getattr(mention, part)}" for part in _FINEST[:-1] if getattr(mention, part) is not None]
    parts += ["nine months"] * bool(mention.nine) + ["fiscal "[: 7 * mention.fiscal] + str(mention.year or "")]
    return " of ".join(filter(None, parts))

"""Double entry of dates: the days, months, quarters, halves and years that a print names, held against a date of the data.

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
from .units import COUNT_NOUNS

MAX_LENGTH = 2000
_MONTHS = [
    "january jan januar enero janvier gennaio janeiro января январь янв", "february feb februar febrero février fevrier febbraio fevereiro февраля февраль фев",
    "march mar märz maerz marzo mars março марта март", "april apr abril avril aprile апреля апрель апр", "may mai mayo maggio maio мая май",
    "june jun juni junio juin giugno junho июня июнь", "july jul juli julio juillet luglio julho июля июль",
    "august aug agosto août aout августа август авг", "september sept sep septiembre septembre settembre setembro сентября сентябрь сен",
    "october oct oktober octubre octobre ottobre outubro октября октябрь окт", "november nov noviembre novembre novembro ноября ноябрь ноя",
    "december dec dezember dez diciembre décembre decembre dicembre dezembro декабря декабрь дек",
]  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "上": 1,
    "下": 2,
    "상": 1,
    "하": 2,
    "last": 4,
    "final": 4,
    "end": 4,
}
for _number, _words_ in enumerate(
    (
        "erste ersten premier primer primo primeiro первый первом первого",
        "zweite zweiten deuxième segundo secondo second второй втором второго",
        "dritte dritten troisième tercer terzo terceiro третий третьем третьего",
        "vierte vierten quatrième cuarto quarto четвертый четвертом четвёртом четвертого",
    ),
    1,
):
    _ORDINALS |= dict.fromkeys(_words_.split(), _number)
_ORDINAL = "|".join(sorted((word for word in _ORDINALS if len(word) > 1 and word != "end"), key=len, reverse=True))  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"\s?(?:-|–|—|~|to|and|bis|至|到|、)\s?"
_NO_YEAR = "|".join([*COUNT_NOUNS, *COUNT_NOUNS.values(), "gpus?", "npus?", "accelerators?", "dollars?", "yuan"])


@dataclass(frozen=True)
class Mention:
    """The parts of a date that a print names in one breath. ``fiscal`` is a year of a company's own, ``months`` a span from January."""

    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    months: int | None = None
    fiscal: bool = False


# In this order; what one form has read is no longer there for the next. Groups are parts of a date; d2, m2 end a range.
_FORMS = [
    re.compile(form, re.I)
    for form in (
        rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>{_DAY})(?!\d)(?:[T ]\d\d:\d\d\S*)?",
        rf"(?<!\d)(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<y>{_YEAR})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)",
        rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>1[0-2]|0[1-9])(?![\d.])",
        # fiscal years and what is a part of one
        rf"(?:(?:Q(?P<q>[1-4])|H(?P<h>[12])|(?P<qo>first|second|third|fourth)[- ]quarter(?: of)?|(?P<ho>first|second)[- ]half(?: of)?),? )?(?P<fiscal>FY|fiscal(?: year)?|financial year|ano fiscal(?: de)?|año fiscal(?: de)?|exercice|Geschäftsjahr|esercizio|财年|財年|财政年度|会计年度)[ '’]?(?P<y2>{_YEAR}|\d\d)(?:[-/–]\d\d(?:\d\d)?)?(?!\d)",
        rf"(?P<y>{_YEAR})(?P<fiscal>财年|財年|/\d\d(?!\d))(?:第?(?:[一二三四]|[1-4])季度?)?",
        # spans that end on a day
        rf"(?P<nine>nine|9)[- ]months? (?:period )?(?:ended|to|through) (?:{_MONTH})\.?(?: {_DAY})?(?:,? (?P<y>{_YEAR}))?",
        rf"(?P<six>six|6)[- ]months? (?:period )?(?:ended|to|through) (?P<m>{_MONTH})\.?(?: {_DAY})?(?:,? (?P<y>{_YEAR}))?",
        rf"(?P<three>three|3)[- ]months? (?:period )?(?:ended|to|through) (?P<m>{_MONTH})\.?(?: {_DAY})?(?:,? (?P<y>{_YEAR}))?",
        # nine months
        rf"(?:(?P<y>{_YEAR})\s?年?)?(?P<nine>前三季度|前三个季度|前三季|1-9月|(?:first )?nine months|first three quarters|9M)(?:\s?(?:of |to September |ended September )?'?(?P<y2>{_YEAR}|\d\d(?!\d)))?",
        # halves
        rf"(?:(?P<y>{_YEAR})\s?年?)?(?P<ho>[上下])半年(?:度)?",
        rf"\b(?:H(?P<h>[12])|(?P<h2>[12])H)[ -]?(?:of )?(?:'|’)?(?P<y2>{_YEAR}|\d\d)?(?!\d)", rf"(?P<y>{_YEAR})[- ]?H(?P<h>[12])(?!\d)",
        rf"(?:(?P<y>{_YEAR})년? )?(?P<ho>[상하])반기",
        rf"\b(?P<ho>first|second|1st|2nd|ersten?|zweiten?)[ -](?:half|Halbjahr)(?:(?: of)?(?: the year)? (?P<y>{_YEAR}))?",
        # quarters
        rf"(?:(?P<y>{_YEAR})\s?年?)?第?(?P<qo>[一二三四])季(?:度)?", rf"(?:(?P<y>{_YEAR})\s?年?)?第?(?P<q>[1-4])季(?:度)?",
        rf"\b(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)[ -]?(?:of )?(?:'|’)?(?P<y2>{_YEAR}|\d\d)?(?!\d)", rf"(?P<y>{_YEAR})[- ]?Q(?P<q>[1-4])(?!\d)", rf"(?P<y>{_YEAR})年?(?P<q>[1-4])Q",
        rf"(?:(?P<y>{_YEAR})\s?[年년]?\s?)?第?(?P<q>[1-4])\s?(?:四半期|분기)",
        rf"(?:the )?(?P<qo>end) of (?P<y>{_YEAR})", rf"(?P<qo>{_ORDINAL})[ -](?:Quartal|trimestre|квартал[еа]?)(?: (?:de|del|di|do|von))? ?(?P<y>{_YEAR})?",
        rf"(?P<ho>{_ORDINAL})[ -](?:Halbjahr|semestre|полугоди[еия])(?: (?:de|del|di|do|von))? ?(?P<y>{_YEAR})?",
        rf"\b(?P<qo>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -]quarter(?:(?: of)?(?: the year)? (?P<y>{_YEAR}))?",
        # Chinese, Japanese and Korean days and months
        rf"(?:(?P<y>{_YEAR})\s?[年년]\s?)?(?P<m>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d>{_DAY})\s?[)）]?\s?[日号號일](?:{_TO}(?:(?P<m2>1[0-2]|0?[1-9])[月월]\s?)?(?P<d2>{_DAY})\s?[日号號일])?",
        rf"(?:(?P<y>{_YEAR})\s?[年년]\s?)?(?P<m>1[0-2]|0?[1-9])\s?(?:[月월](?!\s?[均度产])|月份)", rf"(?<![\d月])(?P<d>{_DAY})\s?[)）]?\s?[日号號](?![本元均])",
        # month names
        rf"\b(?P<m>{_MONTH})\.?(?![^\W\d_]) ?(?P<d>{_DAY})(?:st|nd|rd|th)?(?!\d)(?:{_TO}(?:(?P<m2>{_MONTH})\.? )?(?P<d2>{_DAY})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<y>{_YEAR})(?!\d))?",
        rf"(?<!\d)(?P<d>{_DAY})(?:st|nd|rd|th|\.|er|º|ª)?(?:{_TO}(?P<d2>{_DAY})(?:st|nd|rd|th|\.)?)?(?: (?:of|de|di))? ?(?P<m>{_MONTH})\.?(?![^\W\d_])(?:,?(?: de| of)? ?(?P<y>{_YEAR})(?!\d))?",
        rf"\b(?P<m>{_MONTH})\.?(?![^\W\d_])(?:,?(?: de| of|-| )(?:')?(?P<y2>{_YEAR}|(?<=[-'])\d\d)(?!\d))?",
        rf"(?<!\d)(?P<m>1[0-2]|0[1-9])/(?P<y>{_YEAR})(?!\d)",
        rf"(?<![\d.,$¥€])(?P<y>{_YEAR})(?![\d,]*\d)(?!\.\d)(?!\s?(?:%|percent|万|亿|億|元|张|片|颗|台|倍|[kMGTPE]?(?:FLOPS|B|W|Hz)\b|(?:{_NO_YEAR})\b))",
    )
]  # fmt: skip


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
    quarter = int(parts.get("q") or parts.get("q2") or 0) or _ORDINALS.get((parts.get("qo") or "").lower(), 0)
    half = int(parts.get("h") or parts.get("h2") or 0) or _ORDINALS.get((parts.get("ho") or "").lower(), 0)
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

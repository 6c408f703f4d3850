"""Double entry: read a print, a source's own words, into the quantities it states, each whole.

A quantity is a number with its scale, sign, hedge, currency or unit, what it is per, percent or points, and its place.
A number is read as a whole or not at all: 25.5 is no part of "25.5 billion", and 910 none of "910C". What cannot be
counted ("dozens", 几十) is no quantity. The time this takes grows with the length of the print alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from . import lexicon as words
from .denominators import is_denominator, per_of, shares_of_lot
from .heads import MARK, blanked, heads, under_heads
from .measured import operations, unit_at
from .numerals import Number, numbers_at
from .phrases import phrase_at
from .quantity import MAX_LENGTH, Quantity, normalized
from .ranges import apart, carried, ranged
from .things import COUNTED, counter_end, is_date, thing_at
from .units import ATOMS, Atom

_HAN = "零〇一二两兩三四五六七八九十百千万"
_BETWEEN = r"\s*(?:an? |the |of |(?:[dl]?os|[dl]as|les|el|la|le|die|das|de[mnr]|gli) |(?-i:[\u4e00-\u9fff]{1,4}))?\s*$"
_HEDGE_BEFORE = [
    (kind, re.compile(rf"(?<!(?-i:[{words.LETTERS}]))(?:{names}){_BETWEEN}", re.I))
    for kind, names in words.HEDGES.items()
]


@lru_cache(maxsize=20_000)
def quantities(text: str, languages: tuple[str, ...] = ()) -> tuple[Quantity, ...]:
    """Return every quantity of a print in its order. ``languages`` are those of its sources, for separators and ¥."""
    text = normalized(text[:MAX_LENGTH])
    if "±" in text and not _ABOUT.isdisjoint(languages):
        text = _NEAR.sub("~", text)
    declared = heads(text)
    text = blanked(text, declared)
    firsts, seconds = apart(text)
    read = tuple(carried(firsts, ranged(firsts, _found(firsts, languages))))
    if seconds:
        read += tuple(q for q in ranged(seconds, _found(seconds, languages)) if firsts[q.start] == " ")
    if languages == ("zh",) and words.TRADITIONAL & set(text) and not words.CURRENCY_IN.search(text.replace("元", "")):
        read = tuple(one for q in read for one in ((q, q.but(currency="TWD")) if q.currency == "CNY" else (q,)))
    if (own := _YUAN_OF.search(text)) and "人民" not in text:  # 新台币9,899.2亿元,每股盈余17.44元
        currency = "HKD" if "港" in own[0] else "TWD"
        read = tuple(q.but(currency=currency) if q.currency == "CNY" and text[q.end - 1] == "元" else q for q in read)
    if declared:
        return tuple(under_heads(text, declared, read))
    return (read[0].but(alone=True),) if len(read) == 1 and text.strip() == text[read[0].start : read[0].end] else read


_ABOUT = frozenset({"id", "ms", "nl"})  # where ±900 is about 900
_NEAR = re.compile(r"(?<![\d%\w)])(?<![\d%)]\s)±")
_YUAN_OF = re.compile(r"(?:[台臺]|港)[币幣]\s?(?=\d)|元(?:新?[台臺]|港)[币幣]")


def _found(text: str, languages: tuple[str, ...]) -> list[list[Quantity]]:
    """Return the readings of each number and phrase of a text, in its order."""
    found: list[list[Quantity]] = []
    starters = _starters(languages)
    at = 0
    while candidate := _CANDIDATE.search(text, at):
        at = candidate.start()
        starts = not candidate["word"] or candidate["word"].lower() in starters
        if special := phrase_at(text, at, starts):
            hedge = _hedge_before(text[max(0, at - 24) : at]) or _hedge_behind(text, special.end)
            found.append([special.but(hedge=hedge)])
            at = special.end
            continue
        if not starts or not _may_begin(text, at):
            at = candidate.end()
            continue
        numbers, end = numbers_at(text, at, languages)
        readings = [q for number in numbers for q in _quantities(text, at, number, languages)]
        if readings:
            found.append(readings)
        at = max([end, at + 1, *(q.end for q in readings)])
    return found


_CANDIDATE = re.compile(
    rf"\d[\d.,]*|[{_HAN}几幾数數翻持半倍减減腰절과두세네壹贰叁肆伍陆柒捌玖拾佰仟兆]|"
    rf"(?P<word>(?<![{words.LETTERS}])[{words.LETTERS}]+)"
)


@lru_cache(maxsize=256)
def _starters(languages: tuple[str, ...]) -> frozenset[str]:
    """Return the words at which a number or a part may begin."""
    foreign = (word for language in languages for word in words.FOREIGN_WORDS.get(language, ()))
    return frozenset({"a", "an", "half", *words.SMALL, *words.MULTIPLES, *foreign})


_NAME_BEFORE = re.compile(r"[A-Za-z_][-_.]?$(?<!\bc\.)")  # c. is about
_NO_NUMBER_BEFORE = re.compile(r"\d:$|[±第兆]\s?$|24/$")
_MARK = re.compile(r"(?<=\[)\d+\]|\d+:\d|24/7")


def _may_begin(text: str, at: int) -> bool:
    """True where a number begins: it is no mark, ratio, tolerance or ordinal and ends no name (H20, GPT-4)."""
    before = text[max(0, at - 3) : at]
    if _MARK.match(text, at) or _NO_NUMBER_BEFORE.search(before):
        return False
    named = text[at].isdigit() and _NAME_BEFORE.search(before)
    return not named or bool(_currency_before(text[max(0, at - 24) : at]))


def _quantities(text: str, at: int, number: Number, languages: tuple[str, ...]) -> Iterator[Quantity]:
    """Yield the readings of one number with what belongs to it."""
    before = text[max(0, at - 40) : at]
    money = _currency_before(before)
    lead = before[: money.start()] if money else before
    minus = bool(words.MINUS.search(lead)) or bool(money and (money["sign"] or "") in "-−–" and money["sign"])
    minus = minus or ("ja" in languages and bool(_TRIANGLE.search(lead)))
    lead = words.MINUS.sub(" ", lead) if minus else lead
    hedge = _hedge_before(lead[-28:])
    behind = next(((kind, m) for kind, pattern in words.HEDGES_BEHIND if (m := pattern.match(text, number.end))), None)
    end = behind[1].end() if behind else number.end
    bracketed = "(" in lead and not lead.strip("( ") and bool(_BRACKET.fullmatch(text, end))
    base = Quantity(
        number.low, number.high, hedge=hedge or (behind[0] if behind else words.MORE if number.more else ""),
        minus=minus or bracketed, significant=number.significant, written=number.written, scale=number.scale,
        start=at, end=end,
    )  # fmt: skip
    currency = next((key for key, name in (money.groupdict() if money else {}).items() if name and key != "sign"), "")
    if currency == "CNY" and "¥" in (money[0] if money else "") and "ja" in languages and "zh" not in languages:
        currency = "JPY"
    yield from _with_unit(text, base.but(currency=currency, kind="money" if currency else ""), number, languages)


_TRIANGLE = re.compile(r"[△▲]\s?$")
_BRACKET = re.compile(r"\s*%?\)\s*")
_SIGNS = frozenset("$€£¥₩₹₽₫₱₪.")


def _currency_before(before: str) -> re.Match[str] | None:
    """Return the currency that ends a text, which is shorter than its longest name and ends in a letter or a sign."""
    tail = before.rstrip(" \xa0-−–+")[-1:]
    return words.CURRENCY_BEFORE.search(before, max(0, len(before) - 24)) if tail.isalpha() or tail in _SIGNS else None


def _share(text: str, base: Quantity, lead: str, languages: tuple[str, ...]) -> Quantity | None:
    """Return a number as the percent, points or times that stand behind it, or before it as in Turkish; else None."""
    for kind, pattern, size in _SMALL_PARTS:
        if match := pattern.match(text, base.end):
            part = Decimal(size)
            return base.but(low=base.low * part, high=base.high * part, kind=kind, scale=part, end=match.end())
    for kind, pattern in (("points", words.POINTS), ("percent", words.PERCENT), ("times", words.TIMES)):
        if match := pattern.match(text, base.end):
            kind = "points" if match[0].strip() == "pct" and _EASTERN.search(text) else kind
            return base.but(kind=kind, end=match.end(), hedge=base.hedge or _hedge_behind(text, match.end()))
    before = (words.PERCENT_BEFORE[one] for one in words.PERCENT_BEFORE.keys() & set(languages))
    return base.but(kind="percent") if any(pattern.search(lead) for pattern in before) else None


_SMALL_PARTS = (("points", words.BASIS, "0.01"), ("percent", words.PERMILLE, "0.1"))


def _with_unit(text: str, base: Quantity, number: Number, languages: tuple[str, ...]) -> Iterator[Quantity]:
    """Yield a number with what stands behind it: percent, a unit, a currency, what it is per; two readings of 25.5B."""
    end = base.end
    lead = text[max(0, base.start - 40) : base.start]
    if base.kind != "money" and not number.letter and (share := _share(text, base, lead, languages)):
        yield share
        return
    if base.kind != "money" and not number.letter and (done := operations(text, base, end)):
        yield from done
        return
    if base.kind != "money" and (match := words.RATE.match(text, end)):
        noun, per, size = words.RATES[str(match.lastgroup)]
        yield base.but(low=base.low * size, high=base.high * size, noun=noun, per=per, end=match.end())
        return
    if number.letter and (match := _HOURS.match(text, end)):  # 2.8M GPU hours
        yield base.but(kind="measure", atom=ATOMS["hours"], end=match.end())
        return
    if base.kind != "money" and (unit := unit_at(text, number, end) or _unit_before(text, base, number)):
        if unit[0] and unit[0].symbol == "years" and _YEAR.fullmatch(text[base.start : end]) and text[end] in "年년":
            return
        size = Decimal(10) ** -words.LETTER_SCALES[text[number.end - 1]] if number.letter else Decimal(1)
        per, at = per_of(text, base.start, unit[1])
        if per == "s" and unit[0] and unit[0].dims[0][0] in ("flops", "ops"):
            per = ""  # their S is the second already
        half = _AND_HALF.match(text, at)  # 一年半, two years and a half
        more = Decimal("0.5") if half else 0
        yield base.but(
            low=base.low * size + more, high=base.high * size + more, kind="measure", atom=unit[0], per=per,
            end=half.end() if half else max(at, end), hedge=base.hedge or _hedge_behind(text, at),
        )  # fmt: skip
        if not number.letter:
            return
    if base.kind != "money" and (cents := _CENTS.match(text, end)):
        part = Decimal("0.01")
        per, at = per_of(text, base.start, cents.end())
        currency = "EUR" if cents["cent"] else words.CENTS[(cents[1] or "").strip()]
        yield base.but(low=base.low * part, high=base.high * part, kind="money", currency=currency, per=per, end=at)
        return
    if behind := words.CURRENCY_AFTER.match(text, end):
        named = next(key for key, name in behind.groupdict().items() if name)
        if base.currency in ("", named):
            base = base.but(kind="money", currency=named, end=behind.end())
    if not base.kind and (by := words.TIMES_BEFORE.search(lead)):  # multiplied by 3, ×2.5
        yield base.but(kind="times")
        if "×" not in by[0] or base.low % 1:
            return
    if counted := _counted(text, base, number, not languages or "en" in languages):
        yield counted


def _unit_before(text: str, base: Quantity, number: Number) -> tuple[Atom | None, int] | None:
    """Return the unit that the label of a number has in brackets, Mean TTFT (ms): 942.70, and where the number ends."""
    label = None if number.letter else _LABELLED.search(text, max(0, base.start - 24), base.start)
    unit = unit_at(text, number, label.start(1)) if label else None
    return unit if label and unit and per_of(text, base.start, unit[1])[1] == label.end(1) else None


_LABELLED = re.compile(r"\(([^()\d]{1,12})\)\s?[:=]\s?$")
_AND_HALF = re.compile(rf"(?<=[年月天时時])半(?![年天])|{words.AND_HALF.pattern}")
_EASTERN = re.compile(r"[\u4e00-\u9fff]|\d%")  # beside which pct is the short form of points
_CENTS = re.compile(
    r"\s*(?:(US |U\.S\. |euro |HK |Hong Kong )?cents?|(?P<cent>(?:Euro-?)?Cents?|centimes?|céntimos?|centesimi))\b"
)


def _counted(text: str, base: Quantity, number: Number, english: bool) -> Quantity | None:
    """Return an amount or a number of things with what it counts and is per; None where it is part of a name."""
    per, end = per_of(text, base.start, base.end)
    if base.kind == "money" and not per and text[end : end + 1] == ")":  # 1 391 yuans (195 dollars) par action
        per, _ = per_of(text, base.start, end + 1)
    if base.kind == "money" and (lot := shares_of_lot(text, base.start, base.end, per)):
        base, per = base.but(low=base.low / lot, high=base.high / lot), "shares"
    named, told = thing_at(text, base.start, end, english)
    if not base.kind and is_denominator(text, base.start, max(end, counter_end(text, end), told)):
        return None
    run = _RUN.match(text, end) if end == number.end else None
    if run and (run[0] == "MM" or run[0].lower() not in COUNTED):
        return None  # 910C is the name of a thing
    if number.letter and _NAMED_BILLION.fullmatch(text[base.start : number.end]) and base.kind != "money":
        if named in _MACHINES:
            return None  # 910B too
        if not named and _NAMED.search(text[max(0, base.start - 24) : base.start]):
            named = "parameters"  # Qwen 235B
    if number.letter and named not in COUNTED and base.kind != "money" and _ACTIVE.match(text, end):
        named = "parameters"  # 1T, 32B active
    plain = not base.kind and not per and number.scale == 1 and not number.grouped
    if plain and (_is_name(text, base, named) or is_date(text, base.end)):
        return None
    if named and not per:  # 45,000 wafers per month
        per, _ = per_of(text, base.start, told)
    ends = dict.fromkeys((end, counter_end(text, end), told))  # 5亿元以上, 3万台左右, 10,000 units or more
    hedge = base.hedge or next(filter(None, (_hedge_behind(text, at) for at in ends if at > number.end)), "")
    return base.but(per=per, end=end, hedge=hedge, noun=named)


_RUN = re.compile(r" ?MM\b|[A-Za-z]+")
_NAMED_BILLION = re.compile(r"\d{3,4} ?B")
_ACTIVE = re.compile(r" ?(?:active|activated)\b(?! [a-z])|激活")
_MACHINES = frozenset({"芯片", "晶片", "加速卡", "卡", "服务器", "GPU", "NPU", *words.MACHINES})
_HOURS = re.compile(rf"[\s-]*(?:{'|'.join(row[0] for row in words.MEASURE_ROWS if row[1] == 'hours')})")


def _hedge_before(lead: str) -> str:
    """Return the hedge that ends a lead; up to about 5 is at most as much."""
    kind, match = next(((kind, m) for kind, pattern in _HEDGE_BEFORE if (m := pattern.search(lead))), ("", None))
    return (match and kind == words.ABOUT and _hedge_before(lead[: match.start()])) or kind


def _hedge_behind(text: str, end: int) -> str:
    return next((kind for kind, pattern in words.HEDGES_BEHIND if pattern.match(text, end)), "")


_YEAR = re.compile(r"(?:19|20)\d\d")
_TO = re.compile(r"\s?[-–—~至]\s?\d")
_AMOUNTS = re.compile(r"\s?[-–—~～至]\s?\d{4}\s?[万萬亿億만억]")  # 2000~2300萬 are no years
_WHEN = re.compile(r"\b(?:in|by|since|until|during|early|late|mid)[ -]$", re.I)
_NAME_WITH_DIGITS = re.compile(r"[A-Za-z]\d+-$")  # DDR5-5600
_NAMED = re.compile(rf"(?:^|[\s(\"“])(?!(?:{words.OPENERS})\b)[A-Z][A-Za-z]+[ -]$")

_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_NAMED_WITHIN = re.compile(rf"[a-z\d] (?!(?:{_MONTH})[a-z]*\b)[A-Z][a-z]+[ -]$")


def _is_name(text: str, base: Quantity, noun: str) -> bool:
    """True where a plain number is no quantity: a year, or the number in the name of a thing (Atlas 900)."""
    before = text[max(0, base.start - 24) : base.start]
    if words.NAMES.search(before) or _NAME_WITH_DIGITS.search(before):
        return True
    dated = _WHEN.search(before) or text[base.end : base.end + 1] in ("年", "년")
    year = _YEAR.fullmatch(text[base.start : base.end]) and not _AMOUNTS.match(text, base.end)
    if year and (noun not in COUNTED or dated):
        return text.strip() != text[base.start : base.end]
    if not text[base.start].isdigit() or MARK in text or _TO.match(text, base.end):
        return False
    if noun in COUNTED:  # 32 Kunpeng 950 CPUs
        return bool(_NAMED_WITHIN.search(before)) and base.low < 10_000
    return bool(_NAMED.search(before))

"""Quantities that are one phrase: a third, doubled, one in five, 三成, 百分之三点五, the cores and threads of 4C/8T."""

from __future__ import annotations

import re
from decimal import Decimal

from . import lexicon as words
from .numerals import zh_value
from .quantity import Quantity

_HAN = "零〇一二两兩三四五六七八九十百千万"
_NO_HALF_YEAR = r"(?! (?:a|an|year|of (?:the )?year|of \d)\b)(?![a-z-])(?<!first half)(?<!second half)"
_UNDER_TEN = "one|two|three|four|five|six|seven|eight|nine"
_SPECIAL: list[tuple[re.Pattern[str], str, str]] = [
    (re.compile(pattern, re.I), kind, value)
    for pattern, kind, value in (
        (rf"(?<![a-z])half{_NO_HALF_YEAR}", "fraction", "1/2"),
        (r"一半|半数", "fraction", "1/2"), (r"ein Viertel|un cuarto|un quart|un quarto|четверть", "fraction", "1/4"),
        (r"ein Drittel|un tercio|un tiers|un terzo|um terço|треть", "fraction", "1/3"),
        (r"die Hälfte|la mitad|la moitié|la metà|metade|половин[аы]", "fraction", "1/2"),
        (r"(?<![a-z])(?:twice|doubl(?:e|ed|es|ing)|two-?fold)(?![a-z])|翻(?:了)?(?:一)?[倍番]", "times", "2"),
        (r"(?<![a-z])(?:tripl(?:e|ed|es|ing)|three-?fold)(?![a-z])", "times", "3"),
        (r"(?<![a-z])(?:quadrupl(?:e|ed|es|ing)|four-?fold)(?![a-z])|翻(?:了)?两番", "times", "4"),
        (r"(?<![a-z])factor of ten(?![a-z])", "times", "10"),
        (r"(?<![a-z])(?:quintupl(?:e|ed|es|ing)|five-?fold)(?![a-z])", "times", "5"),
        (r"(?<![a-z])ten-?fold(?![a-z])", "times", "10"),
    )
]  # fmt: skip
_CORES = re.compile(r"(\d+)C(?=/\d+T\b)|(?<=C/)(\d+)T\b")
_PARTS_ZH = re.compile(rf"([\d{_HAN}]+)分之([\d.{_HAN}点]+)")
_ORDINALS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS = re.compile(
    rf"(?<![a-z])(?P<over>an?|{_UNDER_TEN})[- ](?P<under>{'|'.join(_ORDINALS)})s?(?![a-z])"
    r"(?! of (?:the )?year)(?! [Qq]uarter)",
    re.I,
)
_TENTHS = re.compile(
    r"([\d一二三四五六七八九两])成(?:([\d一二三四五六七八九])|(半))?(?![为為立本都功员員交果长長熟就绩績份型效])"
)
_ONE_IN = re.compile(
    rf"(?<![a-z])({_UNDER_TEN}|\d) (?:in|out of) (?:every )?({_UNDER_TEN}|ten|\d+)(?![a-z\d])",
    re.I,
)


def phrase_at(text: str, at: int) -> Quantity | None:
    """Return a quantity that is one phrase: a third, doubled, one in five, 三成, 百分之三点五."""
    if match := _PARTS_ZH.match(text, at):
        below, above = zh_value(match[1]), zh_value(match[2])
        if below and above is not None:
            kind, value = ("percent", above) if below == 100 else ("fraction", above / below)
            return Quantity(value, value, kind, start=at, end=match.end(), significant=2, written=2)
    if match := _CORES.match(text, at):  # 4C/8T
        number = Decimal(match[1] or match[2])
        return Quantity(number, number, noun="cores" if match[1] else "threads", start=at, end=match.end())
    if match := _TENTHS.match(text, at):
        tens, rest = zh_value(match[1]), zh_value(match[2]) if match[2] else Decimal(5 if match[3] else 0)
        if tens is not None and rest is not None:
            value = tens * 10 + rest
            return Quantity(value, value, "percent", start=at, end=match.end())
    if match := _PARTS.match(text, at):
        size = Decimal(words.ONES.get(match["over"].lower(), 1)) / _ORDINALS[match["under"].lower()]
        return Quantity(size, size, "fraction", start=at, end=match.end())
    if match := _ONE_IN.match(text, at):
        above, below = (Decimal(words.ONES.get(part.lower(), 0) or part) for part in match.groups())
        return Quantity(above / below, above / below, "fraction", start=at, end=match.end())
    for pattern, kind, written in _SPECIAL:
        if (text[at].isalpha() or text[at] in "一半翻") and (match := pattern.match(text, at)):
            numerator, _, denominator = written.partition("/")
            size = Decimal(numerator) / Decimal(denominator or 1)
            return Quantity(size, size, kind, start=at, end=match.end())
    return None

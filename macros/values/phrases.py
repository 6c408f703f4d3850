"""Quantities that are one phrase: a third, doubled, one in five, 三成, 百分之三点五, the cores and threads of 4C/8T."""

from __future__ import annotations

import re
from decimal import Decimal

from . import lexicon as words
from .numerals import zh_value
from .quantity import Quantity

_HAN = "零〇一二两兩三四五六七八九十百千万"
_UNDER_TEN = "one|two|three|four|five|six|seven|eight|nine"
_CORES = re.compile(r"(\d+)C(?=/\d+T\b)|(?<=C/)(\d+)T\b")
_PARTS_ZH = re.compile(rf"([\d{_HAN}]+)分[之の]([\d.{_HAN}点]+)")
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
    r"(?! of (?:the )?year)(?! [Qq]uarter)"
    r"(?!(?:(?<=quarter)|(?<=quarters)) (?:in (?:a row|succession)|running|straight|ago|later|earlier|before|after"
    r"|end(?:ed|ing)|of (?:(?:20|19)\d\d|losses|growth|declines?|profits?))\b)"
    r"(?!(?<=quarters)(?<=(?:last|past|next) three quarters))",
    re.I,
)
_TENTHS = re.compile(
    r"(?P<low>[\d一二三四五六七八九两])(?:(?P<to>[至到~-])?(?P<high>(?(to)[\d一二三四五六七八九]|[一二三四五六七八九])))?"
    r"(?:成(?![为為立本都功员員交果长長熟就绩績份型效])|割(?![合引安当り])|(?P<paid>折(?![叠疊合算旧舊射磨损損返页頁桥扣])))"
    r"(?:(?P<rest>[\d一二三四五六七八九])分?|(?P<half>半))?"
)
_PARTS_ABROAD = re.compile(rf"([{words.LETTERS}]+|\d) ({'|'.join(words.PARTS)})(?![{words.LETTERS}])", re.I)
_ABROAD = {word: number for names in words.FOREIGN_WORDS.values() for word, number in names.items()}
_PARTS_KO = re.compile(r"(\d+)분의 ?(\d+)")
_OF = re.compile(r"(\d{1,2})/(\d{1,2})(?= of |的)")
_ONE_IN = re.compile(
    rf"(?<![a-z])({_UNDER_TEN}|\d) (?:in|out of) (?:every )?({_UNDER_TEN}|ten|(?!(?:19|20)\d\d\b)[1-9]\d*)(?!,?[a-z\d])"
    r"|(?<![\d.,])(\d(?:\.\d+)?) (?:in|out of) (?:every )?(an? hundred|(?:an?|ten) thousand|an? million|10,?000"
    r"|1,000)(?![,\w])",
    re.I,
)


_TENS = {"hundred": 100, "thousand": 1000, "ten thousand": 10_000, "million": 1_000_000}


def _size(part: str) -> Decimal:
    """Return the number of one, 3.6, a hundred, ten thousand or 10,000."""
    word = part.lower().removeprefix("a ").removeprefix("an ")
    return Decimal(words.ONES.get(word, 0) or _TENS.get(word, 0) or word.replace(",", ""))


def phrase_at(text: str, at: int, numeral: bool = True) -> Quantity | None:
    """Return a quantity that is one phrase: a third, doubled, one in five, 三成, 百分之三点五.

    ``numeral`` says whether the phrase may begin with a number.
    """
    if text[at].isalpha() and (match := words.PHRASE.match(text, at)):
        kind, written = words.PHRASES[str(match.lastgroup)]
        numerator, _, denominator = str(written).partition("/")
        size = Decimal(numerator) / Decimal(denominator or 1)
        return Quantity(size, size, kind, start=at, end=match.end())
    return _parts_at(text, at) if numeral else None


def _parts_at(text: str, at: int) -> Quantity | None:
    """Return parts and shares: a third, one in five, 三成, 百分之三点五, the cores of 4C/8T."""
    if match := _PARTS_ZH.match(text, at):
        below, above = zh_value(match[1]), zh_value(match[2])
        if below and above is not None:
            kind, value = ("percent", above) if below == 100 else ("fraction", above / below)
            return Quantity(value, value, kind, start=at, end=match.end(), significant=2, written=2)
    if match := _CORES.match(text, at):  # 4C/8T
        number = Decimal(match[1] or match[2])
        return Quantity(number, number, noun="cores" if match[1] else "threads", start=at, end=match.end())
    if match := _TENTHS.match(text, at):
        low = (zh_value(match["low"]) or Decimal(0)) * 10
        high = (zh_value(match["high"]) or Decimal(0)) * 10 if match["high"] else low
        rest = zh_value(match["rest"]) or Decimal(0) if match["rest"] else Decimal(5 if match["half"] else 0)
        if match["paid"] and not match["to"]:  # 八五折: 85 percent are paid
            low = high = low + high / 10 if match["high"] else low
        return Quantity(low + rest, high + rest, "percent", start=at, end=match.end())
    if (match := _OF.match(text, at)) and int(match[2]):
        size = Decimal(match[1]) / Decimal(match[2])
        return Quantity(size, size, "fraction", start=at, end=match.end())
    if match := _PARTS_KO.match(text, at):
        size = Decimal(match[2]) / Decimal(match[1])
        return Quantity(size, size, "fraction", start=at, end=match.end())
    if match := _PARTS_ABROAD.match(text, at):
        above = _ABROAD.get(match[1].lower(), Decimal(match[1]) if match[1].isdigit() else None)
        if above is not None:
            size = above / words.PARTS[match[2].lower()]
            return Quantity(size, size, "fraction", start=at, end=match.end())
    if match := _PARTS.match(text, at):
        size = Decimal(words.ONES.get(match["over"].lower(), 1)) / _ORDINALS[match["under"].lower()]
        return Quantity(size, size, "fraction", start=at, end=match.end())
    if match := _ONE_IN.match(text, at):
        above, below = (_size(part) for part in match.groups() if part)
        return Quantity(above / below, above / below, "fraction", start=at, end=match.end())
    return None

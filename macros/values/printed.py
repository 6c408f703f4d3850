"""Double entry: read the numbers in a source's own words and compare them with the value in the data.

Understands thousands separators, number words and scale words in English, Chinese numerals and scale characters,
full-width digits (by Unicode NFKC), per cent, fractions, and unit prefixes (3,579 petaFLOPS is 3.579 EFLOPS).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .units import ATOMS, COUNT_NOUNS, MONEY, PREFIX_WORDS, Atom, Unit

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {w: i for i, w in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_WORDS |= {"a": 1, "an": 1, "dozen": 12, "single": 1, "dual": 2, "quad": 4, "octa": 8, "both": 2}
_TIMES_WORDS = {"double": 2, "doubled": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "tripling": 3, "threefold": 3, "quadruple": 4, "翻倍": 2, "翻番": 2}  # fmt: skip
_FRACTIONS = {
    r"two[- ]thirds": Decimal(200) / 3, r"(?:a|one)[- ]third": Decimal(100) / 3, r"三分之一": Decimal(100) / 3,
    r"三分之二": Decimal(200) / 3, r"three[- ]quarters": Decimal(75), r"(?:a|one)[- ]quarter": Decimal(25),
    r"\bhalf\b": Decimal(50), "一半": Decimal(50), "半数": Decimal(50), "四分之一": Decimal(25),
}  # fmt: skip
_SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millions": 6, "billions": 9,
    "mn": 6, "mln": 6, "mio": 6, "bn": 9, "bln": 9, "mrd": 9, "tn": 12, "trn": 12, "k": 3, "m": 6, "b": 9, "t": 12,
    "millionen": 6, "milliarden": 9, "millones": 6, "milhões": 6, "bilhões": 9, "milioni": 6, "miliardi": 9,
    "milliards": 9, "тысяч": 3, "тыс": 3, "млн": 6, "млрд": 9, "трлн": 12, "ล้าน": 6, "兆": 12,
    "十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7, "亿": 8, "億": 8, "十亿": 9,
    "百亿": 10, "千亿": 11, "千億": 11, "万亿": 12, "萬億": 12,
}  # fmt: skip
_LONGEST_FIRST = sorted(_SCALES, key=len, reverse=True)
_LATIN = "|".join(word for word in _LONGEST_FIRST if ord(word[0]) < 0x2E80)
_CJK = "|".join(word for word in _LONGEST_FIRST if ord(word[0]) >= 0x2E80)
# "INT8 512" is not eight thousand: a space groups thousands only where no letter stands in front.
_NUMBER = r"\d{1,3}(?:[,']\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|(?<![A-Za-z\d])\d{1,3}(?:\s\d{3})+(?:\.\d+)?(?![\dA-Za-z])|\d+(?:[.,]\d+)?"
_SMALL = "|".join(sorted(_WORDS, key=len, reverse=True))
_HAN = "[〇零一二两兩三四五六七八九十百千]+"
_TOKEN = re.compile(
    rf"(?P<number>{_NUMBER})|\b(?P<word>(?:{_SMALL})(?:[- ](?:{'|'.join(_ONES[1:10])}))?)\b|(?P<zh>{_HAN}(?:[万萬亿億]+{_HAN})+[万萬亿億]*|{_HAN})",
    re.I,
)
_COMPOUND = re.compile(r"(\d+(?:\.\d+)?)\s?([亿億万萬])\s?(\d+)\s?(千万|百万|万|萬|千|百)")
_AFTER = re.compile(rf"[\s-]*(?P<scale>(?:{_LATIN})(?![a-zà-ÿа-я])|(?:{_CJK}))", re.I)
# "630-660 billion": the scale word of the second number is the first one's too.
_RANGE = re.compile(
    rf"\s?(?:-|–|—|~|to|至|到)\s?\D{{0,3}}(?:{_NUMBER})[\s-]*(?P<scale>(?:{_LATIN})(?![a-zà-ÿа-я])|(?:{_CJK}))", re.I
)
_PERCENT = re.compile(
    r"\s*-?(?:%|percent|per cent|pct|prozent|процент|por cento|por ciento|个百分点|百分點|個百分點|成)", re.I
)
_UNIT_SPELLINGS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"(?:flops?(?:/s)?|flop/s)(?![a-z])", re.I), "FLOPS"),
    (re.compile(r"(?:ops?)(?![a-z])", re.I), "OPS"),
    (re.compile(r"(?:watt[- ]?hours?|Wh|瓦时|瓦时)(?![a-z])"), "Wh"),
    (re.compile(r"(?:watts?|W|瓦)(?![a-zA-Z])"), "W"),
    (re.compile(r"(?:Hz|赫兹)(?![a-z])", re.I), "Hz"),
    (re.compile(r"(?:bits?|b(?=ps\b|/s)|bps)(?![a-z])"), "bit"),
    (re.compile(r"(?:i?bytes?|iB|B|字节)(?![a-z])"), "B"),
]
_PREFIXED = re.compile(r"[\s-]*(?P<prefix>kilo|mega|giga|tera|peta|exa|zetta|[kKMGTPEZ])?-?", re.I)
_CURRENCIES = {
    "HKD": r"HK\$|HKD|港元|港币|港幣", "USD": r"US\$|(?<![A-Za-z])\$|USD|美元|美金|US dollars|dollars?(?![a-z])",
    "CNY": r"CNY|RMB|Rmb|yuan|人民币|人民幣|¥|元(?!件|器)",
}  # fmt: skip
_MONEY_BEFORE = [(money, re.compile(rf"(?:{names})\s?$")) for money, names in _CURRENCIES.items()]
_MONEY_AFTER = [(money, re.compile(rf"[\s-]?(?:多|余|餘)?(?:{names})")) for money, names in _CURRENCIES.items()]
_MINUS = re.compile(r"(?:^|[\s(:：])[-−]$")
_LOSS = re.compile(
    r"loss|亏|虧|损|損|[-−–]\s?\d|down|fell|fall|drop|declin|decreas|下降|下滑|減|减|negative|lost|shr[iu]nk|убыт|minus|cut",
    re.I,
)
_ZH_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_ZH_POWERS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Quantity:
    """A number found in a print: its size, its significant digits, whether it is a percentage, its unit if read."""

    size: Decimal
    significant: int
    percent: bool = False
    atom: Atom | None = None
    scaled: bool = False
    written: int = 0
    money: str | None = None
    minus: bool = False
    letter: bool = False
    """A letter right behind it may be a scale: 25.5B."""


def chinese_numeral(text: str) -> int:
    """Return the number of a Chinese numeral, e.g. 二十五 is 25 and 一万零五百 is 10,500."""
    if large := re.match(r"(.+?)([万萬亿億]+)(.*)", text):
        return chinese_numeral(large[1]) * 10 ** sum(4 if c in "万萬" else 8 for c in large[2]) + chinese_numeral(
            large[3]
        )
    if len(text) > 1 and all(c in _ZH_DIGITS for c in text):
        return int("".join(str(_ZH_DIGITS[c]) for c in text))
    total, digit = 0, None
    for char in text:
        if char in _ZH_DIGITS:
            digit = _ZH_DIGITS[char]
        else:
            total += (1 if digit is None else digit) * _ZH_POWERS[char]
            digit = None
    return total + (digit or 0)


def significant_digits(text: str, zeros: bool = False) -> int:
    """Count significant digits as written; zeros at the end of a whole number count only where ``zeros`` says so."""
    digits = re.sub(r"[^\d.]", "", text).lstrip("0.")
    whole = "." not in text and not zeros
    return max(1, len((digits.rstrip("0") if whole else digits).replace(".", "")))


def _readings(token: re.Match[str]) -> Iterator[tuple[Decimal, int]]:
    if word := token["word"]:
        parts = re.split(r"[- ]", word.lower())
        yield Decimal(sum(_WORDS[part] for part in parts)), 2
    elif numeral := token["zh"]:
        yield Decimal(chinese_numeral(numeral)), 2
    else:
        text = token["number"]
        grouped = re.fullmatch(r"\d{1,3}(?:[,\s']\d{3})+(?:\.\d+)?", text)
        if text.count(".") > 1:  # full stops as thousands separators
            yield Decimal(text.replace(".", "")), significant_digits(text.replace(".", ""))
        elif grouped or "," not in text:
            yield Decimal(re.sub(r"[,\s']", "", text)), significant_digits(text)
        if re.fullmatch(r"\d+,\d+", text) and not grouped:  # decimal comma
            yield Decimal(text.replace(",", ".")), significant_digits(text.replace(",", "."))
        if re.fullmatch(r"\d{1,3}\.\d{3}", text):  # full stop as thousands separator
            yield Decimal(text.replace(".", "")), significant_digits(text.replace(".", ""))


def _unit_at(text: str, position: int) -> Atom | None:
    match = _PREFIXED.match(text, position)
    assert match
    for end, prefix in ((match.end(), match["prefix"]), (re.compile(r"[\s-]*").match(text, position).end(), None)):  # type: ignore[union-attr]
        for pattern, base in _UNIT_SPELLINGS:
            if pattern.match(text, end):
                letter = PREFIX_WORDS.get((prefix or "").lower(), prefix or "")
                letter = "k" if letter == "K" else letter
                return ATOMS.get(letter + base) or ATOMS.get(letter.upper() + base)
    return None


def _money_at(text: str, start: int, end: int) -> str | None:
    before = next((money for money, pattern in _MONEY_BEFORE if pattern.search(text[:start])), None)
    return before or next((money for money, pattern in _MONEY_AFTER if pattern.match(text, end)), None)


@lru_cache(maxsize=None)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every number in ``text``, with the scale words, per cent signs and units that belong to it."""
    text = unicodedata.normalize("NFKC", text).replace("\u00a0", " ")
    found: list[Quantity] = []
    for token in _TOKEN.finditer(text):
        if text[: token.start()].endswith("half "):  # "half a million" does not say a million
            continue
        for size, digits in _readings(token):
            letter, minus = False, bool(_MINUS.search(text[: token.start()]))
            scale = _AFTER.match(text, token.end()) or _RANGE.match(text, token.end())
            ends = [(token.end(), size)]
            if scale:
                letter = len(scale["scale"]) == 1 and scale["scale"].isascii()
                if not letter:
                    ends.clear()  # "25.5 billion" does not say 25.5; a single letter may be something else
                bigger = size * Decimal(10) ** _SCALES[scale["scale"].lower()]
                ends.append((scale.end(), bigger))
                again = _AFTER.match(text, scale.end())  # "a hundred thousand", "5 thousand 亿"
                if again:
                    ends.pop()
                    ends.append((again.end(), bigger * Decimal(10) ** _SCALES[again["scale"].lower()]))
            for end, number in ends:
                tenths = re.match(r"成([一二三四五六七八九])?", text[end:])
                before = text[max(0, token.start() - 3) : token.start()]
                percent = bool(_PERCENT.match(text, end)) or before == "百分之"
                written = significant_digits(token["number"] or "11", zeros=True)
                if tenths:  # 三成五
                    number = number * 10 + (chinese_numeral(tenths[1]) if tenths[1] else 0)
                found.append(Quantity(number, digits, percent, _unit_at(text, end), end != token.end(), written,
                                      _money_at(text, token.start(), end), minus, letter and end == token.end()))  # fmt: skip
                bare = re.match(r"\s?([TPE])(?![A-Za-z])", text[end:])
                if bare:  # Chinese reports write 3579P for petaFLOPS
                    found.append(Quantity(number, digits, False, ATOMS[bare[1] + "FLOPS"], True))
    for match in _COMPOUND.finditer(text):  # 1亿2000万
        large, small = Decimal(match[1]) * 10 ** _SCALES[match[2]], Decimal(match[3]) * 10 ** _SCALES[match[4]]
        if small < 10 ** _SCALES[match[2]]:
            found.append(
                Quantity(
                    large + small,
                    significant_digits(match[1] + match[3]),
                    scaled=True,
                    money=_money_at(text, match.start(), match.end()),
                )
            )
    for scale_word, power in (("million", 6), ("billion", 9)):
        if re.search(rf"half a {scale_word}", text, re.I):
            found.append(Quantity(Decimal(5).scaleb(power - 1), 1))
    if re.search(r"(?<![\d一二三四五六七八九十百千数數几幾多.])[万萬](?=卡|片|张|張)", text):
        found.append(Quantity(Decimal(10000), 1))
    for word, times in _TIMES_WORDS.items():
        if re.search(rf"(?<![a-z]){word}(?![a-z])", text, re.I):
            found.append(Quantity(Decimal(times), 1))
    for pattern, percent_value in _FRACTIONS.items():
        if re.search(pattern, text, re.I):
            found.append(Quantity(percent_value, 1, True))
    return tuple(found)


def _matches(quantity: Quantity, value: Decimal, unit: Unit) -> bool:
    size = quantity.size
    if quantity.percent:
        if unit.dims or unit.text not in ("percent", "times", "points"):
            return unit.text == "points" and size == value
        return size == value if unit.text == "percent" else size / 100 == value
    first = unit.over[0]
    measured = first.dims[0][0] if first.dims else ""
    counted = measured in MONEY or measured in COUNT_NOUNS
    if quantity.money and counted and quantity.money != measured:
        return False
    if counted and quantity.letter:  # 25.5B yuan are no 25.5 yuan
        return False
    if quantity.atom is not None and not counted:
        return quantity.atom.dims == first.dims and size * quantity.atom.factor == value * first.factor
    return size == value


def find(value: Decimal, unit: Unit, printed: str) -> Quantity | None:
    """Return the number in ``printed`` that says ``value`` (in ``unit``), or None: then the two entries disagree."""
    if value < 0 and not _LOSS.search(printed):
        return None
    target = abs(value)
    for quantity in quantities(printed):
        if quantity.minus and value > 0:
            continue
        if _matches(quantity, target, unit):
            return quantity
        thirds = quantity.percent and quantity.significant == 1 and unit.text == "percent"
        if thirds and quantity.size != quantity.size.to_integral_value() and round(quantity.size) == round(target):
            return quantity
    return None


def digits_missing(text: str, printed: str) -> list[str]:
    """Return the digit groups of a text value that its print does not show."""
    have = set(re.findall(r"\d+", unicodedata.normalize("NFKC", printed).replace(",", "")))
    return [group for group in re.findall(r"\d+", text.replace(",", "")) if group not in have]

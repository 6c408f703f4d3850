"""Numbers as prints write them: digits with separators and scales, English words, Chinese numerals; read whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from . import lexicon as words
from .lexicon import DECIMAL_COMMA, LETTER_SCALES, MULTIPLES, SMALL
from .units import COUNT_NOUNS

ZH_DIGITS = {
    char: value
    for digits in ("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖")
    for value, char in enumerate(digits)
}
ZH_DIGITS |= {"〇": 0, "两": 2, "兩": 2}
ZH_PLACES = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
ZH_SCALES = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12, "京": 16}
HANGUL = str.maketrans("십백천만억조경", "十百千万亿兆京", " ")
_ZH = "".join([*ZH_DIGITS, *ZH_PLACES, *ZH_SCALES])
_DOT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COMMA = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?:\.\d+)?(?![A-Za-z\d])"
_NO_DIGIT = {point: re.compile(rf"[^\d{point}]") for point in ".,"}
_EDGE = r"(?![\d])(?![.,']\d)"
_DIGITS = re.compile(rf"(?:{_SPACED}|{_DOT}){_EDGE}")
_DIGITS_COMMA = re.compile(rf"(?:{_COMMA}){_EDGE}")
_FRACTION = re.compile(r" ?(\d)/([1-9])(?!\d)")
_LINK = re.compile(r"(?P<plus>\+)?[\s-]*(?P<of>(?:of |de |di |d['’]))?")
_SCALE = re.compile(rf"({'|'.join(map(re.escape, words.SCALE_WORDS))})(?![^\W\d_])\.?", re.I)
_LETTER_SCALE = re.compile(
    r"(?:(?P<scale>[kKmMbBtT])| [MB])(?![A-Za-z/]|2(?![\d.])|€)"
    rf"|[kKmM](?=/(?:{'|'.join({*COUNT_NOUNS.values()})}|hour|hr|day|month|mo|year)\b)| ?[mMkK](?=€)"
)
_SHORT = words.scales(("en",))[0]
_EXPONENT = re.compile(r"(?:\^| to the (?:power of )?)(\d{1,2})(?!\d)(?:th)?")
_POWER = re.compile(r"\s?[×x*·]\s?10\^(\d{1,2})(?!\d)")
_REST = re.compile(r" (\d{1,3}(?:[.,]\d{3})*)(?![.,]?\d) ?")
_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?(?!\d)"
_ZH_NUMBER = re.compile(
    rf"(?:{_FIGURE}(?: (?=[千万萬亿億兆]))?|[{_ZH}点點几幾]|[数數](?=[十百千万萬亿億]))"
    rf"(?:[{_ZH}点點多余餘几幾数數来]|(?<=[十百千万])京(?=[回円個次\d億])|{_FIGURE})*"
)
_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])[一二三四五六七八九](?=\d)")  # 标包二733台: the second lot
_LONGEST = 60  # no numeral has more characters
_JA_KEI = re.compile(rf"({_FIGURE})京(?=[回円個次\d億])")
_KO_NUMBER = re.compile(
    rf"{_FIGURE} ?[십백천만억조경](?: ?{_FIGURE} ?[백천만억조]|[백천만억조])*"
    r"(?:\d[\d,]*(?![\d.,%])| \d{1,3}(?:,\d{3})+(?![\d.,%])| \d{3,4}(?![\d.,%년]))?"
)
# 兆 is mega before these, a trillion else; 千 kilo
_MEGA = re.compile(r"瓦|赫|比特|字节|字節|位元|[bB]|W|Hz")
_NUMBER_WORD = "|".join(sorted([*SMALL, *MULTIPLES], key=len, reverse=True))
_ENGLISH = re.compile(  # a gigawatt is one, but not behind half or a quarter of
    r"(?<!half )(?<!of )an? (?=(?:kilo|mega|giga|tera|peta|exa)(?:byte|watt|flop)(?:-hour)?(?![\w-]))|"
    rf"(?<![A-Za-z])(?:(?:a|an|half a)[ -](?=hundred|thousand|million|billion|trillion|dozen)|(?:{_NUMBER_WORD})\b)"
    rf"(?:[ -](?:and[ -])?(?:a[ -]half|half|{_NUMBER_WORD}|hundred|thousand|million|billion|trillion|dozen)\b|"
    r"(?<=[ -])(?:hundred|thousand|million|billion|trillion|dozen)\b)*",
    re.I,
)


_WORD = re.compile(r"[^\W\d_]+")
_ONE_UNIT = re.compile(r" (?:kilo|m[eé]ga|giga|t[eé]ra|p[eé]ta|exa)(?:watt|va[tc]io|octet|byte|flop|bit)", re.I)
_WHOLE = re.compile(r"\d[\d.,'’]*(?<!\D)")


@dataclass(frozen=True)
class Number:
    """A number as written: from ``low`` to ``high`` (equal but for "two or three"), where it ends, its digits."""

    low: Decimal
    high: Decimal
    end: int
    significant: int = 2
    written: int = 2
    scale: Decimal = Decimal(1)
    """What its scale words multiply by: a million in "2.5 million"."""
    more: bool = False
    """True where a sign such as 多 says that it is somewhat more."""
    letter: bool = False
    """True where its scale is a single letter, which may be a unit as well: 25.5B."""
    grouped: bool = False


def significant_digits(text: str, zeros: bool = False) -> int:
    """Count significant digits as written; zeros at the end of a whole number count only where ``zeros`` says so."""
    digits = _NO_DIGIT["."].sub("", text).lstrip("0.")
    whole = "." not in text and not zeros
    return max(1, len((digits.rstrip("0") if whole else digits).replace(".", "")))


def numbers_at(text: str, at: int, languages: tuple[str, ...] = ()) -> tuple[list[Number], int]:
    """Return the readings of the number that begins at a place, and the end of what must not be read in parts.

    ``languages`` say whether a comma or a full stop separates decimals; where sources of both kinds are named, both do.
    """
    if _NUMBERED.match(text, at):
        return [], at + 1
    if match := _KO_NUMBER.match(text, at) or _JA_KEI.match(text, at):
        found = _chinese(match[0].translate(HANGUL), "个", match.end()) if len(match[0]) <= _LONGEST else None
        return ([found] if found else []), match.end()
    if match := _ZH_NUMBER.match(text, at):
        run = re.sub(r"[点點来]+$", "", match[0])
        if len(run) > _LONGEST:
            return [], match.end()
        if re.search(r"(?:[\d〇零一二两兩三四五六七八九十百万萬亿億]兆|[\d万萬亿億]千)$", run) and _MEGA.match(
            text, at + len(run)
        ):
            run = run[:-1]
        if re.search(rf"[{_ZH}几幾数數]", run):
            near = at > 0 and text[at - 1] in "近逾超约約" and text[at - 2 : at - 1] not in tuple("最附靠")
            found = _chinese(run, text[at + len(run) :] if at or run != text else "个", at + len(run), near)
            return ([found] if found else []), at + len(run)
    if text[at].isdigit():
        return _digits(text, at, languages)
    for language in languages:
        word = _WORD.match(text, at)
        if word and (small := words.FOREIGN_WORDS.get(language, {}).get(word[0].lower())):
            numbers = _scaled(text, Number(small, small, word.end()), languages)
            unit = _ONE_UNIT.match(text, word.end())
            return [number for number in numbers if small > 1 or number.scale > 1 or unit], word.end()
    match = _ENGLISH.match(text, at)
    if not match:
        return [], at
    value = _english(re.findall(r"[a-z]+", match[0].lower()))
    return list(_scaled(text, Number(value, value, match.end()), languages)), match.end()


def _digits(text: str, at: int, languages: tuple[str, ...]) -> tuple[list[Number], int]:
    found: dict[tuple[Decimal, int], Number] = {}
    comma = DECIMAL_COMMA & set(languages)
    conventions = [(_DIGITS, "."), (_DIGITS_COMMA, ",")] if comma else [(_DIGITS, ".")]
    if comma and comma == set(languages) and _DIGITS_COMMA.match(text, at):  # then the other convention is no choice
        conventions = [(_DIGITS_COMMA, ",")]
    for pattern, point in conventions:
        if point == "," and languages == ("es",) and (told := _spanish(text, at)) != ",":
            pattern, point = _DIGITS, told  # as in Mexico, or nobody knows
        if point and (match := pattern.match(text, at)):
            digits = _NO_DIGIT[point].sub("", match[0]).replace(",", ".")
            value, grouped = Decimal(digits), len(digits) != len(match[0])
            number = Number(
                value, value, match.end(), significant_digits(digits), significant_digits(digits, True), grouped=grouped
            )
            for scaled in _scaled(text, _with_fraction(text, number), languages):
                found.setdefault((scaled.low, scaled.end), scaled)
    whole = _WHOLE.match(text, at)
    return list(found.values()), max([whole.end() if whole else at + 1, *(number.end for number in found.values())])


_THREE = re.compile(r"\d{1,3},\d(\d\d)(?![\d.,])")
_MEXICAN = re.compile(r"\d,\d{3}[.,]\d|\d\.\d{1,2}(?![\d.,])")
_EUROPEAN = re.compile(r"\d,\d{1,2}(?!\d)|\d\.\d{3}(?![\d])|\d{4,},\d")


def _spanish(text: str, at: int) -> str:
    """Return the decimal mark of a number in Spanish, in Mexico a point; nothing where 2,350 may be
    either: only the rest of the print, or a fraction that would end in two zeros, shows what the comma is.
    """
    match = _THREE.match(text, at)
    if not match:
        return ","
    mexican, european = (bool(pattern.search(text)) for pattern in (_MEXICAN, _EUROPEAN))
    if mexican != european:
        return "." if mexican else ","
    return "." if match[1] == "00" and not mexican else ""


def _with_fraction(text: str, number: Number) -> Number:
    """Return 2 1/4 as one number."""
    match = _FRACTION.match(text, number.end)
    if not match or number.low != number.low.to_integral_value():
        return number
    value = number.low + Decimal(int(match[1])) / Decimal(int(match[2]))
    return Number(value, value, match.end(), 3, 3)


def _scaled(text: str, number: Number, languages: tuple[str, ...]) -> Iterator[Number]:
    """Yield the number with the scale behind it: 25.5 billion, a hundred thousand, 13 mil 900 millones, 1.2×10^18.

    The words are those of the languages; none is yielded where custom differs on what a word means.
    """
    if letter := _LETTER_SCALE.match(text, number.end):
        yield _sized(number, LETTER_SCALES[letter[0].strip()], letter.end(), letter=True)
        return
    ten = _EXPONENT.match(text, number.end) if number.low == 10 else None
    if power_of_ten := ten or _POWER.match(text, number.end):
        base = replace(number, low=Decimal(1), high=Decimal(1)) if ten else number
        yield _sized(base, int(power_of_ten[1]), power_of_ten.end())
        return
    for table in words.scales(languages):
        power, end, more = 0, number.end, False
        while (link := _LINK.match(text, end)) and (match := _SCALE.match(text, link.end())):
            if match[1].lower() not in table or (link["of"] and not power):
                break
            power, end, more = power + (table[match[1].lower()] or 1000), match.end(), more or bool(link["plus"])
        if power < 1000:
            yield _with_rest(text, replace(_sized(number, power, end), more=more), table) if power else number


def _sized(number: Number, power: int, end: int, letter: bool = False) -> Number:
    size = Decimal(10) ** power
    return replace(number, low=number.low * size, high=number.high * size, end=end, scale=size, letter=letter)


def _with_rest(text: str, number: Number, table: dict[str, int]) -> Number:
    """Return a number of two parts as one: 1 billion 200 million, 13 mil 900 millones, un millón y medio."""
    if half := words.AND_HALF.match(text, number.end):
        return replace(number, low=number.low + number.scale / 2, high=number.high + number.scale / 2, end=half.end())
    match = _REST.match(text, number.end)
    if not match or number.low % number.scale:
        return number
    rest, scale = Decimal(re.sub(r"\D", "", match[1])), _SCALE.match(text, match.end())
    size = Decimal(10) ** (table.get(scale[1].lower(), 0) if scale else 0)
    end = scale.end() if scale else match.end(1)
    if number.scale == 1000 and len(match[1]) == 3:
        whole = (number.low + rest) * size
    elif scale and rest * size < number.scale:
        whole = number.low + rest * size
    else:
        return number
    return replace(number, low=whole, high=whole, end=end)


def _english(tokens: list[str]) -> Decimal:
    total, current = Decimal(0), Decimal(0)
    for token in tokens:  # a and an say nothing: a hundred is one hundred
        if token in SMALL or token in MULTIPLES:
            current += SMALL.get(token, MULTIPLES.get(token, 0))
        elif token == "half":
            current += Decimal("0.5")
        elif token in ("hundred", "dozen"):
            current = (current or Decimal(1)) * (100 if token == "hundred" else 12)
        elif token in _SHORT:
            total, current = total + (current or Decimal(1)) * Decimal(10) ** _SHORT[token], Decimal(0)
    return total + current or Decimal(tokens in (["a"], ["an"]))


def _chinese(run: str, behind: str, end: int, near: bool = False) -> Number | None:
    """Return a Chinese numeral, alone or with digits; None where it counts nothing (几十) or is part of a word."""
    if re.search("[几幾数數]", run):
        return None
    plain = re.sub("[多余餘来 ]", "", run)
    if len(plain) == 1 and not re.match(
        _COUNTED
        if plain in "一二两兩三四五六七八九十" or near or len(run) > 1
        else "[卡张張片台颗顆人块塊]|家(?:企业|企業|公司|客户|客戶|厂商|机构)",
        behind,
    ):
        return None
    pair = re.search(
        r"(?<![〇零一二两兩三四五六七八九点點])([一二两兩三四五六七八])([二三四五六七八九])(?![〇零一二两兩三四五六七八九点點])",
        plain,
    )
    if pair and ZH_DIGITS[pair[1]] < ZH_DIGITS[pair[2]]:  # 两三千
        ends = [zh_value(plain[: pair.start()] + digit + plain[pair.end() :]) for digit in pair.groups()]
    else:
        ends = [zh_value(plain)] * 2
    if ends[0] is None or ends[1] is None:
        return None
    words = re.search(rf"[{''.join([*ZH_PLACES, *ZH_SCALES])}]+$", plain)
    lead = plain[: words.start()] if words else plain
    digits = lead if re.fullmatch(r"[\d,.]+", lead) else re.sub(r"\D", "", str(ends[0]).rstrip("0")) or "1"
    power = sum((ZH_SCALES | ZH_PLACES)[char] for char in words[0]) if words else 0
    counted = significant_digits(digits), significant_digits(digits, True)
    return Number(ends[0], ends[1], end, *counted, scale=Decimal(10) ** power, more=bool(re.search("[多余餘来]", run)))


_COUNTED = "[个個家台张張片颗顆枚款座项項名位人次倍年月天周小卡块塊条條种種代期轮輪届层層套组組台枚分秒路核]"


def zh_value(text: str) -> Decimal | None:
    """Return the number of a Chinese numeral such as 一万五千, 13万2 or 1.2万亿; None where it is none."""
    for places in ("京", "兆", "亿億", "万萬", "千仟", "百佰", "十拾"):
        at = max(text.rfind(place) for place in places)
        if at < 0:
            continue
        power = (ZH_SCALES | ZH_PLACES)[places[0]]
        left, right = text[:at], text[at + 1 :]
        high = zh_value(left) if left else Decimal(1)
        bare = len(right) == 1 and (right in ZH_DIGITS or right.isdigit()) and power > 1 and right not in "〇零"
        low = Decimal(0) if not right else zh_value(right)
        if high is None or low is None:
            return None
        low = low * Decimal(10) ** (power - 1) if bare else low
        return high * Decimal(10) ** power + low if low < Decimal(10) ** power else None
    digits = "".join("." if char in "点點" else str(ZH_DIGITS.get(char, char)) for char in text).replace(",", "")
    return Decimal(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else None

"""Numbers as prints write them: digits with separators and scales, English words, Chinese numerals; read whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .lexicon import DECIMAL_COMMA, FOREIGN_WORDS, HANGUL_SCALES, LETTER_SCALES, MULTIPLES, SCALES, SMALL

ZH_DIGITS = {
    char: value
    for digits in ("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖")
    for value, char in enumerate(digits)
}
ZH_DIGITS |= {"〇": 0, "两": 2, "兩": 2}
ZH_PLACES = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
ZH_SCALES = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_ZH = "".join([*ZH_DIGITS, *ZH_PLACES, *ZH_SCALES])
_DOT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COMMA = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?:\.\d+)?(?![A-Za-z\d])"
_EDGE = r"(?![\d])(?![.,']\d)"
_DIGITS = re.compile(rf"(?:{_SPACED}|{_DOT}){_EDGE}")
_DIGITS_COMMA = re.compile(rf"(?:{_COMMA}){_EDGE}")
_FRACTION = re.compile(r" ?(\d)/(\d)(?!\d)")
_WORD_SCALE = re.compile(
    r"(?P<plus>\+)?[\s-]*(?P<scale>"
    + "|".join(re.escape(w) for w in sorted(SCALES, key=len, reverse=True))
    + r")(?![^\W\d_])\.?|(?P<hangul>[천만억조])",
    re.I,
)
_LETTER_SCALE = re.compile(r"(?:(?P<scale>[kKmMbBtT])| [MB])(?![A-Za-z/])")
_ZH_NUMBER = re.compile(
    rf"(?:\d[\d,]*(?:\.\d+)?(?: (?=[千万萬亿億兆]))?|[{_ZH}点點几幾数數])[\d.,{_ZH}点點多余餘几幾数數来]*"
)
_MEGA = re.compile(r"瓦|赫|比特|字节|位元|[bB]|W|Hz")  # 兆 is mega before these, a trillion else
_NUMBER_WORD = "|".join(sorted([*SMALL, *MULTIPLES], key=len, reverse=True))
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:(?:a|an|half a)[ -](?=hundred|thousand|million|billion|trillion|dozen)|(?:{_NUMBER_WORD})\b)"
    rf"(?:[ -](?:and[ -])?(?:a[ -]half|half|{_NUMBER_WORD}|hundred|thousand|million|billion|trillion|dozen)\b|"
    r"(?<=[ -])(?:hundred|thousand|million|billion|trillion|dozen)\b)*",
    re.I,
)


_WORD = re.compile(r"[^\W\d_]+")
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
    digits = re.sub(r"[^\d.]", "", text).lstrip("0.")
    whole = "." not in text and not zeros
    return max(1, len((digits.rstrip("0") if whole else digits).replace(".", "")))


def numbers_at(text: str, at: int, languages: tuple[str, ...] = ()) -> tuple[list[Number], int]:
    """Return the readings of the number that begins at a place, and the end of what must not be read in parts.

    ``languages`` say whether a comma or a full stop separates decimals; where sources of both kinds are named, both do.
    """
    if match := _ZH_NUMBER.match(text, at):
        run = re.sub(r"[点點.,来]+$", "", match[0])
        if run.endswith("兆") and _MEGA.match(text, at + len(run)):
            run = run[:-1]
        if re.search(rf"[{_ZH}几幾数數]", run):
            found = _chinese(run, text[at + len(run) :] if at or run != text else "个", at + len(run))
            return ([found] if found else []), at + len(run)
    if text[at].isdigit():
        return _digits(text, at, languages)
    for language in languages:
        word = _WORD.match(text, at)
        if word and (small := FOREIGN_WORDS.get(language, {}).get(word[0].lower())):
            return [_scaled(text, Number(Decimal(small), Decimal(small), word.end()))], word.end()
    match = _ENGLISH.match(text, at)
    if not match:
        return [], at
    value = _english(re.findall(r"[a-z]+", match[0].lower()))
    return [_scaled(text, Number(value, value, match.end()))], match.end()


def _digits(text: str, at: int, languages: tuple[str, ...]) -> tuple[list[Number], int]:
    found: dict[tuple[Decimal, int], Number] = {}
    comma = DECIMAL_COMMA & set(languages)
    conventions = [(_DIGITS, "."), (_DIGITS_COMMA, ",")] if comma else [(_DIGITS, ".")]
    if comma and comma == set(languages) and _DIGITS_COMMA.match(text, at):  # then the other convention is no choice
        conventions = [(_DIGITS_COMMA, ",")]
    for pattern, point in conventions:
        if match := pattern.match(text, at):
            digits = re.sub(rf"[^\d{point}]", "", match[0]).replace(",", ".")
            value, grouped = Decimal(digits), len(digits) != len(match[0])
            number = Number(
                value, value, match.end(), significant_digits(digits), significant_digits(digits, True), grouped=grouped
            )
            found.setdefault((value, match.end()), _scaled(text, _with_fraction(text, number)))
    whole = _WHOLE.match(text, at)
    return list(found.values()), max([whole.end() if whole else at + 1, *(number.end for number in found.values())])


def _with_fraction(text: str, number: Number) -> Number:
    """Return 2 1/4 as one number."""
    match = _FRACTION.match(text, number.end)
    if not match or number.low != number.low.to_integral_value():
        return number
    value = number.low + Decimal(int(match[1])) / Decimal(int(match[2]))
    return Number(value, value, match.end(), 3, 3)


def _scaled(text: str, number: Number) -> Number:
    """Return the number with the scale words behind it: 25.5 billion, a hundred thousand."""
    letter = _LETTER_SCALE.match(text, number.end)
    power, end, more = 0, number.end, False
    if letter:
        power, end = LETTER_SCALES[letter[0][-1]], letter.end()
    while match := None if letter else _WORD_SCALE.match(text, end):
        power += HANGUL_SCALES[match["hangul"]] if match["hangul"] else SCALES[match["scale"].lower()]
        end, more = match.end("hangul" if match["hangul"] else "scale"), more or bool(match["plus"])
    if not power:
        return number
    size = Decimal(10) ** power
    return replace(
        number, low=number.low * size, high=number.high * size, end=end, scale=size, more=more, letter=bool(letter)
    )


def _english(tokens: list[str]) -> Decimal:
    total, current = Decimal(0), Decimal(0)
    for position, token in enumerate(tokens):
        if token in SMALL or token in MULTIPLES:
            current += SMALL.get(token, MULTIPLES.get(token, 0))
        elif token in ("a", "an") and position == 0:
            current = Decimal(1)
        elif token == "half":
            current += Decimal("0.5")
        elif token in ("hundred", "dozen"):
            current = (current or Decimal(1)) * (100 if token == "hundred" else 12)
        elif token in SCALES:
            total, current = total + (current or Decimal(1)) * Decimal(10) ** SCALES[token], Decimal(0)
    return total + current


def _chinese(run: str, behind: str, end: int) -> Number | None:
    """Return a Chinese numeral, alone or with digits; None where it counts nothing (几十) or is part of a word."""
    if re.search("[几幾数數]", run):
        return None
    plain = re.sub("[多余餘来 ]", "", run)
    if len(plain) == 1 and not re.match(
        _COUNTED if plain in "一二两兩三四五六七八九十" else "[卡张張片台颗顆人块塊]", behind
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
    first = re.match(r"\d[\d,]*(?:\.\d+)?", plain)
    digits = first[0] if first else re.sub(r"\D", "", str(ends[0]).rstrip("0")) or "1"
    words = re.search(rf"[{''.join([*ZH_PLACES, *ZH_SCALES])}]+$", plain)
    power = sum((ZH_SCALES | ZH_PLACES)[char] for char in words[0]) if words else 0
    counted = significant_digits(digits), significant_digits(digits, True)
    return Number(ends[0], ends[1], end, *counted, scale=Decimal(10) ** power, more=bool(re.search("[多余餘来]", run)))


_COUNTED = "[个個家台张張片颗顆枚款座项項名位人次倍年月天周小卡块塊条條种種代期轮輪届层層套组組台枚分秒路核]"


def zh_value(text: str) -> Decimal | None:
    """Return the number of a Chinese numeral such as 一万五千, 13万2 or 1.2万亿; None where it is none."""
    for places in ("兆", "亿億", "万萬", "千仟", "百佰", "十拾"):
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

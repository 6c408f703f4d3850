"""What a print states: a quantity with all that belongs to it, and the one spelling in which prints are read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from . import lexicon as words
from .units import Atom

MAX_LENGTH = 2000
_ALONE = {"½": "half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters", "⅕": "one fifth"}
_FRACTIONS = dict(zip("½⅓⅔¼¾⅕⅛⅜⅝⅞", ["1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/8", "3/8", "5/8", "7/8"]))
_RAISED = re.compile(r"([×x*·] ?|(?<![\d.,×x*·])(?=10[⁰¹²³⁴-⁹]{2}))10([⁰¹²³⁴-⁹]+)")
_INSERTED = re.compile(r"(?<=\d )\[(thousand|million|billion|trillion)\]")  # by an editor: $2 [billion]
_SQUARED = re.compile(r"(?<=[kmc]m)²|(?<=\bm)²")
_FOOTNOTE = re.compile(r"(?<=\w)[⁰¹²³⁴-⁹]+")
_LOST = re.compile(
    r"(?<!\d)(?<!\d )\((\d[\d,.]*)\)(?= (?:thousand|million|billion)|\s?(?:%|pts?\b|pp\b|percent|points?\b|bps?\b))"
)
# Dashes, tildes and circles that look like these, and mean the same.
LOOK_ALIKE = str.maketrans("‐‑‒∼○◯", "--–~〇〇") | {ord("廿"): "二十", ord("卅"): "三十"}
LOOK_ALIKE |= str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")
# 1・4ナノ is 1.4 nanometers; before anything but a unit the dot stands between two numbers
_MIDDLE_DOT = re.compile(r"(?<=\d)[・·](?=\d+ ?(?:%|ナノ|ミリ|メートル|倍|万|億|兆|ポイント|[A-Za-z]|percent))")


_ONES = "零一二三四五六七八九"
_HAN_POINT = re.compile("(?<=[〇零一二三四五六七八九])[．.](?=[〇零一二三四五六七八九])")
_HAN_RANGE = re.compile(
    "(?<![第周週一二三四五六七八九十百千万萬])([一二三四五六七八九两兩])([至到])([一二三四五六七八九])"
    "(?=[年天倍周週倍家成名台张張片颗顆座款代层層轮輪点點分小万萬千百亿億]|[个個](?!季))"
)
_HALVES = re.compile("([\\d一二三四五六七八九两兩])[个個]半(?=小时|小時|月|百分[点點])")


def _in_figures(match: re.Match[str]) -> str:
    """Return 三至四年 as 3至4年."""
    return f"{_one(match[1])}{match[2]}{_one(match[3])}"


def _one(sign: str) -> str:
    return sign if sign.isdigit() and sign.isascii() else "2" if sign in "两兩" else str(_ONES.index(sign))


@dataclass(frozen=True)
class Quantity:
    """What a print states: from ``low`` to ``high`` (equal for a single number), in ``kind``.

    ``kind`` is "" for a plain number, "percent", "points", "times", "money" (then ``currency`` names it) or "measure"
    (then ``atom`` is its unit, None for one that is no unit of ours). ``per`` is the denominator as it is written.
    """

    low: Decimal
    high: Decimal
    kind: str = ""
    currency: str = ""
    atom: Atom | None = None
    per: str = ""
    noun: str = ""
    hedge: str = ""
    minus: bool = False
    significant: int = 1
    written: int = 1
    scale: Decimal = Decimal(1)
    start: int = 0
    end: int = 0
    headed: bool = False
    """True where its scale stands in the head of a table."""
    alone: bool = False
    """True where the print is nothing but this number."""

    @property
    def measured(self) -> str:
        """What it is a number of, in a word."""
        what = self.currency or (self.atom.symbol if self.atom else self.noun or self.kind or "without a unit")
        return f"{what}/{self.per}" if self.per else what

    def but(self, **changes: Any) -> Quantity:
        """Return the quantity with some of its fields changed; like dataclasses.replace, in less time."""
        copy = object.__new__(Quantity)
        copy.__dict__.update(self.__dict__, **changes)
        return copy

    @property
    def single(self) -> bool:
        return self.low == self.high


@lru_cache(maxsize=4000)
def normalized(text: str) -> str:
    """Return a print with one spelling for what means the same: digits, spaces, fractions; footnote marks go.

    What is raised behind a ten is an exponent where a sign of multiplication or a second digit shows it.
    """
    text = _one_spelling(text)
    if _RESPELLED.search(text):
        for pattern, spelling in words.RESPELLED:
            text = pattern.sub(spelling, text)
    return text


_RESPELLED = re.compile("|".join(pattern.pattern for pattern, _ in words.RESPELLED))


def _one_spelling(text: str) -> str:
    if "[" in text:
        text = _INSERTED.sub(r"\1", text)
    if text.isascii():
        return _LOST.sub(r"-\1", text) if "(" in text else text
    text = text.translate(LOOK_ALIKE)
    text = _RAISED.sub(lambda found: f"{found[1]}10^{unicodedata.normalize('NFKC', found[2])}", text)
    text = _HAN_POINT.sub("点", _HAN_RANGE.sub(_in_figures, text))
    text = _HALVES.sub(lambda found: f"{_one(found[1])}.5个", text)
    text = _SQUARED.sub("2", text)
    text = _FOOTNOTE.sub(" ", text)
    for mark in set(text) & _FRACTIONS.keys():
        fraction = _FRACTIONS[mark]
        text = re.sub(rf"(?<=\d) ?{mark}", f" {fraction}", text).replace(mark, _ALONE.get(mark, fraction))
    return _MIDDLE_DOT.sub(".", unicodedata.normalize("NFKC", _LOST.sub(r"-\1", text)))

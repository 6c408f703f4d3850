"""What a quantity is per: the denominator that stands behind it, 30,000 wafers per month, or before it, 每秒2300."""

from __future__ import annotations

import re
from functools import lru_cache

from . import lexicon as words
from .quantity import Quantity
from .units import COUNT_NOUNS

_MANY = {one: many for many, one in COUNT_NOUNS.items()}
_OF_HOURS = re.compile(r"(?: per |/|[- ])(?:hour|hr|h)s?\b|[- ]?(?:小时|小時|时)")
_PER_THING = re.compile(r"(?: [A-Z\d][\w-]*){0,2} (cards?|chips?|servers?|racks?|accelerators?|wafers?|nodes?)\b")
_OF_CLASS = re.compile(r"(?: [A-Z]| ordinary| common| basic| diluted){0,2}(?i: shares?)\b")
_CLASSES = frozenset({"ordinary", "common", "basic", "diluted"})
_LOT = re.compile(
    r"(?:(?<!\d)(10)股?派|[每毎] ?([1-9]\d*)股|\b(?:per|every|each) ([1-9]\d*|ten|hundred) (?:[a-z]+ )?shares)"
)
_LOT_BEHIND = re.compile(
    r"(?: in cash)? (?:per|every|each|for every|for each) ([1-9]\d*|ten|hundred) (?:[a-z]+ )?shares\b"
)
_WORDS = {"ten": 10, "hundred": 100}
_ENERGY = {"kilowatt": "kWh", "megawatt": "MWh", "千瓦": "kWh"}
_EACH_OF = re.compile(r"\s?(?:[가-힣]{0,2}당(?![가-힣])|[株枚台基個つ]?[当あ]たり)")
_PER_SO_MANY = re.compile(r"(?:[每毎](?:[处處]理|生成|[调調]用|消耗|[输輸][入出])?|\bper )\s?$")
_MILLION = 1_000_000
_AGAIN = re.compile(r"\s?\([^()]{1,24}\)")  # 0.5 terabyte (TB) per second


def is_each(text: str, start: int, end: int) -> bool:
    """True where a sum is the price of one of some things that are named elsewhere: 162.9 apiece, 单台约116万元."""
    return bool(words.EACH_BEHIND.match(text, end) or words.EACH_BEFORE.search(text[max(0, start - 24) : start]))


def tells_each(text: str, start: int, end: int) -> bool:
    """True where the clause of a sum says that it is the price of one."""
    before, behind = (
        re.split("[,;。]", text[max(0, start - 200) : start])[-1],
        re.split("[,;。]", text[end : end + 80])[0],
    )
    return bool(hint("each").search(before + behind))


def shares_of_lot(text: str, start: int, end: int, per: str) -> int:
    """Return for how many shares a sum is paid, as words beside it tell: 每10股派发1.70元; 0 where none do."""
    before = _LOT.search(text, max(0, start - 44), start) if per == "lot" else None
    found = _LOT_BEHIND.match(text, end) or before
    number = next(filter(None, found.groups()), "") if found else "0"
    return _WORDS.get(number) or int(number)


def per_of(text: str, start: int, end: int) -> tuple[str, int]:
    """Return what a quantity is per, as a unit of ours or the word itself, and where that ends."""
    again = _AGAIN.match(text, end)
    if again and (words.PER_SECOND.match(text, again.end()) or words.PER.match(text, again.end())):
        if any(sign.isdigit() for sign in again[0]):  # 2.50 yuan (0.35 dollars) per share
            return per_of(text, start, again.end())[0], end
        end = again.end()
    if match := words.PER_SECOND.match(text, end):
        return "s", match.end()
    if match := words.PER.match(text, end):
        name = "million tokens" if match["million"] else str(match["per"] or match["ly"])
        name = name.lower() if name.istitle() and name.lower() in _MANY else name  # per Share
        if hours := _OF_HOURS.match(text, match.end()):  # $2.20 per GPU-hour
            return _ENERGY.get(name.lower(), "hours"), hours.end()
        if (name in _CLASSES or len(name) == 1) and (share := _OF_CLASS.match(text, match.end())):
            return "shares", share.end()  # per H share
        if name not in words.PER_UNITS and name not in _MANY and (behind := _PER_THING.match(text, match.end())):
            return _MANY.get(behind[1], behind[1]), behind.end()  # per accelerator card
        return words.PER_UNITS.get(name) or _MANY.get(name, name), match.end()
    if match := words.PER_BEFORE.search(text[max(0, start - 44) : start]):
        if match["million"]:
            return "million tokens", end
        if match["sh"] or match["eps"]:
            return "shares", end
        name = str(
            (match["many"] and "lot") or match["per"] or match["of"] or match["ko"] or match["ja"] or match["ly"] or "s"
        )
        name = re.sub("[当あ]たり$", "", name)
        name = {"annual": "year", "monthly": "month", "daily": "day"}.get(name, name)
        return words.PER_UNITS.get(name, name), end
    return "", end


@lru_cache(maxsize=100)
def hint(under: str) -> re.Pattern[str]:
    """Return the words by which a print tells per what its figures are."""
    own = [word for word, units in words.NOUNS.items() if units.split()[:1] == [under]] if under in COUNT_NOUNS else []
    called = [word for word, unit in words.PER_UNITS.items() if unit == under and len(word) > 3]
    names = [under, *([COUNT_NOUNS[under], words.HINTS["each"], *own, *called] if under in COUNT_NOUNS else [])]
    return re.compile(words.HINTS.get(under) or "|".join(names), re.I)


def is_denominator(text: str, start: int, end: int) -> bool:
    """True where a number of things is what something is per: 1장당 7500만 원, 1株当たり77円."""
    return bool(_EACH_OF.match(text, end) or _PER_SO_MANY.search(text[max(0, start - 12) : start]))


def without_totals(found: list[Quantity], text: str) -> list[Quantity]:
    """Return what may be a price: no 57140元 beside 114.28元/股, and no $5.33 million beside $2 per GPU hour."""
    priced = [q for q in found if q.currency and q.per]
    if any("/" in text[q.start : q.end] for q in priced):
        return [q for q in found if q.per or not q.currency]
    small = bool(priced) and all(q.scale < _MILLION for q in priced)
    return [q for q in found if q.per or not q.currency or not small or q.scale < _MILLION]

"""Two numbers that are the ends of one range, or two figures of which the first takes its unit from the second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from . import lexicon as words
from .quantity import Quantity
from .things import COUNTED

_RANGE = re.compile(rf"\s*(?:{words.RANGES['to']}|{words.RANGES['and']})\s*", re.I)
_DASH = re.compile(rf"\s*(?:{words.RANGES['dash']})\s*")
_AND = re.compile(rf"\s*(?:{words.RANGES['and']})\s*", re.I)
_LED = re.compile(r"\s*(?:auf|naar)\s*", re.I)
_LISTED = re.compile(rf"\s*(?:{words.RANGES['and']}|or|,|、|/)\s*", re.I)
_BETWEEN = re.compile(rf"(?:{words.RANGES['between']})\s*\D{{0,6}}$", re.I)
_INSTEAD = re.compile(r"\s(?:statt|anstatt|instead of|rather than)\s")
_BY = re.compile(words.RANGES["by"])
_REVISED = re.compile(words.RANGES["revised"])
_SIGN = re.compile(r"(?:(?<=[^-−–])[-−–]|负|負|[Mm]inus|マイナス)\s?$")
_FAR = 40  # no word of a range with a currency is longer
_FROM = re.compile(rf"(?:{words.RANGES['from']})\s*\D{{0,6}}$", re.I)

_BESIDE = re.compile(
    rf"(?<![\w.,])(?!(?:19|20)\d\d )(?P<one>\d[\d.,]*)(?P<two> \([^()\d]{{0,24}}(?:(?:19|20)\d\d[:,]? )?\d[\d.,]*\))"
    rf"(?= (?:{'|'.join(map(re.escape, words.SCALE_WORDS))}|Prozent(?:punkte)?|percent|[Cc]ents?"
    rf"|Euro|euros?|dollars?|[kMGT]Wh?|[MGT]B)(?![^\W\d_]))",
    re.I,
)


def apart(text: str) -> tuple[str, str]:
    """Return a text without the figures in brackets that share a unit with the one before, 48,2 (45,1) Prozent, and
    with them alone. Blanks stand for what is left out; the second text is empty where there are no such figures.
    """
    if "(" not in text or not _BESIDE.search(text):
        return text, ""
    alone = _BESIDE.sub(lambda m: m["one"] + " " * len(m["two"]), text)
    return alone, _BESIDE.sub(lambda m: " " * len(m["one"]) + re.sub("[()]", " ", m["two"]), text)


def ranged(text: str, found: list[list[Quantity]]) -> Iterator[Quantity]:
    """Yield the quantities, two that are the ends of a range as one; the first takes what only the second says."""
    position = 0
    while position < len(found):
        firsts = found[position]
        seconds = found[position + 1] if position + 1 < len(found) else []
        pairs = [pair for one in firsts for two in seconds if (pair := _joined(text, one, two))]
        if pairs:
            yield from dict.fromkeys(quantity for pair in pairs for quantity in pair)
            position += 2
        else:
            yield from () if _lacks_scale(text, firsts, seconds) else firsts
            position += 1


def _lacks_scale(text: str, firsts: list[Quantity], seconds: list[Quantity]) -> bool:
    """True where a bare number shares a scale that stands behind the next: 1.2 and 1.5 billion."""
    return any(
        one.scale == 1 and not one.per and one.low < 10_000 and two.scale != 1 and two.start - one.end < _FAR
        and one.kind in ("", two.kind) and one.currency in ("", two.currency)
        and bool(_LISTED.fullmatch(words.CURRENCY_BEFORE.sub("", text[one.end : two.start])))
        for one in firsts for two in seconds
    )  # fmt: skip


def _joined(text: str, one: Quantity, two: Quantity) -> tuple[Quantity, ...] | None:
    """Return the range between two quantities, or both where one takes its unit from the other; else None."""
    if two.start - one.end > _FAR:
        return None
    between = text[one.end : two.start]
    currency = words.CURRENCY_BEFORE.sub("", between)
    below = one.minus and two.minus and bool(_RANGE.fullmatch(_SIGN.sub("", currency)))  # -3.1亿元至-2.7亿元
    currency = _SIGN.sub("", currency) if below else currency
    if re.fullmatch(r"\s?/\s?", between) and not one.kind and two.kind == "measure" and one.single:  # 1.8/1.65 GHz
        return two.but(low=one.low, high=one.low, start=one.start), two
    if _INSTEAD.fullmatch(between) and one.single and one.scale == 1 and not one.kind:  # 2,7 statt 2,2 Milliarden
        return _apart(one, two, one.low * two.scale)
    if not _RANGE.fullmatch(currency) or not (one.single and two.single):
        return None
    two = two.but(minus=below)  # else the sign was the dash
    before = text[max(0, one.start - 24) : one.start]
    if _AND.fullmatch(currency) and not _BETWEEN.search(before):
        return None
    low = one.low
    if not one.kind:
        if one.scale == 1 and two.kind not in ("percent", "times"):
            low *= two.scale
        if (
            one.scale == 1
            and two.scale == 1
            and "," in text[two.start : two.end]
            and low < 1000
            and low < two.low / 1000
        ):
            low *= 1000  # 5-8,000
    elif not two.kind and (
        one.kind == "money" or (one.kind == "times" and text[one.end - 1].isdigit())
    ):  # CNY 20,000 to 30,000
        two = two.but(kind=one.kind, currency=one.currency)
    elif (one.kind, one.currency, one.atom) != (two.kind, two.currency, two.atom):
        return None
    if one.kind and one.scale == 1 and low * two.scale < two.low:
        low *= two.scale
    led = _left(text, one.start, bool(_DASH.fullmatch(currency))) or _revised(text, one, two)
    if low > two.low and not below:  # fell from 0.9 to 0.6 percent: the first takes the unit of the second
        return _apart(one, two, low) if led else None
    if _LED.fullmatch(currency) and not led:
        return None
    both = two.but(
        low=min(low, two.low), high=max(low, two.low), start=one.start, hedge=one.hedge,
        significant=min(one.significant, two.significant),
    )  # fmt: skip
    if led:  # from 25 to 50: two figures, not what lies between
        return _apart(one, two, low)
    return (both,)


def _apart(one: Quantity, two: Quantity, size: Decimal) -> tuple[Quantity, ...]:
    """Return two figures of which the first takes the unit of the second."""
    return two.but(low=size, high=size, start=one.start, end=one.end, hedge=one.hedge), two


def _revised(text: str, one: Quantity, two: Quantity) -> bool:
    """True where the first of two amounts is by how much something was revised to the second: 上调11亿元至43亿元."""
    lead = words.CURRENCY_BEFORE.sub("", text[max(0, one.start - 24) : one.start])
    revised = _REVISED.search(lead) if two.kind != "percent" else None
    if _LENGTHENED.search(lead) and two.kind == "measure" and two.low >= 3 * one.low:  # 缩短14天至97天
        return True
    return bool(revised and (not revised["what"] or two.low >= 3 * one.low))  # a guidance is no wider


def _left(text: str, start: int, dash: bool) -> bool:
    """True where the words before two figures say that something went from the first to the second, or by it."""
    before = text[max(0, start - 24) : start]
    if _OLD_RANGE.search(words.CURRENCY_BEFORE.sub("", text[max(0, start - 72) : start])):
        return False
    # A currency between the words and the figure is no part of what moved, but takes place before it.
    clause = re.split("[;,。]", words.CURRENCY_BEFORE.sub("", text[max(0, start - 56) : start]))[-1]
    lead = max(before, clause, key=len)
    moved = words.MOVED.search(lead) and _MOVED_FROM.search(lead)
    return bool(_BY.search(before) or (not dash and (moved or _FROM.search(before) or _FROM.search(clause))))


_MOVED_FROM = re.compile(
    rf"(?:(?:{words.RANGES['from']})|(?<![^\W\d_]){words.MOVED_FROM})\s?(?:(?:19|20)\d\d\s?(?:年|년|['’]s ?))?"
    r"(?:(?:(?!range )[^\W\d_]+ ){1,5}|[^\W\d_]{1,4})?$",
    re.I,
)
# Behind a range what it was before is one too: raised to 14% to 16% from the original 1% to 3%.
_OLD_RANGE = re.compile(
    r"\bto (?:[A-Z]{0,3}[$€¥£] ?)?\d[\d.,]*\s?(?:%|[a-z]{1,8})?\s?(?:to|-|–)\s?(?:[A-Z]{0,3}[$€¥£] ?)?\d[\d.,]*"
    r"(?:\s?%| [a-z]{1,8}){0,2},? from (?:[a-z]+ ){0,3}$"
)
_FROM_BEHIND = re.compile(r"\s?[^\d\s,;。、]{0,3}(?:에서|から)")
_BOUND = re.compile(rf"[^\d;。]{{0,16}}(?:{words.RANGES['bound']})\W{{0,3}}", re.I)
# Both ends of what comes in several: 2.2 / 3.0, 3.2 GHz base, 3.7 GHz boost, 96C/192T and 192C/384T.
_VARIANTS = re.compile(
    r"(?!\D*(?:19|20)\d\d)[\s\d%、/,.]*|[^\d;。]{0,16}\b(?:base|boost|turbo|tăng tốc)\b[^\d;。]{0,16}"
    r"|(?:/\d+T)? and (?:\d+C/)?"
)
_MOVES = (words.RISE, words.FALL, words.MOVED)


def no_range(text: str, pairs: Sequence[tuple[Decimal, Quantity]]) -> str:
    """Say why the figures of a print that state the two ends of an entry are no range; nothing where they may be one.

    A word of ranges stands between the ends of one, or a bound before the last; else they are figures of two things.
    What changed from one figure to another lay at both, not between them.
    """
    single = {number: q for number, q in pairs if q.single}
    if len(single) < 2 or any(not q.single for _, q in pairs):
        return ""
    first, last = sorted(single.values(), key=lambda q: q.start)
    between = words.CURRENCY_BEFORE.sub("", text[first.end : last.start])
    before = words.CURRENCY_BEFORE.sub("", text[max(0, first.start - 96) : first.start])
    joined = (_RANGE.fullmatch(words.RISE.sub("", between)), _BOUND.fullmatch(between), _VARIANTS.fullmatch(between))
    if not any(joined) or first.low > last.low:
        return "figures of two things: give the one that is meant"
    if first.per and _AND.fullmatch(between) and not _BETWEEN.search(before):
        return "two rates: give the one that is meant"
    if _AND.fullmatch(between) and _EACH_OF_TWO.search(text, max(0, first.start - 96), last.end + 24):
        return "figures of two things: give the one that is meant"
    clause, behind = re.split(r"[;,。]", before)[-1], re.split(r"[;,。]", text[last.end : last.end + 24])[0]
    sentence = re.split(r"[;。]|\. ", before)[-1]
    moves = any(kind.search(part) for kind in _MOVES for part in (sentence, between, behind))
    moved = moves and _MOVED_FROM.search(clause) and not _OLD_RANGE.search(before)
    if moved or _BY.search(before) or _revised(text, first, last):
        return "a change from one to the other: give the figure that is meant"
    return ""


_EACH_OF_TWO = re.compile(
    r"分[别別][^,;。\d]{0,12}\d[^,;。]*$|(?:それぞれ|각각)[^,;。]*$"
    r"|\b(?:respectively|jeweils|respectivement|respectivamente|rispettivamente)\b"
)
_LENGTHENED = re.compile(r"(?:[缩縮]短|延[长長]|短縮|增加|增长|[减減]少|下降|提升|提高)了?[约約]?\s?$")
_WAS = re.compile(r"[^.;,\d]{0,24},? (?:up|down) from (?:about |around |just )?")  # 38 days, up from 24
_OF_WHICH = re.compile(
    r",? (?:dont|davon|darunter|of which|including|di cui|de l[oa]s que|dos quais|das quais|из них) (?:[^\W\d]+ )?"
)


def carried(text: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities; one that another led to is per what that one is: 月产能由3.5万片提高到5万片."""
    last: Quantity | None = None
    for quantity in found:
        same = last and (last.kind, last.currency, last.atom) == (quantity.kind, quantity.currency, quantity.atom)
        if last and last.per and not quantity.per and same:
            between = text[last.end : quantity.start]
            led = words.LEVEL.search(words.CURRENCY_BEFORE.sub("", between)) or _FROM_BEHIND.fullmatch(between.rstrip())
            if led and not re.search("[,;。|]", between):
                quantity = quantity.but(per=last.per)
        unlike = last is None or last.kind not in ("measure", "percent", "points") or last.scale != 1 or quantity.kind
        if last and not unlike and quantity.noun not in COUNTED and _WAS.fullmatch(text[last.end : quantity.start]):
            quantity = quantity.but(kind=last.kind, atom=last.atom, per=last.per)
        bare = not quantity.kind and quantity.scale > 1 and quantity.noun not in COUNTED
        if last and last.currency and bare and _OF_WHICH.fullmatch(text[last.end : quantity.start]):
            quantity = quantity.but(kind="money", currency=last.currency, noun="")
        yield quantity
        last = quantity

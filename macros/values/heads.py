"""The scale that the head of a table declares, (in millions) or 单位:万元, for the bare amounts of its print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from . import lexicon as words
from .denominators import per_of
from .numerals import HANGUL, zh_value
from .quantity import Quantity
from .things import HEAD
from .units import COUNT_NOUNS

MARK = HEAD  # a head stands as these while its print is read, so that nothing in it is taken for an amount
_COUNTED = frozenset({*COUNT_NOUNS, *COUNT_NOUNS.values(), *words.NOUNS})
_PER_SHARE = re.compile(
    r"(?:\b(?:per|a) (?:[\w-]+ ){0,2}share|\bEPS\b|每股|\b(?:je|pro) Aktie|\bpar action"
    r"|\bpor acción|\bper (?:azione|aandeel)|1株当たり|주당)"
    r"\D{0,40}(?:\d[\d.,]*(?:\D{0,16}(?:nach|contre|frente a|vs\.?|from)\D{0,10}|[\s|]{1,3}[-−(△]?))?$"
)
_STAFF = re.compile(
    r"(?:\b(?:Mitarbeiter|Beschäftigte|[Ee]mployees|[Hh]eadcount|[Ss]taff|[Ee]ffectif|[Ee]mpleados|[Dd]ipendenti)"
    r"|[员員]工|従業員|직원)[^\d,;|.]{0,8}$"
)
_OPEN = re.compile(rf"\((?:{words.CURRENCY})?\s?$")
_TOLD = re.compile(r"[单單]位\s?:\s*元[\s,;]*[币幣][种種別别]")  # sums in yuan, with the name of the currency
_OF_LABEL = re.compile(  # the label of a number of things ends what the head of another label declares
    r"\s?:.*\. (?:[A-Z][a-z]+ )?(?i:headcount|employees|staff|number of|customers|patents|units|shipments)"
    r"[^.:;|]{0,24}:",
    re.S,
)
_CLOSED = re.compile(r"\s?\)")


@dataclass(frozen=True)
class Head:
    """What a head says of the amounts behind it: their scale, their currency or what they count; where it stands."""

    start: int
    end: int
    scale: Decimal
    currency: str = ""
    noun: str = ""
    per: str = ""
    plain: str = ""
    """percent, or other for a unit that is no scale: (W)."""


def heads(text: str) -> list[Head]:
    """Return the heads of a print in their order, none where none declares a scale."""
    found = list(_heads(text))
    return (
        found
        if any(head.scale > 1 or head.per or head.plain == "percent" or _TOLD.search(text) for head in found)
        else []
    )


def _heads(text: str) -> Iterator[Head]:
    for match in words.head().finditer(text) if words.HEAD_HINT.search(text) else ():
        if match["plain"]:
            kind = "percent" if re.search("%|percent", match[0]) else "other"
            yield Head(*match.span(), Decimal(1), _currency(match[0]), plain=kind)
            continue
        name = next(name for name, part in match.groupdict().items() if part and name[0] == "s")
        said = text[match.start() : match.end(name)] + re.split("[,;]", text[match.end(name) : match.end()])[0]
        currency = _currency(re.split("[币幣][种種別别]", match[0])[-1]) or _currency(said)
        per = per_of(said, 0, match.end(name) - match.start())[0] if name[-1] == "r" else ""
        yield Head(*match.span(), _size(match[name]), currency, _noun(said), per)


def _size(scale: str) -> Decimal:
    if "000" in scale:
        return Decimal(1000)
    power = words.HEAD_SCALES.get(scale.lower().rstrip("."))
    if power is not None:
        return Decimal(10) ** power
    return zh_value(scale.translate(HANGUL)) or Decimal(1)


def _currency(text: str) -> str:
    found = words.CURRENCY_IN.search(text)
    return str(found.lastgroup) if found else ""


def _noun(text: str) -> str:
    return next((word for word in re.findall(r"[a-z]+|[片颗顆枚张張卡台臺股架柜]", text) if word in _COUNTED), "")


def blanked(text: str, found: list[Head]) -> str:
    """Return a print with marks in place of its heads."""
    for head in found:
        text = text[: head.start] + MARK * (head.end - head.start) + text[head.end :]
    return text


def under_heads(text: str, found: list[Head], read: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities of a print with the scale that the head before each declares, else the first head.

    What has a scale, a unit or a denominator of its own is as it says; one that a head leaves open is left out.
    """
    for quantity in read:
        head = _head_of(quantity, found, text)
        if not head or quantity.kind not in ("", "money") or quantity.scale != 1:
            yield quantity
        elif not quantity.currency and _STAFF.search(text[max(0, quantity.start - 24) : quantity.start]):
            yield quantity.but(noun="people")
        elif _PER_SHARE.search(text[max(0, quantity.start - 60) : quantity.start]):
            currency = quantity.currency or head.currency
            share = quantity.but(per="shares", currency=currency, kind="money" if currency else "")
            yield share.but(minus=share.minus or _is_bracketed(text, quantity))
        elif scaled := _under(head, quantity):
            yield scaled.but(minus=scaled.minus or _is_bracketed(text, quantity))


def _is_bracketed(text: str, quantity: Quantity) -> bool:
    """True where an amount stands in brackets by itself, which are a minus in a table."""
    before = text[max(0, quantity.start - 12) : quantity.start]
    return bool(_OPEN.search(before) and _CLOSED.match(text, quantity.end))


def with_head(figure: str, text: str, read: Iterable[Quantity]) -> str:
    """Return a figure that an editor points at, behind the head that scales it in its print; alone where none does.

    ``text`` is the print in one spelling, ``read`` are its quantities.
    """
    at = text.find(figure)
    for quantity in read if at >= 0 else ():
        head = (
            _head_of(quantity, heads(text), text)
            if quantity.headed and at <= quantity.start < at + len(figure)
            else None
        )
        if head:
            return f"{text[head.start : head.end]} {figure}"
    return figure


def _head_of(quantity: Quantity, found: list[Head], text: str) -> Head | None:
    """Return the head that an amount stands under; one that declares no scale holds for the next number alone.

    One of a label ends where things are counted: Depreciation (RMB million): 1,688.9. Headcount: 2,287.
    """
    found = [head for head in found if not _OF_LABEL.match(text, head.end, quantity.start)]
    before = [head for head in found if head.end <= quantity.start]
    if before and before[-1].plain and quantity.start - before[-1].end <= 3 and quantity.low < 1000:
        return before[-1]
    return next((head for head in [*reversed(before), *found] if not head.plain), None)


def _under(head: Head, quantity: Quantity) -> Quantity | None:
    """Return a bare amount with the scale of its head; as it is where it counts what the head does not; or None."""
    counts = quantity.noun in _COUNTED
    if head.plain:
        return quantity.but(kind="percent") if head.plain == "percent" else None
    if head.currency and counts:
        return quantity
    if counts and quantity.noun != head.noun:
        return None
    if quantity.currency and (head.noun or (quantity.currency != head.currency and head.currency)):
        return quantity if head.noun else None
    currency = quantity.currency or head.currency
    return quantity.but(
        low=quantity.low * head.scale, high=quantity.high * head.scale, scale=head.scale, currency=currency,
        kind="money" if currency else "", noun=head.noun or quantity.noun, per=quantity.per or head.per, headed=True,
    )  # fmt: skip

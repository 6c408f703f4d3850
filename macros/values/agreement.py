"""Double entry: hold a value against the prints of its sources. A print bears out only what it states whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from . import lexicon as words
from .denominators import hint, is_each, tells_each, without_totals
from .heads import with_head
from .plain import number as plain
from .printed import quantities
from .quantity import MAX_LENGTH, Quantity, normalized
from .ranges import no_range
from .signs import below_zero, is_change, is_denied, is_loss
from .things import COUNTED, NAMED, OTHER, PARTS, called, counts_several, is_part, may_count, tells_parts
from .units import COUNT_NOUNS, MONEY, Unit

_PER = re.compile("/|\\bper (?!the\\b|cent\\b)|\\bpro |[每毎](?![单單]位)")  # by these words a sum is the price of one
_UNLIKE = {"cards": "chips", "chips": "cards"}
_TIME = frozenset({"s", "minutes", "hours", "days", "weeks", "months", "years"})


def disagreement(
    numbers: Sequence[Decimal],
    unit: Unit,
    prints: Iterable[str],
    languages: Iterable[str] = (),
    approx: str | None = None,
    pointed: bool = False,
) -> str:
    """Say how the prints fail to bear out the numbers of a fact (its value, or low and high), or nothing where they do.

    Each number must be a whole quantity of a print, and each print with quantities of this kind must state one of them.
    ``pointed`` says that the prints are just the figures an editor points at, whose unit stands elsewhere.
    """
    given = tuple(numbers)
    return _found(given, str(given), unit, tuple(prints), tuple(sorted(languages)), approx, pointed)


@lru_cache(maxsize=20_000)  # while serving, an edit changes one reading of thousands
def _found(
    numbers: tuple[Decimal, ...], _: str, unit: Unit, prints: tuple[str, ...], spoken: tuple[str, ...],
    approx: str | None, pointed: bool,
) -> str:  # fmt: skip
    """Say what ``disagreement`` says; the numbers are named with their zeros too, which 30 and 30.0 differ in."""
    borne: set[Decimal] = set()
    contrary = {words.MORE: words.LESS, words.LESS: words.MORE}.get(words.APPROX.get(approx or "", ""))
    spoken_hedges: set[str] = set()
    for text in prints:
        if len(text) > MAX_LENGTH:
            return f"a print of {len(text)} characters is too long; quote the passage with the figure"
        found = _meant(text, unit, prints, spoken, pointed)
        other = next(
            (q for q in quantities(text, spoken) if not found and q.kind and q.single and q.low in numbers), None
        )
        if other and len(prints) > 1:
            return told([other], unit, text, prints)
        pairs = [(number, q) for number in numbers for q in found if _states(q, number, numbers, unit, text)]
        if found and not pairs:
            return told(found, unit, text, prints)
        if len(set(numbers)) == 2 and (why := no_range(normalized(text), pairs)):
            return f"{told([q for _, q in pairs], unit, text, prints)}, {why}"
        borne |= {number for number, _ in pairs}
        hedges = {q.hedge for _, q in pairs}
        if contrary and hedges == {contrary}:
            return f'the entry says {approx!r}, the print "{text}" the contrary'
        spoken_hedges |= hedges
    if contrary and spoken_hedges == {words.ABOUT}:
        return f"the entry says {approx!r}, the print 'about'"
    missing = [number for number in numbers if number not in borne]
    if missing and (per := _left_out(missing, unit, prints, spoken)):
        return f"the print says it per {per}: give the unit what it is per, or point at the figure"
    if missing:
        others = [(q, text) for text in prints for q in quantities(text, spoken) if not borne and (q.kind or q.noun)]
        own = unit.over[0].dims[0][0] if unit.over[0].dims else ""
        strange = any(q.noun == OTHER and q.low in missing for q, _ in others)
        names = f"; {name}" if strange and (name := called(own)) else ""
        read = "".join(f"; {told([q], unit, text, prints)}" for q, text in islice(others, 2))
        return f"no print says {', '.join(map(plain, missing))} {unit.text} in a form that can be read{read}{names}"
    return ""


def _meant(text: str, unit: Unit, prints: Sequence[str], spoken: tuple[str, ...], pointed: bool) -> list[Quantity]:
    """Return the quantities of a print that may be what the unit measures, without those that another leaves out."""
    read = [q.but(alone=True) if pointed else q for q in quantities(text, spoken)]
    if unit.under and not pointed:
        spelled, others = normalized(text), [other for other in prints if other != text]
        found = [q for q in read if of_kind(q, unit, _near(q, spelled, others, unit))]
    else:
        found = [q for q in read if of_kind(q, unit)]
    found = [q for q in found if pointed or not is_denied(q, text)]
    own = unit.over[0].dims[0][0] if unit.over[0].dims else ""
    if own in PARTS and not pointed and tells_parts(normalized(text)):  # what is of dies is none of them
        found = [q for q in found if q.noun not in COUNTED or is_part(q.noun)]
    if own and any(q.noun == own for q in found):  # beside 22,832 cards 1,747 devices are none
        loose = words.LOOSE | (
            frozenset({NAMED}) if own in words.LOOSE else frozenset()
        )  # nor beside 672 nodes 5,376 L40S
        found = [q for q in found if q.noun == own or q.noun not in loose]
    if own in _UNLIKE and not pointed and re.search(rf"\b{own}\b", text):  # nor where it tells of cards 812,000 chips
        found = [q for q in found if q.noun != _UNLIKE[own]]
    if own in MONEY and not pointed:
        each = [q for q in found if q.currency and is_each(normalized(text), q.start, q.end)]
        if not unit.under:
            priced = [q for q in found if q.per and _PER.search(normalized(text), q.start, q.end)]
            found = [q for q in found if q not in priced]
            found = [q for q in found if q not in each] or found
        elif each and unit.under[0].symbol in COUNT_NOUNS:  # beside 116万元 for 单台服务器 a total is no price
            found = [q for q in found if q.per or q in each]
        elif unit.under[0].symbol in COUNT_NOUNS and counts_several(read, unit.under[0].symbol):
            found = [q for q in found if q.per or tells_each(normalized(text), q.start, q.end)]
    home = _home(spoken) if own in MONEY and not pointed else frozenset()
    if home and own not in home and not any(q.currency for q in read):  # a sum without its currency is none of dollars
        found = [q for q in found if not q.low]
    if any(q.currency for q in found):  # beside 7168亿元 a bare 6 is no money
        found = [q for q in found if q.kind or (q.scale > 1 and not q.noun)]
    elif any(q.currency for q in read):  # beside 3.2 billion yuan a bare 1 billion is no dollars
        found = [q for q in found if q.kind or unit.text not in MONEY]
    return without_totals(found, normalized(text)) if unit.under else found


def of_kind(quantity: Quantity, unit: Unit, prints: Sequence[str] | None = None) -> bool:
    """True where a quantity measures what the unit does, whatever its size; a lone number may be anything."""
    own = unit.over[0].dims[0][0] if unit.over[0].dims else ""
    under = unit.under[0].symbol if unit.under else ""
    if quantity.alone and not quantity.kind and not quantity.per:
        return True
    if (
        own and quantity.per == own and own not in words.NOUNS.get(quantity.noun, "").split()
    ):  # what a token has is no number of tokens
        return False
    if unit.text in ("percent", "times"):
        kinds = {"percent": ("percent", "fraction"), "times": ("times", "percent", "fraction")}[unit.text]
        return quantity.kind in kinds
    if unit.text == "points" and quantity.kind == "points":
        return True
    if own in MONEY:
        fits = quantity.currency == own or (not quantity.kind and _bare(quantity))
    elif own in COUNT_NOUNS:
        fits = not quantity.kind and may_count(quantity, own, bool(under))
    else:
        fits = quantity.atom is not None and quantity.atom.dims == unit.over[0].dims
    if fits and unit.measure == "energy" and quantity.per == "years":  # a year is the time it is counted over
        return True
    return fits and _same_per(
        quantity, under, "money" if own in MONEY else "count" if own in COUNT_NOUNS else "", prints
    )


def _left_out(numbers: Sequence[Decimal], unit: Unit, prints: Sequence[str], spoken: tuple[str, ...]) -> str:
    """Return what a sum of the prints is per where the unit says nothing of it."""
    sums = (q for text in prints for q in quantities(text, spoken) if q.per and unit.text == q.currency)
    return next((q.per for q in sums if q.low in numbers or q.high in numbers), "")


def _home(spoken: tuple[str, ...]) -> frozenset[str]:
    """Return the currencies that sources of these languages may leave unsaid; none where one may leave out any."""
    known = all(language in words.HOME_CURRENCIES for language in spoken)
    return frozenset(one for language in spoken if known for one in words.HOME_CURRENCIES[language])


def _near(quantity: Quantity, spelled: str, others: Sequence[str], unit: Unit) -> list[str]:
    """Return where a denominator may be told that does not stand beside a quantity: near it, and in the other prints.

    What time it is counted over stands in its clause: 4.5 billion, and 360 a year.
    """
    before, behind = spelled[max(0, quantity.start - 160) : quantity.start], spelled[quantity.end : quantity.end + 40]
    behind = re.split("[,;。]", behind)[0] if unit.under[0].symbol in _TIME else behind
    sentence = re.split(r"[;。]|\. ", before)[-1]
    return [max(before[-60:], sentence, key=len) + spelled[quantity.start : quantity.end] + behind, *others]


def _bare(quantity: Quantity) -> bool:
    """True where a number without a currency may be an amount: it has a scale and counts no thing."""
    return not quantity.low or (quantity.scale > 1 and quantity.noun not in COUNTED)


def _same_per(quantity: Quantity, under: str, implied: str, prints: Sequence[str] | None) -> bool:
    """True where the denominators fit: the same, or one that another word of the prints tells. Per GPU is no rate."""
    per = quantity.per
    if per == under:
        return True
    if not under:
        return per not in _TIME and (
            implied == "count" or per not in (words.SOLD if implied == "money" else words.PRICED)
        )
    if per or not implied:
        return False
    if under == "shares":
        return quantity.scale == 1
    if prints is None:
        return True
    others = words.SURE_HINTS.keys() - {under} if under in words.SURE_HINTS else ()
    if any(_surely(other, prints) for other in others) and not _surely(under, prints):
        return False  # a monthly capacity is none by the year
    unnamed = implied == "count" and quantity.noun not in COUNTED
    return unnamed or any(hint(under).search(text) for text in prints)


def _surely(time: str, prints: Sequence[str]) -> bool:
    return any(words.SURE_HINTS[time].search(text) for text in prints)


def _states(quantity: Quantity, number: Decimal, numbers: Sequence[Decimal], unit: Unit, text: str) -> bool:
    """True where a quantity is the number, or the range between it and another of the numbers."""
    low, high = (_in_unit(end, quantity, unit) for end in (quantity.low, quantity.high))
    if quantity.kind == "fraction":  # a third is 33 or 33.3 percent
        places = max(0, -int(number.as_tuple().exponent))
        if round(low, places) != abs(number):
            return False
    elif abs(number) not in (low, high) or not {low, high} <= {abs(other) for other in numbers}:
        return False
    if unit.text == "times" and quantity.kind == "percent" and is_change(quantity, text):
        return False
    if number > 0:
        return not (quantity.minus or below_zero(quantity, text))
    return number == 0 or quantity.minus or is_loss(quantity, text) or below_zero(quantity, text)


def _in_unit(size: Decimal, quantity: Quantity, unit: Unit) -> Decimal:
    if unit.text == "percent":
        return size * 100 if quantity.kind == "fraction" else size
    if unit.text == "times":
        return size / 100 if quantity.kind == "percent" else size
    if quantity.alone and not quantity.kind:
        return size
    if quantity.atom and quantity.atom.factor == unit.over[0].factor:
        return size  # 2266亩 exactly, though a 亩 is no round number of square metres
    return size * (quantity.atom.factor if quantity.atom else 1) / unit.over[0].factor


def stated(
    number: Decimal, unit: Unit, text: str, languages: Iterable[str] = (), pointed: bool = False
) -> Quantity | None:
    """Return the quantity of a print that states a number, alone or as an end of a range; None where none does."""
    for read in quantities(text, tuple(sorted(languages))):
        quantity = read.but(alone=True) if pointed else read
        if of_kind(quantity, unit) and abs(number) in (
            _in_unit(e, quantity, unit) for e in (quantity.low, quantity.high)
        ):
            return quantity
    return None


def told(found: Iterable[Quantity], unit: Unit, text: str, prints: Sequence[str]) -> str:
    """Return what a print says, for a message: each number in the unit of the fact, or in its own, to compare with."""
    spelled, said = normalized(text), {}
    for quantity in found:
        own = of_kind(quantity, unit)
        ends = [_in_unit(end, quantity, unit) if own else end for end in (quantity.low, quantity.high)]
        sizes = dict.fromkeys(
            ("-" if quantity.minus or below_zero(quantity, text) else "") + plain(_short(end)) for end in ends
        )
        said[f"{' to '.join(sizes)} {unit.text if own else quantity.measured}"] = spelled[quantity.start : quantity.end]
    where = f'the print "{text}"' if len(prints) > 1 else "it"
    several = len(said) > 1
    pieces = (f"{one} ({piece.strip()})" if several else one for one, piece in said.items())
    return f"{where} says {'; '.join(pieces)}"


def _short(number: Decimal) -> int | Decimal:
    return int(number) if number == int(number) else number if round(number, 6) == number else round(number, 6)


def pointed(figure: str, prints: Iterable[str], languages: Iterable[str] = ()) -> str:
    """Return what is judged where an editor points at a figure: it alone, or with the head of the table that scales it.

    ``figure`` and ``prints`` are as written; of several prints the first counts whose table has such a head.
    """
    spoken = tuple(sorted(languages))
    found = (with_head(normalized(figure), normalized(text), quantities(text, spoken)) for text in prints)
    return next((one for one in found if one != normalized(figure)), figure)


def holds(text: str, figure: str) -> bool:
    """True where a print holds a figure that an editor points at, whole: not 25.5 of 125.5, nor 5 of "5.5"."""
    at = text.find(figure)
    while at >= 0:
        before, behind = text[max(0, at - 2) : at], text[at + len(figure) : at + len(figure) + 2]
        if not re.search(r"\d[.,]?$", before) and not re.match(r"[.,]?\d", behind):
            return True
        at = text.find(figure, at + 1)
    return False


def digits_missing(text: str, prints: str) -> list[str]:
    """Return the groups of digits of a text value that its print does not show."""
    have = set(re.findall(r"\d+", unicodedata.normalize("NFKC", prints).replace(",", "")))
    return [group for group in re.findall(r"\d+", text.replace(",", "")) if group not in have]

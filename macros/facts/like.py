"""Like is compared with like: what two readings count, how, and over what time; and the words for a difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..values import basis, dates
from ..values.units import MONEY, clean_dims
from .ledger import Fact, Reading

Figure = tuple[Fact, Reading]
# Pieces of silicon and what carries them: a card holds one chip or more, a chip one die or more.
KINDS = {"cards", "chips", "dies"}
REMEDY = "choose figures of one basis, or say under mixes why they stand together"
IDLE = "the figures are alike, so there is nothing to explain; take it out"
LABEL = "Not like for like"
_FAMILIES = (KINDS, set(MONEY), {"flops", "ops"})
_TIMED = ("money", "count", "percent")
Dims = tuple[tuple[str, int], ...]


def merged(dims: Dims) -> Dims:
    """Return dimensions with cards, chips and dies taken for one thing."""
    found: dict[str, int] = {}
    for name, power in dims:
        name = "chips" if name in KINDS else name
        found[name] = found.get(name, 0) + power
    return clean_dims(found)


def counts(dims: Dims) -> set[str]:
    """Return which of cards, chips and dies are counted."""
    return KINDS & {name for name, _ in dims}


def difference(figures: Iterable[Figure], kinds: bool = True) -> str:
    """Say how two of these figures are not alike, with the remedy; empty where all are.

    ``kinds`` compares what they measure too (cards and chips, two currencies), which a formula may well divide.
    """
    seen: dict[str, tuple[object, str, Figure]] = {}
    for fact, row in figures:
        for aspect, mark, words in _aspects(fact, row, kinds):
            other, before, (one, first) = seen.setdefault(aspect, (mark, words, (fact, row)))
            if mark != other:
                names = _names(one, first, fact, row)
                return f"{names[0]} {before}, {names[1]} {words}; {REMEDY}"
    return ""


def _aspects(fact: Fact, row: Reading, kinds: bool) -> Iterator[tuple[str, object, str]]:
    """Yield in what respect a figure can differ from others, what it is in that respect, and the words for it."""
    if not fact.unit.numeric:
        return
    family = next((kind for kind in _FAMILIES if kind & {name for name, _ in fact.unit.over[0].dims}), None)
    if kinds and family:
        yield str(family), fact.unit.dims, f"is in {fact.unit.text}"
    if row.basis and fact.unit.needs_basis:
        how = basis.parse(row.basis)
        words = "does not state its density" if how.density == basis.UNSTATED else f"is {how.density or 'dense'}"
        yield "density", how.density or "dense", words
        yield "bits", how.bits, f"counts numbers of {how.bits} bits" if how.bits else "names no number format"
        # By the vocabulary a figure counts the matrix units unless its basis says otherwise.
        yield "units", how.units == basis.UNITS[1], f"counts {how.units or 'matrix units, as nothing else is said'}"
    due = row.due if fact.unit.measure == "money" else None  # a sum due in a year is that of the year; a chip is not
    months = period(due or row.as_of) if fact.unit.measure in _TIMED else 0
    if months:
        yield "period", months, f"covers {months} months" if months != 12 else "covers a whole year"


@lru_cache(maxsize=None)
def period(as_of: str) -> int:
    """Return how many months a date covers, a span of days about; of a month or a day, which are moments, none."""
    if not as_of:
        return 0
    when = dates.parse(as_of)
    months = dates.months(when) or round((when.last - when.first).days / 30.4)
    return months if months > 1 else 0


def _names(one: Fact, first: Reading, two: Fact, second: Reading) -> tuple[str, str]:
    """Name two readings: of different facts by these, else by date, or by source where that is the same."""
    if one is not two:
        return one.id, two.id
    if first.as_of != second.as_of:
        return f"{one.id} of {first.as_of}", f"that of {second.as_of}"
    return f"{one.id} by {first.sources[0]}", f"that by {second.sources[0]}"

"""Comparative words that hold against the data, or stop the build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from ..facts.ledger import Fact, Reading
from .inline import observation
from .view import MacroError, View

# Ratio of the first to the second, lowest and highest it may be. "Nearly" and "about" allow one part in ten.
_RATIOS: dict[str, tuple[str, str]] = {
    "half": ("0.475", "0.525"), "about half": ("0.45", "0.55"), "nearly half": ("0.44", "0.4999"),
    "more than half": ("0.5001", "0.75"), "less than half": ("0", "0.4999"),
    "a third": ("0.32", "0.347"), "about a third": ("0.30", "0.37"), "nearly a third": ("0.29", "0.3333"),
    "more than a third": ("0.3334", "0.45"), "less than a third": ("0", "0.3333"),
    "a quarter": ("0.2425", "0.2575"), "about a quarter": ("0.225", "0.275"), "nearly a quarter": ("0.22", "0.2499"),
    "more than a quarter": ("0.2501", "0.33"), "less than a quarter": ("0", "0.2499"),
    "two in five": ("0.38", "0.42"), "about two in five": ("0.36", "0.44"),
    "a fifth": ("0.19", "0.21"), "about a fifth": ("0.18", "0.22"), "less than a fifth": ("0", "0.1999"),
    "a tenth": ("0.095", "0.105"), "about a tenth": ("0.09", "0.11"), "less than a tenth": ("0", "0.0999"),
    "two thirds": ("0.647", "0.687"), "about two thirds": ("0.62", "0.71"), "more than two thirds": ("0.6667", "0.85"),
    "three quarters": ("0.73", "0.77"), "about three quarters": ("0.70", "0.80"),
    "more than three quarters": ("0.7501", "1"),
    "most of": ("0.5001", "1"), "nearly all of": ("0.9", "1"), "a fraction of": ("0", "0.2"),
    "doubled": ("1.9", "2.1"), "twice": ("1.9", "2.1"), "about twice": ("1.8", "2.2"),
    "nearly twice": ("1.75", "1.9999"),
    "nearly doubled": ("1.75", "1.9999"), "more than doubled": ("2.0001", "3"), "more than twice": ("2.0001", "3"),
    "tripled": ("2.85", "3.15"), "about three times": ("2.7", "3.3"), "more than tripled": ("3.0001", "4"),
    "nearly tripled": ("2.6", "2.9999"), "more than three times": ("3.0001", "4"),
    "nearly three times": ("2.6", "2.9999"),
    "about four times": ("3.6", "4.4"), "about five times": ("4.5", "5.5"), "quadrupled": ("3.8", "4.2"),
    "several times": ("3", "10"), "many times": ("5", "100000"),
    "more than": ("1.0000001", "1e30"), "less than": ("0", "0.9999999"), "at least": ("1", "1e30"),
    "at most": ("0", "1"),
    "nearly": ("0.9", "0.9999999"), "about": ("0.9", "1.1"), "as much as": ("0.975", "1.025"),
    "as many as": ("0.975", "1.025"), "the same as": ("0.9999999", "1.0000001"),
    "slightly more than": ("1.0000001", "1.1"),
    "slightly less than": ("0.9", "0.9999999"), "well below": ("0", "0.75"), "well above": ("1.25", "1e30"),
    "far below": ("0", "0.5"), "far above": ("2", "1e30"), "higher than": ("1.0000001", "1e30"),
    "lower than": ("0", "0.9999999"),
    "larger than": ("1.0000001", "1e30"), "smaller than": ("0", "0.9999999"), "faster than": ("1.0000001", "1e30"),
    "below": ("0", "0.9999999"), "above": ("1.0000001", "1e30"), "fewer than": ("0", "0.9999999"),
}  # fmt: skip
_DATES: dict[str, Callable[[Fact, Fact], bool]] = {
    "before": lambda a, b: a.date.last < b.date.first,
    "earlier than": lambda a, b: a.date.last < b.date.first,
    "after": lambda a, b: a.date.first > b.date.last,
    "later than": lambda a, b: a.date.first > b.date.last,
    "in the same year as": lambda a, b: len({day.year for d in (a.date, b.date) for day in (d.first, d.last)}) == 1,
}
_HIGH = {
    "the largest",
    "the highest",
    "the fastest",
    "the most",
    "the biggest",
    "largest",
    "highest",
    "the latest",
    "the newest",
    "latest",
    "the last",
}
_LOW = {
    "the smallest",
    "the lowest",
    "the least",
    "smallest",
    "lowest",
    "the first",
    "first",
    "the earliest",
    "the slowest",
    "the fewest",
}


def word(view: View, phrase: str, first: str, second: str, to: str | None = None) -> str:
    """Print ``phrase`` where it is true of two facts; raises MacroError where the data contradict it.

    ``to`` names an observation of the second: doubled against the year before.
    """
    one, two = view.fact(first), view.fact(second)
    plain = _uncapitalized(phrase)
    plain = plain.removesuffix(" of") if plain.removesuffix(" of") in _RATIOS else plain
    if plain in _DATES:
        if one.unit.text != "date" or two.unit.text != "date":
            raise MacroError(f"{phrase!r} compares dates; {first} and {second} are not both dates")
        if not _DATES[plain](one, two):
            raise MacroError(f"{phrase!r} is not true: {first} is {one.current.value}, {second} is {two.current.value}")
        return phrase
    if plain not in _RATIOS:
        known = ", ".join([*_RATIOS, *_DATES])
        raise MacroError(f"unknown comparison {phrase!r}; there are {known}")
    ratios = _ratios(one, two, two.current if to is None else observation(two, str(to)))
    low, high = map(Decimal, _RATIOS[plain])
    if not all(low <= ratio <= high for ratio in ratios):
        shown = " to ".join(f"{ratio:.3f}" for ratio in ratios)
        raise MacroError(f"{phrase!r} is not true of {first} and {second}: the first is {shown} times the second")
    return phrase


def _uncapitalized(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]


def _ratios(one: Fact, two: Fact, held: Reading) -> list[Decimal]:
    if one.unit.dims != two.unit.dims or not one.unit.numeric:
        raise MacroError(f"{one.id} ({one.unit.text}) and {two.id} ({two.unit.text}) measure different things")
    (low1, high1), (low2, high2) = one.current.span, held.span
    if low1 < 0 or low2 <= 0:
        raise MacroError(f"{one.id} or {two.id} is negative or zero; ratios hold between positive numbers")
    factor = one.unit.factor / two.unit.factor
    return sorted({low1 * factor / high2, high1 * factor / low2})


def most(view: View, phrase: str, first: str, others: Sequence[str]) -> str:
    """Print a superlative where the fact beats every other one listed; raises MacroError where it does not."""
    plain = _uncapitalized(phrase)
    if plain not in _HIGH | _LOW:
        raise MacroError(f"unknown superlative {phrase!r}; there are {', '.join(sorted(_HIGH | _LOW))}")
    fact = view.fact(first)
    rivals = [view.fact(other) for other in others if other != first]
    if not rivals:
        raise MacroError(f"{phrase!r} needs others to hold {first} against")
    for rival in rivals:
        if fact.unit.text == rival.unit.text == "date":
            beaten = fact.date.last < rival.date.first if plain in _LOW else fact.date.first > rival.date.last
        else:
            ratios = _ratios(fact, rival, rival.current)
            low, high = ratios[0], ratios[-1]
            beaten = high < 1 if plain in _LOW else low > 1
        if not beaten:
            raise MacroError(f"{phrase!r} is not true of {first}: {rival.id} is not beaten")
    return phrase

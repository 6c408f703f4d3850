"""Each comparative word means what it says: held against its meaning, written down here once more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.pages.view import MacroError
from macros.pages.words import _DATES, _HIGH, _LOW, _RATIOS, most, word

from .engine import steady
from .test_words import view

# What the words mean, written down without a look at the code: the ratios at which each holds, and does not hold.
NUMBERS = {
    "half": 1 / 2, "a third": 1 / 3, "a quarter": 1 / 4, "a fifth": 1 / 5, "a tenth": 1 / 10, "two thirds": 2 / 3,
    "two in five": 2 / 5, "three quarters": 3 / 4, "doubled": 2, "twice": 2, "tripled": 3,
    "three times": 3, "quadrupled": 4, "four times": 4, "five times": 5,
}  # fmt: skip
# Shares of the number a phrase names: where it holds, where it does not.
AROUND: dict[str, tuple[list[float], list[float]]] = {
    "": ([0.98, 1, 1.02], [0.93, 1.07]),
    "about": ([0.95, 1, 1.05], [0.85, 1.15]),
    "nearly": ([0.9, 0.99], [0.5, 0.85, 1, 1.02]),
    "more than": ([1.01, 1.25], [0.9, 0.99, 1, 1.55]),
    "less than": ([0.1, 0.99], [1, 1.01, 2]),
}
MORE: tuple[list[float], list[float]] = ([1.001, 2, 1000], [0.5, 0.999, 1])
LESS: tuple[list[float], list[float]] = ([0.001, 0.5, 0.999], [1, 1.001, 2])
SAME: tuple[list[float], list[float]] = ([0.98, 1, 1.02], [0.95, 1.05])
OTHERS: dict[str, tuple[list[float], list[float]]] = {
    "most of": ([0.51, 0.75, 0.99], [0.49, 0.5, 1.01]),
    "nearly all of": ([0.92, 0.99], [0.85, 1.05]),
    "a fraction of": ([0.05, 0.19], [0.22, 0.5]),
    "several times": ([3.1, 5, 9.5], [2.6, 11]),
    "many times": ([5.5, 50, 1000], [1, 4.2]),
    "more than": MORE, "higher than": MORE, "larger than": MORE, "faster than": MORE, "above": MORE,
    "less than": LESS, "lower than": LESS, "smaller than": LESS, "fewer than": LESS, "below": LESS,
    "at least": ([1, 1.001, 50], [0.999, 0.5]),
    "at most": ([0.01, 0.999, 1], [1.001, 2]),
    "nearly": ([0.92, 0.99, 0.9999], [0.85, 1, 1.01]),
    "about": ([0.92, 1, 1.08], [0.85, 1.15]),
    "as much as": SAME, "as many as": SAME,
    "the same as": ([1], [0.9999, 1.0001]),
    "slightly more than": ([1.001, 1.08], [0.9, 1, 1.15]),
    "slightly less than": ([0.92, 0.999], [0.85, 1, 1.1]),
    "well below": ([0.1, 0.7], [0.8, 1, 1.3]),
    "well above": ([1.3, 10], [0.7, 1, 1.2]),
    "far below": ([0.1, 0.45], [0.55, 1, 3]),
    "far above": ([2.1, 10], [0.3, 1, 1.9]),
}  # fmt: skip


def meant(phrase: str) -> tuple[list[float], list[float]]:
    """Return the ratios at which a phrase holds and those at which it does not."""
    if phrase in OTHERS:
        return OTHERS[phrase]
    how = next(how for how in AROUND if phrase.removeprefix(how).strip() in NUMBERS and phrase.startswith(how))
    number = NUMBERS[phrase.removeprefix(how).strip()]
    yes, no = AROUND[how]
    return [number * share for share in yes], [number * share for share in no]


def holds(phrase: str, ratio: float) -> bool:
    """True where a phrase may be said of two facts whose ratio this is."""
    page = view(x=("chips", str(round(ratio * 10**9))), y=("chips", str(10**9)))
    try:
        return word(page, phrase, "a.x", "a.y") == phrase
    except MacroError:
        return False


def wrongly(phrase: str) -> list[float]:
    """Return the ratios at which a phrase holds and should not, or does not and should."""
    yes, no = meant(phrase)
    return [ratio for ratio in yes if not holds(phrase, ratio)] + [ratio for ratio in no if holds(phrase, ratio)]


@pytest.mark.parametrize("phrase", _RATIOS)
def test_every_phrase_means_what_it_says(phrase: str) -> None:
    assert wrongly(phrase) == []


@pytest.mark.parametrize("phrase", _RATIOS)
def test_a_slip_in_the_bounds_of_a_phrase_is_seen(phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails where a bound is moved by a fifth, or both are exchanged."""
    bounds = _RATIOS[phrase]
    slips = [(bounds[1], bounds[0])]
    for place, bound in enumerate(bounds):
        for factor in (Decimal("0.8"), Decimal("1.25")):
            if 0 < Decimal(bound) < 1000:
                moved = str(Decimal(bound) * factor)
                slips.append((moved, bounds[1]) if place == 0 else (bounds[0], moved))
    for slip in slips:
        monkeypatch.setitem(_RATIOS, phrase, slip)
        assert wrongly(phrase), f"{phrase}: {slip} instead of {bounds} is not seen"


EARLIER, LATER = ("2025-06", "2026-01"), ("2026-01", "2025-06")
DATES = {"before": EARLIER, "earlier than": EARLIER, "after": LATER, "later than": LATER, "in the same year as": None}


@pytest.mark.parametrize("phrase", _DATES)
def test_every_phrase_of_dates_means_what_it_says(phrase: str) -> None:
    for pair in (EARLIER, LATER, ("2025-06", "2025-06"), ("2025", "2025-06"), ("2025-06", "2025")):
        page = view(x=("date", pair[0]), y=("date", pair[1]))
        true = DATES[phrase] == pair if DATES[phrase] else pair not in (EARLIER, LATER)
        try:
            assert word(page, phrase, "a.x", "a.y") == phrase and true, pair
        except MacroError:
            assert not true, pair


HIGH = {"the largest", "the highest", "the fastest", "the most", "the biggest", "largest", "highest", "the latest",
        "the newest", "latest", "the last"}  # fmt: skip
LOW = {"the smallest", "the lowest", "the least", "smallest", "lowest", "the first", "first", "the earliest",
       "the slowest", "the fewest"}  # fmt: skip


@pytest.mark.parametrize("phrase", sorted(_HIGH | _LOW))
@pytest.mark.parametrize(
    ("unit", "small", "middle", "large"), [("GB", "5", "7", "9"), ("date", "2024", "2025", "2026")]
)
def test_every_superlative_means_what_it_says(phrase: str, unit: str, small: str, middle: str, large: str) -> None:
    assert (phrase in HIGH) != (phrase in LOW)
    page = view(small=(unit, small), middle=(unit, middle), large=(unit, large), again=(unit, large), low=(unit, small))

    def said(first: str, *others: str) -> bool:
        try:
            return most(page, phrase, f"a.{first}", [f"a.{other}" for other in others]) == phrase
        except MacroError:
            return False

    assert said("large", "small", "middle") == (phrase in HIGH)
    assert said("small", "large", "middle") == (phrase in LOW)
    assert not said("middle", "large", "small")
    assert not said("large", "again") and not said("small", "low")  # none of two that are equal


OPPOSITES = [
    ("more than", "less than"), ("at least", "less than"), ("at most", "more than"), ("above", "below"),
    ("larger than", "smaller than"), ("higher than", "lower than"), ("well above", "well below"),
    ("far above", "far below"), ("slightly more than", "slightly less than"), ("more than half", "less than half"),
    ("more than a third", "less than a third"), ("more than a quarter", "less than a quarter"),
    ("most of", "less than half"), ("nearly", "more than"), ("nearly half", "more than half"),
    ("nearly twice", "more than twice"), ("nearly doubled", "more than doubled"), ("nearly a third",
     "more than a third"),
    ("nearly a quarter", "more than a quarter"), ("nearly tripled", "more than tripled"),
    ("nearly three times", "more than three times"), ("the same as", "more than"), ("the same as", "fewer than"),
    ("several times", "less than"), ("faster than", "below"),
]  # fmt: skip


@steady
@given(st.sampled_from(OPPOSITES), st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_word_and_its_opposite_are_never_both_true(pair: tuple[str, str], first: int, second: int) -> None:
    assert not (holds(pair[0], first / second) and holds(pair[1], first / second))

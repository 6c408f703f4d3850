"""Comparative words are printed where the data bear them out, and stop the build where they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.facts import schema
from macros.facts.ledger import Fact, Ledger, Reading
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.pages.words import _DATES, _HIGH, _LOW, _RATIOS, most, word
from macros.values.units import parse

from .engine import steady

Span = tuple[str, str]


def view(**facts: tuple[str, str | Span]) -> View:
    """A page over facts a.<name>, each given by unit and value, or unit and (low, high)."""
    ledger = Ledger(schema.Site(name="Tiny", as_of="2026-11-23"))
    for key, (unit, value) in facts.items():
        low, high = value if isinstance(value, tuple) else (None, None)
        number = value if unit == "date" or value is None or isinstance(value, tuple) else Decimal(value)
        row = Reading(None if low else number, Decimal(low) if low else None, Decimal(high) if high else None)
        ledger.facts[f"a.{key}"] = Fact(f"a.{key}", "a", key, parse(unit), (row,), "data/a.yml", 1, "a")
    return View(Book(ledger), "a.md")


@pytest.mark.parametrize(
    ("phrase", "first", "second"),
    [
        ("half", "50", "100"), ("about half", "46", "100"), ("nearly half", "48", "100"), ("more than half", "51",
         "100"), ("half of", "50", "100"),
        ("a third", "33", "100"), ("about a third", "35", "100"), ("nearly a third", "32", "100"), ("a quarter", "25",
         "100"),
        ("two thirds", "2", "3"), ("three quarters", "3", "4"), ("most of", "51", "100"), ("nearly all of", "95",
         "100"),
        ("doubled", "200", "100"), ("twice", "2", "1"), ("more than doubled", "201", "100"), ("nearly doubled", "190",
         "100"), ("tripled", "3", "1"),
        ("quadrupled", "4", "1"), ("about five times", "49", "10"), ("several times", "5", "1"), ("more than", "101",
         "100"), ("less than", "99", "100"),
        ("at least", "100", "100"), ("at most", "100", "100"), ("nearly", "99", "100"), ("about", "105", "100"),
         ("the same as", "7", "7"),
        ("larger than", "2", "1"), ("fewer than", "1", "2"), ("well above", "130", "100"), ("far below", "40", "100"),
    ],
)  # fmt: skip
def test_true_words_are_printed(phrase: str, first: str, second: str) -> None:
    assert word(view(x=("chips", first), y=("chips", second)), phrase, "a.x", "a.y") == phrase


@pytest.mark.parametrize(
    ("phrase", "first", "second"),
    [
        ("half", "56", "100"), ("nearly half", "50", "100"), ("nearly half", "51", "100"), ("more than half", "50",
         "100"), ("more than half", "90", "100"),
        ("a third", "40", "100"), ("about a third", "25", "100"), ("most of", "50", "100"), ("doubled", "150", "100"),
         ("doubled", "300", "100"),
        ("more than doubled", "200", "100"), ("more than doubled", "400", "100"), ("nearly doubled", "200", "100"),
         ("tripled", "2", "1"),
        ("more than", "100", "100"), ("more than", "99", "100"), ("less than", "100", "100"), ("at least", "99", "100"),
         ("nearly", "100", "100"),
        ("nearly", "50", "100"), ("about", "120", "100"), ("the same as", "7", "7.1"), ("larger than", "1", "2"),
         ("well above", "110", "100"),
        ("three quarters", "4", "3"), ("half", "100", "50"),
    ],
)  # fmt: skip
def test_contradicted_words_stop_the_build(phrase: str, first: str, second: str) -> None:
    with pytest.raises(MacroError, match=r"is not true of a.x and a.y: the first is .* times the second"):
        word(view(x=("chips", first), y=("chips", second)), phrase, "a.x", "a.y")


@pytest.mark.parametrize(
    ("first", "second", "true"),
    [(("200", "210"), ("100", "105"), True), (("200", "300"), ("100", "105"), False), (("100", "220"), ("100", "110"),
     False), (("190", "200"), ("100", "100"), True)],
)  # fmt: skip
def test_the_whole_of_a_range_must_bear_a_word_out(first: Span, second: Span, true: bool) -> None:
    page = view(x=("chips", first), y=("chips", second))
    if true:
        assert word(page, "twice", "a.x", "a.y") == "twice"
    else:
        with pytest.raises(MacroError, match="'twice' is not true"):
            word(page, "twice", "a.x", "a.y")


def test_units_of_one_kind_are_converted() -> None:
    page = view(x=("TB", "0.128"), y=("GB", "64"), z=("GB", "128"))
    assert word(page, "twice", "a.x", "a.y") == "twice"
    assert word(page, "the same as", "a.x", "a.z") == "the same as"


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (("GB", "64"), ("chips", "64"), r"a.x \(GB\) and a.y \(chips\) measure different things"),
        (("CNY", "64"), ("USD", "64"), r"a.x \(CNY\) and a.y \(USD\) measure different things"),
        (("date", "2026"), ("date", "2025"), "measure different things"),
        (("chips", "1"), ("chips", "0"), "negative or zero"),
        (("CNY", "-2"), ("CNY", "-1"), "negative or zero"),
        (("CNY", ("-2", "3")), ("CNY", "1"), "negative or zero"),
    ],
)
def test_what_cannot_be_compared(first: tuple[str, str | Span], second: tuple[str, str | Span], message: str) -> None:
    with pytest.raises(MacroError, match=message):
        word(view(x=first, y=second), "twice", "a.x", "a.y")


@pytest.mark.parametrize(
    ("phrase", "first", "second", "true"),
    [
        ("before", "2025-12", "2026-01", True), ("before", "2026-01", "2026-01-15", False), ("before", "2026-Q1",
         "2026-04-01", True),
        ("after", "2026-02-28", "2026-02-27", True), ("after", "2026", "2026-02-27", False), ("later than", "2026",
         "2025-12-31", True),
        ("earlier than", "2026-H1", "2026-H2", True), ("in the same year as", "2026-Q1", "2026-12", True),
         ("in the same year as", "2025", "2026", False),
    ],
)  # fmt: skip
def test_dates(phrase: str, first: str, second: str, true: bool) -> None:
    page = view(x=("date", first), y=("date", second), n=("chips", "2026"))
    if true:
        assert word(page, phrase, "a.x", "a.y") == phrase
    else:
        with pytest.raises(MacroError, match=f"'{phrase}' is not true: a.x is {first}, a.y is {second}"):
            word(page, phrase, "a.x", "a.y")
    with pytest.raises(MacroError, match=f"'{phrase}' compares dates; a.x and a.n are not both dates"):
        word(page, phrase, "a.x", "a.n")


@pytest.mark.parametrize(
    ("phrase", "first", "others", "true"),
    [
        ("the largest", "b9", ["b5", "b7"], True), ("the largest", "b7", ["b5", "b9"], False), ("the largest", "b9",
         ["b5", "b9"], True),
        ("the smallest", "b5", ["b7", "b9"], True), ("the smallest", "b7", ["b9", "b5"], False), ("the highest", "b9",
         ["same"], False),
        ("the first", "old", ["new"], True), ("the first", "new", ["old"], False), ("the latest", "new", ["old"], True),
         ("latest", "old", ["new"], False),
        ("the first", "old", ["year"], False), ("the largest", "b9", ["wide"], False), ("the largest", "wide", ["b5"],
         True),
    ],
)  # fmt: skip
def test_superlatives(phrase: str, first: str, others: list[str], true: bool) -> None:
    page = view(
        b5=("GB", "5"), b7=("GB", "7"), b9=("GB", "9"), same=("TB", "0.009"), wide=("GB", ("6", "12")), old=("date",
         "2025-03"), new=("date", "2026"),
        year=("date", "2025"),
    )  # fmt: skip
    names = [f"a.{other}" for other in others]
    if true:
        assert most(page, phrase, f"a.{first}", names) == phrase
    else:
        with pytest.raises(MacroError, match=rf"'{phrase}' is not true of a.{first}: a.\w+ is not beaten"):
            most(page, phrase, f"a.{first}", names)


def test_wrong_calls_say_what_there_is() -> None:
    page = view(x=("chips", "1"), y=("chips", "2"))
    with pytest.raises(MacroError, match=r"unknown comparison 'kind of'; there are half, about half"):
        word(page, "kind of", "a.x", "a.y")
    with pytest.raises(MacroError, match=r"unknown superlative 'the best'; there are first"):
        most(page, "the best", "a.x", ["a.y"])
    with pytest.raises(MacroError, match=r"'the largest' needs others to hold a.x against"):
        most(page, "the largest", "a.x", ["a.x"])
    with pytest.raises(MacroError, match=r"unknown fact 'a.z'; did you mean 'a.y'"):
        word(page, "twice", "a.y", "a.z")


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


def test_a_word_may_hold_a_figure_against_an_earlier_one() -> None:
    page = view(x=("chips", "200"))
    earlier, now = Reading(Decimal(100), None, None, as_of="2024"), Reading(Decimal(200), None, None, as_of="2025")
    page.book.ledger.facts["a.x"] = replace(page.fact("a.x"), readings=(earlier, now))
    assert word(page, "doubled", "a.x", "a.x", to="2024") == "doubled"
    with pytest.raises(MacroError, match=r"'tripled' is not true of a.x and a.x"):
        word(page, "tripled", "a.x", "a.x", to="2024")
    with pytest.raises(MacroError, match=r"a.x has no observation of '2023'; there are 2024, 2025"):
        word(page, "doubled", "a.x", "a.x", to="2023")

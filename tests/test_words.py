"""Comparative words are printed where the data bear them out, and stop the build where they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from macros.facts import schema
from macros.facts.ledger import Fact, Ledger, Reading
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.pages.words import most, word
from macros.values.units import parse

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
    with pytest.raises(MacroError, match=r"unknown fact 'a.z'"):
        word(page, "twice", "a.y", "a.z")


def test_a_word_may_hold_a_figure_against_an_earlier_one() -> None:
    page = view(x=("chips", "200"))
    earlier, now = Reading(Decimal(100), None, None, as_of="2024"), Reading(Decimal(200), None, None, as_of="2025")
    page.book.ledger.facts["a.x"] = replace(page.fact("a.x"), readings=(earlier, now))
    assert word(page, "doubled", "a.x", "a.x", to="2024") == "doubled"
    with pytest.raises(MacroError, match=r"'tripled' is not true of a.x and a.x"):
        word(page, "tripled", "a.x", "a.x", to="2024")
    with pytest.raises(MacroError, match=r"a.x has no observation of '2023'; there are 2024, 2025"):
        word(page, "doubled", "a.x", "a.x", to="2023")

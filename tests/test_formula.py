"""Formulas compute with units, without ``eval``, and keep the precision of what they are given."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.values import formula
from macros.values.formula import FormulaError, Quantity
from macros.values.units import parse

from .engine import Project, project, steady

FACTS = {
    "a.chips": ("384", "chips", 3), "a.all": ("1000", "chips", 2), "a.speed": ("752", "TFLOPS", 3),
     "a.cny": ("25500000000", "CNY", 3),
    "a.usd": ("3710000000", "USD", 3), "a.memory": ("64", "GB", None), "a.zero": ("0", "chips", None),
     "a.big-one": ("2", "TB", 1),
    "a.less": ("990", "chips", 3), "a.nil": ("0", "GB", 1), "a.fine": ("0.25", "GB", 2),
    "a.rate": ("7000", "wafers/month", 2), "a.cut": ("78", "dies/wafer", 2),
    "count a.list": ("3", "times", None), "low a.range": ("1", "times", None), "high a.range": ("2", "times", None),
}  # fmt: skip


def lookup(name: str, part: str) -> Quantity:
    """Give an input the way the ledger does: in base units, with its dimensions and significant digits."""
    found = FACTS.get(name if part == "value" else f"{part} {name}")
    if found is None:
        raise FormulaError(f"unknown {name}")
    value, unit, significant = found
    return Quantity(Decimal(value) * parse(unit).factor, parse(unit).dims, significant)


def compute(text: str, unit: str) -> Decimal:
    return formula.in_unit(formula.evaluate(formula.parse(text), lookup), parse(unit))


@pytest.mark.parametrize(
    ("text", "unit", "result"),
    [
        ("a.chips / a.all", "percent", "38.4"), ("a.chips / a.all", "times", "0.384"),
        ("a.chips * a.speed", "PFLOPS", "288.768"),
        ("a.cny / a.usd", "CNY/USD", "6.87"), ("a.memory + a.big-one", "GB", "2064"),
        ("a.big-one - a.memory", "TB", "1.936"),
        ("sum(a.chips, a.all, a.chips)", "chips", "1768"), ("2 * (a.chips + a.all)", "chips", "2768"),
        ("-a.chips", "chips", "-384"),
        ("count(a.list) / 4", "percent", "75"), ("high(a.range) - low(a.range)", "times", "1"),
        ("100 * a.chips / a.chips", "times", "100"), ("a.chips / a.memory", "chips/GB", "6"),
        ("a.chips * a.memory", "TB", "24.576"),
        ("a.rate * year", "wafers", "84000"), ("a.rate * year * a.cut", "dies", "6552000"),
        ("a.rate * a.cut", "dies/year", "6552000"),
    ],
)  # fmt: skip
def test_formulas(text: str, unit: str, result: str) -> None:
    assert round(compute(text, unit), 2 if unit == "CNY/USD" else 9) == Decimal(result)


@pytest.mark.parametrize(
    ("text", "unit", "message"),
    [
        ("a.cny + a.usd", "CNY", "adds CNY and USD"),
        ("a.chips - a.memory", "chips", "adds chips and byte"),
        ("a.chips / a.all", "chips", "the formula gives a plain ratio, but the unit is chips"),
        ("a.cny / a.usd", "USD/CNY", "the formula gives CNY · USD^-1, but the unit USD/CNY is CNY^-1 · USD"),
        ("a.memory * a.memory", "GB", "the formula gives byte^2, but the unit GB is byte"),
        ("a.chips / a.zero", "times", "divides by zero"),
        ("a.chips-a.all", "chips", "unknown a.chips-a.all"),
        ("a.nothing", "chips", "unknown a.nothing"),
        ("mean(a.chips)", "chips", "unknown function mean()"),
        ("a.chips ** 2", "chips", "only + - * / are allowed"),
        ("a.chips // a.all", "times", "only + - * / are allowed"),
        ("a.rate", "wafers", "the formula gives second^-1 · wafers, but the unit is wafers"),
        ("a.rate * month", "wafers", "cannot compute"),
    ],
)
def test_formulas_that_do_not_fit(text: str, unit: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        compute(text, unit)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')", "().__class__", "'text'", "a.chips.__class__", "[a.chips]", "lambda: 1",
         "a.chips if 1 else 2", "True",
        "2.5 * a.chips",
        "open('x')", "sum(*[1])", "sum(a.chips, key=1)", "sum()", "low(1 + 1)", "count(a.chips, a.all)",
         "a.chips < a.all", "x", "f'{1}'",
        "", "a.chips +", "import os", "a.chips; 1", "(" * 500 + "a.chips" + ")" * 500, "-" * 9000 + "a.chips", "a\0b",
         "1 +\n2\n3", "{}", "~a.chips",
    ],
)  # fmt: skip
def test_nothing_but_arithmetic(text: str) -> None:
    with pytest.raises(FormulaError):
        compute(text, "chips")


def test_a_formula_runs_no_code(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with pytest.raises(FormulaError):
        compute(f"__import__('pathlib').Path({str(trace)!r}).touch()", "chips")
    assert not trace.exists()


@pytest.mark.parametrize(
    ("text", "significant"),
    [("a.chips * a.speed", 3), ("a.chips / a.all", 2), ("a.memory * 2", None), ("a.chips * 2", 3),
     ("a.memory + a.big-one", 1), ("a.chips - a.all", 1),
     ("a.all + a.chips", 2), ("a.all - a.less", 1), ("a.nil + a.fine", 2), ("a.chips - a.chips", None),
     ("a.chips + a.zero", 3), ("a.memory - a.fine", 4)],
)  # fmt: skip
def test_precision_is_that_of_the_weakest_input(text: str, significant: int | None) -> None:
    assert formula.evaluate(formula.parse(text), lookup).significant == significant


@steady
@given(st.text(alphabet="ab.c-1 +*/()_,'\"[]sumlow", max_size=30))
def test_any_formula_gives_a_number_or_an_error(text: str) -> None:
    try:
        assert isinstance(formula.evaluate(formula.parse(text), lookup).size, Decimal)
    except FormulaError as error:
        assert str(error)


DERIVED = """\
subjects:
  sums:
    name: Sums
    kind: indicator
    facts:
      rate: {label: Rate, unit: CNY/USD, formula: summit.investment / summit.investment-usd}
      share: {label: Share, unit: percent, formula: acme-one.memory / acme-two.memory}
      of-share: {label: Share of share, unit: percent, formula: sums.share / 2}
      price: {label: Price, unit: CNY, formula: high(acme-two.price) - low(acme-two.price)}
      uses: {label: Uses, unit: systems, formula: count(acme-two.uses)}
      per-head: {label: Money a head, unit: CNY/people, formula: summit.investment / acme.staff}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {"data/sums.yml": DERIVED, "docs/sums.md": "# Sums\n"})


def test_derived_facts_of_the_data(tiny: Project) -> None:
    facts = tiny.book().ledger.facts
    found = {
        name: (round(fact.current.number, 4), fact.current.significant)
        for name, fact in facts.items()
        if fact.subject == "sums"
    }
    assert found == {
        "sums.rate": (Decimal("6.8733"), 3), "sums.share": (50, 2), "sums.of-share": (25, 2), "sums.price": (10000, 5),
         "sums.uses": (2, None),
        "sums.per-head": (170_000_000, 3),
    }  # fmt: skip
    assert facts["sums.of-share"].inputs == ("sums.share",)
    assert facts["sums.rate"].current.as_of == "2026-02-28", "the latest of its inputs"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sums.share / 2", "sums.of-share / 2",
         "sums.of-share: the formula runs in a circle: sums.of-share -> sums.of-share"),
        ("acme-one.memory / acme-two.memory", "sums.of-share",
         "sums.share: the formula runs in a circle: sums.share -> sums.of-share -> sums.share"),
        ("sums.share / 2", "sums.shar / 2",
         "sums.of-share: the formula names the unknown fact 'sums.shar'; did you mean 'sums.share'?"),
        ("high(acme-two.price) - low(acme-two.price)", "acme-two.price",
         "sums.price: acme-two.price has no single number; use low(acme-two.price) or high(acme-two.price) for a "
         "range"),
        ("count(acme-two.uses)", "count(acme-two.price)", "sums.uses: count() needs a list, acme-two.price is none"),
        ("unit: CNY/USD", "unit: USD/CNY",
         "sums.rate: the formula gives CNY · USD^-1, but the unit USD/CNY is CNY^-1 · USD"),
    ],
)  # fmt: skip
def test_a_wrong_formula_is_one_problem(tiny: Project, old: str, new: str, message: str) -> None:
    tiny.replace("data/sums.yml", old, new)
    line = tiny.line("data/sums.yml", f"      {message.split(':')[0].removeprefix('sums.')}:")
    assert tiny.problems() == [f"data/sums.yml:{line}: {message}"]

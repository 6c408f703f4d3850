"""Units measure something, convert exactly, and are told by their names."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.facts import schema
from macros.values import formula, units
from macros.values.format import quantity
from macros.values.formula import FormulaError, Quantity
from macros.values.units import UnitError, convert, parse

from .engine import steady


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("3579", "PFLOPS", "EFLOPS", "3.579"), ("64", "GB", "TB", "0.064"), ("800", "Gbit/s", "GB/s", "100"),
        ("1", "hours", "minutes", "60"),
        ("12", "GB/s", "TB/hours", "43.2"), ("2", "kWh", "Wh", "2000"), ("41", "percent", "times", "0.41"),
        ("1", "million CNY", "CNY", "1000000"),
        ("5", "CNY/million tokens", "CNY/tokens", "0.000005"), ("7", "chip", "chips", "7"),
        ("1", "m2", "mm2", "1000000"), ("1", "days", "hours", "24"), ("1", "weeks", "days", "7"),
        ("1", "months", "s", "2629746"), ("2", "years", "months", "24"), ("1", "s", "ms", "1000"),
        ("1", "ms", "ns", "1000000"), ("3", "GHz", "MHz", "3000"), ("1", "PW", "TW", "1000"),
        ("2", "acres", "m2", "8093.7128448"),
    ],
)  # fmt: skip
def test_units_convert(value: str, source: str, target: str, result: str) -> None:
    assert convert(Decimal(value), parse(source), parse(target)) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("GHz", "GHz"),
        ("nm", "nm"),
        ("mm2", "mm²"),
        ("m2", "m²"),
        ("kWh", "kWh"),
        ("Gbit/s", "Gbit/s"),
        ("acres", "acres"),
        ("mu", "mu"),
    ],
)
def test_a_unit_is_shown_by_its_symbol(unit: str, shown: str) -> None:
    assert quantity(Decimal(5), parse(unit)) == f"5 {shown}"


def test_a_result_that_cannot_be_written_is_an_error_of_the_formula() -> None:
    huge = formula.parse("a.b * a.b")
    with pytest.raises(FormulaError, match="too large or too small"):
        formula.evaluate(huge, lambda name, part: Quantity(Decimal("1e999999"), (), None))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("CNY", "USD"),
        ("TFLOPS", "TOPS"),
        ("chips", "servers"),
        ("GB", "GB/s"),
        ("W", "Wh"),
        ("chips", "times"),
        ("nm", "mm2"),
    ],
)
def test_units_that_measure_different_things_do_not_convert(source: str, target: str) -> None:
    with pytest.raises(UnitError, match=f"{source} cannot be converted to {target}: they measure different things"):
        convert(Decimal(1), parse(source), parse(target))


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("TFLOP", "TFLOPS"),
        ("chps", "chip"),
        ("GB/ss", "s"),
        ("procent", "percent"),
        ("million chps", "million"),
        ("Text", "text"),
    ],
)
def test_an_unknown_unit_is_named_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UnitError, match="unknown unit") as caught:
        parse(text)
    assert near in str(caught.value) or "list of units" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("yuan", "CNY"), ("Yuan", "CNY"), ("RMB", "CNY"), ("元", "CNY"), ("人民币", "CNY"), ("dollars", "USD"),
        ("dollar", "USD"), ("$", "USD"), ("US$", "USD"), ("HK$", "HKD"), ("euros", "EUR"), ("yen", "JPY"),
        ("gigabytes", "GB"), ("gigabyte", "GB"), ("terabytes/second", "TB/second"), ("bytes", "B"), ("watts", "W"),
        ("kilowatts", "kW"), ("watt", "W"), ("megawatt-hours", "MWh"), ("gigahertz", "GHz"), ("nanometers", "nm"),
        ("%", "percent"), ("per cent", "percent"), ("倍", "times"), ("seconds", "s"), ("hrs", "hours"),
        ("张", "cards"), ("GPU", "chips"), ("亿元", "CNY"), ("million yuan", "million CNY"),
        ("yuan per year", "CNY/year"),
        ("RMB/million tokens", "CNY/million tokens"), ("gb", "GB"), ("Tflops", "TFLOPS"), ("Percent", "percent"),
    ],
)  # fmt: skip
def test_a_unit_by_its_common_name_is_told_as_the_data_have_it(text: str, right: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse(text)
    assert str(caught.value) == f"unknown unit {text!r}; write {right}" and parse(right)


def test_each_measure_has_units_that_measure_it() -> None:
    assert units.SUCH_AS.keys() == {*get_args(schema.Measure)} - {*units.NOT_NUMERIC, "percent", "times"}
    for measure, such in units.SUCH_AS.items():
        assert {parse(text).measure for text in such.split(" or ")} == {measure}


def test_a_currency_that_is_none_of_ours_is_told_those_that_are() -> None:
    with pytest.raises(UnitError, match="unknown unit 'GBP'; the currencies are CNY, USD, HKD"):
        parse("GBP")


@pytest.mark.parametrize("base", ["FLOPS", "OPS", "B", "bit", "W", "Wh", "Hz"])
def test_each_prefix_is_a_thousand_of_the_one_before(base: str) -> None:
    symbols = [f"{prefix}{base}" for prefix in ("", "k", "M", "G", "T", "P", "E", "Z")]
    assert [convert(Decimal(1), parse(larger), parse(smaller)) for smaller, larger in pairwise(symbols)] == [1000] * 7


def test_compute_figures_need_a_basis_and_others_do_not() -> None:
    assert [text for text in ("TFLOPS", "TOPS/W", "GB/s", "chips", "text", "CNY") if parse(text).needs_basis] == [
        "TFLOPS",
        "TOPS/W",
    ]


@steady
@given(st.sampled_from(sorted(units.ATOMS)), st.sampled_from(sorted(units.ATOMS)), st.integers(1, 10**6))
def test_conversion_there_and_back(one: str, other: str, number: int) -> None:
    first, second = parse(one), parse(other)
    if first.dims == second.dims:
        there = convert(Decimal(number), first, second)
        assert abs(convert(there, second, first) - number) < Decimal("1e-15") * number

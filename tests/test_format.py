"""Numbers, money, ranges and dates in words, as American English writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.facts.ledger import Fact, Reading
from macros.facts.text import reading_text
from macros.values import format as forms
from macros.values.units import MONEY, UnitError, parse

from .engine import steady


@pytest.mark.parametrize(
    ("value", "unit", "long", "short"),
    [
        ("25500000000", "CNY", "CNY 25.5 billion", "CNY 25.5 bn"), ("3710000000", "USD", "US$3.71 billion",
         "US$3.71 bn"),
        ("1200000000000", "CNY", "CNY 1.2 trillion", "CNY 1.2 tn"), ("19.6", "HKD", "HK$19.6", "HK$19.6"),
        ("3200000000", "EUR", "EUR 3.2 billion", "EUR 3.2 bn"), ("-5000000", "TWD", "−NT$5 million", "−NT$5 m"),
        ("1.09", "USD/EUR", "US$1.09 per euro", "US$1.09 per euro"),
        ("-350000000", "CNY", "−CNY 350 million", "−CNY 350 m"), ("-3710000000", "USD", "−US$3.71 billion",
         "−US$3.71 bn"),
        ("999999", "CNY", "CNY 999,999", "CNY 999,999"), ("1000000", "CNY", "CNY 1 million", "CNY 1 m"),
        ("999999999", "chips", "1 billion chips", "1 bn chips"), ("1234567", "chips", "1.235 million chips",
         "1.235 m chips"),
        ("23000", "chips", "23,000 chips", "23,000 chips"), ("1", "chips", "1 chip", "1 chip"), ("-1", "chips",
         "−1 chip", "−1 chip"),
        ("0", "chips", "0 chips", "0 chips"), ("41", "percent", "41 percent", "41%"), ("-12.5", "percent",
         "−12.5 percent", "−12.5%"),
        ("3", "times", "3 times", "3×"), ("3.2", "TB/s", "3.2 TB/s", "3.2 TB/s"), ("752", "TFLOPS", "752 TFLOPS",
         "752 TFLOPS"),
        ("1.25", "TFLOPS/W", "1.25 TFLOPS/W", "1.25 TFLOPS/W"), ("5.5", "CNY/million tokens",
         "CNY 5.5 per million tokens", "CNY 5.5 per million tokens"),
        ("6.87", "CNY/USD", "CNY 6.87 per US dollar", "CNY 6.87 per US dollar"), ("120", "chips/servers",
         "120 chips per server", "120 chips per server"),
        ("25512000000000000", "CNY", "CNY 25,512 trillion", "CNY 25,512 tn"),
        ("999999999999999", "CNY", "CNY 1,000 trillion", "CNY 1,000 tn"),
        ("2", "USD/HKD", "US$2 per Hong Kong dollar", "US$2 per Hong Kong dollar"),
        ("2", "HKD/CNY", "HK$2 per yuan", "HK$2 per yuan"),
        ("2", "chips/s", "2 chips per second", "2 chips per second"),
        ("1", "weeks", "1 week", "1 week"), ("2", "weeks", "2 weeks", "2 weeks"),
        ("2", "m2", "2 m²", "2 m²"), ("1000000000", "FLOPS", "1,000,000,000 FLOPS",
         "1,000,000,000 FLOPS"),
    ],
)  # fmt: skip
def test_quantities(value: str, unit: str, long: str, short: str) -> None:
    assert forms.quantity(Decimal(value), parse(unit)) == long
    assert forms.quantity(Decimal(value), parse(unit), "short") == short


def test_forms() -> None:
    value, unit = Decimal("25500000000"), parse("CNY")
    assert [forms.quantity(value, unit, form) for form in forms.FORMS] == [
        "CNY 25.5 billion",
        "CNY 25.5 bn",
        "25.5 billion",
        "CNY 25,500,000,000",
    ]


@pytest.mark.parametrize(
    ("low", "high", "unit", "long", "short"),
    [
        ("600000000000", "700000000000", "CNY", "CNY 600 billion to 700 billion", "CNY 600 bn to 700 bn"),
        ("3000000", "4000000", "USD", "US$3 million to 4 million", "US$3 m to 4 m"),
        ("600", "700", "chips", "600 to 700 chips", "600–700 chips"),
        ("1", "2", "chips", "1 to 2 chips", "1–2 chips"),
        ("3000000", "4000000", "chips", "3 million to 4 million chips", "3 m–4 m chips"),
        ("5", "10", "percent", "5 to 10 percent", "5–10%"),
        ("-5", "10", "percent", "−5 to 10 percent", "−5 to 10%"),
        ("1", "2", "CNY/million tokens", "CNY 1 to 2 per million tokens", "CNY 1 to 2 per million tokens"),
        ("600", "700", "GB/s", "600 to 700 GB/s", "600–700 GB/s"),
    ],
)
def test_ranges(low: str, high: str, unit: str, long: str, short: str) -> None:
    assert forms.span(Decimal(low), Decimal(high), parse(unit)) == long
    assert forms.span(Decimal(low), Decimal(high), parse(unit), "short") == short


@pytest.mark.parametrize(
    ("text", "full", "month", "year", "short"),
    [
        ("2026-02-28", "February 28, 2026", "February 2026", "2026", "February 28, 2026"),
        ("2024-12", "December 2024", "December 2024", "2024", "December 2024"),
        ("2026-Q1", "Q1 2026", "Q1 2026", "2026", "Q1 2026"),
        ("2026-H2", "second half of 2026", "second half of 2026", "2026", "H2 2026"),
        ("2026", "2026", "2026", "2026", "2026"),
        ("2025-9M", "first nine months of 2025", "first nine months of 2025", "2025", "Jan–Sep 2025"),
        ("FY2026/2026-01", *["fiscal year 2026 (to January 2026)"] * 2, "fiscal year 2026", "FY2026, to Jan 2026"),
        (
            "FY2026-Q1/2025-04", *["Q1 of fiscal year 2026 (to April 2025)"] * 2,
            "Q1 of fiscal year 2026", "Q1 FY2026, to Apr 2025",
        ),
        (
            "FY2025-9M/2025-12", *["first nine months of fiscal year 2025 (to December 2025)"] * 2,
            "first nine months of fiscal year 2025", "9M FY2025, to Dec 2025",
        ),
        ("2021/2025", "2021 to 2025", "2021 to 2025", "2021 to 2025", "2021–2025"),
        ("2025-02/2025-04", "February to April 2025", "February to April 2025", "2025", "Feb–Apr 2025"),
        ("2025-11/2026-02", *["November 2025 to February 2026"] * 2, "2025 to 2026", "Nov 2025–Feb 2026"),
        ("2026-05-14/2026-05-16", "May 14 to 16, 2026", "May 2026", "2026", "May 14–16, 2026"),
        (
            "2025-09-29/2025-11-10", "September 29 to November 10, 2025", "September to November 2025", "2025",
            "Sep 29–Nov 10, 2025",
        ),
        (
            "2025-12-29/2026-01-03", "December 29, 2025, to January 3, 2026", "December 2025 to January 2026",
            "2025 to 2026", "Dec 29, 2025–Jan 3, 2026",
        ),
    ],
)  # fmt: skip
def test_dates(text: str, full: str, month: str, year: str, short: str) -> None:
    assert [forms.date(text, style) for style in forms.STYLES] == [full, month, year, short]


@pytest.mark.parametrize("order", [("30", "30.0", "30.00"), ("30.00", "30.0", "30")])
def test_equal_numbers_with_other_digits_do_not_share_a_cache(order: tuple[str, ...]) -> None:
    forms._number.cache_clear()
    assert tuple(forms.number(Decimal(text)) for text in order) == order
    assert tuple(forms.quantity(Decimal(text), parse("GB")) for text in order) == tuple(f"{text} GB" for text in order)


@pytest.mark.parametrize(
    ("value", "digits", "result"),
    [("1234.5", 2, "1200"), ("0.0012345", 3, "0.00123"), ("99.96", 3, "100"), ("0", 3, "0"), ("-1234.5", 2, "-1200"),
     ("25.5", 3, "25.5"), ("30.0", 2, "30"),
     ("2.5", 1, "3"), ("1E+5", 3, "100000"), ("6.8733", 3, "6.87")],
)  # fmt: skip
def test_rounding(value: str, digits: int, result: str) -> None:
    assert str(forms.rounded(Decimal(value), digits)) == result


def fact(unit: str, value: Any = None, **row: Any) -> tuple[Fact, Reading]:
    reading = Reading(value, **row)
    return Fact(
        "a.b",
        "a",
        "B",
        parse(unit),
        (reading,),
        "data/a.yml",
        1,
        "a",
        formula="c.d" if row.get("significant") else None,
    ), reading


@pytest.mark.parametrize(
    ("row", "unit", "options", "text"),
    [
        ({"value": Decimal(23000), "approx": "nearly"}, "chips", {}, "nearly 23,000 chips"),
        ({"value": Decimal(23000), "approx": "nearly"}, "chips", {"hedge": False}, "23,000 chips"),
        ({"value": Decimal(23000), "approx": "nearly"}, "chips", {"form": "bare"}, "23,000"),
        ({"low": Decimal(5), "high": Decimal(10)}, "percent", {}, "5 to 10 percent"),
        ({"low": Decimal(5), "high": Decimal(10)}, "percent", {"part": "high"}, "10 percent"),
        ({"value": Decimal(7), "low": Decimal(5), "high": Decimal(10)}, "percent", {}, "7 percent"),
        ({"value": Decimal("6.87332"), "significant": 3}, "CNY/USD", {}, "CNY 6.87 per US dollar"),
        ({"value": Decimal("6.87332"), "significant": 3}, "CNY/USD", {"form": "exact"}, "CNY 6.8733 per US dollar"),
        ({"value": Decimal(3579)}, "PFLOPS", {"unit": parse("EFLOPS")}, "3.579 EFLOPS"),
        ({"value": Decimal(3579)}, "PFLOPS", {"unit": parse("EFLOPS"), "digits": 2}, "3.6 EFLOPS"),
        ({"value": "2026-02-28"}, "date", {"style": "month"}, "February 2026"),
        ({"value": "Civic Center"}, "text", {}, "Civic Center"),
        ({"value": ("training", "inference")}, "list", {}, "training, inference"),
    ],
)
def test_readings(row: dict[str, Any], unit: str, options: dict[str, Any], text: str) -> None:
    assert reading_text(*fact(unit, **row), **options) == text


def test_a_reading_does_not_convert_into_another_kind_of_unit() -> None:
    with pytest.raises(UnitError, match="measure different things"):
        reading_text(*fact("CNY", value=Decimal(5)), unit=parse("USD"))


@steady
@given(st.integers(-(10**14), 10**14), st.sampled_from(["chips", "GB", "percent", *MONEY]))
def test_what_is_written_exactly_reads_back(number: int, unit: str) -> None:
    text = forms.quantity(Decimal(number), parse(unit), "exact")
    assert int(re.sub(r"[^\d−]", "", text).replace("−", "-")) == number


@steady
@given(st.integers(1, 10**14))
def test_scaled_numbers_are_right_to_four_digits(number: int) -> None:
    text, _, word = forms.quantity(Decimal(number), parse("chips"), "bare").partition(" ")
    size = Decimal(text.replace(",", "")) * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert abs(size - number) <= Decimal(number) * Decimal("0.0005")
    assert not word or 1 <= Decimal(text.replace(",", "")) < 1000

"""Dates of year, half-year, quarter, month and day precision, and the same date in a source's own words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.values.dates import parse
from macros.values.datewords import disagreement

from .engine import steady


@pytest.mark.parametrize(
    ("text", "first", "last", "iso"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026"),
        ("2026-H1", "2026-01-01", "2026-06-30", None),
        ("2026-H2", "2026-07-01", "2026-12-31", None),
        ("2026-Q1", "2026-01-01", "2026-03-31", None),
        ("2026-Q4", "2026-10-01", "2026-12-31", None),
        ("2026-02", "2026-02-01", "2026-02-28", "2026-02"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028-02"),
        ("2026-12", "2026-12-01", "2026-12-31", "2026-12"),
        ("2026-02-15", "2026-02-15", "2026-02-15", "2026-02-15"),
    ],
)
def test_precision(text: str, first: str, last: str, iso: str | None) -> None:
    when = parse(text)
    assert (when.first.isoformat(), when.last.isoformat(), when.iso) == (first, last, iso)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-02-30",
        "2026-00",
        "2026-Q5",
        "2026-H3",
        "26-02-28",
        "2026/02/28",
        "2026-2-8",
        "",
        "soon",
        "2026-02-28 ",
        "2026-Q1-01",
        "0000",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse(text)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2026-02-28", "February 28, 2026"), ("2026-02-28", "28 February 2026"), ("2026-02-28", "Feb. 28"),
        ("2026-02-28", "on the 28th of February"),
        ("2026-02-28", "2026年2月28日"), ("2026-02-28", "2月28日"), ("2026-02-28", "２０２６年２月２８日"),
        ("2026-02-28", "2026-02-28"),
        ("2026-02-28", "2026/2/28"), ("2026-02-28", "in 2026"), ("2026-09-05", "Sept. 5, 2026"),
        ("2026-05", "May 2026"), ("2026-05", "2026年5月"),
        ("2026-05", "Q2 2026"), ("2026-05", "the first half of 2026"), ("2026-Q1", "first quarter of 2026"),
        ("2026-Q1", "First-quarter 2026"),
        ("2026-Q3", "Q3 2026"), ("2026-Q3", "3Q26"), ("2026-Q3", "2026年第三季度"), ("2026-Q3", "August 2026"),
        ("2026-H1", "1H26"),
        ("2026-H1", "H1 2026"), ("2026-H2", "2026年下半年"), ("2026-H2", "second half"), ("2026-H1", "March 2026"),
        ("2026", "2026"), ("2026", "FY2026"),
        ("2019", "founded in 2019"), ("2026", "March 2026"),
    ],
)  # fmt: skip
def test_a_print_that_bears_the_date_out(value: str, printed: str) -> None:
    assert disagreement(parse(value), printed) == ""


@pytest.mark.parametrize(
    ("value", "printed", "why"),
    [
        ("2026-02-28", "February 27, 2026", "the day is 28 but the print says 27"),
        ("2026-02-28", "March 28, 2026", "the month is 2 but the print says 3"),
        ("2026-02-28", "February 28, 2025", "the year is 2026 but the print says 2025"),
        ("2026-02-28", "2月27日", "the day is 28 but the print says 27"),
        ("2026-02-28", "2025年2月28日", "the year is 2026 but the print says 2025"),
        ("2026-05", "Q1 2026", "2026-05 is not in the quarter the print says, 1"),
        ("2026-05", "the second half of 2026", "2026-05 is not in the half the print says, 2"),
        ("2026-Q1", "Second quarter of 2026", "the quarter is 1 but the print says 2"),
        ("2026-Q1", "2026年第三季度", "the quarter is 1 but the print says 3"),
        ("2026-Q3", "May 2026", "2026-Q3 is not in the month the print says, 5"),
        ("2026-H1", "2H26", "the half is 1 but the print says 2"),
        ("2026-H1", "2026年下半年", "the half is 1 but the print says 2"),
        ("2026", "2025", "the year is 2026 but the print says 2025"),
        ("2026-02-28", "soon", "the print names no part of this date"),
        ("2026", "about 20260 chips", "the print names no part of this date"),
    ],
)
def test_a_print_that_contradicts(value: str, printed: str, why: str) -> None:
    assert disagreement(parse(value), printed) == why


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def spellings(when: date) -> list[str]:
    return [
        when.isoformat(), f"{when:%B} {when.day}, {when.year}", f"{when.day} {when:%b} {when.year}",
         f"{when:%b}. {when.day}, {when.year}",
        f"{when.year}年{when.month}月{when.day}日", f"{when.year}/{when.month}/{when.day}",
         f"{when.year}.{when.month:02}.{when.day:02}",
    ]  # fmt: skip


@steady
@given(days, st.data())
def test_a_date_agrees_with_itself_however_printed(when: date, data: st.DataObject) -> None:
    assert disagreement(parse(when.isoformat()), data.draw(st.sampled_from(spellings(when)))) == ""


@steady
@given(days, st.integers(1, 400), st.data())
def test_another_day_disagrees(when: date, later: int, data: st.DataObject) -> None:
    assert disagreement(parse((when + timedelta(later)).isoformat()), data.draw(st.sampled_from(spellings(when))))


@steady
@given(days)
def test_spans_nest(when: date) -> None:
    text = when.isoformat()
    for coarse in (
        text[:4],
        text[:7],
        f"{when.year}-Q{(when.month + 2) // 3}",
        f"{when.year}-H{1 if when.month < 7 else 2}",
    ):
        span = parse(coarse)
        assert span.first <= when <= span.last


@steady
@given(st.text(max_size=40))
def test_any_print_can_be_read(text: str) -> None:
    disagreement(parse("2026-02-28"), text)

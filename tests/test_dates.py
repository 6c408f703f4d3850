"""Dates and periods: how they are read, what days they cover, and the same in a source's own words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.values import format as forms
from macros.values.dates import by_end, by_start, months, parse, part_of_year
from macros.values.datewords import another_period, disagreement

from .engine import steady


@pytest.mark.parametrize(
    ("text", "first", "last", "iso", "count"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026", 12), ("2026-H1", "2026-01-01", "2026-06-30", None, 6),
        ("2026-H2", "2026-07-01", "2026-12-31", None, 6), ("2026-Q1", "2026-01-01", "2026-03-31", None, 3),
        ("2026-Q4", "2026-10-01", "2026-12-31", None, 3), ("2026-9M", "2026-01-01", "2026-09-30", None, 9),
        ("2026-02", "2026-02-01", "2026-02-28", "2026-02", 1), ("2028-02", "2028-02-01", "2028-02-29", "2028-02", 1),
        ("2026-12", "2026-12-01", "2026-12-31", "2026-12", 1),
        ("2026-02-15", "2026-02-15", "2026-02-15", "2026-02-15", 0),
        ("FY2026/2026-01", "2025-02-01", "2026-01-31", None, 12),
        ("FY2025/2026-03", "2025-04-01", "2026-03-31", None, 12),
        ("FY2026-Q1/2025-04", "2025-02-01", "2025-04-30", None, 3),
        ("FY2026-H2/2026-01", "2025-08-01", "2026-01-31", None, 6),
        ("FY2026-9M/2025-10", "2025-02-01", "2025-10-31", None, 9),
        ("2021/2025", "2021-01-01", "2025-12-31", None, 60), ("2025-11/2026-02", "2025-11-01", "2026-02-28", None, 4),
        ("2026-05-14/2026-05-16", "2026-05-14", "2026-05-16", None, 0),
    ],
)  # fmt: skip
def test_precision(text: str, first: str, last: str, iso: str | None, count: int) -> None:
    when = parse(text)
    assert (when.first.isoformat(), when.last.isoformat(), when.iso, months(when)) == (first, last, iso, count)
    assert part_of_year(when) == (count < 12)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13", "2026-02-30", "2026-00", "2026-Q5", "2026-H3", "2026-6M", "2026-9M-01", "26-02-28", "2026/02/28",
        "2026-2-8", "", "soon", "2026-02-28 ", "2026-Q1-01", "0000", "FY2026", "FY2026/2026-13", "FY26/2026-01", "/",
        "2026-Q1/2026-Q2", "2025-01/2026", "2024/2025/2026", "2026-05-14/16", "2025/26",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0000-01", "there is no year, month or day zero"), ("2026-13", "there is no month 13"),
        ("2026-02-29", "2026-02 has 28 days"), ("2024-02-30/2024-03-01", "2024-02 has 29 days"),
        ("2025/2021", "2021 is not after 2025"), ("2025/2025", "2025 is not after 2025"),
        ("2025-01/2025-12", "write 2025"), ("2025-01/2025-03", "write 2025-Q1"), ("2025-01/2025-09", "write 2025-9M"),
        ("2025-07-01/2025-12-31", "write 2025-H2"), ("2025-02-01/2025-02-28", "write 2025-02"),
        ("FY2026/2028-01", "the fiscal year 2026 cannot end in 2028-01"),
        ("FY2026/2025-06", "the fiscal year 2026 cannot end in 2025-06"),
        ("FY2026-Q1/2027-04", "the fiscal year 2026 cannot end in 2028-01"),
        ("FY2025/2025-12", "it ends with a calendar year; write 2025"),
        ("FY2025-H1/2025-06", "it ends with a calendar year; write 2025-H1"),
    ],
)  # fmt: skip
def test_one_way_to_write_a_period(text: str, why: str) -> None:
    with pytest.raises(ValueError) as error:
        parse(text)
    assert str(error.value) == f"{text!r} is not a date: {why}"


@pytest.mark.parametrize(
    ("value", "printed", "why"),
    [
        ("2026-02-28", "February 27, 2026", "the day is 28 but the print says day 27 of month 2 of 2026"),
        ("2026-02-28", "February 28, 2025", "the day is 28 but the print says day 28 of month 2 of 2025"),
        ("2026-Q1", "Second quarter of 2026", "the quarter is 1 but the print says quarter 2 of 2026"),
        ("2026", "FY2026", "the year is 2026 but the print says fiscal 2026"),
        ("2025-9M", "the third quarter of 2025", "the print says quarter 3 of 2025"),
        ("2025", "nine months of 2025", "the year is 2025 but the print says nine months of 2025"),
        ("FY2026/2026-01", "Q1 FY2026", "the print says quarter 1 of fiscal 2026"),
        ("2021/2025", "2021-2024", "the print says 2021, 2021 to 2024"),
        ("2026-02-28", "soon", "the print names no part of this date"),
        ("2026-9M", "2.9M dies", "the print names no part of this date"),
        ("2026", "about 20260 chips", "the print names no part of this date"),
    ],
)  # fmt: skip
def test_a_contradiction_is_told(value: str, printed: str, why: str) -> None:
    assert disagreement(parse(value), printed) == why


@pytest.mark.parametrize(
    ("as_of", "printed", "other"),
    [
        ("2025", "前三季度 3.51亿", "nine months"), ("2025-09", "前三季度 3.51亿", "nine months"),
        ("2025-Q3", "前三季度 3.51亿", "nine months"), ("2025-9M", "前三季度 3.51亿", ""), ("2025-9M", "3.51亿", ""),
        ("2025-9M", "2025年三季度", "quarter 3 of 2025"), ("2025", "Q1 2025 revenue", "quarter 1 of 2025"),
        ("2025", "first half of 2025", "half 1 of 2025"), ("2025-H1", "first half of 2024", "half 1 of 2024"),
        ("2025-H1", "H1 FY2025", "half 1 of fiscal 2025"), ("FY2025-H1/2024-09", "H1 FY2025", ""),
        ("2026", "fiscal 2026", "fiscal 2026"), ("FY2026/2026-01", "fiscal 2026", ""),
        ("FY2026-Q1/2025-04", "the three months ended April 27, 2025", ""),
        ("2025-04", "the three months ended April 27, 2025", "month 2 of 2025 to month 4 of 2025"),
        ("2025-06-30", "in the first half of 2025", ""), ("2023", "2022至2024年分别为4.56亿元、6.16亿元、7.73亿元", ""),
        ("2025", "5 billion in 2025, of which 2 in the second half", "half 2"),
        ("2025", "up from 2024; Nvidia H100 and H200 for comparison", ""),
        ("2026-03", "9M", ""), ("2025", "9M 2025: RMB 3 billion", "nine months of 2025"),
    ],
)  # fmt: skip
def test_a_figure_of_a_period_is_not_one_of_another(as_of: str, printed: str, other: str) -> None:
    assert another_period([parse(as_of)], printed, ["en"]) == other


def test_a_plan_may_be_printed_with_the_period_in_which_it_is_due() -> None:
    said, due = parse("2026-04-24"), parse("2026-H2")
    assert another_period([said], "in H2 2026") == "half 2 of 2026"
    assert another_period([said, due], "in H2 2026") == ""


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> str:
    """Return a date or period of any kind as the data write it."""
    one, two = sorted((draw(days), draw(days)))
    kind = draw(
        st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", "-9M", "month", "day", "span", "fiscal"])
    )
    if kind == "fiscal":
        part, back = draw(st.sampled_from([("", 0), ("-Q1", 9), ("-Q2", 6), ("-H1", 6), ("-9M", 3), ("-Q4", 0)]))
        end = one.year * 12 + draw(st.integers(1, 11)) - 1
        name, end = end // 12 - draw(st.booleans()), end - back
        return f"FY{name}{part}/{end // 12}-{end % 12 + 1:02}"
    size = draw(st.sampled_from([4, 7, 10]))
    if kind == "span":
        text = f"{one.isoformat()[:size]}/{two.isoformat()[:size]}"
        try:
            parse(text)
        except ValueError:
            assume(False)  # the same day twice, or a period with a form of its own
        return text
    return one.isoformat()[: {"month": 7, "day": 10}[kind]] if kind in ("month", "day") else f"{one.year}{kind}"


@steady
@given(periods(), st.sampled_from(["full", "short"]))
def test_what_the_site_prints_of_a_period_reads_as_that_period(text: str, style: str) -> None:
    assert disagreement(parse(text), forms.date(text, style), ["en"]) == ""


@steady
@given(periods(), periods(), st.sampled_from(["full", "short"]))
def test_what_the_site_prints_of_another_period_does_not(text: str, other: str, style: str) -> None:
    when, printed = parse(text), forms.date(other, style)
    assume(when.kind in ("nine", "fiscal", "span") or parse(other).kind in ("nine", "fiscal"))
    assume((when.first, when.last) != (parse(other).first, parse(other).last))
    assert disagreement(when, printed, ["en"]) or (when.kind == "fiscal" and when.year == parse(other).year)


@steady
@given(periods(), periods())
def test_periods_sort_by_their_days(text: str, other: str) -> None:
    one, two = parse(text), parse(other)
    assert one.first <= one.last
    assert (by_end(text) < by_end(other)) == ((one.last, one.first) < (two.last, two.first))
    if one.first != two.first:
        assert (by_start(text) < by_start(other)) == (one.first < two.first)
    assert part_of_year(one) == ((one.last - one.first).days < 364)


@steady
@given(days)
def test_spans_nest(when: date) -> None:
    text = when.isoformat()
    year, month = text[:4], text[:7]
    half, quarter = f"{year}-H{1 if when.month < 7 else 2}", f"{year}-Q{(when.month + 2) // 3}"
    for coarse in (year, month, half, quarter, *([f"{year}-9M"] if when.month < 10 else [])):
        assert parse(coarse).first <= when <= parse(coarse).last


def spellings(when: date) -> list[str]:
    return [
        when.isoformat(), f"{when:%B} {when.day}, {when.year}", f"{when.day} {when:%b} {when.year}",
        f"{when:%b}. {when.day}, {when.year}", f"{when.year}年{when.month}月{when.day}日",
        f"{when.year}/{when.month}/{when.day}", f"{when.year}.{when.month:02}.{when.day:02}",
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
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    disagreement(parse("2026-02-28"), text)
    another_period([parse("2025-9M")], text)
    try:
        when = parse(text)
    except ValueError:
        return
    assert when.first <= when.last

"""Where points and events stand, computed anew from the data and from the ticks that the drawing itself shows."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from macros.facts import chart
from macros.facts.ledger import Fact, Ledger, Reading
from macros.values.dates import parse

from .site import Page
from .test_chart_positions import AXIS, MUTED, SVG, base, lines, number, numbers, reading
from .test_charts import drawings, every_figure, marks


@dataclass
class Axes:
    """One plane of points as its drawing shows it: the values written upward, and the ticks along its foot."""

    top: float
    foot: float
    end: float
    up: list[tuple[float, float]]  # value, pixel
    ticks: list[float]
    along: list[tuple[str, float]]  # text, pixel

    def y(self, value: float, log: bool) -> float:
        return between(value, self.up[0], self.up[-1], log)

    def year(self, when: float) -> float:
        first = int(min(text for text, _ in self.along))
        return self.ticks[0] + (when - first) * (self.end - self.ticks[0]) / len(self.ticks)

    def x(self, value: float) -> float:
        """Return the pixel of a value on an axis of equal ratios, from two texts that stand under their ticks."""
        near = [
            (float(text.replace(",", "")), min(self.ticks, key=lambda tick: abs(tick - at))) for text, at in self.along
        ]
        sure = [pair for pair, (_, at) in zip(near, self.along) if abs(pair[1] - at) < 0.2]
        return between(value, sure[0], sure[-1], True)


def between(value: float, one: tuple[float, float], other: tuple[float, float], log: bool) -> float:
    """Return the pixel of a value, from two values and their pixels."""
    scale: Callable[[float], float] = math.log if log else float
    share = (scale(value) - scale(one[0])) / (scale(other[0]) - scale(one[0]))
    return one[1] + share * (other[1] - one[1])


def axes(drawing: Element) -> Iterator[Axes]:
    """Yield the planes of a drawing, from the top."""
    size = float(drawing.get("font-size", ""))
    drawn = lines(drawing, AXIS)
    texts = [e for e in drawing.iter(f"{SVG}text") if e.get("fill") == MUTED]
    written = [(e.get("text-anchor"), e.text or "", number(e, "x"), number(e, "y")) for e in texts]
    top = 0.0
    for foot, end in sorted({(y1, x2) for x1, y1, x2, y2 in drawn if y1 == y2 and x2 - x1 > 50}):
        up = [
            (float(text.replace(",", "").rstrip("%")), y - 0.35 * size)
            for anchor, text, _, y in written
            if anchor == "end" and top + size < y < foot + size / 2
        ]
        ticks = [x1 for x1, y1, x2, _ in drawn if x1 == x2 and abs(y1 - foot) < 0.2]
        along = [(text, x) for anchor, text, x, y in written if anchor == "middle" and foot < y < foot + 2 * size]
        yield Axes(top, foot, end, up, ticks, along)
        top = foot


def fraction(day: date) -> float:
    return day.year + (day - date(day.year, 1, 1)).days / (366 if calendar.isleap(day.year) else 365)


def when(text: str, level: bool) -> float:
    """Return where a date stands: in the middle of its days, a level of a month or a day at the last of them."""
    first, last = fraction(parse(text).first), fraction(parse(text).last)
    return last if level and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text) else (first + last) / 2


def in_unit(fact: Fact, row: Reading, unit: str) -> float:
    powers = {"TFLOPS": 12, "EFLOPS": 18, "TB/s": 12, "percent": None}
    power = powers[unit]
    return float(row.number) if power is None else base(fact, row) / 10.0**power


def test_points_over_time_and_of_two_measures_stand_where_their_values_are(
    pages: dict[str, Page], ledger: Ledger
) -> None:
    seen = 0
    for page, (name, _), figure in every_figure(pages):
        entry = ledger.charts[name].entry
        if entry.form not in ("lines", "launches", "scatter"):
            continue
        for drawing in drawings(figure):
            planes = list(axes(drawing))
            for element, pairs in marks(drawing):
                x, y = numbers(element.get("transform", ""))
                index, plane = next((i, p) for i, p in enumerate(planes) if p.top < y < p.foot)
                fact, row = reading(ledger, pairs[0])
                if entry.form == "lines":
                    unit, log = entry.unit, entry.unit != "percent"
                    spoken = (row.due if row.target else None) or row.as_of
                    wanted = plane.year(when(spoken, log))
                    aside = (
                        0.35 * (plane.end - plane.ticks[0]) / len(plane.ticks)
                    )  # where points would cover each other
                    while not log and x - wanted > aside / 2:
                        wanted += aside
                elif entry.form == "launches":
                    unit, log = entry.measures[index].unit, False
                    wanted = plane.year(when(str(reading(ledger, pairs[1])[1].value), False))
                else:
                    unit, log = entry.measures[0].unit, True
                    wanted = plane.x(in_unit(*reading(ledger, pairs[1]), entry.measures[1].unit))
                assert abs(x - wanted) < 0.4, f"{page}: {name}: {pairs}"
                assert abs(y - plane.y(in_unit(fact, row, unit), log)) < 0.4, f"{page}: {name}: {pairs}"
                seen += 1
    assert seen > 90


def test_events_stand_at_their_dates_in_order(pages: dict[str, Page], ledger: Ledger) -> None:
    seen = 0
    for page, (name, _), figure in every_figure(pages):
        entry = ledger.charts[name].entry
        if not isinstance(entry, chart.Events):
            continue
        for drawing in drawings(figure):
            grid = lines(drawing, "var(--chart-grid)")
            dates = [e.text for e in drawing.iter(f"{SVG}text") if e.get("fill") == MUTED]
            first, years = int(min(filter(None, dates))), sorted(x for x, *_ in grid)
            points = [(numbers(e.get("transform", "")), pairs[0]) for e, pairs in marks(drawing)]
            order = sorted(points, key=lambda point: (parse(point[1][1]).first, parse(point[1][1]).last, point[1][0]))
            inside = {
                (number(e, "x"), number(e, "y")): e.text
                for e in drawing.iter(f"{SVG}text")
                if e.get("stroke") == "none"
            }
            within = {step.fact: step.within for step in entry.steps}
            for (x, y), (fact, value) in points:
                days = [fraction(parse(value).first), fraction(parse(value).last)]
                aside = {None: 0.0, "early": -0.4, "late": 0.4}[within[fact]] * (days[1] - days[0])
                wanted = years[0] + (when(value, False) + aside - first) * (years[-1] - years[0]) / (len(years) - 1)
                edge = x < years[0] + 10 or x > years[-1] - 10  # a dot stays within the drawing
                assert abs(x - wanted) < (10 if edge else 0.3), f"{page}: {name}: {value}"
                assert order[int(inside[x, y + 4] or 0) - 1][1] == (fact, value), f"{page}: {name}: {value}"
                seen += 1
    assert seen > 60


def test_a_day_of_a_leap_year_is_a_part_of_all_its_days() -> None:
    from macros.charts.data import days

    assert days("2024-12-31") == (2024 + 365 / 366,) * 2
    assert days("2100-12-31") == (2100 + 364 / 365,) * 2  # no leap year, though four divides it
    assert days("2026") == (2026.0, 2026 + 364 / 365)

"""Where the marks of the charts stand, computed anew from the data and from what the drawing itself says of its scales.

Nothing here uses the code that places the marks: lengths are held against each other, and points against the
numbers and years written at the axes.
"""

from __future__ import annotations

import math
import re
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from macros.facts.ledger import Fact, Ledger, Reading
from macros.facts.text import machine_value
from macros.values.dates import parse

from .site import Page
from .test_charts import Call, drawings, every_figure, marks

SVG = "{http://www.w3.org/2000/svg}"
AXIS, MUTED = "var(--chart-axis)", "var(--chart-muted)"


@pytest.fixture(scope="session")
def figures(pages: dict[str, Page]) -> list[tuple[str, Call, Element]]:
    """Every chart of the built site."""
    return every_figure(pages)


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d*\.?\d+", text)]


def number(element: Element, name: str) -> float:
    return float(element.get(name, "nan"))


def lines(drawing: Element, color: str) -> list[tuple[float, float, float, float]]:
    """Return the ends of the lines of a color: from x and y to x and y."""
    found = [e for e in drawing.iter(f"{SVG}line") if e.get("stroke") == color]
    return [(number(e, "x1"), number(e, "y1"), number(e, "x2"), number(e, "y2")) for e in found]


def reading(ledger: Ledger, pair: tuple[str, str]) -> tuple[Fact, Reading]:
    """Return the fact and the reading that a mark names."""
    fact = ledger.facts[pair[0]]
    rows = (*reversed(fact.readings), *fact.alternatives)
    return fact, next(row for row in rows if machine_value(row) == pair[1])


def base(fact: Fact, row: Reading) -> float:
    """Return a value in base units; of a range the middle."""
    low, high = row.span
    value = row.number if row.value is not None else (low + high) / 2
    return float(value * fact.unit.factor)


def panels(drawing: Element) -> list[float]:
    """Return where the headings of the panels stand; of a heading of several lines the first."""
    bold = [number(e, "y") for e in drawing.iter(f"{SVG}text") if e.get("font-weight") == "bold"]
    return [y for y, before in zip(bold, [-math.inf, *bold]) if y - before > 18]


def panel_of(y: float, starts: list[float]) -> int:
    return sum(start < y for start in starts)


def test_bars_are_as_long_as_their_values(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    """In each panel a bar's length divided by its value is the same, and every bar begins or ends at one line."""
    seen = 0
    for page, (name, _), figure in figures:
        if ledger.charts[name].entry.form not in ("bars", "specifications"):
            continue
        for drawing in drawings(figure):
            found: dict[int, list[tuple[float, float, float]]] = {}
            for element, pairs in marks(drawing):
                if element.get("transform"):
                    continue
                fact, row = reading(ledger, pairs[0])
                x, y, length = numbers(element.get("d", ""))[:3]
                if row.value is not None and length:
                    group = (
                        0 if getattr(ledger.charts[name].entry, "one_scale", False) else panel_of(y, panels(drawing))
                    )
                    found.setdefault(group, []).append((x, length, base(fact, row)))
            for bars in found.values():
                _, longest, most = max(bars, key=lambda bar: abs(bar[2]))
                zeros = [x + length if value < 0 else x for x, length, value in bars]
                assert max(zeros) - min(zeros) < 0.25, f"{page}: {name}"
                for _, length, value in bars:
                    assert abs(length - abs(value / most) * longest) < 0.2, f"{page}: {name}: {value}"
                    seen += 1
    assert seen > 150


def test_columns_are_as_high_as_their_values_and_follow_in_time(
    figures: list[tuple[str, Call, Element]], ledger: Ledger
) -> None:
    seen = 0
    for page, (name, _), figure in figures:
        if ledger.charts[name].entry.form not in ("columns", "results"):
            continue
        for drawing in drawings(figure):
            found = [(numbers(e.get("d", "")), *reading(ledger, pairs[0])) for e, pairs in marks(drawing)]
            highest, fact, row = max(found, key=lambda column: abs(column[0][3]))
            scale = highest[3] / base(fact, row)
            lines_at = {y1 for x1, y1, x2, y2 in lines(drawing, AXIS) if y1 == y2 and x2 - x1 > 300}
            for (_, y, _, high, *_), fact, row in found:
                if row.value is not None:
                    assert abs(high - scale * base(fact, row)) < 0.2, f"{page}: {name}: {fact.id}"
                    assert any(abs(y - line) < 0.15 for line in lines_at), f"{page}: {name}: {fact.id}"
                    seen += 1
            for one in {fact.id for *_, fact, _ in found}:
                own = [(path, row) for path, fact, row in found if fact.id == one]
                middles = [(path[0] + path[2] / 2, parse(row.as_of).last) for path, row in own]
                assert middles == sorted(middles) and len({day for _, day in middles}) == len(middles)
    assert seen > 120


def test_parts_of_a_whole_are_as_wide_as_their_values_and_leave_no_gap(
    figures: list[tuple[str, Call, Element]], ledger: Ledger
) -> None:
    seen = 0
    for page, (name, _), figure in figures:
        entry: Any = ledger.charts[name].entry
        if entry.form != "wholes":
            continue
        for drawing in drawings(figure):
            wide, wholes = float(drawing.get("viewBox", "").split()[2]) - 2, dict[float, list[tuple[float, ...]]]()
            for element, pairs in marks(drawing):
                x, y, width = numbers(element.get("d", ""))[:3]
                wholes.setdefault(y, []).append((x, width, base(*reading(ledger, pairs[0]))))
            for parts, given in zip(wholes.values(), entry.wholes, strict=True):
                own = base(whole := ledger.facts[given.whole], whole.current) if given.whole else None
                total = 1.0 if given.unit == "percent" else own or sum(value for _, _, value in parts)
                at = 1.0
                for x, width, value in parts:
                    assert abs(width - wide * value / total) < 0.2 and abs(x - at) < 0.2, f"{page}: {name}: {value}"
                    at, seen = x + width, seen + 1
    assert seen > 40


def test_points_of_rows_stand_as_far_from_zero_as_their_values(
    figures: list[tuple[str, Call, Element]], ledger: Ledger
) -> None:
    seen = 0
    for page, (name, _), figure in figures:
        entry: Any = ledger.charts[name].entry
        if entry.form != "points":
            continue
        for drawing in drawings(figure):
            groups: dict[int, list[tuple[float, float]]] = {}
            one_scale, log = entry.one_scale, all(panel.log for panel in entry.panels)
            for element, pairs in marks(drawing):
                x, y = numbers(element.get("transform", ""))
                value = base(*reading(ledger, pairs[0]))
                group = 0 if one_scale else panel_of(y, panels(drawing))
                groups.setdefault(group, []).append((x, math.log(value) if log else value))
            zero = 0.0 if log else min(x for x, *_ in lines(drawing, AXIS))
            for points in groups.values():
                near, least = min(points, key=lambda point: point[1]) if log else (zero, 0.0)
                far, most = max(points, key=lambda point: point[1])
                for x, value in points:
                    wanted = (value - least) / (most - least) * (far - near)
                    assert abs((x - near) - wanted) < 0.7, f"{page}: {name}: {value}"
                    seen += 1
    assert seen > 80

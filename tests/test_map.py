"""The map: each mark where its place is and as large as its number, on land and not in the sea; what it refuses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from macros.facts.ledger import Ledger

from .engine import Project, project
from .site import Page
from .test_chart_positions import numbers
from .test_charts import SVG, drawings, every_figure, marks, spoken

SEA = [(125.0, 29.0), (121.0, 35.0), (117.0, 20.5), (131.0, 39.0)]  # off China's coast, and east of Korea
LAND = [(104.0, 31.0), (121.0, 24.0), (127.5, 36.5), (109.8, 19.2), (106.0, 48.0)]
PAGE, DATA = "docs/places.md", "data/places.yml"
PLACES = """\
subjects:
  north:
    name: North
    kind: deployment
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      cards: {label: Cards, value: 40, unit: cards, printed: 40 cards}
      cards-planned: {label: Cards to come, value: 90, unit: cards, printed: 90 cards, target: true, due: 2028}
      chips: {label: Chips, value: 20, unit: chips, printed: 20 chips}
      none: {label: Cards left, value: 0, unit: cards, printed: 0 cards}
charts:
  tried:
    form: map
    title: Words.
    caption: Words.
    places:
      - {name: Town, position: [113.6, 34.8], facts: [north.cards, north.cards-planned]}
"""


@pytest.fixture(scope="session")
def maps(pages: dict[str, Page], ledger: Ledger) -> list[tuple[Any, Element]]:
    """Every map of the built site: its entry and its figure."""
    found = [(ledger.charts[name].entry, figure) for _, (name, _), figure in every_figure(pages)]
    found = [(entry, figure) for entry, figure in found if entry.form == "map"]
    assert found
    return found


def middles(drawing: Element, entry: Any) -> dict[str, tuple[float, float]]:
    """Return where the marks of each place stand, in pixels: the middle of all of them."""
    place_of = {fact: place.name for place in entry.places for fact in place.facts}
    spans: dict[str, list[tuple[float, float, float]]] = {}
    for mark, [(fact, _)] in marks(drawing):
        x, y = numbers(mark.get("transform", ""))
        spans.setdefault(place_of[fact], []).append((x, y, half(mark)))
    return {
        name: ((min(x - r for x, _, r in own) + max(x + r for x, _, r in own)) / 2, own[0][1])
        for name, own in spans.items()
    }


def half(mark: Element) -> float:
    """Return half the width of a circle or a square."""
    return abs(numbers(mark.get("d", ""))[0])


def _degrees(place: Any) -> tuple[float, float]:
    return float(place.position[0]), float(place.position[1])


def projected(drawing: Element, entry: Any) -> Iterator[tuple[str, tuple[float, float], tuple[float, float]]]:
    """Yield each place with its position in pixels as drawn, and in degrees."""
    at = middles(drawing, entry)
    yield from ((one.name, at[one.name], _degrees(one)) for one in entry.places if one.position)


def scales(drawing: Element, entry: Any) -> tuple[float, float, float, float]:
    """Return pixels at zero degrees and for each degree, east and north, by the places that lie furthest apart."""
    found = list(projected(drawing, entry))
    steps: list[float] = []
    for axis in (0, 1):
        near, far = (pick(found, key=lambda one: one[2][axis]) for pick in (min, max))
        step = (far[1][axis] - near[1][axis]) / (far[2][axis] - near[2][axis])
        steps += [near[1][axis] - step * near[2][axis], step]
    return steps[0], steps[1], steps[2], steps[3]


def test_a_mark_stands_where_its_place_is(maps: list[tuple[Any, Element]]) -> None:
    for entry, figure in maps:
        for drawing in drawings(figure):
            left, along, top, up = scales(drawing, entry)
            for name, (x, y), (east, north) in projected(drawing, entry):
                assert abs(left + along * east - x) < 0.4 and abs(top + up * north - y) < 0.4, name
            assert along > 0 > up
            assert abs(-along / up - math.cos(math.radians(35))) < 0.02, (
                "a degree east is as long as it is at the middle"
            )


def test_the_surface_of_a_mark_is_as_large_as_its_number(maps: list[tuple[Any, Element]]) -> None:
    for _, figure in maps:
        for drawing in drawings(figure):
            found: list[tuple[float, float, Element]] = []
            for mark, [(_fact, number)] in marks(drawing):
                square = "A" not in mark.get("d", "")
                surface = half(mark) ** 2 * (4 if square else math.pi)
                found.append((float(number), math.sqrt(surface), mark))
            most, widest, _ = max(found, key=lambda one: one[0])
            for value, wide, mark in found:
                assert abs(wide - widest * math.sqrt(value / most)) < 0.2, mark.attrib


def test_shapes_tell_units_and_hollow_dashes_plans(maps: list[tuple[Any, Element]], ledger: Ledger) -> None:
    for entry, figure in maps:
        drawing = drawings(figure)[0]
        shapes: dict[str, set[bool]] = {}
        for mark, [(name, _)] in marks(drawing):
            fact = ledger.facts[name]
            shapes.setdefault(fact.unit.text, set()).add("A" in mark.get("d", ""))
            hollow = mark.get("fill") == "var(--chart-paper)"
            assert hollow == (mark.get("stroke-dasharray") is not None) == fact.current.ahead, name
        assert sorted(map(len, shapes.values())) == [1] * len(shapes)
        assert len({min(kinds) for kinds in shapes.values()}) == len(shapes)
        words = [e.text for e in drawing.iter(f"{SVG}text")]
        for place in entry.places:
            assert place.name in words and f"{place.name}: " in spoken(figure)


def rings(drawing: Element) -> list[list[tuple[float, float]]]:
    """Return the corners of the land as drawn, in pixels."""
    paths = [e.get("d", "") for e in drawing.iter(f"{SVG}path") if e.get("fill") == "var(--chart-band)"]
    return [list(zip(numbers(path)[::2], numbers(path)[1::2])) for path in paths]


def holds(corners: list[tuple[float, float]], x: float, y: float) -> bool:
    """Return whether a point lies inside a ring: a line from it to the left crosses the ring an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        if (ay > y) != (by > y) and x > ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def test_places_are_on_land_and_the_sea_is_left_free(maps: list[tuple[Any, Element]]) -> None:
    for entry, figure in maps:
        for drawing in drawings(figure):
            land, (left, along, top, up) = rings(drawing), scales(drawing, entry)
            assert len(land) >= 5, "islands are land too"
            box = numbers(drawing.get("viewBox", ""))
            foot = min(float(e.get("y", "")) for e in drawing.iter(f"{SVG}text") if e.text == entry.elsewhere) - 10
            corners = [corner for ring in land for corner in ring]
            assert all(-0.1 <= x <= box[2] + 0.1 and 0 <= y <= foot for x, y in corners), "cut to the map"
            given = [(east, north, False) for east, north in SEA] + [(east, north, True) for east, north in LAND]
            given += [(float(one.position[0]), float(one.position[1]), True) for one in entry.places if one.position]
            for east, north, wanted in given:
                x, y = left + along * east, top + up * north
                assert any(holds(ring, x, y) for ring in land) == wanted, (east, north)


def test_it_draws_no_border_and_names_no_country(maps: list[tuple[Any, Element]]) -> None:
    for _, figure in maps:
        for drawing in drawings(figure):
            assert not list(drawing.iter(f"{SVG}line")), "land is filled, nothing is outlined"
            assert not any(e.get("stroke") for e in drawing.iter(f"{SVG}path") if e.get("fill") == "var(--chart-band)")


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {DATA: PLACES, PAGE: '# Places\n\n{{ chart("tried") }}\n'})


def test_counts_of_one_subject_share_a_middle(tiny: Project) -> None:
    html = tiny.book().pages["places.md"].whole_text
    at = re.findall(r'transform="translate\(([\d.,]+)\)"[^>]*data-mark="north', html)
    assert len(at) == 4 and at[0] == at[1] and at[2] == at[3]
    order = re.findall(r'data-mark="north\.([\w-]+)=', html)
    assert order == ["cards-planned", "cards"] * 2, "the smaller over the larger"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[113.6, 34.8]", "[34.8, 113.6]", "Town lies outside the map, which reaches from 78 to 137 degrees"),
        ("position: [113.6, 34.8], ", "", "Town has no position, and elsewhere does not say how those are headed"),
        (", north.cards-planned]", ", north.chips]", "cards and chips stand on one map; mixes says to readers why"),
        ("    places:", "    mixes: Words.\n    places:", "mixes: the figures are alike, so there is nothing"),
        ("north.cards-planned]", "north.none]", "north.none is not above zero, so no surface can show it"),
        ("[113.6, 34.8]", "[113.6]", "tried.places.0.position"),
        ("north.cards-planned]", "north.card]", "unknown fact 'north.card'"),
        ("{name: Town", "{name: Town 7", "the number '7' is typed into the chart"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused(tiny: Project, old: str, new: str, message: str) -> None:
    tiny.replace(DATA, old, new)
    assert message in "\n".join(map(str, tiny.problems()))

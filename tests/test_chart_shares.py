"""The form ``shares``: each bar is a whole, its parts are as wide as their share, and every part is told."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from macros.facts.ledger import Ledger

from .engine import CHIPS, project
from .site import Page
from .test_chart_positions import base, number, numbers, reading
from .test_charts import Call, drawings, every_figure, marks

SVG = "{http://www.w3.org/2000/svg}"
GAP = 2


@pytest.fixture(scope="session")
def figures(pages: dict[str, Page], ledger: Ledger) -> list[tuple[str, Call, Element]]:
    """The charts of this form on the built site."""
    return [each for each in every_figure(pages) if ledger.charts[each[1][0]].entry.form == "shares"]


def bars(drawing: Element) -> list[list[tuple[float, float, list[tuple[str, str]]]]]:
    """Return the parts of each bar from the top: where they begin, how wide they are, and what they show."""
    found: dict[float, list[tuple[float, float, list[tuple[str, str]]]]] = {}
    for element, pairs in marks(drawing):
        x, y, width = numbers(element.get("d", ""))[:3]
        found.setdefault(y, []).append((x, width, pairs))
    return [found[y] for y in sorted(found)]


def test_parts_are_as_wide_as_their_share(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    assert figures
    for _, (name, _), figure in figures:
        panels = ledger.charts[name].entry.panels  # type: ignore[union-attr]
        for drawing in drawings(figure):
            whole = numbers(drawing.get("viewBox", ""))[2]
            drawn = bars(drawing)
            assert len(drawn) == len(panels)
            for panel, parts in zip(panels, drawn):
                assert [pairs[0][0] for _, _, pairs in parts] == [row.fact for row in panel.rows], "in order"
                sizes = [base(*reading(ledger, pairs[0])) for _, _, pairs in parts]
                total = 1.0 if panel.unit == "percent" else sum(sizes)
                start = 0.0
                for (x, width, _), size in zip(parts, sizes):
                    assert abs(x - GAP / 2 - start) < 0.2 and abs(width + GAP - size / total * whole) < 0.2
                    start += width + GAP


def test_every_part_is_named_with_its_value(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    for _, (name, _), figure in figures:
        for drawing in drawings(figure):
            written = " ".join(" ".join(e.text or "" for e in drawing.iter(f"{SVG}text")).split())
            for panel in ledger.charts[name].entry.panels:  # type: ignore[union-attr]
                for row in panel.rows:
                    assert row.name and row.name in written, f"{name}: {row.name}"


def test_the_scale_below_the_bars_fits_them(figures: list[tuple[str, Call, Element]]) -> None:
    for _, _, figure in figures:
        for drawing in drawings(figure):
            whole = numbers(drawing.get("viewBox", ""))[2]
            ends = {"start": 0.0, "middle": whole / 2, "end": whole}
            ticks = [e for e in drawing.iter(f"{SVG}text") if re.fullmatch(r"\d+%", e.text or "") and e.get("fill")]
            assert [e.text for e in ticks] == ["0%", "25%", "50%", "75%", "100%"]
            for tick in (ticks[0], ticks[2], ticks[4]):
                assert number(tick, "x") == ends[tick.get("text-anchor", "start")]


CHART = """\
  part:
    name: Part
    kind: indicator
    facts:
      small: {label: Small, unit: percent, formula: acme-one.memory / acme-two.memory}
      large: {label: Large, unit: percent, formula: acme-two.memory / acme-one.memory}
charts:
  parts:
    form: shares
    title: Memory of the chips of Acme
    caption: Both chips of Acme together, as they stand in the list of what it sells.
    rest: the rest
    panels:
      - title: Memory
        unit: percent
        rows:
          - {fact: part.small}
"""
FILES = {"data/chips.yml": CHIPS + CHART, "docs/chips.md": '# Chips\n\n{{ chart("parts") }}\n'}


def test_what_is_left_of_a_hundred_percent_is_drawn_and_named(tmp_path: Path) -> None:
    page = project(tmp_path, FILES).book().pages["chips.md"].whole_text
    found = re.findall(r'd="M[\d.]+,[\d.]+h([\d.]+)v38[^"]*"([^>]*)/>', page)
    assert ["data-mark" in rest for _, rest in found] == [True, False, True, False], "wide, then narrow"
    assert float(found[0][0]) == pytest.approx(float(found[1][0]), abs=0.2)
    assert ">the rest</text>" in page


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("part.small}", "part.large}", "parts.panels.0: 'Memory': its parts come to 200 percent, more than the whole"),
        ("unit: percent\n        rows", "unit: GB\n        rows", "part.small: percent cannot be converted to GB"),
        ("part.small}", "part.small}\n          - {fact: acme.staff}", "acme.staff: people cannot be converted"),
        ("part.small}", "part.small, earlier: true}", ""),
    ],
)
def test_what_is_no_part_of_a_whole_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    tiny = project(tmp_path, FILES)
    tiny.replace("data/chips.yml", old, new)
    problems = tiny.problems()
    assert message in problems[0] if message else not problems

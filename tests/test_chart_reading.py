"""What a reader must be able to tell from a drawing: whose tint, how sure a loss is, which text a line spares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from macros.charts import pictured
from macros.charts.scene import NARROW, WIDE, Pattern, Scene
from macros.charts.wholes import Wholes
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.pages.view import View
from macros.reading import load

from .site import ROOT
from .test_chart_makers import picture
from .test_charts import EVERY


def scenes(ledger: Ledger, form: str) -> Iterator[tuple[str, Scene]]:
    """Yield the drawings of every chart of a form, each with its name."""
    for name, of in EVERY:
        if ledger.charts[name].entry.form == form:
            yield from ((f"{name} {of} {scene.width}", scene) for scene in picture(ledger, name, of))


def crossed(scene: Scene) -> Iterator[str]:
    """Yield the values through which a line across runs."""
    for frame in scene.frames[1:]:
        for bar in frame.bars:
            if bar.x0 != bar.x1:
                continue
            at, top, end = frame.x.at(bar.x0), frame.y.at(bar.y0), frame.y.at(bar.y1)
            for text in scene.texts:
                inside = text.x + 1 < at < text.x + scene.width_of(text.text) - 1
                if inside and top < text.y - 3 < end and text.anchor == "start" and not text.muted and text.x > 20:
                    yield f"{text.text} at {at:.0f}"


@pytest.mark.unit
@pytest.mark.parametrize("value", ["4500", "4700", "15840", "19000", "20500", "20900"])
def test_no_line_across_runs_through_a_value(value: str) -> None:
    fresh = load.load(ROOT)
    fact = fresh.facts["nvidia-h200.tpp"]
    fact.readings = (replace(fact.current, value=Decimal(value)),)
    drawn = picture(fresh, "chips-and-limits")
    assert [scene.width for scene in drawn] == [WIDE, NARROW]
    for scene in drawn:
        assert sum(bar.x0 == bar.x1 and bool(bar.ref) for frame in scene.frames for bar in frame.bars) >= 3
        assert [*crossed(scene)] == []


@pytest.mark.unit
def test_who_has_a_part_has_one_tint_in_every_whole_of_a_chart(ledger: Ledger) -> None:
    draw = pictured(View(Book(ledger), "index.md"), "two-rulers").draw
    assert isinstance(draw, Wholes)
    tints: dict[str, set[float]] = {}
    for whole in draw.wholes:
        for part in whole.parts:
            tints.setdefault(part.name, set()).add(part.look.shade)
        several = [p.look for p in whole.parts]
        assert len({(look.color, look.shade) for look in several}) == len(several), "two of one whole look alike"
    assert sum(sum(part.name == name for whole in draw.wholes for part in whole.parts) > 1 for name in tints) >= 5
    assert {name: shades for name, shades in tints.items() if len(shades) > 1} == {}


@pytest.mark.unit
def test_where_evidence_mixes_a_loss_shows_its_sign_and_no_pattern_stands_in_the_legend_alone(ledger: Ledger) -> None:
    mixed = 0
    for name, scene in scenes(ledger, "results"):
        legend, *groups = scene.frames
        drawn = [bar for frame in groups for bar in frame.bars]
        explained = {bar.look.pattern for bar in legend.bars if not bar.look.hollow} - {Pattern.SOLID}
        assert explained <= {bar.look.pattern for bar in drawn if not bar.look.hollow}, name
        heads = sum(icon.y < scene.texts[len(legend.bars)].y for icon in scene.icons)
        if len({icon.kind for icon in scene.icons}) > 1 and len(scene.icons) > heads:
            mixed += 1
            assert sum(bool(bar.ref) for bar in drawn) <= len(scene.icons), name
    assert mixed > 4


@pytest.mark.unit
def test_a_promise_whose_day_has_passed_says_so_in_the_list_of_its_steps(ledger: Ledger) -> None:
    told = {"loongson-row": "start of volume production, outcome not found", "kunlunxin-row": "early in the year"}
    for name, words in told.items():
        for scene in picture(ledger, name):
            assert words in " ".join(text.text for text in scene.texts)
    assert "outcome not found" not in " ".join(t.text for s in picture(ledger, "kunlunxin-row") for t in s.texts)


@pytest.mark.unit
@pytest.mark.parametrize(("chart", "fact", "low", "high"), [
    ("kunlunxin-row", "kunlun-m300.launch", 2027.0, 2027.25), ("sunrise-row", "sunrise.spin-off", 2024.75, 2025.0),
])  # fmt: skip
def test_a_step_early_or_late_in_its_year_stands_there(
    ledger: Ledger, chart: str, fact: str, low: float, high: float
) -> None:
    for scene in picture(ledger, chart):
        years = {int(t.text): t.x for t in scene.texts if t.text.isdigit() and len(t.text) == 4}
        (first, x0), *_, (last, x1) = sorted(years.items())
        [dot] = [dot for frame in scene.frames for dot in frame.dots if dot.ref.startswith(f"{fact}=")]
        at = first + (dot.x - x0) / (x1 - x0) * (last - first)
        slack = 14 / (x1 - x0) * (last - first)  # the names of the first and the last year stand inside the edge
        assert low - slack <= at <= high + slack


@pytest.mark.unit
@pytest.mark.parametrize(("year", "part", "told"), [
    ("5", "-5", "a profit in every full year found, then a loss in H1 2026"),
    ("-5", "5", "a loss in every full year found, then a profit in H1 2026"),
    ("-5", "-5", "a loss in every period found"),
])  # fmt: skip
def test_a_part_of_a_year_is_not_held_against_full_years(year: str, part: str, told: str) -> None:
    fresh = load.load(ROOT)
    result = fresh.facts["cambricon.net-profit"]
    rows = [replace(result.current, as_of=when, value=Decimal(year)) for when in ("2024", "2025")]
    result.readings = (*rows, replace(result.current, as_of="2026-H1", value=Decimal(part)))
    title = pictured(View(Book(fresh), "index.md"), "results", "cambricon").title[1]
    assert title == f"Cambricon: revenue rose, {told}"


@pytest.mark.unit
def test_a_stem_on_a_scale_of_ratios_begins_at_the_line_of_equals_or_crosses_all(ledger: Ledger) -> None:
    found = 0
    for name in ("ascend-one-chip", "supernodes"):
        for scene in picture(ledger, name):
            for frame in scene.frames[1:]:
                for dot in frame.dots:
                    found += 1
                    [stem] = [n for n in scene.pixels.lines if n.y0 == n.y1 and abs(n.y0 - frame.y.at(dot.y)) < 0.01]
                    start = frame.x.at(1) if name == "supernodes" else frame.x.start
                    end = frame.x.at(dot.x) if name == "supernodes" else frame.x.end
                    assert (stem.x0, stem.x1) == (start, end)
    assert found >= 20


@pytest.mark.unit
def test_what_was_known_of_one_year_is_said_of_that_year_and_a_forecast_is_no_outcome() -> None:
    fresh = load.load(ROOT)
    result, revenue = fresh.facts["cambricon.net-profit"], fresh.facts["cambricon.revenue"]
    result.readings = (
        replace(result.current, as_of="2024", value=Decimal(5)),
        replace(result.current, as_of="2025-H1", value=Decimal(-5)),
    )
    years = [replace(revenue.current, as_of=str(y), value=Decimal(v)) for y, v in ((2023, 9), (2024, 6), (2025, 12))]
    revenue.readings = (*years[:2], replace(years[2], forecast=True, due="2025"))
    title = pictured(View(Book(fresh), "index.md"), "results", "cambricon").title[1]
    assert title == ("Cambricon: revenue fell, a rise forecast for 2025, a profit in 2024, then a loss in H1 2025")


@pytest.mark.unit
def test_a_line_joins_all_parts_of_one_color_of_a_whole(ledger: Ledger) -> None:
    for _, scene in scenes(ledger, "wholes"):
        for frame in scene.frames[1:]:
            parts, lines = [bar for bar in frame.bars if bar.ref], frame.lines
            assert {(b.x0, b.x1, b.look.color) for b in parts} == {(n.x0, n.x1, n.color) for n in lines}
            assert all(n.y0 == n.y1 < b.y0 for n in lines for b in parts)


@pytest.mark.unit
def test_the_legend_of_steps_tells_each_look_of_their_dots_and_a_planned_day_has_a_broken_edge(ledger: Ledger) -> None:
    planned = 0
    for name, scene in scenes(ledger, "events"):
        dots = [dot for frame in scene.frames for dot in frame.dots]
        explained = {dot.look for dot in dots if not dot.ref}
        assert {dot.look for dot in dots if dot.ref} <= explained, name
        for dot in dots:
            fact = ledger.facts.get(dot.ref.split("=")[0])
            planned += bool(fact and fact.current.ahead)
            assert not fact or dot.look.dashed == fact.current.ahead, dot.ref
    assert planned >= 10


@pytest.mark.unit
def test_a_sign_that_no_figure_has_beside_it_is_said_of_all(ledger: Ledger) -> None:
    one = several = 0
    for name, of in EVERY:
        if ledger.charts[name].entry.form not in ("bars", "columns", "wholes", "specifications", "results"):
            continue
        shown = pictured(View(Book(ledger), "index.md"), name, of)
        kinds = {datum.grade for datum in shown.drawn}
        said = [text.text for text in shown.wide.texts if text.text.startswith("all: ")]
        one, several = one + (len(kinds) == 1), several + (len(kinds) > 1)
        assert bool(said) == (len(kinds) == 1), f"{name} {of}: {kinds} {said}"
    assert one > 5 and several > 5

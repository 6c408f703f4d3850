"""The charts there is one of for each maker, and what all charts of rows share: losses, ranges, marks, question marks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from macros import charts
from macros.charts import CHARTS_OF, chart, pictured, scenes
from macros.charts.makers import UNSTATED
from macros.charts.scene import Scene
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.reading import load

from .engine import project
from .site import ROOT, Page, classes, elements
from .test_charts import EVERY

# Pages that are lists of words or instructions, and why a picture would tell nothing there.
WITHOUT_A_PICTURE = {
    "about.html": "how to read the labels, which it shows", "contribute.html": "instructions", "glossary.html": "words",
    "register.html": "every fact as a row", "sources.html": "every source as a row; the quality page draws them by kind and language",
}  # fmt: skip


def picture(ledger: Ledger, name: str, of: str = "") -> list[Scene]:
    return scenes(name, of, pictured(View(Book(ledger), "index.md"), name, of))


def test_every_page_has_its_picture(pages: dict[str, Page]) -> None:
    without = {
        name
        for name, page in pages.items()
        if not any(classes(e) & {"chart", "map", "years", "bars"} for e, _ in elements(page.article))
    }
    assert without == set(WITHOUT_A_PICTURE)


@pytest.mark.parametrize(("call", "message"), [
    (("results",), r"takes its subject too, as in chart\(\"results\", \"cambricon\"\)"), (("cities", "hangzhou"), "'cities' takes no subject"),
    (("results", "cambrikon"), "unknown subject 'cambrikon'; did you mean 'cambricon'"), (("chips", "loongson"), "loongson makes no chip with a published figure"),
    (("results", "sunrise"), "sunrise has neither revenue nor net-profit"), (("result", "cambricon"), "unknown chart 'result'; did you mean 'results'"),
])  # fmt: skip
def test_wrong_calls_are_refused(ledger: Ledger, call: tuple[str, ...], message: str) -> None:
    with pytest.raises(MacroError, match=message):
        chart(View(Book(ledger), "index.md"), *call)


def test_a_wrong_subject_stops_the_build_with_file_and_line(tmp_path: Path) -> None:
    tiny = project(tmp_path, {"docs/chips.md": '# Chips\n\n{{ chart("results") }}\n'})
    assert any(p.startswith("docs/chips.md:3") and "takes its subject too" in p for p in tiny.problems())


def test_losses_lie_to_the_left_of_zero(ledger: Ledger) -> None:
    values = {f"{row.as_of}": row.value for row in ledger.facts["cambricon.net-profit"].readings}
    assert {year: value < 0 for year, value in values.items()} == {
        str(year): year < 2025 for year in range(2020, 2026)
    }  # the data the test leans on
    for scene in picture(ledger, "results", "cambricon"):
        bars = [bar for frame in scene.frames for bar in frame.bars if bar.ref.startswith("cambricon.net-profit=")]
        assert len(bars) == len(values)
        for bar in bars:
            value = float(bar.ref.split("=")[1])
            assert (bar.x0, bar.x1) == ((value, 0) if value < 0 else (0, value))


def test_a_question_mark_stands_where_nobody_says_how_a_figure_is_counted(ledger: Ledger) -> None:
    unstated = stated = 0
    for name, of in (call for call in EVERY if call[0] in ("chips", "best-published")):
        for scene in picture(ledger, name, of):
            shown = [text.text for text in scene.texts]
            refs = [
                bar.ref.split("=")[0] for frame in scene.frames for bar in frame.bars if ".compute-16bit=" in bar.ref
            ]
            marked = [text for text in shown if text.endswith(" ?")]
            wanted = [ref for ref in refs if UNSTATED in (ledger.facts[ref].current.basis or "")]
            assert len(marked) == len(wanted), f"{name} {of}"
            unstated, stated = unstated + len(wanted), stated + len(refs) - len(wanted)
    assert unstated > 5 and stated > 5


def test_a_bar_of_a_range_is_hollow_from_its_lower_end(ledger: Ledger) -> None:
    low, high = ledger.facts["smic.advanced-yield"].current.span
    for scene in picture(ledger, "four-gaps"):
        bars = [bar for frame in scene.frames for bar in frame.bars]
        at = next(i for i, bar in enumerate(bars) if bar.ref.startswith("smic.advanced-yield="))
        sure, open_end = bars[at], bars[at + 1]
        assert (sure.x0, sure.x1, open_end.x0, open_end.x1) == (0, float(low), float(low), float(high))
        assert open_end.look.fill == "paper" != sure.look.fill and not open_end.ref


@pytest.mark.parametrize("name", ["ascend-ratios", "supernodes"])
def test_the_line_of_a_comparison_lies_over_the_bars(ledger: Ledger, name: str) -> None:
    for scene in picture(ledger, name):
        at = [i for i, frame in enumerate(scene.frames) if any(line.dash for line in frame.lines)]
        assert at
        for i in at:
            assert (
                not scene.frames[i].bars and scene.frames[i - 1].bars
            )  # frames are drawn in turn, lines first in each
            assert all(line.x0 == line.x1 == 1.0 for line in scene.frames[i].lines)


def test_every_chart_of_makers_is_drawn_for_more_than_one() -> None:
    for name in CHARTS_OF:
        assert len({of for called, of in EVERY if called == name}) > 5


def test_a_chart_is_placed_again_only_when_something_in_it_changes(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[str] = []
    monkeypatch.setattr(charts.draw, "CACHE", tmp_path)
    monkeypatch.setattr(charts, "drawing", lambda scene, alt, draw: placed.append(scene.id) or "<svg/>")
    fresh = load.load(ROOT)
    for _ in range(2):
        chart(View(Book(fresh), "index.md"), "results", "cambricon")
    assert placed == ["results-cambricon-w", "results-cambricon-n"]
    fact = fresh.facts["cambricon.revenue"]
    fact.readings = (*fact.readings[:-1], replace(fact.current, value=Decimal(7_000_000_000)))
    chart(View(Book(fresh), "index.md"), "results", "cambricon")
    assert len(placed) == 4
    fresh.subjects["ascend-910c"].short = "910C"
    for _ in range(2):
        chart(View(Book(fresh), "index.md"), "ascend-ratios")
        chart(View(Book(ledger), "index.md"), "ascend-ratios")
    assert len(placed) == 8  # another name is another drawing, and either is kept


@pytest.mark.parametrize(
    ("name", "fact", "evidence"),
    [("four-gaps", "smic.advanced-yield", "official"), ("ascend-orders", "bytedance.ordered", "vendor")],
)
def test_a_caption_that_names_the_evidence_is_held_to_it(name: str, fact: str, evidence: str) -> None:
    fresh = load.load(ROOT)
    record = fresh.facts[fact]
    record.readings = (*record.readings[:-1], replace(record.current, evidence=evidence))
    with pytest.raises(MacroError, match=f"the caption says .* but {fact} is"):
        chart(View(Book(fresh), "index.md"), name)


def test_results_of_half_years_alone_can_be_drawn_and_equal_years_neither_rise_nor_fall() -> None:
    fresh = load.load(ROOT)
    assert pictured(View(Book(fresh), "index.md"), "results", "sugon").title.startswith("Sugon")
    revenue = fresh.facts["cambricon.revenue"]
    revenue.readings = (*revenue.readings[:-1], replace(revenue.current, value=revenue.readings[0].number))
    story = pictured(View(Book(fresh), "index.md"), "results", "cambricon").story
    assert "rose" not in story and "fell" not in story

"""The charts there is one of for each maker, and what all charts of rows share: losses, ranges, question marks."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from macros.charts import chart, pictured
from macros.charts.data import Datum
from macros.charts.points import _stands
from macros.charts.scene import Scene
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.reading import load
from macros.values.basis import UNSTATED

from .engine import project
from .site import REGISTER, ROOT, Page, classes, elements
from .test_charts import EVERY

# Pages that are lists of words or instructions, and why a picture would tell nothing there.
WITHOUT_A_PICTURE = {
    "about.html": "how to read the labels, which it shows", "contribute.html": "instructions",
    "host.html": "instructions", "data.html": "files and columns as tables", "glossary.html": "words",
    **dict.fromkeys(REGISTER, "every fact as a row"), "revisions.html": "every change as a row",
    "promises.html": "outcomes as a table with bars", "checks.html": "promises and their checks as a table",
    "sources.html": "every source as a row; the quality page draws them by kind and language",
}  # fmt: skip


def picture(ledger: Ledger, name: str, of: str = "") -> list[Scene]:
    return pictured(View(Book(ledger), "index.md"), name, of).scenes(name)


def test_every_page_has_its_picture(pages: dict[str, Page]) -> None:
    without = {
        name
        for name, page in pages.items()
        if not any(classes(e) & {"chart", "map", "years", "bars"} for e, _ in elements(page.article))
    }
    assert without == set(WITHOUT_A_PICTURE)


@pytest.mark.parametrize(("call", "message"), [
    (("results",), r"takes its subject too, as in chart\(\"results\", \"cambricon\"\)"),
    (("cities", "hangzhou"), "'cities' takes no subject"),
    (("results", "cambrikon"), "unknown subject 'cambrikon'; did you mean 'cambricon'"),
    (("chips", "loongson"), "loongson makes no chip with a published figure"),
    (("results", "sunrise"), "sunrise has neither revenue nor net-profit"),
    (("result", "cambricon"), "unknown chart 'result'; did you mean 'results'"),
])  # fmt: skip
def test_wrong_calls_are_refused(ledger: Ledger, call: tuple[str, ...], message: str) -> None:
    with pytest.raises(MacroError, match=message) as raised:
        chart(View(Book(ledger), "index.md"), *call)
    assert raised.value.place is None  # the call is at fault, not an entry


def test_a_wrong_subject_stops_the_build_with_file_and_line(tmp_path: Path) -> None:
    entry = ROOT.joinpath("data/accelerators/index.yml").read_text("utf-8").split("\n  results:\n")[1]
    tiny = project(tmp_path, {"docs/chips.md": '# Chips\n\n{{ chart("results") }}\n'})
    tiny.write(
        "data/chips.yml", tiny.root.joinpath("data/chips.yml").read_text("utf-8") + f"charts:\n  results:\n{entry}"
    )
    assert any(p.startswith("docs/chips.md:3") and "takes its subject too" in p for p in tiny.problems())


def test_losses_hang_below_zero_and_are_outlines(ledger: Ledger) -> None:
    values = {row.as_of: row.number for row in ledger.facts["cambricon.net-profit"].readings}
    assert {year: value < 0 for year, value in values.items()} == {
        str(year): year < 2025 for year in range(2020, 2026)
    }  # the data the test leans on
    for scene in picture(ledger, "results", "cambricon"):
        bars = [bar for frame in scene.frames for bar in frame.bars if bar.ref.startswith("cambricon.net-profit=")]
        assert len(bars) == len(values)
        for bar in bars:
            value = float(bar.ref.split("=")[1])
            assert (bar.y0, bar.y1) == (0, value)
            assert (bar.look.hollow, bar.look.dashed) == (value < 0, False)


def test_a_question_mark_stands_where_nobody_says_how_a_figure_is_counted(ledger: Ledger) -> None:
    unstated = stated = 0
    for name, of in (call for call in EVERY if call[0] in ("chips", "ascend-against-nvidia")):
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


def test_a_title_tells_where_the_best_chip_stands_among_those_beside_it() -> None:
    fresh = load.load(ROOT)
    fact = fresh.facts["biren-br100.bandwidth"]
    found = []
    for value in ("1.64", "3.5", "4.5"):
        fact.readings = (replace(fact.current, value=Decimal(value)),)
        found.append(pictured(View(Book(fresh), "index.md"), "chips", "biren").title[1])
    below, between, above = found
    assert below.startswith("No chip of Biren with a stated figure reaches the memory bandwidth of Nvidia's H20")
    assert between.startswith("By memory bandwidth the best chip of Biren with a stated figure stands between")
    assert above.startswith("A chip of Biren is stated to have more memory bandwidth than Nvidia's H20 and H100")
    fact.readings = (replace(fact.current, target=True),)
    assert pictured(View(Book(fresh), "index.md"), "chips", "biren").title[1].startswith("Only a planned chip of Biren")


def test_a_bar_of_a_range_is_hollow_from_its_lower_end() -> None:
    fresh, name = load.load(ROOT), "unicom-xining.cards-signed"
    low, high = Decimal(21_000), Decimal(25_000)
    record = fresh.facts[name]
    record.readings = (*record.readings[:-1], replace(record.current, value=None, low=low, high=high))
    for scene in picture(fresh, "sites"):
        bars = [bar for frame in scene.frames for bar in frame.bars]
        at = next(i for i, bar in enumerate(bars) if bar.ref.startswith(f"{name}="))
        sure, open_end = bars[at], bars[at + 1]
        assert (sure.x0, sure.x1, open_end.x0, open_end.x1) == (0, float(low), float(low), float(high))
        assert open_end.look.hollow and not sure.look.hollow and not open_end.ref


def test_the_line_of_a_comparison_lies_over_the_points(ledger: Ledger) -> None:
    for scene in picture(ledger, "supernodes"):
        at = [i for i, frame in enumerate(scene.frames) if any(line.dashed for line in frame.lines)]
        assert at
        for i in at:
            assert (
                not scene.frames[i].dots and scene.frames[i - 1].dots
            )  # frames are drawn in turn, lines first in each
            assert all(line.x0 == line.x1 == 1.0 for line in scene.frames[i].lines)


def test_every_chart_of_makers_is_drawn_for_more_than_one(ledger: Ledger) -> None:
    each = [name for name, chart in ledger.charts.items() if chart.entry.for_each]
    assert len(each) == 2
    for name in each:
        assert len({of for called, of in EVERY if called == name}) > 5


@pytest.mark.parametrize(
    ("name", "fact", "evidence"),
    [
        ("four-gaps", "us-china-compute.china-cluster-share", "official"),
        ("ascend-orders", "bytedance.ordered", "vendor"),
    ],
)
def test_a_caption_that_names_the_evidence_is_held_to_it(name: str, fact: str, evidence: str) -> None:
    fresh = load.load(ROOT)
    record = fresh.facts[fact]
    record.readings = (*record.readings[:-1], replace(record.current, evidence=evidence))
    with pytest.raises(MacroError, match=f"the caption says .* but {fact} is"):
        chart(View(Book(fresh), "index.md"), name)


def test_results_of_half_years_alone_can_be_drawn_and_equal_years_neither_rise_nor_fall() -> None:
    fresh = load.load(ROOT)
    assert pictured(View(Book(fresh), "index.md"), "results", "sugon").title[1].startswith("Sugon")
    revenue = fresh.facts["cambricon.revenue"]
    revenue.readings = (*revenue.readings[:-1], replace(revenue.current, value=revenue.readings[0].number))
    story = pictured(View(Book(fresh), "index.md"), "results", "cambricon").caption
    assert "rose" not in story and "fell" not in story


@pytest.mark.parametrize(
    ("last", "told"), [("-452000000", "a loss in every period found"), ("2059000000", "losses turned into a profit")]
)
def test_a_title_tells_how_the_result_turned(last: str, told: str) -> None:
    fresh = load.load(ROOT)
    result = fresh.facts["cambricon.net-profit"]
    result.readings = (*result.readings[:-1], replace(result.current, value=Decimal(last)))
    title = pictured(View(Book(fresh), "index.md"), "results", "cambricon").title[1]
    assert title == f"Cambricon: revenue rose, {told}"


@pytest.mark.parametrize(
    ("as_of", "shown", "thin"),
    [
        ("2026-9M", "Jan–Sep 2026", True), ("2026-H1", "H1 2026", True), ("2026", "2026", False),
        ("FY2026/2026-03", "FY2026, to Mar 2026", False),
    ],
)  # fmt: skip
def test_a_part_of_a_year_is_a_thin_column_over_its_own_name(
    ledger: Ledger, as_of: str, shown: str, thin: bool
) -> None:
    changed = copy.deepcopy(ledger)
    fact = changed.facts["cambricon.revenue"]
    fact.readings = (*fact.readings, replace(fact.current, as_of=as_of, value=Decimal(1_234_567_890)))
    for scene in picture(changed, "results", "cambricon"):
        assert f" {shown} " in " ".join([*(text.text for text in scene.texts), ""])
        bars = {bar.ref: bar.x1 - bar.x0 for frame in scene.frames for bar in frame.bars if bar.ref}
        assert (bars["cambricon.revenue=1234567890"] < max(bars.values()) - 0.01) == thin


@pytest.mark.parametrize(
    ("as_of", "level", "share", "year"),
    [
        ("2025", 2025.5, 2025.5, "2025"), ("2025-9M", 2025.373, 2025.373, "Jan–Sep 2025"),
        ("2025-06", 2025.493, 2025.453, "2025"), ("2025-H1", 2025.247, 2025.247, "H1 2025"),
        ("FY2026/2026-01", 2025.582, 2025.582, "FY2026, to Jan 2026"), ("2021/2025", 2023.5, 2023.5, "2021–2025"),
    ],
)  # fmt: skip
def test_a_period_stands_in_its_middle_on_a_time_axis(
    ledger: Ledger, as_of: str, level: float, share: float, year: str
) -> None:
    fact = ledger.facts["cambricon.revenue"]
    datum = Datum(fact, replace(fact.current, as_of=as_of), "official")
    assert [_stands(datum, False), _stands(datum, True)] == pytest.approx([level, share], abs=0.002)
    assert datum.year == year


def test_a_legend_of_evidence_has_the_color_of_the_marks_it_speaks_of(pages: dict[str, Page]) -> None:
    """Where all marks have one color, a sample of a pattern has it too; where there are several it is in ink."""
    seen = 0
    for page in pages.values():
        for svg in (e for e, _ in elements(page.article) if "wide" in classes(e) and e.tag.endswith("svg")):
            inks: dict[bool, set[str]] = {True: set(), False: set()}
            for path in (e for e in svg.iter() if e.tag.endswith("path")):
                told = f"{path.get('fill')} {path.get('stroke')}"
                if path.get("data-mark"):
                    inks[True] |= set(re.findall(r"-(\d|text)\)", told))
                elif "url" in told:
                    inks[False] |= set(re.findall(r"-(\d|text)\)", told))
            assert inks[False] <= inks[True] | {"text"}, f"{page.name}: a pattern has a color that no mark has"
            seen += bool(inks[False])
    assert seen > 10

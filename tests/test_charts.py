"""The charts: what they draw is what the data say, everyone can read them, and none is drawn twice."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser

from macros import charts
from macros.charts import CHARTS, CHARTS_OF, chart, pictured
from macros.charts import svg as draw
from macros.charts.base import Take
from macros.charts.scene import Scene
from macros.facts.ledger import Ledger
from macros.facts.text import machine_value
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.reading import load

from .engine import project
from .site import ROOT, Page, classes, elements, named, text, texts

Call = tuple[str, str]
SVG = "{http://www.w3.org/2000/svg}"
CALL = re.compile(r"\{\{\s*chart\(\"([\w-]+)\"(?:, \"([\w-]+)\")?\)\s*\}\}")
EVERY = sorted(
    {
        call
        for path in (ROOT / "docs").rglob("*.md")
        for call in CALL.findall(re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", path.read_text("utf-8"), flags=re.S))
    }
)


@pytest.fixture(scope="session")
def figures(pages: dict[str, Page]) -> list[tuple[str, Call, Element]]:
    """Every chart of the built site: its page, its name and subject, its figure."""
    return [
        (page.name, (e.get("data-chart", ""), e.get("data-of", "")), e)
        for page in pages.values()
        for e, _ in elements(page.article)
        if e.get("data-chart")
    ]


def drawings(figure: Element) -> list[Element]:
    return figure.findall(f"{SVG}svg")


def marks(drawing: Element) -> Iterator[tuple[Element, list[tuple[str, str]]]]:
    """Yield every mark that shows readings, with their records and values."""
    for element in drawing.iter():
        pairs = [tuple(pair.split("=", 1)) for pair in element.get("data-mark", "").split()]
        if pairs:
            yield element, [(name, value) for name, value in pairs]


def values(ledger: Ledger, name: str) -> set[str]:
    """Return every value of a fact, as machines read it: all observations, and what other sources say."""
    fact = ledger.facts[name]
    return {machine_value(row) for row in (*fact.readings, *fact.alternatives)}


def scenes(ledger: Ledger, name: str, of: str = "") -> list[Scene]:
    """Return the drawings of a chart before they are drawn, wide and narrow."""
    return charts.scenes(name, of, pictured(View(Book(ledger), "index.md"), name, of))


def test_every_chart_is_on_a_page_and_built(figures: list[tuple[str, Call, Element]]) -> None:
    called = {
        (path.relative_to(ROOT / "docs").with_suffix(".html").as_posix(), call)
        for path in (ROOT / "docs").rglob("*.md")
        for call in CALL.findall(re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", path.read_text("utf-8"), flags=re.S))
    }
    assert called == {(page, call) for page, call, _ in figures}
    assert {name for name, _ in EVERY} == {*CHARTS, *CHARTS_OF}


def test_each_mark_shows_a_value_of_the_data(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    for page, chart_name, figure in figures:
        for drawing in drawings(figure):
            found = list(marks(drawing))
            assert found, f"{page}: {chart_name} draws no record"
            for _, pairs in found:
                for name, value in pairs:
                    assert value in values(ledger, name), f"{page}: {chart_name} draws {name} as {value}"


def test_both_drawings_and_the_table_hold_the_same_readings(
    figures: list[tuple[str, Call, Element]], ledger: Ledger
) -> None:
    for page, chart_name, figure in figures:
        wide, narrow = ({pair for _, pairs in marks(drawing) for pair in pairs} for drawing in drawings(figure))
        assert wide == narrow, f"{page}: {chart_name}"
        table = figure.find("details//table")
        assert table is not None, f"{page}: {chart_name} has no table"
        told = {
            (e.get("data-fact", ""), e.get("value") or e.get("datetime")) for e in table.iter() if e.get("data-fact")
        }
        assert wide <= told, f"{page}: {chart_name} draws what its table does not tell: {wide - told}"
        for name, value in told:
            assert value in values(ledger, name), f"{page}: the table of {chart_name} has {name} as {value}"


def test_bars_are_as_long_as_their_values(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    """In each panel a bar's length divided by its value is the same; this leans on the drawing alone, not on the code that placed it."""
    seen = 0
    for page, chart_name, figure in figures:
        for drawing, scene in zip(drawings(figure), scenes(ledger, *chart_name)):
            drawn = [
                (e, pairs[0])
                for e, pairs in marks(drawing)
                if re.match(r"M[\d.-]+,[\d.-]+h", e.get("d", "")) and not e.get("transform")
            ]
            planned = [bar for frame in scene.frames for bar in frame.bars if bar.ref]
            assert [f"{name}={value}" for _, (name, value) in drawn] == [bar.ref for bar in planned]
            element = iter(drawn)
            for frame in scene.frames:
                scales = []
                for bar in (b for b in frame.bars if b.ref):
                    path, (name, value) = next(element)
                    fact = ledger.facts[name]
                    if bar.x0 == bar.x1 or "/" in value:  # a stroke, a range
                        continue
                    start, length = (
                        float(n) for n in re.findall(r"M(-?[\d.]+),[\d.-]+h(-?[\d.]+)", path.get("d", ""))[0]
                    )
                    zero = start + length if Decimal(value) < 0 else start  # a loss ends at zero, all else begins there
                    assert abs(zero - frame.x.at(0)) < 0.11, f"{page}: {chart_name}: {name}"
                    scales.append((length, abs(Decimal(value)) * fact.unit.factor))
                for length, value_ in scales:
                    longest, most = max(scales)
                    assert abs(length - float(value_ / most) * longest) < 0.2, f"{page}: {chart_name}"
                    seen += 1
    assert seen > 100


def test_points_stand_where_their_values_are(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    seen = 0
    for page, chart_name, figure in figures:
        for drawing, scene in zip(drawings(figure), scenes(ledger, *chart_name)):
            drawn = [e for e, _ in marks(drawing) if e.get("transform")]
            planned = [(frame, dot) for frame in scene.frames for dot in frame.dots if dot.ref]
            assert len(drawn) == len(planned)
            for element, (frame, dot) in zip(drawn, planned):
                x, y = (float(n) for n in re.findall(r"-?[\d.]+", element.get("transform", "")))
                assert element.get("data-mark") == dot.ref
                assert abs(x - frame.x.at(dot.x)) < 0.11 and abs(y - frame.y.at(dot.y)) < 0.11, (
                    f"{page}: {chart_name}: {dot.ref}"
                )
                seen += 1
    assert seen > 100


def test_axis_of_the_comparison_is_in_the_units_it_names(ledger: Ledger) -> None:
    """Points of a chart with two scales carry the values of the facts, converted: compute upward, bandwidth along."""
    for scene in scenes(ledger, "compute-bandwidth"):
        for dot in (d for frame in scene.frames for d in frame.dots if d.ref):
            compute, bandwidth = (ledger.facts[pair.split("=")[0]] for pair in dot.ref.split())
            assert dot.y == pytest.approx(float(compute.current.number * compute.unit.factor) / 1e12)
            assert dot.x == pytest.approx(float(bandwidth.current.number * bandwidth.unit.factor) / 1e12)


def test_every_chart_is_told_in_words(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    for page, chart_name, figure in figures:
        caption = figure.find("figcaption")
        assert caption is not None and len(text(caption)) > 40, f"{page}: {chart_name}"
        for part, over in texts(caption):
            assert not re.search(r"\d", part) or named(over), f"{page}: {chart_name}: {part!r} names no record"
        wide, narrow = drawings(figure)
        assert wide.get("role") == narrow.get("role") == "img"
        label = wide.get("aria-label", "")
        assert label == narrow.get("aria-label") and label.endswith(".") and len(label) > 60, f"{page}: {chart_name}"
        assert re.search(r"\d", label), f"{page}: the text alternative of {chart_name} gives no figure"
        assert figure.find("details[@open]") is None


def test_a_changed_value_changes_the_words() -> None:
    ledger = load.load(ROOT)
    fact = ledger.facts["hangzhou.compute"]
    before = CHARTS["cities"](Take(View(Book(ledger), "index.md"))).alt
    fact.readings = (replace(fact.current, value=Decimal("31")),)
    after = CHARTS["cities"](Take(View(Book(ledger), "index.md"))).alt
    assert before != after and "31 EFLOPS" in after


def test_drawings_are_light_and_plain(figures: list[tuple[str, Call, Element]], pages: dict[str, Page]) -> None:
    for page in {page for page, _, _ in figures}:
        sources = re.findall(r"<svg class=\"(?:wide|narrow)\".*?</svg>", pages[page].source, re.S)
        assert sources
        for source in sources:
            assert len(gzip.compress(source.encode())) < 8000
            assert not re.search(r"<script|<style|<image|href=|\bon\w+=|font-family|aria-roledescription", source)
            assert not re.search(
                r"\d\.\d\d",
                re.sub(r"aria-label=\"[^\"]*\"|data-mark=\"[^\"]*\"|>[^<]*<|stroke-width=\"[\d.]+\"", "", source),
            )
            colors = set(re.findall(r"(?:fill|stroke)=\"([^\"]+)\"", source))
            assert all(
                re.fullmatch(r"var\(--chart-\w+\)|url\(#[\w-]+\)|currentColor|none", color) for color in colors
            ), colors
            ids, used = set(re.findall(r"\bid=\"([^\"]+)\"", source)), set(re.findall(r"url\(#([^)]+)\)", source))
            assert used == ids
        every = [e.get("id") for e, _ in elements(pages[page].article) if e.get("id")]
        assert len(every) == len(set(every)), page


def test_evidence_is_told_by_shape_or_pattern(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    """A plan is hollow with a broken outline; a company's claim is never a plain solid bar as an official record is."""
    fills: dict[str, set[str]] = {}
    for _, _, figure in figures:
        for drawing in drawings(figure):
            for element, pairs in marks(drawing):
                if len(pairs) != 1 or element.get("transform") or not re.search(r"h[1-9]", element.get("d", "")):
                    continue
                name, value = pairs[0]
                row = next(
                    r
                    for r in (*ledger.facts[name].readings, *ledger.facts[name].alternatives)
                    if machine_value(r) == value
                )
                fill = element.get("fill", "")
                kind = "plan" if row.target else row.evidence
                fills.setdefault(kind, set()).add(
                    re.sub(r".*-(\w+)-\d\)$", r"\1", fill) if fill.startswith("url") else re.sub(r"\d", "", fill)
                )
                assert not row.target or element.get("stroke-dasharray")
    assert fills["plan"] == {"var(--chart-paper)"}
    assert (
        fills["vendor"] == {"stripes"}
        and fills["reported"] == {"dots"}
        and fills["estimate"] == {"lines"}
        and fills["official"] == {"var(--chart-)"}
    )


def test_no_text_covers_another_and_none_is_too_small(
    browser: Browser, server: str, figures: list[tuple[str, Call, Element]]
) -> None:
    # A letter reaches from the baseline three quarters of its size up and a quarter down; what a font reserves beyond that is empty.
    script = """() => [...document.querySelectorAll('figure.chart')].map((figure) => {
      const shown = [...figure.querySelectorAll(':scope > svg')].filter((e) => e.getBoundingClientRect().width > 0);
      const frame = shown[0].getBoundingClientRect(), scale = frame.width / shown[0].viewBox.baseVal.width;
      const size = parseFloat(getComputedStyle(shown[0].querySelector('text')).fontSize) * scale;
      const boxes = [...shown[0].querySelectorAll('text')].map((e) => {
        const { left, right } = e.getBoundingClientRect(), base = frame.top + e.getAttribute('y') * scale;
        return [e.textContent, { left, right, top: base - .75 * size, bottom: base + .25 * size }];
      });
      const wrong = [];
      boxes.forEach(([text, a], i) => {
        if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) wrong.push(text + ' is cut');
        boxes.slice(i + 1).forEach(([other, b]) => {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (wide > 1 && high > 1) wrong.push(text + ' / ' + other);
        });
      });
      return [figure.dataset.chart, shown.length, size, wrong, document.documentElement.scrollWidth - innerWidth];
    })"""
    for width in (360, 1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        for name in sorted({name for name, _, _ in figures}):
            page.goto(f"{server}/{name}")
            for chart_name, shown, size, wrong, overflow in page.evaluate(script):
                assert (shown, wrong) == (1, []), f"{name} at {width}: {chart_name}"
                assert size > 11 and overflow <= 0, f"{name} at {width}: {chart_name}: text of {size:.1f} px"
        page.close()


def test_only_charts_with_changed_data_are_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(draw, "CACHE", tmp_path / "charts")
    monkeypatch.setattr(draw, "_draw", lambda scene: made.append(scene.id) or "<path/>")
    ledger = load.load(ROOT)

    def all_charts() -> list[str]:
        made.clear()
        for call in EVERY:
            chart(View(Book(ledger), "index.md"), *call)
        return sorted(made)

    assert len(all_charts()) == 2 * len(EVERY)
    assert all_charts() == []
    fact = ledger.facts["hangzhou.compute"]
    fact.readings = (*fact.readings[:-1], replace(fact.current, value=Decimal("31")))
    assert all_charts() == ["cities-n", "cities-w"]
    assert all_charts() == []


def test_each_drawing_is_valid_vega_lite(ledger: Ledger) -> None:
    for call in EVERY:
        assert draw.specification(scenes(ledger, *call)[0], validate=True)["$schema"].startswith(
            "https://vega.github.io/schema/vega-lite/"
        )


def test_two_drawings_of_one_scene_are_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: Ledger) -> None:
    found = []
    for name in ("one", "two"):
        monkeypatch.setattr(draw, "CACHE", tmp_path / name)
        found.append(chart(View(Book(ledger), "index.md"), "sunrise-funding"))
    assert found[0] == found[1] and "<svg" in found[0] and "data-mark" in found[0]


def test_a_check_draws_nothing_and_loads_no_drawing_library(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from macros.site.ahead import open_book; from macros.charts import svg as draw; "
        f"draw.CACHE = Path({str(tmp_path)!r}); open_book(Path({str(ROOT)!r})); "
        "assert not {'altair', 'vl_convert'} & set(sys.modules), 'a library of the drawing is loaded'"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert not list(tmp_path.iterdir())


def test_wrong_charts_stop_the_build_with_file_and_line(tmp_path: Path) -> None:
    tiny = project(tmp_path, {"docs/chips.md": '# Chips\n\n{{ chart("cities") }}\n\n{{ chart("sunrise-fundin") }}\n'})
    problems = tiny.problems()
    assert any(p.startswith("docs/chips.md:3") and "unknown" in p and "hangzhou" in p for p in problems), problems
    assert any(p.startswith("docs/chips.md:5") and "did you mean 'sunrise-funding'" in p for p in problems), problems


def test_what_cannot_be_drawn_is_refused(ledger: Ledger) -> None:
    take = Take(View(Book(ledger), "index.md"))
    with pytest.raises(MacroError, match=r"unknown fact 'hangzhou\.computer'"):
        take("hangzhou.computer")
    with pytest.raises(MacroError, match=r"hangzhou\.compute: EFLOPS cannot be converted to CNY"):
        take("hangzhou.compute").span("CNY")
    with pytest.raises(MacroError, match="is not a number"):
        take("ascend-910c.process").span("nm")
    with pytest.raises(MacroError, match="is not a date"):
        _ = take("hangzhou.compute").when
    with pytest.raises(MacroError, match="0 alternatives by 'no-such-source'"):
        take.other("smic.advanced-capacity", "no-such-source")


@pytest.mark.parametrize(("chart_name", "fact_name", "value", "message"), [
    ("cities", "hangzhou.compute", "-1", "hangzhou.compute is below zero"),
    ("compute-bandwidth", "nvidia-h20.bandwidth", "0", "needs values above zero"),
    ("operator-cpus", "china-mobile-servers.domestic-share", "120", "is no share of a whole"),
])  # fmt: skip
def test_values_no_scale_can_show_are_refused(chart_name: str, fact_name: str, value: str, message: str) -> None:
    ledger = load.load(ROOT)
    fact = ledger.facts[fact_name]
    fact.readings = (*fact.readings[:-1], replace(fact.current, value=Decimal(value)))
    with pytest.raises(MacroError, match=message):
        chart(View(Book(ledger), "index.md"), chart_name)


def test_the_facts_of_a_chart_count_as_used_on_its_page(book: Book) -> None:
    assert "summit.md" in book.usage["shenzhen.compute-target"]
    assert "ascend/supply.md" in book.usage["ascend-supply.shipments-2025"]


def test_a_table_row_names_its_record(figures: list[tuple[str, Call, Element]]) -> None:
    for page, chart_name, figure in figures:
        rows = figure.findall("details//tbody/tr")
        assert rows, f"{page}: {chart_name}"
        for row in rows:
            assert row.find("th[@data-record]") is not None and row.find("td//*[@data-fact]") is not None, (
                f"{page}: {chart_name}: {text(row)}"
            )
        assert "chart" in classes(figure)

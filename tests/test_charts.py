"""The charts: what they draw is what the data say, and everyone can read them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser

from macros.charts import chart, pictured
from macros.charts.data import Take, grade
from macros.charts.icons import ICONS
from macros.charts.scene import ChartError
from macros.facts.ledger import Ledger
from macros.facts.text import machine_value
from macros.pages.book import Book
from macros.pages.view import MacroError, View
from macros.reading import load
from macros.reading.check_charts import typed_number

from .site import ROOT, Page, classes, elements, named, register, target, text, texts

Call = tuple[str, str]
SVG = "{http://www.w3.org/2000/svg}"
CALL = re.compile(r"\{\{\s*chart\(\"([\w-]+)\"(?:, \"([\w-]+)\")?\)\s*\}\}")
CALLED = {
    (path.relative_to(ROOT / "docs").with_suffix(".html").as_posix(), call)
    for path in (ROOT / "docs").rglob("*.md")
    for call in CALL.findall(re.sub(r"\{% raw %\}.*?\{% endraw %\}", "", path.read_text("utf-8"), flags=re.S))
}
EVERY = sorted({call for _, call in CALLED})


def every_figure(pages: dict[str, Page]) -> list[tuple[str, Call, Element]]:
    """Return every chart of the built site: its page, its name and subject, its figure."""
    return [
        (page.name, (e.get("data-chart", ""), e.get("data-of", "")), e)
        for page in pages.values()
        for e, _ in elements(page.article)
        if e.get("data-chart")
    ]


@pytest.fixture(scope="session")
def figures(pages: dict[str, Page]) -> list[tuple[str, Call, Element]]:
    """Every chart of the built site."""
    return every_figure(pages)


def drawings(figure: Element) -> list[Element]:
    return figure.findall(f"{SVG}svg")


def spoken(figure: Element) -> str:
    """Return the text alternative of a chart, which is read aloud in place of its drawings."""
    found = [e for e in figure.findall("p") if e.get("class") == "unseen"]
    assert len(found) == 1
    return found[0].text or ""


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


def test_every_chart_is_on_a_page_and_built(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    assert {(page, call) for page, call, _ in figures if page != "reference.html"} == CALLED  # there an example
    assert {name for name, _ in EVERY} == set(ledger.charts)


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


def test_every_chart_is_told_in_words(figures: list[tuple[str, Call, Element]], ledger: Ledger) -> None:
    for page, chart_name, figure in figures:
        caption = figure.find("figcaption")
        assert caption is not None and len(text(caption)) > 40, f"{page}: {chart_name}"
        for part, over in texts(caption):
            assert not typed_number(part) or named(over), f"{page}: {chart_name}: {part!r} names no record"
        assert all(drawing.get("aria-hidden") == "true" for drawing in drawings(figure))
        label = spoken(figure)
        assert label.endswith(".") and len(label) > 60, f"{page}: {chart_name}"
        assert re.search(r"\d", label), f"{page}: the text alternative of {chart_name} gives no figure"
        assert figure.find("details[@open]") is None


def test_drawings_are_light_and_plain(figures: list[tuple[str, Call, Element]], pages: dict[str, Page]) -> None:
    for page in {page for page, _, _ in figures}:
        sources = re.findall(r"<svg class=\"(?:wide|narrow)\".*?</svg>", pages[page].source, re.S)
        assert sources
        for source in sources:
            assert len(gzip.compress(source.encode())) < 8000
            assert not re.search(r"<script|<style|<image|<use|\bon\w+=|font-family|aria-roledescription", source)
            assert not re.search(
                r"\d\.\d\d",
                re.sub(r"(?:data-mark|href|fill-opacity|stroke-width)=\"[^\"]*\"|>[^<]*<|scale\([^)]*\)", "", source),
            )
            colors = set(re.findall(r"(?:fill|stroke)=\"([^\"]+)\"", source))
            assert all(
                re.fullmatch(r"var\(--chart-\w+\)|url\(#[\w-]+\)|currentColor|none", color) for color in colors
            ), colors
            ids, used = set(re.findall(r"\bid=\"([^\"]+)\"", source)), set(re.findall(r"url\(#([^)]+)\)", source))
            assert used == ids
        every = [e.get("id") for e, _ in elements(pages[page].article) if e.get("id")]
        assert len(every) == len(set(every)), page


def test_evidence_is_told_by_sign_and_where_kinds_mix_by_pattern_too(
    figures: list[tuple[str, Call, Element]], ledger: Ledger
) -> None:
    """A plan is hollow with a broken outline; of other bars of one chart each kind of evidence has its own fill."""
    mixing = 0
    for page, chart_name, figure in figures:
        if ledger.charts[chart_name[0]].entry.form not in ("bars", "columns", "results", "specifications"):
            continue
        for drawing in drawings(figure):
            fills: dict[str, set[str]] = {}
            for element, pairs in marks(drawing):
                if not re.search(r"h-?[1-9]", element.get("d", "")):
                    continue
                kind, fill = kind_of(ledger, *pairs[0]), element.get("fill", "")
                lost = fill == "var(--chart-paper)"
                assert not kind or lost == (kind == "plan" or "=-" in element.get("data-mark", "")), f"{page}: {pairs}"
                assert (element.get("stroke-dasharray") is not None) == (kind == "plan"), f"{page}: {pairs}"
                if not lost:
                    fills.setdefault(kind, set()).add(re.sub(r".*-(\w+)-\d\)$|var.*", r"\1", fill))
            every = [fill for kind in fills.values() for fill in kind]
            assert len(every) == len(set(every)) == len(fills), f"{page}: {chart_name}: {fills}"
            mixing += len(fills) > 1
            signs = {e.get("d") for e in drawing.iter(f"{SVG}path")} & {path for path, _ in ICONS.values()}
            assert {ICONS[kind][0] for kind in fills} <= signs, f"{page}: {chart_name} has no sign of its evidence"
    assert mixing > 10


def kind_of(ledger: Ledger, name: str, value: str) -> str:
    """Return the evidence of a reading that is drawn; plan for one that is ahead."""
    fact = ledger.facts[name]
    row = next(r for r in (*reversed(fact.readings), *fact.alternatives) if machine_value(r) == value)
    launch = ledger.subjects[fact.subject].facts.get("launch")
    return "plan" if row.ahead or (launch and launch.current.ahead) else grade(ledger, fact, row)


def test_each_mark_is_a_link_to_its_fact_and_none_is_a_stop_for_the_keyboard(
    figures: list[tuple[str, Call, Element]], pages: dict[str, Page]
) -> None:
    rows, seen = register(pages), 0
    for page, chart_name, figure in figures:
        for drawing in drawings(figure):
            links = list(drawing.iter(f"{SVG}a"))
            linked = [mark for link in links for mark, _ in marks(link)]
            assert linked == [mark for mark, _ in marks(drawing)], f"{page}: {chart_name}"
            for link, mark in zip(links, linked, strict=True):
                where, fragment = target(page, link.get("href", ""))
                assert link.get("tabindex") == "-1" and where == rows[fragment][0]
                assert mark.get("data-mark", "").startswith(f"{fragment}=")
                seen += 1
    assert seen > 600


def test_no_text_covers_another_and_none_is_too_small(
    browser: Browser, server: str, figures: list[tuple[str, Call, Element]]
) -> None:
    # A letter reaches from the baseline three quarters of its size up and a quarter down; what a font reserves beyond
    # that is empty.
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
        const out = a.left < frame.left - 1 || a.right > frame.right + 1;
        if (out || a.top < frame.top - 1 || a.bottom > frame.bottom + 1) wrong.push(text + ' is cut');
        boxes.slice(i + 1).forEach(([other, b]) => {
          const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
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


def view(ledger: Ledger) -> View:
    return View(Book(ledger), "index.md")


def test_a_changed_value_changes_the_words() -> None:
    ledger = load.load(ROOT)
    fact = ledger.facts["beijing.compute"]
    before = pictured(view(ledger), "cities").alt
    fact.readings = (replace(fact.current, value=Decimal("31")),)
    after = pictured(view(ledger), "cities").alt
    assert before != after and "31 → about 200" in after


def test_what_cannot_be_drawn_is_refused(ledger: Ledger) -> None:
    take = Take(view(ledger))
    with pytest.raises(MacroError, match=r"unknown fact 'hangzhou\.computer'"):
        take("hangzhou.computer")
    with pytest.raises(ChartError, match=r"hangzhou\.compute: EFLOPS cannot be converted to CNY"):
        take("hangzhou.compute").span("CNY")
    with pytest.raises(ChartError, match="is not a number"):
        take("ascend-910c.process").span("nm")
    with pytest.raises(ChartError, match="is not a date"):
        _ = take("hangzhou.compute").when


@pytest.mark.parametrize(("chart_name", "fact_name", "value", "message"), [
    ("cities", "beijing.compute", "-1", "beijing.compute is below zero"),
    ("compute-bandwidth", "nvidia-h20.bandwidth", "0", "needs values above zero"),
    ("operator-cpus", "china-mobile-servers.domestic-share", "120", "is no share of a whole"),
])  # fmt: skip
def test_values_no_scale_can_show_are_refused_with_the_place_of_the_chart(
    chart_name: str, fact_name: str, value: str, message: str
) -> None:
    ledger = load.load(ROOT)
    fact = ledger.facts[fact_name]
    fact.readings = (*fact.readings[:-1], replace(fact.current, value=Decimal(value)))
    with pytest.raises(ChartError, match=message) as raised:
        chart(view(ledger), chart_name)
    record = ledger.charts[chart_name]
    assert raised.value.place is not None
    file, line, entry = raised.value.place
    assert file == record.file and line >= record.line() and entry.startswith(chart_name)


def test_an_error_of_the_program_is_not_blamed_on_the_editor(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, value: float) -> float:
        raise ValueError("a slip in the code")

    monkeypatch.setattr("macros.charts.scene.Scale.at", broken)
    with pytest.raises(ValueError, match="a slip in the code") as raised:
        chart(view(ledger), "cities")
    assert not isinstance(raised.value, MacroError)


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

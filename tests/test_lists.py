"""Pages that list what the ledger holds, and tables on a telephone: years, letters, bars, rows told one by one."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser

from macros.facts.ledger import Ledger
from macros.facts.standing import disputed

from .site import Page, classes, elements, text
from .visits import NARROW, WIDE, context


def of_class(page: Page, name: str) -> list[Element]:
    """Return the elements of a class."""
    return [e for e, _ in elements(page.article) if name in classes(e)]


def part(element: Element) -> float:
    """Return the share that a column or bar has of the largest, as it is drawn lying and standing."""
    column, row = (next(e for e in element.iter() if e.get("class") == kind) for kind in ("column", "row"))
    lying, standing, above = (float(e.get(key, "").rstrip("%")) for e, key in
                              ((row, "width"), (column, "height"), (column, "y")))  # fmt: skip
    assert lying == standing == pytest.approx(100 - above)
    return lying / 100


def test_a_year_is_as_high_as_its_events_are_many(pages: dict[str, Page], ledger: Ledger) -> None:
    page = pages["timeline.html"]
    events = [fact for fact in ledger.facts.values() if fact.event]
    counts = Counter(fact.date.year for fact in events)
    (columns,) = of_class(page, "years")
    drawn = {}
    for column in (e for e in columns if "gap" not in classes(e)):
        number, year = (int(e.get("value", "")) for e in column.iter("data"))
        drawn[year] = number
        assert part(column) == pytest.approx(number / max(counts.values()), abs=0.001)
        (link,) = column.iter("a")
        assert link.get("href") == f"#y-{year}" and f"y-{year}" in page.ids
        assert ("plan" in classes(column)) == all(fact.current.target for fact in events if fact.date.year == year)
    assert drawn == counts
    gaps = sum(1 for one, two in zip(sorted(counts), sorted(counts)[1:]) if two > one + 1)
    assert sum(1 for e in columns if "gap" in classes(e)) == gaps > 0


@pytest.mark.parametrize("name", ["glossary.html", "sources.html"])
def test_a_letter_leads_to_what_begins_with_it(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    (row,) = of_class(page, "letters")
    links = {text(e): e.get("href", "")[1:] for e in row.iter("a")}
    assert len(links) > 15 and list(links) == sorted(links)
    places = {e.get("id"): e for e, _ in elements(page.article) if e.get("id")}
    for letter, anchor in links.items():
        assert text(places[anchor])[0].upper() == letter, anchor
    if name == "sources.html":
        heads = [text(e, lambda inner: "headerlink" in classes(inner)) for e in page.article.iter("h2")]
        assert [head for head in heads if len(head) == 1] == list(links)


def test_bars_of_the_quality_page_are_as_long_as_their_counts(pages: dict[str, Page], ledger: Ledger) -> None:
    page = pages["quality.html"]
    for box in of_class(page, "bars"):
        cells = list(box.iter("td"))
        counts = [int(next(e.iter("data")).get("value", "")) for e in cells]
        assert cells and all(
            part(cell) == pytest.approx(count / max(counts), abs=0.001) for cell, count in zip(cells, counts)
        )
    kinds = {
        e.get("data-count"): int(e.get("value", ""))
        for e in page.article.iter("data")
        if (e.get("data-count") or "").startswith("quality.evidence-")
    }
    assert sum(kinds.values()) == sum(1 for fact in ledger.facts.values() if not fact.derived)


def test_home_says_where_sources_differ(pages: dict[str, Page], ledger: Ledger) -> None:
    tiles = of_class(pages["index.html"], "question")
    shown = {next(e for e in tile.iter() if e.get("data-fact")).get("data-fact", ""): text(tile) for tile in tiles}
    assert len(shown) == 4
    for fact, words in shown.items():
        assert ("sources differ" in words) == disputed(ledger.facts[fact])
    assert any("sources differ" in words for words in shown.values())


# Boxes whose table is wider than they are, and cells that stand outside the window.
WIDER = """() => [...document.querySelectorAll("article .told, article .records")]
 .filter((box) => box.checkVisibility()).flatMap((box) => {
  const out = box.scrollWidth > box.clientWidth + 1 ? [box.getAttribute("aria-label")] : [];
  for (const cell of [...box.querySelectorAll("tbody th, tbody td")].slice(0, 400)) {
    const { left, right, width } = cell.getBoundingClientRect();
    if (width && (left < 0 || right > innerWidth + 1)) out.push(cell.textContent.trim().slice(0, 40));
  }
  return out;
})"""
CELLS = """() => [...document.querySelectorAll('.facts-table tbody tr')]
  .map((row) => [...row.cells].map((cell) => Math.round(cell.getBoundingClientRect().top)))"""


@pytest.mark.parametrize(
    "name",
    [
        "summit.html",
        "ascend/processors.html",
        "about.html",
        "sources.html",
        "register/ascend.html",
        "accelerators/cambricon.html",
        "sites.html",
        "rules.html",
        "ascend/software.html",
    ],
)
def test_tables_of_facts_fit_a_telephone(browser: Browser, server: str, name: str) -> None:
    visitor = context(browser, width=NARROW)
    tab = visitor.new_page()
    tab.goto(f"{server}/{name}")
    tab.evaluate("() => document.querySelectorAll('article details').forEach((box) => { box.open = true; })")
    assert tab.locator("article .told, article .records").count() > 0
    assert not tab.evaluate(WIDER)
    visitor.close()


def test_a_row_is_told_in_lines_on_a_telephone_and_in_columns_elsewhere(browser: Browser, server: str) -> None:
    for width, stacked in ((NARROW, True), (WIDE, False)):
        visitor = context(browser, width=width)
        tab = visitor.new_page()
        tab.goto(f"{server}/summit.html")
        rows = tab.evaluate(CELLS)
        assert rows
        for label, value, *_ in rows:
            assert (value > label) == stacked
        visitor.close()


def test_a_link_to_a_source_leads_to_its_row(browser: Browser, server: str, ledger: Ledger) -> None:
    visitor = context(browser)
    tab = visitor.new_page()
    key = sorted(ledger.sources)[len(ledger.sources) // 2]
    tab.goto(f"{server}/sources.html#{key}")
    tab.wait_for_function(
        "(id) => { const b = document.getElementById(id).getBoundingClientRect(); return b.top >= 0 && b.bottom <= "
        "innerHeight; }",
        arg=key,
        timeout=4000,
    )
    visitor.close()

"""Tables say once what their rows share, name one unit in the head of a column, and stand folded below charts."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from playwright.sync_api import Browser

from macros.facts.ledger import Fact, Ledger
from macros.facts.text import EVIDENCE
from macros.values import format as forms
from macros.values import units

from .engine import project
from .site import Page, classes, elements, text
from .test_key_figures import MAKERS
from .tiny import FILES
from .visits import context

LINE = re.compile(r"(All rows|Unless a row says otherwise): (.*?)\.(?= |$)")
Pages = dict[str, Page]


def tables(page: Page, kind: str = "") -> list[tuple[Element, str]]:
    """Return the boxes of the tables of a page, each with the line above it; charts have tables of their own."""
    found, before = [], None
    for element, over in elements(page.article):
        if any(e.tag == "figure" or "facts-here-box" in classes(e) for e in over):
            continue
        if "table-wrap" in classes(element) and kind in classes(element) | {""}:
            found.append((element, text(before) if before is not None and "shared" in classes(before) else ""))
        if element.tag in ("p", "div", "summary", "h2", "h3"):
            before = element
    return found


def cells(row: Element) -> list[Element]:
    return [e for e in row if e.tag in ("td", "th")]


def test_a_date_and_an_evidence_that_rows_share_are_said_once(pages: Pages, ledger: Ledger) -> None:
    seen = {"All rows": 0, "Unless a row says otherwise": 0}
    for page in pages.values():
        for box, line in tables(page, "facts-table"):
            heads = [text(e) for e in box.iter("th") if e.get("scope") == "col"]
            said = {start: rest for start, rest in LINE.findall(line)}
            for start in said:
                seen[start] += 1
            spoken = " ".join(said.values())
            rows = [row for body in box.iter("tbody") for row in body.iter("tr")]
            for head in heads[2:]:  # a column in which every row says the same would say it too often
                column = [text(cells(row)[heads.index(head)]) for row in rows]
                assert len(column) < 2 or len(set(column)) > 1 or not column[0], f"{page.name}: {head}: {column}"
            for row in rows:
                fact = ledger.facts[cells(row)[0].get("data-record", "")]
                now = fact.current
                told = dict(zip(heads, map(text, cells(row))))
                assert EVIDENCE[now.evidence] in (told.get("Evidence") or spoken), fact.id
                date = forms.date(now.as_of, "short") if now.as_of else ""
                twice = fact.unit.text == "date" and str(now.value) == now.as_of
                when = told.get("As of") or ("" if twice and "as of" not in spoken else spoken)
                assert date in when or (twice and "as of" not in spoken), (
                    f"{page.name}: {fact.id}: {when!r}, not {date!r}"
                )
    assert min(seen.values()) > 5, seen


def test_a_head_names_the_unit_of_its_column_and_figures_end_below_each_other(pages: Pages, ledger: Ledger) -> None:
    named = 0
    for page in pages.values():
        for box, _ in tables(page):
            heads = [e for e in box.iter("th") if e.get("scope") == "col"]
            for row in (row for body in box.iter("tbody") for row in body.iter("tr")):
                for head, cell in zip(heads, cells(row)):
                    figures = [e for e in cell.iter() if "fact" in classes(e) and e.get("data-fact")]
                    if "figures" not in classes(cell) or not figures:
                        continue
                    assert "figures" in classes(head), page.name
                    fact = ledger.facts[figures[0].get("data-fact", "")]
                    wanted, shown = in_unit(fact, text(head).rpartition(", ")[2]), text(figures[0])
                    if wanted is None:  # no unit in the head: the figure has its own, or counts what the head names
                        assert fact.unit.is_count or re.search(r"[A-Z%]", shown), f"{page.name}: {fact.id}: {shown}"
                        continue
                    last = float(re.findall(r"[\d,.]+", shown)[-1].replace(",", ""))
                    slack = 0.03 if fact.derived else 1e-9
                    assert abs(last - wanted) <= wanted * slack, f"{page.name}: {fact.id}: {shown}"
                    named += 1
    assert named > 100, named


def in_unit(fact: Fact, words: str) -> float | None:
    """Return the figure of a fact, the higher end of a range, in the unit that a head names; None where it has none."""
    scale = Decimal(10**9) if "billion" in words else Decimal(10**12) if "trillion" in words else Decimal(1)
    plain = re.sub(r" ?(b|tr)illion ?", "", words).replace("US$", "USD")
    try:
        unit = units.parse({"%": "percent", "×": "times", "mm²": "mm2", "milliseconds": "ms"}.get(plain, plain))
        now = fact.current
        most = now.span[1] if now.value is None else now.number
        return abs(float(units.convert(most, fact.unit, unit) / scale))
    except units.UnitError:
        return None


def test_a_dash_is_explained_once_before_it_is_first_met(pages: Pages) -> None:
    seen = 0
    for page in pages.values():
        found = [line for box, line in tables(page) if any("dash" in classes(e) for e in box.iter())]
        if page.name == "compare.html" or not found:
            continue
        seen += 1
        assert "A dash: not found." in found[0], page.name
        assert not [line for line in found[1:] if "A dash" in line], page.name
        assert "not found" in page.source
    assert seen > 5


def test_tables_of_chips_are_folded_and_stand_below_the_chart(pages: Pages) -> None:
    for name in MAKERS:
        order = [e for e, _ in elements(pages[name].article)]
        charts = [order.index(e) for e in order if e.get("data-chart") in ("chips", "sunrise-funding")]
        folds = [order.index(e) for e in order if "fold" in classes(e)]
        for e in order:
            if "fold" in classes(e):
                assert e.tag == "details" and e.get("open") is None and next(text(s) for s in e.iter("summary"))
        if name.startswith("accelerators/"):
            assert folds and charts and min(charts) < min(folds), name
    for name in ("processors", "systems"):
        page = pages[f"ascend/{name}.html"]
        folded = [
            e
            for e, over in elements(page.article)
            if "facts-table" in classes(e) and any("fold" in classes(o) for o in over)
        ]
        assert len(folded) == len([e for e, _ in elements(page.article) if "facts-table" in classes(e)]) > 8


def test_an_address_opens_a_fold_and_paper_shows_it(browser: Browser, server: str, pages: Pages) -> None:
    page = pages["ascend/processors.html"]
    inside = next(e.get("id") for e, over in elements(page.article)
                  if (e.get("id") or "").startswith("at-") and any("fold" in classes(o) for o in over))  # fmt: skip
    for script in (True, False):
        visitor = context(browser, java_script_enabled=script)
        tab = visitor.new_page()
        tab.goto(f"{server}/ascend/processors.html")
        table = tab.locator("details.fold .facts-table").first
        assert not table.is_visible()
        tab.emulate_media(media="print")
        assert table.is_visible()
        tab.emulate_media(media="screen")
        tab.goto(f"{server}/ascend/processors.html#{inside}")
        assert tab.locator(f"[id='{inside}']").is_visible(), "an address within a fold does not open it"
        tab.locator("details.fold > summary").last.click()
        assert tab.locator("details.fold .facts-table").last.is_visible()
        visitor.close()


def test_figures_of_two_units_stand_in_one(tmp_path: Path) -> None:
    data = FILES["data/chips.yml"].replace(
        "value: 64\n        unit: GB\n        printed: 64 GB of memory",
        "value: 512\n        unit: MB\n        printed: 512 MB",
    )
    calls = 'table(["acme-one", "acme-two"], ["memory", "price"])', 'table(["acme-one"], ["compute-16bit"], fold=True)'
    page = "# Chips\n" + "".join(f"\n{{{{ {call} }}}}\n" for call in calls)
    tiny = project(tmp_path, FILES | {"data/chips.yml": data, "docs/chips.md": page})
    whole = tiny.book().pages["chips.md"].whole_text
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', whole)
    assert [re.sub("<.*?>", "", head) for head in heads][1:3] in (
        ["Memory, MB", "Price, CNY"],
        ["Memory, GB", "Price, CNY"],
    )
    assert (">512<" in whole and ">128,000<" in whole) or (">0.512<" in whole and ">128<" in whole)
    assert "20,000 to 30,000" in whole and "A dash: not found." in whole
    assert '<details class="fold"><summary>Table: ' in whole

"""The register and "Compare chips" in a browser: finding, sorting, filtering, choosing columns, sharing the choice."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger
from macros.pages.book import Book

from .site import PARTS, REGISTER
from .visits import NARROW, WIDE, axe, context

SHOWN = "tbody tr:not([hidden], .group)"
MEMORY, SEVEN = 4, 7  # the column, counted from zero, and how many there are at first


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A wide window."""
    visitor = context(browser)
    yield visitor.new_page()
    visitor.close()


def head(tab: Tab, title: str) -> Locator:
    """Return the button of a column."""
    return tab.locator(".compare-table thead").get_by_role("button", name=title, exact=True)


def taken(tab: Tab) -> list[list[str]]:
    """Return the lines of the file that the button for the rows gives."""
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV of these rows").click()
    return list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines()))


# How many stops the keyboard has in the text of a page.
STOPS = """() => [...document.querySelectorAll("article :is(a[href], button, input, select, summary, [tabindex='0'])")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })).length"""


def test_register_finds_by_both_names_and_by_id(tab: Tab, server: str, book: Book) -> None:
    tab.goto(f"{server}/register.html")
    for query, subject in (
        ("曦望 spun", "sunrise"),
        ("寒武纪 revenue", "cambricon"),
        ("hangzhou-summit.investment", "hangzhou-summit"),
    ):
        tab.get_by_role("searchbox", name="Find").fill(query)
        tab.wait_for_function("query => new URLSearchParams(location.search).get('find') === query", arg=query)
        expect(tab.locator(f'.register-all tbody[data-record="{subject}"]')).to_be_visible()
        visible = tab.locator(".register-all tbody:not([hidden]) th[id]:visible").evaluate_all(
            "heads => heads.map(head => head.id)"
        )
        assert visible and len(visible) < len(book.ledger.facts) / 10
        assert any(fact.startswith(f"{subject}.") for fact in visible)
    tab.get_by_role("searchbox", name="Find").fill("nothing is called so")
    expect(tab.locator("output")).to_have_text("0 facts")


@pytest.mark.parametrize(
    ("query", "fact"),
    [
        ("25.5 billion", "hangzhou-summit.investment"),
        ("CNY25.5 billion", "hangzhou-summit.investment"),
        ("RMB 25.5bn", "hangzhou-summit.investment"),
        ("25,500,000,000", "hangzhou-summit.investment"),
        ("¥25.5B", "hangzhou-summit.investment"),
        ("25.5bn yuan", "hangzhou-summit.investment"),
        ("255亿元", "hangzhou-summit.investment"),
        ("-1.024 billion", "moore-threads.net-profit"),
        ("812k", "ascend-supply.shipments-2025"),
        ("2025-12-05", "moore-threads.listing"),
        ("22832 cards", "unicom-xining.cards-signed"),
        ("22,832", "unicom-xining.cards-signed"),
        ("3,579 PFLOPS", "unicom-xining.compute-signed"),
        ("812,000", "ascend-supply.shipments-2025"),
        ("41%", "china-accelerator-market.domestic-share"),
        ("ascend910c", "ascend-910c.memory"),
    ],
)
def test_register_finds_figures_as_pages_print_them(tab: Tab, server: str, book: Book, query: str, fact: str) -> None:
    tab.goto(f"{server}/register.html")
    tab.get_by_role("searchbox", name="Find").fill(query)
    expect(tab.locator(f'.register-all tr:not([hidden]) th[id="{fact}"]')).to_be_visible()
    tab.wait_for_function("query => new URLSearchParams(location.search).get('find') === query", arg=query)
    count = int(tab.locator("output").inner_text().split()[0])
    assert 0 < count < len(book.ledger.facts) / 20, f"{query}: {count} facts"


def test_register_finds_what_a_page_rounds_and_no_neighbor(tab: Tab, server: str, book: Book) -> None:
    whole = book.ledger.facts["ascend-910c.share-of-h100"].current.number
    tab.goto(f"{server}/register.html")
    row = tab.locator('.register-all tr:not([hidden]) th[id="ascend-910c.share-of-h100"]')
    for digits in (2, 3):
        tab.get_by_role("searchbox", name="Find").fill(f"{float(f'{whole:.{digits}g}'):g} percent")
        expect(row).to_be_visible()
    tab.get_by_role("searchbox", name="Find").fill(f"{float(f'{whole:.2g}') + 1:g} percent")
    expect(row).to_be_hidden()


def test_register_filters_by_evidence_and_keeps_it_in_the_address(tab: Tab, server: str, book: Book) -> None:
    tab.goto(f"{server}/register.html")
    tab.get_by_label("Evidence").select_option("independent test")
    measured = [fact.id for fact in book.ledger.facts.values() if fact.current.evidence == "measured"]
    expect(tab.locator("output")).to_have_text(f"{len(measured)} facts")
    tab.goto(tab.url)
    expect(tab.locator("output")).to_have_text(f"{len(measured)} facts")
    shown = tab.locator(".register-all tbody:not([hidden]) tr:not([hidden]) th[id]").evaluate_all(
        "heads => heads.map(head => head.id)"
    )
    assert sorted(shown) == sorted(measured)


@pytest.mark.parametrize("part", ["register.html", "register/other.html"])
def test_an_address_of_a_fact_leads_to_its_row(tab: Tab, server: str, part: str) -> None:
    tab.goto(f"{server}/{part}#unicom-xining.cards-signed")
    expect(tab.locator("#unicom-xining\\.cards-signed")).to_be_in_viewport()


def test_the_register_leads_to_its_parts_and_fetches_their_rows_when_they_are_sought(
    tab: Tab, server: str, book: Book
) -> None:
    tab.goto(f"{server}/register.html")
    parts = tab.locator(".register-parts")
    counts = [int(text.replace(",", "")) for text in parts.locator("data").all_inner_texts()]
    assert sum(counts) == len(book.ledger.facts) and parts.locator("h2").count() == len(PARTS)
    assert tab.locator(".register-all tr").count() == 0
    way = parts.get_by_role("link", name="Cambricon", exact=True)
    assert way.get_attribute("href") == "register/accelerators.html#page-accelerators-cambricon"
    tab.get_by_role("searchbox", name="Find").fill("cambricon.revenue")
    row = tab.locator(".register-all tr", has=tab.locator("[id='cambricon.revenue']"))
    expect(row).to_be_visible()
    expect(parts).to_be_hidden()
    link = row.locator("a[href*='sources.html#']").first
    assert str(link.get_attribute("href")).startswith(f"{server}/sources.html#")


def test_a_source_leads_to_the_facts_that_rest_on_it(tab: Tab, server: str, book: Book) -> None:
    key, facts = "elbalad-hangzhou-gpu-deal-202603", book.ledger.facts.values()
    wanted = {
        fact.id for fact in facts if any(key in reading.sources for reading in (*fact.readings, *fact.alternatives))
    }
    tab.goto(f"{server}/sources.html#{key}")
    tab.locator(f"[id='{key}'] td:last-child a").click()
    expect(tab.locator("output")).to_have_text(f"{len(wanted)} facts")
    shown = tab.locator(".register-all tbody:not([hidden]) tr:not([hidden]) th[id]")
    assert set(shown.evaluate_all("heads => heads.map(head => head.id)")) == wanted


def test_the_rows_that_were_found_can_be_taken_along(tab: Tab, server: str, book: Book) -> None:
    tab.goto(f"{server}/register.html?page=accelerators-cambricon&evidence=official+record")
    expect(tab.locator("output")).to_contain_text("fact")
    head, *rows = taken(tab)
    assert head == [
        "id", "subject", "fact", "value", "number or date", "basis and more", "as of", "evidence", "sources"
    ]  # fmt: skip
    facts = {
        fact.id: fact
        for fact in book.ledger.facts.values()
        if fact.page == "accelerators/cambricon" and fact.current.evidence == "official"
    }
    assert {row[0] for row in rows} == facts.keys() and len(rows) == len(facts) > 5
    for row in rows:
        fact = facts[row[0]]
        assert row[2] == fact.label and row[7] == "official record" and len(row) == len(head)
        if fact.unit.numeric and fact.current.value is not None:
            assert float(row[4]) == pytest.approx(float(fact.current.number))
    tab.goto(f"{server}/register.html?find=hangzhou-summit.investment")
    expect(tab.locator("output")).to_contain_text("fact")
    found = [row for row in taken(tab) if row[0] == "hangzhou-summit.investment"]
    assert [row[3:5] for row in found] == [["CNY 25,500,000,000", "25500000000"]]


def test_the_register_is_folded_and_an_address_opens_its_section(tab: Tab, server: str) -> None:
    for name in REGISTER:
        tab.goto(f"{server}/{name}")
        tab.locator(".controls").wait_for()
        assert tab.evaluate(STOPS) < 60, name
    tab.goto(f"{server}/register/accelerators.html#page-accelerators-biren")
    section = tab.locator(".section", has=tab.locator("#page-accelerators-biren"))
    expect(section).to_have_attribute("open", "")
    expect(section.locator("summary")).to_be_in_viewport()
    assert tab.locator(".section[open]").count() == 1
    section.locator("summary").click()
    assert tab.evaluate(STOPS) < 60


def test_many_rows_that_are_found_stay_folded_with_their_number(tab: Tab, server: str, book: Book) -> None:
    tab.goto(f"{server}/register.html?evidence=official+record")
    official = [fact for fact in book.ledger.facts.values() if fact.current.evidence == "official"]
    expect(tab.locator("output")).to_have_text(f"{len(official)} facts")
    assert tab.locator(".section:visible").count() > 5 and tab.locator(".section[open]:visible").count() == 0
    section = tab.locator(".section:visible", has=tab.locator("#page-accelerators-cambricon"))
    own = [fact for fact in official if fact.page == "accelerators/cambricon"]
    expect(section.locator("summary small")).to_contain_text(f"{len(own)} of ")
    section.locator("summary").click()
    assert section.locator("tr:not([hidden]) th[id]:visible").count() == len(own)


def test_what_is_not_found_leads_on(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/register.html?find=cambricon+walrus")
    expect(tab.locator("output")).to_have_text("0 facts")
    expect(tab.locator(".section:visible")).to_have_count(0)
    assert not axe(tab, ".controls")
    assert tab.locator(".hints button").all_inner_texts()[0].startswith("“cambricon” alone (")
    many = tab.locator(".hints button").inner_text().split("(")[1].rstrip(")")
    tab.locator(".hints button").click()
    expect(tab.locator("output")).to_have_text(f"{many} facts")
    assert tab.get_by_role("searchbox", name="Find").input_value() == "cambricon" and tab.url.endswith("find=cambricon")
    tab.goto(f"{server}/register.html?find=cambricon&page=summit")
    expect(tab.locator(".hints button")).to_have_text(re.compile(r"any page \(\d+\)"))
    tab.goto(f"{server}/register.html?find=walrus")
    expect(tab.locator(".hints")).to_contain_text("Nothing is called so here.")


def test_chips_are_sorted_both_ways_within_their_group_with_the_unknown_last(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    before = tab.locator(f".compare-table {SHOWN} th").all_inner_texts()
    groups = tab.locator(".compare-table tbody").evaluate_all("bodies => bodies.map(body => body.rows.length)")
    expect(tab.locator(".controls output")).to_have_text(re.compile("chips, by maker$"))
    for way, words, step in (("descending", "highest first", -1), ("ascending", "lowest first", 1)):
        head(tab, "Memory").focus()
        tab.keyboard.press("Enter")
        expect(tab.locator(f'.compare-table th[aria-sort="{way}"]')).to_have_text("Memory")
        expect(tab.locator(f'.compare-table th[aria-sort="{way}"]')).to_have_count(1)
        expect(tab.locator(".controls output")).to_have_text(re.compile(f"chips, by memory, {words}$"))
        for number, size in enumerate(groups):
            rows = tab.locator(f".compare-table tbody:nth-of-type({number + 1}) tr:not(.group)")
            values = rows.evaluate_all(f"rows => rows.map(row => row.cells[{MEMORY}].dataset.sort || '')")
            known = [float(value) for value in values if value]
            assert len(known) > 3 and known == sorted(known, reverse=step < 0)
            assert all(values[: len(known)]) and not any(values[len(known) :])
            assert rows.count() in (size, size - 1)
    head(tab, "Memory").click()
    assert tab.locator(f".compare-table {SHOWN} th").all_inner_texts() == before
    expect(tab.locator('.compare-table thead th:not([aria-sort="none"])')).to_have_count(0)


def test_chips_that_must_not_be_ranked_stand_in_named_groups(tab: Tab, server: str, ledger: Ledger) -> None:
    tab.goto(f"{server}/compare.html?sort=16-bit-compute.down")
    groups = dict(
        tab.locator(".compare-table tbody").evaluate_all(
            """bodies => bodies.map((body) => [body.querySelector(".group")?.textContent ?? "",
            [...body.querySelectorAll("th [data-name]")].map((name) => name.dataset.name)])"""
        )
    )
    every = {chip for chips in groups.values() for chip in chips}
    facts = {key: fact.current for key, fact in ledger.facts.items()}
    unstated = {c for c in every if "density not stated" in str(getattr(facts.get(f"{c}.compute-16bit"), "basis", ""))}
    planned = {c for c in every if (due := facts.get(f"{c}.launch")) and due.target and not due.met}
    names = [
        "",
        "Density of the compute not stated: it may count twice what a dense figure does",
        "Planned, no sale known",
    ]
    assert list(groups) == names and len(unstated) > 5 and len(planned) > 3
    assert set(groups[names[1]]) == unstated - planned and set(groups[names[2]]) == planned
    assert "nvidia-h100" in groups[""] and "biren-br100" in groups[names[1]]
    tab.get_by_role("combobox", name="Maker").select_option("biren")
    expect(tab.locator(".compare-table .group:visible")).to_have_text([names[1]])


def test_the_page_scrolls_and_the_heads_stay_in_sight(browser: Browser, server: str) -> None:
    for width in (WIDE, NARROW):
        visitor = context(browser, width=width)
        tab = visitor.new_page()
        tab.goto(f"{server}/compare.html")
        tab.locator(".compare.chosen").wait_for()
        box = "document.querySelector('.compare-table')"
        assert tab.evaluate(f"{box}.scrollHeight <= {box}.clientHeight + 1"), width
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        if width == WIDE:
            tab.locator(".compare-table tbody tr").nth(14).evaluate("row => row.scrollIntoView({ block: 'center' })")
            tops = tab.evaluate(
                """() => [document.querySelector(".md-header").getBoundingClientRect().bottom,
                document.querySelector(".compare-table thead th").getBoundingClientRect().top]"""
            )
            assert abs(tops[0] - tops[1]) < 5, "the heads do not stand right below the bar of the page"
            assert not axe(tab, ".compare")
            tab.get_by_text("Choose columns").click()
            for name in ("Power", "Process", "Interconnect", "Memory type"):
                tab.get_by_label(name, exact=True).check()
            expect(tab.locator(".compare-table.fits")).to_have_count(0)
            assert tab.evaluate("document.documentElement.scrollWidth") == width
        visitor.close()


def test_seven_columns_stand_there_at_first_and_all_without_the_script(browser: Browser, server: str) -> None:
    for script in (True, False):
        visitor = context(browser, java_script_enabled=script)
        tab = visitor.new_page()
        tab.goto(f"{server}/compare.html")
        heads = tab.locator(".compare-table thead th")
        assert tab.locator(".compare-table thead th:visible").count() == (SEVEN if script else heads.count())
        assert heads.count() == 14
        visitor.close()


def test_chips_are_filtered_and_the_choice_can_be_shared(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    everything = tab.locator(f".compare-table {SHOWN}").count()
    tab.get_by_role("combobox", name="Maker").select_option("huawei")
    makers = set(tab.locator(f".compare-table {SHOWN} td:nth-child(2)").all_inner_texts())
    assert makers == {"Huawei"}
    tab.get_by_text("Choose columns").click()
    columns = tab.locator(".controls fieldset")
    columns.get_by_label("Power").check()
    columns.get_by_label("Bandwidth").uncheck()
    head(tab, "Power").click()
    address, order = tab.url, tab.locator(f".compare-table {SHOWN} th").all_inner_texts()
    assert len(order) < everything
    tab.goto("about:blank")
    tab.goto(address)
    assert tab.locator(f".compare-table {SHOWN} th").all_inner_texts() == order
    expect(tab.locator(".compare-table th", has_text="Bandwidth")).to_be_hidden()
    expect(tab.locator(".compare-table th", has_text="Power")).to_be_visible()
    tab.goto(f"{server}/compare.html?columns=none")
    expect(tab.locator(".compare-table thead th:visible")).to_have_text(["Chip"])


def test_chips_are_filtered_by_year(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html?year=2022")
    years = tab.locator(f".compare-table {SHOWN}").evaluate_all("rows => rows.map(row => row.dataset.year)")
    assert years and set(years) == {"2022"}


def test_chips_stand_side_by_side_and_the_choice_can_be_shared(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    beside, picked = tab.locator(".beside"), tab.locator(".picked")
    expect(picked).to_be_hidden()
    for name, told in (("Ascend 910C", "Ascend 910C: tick one more"), ("Nvidia H100", "Ascend 910C, Nvidia H100")):
        expect(beside).to_be_hidden()
        tab.get_by_role("checkbox", name=f"{name} side by side").check()
        expect(picked.locator("output")).to_have_text(told)
        expect(picked).to_be_in_viewport()
    picked.get_by_role("button", name="See side by side").click()
    expect(beside.locator("th").first).to_be_focused()
    expect(beside).to_be_in_viewport()
    expect(beside.locator("thead th")).to_have_text(["Side by side", "Ascend 910C", "Nvidia H100"])
    shown = {
        line.locator("th").inner_text(): line.locator("td").evaluate_all(
            "cells => cells.map((cell) => cell.querySelector('[data-fact]')?.dataset.fact)"
        )
        for line in beside.locator("tbody tr").all()
    }
    assert shown["Memory"] == ["ascend-910c.memory", "nvidia-h100.memory"]
    assert shown["Power"] == [None, "nvidia-h100.power"], "of a column that the table does not show"
    assert tab.evaluate("() => document.querySelectorAll('.beside [id]').length") == 0
    assert not axe(tab, ".beside")
    tab.goto("about:blank")
    tab.goto(f"{server}/compare.html?chips=ascend-910c,nvidia-h100,biren-br100,nvidia-h20,nvidia-h200&columns=power")
    expect(beside.locator("thead th")).to_have_count(5)
    expect(picked.locator("output")).to_contain_text("(no more than four)")
    expect(tab.get_by_role("checkbox", name="H200 side by side")).to_be_disabled()
    tab.get_by_role("checkbox", name="H20 side by side").uncheck()
    expect(tab.get_by_role("checkbox", name="H200 side by side")).to_be_enabled()
    tab.get_by_role("button", name="Untick").click()
    expect(beside).to_be_hidden()
    assert "chips" not in tab.url


def test_the_rows_as_shown_can_be_taken_along(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html?maker=cambricon&columns=memory,maker&sort=memory.down")
    lines = taken(tab)
    rows = tab.locator(f".compare-table {SHOWN}")
    assert len(lines) == 1 + rows.count() > 2
    assert lines[0] == ["Chip", "Maker", "Memory", "Group"]
    assert [line[0] for line in lines[1:]] == [name.strip() for name in rows.locator("th").all_inner_texts()]
    assert [line[2] for line in lines[1:]] == [
        text.strip() for text in rows.locator(f"td:nth-child({MEMORY + 1})").all_inner_texts()
    ]
    assert {line[3].split(":")[0] for line in lines[1:]} == {"", "Density of the compute not stated"}

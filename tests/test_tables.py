"""The register and "Compare chips" in a browser: finding, sorting, filtering, choosing columns, sharing the choice."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from macros.pages.book import Book

from .site import PARTS
from .visits import axe, context

SHOWN = "tbody tr:not([hidden])"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A wide window."""
    visitor = context(browser)
    yield visitor.new_page()
    visitor.close()


def cells(tab: Tab, column: int) -> list[str]:
    """Return the sort values of a column of the table of chips, top to bottom."""
    return [
        str(v or "")
        for v in tab.locator(f".compare-table {SHOWN}").evaluate_all(
            f"rows => rows.map(row => row.cells[{column}].dataset.sort)"
        )
    ]


def head(tab: Tab, title: str) -> Locator:
    """Return the button of a column."""
    return tab.locator(".compare-table thead").get_by_role("button", name=title, exact=True)


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
    expect(tab.locator("output")).to_contain_text("0 facts: try fewer words")


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


def test_the_rows_that_were_found_can_be_taken_along(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/register.html?find=hangzhou-summit.investment")
    expect(tab.locator("output")).to_contain_text("fact")
    with tab.expect_download() as taken:
        tab.get_by_role("button", name="CSV of these rows").click()
    rows = list(csv.reader(taken.value.path().read_text("utf-8-sig").splitlines()))
    assert ["hangzhou-summit.investment", "Investment in the signed projects", "CNY 25,500,000,000"] in [
        row[:3] for row in rows
    ]
    assert len(rows) == int(tab.locator("output").inner_text().split()[0]) < 20


def test_chips_are_sorted_both_ways_with_the_unknown_last(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    before = tab.locator(f".compare-table {SHOWN} th").all_inner_texts()
    for way, step in (("descending", -1), ("ascending", 1)):
        head(tab, "Memory").focus()
        tab.keyboard.press("Enter")
        expect(tab.locator(f'.compare-table th[aria-sort="{way}"]')).to_have_count(1)
        values = cells(tab, 3)
        known = [float(value) for value in values if value]
        assert len(known) > 10 and known == sorted(known, reverse=step < 0)
        assert all(values[: len(known)]) and not any(values[len(known) :])
    head(tab, "Memory").click()
    assert tab.locator(f".compare-table {SHOWN} th").all_inner_texts() == before


def test_chips_are_filtered_and_the_choice_can_be_shared(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    everything = tab.locator(f".compare-table {SHOWN}").count()
    tab.get_by_role("combobox", name="Maker").select_option("huawei")
    makers = set(tab.locator(f".compare-table {SHOWN} td:nth-child(2)").all_inner_texts())
    assert makers == {"Huawei"}
    tab.get_by_text("Choose columns").click()
    tab.get_by_label("Memory type").uncheck()
    head(tab, "Bandwidth").click()
    address, order = tab.url, tab.locator(f".compare-table {SHOWN} th").all_inner_texts()
    assert len(order) < everything
    tab.goto("about:blank")
    tab.goto(address)
    assert tab.locator(f".compare-table {SHOWN} th").all_inner_texts() == order
    expect(tab.locator(".compare-table th", has_text="Memory type")).to_be_hidden()
    expect(tab.locator(".compare-table th", has_text="Bandwidth")).to_be_visible()


def test_chips_are_filtered_by_year(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html?year=2022")
    years = tab.locator(f".compare-table {SHOWN}").evaluate_all("rows => rows.map(row => row.dataset.year)")
    assert years and set(years) == {"2022"}


def test_chips_stand_side_by_side_and_the_choice_can_be_shared(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html")
    beside = tab.locator(".beside")
    for name in ("Ascend 910C", "Nvidia H100"):
        expect(beside).to_be_hidden()
        tab.get_by_role("checkbox", name=f"{name} side by side").check()
    expect(beside.locator("thead th")).to_have_text(["Side by side", "Ascend 910C", "Nvidia H100"])
    shown = {
        line.locator("th").inner_text(): line.locator("td").evaluate_all(
            "cells => cells.map((cell) => cell.querySelector('[data-fact]')?.dataset.fact)"
        )
        for line in beside.locator("tbody tr").all()
    }
    assert shown["Memory"] == ["ascend-910c.memory", "nvidia-h100.memory"]
    assert tab.evaluate("() => document.querySelectorAll('.beside [id]').length") == 0
    assert not axe(tab, ".beside")
    tab.goto("about:blank")
    tab.goto(f"{server}/compare.html?chips=ascend-910c,nvidia-h100,biren-br100,nvidia-h20,nvidia-h200&without=memory")
    expect(beside.locator("thead th")).to_have_count(5)
    expect(beside.locator("tbody th", has_text="Memory")).to_have_count(1)  # the type of memory
    expect(tab.get_by_role("checkbox", name="H200 side by side")).to_be_disabled()
    tab.get_by_role("checkbox", name="H20 side by side").uncheck()
    expect(tab.get_by_role("checkbox", name="H200 side by side")).to_be_enabled()


def test_the_rows_as_shown_can_be_taken_along(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/compare.html?maker=cambricon&without=memory-type&sort=memory.down")
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV of these rows").click()
    lines = list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines()))
    rows = tab.locator(f".compare-table {SHOWN}")
    assert len(lines) == 1 + rows.count() > 2
    assert lines[0][:4] == ["Chip", "Maker", "16-bit compute", "Memory"] and "Memory type" not in lines[0]
    assert [line[0] for line in lines[1:]] == [name.strip() for name in rows.locator("th").all_inner_texts()]
    assert [line[3] for line in lines[1:]] == [
        text.strip() for text in rows.locator("td:nth-child(4)").all_inner_texts()
    ]

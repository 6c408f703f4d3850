"""The register in a browser: finding, filtering, folding, taking the rows that were found along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from macros.pages.book import Book

from .site import PARTS, REGISTER
from .visits import axe, saved

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
    head, *rows = saved(tab)
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
    found = [row for row in saved(tab) if row[0] == "hangzhou-summit.investment"]
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

"""Tables that can be sorted, found in and filtered: the market, the vendors, promises and sources, in a browser."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger
from macros.facts.promises import GROUPS, STATES, promises
from macros.pages.lists import SOURCE_KINDS
from macros.values import dates

from . import raw
from .engine import ROOT
from .site import Page, classes, elements, text
from .visits import NARROW, WIDE, axe, context, saved

SORTED = ("market.html", "accelerators/index.html")
# The table that stands right below a mark: its heads that sort, and of each row what its cells hold, by data or text.
TABLE = """mark => {
  const next = mark.nextElementSibling, table = next.matches("table") ? next : next.querySelector("table");
  const held = (cell) => {
    const one = cell.querySelector("time, data");
    return one ? [one.dataset.fact ?? "", one.dateTime ?? one.value] : ["", cell.textContent.trim()];
  };
  const heads = [...table.tHead.rows[0].cells].map((head) => [head.textContent.trim(), head.getAttribute("aria-sort")]);
  return { heads, rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map(held)) };
}"""


def chooser(tab: Tab, name: str) -> Locator:
    """Return the control of that name."""
    return tab.locator(".controls").get_by_label(name)


def order(value: str) -> tuple[int, float | str]:
    """Return what a value sorts by: numbers by size, dates by their last day, texts by their letters."""
    if re.fullmatch(r"\d{4}(-(\d\d|[QH]\d))?(-\d\d)?", value):
        return 1, str(dates.parse(value).last)
    try:
        return 0, float(value.replace(",", ""))
    except ValueError:
        return 2, value.casefold()


@pytest.mark.parametrize("name", SORTED)
def test_written_tables_are_sorted_by_value_with_the_unknown_last(tab: Tab, server: str, name: str) -> None:
    tab.goto(f"{server}/{name}")
    marks = tab.locator(".sortable")
    expect(tab.locator("th[aria-sort] button").first).to_be_visible()
    assert marks.count() >= 3
    for number in range(marks.count()):
        before = marks.nth(number).evaluate(TABLE)
        for column, (title, state) in enumerate(before["heads"]):
            if state is None:
                continue
            box = marks.nth(number).locator("xpath=following-sibling::*[1]")
            button = box.get_by_role("button", name=title, exact=True)
            seen = []
            for _ in range(2):
                button.focus()
                tab.keyboard.press("Enter")
                now = marks.nth(number).evaluate(TABLE)
                values = [row[column][1] for row in now["rows"]]
                known = [order(value) for value in values if value not in ("–", "not found")]
                assert "–" not in values[: len(known)] and "not found" not in values[: len(known)], (title, values)
                way = now["heads"][column][1]
                seen.append(way)
                assert {other for at, (_, other) in enumerate(now["heads"]) if at != column} <= {"none", None}
                for one, two in pairwise(known):
                    if one[0] == two[0]:
                        assert one <= two if way == "ascending" else one >= two, (title, way, values)
            assert seen == sorted(seen, reverse=known[0][0] < 2), (
                "numbers and dates from the top at first, texts from A"
            )
            assert sorted(seen) == ["ascending", "descending"]
            button.click()
            assert marks.nth(number).evaluate(TABLE) == before


def test_a_minus_sorts_below_a_profit(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/market.html")
    tab.get_by_role("button", name=re.compile("^Net result, 2025")).first.click()
    rows = tab.locator(".sortable").first.evaluate(TABLE)["rows"]
    facts = [row[5][0] for row in rows if row[5][0]]
    assert facts == ["cambricon.net-profit", "metax.net-profit", "moore-threads.net-profit"]


@pytest.mark.parametrize("name", SORTED)
def test_columns_that_sort_are_of_one_unit(pages: dict[str, Page], ledger: Ledger, name: str) -> None:
    """By the value in its element a cell sorts, so all of a column must be of one unit; what is not is left out."""
    every, tables = [e for e, _ in elements(pages[name].article)], 0
    for number, mark in enumerate(every):
        if "sortable" not in classes(mark):
            continue
        tables += 1
        at, table = next((at, e) for at, e in enumerate(every) if at > number and e.tag.endswith("table"))
        inside = len(list(table.iter()))
        assert bool(mark.get("data-leave")) == ("mixes" in classes(every[at + inside])), "unlike figures are not ranked"
        left = (mark.get("data-leave") or "").split("|")
        rows = [
            [cell for cell in row if cell.tag.endswith(("td", "th"))] for row in table.iter() if row.tag.endswith("tr")
        ]
        heads = [text(head).strip() for head in rows[0]]
        assert not set(filter(None, left)) - set(heads), f"{name}: no such heads {left}"
        for column, title in enumerate(heads):
            facts = [e.get("data-fact") for row in rows[1:] for e in row[column].iter() if e.get("data-fact")]
            units = {ledger.facts[str(fact)].unit.text for fact in facts if ledger.facts[str(fact)].unit.numeric}
            assert len(units) < 2 or title in left, f"{name}: {title}: {units}"
            if title in left:
                assert facts, f"{name}: {title} holds no figures"
    assert tables >= 3


def found(tab: Tab) -> list[str]:
    """Return the facts of the promises that are shown."""
    rows = tab.locator(".promises tbody tr:not(.group) th")
    return [
        str(row)
        for row in rows.evaluate_all(
            "rows => rows.filter((row) => row.checkVisibility()).map((row) => row.dataset.record)"
        )
    ]


def test_promises_are_found_by_who_gave_them_and_what_came(tab: Tab, server: str, ledger: Ledger) -> None:
    every = promises(ledger)
    tab.goto(f"{server}/promises.html")
    expect(tab.locator(".controls output")).to_have_text(f"{len(every)} rows")
    chooser(tab, "Who").select_option("Huawei")
    chooser(tab, "Outcome").select_option("Missed")

    def maker(one: str) -> str:
        links = ledger.subjects[one].links
        return next(iter(links.get("maker") or links.get("operator") or (one,)))

    wanted = {one.fact.id: one for one in every if one.state == "missed" and maker(one.fact.subject) == "huawei"}
    assert wanted and sorted(found(tab)) == sorted(wanted)
    expect(tab.locator(".promises .group")).to_have_text(
        [GROUPS[g] for g in GROUPS if g in {o.group for o in wanted.values()}]
    )
    assert "who=Huawei&outcome=Missed" in tab.url
    tab.get_by_role("button", name="Show all").click()
    assert "?" not in tab.url and tab.locator(".promises .group").count() == 0
    expect(tab.locator(".controls output")).to_have_text(f"{len(every)} rows")
    expect(tab.get_by_role("searchbox", name="Find")).to_be_focused()


def test_promises_are_ordered_by_due_date_within_their_groups(tab: Tab, server: str, ledger: Ledger) -> None:
    tab.goto(f"{server}/promises.html")
    before = tab.locator(".promises tbody tr th").evaluate_all("heads => heads.map((head) => head.dataset.record)")
    chooser(tab, "Order").select_option("by due date")
    every = promises(ledger)
    twice = {fact for fact, many in Counter(one.fact.id for one in every).items() if many > 1}
    due = {one.fact.id: one.due.last for one in every}
    bodies = tab.locator(".promises tbody:has(.group)")
    assert bodies.count() == len(GROUPS)
    for body in bodies.all():
        shown = body.locator("tr:not(.group) th").evaluate_all("heads => heads.map((head) => head.dataset.record)")
        days = [due[one] for one in shown if one not in twice]
        assert len(days) > 5 and days == sorted(days)
    assert not axe(tab, ".promises")
    chooser(tab, "Order").select_option("as on the page")
    assert (
        tab.locator(".promises tbody tr th").evaluate_all("heads => heads.map((head) => head.dataset.record)") == before
    )


def test_rows_that_are_found_can_be_taken_along(tab: Tab, server: str, ledger: Ledger) -> None:
    tab.goto(f"{server}/promises.html?outcome=Kept")
    head, *rows = saved(tab)
    kept = [one for one in promises(ledger) if one.state == "met"]
    assert head == ["Group", "What", "Promised", "What came", "Said"] and len(rows) == len(kept) > 5
    assert {row[0] for row in rows} == {GROUPS[one.group] for one in kept}
    assert all(row[3].startswith(STATES["met"].capitalize()) for row in rows)


def test_sources_are_found_filtered_and_ordered(tab: Tab, server: str, ledger: Ledger) -> None:
    tab.goto(f"{server}/sources.html?kind=primary+document&order=4.down")
    rows = tab.locator(".sources-table tbody tr:visible")
    shown = rows.evaluate_all("rows => rows.map((row) => [row.id, row.cells[4].textContent])")
    listed = raw.sources(ROOT)
    assert len(shown) > 50 and all(ledger.sources[key].kind == "primary" for key, _ in shown)
    counts = [int(words.split()[0]) for _, words in shown]
    assert counts == sorted(counts, reverse=True) and counts[0] > 10
    expect(tab.locator(".letters")).to_be_hidden()
    chooser(tab, "Kind").select_option(SOURCE_KINDS["news"])
    chooser(tab, "Language").select_option("Chinese")
    chooser(tab, "Order").select_option("newest first")
    tab.get_by_role("searchbox", name="Find").fill("寒武纪")
    expect(tab.locator(".controls output")).to_have_text(re.compile(r"^\d+ of \d+ rows$"))
    tab.wait_for_function("() => new URLSearchParams(location.search).get('find')")
    keys = [str(key) for key in rows.evaluate_all("rows => rows.map((row) => row.id)")]
    assert 2 < len(keys) < 100
    for key in keys:
        assert (listed[key]["kind"], listed[key]["lang"]) == ("news", "zh")
    days = [
        str(dates.parse(str(listed[key]["published"])).first) if listed[key].get("published") else "" for key in keys
    ]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True) and not any(days[len(known) :])
    tab.get_by_role("searchbox", name="Find").fill("no source is called so")
    expect(tab.locator(".controls output")).to_have_text("No row has all of this: try fewer words, or show all.")
    tab.get_by_role("button", name="Show all").click()
    assert tab.locator(".sources-table tbody tr").count() > 1000
    expect(tab.locator(".letters")).to_be_visible()


def of_all(place: Locator) -> int:
    """Return the greatest width that an element of the page reaches beyond the window."""
    return int(place.evaluate("() => document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_is_found_is_accessible_and_fits(browser: Browser, server: str, scheme: str, width: int) -> None:
    visitor = context(browser, scheme, width)
    tab = visitor.new_page()
    for address, within in (
        ("promises.html?outcome=Missed", ".promises"),
        ("sources.html?find=biren&order=4.down", ".sources-table"),
        ("register.html?find=cambricon+revenue", ".register-all"),
        ("compare.html?year=2026&sort=memory.down&chips=ascend-950pr,nvidia-h20", ".compare"),
        ("market.html", "table"),
    ):
        tab.goto(f"{server}/{address}")
        tab.locator("[aria-sort] button, .controls output:text-matches('[0-9] (fact|of)')").first.wait_for()
        assert of_all(tab.locator("body")) <= 0, address
        tab.evaluate("() => document.querySelectorAll('[hidden], .facts-here-box').forEach((part) => part.remove())")
        assert not axe(tab, within), address
        if within != "table":
            assert not axe(tab, ".controls"), address
    visitor.close()


def test_without_javascript_the_tables_are_as_written(browser: Browser, server: str) -> None:
    visitor = context(browser, java_script_enabled=False)
    tab = visitor.new_page()
    for name in (*SORTED, "promises.html", "sources.html"):
        tab.goto(f"{server}/{name}")
        assert tab.locator("article table").count() > 5
        assert tab.locator("th[aria-sort], th button, .controls").count() == 0
    visitor.close()

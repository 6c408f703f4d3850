"""The page "Compare chips" in a browser: sorting, groups, choosing columns, side by side, sharing the choice."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger

from .visits import NARROW, WIDE, axe, context, saved

SHOWN = "tbody tr:not([hidden], .group)"
MEMORY, SEVEN = 4, 7  # the column, counted from zero, and how many there are at first


def head(tab: Tab, title: str) -> Locator:
    """Return the button of a column."""
    return tab.locator(".compare-table thead").get_by_role("button", name=title, exact=True)


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
    lines = saved(tab)
    rows = tab.locator(f".compare-table {SHOWN}")
    assert len(lines) == 1 + rows.count() > 2
    assert lines[0] == ["Chip", "Maker", "Memory", "Group"]
    assert [line[0] for line in lines[1:]] == [name.strip() for name in rows.locator("th").all_inner_texts()]
    assert [line[2] for line in lines[1:]] == [
        text.strip() for text in rows.locator(f"td:nth-child({MEMORY + 1})").all_inner_texts()
    ]
    assert {line[3].split(":")[0] for line in lines[1:]} == {"", "Density of the compute not stated"}

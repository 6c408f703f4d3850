"""What the open page does while the site is served: it marks what an edit changed, and shows why one was refused."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from macros.site.live import SCRIPT

from .test_serve_live import PATIENCE, Live, host, live
from .tiny import FILES

__all__ = ["host", "live"]  # the fixtures of the server
CHIPS = "data/chips.yml"
WAIT = PATIENCE * 1000
WRONG = "data/chips.yml:19: acme.staff: the value 150 people disagrees"


@pytest.fixture
def page(browser: Browser, live: Live) -> Iterator[Page]:
    """A page of a browser, at the home page; what it logs as an error fails the test."""
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(live.address + "/index.html")
    yield opened
    context.close()
    assert errors == []


def staff(count: int) -> str:
    """Return the data file with another number of people."""
    return FILES[CHIPS].replace("value: 150", f"value: {count}").replace("printed: 150", f"printed: {count}")


def marked(page: Page) -> list[str]:
    """Return the texts that are marked."""
    return [" ".join(text.split()) for text in page.locator(".live-changed").all_inner_texts()]


def test_the_changed_number_is_marked_for_a_moment_and_nothing_else(live: Live, page: Page) -> None:
    live.project.write(CHIPS, staff(175))
    expect(page.locator(".live-changed")).to_have_text("175 people", timeout=WAIT)
    assert page.locator(".live-changed").get_attribute("data-fact") == "acme.staff"
    expect(page.locator(".live-changed")).to_have_count(0, timeout=6000)
    page.reload()
    page.wait_for_function("document.readyState === 'complete'")
    assert marked(page) == [], "a reload by hand marks what has not changed"


def test_a_second_edit_right_behind_the_first_is_marked_beside_it(live: Live, page: Page) -> None:
    page.add_init_script("const wait = setTimeout; window.setTimeout = (act, time) => wait(act, 20 * time)")
    page.goto(live.address + "/chips.html")
    text = FILES[CHIPS]
    for old, new in (("name: Acme Two", "name: Acme Twins"), ("name: Acme One", "name: Acme First")):
        text = text.replace(old, new)
        with page.expect_navigation(timeout=WAIT):
            live.project.write(CHIPS, text)
    expect(page.locator(".live-changed").first).to_be_visible(timeout=WAIT)
    assert {"Acme Twins", "Acme First"} <= set(marked(page))


def test_a_page_that_an_edit_leaves_as_it_is_is_not_loaded_anew(live: Live, page: Page) -> None:
    page.goto(live.address + "/summit.html")
    page.evaluate("window.untouched = true")
    with live.building():
        live.project.write(CHIPS, staff(165))
    assert "165 people" in live.get("index.html")[2] and "165" in live.get("register.html")[2]
    time.sleep(1)  # seconds that a page would have loaded anew in
    assert page.evaluate("window.untouched")
    with page.expect_navigation(timeout=WAIT):
        live.project.replace("docs/summit.md", "Signed on", "Signed in town on")
    expect(page.locator(".live-changed").first).to_contain_text("Signed in town on")


def test_an_edit_that_changes_nothing_that_is_read_says_so(live: Live, page: Page) -> None:
    with live.building():
        live.project.write(CHIPS, FILES[CHIPS] + "# A comment.\n")
    assert "0 pages written in" in (said := live.log.read_text("utf-8")) and "none reads otherwise" in said


def test_what_stands_in_the_place_of_a_page_that_is_gone_is_not_marked(live: Live, page: Page) -> None:
    with live.building():
        live.project.write("docs/extra.md", "# Extra\n\nWords.\n")
    page.goto(live.address + "/extra.html")
    with page.expect_navigation(timeout=WAIT):
        (live.project.root / "docs/extra.md").unlink()
    page.wait_for_function("document.readyState === 'complete'")
    assert "Words." not in page.inner_text("article") and marked(page) == []


def test_a_sentence_and_a_cell_are_marked_where_no_number_in_them_changed(live: Live, page: Page) -> None:
    live.project.replace("docs/index.md", "The summit brought", "The city brought")
    expect(page.locator("p.live-changed")).to_contain_text("The city brought", timeout=WAIT)
    assert len(marked(page)) == 1
    page.goto(live.address + "/chips.html")
    live.project.write(CHIPS, FILES[CHIPS].replace("name: Acme Two", "name: Acme Twins"))
    expect(page.locator(".live-changed").first).to_be_visible(timeout=WAIT)
    assert "Acme Twins" in marked(page)


def test_what_changed_out_of_sight_is_a_click_away(live: Live, page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 200})
    page.goto(live.address + "/register.html")
    live.project.write(CHIPS, staff(195))
    note = page.get_by_role("status").filter(has_text="changed: show")
    expect(note).to_be_visible(timeout=WAIT)
    expect(page.locator(".live-changed").first).not_to_be_in_viewport()
    note.get_by_role("button").click()
    expect(page.locator(".live-changed").first).to_be_in_viewport()


def test_a_refused_save_is_shown_in_the_page_which_is_not_loaded_anew_and_the_next_good_one_recovers(
    live: Live, page: Page
) -> None:
    page.evaluate("window.untouched = true")
    with live.building():
        live.project.write(CHIPS, FILES[CHIPS].replace("printed: 150", "printed: 151"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(WRONG, timeout=WAIT)
    expect(alert.locator("code")).to_have_text("data/chips.yml:19")
    assert page.evaluate("window.untouched") and "150 people" in page.locator("article").inner_text()
    assert WRONG in live.log.read_text("utf-8")
    page.goto(live.address + "/summit.html")  # another page, while the data are wrong
    expect(page.get_by_role("alert")).to_contain_text(WRONG, timeout=WAIT)
    page.goto(live.address + "/index.html")
    expect(page.get_by_role("alert")).to_contain_text(WRONG, timeout=WAIT)
    live.project.write(CHIPS, staff(180))
    expect(page.locator(".live-changed")).to_have_text("180 people", timeout=WAIT)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_messages_are_shown_as_text_and_many_are_cut_short(live: Live, page: Page) -> None:
    many = "".join(f'{{{{ fact("acme.<b>{number}</b>") }}}}\n\n' for number in range(25))
    with live.building():
        live.project.replace("docs/index.md", "# Home\n", f"# Home\n\n{many}")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("25 problems.", timeout=WAIT)
    expect(alert).to_contain_text("acme.<b>0</b>")
    expect(alert.locator("li")).to_have_count(20)
    expect(alert).to_contain_text("and 5 more, in the terminal")
    alert.get_by_role("button", name="Hide").click()
    expect(alert).to_have_count(0)


def test_the_script_holds_under_a_strict_policy_and_is_of_no_built_site(
    browser: Browser, live: Live, site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    policy = "default-src 'self'; img-src 'self' data:"

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.route(re.compile(r"//[^/]+/[^/]+\.html$"), strict)  # the pages, not what their script asks
    page.goto(live.address + "/index.html")
    with live.building():
        live.project.write(CHIPS, FILES[CHIPS].replace("printed: 150", "printed: 151"))
    expect(page.get_by_role("alert")).to_contain_text(WRONG, timeout=WAIT)
    expect(page.get_by_role("alert")).to_have_css("position", "fixed")
    context.close()
    assert refused == []
    assert not list(site.rglob(SCRIPT.name))
    assert not any('src="/live/' in path.read_text("utf-8") for path in site.rglob("*.html"))

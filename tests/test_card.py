"""The card beside a number: by mouse, by key, by finger; its sources; its way back; for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as Tab

from .visits import NARROW, VIEWS, axe, context, watch

FACT = "hangzhou-summit.investment"


def number(tab: Tab, name: str = FACT) -> Locator:
    """Return the first place where a fact stands in the text."""
    return tab.locator(f'article [data-fact="{name}"] > a').first


def card(tab: Tab) -> Locator:
    """Return the card."""
    return tab.locator(".fact-card")


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Tab]:
    """The summit page in a wide window."""
    visitor = context(browser)
    tab, console = visitor.new_page(), list[str]()
    watch(tab, console, [])
    tab.goto(f"{server}/summit.html")
    yield tab
    visitor.close()
    assert not console


@pytest.fixture
def narrow(browser: Browser, server: str) -> Iterator[Tab]:
    """The summit page on a telephone."""
    visitor = context(browser, width=NARROW, has_touch=True, is_mobile=True)
    tab = visitor.new_page()
    tab.goto(f"{server}/summit.html")
    yield tab
    visitor.close()


def test_hover_shows_who_says_so(tab: Tab) -> None:
    number(tab).hover()
    expect(card(tab)).to_be_visible()
    for words in ("Hangzhou AI summit", "25,500,000,000", "press report", "February 28, 2026"):
        expect(card(tab)).to_contain_text(words)
    links = card(tab).locator("a[data-source]")
    assert links.count() >= 2
    assert all(str(link.get_attribute("href")).startswith("http") for link in links.all())
    expect(card(tab).locator("a.to-register")).to_have_attribute("href", f"register/other.html#{FACT}")


def test_the_card_says_first_what_and_how_sure_then_what_else(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/ascend/processors.html")
    number(tab, "ascend-910c.compute-16bit").hover()
    words = card(tab).inner_text()
    order = ["708 TFLOPS", "company claim", "as of", "The matrix units alone", "As printed", "Others say", "register"]
    assert sorted(order, key=words.index) == order


def test_the_card_goes_when_the_mouse_leaves(tab: Tab) -> None:
    number(tab).hover()
    expect(card(tab)).to_be_visible()
    tab.mouse.move(2, 700)
    expect(card(tab)).to_be_hidden()


def test_the_mouse_can_reach_the_card(tab: Tab) -> None:
    number(tab).hover()
    expect(card(tab)).to_be_visible()
    card(tab).locator("a[data-source]").first.hover()
    tab.wait_for_timeout(400)
    expect(card(tab)).to_be_visible()


def reach(tab: Tab) -> None:
    """Come to the number with the Tab key from what stands before it."""
    number(tab).evaluate("""(a) => {
      const all = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
        .filter((e) => e.checkVisibility());
      all[all.indexOf(a) - 1].focus();
    }""")
    tab.keyboard.press("Tab")


def test_the_keyboard_opens_enters_and_leaves(tab: Tab) -> None:
    reach(tab)
    expect(number(tab)).to_be_focused()
    expect(card(tab)).to_be_visible()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("/summit.html")
    assert tab.evaluate("() => document.querySelector('.fact-card').contains(document.activeElement)")
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.querySelector('.fact-card').contains(document.activeElement)")
    tab.keyboard.press("Escape")
    expect(card(tab)).to_be_hidden()
    expect(number(tab)).to_be_focused()


def last_in_window(tab: Tab) -> Locator:
    """Return the first number that stands below the window's edge, with the link before it in focus."""
    found = tab.evaluate("""() => {
      const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
        .filter((e) => e.checkVisibility());
      const below = (e) => e.getBoundingClientRect().top > innerHeight + 40;
      const at = all.findIndex((e) => e.matches("article p [data-fact] > a") && below(e));
      all[at].id = "below";
      all[at - 1].focus({ preventScroll: true });
      return at;
    }""")
    assert found > 0
    return tab.locator("#below")


def test_the_card_of_a_number_below_the_window_stays_when_the_key_brings_it_in(tab: Tab) -> None:
    below = last_in_window(tab)
    tab.keyboard.press("Tab")
    expect(below).to_be_focused()
    tab.wait_for_timeout(300)
    expect(card(tab)).to_be_visible()


def test_a_little_scrolling_leaves_the_card(tab: Tab) -> None:
    reach(tab)
    expect(card(tab)).to_be_visible()
    for key in ("ArrowDown", "ArrowUp"):
        tab.keyboard.press(key)
        tab.wait_for_timeout(200)
        expect(card(tab)).to_be_visible()
    tab.mouse.move(5, 5)
    tab.mouse.wheel(0, 8)
    tab.wait_for_timeout(200)
    expect(card(tab)).to_be_visible()
    tab.mouse.wheel(0, 3000)
    expect(card(tab)).to_be_hidden()


def test_escape_leaves_the_focus_where_the_reader_is(tab: Tab) -> None:
    tab.locator(".reach a").first.focus()
    number(tab).hover()
    expect(card(tab)).to_be_visible()
    tab.keyboard.press("Escape")
    expect(card(tab)).to_be_hidden()
    expect(tab.locator(".reach a").first).to_be_focused()


def test_the_key_leaves_the_card_for_what_follows_its_number(tab: Tab) -> None:
    follows = number(tab).evaluate("""(a) => {
      const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
        .filter((e) => e.checkVisibility() && e.tabIndex >= 0);
      const next = all[all.indexOf(a) + 1];
      next.id ||= "follows";
      return next.id;
    }""")
    number(tab).click()
    for _ in range(card(tab).locator("a, button").count()):
        tab.keyboard.press("Tab")
        assert tab.evaluate("() => document.querySelector('.fact-card').contains(document.activeElement)")
    tab.keyboard.press("Tab")
    expect(tab.locator(f"[id='{follows}']")).to_be_focused()
    number(tab).click()
    tab.keyboard.press("Shift+Tab")
    expect(number(tab)).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(640, 512), (1280, 800), (360, 740), (1024, 420)])
def test_no_card_covers_its_number(browser: Browser, server: str, width: int, height: int) -> None:
    visitor = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    tab = visitor.new_page()
    tab.goto(f"{server}/ascend/processors.html")
    numbers = tab.locator("article p [data-fact] > a, article li [data-fact] > a")
    for place in (10, 16, 22):
        for share in (0.15, 0.5, 0.85):
            numbers.nth(place).evaluate(
                "(a, share) => scrollBy(0, a.getBoundingClientRect().top - innerHeight * share)", share
            )
            numbers.nth(place).evaluate("(a) => a.click()")
            covered = tab.evaluate("""() => {
              const card = document.querySelector(".fact-card").getBoundingClientRect();
              const at = document.querySelector("article [aria-expanded=true]").getBoundingClientRect();
              return card.top < at.bottom && card.bottom > at.top && card.left < at.right && card.right > at.left
                && [card.top, card.bottom, at.top, at.bottom];
            }""")
            assert not covered, (place, share, covered)
            tab.keyboard.press("Escape")
    visitor.close()


def test_the_number_says_that_its_card_is_open(tab: Tab) -> None:
    number(tab).click()
    expect(number(tab)).to_have_attribute("aria-expanded", "true")
    expect(card(tab)).to_have_role("dialog")
    expect(card(tab)).to_have_attribute("aria-label", re.compile("Fact: Hangzhou AI summit .*[Ii]nvestment"))
    tab.keyboard.press("Escape")
    expect(number(tab)).not_to_have_attribute("aria-expanded", "true")


def test_a_click_elsewhere_closes(tab: Tab) -> None:
    number(tab).click()
    expect(card(tab)).to_be_visible()
    tab.locator("article h1").click()
    expect(card(tab)).to_be_hidden()


def test_another_number_takes_the_card_over(tab: Tab) -> None:
    number(tab).click()
    tab.keyboard.press("Escape")
    number(tab, "hangzhou-summit.investment-usd").click()
    expect(card(tab)).to_contain_text("US$3,710,000,000")
    assert card(tab).count() == 1


def test_a_tap_opens_instead_of_leaving(narrow: Tab) -> None:
    number(narrow).tap()
    expect(card(narrow)).to_be_visible()
    assert narrow.url.endswith("/summit.html")
    expect(card(narrow).locator("a[data-source]").first).to_be_visible()
    card(narrow).get_by_role("button", name="Close").tap()
    expect(card(narrow)).to_be_hidden()


def test_the_card_fits_a_narrow_window(narrow: Tab) -> None:
    for place in range(4):
        narrow.locator("article [data-fact] > a").nth(place * 5).tap()
        expect(card(narrow)).to_be_visible()
        box = card(narrow).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= NARROW and box["y"] >= 0
        narrow.keyboard.press("Escape")
    assert narrow.evaluate("() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")


def test_where_sources_differ_the_card_says_so(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/ascend/processors.html")
    number(tab, "ascend-910c.compute-16bit").hover()
    expect(card(tab)).to_contain_text("Others say")
    for other in ("800 TFLOPS", "780 TFLOPS", "752 TFLOPS"):
        expect(card(tab)).to_contain_text(other)


def test_a_mark_of_a_chart_opens_the_card_of_its_fact(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/ascend/supply.html")
    mark = tab.locator("figure.chart svg.wide [data-mark^='ascend-supply.shipments-2025=']").last
    mark.hover()
    expect(card(tab)).to_be_visible()
    expect(card(tab)).to_have_attribute("aria-label", re.compile("^Fact: .*Huawei AI accelerators shipped in China"))
    mark.click()
    expect(card(tab)).to_be_focused()
    tab.keyboard.press("Escape")
    expect(card(tab)).to_be_hidden()
    assert tab.url.endswith("ascend/supply.html")


def test_a_computed_figure_shows_its_formula(tab: Tab) -> None:
    number(tab, "hangzhou-summit.implied-rate").hover()
    expect(card(tab)).to_contain_text("computed here")
    expect(card(tab)).to_contain_text("hangzhou-summit.investment / hangzhou-summit.investment-usd")


def test_a_card_leads_to_the_files_of_its_fact(tab: Tab, server: str) -> None:
    number(tab).click()
    for word, ending in (("JSON", f"/{FACT.split('.')[1]}.json"), ("BibTeX", ".bib")):
        way = card(tab).get_by_role("link", name=word)
        expect(way).to_have_attribute("href", f"{server}/data/facts/hangzhou-summit{ending}")


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_axe_finds_nothing_with_a_card_open(browser: Browser, server: str, scheme: str, width: int) -> None:
    visitor = context(browser, scheme, width)
    tab = visitor.new_page()
    tab.goto(f"{server}/summit.html")
    number(tab).click()
    expect(card(tab)).to_be_visible()
    found = axe(tab, ".fact-card")
    visitor.close()
    assert not found


def test_every_number_of_a_page_has_its_card(tab: Tab, server: str) -> None:
    for page in ("summit.html", "ascend/index.html", "index.html", "compare.html", "timeline.html"):
        tab.goto(f"{server}/{page}")
        lost = tab.evaluate("""() => [...document.querySelectorAll('article [data-fact] > a')]
          .map((a) => a.parentElement.dataset.fact).filter((name) => !document.getElementById('here-' + name))""")
        assert not lost, (page, lost[:5])

"""What a reader with a keyboard, a screen reader or a dislike of motion meets: skip link, order, focus, language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from .site import HAN, Page, texts
from .visits import NARROW, WIDE, context

FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
  const ring = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1;
  const place = e.closest("article") ? "article" : e.closest("header, .md-tabs") ? "top"
    : e.closest("nav, .md-sidebar") ? "side" : "else";
  return { what: e.outerHTML.slice(0, 80), place, ring, size: b.width * b.height };
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A wide window."""
    visitor = context(browser)
    yield visitor.new_page()
    visitor.close()


@pytest.mark.parametrize("name", ["summit.html", "compare.html", "ascend/processors.html"])
def test_the_first_stop_skips_to_the_content(tab: Tab, server: str, name: str) -> None:
    tab.goto(f"{server}/{name}")
    tab.keyboard.press("Tab")
    skip = tab.locator("a.md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    target = tab.url.partition("#")[2]
    assert target and tab.evaluate("(id) => Boolean(document.getElementById(id).closest('article'))", target)
    tab.keyboard.press("Tab")
    assert tab.evaluate(FOCUS)["place"] == "article"


@pytest.mark.parametrize("name", ["index.html", "summit.html", "timeline.html", "compare.html"])
def test_every_stop_can_be_seen_and_comes_in_the_order_of_the_page(tab: Tab, server: str, name: str) -> None:
    tab.goto(f"{server}/{name}")
    places, hidden = [], []
    for _ in range(45):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(FOCUS)
        places.append(focus["place"])
        if (
            not focus["ring"]
            and focus["size"] > 1
            and "md-skip" not in focus["what"]
            and 'type="radio"' not in focus["what"]
        ):
            hidden.append(focus["what"])
    assert not hidden, "\n".join(dict.fromkeys(hidden))
    met = list(dict.fromkeys(place for place in places if place != "else"))
    assert met == [place for place in ("top", "side", "article") if place in met], (
        places
    )  # the top first, the content after the side


def test_no_stop_is_taken_out_of_its_order(pages: dict[str, Page]) -> None:
    found = [
        f"{page.name}: {e.get('tabindex')}"
        for page in pages.values()
        for e in page.article.iter()
        if e.get("tabindex") not in (None, "0", "-1")
    ]
    assert not found


def test_a_filter_shows_where_the_keyboard_is(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/timeline.html")
    tab.locator("input[name=kind][value=all]").focus()
    tab.keyboard.press("ArrowRight")
    chosen = tab.locator(".kinds label:has(:focus-visible)")
    expect(chosen).to_have_count(1)
    assert chosen.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_moves_for_those_who_ask_for_stillness(browser: Browser, server: str, width: int) -> None:
    moving = """() => [...document.querySelectorAll("body *")].filter((e) => {
      const s = getComputedStyle(e);
      return s.transitionDuration.split(",").some((t) => parseFloat(t) > 0)
        || (s.animationName !== "none" && parseFloat(s.animationDuration) > 0);
    }).map((e) => e.tagName + "." + e.className).slice(0, 5)"""
    asked: list[tuple[Literal["reduce", "no-preference"], bool]] = [("reduce", True), ("no-preference", False)]
    for motion, still in asked:
        visitor = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion=motion)
        tab = visitor.new_page()
        tab.goto(f"{server}/summit.html")
        assert (tab.evaluate(moving) == []) == still, tab.evaluate(moving)
        if width == NARROW:  # there the card rises from the foot of the window
            tab.locator("article [data-fact] > a").first.click()
            expect(tab.locator(".fact-card")).to_be_visible()
            assert (tab.locator(".fact-card").evaluate("(e) => getComputedStyle(e).animationName") == "none") == still
        visitor.close()


def test_chinese_is_marked_as_chinese(pages: dict[str, Page]) -> None:
    found = []
    for page in pages.values():
        for part, over in texts(page.article):
            language = next((e.get("lang") for e in reversed(over) if e.get("lang")), "en")
            if HAN.search(part) and not str(language).startswith(("zh", "ja")):
                found.append(f"{page.name}: {part.strip()[:40]!r} is marked {language}")
    assert not found, "\n".join(found[:20])

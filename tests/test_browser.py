"""Every page in Chromium: quiet, by itself, within the window, without a shift, and for everyone (axe)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from . import raw
from .site import ROOT
from .visit_scripts import THIN
from .visits import LONG, NARROW, VIEWS, WIDE, Visit, axe, context, watch

MAX_SHIFT = 0.01  # Chromium calls 0.1 good
SCHEMES = ("light", "dark")


def test_every_page_was_visited_in_every_view(visits: list[Visit], site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {(v.page, v.scheme, v.width) for v in visits} == {(name, *view) for name in names for view in VIEWS}


def test_the_visit_of_every_page_is_made_once(request: pytest.FixtureRequest, visits: list[Visit]) -> None:
    """It is the longest part of the tests; a pytest that pytest-xdist does not know yet made it once a process."""
    if not request.config.getoption("loadgroup", False):
        pytest.skip("the tests run in one process")
    assert request.node.nodeid.endswith("@visits")


@pytest.mark.parametrize(("scheme", "shown"), [("light", "default"), ("dark", "slate")])
def test_the_reader_gets_the_colors_the_system_asks_for(browser: Browser, server: str, scheme: str, shown: str) -> None:
    visitor = context(browser, scheme)
    tab, console = visitor.new_page(), list[str]()
    watch(tab, console, [])
    for name in ("index.html", "ascend/supply.html", "404.html"):
        tab.goto(f"{server}/{name}")
        assert tab.evaluate("() => document.body.dataset.mdColorScheme") == shown
        assert tab.evaluate("() => getComputedStyle(document.body).colorScheme") in (scheme, "normal")
        paper = [
            int(part)
            for part in str(tab.evaluate("() => getComputedStyle(document.body).backgroundColor"))
            .strip("rgba()")
            .split(",")[:3]
        ]
        assert (sum(paper) / 3 < 90) == (scheme == "dark"), paper
        assert (
            tab.locator("meta[name=color-scheme]").count() == 0
        )  # it would have the browser style the page again, twice
    visitor.close()
    assert not console


def test_no_page_complains(visits: list[Visit]) -> None:
    found = [f"{v.view}: {message}" for v in visits for message in v.console]
    assert not found, "\n".join(found[:40])


def test_no_page_asks_another_host(visits: list[Visit], server: str) -> None:
    found = [
        f"{v.view}: {url}"
        for v in visits
        for url in v.requested
        if not url.startswith((server + "/", "data:", "blob:"))
    ]
    assert not found, "\n".join(found[:40])


def test_nothing_sticks_out_of_the_window(visits: list[Visit]) -> None:
    found = [f"{v.view}: {piece}" for v in visits for piece in v.overflow[:2]]
    assert not found, "\n".join(found[:40])


def test_nothing_shifts_while_a_page_loads(visits: list[Visit]) -> None:
    found = [
        f"{v.view}: {v.shift:.4f}, {v.moved[:3]}" for v in visits if v.shift >= (0.1 if v.page in LONG else MAX_SHIFT)
    ]
    assert not found, "\n".join(found[:40])


def test_a_picture_has_its_room_before_it_arrives(browser: Browser, server: str, site: Path) -> None:
    """Else the text below it jumps; seen once in many loads, so it is asked of a page whose pictures are held back."""
    shown = [path.relative_to(site).as_posix() for path in site.rglob("*.html") if "<img" in path.read_text("utf-8")]
    assert shown
    for name in shown:
        heights = []
        for held in (True, False):
            tab = context(browser, width=NARROW).new_page()
            if held:
                tab.route("**/*", lambda route: None if route.request.resource_type == "image" else route.continue_())
            tab.goto(f"{server}/{name}", wait_until="commit" if held else "load")
            tab.locator("footer").first.wait_for(state="attached")
            heights.append(tab.evaluate("() => [...document.images].map((e) => e.getBoundingClientRect().height)"))
            tab.context.close()
        assert heights[0] == heights[1] and all(height > 20 for height in heights[0]), f"{name}: {heights}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing(visits: list[Visit], scheme: str, width: int) -> None:
    found = [
        f"{v.page}: {violation}" for v in visits if (v.scheme, v.width) == (scheme, width) for violation in v.violations
    ]
    assert not found, f"{len(found)} violations:\n" + "\n".join(found[:40])


@pytest.fixture(
    params=[(scheme, width) for scheme in SCHEMES for width in (WIDE, NARROW)], ids=lambda view: f"{view[0]}-{view[1]}"
)
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    """A tab of a new visitor in each of the four views."""
    visitor = context(browser, *request.param)
    yield visitor.new_page()
    visitor.close()


@pytest.mark.parametrize("name", ["summit.html", "ascend/supply.html"])
def test_axe_finds_nothing_in_what_opens(tab: Tab, server: str, name: str) -> None:
    tab.goto(f"{server}/{name}")
    tab.evaluate("() => document.querySelectorAll('article details').forEach((box) => { box.open = true; })")
    tab.evaluate(THIN)
    assert not axe(tab, "article details")


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor without JavaScript."""
    visitor = context(browser, java_script_enabled=False)
    yield visitor
    visitor.close()


def test_without_javascript_numbers_lead_to_their_record(plain: BrowserContext, server: str) -> None:
    tab = plain.new_page()
    tab.goto(f"{server}/summit.html")
    tab.locator('article [data-fact="hangzhou-summit.investment"] > a').first.click()
    assert tab.url.endswith("/register/other.html#hangzhou-summit.investment")
    record = tab.locator("[id='hangzhou-summit.investment']")
    expect(record).to_be_in_viewport()
    source = tab.locator("tr", has=record).locator("a[href*='sources.html#']").first
    source.click()
    assert "/sources.html#" in tab.url
    key = tab.url.partition("#")[2]
    expect(tab.locator(f"[id='{key}'] a[href^='http']").first).to_be_visible()


def test_without_javascript_all_is_there(plain: BrowserContext, server: str) -> None:
    tab = plain.new_page()
    tab.goto(f"{server}/ascend/supply.html")
    tab.locator("#facts-on-this-page > summary").click()
    rows = tab.locator("#facts-on-this-page tbody tr")
    assert rows.count() > 20
    expect(rows.first).to_be_visible()
    expect(rows.first.locator("a[href^='http']").first).to_be_visible()
    tables = tab.locator("article > .table-wrap table, article > table").all()
    assert len(tables) > 5
    hidden = [table.get_attribute("class") for table in tables if not table.is_visible()]
    assert not hidden
    for chart in tab.locator("article figure[data-chart]").all():
        expect(chart.locator("svg").locator("visible=true")).to_have_count(1)  # the drawing for this width
    tab.goto(f"{server}/compare.html")
    assert tab.locator("article tbody tr").count() > 20


def test_the_timeline_can_be_filtered_without_javascript(plain: BrowserContext, server: str) -> None:
    tab = plain.new_page()
    tab.goto(f"{server}/timeline.html")
    kinds = Counter(str(fact.entry["event"]) for fact in raw.facts(ROOT).values() if "event" in fact.entry)
    offered = tab.locator("input[name=kind]").evaluate_all("boxes => boxes.map((box) => box.value)")
    assert sorted(offered) == sorted(["all", *kinds]) and len(kinds) > 8
    everything = sum(kinds.values())
    assert tab.evaluate(EVENTS) == {"shown": everything, "kinds": sorted(kinds), "empty": 0}
    for kind, count in kinds.items():
        tab.locator(f"input[name=kind][value={kind}]").check()
        assert tab.evaluate(EVENTS) == {"shown": count, "kinds": [kind], "empty": 0}, kind
    tab.locator("input[name=kind][value=all]").check()
    assert tab.evaluate(EVENTS)["shown"] == everything


# How many events are visible, of which kinds, and how many years stand there without an event.
EVENTS = """() => {
  const seen = [...document.querySelectorAll("li.event")].filter((e) => e.checkVisibility());
  const kind = (e) => [...e.classList].find((c) => c.startsWith("k-")).slice(2);
  const years = [...document.querySelectorAll("section.year h2")].filter((e) => e.checkVisibility());
  const empty = years.filter((h2) => !seen.some((e) => h2.parentElement.contains(e)));
  return { shown: seen.length, kinds: [...new Set(seen.map(kind))].sort(), empty: empty.length };
}"""

# For each mark after a number: whether it is drawn, the room it takes, and its contrast with the paper.
MARKS = r"""([selector, part]) => {
  const rgb = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (c) => {
    const [r, g, b] = c.map((x) => (x /= 255) <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const paper = light(rgb(getComputedStyle(document.body).backgroundColor).slice(0, 3));
  return [...document.querySelectorAll(`article ${selector}`)]
    .filter((e) => e.checkVisibility() && !e.closest(".figure, .told, .fact-card, h1, h2, h3")).map((e) => {
      const s = getComputedStyle(part ? e.querySelector(part) : e, "::after");
      const [r, g, b, alpha = 1] = rgb(s.backgroundColor), ink = light([r, g, b]);
      return {
        said: s.content, room: parseFloat(s.paddingInlineStart), drawn: s.maskImage, alpha,
        contrast: (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05),
      };
    });
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_marks_after_numbers_are_visible(browser: Browser, server: str, scheme: str) -> None:
    """Where sources differ, where a figure is a target, a company's claim or an estimate: a sign, and words for it."""
    visitor = context(browser, scheme)
    tab = visitor.new_page()
    signs = set()
    for selector, part, words in (
        (".fact.is-disputed:not(.is-target, .is-forecast)", "", "sources differ"),
        (".fact.is-target:not(.is-disputed)", "", "target"),
        (".fact.is-forecast:not(.is-disputed)", "", "forecast"),
        (".fact.ev-vendor", ":scope > a", "company claim"),
        (".fact.ev-estimate", ":scope > a", "analyst estimate"),
    ):
        found = []
        for page in ("ascend/supply.html", "ascend/processors.html", "deployments.html"):
            tab.goto(f"{server}/{page}")
            found += tab.evaluate(MARKS, [selector, part])
        assert len(found) > 2, f"{selector} stands {len(found)} times"
        for mark in found:
            assert words in mark["said"] and mark["room"] > 5 and mark["alpha"] == 1, (selector, mark)
            assert mark["drawn"].startswith("url(") and mark["contrast"] >= 3, (selector, mark)
        assert len({mark["drawn"] for mark in found}) == 1
        signs.add(found[0]["drawn"])
    assert len(signs) == 5, "two marks look alike"
    visitor.close()


def test_a_mark_is_painted(browser: Browser, server: str) -> None:
    """With and without its sign, a number of which sources differ looks different."""
    visitor = context(browser)
    tab = visitor.new_page()
    tab.goto(f"{server}/ascend/supply.html")
    number = tab.locator("article p .fact.is-disputed").first
    with_sign = number.screenshot()
    assert with_sign == number.screenshot()
    tab.add_style_tag(content=".fact::after { background: transparent !important; }")
    assert with_sign != number.screenshot()
    visitor.close()


def test_the_site_works_from_a_folder(browser: Browser, site: Path) -> None:
    visitor = context(browser)
    tab, console, requested = visitor.new_page(), list[str](), list[str]()
    watch(tab, console, requested)
    tab.goto((site / "index.html").as_uri())
    tab.locator("article a[href$='summit.html']").first.click()
    tab.locator('article [data-fact="hangzhou-summit.investment"] > a').first.hover()
    expect(tab.locator(".fact-card")).to_be_visible()
    tab.locator(".fact-card a.to-register").click()
    expect(tab.locator("[id='hangzhou-summit.investment']")).to_be_in_viewport()
    # The theme looks for its search index as a script there; search needs a server.
    assert not [
        message for message in console if "search_index.js" not in message and "ERR_FILE_NOT_FOUND" not in message
    ]
    assert all(url.startswith(("file:", "data:", "blob:")) for url in requested), requested
    visitor.close()

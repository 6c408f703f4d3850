"""The site under a strict Content-Security-Policy, in a sub-folder, and where a browser stores nothing."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from .test_workflows import POLICY
from .visits import context, watch

FOLDER = "/deep/ledger"
FRAME = f'<!doctype html><title>Frame</title><iframe sandbox="allow-scripts" src="{FOLDER}/summit.html"></iframe>'
# What a browser with blocked storage does, and a sandboxed frame.
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError") } })"""


class _Strict(SimpleHTTPRequestHandler):
    """Serves the site below FOLDER under POLICY, and one page beside it that frames it."""

    def do_GET(self) -> None:
        if self.path == "/frame.html":
            self.send_response(200)
            SimpleHTTPRequestHandler.end_headers(self)
            self.wfile.write(FRAME.encode())
        elif self.path.startswith(FOLDER + "/"):
            self.path = self.path.removeprefix(FOLDER)
            super().do_GET()
        else:
            self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def strict(site: Path) -> Iterator[str]:
    """The address at which the site is served under the policy."""
    with _served(site) as address:
        yield address


def scheme(tab: Tab) -> str:
    """Return the color scheme of the page."""
    return str(tab.locator("body").get_attribute("data-md-color-scheme"))


def search(tab: Tab) -> None:
    """Search for a chip and see the first result."""
    tab.locator("header [data-md-component=search-query]").click()
    tab.locator("header [data-md-component=search-query]").fill("910C")
    expect(tab.locator(".md-search-result__item").first).to_contain_text("910C", timeout=15_000)


def test_no_page_breaks_the_policy(browser: Browser, strict: str, site: Path) -> None:
    visitor = context(browser)
    tab, console = visitor.new_page(), list[str]()
    watch(tab, console, [])
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":  # without SITE_URL it cannot know its folder
            tab.goto(f"{strict}{FOLDER}/{path.relative_to(site).as_posix()}")
            assert scheme(tab) == "default"
    visitor.close()
    assert not console, "\n".join(console[:20])


@pytest.mark.parametrize("stores", [True, False], ids=["storage", "no-storage"])
def test_search_and_color_switch_work_under_the_policy(browser: Browser, strict: str, stores: bool) -> None:
    visitor = context(browser)
    tab, console = visitor.new_page(), list[str]()
    if not stores:
        visitor.add_init_script(BLOCKED)
    watch(tab, console, [])
    tab.goto(f"{strict}{FOLDER}/ascend/supply.html")
    tab.locator("label[title='Switch to dark mode']").click()
    assert scheme(tab) == "slate"
    tab.reload()
    assert scheme(tab) == ("slate" if stores else "default")
    search(tab)
    tab.keyboard.press("Escape")
    tab.locator("article p [data-fact] > a").first.hover()
    expect(tab.locator(".fact-card")).to_be_visible()
    visitor.close()
    assert not console, "\n".join(console[:20])


def test_a_sandboxed_frame_shows_the_page_and_no_dead_search(browser: Browser, strict: str) -> None:
    visitor = context(browser)
    tab = visitor.new_page()
    tab.goto(f"{strict}/frame.html")
    inner = tab.frame_locator("iframe")
    expect(inner.locator("h1")).to_be_visible()
    expect(inner.locator(".md-search")).to_have_count(0)
    inner.locator("label[title='Switch to dark mode']").click()
    expect(inner.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    visitor.close()


def test_a_chart_is_taken_along_as_a_picture_twice_as_large(browser: Browser, strict: str, site: Path) -> None:
    visitor = context(browser)
    tab = visitor.new_page()
    tab.goto(f"{strict}{FOLDER}/market.html")
    figure = tab.locator("figure.chart").first
    with tab.expect_download() as waiting:
        figure.get_by_role("link", name="PNG").click()
    name = waiting.value.suggested_filename
    assert name == f"{str(figure.get_attribute('id')).removeprefix('chart-')}.png"
    drawing = (site / f"data/charts/{name.removesuffix('png')}svg").read_text("utf-8")
    wide, high = re.findall(r'width="(\d+)" height="(\d+)"', drawing)[0]
    with Image.open(waiting.value.path()) as picture:
        assert picture.size == (2 * int(wide), 2 * int(high))
        paper, title = picture.convert("RGB").getpixel((2, 2)), picture.convert("L").crop((0, 0, picture.width, 100))
        assert paper == (0xFD, 0xFC, 0xF9) and min(title.tobytes()) < 60 < 230 < max(title.tobytes())
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50
    visitor.close()
    plain = context(browser, java_script_enabled=False)
    tab = plain.new_page()
    tab.goto(f"{strict}{FOLDER}/market.html")
    assert tab.get_by_role("link", name="PNG").count() == 0 < tab.get_by_role("link", name="SVG").count()
    plain.close()

"""Visit every page in Chromium, in light and dark, wide and narrow, and write down what happens there.

One round feeds many tests: errors on the console, requests, overflow, layout shift, weight, accessibility (axe).
Several browsers share the round, one a processor.
"""

from __future__ import annotations

import csv
import os
import queue
import threading
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from . import browser as browsers
from .site import REGISTER
from .visit_scripts import AXE, COLORS, DRAWINGS, LOOK, ONLY_NEW, OVERFLOW, SHIFTS, STILL, THIN, TURN_DARK, TURN_LIGHT

WIDE, NARROW = 1280, 360
HEIGHTS = {WIDE: 800, NARROW: 740}
VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (WIDE, NARROW)]
# Pages with thousands of rows that look alike.
LONG = REGISTER | {"sources.html"}


@dataclass
class Visit:
    """What one visit of a page found."""

    page: str
    scheme: str
    width: int
    console: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    shift: float = 0.0
    moved: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    @property
    def view(self) -> str:
        return f"{self.page} {self.scheme} {self.width}"


@lru_cache(maxsize=1)
def axe_source() -> str:
    """Return the script of axe."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def axe(tab: Tab, within: str = "", **options: Any) -> list[str]:
    """Return what axe finds wrong on the page as it stands, or within the elements of a selector."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(axe_source())
        tab.add_style_tag(content=STILL)
    return list(tab.evaluate(AXE, [within, options]))


def context(browser: Browser, scheme: str = "light", width: int = WIDE, **options: Any) -> BrowserContext:
    """Return a new visitor with an empty cache."""
    wanted: Any = scheme
    return browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=wanted, reduced_motion="reduce", **options
    )


def saved(tab: Tab) -> list[list[str]]:
    """Return the lines of the file that the button for the rows of a page gives."""
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV of these rows").click()
    return list(csv.reader(waiting.value.path().read_text("utf-8-sig").splitlines()))


def watch(tab: Tab, console: list[str], requested: list[str]) -> None:
    """Note errors and requests of a page."""
    tab.on(
        "console",
        lambda message: (
            console.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: console.append(f"error: {error}"))
    tab.on(
        "requestfailed",
        lambda request: (
            console.append(f"failed: {request.url} {request.failure}")
            if request.failure != "net::ERR_ABORTED"
            else None
        ),
    )  # left early
    tab.on("request", lambda request: requested.append(request.url))


def visitor(browser: Browser, width: int) -> tuple[Tab, list[str], list[str]]:
    """Return a tab that keeps no cache, so that each page is a first visit, and what it notes: errors and requests."""
    tab, console, requested = context(browser, "light", width).new_page(), list[str](), list[str]()
    tab.context.new_cdp_session(tab).send("Network.setCacheDisabled", {"cacheDisabled": True})
    tab.add_init_script(SHIFTS)
    watch(tab, console, requested)
    return tab, console, requested


class Kinds:
    """On how many pages each kind of element has had its contrast measured, in one width."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._lock = threading.Lock()

    def leave_new(self, tab: Tab) -> None:
        """Take out of a page what was measured twice, and note what is left, which will be."""
        with self._lock:
            known = [kind for kind, count in self._count.items() if count > 1]
        left = tab.evaluate(ONLY_NEW, known)
        with self._lock:
            self._count.update(set(left))


def visit(tab: Tab, address: str, page: str, width: int, kinds: Kinds) -> tuple[Visit, Visit]:
    """Visit one page in one width: load it in light, look, then turn it dark and look again."""
    light, dark = Visit(page, "light", width), Visit(page, "dark", width)
    tab.goto(f"{address}/{page}", wait_until="load")
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    light.shift, light.moved = tab.evaluate("() => [window.shifted, window.moved]")
    if page in LONG:
        tab.evaluate(THIN)
    light.overflow = tab.evaluate(OVERFLOW)
    light.violations = tab.evaluate(DRAWINGS)
    tab.evaluate(TURN_DARK)
    dark.violations = tab.evaluate(DRAWINGS)
    tab.evaluate(TURN_LIGHT)
    if width == NARROW:  # the whole page once; the narrow window, and contrast, on few of a kind
        tab.evaluate(THIN)
    rules = {rule: {"enabled": False} for rule in COLORS} | {"target-size": {"enabled": width == NARROW}}
    light.violations += axe(tab, rules=rules)
    if width == WIDE:
        tab.evaluate(THIN)
    tab.evaluate(LOOK)
    tab.evaluate(TURN_DARK)
    dark.overflow = tab.evaluate(OVERFLOW)
    tab.evaluate(LOOK)
    kinds.leave_new(tab)
    dark.violations += axe(tab, runOnly=COLORS)
    tab.evaluate(TURN_LIGHT)
    light.violations += axe(tab, runOnly=COLORS)
    assert tab.evaluate("() => document.body.dataset.mdColorScheme") == "default"
    return light, dark


def visit_all(address: str, pages: list[str]) -> list[Visit]:
    """Visit every page in every view; raises the first error of a browser."""
    work: queue.Queue[str] = queue.Queue()
    for page in sorted(pages, key=lambda page: page not in LONG):
        work.put(page)
    done: list[Visit] = []
    failed: list[BaseException] = []
    kinds = {width: Kinds() for width in (WIDE, NARROW)}

    def worker() -> None:
        try:
            with browsers.running() as browser:
                tabs = {width: visitor(browser, width) for width in (WIDE, NARROW)}
                while not failed:
                    page = work.get_nowait()
                    for width, (tab, console, requested) in tabs.items():
                        console.clear()
                        requested.clear()
                        found = visit(tab, address, page, width, kinds[width])
                        for one in found:
                            one.console, one.requested = list(console), list(requested)
                        done.extend(found)
        except queue.Empty:
            pass
        except BaseException as error:
            failed.append(error)

    browsers.chromium()  # found or installed once, before the threads
    threads = [threading.Thread(target=worker) for _ in range(min(4, os.cpu_count() or 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sorted(done, key=lambda v: (v.page, v.scheme, v.width))

"""Visit every page in Chromium, in light and dark, wide and narrow, and write down what happens there.

One round feeds many tests: errors on the console, requests, overflow, layout shift, weight, accessibility (axe).
Several browsers share the round, one a processor.
"""

from __future__ import annotations

import os
import queue
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from . import browser as browsers

WIDE, NARROW = 1280, 360
HEIGHTS = {WIDE: 800, NARROW: 740}
VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (WIDE, NARROW)]
# Pages with thousands of rows that look alike.
LONG = frozenset({"register.html", "sources.html"})

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
# Elements that stick out of the window sideways and do not stand in a box that scrolls.
OVERFLOW = """() => {
  const edge = document.documentElement.clientWidth + 1, out = [];
  const scrolls = (e) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX);
  for (const e of document.querySelectorAll("article *")) {
    if (e.closest("details:not([open]) > :not(summary)") || e.getBoundingClientRect().right <= edge || !e.checkVisibility({ visibilityProperty: true })) continue;
    let over = e.parentElement;
    while (over && over.tagName !== "ARTICLE" && !scrolls(over)) over = over.parentElement;
    if (!over || over.tagName === "ARTICLE") out.push(e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40));
  }
  const wider = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  return wider > 0 && !out.length ? ["the page is " + wider + " px wider than the window"] : out;
}"""
# Axe looks at every element; of a hundred that look alike three will do. Keeps at least three of each kind, a kind being
# an element's place: its tag and classes and those of all around it.
THIN = """() => {
  const kinds = new Map(), path = new Map();
  const kind = (e) => {
    if (!path.has(e)) path.set(e, (e.parentElement ? kind(e.parentElement) + ">" : "") + e.tagName + "." + e.className);
    return path.get(e);
  };
  const article = document.querySelector("article");
  if (!article) return;
  const seen = (e) => { const k = kind(e), n = (kinds.get(k) || 0) + 1; kinds.set(k, n); return n > 3; };
  for (const e of [...article.querySelectorAll("tbody, tr, li, p, section, h2, h3, dt, dd")]) {
    if (!e.isConnected || (e.matches("tbody, tr") && !e.previousElementSibling)) continue;
    const within = [e, ...e.querySelectorAll("*")];
    if (within.every((x) => (kinds.get(kind(x)) || 0) >= 3)) e.remove();
    else seen(e), within.slice(1).forEach((x) => { if (!x.matches("tbody, tr, li, p, section, h2, h3, dt, dd")) seen(x); });
  }
}"""
AXE = """async (within) => {
  const found = await axe.run(within || document, { resultTypes: ["violations"], preload: false });
  return found.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.length} times, such as ${v.nodes[0].target.join(" ")}: ${(v.nodes[0].any[0] || v.nodes[0].all[0] || v.nodes[0].none[0] || {}).message || v.help}`);
}"""


@dataclass
class Visit:
    """What one visit of a page found."""

    page: str
    scheme: str
    width: int
    shown: str = ""
    console: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    shift: float = 0.0
    violations: list[str] = field(default_factory=list)

    @property
    def view(self) -> str:
        return f"{self.page} {self.scheme} {self.width}"


@lru_cache(maxsize=1)
def axe_source() -> str:
    """Return the script of axe."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def axe(tab: Tab, within: str = "") -> list[str]:
    """Return what axe finds wrong on the page as it stands, or within the elements of a selector."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(axe_source())
    return list(tab.evaluate(AXE, within))


def context(browser: Browser, scheme: str = "light", width: int = WIDE, **options: Any) -> BrowserContext:
    """Return a new visitor with an empty cache."""
    wanted: Any = scheme
    return browser.new_context(viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=wanted, reduced_motion="reduce", **options)


def watch(tab: Tab, console: list[str], requested: list[str]) -> None:
    """Note errors and requests of a page."""
    tab.on("console", lambda message: console.append(f"{message.type}: {message.text}") if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: console.append(f"error: {error}"))
    tab.on("requestfailed", lambda request: console.append(f"failed: {request.url} {request.failure}") if request.failure != "net::ERR_ABORTED" else None)  # left early
    tab.on("request", lambda request: requested.append(request.url))


def visit(browser: Browser, address: str, page: str, scheme: str, width: int) -> Visit:
    """Visit one page once."""
    found = Visit(page, scheme, width)
    visitor = context(browser, scheme, width)
    try:
        tab = visitor.new_page()
        watch(tab, found.console, found.requested)
        tab.add_init_script(SHIFTS)
        tab.goto(f"{address}/{page}", wait_until="load")
        tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found.shown = tab.evaluate("() => document.body.dataset.mdColorScheme || ''")
        found.shift = tab.evaluate("() => window.shifted")
        if (scheme, width) != ("light", WIDE) or page in LONG:
            tab.evaluate(THIN)
        found.overflow = tab.evaluate(OVERFLOW)
        found.violations = axe(tab)
    finally:
        visitor.close()
    return found


def visit_all(address: str, pages: list[str]) -> list[Visit]:
    """Visit every page in every view; raises the first error of a browser."""
    work: queue.Queue[tuple[str, str, int]] = queue.Queue()
    for page in sorted(pages, key=lambda page: page not in LONG):
        for scheme, width in VIEWS:
            work.put((page, scheme, width))
    done: list[Visit] = []
    failed: list[BaseException] = []

    def worker() -> None:
        try:
            with browsers.running() as browser:
                while not failed:
                    done.append(visit(browser, address, *work.get_nowait()))
        except queue.Empty:
            pass
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=worker) for _ in range(min(4, os.cpu_count() or 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sorted(done, key=lambda v: (v.page, v.scheme, v.width))

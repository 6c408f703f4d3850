"""What a reader's first visit loads, compressed as servers send it."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from .site import REGISTER, ROOT, target
from .visits import WIDE, Visit

KB = 1024
BUDGET = 120 * KB
# Pages that hold the whole ledger.
LARGE = dict.fromkeys({*REGISTER, "sources.html", "compare.html"}, 215 * KB)
OWN_SCRIPTS = 10 * KB
LATER = {"typed.js"}


@lru_cache(maxsize=None)
def packed(path: Path) -> int:
    """Return the size of a file compressed with gzip at its best, or as it is where that is smaller (pictures)."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9, mtime=0)))


def first_load(visit: Visit, site: Path) -> dict[str, int]:
    """Return every file of a first visit with its compressed size, and the icon, which not every browser asks for."""
    paths = {unquote(urlsplit(url).path).lstrip("/") for url in visit.requested if url.startswith("http")}
    paths |= {
        target(visit.page, icon)[0]
        for icon in re.findall(r'<link rel="icon" href="([^"]+)"', (site / visit.page).read_text("utf-8"))
    }
    return {path: packed(site / path) for path in paths if (site / path).is_file()}


def test_every_page_keeps_its_budget(visits: list[Visit], site: Path) -> None:
    found = []
    for visit in visits:
        if (visit.scheme, visit.width) == ("light", WIDE):
            files = first_load(visit, site)
            assert visit.page in files
            total = sum(files.values())
            if total > LARGE.get(visit.page, BUDGET):
                largest = sorted(files.items(), key=lambda item: -item[1])[:3]
                found.append(f"{visit.page}: {total / KB:.1f} KB, of which {largest}")
    assert not found, "\n".join(found)


def test_own_scripts_are_small(site: Path) -> None:
    """What a page loads at first; the spelling of queries is fetched with the first of them."""
    sizes = {path.name: packed(path) for path in (site / "javascripts").glob("*.js")}
    named = set[str]()
    for path in site.rglob("*.html"):
        own = (
            set(re.findall(r'<script[^>]* src="[^"]*\bjavascripts/([\w.-]+)"', path.read_text("utf-8"))) & sizes.keys()
        )
        assert sum(sizes[name] for name in own) <= OWN_SCRIPTS, (path.name, {name: sizes[name] for name in own})
        named |= own
    assert len(named) > 4 and sizes.keys() - named == LATER, "scripts that no page names"
    assert sum(sizes[name] for name in LATER) < OWN_SCRIPTS / 4


def test_no_script_of_another_origin_is_inlined(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "googletagmanager" not in text and "google-analytics" not in text and "fonts.g" not in text, path.name


def test_no_visit_loads_a_comment(site: Path) -> None:
    for path in (*(site / "javascripts").glob("*.js"), *(site / "stylesheets").glob("*.css")):
        source, served = ((folder / path.relative_to(site)).read_text("utf-8") for folder in (ROOT / "docs", site))
        assert "/*" not in served and not re.search(r"^\s*//", served, re.M), path.name
        code = re.sub(r"/\*.*?\*/|(?:^|\s)//(?: .*|$)", "", source, flags=re.M)
        bare, kept = (re.sub(r"\s|;(?=\s*})", "", text) for text in (code, served))
        assert bare == kept, path


def test_no_rule_of_a_style_sheet_is_lost(browser: Browser, site: Path) -> None:
    """What a browser reads of a sheet as it is served is what it reads of it as it is written."""
    tab = browser.new_page()
    for path in (site / "stylesheets").glob("*.css"):
        read = []
        for folder in (ROOT / "docs", site):
            tab.set_content("<style></style>")
            tab.evaluate(
                "text => { document.querySelector('style').textContent = text }",
                (folder / path.relative_to(site)).read_text("utf-8"),
            )
            rules = tab.evaluate("() => [...document.styleSheets[0].cssRules].map(rule => rule.cssText)")
            read.append([rule.replace(", ", ",") for rule in rules])  # a property of our own keeps its spaces
        assert len(read[0]) > 5 and read[0] == read[1], path.name
    tab.close()

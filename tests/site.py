"""The built site as the tests read it: every page's main content as a tree, its text, its records, and a server."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

ROOT = Path(__file__).resolve().parent.parent
EPOCH = "1772236800"  # the day of the summit; any fixed time serves
# An element with one of these names the record its text comes from.
RECORDS = (
    "data-fact",
    "data-name",
    "data-term",
    "data-record",
    "data-source",
    "data-count",
    "data-derived",
    "data-chart",
)
# The register has a part of its own for the pages in each folder, and for all others.
PARTS = ("accelerators", "ascend", "challenges", "cpus", "other")
REGISTER = frozenset({"register.html", *(f"register/{part}.html" for part in PARTS)})
# Pages that show the whole ledger rather than tell of something.
WHOLE = REGISTER | {f"{name}.html" for name in ("quality", "sources", "timeline", "compare", "glossary", "revisions")}
ABOUT = frozenset({"about.html", "checks.html", "contribute.html", "data.html", "host.html", "reference.html"})
HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")
_ARTICLE = re.compile(r'<article class="md-content__inner.*?</article>', re.S)

Path_ = tuple[Element, ...]


@dataclass(frozen=True)
class Page:
    """One built page: ``name`` is its path below the site, such as ``ascend/index.html``."""

    name: str
    source: str

    @cached_property
    def article(self) -> Element:
        """The main content."""
        found = _ARTICLE.search(self.source)
        assert found, f"{self.name} has no main content"
        tree = html5lib.parse(found[0], namespaceHTMLElements=False)
        article = tree.find(".//article")
        assert isinstance(article, Element)
        return article

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id of the main content."""
        return frozenset(e.get("id", "") for e in self.article.iter() if e.get("id"))

    @cached_property
    def told(self) -> str:
        """What the page tells: its text without the list of facts at its end, white space folded."""
        return text(self.article, lambda e: "facts-here-box" in classes(e))

    def facts(self, name: str) -> list[str]:
        """Return the texts under which a fact stands on the page, outside the list at its end."""
        return [text(e) for e, over in elements(self.article) if e.get("data-fact") == name and not in_facts_box(over)]


def classes(element: Element) -> set[str]:
    """Return the classes of an element."""
    return set(element.get("class", "").split())


def in_facts_box(over: Path_) -> bool:
    """True where one of the elements is the list of facts at a page's end."""
    return any("facts-here-box" in classes(e) for e in over)


def elements(root: Element, over: Path_ = ()) -> Iterator[tuple[Element, Path_]]:
    """Yield every element with those around it, outermost first."""
    yield root, over
    for child in root:
        if isinstance(child.tag, str):
            yield from elements(child, (*over, root))


def texts(root: Element, over: Path_ = ()) -> Iterator[tuple[str, Path_]]:
    """Yield every piece of text with the elements around it, outermost first."""
    within = (*over, root)
    if root.text:
        yield root.text, within
    for child in root:
        if isinstance(child.tag, str):
            yield from texts(child, within)
        if child.tail:
            yield child.tail, within


def text(root: Element, without: Callable[[Element], bool] | None = None) -> str:
    """Return an element's text with white space folded, leaving out elements for which ``without`` is true."""
    parts: list[str] = []

    def add(element: Element) -> None:
        if element.tag in _BLOCKS:
            parts.append(" ")
        parts.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not (without and without(child)):
                add(child)
            parts.append(child.tail or "")
        if element.tag in _BLOCKS:
            parts.append(" ")

    add(root)
    return re.sub(r"\s+", " ", "".join(parts)).strip()


_BLOCKS = frozenset(
    {
        "p",
        "li",
        "td",
        "th",
        "tr",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "dt",
        "dd",
        "br",
        "summary",
        "figcaption",
        "label",
        "section",
    }
)


def named(over: Path_) -> bool:
    """True where the innermost of the elements, or one around it, names its record; an empty name is its id."""
    return any(e.get(name) or (name in e.attrib and e.get("id")) for e in over for name in RECORDS)


def read_pages(site: Path) -> dict[str, Page]:
    """Return every page with main content, by name; the page for missing addresses has none."""
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    return {name: Page(name, (site / name).read_text("utf-8")) for name in names if name != "404.html"}


def target(page: str, href: str) -> tuple[str, str]:
    """Return page and fragment a relative link leads to, seen from ``page``."""
    where, _, fragment = href.partition("#")
    if not where:
        return page, fragment
    parts = page.split("/")[:-1]
    for part in where.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts), fragment


def register(pages: dict[str, Page]) -> dict[str, tuple[str, Element]]:
    """Return the row of each fact in the register, on whichever part, with the name of the part."""
    return {
        head.get("id", ""): (page.name, row)
        for page in pages.values()
        if page.name in REGISTER
        for row in page.article.iter("tr")
        for head in row.iter("th")
        if head.get("id")
    }


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

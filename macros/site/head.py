"""What a built page says of itself: the line under its heading, and in its head data for programs (schema.org).

The data stand as JSON-LD 1.1 in a block that no browser runs, so a server's policy against scripts lets it be. Without
an address of the site its addresses are relative to the page.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ..facts.tables import ARCHIVE, NAMES, OTHERS
from ..pages.book import Book, Page, is_whole
from ..pages.navigation import trail
from .package import LICENSE

_MARK = '<script type="application/ld+json">'
_CHARTS = re.compile(r'\s*<link rel="stylesheet" href="[^"]*stylesheets/charts\.css[^"]*">')
_DATA, _HOME = "data.md", "index.md"


def framed(html: str, book: Book, page: Page) -> str:
    """Return a built page with its line and its data for programs; as it is where it has them.

    A page without a chart does without the style sheet of the charts.
    """
    if _MARK in html:
        return html
    if '<figure class="chart' not in html:
        html = _CHARTS.sub("", html, count=1)
    head = f"{_MARK}{_written(book, page)}</script></head>"
    before, heading, after = html.partition("</h1>")
    return before.replace("</head>", head, 1) + heading + (page.line if heading else "") + after


def _written(book: Book, page: Page) -> str:
    text = json.dumps(described(book, page), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", r"\u003c")


def described(book: Book, page: Page) -> dict[str, Any]:
    """Return a page in the words of schema.org: what it is, where it stands, what it rests on."""
    name = book.ledger.site.name
    up = book.address or "../" * page.name.count("/")
    about: dict[str, Any] = {"description": page.description} if page.description else {}
    about |= {
        "url": up + _file(page.name), "dateModified": book.ledger.site.as_of, "inLanguage": "en",
        "license": LICENSE["path"], "author": {"@type": "Organization", "name": name},
    }  # fmt: skip
    if page.name == _HOME:
        own = {"@type": "WebSite", "name": name} | about
    elif page.name == _DATA:
        about["creator"] = about.pop("author")
        own = {"@type": "Dataset", "name": f"{name}: facts, chips, makers and sources"} | about | _dataset(book, up)
    else:
        own = {"@type": "Article", "headline": page.title} | about
    if page.facts and not is_whole(page.name):
        own["isBasedOn"] = f"{up}data/pages/{page.name.removesuffix('.md')}/provenance.json"
    steps = _steps(book, page, up)
    return {"@context": "https://schema.org", "@graph": [own, *steps]}


def _dataset(book: Book, up: str) -> dict[str, Any]:
    files = [(ARCHIVE, "application/zip"), *((f"{name}.csv", "text/csv") for name in NAMES)]
    files += [(name, media) for name, (media, _) in OTHERS.items()]
    return {
        "isAccessibleForFree": True, "version": book.ledger.site.as_of, "spatialCoverage": "China",
        "size": f"{len(book.ledger.facts)} facts, {len(book.ledger.sources)} sources",
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": media, "contentUrl": f"{up}data/{name}"}
            for name, media in files
        ],
    }  # fmt: skip


def _steps(book: Book, page: Page, up: str) -> list[dict[str, Any]]:
    """Return the way from the home page as a list of links, if the page is another."""
    found = {_HOME: book.ledger.site.name} if page.name != _HOME else {}
    found |= {one.opens: one.title for one in trail(book.navigation, page.name) if one.opens and one.title}
    found[page.name] = found.get(page.name) or page.title
    items = [
        {"@type": "ListItem", "position": number, "name": title, "item": up + _file(name)}
        for number, (name, title) in enumerate(found.items(), 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}] if len(items) > 1 else []


def _file(page: str) -> str:
    return page.removesuffix(".md") + ".html"

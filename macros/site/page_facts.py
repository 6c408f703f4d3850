"""What stands behind a page: every fact it shows, in order, with the text it shows and the sources."""

from __future__ import annotations

import html
import re
from typing import Any

from ..pages.book import Book, Page

_SHOWN = re.compile(r'<(data|time)\b[^>]*? data-fact="([^"]+)"[^>]*>(.*?)</\1>', re.S)
_TAG = re.compile(r"<[^>]+>")
_OF_FACT = ("id", "subject", "label", "value", "low", "high", "unit", "text", "as_of", "evidence", "by", "channel",
            "target", "forecast", "due", "state", "formula")  # fmt: skip
_OF_SOURCE = ("id", "publisher", "origin", "title", "url", "published")


def facts_of(book: Book, page: Page) -> list[dict[str, Any]]:
    """Return the facts of a page; ``shown`` are the texts in which the page prints one, none where it only compares."""
    shown: dict[str, dict[str, None]] = {}
    for _, name, content in _SHOWN.findall(page.whole_text):
        shown.setdefault(name, {}).setdefault(html.unescape(_TAG.sub("", content)))
    facts = []
    for name in page.facts:
        row = book.fact_rows[name]
        own = {key: row[key] for key in _OF_FACT}
        sources = [source_of(book.source_rows[one]) for one in row["sources"]]
        facts.append(own | {"shown": list(shown.get(name, ())), "sources": sources})
    return facts


def source_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a reader needs of a source: who speaks, whose report it is, its title, address and date."""
    return {key: row[key] for key in _OF_SOURCE}

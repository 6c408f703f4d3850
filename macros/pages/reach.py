"""The line under a page's heading: to which date its figures reach, on how many sources, and ways to take it along."""

from __future__ import annotations

from html import escape

from ..facts.ledger import Fact
from ..values import dates
from . import elements
from .book import Book, Page, is_whole
from .markup import tag

SITE, HOME = "site", "index.md"


def line(book: Book, page: Page) -> str:
    """Return the line of a page whose facts are known."""
    facts = [book.ledger.facts[name] for name in page.facts]
    if is_whole(page.name):
        own = {name for name, where in book.rows_on.items() if f"{where}.md" == page.name and "/" in where}
        facts = [fact for fact in book.ledger.facts.values() if fact.id in own or not own]
    parts = [*_dates(book, facts), *_counts(book, facts, of_site=page.name == HOME)] or [f"Data of {_day(book)}"]
    return tag("p", " ".join([" · ".join(parts), *_ways(page)]), class_="reach")


def _dates(book: Book, facts: list[Fact]) -> list[str]:
    """Return the newest date a figure speaks of and the newest source's; plans and what is computed do not count."""
    now = [(fact.current.as_of, fact) for fact in facts]
    seen = [(as_of, fact.id) for as_of, fact in now if as_of and not fact.derived and not fact.current.ahead]
    sources = {key: book.ledger.sources[key].published for fact in facts for key in fact.current.sources}
    published = [(str(date), key) for key, date in sources.items() if date]
    found = []
    if seen:
        as_of, name = max(seen, key=lambda entry: dates.by_start(entry[0]))
        found.append(f"Figures to {elements.dated(as_of, name, 'as_of')}")
    if published:
        date, key = max(published, key=lambda entry: dates.by_start(entry[0]))
        found.append(f"newest dated source {elements.dated(date, key, 'published')}")
    return found


def _counts(book: Book, facts: list[Fact], of_site: bool) -> list[str]:
    """Return how many facts and sources a page has, and for the home page of how many."""
    if not facts:
        return []
    keys = {key for fact in facts for key in book.ledger.all_sources(fact)}
    whole = {"facts": len(book.ledger.facts), "sources": len(book.ledger.sources)} if of_site else {}
    counts = {"facts": len(facts), "sources": len(keys)}
    return [", ".join(_count(what, number, whole.get(what)) for what, number in counts.items())]


def _count(what: str, number: int, whole: int | None) -> str:
    shown = tag("data", f"{number:,}", value=number, data_count=f"{what}-of-page")
    if whole:
        shown += f" of {tag('data', f'{whole:,}', value=whole, data_count=f'{what}-of-site')}"
    return f"{shown} {what if number != 1 else what.removesuffix('s')}"


def _day(book: Book) -> str:
    return elements.dated(book.ledger.site.as_of, SITE, "as_of")


def _ways(page: Page) -> list[str]:
    name, up = page.name.removesuffix(".md"), "../" * page.name.count("/")
    folder = f"{up}data/pages/{escape(name)}"
    ways = {"Cite": f"{folder}/cite.txt"}
    if is_whole(page.name):
        ways["Data"] = f"{up}data.html"
    elif page.facts:
        ways["Data"] = f"{folder}/provenance.json"
    twin = f"{escape(name.rpartition('/')[2])}.md"
    # No link in the head says so too: the theme's script takes each alternate there for another language.
    text = tag("a", "Markdown", href=twin, rel="alternate", type="text/markdown")
    return [*(tag("a", word, href=where) for word, where in ways.items()), text]

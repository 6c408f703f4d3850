"""Data quality: figures about the data, computed from the data; the same numbers feed the ratchet in the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby

from ..facts.ledger import Ledger
from ..facts.standing import has_primary, state
from ..facts.text import EVIDENCE
from ..values import dates
from ..values import format as forms
from . import lists
from .book import Book
from .markup import bar, grid, row, tag
from .view import View


@dataclass(frozen=True)
class Scores:
    """Shares of sourced facts, in percent with one decimal, and lists of what an editor should look at."""

    sourced: int
    derived: int
    primary: Decimal
    independent: Decimal
    alternatives: Decimal
    dated: Decimal
    unused: tuple[str, ...]
    passed: tuple[str, ...]
    review: tuple[str, ...]


def scores(book: Book) -> Scores:
    """Compute the figures of the quality page."""
    ledger = book.ledger
    sourced = [fact for fact in ledger.facts.values() if not fact.derived]
    limit = dates.parse(ledger.site.as_of).last
    used = {*book.usage, *(name for fact in book.usage for name in ledger.facts[fact].inputs)}

    def share(count: int, of: int = len(sourced)) -> Decimal:
        return round(Decimal(100 * count) / max(1, of), 1)

    claims = [fact for fact in sourced if fact.current.evidence != "measured"]  # a test has one tester

    return Scores(
        sourced=len(sourced),
        derived=len(ledger.facts) - len(sourced),
        primary=share(sum(has_primary(ledger, fact) for fact in sourced)),
        independent=share(sum(not ledger.single_source(fact) for fact in claims), len(claims)),
        alternatives=share(sum(bool(fact.alternatives) for fact in sourced)),
        dated=share(sum(bool(fact.current.as_of) for fact in sourced)),
        unused=tuple(name for name in ledger.facts if name not in used),
        passed=tuple(fact.id for fact in ledger.facts.values() if state(ledger, fact.current) == "passed"),
        review=tuple(f.id for f in sourced if f.review and dates.parse(f.review).last <= limit),
    )


def quality(view: View) -> str:
    """Show the figures: evidence, shares, pages, age, and what an editor should look at."""
    ledger, result = view.ledger, scores(view.book)
    facts = [fact for fact in ledger.facts.values() if not fact.derived]
    sources = ledger.sources.values()

    def page(name: str) -> str:
        return tag("a", escape(view.book.title(name)), href=view.href(name))

    def counted(kind: str, found: Iterable[str], words: Callable[[str], str]) -> list[Figure]:
        return [(words(key), f"{kind}-{key}", str(number)) for key, number in Counter(found).most_common()]

    by_year = sorted(
        counted("year", (str(dates.parse(fact.current.as_of).last.year) for fact in facts), _year), reverse=True
    )
    sections = [
        ("shares", "Shares", _numbers("Share of sourced facts", _shares(ledger, result))),
        ("evidence", "By evidence", _bars("Facts by evidence", counted(
            "evidence", (fact.current.evidence for fact in facts), lambda kind: EVIDENCE[kind].capitalize()))),
        ("sources", "Sources by kind", _bars("Kind of source", counted(
            "sources", (source.kind for source in sources), lambda kind: lists.SOURCE_KINDS[kind].capitalize()))),
        ("languages", "Sources by language", _bars("Language of the source", counted(
            "sources", (source.lang for source in sources), lambda lang: lists.LANGUAGES.get(lang, lang)))),
        ("age", "By the year they speak of", _bars("Facts by year", by_year)),
        ("pages", "By page", _bars("Facts by page", counted("page", (fact.page for fact in facts), page))),
        ("due", "Targets whose date has passed, outcome not found", _links(view, result.passed)),
        ("review", "Past their review date", _links(view, result.review)),
        ("unused", "Not used on any page", _links(view, result.unused)),
        ("unknown", "What is not known", _unknown(view)),
    ]  # fmt: skip
    return "".join(tag("h2", title, id=key) + content for key, title, content in sections)


Figure = tuple[str, str, str]  # what, the record's name, the number


def _shares(ledger: Ledger, result: Scores) -> list[Figure]:
    return [
        ("Sourced facts", "sourced", str(result.sourced)),
        ("Facts computed from others", "derived", str(result.derived)),
        ("With a primary document or the vendor's own page", "primary", f"{result.primary}%"),
        ("With two or more independent publishers, measurements aside", "independent", f"{result.independent}%"),
        ("With another source's differing value shown", "alternatives", f"{result.alternatives}%"),
        ("Dated", "dated", f"{result.dated}%"),
        ("Things known to be unknown", "unknowns", str(len(ledger.unknowns))),
    ]


def _year(text: str) -> str:
    return tag("data", text, value=text, data_count="year")


def _numbers(label: str, rows: list[Figure]) -> str:
    """Return a table of figures."""
    body = [row(name, _figure(key, shown)) for name, key, shown in rows]
    return grid((label, "Figure"), body, label, "numbers")


def _bars(label: str, rows: list[Figure]) -> str:
    """Return a table of counts, each as a length too."""
    most = max((int(shown) for _, _, shown in rows), default=1)
    body = []
    for name, key, shown in rows:
        cell = tag("td", bar(int(shown), most) + _figure(key, shown))
        body.append(f"<tr>{tag('th', name, scope='row')} {cell}</tr>")
    return grid((label, "Facts" if label.startswith("Facts") else "Sources"), body, label, "numbers bars")


def _figure(key: str, shown: str) -> str:
    text = shown if shown.endswith("%") else f"{int(shown):,}"
    return tag("data", text, value=shown.rstrip("%"), data_count=f"quality.{key}")


def _unknown(view: View) -> str:
    """Return what is not known, under the page it belongs to."""
    parts = []
    for page, items in groupby(view.ledger.unknowns, key=lambda item: item.page):
        rows = "".join(tag("li", escape(item.text), data_record=item.id) for item in items)
        link = tag("a", escape(view.book.title(page)), href=view.href(page))
        parts.append(f"<h3>{link}</h3><ul>{rows}</ul>")
    return "".join(parts)


def _links(view: View, ids: tuple[str, ...]) -> str:
    rows = []
    for fact in map(view.ledger.facts.__getitem__, ids):
        due = f", due {forms.date(fact.current.due)}" if fact.current.due else ""
        text = f"{escape(view.ledger.subjects[fact.subject].name)}: {escape(fact.label)}"
        link = tag("a", text, href=view.row(fact.id))
        rows.append(tag("li", link + due, data_record=fact.id))
    return f"<ul>{''.join(rows)}</ul>" if rows else "<p>None.</p>"

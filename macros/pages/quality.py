"""Data quality: figures about the data, computed from the data; the same numbers feed the ratchet in the tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from ..facts.standing import has_primary, overdue
from ..facts.text import EVIDENCE
from ..values import dates
from ..values import format as forms
from . import blocks, lists
from .book import Book
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
    overdue: tuple[str, ...]
    review: tuple[str, ...]


def scores(book: Book) -> Scores:
    """Compute the figures of the quality page."""
    ledger = book.ledger
    sourced = [fact for fact in ledger.facts.values() if not fact.derived]
    limit = dates.parse(ledger.site.as_of).last
    used = {*book.usage, *(name for fact in book.usage for name in ledger.facts[fact].inputs)}

    def share(count: int) -> Decimal:
        return round(Decimal(100 * count) / max(1, len(sourced)), 1)

    return Scores(
        sourced=len(sourced),
        derived=len(ledger.facts) - len(sourced),
        primary=share(sum(has_primary(ledger, fact) for fact in sourced)),
        independent=share(sum(not ledger.single_source(fact) for fact in sourced)),
        alternatives=share(sum(bool(fact.alternatives) for fact in sourced)),
        dated=share(sum(bool(fact.current.as_of) for fact in sourced)),
        unused=tuple(name for name in ledger.facts if name not in used),
        overdue=tuple(fact.id for fact in ledger.facts.values() if not fact.derived and overdue(ledger, fact.current)),
        review=tuple(f.id for f in sourced if f.review and dates.parse(f.review).last <= limit),
    )


def quality(view: View) -> str:
    """Show the figures: evidence, shares, pages, age, and what an editor should look at."""
    ledger, result = view.ledger, scores(view.book)
    facts = [fact for fact in ledger.facts.values() if not fact.derived]
    parts = [
        "<h2 id=\"shares\">Shares</h2>",
        _numbers("Share of sourced facts", [
            ("Sourced facts", "sourced", str(result.sourced)), ("Facts computed from others", "derived", str(result.derived)),
            ("With a primary document or the vendor's own page", "primary", f"{result.primary}%"),
            ("With two or more independent publishers", "independent", f"{result.independent}%"),
            ("With another source's differing value shown", "alternatives", f"{result.alternatives}%"),
            ("Dated", "dated", f"{result.dated}%"),
            ("Things known to be unknown", "unknowns", str(len(ledger.unknowns))),
        ]),
        "<h2 id=\"evidence\">By evidence</h2>",
        _numbers("Facts by evidence", [(EVIDENCE[kind].capitalize(), f"evidence-{kind}", str(n)) for kind, n in Counter(f.current.evidence for f in facts).most_common()], bars=True),
        "<h2 id=\"sources\">Sources by kind</h2>",
        _numbers("Kind of source", [(lists.SOURCE_KINDS[kind].capitalize(), f"sources-{kind}", str(n)) for kind, n in Counter(s.kind for s in ledger.sources.values()).most_common()], bars=True),
        "<h2 id=\"languages\">Sources by language</h2>",
        _numbers("Language of the source", [(lists.LANGUAGES.get(lang, lang), f"sources-{lang}", str(n)) for lang, n in Counter(s.lang for s in ledger.sources.values()).most_common()], bars=True),
        "<h2 id=\"age\">By the year they speak of</h2>",
        _numbers("Facts by year", [(_year(y), f"year-{y}", str(n)) for y, n in sorted(Counter(f.current.as_of[:4] for f in facts).items(), reverse=True)], bars=True),
        "<h2 id=\"pages\">By page</h2>",
        _numbers("Facts by page", [(f'<a href="{view.href(page)}">{escape(view.book.title(page))}</a>', f"page-{page}", str(n)) for page, n in Counter(f.page for f in facts).most_common()], bars=True),
        "<h2 id=\"due\">Targets that are due and not confirmed</h2>", _links(view, result.overdue),
        "<h2 id=\"review\">Past their review date</h2>", _links(view, result.review),
        "<h2 id=\"unused\">Not used on any page</h2>", _links(view, result.unused),
        "<h2 id=\"unknown\">What is not known</h2>",
        *_unknown(view),
    ]  # fmt: skip
    return "".join(parts)


def _year(text: str) -> str:
    return f'<data value="{text}" data-count="year">{text}</data>'


def _numbers(label: str, rows: list[tuple[str, str, str]], bars: bool = False) -> str:
    """Return a table of figures; ``bars`` draws counts as lengths too."""
    most = max((int(shown) for _, _, shown in rows), default=1) if bars else 1
    body = []
    for name, key, shown in rows:
        part = f' style="--part:{int(shown) / most:.3f}"' if bars else ""
        text = shown if shown.endswith("%") else f"{int(shown):,}"
        body.append(
            f'<tr><th scope="row">{name}</th><td{part}><data value="{shown.rstrip("%")}" data-count="quality.{key}">{text}</data></td></tr>'
        )
    return blocks.grid(
        (label, "Facts" if label.startswith("Facts") else "Sources" if bars else "Figure"),
        body,
        label,
        "numbers bars" if bars else "numbers",
    )


def _unknown(view: View) -> list[str]:
    """Return what is not known, under the page it belongs to."""
    parts = []
    for page in dict.fromkeys(item.page for item in view.ledger.unknowns):
        rows = "".join(
            f'<li data-record="{item.id}">{escape(item.text)}</li>'
            for item in view.ledger.unknowns
            if item.page == page
        )
        parts.append(f'<h3><a href="{view.href(page)}">{escape(view.book.title(page))}</a></h3><ul>{rows}</ul>')
    return parts


def _links(view: View, ids: tuple[str, ...]) -> str:
    if not ids:
        return "<p>None.</p>"
    rows = []
    for name in ids:
        fact = view.ledger.facts[name]
        due = f", due {forms.date(fact.current.due)}" if fact.current.due else ""
        of = view.ledger.subjects[fact.subject].name
        rows.append(
            f'<li data-record="{name}"><a href="{view.href("register", name)}">{escape(of)}: {escape(fact.label)}</a>{due}</li>'
        )
    return f"<ul>{''.join(rows)}</ul>"

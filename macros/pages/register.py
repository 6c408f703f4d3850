"""The fact register: every fact with its whole record, one row each, at a stable address.

All rows on one page would be more than a reader should load to see one: the facts of the pages in a folder stand on a
part of the register of their own, if there is such a page, and the register leads to its parts.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from ..facts.ledger import Fact, Subject
from ..facts.text import EVIDENCE, reading_text
from ..values import format as forms
from . import elements, inline, provenance
from .book import REGISTER, Book
from .markup import tag
from .view import View

# Pages that have all events, chips and targets, or show a fact as an example, are no place to go to from its row.
_EVERY = ("timeline.md", "compare.md", "promises.md", "reference.md")
_HEAD = "".join(
    f'<th scope="col">{text}</th>' for text in ("Fact", "Value", "As of", "Evidence and sources", "Also used on")
)


def register(view: View) -> str:
    """Show every fact that stands here, by page and subject, as a table; a fact's row carries its id as anchor (the
    style sheet shows it from there). The register itself leads to its parts, whose rows a script fetches to find in.

    With two thousand rows every byte of a row counts: notes and the value as printed stand in the list of each
    page and in the downloads; sources lead to their record; the page that a fact belongs to is named, and linked,
    once over all its rows; the sources of a computed fact stand in the rows of what it is computed from.
    """
    pages = [(page, list(group)) for page, group in groupby(in_order(view.book), key=lambda subject: subject.page)]
    parts, others = [], dict[str, list[tuple[str, int]]]()
    for page, subjects in pages:
        where = view.book.rows_on[next(iter(subjects[0].facts.values())).id]
        if where != view.name:
            others.setdefault(where, []).append((page, sum(len(subject.facts) for subject in subjects)))
            continue
        parts.append(_section(view, page, subjects))
    ways = _parts(view, others) if view.name == REGISTER else ""
    whole = tag(
        "div",
        "".join(parts),
        class_="register-all",
        data_register="|".join(EVIDENCE.values()),
        data_parts=" ".join(map(view.href, others)) if ways else None,
    )
    scripts = elements.scripts(view, "tables", "register")
    return f'<div class="controls-place"></div>{ways}{whole}{scripts}'


def _section(view: View, page: str, subjects: list[Subject]) -> str:
    """Return the facts of a page, folded; an address of one of them, or of the section, opens it."""
    title, many = view.book.title(page), sum(len(subject.facts) for subject in subjects)
    count = tag("data", f"{many:,}", value=many, data_count=f"facts-of-{page}") + (" facts" if many > 1 else " fact")
    head = tag("summary", f"<h2>{escape(title)}</h2> {tag('small', count)}")
    way = tag("a", f"Page: {escape(title)}", href=view.href(page)) if f"{page}.md" in view.book.pages else ""
    body = "".join(_subject(view, subject) for subject in subjects)
    table = tag("table", f"<thead><tr>{_HEAD}</tr></thead>{body}", class_="record-table")
    box = "table-wrap register records"
    label = f"Facts: {title}"
    wrap = tag("div", table, class_=box, tabindex=0, role="region", aria_label=label, id=_anchor(page))
    return tag("details", head + (way and tag("p", way)) + wrap, class_="section")


def _parts(view: View, parts: dict[str, list[tuple[str, int]]]) -> str:
    """Return the ways to the parts of the register, each with its pages and how many facts each page has."""
    rows = []
    for name, pages in parts.items():
        ways = [tag("a", escape(view.book.title(page)), href=view.href(name, _anchor(page))) for page, _ in pages]
        counts = [tag("data", f"{many:,}", value=many, data_count=f"facts-of-{page}") for page, many in pages]
        listed = "".join(f"<li>{way} ({many})</li>" for way, many in zip(ways, counts))
        head = tag("a", escape(view.book.title(name)), href=view.href(name))
        rows.append(f"<section><h2>{head}</h2><ul>{listed}</ul></section>")
    return tag("div", "".join(rows), class_="register-parts") if rows else ""


def _anchor(page: str) -> str:
    return f"page-{page.replace('/', '-')}"


def in_order(book: Book) -> list[Subject]:
    """Return the subjects that have facts by their pages, in the order of the navigation and of the data."""
    order = {page.removesuffix(".md"): number for number, page in enumerate(book.pages)}

    def place(subject: Subject) -> tuple[int, str, bool, str, int]:
        own = subject.file == f"data/{subject.page}.yml"
        return order.get(subject.page, len(order)), subject.page, not own, subject.file, subject.line

    return sorted((subject for subject in book.ledger.subjects.values() if subject.facts), key=place)


def _subject(view: View, subject: Subject) -> str:
    rows = "".join(_row(view, fact) for fact in subject.facts.values())
    name = f"{inline.name(view, subject.id)} {provenance.place(view, subject)}"  # of each fact it stands on its page
    head = f'<tr class="subject"><th colspan="5" scope="rowgroup">{name}</th></tr>'
    return f'<tbody data-record="{subject.id}">{head}{rows}</tbody>'


def _row(view: View, fact: Fact) -> str:
    row = fact.current
    if isinstance(row.value, tuple):
        shown = inline.listing(view, fact.id)
    else:
        shown = elements.valued(fact, row, elements.marked(reading_text(fact, row, "exact")), "fact")
    basis = f" <small>{escape(row.basis)}</small>" if row.basis else ""
    sources = "" if fact.derived else f" {provenance.source_links(view, row.sources)}"
    # Each byte counts: a heading that begins a row is one of the row without saying so.
    return (
        f'<tr><th id="{fact.id}">{escape(fact.label)}</th>'
        f"<td>{shown}{basis}{_more(view, fact)}</td><td>{forms.date(row.as_of, 'short') if row.as_of else ''}</td>"
        f"<td>{provenance.evidence(view, fact, row)}{sources}</td>"
        f"<td>{_used(view, fact)}</td></tr>"
    )


def _more(view: View, fact: Fact) -> str:
    """Return the target's state, what others say, the formula, and earlier values."""
    parts = provenance.details(view, fact)
    older = [
        f"{elements.marked(reading_text(fact, row))} ({forms.date(row.as_of, 'short')})" for row in fact.readings[:-1]
    ]
    older += [
        f"{elements.marked(reading_text(fact, row))} (until {forms.date(until)}: {elements.marked(why)})"
        for row, until, why in fact.superseded
    ]
    if older:
        parts.append(f"Earlier: {'; '.join(older)}")
    return "".join(f"<small>{part}</small>" for part in parts)


def _used(view: View, fact: Fact) -> str:
    """Return links to the places on other pages that show a fact, or that none does."""
    links, usage = [], view.book.usage.get(fact.id, [])
    for page in usage:
        if page in (f"{fact.page}.md", *_EVERY):
            continue
        # What a page only compares, counts or charts has no place in its text; its list at the end has a row for it.
        anchor = ("at-" if fact.id in view.book.pages[page].anchored else "here-") + fact.id
        where = view.href(page.removesuffix(".md"), anchor)
        links.append(f'<a href="{where}">{escape(view.book.pages[page].title)}</a>')
    return ", ".join(links) or ("" if usage else '<span class="none">not used</span>')

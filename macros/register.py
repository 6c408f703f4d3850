"""The fact register: every fact with its whole record, one row each, at a stable address."""

from __future__ import annotations

from html import escape
from itertools import groupby

from . import blocks, inline, provenance
from . import format as forms
from .ledger import Fact, Subject
from .view import View


def register(view: View) -> str:
    """Show every fact, by page and subject, as a table; a fact's row carries its id as anchor."""
    parts = []
    subjects = sorted((s for s in view.ledger.subjects.values() if s.facts), key=lambda s: (_order(view, s.page), s.line))
    for page, group in groupby(subjects, key=lambda s: s.page):
        title = view.book.titles.get(page + ".md", page)
        rows = [row for subject in group for row in _subject_rows(view, subject)]
        parts.append(f'<h2 id="page-{page.replace("/", "-")}">{escape(title)}</h2>{blocks.grid(_HEAD, rows, f"Facts: {title}", "register")}')
    return "".join(parts)


_HEAD = ("Fact", "Value", "As of", "Evidence and sources", "Used on")


def _order(view: View, page: str) -> tuple[int, str]:
    name = page + ".md"
    return (view.book.pages.index(name) if name in view.book.pages else 999, page)


def _subject_rows(view: View, subject: Subject) -> list[str]:
    head = f'<tr class="subject" data-record="{subject.id}"><th colspan="5" scope="colgroup">{inline.name(view, subject.id)}</th></tr>'
    return [head, *(_row(view, fact) for fact in subject.facts.values())]


def _row(view: View, fact: Fact) -> str:
    row = fact.current
    if isinstance(row.value, tuple):
        shown = inline.listing(view, fact.id)
    else:
        shown = inline.opening(fact, row, "fact") + escape(forms.reading(fact, row, "exact")) + ("</time>" if inline._is_time(fact, row) else "</data>")
    basis = f' <small class="basis">{escape(row.basis)}</small>' if row.basis else ""
    when = inline.dated(row.as_of, fact.id, "as_of") if row.as_of else ""
    return (
        f'<tr id="{fact.id}" data-record="{fact.id}" data-ev="{row.evidence}"><th scope="row">{escape(fact.label)}<code>{fact.id}</code></th>'
        f"<td>{shown}{basis}{_printed(fact)}{provenance.extras(view, fact)}{_earlier(view, fact)}</td><td>{when}</td>"
        f"<td>{inline.evidence(row.evidence)} {provenance.sources(view, fact)}</td><td>{_used(view, fact)}<small class=\"place\">{provenance.place(view, fact)}</small></td></tr>"
    )


def _printed(fact: Fact) -> str:
    lines = fact.current.printed
    return f'<small class="extra printed">as printed: {escape(" / ".join(lines))}</small>' if lines else ""


def _earlier(view: View, fact: Fact) -> str:
    older = [f"{escape(forms.reading(fact, row))} ({forms.date(row.as_of)})" for row in fact.readings[:-1]]
    older += [f"{escape(forms.reading(fact, row))} (until {forms.date(until)}: {escape(why)})" for row, until, why in fact.superseded]
    return f'<small class="extra earlier">Earlier: {"; ".join(older)}</small>' if older else ""


def _used(view: View, fact: Fact) -> str:
    pages = view.book.usage.get(fact.id, [])
    links = [f'<a href="{view.href(page.removesuffix(".md"), "at-" + fact.id)}">{escape(view.book.titles.get(page, page))}</a>' for page in pages]
    return ", ".join(links) or '<span class="none">not used</span>'

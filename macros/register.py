"""The fact register: every fact with its whole record, one row each, at a stable address."""

from __future__ import annotations

from html import escape
from itertools import groupby

from . import format as forms
from . import inline, provenance
from .ledger import Fact, Subject
from .view import View


def register(view: View) -> str:
    """Show every fact, by page and subject, as a table; a fact's row carries its id as anchor
    (the style sheet shows it from there).

    With well over a thousand rows every byte of a row counts: notes and the value as printed stand in the
    list of each page and in the downloads; sources lead to their record.
    """
    parts = []
    subjects = sorted((s for s in view.ledger.subjects.values() if s.facts), key=lambda s: (_order(view, s.page), s.line))
    for page, group in groupby(subjects, key=lambda s: s.page):
        title = escape(view.book.titles.get(page + ".md", page))
        body = "".join(_subject(view, subject) for subject in group)
        head = "".join(f'<th scope="col">{text}</th>' for text in _HEAD)
        parts.append(
            f'<h2 id="page-{page.replace("/", "-")}">{title}</h2><div class="table-wrap register records" tabindex="0" role="region" aria-label="Facts: {title}">'
            f"<table class=\"record-table\"><thead><tr>{head}</tr></thead>{body}</table></div>"
        )
    kinds = "|".join(inline.EVIDENCE.values())
    return f'<div class="controls-place"></div><div class="register-all" data-register="{kinds}">{"".join(parts)}</div>{inline.script(view, "tables")}'


_HEAD = ("Fact", "Value", "As of", "Evidence and sources", "Used on")


def _order(view: View, page: str) -> tuple[int, str]:
    name = page + ".md"
    return (view.book.pages.index(name) if name in view.book.pages else 999, page)


def _subject(view: View, subject: Subject) -> str:
    rows = "".join(_row(view, fact) for fact in subject.facts.values())
    head = f'<tr class="subject"><th colspan="5" scope="rowgroup">{inline.name(view, subject.id)} <code>{subject.file}</code></th></tr>'
    return f'<tbody data-record="{subject.id}">{head}{rows}</tbody>'


def _row(view: View, fact: Fact) -> str:
    row = fact.current
    if isinstance(row.value, tuple):
        shown = inline.listing(view, fact.id)
    else:
        shown = inline.opening(fact, row, "fact") + inline.marked(forms.reading(fact, row, "exact")) + inline.closing(fact, row)
    basis = f" <small>{escape(row.basis)}</small>" if row.basis else ""
    return (
        f'<tr><th scope="row" id="{fact.id}">{escape(fact.label)}</th>'
        f"<td>{shown}{basis}{_more(view, fact)}</td><td>{forms.date(row.as_of) if row.as_of else ''}</td>"
        f"<td>{inline.evidence(row.evidence)} {provenance.source_links(view, view.ledger.all_sources(fact))}</td>"
        f"<td>{_used(view, fact)} {provenance.place(view, fact)}</td></tr>"
    )


def _more(view: View, fact: Fact) -> str:
    """Return the target's state, what others say, the formula, and earlier values."""
    parts = provenance.details(view, fact)
    older = [f"{inline.marked(forms.reading(fact, row))} ({forms.date(row.as_of)})" for row in fact.readings[:-1]]
    older += [f"{inline.marked(forms.reading(fact, row))} (until {forms.date(until)}: {inline.marked(why)})" for row, until, why in fact.superseded]
    if older:
        parts.append(f"Earlier: {'; '.join(older)}")
    return "".join(f"<small>{part}</small>" for part in parts)


def _used(view: View, fact: Fact) -> str:
    pages = view.book.usage.get(fact.id, [])
    links = []
    for page in pages:
        # What a page only compares, counts or charts has no place in its text; its list at the end has a row for it.
        anchor = ("at-" if fact.id in view.book.anchored.get(page, ()) else "here-") + fact.id
        links.append(f'<a href="{view.href(page.removesuffix(".md"), anchor)}">{escape(view.book.titles.get(page, page))}</a>')
    return ", ".join(links) or '<span class="none">not used</span>'

"""The fact register: every fact with its whole record, one row each, at a stable address."""

from __future__ import annotations

from html import escape
from itertools import groupby

from ..facts.ledger import Fact, Subject
from ..facts.text import EVIDENCE, reading_text
from ..values import format as forms
from . import elements, inline, provenance
from .view import View


def register(view: View) -> str:
    """Show every fact, by page and subject, as a table; a fact's row carries its id as anchor
    (the style sheet shows it from there).

    With well over a thousand rows every byte of a row counts: notes and the value as printed stand in the
    list of each page and in the downloads; sources lead to their record.
    """
    parts = []
    order = {page.removesuffix(".md"): number for number, page in enumerate(view.book.pages)}
    known = [subject for subject in view.ledger.subjects.values() if subject.facts]
    subjects = sorted(
        known, key=lambda s: (order.get(s.page, len(order)), s.page, s.file != f"data/{s.page}.yml", s.file, s.line)
    )
    for page, group in groupby(subjects, key=lambda s: s.page):
        title = escape(view.book.title(page))
        body = "".join(_subject(view, subject) for subject in group)
        head = "".join(f'<th scope="col">{text}</th>' for text in _HEAD)
        parts.append(
            f'<h2 id="page-{page.replace("/", "-")}">{title}</h2><div class="table-wrap register records" tabindex="0" role="region" aria-label="Facts: {title}">'
            f'<table class="record-table"><thead><tr>{head}</tr></thead>{body}</table></div>'
        )
    kinds = "|".join(EVIDENCE.values())
    return f'<div class="controls-place"></div><div class="register-all" data-register="{kinds}">{"".join(parts)}</div>{elements.script(view, "tables")}'


_HEAD = ("Fact", "Value", "As of", "Evidence and sources", "Used on")


def _subject(view: View, subject: Subject) -> str:
    rows = "".join(_row(view, fact) for fact in subject.facts.values())
    head = f'<tr class="subject"><th colspan="5" scope="rowgroup">{inline.name(view, subject.id)} <code>{subject.file}</code></th></tr>'
    return f'<tbody data-record="{subject.id}">{head}{rows}</tbody>'


def _row(view: View, fact: Fact) -> str:
    row = fact.current
    if isinstance(row.value, tuple):
        shown = inline.listing(view, fact.id)
    else:
        shown = (
            elements.opening(fact, row, "fact")
            + elements.marked(reading_text(fact, row, "exact"))
            + elements.closing(fact, row)
        )
    basis = f" <small>{escape(row.basis)}</small>" if row.basis else ""
    return (
        f'<tr><th scope="row" id="{fact.id}">{escape(fact.label)}</th>'
        f"<td>{shown}{basis}{_more(view, fact)}</td><td>{forms.date(row.as_of) if row.as_of else ''}</td>"
        f"<td>{elements.evidence(row.evidence)} {provenance.source_links(view, view.ledger.all_sources(fact))}</td>"
        f"<td>{_used(view, fact)} {provenance.place(view, fact)}</td></tr>"
    )


def _more(view: View, fact: Fact) -> str:
    """Return the target's state, what others say, the formula, and earlier values."""
    parts = provenance.details(view, fact)
    older = [f"{elements.marked(reading_text(fact, row))} ({forms.date(row.as_of)})" for row in fact.readings[:-1]]
    older += [
        f"{elements.marked(reading_text(fact, row))} (until {forms.date(until)}: {elements.marked(why)})"
        for row, until, why in fact.superseded
    ]
    if older:
        parts.append(f"Earlier: {'; '.join(older)}")
    return "".join(f"<small>{part}</small>" for part in parts)


def _used(view: View, fact: Fact) -> str:
    pages = view.book.usage.get(fact.id, [])
    links = []
    for page in pages:
        # What a page only compares, counts or charts has no place in its text; its list at the end has a row for it.
        anchor = ("at-" if fact.id in view.book.pages[page].anchored else "here-") + fact.id
        links.append(
            f'<a href="{view.href(page.removesuffix(".md"), anchor)}">{escape(view.book.pages[page].title)}</a>'
        )
    return ", ".join(links) or '<span class="none">not used</span>'

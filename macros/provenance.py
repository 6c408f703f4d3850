"""What stands behind a fact, for the page's list, the card and the register: value, others, formula, sources, place."""

from __future__ import annotations

from html import escape

from . import dates
from . import format as forms
from . import inline
from .ledger import Fact, Ledger, Reading
from .view import View


def value(fact: Fact, row: Reading) -> str:
    """Return the value with full precision, plus basis and target."""
    text = f'<span class="value">{escape(forms.reading(fact, row, "exact"))}</span>'
    if row.basis:
        text += f' <small class="basis">{escape(row.basis)}</small>'
    return text


def status(ledger: Ledger, row: Reading) -> str:
    """Return what a target's state is on the site's own date: planned, or due and not confirmed."""
    if not row.target:
        return ""
    if row.due is None:
        return "target, no date given"
    overdue = is_overdue(ledger, row)
    return f"target, due {forms.date(row.due)}" + (", not confirmed" if overdue else "")


def is_overdue(ledger: Ledger, row: Reading) -> bool:
    """True where a target's due date has passed against the site's as_of date (data, never the clock)."""
    return bool(row.target and row.due and dates.parse(row.due).last < dates.parse(ledger.site.as_of).first)


def extras(view: View, fact: Fact) -> str:
    """Return target state, note, what others say, and how it was computed, each as a small paragraph."""
    ledger, parts = view.ledger, []
    state = status(ledger, fact.current)
    if state:
        parts.append(f'<span class="state">{state}</span>')
    if fact.alternatives:
        said = "; ".join(
            f"{escape(forms.reading(fact, row, 'long'))} ({_publishers(ledger, row)}, {inline.EVIDENCE[row.evidence]})" for row in fact.alternatives
        )
        parts.append(f'<span class="others">Others say: {said}</span>')
    if fact.derived:
        parts.append(f'<span class="computed">Computed from {computed(view, fact)}</span>')
    if fact.note or fact.current.note:
        parts.append(f'<span class="note">{escape(fact.note or fact.current.note or "")}</span>')
    return "".join(f'<small class="extra">{part}</small>' for part in parts)


def _publishers(ledger: Ledger, row: Reading) -> str:
    return ", ".join(inline.source_link(ledger, key) for key in row.sources)


def computed(view: View, fact: Fact) -> str:
    """Return the inputs of a derived fact, linked, with their values, and the formula."""
    links = []
    for name in fact.inputs:
        other = view.ledger.facts[name]
        shown = forms.reading(other, other.current, "long") if other.readings else ""
        if isinstance(other.current.value, tuple):
            shown = f"{len(other.current.value)} entries"
        links.append(f'<a href="{view.href("register", name)}">{escape(other.label)}</a> ({escape(shown)})')
    return f"{', '.join(links)}: <code>{escape(fact.formula or '')}</code>"


def sources(view: View, fact: Fact) -> str:
    """Return links to the sources of a fact; of its inputs where it is derived."""
    keys = view.ledger.all_sources(fact)
    return '<span class="sources">' + ", ".join(inline.source_link(view.ledger, key) for key in keys) + "</span>"


def register_link(view: View, fact: Fact) -> str:
    """Return the link to a fact's row in the register."""
    return f'<a class="to-register" href="{view.href("register", fact.id)}">register</a>'


def place(view: View, fact: Fact) -> str:
    """Return where to correct a fact: its line in the repository, or how to correct where no repository is named."""
    site, text = view.ledger.site, f"{fact.file}:{fact.line}"
    if site.repository and site.edit_path:
        where = f"{escape(site.repository)}/{site.edit_path}/{fact.file}#L{fact.line}"
    else:
        where = view.href("contribute", "correct-a-fact")
    return f'<a class="correct" href="{where}" title="Correct this fact">{text}</a>'


def citation(ledger: Ledger, key: str) -> str:
    """Return the full citation of a source, producer first, as plain text (after ISO 690)."""
    source = ledger.sources[key]
    parts = [source.publisher, f"“{source.title}”" if source.title else "", f"{forms.date(str(source.published))}" if source.published else "undated"]
    text = ", ".join(part for part in parts if part)
    if source.via:
        text += f", copy at {source.via}"
    if source.origin:
        text += f", after {source.origin}"
    return f"{text}. {source.url}"

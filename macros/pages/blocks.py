"""Macros that stand on a line of their own: tables, who says what, what is not known, the facts of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..facts.ledger import Fact, Reading
from ..facts.standing import overdue
from ..facts.text import reading_text
from . import elements, inline
from .view import MacroError, View

NONE = '<span class="none">not found</span>'


def heading(view: View, key: str) -> str:
    """Return a column heading for a kind of fact, as an element that names it."""
    meaning = view.ledger.vocabulary.get(key)
    text = (meaning.heading or meaning.label) if meaning else key.replace("-", " ").capitalize()
    return f'<span data-record="facts.{key}">{escape(text)}</span>'


def grid(head: Sequence[str], rows: Iterable[str], label: str, kind: str = "") -> str:
    """Return a table that scrolls sideways inside its own box on a narrow screen. Spaces keep cells apart for the search."""
    if kind in ("facts-table", "chart-table", "says", "series"):
        kind += " told"  # on a telephone told row by row
    elif kind in ("corrections", "sources-table", "facts-here"):
        kind += " records"  # there a block of its own each
    columns = " ".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = " ".join(rows).replace("</th><td", "</th> <td").replace("</td><td", "</td> <td")
    return (
        f'<div class="table-wrap {kind}" tabindex="0" role="group" aria-label="{escape(label)}"><table class="grid"><thead><tr>{columns}</tr></thead> '
        f"<tbody>{body}</tbody></table></div>"
    )


def cell(view: View, fact: Fact | None, form: str = "short") -> str:
    """Return a fact for a table cell, or the sign for nothing found."""
    if fact is None:
        return NONE
    view.facts.setdefault(fact.id)
    row = fact.current
    if isinstance(row.value, tuple):
        return inline.listing(view, fact.id)
    shown = elements.element(view, fact, row, reading_text(fact, row, form))
    if row.basis:
        shown += f' <small class="basis" data-record="{fact.id}">{escape(row.basis)}</small>'
    return shown


def facts_table(view: View, subject: str, keys: Sequence[str] | None = None) -> str:
    """Show facts of one subject, one a row: what, how much, as of when, on whose word."""
    record = view.subject(subject)
    chosen = [_of(view, subject, key) for key in keys] if keys else list(record.facts.values())
    rows = []
    for fact in chosen:
        row = fact.current
        twice = fact.unit.text == "date" and str(row.value) == row.as_of  # a day that is its own date is said once
        when = elements.dated(row.as_of, fact.id, "as_of") if row.as_of and not twice else ""
        if row.target and row.due:
            when += f"<br><small>due {elements.dated(row.due, fact.id, 'due')}</small>"
        rows.append(
            f'<tr><th scope="row" data-record="{fact.id}">{escape(fact.label)}</th><td>{cell(view, fact, "long")}</td>'
            f"<td>{when}</td><td>{elements.evidence(row.evidence)}</td></tr>"
        )
    return grid(("What", "Value", "As of", "Evidence"), rows, f"Facts: {record.name}", "facts-table")


def _of(view: View, subject: str, key: str) -> Fact:
    return view.fact(f"{subject}.{key}")


def table(view: View, subjects: Sequence[str], keys: Sequence[str], heads: Sequence[str] | None = None) -> str:
    """Show subjects as rows and facts as columns; what is not public says so."""
    if heads is not None and len(heads) != len(keys):
        raise MacroError(f"{len(heads)} column headings for {len(keys)} columns")
    records = [view.subject(subject) for subject in subjects]
    for key in keys:
        if not any(key in record.facts or view.ledger.is_declared("fact", f"{record.id}.{key}") for record in records):
            raise MacroError(f"no subject of the table has a fact {key!r}")
    rows = []
    for record in records:
        cells = "".join(f"<td>{cell(view, record.facts.get(key))}</td>" for key in keys)
        rows.append(f'<tr><th scope="row">{inline.name(view, record.id)}</th>{cells}</tr>')
    titles = [escape(inline.without_number(head)) for head in heads] if heads else [heading(view, key) for key in keys]
    return grid(("Name", *titles), rows, "Comparison")


def series(view: View, name: str) -> str:
    """Show the dated observations of a fact, oldest first."""
    fact = view.fact(name)
    rows = []
    for row in fact.readings:
        shown = elements.element(view, fact, row, reading_text(fact, row, "long"))
        mark = " <small>target</small>" if row.target and not overdue(view.ledger, row) else ""
        rows.append(
            f'<tr><th scope="row">{elements.dated(row.as_of, fact.id, "as_of")}</th><td>{shown}{mark}</td>'
            f"<td>{elements.evidence(row.evidence)}</td><td>{sources(view, row)}</td></tr>"
        )
    return grid(
        ("Date", f'<span data-record="{name}">{escape(fact.label)}</span>', "Evidence", "Sources"),
        rows,
        fact.label,
        "series",
    )


def says(view: View, name: str) -> str:
    """Show who says what: the value the site prints and what other sources say."""
    fact = view.fact(name)
    if not fact.alternatives:
        raise MacroError(f"{name} has no alternatives; sources do not differ")
    rows = [_said(view, fact, fact.current, "value used on this site")]
    rows += [_said(view, fact, row, "") for row in fact.alternatives]
    return grid(
        ("Who", f'<span data-record="{name}">{escape(fact.label)}</span>', "As of", "Evidence"),
        rows,
        f"Who says what: {fact.label}",
        "says",
    )


def _said(view: View, fact: Fact, row: Reading, mark: str) -> str:
    shown = elements.element(view, fact, row, reading_text(fact, row, "long"))
    note = f'<br><small data-record="{fact.id}">{escape(row.note)}</small>' if row.note else ""
    mark = f" <small>{mark}</small>" if mark else ""
    when = elements.dated(row.as_of, fact.id, "as_of") if row.as_of else ""
    who = sources(view, row) or "computed here"
    return f'<tr><th scope="row">{who}{mark}</th><td>{shown}{note}</td><td>{when}</td><td>{elements.evidence(row.evidence)}</td></tr>'


def items(view: View, name: str) -> str:
    """Show a list as bullets, followed by the way to its sources."""
    record, _ = inline.list_fact(view, name)
    rows = "".join(f"<li>{entry}</li>" for entry in inline.entries(view, name))
    start = f'<div{elements.first_use(view, name)} class="fact-items" data-record="{name}">'
    return f"{start}<ul>{rows}</ul>{_source_mark(view, record)}</div>"


def _source_mark(view: View, record: Fact) -> str:
    """Return the small line under a list or table that names its evidence and leads to the register."""
    row = record.current
    dated_text = f", {elements.dated(row.as_of, record.id, 'as_of')}" if row.as_of else ""
    return (
        f'<p class="source-mark">{elements.evidence(row.evidence)}{dated_text} · '
        f'<a href="{view.href("register", record.id)}">sources</a></p>'
    )


def sources(view: View, row: Reading) -> str:
    """Return links to the sources of a reading."""
    return ", ".join(elements.source_link(view.ledger, key, row.sources) for key in row.sources)


def unknowns(view: View) -> str:
    """Show what nobody has published, from the page's data file."""
    own = [item for item in view.ledger.unknowns if item.page == view.name]
    if not own:
        raise MacroError(f"data/{view.name}.yml lists no unknowns")
    rows = "".join(f'<li data-record="{item.id}">{escape(item.text)}</li>' for item in own)
    return f'<ul class="unknowns">{rows}</ul>'


def spellings(view: View) -> str:
    """Show the other names of the page's own subjects, so that a reader finds them by any; raises MacroError where there are none."""
    own = [
        subject
        for subject in view.ledger.subjects.values()
        if subject.page == view.name and subject.aka and subject.kind != "indicator"
    ]
    if not own:
        raise MacroError(f"no subject of data/{view.name}.yml has other names (aka)")
    rows = []
    for subject in own:
        chinese = f' (<span lang="zh-Hans">{escape(subject.zh)}</span>)' if subject.zh else ""
        others = ", ".join(elements.marked(name) for name in subject.aka)
        rows.append(
            f'<tr><th scope="row"><span data-name="{subject.id}">{escape(subject.name)}{chinese}</span></th><td data-record="{subject.id}">{others}</td></tr>'
        )
    return grid(("Name here", "Also written"), rows, "Names and spellings", "spellings")


def corrections(view: View) -> str:
    """Show what the starting article said and what the evidence supports."""
    rows = []
    for key, item in view.ledger.corrections.items():
        facts = "".join(
            f'<li>{cell(view, view.fact(name), "long")} <small data-record="{name}">{escape(view.fact(name).label)}</small></li>'
            for name in item.facts
        )
        rows.append(
            f'<tr><td data-record="{key}">{escape(item.said)}</td><td data-record="{key}">{escape(item.reading)}</td>'
            f"<td>{'<ul>' + facts + '</ul>' if facts else ''}</td></tr>"
        )
    return grid(
        ("The article said", "What the evidence supports", "Facts"),
        rows,
        "Corrections of the starting article",
        "corrections",
    )


def facts_on_this_page(view: View) -> str:
    """Show every fact the page has used so far, in order, with provenance; closed until opened. Cards read it too."""
    rows = [page_row(view, view.ledger.facts[name]) for name in view.facts]
    size = f'<data value="{len(rows)}" data-count="facts-on-page">{len(rows)}</data>'
    body = grid(("Fact", "Value", "Speaks of", "Evidence", "Sources"), rows, "Facts on this page", "facts-here")
    return f'<details class="facts-here-box" id="facts-on-this-page" data-search-exclude><summary>Facts on this page ({size})</summary>{body}</details>'


def page_row(view: View, fact: Fact) -> str:
    """Return a fact's row in the list of a page: all that its card shows."""
    from . import provenance

    row = fact.current
    when = elements.dated(row.as_of, fact.id, "as_of") if row.as_of else ""
    subject = view.ledger.subjects[fact.subject]
    return (
        f'<tr id="here-{fact.id}" data-record="{fact.id}"><th scope="row"><span class="of">{escape(subject.name)}</span> {escape(fact.label)}</th>'
        f"<td>{provenance.value(view, fact, row)}{provenance.extras(view, fact)}</td><td>{when}</td>"
        f'<td>{elements.evidence(row.evidence)}</td><td>{provenance.sources(view, fact)} <span class="record">{provenance.register_link(view, fact)} · '
        f"{provenance.place(view, fact)}</span></td></tr>"
    )

"""Macros that stand on a line of their own: tables, who says what, what is not known, the facts of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..facts import like
from ..facts.ledger import Fact, Reading
from ..facts.standing import state
from ..facts.text import reading_text
from ..values import units
from ..values.units import Unit
from . import elements, inline, provenance, shared
from .markup import grid, row, tag
from .view import MacroError, View

NONE = '<span class="none dash">not found</span>'


def heading(view: View, key: str) -> str:
    """Return a column heading for a kind of fact, as an element that names it."""
    meaning = view.ledger.vocabulary.get(key)
    text = (meaning.heading or meaning.label) if meaning else key.replace("-", " ").capitalize()
    return tag("span", escape(text), data_record=f"facts.{key}")


def cell(view: View, fact: Fact | None, form: str = "short", unit: str = "") -> str:
    """Return a fact for a table cell, in another ``unit`` that fits, or the sign for nothing found."""
    if fact is None:
        return NONE
    view.facts.setdefault(fact.id)
    if isinstance(fact.current.value, tuple):
        return inline.listing(view, fact.id)
    return _shown(view, fact, fact.current, form, unit)


def _shown(view: View, fact: Fact, reading: Reading, form: str = "long", unit: str = "") -> str:
    """Return a reading with its basis below it."""
    text = reading_text(fact, reading, form, unit=units.parse(unit) if unit else None)
    return _with_basis(fact, reading, elements.element(view, fact, reading, text))


def _with_basis(fact: Fact, reading: Reading, shown: str) -> str:
    small = tag("small", escape(reading.basis or ""), class_="basis", data_record=fact.id)
    return f"{shown} {small}" if reading.basis else shown


def unlike(view: View, columns: Iterable[Iterable[like.Figure]], mixes: str) -> str:
    """Return the note under a table with a column whose figures are not alike: why they stand together, ``mixes``.

    Raises MacroError where no reason is given, or one where all are alike.
    """
    wrong = next(filter(None, map(like.difference, columns)), "")
    if wrong and not mixes:
        raise MacroError(wrong)
    if not mixes:
        return ""
    if not wrong:
        raise view.idle("mixes", like.IDLE)
    return reason(view, mixes)


def sortable(view: View, leave: Sequence[str] = ()) -> str:
    """Let readers sort the table right below, which is written out, by a press on the head of a column.

    A script sorts by the values of the facts, what is not known last; without it the table stands as it is written.
    ``leave`` names the heads of columns whose figures are not alike, which must not be ranked.
    """
    return elements.script(view, "sort") + tag("div", class_="sortable", data_leave="|".join(leave) or None)


def reason(view: View, why: str) -> str:
    """Show why figures that are not alike stand together: below a table that is written out in a page."""
    if not why.strip():
        raise MacroError("say in words why the figures stand together")
    return tag("p", f"<strong>{like.LABEL}.</strong> {escape(inline.without_number(why))}", class_="mixes")


def folded(words: str, table: str) -> str:
    """Return a table that is closed until a reader, a link into it or a print opens it; ``words`` name it."""
    return tag("details", tag("summary", f"Table: {words}") + table, class_="fold")


def facts_table(view: View, subject: str, keys: Sequence[str] | None = None, fold: bool = False) -> str:
    """Show facts of one subject, one a row: what, how much, as of when, on whose word.

    ``fold`` closes the table until it is opened.
    """
    record = view.subject(subject)
    name = inline.name(view, subject, link=False) if fold else ""
    facts = [view.fact(f"{subject}.{key}") for key in keys] if keys else list(record.facts.values())
    columns, said = shared.once(
        [
            shared.Column("As of", [_when(fact, fact.current) for fact in facts]),
            shared.Column("Evidence", [_known(fact.current) for fact in facts]),
        ]
    )
    rows = []
    for number, fact in enumerate(facts):
        more = (column.cells[number].shown for column in columns)
        rows.append(row(escape(fact.label), cell(view, fact, "long"), *more, data_record=fact.id))
    heads = ("What", "Value", *(column.head for column in columns))
    shown = said + grid(heads, rows, f"Facts: {record.name}", "facts-table")
    return folded(name, shown) if fold else shown


def _when(fact: Fact, now: Reading) -> shared.Cell:
    """Return the date of a reading; a day that is its own date is said once."""
    twice = fact.unit.text == "date" and str(now.value) == now.as_of
    dated = shared.as_of(fact, now)
    due = shared.due(fact, now) if now.ahead and now.due else ""
    shown, said = dated + (due and f"<br><small>{due}</small>"), f"as of {dated}" + (due and f", {due}")
    return shared.Cell((now.as_of, due and (now.due, now.target)), shown, said, quiet=twice)


def _known(now: Reading) -> shared.Cell:
    return shared.Cell(now.evidence, elements.evidence(now.evidence))


def table(
    view: View, subjects: Sequence[str], keys: Sequence[str], heads: Sequence[str] | None = None, mixes: str = "",
    fold: bool = False,
) -> str:  # fmt: skip
    """Show subjects as rows and facts as columns; what is not public says so.

    ``mixes`` says why figures that are not alike stand together, for readers; ``fold`` closes the table until it is
    opened.
    """
    if heads is not None and len(heads) != len(keys):
        raise MacroError(f"{len(heads)} column headings for {len(keys)} columns")
    if not subjects or not keys:
        raise MacroError("a table needs a subject at least and a key of a fact at least")
    records = [view.subject(subject) for subject in subjects]
    for key in keys:
        if not any(key in record.facts or view.ledger.is_declared("fact", f"{record.id}.{key}") for record in records):
            raise MacroError(f"no subject of the table has a fact {key!r}")
    titles = [escape(inline.without_number(head)) for head in heads] if heads else [heading(view, key) for key in keys]
    columns = [[fact for record in records if (fact := record.facts.get(key))] for key in keys]
    units = [shared.unit_of(facts) for facts in columns]
    figures = {number for number, facts in enumerate(columns, 1) if facts and all(fact.unit.numeric for fact in facts)}
    rows = []
    for record in records:
        cells = [
            tag("td", _in_column(view, record.facts.get(key), unit), class_="figures" if number in figures else None)
            for number, (key, unit) in enumerate(zip(keys, units, strict=True), 1)
        ]
        rows.append(tag("tr", " ".join((tag("th", inline.name(view, record.id), scope="row"), *cells))))
    named = [
        shared.head(title, unit, facts[0].unit if unit.text == facts[0].unit.text else unit) if unit else title
        for title, unit, facts in zip(titles, units, columns, strict=True)
    ]
    note = unlike(view, [[(fact, fact.current) for fact in facts] for facts in columns], mixes)
    known = shared.evidence([fact.current for facts in columns for fact in facts])
    gaps = sum(map(len, columns)) < len(records) * len(keys)
    said = shared.line(filter(None, (known and f"All figures: {known}.", shared.dash(view) if gaps else "")))
    shown = said + grid(("Name", *named), rows, "Comparison", "of-one-kind" if known else "", figures) + note
    return folded(", ".join(titles), shown) if fold else shown


def _in_column(view: View, fact: Fact | None, unit: Unit | None) -> str:
    """Return what a cell shows; where the head of its column names the unit, the figure goes without."""
    if fact is None or unit is None:
        return cell(view, fact)
    view.facts.setdefault(fact.id)
    return _with_basis(fact, fact.current, elements.element(view, fact, fact.current, shared.figure(fact, unit)))


def series(view: View, name: str, mixes: str = "") -> str:
    """Show the dated observations of a fact, oldest first.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    fact, rows = view.fact(name), []
    columns, said = shared.once(
        [
            shared.Column("Evidence", [_known(now) for now in fact.readings]),
            shared.Column(
                "Sources", [shared.Cell((now.by, now.sources), provenance.who(view, now)) for now in fact.readings]
            ),
        ]
    )
    for number, now in enumerate(fact.readings):
        shown = elements.element(view, fact, now, reading_text(fact, now, "long"))
        word = "forecast" if now.forecast else "target" if state(view.ledger, now) == "open" else ""
        mark = word and f" <small>{word}</small>"
        rows.append(row(shared.as_of(fact, now), shown + mark, *(column.cells[number].shown for column in columns)))
    label = tag("span", escape(fact.label), data_record=name)
    note = unlike(view, [[(fact, now) for now in fact.readings]], mixes)
    heads = ("Date", label, *(column.head for column in columns))
    return said + grid(heads, rows, fact.label, "series") + note


def says(view: View, name: str, mixes: str = "") -> str:
    """Show who says what: the value the site prints and what other sources say.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    fact = view.fact(name)
    if not fact.alternatives:
        raise MacroError(f"{name} has no alternatives; sources do not differ")
    told = [fact.current, *fact.alternatives]
    columns, line = shared.once(
        [
            shared.Column(
                "As of",
                [shared.Cell(now.as_of, shared.as_of(fact, now), f"as of {shared.as_of(fact, now)}") for now in told],
            ),
            shared.Column("Evidence", [_known(now) for now in told]),
        ]
    )
    rows = []
    for number, now in enumerate(told):
        mark = "" if number else " <small>value used on this site</small>"
        note = f" {tag('small', escape(now.note), data_record=fact.id)}" if now.note else ""
        who = provenance.who(view, now) or "computed here"
        rows.append(
            row(who + mark, _shown(view, fact, now) + note, *(column.cells[number].shown for column in columns))
        )
    label = tag("span", escape(fact.label), data_record=name)
    mixed = unlike(view, [[(fact, now) for now in told]], mixes)
    heads = ("Who", label, *(column.head for column in columns))
    return line + grid(heads, rows, f"Who says what: {fact.label}", "says") + mixed


def items(view: View, name: str) -> str:
    """Show a list as bullets, followed by its evidence and the way to its sources."""
    fact, _ = inline.list_fact(view, name)
    rows = "".join(f"<li>{entry}</li>" for entry in inline.entries(view, name))
    when = f", {shared.as_of(fact, fact.current)}" if fact.current.as_of else ""
    link = tag("a", "sources", href=view.row(fact.id))
    mark = tag("p", f"{elements.evidence(fact.current.evidence)}{when} · {link}", class_="source-mark")
    start = f'<div{elements.first_use(view, name)} class="fact-items" data-record="{name}">'
    return f"{start}<ul>{rows}</ul>{mark}</div>"


def unknowns(view: View) -> str:
    """Show what nobody has published, from the page's data file."""
    own = view.book.unknowns.get(view.name)
    if not own:
        raise MacroError(f"data/{view.name}.yml lists no unknowns")
    return tag("ul", "".join(tag("li", escape(item.text), data_record=item.id) for item in own), class_="unknowns")


def spellings(view: View) -> str:
    """Show the other names of the page's subjects, by which the search finds them; MacroError without any."""
    rows = []
    for subject in view.book.subjects.get(view.name, ()):
        if subject.aka and subject.kind != "indicator":
            chinese = f" ({tag('span', escape(subject.zh), lang='zh-Hans')})" if subject.zh else ""
            name = tag("span", escape(subject.name) + chinese, data_name=subject.id)
            others = ", ".join(elements.marked(other) for other in subject.aka)
            rows.append(f'<tr><th scope="row">{name}</th> {tag("td", others, data_record=subject.id)}</tr>')
    if not rows:
        raise view.idle("", f"no subject of data/{view.name}.yml has other names (aka)", needs="subject")
    return grid(("Name here", "Also written"), rows, "Names and spellings", "spellings")


def corrections(view: View) -> str:
    """Show what the starting article said and what the evidence supports."""
    rows = []
    for key, item in view.ledger.corrections.items():
        facts = "".join(
            f"<li>{cell(view, fact, 'long')} {tag('small', escape(fact.label), data_record=fact.id)}</li>"
            for fact in map(view.fact, item.facts)
        )
        said = " ".join(tag("td", escape(text), data_record=key) for text in (item.said, item.reading))
        rows.append(f"<tr>{said} <td>{f'<ul>{facts}</ul>' if facts else ''}</td></tr>")
    heads = ("The article said", "What the evidence supports", "Facts")
    return grid(heads, rows, "Corrections of the starting article", "corrections")


def facts_on_this_page(view: View) -> str:
    """Show every fact the page has used so far, in order, with provenance; closed until opened. Cards read it too."""
    rows = [_page_row(view, view.ledger.facts[name]) for name in view.facts]
    size = tag("data", str(len(rows)), value=len(rows), data_count="facts-on-page")
    body = grid(("Fact", "Value", "Speaks of", "Evidence", "Sources"), rows, "Facts on this page", "facts-here")
    box = f"<summary>Facts on this page ({size})</summary>{body}"
    return tag("details", box, class_="facts-here-box", id="facts-on-this-page", data_search_exclude=True)


def _page_row(view: View, fact: Fact) -> str:
    """Return a fact's row in the list of a page: all that its card shows."""
    subject = view.ledger.subjects[fact.subject]
    label = f'<span class="of">{escape(subject.name)}</span> {escape(fact.label)}'
    value = provenance.value(view, fact, fact.current) + provenance.extras(view, fact)
    record = tag("span", f"{provenance.register_link(view, fact)} · {provenance.place(view, fact)}", class_="record")
    sources = f"{provenance.sources(view, fact)} {record}"
    when = elements.dated(fact.current.as_of, "", "as_of", "short") if fact.current.as_of else ""
    cells = row(label, value, when, provenance.evidence(view, fact, fact.current), sources)
    return f'<tr id="here-{fact.id}" data-record="{fact.id}"{cells.removeprefix("<tr")}'

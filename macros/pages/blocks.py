"""Macros that stand on a line of their own: tables, who says what, what is not known, the facts of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..facts import like
from ..facts.ledger import Fact, Reading
from ..facts.standing import state
from ..facts.text import reading_text
from ..values import units
from . import elements, inline, provenance, sentence
from .markup import grid, row, tag
from .view import MacroError, View

NONE = '<span class="none">not found</span>'


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
    shown = elements.element(view, fact, reading, text)
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


def facts_table(view: View, subject: str, keys: Sequence[str] | None = None) -> str:
    """Show facts of one subject, one a row: what, how much, as of when, on whose word."""
    record, rows = view.subject(subject), []
    for fact in [view.fact(f"{subject}.{key}") for key in keys] if keys else record.facts.values():
        now = fact.current
        twice = fact.unit.text == "date" and str(now.value) == now.as_of  # a day that is its own date is said once
        when = "" if twice else _as_of(fact, now)
        if now.ahead and now.due:
            when += f"<br><small>{_due(fact, now)}</small>"
        cells = cell(view, fact, "long"), when, elements.evidence(now.evidence)
        rows.append(row(escape(fact.label), *cells, data_record=fact.id))
    return grid(("What", "Value", "As of", "Evidence"), rows, f"Facts: {record.name}", "facts-table")


def key_figures(view: View, subject: str) -> str:
    """Show the five facts that the page of a subject begins with, each with its name, date and evidence.

    Raises MacroError where the subject has none, and where one of them may be no headline.
    """
    record = view.subject(subject)
    if not record.key_figures:
        raise MacroError(f"{subject} has no key_figures in {record.file}")
    return tag("ul", "".join(_key_figure(view, *one) for one in record.key_figures.items()), class_="key-figures")


def _key_figure(view: View, name: str, words: str) -> str:
    fact = view.fact(name)
    now = fact.current
    inline.signed(view, fact, now)
    digits = 3 if fact.derived else None
    value = elements.element(view, fact, now, reading_text(fact, now, "short", digits))
    what = tag("span", sentence.html(view, words), class_="what", data_record=name)
    dated = "" if str(now.value) == now.as_of else _due(fact, now) if now.ahead and now.due else _as_of(fact, now)
    when = tag("span", dated, class_="when") if dated else ""
    tags = tag("span", elements.signs(view, fact), class_="tags")
    return tag("li", f'{what} <span class="figure">{value}</span> {when} {tags}')


def _due(fact: Fact, now: Reading) -> str:
    """Return when a plan or a forecast is for."""
    word = "due" if now.target else "forecast for"
    return f"{word} {elements.dated(now.due or '', fact.id, 'due', 'short')}"


def _as_of(fact: Fact, reading: Reading) -> str:
    return elements.dated(reading.as_of, fact.id, "as_of", "short") if reading.as_of else ""


def table(
    view: View, subjects: Sequence[str], keys: Sequence[str], heads: Sequence[str] | None = None, mixes: str = ""
) -> str:
    """Show subjects as rows and facts as columns; what is not public says so.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    if heads is not None and len(heads) != len(keys):
        raise MacroError(f"{len(heads)} column headings for {len(keys)} columns")
    if not subjects or not keys:
        raise MacroError("a table needs a subject at least and a key of a fact at least")
    records = [view.subject(subject) for subject in subjects]
    for key in keys:
        if not any(key in record.facts or view.ledger.is_declared("fact", f"{record.id}.{key}") for record in records):
            raise MacroError(f"no subject of the table has a fact {key!r}")
    rows = []
    for record in records:
        name = inline.name(view, record.id)
        rows.append(row(name, *(cell(view, record.facts.get(key)) for key in keys)))
    titles = [escape(inline.without_number(head)) for head in heads] if heads else [heading(view, key) for key in keys]
    columns = ([(fact, fact.current) for r in records if (fact := r.facts.get(key))] for key in keys)
    return grid(("Name", *titles), rows, "Comparison") + unlike(view, columns, mixes)


def series(view: View, name: str, mixes: str = "") -> str:
    """Show the dated observations of a fact, oldest first.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    fact, rows = view.fact(name), []
    for now in fact.readings:
        shown = elements.element(view, fact, now, reading_text(fact, now, "long"))
        word = "forecast" if now.forecast else "target" if state(view.ledger, now) == "open" else ""
        mark = word and f" <small>{word}</small>"
        rows.append(row(_as_of(fact, now), shown + mark, elements.evidence(now.evidence), provenance.who(view, now)))
    label = tag("span", escape(fact.label), data_record=name)
    note = unlike(view, [[(fact, now) for now in fact.readings]], mixes)
    return grid(("Date", label, "Evidence", "Sources"), rows, fact.label, "series") + note


def says(view: View, name: str, mixes: str = "") -> str:
    """Show who says what: the value the site prints and what other sources say.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    fact = view.fact(name)
    if not fact.alternatives:
        raise MacroError(f"{name} has no alternatives; sources do not differ")
    rows = [_said(view, fact, fact.current, " <small>value used on this site</small>")]
    rows += [_said(view, fact, other) for other in fact.alternatives]
    label = tag("span", escape(fact.label), data_record=name)
    note = unlike(view, [[(fact, said) for said in (fact.current, *fact.alternatives)]], mixes)
    return grid(("Who", label, "As of", "Evidence"), rows, f"Who says what: {fact.label}", "says") + note


def _said(view: View, fact: Fact, said: Reading, mark: str = "") -> str:
    shown = _shown(view, fact, said)
    note = f" {tag('small', escape(said.note), data_record=fact.id)}" if said.note else ""
    who = provenance.who(view, said) or "computed here"
    return row(who + mark, shown + note, _as_of(fact, said), elements.evidence(said.evidence))


def items(view: View, name: str) -> str:
    """Show a list as bullets, followed by its evidence and the way to its sources."""
    fact, _ = inline.list_fact(view, name)
    rows = "".join(f"<li>{entry}</li>" for entry in inline.entries(view, name))
    when = f", {_as_of(fact, fact.current)}" if fact.current.as_of else ""
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
        raise MacroError(f"no subject of data/{view.name}.yml has other names (aka)")
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

"""Pages that list what the whole ledger holds: sources, glossary, timeline, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise

from ..facts.ledger import Fact
from ..facts.schema import Term
from ..facts.text import reading_text
from . import elements, inline, provenance
from .markup import bar, grid, row, tag
from .view import MacroError, View

LANGUAGES = {
    "en": "English", "zh": "Chinese", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese",
    "it": "Italian", "ru": "Russian", "ar": "Arabic", "th": "Thai", "ja": "Japanese", "ko": "Korean", "cs": "Czech",
    "vi": "Vietnamese", "nl": "Dutch", "fi": "Finnish",
}  # fmt: skip
EVENT_KINDS = {
    "summit": "Summits", "company": "Companies", "funding": "Funding", "listing": "Listings", "launch": "Launches",
    "software": "Software", "deployment": "Deployments", "result": "Results", "policy": "Policy",
    "control": "Export controls",
}  # fmt: skip
SOURCE_KINDS = {
    "primary": "primary document", "vendor": "vendor's own page", "news": "news", "analysis": "analysis",
    "aggregator": "repeats other reports", "reference": "reference",
}  # fmt: skip


def source_list(view: View) -> str:
    """Show every source that carries a fact: producer, title, date, language, kind, and the way to its facts."""
    carried: dict[str, list[Fact]] = {}
    for fact in view.ledger.facts.values():
        for key in dict.fromkeys(key for reading in fact.rows for key in reading.sources):
            carried.setdefault(key, []).append(fact)
    who = {key: view.ledger.publisher(key) for key in carried}
    ordered = sorted(carried, key=lambda key: (_letter(who[key]), who[key].casefold(), key))
    heads, parts = ("Source", "Published", "Language", "Kind", "Facts"), []
    for letter, keys in groupby(ordered, key=lambda key: _letter(who[key])):
        title = letter or "Numbers and other scripts"
        cells = [_source(view, key, carried[key]) for key in keys]
        parts.append(tag("h2", title, id=f"letter-{letter.lower() or 'other'}"))
        parts.append(grid(heads, cells, f"Sources: {title}", "sources-table"))
    orders = "newest first:1.down|oldest first:1.up|most facts first:4.down"
    finder = elements.finder(view, "sources-table", "Kind:3|Language:2", orders)
    letters = _letters((who[key], f"letter-{_letter(who[key]).lower()}") for key in ordered)
    return finder + letters + "".join(parts)


def _source(view: View, key: str, facts: list[Fact]) -> str:
    source = view.ledger.sources[key]
    publisher, named = view.ledger.publishers.get(source.publisher), view.ledger.named
    lang = {"zh": "zh-Hans", "en": None}.get(source.lang, source.lang) if source.title else None
    title = source.title or "(no title recorded)"
    title = escape(title) if lang == "zh-Hans" else elements.marked(title)
    link = tag("a", title, href=source.url, lang=lang)
    who = elements.marked(view.ledger.publisher(key) + (f" ({publisher.zh})" if publisher and publisher.zh else ""))
    ways = [f"copy at {escape(named(source.via))}"] if source.via else []
    ways += [f"after {escape(source.report or named(source.origin))}"] if source.origin else []
    via = f"<br><small>{' · '.join(ways)}</small>" if ways else ""
    published = '<span class="none">undated</span>'
    if source.published:
        published = elements.dated(str(source.published), "", "published")  # the row names the record
    many = f"{len(facts)} fact{'s' * (len(facts) != 1)}"
    carried = tag("a", many, href=f"{view.href('register')}?find={key}")  # the register finds facts by their sources
    language, kind = LANGUAGES.get(source.lang, source.lang), SOURCE_KINDS[source.kind]
    if source.kind == "primary" and publisher:
        kind += f", {publisher.kind.replace('-', ' ')}"
    cells = row(f"{who}<br>{link}{via}", published, language, kind, carried)
    return f'<tr id="{key}" data-record{cells.removeprefix("<tr")}'  # its id names the record: the list is long


def glossary(view: View) -> str:
    """Show every term, in alphabetical order, each with a stable anchor."""
    parts, terms = [], view.ledger.terms
    for key, term in sorted(terms.items(), key=_alphabetical):
        chinese = f' <span lang="zh-Hans">{escape(term.zh)}</span>' if term.zh else ""
        others = ", ".join(f'<a href="#{other}">{escape(terms[other].name)}</a>' for other in term.see)
        see = f" See {others}." if term.see else ""
        cap = "cap" if re.fullmatch(r"[a-z][a-z -]*", term.name) else None  # not vLLM, nor x86
        head = tag("h2", escape(term.name) + chinese, id=key, class_=cap)
        parts.append(tag("section", f"{head} <p>{escape(term.text)}{see}</p>", data_term=key))
    letters = _letters((term.name, key) for key, term in sorted(terms.items(), key=_alphabetical))
    return f'{letters}<div class="glossary">{"".join(parts)}</div>'


def _alphabetical(item: tuple[str, Term]) -> str:
    """Return what sorts terms by name, numbers in them by size: INT8 before INT16."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(4), item[1].name.casefold())


def _letter(name: str) -> str:
    """Return the letter a name begins with, or nothing for digits and other scripts."""
    return name[0].upper() if name[0].isascii() and name[0].isalpha() else ""


def _letters(entries: Iterable[tuple[str, str]]) -> str:
    """Return a row of letters, each the way to the first entry (name, anchor) that begins with it."""
    first: dict[str, str] = {}
    for name, anchor in entries:
        if _letter(name):
            first.setdefault(_letter(name), anchor)
    links = "".join(f'<a href="#{anchor}">{letter}</a>' for letter, anchor in sorted(first.items()))
    return f'<nav class="letters" aria-label="By first letter">{links}</nav>'


def events(view: View) -> list[Fact]:
    """Return every dated event, newest first."""
    found = [fact for fact in view.ledger.facts.values() if fact.event]
    return sorted(found, key=lambda f: (f.date.first, f.date.last, f.id), reverse=True)


def timeline(view: View) -> str:
    """Show every dated event of all pages by year, newest first, with a filter by kind that needs no script."""
    found = events(view)
    kinds = [kind for kind in EVENT_KINDS if any(fact.event == kind for fact in found)]
    choices = "".join(
        f'<label><input type="radio" name="kind" value="{kind}"> {EVENT_KINDS[kind]}</label>' for kind in kinds
    )
    every = '<label><input type="radio" name="kind" value="all" checked> All</label>'
    box = f'<fieldset class="kinds"><legend>Show</legend>{every}{choices}</fieldset>'
    parts = []
    for year, group in groupby(found, key=lambda fact: fact.date.first.year):
        head = tag("h2", tag("data", str(year), value=year, data_count="timeline-year"), id=f"y-{year}")
        rows = "".join(event(view, fact) for fact in group)
        parts.append(f'<section class="year">{head}<ol class="events">{rows}</ol></section>')
    return f'<div class="timeline">{_years(found)}{box}{"".join(parts)}</div>'


def _years(found: list[Fact]) -> str:
    """Return the years as columns, each as high as its events are many, each the way to its year."""
    counts = Counter(fact.date.first.year for fact in found)
    most = max(counts.values(), default=1)
    columns = []
    for before, year in pairwise([min(counts, default=0) - 1, *sorted(counts)]):
        if year > before + 1:
            columns.append('<li class="gap">…</li>')  # years without an event
        planned = all(fact.current.ahead for fact in found if fact.date.first.year == year)
        events = "event" if counts[year] == 1 else "events"
        shown = f'{counts[year]}<span class="unseen"> {events} in </span>{bar(counts[year], most)}'
        many = tag("data", shown, class_="many", value=counts[year], data_count=f"timeline-{year}")
        when = tag("data", str(year), value=year, data_count="timeline-year")
        link = tag("a", f"{many} {when}", href=f"#y-{year}")
        columns.append(tag("li", link, class_="plan" if planned else None))
    title = "<strong>Events on this site by year</strong>, broken outlines for plans alone"
    return f'<p class="years-title">{title}</p><ol class="years">{"".join(columns)}</ol>'


def event(view: View, fact: Fact) -> str:
    """Return a dated event as an entry of a list: when, what, whose, and its state where it is still to come."""
    view.facts.setdefault(fact.id)
    now, subject = fact.current, view.ledger.subjects[fact.subject]
    state = provenance.status(view.ledger, now, dated=now.due != str(now.value))  # else the date stands there already
    planned = f" {tag('small', state, class_='state', data_record=fact.id)}" if state else ""
    when = tag("span", elements.element(view, fact, now, reading_text(fact, now)), class_="when")
    what = tag("span", escape(fact.label), class_="what", data_record=fact.id)
    link = tag("a", escape(subject.name), href=view.home(subject))
    who = tag("small", link, class_="who", data_name=subject.id)
    return tag("li", f"{when} {what}{planned} {who}", class_=f"event k-{fact.event}")


def names(view: View, subjects: Sequence[str]) -> str:
    """Show names as a list of links, each to the place that tells of it."""
    if not subjects:
        raise MacroError("names() needs a subject at least")
    rows = "".join(f"<li>{inline.name(view, subject)}</li>" for subject in subjects)
    return f'<ul class="names">{rows}</ul>'

"""Pages that list what the whole ledger holds: sources, glossary, timeline, newest events, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise

from ..facts.ledger import Fact
from ..facts.standing import disputed
from ..facts.text import reading_text
from ..values import dates
from ..values import format as forms
from . import blocks, elements, inline, provenance
from .view import MacroError, View

LANGUAGES = {"en": "English", "zh": "Chinese", "de": "German", "es": "Spanish", "fr": "French", "pt": "Portuguese", "it": "Italian",
             "ru": "Russian", "ar": "Arabic", "th": "Thai", "ja": "Japanese", "ko": "Korean", "cs": "Czech", "vi": "Vietnamese",
             "nl": "Dutch", "fi": "Finnish"}  # fmt: skip
EVENT_KINDS = {
    "summit": "Summits", "company": "Companies", "funding": "Funding", "listing": "Listings", "launch": "Launches",
    "software": "Software", "deployment": "Deployments", "result": "Results", "policy": "Policy", "control": "Export controls",
}  # fmt: skip
SOURCE_KINDS = {
    "primary": "primary document", "vendor": "vendor's own page", "news": "news", "analysis": "analysis",
    "aggregator": "repeats other reports", "reference": "reference",
}  # fmt: skip


def source_list(view: View) -> str:
    """Show every source that carries a fact: producer, title, date, language, kind, and the facts it carries."""
    carried: dict[str, list[Fact]] = {}
    for fact in view.ledger.facts.values():
        rows = [*fact.readings, *fact.alternatives, *(row for row, _, _ in fact.superseded)]
        for key in dict.fromkeys(key for row in rows for key in row.sources):
            carried.setdefault(key, []).append(fact)
    who = {key: view.ledger.publisher(key) for key in carried}
    ordered = sorted(carried, key=lambda key: (_letter(who[key]), who[key].casefold(), key))
    heads, parts = ("Source", "Published", "Language", "Kind", "Facts"), []
    for letter, keys in groupby(ordered, key=lambda key: _letter(who[key])):
        title = letter or "Numbers and other scripts"
        cells = [_source(view, key, carried[key]) for key in keys]
        parts.append(
            f'<h2 id="letter-{letter.lower() or "other"}">{title}</h2>'
            + blocks.grid(heads, cells, f"Sources: {title}", "sources-table")
        )
    return _letters((who[key], f"letter-{_letter(who[key]).lower()}") for key in ordered) + "".join(parts)


def _source(view: View, key: str, facts: list[Fact]) -> str:
    source = view.ledger.sources[key]
    title = elements.marked(source.title or "(no title recorded)")
    lang = (
        f' lang="{"zh-Hans" if source.lang == "zh" else source.lang}"' if source.lang != "en" and source.title else ""
    )
    publisher, named = view.ledger.publishers.get(source.publisher), view.ledger.named
    who = elements.marked(view.ledger.publisher(key) + (f" ({publisher.zh})" if publisher and publisher.zh else ""))
    ways = [f"copy at {escape(named(source.via))}"] if source.via else []
    ways += [f"after {escape(source.report or named(source.origin))}"] if source.origin else []
    via = f"<br><small>{' · '.join(ways)}</small>" if ways else ""
    links = ", ".join(f'<a href="{view.href("register", fact.id)}">{fact.id}</a>' for fact in facts)
    published = (
        elements.dated(str(source.published), key, "published")
        if source.published
        else '<span class="none">undated</span>'
    )
    return (
        f'<tr id="{key}" data-record="{key}"><th scope="row">{who}{f", {str(source.published)[:4]}" if source.published else ""}<br><a href="{escape(source.url)}" data-source="{key}"{lang}>{title}</a>{via}</th>'
        f"<td>{published}</td><td>{LANGUAGES.get(source.lang, source.lang)}</td><td>{SOURCE_KINDS[source.kind]}</td>"
        f'<td><details><summary><data value="{len(facts)}" data-count="{key}">{len(facts)}</data></summary>{links}</details></td></tr>'
    )


def glossary(view: View) -> str:
    """Show every term, in alphabetical order, each with a stable anchor."""
    parts = []
    ordered = sorted(
        view.ledger.terms.items(),
        key=lambda item: re.sub(r"\d+", lambda digits: digits[0].zfill(4), item[1].name.casefold()),
    )
    for key, term in ordered:
        chinese = f' <span lang="zh-Hans">{escape(term.zh)}</span>' if term.zh else ""
        see = ""
        if term.see:
            see = (
                " See "
                + ", ".join(f'<a href="#{other}">{escape(view.ledger.terms[other].name)}</a>' for other in term.see)
                + "."
            )
        cap = ' class="cap"' if re.fullmatch(r"[a-z][a-z -]*", term.name) else ""  # not vLLM, nor x86
        parts.append(
            f'<section data-term="{key}"><h2 id="{key}"{cap}>{escape(term.name)}{chinese}</h2> <p>{escape(term.text)}{see}</p></section>'
        )
    return f'{_letters((term.name, key) for key, term in ordered)}<div class="glossary">{"".join(parts)}</div>'


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
    choices = '<label><input type="radio" name="kind" value="all" checked> All</label>'
    choices += "".join(
        f'<label><input type="radio" name="kind" value="{kind}"> {EVENT_KINDS[kind]}</label>' for kind in kinds
    )
    parts, year = [], None
    for fact in found:
        if fact.date.year != year:
            if year is not None:
                parts.append("</ol></section>")
            year = fact.date.year
            parts.append(
                f'<section class="year"><h2 id="y-{year}"><data value="{year}" data-count="timeline-year">{year}</data></h2><ol class="events">'
            )
        parts.append(_event(view, fact))
    kinds_box = f'<fieldset class="kinds"><legend>Show</legend>{choices}</fieldset>'
    return f'<div class="timeline">{_years(found)}{kinds_box}{"".join(parts)}</ol></section></div>'


def _years(found: list[Fact]) -> str:
    """Return the years as columns, each as high as its events are many, each the way to its year."""
    counts = Counter(fact.date.year for fact in found)
    most = max(counts.values(), default=1)
    columns = []
    for before, year in pairwise([min(counts, default=0) - 1, *sorted(counts)]):
        if year > before + 1:
            columns.append("<li>…</li>")  # years without an event
        plan = ' class="plan"' if all(fact.current.target for fact in found if fact.date.year == year) else ""
        columns.append(
            f'<li{plan} style="--part:{counts[year] / most:.3f}"><a href="#y-{year}"><data class="many" value="{counts[year]}" data-count="timeline-{year}">{counts[year]}'
            f'<span class="unseen"> events in </span></data> <data value="{year}" data-count="timeline-year">{year}</data></a></li>'
        )
    return f'<p class="years-title"><strong>Events on this site by year</strong>, broken outlines for plans alone</p><ol class="years">{"".join(columns)}</ol>'


def _event(view: View, fact: Fact) -> str:
    view.facts.setdefault(fact.id)
    row = fact.current
    subject = view.ledger.subjects[fact.subject]
    state = (
        provenance.status(view.ledger, row).replace(f", due {forms.date(row.due)}", "")
        if row.due == str(row.value)
        else provenance.status(view.ledger, row)
    )
    planned = f' <small class="state" data-record="{fact.id}">{state}</small>' if row.target else ""
    return (
        f'<li class="event k-{fact.event}"><span class="when">{elements.element(view, fact, row, reading_text(fact, row))}</span> '
        f'<span class="what" data-record="{fact.id}">{escape(fact.label)}</span>{planned} '
        f'<small class="who" data-name="{subject.id}"><a href="{view.home(subject)}">{escape(subject.name)}</a></small></li>'
    )


def newest(view: View, number: int = 6) -> str:
    """Show the newest events that have happened by the site's own date."""
    limit = dates.parse(view.ledger.site.as_of).last
    past = [fact for fact in events(view) if fact.date.last <= limit and not fact.current.target]
    return f'<ol class="events newest">{"".join(_event(view, fact) for fact in past[:number])}</ol>'


def names(view: View, subjects: Sequence[str]) -> str:
    """Show names as a list of links, each to the place that tells of it."""
    rows = "".join(f"<li>{inline.name(view, subject)}</li>" for subject in subjects)
    return f'<ul class="names">{rows}</ul>'


def features(view: View) -> str:
    """Show the figures of the home page (data/site.yml) with label and evidence."""
    cards = []
    for key in filter(view.ledger.facts.__contains__, view.ledger.site.features):  # the check of the data names others
        fact = view.fact(key)
        if isinstance(fact.current.value, tuple):
            raise MacroError(f"{key} is a list; a figure of the home page is one value")
        mark = '<span class="single">single source</span>' if view.ledger.single_source(fact) else ""
        if disputed(fact):
            mark += '<span class="evidence is-disputed">sources differ</span>'
        subject = view.ledger.subjects[fact.subject]
        cards.append(
            f'<li><span class="figure">{elements.element(view, fact, fact.current, reading_text(fact, fact.current))}</span> '
            f'<span class="what" data-record="{key}">{escape(fact.label)}</span> '
            f'<span class="tags">{elements.evidence(fact.current.evidence)}{mark}</span> <a class="more" href="{view.home(subject)}">{escape(subject.name)}</a></li>'
        )
    return f'<ul class="features">{"".join(cards)}</ul>'

"""What stands behind a fact, for the page's list, the card and the register: value, others, formula, sources, place."""

from __future__ import annotations

import re
from html import escape

from ..facts import like
from ..facts.ledger import Fact, Ledger, Reading, Subject
from ..facts.standing import channel, state
from ..facts.text import EVIDENCE, reading_text
from ..values import format as forms
from . import elements
from .markup import tag
from .revisions import revised
from .view import View

_ID = re.compile(r"[\w.-]+")


def value(view: View, fact: Fact, row: Reading) -> str:
    """Return the value with full precision, plus its basis."""
    shown = elements.marked(reading_text(fact, row, "exact"))
    if fact.unit.text == "subjects" and isinstance(row.value, tuple):
        shown = ", ".join(escape(view.ledger.subjects[name].name) for name in row.value)
    text = f'<span class="value">{shown}</span>'
    if row.basis:
        text += f' <small class="basis">{escape(row.basis)}</small>'
    return text


def evidence(view: View, fact: Fact, row: Reading) -> str:
    """Return the evidence label of a reading and, smaller, how it was read or who estimated or tested."""
    words = channel(view.ledger, fact, row)
    small = f" <small>{elements.marked(words)}</small>" if words else ""
    return elements.evidence(row.evidence) + small


def status(ledger: Ledger, row: Reading, dated: bool = True) -> str:
    """Return what a target or a forecast is on the site's own date; ``dated`` says when it is due too."""
    due = forms.date(row.due) if row.due and dated else ""
    when = due and f" for {'the ' * (' of ' in due)}{due}"  # the first half of 2027
    if row.evidence == "derived" and row.ahead:  # what is worked out from a goal was set by nobody
        return f"rests on a {'target' if row.target else 'forecast'}{when}"
    if row.forecast and not row.target:
        return ("own forecast" if row.evidence in ("official", "vendor") else "forecast") + when
    now = state(ledger, row)
    if now in ("met", "missed"):
        return f"target, {now}: {escape(row.met or row.missed or '')}"
    late = ", date passed, outcome not found" if now == "passed" else ""
    return now and ("target" + (f", due {due}" if due else "" if row.due else ", no date given") + late)


def details(view: View, fact: Fact) -> list[str]:
    """Return target state, what others say, how it was computed, from what unlike figures, and when it was revised."""
    parts = []
    if now := status(view.ledger, fact.current):
        parts.append(f'<span class="state">{now}</span>')
    if fact.alternatives:
        said = "; ".join(_other(view, fact, row) for row in fact.alternatives)
        parts.append(f'<span class="others">Others say: {said}</span>')
    if fact.derived:
        parts.append(f'<span class="computed">Computed from {computed(view, fact)}</span>')
    if fact.mixes:
        parts.append(f'<span class="mixes">{like.LABEL}: {elements.marked(fact.mixes)}</span>')
    if before := revised(view, fact.id):
        parts.append(before)
    return parts


def _other(view: View, fact: Fact, row: Reading) -> str:
    return f"{elements.marked(reading_text(fact, row, 'long'))} ({who(view, row)}, {EVIDENCE[row.evidence]})"


def who(view: View, row: Reading) -> str:
    """Return links to the sources of a reading, after the name of the one who claims it where others carry it."""
    links, ledger = source_links(view, row.sources), view.ledger
    carried = row.by and row.by not in {ledger.sources[key].publisher for key in row.sources}
    return f"{escape(ledger.named(row.by or ''))}, via {links}" if carried else links


def extras(view: View, fact: Fact) -> str:
    """Return the details and the note of a fact, each as a small paragraph."""
    parts = details(view, fact)
    # The timeline has all events at once: the words stand on the page of each, which keeps this one light.
    if fact.current.printed and view.name != "timeline":
        parts.append(f'<span class="printed">As printed: {elements.marked(" / ".join(fact.current.printed))}</span>')
    if fact.note or fact.current.note:
        parts.append(f'<span class="note">{elements.marked(fact.note or fact.current.note or "")}</span>')
    return "".join(f'<small class="extra">{part}</small>' for part in parts)


def source_links(view: View, keys: tuple[str, ...]) -> str:
    """Return links to sources; where all facts or events stand at once they lead to their records, which is lighter."""
    light = view.in_register or view.name == "timeline"
    return elements.source_links(view.ledger, keys, f"{view.href('sources')}#" if light else "")


def computed(view: View, fact: Fact) -> str:
    """Return the inputs of a derived fact, linked, with their values, and the formula."""
    facts, links = view.ledger.facts, []
    if view.in_register:
        linked = _ID.sub(
            lambda found: f'<a href="{view.row(found[0])}">{found[0]}</a>' if found[0] in fact.inputs else found[0],
            escape(fact.formula or ""),
        )
        return f"<code>{linked}</code>"
    for name in fact.inputs:
        row = facts[name].current
        shown = f"{len(row.value)} entries" if isinstance(row.value, tuple) else reading_text(facts[name], row)
        links.append(f'<a href="{view.row(name)}">{escape(facts[name].label)}</a> ({escape(shown)})')
    return f"{', '.join(links)}: <code>{escape(fact.formula or '')}</code>"


def sources(view: View, fact: Fact) -> str:
    """Return links to the sources of a fact; of its inputs where it is derived."""
    return f'<span class="sources">{source_links(view, view.ledger.all_sources(fact))}</span>'


def register_link(view: View, fact: Fact) -> str:
    """Return the link to a fact's row in the register."""
    return f'<a class="to-register" href="{view.row(fact.id)}">register</a>'


def place(view: View, entry: Fact | Subject) -> str:
    """Return where to correct an entry: line, edit and form in the repository, or how to where there is none."""
    site = view.ledger.site
    text = f"{entry.file}:{entry.line}"
    links = {text: view.href("contribute", "correct-a-fact")}
    if site.repository:
        home, at = site.repository.rstrip("/"), f"{site.branch}/{entry.file}#L{entry.line}"
        form = f"{home}/issues/new?template=wrong-figure.yml&fact={entry.id}"
        links = {text: f"{home}/blob/{at}", "edit": f"{home}/edit/{at}", "report": form}
    return " · ".join(tag("a", words, class_="correct", href=where) for words, where in links.items())

"""The elements that show a record: the rendering contract, in one place."""

from __future__ import annotations

import re
from html import escape

from ..facts.ledger import Fact, Ledger, Reading
from ..facts.standing import disputed, state
from ..facts.text import EVIDENCE, machine_value
from ..values import dates
from ..values import format as forms
from .view import View

_KEPT = {"met": "kept", "missed": "missed"}
# A run of Han characters with the punctuation between them.
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff](?:[\u3000-\u303f\uff01-\uff5e·]*[\u3400-\u9fff\uf900-\ufaff])*")


def element(view: View, fact: Fact, row: Reading, text: str) -> str:
    """Return the one element that shows a reading of a fact: its record, its value, its way to the register."""
    classes = ["fact", f"ev-{row.evidence}"]
    if row.ahead:
        classes.append("is-target" if row.target else "is-forecast")
    if disputed(fact):
        classes.append("is-disputed")
    if fact.unit.numeric:
        classes.append("num")
    link = f'<a href="{view.row(fact.id)}">{marked(text)}</a>'
    return valued(fact, row, link, " ".join(classes), first_use(view, fact.id)) + _outcome(view, row)


def _outcome(view: View, row: Reading) -> str:
    """Say of a target what became of it: of each whose date has passed, and of a date that was kept or missed."""
    now = state(view.ledger, row)
    if now == "passed":
        return ' <small class="overdue">(date passed, outcome not found)</small>'
    dated = row.due is not None and str(row.value) == str(row.due)
    return f' <small class="overdue">(date {_KEPT[now]})</small>' if dated and now in _KEPT else ""


def first_use(view: View, name: str) -> str:
    """Return the anchor of a fact's first place on a page, to which the register leads; later places have none."""
    if name in view.anchored:
        return ""
    view.anchored.add(name)
    return f' id="at-{name}"'


def valued(fact: Fact, row: Reading, content: str, classes: str, anchor: str = "") -> str:
    """Return a reading's element with its value for machines: ``time`` for dates that HTML can hold, else ``data``."""
    iso = dates.parse(str(row.value)).iso if fact.unit.text == "date" else None
    name, value = ("time", f'datetime="{iso}"') if iso else ("data", f'value="{escape(machine_value(row))}"')
    return f'<{name}{anchor} class="{classes}" {value} data-fact="{fact.id}">{content}</{name}>'


def dated(text: str, record: str, part: str, style: str = "full") -> str:
    """Return a date that belongs to a record, as an element that names it, if the one around it does not."""
    iso = dates.parse(text).iso
    tag, value = ("time", f'datetime="{iso}"') if iso else ("data", f'value="{text}"')
    named = f' data-record="{record}"' if record else ""
    return f'<{tag} {value}{named} data-part="{part}">{forms.date(text, style)}</{tag}>'


def evidence(kind: str) -> str:
    """Return the evidence label: an icon and words."""
    return f'<span class="evidence ev-{kind}">{EVIDENCE[kind]}</span>'


def signs(view: View, fact: Fact) -> str:
    """Return how sure a fact is, in words: its evidence, and whether it is of one source or disputed."""
    marks = evidence(fact.current.evidence)
    if view.ledger.single_source(fact):
        marks += ' <span class="single">single source</span>'
    if disputed(fact):
        marks += ' <span class="evidence is-disputed">sources differ</span>'
    return marks


def source_link(ledger: Ledger, key: str, beside: tuple[str, ...] = (), records: str = "") -> str:
    """Return a link to a source, by publisher, and by date too where the same publisher stands ``beside`` it.

    The link opens the source, or its record where ``records`` gives the address of the records.
    """
    source = ledger.sources[key]
    text = marked(ledger.publisher(key))
    if source.published and sum(ledger.sources[other].publisher == source.publisher for other in beside) > 1:
        text += f", {forms.date(str(source.published), 'month')}"
    if records:
        return f'<a href="{records}{key}">{text}</a>'
    return f'<a href="{escape(source.url)}" data-source="{key}">{text}</a>'


def source_links(ledger: Ledger, keys: tuple[str, ...], records: str = "") -> str:
    """Return links to sources, separated by commas."""
    return ", ".join(source_link(ledger, key, keys, records) for key in keys)


def marked(text: str) -> str:
    """Escape a text and mark the Chinese in it, so that it is read aloud and set as such (WCAG 2.2, 3.1.2)."""
    return escape(text) if text.isascii() else _HAN.sub(r'<span lang="zh">\g<0></span>', escape(text))


def script(view: View, name: str) -> str:
    """Return the tag that loads a script only on the pages that need it, once."""
    if name in view.scripts:
        return ""
    view.scripts.add(name)
    return f'<script defer src="{"../" * view.page.count("/")}javascripts/{name}.js"></script>'


def scripts(view: View, *names: str) -> str:
    """Return the tags that load scripts, in the order in which they need each other."""
    return "".join(script(view, name) for name in names)


def finder(view: View, boxes: str, filters: str, orders: str, grouped: bool = False) -> str:
    """Return the place in which a script offers to find rows of the tables in ``boxes``, a class, and to order them.

    ``filters`` and ``orders`` name what the reader may choose, each with its column, counted from zero, after a colon:
    "Kind:3|Language:2" and "newest first:1.down|oldest first:1.up". Where the tables are ``grouped``, what is found
    stands apart by their labels, up to a colon. Without the script the tables stand as they are.
    """
    place = f'data-list="{boxes}" data-filters="{filters}" data-orders="{orders}"{" data-grouped" * grouped}'
    return f'<div class="controls-place" {place}></div>{scripts(view, "sort", "tables", "lists")}'

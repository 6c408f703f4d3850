"""The page of revisions: what the ledger said before, what it says since, and why; corrected errors look different."""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import groupby

from ..facts import history
from ..facts.revision import Change, Revision, Withdrawn
from ..values import format as forms
from . import elements
from .markup import tag
from .view import View

PAGE, FEED = "revisions", "revisions.xml"


def revisions(view: View) -> str:
    """Show every revision by day, newest first, with a filter by cause that needs no script."""
    found = history.ordered(view.ledger)
    if not found:
        return "<p>Nothing has been revised yet.</p>"
    counts = Counter[str](revision.cause for _, revision in found)
    choices = "".join(_choice(cause, title, counts[cause]) for cause, title in history.CAUSES.items() if counts[cause])
    every = f'<label><input type="radio" name="cause" value="all" checked> All {_count("all", len(found))}</label>'
    box = f'<fieldset class="kinds"><legend>Show</legend>{every}{choices}</fieldset>'
    feed = tag("a", "Atom feed", href=f"{'../' * view.page.count('/')}{FEED}", type="application/atom+xml")
    parts = [box, tag("p", f"To be told of new ones, follow the {feed}.", class_="take-away")]
    for day, group in groupby(found, key=lambda item: item[1].date):
        head = tag("h2", elements.dated(day, "revisions", "date"))
        parts.append(tag("section", head + "".join(_revision(view, *item) for item in group), class_="day"))
    return tag("div", "".join(parts), class_="revisions")


def _choice(cause: str, title: str, count: int) -> str:
    return f'<label><input type="radio" name="cause" value="{cause}"> {title} {_count(cause, count)}</label>'


def _count(cause: str, count: int) -> str:
    return tag("data", str(count), value=count, data_count=f"revisions.{cause}")


def _revision(view: View, name: str, revision: Revision) -> str:
    head = (
        f'<span class="cause">{history.CAUSES[revision.cause]}</span> {escape(history.heading(view.ledger, revision))}'
    )
    alone = len({change.fact.partition(".")[0] for change in revision.changes}) == 1  # the heading names it
    rows = [_change(view, change, not alone) for change in revision.changes if change.fact in view.ledger.facts]
    rows += [_withdrawn(gone) for gone in revision.withdrawn]
    why = tag("p", elements.marked(revision.why), class_="why")
    body = f'{tag("h3", head)}{why}<ul class="changes">{"".join(rows)}</ul>'
    return tag("section", body, id=name, class_=f"revision {revision.cause}", data_record=f"revisions.{name}")


def _change(view: View, change: Change, named: bool) -> str:
    """Return what changed in a fact, before and after; ``named`` says whose it is too."""
    fact = view.ledger.facts[change.fact]
    of = tag("span", f"{escape(view.ledger.subjects[fact.subject].name)} ", class_="of") if named else ""
    what = f'{of}<a href="{view.row(fact.id)}">{elements.marked(fact.label)}</a>'
    if change.field != "value":
        what += f" <small>({history.FIELDS[change.field]})</small>"
    if change.old is None:
        told = elements.marked(fact.note or fact.current.note or "") if change.field == "note" else "changed"
        return tag("li", f'{what} <span class="turn">{told}</span>', data_record=fact.id)
    old, new = history.in_words(view.ledger, fact, change)
    return tag("li", f"{what} {_turn(old, elements.marked(new))}", data_record=fact.id)


def _turn(old: str, new: str) -> str:
    arrow = '<span class="unseen"> before, since then </span><span class="arrow" aria-hidden="true">→</span>'
    return f'<span class="turn"><del>{elements.marked(old)}</del>{arrow} <ins>{new}</ins></span>'


def _withdrawn(gone: Withdrawn) -> str:
    return tag("li", f"{elements.marked(gone.label)} {_turn(gone.old, 'withdrawn')}")


def revised(view: View, name: str) -> str:
    """Return links to the revisions of a fact, newest first; nothing where there is none, or no page of them."""
    if f"{PAGE}.md" not in view.book.pages:
        return ""
    links = []
    for key in view.book.revised.get(name, ()):
        revision = view.ledger.revisions[key]
        text = f"{history.CAUSES[revision.cause]} {forms.date(revision.date)}"
        links.append(tag("a", text, href=view.href(PAGE, key)))
    return tag("span", ", ".join(links), class_="revised") if links else ""

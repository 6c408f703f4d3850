"""Sites with a known count on a page: all of them in one table, and how many there are inside a sentence."""

from __future__ import annotations

from html import escape

from ..facts import like
from ..facts.sites import STATES, Site
from ..facts.text import reading_text
from ..values.problem import nearest
from . import elements, inline, provenance
from .blocks import unlike
from .markup import grid, row, tag
from .view import MacroError, View

NOT_NAMED = '<span class="none">not named</span>'
_HEADS = ("Site and operator", "Whose chips", "Cards", "Chips", "State", "Who says so, of when")


def sites(view: View, mixes: str = "") -> str:
    """Show every deployment with a count of cards or chips: in place, signed or planned, the largest first.

    ``mixes`` says why figures that are not alike stand together, for readers.
    """
    if not view.book.sites:
        raise MacroError("there is no deployment with a count of cards or chips")
    columns: dict[str, list[like.Figure]] = {"cards": [], "chips": []}
    for site in view.book.sites:
        columns[site.unit].append((site.fact, site.fact.current))
    rows = [_site(view, site) for site in view.book.sites]
    return grid(_HEADS, rows, "Sites with a known count", "sites") + unlike(view, columns.values(), mixes)


def _site(view: View, site: Site) -> str:
    fact, now = view.fact(site.fact.id), site.fact.current
    operators = [inline.name(view, one) for one in site.subject.links.get("operator", ())]
    runs = f" {tag('small', ' and '.join(operators), class_='of')}" if operators else ""
    makers = ", ".join(inline.name(view, one) for one in site.makers) or NOT_NAMED
    shown = elements.element(view, fact, now, reading_text(fact, now, "bare", hedge=True))
    shown += f" {tag('span', site.unit, class_='unit')}"  # on a telephone, where no column says so
    counts = (shown if site.unit == unit else "" for unit in ("cards", "chips"))
    state = STATES[site.state]
    if now.due:
        state += f" for {elements.dated(now.due, fact.id, 'due', 'short')}"
    when = elements.dated(now.as_of, fact.id, "as_of", "short") if now.as_of else ""
    said = f"{elements.evidence(now.evidence)} {tag('small', f'{provenance.who(view, now)} {when}')}"
    return row(inline.name(view, site.subject.id) + runs, makers, *counts, state, said, data_record=fact.id)


def sited(view: View, what: str = "all", words: bool = False) -> str:
    """Show how many counts of sites there are: all, in-place, signed, planned, or in place and of an unnamed maker.

    ``words`` writes a small number as a word.
    """
    found = view.book.sites
    counts = {"all": len(found)} | {state: sum(one.state == state for one in found) for state in STATES}
    counts["unnamed"] = sum(one.state == "in-place" and not one.makers for one in found)
    if what not in counts:
        raise MacroError(f"there is no count of sites {escape(what)!r}{nearest(what, counts)}; there are "
                         f"{', '.join(counts)}")  # fmt: skip
    shown = inline.in_words(counts[what]) if words else str(counts[what])
    return tag("data", shown, value=counts[what], data_count=f"sites.{what}")

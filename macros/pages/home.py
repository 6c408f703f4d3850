"""What the home page alone shows: the search, large figures, chosen events, and how sure it all is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from ..values import dates
from . import elements, inline, lists
from .markup import tag
from .view import MacroError, View


def search_box(view: View, examples: Sequence[str]) -> str:
    """Show a field that opens the search, and the names of a few subjects as examples, each a search by a click."""
    if not examples:
        raise MacroError("search_box() needs the id of a subject at least, as an example")
    links = []
    for key in examples:
        subject = view.subject(key)
        chinese = f" ({tag('span', escape(subject.zh), lang='zh-Hans')})" if subject.zh else ""
        link = tag("a", escape(subject.name), href=f"?{urlencode({'q': subject.name})}", rel="nofollow")
        links.append(tag("span", link + chinese, data_name=key))
        view.names.add(key)
    field = (
        '<input type="search" name="q" aria-label="Look up a chip, a company or a number" '
        'placeholder="Chip, company, number" required>'
    )
    form = f'<form class="look-up" role="search">{field}<button type="submit">Find</button></form>'
    return f'{form}<p class="examples">For example {", ".join(links)}</p>'


def figure(view: View, name: str, digits: int | None = None) -> str:
    """Show one value large, rounded to ``digits``, with its evidence, and whether it is disputed or of one source.

    Raises MacroError for a list, and where the fact may be no headline.
    """
    fact = view.fact(name)
    if isinstance(fact.current.value, tuple):
        raise MacroError(f"{name} is a list; a figure of the home page is one value")
    inline.signed(view, fact, fact.current)
    value = inline.fact(view, name, digits=digits)
    return f'<p class="figure">{value}</p><p class="tags">{elements.signs(view, fact)}</p>'


def chosen(view: View, facts: Sequence[str]) -> str:
    """Show chosen events, the newest first. Raises MacroError for a fact that is no event, or has yet to happen."""
    found = [view.fact(name) for name in facts]
    limit = dates.parse(view.ledger.site.as_of).last
    for fact in found:
        if not fact.event:
            raise MacroError(f"{fact.id} is no event: its entry has no `event:`")
        if fact.current.ahead or fact.date.last > limit:
            raise MacroError(f"{fact.id} has not happened by the site's own date, {view.ledger.site.as_of}")
    found.sort(key=lambda fact: (fact.date.first, fact.date.last, fact.id), reverse=True)
    return f'<ol class="events chosen">{"".join(lists.event(view, fact) for fact in found)}</ol>'


def evidence_strip(view: View) -> str:
    """Show the shares of the kinds of evidence among the sourced facts, as one bar and in words."""
    facts = [fact for fact in view.ledger.facts.values() if not fact.derived]
    counts = Counter(fact.current.evidence for fact in facts)
    start, parts, words = 0, [], []
    for kind, number in counts.most_common():
        share = 100 * number / len(facts)
        at = f"{100 * start / len(facts):.2f}%"
        parts.append(tag("rect", class_=f"ev-{kind}", x=at, width=f"{share:.2f}%", height="100%"))
        value = tag("data", f"{share:.0f}%", value=f"{share:.1f}", data_count=f"evidence-share.{kind}")
        words.append(f"<li>{elements.evidence(kind)} {value}</li>")
        start += number
    strip = tag("svg", "".join(parts), class_="strip", aria_hidden="true")
    return f'{strip}<ul class="strip-words">{"".join(words)}</ul>'

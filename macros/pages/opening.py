"""What the page of a maker begins with: five figures that its data file chooses."""

from __future__ import annotations

from ..facts.text import reading_text
from . import elements, inline, sentence, shared
from .markup import tag
from .view import MacroError, View


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
    what = tag("span", sentence.html(view, words), class_="what")
    dated = shared.due(fact, now) if now.ahead and now.due else shared.as_of(fact, now)
    if str(now.value) == now.as_of:
        dated = ""
    when = tag("span", dated, class_="when") if dated else ""
    tags = tag("span", elements.signs(view, fact), class_="tags")
    return tag("li", f'{what} <span class="figure">{value}</span> {when} {tags}')

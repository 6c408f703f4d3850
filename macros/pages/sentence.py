"""Words from a data file that call the macros of a sentence: as HTML for a caption, as plain text for a drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from . import checks, grammar, inline, measured, promised, sited, words
from .view import LeftOut, MacroError, View

INLINE: dict[str, Callable[..., str]] = {
    "fact": inline.fact, "headline": inline.headline, "asof": inline.asof, "due": inline.due, "name": inline.name,
    "zh": inline.zh, "term": inline.term, "count": inline.count, "listing": inline.listing, "cite": inline.cite,
    "word": words.word, "most": words.most, "site_date": inline.site_date,
    "checked": checks.checked, "promised": promised.promised,
    "measured": measured.measured, "sited": sited.sited,
}  # fmt: skip

_TAG = re.compile(r"<[^>]*>")


class _Every(set[str]):
    """All names there are: a text that takes them as shown before has nothing new to explain."""

    def __contains__(self, name: object) -> bool:
        return True


def html(view: View, text: str) -> str:
    """Return a text as HTML, its macros filled in; raises MacroError where a call cannot be right."""
    found = []
    for part in grammar.parse(text):
        if isinstance(part, grammar.Text):
            found.append(escape(part.text, quote=False))
        elif isinstance(part, grammar.Wrong):
            raise MacroError(part.message)
        else:
            try:
                found.append(grammar.run(view, part, INLINE))
            except LeftOut:
                raise
            except MacroError as error:
                raise MacroError(f"{part.name}(): {error}") from None
    return "".join(found)


def plain(view: View, text: str) -> str:
    """Return a text without tags, as a drawing needs it: names without Chinese, no anchors, nothing new to explain."""
    if "{" not in text:
        return text
    aside = View(view.book, view.page, view.facts, _Every(), _Every())
    return unescape(_TAG.sub("", html(aside, text)))


def heading(view: View, text: str) -> str:
    """Return a text as HTML for a heading: as html() does, but with names without Chinese and nothing to explain."""
    return html(View(view.book, view.page, view.facts, _Every(), _Every(), view.anchored), text)


def facts_named(text: str) -> list[tuple[str, str | None]]:
    """Return the facts that a text shows, each with the date of its observation, if one is named."""
    calls = [part for part in grammar.parse(text) if isinstance(part, grammar.Call) and part.name == "fact"]
    return [(str(call.args[0]), call.options.get("at")) for call in calls if call.args]

"""What the search needs of HTML that a macro wrote: its words, under its own headings."""

from __future__ import annotations

import re

# What the search leaves out, with everything in it: drawings, scripts, ways to a letter or year, elements that say so,
# and the labels of evidence, which would stand between the words of each result.
_LEFT_OUT = re.compile(
    r"<(svg|script|style|nav)\b.*?</\1>|<(details|figure|div)\b[^>]* data-search-exclude[ >].*?</\2>"
    r"|<span class=\"(?:evidence|single)\b[^>]*>[^<]*</span>",
    re.S,
)
# Tags that the theme's search reads: headings, and what it shows of a text in its results.
_TAG = re.compile(r"<(?!/?(?:h[1-6]|p|code|pre|li|ol|ul|sub|sup)[ >])[^>]*>")
_ID = re.compile(r" id=\"([^\"]+)\"")


def searchable(block: str) -> str:
    """Return the words of a block, with nothing but its headings marked up."""
    return re.sub(r"\s+", " ", _TAG.sub("", _LEFT_OUT.sub("", block)))


def addresses(block: str) -> set[str]:
    """Return the ids of a block, to which links may lead."""
    return set(_ID.findall(block))

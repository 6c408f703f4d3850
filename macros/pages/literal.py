"""Markdown reads once more what a macro writes inside a sentence: here its words are kept from meaning anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

# What Markdown and its extensions give a meaning inside a line; line breaks, which begin blocks.
_MARKS = re.compile(r"[\\`*_\[\]{}|~:!]")
_TAG = re.compile(r"<[^<>]+>")


def literal(html: str) -> str:
    """Write the marks of Markdown in HTML as character references, which a browser shows as the marks themselves."""
    pieces, end = [], 0
    for tag in _TAG.finditer(html):
        pieces += [_MARKS.sub(_reference, html[end : tag.start()]), _in_tag(tag[0])]
        end = tag.end()
    return "".join([*pieces, _MARKS.sub(_reference, html[end:])]).replace("\r", " ").replace("\n", " ")


def _in_tag(tag: str) -> str:
    return re.sub(r"[\\`\[\]{}|]", _reference, tag)  # the rest means nothing to Markdown between < and >


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def inside_a_sentence(macro: Callable[..., str]) -> Callable[..., str]:
    """Return a macro whose output Markdown lets through as it is."""

    @wraps(macro)
    def written(*args: Any, **options: Any) -> str:
        return literal(macro(*args, **options))

    return written

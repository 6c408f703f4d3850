"""A built page as the tags and texts it consists of, in their order; charts by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.S)
ATTRIBUTE = re.compile(r'([\w:-]+)(?:="([^"]*)")?')
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
CHINESE = re.compile(r'<span lang="zh">([^<]*)</span>')


@dataclass
class Tag:
    """A start tag: its name, its attributes, and the records that it and what it holds belong to."""

    name: str
    attributes: dict[str, str]
    records: tuple[str, ...] = ()


def tokens(page: str) -> list[str]:
    """Return the tags and texts of a page; marks of the language around Chinese in a text are no part of it."""
    return TOKEN.findall(CHINESE.sub(r"\1", page))


def opened(token: str) -> Tag:
    """Return a start tag with its attributes."""
    name, _, rest = token[1:].rstrip("/>").partition(" ")
    return Tag(name, {key: unescape(value or "") for key, value in ATTRIBUTE.findall(rest)})


def without_figures(way: list[str]) -> tuple[list[str], list[list[str]]]:
    """Return the tokens outside charts, and those of each chart."""
    rest: list[str] = []
    figures: list[list[str]] = []
    inside = False
    for token in way:
        if token.startswith("<figure") and "data-chart=" in token:
            inside = True
            figures.append([])
        if inside:
            figures[-1].append(token)
        else:
            rest.append(token)
        inside = inside and token != "</figure>"
    return rest, figures


def shown(way: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield fact, value for machines and text of every element of a fact."""
    for at, token in enumerate(way):
        if token.startswith(("<data", "<time")) and 'data-fact="' in token:
            tag = opened(token)
            end = next(i for i in range(at, len(way)) if way[i] == f"</{tag.name}>")
            text = unescape("".join(t for t in way[at:end] if not t.startswith("<")))
            yield tag.attributes["data-fact"], tag.attributes.get("datetime") or tag.attributes.get("value", ""), text

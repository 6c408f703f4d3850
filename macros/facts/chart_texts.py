"""The texts of a chart's entry: where each stands, what it names, whether readers see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .chart import Part, Path

_NAMED = {
    "fact": "fact", "aim": "fact", "whole": "fact", "facts": "fact", "source": "source", "chips": "subject",
    "beside": "subject", "well_known": "subject",
}  # fmt: skip
_SHOWN = frozenset({
    "title", "subtitle", "caption", "mixes", "alt", "colors", "notes", "name", "table", "row", "strokes", "planned",
    "equal", "hollow", "lane", "rest", "elsewhere", "graded", "axis", "missing", "revenue", "losses", "loss", "profit",
})  # fmt: skip


def leaves(part: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text inside a chart with its place in the entry."""
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, (Part, list, dict)):
        pairs: Any = part if isinstance(part, Part) else part.items() if isinstance(part, dict) else enumerate(part)
        for key, value in pairs:
            yield from leaves(value, (*path, key))


def kind_named(path: Path) -> str | None:
    """Return what a text at this place names (fact, subject, source), or None."""
    return next((_NAMED[key] for key in path[-2:] if isinstance(key, str) and key in _NAMED), None)


def is_shown(path: Path) -> bool:
    """True where a text at this place is read by readers."""
    return any(key in _SHOWN for key in path[-2:])

"""Tables that an editor writes out in a page: the figures of each column must be alike, or ``mixes`` says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..facts import like
from .grammar import Call, Part, Text
from .view import LeftOut, View

_ALONE = "no table that is written out stands right above; take it out, table() and others take it as an argument"
_REMEDY = ', with {{ mixes("...") }} below the table'


@dataclass
class _Reader:
    """What stands in the line and in the table that is being read."""

    columns: dict[int, list[like.Figure]] = field(default_factory=dict)
    line: str = ""
    mixed: tuple[int, str] | None = None
    """Where a table with a column of unlike figures ends, and what differs in it, until a call says why."""
    below: bool = False
    """True right below a table."""


def unlike_columns(view: View, parts: Iterable[Part]) -> Iterator[tuple[int, str]]:
    """Yield the line and what is wrong of each such table of a page without a reason, and of a reason for nothing."""
    reader = _Reader()
    for part in (*parts, Text(0, "\n\n.")):
        if isinstance(part, Text):
            yield from _text(reader, part)
        elif isinstance(part, Call):
            if part.name != "mixes" and reader.mixed:
                yield reader.mixed
            elif part.name == "mixes" and not reader.mixed:
                idle = view.idle("mixes", like.IDLE if reader.below else _ALONE)
                yield from () if isinstance(idle, LeftOut) else [(part.line, str(idle))]
            reader.mixed, reader.below = None, False
            if reader.line.startswith("|"):
                reader.columns.setdefault(reader.line.count("|"), []).extend(_figure(view, part))


def _text(reader: _Reader, part: Text) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(part.text.split("\n")):
        reader.line = line if number else reader.line + line
        at = part.line + number
        if reader.line.strip() and not reader.line.startswith("|"):
            yield from [reader.mixed] if reader.mixed else []
            reader.mixed, reader.below = None, False
        if number and not line.startswith("|"):
            wrong = next(filter(None, map(like.difference, reader.columns.values())), "")
            reader.below |= bool(reader.columns)
            reader.columns = {}
            reader.mixed = (at - 1, wrong + _REMEDY) if wrong else reader.mixed


def _figure(view: View, call: Call) -> Iterator[like.Figure]:
    fact = view.ledger.facts.get(str(call.args[0])) if call.args and call.name in ("fact", "headline") else None
    if fact:
        at = call.options.get("at")
        yield from ((fact, row) for row in (fact.readings if at else fact.readings[-1:]) if at in (None, row.as_of))

"""Tables that an editor writes out in a page: the figures of each column must be alike, or ``mixes`` says why not.

A head that names a date with ``asof`` holds for its column: no figure of another date may stand under it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..facts import like
from ..values import format as forms
from .grammar import Call, Part, Text
from .view import LeftOut, View

_SHOWN = ("fact", "headline", "asof")
_ALONE = "no table that is written out stands right above; take it out, table() and others take it as an argument"
_REMEDY = ', with {{ mixes("...") }} below the table'
_HEAD = "the head of the column is of {}, {} under it of {}; name that observation with at, or take a head of its date"


@dataclass
class _Reader:
    """What stands in the line and in the table that is being read."""

    columns: dict[int, list[like.Figure]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    """The date that the head of a column names."""
    rows: int = 0
    """How many lines of the table have begun; the first is its head."""
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
                yield from _cell(reader, part, list(_figure(view, part)))


def _cell(reader: _Reader, call: Call, named: list[like.Figure]) -> Iterator[tuple[int, str]]:
    """Take in what a call in a table names: in the first row the date of a head, in the others a figure under it."""
    column = reader.line.count("|")
    if call.name == "asof":
        if reader.rows < 2 and named:
            reader.heads[column] = named[-1][1].as_of
        return
    head = reader.heads.get(column)
    for fact, row in named if reader.rows > 1 and head else ():
        undated = fact.derived and not like.period(row.as_of)  # its day is that of a rate or price it was worked out by
        if fact.unit.numeric and row.as_of and row.as_of != head and not undated:
            yield call.line, _HEAD.format(forms.date(head), fact.id, forms.date(row.as_of))
    reader.columns.setdefault(column, []).extend(named)


def _text(reader: _Reader, part: Text) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(part.text.split("\n")):
        reader.rows += bool(number and reader.line.startswith("|"))
        reader.line = line if number else reader.line + line
        at = part.line + number
        if reader.line.strip() and not reader.line.startswith("|"):
            yield from [reader.mixed] if reader.mixed else []
            reader.mixed, reader.below = None, False
        if number and not line.startswith("|"):
            wrong = next(filter(None, map(like.difference, reader.columns.values())), "")
            reader.below |= bool(reader.columns)
            reader.columns, reader.heads, reader.rows = {}, {}, 0
            reader.mixed = (at - 1, wrong + _REMEDY) if wrong else reader.mixed


def _figure(view: View, call: Call) -> Iterator[like.Figure]:
    fact = view.ledger.facts.get(str(call.args[0])) if call.args and call.name in _SHOWN else None
    if fact:
        at = call.options.get("at")
        yield from ((fact, row) for row in (fact.readings if at else fact.readings[-1:]) if at in (None, row.as_of))

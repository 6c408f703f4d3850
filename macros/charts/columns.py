"""Columns over time, which runs to the right, on both sides of a line at zero: the form ``columns``, and results."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ..facts import chart
from ..values import dates, format
from .bars import across, rows_of
from .data import Datum, are_mixed, surest
from .scene import ICON, WIDE, Bar, ChartError, Color, Entry, Frame, Icon, Line, Scale, Scene
from .words import Drawn, Words

GAP = "–"  # stands where a period has no figure
HEIGHT = 230  # of all columns together, in pixels


@dataclass(frozen=True)
class Column:
    """A period, its value as text, the reading it draws; ``thin`` for what covers less than those beside it."""

    name: str
    text: str = GAP
    datum: Datum | None = None
    color: Color = Color.CHINA
    thin: bool = False


@dataclass(frozen=True)
class Group:
    """Columns of one unit under a heading, in the order of time."""

    title: str
    unit: str
    columns: Sequence[Column]

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [column.datum for column in self.columns if column.datum]

    @property
    def losses(self) -> list[Datum]:
        """What hangs below zero, as outlines."""
        return [datum for datum in self.data if datum.span(self.unit)[1] < 0]

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest value, zero among them."""
        ends = [end for datum in self.data for end in datum.span(self.unit)]
        if not any(ends):
            raise ChartError(f"nothing to draw under {self.title!r}")
        return min(0.0, *ends), max(0.0, *ends)


@dataclass
class Columns:
    """A whole chart of columns: groups one below the other, on one scale, periods below periods."""

    groups: list[Group]
    entries: list[Entry] = field(default_factory=list)

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        spans = [group.span for group in self.groups]
        height = (HEIGHT if width >= WIDE else HEIGHT + 20) / sum(high - low for low, high in spans)
        solid = surest(datum for group in self.groups for datum in group.data if datum not in group.losses)
        signs = are_mixed(datum for group in self.groups for datum in group.data)
        for group, (low, high) in zip(self.groups, spans):
            _group(scene, group, (low, high), height, solid, signs)
        scene.height = math.ceil(scene.height)
        return scene


def _group(scene: Scene, group: Group, span: tuple[float, float], height: float, solid: str, signs: bool) -> None:
    """Write a group below what there is, ``signs`` of evidence behind the values, for an outline has no pattern."""
    line, slot = scene.size * 1.2, scene.width / len(group.columns)
    for text in scene.wrapped(group.title, scene.width, bold=True):
        scene.height += line
        scene.write(0, scene.height, text, bold=True)
    sign = ICON + 3 if signs else 0
    texts = [scene.wrapped(column.text, slot - 2 - sign) for column in group.columns]
    below = [bool(column.datum and column.datum.span(group.unit)[0] < 0) for column in group.columns]
    room = max(len(lines) * line for lines in texts)
    down = span[1] == 0  # everything hangs from the line
    top = scene.height + 10 + (0 if down else room)
    bottom = top + (span[1] - span[0]) * height
    frame = Frame(Scale(0, len(group.columns), 0, scene.width), Scale(*span, bottom, top))
    scene.frames.append(frame)
    zero = frame.y.at(0)
    for index, (column, lines) in enumerate(zip(group.columns, texts)):
        end = zero
        if column.datum:
            end = _column(frame, group, column, index, solid, min(0.62, 60 / slot))
        under = below[index] or (down and not column.datum)
        first = end + scene.size + 2 if under else end - 5 - (len(lines) - 1) * line
        shift = sign / 2 if column.datum else 0
        for number, text in enumerate(lines):
            y = first + number * line
            scene.write((index + 0.5) * slot - shift, y, text, "middle", muted=not column.datum)
        if signs and column.datum:
            x = (index + 0.5) * slot - shift + scene.width_of(lines[-1]) / 2 + 3
            scene.icons.append(Icon(x, y - scene.size * 0.35 - ICON / 2, column.datum.grade))
    scene.pixels.lines.append(Line(0, zero, scene.width, zero, Color.AXIS))
    scene.height = bottom + (room + 4 if any(below) else 0) + 4
    names = [scene.wrapped(column.name, slot - 3) for column in group.columns]
    for index, lines in enumerate(names):
        for number, text in enumerate(lines):
            scene.write((index + 0.5) * slot, scene.height + (number + 0.8) * line, text, "middle", muted=True)
    scene.height += max(map(len, names)) * line + 10


def _column(frame: Frame, group: Group, column: Column, index: int, solid: str, share: float) -> float:
    """Draw a column and return where, in pixels, its outer end lies."""
    assert column.datum
    low, high = column.datum.span(group.unit)
    far, near = (low, high) if high < 0 else (high, low)
    sure = near if column.datum.row.value is None else far
    half = share / (4 if column.thin else 2)
    look = column.datum.bar(column.color, solid, loss=far < 0)
    sides = (index + 0.5 - half, index + 0.5 + half)
    frame.bars.append(Bar(*sides, 0, sure, look, column.datum.ref))
    if sure != far:  # the end that spans a range is hollow
        frame.bars.append(Bar(*sides, sure, far, replace(look, hollow=True)))
    return frame.y.at(far)


def columns(words: Words, entry: chart.Columns) -> Drawn:
    """Place the rows of an entry as columns; a year between two of them without a figure has a place of its own."""
    groups = []
    for number, given in enumerate(entry.panels):
        list(across(words, given, number))  # which columns cannot have
        words.at = ("panels", number)
        title, found = words.plain(given.title), []
        for row in rows_of(words, entry, given, number, title):
            assert row.datum
            text = millions(row.datum) if given.values == "million" else row.text
            found.append(Column(row.name, text, row.datum, row.color))
        words.at = ("panels", number)
        words.on_one_scale(datum for column in found if (datum := column.datum))
        groups.append(Group(title, given.unit, list(_with_gaps(found))))
    words.at = ("panels",)
    if len(apart := sorted({group.unit for group in groups})) > 1:
        raise ChartError(f"columns share one scale, and so one unit; found {' and '.join(apart)}")
    words.at = ()
    return Drawn(Columns(groups, legend(words, entry, groups)), words.alt_text(entry.alt, map(told, groups)))


def legend(words: Words, entry: chart.Chart, groups: Sequence[Group]) -> list[Entry]:
    """Return the legend of columns: a loss, an outline, shows its evidence by the sign behind its value alone."""
    losses = [datum for group in groups for datum in group.losses]
    found = [datum for group in groups for datum in group.data]
    return words.bar_legend(entry, [d for d in found if d.hollow or d not in losses], losses)


def _with_gaps(found: list[Column]) -> list[Column]:
    """Return columns with an empty one for each year that is missing between two."""
    every: list[Column] = []
    for column in found:
        assert column.datum
        year = dates.parse(column.datum.spoken).last.year
        if every and (before := every[-1].datum):
            fiscal = "FY" if before.spoken.startswith("FY") else ""
            every += [Column(f"{fiscal}{gap}") for gap in range(dates.parse(before.spoken).last.year + 1, year)]
        every.append(column)
    return every


def is_part(datum: Datum) -> bool:
    """True where a figure covers a part of a year."""
    return dates.part_of_year(dates.parse(datum.row.as_of))


def millions(datum: Datum) -> str:
    """Write a figure in millions, the unit left to the heading."""
    low, high = datum.row.span
    ends = dict.fromkeys([datum.row.number] if datum.row.value is not None else [low, high])
    text = " to ".join(_million(end) for end in ends)
    return f"{datum.row.approx} {text}" if datum.row.approx else text


def _million(value: Decimal) -> str:
    size = value.scaleb(-6)
    return format.number(format.rounded(size, max(4, size.adjusted() + 1)))


def told(group: Group) -> str:
    """Return a group in words."""
    described = "; ".join(f"{c.name}, {c.text if c.datum else 'not found'}" for c in group.columns)
    return f"{group.title}: {described}."

"""Charts of rows: bars, ranges and points with a name beside them (above them on a telephone) and the value behind them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .base import Datum
from .scene import WIDE, Bar, Dot, Entry, Frame, Line, Look, Scale, Scene, legend, width_of, wrapped

GAP = 6.0  # between a mark and its value


@dataclass(frozen=True)
class Row:
    """A row: its name, the readings drawn as bars from zero or as points, fine strokes for what others say, the value as text.

    ``thin`` draws a bar of half the height, for what covers less than the bars beside it.
    """

    name: str
    text: str
    bars: tuple[Datum, ...] = ()
    points: tuple[Datum, ...] = ()
    others: tuple[Datum, ...] = ()
    color: int = 1
    thin: bool = False


@dataclass(frozen=True)
class Panel:
    """Rows of one unit and one scale under a heading. ``band`` shades the span from the lowest to the highest point.

    ``signed`` lets bars run to the left of zero; without it a value below zero is refused.
    """

    title: str
    unit: str
    rows: tuple[Row, ...]
    band: bool = False
    mark: tuple[float, str] | None = None  # a value to compare with, and its name
    signed: bool = False

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [d for row in self.rows for d in (*row.bars, *row.points, *row.others)]

    @property
    def highest(self) -> float:
        """The highest value that is drawn, or zero."""
        return max(0.0, *(d.span(self.unit)[1] for d in self.data))

    @property
    def lowest(self) -> float:
        """The lowest value that is drawn, or zero."""
        return min(0.0, *(d.span(self.unit)[0] for d in self.data))

    def check(self) -> None:
        """Raise ValueError where bars from zero cannot show the values."""
        if not self.data:
            raise ValueError(f"nothing to draw under {self.title!r}")
        wrong = [d.fact.id for d in self.data if d.span(self.unit)[0] < 0 and not self.signed]
        if wrong:
            raise ValueError(f"{wrong[0]} is below zero, where these rows begin")
        if self.highest == self.lowest:
            raise ValueError(f"{self.data[0].fact.id} and all beside it are zero")


@dataclass
class Rows:
    """A whole chart of rows."""

    panels: list[Panel]
    entries: list[Entry] = field(default_factory=list)
    share_scale: bool = False

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        for panel in self.panels:
            panel.check()
        scene = Scene(name, width)
        legend(scene, self.entries)
        whole = min(panel.lowest for panel in self.panels), max(panel.highest for panel in self.panels)
        spans = [whole if self.share_scale else (panel.lowest, panel.highest) for panel in self.panels]
        names = max(width_of(row.name, scene.size) for panel in self.panels for row in panel.rows)
        column = min(names, 0.38 * width) + 12 if width >= WIDE or names < 0.22 * width else 0.0
        ends = [self._end(scene, panel, column, *span) for panel, span in zip(self.panels, spans)]
        above = min(ends) < width / 2  # values too long to stand behind their marks stand above them
        if above and width < WIDE:
            column = 0.0
        for index, panel in enumerate(self.panels):
            if index or self.entries:
                scene.height += 6
            end = width - 8.0 if above else min(ends) if self.share_scale else ends[index]
            _panel(scene, panel, column, Scale(*spans[index], column, end), above)
        scene.height = math.ceil(scene.height)
        return scene

    @staticmethod
    def _end(scene: Scene, panel: Panel, column: float, low: float, high: float) -> float:
        """Return how far right the scale may reach so that every value fits behind its mark."""
        ends = [scene.width - 2.0]
        for row in panel.rows:
            share = (_reach(row, panel.unit) - low) / (high - low)
            room = scene.width - GAP - 6 - width_of(row.text, scene.size) - column
            if share > 0:
                ends.append(column + room / share)
        return min(ends)


def _reach(row: Row, unit: str) -> float:
    """Return where a row's marks end on the right, which for a loss is the line at zero."""
    return max((0.0, *(d.span(unit)[1] for d in (*row.bars, *row.points, *row.others))))


def _panel(scene: Scene, panel: Panel, column: float, scale: Scale, above: bool) -> None:
    line = scene.size * 1.25
    if panel.title:
        for text in wrapped(panel.title, scene.size, scene.width, bold=True):
            scene.height += line
            scene.write(0, scene.height, text, bold=True)
        scene.height += 8
    top = scene.height
    if panel.mark:
        scene.height += line
        scene.write(
            scale.at(panel.mark[0]), scene.height - 4, panel.mark[1], "middle" if column else "start", muted=True
        )
        scene.height += 0 if column else 5
    start = scene.height
    frame, over = Frame(scale, Scale(0, 100, 0, 100)), Frame(scale, Scale(0, 100, 0, 100))
    scene.frames += [frame, over]  # the line of a comparison runs over the bars
    middles = []
    for row in panel.rows:
        middle = _row(scene, panel, row, column, scale, frame, above)
        middles.append(middle)
        if panel.mark and not column:
            over.lines.append(Line(panel.mark[0], middle - 9, panel.mark[0], middle + 9, "muted", 1, True))
    if panel.band:
        data = [d for row in panel.rows for d in row.points]
        low, high = min(d.span(panel.unit)[0] for d in data), max(d.span(panel.unit)[1] for d in data)
        heights = (
            [(start - 2, scene.height - 2)] if column else [(middle - 9, middle + 9) for middle in middles]
        )  # on a telephone names stand between
        frame.bars[:0] = [Bar(low, high, top, bottom, Look("band")) for top, bottom in heights]
    if column:
        scene.pixels.lines.append(Line(scale.at(0), start - 2, scale.at(0), scene.height - 2, "axis"))
    if panel.mark and column:
        over.lines.append(Line(panel.mark[0], top + line, panel.mark[0], scene.height - 2, "muted", 1, True))
    scene.height += 6


def _row(scene: Scene, panel: Panel, row: Row, column: float, scale: Scale, frame: Frame, above: bool) -> float:
    """Write a row below what there is and return where its middle lies."""
    unit, line, thick = panel.unit, scene.size * 1.25, (7.0 if row.thin else 14.0) if row.bars else 12.0
    names = wrapped(row.name, scene.size, column - 12 if column else scene.width)
    if above:
        names = [*names, *wrapped(row.text, scene.size, column - 12 if column else scene.width)]
    if column:
        height = max(len(names) * line, thick) + 8
        middle = scene.height + height / 2 - 2
        first = middle - (len(names) - 1) * line / 2 + scene.size * 0.35
    else:
        first = scene.height + scene.size
        height = len(names) * line + thick + 11
        middle = scene.height + len(names) * line + thick / 2 + 2
    for index, text in enumerate(names):
        scene.write(column - 10 if column else 0, first + index * line, text, "end" if column else "start")
    y0, y1 = middle - thick / 2, middle + thick / 2
    if not column:
        zero = max(0.5, scale.at(0))
        scene.pixels.lines.append(Line(zero, y0 - 1, zero, y1 + 1, "axis"))
    if panel.signed and row.bars and column:  # leads the eye from the name to bars far from it
        scene.pixels.lines.append(Line(column, middle, scale.at(min(0.0, row.bars[0].span(unit)[0])), middle))
    for datum in row.bars:
        low, high = datum.span(unit)
        inset = 3.0 if datum is not row.bars[0] else 0.0
        far, near = (low, high) if high < 0 else (high, low)
        sure = near if datum.row.value is None else far
        look = datum.bar(row.color)
        frame.bars.append(Bar(min(0, sure), max(0, sure), y0 + inset, y1 - inset, look, datum.ref))
        if sure != far:  # the end that spans a range is hollow
            frame.bars.append(
                Bar(min(sure, far), max(sure, far), y0 + inset, y1 - inset, Look("paper", look.edge, look.dash))
            )
    if row.points:
        scene.pixels.lines.append(Line(column, middle, scale.at(_reach(row, unit)), middle))
    for datum in row.points:
        low, high = datum.span(unit)
        if low != high:
            frame.lines.append(Line(low, middle, high, middle, str(row.color), 2.5))
        frame.dots.append(Dot(datum.number(unit), middle, datum.shape, datum.dot(row.color), datum.ref))
    for datum in row.others:
        frame.bars.append(
            Bar(
                datum.number(unit),
                datum.number(unit),
                y0 - (2.5 if column else 0),
                y1 + 2.5,
                Look("", "text"),
                datum.ref,
            )
        )
    reach = _reach(row, unit)
    if not above:
        scene.write(scale.at(reach) + GAP + (5 if row.points else 0), middle + scene.size * 0.35, row.text)
    scene.height += height
    return middle


def told(panel: Panel) -> str:
    """Return a panel in words: every row where there are few, else the largest and the smallest."""
    if len(panel.rows) <= 8:
        said = "; ".join(f"{row.name}, {row.text}" for row in panel.rows)
    else:
        order = sorted(panel.rows, key=lambda row: _reach(row, panel.unit))
        said = f"{len(order)} rows, from {order[0].name}, {order[0].text}, to {order[-1].name}, {order[-1].text}"
    return f"{panel.title}: {said}." if panel.title else f"{said}."

"""Charts of rows: bars, ranges and points, their names beside them (above, on a telephone), their values behind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from .data import Datum
from .scene import WIDE, Bar, ChartError, Color, Dot, Entry, Frame, Line, Look, Scale, Scene

GAP = 6.0  # between a mark and its value
NOT_FOUND = "not found"


@dataclass(frozen=True)
class Row:
    """A row: its name, its value as text, the reading it draws, fine strokes for others.

    ``thin`` draws a bar of half the height, for what covers less than the bars beside it.
    """

    name: str
    text: str
    datum: Datum | None = None
    others: tuple[Datum, ...] = ()
    color: Color = Color.CHINA
    thin: bool = False

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [datum for datum in (self.datum, *self.others) if datum]


@dataclass(frozen=True)
class Panel:
    """Rows of one unit and one scale under a heading, as bars from zero or as ``points``.

    ``band`` shades the span from the lowest to the highest. ``signed`` lets bars run to the left of zero; without it
    a value below zero is refused.
    """

    title: str
    unit: str
    rows: list[Row]
    points: bool = False
    band: bool = False
    equal: str = ""  # the name of a line at the value one
    signed: bool = False

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [datum for row in self.rows for datum in row.data]

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest value that is drawn, zero among them; raises ChartError where no scale fits."""
        ends = [(datum, *datum.span(self.unit)) for datum in self.data]
        if not ends:
            raise ChartError(f"nothing to draw under {self.title!r}")
        lowest, highest = min(low for _, low, _ in ends), max(high for _, _, high in ends)
        if lowest < 0 and not self.signed:
            wrong = min(ends, key=lambda end: end[1])[0]
            raise ChartError(f"{wrong.fact.id} is below zero, where these rows begin")
        if lowest == highest == 0:
            raise ChartError(f"{ends[0][0].fact.id} and all beside it are zero")
        return min(0.0, lowest), max(0.0, highest)


@dataclass
class Rows:
    """A whole chart of rows."""

    panels: list[Panel]
    entries: list[Entry] = field(default_factory=list)
    share_scale: bool = False

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        spans = [panel.span for panel in self.panels]
        if self.share_scale:
            spans = [(min(low for low, _ in spans), max(high for _, high in spans))] * len(spans)
        names = max(scene.width_of(row.name) for panel in self.panels for row in panel.rows)
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
            room = scene.width - GAP - 6 - scene.width_of(row.text) - column
            if share > 0:
                ends.append(column + room / share)
        return min(ends)


def _reach(row: Row, unit: str) -> float:
    """Return where a row's marks end on the right, which for a loss is the line at zero."""
    return max((0.0, *(d.span(unit)[1] for d in row.data)))


def _panel(scene: Scene, panel: Panel, column: float, scale: Scale, above: bool) -> None:
    line = scene.size * 1.25
    for text in scene.wrapped(panel.title, scene.width, bold=True):
        scene.height += line
        scene.write(0, scene.height, text, bold=True)
    scene.height += 8
    top = scene.height
    if panel.equal:
        scene.height += line
        scene.write(scale.at(1), scene.height - 4, panel.equal, "middle" if column else "start", muted=True)
        scene.height += 0 if column else 5
    start = scene.height
    frame, over = Frame(scale, Scale(0, 100, 0, 100)), Frame(scale, Scale(0, 100, 0, 100))
    scene.frames += [frame, over]  # the line of a comparison runs over the bars
    middles = [_row(scene, panel, row, column, scale, frame, above) for row in panel.rows]
    end = scene.height - 2
    if panel.band:  # on a telephone names stand between the rows
        low, high = min(d.span(panel.unit)[0] for d in panel.data), max(d.span(panel.unit)[1] for d in panel.data)
        heights = [(start - 2, end)] if column else [(middle - 9, middle + 9) for middle in middles]
        band = Look(Color.BAND, outlined=False)
        frame.bars[:0] = [Bar(low, high, upper, lower, band) for upper, lower in heights]
    if column:
        scene.pixels.lines.append(Line(scale.at(0), start - 2, scale.at(0), end, Color.AXIS))
    if panel.equal:
        heights = [(top + line, end)] if column else [(middle - 9, middle + 9) for middle in middles]
        over.lines += [Line(1, upper, 1, lower, Color.MUTED, 1, True) for upper, lower in heights]
    scene.height += 6


def _row(scene: Scene, panel: Panel, row: Row, column: float, scale: Scale, frame: Frame, above: bool) -> float:
    """Write a row below what there is and return where its middle lies."""
    bar, point = (None, row.datum) if panel.points else (row.datum, None)
    line, thick = scene.size * 1.25, 12.0 if not bar else 7.0 if row.thin else 14.0
    room = column - 12 if column else scene.width
    names = scene.wrapped(row.name, room) + (scene.wrapped(row.text, room) if above else [])
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
    if not column:
        zero = max(0.5, scale.at(0))
        scene.pixels.lines.append(Line(zero, middle - thick / 2 - 1, zero, middle + thick / 2 + 1, Color.AXIS))
    reach = scale.at(_reach(row, panel.unit))
    if bar and panel.signed and column:  # leads the eye from the name to bars far from it
        scene.pixels.lines.append(Line(column, middle, scale.at(min(0.0, bar.span(panel.unit)[0])), middle))
    if bar:
        _bar(frame, bar, row.color, panel.unit, (middle - thick / 2, middle + thick / 2))
    if point:
        scene.pixels.lines.append(Line(column, middle, reach, middle))
        _point(frame, point, row.color, panel.unit, middle)
    extra = 2.5 if column else 0
    for datum in row.others:
        at, upper, lower = datum.number(panel.unit), middle - thick / 2 - extra, middle + thick / 2 + 2.5
        frame.bars.append(Bar(at, at, upper, lower, Look(Color.TEXT), datum.ref))
    if not above:
        scene.write(reach + GAP + (5 if point else 0), middle + scene.size * 0.35, row.text)
    scene.height += height
    return middle


def _bar(frame: Frame, datum: Datum, color: Color, unit: str, height: tuple[float, float]) -> None:
    low, high = datum.span(unit)
    far, near = (low, high) if high < 0 else (high, low)
    sure = near if datum.row.value is None else far
    look = datum.bar(color)
    frame.bars.append(Bar(min(0, sure), max(0, sure), *height, look, datum.ref))
    if sure != far:  # the end that spans a range is hollow
        frame.bars.append(Bar(min(sure, far), max(sure, far), *height, replace(look, hollow=True)))


def _point(frame: Frame, datum: Datum, color: Color, unit: str, middle: float) -> None:
    low, high = datum.span(unit)
    if low != high:
        frame.lines.append(Line(low, middle, high, middle, color, 2.5))
    frame.dots.append(Dot(datum.number(unit), middle, datum.shape, datum.dot(color), datum.ref))


def alt_text(panel: Panel) -> str:
    """Return a panel in words: every row where there are few, else the largest and the smallest."""
    if len(panel.rows) <= 8:
        described = "; ".join(f"{row.name}, {row.text}" for row in panel.rows)
    else:
        order = sorted(panel.rows, key=lambda row: _reach(row, panel.unit))
        described = f"{len(order)} rows, from {order[0].name}, {order[0].text}, to {order[-1].name}, {order[-1].text}"
    return f"{panel.title}: {described}."

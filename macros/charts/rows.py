"""Charts of rows: bars, ranges and points, their names beside them (above, on a telephone), their values behind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from .across import GAP, Across, behind, named, room_for
from .data import Datum, are_mixed, surest
from .scene import (
    ICON,
    WIDE,
    Bar,
    ChartError,
    Color,
    Dot,
    Entry,
    Frame,
    Icon,
    Line,
    Look,
    Scale,
    Scene,
    log_ends,
    log_ticks,
)

NOT_FOUND = "not found"


@dataclass(frozen=True)
class Row:
    """A row: its name, its value as text, the reading it draws, fine strokes for others; the reading it is to reach."""

    name: str
    text: str
    datum: Datum | None = None
    others: tuple[Datum, ...] = ()
    color: Color = Color.CHINA
    aim: Datum | None = None

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [datum for datum in (self.datum, self.aim, *self.others) if datum]


@dataclass(frozen=True)
class Panel:
    """Rows of one unit and one scale under a heading, as bars from zero or as ``points``.

    ``band`` shades the span from the lowest to the highest. ``log`` shows equal ratios as equal steps, points only.
    """

    title: str
    unit: str
    rows: list[Row]
    points: bool = False
    band: bool = False
    equal: str = ""  # the name of a line at the value one
    log: bool = False
    across: tuple[Across, ...] = ()

    @property
    def bars(self) -> list[Datum]:
        """What is drawn as bars or points."""
        return [datum for row in self.rows for datum in (row.datum, row.aim) if datum]

    @property
    def data(self) -> list[Datum]:
        """Everything that is drawn."""
        return [*(datum for row in self.rows for datum in row.data), *(line.datum for line in self.across)]

    def places(self, scale: Scale) -> list[float]:
        """Return where on a scale the lines across stand."""
        return [scale.at(line.datum.number(self.unit)) for line in self.across]

    @property
    def span(self) -> tuple[float, float]:
        """The ends of the scale, zero one of them if it is not one of ratios; raises ChartError where none fits."""
        ends = [(datum, *datum.span(self.unit)) for datum in self.data]
        if not ends:
            raise ChartError(f"nothing to draw under {self.title!r}")
        lowest, highest = min(low for _, low, _ in ends), max(high for _, _, high in ends)
        if self.log:
            return log_ends([lowest, highest, *([1.0] if self.equal else [])], 1.3)
        if lowest < 0:
            wrong = min(ends, key=lambda end: end[1])[0]
            raise ChartError(f"{wrong.fact.id} is below zero, where these rows begin")
        if highest == 0:
            raise ChartError(f"{ends[0][0].fact.id} and all beside it are zero")
        return 0.0, highest


@dataclass
class Rows:
    """A whole chart of rows."""

    panels: list[Panel]
    entries: list[Entry] = field(default_factory=list)
    share_scale: bool = False
    signs: bool = False  # of evidence, behind each value
    solid: str = ""  # the kind of evidence whose bars have no pattern

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        spans = [panel.span for panel in self.panels]
        if self.share_scale:
            spans = [(min(low for low, _ in spans), max(high for _, high in spans))] * len(spans)
        names = max(scene.width_of(row.name) for panel in self.panels for row in panel.rows)
        column = min(names, 0.38 * width) + 12 if width >= WIDE or names < 0.22 * width else 0.0
        data = [datum for panel in self.panels for datum in panel.data]
        self.signs = are_mixed(data) and not any(panel.points for panel in self.panels)
        self.solid = surest(datum for panel in self.panels for datum in panel.bars)
        ends = [self._end(scene, panel, column, *span) for panel, span in zip(self.panels, spans)]
        above = min(ends) < width / 2  # values too long to stand behind their marks stand above them
        if above and width < WIDE:
            column = 0.0
        for index, panel in enumerate(self.panels):
            if index or self.entries:
                scene.height += 6
            end = width - 8.0 if above else min(ends) if self.share_scale else ends[index]
            self._panel(scene, panel, column, Scale(*spans[index], column, end, panel.log), above)
        scene.height = math.ceil(scene.height)
        return scene

    def _end(self, scene: Scene, panel: Panel, column: float, low: float, high: float) -> float:
        """Return how far right the scale may reach so that every value fits behind its mark."""
        ends, scale = [scene.width - 2.0], Scale(low, high, 0, 1, panel.log)
        values = []
        for row in panel.rows:
            share = scale.at(_reach(row, panel.unit)) if row.data or not panel.log else 0.0
            wide = scene.width_of(row.text) + (ICON + 4 if self.signs else 0)
            values.append((share, wide))
            if share > 0:
                ends.append(column + (scene.width - GAP - 6 - wide - column) / share)
        return column + room_for(values, panel.places(scale), min(ends) - column, scene.width - column)

    def _panel(self, scene: Scene, panel: Panel, column: float, scale: Scale, above: bool) -> None:
        step = scene.size * 1.25
        for text in scene.wrapped(panel.title, scene.width, bold=True):
            scene.height += step
            scene.write(0, scene.height, text, bold=True)
        scene.height += 8
        top = scene.height
        if panel.equal:
            scene.height += step
            scene.write(scale.at(1), scene.height - 4, panel.equal, "middle" if column else "start", muted=True)
            scene.height += 0 if column else 5
        names = named(scene, panel.across, panel.places(scale), self.signs)
        scene.height += 4 if names and not column else 0
        start = scene.height
        frame, over = Frame(scale, Scale(0, 100, 0, 100)), Frame(scale, Scale(0, 100, 0, 100))
        scene.frames += [frame, over]  # the line of a comparison runs over the bars
        middles = [self._row(scene, panel, row, column, frame, above) for row in panel.rows]
        end = scene.height - 2
        heights = [(start - 2, end)] if column else [(middle - 9, middle + 9) for middle in middles]
        if panel.band:  # on a telephone names stand between the rows
            low, high = min(d.span(panel.unit)[0] for d in panel.data), max(d.span(panel.unit)[1] for d in panel.data)
            band = Look(Color.BAND, outlined=False)
            frame.bars[:0] = [Bar(low, high, upper, lower, band) for upper, lower in heights]
        if panel.log:
            _ticks(scene, scale, start - 2, end)
        elif column:
            scene.pixels.lines.append(Line(scale.at(0), start - 2, scale.at(0), end, Color.AXIS))
        if panel.equal:
            heights = [(top + step, end)] if column else heights
            over.lines += [Line(1, upper, 1, lower, Color.MUTED, 1, True) for upper, lower in heights]
        for line, name in zip(panel.across, names):
            at, look = line.datum.number(panel.unit), Look(line.color, dashed=line.datum.hollow)
            over.lines.append(Line(at, name, at, start, line.color))
            refs = [line.datum.ref, *[""] * len(heights)]  # one mark, in however many strokes
            over.bars += [Bar(at, at, *ends, look, ref) for ends, ref in zip(heights, refs)]
        scene.height += 6

    def _row(self, scene: Scene, panel: Panel, row: Row, column: float, frame: Frame, above: bool) -> float:
        """Write a row below what there is and return where its middle lies."""
        line, thick, scale = scene.size * 1.25, 12.0 if panel.points or not row.datum else 14.0, frame.x
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
        if not column and not panel.log:
            zero = max(0.5, scale.at(0))
            scene.pixels.lines.append(Line(zero, middle - thick / 2 - 1, zero, middle + thick / 2 + 1, Color.AXIS))
        reach = scale.at(_reach(row, panel.unit)) if row.data or not panel.log else scale.start
        self._marks(scene, panel, row, frame, (middle - thick / 2, middle + thick / 2))
        extra = 2.5 if column else 0
        for datum in row.others:
            at, upper, lower = datum.number(panel.unit), middle - thick / 2 - extra, middle + thick / 2 + 2.5
            frame.bars.append(Bar(at, at, upper, lower, Look(Color.TEXT), datum.ref))
        at = reach + GAP + (5 if panel.points and row.datum else 0)
        if not above:
            wide = scene.width_of(row.text) + (ICON + 4 if self.signs else 0)
            at = behind(panel.places(scale), at, wide, scene.width)
            scene.write(at, middle + scene.size * 0.35, row.text)
            at += scene.width_of(row.text) + 4
        if self.signs and row.datum:
            scene.icons.append(Icon(at, middle - ICON / 2, row.datum.grade))
        scene.height += height
        return middle

    def _marks(self, scene: Scene, panel: Panel, row: Row, frame: Frame, height: tuple[float, float]) -> None:
        if not row.datum:
            return
        if not panel.points:
            _bar(frame, row.datum, row.datum.bar(row.color, self.solid), panel.unit, height)
            return
        middle = sum(height) / 2
        scale, reach = frame.x, frame.x.at(max(datum.span(panel.unit)[1] for datum in row.data))
        # A scale of ratios has no zero from which a stem could grow: it grows from the line of equals, or crosses all.
        start, end = (scale.at(1), reach) if panel.equal else (scale.start, scale.end if panel.log else reach)
        scene.pixels.lines.append(Line(start, middle, end, middle))
        if row.aim:
            frame.lines.append(
                Line(row.datum.number(panel.unit), middle, row.aim.number(panel.unit), middle, row.color, 2)
            )
            _point(frame, row.aim, row.color, panel.unit, middle)
        _point(frame, row.datum, row.color, panel.unit, middle)


def _reach(row: Row, unit: str) -> float:
    """Return where a row's marks end on the right."""
    return max((0.0, *(d.span(unit)[1] for d in row.data)))


def _ticks(scene: Scene, scale: Scale, top: float, end: float) -> None:
    """Write the numbers of a scale of equal ratios below its rows."""
    free = 0.0
    for value in log_ticks(scale.low, scale.high):
        text, at = f"{value:,g}", scale.at(value)
        half = scene.width_of(text) / 2
        scene.pixels.lines.append(Line(at, top, at, end))
        if free <= at - half and at + half <= scene.width:
            scene.write(at, end + scene.size + 3, text, "middle", muted=True)
            free = at + half + 6
    scene.height += scene.size + 6


def _bar(frame: Frame, datum: Datum, look: Look, unit: str, height: tuple[float, float]) -> None:
    low, high = datum.span(unit)
    sure = low if datum.row.value is None else high
    frame.bars.append(Bar(0, sure, *height, look, datum.ref))
    if sure != high:  # the end that spans a range is hollow
        frame.bars.append(Bar(sure, high, *height, replace(look, hollow=True)))


def _point(frame: Frame, datum: Datum, color: Color, unit: str, middle: float) -> None:
    low, high = datum.span(unit)
    if low != high:
        frame.lines.append(Line(low, middle, high, middle, color, 2.5))
    frame.dots.append(Dot(datum.number(unit), middle, datum.shape, datum.dot(color), datum.ref))


def alt_text(panel: Panel) -> str:
    """Return a panel in words: every row where there are few, else the largest and the smallest."""
    if len(panel.rows) <= 8:
        described = "; ".join(f"{row.name}, {row.text}" for row in panel.rows)
        described += "".join(f"; beside them {line.name}" for line in panel.across)
    else:
        order = sorted(panel.rows, key=lambda row: _reach(row, panel.unit))
        described = f"{len(order)} rows, from {order[0].name}, {order[0].text}, to {order[-1].name}, {order[-1].text}"
    return f"{panel.title}: {described}."

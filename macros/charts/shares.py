"""The form ``shares``: bars of one length, each a whole cut into its parts, so that parts can be held against parts."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..facts import chart
from .bars import named_panels
from .data import surest
from .rows import Panel, Row, alt_text
from .scene import Bar, ChartError, Color, Entry, Line, Look, Scale, Scene
from .words import Drawn, Words

BAR, GAP, ROOM = 38.0, 2.0, 10.0  # the height of a bar, between two parts, and what a text needs beside its own width
WHOLE, SLACK = 100.0, 0.5  # percent; rounded parts may come to a little more or less
NARROW = "Narrow parts, from the left:"
QUARTERS = (0, 25, 50, 75, 100)


def shares(words: Words, entry: chart.Shares) -> Drawn:
    """Place the bars of an entry; raises ChartError where parts are no parts of one whole."""
    panels = named_panels(words, entry)
    for number, panel in enumerate(panels):
        words.at = ("panels", number)
        _whole(panel)
        if any(row.others for row in panel.rows):
            raise ChartError("a part of a whole has no strokes for earlier figures; give the earlier year a bar")
    words.at = ()
    data = [datum for panel in panels for datum in panel.data]
    rest = words.plain(entry.rest) if entry.rest else ""
    legend = words.bar_legend(entry, data)
    if rest and any(_left(panel) for panel in panels):
        legend.append(Entry(_REST, rest))
    return Drawn(Shares(panels, legend), words.alt_text(entry.alt, map(alt_text, panels)))


_REST = Look(Color.MUTED, hollow=True, dashed=True)


def _whole(panel: Panel) -> float:
    """Return what a whole bar stands for: a hundred percent, else the sum of its parts."""
    total = sum(datum.number(panel.unit) for datum in panel.data)
    if panel.span[0] < 0 or total <= 0:
        raise ChartError(f"{panel.title!r}: a part of a whole is above zero")
    if panel.unit == "percent" and total > WHOLE + SLACK * len(panel.rows):
        raise ChartError(f"{panel.title!r}: its parts come to {total:g} percent, more than the whole")
    return max(total, WHOLE) if panel.unit == "percent" else total


def _left(panel: Panel) -> float:
    """Return what is left of the whole beside the parts; nothing where rounding explains it."""
    left = _whole(panel) - sum(datum.number(panel.unit) for datum in panel.data)
    return left if left > SLACK * len(panel.rows) else 0.0


@dataclass
class Shares:
    """A whole chart of such bars, one under the other, with quarters marked below the last."""

    panels: list[Panel]
    entries: list[Entry]

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        solid = surest(datum for panel in self.panels for datum in panel.data)
        for panel in self.panels:
            _bar(scene, panel, solid)
        self._quarters(scene)
        scene.height = math.ceil(scene.height)
        return scene

    @staticmethod
    def _quarters(scene: Scene) -> None:
        top = scene.height
        scene.height += scene.size * 1.6
        for value in QUARTERS:
            x = value / WHOLE * scene.width
            scene.pixels.lines.append(Line(x, top, x, top + 5, Color.AXIS))
            anchor = "start" if not value else "end" if value == WHOLE else "middle"
            scene.write(x, scene.height + 2, f"{value}%", anchor, muted=True)
        scene.pixels.lines.append(Line(0, top, scene.width, top, Color.AXIS))
        scene.height += 6


def _bar(scene: Scene, panel: Panel, solid: str) -> None:
    """Write a heading, the bar below it with what fits inside, and below that the names of its narrow parts."""
    line = scene.size * 1.25
    for text in scene.wrapped(panel.title, scene.width, bold=True):
        scene.height += line
        scene.write(0, scene.height, text, bold=True)
    scene.height += 7
    top, scale = scene.height, Scale(0, _whole(panel), 0, scene.width)
    narrow, end, reached = [], 0.0, 0.0
    for row, datum in zip(panel.rows, panel.data):
        reached += datum.number(panel.unit)
        start, end = end, scale.at(reached)
        scene.pixels.bars.append(_part(start, end, top, datum.bar(row.color, solid), datum.ref))
        if not _inside(scene, row, start, end, top):
            narrow.append(f"{row.name} {row.text}")
    if _left(panel):
        scene.pixels.bars.append(_part(end, scene.width, top, _REST))
    scene.height += BAR + 4
    told = f"{NARROW} {'; '.join(narrow)}" if narrow else ""
    for text in scene.wrapped(told, scene.width):
        scene.height += line
        scene.write(scene.width, scene.height, text, "end")
    scene.height += 16


def _part(start: float, end: float, top: float, look: Look, ref: str = "") -> Bar:
    return Bar(start + GAP / 2, end - GAP / 2, top, top + BAR, look, ref)


def _inside(scene: Scene, row: Row, start: float, end: float, top: float) -> bool:
    """Write a part's name and value into it, in one line or in two; False where it is too narrow for them."""
    middle, room = top + BAR / 2 + scene.size * 0.35, end - start - ROOM
    if scene.width_of(f"{row.name} {row.text}") <= room:
        scene.write(start + ROOM / 2 + 1, middle, f"{row.name} {row.text}")
    elif max(scene.width_of(row.name), scene.width_of(row.text)) <= room:
        scene.write(start + ROOM / 2 + 1, middle - scene.size * 0.6, row.name)
        scene.write(start + ROOM / 2 + 1, middle + scene.size * 0.6, row.text)
    else:
        return False
    return True

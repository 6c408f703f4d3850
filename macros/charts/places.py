"""The form ``map``: counts where they stand, as marks on land without borders; what has no place stands below it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from ..facts import chart
from ..values import lexicon
from .data import Datum, are_mixed, hollow_words
from .plane import Box, around, cost, shifted
from .scene import ICON, WIDE, Area, ChartError, Color, Dot, Entry, Frame, Icon, Look, Scale, Scene
from .words import Drawn, Words

SHAPES = ("circle", "square")  # one for each unit that is counted
LARGEST = 0.085  # of the width of the drawing: how wide the mark of the largest count is
GAP = 2.0  # between marks of one place
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Window:
    """A part of the world in degrees."""

    west: float
    east: float
    south: float
    north: float

    def holds(self, east: float, north: float) -> bool:
        """Return whether a position lies in it."""
        return self.west <= east <= self.east and self.south <= north <= self.north

    @property
    def shape(self) -> float:
        """Its height by its width on paper, where a degree east in the middle is as long as it is there."""
        along = (self.east - self.west) * math.cos(math.radians((self.south + self.north) / 2))
        return (self.north - self.south) / along


LARGE = Window(78, 137, 18, 52)  # of a drawing for a column of text
SMALL = Window(96, 134, 18, 52)  # for a telephone, if every place lies in it


@dataclass(frozen=True)
class Place:
    """Where something is counted: the counts of one subject share a middle, those of others stand beside it."""

    name: str
    counts: list[Datum]
    at: tuple[float, float] | None = None

    @property
    def groups(self) -> list[list[Datum]]:
        """Its counts by their subject, of each the largest first."""
        subjects = dict.fromkeys(datum.fact.subject for datum in self.counts)
        every = [[datum for datum in self.counts if datum.fact.subject == one] for one in subjects]
        return [sorted(group, key=lambda datum: -_number(datum)) for group in every]


@dataclass
class Places:
    """A whole map."""

    places: list[Place]
    shapes: dict[str, str]
    entries: list[Entry] = field(default_factory=list)
    elsewhere: str = ""
    largest: float = field(init=False)
    signs: bool = field(init=False)

    def __post_init__(self) -> None:
        counts = [datum for place in self.places for datum in place.counts]
        self.largest, self.signs = max(map(_number, counts)), are_mixed(counts)

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        placed = [place.at for place in self.places if place.at]
        window = SMALL if width < WIDE and all(SMALL.holds(*at) for at in placed) else LARGE
        top, high = scene.height, width * window.shape
        x, y = Scale(window.west, window.east, 0, width), Scale(window.north, window.south, top, top + high)
        land = [ring for ring in (_cut(ring, window) for ring in _land()) if ring]
        frame = Frame(x, y, areas=[Area(ring) for ring in land])
        scene.frames += [frame, marks := Frame(Scale(0, width, 0, width), Scale(0, 100, 0, 100))]
        taken: list[Box] = []
        spots = [(place, x.at(place.at[0]), y.at(place.at[1])) for place in self.places if place.at]
        for place, px, py in spots:
            taken.append(self._marks(marks, place, px, py, width))
        for (place, px, py), box in zip(spots, list(taken)):
            self._label(scene, place, px, py, box, taken, (0.0, top, float(width), top + high))
        marks.dots.sort(key=lambda dot: -dot.size)  # the smaller over the larger
        scene.height = top + high
        self._below(scene, marks)
        scene.height = math.ceil(scene.height)
        return scene

    def _size(self, datum: Datum, width: int) -> float:
        """Return how wide its mark is: as large a surface as its share in the largest count says."""
        return width * LARGEST * math.sqrt(_number(datum) / self.largest)

    def _across(self, place: Place, width: int) -> float:
        """Return how wide the marks of a place are together."""
        return sum(self._size(group[0], width) + GAP for group in place.groups) - GAP

    def _marks(self, frame: Frame, place: Place, x: float, y: float, width: int) -> Box:
        """Draw the marks of a place around its position; return the box they fill."""
        sizes = [self._size(group[0], width) for group in place.groups]
        wide, half = self._across(place, width), max(sizes) / 2
        at = x - wide / 2
        for group, size in zip(place.groups, sizes):
            for datum in group:
                shape, own = self.shapes[datum.fact.unit.text], self._size(datum, width) ** 2
                surface = own * math.pi / 4 if shape == "square" else own
                look = Look(Color.CHINA, hollow=datum.hollow, dashed=datum.hollow)
                frame.dots.append(Dot(at + size / 2, y, shape, look, datum.ref, surface))
            at += size + GAP
        return (x - wide / 2, y - half, x + wide / 2, y + half)

    def _lines(self, place: Place, width: int) -> list[tuple[str, str]]:
        """Return what stands at a place, a line each: its name, then each count with the sign of its evidence.

        A telephone has no room for what the shapes say already.
        """
        counts = [_told(datum) if width >= WIDE else datum.text("bare") for datum in place.counts]
        return [(place.name, ""), *((text, one.grade if self.signs else "") for text, one in zip(counts, place.counts))]

    def _wide(self, scene: Scene, lines: list[tuple[str, str]]) -> float:
        bold = scene.width_of(lines[0][0], bold=True)
        return max(bold, *(scene.width_of(text) + (ICON + 4 if sign else 0) for text, sign in lines[1:]))

    def _label(self, scene: Scene, place: Place, x: float, y: float, own: Box, taken: list[Box], within: Box) -> None:
        """Write what stands at a place where it covers least of what is there."""
        lines, line = self._lines(place, scene.width), scene.size * 1.15
        wide, high = self._wide(scene, lines), line * len(lines)
        reach = max(own[2] - own[0], own[3] - own[1]) / 2
        boxes = around(x, y, wide, high, tuple(reach + gap for gap in (4.0, 10.0, 18.0)))
        found = [shifted(box, within) if anchor == "middle" else box for anchor, box in boxes]
        box = min(enumerate(found), key=lambda item: (cost(item[1], taken, within), item[0]))[1]
        taken.append(box)
        self._write(scene, lines, box[0], box[1])

    def _write(self, scene: Scene, lines: list[tuple[str, str]], x: float, y: float) -> None:
        for index, (text, sign) in enumerate(lines):
            base = y + index * scene.size * 1.15 + scene.size * 0.95
            scene.write(x, base, text, bold=not index)
            if sign:
                scene.icons.append(Icon(x + scene.width_of(text) + 3, base - scene.size * 0.35 - ICON / 2, sign))

    def _below(self, scene: Scene, frame: Frame) -> None:
        """Draw what has no place below the map, as many in a line as fit."""
        places = [place for place in self.places if not place.at]
        if not places:
            return
        scene.height += scene.size * 1.25
        scene.write(0, scene.height, self.elsewhere, bold=True)
        scene.height += 8
        x, step = 0.0, scene.size * 1.15
        drawn = [(place, self._lines(place, scene.width), self._across(place, scene.width)) for place in places]
        high = max(max(size, len(lines) * step) for _, lines, size in drawn)
        for place, lines, size in drawn:
            wide = size + 6 + self._wide(scene, lines)
            if x and x + wide > scene.width:
                x, scene.height = 0.0, scene.height + high + 6
            self._marks(frame, place, x + size / 2, scene.height + high / 2, scene.width)
            self._write(scene, lines, x + size + 6, scene.height + (high - len(lines) * step) / 2)
            x += wide + 18
        scene.height += high + 4


def places(words: Words, entry: chart.Map) -> Drawn:
    """Place the counts of an entry, a shape for each unit, all on one scale of surfaces."""
    found: list[Place] = []
    for number, given in enumerate(entry.places):
        words.at = ("places", number)
        at = (float(given.position[0]), float(given.position[1])) if given.position else None
        if at and not LARGE.holds(*at):
            raise ChartError(f"{given.name} lies outside the map, which reaches from {LARGE.west} to {LARGE.east} "
                             f"degrees east and from {LARGE.south} to {LARGE.north} north")  # fmt: skip
        if not at and not entry.elsewhere:
            raise ChartError(f"{given.name} has no position, and elsewhere does not say how those are headed")
        found.append(Place(words.plain(given.name), [words.take(fact) for fact in given.facts], at))
    words.at = ()
    data = [datum for place in found for datum in place.counts]
    units = list(dict.fromkeys(datum.fact.unit.text for datum in data))
    if len(units) > len(SHAPES):
        raise ChartError(f"a map has shapes for {len(SHAPES)} units, not for {', '.join(units)}")
    if wrong := next((datum for datum in data if _number(datum) <= 0), None):
        raise ChartError(f"{wrong.fact.id} is not above zero, so no surface can show it")
    if len(units) > 1 and not entry.mixes:
        raise ChartError(f"{' and '.join(units)} stand on one map; mixes says to readers why, and what it means")
    words.on_one_scale(data)
    words.mixed |= len(units) > 1
    shapes = dict(zip(units, SHAPES))
    legend = [Entry(Look(Color.CHINA), unit, shape) for unit, shape in shapes.items()]
    if word := hollow_words(data):
        legend.append(Entry(Look(Color.CHINA, hollow=True, dashed=True), word, SHAPES[0]))
    kinds = [one for one in words.bar_legend(entry, [], data) if one.icon]
    told = [f"{place.name}: {' and '.join(map(_told, place.counts))}" for place in found]
    alt = words.alt_text(entry.alt, [f"{'; '.join(told)}."])
    heading = words.plain(entry.elsewhere or "")
    return Drawn(Places(found, shapes, legend + kinds, heading), alt)


def _number(datum: Datum) -> float:
    return datum.number(datum.fact.unit.text)


def _told(datum: Datum) -> str:
    return f"{datum.ahead} {datum.text()}" if datum.hollow else datum.text()


@lru_cache(maxsize=1)
def _land() -> list[Ring]:
    """Return the land of land.yml, which stands beside this file."""
    kept: Any = yaml.load(Path(__file__).with_name("land.yml").read_text("utf-8"), lexicon.LOADER)
    return [tuple(zip(ring[::2], ring[1::2])) for ring in kept["land"]]


def _cut(ring: Ring, window: Window) -> Ring:
    """Return what of a ring lies in a window (Sutherland and Hodgman: one side of the window after the other)."""
    for axis, limit, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        kept: list[tuple[float, float]] = []
        for here, there in zip(ring, ring[1:] + ring[:1]):
            inside, then = (sign * (point[axis] - limit) >= 0 for point in (here, there))
            kept += [here] if inside else []
            if inside != then:
                part = (limit - here[axis]) / (there[axis] - here[axis])
                kept.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
        ring = tuple(kept)
    return ring

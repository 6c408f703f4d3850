"""The form ``events``: dated steps as numbered dots, a lane for each side, and what the numbers stand for.

Sides whose lanes have one name share it; the only lane of a drawing goes without its name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..facts import chart
from ..facts.standing import state
from ..values.problem import nearest
from .data import Datum
from .scene import WIDE, ChartError, Color, Dot, Entry, Line, Look, Scale, Scene
from .words import Drawn, Words

ROUND = 17.0  # across a dot that holds a number
WITHIN = {"early": 0.1, None: 0.5, "late": 0.9}  # of a period
_LINE = 1.22


@dataclass(frozen=True)
class Step:
    """A numbered step: its place in time, what happened, how its dot looks."""

    number: int
    datum: Datum
    look: Look
    within: str | None = None
    passed: bool = False  # it was to happen by a date that has passed, and no outcome is known

    @property
    def at(self) -> float:
        """Where it stands, as a year with decimals."""
        first, last = self.datum.when
        return first + (last - first) * WITHIN[self.within]

    @property
    def told(self) -> str:
        """What its number stands for."""
        return f"{self.datum.text()}: {self.datum.what}{', outcome not found' if self.passed else ''}"


@dataclass(frozen=True)
class Lane:
    """The steps of one side, oldest first."""

    name: str
    steps: list[Step]


@dataclass
class Events:
    """Lanes below each other on one axis of time; below them what each number stands for, lane by lane."""

    lanes: list[Lane]
    entries: list[Entry]

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        days = [step.datum.when for lane in self.lanes for step in lane.steps]
        low, high = math.floor(min(first for first, _ in days)), math.ceil(max(last for _, last in days))
        scale = Scale(low, high, 8, width - 8)
        top = scene.height + scene.size * _LINE + 4
        scene.height = top + 2
        for lane in self.lanes:
            _lane(scene, lane, scale, len(self.lanes) > 1)
        _years(scene, scale, top)
        self._lists(scene)
        scene.height = math.ceil(scene.height + 4)
        return scene

    def _lists(self, scene: Scene) -> None:
        """Write the lists, in two columns of about one height where there is room."""
        top, many = scene.height + 10, 2 if scene.width >= WIDE else 1
        room = (scene.width - 24 * (many - 1)) / many
        ends = [top] * many
        for lane in sorted(self._parts(), key=lambda lane: -len(lane.steps)) if many > 1 else self.lanes:
            column = ends.index(min(ends))
            ends[column] = _list(scene, lane, column * (room + 24), ends[column], room, len(self.lanes) > 1) + 8
        scene.height = max(ends)

    def _parts(self) -> list[Lane]:
        """Return the lists that stand in columns: the lanes, or the two halves of a single one."""
        if len(self.lanes) > 1:
            return self.lanes
        [lane] = self.lanes
        half = (len(lane.steps) + 1) // 2
        return [Lane(lane.name, part) for part in (lane.steps[:half], lane.steps[half:]) if part]


def _lane(scene: Scene, lane: Lane, scale: Scale, named: bool) -> None:
    """Set the dots of a lane side by side; one that would cover another stands below it."""
    if named:
        scene.height += scene.size * _LINE + 2
        scene.write(0, scene.height, lane.name, bold=True)
    top, free = scene.height + 8, list[float]()
    for step in lane.steps:
        at = min(max(scale.at(step.at), ROUND / 2 + 1), scene.width - ROUND / 2 - 1)
        level = next((index for index, end in enumerate(free) if end <= at - ROUND / 2), len(free))
        free[level : level + 1] = [at + ROUND / 2 + 1]
        middle = top + (level + 0.5) * (ROUND + 1)
        scene.pixels.dots.append(Dot(at, middle, "circle", step.look, step.datum.ref, ROUND * ROUND))
        scene.number(at, middle, step.number, step.look)
    scene.height = top + len(free) * (ROUND + 1) + 4


def _years(scene: Scene, scale: Scale, top: float) -> None:
    """Draw a line at the beginning of each year, and name as many as have room, all at one distance."""
    first, half = int(scale.low), scene.width_of("2000") / 2
    step = math.ceil((3 * half + 6) / (scale.at(first + 1) - scale.at(first)))  # the first name may stand half aside
    for year in range(first, int(scale.high) + 1):
        x = scale.at(year)
        scene.pixels.lines.insert(0, Line(x, top, x, scene.height))
        if (year - first) % step == 0:
            scene.write(min(max(x, half), scene.width - half), top - 5, str(year), "middle", muted=True)


def _list(scene: Scene, lane: Lane, left: float, top: float, room: float, named: bool) -> float:
    """Write what the numbers of a lane stand for and return where that ends."""
    line = scene.size * _LINE
    if named:
        top += line
        scene.write(left, top, lane.name, bold=True)
    indent = scene.width_of("00 ", bold=True)
    for step in lane.steps:
        top += 4
        scene.write(left + indent - 5, top + line * 0.95, str(step.number), "end", bold=True)
        for text in scene.wrapped(step.told, room - indent):
            top += line
            scene.write(left + indent, top, text)
    return top


def events(words: Words, entry: chart.Events) -> Drawn:
    """Place the steps of an entry by date; what it says of them may count them."""
    found = []
    for number, step in enumerate(entry.steps):
        words.at = ("steps", number)
        if step.side not in entry.sides:
            raise ChartError(f"side: {step.side!r} is none of the sides{nearest(step.side, entry.sides)}")
        label = words.view.fact(step.fact).label
        datum = words.take(step.fact, words.plain(step.name) if step.name else label, hollow=step.eased)
        found.append((datum.when, datum.fact.id, datum, step))
    words.at = ()
    found.sort(key=lambda event: event[:2])
    data = [datum for _, _, datum, _ in found]
    words.take.taken[:] = data
    legend = []
    for key, side in entry.sides.items():
        color = Color[side.color.upper()]
        legend.append(Entry(Look(color), words.plain(side.name), "circle"))
        looks = {datum.dot(color) for _, _, datum, step in found if step.side == key and datum.hollow}
        texts = {look: side.planned if look.dashed and side.planned else side.hollow for look in looks}
        legend += [Entry(look, words.plain(texts[look]), "circle") for look in sorted(looks, key=lambda k: k.dashed)]
    slots = {key: str(sum(step.side == key for _, _, _, step in found)) for key in entry.sides} | {
        "count": str(len(data)), "start": data[0].text(), "end": data[-1].text(), "first": data[0].what,
        "last": data[-1].what, "steps": "; ".join(f"{d.text()}, {d.what}" for d in data),
    }  # fmt: skip
    names = {key: words.plain(side.lane or side.name) for key, side in entry.sides.items()}
    lanes: dict[str, list[Step]] = {name: [] for name in names.values()}
    for number, (_, _, datum, step) in enumerate(found, 1):
        look = datum.dot(Color[entry.sides[step.side].color.upper()])
        passed = state(words.view.ledger, datum.row) == "passed"
        lanes[names[step.side]].append(Step(number, datum, look, step.within, passed))
    placed = Events([Lane(name, steps) for name, steps in lanes.items() if steps], legend)
    return Drawn(placed, words.plain(entry.alt, **slots), broad=len(found) > 12)

"""The form ``events``: dated steps, a line each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..facts import chart
from ..values.problem import nearest
from .data import Datum
from .scene import WIDE, ChartError, Color, Dot, Entry, Line, Look, Scale, Scene
from .words import Drawn, Words


@dataclass
class Events:
    """Dated events, oldest first, a line each, its text beside its point."""

    events: list[tuple[Datum, chart.Side]]
    entries: list[Entry]

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        line, dates = scene.size * 1.22, [d.when for d, _ in self.events]
        scale = Scale(math.floor(dates[0][0]), math.ceil(dates[-1][1]), 8, width - 8)
        pixels = scene.pixels
        top = scene.height + line + 4
        scene.height = top + 6
        for datum, side in self.events:
            at = scale.at(sum(datum.when) / 2)
            right = at < width / 2
            room = width - at - 14 if right else at - 14
            texts = scene.wrapped(f"{datum.text()}: {datum.what}", min(room, 450))
            middle = scene.height + len(texts) * line / 2
            look = datum.dot(Color[side.color.upper()])
            pixels.dots.append(Dot(at, middle, side.shape, look, datum.ref, 80))
            for index, text in enumerate(texts):
                x = at + 12 if right else at - 12
                scene.write(x, scene.height + (index + 0.78) * line, text, "start" if right else "end")
            scene.height += len(texts) * line + (5 if width >= WIDE else 7)
        free = 0.0
        for year in range(int(scale.low), int(scale.high) + 1):
            x = scale.at(year)
            pixels.lines.insert(0, Line(x, top, x, scene.height))
            half = scene.width_of(str(year)) / 2
            at = min(max(x, half), width - half)
            if at - half >= free - 0.1:
                scene.write(at, top - 5, str(year), "middle", muted=True)
                free = at + half + 6
        scene.height = math.ceil(scene.height + 4)
        return scene


def events(words: Words, entry: chart.Events) -> Drawn:
    """Place the steps of an entry by date; what it says of them may count them."""
    found = []
    for number, step in enumerate(entry.steps):
        words.at = ("steps", number)
        if step.side not in entry.sides:
            raise ChartError(f"side: {step.side!r} is none of the sides{nearest(step.side, entry.sides)}")
        label = words.view.fact(step.fact).label
        datum = words.take(step.fact, words.plain(step.name) if step.name else label, hollow=step.eased)
        found.append((datum.when, datum.fact.id, datum, step.side))
    words.at = ()
    found.sort(key=lambda event: event[:2])
    data = [datum for _, _, datum, _ in found]
    words.take.taken[:] = data
    legend = []
    for key, side in entry.sides.items():
        color = Color[side.color.upper()]
        legend.append(Entry(Look(color), words.plain(side.name), side.shape))
        if any(datum.hollow for _, _, datum, own in found if own == key):
            legend.append(Entry(Look(color, hollow=True), words.plain(side.hollow), side.shape))
    slots = {key: str(sum(own == key for _, _, _, own in found)) for key in entry.sides} | {
        "count": str(len(data)), "start": data[0].text(), "end": data[-1].text(), "first": data[0].what,
        "last": data[-1].what, "steps": "; ".join(f"{d.text()}, {d.what}" for d in data),
    }  # fmt: skip
    placed = Events([(datum, entry.sides[own]) for _, _, datum, own in found], legend)
    return Drawn(placed, words.plain(entry.alt, **slots))

"""Dated events, a line each."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..values import format as forms
from .base import Datum
from .scene import WIDE, Dot, Entry, Line, Look, Scale, Scene, legend, width_of, wrapped

_SIDES = {
    "us": ("United States, tighter", "United States, eased", "triangle-down", 2),
    "china": ("China, answer", "China, eased", "circle", 1),
    "ally": ("others (the Netherlands, TSMC)", "others, eased", "square", 3),
}


@dataclass
class Events:
    """Dated events, oldest first, a line each, its text beside its point."""

    events: list[tuple[Datum, str, bool]]
    entries: list[Entry]

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        legend(scene, self.entries)
        line, dates = scene.size * 1.22, [d.when for d, _, _ in self.events]
        scale = Scale(math.floor(dates[0][0]), math.ceil(dates[-1][1]), 8, width - 8)
        pixels = scene.pixels
        top = scene.height + line + 4
        scene.height = top + 6
        for datum, side, eased in self.events:
            at = scale.at(sum(datum.when) / 2)
            right = at < width / 2
            room = width - at - 14 if right else at - 14
            texts = wrapped(f"{forms.date(str(datum.row.value), 'month')}: {datum.what}", scene.size, min(room, 450))
            middle = scene.height + len(texts) * line / 2
            _, _, shape, color_ = _SIDES[side]
            color = str(color_)
            pixels.dots.append(Dot(at, middle, shape, Look("paper" if eased else color, color), datum.ref, 80))
            for index, text in enumerate(texts):
                x = at + 12 if right else at - 12
                scene.write(x, scene.height + (index + 0.78) * line, text, "start" if right else "end")
            scene.height += len(texts) * line + (5 if width >= WIDE else 7)
        free = 0.0
        for year in range(int(scale.low), int(scale.high) + 1):
            x = scale.at(year)
            pixels.lines.insert(0, Line(x, top, x, scene.height))
            half = width_of(str(year), scene.size) / 2
            at = min(max(x, half), width - half)
            if at - half >= free - 0.1:
                scene.write(at, top - 5, str(year), "middle", muted=True)
                free = at + half + 6
        scene.height = math.ceil(scene.height + 4)
        return scene

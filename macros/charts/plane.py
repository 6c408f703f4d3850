"""Charts of points between two scales, time among them, with a name at each point set where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from .scene import WIDE, Color, Dot, Entry, Frame, Line, Look, Scale, Scene

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Point:
    """A point, or a span along the time axis, with the lines of text that name it."""

    x: tuple[float, float]
    y: float
    names: tuple[str, ...]
    shape: str
    look: Look
    ref: str

    @property
    def middle(self) -> float:
        return (self.x[0] + self.x[1]) / 2


@dataclass(frozen=True)
class Plane:
    """Points with both scales. ``tracks`` joins points of one series by their numbers; the flag breaks the line."""

    title: str
    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: tuple[tuple[float, str], ...]  # none are needed for years
    y_ticks: tuple[tuple[float, str], ...]
    points: tuple[Point, ...]
    tracks: tuple[tuple[int, int, bool], ...] = ()
    log_x: bool = False
    log_y: bool = False
    x_title: str = ""
    years: bool = False  # a tick where a year begins, its number in the middle of it
    height: tuple[int, int] = (330, 330)  # of the drawing for a column of text, and for a telephone


@dataclass
class Planes:
    """A whole chart: planes one below the other."""

    planes: list[Plane]
    entries: list[Entry] = field(default_factory=list)

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        # One margin, so that years stand below years.
        left = max(scene.width_of(text) for plane in self.planes for _, text in plane.y_ticks) + 8
        for index, plane in enumerate(self.planes):
            scene.height += 12 if index else 0
            _plane(scene, plane, left)
        scene.height = math.ceil(scene.height)
        return scene


def _plane(scene: Scene, plane: Plane, left: float) -> None:
    scene.height += scene.size * 1.25
    scene.write(0, scene.height, plane.title, bold=True)
    top = scene.height + 14
    bottom = top + plane.height[0 if scene.width >= WIDE else 1]
    x = Scale(*plane.x, left, scene.width - 4, plane.log_x)
    y = Scale(*plane.y, bottom, top, plane.log_y)
    frame = Frame(x, y)
    for value, text in plane.y_ticks:
        frame.lines.append(Line(plane.x[0], value, plane.x[1], value))
        scene.write(left - 8, y.at(value) + scene.size * 0.35, text, "end", muted=True)
    _foot(scene, plane, x, bottom)
    scene.frames.append(frame)
    for first, last, dash in plane.tracks:
        a, b = plane.points[first], plane.points[last]
        frame.lines.append(Line(a.middle, a.y, b.middle, b.y, a.look.color, 1.8, dash))
    for point in plane.points:
        if x.at(point.x[1]) - x.at(point.x[0]) > 12:
            frame.lines.append(Line(point.x[0], point.y, point.x[1], point.y, point.look.color, 2.5))
        frame.dots.append(Dot(point.middle, point.y, point.shape, point.look, point.ref))
    _names(scene, plane, x, y, (left, top - 6, scene.width, bottom))


def _foot(scene: Scene, plane: Plane, x: Scale, bottom: float) -> None:
    """Write the axis along the foot, each number that has room, and its title."""
    lines = scene.pixels.lines
    years = range(int(plane.x[0]), int(plane.x[1])) if plane.years else ()
    free = 0.0
    for value, text in [(float(year), str(year)) for year in years] or plane.x_ticks:
        half = scene.width_of(text) / 2
        lines.append(Line(x.at(value), bottom, x.at(value), bottom + 4, Color.AXIS))
        at = min(max(x.at(value + 0.5 if plane.years else value), half), scene.width - half)
        if at - half >= free:
            scene.write(at, bottom + 6 + scene.size, text, "middle", muted=True)
            free = at + half + 4
    lines.append(Line(x.start, bottom, x.end, bottom, Color.AXIS))
    scene.height = bottom + 10 + scene.size
    if plane.x_title:
        scene.height += scene.size * 1.25
        scene.write(scene.width - 4, scene.height, plane.x_title, "end", bold=True)
        scene.height += 4


def _names(scene: Scene, plane: Plane, x: Scale, y: Scale, within: Box) -> None:
    """Set the names, each where it covers least of what is there already."""
    dots = [(x.at(p.middle), y.at(p.y)) for p in plane.points]
    taken: list[Box] = [(a - 6, b - 6, a + 6, b + 6) for a, b in dots]
    taken += [(x.at(p.x[0]), b - 2, x.at(p.x[1]), b + 2) for p, (_, b) in zip(plane.points, dots) if p.x[1] > p.x[0]]
    for first, last, _ in plane.tracks:
        (ax, ay), (bx, by) = dots[first], dots[last]
        steps = max(2, int(max(abs(bx - ax), abs(by - ay)) / 6))
        taken += [
            (cx - 2, cy - 2, cx + 2, cy + 2)
            for k in range(1, steps)
            for cx, cy in [(ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps)]
        ]
    line = scene.size * 1.15
    for point, (px, py) in zip(plane.points, dots):
        if not point.names:
            continue
        wide, high = max(scene.width_of(t) for t in point.names), line * len(point.names)
        places = [
            (anchor, shifted(box, within) if anchor == "middle" else box) for anchor, box in around(px, py, wide, high)
        ]
        best = min(enumerate(places), key=lambda item: (cost(item[1][1], taken, within), item[0]))[1]
        anchor, box = best
        taken.append(box)
        at = {"start": box[0], "end": box[2], "middle": (box[0] + box[2]) / 2}[anchor]
        for index, text in enumerate(point.names):
            scene.write(at, box[1] + index * line + scene.size * 0.95, text, anchor)


def around(
    x: float, y: float, wide: float, high: float, gaps: tuple[float, ...] = (9.0, 15.0, 24.0)
) -> Iterator[tuple[str, Box]]:
    """Yield the boxes around a point where its name may stand, the best first: beside it, above and below, aslant."""
    for gap in gaps:
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
            step = gap * 0.75 if dx and dy else gap
            left, top = x - wide / 2 + dx * (step + wide / 2), y - high / 2 + dy * (step + high / 2)
            yield ("middle", "start", "end")[dx], (left, top, left + wide, top + high)


def shifted(box: Box, within: Box) -> Box:
    """Return a box above or below its point moved sideways into the drawing."""
    aside = max(0.0, within[0] - box[0]) + min(0.0, within[2] - box[2])
    return (box[0] + aside, box[1], box[2] + aside, box[3])


def cost(box: Box, taken: list[Box], within: Box) -> float:
    """Return how much a box covers of what is taken, and ten times how much of it lies outside the drawing."""
    left, top, right, bottom = box
    inside = max(0.0, min(right, within[2]) - max(left, within[0])) * max(
        0.0, min(bottom, within[3]) - max(top, within[1])
    )
    covered = 0.0
    for a, b, c, d in taken:
        if a < right and c > left and b < bottom and d > top:
            common = (min(right, c) - max(left, a)) * (min(bottom, d) - max(top, b))
            covered += common * (6 if d - b < 5 else 1)  # a line through a text is worse
    return round(10 * ((right - left) * (bottom - top) - inside) + covered, 1)

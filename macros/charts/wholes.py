"""The form ``wholes``: wholes, each a bar from end to end, divided among those who have a part in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from ..facts import chart
from .data import Datum
from .scene import ICON, Bar, ChartError, Color, Entry, Frame, Icon, Line, Look, Scale, Scene
from .words import Drawn, Words

SHADES = (1.0, 0.8, 0.64, 0.5, 0.37, 0.26)  # of parts that have one color
HEIGHT = 26.0
SLACK = 1.005  # times the whole, to which parts that are rounded may add up


@dataclass(frozen=True)
class Part:
    """One who has a part: its name, how much as text, the reading, the color and its shade."""

    name: str
    text: str
    datum: Datum
    look: Look


@dataclass(frozen=True)
class Whole:
    """Parts of one thing; ``total`` in the unit. ``rest`` names what is left of it."""

    title: str
    unit: str
    parts: list[Part]
    total: float
    rest: str = ""


@dataclass
class Wholes:
    """A whole chart: one whole below the other."""

    wholes: list[Whole]
    entries: list[Entry] = field(default_factory=list)
    signs: bool = False

    def __call__(self, name: str, width: int) -> Scene:
        """Place everything in ``width`` pixels."""
        scene = Scene(name, width)
        scene.legend(self.entries)
        for index, whole in enumerate(self.wholes):
            scene.height += 10 if index else 0
            self._whole(scene, whole)
        scene.height = math.ceil(scene.height)
        return scene

    def _whole(self, scene: Scene, whole: Whole) -> None:
        line = scene.size * 1.25
        for text in scene.wrapped(whole.title, scene.width, bold=True):
            scene.height += line
            scene.write(0, scene.height, text, bold=True)
        top = scene.height + 13
        frame = Frame(Scale(0, whole.total, 1, scene.width - 1), Scale(0, 100, 0, 100))
        scene.frames.append(frame)
        at = 0.0
        for part in whole.parts:
            size = part.datum.number(whole.unit)
            frame.bars.append(Bar(at, at + size, top, top + HEIGHT, part.look, part.datum.ref))
            # A line above the bar joins all parts of one color, whatever their shades.
            frame.lines.append(Line(at, top - 4, at + size, top - 4, part.look.color, 3))
            at += size
        if whole.total - at > whole.total / 1000:
            rest = Look(Color.AXIS, hollow=True)
            frame.bars.append(Bar(at, whole.total, top, top + HEIGHT, rest))
        scene.height = top + HEIGHT + 4
        self._names(scene, whole)

    def _names(self, scene: Scene, whole: Whole) -> None:
        """Write who has which part below the bar, each behind a sample of its color, as many in a line as fit."""
        x, line = 0.0, scene.size * 1.55
        named = [(part.look, f"{part.name} {part.text}", part.datum.grade) for part in whole.parts]
        named += [(Look(Color.AXIS, hollow=True), whole.rest, "")] if whole.rest else []
        for look, text, grade in named:
            sign = ICON + 4 if self.signs and grade else 0
            width = 17 + scene.width_of(text) + sign
            if x and x + width > scene.width:
                x, scene.height = 0.0, scene.height + line
            middle = scene.height + line / 2
            scene.pixels.bars.append(Bar(x + 0.6, x + 11, middle - 5.5, middle + 5, look))
            scene.write(x + 17, middle + scene.size * 0.35, text)
            if sign:
                scene.icons.append(Icon(x + 17 + scene.width_of(text) + 3, middle - ICON / 2, grade))
            x += width + 14
        scene.height += line


def wholes(words: Words, entry: chart.Wholes) -> Drawn:
    """Place the wholes of an entry: of percent the whole is a hundred, else what the entry names or the parts' sum."""
    found = _shaded([_whole(words, entry, number, given) for number, given in enumerate(entry.wholes)])
    words.at = ()
    data = [part.datum for whole in found for part in whole.parts]
    legend = words.bar_legend(entry, [], data)
    signs = len({datum.grade for datum in data}) > 1
    described = (
        f"{whole.title}: {'; '.join([*(f'{p.name}, {p.text}' for p in whole.parts), *filter(None, [whole.rest])])}."
        for whole in found
    )
    return Drawn(Wholes(found, legend, signs), words.alt_text(entry.alt, described))


def _whole(words: Words, entry: chart.Wholes, number: int, given: chart.Whole) -> Whole:
    words.at = ("wholes", number)
    title, parts = words.plain(given.title), []
    for index, row in enumerate(given.parts):
        words.at = ("wholes", number, "parts", index)
        datum = words.reading(row.fact, row.at)
        name = words.named(row.name, datum, entry.row, title)
        what = words.plain(row.table) if row.table else words.named(row.name, datum, entry.table, title)
        datum = words.take.keep(datum.fact, datum.row, what)
        look = datum.bar(Color[row.color.upper()], datum.grade)
        parts.append(Part(name, datum.text("short" if given.unit == "percent" else "bare", given.unit), datum, look))
    words.at = ("wholes", number)
    words.on_one_scale(part.datum for part in parts)
    total = words.take(given.whole).number(given.unit) if given.whole else 100.0 if given.unit == "percent" else 0.0
    known = sum(part.datum.number(given.unit) for part in parts)
    if total and known > total * SLACK:
        raise ChartError(f"the parts come to {known:g}, more than the whole of {total:g}")
    return Whole(title, given.unit, parts, max(total, known), words.plain(given.rest) if given.rest else "")


def _shaded(found: list[Whole]) -> list[Whole]:
    """Give each name one shade of its color in all wholes, in the order of the one that has the most parts.

    What is alone in its color has the whole color. Raises ChartError where a color has more names than shades.
    """
    shades: dict[tuple[Color, str], float] = {}
    for whole in sorted(found, key=lambda whole: -len(whole.parts)):
        for color in Color:
            names = [part.name for part in whole.parts if part.look.color is color]
            for name in names if len(names) > 1 else ():
                if (color, name) not in shades:
                    used = sum(known is color for known, _ in shades)
                    if used >= len(SHADES):
                        raise ChartError(f"more than {len(SHADES)} parts of one color cannot be told apart")
                    shades[color, name] = SHADES[used]
    return [replace(whole, parts=[_with_shade(part, shades) for part in whole.parts]) for whole in found]


def _with_shade(part: Part, shades: dict[tuple[Color, str], float]) -> Part:
    return replace(part, look=replace(part.look, shade=shades.get((part.look.color, part.name), SHADES[0])))

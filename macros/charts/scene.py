"""What a chart is made of before it is drawn: scales, bars, points, lines and texts, placed in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from ..pages.view import MacroError

WIDE, NARROW = 680, 340  # one drawing for a column of text, one for a telephone
BROAD = 1000  # of a drawing that takes the free column of a wide screen too
ICON = 11.0  # the side of a sign of evidence
# Widths of Helvetica in thousandths of the size (Adobe's font metrics); the fonts of most systems are close to it.
_WIDTHS = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[]\\ft", 333: "()-`r", 355: '"', 389: "*", 469: "^",
    500: "Jckxsvyz", 584: "+<=>~−", 611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%",
    944: "W", 1015: "@",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}


@lru_cache(maxsize=20_000)
def thousandths(text: str) -> int:
    """Return the width of a text in thousandths of its size."""
    return sum(_WIDTH.get(c, 1000 if ord(c) > 0x2E7F else 556) for c in text)


def pixels(size: float, bold: bool = False) -> float:
    """Return how wide a thousandth of ``size`` is, a little on the safe side."""
    return size / 1000 * (1.1 if bold else 1.04)


def broken(text: str, most: float) -> list[str]:
    """Break a text at its spaces into lines of at most ``most`` thousandths of its size; a longer word has its own."""
    lines: list[str] = []
    taken, space = 0, thousandths(" ")
    most += 1e-6  # a width that is that of a text comes back by division, perhaps a hair too small
    for word in text.split():
        width = thousandths(word)
        if lines and taken + space + width <= most:
            lines[-1], taken = f"{lines[-1]} {word}", taken + space + width
        else:
            lines.append(word)
            taken = width
    return lines


@dataclass(frozen=True)
class Scale:
    """Maps values onto pixels; for identity both ranges are the same."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high, place = (math.log(v) if self.log else v for v in (self.low, self.high, value))
        return self.start + (place - low) / (high - low) * (self.end - self.start)


class ChartError(MacroError):
    """Values or an entry that no drawing can show. Any other error is one of the program."""


class Color(StrEnum):
    """A color by its name in the style sheet; the first four are for data."""

    CHINA = "1"
    ABROAD = "2"
    THIRD = "3"
    FOURTH = "4"
    TEXT = "text"
    PAPER = "paper"
    BAND = "band"
    GRID = "grid"
    AXIS = "axis"
    MUTED = "muted"


class Pattern(StrEnum):
    """What fills a bar."""

    SOLID = "solid"
    STRIPES = "stripes"
    DOTS = "dots"
    LINES = "lines"


@dataclass(frozen=True)
class Look:
    """How a mark looks: a hollow one shows the paper inside, whatever its pattern; a dashed one has a broken edge."""

    color: Color
    pattern: Pattern = Pattern.SOLID
    hollow: bool = False
    dashed: bool = False
    outlined: bool = True
    shade: float = 1  # how much of the color fills it

    @property
    def solid(self) -> bool:
        """True where neither pattern nor paper tells anything."""
        return self.pattern is Pattern.SOLID and not self.hollow


@dataclass(frozen=True)
class Bar:
    """A rectangle. ``ref`` names the readings it shows, ``fact=value``."""

    x0: float
    x1: float
    y0: float
    y1: float
    look: Look
    ref: str = ""


@dataclass(frozen=True)
class Dot:
    """A point of some shape."""

    x: float
    y: float
    shape: str
    look: Look
    ref: str = ""
    size: float = 90


@dataclass(frozen=True)
class Icon:
    """The sign of a kind of evidence, as beside the figures of the text, its upper left corner at ``x`` and ``y``."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: Color = Color.GRID
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True)
class Area:
    """A surface between corners, under everything else."""

    corners: tuple[tuple[float, float], ...]
    color: Color = Color.BAND


@dataclass(frozen=True)
class Text:
    """A text in pixels, its baseline at ``y``."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False
    muted: bool = False
    inside: str = ""  # the color of a text inside a mark


@dataclass
class Frame:
    """Marks that share two scales."""

    x: Scale
    y: Scale
    lines: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A line of the legend: a sample of the mark and what it stands for."""

    look: Look
    text: str
    shape: str = ""  # a bar where there is none; "stroke" for a fine upright line; "none" for nothing
    icon: str = ""  # the kind of evidence whose sign stands before the text


@dataclass
class Scene:
    """A whole drawing. ``id`` goes into the ids inside the SVG."""

    id: str
    width: int
    height: float = 0
    frames: list[Frame] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    icons: list[Icon] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its texts."""
        return 13 if self.width >= WIDE else 12.5

    @property
    def pixels(self) -> Frame:
        """The frame whose units are pixels, under all others."""
        if not self.frames:
            self.frames.append(Frame(Scale(0, self.width, 0, self.width), Scale(0, 100, 0, 100)))
        return self.frames[0]

    def write(
        self, x: float, y: float, text: str, anchor: str = "start", bold: bool = False, muted: bool = False
    ) -> None:
        """Add a text."""
        self.texts.append(Text(x, y, text, anchor, bold, muted))

    def number(self, x: float, y: float, number: int, look: Look) -> None:
        """Write a number into a dot."""
        color = Color.TEXT if look.hollow else Color.PAPER
        self.texts.append(Text(x, y + 4, str(number), "middle", True, inside=color))

    def legend(self, entries: list[Entry]) -> None:
        """Write the legend at the top, as many entries in a line as fit."""
        x, line, bars = 0.0, self.size * 1.6, self.pixels.bars
        for entry in entries:
            sample = -6 if entry.shape == "none" else 14 if entry.shape else 20
            before = sample + 6 + (ICON + 5 if entry.icon else 0)
            width = before + self.width_of(entry.text)
            if x and x + width > self.width:
                x, self.height = 0.0, self.height + line
            middle = self.height + line / 2
            if entry.icon:
                self.icons.append(Icon(x + sample + 6, middle - ICON / 2, entry.icon))
            if entry.shape == "stroke":
                bars.append(Bar(x + 6, x + 6, middle - 8, middle + 8, entry.look))
            elif entry.shape and entry.shape != "none":
                self.pixels.dots.append(Dot(x + 6, middle, entry.shape, entry.look))
            elif not entry.shape:
                bars.append(Bar(x + 0.5, x + sample, middle - 5.5, middle + 5.5, entry.look))
            self.write(x + before, middle + self.size * 0.35, entry.text)
            x += width + 16
        self.height += line + 8 if entries else 0

    def width_of(self, text: str, bold: bool = False) -> float:
        """Return about how wide a text is, a little on the safe side."""
        return thousandths(text) * pixels(self.size, bold)

    def wrapped(self, text: str, width: float, bold: bool = False) -> list[str]:
        """Break a text into as few lines as ``width`` allows, and these of about one length."""
        thousandth = pixels(self.size, bold)
        lines = broken(text, width / thousandth)
        narrow = width
        while len(lines) > 1 and narrow > width / 2:
            narrow -= self.size
            tighter = broken(text, narrow / thousandth)
            if len(tighter) > len(lines):
                break
            lines = tighter
        return lines


def ticks(low: float, high: float, number: int) -> list[float]:
    """Return about ``number`` round values from ``low`` to ``high``."""
    step = (high - low) / max(1, number)
    power = 10.0 ** math.floor(math.log10(step))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= step * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(first * step + k * step, 10) for k in range(int((high - first * step) / step + 1e-9) + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times the powers of ten from ``low`` to ``high``."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [v for p in powers for m in (1, 2, 5) if low * 0.999 <= (v := round(m * 10.0**p, 10)) <= high * 1.001]


def log_ends(values: list[float], room: float = 1.15) -> tuple[float, float]:
    """Return round ends of a logarithmic scale around values, with some room."""
    if min(values) <= 0:
        raise ChartError("a scale that multiplies needs values above zero")
    low, high = min(values) / room, max(values) * room
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    steps = [m * 10.0**p for p in powers for m in (1, 1.5, 2, 3, 5, 7)]
    return max(s for s in steps if s <= low), min(s for s in steps if s >= high)

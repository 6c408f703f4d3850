"""Lines across the rows of a panel, to hold these against: their names above, and values that keep clear of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .data import Datum
from .scene import ICON, Color, Icon, Scene

GAP = 6.0  # between a mark, or a line, and a value


@dataclass(frozen=True)
class Across:
    """What stands above a line, and the reading it draws."""

    name: str
    datum: Datum
    color: Color = Color.ABROAD


def named(scene: Scene, lines: Sequence[Across], places: Sequence[float], signs: bool) -> list[float]:
    """Write the names of lines above them and return where each line may begin, below its name.

    Names that would touch stand one above the other; ``places`` are the pixels of the lines.
    """
    free: list[float] = []  # where each row of names ends
    step, tops = scene.size * 1.25, dict[int, float]()
    shift = ICON / 2 + 2 if signs else 0
    for number in sorted(range(len(lines)), key=places.__getitem__):
        place, line = places[number], lines[number]
        half = scene.width_of(line.name) / 2 + shift
        at = min(max(place, half), scene.width - half)
        level = next((index for index, end in enumerate(free) if end < at - half), len(free))
        free[level : level + 1] = [at + half + 8]
        base = scene.height + (level + 1) * step - 5
        tops[number] = base + 4
        scene.write(at - shift, base, line.name, "middle", muted=True)
        if signs:
            x = at - shift + scene.width_of(line.name) / 2 + 3
            scene.icons.append(Icon(x, base - scene.size * 0.35 - ICON / 2, line.datum.grade))
    scene.height += len(free) * step
    return [tops[number] for number in range(len(lines))]


def behind(places: Iterable[float], at: float, wide: float, most: float) -> float:
    """Return where a value that would begin ``at`` does begin: behind a line through it, if there is room."""
    start = at
    for place in sorted(places):
        start = place + GAP if start - 2 < place < start + wide + 2 else start
    return start if start + wide <= most else at


def room_for(values: Sequence[tuple[float, float]], lines: Sequence[float], scale: float, most: float) -> float:
    """Return how long a scale may be, ``scale`` at most, so that values fit behind lines that would run through them.

    ``values`` are the share of the scale where each begins, and its width; ``lines`` the shares where lines stand;
    ``most`` is where values must end. All widths are in pixels from where the scale begins.
    """
    for share, wide in [*values, *values]:  # a shorter scale may bring another line into a value: once more
        start = share * scale + GAP
        for line in sorted(lines):
            if line and start - 2 < line * scale < start + wide + 2:
                scale = min(scale, (most - GAP - wide) / line)
                start = line * scale + GAP
    return scale

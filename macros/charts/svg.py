"""Write a scene as SVG. Every mark is in place already; this is the pen.

On a page each mark is a link to its fact. The drawing is hidden from those who hear the page, and its links from the
keyboard: they have the text alternative beside it and the table below it, whose figures are links too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from html import escape

from .icons import ICONS
from .scene import ICON, Color, Frame, Icon, Look, Pattern, Scene, Text

_Patterns = dict[tuple[Pattern, Color], None]
_Way = Callable[[str], str]

_TILES = {
    Pattern.STRIPES: '<path d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" stroke="var(--chart-{c})" stroke-width="1.6"/>',
    Pattern.DOTS: '<circle cx="1.5" cy="1.5" r="1.1" fill="var(--chart-{c})"/>'
    '<circle cx="4.5" cy="4.5" r="1.1" fill="var(--chart-{c})"/>',
    Pattern.LINES: '<path d="M1.5,0v6M4.5,0v6" stroke="var(--chart-{c})" stroke-width="1"/>',
}
_SHAPES = {  # around 0,0: r is half the size, d all of it, h the half height of a triangle, e half the arm of a cross
    "circle": "M{r},0A{r},{r},0,1,1,-{r},0A{r},{r},0,1,1,{r},0",
    "square": "M-{r},-{r}h{d}v{d}h-{d}Z",
    "diamond": "M-{r},0L0,-{r}L{r},0L0,{r}Z",
    "triangle-up": "M0,-{h}L-{r},{h}L{r},{h}Z",
    "triangle-down": "M0,{h}L-{r},-{h}L{r},-{h}Z",
    "cross": "M-{r},-{e}V{e}H-{e}V{r}H{e}V{e}H{r}V-{e}H{e}V-{r}H-{e}V-{e}Z",
}


def drawing(scene: Scene, row: _Way) -> str:
    """Return a scene as an ``svg`` element of a page; ``row`` gives the address of a fact, to which its mark leads."""
    kind = "wide" if scene.width > 500 else "narrow"
    marks, texts = inside(scene, row)
    return (
        f'<svg class="{kind}" aria-hidden="true" viewBox="0 0 {scene.width} {_number(scene.height)}" '
        f'font-size="{scene.size}" fill="currentColor">{marks}{texts}</svg>'
    )


def inside(scene: Scene, row: _Way | None = None) -> tuple[str, str]:
    """Return the marks of a scene and its texts; the marks are links where ``row`` gives the addresses of facts."""
    patterns: _Patterns = {}
    body = "".join(mark for frame in scene.frames for mark in _marks(frame, scene.id, patterns, row))
    body += "".join(map(_icon, scene.icons))
    return _defined(scene.id, patterns) + body, "".join(map(_text, scene.texts))


def _marks(frame: Frame, scene: str, patterns: _Patterns, row: _Way | None) -> Iterator[str]:
    def look(of: Look) -> dict[str, object]:
        color = f"var(--chart-{of.color})"
        fill = f"var(--chart-{Color.PAPER})" if of.hollow else color
        if of.pattern is not Pattern.SOLID and not of.hollow:
            patterns.setdefault((of.pattern, of.color))
            fill = f"url(#{scene}-{of.pattern}-{of.color})"
        dash = "3,2" if of.dashed else None
        shade = None if of.shade == 1 or of.hollow else of.shade
        return {
            "fill": fill,
            "fill_opacity": shade and f"{shade:g}",
            "stroke": color if of.outlined else None,
            "stroke_dasharray": dash,
        }

    x, y = frame.x.at, frame.y.at
    for area in frame.areas:
        way = "L".join(f"{_number(x(east))},{_number(y(north))}" for east, north in area.corners)
        yield _tag("path", d=f"M{way}Z", fill=f"var(--chart-{area.color})")
    for line in frame.lines:
        ends = {"x1": x(line.x0), "y1": y(line.y0), "x2": x(line.x1), "y2": y(line.y1)}
        width = None if line.width == 1 else line.width
        dash = "3,2" if line.dashed else None
        yield _tag("line", **ends, stroke=f"var(--chart-{line.color})", stroke_width=width, stroke_dasharray=dash)
    for bar in frame.bars:
        wide, high = x(bar.x1) - x(bar.x0), y(bar.y1) - y(bar.y0)
        start = f"M{_number(x(bar.x0))},{_number(y(bar.y0))}"
        path = f"{start}h{_number(wide)}v{_number(high)}h{_number(-wide)}Z"
        yield _linked(_tag("path", d=path, **look(bar.look), stroke_width=1.2, data_mark=bar.ref), bar.ref, row)
    for dot in frame.dots:
        r = math.sqrt(dot.size) / 2
        sizes = {"r": r, "d": 2 * r, "h": r * math.sqrt(3) / 2, "e": r * 0.4}
        path = _SHAPES[dot.shape].format(**{key: _number(size) for key, size in sizes.items()})
        at = f"translate({_number(x(dot.x))},{_number(y(dot.y))})"
        mark = _tag("path", d=path, **look(dot.look), stroke_width=1.6, transform=at, data_mark=dot.ref)
        yield _linked(mark, dot.ref, row)


def _linked(mark: str, ref: str, row: _Way | None) -> str:
    """Return a mark as a link to the row of the first fact that it shows."""
    return f'<a tabindex="-1" href="{row(ref.split("=")[0])}">{mark}</a>' if ref and row else mark


def _icon(icon: Icon) -> str:
    place = f"translate({_number(icon.x)},{_number(icon.y)}) scale({ICON / 16:.2f})"
    path, stroke = ICONS[icon.kind]
    fill, muted = ("none", "var(--chart-muted)") if stroke else ("var(--chart-muted)", None)
    rule = None if stroke else "evenodd"
    return _tag("path", d=path, transform=place, fill=fill, fill_rule=rule, stroke=muted, stroke_width=stroke or None)


def _text(text: Text) -> str:
    anchor = None if text.anchor == "start" else text.anchor
    weight = "bold" if text.bold else None
    fill = f"var(--chart-{text.inside})" if text.inside else "var(--chart-muted)" if text.muted else None
    plain = {"font_size": "11", "stroke": "none"} if text.inside else {}
    return _tag("text", text.text, x=text.x, y=text.y, text_anchor=anchor, font_weight=weight, fill=fill, **plain)


def _tag(name: str, text: str | None = None, /, **attributes: object) -> str:
    """Return an element; attributes without a value are left out, and numbers have one decimal."""
    body = "".join(
        f' {key.replace("_", "-")}="{_number(value) if isinstance(value, float) else escape(str(value))}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{name}{body}/>" if text is None else f"<{name}{body}>{escape(text)}</{name}>"


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0").replace("-0.", "-.")


def _defined(scene: str, patterns: _Patterns) -> str:
    tiles = "".join(
        f'<pattern id="{scene}-{name}-{color}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M0,0h6v6h-6Z" fill="var(--chart-paper)"/>{_TILES[name].format(c=color)}</pattern>'
        for name, color in patterns
    )
    return f"<defs>{tiles}</defs>" if tiles else ""

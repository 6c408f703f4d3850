"""Write a scene as SVG. Every mark is in place already; this is the pen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from html import escape

from .scene import Color, Frame, Look, Pattern, Scene, Text

_Patterns = dict[tuple[Pattern, Color], None]

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


def drawing(scene: Scene, label: str) -> str:
    """Return a scene as an ``svg`` element with ``label``, plain text, as its text alternative."""
    patterns: _Patterns = {}
    body = "".join(mark for frame in scene.frames for mark in _marks(frame, scene.id, patterns))
    body += "".join(map(_text, scene.texts))
    kind = "wide" if scene.width > 500 else "narrow"
    return (
        f'<svg class="{kind}" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {scene.width} {_number(scene.height)}" '
        f'font-size="{scene.size}" fill="currentColor">{_defined(scene.id, patterns)}{body}</svg>'
    )


def _marks(frame: Frame, scene: str, patterns: _Patterns) -> Iterator[str]:
    def look(of: Look) -> dict[str, object]:
        color = f"var(--chart-{of.color})"
        fill = f"var(--chart-{Color.PAPER})" if of.hollow else color
        if of.pattern is not Pattern.SOLID and not of.hollow:
            patterns.setdefault((of.pattern, of.color))
            fill = f"url(#{scene}-{of.pattern}-{of.color})"
        dash = "3,2" if of.dashed else None
        return {"fill": fill, "stroke": color if of.outlined else None, "stroke_dasharray": dash}

    x, y = frame.x.at, frame.y.at
    for line in frame.lines:
        ends = {"x1": x(line.x0), "y1": y(line.y0), "x2": x(line.x1), "y2": y(line.y1)}
        width = None if line.width == 1 else line.width
        dash = "3,2" if line.dashed else None
        yield _tag("line", **ends, stroke=f"var(--chart-{line.color})", stroke_width=width, stroke_dasharray=dash)
    for bar in frame.bars:
        wide, high = x(bar.x1) - x(bar.x0), y(bar.y1) - y(bar.y0)
        start = f"M{_number(x(bar.x0))},{_number(y(bar.y0))}"
        path = f"{start}h{_number(wide)}v{_number(high)}h{_number(-wide)}Z"
        yield _tag("path", d=path, **look(bar.look), stroke_width=1.2, data_mark=bar.ref)
    for dot in frame.dots:
        r = math.sqrt(dot.size) / 2
        sizes = {"r": r, "d": 2 * r, "h": r * math.sqrt(3) / 2, "e": r * 0.4}
        path = _SHAPES[dot.shape].format(**{key: _number(size) for key, size in sizes.items()})
        at = f"translate({_number(x(dot.x))},{_number(y(dot.y))})"
        yield _tag("path", d=path, **look(dot.look), stroke_width=1.6, transform=at, data_mark=dot.ref)


def _text(text: Text) -> str:
    anchor = None if text.anchor == "start" else text.anchor
    weight = "bold" if text.bold else None
    fill = "var(--chart-muted)" if text.muted else None
    return _tag("text", text.text, x=text.x, y=text.y, text_anchor=anchor, font_weight=weight, fill=fill)


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

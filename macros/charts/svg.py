"""Draw a scene as SVG with Vega-Altair and vl-convert, once for each content: the same scene comes from the cache."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .scene import Frame, Look, Scene, Text

CACHE = Path(".cache/charts")
_KEPT = frozenset(
    {
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "transform",
        "text-anchor",
        "font-weight",
        "font-size",
    }
)
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_TILES = {
    "stripes": '<path d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" stroke="var(--chart-{c})" stroke-width="1.6"/>',
    "dots": '<circle cx="1.5" cy="1.5" r="1.1" fill="var(--chart-{c})"/><circle cx="4.5" cy="4.5" r="1.1" fill="var(--chart-{c})"/>',
    "lines": '<path d="M1.5,0v6M4.5,0v6" stroke="var(--chart-{c})" stroke-width="1"/>',
}


def drawing(scene: Scene, label: str, draw: bool = True) -> str:
    """Return a scene as an ``svg`` element with ``label`` as its text alternative; an empty one where it would have to be drawn and may not."""
    path = CACHE / f"{key(scene)}.svg"
    try:
        inner = path.read_text("utf-8")
    except FileNotFoundError:
        inner = _draw(scene) if draw else ""
        if draw:
            keep(path, inner)
    kind = "wide" if scene.width > 500 else "narrow"
    return (
        f'<svg class="{kind}" role="img" aria-label="{escape(label)}" viewBox="0 0 {scene.width} {_round(str(scene.height))}" '
        f'font-size="{scene.size}" fill="currentColor">{inner}</svg>'
    )


def keep(path: Path, text: str) -> None:
    """Write a file of the cache; two builds at once never read half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(path)


def key(scene: Scene) -> str:
    """Return what names a drawing in the cache: a hash of all that goes into it, the drawing code and libraries included."""
    return sha256((json.dumps(asdict(scene), sort_keys=True) + makers()).encode()).hexdigest()


@lru_cache(maxsize=1)
def makers() -> str:
    """Return what draws: this code and the libraries, by version."""
    own = sha256(Path(__file__).read_bytes()).hexdigest()
    return f"{own} altair {version('altair')} vl-convert {version('vl-convert-python')}"


def _draw(scene: Scene) -> str:
    import vl_convert

    return _lean(vl_convert.vegalite_to_svg(specification(scene)), scene)


def specification(scene: Scene, validate: bool = False) -> dict[str, Any]:
    """Return the Vega-Lite specification of a scene. Its shape does not depend on the data, so the tests check it against the schema."""
    import altair as alt

    tables: dict[str, list[dict[str, Any]]] = {}
    layers = [layer for frame in scene.frames for layer in _frame(alt, frame, scene, tables)]
    layers += _texts(alt, scene, tables)
    chart = alt.LayerChart(
        layer=layers, width=scene.width, height=scene.height, autosize="none", padding=0, background="transparent",
        resolve=alt.Resolve(scale={"x": "independent", "y": "independent"}), config={"view": {"stroke": None}},
    )  # fmt: skip
    return {
        **chart.to_dict(validate=validate),
        "datasets": tables,
    }  # the tables last: Altair copies what it holds time and again


def _table(alt: Any, rows: list[dict[str, Any]], tables: dict[str, list[dict[str, Any]]]) -> Any:
    name = f"t{len(tables)}"
    tables[name] = rows
    return alt.Chart(alt.NamedData(name))


def _frame(alt: Any, frame: Frame, scene: Scene, tables: dict[str, list[dict[str, Any]]]) -> list[Any]:
    scales = [
        alt.Scale(type="log" if s.log else "linear", domain=[s.low, s.high], range=[s.start, s.end], nice=False, zero=False)
        for s in (frame.x, frame.y)
    ]  # fmt: skip
    place = {"x": alt.X("x:Q", scale=scales[0], axis=None), "y": alt.Y("y:Q", scale=scales[1], axis=None)}
    stroke = {"stroke": alt.Stroke("stroke:N", scale=None), "strokeDash": alt.StrokeDash("dash:N", scale=None)}
    filled = {**stroke, "fill": alt.Fill("fill:N", scale=None), "description": alt.Description("ref:N")}
    ends = {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    size = {"strokeWidth": alt.StrokeWidth("w:Q", scale=None)}
    shape = {"shape": alt.Shape("s:N", scale=None), "size": alt.Size("z:Q", scale=None)}
    found = []
    if frame.lines:
        rows = [
            {"x": i.x0, "y": i.y0, "x2": i.x1, "y2": i.y1, "w": i.width, **_look(Look("", i.stroke, i.dash), scene)}
            for i in frame.lines
        ]
        found.append(_table(alt, rows, tables).mark_rule(aria=False).encode(**ends, **place, **stroke, **size))
    if frame.bars:
        rows = [
            {"x": i.x0, "y": i.y0, "x2": i.x1, "y2": i.y1, "ref": i.ref or "-", **_look(i.look, scene)}
            for i in frame.bars
        ]
        found.append(_table(alt, rows, tables).mark_bar(strokeWidth=1.2).encode(**ends, **place, **filled))
    if frame.dots:
        rows = [
            {"x": i.x, "y": i.y, "s": i.shape, "z": i.size, "ref": i.ref or "-", **_look(i.look, scene)}
            for i in frame.dots
        ]
        found.append(
            _table(alt, rows, tables).mark_point(strokeWidth=1.6, opacity=1).encode(**place, **filled, **shape)
        )
    return found


def _texts(alt: Any, scene: Scene, tables: dict[str, list[dict[str, Any]]]) -> list[Any]:
    x, y = (alt.Scale(domain=[0, end], range=[0, end], nice=False, zero=False) for end in (scene.width, scene.height))
    groups: dict[tuple[str, bool, bool], list[Text]] = {}
    for text in scene.texts:
        groups.setdefault((text.anchor, text.bold, text.muted), []).append(text)
    layers = []
    for (anchor, bold, muted), texts in groups.items():
        align = {"start": "left", "middle": "center", "end": "right"}[anchor]
        paint, weight = "var(--chart-muted)" if muted else "currentColor", "bold" if bold else "normal"
        mark = _table(alt, [{"x": t.x, "y": t.y, "t": t.text} for t in texts], tables)
        mark = mark.mark_text(
            align=align, baseline="alphabetic", fontSize=scene.size, fontWeight=weight, fill=paint, aria=False
        )
        layers.append(
            mark.encode(x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None), text=alt.Text("t:N"))
        )
    return layers


def _look(look: Look, scene: Scene) -> dict[str, Any]:
    return {"fill": _paint(look.fill, scene), "stroke": _paint(look.edge, scene), "dash": [3, 2] if look.dash else None}


def _paint(name: str, scene: Scene) -> str | None:
    color, _, pattern = name.partition(":")
    return f"url(#{scene.id}-{pattern}-{color})" if pattern else f"var(--chart-{color})" if color else None


def _lean(svg: str, scene: Scene) -> str:
    """Return what stands inside Vega's svg element: marks and texts only, one decimal, patterns defined, records named."""
    marks: list[str] = []

    def walk(node: ElementTree.Element, dx: float, dy: float) -> None:
        tag = node.tag.rpartition("}")[2]
        moved = re.match(r"translate\(([^,]+),([^)]+)\)", node.get("transform", ""))
        if tag in ("g", "svg"):
            if moved:
                dx, dy = dx + float(moved[1]), dy + float(moved[2])
            for child in node:
                walk(child, dx, dy)
        elif node.get("class") not in ("background", "foreground") and node.get("fill") != "transparent":
            marks.append(_element(tag, node, dx, dy, scene))

    walk(ElementTree.fromstring(svg), 0, 0)
    return _patterns("".join(marks), scene) + "".join(marks)


def _element(tag: str, node: ElementTree.Element, dx: float, dy: float, scene: Scene) -> str:
    attributes = {name: value for name, value in node.attrib.items() if name in _KEPT}
    if attributes.get("fill") == "currentColor":
        del attributes["fill"]
    x, y = (float(n) for n in re.findall(_NUMBER, attributes.pop("transform", "0,0"))[:2])
    x, y = x + dx, y + dy
    if tag == "text":
        attributes["x"], attributes["y"] = str(x), str(y)
        if attributes.get("text-anchor") == "start":
            del attributes["text-anchor"]
        if float(attributes.pop("font-size", "0").removesuffix("px")) != scene.size:
            raise ValueError("every text of a drawing has its size")
        if attributes.get("font-weight") == "normal":
            del attributes["font-weight"]
    elif tag == "line":
        attributes["x1"], attributes["y1"] = str(x), str(y)
        attributes["x2"], attributes["y2"] = (
            str(start + float(attributes.get(end, "0"))) for start, end in ((x, "x2"), (y, "y2"))
        )
    elif x or y:
        attributes["transform"] = f"translate({x},{y})"
    if attributes.get("stroke-width") == "1":
        del attributes["stroke-width"]
    ref = node.get("aria-label", "")
    if "=" in ref and tag == "path":
        attributes["data-mark"] = ref
    body = " ".join(f'{name}="{_value(name, value)}"' for name, value in attributes.items())
    return f"<{tag} {body}>{escape(node.text or '')}</text>" if tag == "text" else f"<{tag} {body}/>"


def _value(name: str, value: str) -> str:
    exact = name in ("data-mark", "fill", "stroke") or name.startswith("font") or name.startswith("text")
    return escape(value) if exact else _round(value)


def _round(text: str) -> str:
    def shorter(match: re.Match[str]) -> str:
        return f"{round(float(match[0]), 1) + 0:.1f}".removesuffix(".0").replace("-0.", "-.") if match[0] else ""

    return _NUMBER.sub(shorter, text)


def _patterns(text: str, scene: Scene) -> str:
    found = dict.fromkeys(re.findall(rf"url\(#{scene.id}-(\w+)-(\w+)\)", text))
    tiles = "".join(
        f'<pattern id="{scene.id}-{name}-{c}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M0,0h6v6h-6Z" fill="var(--chart-paper)"/>{_TILES[name].format(c=c)}</pattern>'
        for name, c in found
    )
    return f"<defs>{tiles}</defs>" if tiles else ""

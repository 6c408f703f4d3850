"""The figure of a chart: caption, drawings, and the data as a table that opens on demand. Here text becomes HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from ..facts import like
from ..facts.text import reading_text
from ..pages import elements
from ..pages.markup import grid, row
from ..pages.view import View
from .data import Datum
from .scene import NARROW, WIDE, Scene
from .svg import drawing

Draw = Callable[[str, int], Scene]


@dataclass
class Picture:
    """A chart in all its forms: ``title`` and ``alt`` as plain text, ``caption`` as HTML, its drawing, its data.

    ``mixes`` says, as HTML, why figures that are not alike stand on one scale.
    """

    title: str
    caption: str
    alt: str
    draw: Draw
    data: list[Datum]
    mixes: str = ""

    def scenes(self, name: str) -> list[Scene]:
        """Return the drawings before they are drawn, wide and narrow."""
        return [self.draw(f"{name}-{kind}", width) for kind, width in (("w", WIDE), ("n", NARROW))]


def figure(view: View, name: str, of: str, scenes: list[Scene], picture: Picture) -> str:
    """Return the figure of a chart as HTML."""
    title = escape(picture.title, quote=False)
    caption = f"<figcaption><strong>{title}</strong> {picture.caption}</figcaption>"
    drawings = "".join(drawing(scene, picture.alt) for scene in scenes)
    head = ("What", "Value", "As of", "Evidence")
    rows = [_table_row(view, datum) for datum in picture.data]
    table = grid(head, rows, f"Data: {picture.title}", "chart-table")
    note = f'<p class="mixes"><strong>{like.LABEL}.</strong> {picture.mixes}</p>' if picture.mixes else ""
    details = f'<details class="chart-data"><summary>The chart as a table</summary>{table}</details>'
    whose = f' data-of="{of}"' if of else ""
    start = f'<figure class="chart" data-chart="{name}"{whose} data-search-exclude>'
    return f"{start}{caption}{drawings}{note}{details}</figure>"


def _table_row(view: View, datum: Datum) -> str:
    fact, reading = datum.fact, datum.row
    value = elements.element(view, fact, reading, reading_text(fact, reading, "long"))
    if reading.basis:
        value += f' <small class="basis">{escape(reading.basis)}</small>'
    when = elements.dated(reading.as_of, fact.id, "as_of", "short") if reading.as_of else ""
    if reading.ahead:
        due = elements.dated(reading.due, fact.id, "due", "short") if reading.due else ""
        when += f"<br><small>{datum.ahead}{due and f' for {due}'}</small>"
    return row(escape(datum.what), value, when, elements.evidence(reading.evidence), data_record=fact.id)

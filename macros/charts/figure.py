"""The figure of a chart: its finding, drawings, notes, sources, and the data as a table. Here text becomes HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from ..facts import like
from ..facts.text import reading_text
from ..pages import elements
from ..pages.markup import grid, row, tag
from ..pages.view import View
from . import alone, credits
from .data import Datum
from .scene import BROAD, NARROW, WIDE, Scene
from .svg import drawing

Draw = Callable[[str, int], Scene]
FOLDER = "charts"  # below that of the downloads


@dataclass
class Picture:
    """A chart in all its forms. ``title`` and ``subtitle`` are HTML and plain text, ``caption`` and ``mixes`` HTML.

    ``mixes`` says why figures that are not alike stand on one scale; ``drawn`` are the data that have a mark.
    """

    view: View
    id: str
    title: tuple[str, str]
    subtitle: tuple[str, str]
    caption: str
    alt: str
    draw: Draw
    data: list[Datum]
    drawn: list[Datum]
    mixes: str = ""
    broad: bool = False
    wide: Scene = field(init=False)

    def __post_init__(self) -> None:
        self.wide = self.draw(f"{self.id}-w", BROAD if self.broad else WIDE)

    def scenes(self, name: str = "") -> list[Scene]:
        """Return the drawings before they are drawn, wide and narrow."""
        return [self.wide, self.draw(f"{name or self.id}-n", NARROW)]

    @cached_property
    def notes(self) -> list[str]:
        """What stands below the drawing, as HTML: the caption, and why unlike figures stand on one scale."""
        mixes = f"<strong>{like.LABEL}.</strong> {self.mixes}" if self.mixes else ""
        return [note for note in (self.caption, mixes) if note]

    @cached_property
    def said(self) -> list[credits.Said]:
        """The readings behind the marks."""
        return credits.said(self.view.ledger, self.drawn)

    @cached_property
    def credit(self) -> str:
        """Who says so, as plain text."""
        return credits.line(credits.claimants(self.view.ledger, self.said))

    def files(self, address: str) -> Iterator[tuple[str, bytes]]:
        """Yield what is to be taken along, by its name below the downloads; ``address`` is that of the chart."""
        when = " to ".join(credits.written(self.said))
        source = f"Source: {self.credit}{when and f'; as of {when}'}"
        words = alone.Words(self.title[1], self.subtitle[1], self.alt, self.notes, f"{source}. {address}")
        yield f"{FOLDER}/{self.id}.svg", alone.drawing(self.wide, words).encode()
        yield f"{FOLDER}/{self.id}.csv", alone.table(self.view.ledger, self.id, self.title[1], self.data)


def figure(name: str, of: str, picture: Picture) -> str:
    """Return the figure of a chart as HTML."""
    view = picture.view
    title, subtitle = picture.title[0], picture.subtitle[0]
    caption = f"<figcaption><strong>{title}</strong>{subtitle and f' <span>{subtitle}</span>'}</figcaption>"
    drawings = "".join(drawing(scene, view.row) for scene in picture.scenes())
    alt = tag("p", escape(picture.alt), class_="unseen")
    notes = "".join(tag("p", note, class_="note") for note in picture.notes)
    head = ("What", "Value", "As of", "Evidence")
    rows = [_table_row(view, datum) for datum in picture.data]
    table = grid(head, rows, f"Data: {picture.title[1]}", "chart-table")
    details = f'<details class="chart-data"><summary>The chart as a table</summary>{table}</details>'
    whose = f' data-of="{of}"' if of else ""
    kind = "chart broad" if picture.broad else "chart"
    start = f'<figure class="{kind}" id="chart-{picture.id}" data-chart="{name}"{whose} data-search-exclude>'
    return f"{start}{caption}{drawings}{alt}{notes}{_source(picture)}{details}</figure>"


def _source(picture: Picture) -> str:
    """Return the line below a chart: who says so, as of when, and the ways to its data, its picture and its address."""
    dated = [elements.dated(as_of, name, "as_of", "short") for as_of, name in credits.period(picture.said)]
    when = f"; as of {' to '.join(dated)}" if dated else ""
    path = f"{'../' * picture.view.page.count('/')}data/{FOLDER}/{picture.id}"
    ways = {"CSV": f"{path}.csv", "SVG": f"{path}.svg", "Link": f"#chart-{picture.id}"}
    links = " · ".join(f'<a href="{to}">{word}</a>' for word, to in ways.items())
    return f'<p class="credit">Source: {elements.marked(picture.credit)}{when}. <span class="nb">{links}</span></p>'


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

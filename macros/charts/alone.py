"""A chart to be taken along: a picture that stands alone, with its words around it, and its rows as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from ..facts import records, spreadsheet
from ..facts.ledger import Ledger
from ..facts.tables import Table
from . import credits
from .data import Datum
from .scene import Scene, broken, pixels
from .svg import inside

MARGIN = 20
# The colors of the style sheet in light; a test holds the two together.
COLORS = {
    "1": "#b4491c", "2": "#3b5f8a", "3": "#6b717b", "4": "#7a6a2f", "text": "#1b1f26", "muted": "#4f5661",
    "axis": "#4f5661", "grid": "#dedad0", "band": "#e9e4da", "paper": "#fdfcf9",
}  # fmt: skip
_VARIABLE = re.compile(r"var\(--chart-(\w+)\)")
_TAG = re.compile(r"<[^>]*>")
FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif"
COLUMNS = (
    records.Column("row", "string", "How the chart names it", needed=True),
    records.Column("fact", "string", "The fact, by its id", needed=True),
    *records.VALUE, *records.SAID, *records.AHEAD[:5],
    records.Column("claimants", "string", "Who says so, and who carries it", needed=True),
    records.Column("sources", "ids", "Keys of the sources; of a computed fact those of its inputs"),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What stands around a picture; ``notes`` are HTML, everything else is plain text."""

    title: str
    subtitle: str
    alt: str
    notes: Iterable[str]
    source: str


def drawing(scene: Scene, words: Words) -> str:
    """Return a whole SVG file: title, subtitle, the drawing with its legend, notes, source line and address."""
    head, height = _lines(scene, words.title, MARGIN, 18, bold=True)
    if words.subtitle:
        lines, height = _lines(scene, words.subtitle, height + 2, scene.size)
        head += lines
    top = height + 10
    height = top + scene.height + 8
    foot = ""
    for note in [*map(plain, words.notes), words.source]:
        lines, height = _lines(scene, note, height, 11)
        foot, height = foot + lines, height + 4
    marks, texts = inside(scene)
    width, high = scene.width + 2 * MARGIN, round(height + MARGIN / 2)
    halo = 'stroke="var(--chart-paper)" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    body = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{high}" viewBox="0 0 {width} {high}" '
        f'role="img" aria-labelledby="title about" font-family="{FONTS}" font-size="{scene.size}" '
        f'fill="var(--chart-text)"><title id="title">{escape(words.title)}</title>'
        f'<desc id="about">{escape(words.alt)}</desc><path d="M0,0h{width}v{high}H0Z" fill="var(--chart-paper)"/>'
        f'{head}<g transform="translate({MARGIN},{top:.0f})">{marks}<g {halo}>{texts}</g></g>{foot}</svg>\n'
    )
    return _VARIABLE.sub(lambda found: COLORS[found[1]], body)


def _lines(scene: Scene, text: str, top: float, size: float, bold: bool = False) -> tuple[str, float]:
    """Return a text broken into lines, and where the next one may begin."""
    lines = broken(text, scene.width / pixels(size, bold))
    look = ' font-weight="bold"' if bold else ' fill="var(--chart-muted)"'
    written = "".join(
        f'<text x="{MARGIN}" y="{top + size * (0.95 + 1.3 * index):.1f}" font-size="{size:g}"{look}>'
        f"{escape(line)}</text>"
        for index, line in enumerate(lines)
    )
    return written, top + size * 1.3 * len(lines)


def plain(html: str) -> str:
    """Return the words of HTML."""
    return unescape(_TAG.sub("", html))


def table(ledger: Ledger, name: str, title: str, data: Iterable[Datum]) -> bytes:
    """Return the rows of a chart as CSV, as its table shows them."""
    rows = [_row(ledger, datum) for datum in data]
    return b"".join(spreadsheet.parts(Table(name, title, "", COLUMNS, rows, ())))


def _row(ledger: Ledger, datum: Datum) -> records.Row:
    said = credits.said(ledger, [datum])
    keys = dict.fromkeys(key for _, row in said for key in row.sources)
    own = {"row": datum.what, "fact": datum.fact.id, "claimants": credits.line(credits.claimants(ledger, said))}
    return records.reading(ledger, datum.fact, datum.row) | own | {"sources": list(keys)}

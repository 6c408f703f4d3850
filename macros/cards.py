"""Link previews: one picture a page, drawn at build from its title and its first figure, without any network."""

from __future__ import annotations

import hashlib
import shutil
from html import escape
from pathlib import Path
from textwrap import wrap

from . import format as forms
from .inline import EVIDENCE
from .ledger import Fact
from .view import Book

WIDTH, HEIGHT = 1200, 630
# The font comes with the drawing library, so that every machine draws the same picture.
FONT = "Liberation Sans"


def draw_cards(book: Book, site: Path, cache: Path) -> None:
    """Write ``assets/cards/<page>.png`` below ``site``; pictures are kept by content in ``cache``."""
    for page in book.pages:
        drawing = card(book, page)
        kept = cache / f"{hashlib.sha256(drawing.encode()).hexdigest()}.png"
        if not kept.exists():
            import vl_convert

            cache.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(vl_convert.svg_to_png(drawing, scale=1))
        target = site / "assets" / "cards" / (page.removesuffix(".md") + ".png")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)


def card(book: Book, page: str) -> str:
    """Return the picture of a page as SVG."""
    lines = wrap(book.titles.get(page, page), 30)[:3]
    title = "".join(_text(80, 150 + 76 * row, 64, line, "#12202f", "bold") for row, line in enumerate(lines))
    fact = headline(book, page)
    figure = ""
    if fact is not None:
        label = wrap(f"{book.ledger.subjects[fact.subject].name}: {fact.label}", 62)
        shown = forms.reading(fact, fact.current)
        figure = _text(80, 440, 60, shown, "#0b5c58", "bold") + _text(80, 490, 28, label[0] + (" ..." if len(label) > 1 else ""), "#43525f")
        figure += _text(80, 530, 24, EVIDENCE[fact.current.evidence], "#43525f")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fbfaf6"/><rect width="24" height="{HEIGHT}" fill="#0b5c58"/>'
        f"{title}{figure}{_text(80, 590, 26, book.ledger.site.name + ' · every number sourced', '#12202f')}</svg>"
    )


def headline(book: Book, page: str) -> Fact | None:
    """Return the page's first figure: a current number that is short enough to be read at a glance."""
    for name in book.page_facts.get(page, ()):
        fact = book.ledger.facts[name]
        if fact.unit.numeric and len(forms.reading(fact, fact.current)) <= 34:
            return fact
    return None


def _text(x: int, y: int, size: int, text: str, fill: str, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'

"""Link previews: one picture a page, drawn at build from its title and its first figure, without any network."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from ..facts.ledger import Fact
from ..facts.text import EVIDENCE, reading_text
from ..pages.book import Book
from ..values import format as forms

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, LEFT = 1200, 630, 84
# The colors of the site in light. A picture is made of paper and of shades of each ink on it.
PAPER, INK, INK_2, RULE, SEAL, LINK = "#fdfcf9", "#1b1f26", "#4f5661", "#b3ac9d", "#ab2f19", "#0b5773"
INKS = (INK, INK_2, RULE, SEAL, LINK)
SHADES = 16


@dataclass(frozen=True)
class Card:
    """What a picture says: the page's title, and its first figure with what it is and who says so."""

    title: str
    figure: str
    what: str
    evidence: str
    site: str

    @property
    def key(self) -> str:
        """What names the picture in the cache: a hash of all that goes into it, code and library included."""
        return hashlib.sha256(f"{json.dumps(asdict(self), sort_keys=True)} {_maker()}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _maker() -> str:
    return f"{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()} pillow {version('pillow')}"


def draw_cards(book: Book, site: Path, cache: Path) -> None:
    """Write ``assets/cards/<page>.png`` below ``site``; pictures are kept by content in ``cache``."""
    for page, kept in keep_cards(book, cache).items():
        target = site / "assets" / "cards" / (page.removesuffix(".md") + ".png")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, target)


def keep_cards(book: Book, cache: Path) -> dict[str, Path]:
    """Draw into ``cache`` the pictures that it lacks; return where that of each page is."""
    found = {}
    for page in book.pages:
        picture = card(book, page)
        found[page] = kept = cache / f"{picture.key}.png"
        if not kept.exists():
            cache.mkdir(parents=True, exist_ok=True)
            draw(picture, kept.with_suffix(".part"))
            kept.with_suffix(".part").replace(kept)  # a build that is cut off leaves no half picture behind
    return found


def card(book: Book, page: str) -> Card:
    """Return what the picture of a page says."""
    fact = headline(book, page)
    title, name = book.pages[page].title, book.ledger.site.name
    if fact is None:
        return Card(title, "", "", "", name)
    subject = book.ledger.subjects[fact.subject].name
    what = fact.label if fact.label.startswith(subject) else f"{subject}: {fact.label}"
    row = fact.current
    figure = reading_text(fact, row)
    return Card(
        title,
        figure,
        what,
        ", ".join(filter(None, (EVIDENCE[row.evidence], row.as_of and forms.date(row.as_of)))),
        name,
    )


def headline(book: Book, page: str) -> Fact | None:
    """Return the page's first figure: a current number that is short enough to be read at a glance."""
    for name in book.pages[page].facts:
        fact = book.ledger.facts[name]
        if fact.unit.numeric and len(reading_text(fact, fact.current)) <= 34:
            return fact
    return None


def draw(picture: Card, path: Path) -> None:
    """Draw a card into a PNG file. The letters come from a package, so the fonts of a machine change nothing."""
    from PIL import Image

    image = Image.new("P", (WIDTH, HEIGHT))
    image.putpalette(_palette())
    _box(image, (0, 0, WIDTH, 15), SEAL)
    _mark(image, LEFT, 66)
    _text(image, LEFT + 66, 72, 34, picture.site, INK, bold=True)
    lines = wrap(picture.title, 25)[:3]
    size = 84 if len(lines) < 3 else 68
    for row, line in enumerate(lines):
        _text(image, LEFT, 158 + row * int(size * 1.12), size, line, INK, bold=True)
    _box(image, (LEFT, 404, WIDTH - LEFT, 405), RULE)
    _box(image, (LEFT, 409, WIDTH - LEFT, 410), RULE)
    if picture.figure:
        what = wrap(picture.what, 72)
        _text(image, LEFT, 426, 64 if len(picture.figure) <= 26 else 54, picture.figure, LINK, bold=True)
        _text(image, LEFT, 510, 29, what[0] + (" ..." if len(what) > 1 else ""), INK_2)
        _text(image, LEFT, 554, 27, picture.evidence, SEAL)
    else:
        _text(image, LEFT, 446, 40, "Every number sourced", INK_2)
    image.save(path, "png", compress_level=6)


def _palette() -> list[int]:
    """Return paper, then each ink from its faintest shade on paper to itself, as red, green and blue."""
    from PIL.ImageColor import getrgb

    paper, colors = getrgb(PAPER), list(getrgb(PAPER))
    for ink in map(getrgb, INKS):
        for shade in range(1, SHADES + 1):
            colors += [round(under + (over - under) * shade / SHADES) for under, over in zip(paper[:3], ink[:3])]
    return colors


def _index(ink: str, shade: int = SHADES) -> int:
    return INKS.index(ink) * SHADES + shade


def _box(image: Image, box: tuple[int, int, int, int], ink: str) -> None:
    """Fill a rectangle, its right and lower edges included."""
    left, top, right, bottom = box
    image.paste(_index(ink), (left, top, right + 1, bottom + 1))


def _text(image: Image, x: int, y: int, size: int, text: str, ink: str, bold: bool = False) -> None:
    from PIL import Image as images
    from PIL.ImageDraw import Draw

    font = letters(size, bold)
    _, _, right, bottom = font.getbbox(text)
    mask = images.new("L", (int(right) + 1, int(bottom) + 1))
    Draw(mask).text((0, 0), text, fill=255, font=font)
    shades = [-(-cover * SHADES // 255) for cover in range(256)]
    image.paste(
        mask.point([_index(ink, s) if s else 0 for s in shades]), (x, y), mask.point([255 * bool(s) for s in shades])
    )


def letters(size: int, bold: bool = False) -> FreeTypeFont:
    """Return the letters of the pictures in a size, in pixels."""
    from PIL import ImageFont

    files = resources.files("font_source_serif_pro") / "files"
    name = f"SourceSerifPro-{'Bold' if bold else 'Regular'}.ttf"
    return ImageFont.truetype(str(files / name), size, layout_engine=ImageFont.Layout.BASIC)


def _mark(image: Image, x: int, y: int) -> None:
    """Draw the site's mark: a chip whose face is a page of accounts."""
    for row in range(4):
        for side in (0, 44):
            _box(image, (x + side, y + 7 + row * 10, x + side + 5, y + 10 + row * 10), SEAL)
    _box(image, (x + 8, y, x + 41, y + 48), SEAL)
    image.paste(0, (x + 13, y + 5, x + 37, y + 44))
    for line in (12, 19, 30, 35):
        _box(image, (x + 17, y + line, x + 32, y + line + 2), SEAL)

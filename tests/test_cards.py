"""The pictures of link previews: what they say, on every machine alike, and the tags that name them."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from macros.pages.book import Book
from macros.site import cards

from .engine import engine, project
from .site import ROOT, Page

MISSING = "\U000e0fff"  # a character no font has


def head(source: str, name: str) -> list[str]:
    """Return the contents of the meta elements of a name."""
    return re.findall(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)"', source.partition("</head>")[0])


def test_every_page_has_a_picture_of_its_own(site: Path, pages: dict[str, Page]) -> None:
    files = {
        path.relative_to(site / "assets" / "cards").with_suffix(".html").as_posix(): path
        for path in (site / "assets" / "cards").rglob("*.png")
    }
    assert set(files) == set(pages)
    for path in files.values():
        with Image.open(path) as image:
            assert image.size == (cards.WIDTH, cards.HEIGHT)
        assert path.stat().st_size < 40_000, path
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in files.values()}) == len(files)


def test_a_card_says_the_title_and_the_first_figure_with_who_says_so(book: Book) -> None:
    card = cards.card(book, "ascend/supply.md")
    assert (card.title, card.figure, card.evidence) == (
        "Huawei Ascend: supply",
        "about 812,000 cards",
        "analyst estimate, 2025",
    )
    assert card.what == "Ascend supply: Huawei AI accelerators shipped in China"
    assert cards.card(book, "glossary.md").figure == ""


def test_everything_fits_and_every_letter_is_there(book: Book) -> None:
    room = cards.WIDTH - 2 * cards.LEFT
    none = {size: bytes(cards.letters(size).getmask(MISSING)) for size in (29, 64)}
    for page in book.pages:
        card = cards.card(book, page)
        assert cards.letters(64 if len(card.figure) <= 26 else 54, bold=True).getlength(card.figure) <= room, page
        assert cards.letters(29).getlength(card.what[:72]) <= room, page
        for text, size in ((card.title, 64), (card.figure, 64), (card.what, 29), (card.evidence, 29)):
            font = cards.letters(size)
            assert not [letter for letter in set(text) - {" "} if bytes(font.getmask(letter)) == none[size]], (
                f"{page}: {text}"
            )


def test_a_machines_fonts_change_nothing(tmp_path: Path) -> None:
    """The same picture comes out where the machine has no fonts at all."""
    script = (
        "import sys; from pathlib import Path; from macros.site import cards; "
        "cards.draw(cards.Card('Title', 'CNY 1', 'What', 'who', 'Site'), Path(sys.argv[1]))"
    )
    empty = tmp_path / "fonts.conf"
    empty.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', "utf-8")
    made = []
    for name, environment in (
        ("here", {}),
        ("bare", {"FONTCONFIG_FILE": str(empty), "HOME": str(tmp_path), "XDG_DATA_DIRS": str(tmp_path), "LC_ALL": "C"}),
    ):
        result = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / f"{name}.png")],
            cwd=ROOT,
            env={"PATH": "", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        made.append((tmp_path / f"{name}.png").read_bytes())
    assert made[0] == made[1]


def test_every_page_says_how_its_link_looks(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for name in ("og:title", "og:description", "og:site_name", "og:type"):
            values = head(page.source, name)
            assert len(values) == 1 and values[0].strip() and not re.search(r"[{}<]", values[0]), (
                f"{page.name}: {name} is {values}"
            )
        assert not head(page.source, "og:image")  # a picture needs an absolute address, and this build has none


def test_with_an_address_each_page_names_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = engine(project(tmp_path))
    settings = (tiny.root / "mkdocs.yml").read_text("utf-8")
    tiny.write("mkdocs.yml", settings.replace('!ENV [SITE_URL, ""]', "https://ledger.example/"))
    result = tiny.run("macros", "build")
    assert result.returncode == 0, result.stderr
    for path in (tiny.root / "site").glob("*.html"):
        if path.name == "404.html":
            continue
        source = path.read_text("utf-8")
        (image,) = head(source, "og:image")
        assert image == f"https://ledger.example/assets/cards/{path.stem}.png"
        assert (tiny.root / "site" / image.removeprefix("https://ledger.example/")).is_file()
        assert head(source, "og:url") == [f"https://ledger.example/{path.name}"]
        assert head(source, "twitter:card") == ["summary_large_image"]

"""The book that is kept for the next command: what it says is what a reading of all files says, in less time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.pages.book import Book, Page
from macros.reading import validate
from macros.site import ahead, kept
from macros.site.ahead import open_book
from macros.values.problem import DataError, Problem

from .engine import Project

TESTED = """\
        evidence: measured
        by: the-lab
        sources: [city-paper]
"""
LAB = "  the-lab:\n    name: The Lab\n    kind: research\n    subject: summit\n"
# Each edit breaks a rule, most of them of an entry in another file than the one that is edited.
BREAKS = {
    "a value": ("data/summit.yml", "25_500_000_000", "26_500_000_000"),
    "a print": ("data/summit.yml", "printed: US$3.71 billion", "printed: 3.71 billion euros"),
    "zeros of a number": ("data/chips.yml", "value: 150\n", "value: 150.50\n"),
    "the unit of a common key": ("data/vocabulary.yml", "unit: bytes", "unit: money"),
    "a source less": ("data/sources.yml", "  trade-paper:", "  paper-trade:"),
    "the language of a source": ("data/sources.yml", "kind: news\n    lang: en", "kind: news\n    lang: nowhere"),
    "a tester who sells": ("data/publishers.yml", LAB, LAB.replace("research", "company")),
    "a tester who is the maker": ("data/publishers.yml", LAB, LAB.replace("summit", "acme")),
    "a tester who is the maker's parent": ("data/chips.yml", "  acme:\n", "  acme:\n    links: {parent: summit}\n"),
    "the site's day": ("data/site.yml", "2026-11-23", "2026-05-23"),
    "a subject less": ("data/chips.yml", "  acme:\n", "  acmes:\n"),
    "a link": ("data/summit.yml", "links: {maker: acme}", "links: {maker: acmee}"),
    "a formula": ("data/summit.yml", "summit.investment / summit.investment-usd", "summit.investment / summit.date"),
    "a file that is cut off": ("data/glossary.yml", "A computer in a rack.\n", "A computer in a rack."),
    "a call": ("docs/summit.md", '{{ term("rack") }}', '{{ term("racks") }}'),
    "a number typed into a page": ("docs/summit.md", "Signed on", "Signed 4 of"),
    "a link of a page": ("docs/summit.md", "(chips.md#table)", "(chip.md)"),
    "an address that goes": ("docs/chips.md", "{: #table }", "{: #tables }"),
    "the navigation": ("mkdocs.yml", ": index.md", ": nowhere.md"),
}


@pytest.fixture
def tiny(tiny: Project) -> Project:
    tiny.replace("data/publishers.yml", "  wire:\n", LAB + "  wire:\n")
    tiny.replace("data/chips.yml", "        printed: 150 engineers\n", "        printed: 150 engineers\n" + TESTED)
    tiny.replace("docs/summit.md", "[chips](chips.md)", "[chips](chips.md#table)")
    return tiny


def told(tiny: Project, opened: Any) -> tuple[list[str], dict[str, str]]:
    """Return what is wrong, and what the pages hold where nothing is."""
    try:
        book = opened(tiny.root)
    except DataError as error:
        return [str(problem) for problem in error.problems], {}
    return [], {name: page.whole_text for name, page in book.pages.items()}


@pytest.mark.parametrize("what", BREAKS)
def test_an_edit_is_judged_as_if_nothing_had_been_kept(tiny: Project, what: str) -> None:
    assert told(tiny, kept.opened)[0] == []
    file, old, new = BREAKS[what]
    text = (tiny.root / file).read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    tiny.write(file, text.replace(old, new, 1))
    wrong, pages = told(tiny, kept.opened)
    assert (wrong, pages) == told(tiny, open_book)
    assert wrong, "the edit breaks nothing"
    tiny.write(file, text)
    assert told(tiny, kept.opened) == told(tiny, open_book)


def test_what_was_not_edited_is_not_read_again(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.opened(tiny.root)
    read: list[str] = []
    real, fill = validate.validated, ahead.fill

    def validated(name: str, content: bytes) -> validate.File:
        read.append(name)
        return real(name, content)

    def filled(book: Book, page: Page, watch: bool = False) -> list[Problem]:
        read.append(page.name)
        return fill(book, page, watch)

    monkeypatch.setattr("macros.reading.load.validated", validated)
    monkeypatch.setattr(ahead, "fill", filled)
    monkeypatch.setattr("macros.reading.spread.cores", lambda: 1)
    kept.opened(tiny.root)
    assert read == []
    tiny.replace("data/glossary.yml", "A computer in a rack.", "A computer of a rack.")
    kept.opened(tiny.root)
    assert read[0] == "data/glossary.yml" and "glossary.md" in read and "index.md" not in read
    read.clear()
    kept.opened(tiny.root)
    assert read == []


def test_a_book_of_other_code_is_not_used(tiny: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept.opened(tiny.root)
    assert kept._last(tiny.root)
    (tmp_path / "code").mkdir()
    monkeypatch.setattr(kept, "_CODE", tmp_path / "code")
    assert kept._last(tiny.root) is None
    kept.opened(tiny.root)
    assert kept._last(tiny.root)
    (tmp_path / "code" / "new.py").write_text("", "utf-8")
    assert kept._last(tiny.root) is None


@pytest.mark.parametrize("content", [b"", b"\x80" * 32, b"half", None])
def test_what_cannot_be_read_is_read_anew(tiny: Project, content: bytes | None) -> None:
    kept.opened(tiny.root)
    file = tiny.root / kept.FILE
    file.write_bytes(file.read_bytes()[:999] if content is None else content)
    assert told(tiny, kept.opened) == told(tiny, open_book)


def test_a_place_that_takes_no_file_is_no_error(tiny: Project) -> None:
    (tiny.root / kept.FILE).unlink(missing_ok=True)
    (tiny.root / kept.FILE).mkdir(parents=True)
    assert told(tiny, kept.opened) == told(tiny, open_book)
    assert [path.name for path in (tiny.root / ".cache").glob("book*")] == ["book"]
    (tiny.root / ".cache").rename(tiny.root / "other")
    (tiny.root / ".cache").write_text("in the way", "utf-8")
    try:
        assert told(tiny, kept.opened) == told(tiny, open_book)
    finally:
        (tiny.root / ".cache").unlink()
        (tiny.root / "other").rename(tiny.root / ".cache")

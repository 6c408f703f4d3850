"""A page that is kept after an edit of the data is, byte for byte, what it would be if it were filled in again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from macros.pages.book import Book, Page
from macros.site.ahead import open_book

from .engine import Project, project
from .test_chart_entries import CHART
from .tiny import CHIPS

MORE = {
    "docs/acme.md": '# Acme\n\n{{ name("acme") }} of {{ cite("trade-paper") }}: {{ items("acme-two.uses") }}\n',
    "docs/one.md": '# One\n\n{{ facts_table("acme-one") }}\n\n{{ facts_on_this_page() }}\n',
    "docs/shown.md": '# Shown\n\n{{ example("acme.staff") }}\n',
    "docs/drawn.md": '# Drawn\n\n{{ chart("memory") }}\n',
    "docs/table.md": '# Table\n\n{{ table(["acme-one", "acme-two"], ["memory"]) }}\n',
    "docs/term.md": '# Term\n\nA {{ term("rack") }}.\n',
    "docs/take.md": '# Take\n\n{{ downloads() }}\n\n{{ download("facts") }}\n',
}
STAFF = "  # counted\n        unit: people\n        printed: 150 engineers"
VENUE = "      venue:\n        label: Venue\n        value: Civic Center\n        unit: text\n"
# What is edited, and the pages that may stay: those that read nothing of it.
EDITS: dict[str, tuple[str, str, str, str]] = {
    "a value": ("data/chips.yml", f"150{STAFF}", f"1750{STAFF.replace('150', '1750')}", "summit chips one drawn term"),
    "zeros behind the point": ("data/chips.yml", "value: 64\n", "value: 64.0\n", "acme summit index term"),
    "a label": ("data/chips.yml", "label: Compute", "label: Speed", "acme summit chips index drawn term"),
    "a line that moves others": ("data/chips.yml", "  acme-one:", "  # moved\n  acme-one:", "summit index term"),
    "a comment": ("data/chips.yml", "# counted", "# said", "acme summit chips one index drawn term"),
    "a source": ("data/sources.yml", "Chips by the rack", "Racks of chips", "summit term"),
    "a publisher": ("data/publishers.yml", "name: Trade Paper", "name: Trade Press", "summit index term"),
    "a common key": ("data/vocabulary.yml", "heading: Price", "heading: Cost", "acme summit one index drawn term"),
    "a term": ("data/glossary.yml", "name: rack", "name: frame", "acme chips one index drawn"),
    "a chart": ("data/chips.yml", "alt: Bars", "alt: Bars too", "acme summit chips one index term"),
    "a subject's name": ("data/chips.yml", "name: Acme Two", "name: Acme 2", "summit one index term"),
    "a spelling": ("data/chips.yml", "aka: [ACME]", "aka: [ACME, A.]", "term"),
    "the site's day": ("data/site.yml", "2026-11-23", "2026-11-24", ""),
    "a fact less": ("data/summit.yml", VENUE, "", ""),
}  # fmt: skip


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    more = project(tmp_path, MORE)
    more.write("data/chips.yml", CHIPS.replace("value: 150", "value: 150  # counted") + CHART)
    more.replace("data/chips.yml", "subjects:\n  acme:\n", "subjects:\n  acme:\n    aka: [ACME]\n")
    return more


def telling(book: Book) -> dict[str, Page]:
    return {name.removesuffix(".md"): page for name, page in book.pages.items() if page.reads is not None}


def shown(book: Book) -> dict[str, Any]:
    """Return what the pages of a book hold."""
    return {name: (page.whole_text, page.facts, page.anchored) for name, page in book.pages.items()}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_fills_in_again_what_reads_it_and_nothing_else(tiny: Project, what: str) -> None:
    file, old, new, stay = EDITS[what]
    before = open_book(tiny.root, watch=True)
    tiny.replace(file, old, new)
    after = open_book(tiny.root, before, watch=True)
    assert shown(after) == shown(open_book(tiny.root))
    kept = {name for name, page in telling(after).items() if page is before.pages[f"{name}.md"]}
    assert kept >= set(stay.split())


def test_pages_stay_right_over_edit_after_edit(tiny: Project) -> None:
    book = open_book(tiny.root, watch=True)
    for file, old, new, _ in EDITS.values():
        tiny.replace(file, old, new)
        book = open_book(tiny.root, book, watch=True)
        assert shown(book) == shown(open_book(tiny.root))

"""The figures on the page about the checks are those of today; ``python -m tests.proof`` writes them anew."""

from __future__ import annotations

import re

from macros.pages.book import Book

from . import proof
from .site import ROOT, Page

PAGE = ROOT / "docs" / "checks.md"


def test_the_figures_that_are_quick_to_take_are_recorded(book: Book) -> None:
    now = proof.tables() | proof.shares(book)
    assert not proof.differing(now), "run: python -m tests.proof"


def test_the_page_shows_the_recorded_figures(pages: dict[str, Page]) -> None:
    shown = {
        element.get("data-count", "").removeprefix("checks."): element.get("value")
        for element in pages["checks.html"].article.iter("data")
        if element.get("data-count", "").startswith("checks.")
    }
    assert len(shown) > 12
    assert shown == {name: proof.recorded()[name] for name in shown}
    assert proof.recorded()["pages"] == str(len(pages)), "run: python -m tests.proof"


def test_the_page_names_tests_and_commands_that_are_there() -> None:
    text = PAGE.read_text("utf-8")
    names = re.findall(r"`(tests/[\w./*-]+)`", text)
    assert len(names) > 8
    for name in names:
        assert list(ROOT.glob(name)), name
    made = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([\w-]+)`", text):
        assert re.search(rf"^{target}:", made, re.M), target

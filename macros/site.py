"""The site being built: the book, and a view for each page as the engine comes to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import book
from .catalog import MACROS
from .view import Book, Call, View

_last: tuple[tuple[Any, ...], Book] | None = None


def fingerprint(root: Path) -> tuple[Any, ...]:
    """Return what changes when a data file or page does: names, times and sizes."""
    files = [*root.glob("data/**/*.yml"), *root.glob("docs/**/*.md")]
    return tuple(sorted((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files))


def current(root: Path) -> Book:
    """Return the book of the files as they are now, read once while none of them changes."""
    global _last
    state = fingerprint(root)
    if _last is None or _last[0] != state:
        _last = (state, book.open_book(root))
    return _last[1]


def body(root: Path, env: Any) -> str | None:
    """Return what the macros of a page give, without its front matter; None where the text is not the one that was read ahead."""
    book, page = current(root), page_name(env)
    rendered = book.rendered.get(page)
    text = (root / "docs" / page).read_text("utf-8") if rendered is not None else ""
    head = text.removesuffix(env.markdown)
    if rendered is None or len(head) + len(env.markdown) != len(text) or not rendered.startswith(head) or "endraw" in rendered:
        return None
    return rendered[len(head) :]


@dataclass
class Site:
    """One build: views by page. The book is kept while no file changes, as an engine may ask for it a page."""

    book: Book
    views: dict[str, View] = field(default_factory=dict)
    recorded: dict[str, deque[Call]] = field(default_factory=dict)
    macros: tuple[str, ...] = tuple(MACROS)

    @classmethod
    def open(cls, root: Path) -> Site:
        return cls(current(root))

    def caller(self, name: str, env: Any) -> Callable[..., str]:
        """Return the macro ``name`` bound to whatever page the engine is at when it is called."""
        function = MACROS[name]

        def call(*args: Any, **options: Any) -> str:
            page = page_name(env)
            waiting = self.recorded.setdefault(page, deque(self.book.calls.get(page, ())))
            if waiting and waiting[0][0] == (name, args, options):
                return waiting.popleft()[1]  # the reading ahead has made the same call already
            waiting.clear()
            return function(self.view(page), *args, **options)

        call.__doc__ = function.__doc__
        return call

    def view(self, page: str) -> View:
        if page not in self.views:
            self.views[page] = View(self.book, page)
        return self.views[page]


def page_name(env: Any) -> str:
    """Return the path of the page the engine is at, below docs/; MkDocs and Zensical keep it in different places."""
    file = getattr(env.page, "file", None)
    source = env.page.path if file is None else getattr(file, "src_uri", None) or file.src_path
    return str(source).replace("\\", "/")

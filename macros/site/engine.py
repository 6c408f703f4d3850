"""The book of a project as the engines see it: read once while no file changes, page by page as they come to it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..pages.book import Book, Page
from ..pages.view import View
from . import ahead, kept
from .catalog import MACROS

Fingerprint = tuple[tuple[str, int, int], ...]
_books: dict[Path, tuple[Fingerprint, Book]] = {}


def fingerprint(root: Path) -> Fingerprint:
    """Return what changes when a file of data/ or docs/ or the navigation does: names, times and sizes."""
    files = [root / "mkdocs.yml", *root.glob("data/**/*"), *root.glob("docs/**/*")]
    found = [(str(f), f.lstat()) for f in files if f.exists() or f.is_symlink()]
    return tuple(sorted((f, 0, 0) if stat.S_ISDIR(s.st_mode) else (f, s.st_mtime_ns, s.st_size) for f, s in found))


def current(root: Path, watch: bool = False, once: bool = False, now: Set[str] | None = None) -> Book:
    """Return the book of the files as they are now; raises DataError with every problem of data and pages.

    ``watch`` and ``once`` say whether there will be edits, or none, and ``now`` which pages cannot wait for
    ``completed``; see ``open_book``.
    """
    state = fingerprint(root)
    known = _books.get(root)
    if known is None or known[0] != state:
        if watch and known is None:
            book = kept.opened(root)
        else:
            book = ahead.open_book(root, known[1] if known else None, watch, once, once, now)
        _books[root] = state, book
    return _books[root][1]


def completed(root: Path) -> Book:
    """Return the same with all its pages, for a site to which edits will come."""
    state, book = fingerprint(root), current(root, watch=True)
    if book.due:
        book = ahead.open_book(root, book, watch=True)
        _books[root] = state, book
    return book


@dataclass
class Site:
    """One build by an engine that runs the macros itself: a view for each page it comes to."""

    book: Book
    views: dict[str, View] = field(default_factory=dict)

    def caller(self, name: str, env: Any) -> Callable[..., str]:
        """Return the macro ``name`` bound to whatever page the engine is at when it is called."""
        function = MACROS[name]

        def call(*args: Any, **options: Any) -> str:
            page = page_name(env)
            view = self.views.setdefault(page, View(self.book, page))
            return function(view, *args, **options)

        return call

    def page(self, env: Any) -> Page | None:
        """Return the engine's page as it was read ahead; None where the engine has another text."""
        page = self.book.pages.get(page_name(env))
        return page if page and page.source == env.markdown else None


def page_name(env: Any) -> str:
    """Return the path of the page the engine is at, below docs/; MkDocs and Zensical keep it in different places."""
    file = getattr(env.page, "file", None)
    source = env.page.path if file is None else getattr(file, "src_uri", None) or file.src_path
    return str(source).replace("\\", "/")

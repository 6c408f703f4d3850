"""The book of the last good reading, kept for the next command, which reads and checks what was edited since.

It belongs to the code, the Python and the packages that made it. A build starts from the files alone.
"""

from __future__ import annotations

import os
import pickle
import sys
import sysconfig
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..pages.book import Book
from .ahead import open_book

FILE = Path(".cache/book")
_CODE = Path(__file__).parents[1]


def opened(root: Path) -> Book:
    """Return the checked data and pages under ``root``, and keep them; raises DataError with every problem of both."""
    last = _last(root)
    book = open_book(root, last, watch=True, shared=True)
    if last is None or book.read != last.read or any(page is not last.pages[name] for name, page in book.pages.items()):
        _keep(root, book)
    return book


def _last(root: Path) -> Book | None:
    try:
        with (root / FILE).open("rb") as file:
            book = pickle.load(file) if file.read(32) == _made_by() else None
    except Exception:  # it was cut off or is no book: then all is read anew
        return None
    return book if isinstance(book, Book) else None


def _keep(root: Path, book: Book) -> None:
    """Write the book beside the last one and put it in its place; where that cannot be, the next command reads all."""
    fresh = root / f"{FILE}.{os.getpid()}"
    with suppress(OSError):
        fresh.parent.mkdir(exist_ok=True)
        try:
            fresh.write_bytes(_made_by() + pickle.dumps(replace(book), 5))  # without what it has worked out of itself
            fresh.replace(root / FILE)
        finally:  # an interrupted write leaves nothing either
            fresh.unlink(missing_ok=True)


def _made_by() -> bytes:
    """Return the fingerprint of what makes a book: the code with its tables, Python, and the packages installed."""
    found = sha256(f"{sys.version} {sorted(os.listdir(sysconfig.get_path('purelib')))}".encode())
    for path in sorted(path for path in _CODE.rglob("*") if path.suffix in (".py", ".yml", ".json")):
        found.update(f"{path.relative_to(_CODE)} {path.stat().st_size}\n".encode())
        found.update(path.read_bytes())
    return found.digest()

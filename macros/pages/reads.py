"""What a page has read of the book: an edit of anything else leaves it as it is, and it is not filled in again.

A page follows from its text, the titles and addresses of all pages, and what its macros read. That is noted here entry
by entry, ``("facts", "acme.staff")``. Which entries there are, and in which order, is known to every page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ..facts.ledger import Ledger, Subject
from ..facts.same import same
from ..facts.tables import Table
from .book import Book

Read = tuple[str, str]
LEDGER, FILES = ("", "ledger"), ("", "files")
"""Anything in the ledger; files beside it, in which anything may have changed."""


class Watched(Mapping[str, Any]):
    """A group of entries that notes which are looked at. ``within`` begins the names of the facts of one subject."""

    def __init__(self, group: str, entries: Mapping[str, Any], reads: set[Read], within: str = "") -> None:
        self.group, self.entries, self.reads, self.within = group, entries, reads, within
        self.subjects: dict[str, Subject] = {}

    def __getitem__(self, key: str) -> Any:
        self.reads.add((self.group, self.within + key))
        if key in self.subjects:
            return self.subjects[key]
        entry = self.entries[key]
        if isinstance(entry, Subject):
            facts: Any = Watched("facts", entry.facts, self.reads, f"{key}.")
            self.subjects[key] = entry = replace(entry, facts=facts)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class WatchedBook(Book):
    """A book that notes in ``reads`` what is read of the ``book`` behind it."""

    book: Book
    reads: set[Read]

    @property
    def tables(self) -> dict[str, Table]:
        """The tables of the whole ledger, made once for all pages."""
        self.reads.add(LEDGER)
        return self.book.tables

    @property
    def rows_on(self) -> dict[str, str]:
        """Where the rows of the facts stand, which follows from what each page knows of the others."""
        return self.book.rows_on

    @property
    def root(self) -> Path:  # type: ignore[override]
        """The folder of the project, in which who asks for it reads files."""
        self.reads.add(FILES)
        return self.book.root


def watched(book: Book) -> WatchedBook:
    """Return a book that is the same, but notes what is read of it."""
    copy, reads = WatchedBook.__new__(WatchedBook), set[Read]()
    groups: dict[str, Any] = {
        name: Watched(name, entries, reads) for name, entries in vars(book.ledger).items() if isinstance(entries, dict)
    }
    own = {field.name: getattr(book, field.name) for field in fields(Book)}
    vars(copy).update(own | {"ledger": replace(book.ledger, **groups), "book": book, "reads": reads})
    return copy


def changed(old: Ledger, new: Ledger) -> frozenset[Read] | None:
    """Return what reads differently in the new ledger; None for everything, as when an entry comes, goes or moves."""
    found: set[Read] = set()
    for group, entries in vars(old).items():
        others = getattr(new, group)
        if not isinstance(entries, dict):
            if entries != others:
                return None
            continue
        if list(entries) != list(others):
            return None
        found |= {(group, name) for name in entries if not same(entries[name], others[name])}
    return frozenset({*found, LEDGER, FILES})

"""What all pages share: the checked data, and each page as it was read, with what it shows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ..facts import history
from ..facts.chips import chips
from ..facts.ledger import Ledger, Subject, Unknown
from ..facts.promises import Promise, promises
from ..facts.records import Row, record
from ..facts.sites import Site, sites
from ..facts.tables import Table, sources, tables
from .navigation import Entry

REGISTER = "register"
"""The page of all facts; those of the pages in a folder stand on a part of its own, ``register/<folder>``, if it has
one, all others on ``register/other``, if there is that."""


Link = tuple[int, str, bool]
"""A link of a page: its line, where it leads, and whether it is a picture."""


def is_whole(name: str) -> bool:
    """True for a page that shows everything: that is no use of a fact."""
    return name in ("register.md", "quality.md", "sources.md") or name.startswith(f"{REGISTER}/")


@dataclass(frozen=True)
class Blocks(Sequence[str]):
    """The HTML of the blocks of a page. Of a large site this is most of what is held, so it is held packed."""

    packed: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, blocks: Iterable[str]) -> Blocks:
        """Return these blocks, packed."""
        return cls(tuple(zlib.compress(block.encode(), 1) for block in blocks))

    def __getitem__(self, number: Any) -> Any:
        return zlib.decompress(self.packed[number]).decode()

    def __len__(self) -> int:
        return len(self.packed)


@dataclass(repr=False)  # mkdocs-macros prints what a page is given, also where nobody listens: a megabyte each time
class Page:
    """A page: ``name`` is its path below docs/, ``head`` its front matter, ``source`` the Markdown behind that.

    ``text`` is the source with its macros filled in, but for what stands on lines of its own: that HTML is kept in
    ``blocks`` and leaves a marker in the text, so that neither Markdown nor the search has to read it again.
    ``facts`` are the facts it shows, in order, and ``anchored`` those of them that have a place in its text; ``line``
    is the HTML of the line under its heading.
    ``places`` are its addresses and ``links`` where it leads, once somebody has asked for them. ``reads`` is all that
    it has read of the book (see reads.py), where that is watched.
    ``charts`` are the ids of its charts, each with the entry and the subject that it was drawn from.
    """

    name: str
    head: str
    source: str
    title: str
    anchors: frozenset[str] = frozenset()
    text: str = ""
    blocks: Blocks = Blocks()
    facts: tuple[str, ...] = ()
    anchored: frozenset[str] = frozenset()
    places: frozenset[str] | None = None
    links: tuple[Link, ...] | None = None
    reads: frozenset[tuple[str, str]] | None = None
    charts: dict[str, tuple[str, str]] = field(default_factory=dict)
    line: str = ""

    @property
    def description(self) -> str:
        """What its front matter says of it, for programs."""
        found = _DESCRIPTION.search(self.head)
        return found[1].strip("\"'") if found else ""

    @property
    def whole_text(self) -> str:
        """The text with its blocks in place."""
        return put_blocks(self.text, self.blocks)


def marker(number: int) -> str:
    """Return what stands in a page's text for its block of this number: a comment, which Markdown lets through."""
    return f"<!--ledger:{number}-->"


def put_blocks(text: str, blocks: Sequence[str]) -> str:
    """Return a text with every marker replaced by its block."""
    return MARKER.sub(lambda found: blocks[int(found[1])], text) if blocks else text


MARKER = re.compile(r"<!--ledger:(\d+)-->")
_DESCRIPTION = re.compile(r"^description:\s*(.+?)\s*$", re.M)


@dataclass(repr=False)
class Book:
    """The ledger, the pages in the order of the navigation, and who uses which fact where."""

    ledger: Ledger
    root: Path = Path()
    pages: dict[str, Page] = field(default_factory=dict)
    usage: dict[str, list[str]] = field(default_factory=dict)
    address: str = ""
    """The address of the site, which ends with a slash; nothing where none is set."""
    navigation: tuple[Entry, ...] = ()
    read: object = None
    """What the files were read as, for the next reading; see ``site/ahead.py``."""
    due: Set[str] = frozenset()
    """The pages that are still those of an earlier reading."""

    @cached_property
    def chips(self) -> list[Subject]:
        """The accelerators, sought once for all pages."""
        return chips(self.ledger)

    @cached_property
    def subjects(self) -> dict[str, list[Subject]]:
        """The subjects by the name of the page that tells of them."""
        found: dict[str, list[Subject]] = {}
        for subject in self.ledger.subjects.values():
            found.setdefault(subject.page, []).append(subject)
        return found

    @cached_property
    def rows_on(self) -> dict[str, str]:
        """The page of the register on which the row of each fact stands."""
        found = {}
        for fact in self.ledger.facts.values():
            folder, inside, _ = fact.page.partition("/")
            parts = [f"{REGISTER}/{folder}"] * bool(inside) + [f"{REGISTER}/other"]
            found[fact.id] = next((part for part in parts if f"{part}.md" in self.pages), REGISTER)
        return found

    @cached_property
    def revised(self) -> dict[str, list[str]]:
        """The ids of the revisions of each fact, newest first."""
        return history.of_fact(self.ledger)

    @cached_property
    def unknowns(self) -> dict[str, list[Unknown]]:
        """What nobody has published, by the name of the page."""
        found: dict[str, list[Unknown]] = {}
        for item in self.ledger.unknowns:
            found.setdefault(item.page, []).append(item)
        return found

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The ledger as tables to take away, made once for the page that tells of them and for the files."""
        return tables(self.ledger)

    def let_go(self) -> None:
        """Let go of the tables, most of the memory beside the ledger, where they are not needed soon."""
        for name in ("tables", "fact_rows", "source_rows"):  # properties that are made again when they are asked for
            self.__dict__.pop(name, None)

    def keep_facts(self) -> None:
        """Let go of all tables; their rows of facts and of sources stay."""
        _ = self.fact_rows, self.source_rows
        self.__dict__.pop("tables", None)

    @cached_property
    def promises(self) -> list[Promise]:
        """Every dated promise, counted once for all sentences and tables."""
        return promises(self.ledger)

    @cached_property
    def sites(self) -> list[Site]:
        """Every site with a known count, for the table and the sentences about it."""
        return sites(self.ledger)

    @cached_property
    def fact_rows(self) -> dict[str, Row]:
        """The rows of the table of facts by their ids."""
        rows = self._made("facts") or (record(self.ledger, fact) for fact in self.ledger.facts.values())
        return {row["id"]: row for row in rows}

    @cached_property
    def source_rows(self) -> dict[str, Row]:
        """The rows of the table of sources by their ids."""
        return {row["id"]: row for row in self._made("sources") or sources(self.ledger)}

    def _made(self, table: str) -> list[Row]:
        """Return the rows of a table if the tables were made; to make them all for one would take long."""
        return self.tables[table].rows if "tables" in self.__dict__ else []

    def title(self, page: str) -> str:
        """Return the title of a page by its name without the ending, as data files name it."""
        known = self.pages.get(page + ".md")
        return known.title if known else page

"""A page while it is written: what it has shown so far, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from ..facts.ledger import Fact, Ledger, Subject
from .book import REGISTER, Book


class MacroError(ValueError):
    """A macro call that cannot be right: an unknown id, words the data contradict, a form that does not fit."""

    place: tuple[str, int, str] | None = None
    """File, line and entry of what is wrong, where that is not the call itself."""


_NEW = ("fact", "source", "term", "chart")  # what make new adds where a page already calls it


class LeftOut(MacroError):
    """A call for something that is left out because its entry is wrong; that entry has its own message."""


@dataclass
class View:
    """One page: its address and, in order, the facts, names, terms and charts it has shown so far."""

    book: Book
    page: str
    facts: dict[str, None] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    terms: set[str] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)
    charts: dict[str, tuple[str, str]] = field(default_factory=dict)
    scripts: set[str] = field(default_factory=set)
    explained: bool = False
    """True where the page has said what a dash in a table stands for."""
    _ways: dict[str, str] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        return self.book.ledger

    @property
    def name(self) -> str:
        """The page's name: its path without the ending, which is also the name of its data file."""
        return self.page.removesuffix(".md")

    @property
    def in_register(self) -> bool:
        """True for the pages that have a row for each fact."""
        return self.name.partition("/")[0] == REGISTER

    def fact(self, name: str) -> Fact:
        """Return a fact and note its use; raises MacroError with the nearest name."""
        fact = self.ledger.facts.get(name)
        if fact is None:
            raise self.missing("fact", name, self.ledger.facts)
        self.facts.setdefault(name)
        return fact

    def subject(self, name: str) -> Subject:
        """Return a subject; raises MacroError with the nearest name."""
        subject = self.ledger.subjects.get(name)
        if subject is None:
            raise self.missing("subject", name, self.ledger.subjects)
        return subject

    def missing(self, kind: str, name: str, known: Iterable[str]) -> MacroError:
        """Return the error for a name that is not in the ledger: unknown, or left out because its entry is wrong."""
        if self.ledger.is_declared(kind, name):
            return LeftOut(f"the {kind} {name!r} is left out because its entry is wrong")
        said = self.ledger.unknown(kind, name, known)
        known_subject = kind != "fact" or name.partition(".")[0] in self.ledger.subjects
        new = kind in _NEW and known_subject and not said.endswith("?")
        return MacroError(said + f"; make new WHAT={kind} adds it" * new)

    def idle(self, field: str, why: str, needs: str = "fact") -> MacroError:
        """Return the error for a field without use, unless the facts it ``needs`` may be those that are left out."""
        there = self.ledger.facts if needs == "fact" else self.ledger.subjects
        whole = not self.ledger.unread and all(kind != needs or name in there for kind, name in self.ledger.declared)
        return MacroError(f"{field}: {why}" if field else why) if whole else LeftOut(why)

    def href(self, page: str, anchor: str = "") -> str:
        """Return the address of another page, seen from this one; works from a server and from a folder."""
        fragment = f"#{escape(anchor)}" if anchor else ""
        if page not in self._ways:
            up = "../" * self.page.count("/")
            self._ways[page] = "" if page + ".md" == self.page else f"{up}{escape(page)}.html"
        return self._ways[page] + fragment or "#"

    def row(self, fact: str) -> str:
        """Return the address of a fact's row in the register."""
        return self.href(self.book.rows_on.get(fact, REGISTER), fact)

    def home(self, subject: Subject) -> str:
        """Return the address of the place that tells of a subject."""
        home = self.book.pages.get(subject.page + ".md")
        return self.href(subject.page, subject.id if home and subject.id in home.anchors else "")

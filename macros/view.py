"""A page while it is written: what it has used so far, and where its links lead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .ledger import Fact, Ledger, Subject


class MacroError(ValueError):
    """A macro call that cannot be right: an unknown id, words the data contradict, a form that does not fit."""


class LeftOut(MacroError):
    """A call for something that is left out because its entry is wrong; that entry has its own message."""


# A macro call with its arguments, and what it gave.
Call = tuple[tuple[str, tuple[Any, ...], dict[str, Any]], str]


@dataclass
class Book:
    """What all pages share: the ledger, the anchors of the pages, who uses which fact where."""

    ledger: Ledger
    pages: tuple[str, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    calls: dict[str, list[Call]] = field(default_factory=dict)
    rendered: dict[str, str] = field(default_factory=dict)
    usage: dict[str, list[str]] = field(default_factory=dict)
    anchored: dict[str, frozenset[str]] = field(default_factory=dict)
    page_facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    subject_pages: dict[str, list[str]] = field(default_factory=dict)
    term_pages: dict[str, list[str]] = field(default_factory=dict)
    draw: bool = True  # a check reads the charts' facts and draws nothing


@dataclass
class View:
    """One page: its address and, in order, the facts, names and terms it has shown so far."""

    book: Book
    page: str
    facts: dict[str, None] = field(default_factory=dict)
    names: dict[str, None] = field(default_factory=dict)
    anchored: set[str] = field(default_factory=set)
    terms: dict[str, None] = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        return self.book.ledger

    @property
    def own(self) -> str:
        """The page's name: its path without the ending, which is also the name of its data file."""
        return self.page.removesuffix(".md")

    def fact(self, name: str) -> Fact:
        """Return a fact and note its use; raises MacroError with the nearest name."""
        fact = self.ledger.facts.get(name)
        if fact is None:
            raise self.unknown("fact", name, self.ledger.facts)
        self.facts.setdefault(name)
        return fact

    def subject(self, name: str) -> Subject:
        """Return a subject; raises MacroError with the nearest name."""
        subject = self.ledger.subjects.get(name)
        if subject is None:
            raise self.unknown("subject", name, self.ledger.subjects)
        return subject

    def unknown(self, kind: str, name: str, known: Iterable[str], home: str = "") -> MacroError:
        """Return the error for a name that is not there: unknown, or left out because of another problem."""
        cause = self.ledger.blame(name, home)
        if cause:
            return LeftOut(f"the {kind} {name!r} is left out because of {cause!r}")
        return MacroError(f"unknown {kind} {name!r}{hint(name, known)}")

    def href(self, page: str, anchor: str = "") -> str:
        """Return the address of another page, seen from this one; works from a server and from a folder."""
        fragment = f"#{escape(anchor)}" if anchor else ""
        if page + ".md" == self.page:
            return fragment or "#"
        return "../" * self.page.count("/") + f"{page}.html{fragment}"

    def home(self, subject: Subject) -> str:
        """Return the address of the place that tells of a subject."""
        page = subject.page
        anchor = subject.id if subject.id in self.book.anchors.get(page + ".md", ()) else ""
        return self.href(page, anchor)


def hint(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean ...?" with the nearest known name, or nothing."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else ""

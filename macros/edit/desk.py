"""What an edit works with: the ledger as it is, the files it changes, the answers, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from ..facts import schema
from ..facts.ledger import Fact, Ledger, Subject
from ..pages.book import Book
from ..values.problem import nearest
from .ask import Answers, matching
from .changes import Changes
from .options import SUBJECT

ID, KEY = matching(schema._ID, schema.MEANT[schema._ID]), matching(schema._KEY, schema.MEANT[schema._KEY])


@dataclass
class Desk:
    """One edit."""

    book: Book
    changes: Changes
    answers: Answers
    next: list[str] = field(default_factory=list)
    """What the editor does next, a line each."""
    touched: set[str] = field(default_factory=set)
    """The facts that are meant to change."""
    looks: list[Callable[[Book], None]] = field(default_factory=list)
    """What is looked at once data and pages are in order: each raises DataError for what a page could not show."""
    new: dict[str, set[str]] = field(default_factory=dict)
    """The names that this edit has given so far, by kind."""

    @property
    def ledger(self) -> Ledger:
        return self.book.ledger

    @property
    def publishers(self) -> Collection[str]:
        """The ids of publishers, new ones included."""
        return [*self.ledger.publishers, *self.new.get("publisher", ())]

    def named(self, kind: str, name: str) -> None:
        """Note a new name, so that what follows may use it."""
        self.new.setdefault(kind, set()).add(name)

    def fact(self, question: str) -> Fact:
        """Ask for a fact that is there and has values of its own."""

        def check(answer: str) -> Fact:
            if answer not in self.ledger.facts:
                raise ValueError(self.ledger.unknown("fact", answer, self.ledger.facts))
            fact = self.ledger.facts[answer]
            if fact.derived:
                raise ValueError(f"{answer} is computed from {', '.join(fact.inputs)}; change one of those")
            return fact

        found: Fact = self.answers.ask("fact", question, check=check)
        return found

    def subject(self, name: str) -> Subject:
        """Return a subject; raises ValueError with the nearest name."""
        if name not in self.ledger.subjects:
            known = self.ledger.subjects
            raise ValueError(f"there is no subject {name!r}{nearest(name, known) or f'; {SUBJECT}'}")
        return self.ledger.subjects[name]

    def page(self, question: str, default: str | None = None) -> str:
        """Ask for a page that has a data file; returns its name without the ending."""
        files = {subject.file for subject in self.ledger.subjects.values()}
        known = sorted(file.removeprefix("data/").removesuffix(".yml") for file in files)
        return str(self.answers.ask("page", question, choices=known, default=default, tidy=_page))

    def fresh(self, kind: str, question: str, known: Collection[str], default: str | None = None) -> str:
        """Ask for an id, as option ``id``, that is not one of those known."""
        return str(self.answers.ask("id", question, check=unused(kind, known), default=default))

    def group(self, file: str, group: str, key: str, entry: dict[str, Any], **place: Any) -> None:
        """Write an entry into a group of a data file, such as its charts; a new group stands where files have it."""
        sheet = self.changes.sheet(file)
        if isinstance(sheet.value((group,)), dict):
            return sheet.add((group,), key, entry, **place)
        before = [name for name in GROUPS[: GROUPS.index(group)] if sheet.value((name,)) is not None]
        sheet.add((), group, {key: entry}, after=before[-1] if before else "")


GROUPS = ("sources", "subjects", "unknowns", "corrections", "charts")


def unused(kind: str, known: Collection[str]) -> Any:
    """Return a check for an id that is none of those known."""

    def check(answer: str) -> str:
        ID(answer)
        if answer in known:
            raise ValueError(f"there is a {kind} {answer!r} already")
        return answer

    return check


def _page(answer: str) -> str:
    """Return the name of a page that was named by a file of its own."""
    return re.sub(r"^(?:docs/|data/)|\.(?:md|yml|html)$", "", answer)

"""Rules for what a subject names: other subjects by its links, and facts as the key figures of its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts.ledger import Ledger, Subject
from ..facts.relations import RELATIONS
from ..values.problem import Problem, nearest
from .check_charts import typed_number
from .strict_yaml import Document, KeyPath


def check_subjects(ledger: Ledger, documents: Mapping[str, Document], problems: list[Problem]) -> None:
    """Add what is wrong in the links and the key figures of every subject, each with the line it stands in."""
    for subject in ledger.subjects.values():
        for path, message in (*_links(ledger, subject), *_key_figures(ledger, subject)):
            line = documents[subject.file].line(("subjects", subject.id, *path))
            problems.append(Problem(subject.file, line, subject.id, message))


def _links(ledger: Ledger, subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    for relation, targets in subject.links.items():
        if relation not in RELATIONS:
            hint = nearest(relation, RELATIONS) or f"; there are {', '.join(RELATIONS)}"
            yield ("links", relation), f"links: unknown relation {relation!r}{hint}"
        for target in targets:
            if target not in ledger.subjects and not ledger.is_declared("subject", target):
                message = f"links to the unknown subject {target!r}{nearest(target, ledger.subjects)}"
                yield ("links", relation), message


def _key_figures(ledger: Ledger, subject: Subject) -> Iterator[tuple[KeyPath, str]]:
    for name, words in subject.key_figures.items():
        path = ("key_figures", name)
        fact = ledger.facts.get(name)
        if fact is None and not ledger.is_declared("fact", name):
            yield path, ledger.unknown("fact", name, ledger.facts)
        if fact and not fact.unit.numeric and fact.unit.text != "date":
            yield path, f"{name} is no figure: a key figure is a number or a date"
        if number := typed_number(words):
            yield path, f"the number {number!r} is typed into the name of a key figure; a fact is named in words"

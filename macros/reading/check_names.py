"""Names that must lead somewhere: those of subjects, pages of files, terms seen, what lists are about."""

from __future__ import annotations

from collections.abc import Iterable, Set

from ..facts.ledger import Ledger
from ..values.problem import Problem, nearest
from .check_subjects import check_subjects
from .strict_yaml import Document, KeyPath
from .validate import SPECIAL

TERMS = "data/glossary.yml"
Documents = dict[str, Document]


def check_names(ledger: Ledger, documents: Documents, pages: Set[str] | None, problems: list[Problem]) -> None:
    """Add every name that leads nowhere to ``problems``; ``pages`` as in ``load.collect``."""
    check_subjects(ledger, documents, problems)
    if pages is not None:
        _check_pages(ledger, documents, pages, problems)
    _check_terms(ledger, documents, problems)
    _check_lists(ledger, documents, problems)


def _check_pages(ledger: Ledger, documents: Documents, pages: Set[str], problems: list[Problem]) -> None:
    """Every file and subject belongs to a page that exists: that of the file's name, or the one a subject names."""
    homes: dict[str, set[str]] = {file: set() for file in documents if file.removeprefix("data/") not in SPECIAL}
    for subject in ledger.subjects.values():
        homes[subject.file].add(subject.page)
    for file, told in homes.items():
        own = file.removeprefix("data/").removesuffix(".yml")
        empty = not told and not documents[file].problems and not ledger.unread
        if own not in pages and (own in told or empty):
            problems.append(Problem(file, 1, "", f"there is no page docs/{own}.md for this file{nearest(own, pages)}"))
    for subject in ledger.subjects.values():
        if subject.page in pages:
            continue
        hint = nearest(subject.page, pages)
        path = ("subjects", subject.id, "page")
        if path in documents[subject.file].lines:
            line = documents[subject.file].line(path)
            problems.append(Problem(subject.file, line, subject.id, f"page: there is no page {subject.page!r}{hint}"))


def _check_terms(ledger: Ledger, documents: Documents, problems: list[Problem]) -> None:
    for key, term in ledger.terms.items():
        for other in term.see:
            if other not in ledger.terms and not ledger.is_declared("term", other):
                line = documents[TERMS].line(("terms", key, "see"))
                problems.append(
                    Problem(TERMS, line, key, f"sees the unknown term {other!r}{nearest(other, ledger.terms)}")
                )


def _check_lists(ledger: Ledger, documents: Documents, problems: list[Problem]) -> None:
    """The facts of corrections, and what unknowns are about must be there."""
    lists: list[tuple[KeyPath, tuple[str, ...]]] = [
        (("corrections", key, "facts"), tuple(entry.facts)) for key, entry in ledger.corrections.items()
    ]
    lists += [(("unknowns", entry.id, "about"), (entry.about,)) for entry in ledger.unknowns if entry.about]
    for path, names in lists:
        for name in names:
            kind = "subject" if path[0] == "unknowns" else "fact"
            known: Iterable[str] = ledger.subjects if kind == "subject" else ledger.facts
            if name in known or ledger.is_declared(kind, name):
                continue
            file = next(file for file, document in documents.items() if path in document.lines)
            problems.append(Problem(file, documents[file].line(path), str(path[1]), ledger.unknown(kind, name, known)))

"""Whether entries of two ledgers are the same, down to how a number is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .ledger import Fact, Ledger


def same(one: Any, other: Any) -> bool:
    """True where nothing tells two entries apart, not even the zeros of 30.0, which is equal to 30."""
    return one is other or (one == other and _written(one) == _written(other))


def unchanged(old: Ledger, new: Ledger) -> frozenset[str]:
    """Return the sourced facts that read the same in both ledgers, with all that their rules look at beside them."""
    if _around(old) != _around(new):
        return frozenset()
    return frozenset(
        name
        for name, fact in new.facts.items()
        if name in old.facts and _same_but_for_lines(old.facts[name], fact) and _same_sources(old, new, fact)
    )


def _around(ledger: Ledger) -> list[Any]:
    subjects = {name: replace(subject, line=0) for name, subject in ledger.subjects.items()}
    return [ledger.site, ledger.vocabulary, ledger.publishers, ledger.unread, subjects]


def _same_but_for_lines(one: Fact, other: Fact) -> bool:
    return same(one, other) or same(replace(one, line=0), replace(other, line=0))


def _same_sources(old: Ledger, new: Ledger, fact: Fact) -> bool:
    keys = {key for row in fact.rows for key in row.sources}
    return all(key in new.sources and old.sources.get(key) == new.sources[key] for key in keys)


def _written(entry: Any) -> object:
    """Return the numbers of an entry as they are written."""
    if not isinstance(entry, Fact):
        return repr(entry)
    return [(str(row.value), str(row.low), str(row.high)) for row in entry.rows]

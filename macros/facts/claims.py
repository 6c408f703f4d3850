"""Who makes a claim and who carries it: the one who says it stands first, the page that prints it second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .ledger import Fact, Ledger, Reading, Subject
from .standing import parties, speaks_for


@dataclass(frozen=True)
class Claim:
    """The names of those who say a thing, and of those through whom it was read where they are others."""

    by: tuple[str, ...]
    via: tuple[str, ...] = ()


def claim(ledger: Ledger, fact: Fact, row: Reading) -> Claim:
    """Return who says a reading; what is computed the site says itself.

    It is whom the entry names; for a company's word the company; for a report that repeats another that other's
    publisher; else the publisher of the source.
    """
    if row.evidence == "derived":
        return Claim((ledger.site.name,))
    sources = [ledger.sources[key] for key in row.sources]
    spoken = company(ledger, fact, row)
    own = row.by or (spoken.name if spoken else None)
    by = [own] if own else [source.origin or source.publisher for source in sources]
    own_pages = parties(ledger, fact.subject) if own else set()
    carriers = [
        one for source in sources for one in (source.publisher, source.via)
        if one and not speaks_for(ledger, one, own_pages)
    ]  # fmt: skip
    names = _names(ledger, by)
    return Claim(names, tuple(name for name in _names(ledger, carriers) if name not in names))


def claims(ledger: Ledger, rows: Iterable[tuple[Fact, Reading]]) -> Claim:
    """Return who says any of several readings, each name once, in their order; who carries one but says another is
    named among those who say.
    """
    found = [claim(ledger, fact, row) for fact, row in rows]
    by = tuple(dict.fromkeys(name for one in found for name in one.by))
    return Claim(by, tuple(dict.fromkeys(name for one in found for name in one.via if name not in by)))


def _names(ledger: Ledger, publishers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(ledger.named, publishers)))


def company(ledger: Ledger, fact: Fact, row: Reading) -> Subject | None:
    """Return the company whose word or filing a reading is: the subject itself, or who makes it."""
    subject = ledger.subjects[fact.subject]
    if row.evidence not in ("vendor", "official") or (row.evidence == "official" and subject.kind != "company"):
        return None
    if subject.kind == "company":
        return subject
    makers = [ledger.subjects[one] for way in ("maker", "company") for one in subject.links.get(way, ())]
    return makers[0] if len(makers) == 1 else None

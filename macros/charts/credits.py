"""Who stands behind the figures of a chart: the one who claims each, and the site or paper that carries the claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..facts.claims import company
from ..facts.ledger import Fact, Ledger, Reading
from ..facts.standing import parties, speaks_for
from ..values import dates, format
from .data import Datum

MOST = 5  # claimants that are named
_ORDER = ("measured", "official", "vendor", "estimate", "derived", "reported")
_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
Said = tuple[Fact, Reading]


def said(ledger: Ledger, data: Iterable[Datum]) -> list[Said]:
    """Return every sourced reading behind data, each once; of what is computed the readings of its inputs."""
    found = {(fact.id, id(row)): (fact, row) for datum in data for fact, row in _behind(ledger, datum.fact, datum.row)}
    return list(found.values())


def _behind(ledger: Ledger, fact: Fact, row: Reading) -> Iterator[Said]:
    if row.sources:
        yield fact, row
        return
    for name in fact.inputs:
        yield from _behind(ledger, ledger.facts[name], ledger.facts[name].current)


def claimants(ledger: Ledger, readings: Iterable[Said]) -> list[tuple[str, list[str]]]:
    """Return who claims the readings, each with those who carry the claims, the usual one first.

    First come those who speak of their own: testers, officials, makers, then analysts, then the press; of these
    whoever claims most. A claimant whose own document was read has no carriers, unless others carry the rest.
    """
    counts: Counter[str] = Counter()
    rank: dict[str, int] = {}
    carried: dict[str, Counter[str]] = {}
    for fact, row in readings:
        voices = list(_voices(ledger, fact, row))
        counts.update(list(dict.fromkeys(who for who, _ in voices)))
        for who, carrier in voices:
            carried.setdefault(who, Counter()).update([carrier] if carrier else [])
            rank[who] = min(rank.get(who, len(_ORDER)), _ORDER.index(row.evidence))
    order = sorted(counts, key=lambda who: (rank[who], -counts[who]))
    return [(who, [name for name, _ in carried[who].most_common()]) for who in order]


def _voices(ledger: Ledger, fact: Fact, row: Reading) -> Iterator[tuple[str, str]]:
    """Yield who claims a reading, once for each source, with the publisher that carries it, if that is another one."""
    spoken = None if row.by else company(ledger, fact, row)
    owner = (spoken.short or spoken.name) if spoken else ""
    own = parties(ledger, fact.subject) if spoken else set()
    for key in row.sources:
        source = ledger.sources[key]
        carrier = "" if speaks_for(ledger, source.publisher, own) else ledger.publisher(key)
        who = owner or _name(ledger, row.by or source.origin or source.publisher)
        yield who, "" if carrier == who else carrier


def _name(ledger: Ledger, publisher: str) -> str:
    """Return the name of a publisher; of one that is a subject of the site, as the pages call it."""
    entry = ledger.publishers.get(publisher)
    subject = ledger.subjects.get(entry.subject or "") if entry else None
    return subject.short or subject.name if subject else ledger.named(publisher)


def line(found: list[tuple[str, list[str]]]) -> str:
    """Return claimants and carriers in words: the first few by name, how many more there are."""
    named = []
    for who, carriers in found[:MOST]:
        others = " and others" if len(carriers) > 1 else ""
        named.append(f"{who} via {carriers[0]}{others}" if carriers else who)
    more = len(found) - MOST
    if more > 0:
        named.append(f"and {_WORDS[more] if more < len(_WORDS) else more} more")
    return "; ".join(named)


def period(readings: Iterable[Said]) -> list[tuple[str, str]]:
    """Return the earliest and the latest date that readings speak of, each with its fact; one where they are equal."""
    dated = [(row.as_of, fact.id) for fact, row in readings if row.as_of]
    if not dated:
        return []
    first, last = min(dated, key=lambda one: dates.by_start(one[0])), max(dated, key=lambda one: dates.by_end(one[0]))
    return [first] if first[0] == last[0] else [first, last]


def written(readings: Iterable[Said]) -> list[str]:
    """Return the dates of ``period`` in words."""
    return [format.date(as_of, "short") for as_of, _ in period(readings)]

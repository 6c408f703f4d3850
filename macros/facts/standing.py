"""How a fact stands: what became of a plan, sources that differ, whose document stands behind it, who sells what."""

from __future__ import annotations

from decimal import Decimal

from ..values import dates
from ..values.format import trimmed
from .ledger import Fact, Ledger, Reading

_PRESS = frozenset(("agency", "newspaper", "trade-press"))
_UNSIGNED = frozenset(("forum", "blog", "code-repository"))


def state(ledger: Ledger, row: Reading) -> str:
    """Return what became of a target by the site's as_of date (data, never the clock); nothing for other readings.

    open: due later, or on no date; met or missed: as its entry shows; passed: its date has passed, no outcome is found.
    """
    if not row.target:
        return ""
    if row.met or row.missed:
        return "met" if row.met else "missed"
    return "passed" if row.due and row.evidence != "derived" and is_past(ledger, row.due) else "open"


def is_past(ledger: Ledger, date: str) -> bool:
    """True where the last day of a date lies before the site's as_of date."""
    return dates.parse(date).last < dates.parse(ledger.site.as_of).first


def parties(ledger: Ledger, subject: str) -> set[str]:
    """Return the subjects that speak for a subject or sell it: itself, its maker or company, and their parents."""
    found, left = set(), [subject]
    while left:
        if (name := left.pop()) not in found and name in ledger.subjects:
            found.add(name)
            links = ledger.subjects[name].links
            left += [to for relation in ("maker", "company", "parent") for to in links.get(relation, ())]
    return found


def speaks_for(ledger: Ledger, publisher: str | None, subjects: set[str]) -> bool:
    """True where a publisher is one of the subjects: by its entry, or because it has the same id."""
    entry = ledger.publishers.get(publisher or "")
    return entry is not None and (entry.subject or publisher) in subjects


def channel(ledger: Ledger, fact: Fact, row: Reading) -> str:
    """Return in plain words how a claim was read: in a document of the one who makes it, or as others report it.

    For other evidence nothing but who estimated or tested, where the entry says so.
    """
    if row.evidence not in ("official", "vendor"):
        return f"{'citing' if row.evidence == 'reported' else 'by'} {ledger.named(row.by)}" if row.by else ""
    kinds = {_document(ledger, fact, row, key) for key in row.sources}
    if own := next((kind for kind in ("exchange filing", "government document", "own document") if kind in kinds), ""):
        return own
    told = f"as {'the press reports' if 'press' in kinds else 'others report'} it"
    who = ledger.kind(row.by) if row.by else ledger.subjects[fact.subject].kind
    if row.evidence == "official" and who == "company":
        return f"filing, {told}"
    return f"{ledger.named(row.by)}, {told}" if row.by else told


def _document(ledger: Ledger, fact: Fact, row: Reading, key: str) -> str:
    """Return what a source is of the one who makes a claim, or that it is the press, or nothing."""
    source = ledger.sources[key]
    kind = ledger.kind(source.publisher)
    said = {source.publisher, source.origin}
    if row.evidence == "official" and kind in ("government", "exchange"):
        return "exchange filing" if kind == "exchange" else "government document"
    if source.kind in ("primary", "vendor"):
        own = parties(ledger, fact.subject)
        if (row.by and row.by in said) or any(speaks_for(ledger, one, own) for one in said):
            return "exchange filing" if row.evidence == "official" else "own document"
    return "press" if kind in _PRESS else ""


def unsigned(ledger: Ledger, fact: Fact, row: Reading | None = None) -> Fact | None:
    """Return the fact, or the first input of a derived one, that rests on forums, blogs or code repositories alone.

    ``row`` is the reading that is shown, if not the current one. A maker's own repository is the maker's word.
    """
    if fact.derived:
        found = (unsigned(ledger, ledger.facts[name]) for name in fact.inputs if name in ledger.facts)
        return next(filter(None, found), None)
    own = parties(ledger, fact.subject)
    voices = {ledger.sources[key].publisher for key in (row or fact.current).sources}
    weak = all(ledger.kind(voice) in _UNSIGNED and not speaks_for(ledger, voice, own) for voice in voices)
    return fact if weak else None


def disputed(fact: Fact) -> bool:
    """True where another source's value lies outside this one's range."""
    return any(differs(fact, fact.current, other) for other in fact.alternatives)


def differs(fact: Fact, one: Reading, other: Reading) -> bool:
    """True where two readings do not overlap within the precision at which they are stated."""
    if not fact.unit.numeric:
        return one.value != other.value
    (low, high), (low2, high2) = _allowed(one), _allowed(other)
    return bool(high < low2 or high2 < low)


def _allowed(row: Reading) -> tuple[Decimal, Decimal]:
    low, high = row.span
    exponent = trimmed(row.value).adjusted() - 2 if isinstance(row.value, Decimal) and row.value else 0
    slack = Decimal(1).scaleb(exponent) / 2 if row.value else Decimal(0)
    if row.approx in ("about", "nearly"):
        slack = max(slack, abs(high) * Decimal("0.05"))
    return low - slack, high + slack


def has_primary(ledger: Ledger, fact: Fact) -> bool:
    """True where a primary document or the vendor's own page stands behind a fact."""
    return any(ledger.sources[key].kind in ("primary", "vendor") for key in fact.current.sources)

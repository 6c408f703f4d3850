"""How a fact stands: a plan past its date, sources that differ, a primary document behind it."""

from __future__ import annotations

from decimal import Decimal

from ..values import dates
from ..values.format import trimmed
from .ledger import Fact, Ledger, Reading


def overdue(ledger: Ledger, row: Reading) -> bool:
    """True where a target's due date has passed against the site's as_of date (data, never the clock)."""
    return bool(
        row.target
        and row.due
        and not row.met
        and row.evidence != "derived"
        and dates.parse(row.due).last < dates.parse(ledger.site.as_of).first
    )


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

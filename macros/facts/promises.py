"""Every dated target as a promise: who stands behind it, and what became of it by the site's own date."""

from __future__ import annotations

from dataclasses import dataclass

from ..values import dates
from .ledger import Fact, Ledger, Reading
from .standing import state

GROUPS = {
    "makers": "Makers and operators", "places": "Cities and provinces", "state": "Ministries and state plans",
    "reported": "Plans the press reports", "rules": "Terms of rules and orders",
}  # fmt: skip
SCORED = ("makers", "places", "state")
"""The groups whose promises were given in public by those who act; only these are scored."""
STATES = {"met": "kept", "missed": "missed", "passed": "no outcome found", "open": "open"}
ENDED = ("met", "missed", "passed")
_PRODUCTS = frozenset(("chip", "system"))


@dataclass(frozen=True)
class Promise:
    """A target with a date: the reading that states it, its group and state, and how many figures came with it."""

    fact: Fact
    row: Reading
    group: str
    state: str
    figures: int = 0

    @property
    def due(self) -> dates.PartialDate:
        """The day, month or period by which it is to be kept."""
        return dates.parse(str(self.row.due))


def promises(ledger: Ledger) -> list[Promise]:
    """Return every promise by due date, the earliest first.

    What is announced of one chip or system for one year is one promise: its date leads, the other figures are counted.
    """
    found: dict[tuple[str, ...], list[Promise]] = {}
    for fact in ledger.facts.values():
        for row in () if fact.derived else fact.readings:
            if row.target and row.due and not isinstance(row.value, tuple):
                one = Promise(fact, row, _group(ledger, fact, row), state(ledger, row))
                found.setdefault(_thing(ledger, one), []).append(one)
    return sorted(map(_lead, found.values()), key=lambda one: (one.due.last, one.due.first, one.fact.id))


def _thing(ledger: Ledger, one: Promise) -> tuple[str, ...]:
    if ledger.subjects[one.fact.subject].kind in _PRODUCTS:
        return one.fact.subject, one.group, str(one.due.last.year)
    return one.fact.id, one.row.as_of, str(one.row.due)


def _lead(together: list[Promise]) -> Promise:
    first = next((one for one in together if one.fact.unit.text == "date"), together[0])
    return Promise(first.fact, first.row, first.group, first.state, len(together) - 1)


def _group(ledger: Ledger, fact: Fact, row: Reading) -> str:
    kind, own = ledger.subjects[fact.subject].kind, row.evidence in ("official", "vendor")
    if kind == "policy" and (not own or not fact.unit.numeric):
        return "rules"
    if not own:
        return "reported"
    if kind == "place":
        return "places"
    return "state" if row.evidence == "official" and kind in ("policy", "indicator", "fund") else "makers"

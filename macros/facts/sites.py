"""Sites: deployments with a known count of cards or chips; what is in place apart from what is signed or planned."""

from __future__ import annotations

from dataclasses import dataclass

from .ledger import Fact, Ledger, Subject

STATES = {"in-place": "in place", "signed": "signed", "planned": "planned"}
COUNTS = ("cards", "chips", "cards-signed", "cards-planned", "chips-planned")
"""The keys of the facts that count what stands at a site, or is to."""


@dataclass(frozen=True)
class Site:
    """A count of cards or chips at a site: its state, and whose chips they are, if anybody says."""

    subject: Subject
    fact: Fact
    state: str
    makers: tuple[str, ...]

    @property
    def unit(self) -> str:
        """Return cards or chips, which are not added up."""
        return self.fact.unit.text


def sites(ledger: Ledger) -> list[Site]:
    """Return every site with a count: those in place first, then the signed and the planned; the largest first."""
    found = [
        Site(one, fact, _state(fact), _makers(ledger, one))
        for one in ledger.subjects.values()
        if is_site(ledger, one)
        for key in COUNTS
        if (fact := one.facts.get(key)) and fact.unit.text in ("cards", "chips")
    ]
    order = list(STATES)
    return sorted(found, key=lambda site: (order.index(site.state), -site.fact.current.number, site.fact.id))


def is_site(ledger: Ledger, subject: Subject) -> bool:
    """Return whether a subject is a site of its own: a deployment, no purchase and no part of another one."""
    parents = (ledger.subjects[one].kind for one in subject.links.get("parent", ()))
    return subject.kind == "deployment" and "customer" not in subject.links and "deployment" not in parents


def _state(fact: Fact) -> str:
    if fact.current.target:
        return "planned"
    return "signed" if fact.id.endswith("-signed") else "in-place"


def _makers(ledger: Ledger, subject: Subject) -> tuple[str, ...]:
    """Return whose chips stand at a site: as it says itself, or else as its parts do."""
    parts = (one for one in ledger.subjects.values() if subject.id in one.links.get("parent", ()))
    of_parts = (maker for part in parts for maker in part.links.get("maker", ()))
    return subject.links.get("maker", ()) or tuple(dict.fromkeys(of_parts))

"""Which chips the ledger holds, by maker and launch."""

from __future__ import annotations

from datetime import date

from .ledger import Ledger, Subject

NEEDED = ("compute-16bit", "compute-8bit", "memory", "bandwidth")


def chips(ledger: Ledger) -> list[Subject]:
    """Return the accelerators with any specification, by maker and launch; processors for general use stay out."""
    found = [
        s
        for s in ledger.subjects.values()
        if s.kind == "chip" and not s.page.startswith("cpus") and any(key in s.facts for key in NEEDED)
    ]
    return sorted(found, key=lambda s: (maker(ledger, s) == "nvidia", maker(ledger, s), launched(s), s.id))


def maker(ledger: Ledger, chip: Subject) -> str:
    """Return the id of a chip's maker, or an empty text."""
    return next(iter(chip.links.get("maker", ())), "")


def launched(chip: Subject) -> date:
    """Return the first day on which it may have been launched, or announced; the last day there is without either."""
    fact = chip.facts.get("launch") or chip.facts.get("announced")
    return fact.date.first if fact else date.max

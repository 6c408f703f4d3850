"""Which facts of two ledgers are the same one under another name."""

from __future__ import annotations

from .ledger import Fact, Ledger


def renamed(old: Ledger, new: Ledger) -> dict[str, str]:
    """Return what each fact is called now that stands under another name, though it may say something else too.

    It is one that came where it went: with all that it said, or else with the label and the unit that it had.
    """
    came = [fact for fact in new.facts.values() if fact.id not in old.facts]
    went = [fact for fact in old.facts.values() if fact.id not in new.facts]
    found: dict[str, str] = {}
    for alike in (_says, _is):
        for fact in went:
            if fact.id in found:
                continue
            mark = alike(fact, old)
            if others := [one for one in came if one.id not in found.values() and alike(one, new) == mark]:
                found[fact.id] = others[0].id
    return found


def _says(fact: Fact, ledger: Ledger) -> tuple[object, ...]:
    current = fact.current
    said = current.value, current.low, current.high, current.printed, current.as_of, current.evidence
    return (*_is(fact, ledger), *said, fact.derived)


def _is(fact: Fact, ledger: Ledger) -> tuple[object, ...]:
    return ledger.subjects[fact.subject].name, fact.label, fact.unit

"""Rules of evidence: a test has a tester, a forecast is no plan, and a plan ends in one way."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.ledger import Fact, Ledger, Reading
from ..facts.standing import is_past, parties, speaks_for
from ..values.problem import nearest

Rule = tuple[str, str]  # what is wrong, and the field that holds it ("" where it is missing)


def evidence_rules(ledger: Ledger, fact: Fact, reading: Reading) -> Iterable[Rule]:
    """Yield each broken rule of a reading's evidence, with the field that breaks it."""
    if reading.by and not ledger.is_declared("publisher", reading.by):
        hint = nearest(reading.by, ledger.publishers) or "; add it to data/publishers.yml"
        yield f"by: unknown publisher {reading.by!r}{hint}", "by"
    elif reading.evidence == "measured":
        yield from _test_rules(ledger, fact, reading)
    yield from _plan_rules(ledger, reading)


def _test_rules(ledger: Ledger, fact: Fact, reading: Reading) -> Iterable[Rule]:
    if not reading.by:
        yield (
            "measured needs by: the publisher who tested it; what a company measured of its own things is vendor, "
            "a test by nobody who is named is reported",
            "evidence",
        )
    elif entry := ledger.publishers.get(reading.by):
        speaks = speaks_for(ledger, reading.by, parties(ledger, fact.subject))
        if speaks or entry.kind == "company":
            is_what = "is a company" if entry.kind == "company" else f"speaks for {entry.subject or reading.by}"
            yield f"measured is for testers who sell nothing, and {entry.name} {is_what}; its word is vendor", "by"


def _plan_rules(ledger: Ledger, reading: Reading) -> Iterable[Rule]:
    if reading.target and reading.forecast:
        yield "a forecast is no target: keep target for a plan of those who act, forecast for what a model expects", ""
    if reading.target and reading.evidence == "estimate":
        yield "an analyst plans nothing: write forecast: true for what a model expects", "target"
    if reading.forecast and not reading.by and reading.evidence != "reported":
        yield "a forecast needs by: whose model it is; one of nobody who is named is reported", "forecast"
    if reading.due and not reading.ahead:
        yield "due is for targets and forecasts; add target: true or forecast: true", "due"
    if reading.met and reading.missed:
        yield "a target is met or missed, not both; keep what the sources show", "missed"
    for field, shown in (("met", reading.met), ("missed", reading.missed)):
        if shown and not reading.target:
            yield f"{field} is for targets; add target: true", field
        elif shown and not reading.due:
            yield f"{field} needs due: the date that was promised", field
        elif shown and not is_past(ledger, str(reading.due)) and not (field == "met" and reading.note):
            early = "; say in note how it was met before" * (field == "met")
            yield f"{field}: due {reading.due} lies ahead of the site's own date {ledger.site.as_of}{early}", field

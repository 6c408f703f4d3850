"""What named outsiders measured: how much, by how many, and all of it in one table."""

from __future__ import annotations

from html import escape
from itertools import groupby

from ..facts.ledger import Fact
from . import elements, inline, provenance
from .blocks import cell
from .markup import grid, row, tag
from .view import MacroError, View


def _found(view: View) -> list[Fact]:
    """Return every fact whose current value a tester measured, by tester and subject."""
    ledger = view.ledger
    facts = [fact for fact in ledger.facts.values() if fact.current.evidence == "measured" and fact.current.by]
    return sorted(facts, key=lambda fact: (ledger.named(fact.current.by or "").casefold(), fact.subject))


def measured(view: View, what: str = "facts") -> str:
    """Show how many facts were measured by outsiders, or how many ``testers`` stand behind them."""
    found = _found(view)
    counts = {"facts": len(found), "testers": len({fact.current.by for fact in found})}
    if what not in counts:
        raise MacroError(f"there are facts and testers to count; found {what!r}")
    return tag("data", str(counts[what]), value=counts[what], data_count=f"measured.{what}")


def measurements(view: View) -> str:
    """Show every measurement by tester: of what, how much, when, and where it is printed; folded."""
    rows = []
    for by, facts in groupby(_found(view), key=lambda fact: fact.current.by or ""):
        tester = f'<strong class="of">{elements.marked(view.ledger.named(by))}</strong> '
        for fact in facts:
            now = fact.current
            what = f"{tester}{inline.name(view, fact.subject)}: {escape(fact.label)}"
            shown = cell(view, view.fact(fact.id), "long")
            when = elements.dated(now.as_of, fact.id, "as_of", "short") if now.as_of else ""
            rows.append(row(what, shown, when, provenance.source_links(view, now.sources), data_record=fact.id))
    table = grid(("Who measured what", "Value", "As of", "Sources"), rows, "Measurements by tester", "measured")
    return tag("details", tag("summary", f"All measurements: {measured(view)}") + table)

"""The quality of the data only goes up: recorded shares, and which facts stand behind them (tests/ratchet.yml).

After an edit that makes the data better, or that leaves out a fact on purpose, write the record anew:

    .venv/bin/python -m tests.test_quality
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from macros.facts import standing
from macros.facts.ledger import Ledger
from macros.pages import quality
from macros.pages.book import Book, is_whole
from macros.site.ahead import open_book

from .site import REGISTER, ROOT, Page, classes, elements, in_facts_box

RATCHET = Path(__file__).with_name("ratchet.yml")
SHARES = ("primary", "independent", "alternatives", "dated")
# Facts that no page shows on purpose, each with its reason.
UNUSED: dict[str, str] = {}


def measured(book: Book) -> dict[str, Any]:
    """Return today's shares, and the facts that a good source stands behind."""
    ledger, scores = book.ledger, quality.scores(book)
    sourced = [fact for fact in ledger.facts.values() if not fact.derived]
    return {
        "shares": {name: str(getattr(scores, name)) for name in SHARES},
        "primary": sorted(fact.id for fact in sourced if standing.has_primary(ledger, fact)),
        "independent": sorted(fact.id for fact in sourced if not ledger.single_source(fact)),
    }


def recorded() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(RATCHET.read_text("utf-8"))
    return content


def test_no_share_falls(book: Book) -> None:
    now, before = measured(book), recorded()
    fallen = {
        name: (before["shares"][name], now["shares"][name])
        for name in SHARES
        if Decimal(now["shares"][name]) < Decimal(before["shares"][name])
    }
    lost = {kind: [name for name in before[kind] if name not in set(now[kind])] for kind in ("primary", "independent")}
    assert not fallen, (
        f"fell (before, now): {fallen}; lost a primary source: {lost['primary']}; "
        f"lost an independent second source: {lost['independent']}"
    )


def test_no_fact_loses_its_good_source(book: Book) -> None:
    now, before = measured(book), recorded()
    for kind in ("primary", "independent"):
        lost = [name for name in before[kind] if name in book.ledger.facts and name not in set(now[kind])]
        assert not lost, f"{kind} source lost: {lost}"


def test_there_are_enough_facts(book: Book) -> None:
    assert quality.scores(book).sourced >= 1600


def test_no_fact_is_unused_without_a_reason(book: Book) -> None:
    unused = set(quality.scores(book).unused)
    assert unused == UNUSED.keys(), (
        f"unused without a reason: {sorted(unused - UNUSED.keys())}; used by now: {sorted(UNUSED.keys() - unused)}"
    )
    assert len(UNUSED) <= 5


def disputed(ledger: Ledger) -> set[str]:
    """Return the facts on which sources differ."""
    return {fact.id for fact in ledger.facts.values() if standing.disputed(fact)}


def test_no_choice_between_sources_is_silent(book: Book, pages: dict[str, Page]) -> None:
    names, found, seen = disputed(book.ledger), [], 0
    for page in pages.values():
        cards = {e.get("id", "")[5:]: e for e in page.article.iter("tr") if e.get("id", "").startswith("here-")}
        for element, over in elements(page.article):
            name = element.get("data-fact", "")
            if name not in names or in_facts_box(over) or page.name in REGISTER | {"sources.html"}:
                continue
            seen += 1
            if "is-disputed" not in classes(element):
                found.append(f"{page.name}: {name} has no mark")
            row = cards.get(name)
            if row is None or not any("others" in classes(e) for e in row.iter()):
                found.append(f"{page.name}: the card of {name} does not list the others")
    assert seen > 20
    assert not found, "\n".join(found[:40])


def test_disputes_are_told_on_the_page_of_the_fact(book: Book, pages: dict[str, Page]) -> None:
    found = []
    for name in sorted(disputed(book.ledger)):
        fact = book.ledger.facts[name]
        used = [page for page in book.usage.get(name, ()) if not is_whole(page)]
        if not used:
            continue
        home = pages[f"{fact.page}.html"]
        told = any(
            "says" in classes(e) and any(x.get("data-fact") == name for x in e.iter()) for e in home.article.iter("div")
        )
        listed = any(
            e.get("id") == f"here-{name}" and any("others" in classes(x) for x in e.iter())
            for p in pages.values()
            for e in p.article.iter("tr")
        )
        if not told and not listed:
            found.append(f"{name}: sources differ, and neither {home.name} nor a card says so")
    assert not found, "\n".join(found)


def test_the_page_shows_the_same_figures(book: Book, pages: dict[str, Page]) -> None:
    scores = quality.scores(book)
    shown = {
        e.get("data-count", "").removeprefix("quality."): e.get("value")
        for e in pages["quality.html"].article.iter("data")
    }
    assert {name: shown[name] for name in SHARES} == {name: str(getattr(scores, name)) for name in SHARES}
    assert shown["sourced"] == str(scores.sourced)


if __name__ == "__main__":
    RATCHET.write_text(
        "# The quality of the data when last recorded; python -m tests.test_quality writes it anew. It only goes up.\n"
        + yaml.safe_dump(measured(open_book(ROOT)), sort_keys=False, allow_unicode=True, width=200),
        "utf-8",
    )
    print(f"recorded in {RATCHET.relative_to(ROOT)}: {recorded()['shares']}")

"""Sites: the table has every counted deployment once, its state and makers hold, and sites.csv says the same."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from macros.facts.ledger import Ledger
from macros.facts.sites import is_site

from . import raw
from .engine import Project, project
from .site import ROOT, Page, classes, elements, text

PAGE = "docs/places.md"
PLACES = """\
subjects:
  north:
    name: North
    kind: deployment
    links: {operator: acme, maker: acme}
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      chips: {label: Chips, value: 20, unit: chips, printed: 20 chips, approx: about}
      chips-planned: {label: Chips to come, value: 90, unit: chips, printed: 90 chips, target: true, due: 2028}
  south:
    name: South
    kind: deployment
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      cards: {label: Cards, value: 30, unit: cards, printed: 30 cards}
      servers: {label: Servers, value: 4, unit: servers, printed: 4 servers}
  west:
    name: West
    kind: deployment
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      cards-signed: {label: Cards signed for, value: 40, unit: cards, printed: 40 cards}
  west-part:
    name: Part of West
    kind: deployment
    links: {parent: west, maker: acme}
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      cards: {label: Cards, value: 15, unit: cards, printed: 15 cards}
  order:
    name: Order
    kind: deployment
    links: {customer: acme}
    as_of: 2026-01
    evidence: reported
    sources: [trade-paper]
    facts:
      chips: {label: Chips ordered, value: 60, unit: chips, printed: 60 chips}
"""
COLUMNS = {"cards": "cards", "chips": "chips", "cards-signed": "cards_signed", "chips-planned": "chips_planned"}


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {"data/places.yml": PLACES, PAGE: "# Places\n"})


def shown(tiny: Project, call: str) -> str:
    """Return what a call writes on a page."""
    tiny.write(PAGE, f"# Places\n\n{{{{ {call} }}}}\n")
    return tiny.book().pages["places.md"].whole_text.split("\n", 2)[2].strip()


def test_the_table_has_what_is_in_place_first_and_no_part_or_purchase(tiny: Project) -> None:
    table = shown(tiny, "sites()")
    places = [table.index(name) for name in ("South", "about 20", ">West<", ">90<")]
    assert places == sorted(places)
    assert "Part of West" not in table and "Order" not in table and "4 servers" not in table
    assert table.count("not named") == 1, "West's makers are those of its parts"
    assert table.count(">in place<") == 2 and table.count(">signed<") == 1 and table.count(">planned for ") == 1


@pytest.mark.parametrize(
    ("call", "value", "key", "words"),
    [
        ("sited()", 4, "all", "4"),
        ('sited("in-place", words=true)', 2, "in-place", "two"),
        ('sited("signed")', 1, "signed", "1"),
        ('sited("planned")', 1, "planned", "1"),
        ('sited("unnamed")', 1, "unnamed", "1"),
    ],
)
def test_a_count_in_a_sentence(tiny: Project, call: str, value: int, key: str, words: str) -> None:
    assert shown(tiny, call) == f'<data value="{value}" data-count="sites.{key}">{words}</data>'


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('sited("plans")', "sited(): there is no count of sites 'plans'; did you mean 'planned'?; there are all, "
         "in-place, signed, planned, unnamed"),
        ('sites("Some are.")', "sites(): mixes: the figures are alike, so there is nothing to explain; take it out"),
    ],
)  # fmt: skip
def test_a_wrong_call(tiny: Project, call: str, message: str) -> None:
    tiny.write(PAGE, f"# Places\n\n{{{{ {call} }}}}\n")
    assert tiny.problems() == [f"{PAGE}:3: {message}"]


def test_no_table_without_a_site(tmp_path: Path) -> None:
    tiny = project(tmp_path, {PAGE: "# Places\n\n{{ sites() }}\n"})
    assert tiny.problems() == [f"{PAGE}:3: sites(): there is no deployment with a count of cards or chips"]


def on_the_page(page: Page) -> dict[str, tuple[str, str, str]]:
    """Return of each row of the page's table its fact: the value, whose chips, and the state, as read there."""
    (table,) = (e for e, _ in elements(page.article) if "sites" in classes(e))
    found = {}
    for row in next(table.iter("tbody")):
        _, makers, cards, chips, state, *_ = list(row)
        (figure,) = (e for cell in (cards, chips) for e in cell.iter("data"))
        assert (next(cards.iter("data"), None) is not None) == ("card" in text(cards))
        found[figure.get("data-fact", "")] = (figure.get("value", ""), text(makers), text(state))
    return found


def test_the_file_holds_the_sites_of_the_page_and_no_other(pages: dict[str, Page], site: Path) -> None:
    with (site / "data/sites.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = raw.subjects(ROOT)
    parts = {
        row["id"] for row in rows for one in row["parent"].split() if known.get(one, {}).get("kind") == "deployment"
    }
    given = {
        f"{row['id']}.{key}": Decimal(row[column])
        for row in rows
        for key, column in COLUMNS.items()
        if row["kind"] == "deployment" and row["id"] not in parts and not row["customer"] and row[column]
    }
    page = {fact: Decimal(value) for fact, (value, _, _) in on_the_page(pages["sites.html"]).items()}
    assert page == given and len(page) >= 12


def test_a_site_is_planned_where_its_count_is_a_target_and_named_where_a_maker_is(
    pages: dict[str, Page], ledger: Ledger
) -> None:
    for name, (_, makers, state) in on_the_page(pages["sites.html"]).items():
        fact = ledger.facts[name]
        assert state.startswith("planned") == fact.current.target, name
        named = [one.name for one in ledger.subjects.values() if one.name in makers and one.kind == "company"]
        assert bool(named) != ("not named" in makers), name


def test_the_sums_of_the_page_are_over_the_rows_of_the_table(pages: dict[str, Page], ledger: Ledger) -> None:
    """Cards in place or signed, chips in place: a new site that is left out of a sum is found here.

    Where a row counts foreign cards too, the sum takes the Chinese part that is computed of it.
    """
    rows = on_the_page(pages["sites.html"])
    for unit in ("cards", "chips"):
        own = {name for name, row in rows.items() if not row[2].startswith("planned")}
        own = {name for name in own if ledger.facts[name].unit.text == unit}
        fact = ledger.facts[f"site-list.{unit}"]
        part = {name: f"{name}-domestic" for name in own if f"{name}-domestic" in fact.inputs}
        assert all(name in ledger.facts[one].inputs for name, one in part.items())
        assert set(fact.inputs) == {part.get(name, name) for name in own}
        sizes = (ledger.facts[part[n]].current.number if n in part else Decimal(rows[n][0]) for n in own)
        assert fact.current.number == sum(size for size in sizes if size is not None)


def test_the_chart_draws_the_rows_of_the_table(pages: dict[str, Page]) -> None:
    page = pages["sites.html"]
    figure = next(e for e, _ in elements(page.article) if e.tag == "figure" and e.get("id", "").endswith("sites"))
    drawn = {e.get("data-fact") for e in figure.iter() if e.get("data-fact")}
    assert set(on_the_page(page)) <= drawn


def test_every_deployment_with_a_count_is_a_site_a_part_or_a_purchase(ledger: Ledger) -> None:
    counted = [
        one for one in ledger.subjects.values() if one.kind == "deployment" and {"cards", "chips"} & one.facts.keys()
    ]
    others = {one.id for one in counted if not is_site(ledger, one)}
    assert others == {
        "unicom-xining-t-head", "unicom-xining-metax", "unicom-xining-biren", "unicom-xining-zhonghao", "baidu-order",
    }  # fmt: skip

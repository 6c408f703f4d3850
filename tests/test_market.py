"""The pages on the market and on wafers: what they multiply and sort, worked out again on paper."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from macros.facts.ledger import Ledger

from .site import Page, elements, text

WAFERS, FORECAST, EVERY = 7_000, 13_000, 20_000  # a month: Morgan Stanley's two, and Nikkei's upper end
DIES, CHIPS = 78, 39  # on a wafer
LOW, HIGH, LOSS = Decimal("0.20"), Decimal("0.40"), Decimal("0.25")

# What a page says comes out, and the sum as a reader would do it on paper.
SUMS: dict[str, int | Decimal] = {
    "wafer-to-chip.wafers-year": WAFERS * 12,
    "wafer-to-chip.dies-started": WAFERS * 12 * DIES,
    "wafer-to-chip.dies-low": WAFERS * 12 * DIES * LOW,
    "wafer-to-chip.dies-high": WAFERS * 12 * DIES * HIGH,
    "wafer-to-chip.dies-per-chip": 2,
    "wafer-to-chip.chips-low": WAFERS * 12 * CHIPS * LOW * (1 - LOSS),
    "wafer-to-chip.chips-high": WAFERS * 12 * CHIPS * HIGH,
    "wafer-to-chip.chips-2026-low": FORECAST * 12 * CHIPS * LOW * (1 - LOSS),
    "wafer-to-chip.chips-2026-high": FORECAST * 12 * CHIPS * HIGH,
    "wafer-to-chip.ceiling-low": EVERY * 12 * CHIPS * LOW * (1 - LOSS),
    "wafer-to-chip.ceiling-high": EVERY * 12 * CHIPS * HIGH,
    "wafer-to-chip.stock-chips": 2_900_000 // 2,
    "wafer-to-chip.stacks-per-chip": Decimal("8.125"),
    "market-shape.huawei-of-domestic-value": Decimal(100) * 40 / (40 + 4 + 4 + 3 + 3 + 4),
    "market-shape.huawei-lead-cards": Decimal(812) / 265,
    "market-shape.next-three": 265_000 + 116_000 + 116_000,
    "market-shape.in-house": Decimal(100) * (265 + 116) / 1650,
    "market-shape.price-gap": Decimal(2_200) / 812,
    "market-shape.listed-revenue": 6_497_000_000 + 1_644_000_000 + 1_505_000_000 + 1_034_600_000,
    "market-shape.huawei-against-listed": Decimal(7_500) * Decimal("6.8845") / Decimal("10680.6"),
}


@pytest.mark.parametrize("name", SUMS)
def test_the_sums_of_the_pages(name: str, ledger: Ledger) -> None:
    assert abs(ledger.facts[name].current.number / SUMS[name] - 1) < Decimal("1e-9")


def test_no_forecast_is_told_as_a_count(ledger: Ledger) -> None:
    told = {name: ledger.facts[f"wafer-to-chip.{name}"].current.forecast for name in ("chips-high", "chips-2026-high")}
    assert told == {"chips-high": False, "chips-2026-high": True}


def tables(pages: dict[str, Page], heading: str) -> list[list[list[str]]]:
    """Return the tables between a heading of the market page and the next: the figure of each cell, by row."""
    found: list[list[list[str]]] = []
    inside = False
    for element, over in elements(pages["market.html"].article):
        if element.tag in ("h2", "h3"):
            inside = element.get("id") == heading
        elif inside and element.tag == "tbody" and not any(e.tag == "figure" for e in over):
            rows = element.iter("tr")
            found.append(
                [[" ".join(data.get("value", "") for data in cell.iter("data")) for cell in row] for row in rows]
            )
    return found


def test_the_makers_stand_in_the_order_that_the_page_names(pages: dict[str, Page]) -> None:
    first, second = tables(pages, "league")
    by_year = [Decimal(row[3]) for row in first]
    by_year_before = [Decimal(row[1]) for row in second]
    assert len(first) == 6 and by_year == sorted(by_year, reverse=True)
    assert len(second) == 4 and by_year_before == sorted(by_year_before, reverse=True)


def test_the_newest_figure_of_a_page_is_no_forecast(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for element, _ in elements(page.article):
            if "reach" in element.get("class", "").split():
                assert not re.search(r"20(2[7-9]|3\d)", text(element)), f"{page.name}: {text(element)}"

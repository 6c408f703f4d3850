"""The built pages read back equal the data: every fact, every reading, every name, every source."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from .proof import differing, read_back
from .roundtrip import shows, travel, unread
from .site import ROOT, Page


def test_the_built_site_reads_back_as_the_data(site: Path, pages: dict[str, Page]) -> None:
    trip = travel(ROOT, pages, site)
    print(trip.figures)
    assert not trip.wrong, f"{len(trip.wrong)} found:\n" + "\n".join(trip.wrong[:60])
    assert not list(unread(trip, ROOT))
    assert not differing(read_back(trip.figures)), "run: python -m tests.proof"


@pytest.mark.parametrize(
    ("shown", "unit", "number", "exact", "said"),
    [
        ("CNY 25,500,000,000", "CNY", "25500000000", True, True),
        ("CNY 25,000,000,000", "CNY", "25500000000", True, False),
        ("41 percent", "percent", "41", True, True),
        ("41 chips", "percent", "41", True, False),
        ("3.2 TB/s", "TB/s", "3.2", True, True),
        ("33.3 percent", "percent", "33.333", False, True),
        ("33.4 percent", "percent", "33.333", False, False),
    ],
)
def test_a_text_shows_its_number_and_its_unit(shown: str, unit: str, number: str, exact: bool, said: bool) -> None:
    assert shows(shown, unit, [Decimal(number)], exact) is said

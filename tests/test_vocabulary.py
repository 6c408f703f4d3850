"""The vocabulary: a common fact takes its label and its heading from it, and must have a unit of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from macros.facts.ledger import Ledger
from macros.facts.schema import Measure
from macros.values import units
from macros.values.units import UnitError

from . import raw
from .engine import project
from .site import ROOT, Page, register, text

S, C, V = "data/summit.yml", "data/chips.yml", "data/vocabulary.yml"
MEMORY = "        label: Memory\n        value: 64\n"

FAULTS = [
    (
        S,
        "        label: Venue\n",
        "",
        "venue:",
        "summit.venue: label is missing: data/vocabulary.yml has none for this key",
    ),
    (
        S,
        "      venue:\n        label: Venue\n",
        "      memry:\n",
        "memry:",
        "summit.memry: label is missing: data/vocabulary.yml has none for this key; did you mean 'memory'?",
    ),
    (
        C,
        "        printed: 64 GB of memory\n        unit: GB\n",
        "        printed: 64 chips\n        unit: chips\n",
        "unit: chips",
        "acme-one.memory: unit: memory is bytes (such as GB or TB) in data/vocabulary.yml, not chips",
    ),
    (
        C,
        "        unit: date\n        printed: founded in 2019\n        event: company\n",
        "        unit: people\n        printed: 2019 people\n",
        "unit: people",
        "acme.founded: unit: founded is date in data/vocabulary.yml, not people",
    ),
    (
        C,
        "unit: CNY\n",
        "unit: CNY/year\n",
        "unit: CNY/year",
        "acme-two.price: unit: price is money or count (such as CNY or USD, chips or people) in data/vocabulary.yml, "
        "not CNY/year",
    ),
    (V, "    unit: bytes\n", "    unit: byte\n", "unit: byte", None),
    (
        V,
        "    definition: When it was set up.\n",
        "",
        "founded:",
        "founded.definition: the field 'definition' is missing",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "message"), FAULTS)
def test_each_fault_is_one_message(tmp_path: Path, file: str, old: str, new: str, at: str, message: str | None) -> None:
    tiny = project(tmp_path)
    tiny.replace(
        C,
        "        unit: GB\n        printed: 64 GB of memory\n",
        "        printed: 64 GB of memory\n        unit: GB\n",
    )
    assert tiny.problems() == []
    tiny.replace(file, old, new)
    found = tiny.problems()
    assert len(found) == 1 and found[0].startswith(f"{file}:{tiny.line(file, at)}: "), found
    assert message is None or found[0].endswith(f": {message}"), found


def test_a_missing_file_is_one_message(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(C, MEMORY, "        value: 64\n")
    (tmp_path / V).unlink()
    assert tiny.problems() == [f"{V}:1: the file is missing"]


def test_a_wrong_entry_gives_no_second_message(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(C, MEMORY, "        value: 64\n")
    tiny.replace(V, "    label: Memory\n", "    lable: Memory\n")
    assert tiny.problems() == [
        f"{V}:{tiny.line(V, 'lable')}: memory.lable: unknown field 'lable'; did you mean 'label'?"
    ]


def test_a_fact_without_a_label_takes_the_one_of_its_key(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(C, "        label: Price\n", "")
    tiny.replace(C, "      founded:\n        label: Founded\n", "      founded:\n        label: Set up\n")
    facts = tiny.book().ledger.facts
    assert facts["acme-two.price"].label == "Price of a card"
    assert facts["acme.founded"].label == "Set up", "its own label wins"


def test_headings_come_from_the_vocabulary(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    shown = "".join(tiny.book().pages["chips.md"].text + "".join(map(str, tiny.book().pages["chips.md"].blocks)))
    assert '<span data-record="facts.price">Price</span>' in shown
    assert '<span data-record="facts.memory">Memory</span>' in shown


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("date", "date"),
        ("text", "text"),
        ("list", "list"),
        ("subjects", "subjects"),
        ("chips", "count"),
        ("percent", "percent"),
        ("times", "times"),
        ("million USD", "money"),
        ("CNY/share", "rate"),
        ("CNY/year", "rate"),
        ("cards/server", "rate"),
        ("GB", "bytes"),
        ("TB/s", "bytes per second"),
        ("PFLOPS", "compute"),
        ("TOPS", "compute"),
        ("kW", "watts"),
        ("TWh", "energy"),
        ("GHz", "hertz"),
        ("ms", "time"),
        ("nm", "length"),
        ("mm2", "area"),
        ("TFLOPS/W", "rate"),
    ],
)
def test_what_a_unit_measures(unit: str, measure: str) -> None:
    assert units.parse(unit).measure == measure
    assert measure in get_args(Measure)


def test_advice_on_units_leads_to_a_page_that_lists_them() -> None:
    with pytest.raises(UnitError, match=r"docs/reference\.md"):
        units.parse("qqqqqqqq")
    assert "units_list()" in (ROOT / "docs" / "reference.md").read_text("utf-8")


def test_no_fact_repeats_the_label_of_its_key() -> None:
    words = raw.vocabulary(ROOT)
    found = [
        name
        for name, fact in raw.facts(ROOT).items()
        if "label" in fact.entry and fact.entry["label"] == words.get(name.split(".", 1)[1], {}).get("label")
    ]
    assert found == [], "data/vocabulary.yml says it already"


def test_the_register_prints_the_label(ledger: Ledger, pages: dict[str, Page]) -> None:
    rows = {name: next(row.iter("th")) for name, (_, row) in register(pages).items()}
    for name, fact in raw.facts(ROOT).items():
        assert fact.label and ledger.facts[name].label == fact.label
        assert text(rows[name]) == fact.label, name

"""The downloads of the built site hold what the data files say, to the digit and the word."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from . import raw
from .site import ROOT

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(site: Path) -> dict[str, Row]:
    """The facts of the JSON download by their id."""
    content = json.loads((site / "data" / "facts.json").read_text("utf-8"))
    return {row["id"]: row for row in content["facts"]}


@pytest.fixture(scope="module")
def table(site: Path) -> dict[str, dict[str, str]]:
    """The facts of the CSV download by their id."""
    with (site / "data" / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def report(found: list[str]) -> None:
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:40])


def stated(fact: raw.Fact, statement: raw.Statement) -> Row:
    """Return what a download must say of one statement of the data."""
    entry, value = statement.entry, statement.value

    def number(key: str) -> str | None:
        return raw.plain(raw.number(entry[key])) if key in entry else None

    if isinstance(value, str) and fact.unit not in raw.NOT_NUMBERS:
        value = raw.plain(raw.number(value))
    printed = entry.get("printed", [])
    low, high = raw.days(str(value)) if fact.unit == "date" else (number("low"), number("high"))
    first, last = raw.days(statement.as_of)
    return {
        "value": value, "low": low, "high": high, "approx": entry.get("approx"),
        "as_of": statement.as_of, "as_of_first": first, "as_of_last": last, "evidence": statement.evidence,
        "sources": list(statement.sources),
        "printed": [printed] if isinstance(printed, str) else list(printed),
    }  # fmt: skip


def differing(name: str, row: Row, wanted: Row) -> list[str]:
    return [f"{name}: {key} is {row[key]!r}, the data say {wanted[key]!r}" for key in wanted if row[key] != wanted[key]]


def test_every_fact_is_there_once_and_in_the_order_of_the_data(
    rows: dict[str, Row], table: dict[str, dict[str, str]]
) -> None:
    assert list(rows) == list(table) == list(raw.facts(ROOT))


def test_every_statement_is_as_in_the_data(rows: dict[str, Row]) -> None:
    """The current value, earlier ones of a series, and what other sources say; the superseded are no longer said."""
    found = []
    for name, fact in raw.facts(ROOT).items():
        if fact.formula:
            continue
        row, others = rows[name], len(fact.entry.get("alternatives", ()))
        series = fact.statements[: len(fact.entry.get("observations", ())) or 1]
        alternatives = fact.statements[len(series) : len(series) + others]
        found += differing(name, row, stated(fact, series[0]))
        for part, given, wanted in (
            ("earlier", row["earlier"], [stated(fact, s) for s in reversed(series[1:])]),
            ("alternatives", row["alternatives"], [stated(fact, s) for s in alternatives]),
        ):
            if len(given) != len(wanted):
                found.append(f"{name}: {len(given)} {part}, the data have {len(wanted)}")
            for one, two in zip(given, wanted, strict=False):
                found += differing(f"{name}, {part}", one, two)
    report(found)


def test_what_belongs_to_the_fact_is_as_in_the_data(rows: dict[str, Row]) -> None:
    subjects, found = raw.subjects(ROOT), []
    for name, fact in raw.facts(ROOT).items():
        wanted = {
            "subject": subjects[name.split(".")[0]]["name"], "label": fact.label, "unit": fact.unit, "page": fact.page,
            "formula": fact.formula, "note": fact.entry.get("note"), "mixes": fact.entry.get("mixes"),
        }  # fmt: skip
        found += differing(name, rows[name], wanted)
        if not fact.formula and not fact.entry.get("observations"):
            given = {key: fact.entry.get(key) for key in ("due", "met", "missed")}
            flags = {key: fact.entry.get(key) == "true" for key in ("target", "forecast")}
            plan = {**given, **flags, "basis": basis(fact)}
            found += differing(name, rows[name], plan)
    report(found)


def basis(fact: raw.Fact) -> str | None:
    given = fact.entry.get("basis")
    return None if given is None else str(given)


def test_what_is_computed_equals_its_formula(rows: dict[str, Row]) -> None:
    found, seen = [], 0
    for name, fact in raw.facts(ROOT).items():
        expected = raw.computed(ROOT, name) if fact.formula else None
        if expected is None:
            continue
        seen += 1
        if abs(Decimal(rows[name]["value"]) - expected) > abs(expected) * Decimal("1e-9"):
            found.append(f"{name} is {rows[name]['value']}, computed anew it is {expected}")
    assert seen > 100
    report(found)


def test_the_text_says_the_value(rows: dict[str, Row]) -> None:
    found = []
    for name, fact in raw.facts(ROOT).items():
        row = rows[name]
        if fact.unit in raw.NOT_NUMBERS:
            continue
        numbers = [Decimal(row[key]) for key in ("low", "high") if row["value"] is None] or [Decimal(row["value"])]
        read = raw.read_numbers(row["text"], fact.unit)
        near = [abs(one - two) <= half for (one, half), two in zip(read, numbers, strict=False)]
        if len(read) != len(numbers) or not all(near):
            found.append(f"{name}: the text {row['text']!r} does not say {row['value']}")
    report(found)


def test_the_table_holds_the_same_as_the_json(rows: dict[str, Row], table: dict[str, dict[str, str]]) -> None:
    found = []
    for name, row in rows.items():
        for key, cell in table[name].items():
            if cell != raw.cell(row[key]):
                found.append(f"{name}: {key} is {cell!r} in the table, {row[key]!r} in the JSON")
    report(found)


def test_the_sources_are_as_in_the_data(site: Path) -> None:
    content = json.loads((site / "data" / "sources.json").read_text("utf-8"))
    given, wanted = content["sources"], raw.sources(ROOT)
    assert list(given) == sorted(wanted)
    found = []
    names = {name: entry["name"] for name, entry in raw.publishers(ROOT).items()}
    for key, source in wanted.items():
        kept = {field: source[field] for field in ("publisher", "origin", "via") if field in source}
        source = source | {f"{field}_id": kept[field] for field in kept if field != "via"}
        source = source | {field: names.get(one, one) for field, one in kept.items()}
        found += [f"{key}: {field}" for field in source.keys() | given[key].keys() if
                  str(given[key].get(field)) != str(source.get(field))]  # fmt: skip
    report(found)


def test_the_downloads_say_their_day(site: Path, rows: dict[str, Row]) -> None:
    for name in ("facts.json", "sources.json"):
        content = json.loads((site / "data" / name).read_text("utf-8"))
        assert f"as_of: {content['as_of']}" in (ROOT / "data" / "site.yml").read_text("utf-8")

"""The downloads of the built site hold what the data files say, to the digit and the word."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from . import raw, raw_dates
from .carried import lines
from .expected import rounded
from .site import ROOT

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows(site: Path) -> dict[str, Row]:
    """The facts of the JSON download by their id."""
    content = json.loads((site / "data" / "facts.json").read_text("utf-8"))
    return {row["id"]: row for row in content["facts"]}


def report(found: list[str]) -> None:
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:40])


def days(text: str | None) -> tuple[str | None, str | None]:
    return raw_dates.days(text) if text else (None, None)


def stated(fact: raw.Fact, statement: raw.Statement) -> Row:
    """Return what a download must say of one statement of the data."""
    entry, value = statement.entry, statement.value

    def number(key: str) -> Decimal | None:
        return raw.number(entry[key]) if isinstance(entry.get(key), str) and numeric else None

    numeric = fact.unit not in raw.NOT_NUMBERS
    printed = entry.get("printed", [])
    single = number("value")
    first, last = days(str(value) if fact.unit == "date" else None)
    since, to = days(statement.as_of)
    begin, end = days(entry.get("due"))
    return {
        "value": value if single is None else raw.plain(single),
        "number": single, "low": number("low"), "high": number("high"),
        "first_day": first, "last_day": last, "unit": fact.unit,
        "approx": entry.get("approx"), "basis": entry.get("basis"),
        "as_of": statement.as_of or None, "as_of_first": since, "as_of_last": to, "evidence": statement.evidence,
        "due": entry.get("due"), "due_first": begin, "due_last": end,
        "target": entry.get("target") == "true", "forecast": entry.get("forecast") == "true",
        "met": entry.get("met"), "missed": entry.get("missed"),
        "sources": list(statement.sources), "printed": [printed] if isinstance(printed, str) else list(printed),
    }  # fmt: skip


def differing(name: str, row: Row, wanted: Row) -> list[str]:
    def plain(value: Any) -> Any:
        return Decimal(str(value)) if type(value) in (int, float) else value

    return [
        f"{name}: {key} is {row[key]!r}, the data say {wanted[key]!r}"
        for key in wanted
        if plain(row[key]) != wanted[key]
    ]


def test_every_fact_is_there_once_and_in_the_order_of_the_data(site: Path, rows: dict[str, Row]) -> None:
    table = [line["id"] for line in lines(site / "data" / "facts.csv")]
    assert list(rows) == table == list(raw.facts(ROOT))


def test_every_statement_is_as_in_the_data(rows: dict[str, Row]) -> None:
    """The current value, earlier ones of a series, what other sources say, and what is superseded."""
    found = []
    for name, fact in raw.facts(ROOT).items():
        if fact.formula:
            continue
        row, others = rows[name], len(fact.entry.get("alternatives", ()))
        series = fact.statements[: len(fact.entry.get("observations", ())) or 1]
        alternatives = fact.statements[len(series) : len(series) + others]
        fallen = fact.statements[len(series) + others :]
        found += differing(name, row, inherited(fact, series[0]))
        for part, given, wanted in (
            ("earlier", row["earlier"], [inherited(fact, s) for s in reversed(series[1:])]),
            ("alternatives", row["alternatives"], [inherited(fact, s) for s in alternatives]),
            ("superseded", row["superseded"], [inherited(fact, s) | why(s) for s in fallen]),
        ):
            if len(given) != len(wanted):
                found.append(f"{name}: {len(given)} {part}, the data have {len(wanted)}")
            for one, two in zip(given, wanted, strict=False):
                found += differing(f"{name}, {part}", one, two)
    report(found)


def inherited(fact: raw.Fact, statement: raw.Statement) -> Row:
    """Return the same of one statement among others, without what it may take from its fact."""
    wanted = stated(fact, statement)
    if statement.entry is not fact.entry:
        for key in ("approx", "basis", "due", "due_first", "due_last", "target", "forecast", "met", "missed"):
            if key not in statement.entry:
                wanted.pop(key)
    return wanted


def why(statement: raw.Statement) -> Row:
    return {key: statement.entry[key] for key in ("until", "why")}


def test_some_values_are_superseded(rows: dict[str, Row]) -> None:
    assert any(row["superseded"] for row in rows.values())


def test_what_belongs_to_the_fact_is_as_in_the_data(rows: dict[str, Row]) -> None:
    subjects, found = raw.subjects(ROOT), []
    for name, fact in raw.facts(ROOT).items():
        wanted = {
            "subject_id": name.split(".")[0], "subject": subjects[name.split(".")[0]]["name"], "label": fact.label,
            "unit": fact.unit, "page": fact.page, "formula": fact.formula, "mixes": fact.entry.get("mixes"),
        }  # fmt: skip
        if not fact.entry.get("observations"):
            wanted["note"] = fact.entry.get("note")
        found += differing(name, rows[name], wanted)
    report(found)


def test_what_is_computed_equals_its_formula_in_as_many_digits_as_it_has(rows: dict[str, Row]) -> None:
    found, seen = [], 0
    for name, fact in raw.facts(ROOT).items():
        expected = raw.computed(ROOT, name) if fact.formula else None
        if expected is None:
            continue
        seen += 1
        given = Decimal(str(rows[name]["number"]))
        # A zero at the end of what is computed cannot be told from a digit that its inputs do not bear out.
        if not any(rounded(expected, more) == given for more in range(max(digits(given), 1), 16)):
            found.append(f"{name} is {given}, computed anew it is {expected}")
    assert seen > 100
    report(found)


def digits(number: Decimal) -> int:
    """Return how many digits a number has, zeros at its end left out."""
    return len(number.normalize().as_tuple().digits)


def test_the_text_says_the_value(rows: dict[str, Row]) -> None:
    found = []
    for name, fact in raw.facts(ROOT).items():
        row = rows[name]
        if fact.unit in raw.NOT_NUMBERS:
            continue
        ends = ("low", "high") if row["number"] is None else ("number",)
        numbers = [Decimal(str(row[key])) for key in ends]
        read = raw.read_numbers(row["text"], fact.unit)
        near = [abs(one - two) <= half for (one, half), two in zip(read, numbers, strict=False)]
        if len(read) != len(numbers) or not all(near):
            found.append(f"{name}: the text {row['text']!r} does not say {numbers}")
    report(found)


def test_the_downloads_say_their_day(site: Path) -> None:
    package = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
    content = json.loads((site / "data" / "facts.json").read_text("utf-8"))
    assert content["as_of"] == package["version"]
    assert f"as_of: {content['as_of']}" in (ROOT / "data" / "site.yml").read_text("utf-8")


def test_every_subject_has_its_facts_at_an_address_of_its_own(site: Path, rows: dict[str, Row]) -> None:
    found = {}
    for path in sorted((site / "data" / "facts").glob("*.json")):
        if path.name.endswith(".csl.json"):
            continue
        for key, row in json.loads(path.read_text("utf-8")).items():
            assert row.pop("citation").endswith(".")
            assert row["id"] == f"{path.stem}.{key}"
            found[row["id"]] = row
    assert found == rows


def test_every_fact_stands_alone_at_its_address_with_its_sources_in_full(site: Path, rows: dict[str, Row]) -> None:
    folder = site / "data" / "facts"
    files = {path.relative_to(folder).as_posix(): path for path in folder.glob("*/*")}
    assert set(files) == {f"{name.replace('.', '/')}.json" for name in rows}
    known = {name: entry["url"] for name, entry in raw.sources(ROOT).items()}
    together = {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}
    listed = chain.from_iterable(json.loads(path.read_text("utf-8")) for path in folder.glob("*.csl.json"))
    references = {path.stem: path.read_text("utf-8") for path in folder.glob("*.bib")}
    cited = {item["id"]: item for item in listed}
    for name, row in rows.items():
        subject, key = name.split(".")
        own = json.loads(files[f"{subject}/{key}.json"].read_text("utf-8"))
        assert {one["id"]: one["url"] for one in own.pop("sources_in_full")} == {s: known[s] for s in row["sources"]}
        assert own.pop("citation") == together[subject][key]["citation"]
        assert own.pop("csl") == cited[f"ledger:{name}"]
        assert f"{{ledger:{name}," in own["bibtex"] and own.pop("bibtex") in references[subject]
        assert own == row

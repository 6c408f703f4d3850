"""The tables to take away: every cell is what the data say, and programs read each file as its package describes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from macros.facts import wide

from . import raw, raw_dates
from .site import ROOT, Page, register, text
from .taken import FILES, TABLES, Cells, Row, report, statements


def test_the_addresses_stay(folder: Path) -> None:
    assert {path.name for path in folder.iterdir() if path.is_file()} == FILES


def test_a_table_is_csv_as_excel_and_the_standard_have_it(folder: Path) -> None:
    for name in TABLES:
        content = (folder / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), f"{name}: Excel would garble the Chinese"
        assert content.endswith(b"\r\n") and content.count(b"\n") == content.count(b"\r\n"), name


def bad_cells(table: list[Cells]) -> list[str]:
    """Return the cells that a spreadsheet would change, and rows of another length."""
    found = []
    for row in table:
        for key, cell in row.items():
            if key is None or cell is None:
                found.append(f"a row of another length: {row}")
            elif re.match(r"[=+@\t\r＝＋＠]|-(?![0-9.]+$)", cell) or re.fullmatch(r"(19|20)\d\d-[01]\d", cell):
                found.append(f"{key}: {cell!r}")
    return found


def test_no_spreadsheet_changes_a_cell(tables: dict[str, list[Cells]]) -> None:
    report([f"{name}: {line}" for name, table in tables.items() for line in bad_cells(table)])
    assert bad_cells([{"a": "=1"}, {"a": "2026-02"}, {"a": "-x"}, {"a": "-1.5", "b": "2026-02-XX"}]) == [
        "a: '=1'", "a: '2026-02'", "a: '-x'",
    ]  # fmt: skip


def test_the_facts_hold_the_same_as_the_json(tables: dict[str, list[Cells]], facts: dict[str, Row]) -> None:
    found = []
    for row in tables["facts"]:
        for key, cell in row.items():
            if cell != raw.cell(key, facts[row["id"]][key]):
                found.append(f"{row['id']}: {key} is {cell!r}, in the JSON {facts[row['id']][key]!r}")
    report(found)


def test_the_observations_are_every_statement_once(tables: dict[str, list[Cells]], facts: dict[str, Row]) -> None:
    wanted = [(name, n, *one) for name, row in facts.items() for n, one in enumerate(statements(row), 1)]
    assert len(wanted) == len(tables["observations"])
    found = []
    for row, (name, number, standing, said) in zip(tables["observations"], wanted, strict=True):
        own = said | {"fact": name, "statement": number, "standing": standing}
        found += [
            f"{name}: {key} is {cell!r}" for key, cell in row.items() if cell != raw.cell(key, own.get(key))
        ]  # fmt: skip
    report(found)


def test_the_events_are_those_of_the_data(tables: dict[str, list[Cells]], facts: dict[str, Row]) -> None:
    wanted = {name: fact.entry["event"] for name, fact in raw.facts(ROOT).items() if "event" in fact.entry}
    assert {row["fact"]: row["kind"] for row in tables["events"]} == wanted
    dates = [row["date_first"] for row in tables["events"]]
    assert dates == sorted(dates) and len(dates) == len(wanted)
    found = []
    for row in tables["events"]:
        own = facts[row["fact"]]
        own = own | {"date": own["value"], "date_first": own["first_day"], "date_last": own["last_day"]}
        found += [
            f"{row['fact']}: {key} is {cell!r}"
            for key, cell in row.items()
            if key not in ("fact", "kind") and cell != raw.cell(key, own[key])
        ]  # fmt: skip
    report(found)


def test_the_promises_are_every_target_and_forecast(tables: dict[str, list[Cells]], facts: dict[str, Row]) -> None:
    wanted = {}
    for name, row in facts.items():
        for number, (standing, said) in enumerate(statements(row), 1):
            if standing in ("current", "earlier") and (said["target"] or said["forecast"]):
                kind = {"kind": "target" if said["target"] else "forecast", "current": standing == "current"}
                wanted[(name, str(number))] = row | said | kind | {"fact": name, "statement": number}
    given = {(row["fact"], row["statement"]): row for row in tables["promises"]}
    assert given.keys() == wanted.keys() and len(wanted) > 200
    report([
        f"{name}: {key} is {cell!r}"
        for name, row in given.items()
        for key, cell in row.items()
        if cell != raw.cell(key, wanted[name][key])
    ])  # fmt: skip


def test_the_sources_are_those_of_the_data(tables: dict[str, list[Cells]]) -> None:
    wanted, known, found = raw.sources(ROOT), raw.publishers(ROOT), []
    assert [row["id"] for row in tables["sources"]] == sorted(wanted)
    for row in tables["sources"]:
        source = wanted[row["id"]]
        names = {key: known.get(one, {}).get("name", one) for key in ("publisher", "origin", "via")
                 if (one := source.get(key))}  # fmt: skip
        first, last = raw_dates.days(source["published"]) if "published" in source else (None, None)
        own = {key: source.get(key) for key in ("title", "url", "published", "lang", "kind", "report")}
        own |= names | {"id": row["id"], "publisher_id": source["publisher"], "origin_id": source.get("origin")}
        own |= {"publisher_kind": known[source["publisher"]]["kind"], "published_first": first, "published_last": last}
        found += [
            f"{row['id']}: {key} is {cell!r}" for key, cell in row.items() if cell != raw.cell(key, own.get(key))
        ]  # fmt: skip
    report(found)


# Of each wide table: which subjects are its rows.
MEMBERS: dict[str, tuple[wide.Wide, Callable[[Row], bool]]] = {
    "chips": (wide.CHIPS, lambda subject: subject["kind"] == "chip"),
    "makers": (wide.MAKERS, lambda subject: subject["id"] in makers()),
    "sites": (wide.SITES, lambda subject: subject["kind"] in ("deployment", "place")),
}


def linked(subject: Row, link: str) -> list[str]:
    to = subject.get("links", {}).get(link, [])
    return [to] if isinstance(to, str) else list(to)


def makers() -> set[str]:
    return {maker for subject in raw.subjects(ROOT).values() for maker in linked(subject, "maker")}


@pytest.mark.parametrize("name", MEMBERS)
def test_a_wide_table_has_a_row_for_each_of_its_subjects(tables: dict[str, list[Cells]], name: str) -> None:
    known, (own, member) = raw.subjects(ROOT), MEMBERS[name]
    assert {row["id"] for row in tables[name]} == {key for key, one in known.items() if member({"id": key, **one})}
    for row in tables[name]:
        subject = known[row["id"]]
        assert (row["name"], row["zh"], row["kind"]) == (subject["name"], subject.get("zh", ""), subject["kind"])
        assert row["aka"] == raw.cell("aka", subject.get("aka", []))
        for link in own.links:
            assert row[link.replace("-", "_")].split() == linked(subject, link), row["id"]


@pytest.mark.parametrize("name", MEMBERS)
def test_every_figure_stands_in_one_column_in_its_unit(
    tables: dict[str, list[Cells]], facts: dict[str, Row], name: str
) -> None:
    found, own = [], MEMBERS[name][0]
    for key in dict.fromkeys(key for key, _ in own.figures):
        columns = {wide.figure_name(key, unit): unit for one, unit in own.figures if one == key}
        for row in tables[name]:
            fact = facts.get(f"{row['id']}.{key}")
            filled = [c for c in columns if row[f"{c}_evidence"]]
            if (fact is not None and fact["unit"] not in raw.NOT_NUMBERS) != (len(filled) == 1):
                found.append(f"{row['id']}.{key} stands in {filled}")
                continue
            for column in filled:
                assert fact is not None
                size = raw.unit_size(fact["unit"]) / raw.unit_size(columns[column])
                ends = [(row[column], fact["number"])]
                ends += [(row[f"{column}_{end}"], fact[end]) for end in ("low", "high") if f"{column}_{end}" in row]
                found += [
                    f"{row['id']}.{key}: {cell} is {value} {fact['unit']}"
                    for cell, value in ends
                    if (Decimal(cell) if cell else None) != (None if value is None else Decimal(str(value)) * size)
                ]  # fmt: skip
                beside = {part: fact[part] for part in ("basis", "as_of", "evidence") if f"{column}_{part}" in row}
                found += [
                    f"{row['id']}.{key}: {part}"
                    for part, value in beside.items()
                    if row[f"{column}_{part}"] != raw.cell(part, value)
                ]  # fmt: skip
    report(found)


@pytest.mark.parametrize("name", MEMBERS)
def test_words_and_dates_of_a_wide_table_are_the_facts(
    tables: dict[str, list[Cells]], facts: dict[str, Row], name: str
) -> None:
    own = MEMBERS[name][0]
    for row in tables[name]:
        for key in own.words:
            assert row[key.replace("-", "_")] == raw.cell("text", facts.get(f"{row['id']}.{key}", {}).get("text"))
        for key in own.dates:
            fact = facts.get(f"{row['id']}.{key}", {})
            fact = fact if fact.get("unit") == "date" else {}
            ends = ("", "value"), ("_first", "first_day"), ("_last", "last_day")
            for end, field in ends:
                assert row[key.replace("-", "_") + end] == raw.cell(field, fact.get(field)), (row["id"], key)


@pytest.mark.parametrize("name", MEMBERS)
def test_no_wide_table_passes_a_plan_or_a_hedged_figure_off_as_a_plain_fact(
    tables: dict[str, list[Cells]], facts: dict[str, Row], name: str
) -> None:
    own, seen = MEMBERS[name][0], Counter[str]()
    columns = [
        (key, wide.figure_name(key, unit), f"{wide.figure_name(key, unit)}_evidence") for key, unit in own.figures
    ]
    columns += [(key, key.replace("-", "_"), key.replace("-", "_")) for key in own.dates]
    for row in tables[name]:
        for key, column, sign in columns:
            if row[sign]:
                fact = facts[f"{row['id']}.{key}"]
                plan = f"target, {fact['state']}" if fact["target"] else "forecast" if fact["forecast"] else ""
                hedge = (fact["approx"] or "") if sign != column else ""
                assert (row.get(f"{column}_ahead", ""), row.get(f"{column}_approx", "")) == (plan, hedge), fact["id"]
                seen.update(plan=bool(plan), hedge=bool(hedge))
    assert all(seen[kind] for kind in ("plan", "hedge")), seen


def test_a_computed_number_is_that_of_the_register(facts: dict[str, Row], pages: dict[str, Page]) -> None:
    shown = {
        element.get("data-fact", ""): text(element)
        for _, row in register(pages).values()
        for element in row.iter("data")
        if element.get("data-fact")
    }
    computed = [row for row in facts.values() if row["formula"] and row["number"] is not None]
    assert len(computed) > 100
    for row in computed:
        found = re.search(r"−?[\d,]+(?:\.\d+)?", shown[row["id"]])
        number = Decimal(found[0].replace(",", "").replace("−", "-")) if found else None
        assert number == Decimal(str(row["number"])), row["id"]

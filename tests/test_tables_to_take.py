"""The tables to take away: every cell is what the data say, and programs read each file as its package describes it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from macros.facts import wide

from . import raw
from .carried import lines
from .site import ROOT

Row = dict[str, Any]
Cells = dict[str, str]
TABLES = {
    "facts": "id", "observations": "fact", "chips": "id", "makers": "id", "sites": "id", "events": "fact",
    "promises": "fact", "sources": "id",
}  # fmt: skip
# Addresses that others name: one of them may come, none may go.
FILES = {f"{name}.csv" for name in TABLES} | {
    "facts.json", "facts.schema.json", "sources.json", "sources.bib", "datapackage.json", "compute-ledger.zip",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    return site / "data"


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, list[Cells]]:
    """Every table as Python reads it."""
    return {name: lines(folder / f"{name}.csv") for name in TABLES}


@pytest.fixture(scope="module")
def package(folder: Path) -> Row:
    content: Row = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def facts(folder: Path) -> dict[str, Row]:
    return {row["id"]: row for row in json.loads((folder / "facts.json").read_text("utf-8"))["facts"]}


def report(found: list[str]) -> None:
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:40])


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


def statements(row: Row) -> list[tuple[str, Row]]:
    parts = ("earlier", row["earlier"]), ("current", [row]), ("alternative", row["alternatives"])
    return [(name, one) for name, ones in (*parts, ("superseded", row["superseded"])) for one in ones]


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
        first, last = raw.days(source["published"]) if "published" in source else (None, None)
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


CHECKS: dict[str, Callable[[str], Any]] = {
    "string": str, "number": Decimal, "integer": int,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "date": lambda cell: re.fullmatch(r"\d{4}-\d\d-\d\d", cell) or int("no date"),
    "array": lambda cell: [str(one) for one in json.loads(cell)],
}  # fmt: skip


def departures(resource: Row, table: list[Cells], ids: dict[str, set[str]]) -> list[str]:
    """Return where a table is not as its package describes it: Table Schema's types, keys and rules."""
    schema, found = resource["schema"], []
    fields = {field["name"]: field for field in schema["fields"]}
    if table and list(table[0]) != list(fields):
        return [f"{resource['name']}: other columns"]
    keys = [tuple(row[key] for key in schema["primaryKey"]) for row in table]
    if len(set(keys)) < len(keys):
        found.append(f"{resource['name']}: a key stands twice")
    for key in schema.get("foreignKeys", ()):
        known = ids[key["reference"]["resource"]]
        column = key["fields"][0]
        found += [f"{row[column]} is not there" for row in table if row[column] not in known]
    for row in table:
        for name, cell in row.items():
            try:
                if cell:
                    CHECKS[fields[name]["type"]](cell)
                elif fields[name].get("constraints", {}).get("required"):
                    found.append(f"{resource['name']}.{name} is empty")
            except (ValueError, KeyError, InvalidOperation):
                found.append(f"{resource['name']}.{name}: {cell!r} is no {fields[name]['type']}")
    return found


def test_the_package_describes_every_table(package: Row, tables: dict[str, list[Cells]]) -> None:
    ids = {name: {row[key] for row in tables[name]} for name, key in TABLES.items()}
    described = {one["name"]: one for one in package["resources"] if one.get("type") == "table"}
    assert described.keys() == TABLES.keys()
    report([line for name, one in described.items() for line in departures(one, tables[name], ids)])


def test_a_table_that_departs_from_its_package_is_found() -> None:
    fields = [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "n", "type": "number"},
        {"name": "day", "type": "date"},
    ]  # fmt: skip
    keys = [{"fields": ["id"], "reference": {"resource": "facts", "fields": ["id"]}}]
    resource = {"name": "t", "schema": {"fields": fields, "primaryKey": ["id"], "foreignKeys": keys}}
    good = {"id": "a", "n": "1.5", "day": "2026-02-28"}
    assert departures(resource, [good], {"facts": {"a"}}) == []
    for bad in ({"n": "x"}, {"day": "2026-02"}, {"id": ""}, {"id": "b"}):
        assert departures(resource, [good | bad], {"facts": {"a"}}), bad
    assert departures(resource, [good, good], {"facts": {"a"}}) == ["t: a key stands twice"]


def test_the_package_names_files_that_are_there(package: Row, folder: Path) -> None:
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert (folder / package["sources"][0]["path"]).is_file()
    for one in package["resources"]:
        content = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_the_archive_holds_every_file_with_the_day_of_the_data(package: Row, folder: Path) -> None:
    day = tuple(map(int, package["version"].split("-")))
    with zipfile.ZipFile(io.BytesIO((folder / "compute-ledger.zip").read_bytes())) as archive:
        assert archive.testzip() is None
        assert {entry.filename for entry in archive.infolist()} == {
            f"compute-ledger/{name}" for name in FILES - {"compute-ledger.zip"}
        }
        for entry in archive.infolist():
            assert entry.date_time == (*day, 0, 0, 0)
            assert archive.read(entry) == (folder / entry.filename.partition("/")[2]).read_bytes()


def test_the_json_has_the_fields_and_types_of_its_schema(facts: dict[str, Row], folder: Path) -> None:
    schema = json.loads((folder / "facts.schema.json").read_text("utf-8"))["$defs"]
    kinds: dict[str, Any] = {"string": str, "number": (int, float), "boolean": bool, "array": list, "null": type(None)}
    found = []
    for name, fact in facts.items():
        for of, row in (("fact", fact), *(("statement", one) for _, one in statements(fact) if one is not fact)):
            fields = schema[of]["properties"]
            if not set(schema[of]["required"]) <= row.keys() <= fields.keys():
                found.append(f"{name}: {row.keys() ^ fields.keys()}")
            for key, value in row.items():
                allowed = fields[key].get("type", "array")
                allowed = [allowed] if isinstance(allowed, str) else allowed
                if not any(isinstance(value, kinds[one]) for one in allowed):
                    found.append(f"{name}: {key} is {value!r}, not of {allowed}")
    report(found)


# What a reference manager knows of an item (Citation Style Language, csl-data.json), as far as we use it.
CSL = {"id", "type", "author", "publisher", "URL", "language", "title", "container-title", "issued", "note"}


def test_the_bibliographies_hold_every_source(folder: Path) -> None:
    known, names = raw.sources(ROOT), raw.publishers(ROOT)
    items = {item["id"]: item for item in json.loads((folder / "sources.json").read_text("utf-8"))}
    text = (folder / "sources.bib").read_text("utf-8")
    entries = {match[1]: match[2] for match in re.finditer(r"^@misc\{([^,]+),\n(.*?)^\}\n", text, re.M | re.S)}
    assert items.keys() == entries.keys() == known.keys()
    for key, source in known.items():
        item, entry, name = items[key], entries[key], names[source["publisher"]]["name"]
        assert item.keys() <= CSL and item["type"] in ("webpage", "article-newspaper")
        assert (item["author"], item["URL"]) == ([{"literal": name}], source["url"])
        assert item.get("title") == source.get("title")
        parts = [int(part) for part in source.get("published", "").split("-") if part]
        assert item.get("issued", {"date-parts": [[]]})["date-parts"] == [parts]
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M))
        assert [int(fields[part]) for part in ("year", "month", "day") if part in fields] == parts
        assert (
            plain(fields["author"]) == f"{{{name}}}"
            and plain(fields.get("title", "{}")) == f"{{{source.get('title', '')}}}"
        )
        assert fields["url"].replace("%7B", "{").replace("%7D", "}") == source["url"]
        assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}"), key


def plain(text: str) -> str:
    """Return what TeX makes of a text that is written for it."""
    words = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
    for written, meant in words.items():
        text = text.replace(written, meant)
    return re.sub(r"\\([{}&%$#_])", r"\1", text)

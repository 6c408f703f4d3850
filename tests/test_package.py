"""Programs read each download as its package, its schema and its standard describe it."""

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

from . import raw
from .site import ROOT
from .taken import FILES, TABLES, Cells, Row, report, statements

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

"""What describes the downloads to programs: a data package (Data Package 2.0, Table Schema) and a JSON Schema."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..facts.ledger import Ledger
from ..facts.records import FACT, WHY, Column
from ..facts.tables import OTHERS, Table

Stored = dict[str, Any]
"""Size and checksum of a file, as the package has them."""
LICENSE = {
    "name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}  # fmt: skip
_STORED = {"period": "string", "ids": "string"}
_JSON: dict[str, dict[str, Any]] = {
    "boolean": {"type": "boolean"}, "integer": {"type": "integer"}, "number": {"type": ["number", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
    "ids": {"type": "array", "items": {"type": "string"}}, "array": {"type": "array", "items": {"type": "string"}},
}  # fmt: skip


def descriptor(ledger: Ledger, tables: dict[str, Table], files: dict[str, Stored]) -> dict[str, Any]:
    """Return the data package of the files."""
    resources = [_table(table, files[f"{table.name}.csv"]) for table in tables.values()]
    for name, (media, title) in OTHERS.items():
        own = {"name": name.replace(".", "-"), "path": name, "title": title, "mediatype": media}
        resources.append(own | files[name])
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "compute-ledger", "title": ledger.site.name,
        "description": "Facts on China's AI chip ecosystem, each with date, evidence and sources. "
                       "A claim is no measurement: see the column evidence.",
        "version": ledger.site.as_of, "created": f"{ledger.site.as_of}T00:00:00Z",
        "licenses": [LICENSE],
        "sources": [{"title": "The sources of each fact, one by one", "path": "sources.json"}],
        "resources": resources,
    }  # fmt: skip


def _table(table: Table, file: Stored) -> dict[str, Any]:
    fields = [_field(column, table.key) for column in table.columns]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
    if table.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": ["id"]}}
            for column, other in table.links.items()
        ]
    return {
        "name": table.name, "type": "table", "path": f"{table.name}.csv", "title": table.title,
        "description": table.about, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        **file, "schema": schema,
    }  # fmt: skip


def _field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    kind = _STORED.get(column.type, column.type)
    about = column.meaning + {"ids": "; ids with spaces between them", "period": "; a month is 2026-02-XX"}.get(
        column.type, ""
    )
    own: dict[str, Any] = {"name": column.name, "type": kind, "description": about}
    rules: dict[str, Any] = {"required": True} if column.needed else {}
    if key == (column.name,):
        rules["unique"] = True
    return own | ({"constraints": rules} if rules else {})


def stored(parts: Iterable[bytes], path: Path) -> Stored:
    """Write a file in parts; return its size and checksum."""
    size, checksum = 0, hashlib.sha256()
    with path.open("wb") as file:
        for part in parts:
            size += file.write(part)
            checksum.update(part)
    return {"bytes": size, "hash": f"sha256:{checksum.hexdigest()}"}


def facts_schema(title: str) -> dict[str, Any]:
    """Return the JSON Schema of facts.json."""
    said = {"type": "array", "items": {"$ref": "#/$defs/statement"}}
    names = {"id", "subject_id", "subject", "label", "formula", "mixes", "page"}
    statement = [column for column in FACT if column.name not in names]
    others = {name: said for name in ("earlier", "alternatives", "superseded")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "type": "object",
        "required": ["as_of", "facts"], "additionalProperties": False,
        "properties": {
            "as_of": {"type": "string", "format": "date", "description": "The day the data speak of"},
            "facts": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
        },
        "$defs": {
            "fact": _object(FACT, FACT, others),
            "statement": _object((*statement, *WHY), statement, {}),
        },
    }  # fmt: skip


def _object(columns: tuple[Column, ...], needed: Any, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False,
        "required": [*(column.name for column in needed), *more],
        "properties": {column.name: _property(column) for column in columns} | more,
    }  # fmt: skip


def _property(column: Column) -> dict[str, Any]:
    kind = _JSON.get(column.type) or {"type": "string" if column.needed else ["string", "null"]}
    if column.name == "value":
        kind = {"type": ["string", "array", "null"], "items": {"type": "string"}}
    return kind | {"description": column.meaning}

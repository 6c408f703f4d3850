"""The downloads of the built site as programs read them; conftest.py makes the fixtures known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .carried import lines

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


def statements(row: Row) -> list[tuple[str, Row]]:
    parts = ("earlier", row["earlier"]), ("current", [row]), ("alternative", row["alternatives"])
    return [(name, one) for name, ones in (*parts, ("superseded", row["superseded"])) for one in ones]

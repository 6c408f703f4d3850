"""Load every table of a built site by the lines that its page on the data shows: ``python -m tests.loaded SITE``.

It needs pandas, DuckDB and R, which the tests do without: run it where they are, after the tables or the lines changed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from macros.facts import loading
from macros.facts.tables import Table, tables
from macros.reading.load import load

from .site import ROOT

# What a column of each type is once it is loaded, in the words of each program.
PANDAS = {
    "number": ("float64", "int64"), "integer": ("int64",), "boolean": ("bool",), "date": ("datetime64",),
    "text": ("str", "string"),
}  # fmt: skip
DUCKDB = {"number": ("DOUBLE", "BIGINT"), "integer": ("BIGINT",), "boolean": ("BOOLEAN",), "date": ("DATE",),
          "text": ("VARCHAR",)}  # fmt: skip
# R without packages keeps days and booleans as they are written; its warnings are errors here.
R = {"number": ("numeric", "integer"), "integer": ("integer",), "text": ("character",)}


def read_by_r(table: Table, texts: list[str]) -> tuple[list[str], list[str], int]:
    """Return the names of the columns, their types and the number of rows as R reads a table."""
    name = table.name
    columns = f"cat(names({name}), sep = '\\t'); cat('\\n'); cat(sapply({name}, class), sep = '\\t')"
    told = f"{columns}; cat('\\n', nrow({name}))"
    script = f"options(warn = 2); {loading.base_r(table, texts)}; {told}"
    names, types, rows = subprocess.run(
        ["Rscript", "-e", script], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return names.split("\t"), types.split("\t"), int(rows)


def wrong(table: Table) -> list[str]:
    """Return what differs from the table: its number of rows, or the type of a column."""
    own: dict[str, Any] = {"pd": import_module("pandas")}
    texts = loading.taken_for_numbers(table)
    exec(loading.pandas(table, texts), own)
    frame: Any = own[table.name]
    relation = import_module("duckdb").sql(loading.duckdb(table, texts))
    names, classes, rows_of_r = read_by_r(table, texts)
    found = []
    for program, columns, types, words, rows in (
        ("pandas", list(frame.columns), map(str, frame.dtypes), PANDAS, len(frame)),
        ("DuckDB", relation.columns, map(str, relation.types), DUCKDB, len(relation.fetchall())),
        ("R", names, classes, R, rows_of_r),
    ):
        if rows != len(table.rows) or list(columns) != [column.name for column in table.columns]:
            found.append(f"{table.name}: {program} reads {rows} rows, {len(columns)} columns")
        for column, kind in zip(table.columns, types):
            if not kind.startswith(words.get(column.type, words["text"])):
                found.append(f"{table.name}.{column.name}: {program} takes a {column.type} for {kind}")
    return found


def main(site: Path) -> int:
    """Print what is wrong, or how many tables are loaded right; returns the exit code."""
    every = tables(load(ROOT))
    os.chdir(site / "data")
    found = [line for table in every.values() for line in wrong(table)]
    print("\n".join(found) or f"{len(every)} tables are loaded right by pandas, DuckDB and R")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))

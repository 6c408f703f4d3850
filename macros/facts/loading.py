"""How a program loads a table: a line of pandas, of DuckDB and of R, made from its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .records import Column
from .spreadsheet import writer_of
from .tables import Table

_NO_TEXT = re.compile(r"-?[0-9.]+|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false")


def taken_for_numbers(table: Table) -> list[str]:
    """Return the columns of text that a program would read as numbers or days, because all they hold looks so."""
    return [
        column.name for column in table.columns
        if column.type in ("string", "period", "ids", "array") and _looks(column, table)
    ]  # fmt: skip


def _looks(column: Column, table: Table) -> bool:
    write = writer_of(column)
    return all(_NO_TEXT.fullmatch(write(row[column.name])) for row in table.filled(column))


def pandas(table: Table, texts: list[str]) -> str:
    """Return the line for pandas, ``pd``; ``texts`` are the columns that it would take for numbers or days."""
    dates = [column.name for column in table.columns if column.type == "date"]
    typed = _listed((f'"{name}": "string"' for name in texts), ", dtype={", "}")
    parsed = _listed((f'"{name}"' for name in dates), ", parse_dates=[", "]")
    return f'{table.name} = pd.read_csv("{table.name}.csv"{typed}{parsed})'


def duckdb(table: Table, texts: list[str]) -> str:
    """Return the query for DuckDB."""
    typed = _listed((f"'{name}': 'VARCHAR'" for name in texts), ", types={", "}")
    return f"FROM read_csv('{table.name}.csv'{typed})"


def base_r(table: Table, texts: list[str]) -> str:
    """Return the line for R, without packages."""
    typed = _listed((f'{name} = "character"' for name in texts), ", colClasses = c(", ")")
    return f'{table.name} <- read.csv("{table.name}.csv", fileEncoding = "UTF-8-BOM", na.strings = ""{typed})'


def _listed(parts: Iterable[str], before: str, after: str) -> str:
    joined = ", ".join(parts)
    return f"{before}{joined}{after}" if joined else ""

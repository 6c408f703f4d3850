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
    cells = (write(row.get(column.name)) for row in table.rows)
    return all(not cell or _NO_TEXT.fullmatch(cell) for cell in cells)


def pandas(table: Table) -> str:
    """Return the line for pandas; ``pd`` is pandas."""
    dates = [column.name for column in table.columns if column.type == "date"]
    texts = _listed((f'"{name}": "string"' for name in taken_for_numbers(table)), ", dtype={", "}")
    parsed = _listed((f'"{name}"' for name in dates), ", parse_dates=[", "]")
    return f'{table.name} = pd.read_csv("{table.name}.csv"{texts}{parsed})'


def duckdb(table: Table) -> str:
    """Return the query for DuckDB."""
    texts = _listed((f"'{name}': 'VARCHAR'" for name in taken_for_numbers(table)), ", types={", "}")
    return f"FROM read_csv('{table.name}.csv'{texts})"


def base_r(table: Table) -> str:
    """Return the line for R, without packages."""
    texts = _listed((f'{name} = "character"' for name in taken_for_numbers(table)), ", colClasses = c(", ")")
    return f'{table.name} <- read.csv("{table.name}.csv", fileEncoding = "UTF-8-BOM", na.strings = ""{texts})'


def _listed(parts: Iterable[str], before: str, after: str) -> str:
    joined = ", ".join(parts)
    return f"{before}{joined}{after}" if joined else ""

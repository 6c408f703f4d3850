"""The page that tells of the downloads: which files there are, what each column holds, how a program loads a table."""

from __future__ import annotations

from html import escape

from ..facts import loading
from ..facts.records import Column
from ..facts.spreadsheet import writer_of
from ..facts.tables import ARCHIVE, OTHERS, PACKAGE, SCHEMA, Table
from ..values.problem import nearest
from . import elements, inline
from .markup import grid, row, tag
from .register import in_order
from .view import MacroError, View

_TYPES = {
    "period": "date of any precision", "ids": "ids, with spaces between them", "array": "JSON array",
    "boolean": "true or false",
}  # fmt: skip
_MOST = 60
"""Letters of an example, where there is one as short."""


def downloads(view: View) -> str:
    """Show every file with what it holds, and the rows of a table."""
    tables = view.book.tables
    rows = [
        row(_link(view, ARCHIVE), "All of the files below in one", ""),
        *(row(_link(view, f"{name}.csv"), escape(table.about), _rows(table)) for name, table in tables.items()),
        *(row(_link(view, name), escape(about), "") for name, (_, about) in OTHERS.items()),
        row(_link(view, SCHEMA), "JSON Schema of the facts in JSON", ""),
        row(_link(view, PACKAGE), "Data package: every table with the types of its columns, license, checksums", ""),
    ]
    return grid(("File", "What it holds", "Rows"), rows, "Files to take away", "files")


def download(view: View, name: str) -> str:
    """Show a table's file, its columns and the lines that load it; raises MacroError for a table there is not."""
    table = view.book.tables.get(name)
    if table is None:
        raise MacroError(f"there is no table {name!r}{nearest(name, view.book.tables)}")
    size = tag("data", str(len(table.columns)), value=len(table.columns), data_count=f"downloads.{name}.columns")
    file = f"{_link(view, f'{name}.csv')}, {_rows(table)} rows. {escape(table.about)}"
    heads = ("Column", "Type", "Meaning", "Example", "Filled")
    fields = grid(heads, (_field(table, column) for column in table.columns), f"Columns of {name}.csv", "fields")
    texts = loading.taken_for_numbers(table)
    tools = (("pandas", loading.pandas), ("DuckDB", loading.duckdb), ("R", loading.base_r))
    lines = "".join(f"<dt>{tool}</dt><dd>{_code(name, line(table, texts))}</dd>" for tool, line in tools)
    more = tag("details", f"<summary>{size} columns</summary>{fields}", data_search_exclude=True)
    return f'<p>{file}</p><dl class="loading">{lines}</dl>{more}'


def fact_files(view: View) -> str:
    """Show the files of each subject's facts, as data and as references; closed until opened."""
    rows = []
    for subject in in_order(view.book):
        name, many = f"facts/{escape(subject.id)}", len(subject.facts)
        ways = {"JSON": ".json", "BibTeX": ".bib", "CSL-JSON": ".csl.json"}
        links = (tag("a", word, href=f"{_folder(view)}{name}{ending}") for word, ending in ways.items())
        count = tag("data", str(many), value=many, data_count=f"facts-of.{subject.id}")
        rows.append(row(inline.name(view, subject.id, link=False), count, " · ".join(links)))
    table = grid(("Subject", "Facts", "Files"), rows, "Facts by subject", "fact-files")
    size = tag("data", str(len(rows)), value=len(rows), data_count="subjects-with-facts")
    return tag("details", f"<summary>{size} subjects</summary>{table}", id="subjects", data_search_exclude=True)


def _code(name: str, line: str) -> str:
    return tag("pre", tag("code", escape(line)), data_record=f"downloads.{name}", tabindex=0)


def _link(view: View, file: str) -> str:
    return tag("a", tag("code", file), href=f"{_folder(view)}{file}")


def _folder(view: View) -> str:
    return f"{'../' * view.page.count('/')}data/"


def _rows(table: Table) -> str:
    return tag("data", f"{len(table.rows):,}", value=len(table.rows), data_count=f"downloads.{table.name}")


def _field(table: Table, column: Column) -> str:
    write, filled = writer_of(column), table.filled(column)
    shown, name = _percent(len(filled), len(table.rows)), f"downloads.{table.name}.{column.name}"
    share = tag("data", shown, value=len(filled), data_count=name)
    short = (row for row in filled if len(write(row[column.name])) <= _MOST)
    first = next(short, filled[0] if filled else None)
    example = _example(column, first, write(first[column.name])) if first else ""
    cells = (_TYPES.get(column.type, column.type), escape(column.meaning), example, share)
    return f'<tr data-record="{name}"' + row(tag("code", column.name), *cells).removeprefix("<tr")


def _example(column: Column, row: dict[str, object], cell: str) -> str:
    """Return a value of a column, as an element that names its record."""
    record = str(row.get("fact") or row["id"])
    record = f"{record}.{column.key}" if column.key else record
    return tag("code", elements.marked(cell), data_record=record)


def _percent(part: int, whole: int) -> str:
    """Return a share in tenths of a percent, cut, so that only what is whole reads as a hundred."""
    tenths = max(1, 1000 * part // whole) if part else 0
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"

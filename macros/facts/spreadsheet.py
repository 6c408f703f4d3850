"""Tables as CSV that spreadsheets and programs read alike (RFC 4180).

UTF-8 with a byte-order mark, without which Excel takes Chinese for Latin letters; rows end with CRLF, as the standard
has it; no cell is a formula; a month is written with its unknown day, 2026-02-XX (Extended Date/Time Format of
ISO 8601-2), because a spreadsheet turns 2026-02 into its first day; a list of ids stands with spaces between them,
which no id holds, and a list of texts is a JSON array.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .records import Column
from .tables import Table

ENCODING, LINE_END = "utf-8-sig", "\r\n"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")
_FORMULA = frozenset(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def parts(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV, a thousand rows at a time."""
    cells = [(column.name, writer_of(column)) for column in table.columns]
    yield "".encode(ENCODING)
    yield _lines([[column.name for column in table.columns]])
    for start in range(0, len(table.rows), 1000):
        yield _lines([write(row.get(name)) for name, write in cells] for row in table.rows[start : start + 1000])


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator=LINE_END).writerows(rows)
    return out.getvalue().encode()


def writer_of(column: Column) -> Callable[[Any], str]:
    """Return what writes the values of a column as cells; nothing is an empty cell."""
    return _WRITERS.get(column.type, _text)


def _text(value: Any) -> str:
    """Return one cell; what a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection)."""
    if not value:
        return ""
    text = value if isinstance(value, str) else _array(value)
    if text[0] in _FORMULA and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return f"{text}-XX" if len(text) == 7 and _MONTH.fullmatch(text) else text


def _array(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _number(value: Any) -> str:
    return "" if value is None else f"{value:.15f}".rstrip("0").rstrip(".") if "e" in str(value) else str(value)


def _ids(value: Any) -> str:
    return " ".join(value or ())


def _truth(value: Any) -> str:
    return "true" if value else "false"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "array": _array, "ids": _ids, "number": _number, "integer": _number, "boolean": _truth,
}  # fmt: skip

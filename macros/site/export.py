"""Downloads: the same facts as the pages, as JSON and CSV, written into the built site."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from ..facts.ledger import Fact, Ledger, Reading
from ..facts.schema import Source
from ..facts.standing import channel, state
from ..facts.text import machine_value, reading_text
from ..pages.book import Book
from ..values import dates
from ..values import format as forms

COLUMNS = ["id", "subject", "label", "value", "low", "high", "unit", "text", "approx", "basis",
           "as_of", "as_of_first", "as_of_last", "evidence", "by", "channel", "target", "forecast", "due", "state",
           "met", "missed", "printed", "formula", "mixes", "sources", "page", "note"]  # fmt: skip

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def export(book: Book, site: Path) -> None:
    """Write data/facts.json, data/facts.csv and data/sources.json below ``site``."""
    folder = site / "data"
    folder.mkdir(parents=True, exist_ok=True)
    ledger = book.ledger
    rows = [record(ledger, fact) for fact in ledger.facts.values()]
    sources = {key: _source(ledger, source) for key, source in ledger.sources.items()}
    _write(folder / "facts.json", json.dumps({"as_of": ledger.site.as_of, "facts": rows}, ensure_ascii=False, indent=1))
    _write(
        folder / "sources.json",
        json.dumps({"as_of": ledger.site.as_of, "sources": sources}, ensure_ascii=False, indent=1),
    )
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _flat(row.get(key)) for key in COLUMNS})
    _write(folder / "facts.csv", table.getvalue())


def _source(ledger: Ledger, source: Source) -> dict[str, Any]:
    """Return a source as plain data: publisher, origin and site of the copy by name, the first two by id as well."""
    ids = {f"{field}_id": getattr(source, field) for field in ("publisher", "origin") if getattr(source, field)}
    given = source.model_dump(mode="json", exclude_none=True) | ids
    return given | {field: ledger.named(given[field]) for field in ("publisher", "origin", "via") if field in given}


def record(ledger: Ledger, fact: Fact) -> dict[str, Any]:
    """Return a fact as plain data; numbers are text, so that no digit is lost."""
    row = reading(ledger, fact, fact.current)
    subject = ledger.subjects[fact.subject]
    return {
        "id": fact.id, "subject": subject.name, "label": fact.label, "unit": fact.unit.text, **row,
        "formula": fact.formula, "mixes": fact.mixes,
        "sources": list(ledger.all_sources(fact)), "page": fact.page, "note": fact.note,
        "earlier": [reading(ledger, fact, r) for r in fact.readings[:-1]],
        "alternatives": [reading(ledger, fact, r) for r in fact.alternatives],
    }  # fmt: skip


def reading(ledger: Ledger, fact: Fact, row: Reading) -> dict[str, Any]:
    """Return one reading as plain data; its channel and the state of a target in words."""
    value = list(row.value) if isinstance(row.value, tuple) else machine_value(row) if row.value is not None else None
    low, high = _days(str(row.value)) if fact.unit.text == "date" else (_number(row.low), _number(row.high))
    first, last = _days(row.as_of) if row.as_of else (None, None)
    return {
        "value": value, "low": low, "high": high, "text": reading_text(fact, row), "approx": row.approx,
        "basis": row.basis, "as_of": row.as_of, "as_of_first": first, "as_of_last": last, "evidence": row.evidence,
        "by": ledger.named(row.by) if row.by else None, "channel": channel(ledger, fact, row) or None,
        "target": row.target, "forecast": row.forecast, "due": row.due, "state": state(ledger, row) or None,
        "met": row.met, "missed": row.missed,
        "printed": list(row.printed), "sources": list(row.sources),
    }  # fmt: skip


def _days(text: str) -> tuple[str, str]:
    """Return the first and the last day of a date or period; as texts they sort."""
    when = dates.parse(text)
    return when.first.isoformat(), when.last.isoformat()


def _number(value: Any) -> str | None:
    return None if value is None else f"{forms.trimmed(value):f}"


def _flat(value: Any) -> Any:
    """Return one cell; what a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection)."""
    text = " | ".join(map(str, value)) if isinstance(value, list) else value
    if not isinstance(text, str) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")

"""Downloads: the same facts as the pages, as tables, JSON and bibliographies, written into the built site."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ..facts import bibliography, spreadsheet
from ..facts.citation import Citation
from ..facts.tables import ARCHIVE, PACKAGE, SCHEMA
from ..pages.book import Book
from ..pages.revisions import FEED
from . import citations, package, page_facts
from .feed import feed

FOLDER = "data"


def export(book: Book, site: Path) -> None:
    """Write all downloads below ``site``, at addresses that do not change: docs/data.md lists them; and the feed."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = {name: package.stored(parts, folder / name) for name, parts in downloads(book)}
    (folder / PACKAGE).write_bytes(_indented(package.descriptor(book.ledger, book.tables, written)))
    _zip(book, folder, [*written, PACKAGE])
    book.keep_facts()
    cited, drawn = citations.of_facts(book), citations.Drawn(book)
    there = set[Path]()
    for name, content in chain(singles(book, cited), _charts(book, drawn), citations.files(book, cited, drawn)):
        path = folder / name
        if path.parent not in there:
            path.parent.mkdir(parents=True, exist_ok=True)
            there.add(path.parent)
        path.write_bytes(content)
    (site / FEED).write_bytes(feed(book, os.environ.get("SITE_URL", "")))


def downloads(book: Book) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield name and content of each file of the package but the one that describes the others, in parts."""
    ledger = book.ledger
    for table in book.tables.values():
        yield f"{table.name}.csv", spreadsheet.parts(table)
    head = f'{{"as_of": "{ledger.site.as_of}", "facts": '.encode()
    yield "facts.json", chain([head], _lines(book.tables["facts"].rows), [b"}\n"])
    yield "sources.json", chain(_lines(bibliography.csl(ledger)), [b"\n"])
    yield "sources.bib", [bibliography.bibtex(ledger).encode()]
    yield SCHEMA, [_indented(package.facts_schema(ledger.site.name))]


def singles(book: Book, cited: dict[str, Citation]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of single facts, of single subjects, a fact by its key, and of single pages.

    ``cited`` says how to cite the facts. A fact's own file adds its references and its sources in full.
    """
    sources = {name: _compact(page_facts.source_of(row)) for name, row in book.source_rows.items()}
    for subject in book.ledger.subjects.values():
        lines = []
        for key, fact in subject.facts.items():
            row = book.fact_rows[fact.id]
            own = cited[fact.id]
            line = f'{_compact(row)[:-1]}, "citation": {_compact(own.text)}'
            more = f'"bibtex": {_compact(own.bibtex)}, "csl": {own.csl_json}'
            full = ", ".join(sources[name] for name in row["sources"])
            yield f"facts/{subject.id}/{key}.json", f'{line}, {more}, "sources_in_full": [{full}]}}\n'.encode()
            lines.append(f'"{key}": {line}}}')
        if lines:
            yield f"facts/{subject.id}.json", ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    for page in book.pages.values():
        if page.facts:
            name = page.name.removesuffix(".md")
            head = {"page": f"{name}.html", "title": page.title, "as_of": book.ledger.site.as_of}
            parts = _lines(page_facts.facts_of(book, page))
            content = b"".join((_compact(head)[:-1].encode(), b', "facts": ', *parts, b"}\n"))
            yield f"pages/{name}/provenance.json", content


def _charts(book: Book, drawn: citations.Drawn) -> Iterator[tuple[str, bytes]]:
    """Yield picture and rows of each chart; of one on several pages with the address of its own, if it is there."""
    base = os.environ.get("SITE_URL", "").rstrip("/") or book.ledger.site.name
    where = {key: page.name for page in book.pages.values() for key in page.charts}
    for name, record in book.ledger.charts.items():
        home = record.file.removeprefix("data/").removesuffix(".yml") + ".md"
        if home in book.pages and name in book.pages[home].charts:
            where[name] = home
    for key, page in where.items():
        address = f"{base}/{page.removesuffix('.md')}.html#chart-{key}"
        yield from drawn.picture(page, *book.pages[page].charts[key]).files(address)


_compact = json.JSONEncoder(ensure_ascii=False).encode


def _lines(rows: list[dict[str, Any]]) -> Iterator[bytes]:
    """Yield a JSON array with a line for each entry, which is written ten times as fast as an indented one."""
    between = b"[\n"
    for row in rows:
        yield between + _compact(row).encode()
        between = b",\n"
    yield b"\n]" if rows else b"[\n\n]"


def _indented(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _zip(book: Book, folder: Path, names: list[str]) -> None:
    """Write the files into one, each with the day of the data as its time, so that equal data give equal bytes."""
    day = date.fromisoformat(book.ledger.site.as_of)
    with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name in sorted(names):
            entry = zipfile.ZipInfo(f"compute-ledger/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED, 3)

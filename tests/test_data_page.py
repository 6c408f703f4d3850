"""The page "Data" tells of every file and every column as they are, and every page leads to its own facts as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from macros.facts.loading import base_r, duckdb, pandas, taken_for_numbers
from macros.facts.records import Column
from macros.facts.tables import Table
from macros.pages.book import Book

from . import raw
from .carried import lines
from .site import ROOT, Page, text

Pages = dict[str, Page]
TABLES = ("facts", "observations", "chips", "makers", "sites", "events", "promises", "sources")


@pytest.fixture
def fields(pages: Pages) -> dict[str, list[Element]]:
    """The cells of each row of the tables of columns, by table and column."""
    rows = (e for e in pages["data.html"].article.iter("tr") if e.get("data-record", "").startswith("downloads."))
    return {row.get("data-record", "").removeprefix("downloads."): list(row) for row in rows}


def test_it_leads_to_every_file(pages: Pages, site: Path) -> None:
    ways = {e.get("href", "") for e in pages["data.html"].article.iter("a")}
    assert {way for way in ways if way.startswith("data/") and way.count("/") == 1} == {
        f"data/{path.name}" for path in (site / "data").iterdir() if path.is_file()
    }


def test_it_explains_every_column_and_no_other(fields: dict[str, list[Element]], site: Path) -> None:
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    wanted = {
        f"{one['name']}.{field['name']}": field["description"]
        for one in package["resources"]
        if "schema" in one
        for field in one["schema"]["fields"]
    }
    assert list(fields) == list(wanted)
    for name, (head, kind, meaning, *_) in fields.items():
        assert text(head) == name.partition(".")[2] and text(kind)
        assert wanted[name].startswith(text(meaning)) and text(meaning)


def test_the_examples_and_the_shares_are_those_of_the_files(fields: dict[str, list[Element]], site: Path) -> None:
    found = []
    for table in TABLES:
        rows = lines(site / f"data/{table}.csv")
        for name in rows[0]:
            _, _, _, example, share = fields[f"{table}.{name}"]
            filled = {" ".join(row[name].split()) for row in rows if row[name]}
            count = sum(bool(row[name]) for row in rows)
            if (text(example) not in filled) if filled else text(example):
                found.append(f"{table}.{name}: no cell says {text(example)!r}")
            shown = next(share.iter("data"))
            tenths = float(text(share).removesuffix("%")) * 10
            if shown.get("value") != str(count) or not (
                tenths <= 1000 * count / len(rows) < tenths + 1 or (count and tenths == 1)
            ):
                found.append(f"{table}.{name}: {text(share)} for {count} of {len(rows)}")
    assert not found, "\n".join(found)


def test_the_numbers_of_rows_are_those_of_the_files(pages: Pages, site: Path) -> None:
    shown = {
        e.get("data-count", "").removeprefix("downloads."): (e.get("value"), text(e))
        for e in pages["data.html"].article.iter("data")
    }
    for table in TABLES:
        size = len(lines(site / f"data/{table}.csv"))
        assert shown[table] == (str(size), f"{size:,}")


def test_every_page_leads_to_its_facts_in_order_with_its_own_words(pages: Pages, book: Book, site: Path) -> None:
    known, seen = raw.sources(ROOT), 0
    for name, page in pages.items():
        if not (box := next((e for e in page.article.iter() if e.get("id") == "facts-on-this-page"), None)):
            continue
        line = next(e for e in page.article.iter("p") if "reach" in e.get("class", ""))
        way = next(e.get("href", "") for e in line.iter("a") if text(e) == "Data")
        content = json.loads((site / name).parent.joinpath(way).resolve().read_text("utf-8"))
        rows = [e.get("data-record") for e in box.iter("tr") if e.get("data-record")]
        assert [fact["id"] for fact in content["facts"]] == rows and content["page"] == name
        for fact in content["facts"]:
            texts = list(dict.fromkeys(" ".join(one.split()) for one in page.facts(fact["id"])))
            assert [" ".join(one.split()) for one in fact["shown"]] == texts, (name, fact["id"])
            assert all(one["url"] == known[one["id"]]["url"] for one in fact["sources"])
        seen += len(rows)
    assert seen > 2000


@pytest.fixture
def table() -> Table:
    columns = (
        Column("id", "string", "."), Column("code", "string", "."), Column("day", "period", "."),
        Column("day_first", "date", "."), Column("n", "number", "."),
    )  # fmt: skip
    rows = [{"id": "a", "code": "0600", "day": "2026", "day_first": "2026-01-01", "n": 3}]
    return Table("firms", "Firms", ".", columns, rows)


def test_the_lines_name_what_a_program_would_take_for_numbers(table: Table) -> None:
    texts = taken_for_numbers(table)
    assert pandas(table, texts) == (
        'firms = pd.read_csv("firms.csv", dtype={"code": "string", "day": "string"}, parse_dates=["day_first"])'
    )
    assert duckdb(table, texts) == "FROM read_csv('firms.csv', types={'code': 'VARCHAR', 'day': 'VARCHAR'})"
    assert base_r(table, texts) == (
        'firms <- read.csv("firms.csv", fileEncoding = "UTF-8-BOM", na.strings = "", '
        'colClasses = c(code = "character", day = "character"))'
    )

"""The ledger as tables to take away: facts, observations, events, promises, sources, and the wide ones of wide.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import wide
from .ledger import Ledger
from .records import ABOUT, AHEAD, BORNE, FACT, SAID, VALUE, WHY, Column, Row, dated, days, record


@dataclass(frozen=True)
class Table:
    """A table: its name, what it holds, its columns and rows, its key, and which columns name facts or sources."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: list[Row]
    key: tuple[str, ...] = ("id",)
    links: dict[str, str] = field(default_factory=dict)
    """Column -> the table whose id it holds."""

    def filled(self, column: Column) -> list[Row]:
        """Return the rows that have something in a column."""
        name = column.name
        return [row for row in self.rows if (value := row.get(name)) is not None and value != []]


# What else there is of data, with its media type; the JSON Schema, the package and the archive tell of all of it.
OTHERS = {
    "facts.json": ("application/json", "Facts with their earlier, differing and superseded values"),
    "sources.json": ("application/vnd.citationstyles.csl+json", "Sources as CSL-JSON, for reference managers"),
    "sources.bib": ("application/x-bibtex", "Sources as BibTeX"),
}
SCHEMA, PACKAGE, ARCHIVE = "facts.schema.json", "datapackage.json", "compute-ledger.zip"
_FACT_ID = Column("fact", "string", "The fact, by its id", needed=True)
_SAME = {"fact": "facts"}
OBSERVATION = (
    _FACT_ID,
    Column("statement", "integer", "Its number within the fact, the oldest observation first", needed=True),
    Column("standing", "string", "current, earlier, alternative (another source's value) or superseded", needed=True),
    *VALUE, *SAID, *AHEAD, *(one for one in BORNE if one.name != "page"), *WHY,
)  # fmt: skip
EVENT = (
    _FACT_ID,
    Column("kind", "string", "The kind of event, as on the timeline", needed=True),
    *ABOUT[1:],
    *dated("date", "The date, as fine as it is known"),
    Column("text", "string", "The date as the pages print it", needed=True),
    *AHEAD[:2], *AHEAD[5:], *SAID[3:], *(one for one in BORNE if one.name != "printed"),
)  # fmt: skip
PROMISE = (
    _FACT_ID,
    Column("statement", "integer", "Its number within the fact, as in observations", needed=True),
    Column("kind", "string", "target (a plan of those who act) or forecast (what somebody expects)", needed=True),
    Column("current", "boolean", "False where the fact has a later observation", needed=True),
    *ABOUT[1:], *AHEAD[2:], *VALUE, *SAID, *BORNE,
)  # fmt: skip
SOURCE = (
    Column("id", "string", "The key of the source; it does not change", needed=True),
    Column("publisher_id", "string", "Who publishes it, by id", needed=True),
    Column("publisher", "string", "Who publishes it, by name", needed=True),
    Column("publisher_kind", "string", "What the publisher is", needed=True),
    Column("title", "string", "The title as printed, or what the page is"),
    Column("url", "string", "The address", needed=True),
    *dated("published", "When it came out"),
    Column("lang", "string", "The language, in two letters", needed=True),
    Column("kind", "string", "primary, vendor, news, analysis, aggregator or reference", needed=True),
    Column("origin_id", "string", "Whose report it repeats, by id"),
    Column("origin", "string", "Whose report it repeats, by name"),
    Column("report", "string", "What it repeats, where the origin's name says too little"),
    Column("via", "string", "The site that carries the copy that was read"),
)


NAMES = ("facts", "observations", "chips", "makers", "sites", "events", "promises", "sources")


def tables(ledger: Ledger) -> dict[str, Table]:
    """Return every table by name; ``facts`` has the whole records as rows, so that files need not make them again."""
    facts = [record(ledger, fact) for fact in ledger.facts.values()]
    said = [row for one in facts for row in _statements(one)]
    found = (
        Table("facts", "Facts", "Every fact with its current value.", FACT, facts),
        Table("observations", "Observations", "Every statement of every fact: the current value, earlier ones of a "
              "series, what other sources say, and what was superseded.", OBSERVATION, said, ("fact", "statement"),
              _SAME),
        Table("chips", "Chips", "One row for each chip, one column for each figure, in one unit. The fact behind a "
              "figure has as its id the chip's id, a point and the column's key.", *_wide(ledger, wide.CHIPS)),
        Table("makers", "Makers", "One row for each company that makes a chip or a system, with its newest figures.",
              *_wide(ledger, wide.MAKERS)),
        Table("sites", "Sites", "One row for each deployment, purchase or place, with how much stands there or is "
              "planned.", *_wide(ledger, wide.SITES)),
        Table("events", "Events", "Every dated event of the timeline, oldest first.", EVENT, _events(ledger, facts),
              ("fact",), _SAME),
        Table("promises", "Targets and forecasts", "Every target and every forecast, the earlier ones of a series "
              "too, with what became of it.", PROMISE, list(_promises(facts, said)), ("fact", "statement"), _SAME),
        Table("sources", "Sources", "Every source, the producer first; those too that no fact names.", SOURCE,
              sources(ledger)),
    )  # fmt: skip
    by_name = {table.name: table for table in found}
    return {name: by_name[name] for name in NAMES}


def _wide(ledger: Ledger, which: wide.Wide) -> tuple[tuple[Column, ...], list[Row]]:
    rows = wide.rows(ledger, which)
    return wide.columns(ledger, which, rows), rows


def _statements(fact: Row) -> Iterator[Row]:
    parts = (
        ("earlier", fact["earlier"]), ("current", [fact]), ("alternative", fact["alternatives"]),
        ("superseded", fact["superseded"]),
    )  # fmt: skip
    said = [(standing, row) for standing, rows in parts for row in rows]
    for number, (standing, row) in enumerate(said, 1):
        yield {**row, "fact": fact["id"], "statement": number, "standing": standing}


def _events(ledger: Ledger, facts: list[Row]) -> list[Row]:
    rows = [
        {**row, "fact": row["id"], "kind": ledger.facts[row["id"]].event, "date": row["value"],
         "date_first": row["first_day"], "date_last": row["last_day"]}
        for row in facts if ledger.facts[row["id"]].event
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["date_first"], row["date_last"], row["fact"]))


def _promises(facts: list[Row], said: list[Row]) -> Iterator[Row]:
    known = {row["id"]: row for row in facts}
    for row in said:
        if row["standing"] in ("current", "earlier") and (row["target"] or row["forecast"]):
            fact = known[row["fact"]]
            kind = {"kind": "target" if row["target"] else "forecast", "current": row["standing"] == "current"}
            yield fact | row | kind


def sources(ledger: Ledger) -> list[Row]:
    """Return the rows of the table of sources."""
    rows = []
    for key, source in ledger.sources.items():
        published = None if source.published is None else str(source.published)
        first, last = days(published)
        rows.append({
            "id": key, "publisher_id": source.publisher, "publisher": ledger.named(source.publisher),
            "publisher_kind": ledger.kind(source.publisher), "title": source.title, "url": source.url,
            "published": published, "published_first": first, "published_last": last,
            "lang": source.lang, "kind": source.kind,
            "origin_id": source.origin, "origin": source.origin and ledger.named(source.origin),
            "report": source.report, "via": source.via and ledger.named(source.via),
        })  # fmt: skip
    return rows

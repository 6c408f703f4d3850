"""Publishers: each once, by an id; independence counts them and the origins they repeat, never spellings."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from macros.facts.ledger import Ledger

from . import raw
from .engine import project
from .site import ROOT, Page, text

B, P = "data/sources.yml", "data/publishers.yml"
SECOND = "    title: Chips by the rack\n"

FAULTS = [
    (
        B,
        "publisher: city-paper",
        "publisher: city-papr",
        "publisher: city-papr",
        "city-paper: unknown publisher 'city-papr'; did you mean 'city-paper'?",
    ),
    (
        B,
        "publisher: city-paper",
        "publisher: Zeitung",
        "publisher: Zeitung",
        "city-paper: unknown publisher 'Zeitung'; add it to data/publishers.yml",
    ),
    (
        B,
        "publisher: city-paper",
        "publisher: City Paper",
        "publisher: City",
        "city-paper: publisher: write city-paper, the id of 'City Paper'",
    ),
    (
        B,
        "publisher: city-paper",
        "publisher: the city paper",
        "publisher: the",
        "city-paper: publisher: write city-paper, the id of 'the city paper'",
    ),
    (
        B,
        SECOND,
        f"    origin: city-papr\n{SECOND}",
        "origin:",
        "trade-paper: unknown publisher 'city-papr'; did you mean 'city-paper'?",
    ),
    (
        B,
        SECOND,
        f"    origin: trade-paper\n{SECOND}",
        "origin:",
        "trade-paper: origin repeats the publisher; it is for another; leave it out",
    ),
    (
        B,
        SECOND,
        f"    via: trade-paper\n{SECOND}",
        "via:",
        "trade-paper: via repeats the publisher; it is for another; leave it out",
    ),
    (B, SECOND, f"    via: The Wire\n{SECOND}", "via:", "trade-paper: via: write wire, the id of 'The Wire'"),
    (
        B,
        SECOND,
        f"    report: a filing\n{SECOND}",
        "report:",
        "trade-paper: report says more of an origin; name the origin too",
    ),
    (
        P,
        "name: Trade Paper",
        "name: Trade Paper (Wire)",
        "name: Trade Paper (",
        "trade-paper.name: a name holds no brackets; whose report a source repeats is its "
        "origin, another spelling goes under aka (found 'Trade Paper (Wire)')",
    ),
    (
        P,
        "name: The Wire",
        "name: The City Paper",
        "wire:",
        "wire: 'The City Paper' is a spelling of city-paper already",
    ),
    (P, "name: The Wire", "name: CITY PAPER", "wire:", "wire: 'CITY PAPER' is a spelling of city-paper already"),
    (
        P,
        "    kind: agency",
        "    kind: wire service",
        "kind: wire",
        "wire.kind: should be 'government', 'exchange', 'company', 'agency', 'newspaper', "
        "'trade-press', 'analyst', 'research', 'reference', 'repost', 'blog', 'forum' or "
        "'code-repository' (found 'wire service')",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "message"), FAULTS)
def test_each_fault_is_one_message(tmp_path: Path, file: str, old: str, new: str, at: str, message: str) -> None:
    tiny = project(tmp_path)
    assert tiny.problems() == []
    tiny.replace(file, old, new)
    assert tiny.problems() == [f"{file}:{tiny.line(file, at)}: {message}"]


def test_a_missing_file_is_one_message(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    (tmp_path / P).unlink()
    assert tiny.problems() == [f"{P}:1: the file is missing"]


def test_a_site_of_copies_may_stand_by_its_name(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(B, SECOND, f"    via: copies.example\n{SECOND}")
    assert tiny.problems() == []


def two_sources(tmp_path: Path, more: str) -> Ledger:
    """Return a ledger whose first fact rests on both sources, the second of them with more fields."""
    tiny = project(tmp_path)
    tiny.replace(B, SECOND, more + SECOND)
    tiny.replace("data/summit.yml", "sources: [city-paper]", "sources: [city-paper, trade-paper]")
    return tiny.book().ledger


def test_two_publishers_are_two_voices(tmp_path: Path) -> None:
    ledger = two_sources(tmp_path, "")
    assert not ledger.single_source(ledger.facts["summit.investment"])


def test_a_report_of_the_other_is_no_second_voice(tmp_path: Path) -> None:
    ledger = two_sources(tmp_path, "    origin: city-paper\n")
    assert ledger.single_source(ledger.facts["summit.investment"])
    assert ledger.single_source(ledger.facts["summit.rate"]), "what is computed from it rests on one voice too"


def test_the_ledger_counts_the_voices_that_the_files_name(ledger: Ledger) -> None:
    found = []
    for name, fact in raw.facts(ROOT).items():
        keys = fact.statements[0].sources
        if not fact.formula and ledger.voices(keys) != raw.voices(ROOT, keys):
            found.append(name)
    assert found == []


def test_every_publisher_is_named_by_a_source() -> None:
    used = {
        record[field]
        for record in raw.sources(ROOT).values()
        for field in ("publisher", "origin", "via")
        if field in record
    }
    used |= {entry["by"] for one in raw.subjects(ROOT).values() for entry in raw.entries(one) if "by" in entry}
    assert sorted(raw.publishers(ROOT).keys() - used) == []
    names = Counter(re.sub(r"^the |[^a-z0-9]", "", entry["name"].casefold()) for entry in raw.publishers(ROOT).values())
    assert [name for name, times in names.items() if times > 1 and name] == []


def test_the_pages_print_the_name(pages: dict[str, Page]) -> None:
    records, names = raw.sources(ROOT), raw.publishers(ROOT)
    rows = {e.get("id"): e for e in pages["sources.html"].article.iter("tr")}
    seen = 0
    for key, record in records.items():
        if key in rows:
            seen += 1
            shown = text(rows[key])
            assert shown.startswith(names[record["publisher"]]["name"]), key
            if "origin" in record:
                assert f"after {record.get('report') or names[record['origin']]['name']}" in shown, key
    assert seen > 700


def test_the_download_names_publishers_by_name_and_id(site: Path) -> None:
    table = (site / "data" / "sources.csv").read_text("utf-8-sig").splitlines()
    written = {row["id"]: row for row in csv.DictReader(table)}
    names = raw.publishers(ROOT)
    assert written.keys() <= raw.sources(ROOT).keys() and len(written) > 900
    for key, record in raw.sources(ROOT).items():
        if key not in written:
            continue  # a source that carries no fact
        assert written[key]["publisher"] == names[record["publisher"]]["name"]
        assert written[key]["publisher_id"] == record["publisher"]
        assert written[key]["origin_id"] == record.get("origin", "")

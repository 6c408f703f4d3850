"""Sources: each once, beside the facts that use it or in data/sources.yml; any file may name any of them."""

from __future__ import annotations

import re
from pathlib import Path

from . import raw
from .engine import project
from .site import ROOT

S, C, B = "data/summit.yml", "data/chips.yml", "data/sources.yml"
OWN = """\
sources:
  own-paper:
    publisher: wire
    url: https://example.net/own
    kind: news
    lang: en
"""


def test_a_page_keeps_its_own_source(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(S, "subjects:\n", f"{OWN}subjects:\n")
    tiny.replace(S, "sources: [city-paper]", "sources: [own-paper]")
    ledger = tiny.book().ledger
    assert ledger.publisher(ledger.facts["summit.investment"].current.sources[0]) == "The Wire"


def test_another_page_may_name_it(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(C, "subjects:\n", f"{OWN}subjects:\n")
    tiny.replace(S, "sources: [city-paper]", "sources: [own-paper]")
    assert tiny.problems() == []


def test_a_source_stands_in_one_file_only(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(S, "subjects:\n", OWN.replace("own-paper", "city-paper") + "subjects:\n")
    first = f"{B}:{tiny.line(B, 'city-paper:')}"
    second = f"{S}:{tiny.line(S, 'city-paper:')}"
    assert tiny.problems() == [f"{second}: city-paper: the source stands already in {first}; keep one of them"]


def test_an_address_stands_once_in_all_files(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(S, "subjects:\n", OWN.replace("https://example.net/own", "https://example.com/city") + "subjects:\n")
    assert tiny.problems() == [
        f"{S}:{tiny.line(S, 'https://example.com/city')}: own-paper: "
        f"the address stands already under 'city-paper' in {B}"
    ]


def test_a_wrong_entry_gives_no_second_message(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(S, "subjects:\n", OWN.replace("kind: news", "kind: gossip") + "subjects:\n")
    tiny.replace(S, "sources: [city-paper]", "sources: [own-paper]")
    (problem,) = tiny.problems()
    assert problem.startswith(f"{S}:{tiny.line(S, 'gossip')}: own-paper.kind: should be ")


def test_an_unknown_field_of_a_source_names_its_fields(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(B, "    title: Chips by the rack\n", "    quux: Chips by the rack\n")
    (problem,) = tiny.problems()
    assert "trade-paper.quux: unknown field 'quux'; the fields are kind, lang, origin, published, publisher" in problem


def test_shared_sources_are_shared() -> None:
    """What one data file alone names stands in that file."""
    shared = re.findall(r"^  ([a-z0-9.-]+):$", (ROOT / B).read_text("utf-8"), re.M)
    files = {path: path.read_text("utf-8") for path in (ROOT / "data").rglob("*.yml") if path != ROOT / B}
    named = {path: set(re.findall(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", content)) for path, content in files.items()}
    alone = [key for key in shared if sum(key in names for names in named.values()) == 1]
    assert alone == [], "move them to the file that names them"
    assert len(raw.sources(ROOT)) > len(shared) > 50

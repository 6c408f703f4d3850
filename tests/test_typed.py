"""What is added to the index of the search: spellings, and the places that tell of things."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.facts.ledger import Ledger, Subject
from macros.pages.book import Book
from macros.site import search, typed
from macros.site.search import INDEX, enrich

from .site import ROOT


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "readings.json"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ascend 910C", {"ascend910c", "910c"}),
        ("Hygon C86-4G", {"hygonc864g", "c864g", "4g"}),
        ("３Ａ６０００", {"3a6000"}),
        ("Moore Threads", {"moorethreads"}),
        ("The Hangzhou summit", {"hangzhousummit"}),
        ("思元590", {"思元590", "590"}),
    ],
)
def test_a_name_is_found_joined_and_by_its_number(name: str, wanted: set[str]) -> None:
    assert set(typed.forms(name, {})) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("昇腾", {"昇騰", "shengteng"}),
        ("华为", {"華為", "華爲", "huawei"}),
        ("台积电", {"台積電", "臺積電", "taijidian"}),
        ("长鑫存储", {"長鑫存儲", "changxincunchu", "zhangxincunchu"}),
        ("昇腾910C", {"昇騰910c", "shengteng910c", "910c"}),
    ],
)
def test_chinese_is_found_in_other_signs_and_in_pinyin(name: str, wanted: set[str], kept: Path) -> None:
    assert wanted <= set(typed.forms(name, typed.readings([name], kept)))


def test_what_has_many_readings_has_not_too_many_spellings(kept: Path) -> None:
    name = "中国联通三江源绿电智算中心"
    assert len(typed.readings([name], kept)[name]) <= typed.MOST_READINGS + 2


def test_readings_are_kept_and_those_of_gone_names_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = typed.readings(["昇腾", "龙芯", "Ascend"], kept)
    assert first.keys() == {"昇腾", "龙芯"}
    monkeypatch.setattr(typed, "_read", lambda names: {name: ["read anew"] for name in names})
    assert typed.readings(["昇腾", "Ascend"], kept) == {"昇腾": first["昇腾"]}
    assert json.loads(kept.read_text("utf-8"))["read"].keys() == {"昇腾"}
    assert typed.readings(["昇腾", "飞腾"], kept)["飞腾"] == ["read anew"]
    monkeypatch.setattr(typed, "_maker", lambda: "another version")
    assert typed.readings(["昇腾"], kept) == {"昇腾": ["read anew"]}
    kept.write_text("{", "utf-8")
    assert typed.readings(["昇腾"], kept) == {"昇腾": ["read anew"]}


@pytest.mark.parametrize(
    ("typed_as", "cut"),
    [("losses", "loss"), ("GPUs", "gpu"), ("LLMs", "llm"), ("NPUs", "npu"), ("uses", "uses"), ("owns", "owns"),
     ("dies", "dies"), ("less", "less"), ("TPU", "tpu")],
)  # fmt: skip
def test_a_word_loses_its_ending_and_an_abbreviation_its_plural(typed_as: str, cut: str) -> None:
    assert typed.stem(typed_as.lower()) == cut


def test_the_browser_cuts_words_as_the_index_does() -> None:
    script = (ROOT / "docs/javascripts/typed.js").read_text("utf-8")
    assert f"/{typed._ENDING.pattern.replace('(?:', '(')}/" in script


def test_what_begins_inside_chinese_is_marked() -> None:
    assert list(typed.insides("寒武纪 MLU")) == ["武纪0", "纪0"]


def test_the_place_of_a_thing_is_its_section_then_its_page_then_where_it_is_named_most() -> None:
    def entry(location: str, title: str, text: str = "") -> search.Entry:
        return {"location": location, "title": title, "text": text}

    entries = [
        entry("firm.html", "Acme (阿克米)"),
        entry("firm.html#history", "How Acme began", "Anvil"),
        entry("firm.html#anvil-2", "The second"),
        entry("firm.html#chips", "Chips", "Rocket, Rocket and Anvil"),
        entry("firm.html#magnet", "Magnet &amp; more", "Rocket"),
        entry("firm.html#names-and-spellings", "Names", "Rocket Rocket Rocket"),
    ]
    for key, name, place in (
        ("acme", "Acme", ""), ("anvil-2", "Anvil 2", "anvil-2"), ("rocket", "Rocket", "chips"),
        ("magnet-1", "Magnet", "magnet"), ("unheard", "Unheard of", ""),
    ):  # fmt: skip
        subject = Subject(key, name, "chip", "firm", "data/firm.yml", 1)
        assert search._home(subject, entries)["location"].partition("#")[2] == place, name


def test_to_enrich_twice_changes_nothing_more(site: Path, book: Book, tmp_path: Path) -> None:
    once = (site / INDEX).read_bytes()
    (tmp_path / INDEX).parent.mkdir()
    (tmp_path / INDEX).write_bytes(once)
    enrich(book, tmp_path)
    assert (tmp_path / INDEX).read_bytes() == once


def test_a_site_of_another_engine_is_left_alone(book: Book, tmp_path: Path) -> None:
    enrich(book, tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_readers_ask_for_is_said_of_headings_that_are_there(site: Path, ledger: Ledger) -> None:
    entries = json.loads((site / INDEX).read_text("utf-8"))["docs"]
    heads = [search._spaced(entry["title"]) for entry in entries]
    lost = [key for key in ledger.site.asked if not any(search._spaced(key) in head for head in heads)]
    assert not lost, f"no heading of a page has these words of asked: in data/site.yml: {lost}"
    texts = "".join(search._spaced(entry["text"]) for entry in entries)
    lost = [name for name in ledger.site.spelled if search._spaced(name) not in texts]
    assert not lost, f"no page has these names of spelled: in data/site.yml: {lost}"
    assert not {name for one in ledger.subjects.values() for name in (one.name, *one.aka)} & ledger.site.spelled.keys()

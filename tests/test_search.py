"""The search of the site, in a browser: what readers type, and companies and chips by every name they go by."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger, Subject

from .site import ABOUT, REGISTER, ROOT, WHOLE, Page
from .visits import context

TABLE: dict[str, list[list[str]]] = yaml.safe_load((ROOT / "tests/tables/searches.yml").read_text("utf-8"))
KB = 1024
UNTRIED: dict[str, list[list[str]]] = yaml.safe_load((ROOT / "tests/tables/searches-unseen.yml").read_text("utf-8"))
# Enters each query as a paste by mouse does, which sends no key, and reads what the results show: the pages in order,
# and the link that Enter follows, which is the one with the highest score.
SEARCH = """async queries => {
  const box = document.querySelector("input.md-search__input"), list = document.querySelector(".md-search-result__list")
  const address = link => { const { pathname, hash } = new URL(link.href); return pathname.slice(1) + hash }
  const ask = query => new Promise(done => {
    const late = setTimeout(() => { seen.disconnect(); done() }, %d)
    const seen = new MutationObserver(() => {
      if (list.children.length) { seen.disconnect(); clearTimeout(late); done() }
    })
    list.replaceChildren()
    seen.observe(list, { childList: true })
    box.value = query
    box.dispatchEvent(new Event("input", { bubbles: true }))
  })
  const score = link => Number(link.firstElementChild.dataset.mdScore)
  const found = []
  box.focus()
  for (const query of queries) {
    await ask(query)
    const links = [...list.querySelectorAll("a")].sort((one, other) => score(other) - score(one))
    const pages = [...list.children].map(item => address(item.querySelector("a")).split("#")[0])
    found.push([pages, links.length ? address(links[0]) : ""])
  }
  return found
}"""


@dataclass(frozen=True)
class Found:
    """What a query finds: the pages, best first, and the place to which Enter leads."""

    pages: list[str]
    place: str

    def misses(self, right: list[str]) -> str:
        """Return "first" where the first result is none of the right places, "three" where the first three are none."""
        pages = [place.partition("#")[0] + ".html" for place in right]
        if not set(pages) & set(self.pages[:3]):
            return "three"
        places = {place.replace("#", ".html#") if "#" in place else page for place, page in zip(right, pages)}
        return "" if places & {self.place, self.place.partition("#")[0]} else "first"


@pytest.fixture(scope="module")
def searching(browser: Browser, server: str) -> Iterator[Tab]:
    visitor = context(browser)
    tab = visitor.new_page()
    tab.goto(f"{server}/index.html")
    assert tab.evaluate(SEARCH % 20_000, ["chips"])[0][0], "the search never answers"
    yield tab
    visitor.close()


def search(tab: Tab, queries: list[str]) -> list[Found]:
    """Return what each query finds, all typed into one search box."""
    return [Found(*found) for found in tab.evaluate(SEARCH % 6000, queries)]


@pytest.fixture(scope="module")
def answers(searching: Tab) -> dict[str, Found]:
    queries = [query for rows in TABLE.values() for query, *_ in rows]
    return dict(zip(queries, search(searching, queries), strict=True))


def test_the_table_is_large_and_names_places_that_exist(site: Path) -> None:
    rows = [row for group in TABLE.values() for row in group]
    assert len(rows) >= 120 and len({query for query, *_ in rows}) == len(rows)
    for query, *right in [*rows, *(row for group in UNTRIED.values() for row in group)]:
        for place in right:
            page, _, section = place.partition("#")
            text = (site / f"{page}.html").read_text("utf-8")
            assert not section or f'id="{section}"' in text, f"{query}: there is no {place}"


@pytest.mark.parametrize("who", TABLE)
def test_what_readers_type_leads_to_the_right_place(answers: dict[str, Found], who: str) -> None:
    """Of each group most come first and all among the first three; one in fifteen may be second."""
    missed = {query: answers[query].misses(right) for query, *right in TABLE[who]}
    said = "\n".join(f"{query!r} finds {answers[query]}" for query, miss in missed.items() if miss)
    assert "three" not in missed.values(), said
    assert sum(map(bool, missed.values())) <= max(1, len(missed) // 15), said


@pytest.mark.parametrize("name_of_set", UNTRIED)
def test_what_was_written_untried_finds_the_right_place(searching: Tab, name_of_set: str) -> None:
    rows = UNTRIED[name_of_set]
    assert len(rows) >= 40 and len({query for query, *_ in rows}) == len(rows)
    found = search(searching, [query for query, *_ in rows])
    missed = [(one.misses(right), query, one) for (query, *right), one in zip(rows, found, strict=True)]
    said = "\n".join(f"{miss}: {query!r} finds {one}" for miss, query, one in missed if miss)
    assert sum(not miss for miss, *_ in missed) >= 0.85 * len(rows), said
    assert sum(miss != "three" for miss, *_ in missed) >= 0.95 * len(rows), said


@pytest.mark.parametrize("kind", ["company", "chip"])
def test_search_finds_by_every_name(searching: Tab, ledger: Ledger, kind: str) -> None:
    subjects = [subject for subject in ledger.subjects.values() if subject.kind == kind]
    assert len(subjects) > 30 and sum(1 for subject in subjects if subject.zh) > 20
    asked = [(subject, name) for subject in subjects for name in names(subject)]
    found = search(searching, [name for _, name in asked])
    missed = [
        f"{name} of {subject.id} finds {one.pages[:3]}"
        for (subject, name), one in zip(asked, found, strict=True)
        if f"{subject.page}.html" not in one.pages[:1]
    ]
    assert not missed, "\n".join(missed)


def names(subject: Subject) -> list[str]:
    return [subject.name, *filter(None, [subject.short, subject.zh]), *subject.aka]


def test_a_query_without_a_word_finds_nothing_and_breaks_nothing(searching: Tab) -> None:
    odd = ["", "  ", "***", "+-:^~", '"', "the", "910C"]
    found = search(searching, odd)
    assert [one.pages for one in found[:5]] == [[]] * 5
    assert found[-1].pages[0] == "ascend/processors.html"


def test_a_word_of_the_glossary_is_followed_by_the_pages_that_treat_it(searching: Tab) -> None:
    """A term of several words is the name of its entry alone, and whoever types it wants more than the entry."""
    found = search(searching, ["entity list", "实体清单"])
    assert all(one.pages[0] == "glossary.html" and "rules.html" in one.pages[:3] for one in found), found


def test_vs_is_versus_and_compares(searching: Tab) -> None:
    short, long, links = search(searching, ["910c vs h100", "910c versus h100", "scale-up vs scale-out"])
    assert short == long and "ascend/nvidia.html" in short.pages[:2]
    assert links.pages[0] == "primer.html", "the word is wanted of a section, which seldom has it"


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("910B vs A100", "ascend/processors"),  # the number of a chip is no figure
        ("US takes 15% of nvidia H20 revenue", "challenges/export-controls"),  # not the table of all chips
        ("BIS guidance May 2025 ascend anywhere in the world", "ascend/customers"),  # not the first page
    ],
)
def test_many_words_find_what_they_are_of_before_pages_of_all(searching: Tab, query: str, page: str) -> None:
    assert (found := search(searching, [query])[0]).pages[0] == f"{page}.html", found


@pytest.mark.parametrize(
    ("query", "place"),
    [
        (
            "neuware serving chips",
            "accelerators/cambricon#software",
        ),  # a name that one section alone has, beside words of headings
        ("sglang serving chips", "ascend/software#pytorch-and-vllm"),  # a name of two sections, in the heading of one
        ("metax c600", "accelerators/metax#chips"),  # the page's lead names it as well
        ("燧原科技营收", "accelerators/enflame#money"),  # the topic is joined to the company
        ("zhengzou 60000 cards", "sites#all-sites"),  # a letter wrong, and a figure without its comma
        ("smic yield fell", "challenges/manufacturing#yield"),  # the text says how in another tense
    ],
)
def test_a_query_leads_to_the_section(searching: Tab, query: str, place: str) -> None:
    assert (found := search(searching, [query])[0]).place == place.replace("#", ".html#"), found


def test_results_show_no_labels_and_no_field_of_spellings(searching: Tab) -> None:
    search(searching, ["huawei ascend supply"])
    shown = searching.locator(".md-search-result__list").inner_text()
    assert "812,000 cards" in shown
    for label in ("single source", "company claim", "shengteng", "Missing"):
        assert label not in shown


def test_the_search_index_leaves_out_labels_and_the_list_of_facts(site: Path, pages: dict[str, Page]) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    parts = REGISTER - {"register.html"}  # the register itself finds in them
    assert {entry["location"].partition("#")[0] for entry in index} == set(pages) - parts
    assert not [entry["location"] for entry in index if "Facts on this page" in entry["text"]]
    assert not [entry["location"] for entry in index if entry["text"] and entry["location"] in WHOLE - {"compare.html"}
                and entry["location"] not in ("timeline.html", "glossary.html", "revisions.html")]  # fmt: skip
    said = re.compile(
        r"single source|(?:official record|company claim|analyst estimate|press report)(?=\s*(?:<|[A-Z]))"
    )
    for entry in index:
        if entry["location"].partition("#")[0] not in ABOUT | {"revisions.html"}:
            assert not said.search(entry["text"]), entry["location"]


def test_the_search_index_is_light(site: Path) -> None:
    assert len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 9)) <= 220 * KB

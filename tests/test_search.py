"""The search of the site, in a browser: companies and chips by every name they go by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger, Subject

from .site import WHOLE, Page
from .visits import context

# What is told of on many pages, so that its own may come after the third; it must still be among the first ten.
BROAD = {
    "tsmc": "made chips for most makers", "nvidia": "the yardstick on most pages",
     "china-unicom": "operators buy from most makers",
    "china-mobile": "operators buy from most makers", "china-telecom": "operators buy from most makers",
     "ascend-910b": "most customers have it",
    "nvidia-rtx-pro-6000d": "told of with the controls",
     "sunway-sw26010-pro": "its name is mostly that of the supercomputers",
}  # fmt: skip
# The theme looks for any of the words, and these are made of words that stand everywhere.
COMMON_WORDS = {"CL Tech", "Zhipu (Z.ai)", "Z.ai", "Zhipu AI"}


@pytest.fixture(scope="module")
def searching(browser: Browser, server: str) -> Iterator[Tab]:
    visitor = context(browser)
    tab = visitor.new_page()
    tab.goto(f"{server}/index.html")
    yield tab
    visitor.close()


def results(tab: Tab, query: str) -> list[str]:
    """Type a query into the search box and return the pages it finds, best first."""
    box = tab.locator("input.md-search__input")
    found = tab.locator(".md-search-result__item > a.md-search-result__link")
    box.focus()
    for text in ("", query):
        box.fill(text)
        box.dispatch_event("keyup")  # as an input method for Chinese does
        if not text:
            expect(found).to_have_count(0)
    try:
        expect(found.first).to_be_attached(timeout=4000)
    except AssertionError:
        return []
    hits = [
        str(link.get_attribute("href")).partition("?")[0].partition("#")[0].rsplit("127.0.0.1", 1)[-1].partition("/")[2]
        for link in found.all()
    ]
    return list(dict.fromkeys(hits))


def misplaced(tab: Tab, subject: Subject, names: list[str]) -> list[str]:
    """Return the names by which the search does not lead to the page that tells of a subject."""
    home, limit, found = f"{subject.page}.html", 10 if subject.id in BROAD else 3, []
    for name in names:
        pages = results(tab, name)
        if name not in COMMON_WORDS and home not in pages[:limit]:
            found.append(f"{name} finds {pages[:limit]}, not {home}")
    return found


@pytest.mark.parametrize("kind", ["company", "chip"])
def test_search_finds_by_either_name(searching: Tab, ledger: Ledger, kind: str) -> None:
    subjects = [subject for subject in ledger.subjects.values() if subject.kind == kind]
    assert len(subjects) > 30 and sum(1 for subject in subjects if subject.zh) > 20
    found = [
        line
        for subject in subjects
        for line in misplaced(searching, subject, [subject.name, *filter(None, [subject.zh])])
    ]
    assert not found, "\n".join(found)


def test_search_finds_companies_by_other_spellings(searching: Tab, ledger: Ledger) -> None:
    spelled = [subject for subject in ledger.subjects.values() if subject.kind == "company" and subject.aka]
    assert len(spelled) > 15
    found = [line for subject in spelled for line in misplaced(searching, subject, list(subject.aka))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("query", "page"),
 [("910C", "ascend/processors.html"), ("昇腾", "ascend/index.html"), ("龙芯", "cpus/loongson.html"),
  ("Zhipu", "ascend/customers.html"),
                                             ("Hangzhou summit", "summit.html"), ("3A6000", "cpus/loongson.html"),
                                             ("Muxi", "accelerators/metax.html")])  # fmt: skip
def test_search_finds(searching: Tab, query: str, page: str) -> None:
    assert page in results(searching, query)[:3]


def test_the_search_index_leaves_out_the_list_of_facts(site: Path, pages: dict[str, Page]) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    assert {entry["location"].partition("#")[0] for entry in index} >= {name for name in pages if name not in WHOLE}
    assert not [entry["location"] for entry in index if "Facts on this page" in entry["text"]]

"""One fact at a time over a sample of the real data: a change reaches the pages that show it, and no others."""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from macros.charts import pictured
from macros.facts.records import record
from macros.pages import sentence
from macros.pages.book import Book, is_whole
from macros.pages.view import View
from macros.site import catalog
from macros.site.ahead import open_book
from macros.site.cards import headline
from macros.site.changes import PageChange, changed_pages

from . import raw, rewritten
from .carried import files
from .changed import Changes
from .kept import build
from .site import ROOT, Page, classes, read_pages, texts

SEED = 12
_ID = re.compile(r"(?<![\w.-])[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+(?![\w-])")
_ANCHOR = re.compile(r"\b(?:at|here)-(?=[a-z0-9-]+\.)")
# They name facts without their values.
NAMING = frozenset({"sources.md", "quality.md"})
# It shows the first entry of each column of the downloads (tests/test_data_page.py).
EXAMPLES = "data.md"
# It shows entries as they are written: of the facts that it names, those alone.
WRITTEN = "contribute.md"
# It shows the values that were revised, and of other facts what else changed.
REVISED = "revisions.md"


def sourced(unit: Callable[[str], bool]) -> Iterator[raw.Fact]:
    return (fact for fact in raw.facts(ROOT).values() if not fact.formula and unit(fact.unit))


def numeric(unit: str) -> bool:
    return unit not in raw.NOT_NUMBERS


def needed() -> set[str]:
    """Return the facts that a formula names."""
    return {name for fact in raw.facts(ROOT).values() if fact.formula for name in raw.inputs(fact.formula)}


def parted() -> set[str]:
    """Return the facts of which a formula takes a difference, which may turn negative where one changes alone."""
    formulas = [fact.formula for fact in raw.facts(ROOT).values() if fact.formula and " - " in fact.formula]
    return {name for formula in formulas for name in raw.inputs(formula)}


def large() -> list[str]:
    """Return the facts that the home page shows large, and those they are computed from."""
    shown = re.findall(r'figure\("([^"]+)"', (ROOT / "docs/index.md").read_text("utf-8"))
    return [given for name in shown for given in (raw.inputs(raw.facts(ROOT)[name].formula or "") or [name])]


def kinds(texts: dict[str, str]) -> dict[str, list[str]]:
    """Return the facts of each kind of which some are tried; ``texts`` are the pages as they are filled in."""
    marks, inputs_ = " ".join(texts.values()), needed()
    charted = set(re.findall(r"([\w.-]+\.[\w-]+)=", " ".join(re.findall(r'data-mark="([^"]*)"', marks))))
    pages = [mentioned(text) for page, text in texts.items() if page not in NAMING | {EXAMPLES} and not is_whole(page)]
    used = Counter(name for names in pages for name in names)
    numbers = {fact.id for fact in sourced(numeric)}
    return {
        "a number": [f.id for f in sourced(numeric) if f.id not in inputs_ | charted],
        "an input of a formula": [f.id for f in sourced(numeric) if f.id in inputs_ - parted() and "value" in f.entry],
        "a number of a chart": [f.id for f in sourced(numeric) if f.id in charted],
        "a range": [f.id for f in sourced(numeric) if "low" in f.entry and f.id not in inputs_],
        "a series": [f.id for f in sourced(numeric) if "observations" in f.entry and f.id not in inputs_],
        "disputed": [f.id for f in sourced(numeric) if "alternatives" in f.entry],
        "a target": [f.id for f in sourced(numeric) if "due" in f.entry],
        "a figure of the home page": [n for n in large() if n not in parted()],
        "a date": [f.id for f in sourced(lambda unit: unit == "date") if "event" not in f.entry],
        "an event": [f.id for f in sourced(lambda unit: unit == "date") if "event" in f.entry],
        "a text": [f.id for f in sourced(lambda unit: unit == "text")],
        "a list": [f.id for f in sourced(lambda unit: unit == "list")],
        "on one page": sorted(name for name, times in used.items() if times == 1 and name in numbers),
        "on many pages": sorted(name for name, times in used.items() if times > 3 and name in numbers),
    }  # fmt: skip


@lru_cache(maxsize=256)
def mentioned(text: str) -> frozenset[str]:
    """Return the facts that a page names."""
    return frozenset(_ID.findall(_ANCHOR.sub("", text))) & raw.facts(ROOT).keys()


def dependents(name: str) -> set[str]:
    """Return a fact and all that is computed from it, by the formulas as written."""
    found, more = set[str](), {name}
    while more:
        found |= more
        more = {f.id for f in raw.facts(ROOT).values() if f.formula and found & set(raw.inputs(f.formula))} - found
    return found


def pages_of(texts: dict[str, str], facts: set[str]) -> set[str]:
    """Return the pages that show one of these facts."""
    telling: dict[str, Set[str]] = {
        page: mentioned(text) for page, text in texts.items() if page not in {*NAMING, EXAMPLES}
    }
    source = (ROOT / "docs" / WRITTEN).read_text("utf-8")
    telling[WRITTEN] = {name for name in re.findall(r'example\("([^"]+)"', source) if raw.facts(ROOT).get(name)}
    telling[REVISED] = revised()
    telling[WRITTEN] = {name for name in telling[WRITTEN] if not raw.facts(ROOT)[name].formula}
    return {page for page, named in telling.items() if facts & named}


def revised() -> set[str]:
    """Return the facts whose values were revised."""
    return {change["fact"] for change in raw.revisions(ROOT) if "field" not in change}


@pytest.fixture(scope="module")
def changes() -> Changes:
    return Changes(ROOT, SEED)


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparisons in words would be untrue of another number; they are let through, as pages that use their facts."""

    def word(view: View, phrase: str, first: str, second: str, to: str | None = None) -> str:
        view.fact(first), view.fact(second)
        return phrase

    def most(view: View, phrase: str, first: str, others: list[str]) -> str:
        [view.fact(name) for name in (first, *(other for other in others if other != first))]
        return phrase

    word.__doc__, most.__doc__ = (catalog.MACROS[name].__doc__ for name in ("word", "most"))  # the reference shows them
    monkeypatch.setattr(sys.modules["macros.charts.wholes"], "SLACK", 9.0)  # the room has a function of this name
    for macros in (catalog.MACROS, sentence.INLINE):
        monkeypatch.setitem(macros, "word", word)
        monkeypatch.setitem(macros, "most", most)


def copied(folder: Path, changes: Changes, fact: str) -> Path:
    """Write a copy of the tree in which one fact has another value."""
    return rewritten.write(ROOT, folder, changes.of(fact))


def filled(book: Book) -> dict[str, str]:
    return {name: page.whole_text for name, page in book.pages.items()}


def rows(book: Book) -> dict[str, Any]:
    return {name: record(book.ledger, fact) for name, fact in book.ledger.facts.items()}


@pytest.mark.usefixtures("unchecked", "site")
def test_a_changed_fact_reaches_the_pages_that_show_it_and_no_others(
    book: Book, changes: Changes, tmp_path: Path
) -> None:
    texts, before, known = filled(book), rows(book), open_book(ROOT, watch=True)
    rng, wrong, tried = random.Random(SEED), [], 0
    # A rest may fall below zero when one of its parts grows alone, and no bar of a count begins there.
    parts = {name for fact in book.ledger.facts.values() if " - " in (fact.formula or "") for name in fact.inputs}
    for kind, names in kinds(texts).items():
        still = {line.partition(":")[0] for line in changes.unchanged()}
        fact = rng.choice([name for name in names if name not in still | parts])
        tree = copied(tmp_path / str(tried), changes, fact)
        after = open_book(tree, known)  # as an edit is read while the site is served: what reads nothing of it is kept
        shutil.rmtree(tree)
        now, facts = filled(after), dependents(fact)
        told = {page.name for page in changed_pages(book, after)}
        changed, expected = {page for page in texts if texts[page] != now[page]} - {EXAMPLES}, pages_of(texts, facts)
        if changed != expected:
            wrong.append(
                f"{kind}, {fact}: {sorted(changed - expected)} changed too, {sorted(expected - changed)} did not"
            )
        if told - {EXAMPLES} != changed:
            wrong.append(f"{kind}, {fact}: make changes tells of {sorted(told ^ changed)}")
        moved = {name for name, row in rows(after).items() if row != before[name]}
        if moved != facts:
            wrong.append(f"{kind}, {fact}: rows of the downloads {sorted(moved ^ facts)}")
        tried += 1
    assert tried >= 12
    assert not wrong, "\n".join(wrong)


def provenance_of(book: Book, facts: set[str]) -> set[str]:
    """Return the pages that list one of these facts at their end."""
    return {name for name, page in book.pages.items() if facts & set(page.facts)}


def words(page: Page) -> Counter[str]:
    """Return the words of a page's article, but for the places in data files, and those of its text alternatives."""
    pieces = texts(page.article)  # a drawing is told by its text alternative
    spoken = (
        piece for piece, over in pieces if not any("correct" in classes(e) or str(e.tag).endswith("svg") for e in over)
    )
    return Counter(re.findall(r"\w+", " ".join(spoken)))


def untold(before: Page, after: Page, change: PageChange | None) -> Counter[str]:
    """Return the words that are new on a built page, but not in what is told of its change."""
    told = Counter(re.findall(r"\w+", " ".join(step.after for step in (change.steps if change else ()))))
    return words(after) - words(before) - told


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("kind", ["a figure of the home page", "an event"])
def test_a_build_with_a_changed_fact_writes_the_same_files_but_for_those_that_show_it(
    kind: str, site: Path, book: Book, changes: Changes, tmp_path: Path
) -> None:
    texts = filled(book)
    drawn = {first.id for page in book.pages if (first := headline(book, page))}
    names = [name for name in kinds(texts)[kind] if kind == "an event" or name in drawn]
    fact = random.Random(SEED).choice(names)
    copy = copied(tmp_path / "tree", changes, fact)
    before, after = files(site), files(build(copy, tmp_path / "site"))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]} - {"data.html"}
    facts = dependents(fact)
    pages = {page.removesuffix(".md") for page in pages_of(texts, facts)}
    told = {change.name.removesuffix(".md") + ".html": change for change in changed_pages(book, open_book(copy))}
    old, new = read_pages(site), read_pages(tmp_path / "site")
    written = [name for name in old if old[name].source != new[name].source]  # to read all takes a minute
    missed = {name: found for name in written if (found := untold(old[name], new[name], told.get(name)))}
    assert not missed, "make changes does not tell of words that are new on built pages"
    pictures = {name for name in changed if name.endswith(".png")}
    charts = {name for name in changed if name.startswith("data/charts/")}
    assert {name for name in charts if name.endswith(".csv")} == {
        f"data/charts/{key}.csv"
        for page in book.pages.values()
        for key, chart in page.charts.items()
        if facts & {datum.fact.id for datum in pictured(View(book, page.name), *chart).data}
    }
    rows_of, drawings = ({n[:-4] for n in charts if n.endswith(kind)} for kind in (".csv", ".svg"))
    assert rows_of == drawings
    tables = {f"data/{name}.csv" for name in ("events", "promises", "chips", "makers", "sites")}
    whole = {f"data/{name}" for name in ("facts.json", "facts.csv", "observations.csv", "datapackage.json")}
    parts = {f"data/facts/{name.partition('.')[0]}.json" for name in facts}
    parts |= {f"data/facts/{name.replace('.', '/')}.json" for name in facts}
    parts |= {f"data/pages/{page.removesuffix('.md')}/provenance.json" for page in provenance_of(book, facts)}
    listing = provenance_of(book, facts)
    twins, cites = ({n for n in changed if n.endswith(ends)} for ends in (".md", ("/cite.txt", ".bib", ".csl.json")))
    assert twins and twins <= {f"{page}.md" for page in (*pages, "data")}  # which hold no list of a page's facts
    references = {f"data/facts/{name.partition('.')[0]}" for name in facts}
    assert {f"{name}.bib" for name in references} <= cites
    drawn_on = {
        page.name for page in book.pages.values() if any(f"data/charts/{key}.csv" in charts for key in page.charts)
    }
    folders = {f"data/pages/{page.removesuffix('.md')}/cite" for page in listing | drawn_on}
    assert {name.partition(".")[0] for name in cites} <= references | folders
    rest = changed - pictures - charts - tables - twins - cites
    assert rest == {f"{page}.html" for page in pages} | whole | parts | {
        "data/compute-ledger.zip", "search/search_index.json", *(["revisions.xml"] if facts & revised() else []),
    }  # fmt: skip
    assert ("data/events.csv" in changed) == (kind == "an event")
    assert {name.removeprefix("assets/cards/").removesuffix(".png") for name in pictures} <= pages
    if kind == "a figure of the home page":
        assert pictures, f"no preview shows another {fact}"

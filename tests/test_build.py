"""A tiny site built end to end by the real commands: it works, fails as it should, and an edit changes its parts."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest

from .engine import Project, engine, project
from .tiny import FILES
from .whole import Tree, build, files


def test_a_build_writes_pages_and_downloads(good: Tree) -> None:
    assert {
        "index.html",
        "summit.html",
        "register.html",
        "data/facts.json",
        "data/facts.csv",
        "data/sources.json",
    } <= set(good)
    page = html5lib.parse(good["summit.html"], namespaceHTMLElements=False)
    found = {e.get("data-fact"): "".join(e.itertext()) for e in page.iter() if "fact" in e.get("class", "").split()}
    assert found == {
        "summit.date": "February 28, 2026", "summit.investment": "more than CNY 25.5 billion",
         "summit.investment-usd": "US$3.71 billion",
        "summit.rate": "CNY 6.87 per US dollar",
    }  # fmt: skip
    values = {e.get("data-fact"): e.get("value") or e.get("datetime") for e in page.iter() if e.get("data-fact")}
    assert (values["summit.investment"], values["summit.date"]) == ("25500000000", "2026-02-28")


def test_no_macro_and_no_error_text_is_left_in_the_site(good: Tree) -> None:
    pages = [text.decode() for name, text in good.items() if name.endswith(".html")]
    assert pages
    assert not [
        mark
        for page in pages
        for mark in ("{{", "{%", "Macro Rendering Error", "Traceback", "Undefined", "<!--ledger", "<!--/ledger")
        if mark in page
    ]


@pytest.mark.parametrize("command", [("check",), ("check", "data")])
def test_a_check_says_what_is_there(tiny: Project, command: tuple[str, ...]) -> None:
    result = tiny.run("macros", *command)
    assert (result.returncode, result.stdout) == (0, "12 facts about 4 subjects, 2 sources: in order\n")


def test_a_page_that_stands_nowhere_is_refused_by_check_and_build(tiny: Project) -> None:
    tiny.write("docs/lost.md", "# Lost\n\nWords.\n")
    try:
        for command in ("check", "build"):
            result = tiny.run("macros", command)
            assert result.returncode == 1, command
            assert "mkdocs.yml:" in result.stderr
            assert ": nav: docs/lost.md stands nowhere; add a line, Title: lost.md" in result.stderr
    finally:
        (tiny.root / "docs/lost.md").unlink()


PLANTED = [
    ("docs/chips.md", 'fact("acme-two.memory")', 'fact("acme-two.memry")',
     "docs/chips.md:3: fact(): unknown fact 'acme-two.memry'; did you mean 'acme-two.memory'?"),
    ("docs/chips.md", 'fact("acme-two.memory")', 'cycler.__init__.__globals__.os.popen("touch run").read()',
     'docs/chips.md:3: between {{ and }} stands one macro call, such as fact("summit.date"), and nothing else'),
    ("data/summit.yml", "    kind: event\n", "    kind: event\n    page: chip\n",
     "data/summit.yml:6: summit: page: there is no page 'chip'; did you mean 'chips'?"),
    ("data/summit.yml", "      venue:", "      date:",
     "data/summit.yml:32: summit.date: repeated key 'date' (first in line 11); keep one of them"),
    ("data/summit.yml", "unit: USD\n", "unit: USDD\n",
     "data/summit.yml:26: summit.investment-usd: unknown unit 'USDD'; did you mean 'USD'?"),
    ("data/summit.yml", "    sources: [city-paper]\n", "",
     "data/summit.yml:2: summit: sources are missing: name at least one key of sources: in this file or in "
     "data/sources.yml; say it once here, or at date, investment, investment-usd, venue"),
    ("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 255 billion",
     'data/summit.yml:21: summit.investment: the value 25_500_000_000 CNY disagrees with the value as printed, "CNY '
     '255 billion": it says 255_000_000_000 CNY'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    PLANTED,
    ids=["unknown fact", "run", "no page", "repeated key", "bad unit", "missing source", "disagreement"],
)
def test_a_planted_error_stops_the_build_and_the_last_site_stays(
    tiny: Project, good: Tree, name: str, old: str, new: str, message: str
) -> None:
    tiny.replace(name, old, new)
    result = tiny.run("macros", "build", "--site", "site")
    assert result.returncode == 1
    assert message in result.stderr.splitlines()
    assert "Traceback" not in result.stderr
    assert files(tiny.root / "site") == good
    assert not list(tiny.root.glob("site.*"))
    assert not (tiny.root / "run").exists(), "the page ran a command"


def test_an_error_that_mkdocs_finds_leaves_the_last_site_too(tiny: Project, good: Tree) -> None:
    tiny.replace("docs/summit.md", "(chips.md)", "(chip.md)")
    result = tiny.run("macros", "build", "--site", "site")
    assert result.returncode != 0
    assert "chip.md" in result.stderr
    assert files(tiny.root / "site") == good
    assert not list(tiny.root.glob("site.*"))


def test_downloads_that_could_not_be_written_ahead_are_written_after(tiny: Project, good: Tree) -> None:
    (tiny.root / "site.ahead").write_text("in the way", "utf-8")
    result = tiny.run("macros", "build", "--site", "site")
    assert result.returncode == 0 and "Traceback" not in result.stderr
    assert files(tiny.root / "site") == good


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "docs/index.md",
            "acme.staff",
            "acme.stuff",
            "docs/index.md:5: fact(): unknown fact 'acme.stuff'; did you mean 'acme.staff'?",
        ),
        (
            "docs/index.md",
            "The summit",
            "{{ colour() }}",
            "docs/index.md:5: colour(): unknown macro; the macros are asof, ",
        ),
        (
            "docs/index.md",
            "The summit",
            "{{ colour }}",
            "docs/index.md:5: between {{ and }} stands one macro call, such as ",
        ),
        (
            "docs/summit.md",
            "(chips.md)",
            "(chip.md)",
            "docs/summit.md:4: the link 'chip.md' leads nowhere: there is no docs/chip.md; did you mean 'chips.md'?",
        ),
        (
            "docs/chips.md",
            "(#table)",
            "(#tables)",
            "docs/chips.md:4: the link '#tables' leads nowhere: docs/chips.md has no address #tables; did you mean",
        ),
        (
            "docs/summit.md",
            "(chips.md)",
            "(chips.md#tables)",
            "docs/summit.md:4: the link 'chips.md#tables' leads nowhere: docs/chips.md has no address #tables",
        ),
    ],
    ids=["unknown fact", "unknown macro", "no call", "dead link", "dead fragment", "dead fragment of another page"],
)
def test_mkdocs_alone_is_strict(tiny: Project, name: str, old: str, new: str, message: str) -> None:
    tiny.replace(name, old, new)
    result = tiny.run("mkdocs", "build", "--strict", "--site-dir", "other")
    assert result.returncode != 0
    assert message in result.stderr


def test_two_builds_are_equal_byte_by_byte(tiny: Project, good: Tree, tmp_path: Path) -> None:
    again = build(engine(project(tmp_path)), "elsewhere")
    assert set(again) == set(good)
    assert [name for name in good if good[name] != again[name]] == []


def test_a_build_leaves_nothing_of_the_site_before(tiny: Project, good: Tree) -> None:
    tiny.write("other/old.html", "an old page")
    assert build(tiny, "other") == good


CHANGED = {"summit.investment", "summit.rate"}


@pytest.fixture(scope="module")
def edited(whole: tuple[Project, Tree]) -> Tree:
    """The site after an edit of one value."""
    tiny = whole[0]
    tiny.replace("data/summit.yml", "value: 25_500_000_000", "value: 29_700_000_000")
    tiny.replace("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 29.7 billion")
    site = build(tiny, "edited")
    for name, text in FILES.items():
        tiny.write(name, text)
    return site


def of_changed(element: Element) -> bool:
    return element.get("data-fact") in CHANGED or element.get("data-record") in CHANGED


def masked(page: bytes) -> bytes:
    """Return a page without what belongs to the facts that changed."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str) and of_changed(element):
            tail = element.tail
            element.clear()
            element.tail = tail
    return bytes(tostring(tree))


def test_an_edit_changes_only_files_that_hold_the_fact(good: Tree, edited: Tree) -> None:
    assert set(edited) == set(good)
    changed = {name for name in good if good[name] != edited[name] and not name.startswith("assets/cards/")}
    assert changed == {
        "index.html",
        "summit.html",
        "register.html",
        "data/facts.csv",
        "data/facts.json",
        "data/facts/summit.bib",
        "data/facts/summit.csl.json",
        "data/facts/summit.json",
        "data/facts/summit/investment.json",
        "data/facts/summit/rate.json",
        "data/observations.csv",
        "data/pages/index/cite.txt",
        "data/pages/summit/cite.txt",
        "data/pages/index/provenance.json",
        "data/pages/summit/provenance.json",
        "data/datapackage.json",
        "data/compute-ledger.zip",
        "search/search_index.json",
        "index.md",
        "register.md",
        "summit.md",
    }


def test_an_edit_changes_every_element_of_the_fact_and_of_those_derived_from_it(good: Tree, edited: Tree) -> None:
    for name in ("index.html", "summit.html", "register.html"):
        before, after = (
            [e for e in html5lib.parse(site[name], namespaceHTMLElements=False).iter() if e.get("data-fact")]
            for site in (good, edited)
        )
        assert [e.get("data-fact") for e in before] == [e.get("data-fact") for e in after]
        for old, new in zip(before, after, strict=True):
            assert (tostring(old) != tostring(new)) == (old.get("data-fact") in CHANGED)
            assert (old.get("value") != new.get("value")) == (old.get("data-fact") in CHANGED)
    assert "CNY 29.7 billion" in edited["index.html"].decode()
    assert "CNY 8.01 per US dollar" in edited["summit.html"].decode()


def test_an_edit_changes_nothing_else_of_the_pages(good: Tree, edited: Tree) -> None:
    for name in ("index.html", "summit.html", "register.html"):
        assert masked(good[name]) == masked(edited[name])
        assert b"25.5 billion" not in edited[name]


def rows(site: Tree) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the downloads and the search index, by entry."""
    facts = {row["id"]: row for row in json.loads(site["data/facts.json"])["facts"]}
    table = {row["id"]: row for row in csv.DictReader(site["data/facts.csv"].decode("utf-8-sig").splitlines())}
    return {
        "json": facts,
        "csv": table,
        "search": {row["location"]: row for row in json.loads(site["search/search_index.json"])["docs"]},
    }


def test_an_edit_changes_its_rows_of_the_downloads_and_of_the_search(good: Tree, edited: Tree) -> None:
    before, after = rows(good), rows(edited)
    differing = {
        kind: {key for key in before[kind] | after[kind] if before[kind].get(key) != after[kind].get(key)}
        for kind in before
    }
    assert differing["json"] == differing["csv"] == CHANGED
    assert {location.split("#")[0] for location in differing["search"]} == {
        "index.html",
        "summit.html",
        "register.html",
    }
    assert {key: after["csv"]["summit.investment"][key] for key in ("value", "text", "printed")} == {
        "value": "29700000000", "text": "more than CNY 29.7 billion", "printed": '["CNY 29.7 billion"]',
    }  # fmt: skip

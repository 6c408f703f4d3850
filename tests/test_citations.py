"""How to cite: claimant first, then carrier, then this site; the three forms say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from macros.facts.citation import MOST_NAMES, Citation, of_fact
from macros.facts.claims import Claim, claim
from macros.pages.book import Book

from . import raw
from .engine import Project, project
from .site import ROOT, Page, target, text
from .test_card import FACT, card, number
from .test_package import CSL, plain
from .visits import context

Row = dict[str, Any]
ADDRESS = "https://ledger.example/deep/"


def entries(text: str) -> dict[str, dict[str, str]]:
    """Return the entries of a file of BibTeX by their keys, each as its fields; all of the file must be entries."""
    found = re.findall(r"^@misc\{([^,\s]+),\n(.*?)^\}\n", text, re.M | re.S)
    assert re.sub(r"^@misc\{[^,\s]+,\n.*?^\}\n", "", text, flags=re.M | re.S).strip() == ""
    return {key: dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.M)) for key, body in found}


def same(items: list[Row], references: dict[str, dict[str, str]]) -> None:
    """Hold that CSL and BibTeX of the same file say the same."""
    assert [item["id"] for item in items] == list(references)
    for item, fields in zip(items, references.values(), strict=True):
        assert item.keys() <= CSL | {"version", "source"} and item["type"] in ("webpage", "graphic", "dataset")
        assert plain(fields["author"]) == " and ".join(f"{{{name['literal']}}}" for name in item["author"])
        assert plain(fields["title"]) == f"{{{item['title']}}}" and fields["publisher"] == item["publisher"]
        assert not re.fullmatch(r"[\d\W]+", item["version"])  # reference managers would cite several versions
        assert '"' not in re.sub(r'(^|[ ,])"[^"]*"(?=[ ,.]|$)', "", item.get("note", "")), "quotes within quotes"
        parts = item["issued"]["date-parts"][0]
        assert [int(fields[part]) for part in ("year", "month", "day") if part in fields] == parts
        assert fields.get("url") == item.get("URL") and item.get("note", "") in plain(fields["note"])
        for written in fields.values():
            assert written.count("{") - written.count(r"\{") == written.count("}") - written.count(r"\}")


def test_every_fact_is_cited_in_three_forms_that_say_the_same(site: Path, book: Book) -> None:
    seen = 0
    for path in sorted((site / "data/facts").glob("*.bib")):
        facts = json.loads(path.with_suffix(".json").read_text("utf-8"))
        items = json.loads(path.with_suffix(".csl.json").read_text("utf-8"))
        same(items, entries(path.read_text("utf-8")))
        assert [item["id"] for item in items] == [f"ledger:{row['id']}" for row in facts.values()]
        for item, row in zip(items, facts.values(), strict=True):
            cited, names = row["citation"], [name["literal"] for name in item["author"]]
            first = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "others"]
            assert cited.startswith(f"{'; '.join(first)}. {item['title']}. ")
            assert row["text"] in item["title"] and row["label"] in item["title"]
            order = [*re.findall(r"https?://[^\s;]+", item.get("note", "")), f'"{book.title(row["page"])}", data of ']
            places = [cited.index(one.rstrip(".")) for one in order]
            assert places == sorted(places), cited
            seen += 1
    assert seen == len(raw.facts(ROOT))


def test_a_citation_names_every_source_of_its_fact_with_its_address(site: Path) -> None:
    sources, found = raw.sources(ROOT), []
    for path in sorted((site / "data/facts").glob("*.csl.json")):
        facts = json.loads(path.with_name(path.name.replace(".csl", "")).read_text("utf-8"))
        for row in facts.values():
            if row["evidence"] == "derived":
                assert "Computed from " in row["citation"] and row["citation"].startswith("Compute Ledger. ")
            else:
                found += [(row["id"], key) for key in row["sources"] if sources[key]["url"] not in row["citation"]]
    assert not found, found[:20]


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


CLAIMS = [
    # what the entry says more, who says it, who carries it
    ("", ("City Paper",), ()),
    ("        by: wire\n", ("The Wire",), ("City Paper",)),
    ("        by: city-paper\n", ("City Paper",), ()),
    ("        evidence: vendor\n", ("City Paper",), ()),
]


@pytest.mark.parametrize(("more", "by", "via"), CLAIMS)
def test_the_one_who_claims_stands_before_the_one_who_carries(
    tiny: Project, more: str, by: tuple[str, ...], via: tuple[str, ...]
) -> None:
    if "vendor" in more:
        tiny.replace("data/summit.yml", "    links: {maker: acme}\n", "")
    tiny.replace("data/summit.yml", "        approx: more than\n", f"        approx: more than\n{more}")
    ledger = tiny.book().ledger
    fact = ledger.facts["summit.investment"]
    assert claim(ledger, fact, fact.current) == Claim(by, via)


def test_a_company_stands_before_the_page_that_carries_its_word(tiny: Project) -> None:
    ledger = tiny.book().ledger
    for name in ("acme-one.memory", "acme.staff"):
        fact = ledger.facts[name]
        assert claim(ledger, fact, fact.current) == Claim(("Acme",), ("Trade Paper",))


def test_a_report_that_repeats_another_stands_behind_it(tiny: Project) -> None:
    tiny.replace("data/sources.yml", "    publisher: city-paper\n", "    publisher: city-paper\n    origin: wire\n")
    ledger = tiny.book().ledger
    fact = ledger.facts["summit.investment"]
    assert claim(ledger, fact, fact.current) == Claim(("The Wire",), ("City Paper",))
    assert of_fact(ledger, fact, "Summit", ADDRESS).text == (
        "The Wire. City summit: Signed investment, more than CNY 25.5 billion (press report, February 28, 2026). Via "
        'City Paper, "City signs projects", March 1, 2026, https://example.com/city. In: Tiny Ledger, "Summit", data '
        f"of November 23, 2026, {ADDRESS}register.html#summit.investment."
    )


def test_what_is_computed_the_site_says_itself(tiny: Project) -> None:
    ledger = tiny.book().ledger
    cited = of_fact(ledger, ledger.facts["summit.rate"], "Summit")
    assert cited.text == (
        "Tiny Ledger. City summit: Implied rate, CNY 6.87 per US dollar (computed here, February 28, 2026). Computed "
        'from summit.investment, summit.investment-usd. "Summit", data of November 23, 2026.'
    )


def test_signs_of_tex_are_only_signs() -> None:
    hostile = r"50% of A&B_{x} \input{y} #1 ~ $2 ^3"
    cited = Citation("k", "dataset", Claim((hostile,)), hostile, hostile, "Site", "Page", "2026-11-23", "2026", "")
    ((key, fields),) = entries(cited.bibtex).items()
    assert key == "k" and plain(fields["title"]) == f"{{{hostile}}}" and plain(fields["author"]) == f"{{{hostile}}}"
    assert cited.csl["note"] == hostile


def test_every_page_leads_from_its_heading_to_its_citations(pages: dict[str, Page], site: Path, book: Book) -> None:
    for name, page in pages.items():
        line = next(e for e in page.article.iter("p") if "reach" in e.get("class", ""))
        ways = {text(a): target(name, a.get("href", ""))[0] for a in line.iter("a")}
        assert next(iter(ways)) == "Cite" and list(ways)[-1] == "Markdown"
        assert all((site / way).is_file() for way in ways.values()), ways
        folder = (site / ways["Cite"]).parent
        assert folder == site / "data/pages" / name.removesuffix(".html")
        words = (folder / "cite.txt").read_text("utf-8")
        items = json.loads((folder / "cite.csl.json").read_text("utf-8"))
        same(items, entries((folder / "cite.bib").read_text("utf-8")))
        kept = book.pages[name.replace(".html", ".md")]
        assert items[0]["title"] == kept.title and f'Compute Ledger. "{kept.title}", data of ' in words
        charts = [e for e in page.article.iter("figure") if e.get("data-chart")]
        assert len(items) == 1 + len(charts)
        for item in items[1:]:
            assert f"{item['title']}. " in words
        for fact in kept.facts:
            row = json.loads((site / f"data/facts/{fact.split('.')[0]}.json").read_text("utf-8"))
            assert f"\n{row[fact.split('.', 1)[1]]['citation']}\n" in words


def test_every_subject_has_its_files_on_the_page_of_downloads(pages: dict[str, Page], site: Path) -> None:
    box = next(e for e in pages["data.html"].article.iter("details") if e.get("id") == "subjects")
    ways = {a.get("href", "") for a in box.iter("a")}
    assert (
        ways == {f"data/facts/{path.name}" for path in (site / "data/facts").iterdir() if path.is_file()}
        and len(ways) > 600
    )


def test_the_citation_can_be_copied(browser: Browser, server: str, site: Path) -> None:
    visitor = context(browser, permissions=["clipboard-read", "clipboard-write"])
    tab = visitor.new_page()
    tab.goto(f"{server}/summit.html")
    number(tab).click()
    card(tab).get_by_role("button", name="Copy citation").click()
    expect(card(tab)).to_contain_text("Copied")
    copied = str(tab.evaluate("() => navigator.clipboard.readText()"))
    fact = json.loads((site / f"data/facts/{FACT.replace('.', '/')}.json").read_text("utf-8"))
    assert copied == f"{fact['citation']} {server}/register.html#{FACT}"
    assert "CNY 25.5 billion (press report, " in copied and "https://" in copied
    visitor.close()

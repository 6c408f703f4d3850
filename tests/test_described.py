"""What a page says of itself to programs (JSON-LD in the words of schema.org) is what the page and the files say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.pages.book import Book
from macros.site.head import described, framed

from .carried import lines
from .engine import Project, project
from .site import REGISTER, ROOT, Page, target
from .test_reach import EVERYTHING
from .whole import Tree, build

Node = dict[str, Any]
ADDRESS = "https://ledger.example/deep/ledger/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
SCRIPT = re.compile(r"<script\b([^>]*)>")


def graph(source: str) -> dict[str, Node]:
    """Return what a page says of itself, by type; it says it once."""
    (block,) = BLOCK.findall(source)
    content = json.loads(block)
    assert content["@context"] == "https://schema.org"
    return {node["@type"]: node for node in content["@graph"]}


def test_every_page_says_what_it_is(pages: dict[str, Page], book: Book, site: Path) -> None:
    day = yaml.safe_load((ROOT / "data/site.yml").read_text("utf-8"))["as_of"]
    for name, page in pages.items():
        found, kept = graph(page.source), book.pages[name.replace(".html", ".md")]
        kind = {"index.html": "WebSite", "data.html": "Dataset"}.get(name, "Article")
        own = found[kind]
        said = re.findall(r'<meta name="description" content="([^"]*)">', page.source)
        assert own["description"] in (said[0].replace("&#39;", "'").replace("&amp;", "&"),), name
        assert str(own["dateModified"]) == str(day) and target(name, own["url"]) == (name, "")
        if kind == "Article":
            assert own["headline"] == kept.title
        assert ("isBasedOn" in own) == bool(kept.facts and name not in {*EVERYTHING, *REGISTER})
        if "isBasedOn" in own:
            content = json.loads((site / target(name, own["isBasedOn"])[0]).read_text("utf-8"))
            assert [fact["id"] for fact in content["facts"]] == list(kept.facts)


def test_every_page_says_the_way_to_it(pages: dict[str, Page], site: Path) -> None:
    for name, page in pages.items():
        steps = graph(page.source).get("BreadcrumbList", {"itemListElement": []})["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        ways = [target(name, step["item"])[0] for step in steps]
        assert all((site / way).is_file() for way in ways) and len(set(ways)) == len(ways)
        assert (ways[0], ways[-1]) == ("index.html", name) if name != "index.html" else not ways
    steps = graph(pages["ascend/supply.html"].source)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Compute Ledger", "Huawei Ascend", "Supply and shipments"]


def test_the_data_set_names_the_files_and_their_sizes(pages: dict[str, Page], site: Path) -> None:
    data = graph(pages["data.html"].source)["Dataset"]
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    media = {one["path"]: one["mediatype"] for one in package["resources"]} | {"compute-ledger.zip": "application/zip"}
    given = {target("data.html", one["contentUrl"])[0]: one["encodingFormat"] for one in data["distribution"]}
    assert given == {f"data/{name}": kind for name, kind in media.items()}
    sizes = [len(lines(site / f"data/{name}.csv")) for name in ("facts", "sources")]
    assert data["size"] == f"{sizes[0]} facts, {sizes[1]} sources" and data["version"] == package["version"]
    assert data["license"] == package["licenses"][0]["path"] and data["creator"]["name"] == package["title"]


def test_no_page_holds_a_script_that_a_browser_runs(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        found = [kind for kind in SCRIPT.findall(page.source) if " src=" not in f" {kind}"]
        assert set(found) <= {' type="application/ld+json"', ' id="__config" type="application/json"'}, (name, found)


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


def test_a_text_cannot_end_the_block(tiny: Project) -> None:
    book = tiny.book()
    page = book.pages["chips.md"]
    page.head = "---\ndescription: a </script><b> of\n---\n"  # the check of pages refuses it
    html = framed("<html><head></head><body><h1>x</h1></body></html>", book, page)
    assert graph(html)["Article"]["description"] == "a </script><b> of" and html.count("</script>") == 1
    assert framed(html, book, page) == html
    assert f"</h1>{page.line}" in html


def test_a_page_without_a_heading_keeps_its_text(tiny: Project) -> None:
    book = tiny.book()
    html = framed("<html><head></head><body><p>x</p></body></html>", book, book.pages["chips.md"])
    assert html.endswith("</head><body><p>x</p></body></html>") and BLOCK.search(html)


def test_a_page_outside_the_navigation_has_a_way_too(tiny: Project) -> None:
    book = tiny.book()
    (own, way) = described(book, book.pages["chips.md"])["@graph"]
    assert [step["item"] for step in way["itemListElement"]] == ["index.html", "chips.html"]
    assert own["isBasedOn"] == "data/pages/chips/provenance.json"


def test_with_an_address_every_address_is_whole(whole: tuple[Project, Tree]) -> None:
    tiny, good = whole
    settings = (tiny.root / "mkdocs.yml").read_text("utf-8")
    tiny.write("mkdocs.yml", settings.replace('!ENV [SITE_URL, ""]', ADDRESS.rstrip("/")))
    site = build(tiny, "addressed")
    tiny.write("mkdocs.yml", settings)
    page = site["summit.html"].decode()
    found = graph(page)
    assert f'<link rel="canonical" href="{ADDRESS}summit.html">' in page
    assert f'<meta property="og:url" content="{ADDRESS}summit.html">' in page
    assert found["Article"]["url"] == f"{ADDRESS}summit.html"
    assert found["Article"]["isBasedOn"] == f"{ADDRESS}data/pages/summit/provenance.json"
    ways = [step["item"] for step in found["BreadcrumbList"]["itemListElement"]]
    assert ways == [f"{ADDRESS}index.html", f"{ADDRESS}summit.html"]
    facts = json.loads(site["data/facts/summit.json"])
    assert facts["investment"]["citation"].endswith(f", {ADDRESS}register.html#summit.investment.")
    assert f"url = {{{ADDRESS}register.html#summit.investment}}" in site["data/facts/summit.bib"].decode()
    assert f", {ADDRESS}summit.html.\n" in site["data/pages/summit/cite.txt"].decode()
    assert f"]({ADDRESS}summit.md)" in site["llms.txt"].decode()
    for name, content in good.items():
        if name.endswith((".bib", ".txt", ".csl.json")) and "/" in name:
            assert b"register.html#" not in content, f"{name}: an address where the site has none"


def test_only_pages_with_a_chart_load_the_style_of_charts(pages: dict[str, Page]) -> None:
    drawn = {name for name, page in pages.items() if '<figure class="chart' in page.source}
    assert "market.html" in drawn and "register.html" not in drawn
    assert {name for name, page in pages.items() if "stylesheets/charts.css" in page.source} == drawn

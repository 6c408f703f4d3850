"""The Markdown twin of each page says what the page says: every word of its article, every fact, every source."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markdown import Markdown

from macros.pages.book import Book
from macros.pages.register import in_order
from macros.site.markdown import KINDS, STATES, markdown

from . import raw
from .site import REGISTER, ROOT, Page, classes, elements, target, text

Pages = dict[str, Page]
CONTROLS = ("svg", "script", "fieldset", "form", "button")


def left_out(element: Element) -> bool:
    """True for what a twin does not hold, or holds in a form of its own."""
    own = classes(element)
    return element.tag.rpartition("}")[2] in CONTROLS or bool(own & {"headerlink", "facts-here-box", "register-all"})


def read(source: str) -> Element:
    """Return Markdown as a public reader of it shows it."""
    html = Markdown(extensions=["tables", "fenced_code"]).convert(source)
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def words(shown: str) -> list[str]:
    """Return the words of a text without the marks that a twin writes out beside facts."""
    marks = "|".join([*KINDS.values(), *STATES.values(), "single source"])
    return re.findall(r"\w+", re.sub(rf"\((?:{marks})(?:, (?:{marks}))*\)|single source", " ", shown))


def told(source: str) -> str:
    """Return the part of a twin that is made of the page, without the list of its facts."""
    return source.split("\n## Facts on this page\n")[0]


@pytest.fixture(scope="module")
def twins(site: Path, pages: Pages) -> dict[str, str]:
    return {name: (site / name.replace(".html", ".md")).read_text("utf-8") for name in pages}


def test_every_word_of_a_page_stands_in_its_twin_in_its_place(pages: Pages, twins: dict[str, str]) -> None:
    wrong, seen = [], 0
    for name, page in pages.items():
        if name in REGISTER:
            continue  # rows of their own; below
        wanted = words(text(page.article, left_out))
        given = words(text(read(told(twins[name]))))
        seen += len(wanted)
        if given != wanted:
            at = next(
                (i for i, (a, b) in enumerate(zip(given, wanted, strict=False)) if a != b), min(len(given), len(wanted))
            )
            wrong.append(f"{name}: {given[at - 6 : at + 6]} instead of {wanted[at - 6 : at + 6]}")
    assert seen > 40_000
    assert not wrong, "\n".join(wrong)


def test_every_fact_of_a_page_stands_in_its_twin_with_its_text_and_its_place(
    pages: Pages, twins: dict[str, str]
) -> None:
    wrong = []
    for name, page in pages.items():
        links: dict[str, set[str]] = {}
        for a in read(twins[name]).iter("a"):
            way, fragment = target(name, a.get("href", ""))
            if way in REGISTER:
                links.setdefault(fragment, set()).add(text(a))
        for element, over in elements(page.article):
            fact, link = element.get("data-fact", ""), element.find("a")
            if fact and link is not None and not any(map(left_out, over)) and text(link) not in links.get(fact, set()):
                wrong.append(f"{name}: {fact}")
    assert not wrong, wrong[:20]


def test_the_signs_beside_facts_are_the_words_of_the_style_sheet() -> None:
    sheet = (ROOT / "docs/stylesheets/ledger.css").read_text("utf-8")
    for name, word in (KINDS | STATES).items():
        after = "::after" if name in STATES else " > a::after"
        assert re.search(
            rf'^\.fact\.{name}{after} {{ content: "[^"]*"; content: "[^"]*" / " \({word}\)"; }}$', sheet, re.M
        )


def test_a_claim_never_looks_like_a_measurement(pages: Pages, twins: dict[str, str]) -> None:
    seen = 0
    for name, page in pages.items():
        for element, over in elements(page.article):
            way = element.find("a")
            if way is not None and "ev-vendor" in classes(element) and over[-1].tag == "p":
                seen += 1
                beside = rf"{re.escape(text(way))}\]\([^)]*\) \(company claim"
                assert re.search(beside, unescaped(twins[name])), text(way)
    assert seen > 200


def unescaped(source: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|~])", r"\1", source).replace("&amp;", "&")


def test_the_list_of_facts_leads_to_every_source(twins: dict[str, str], book: Book) -> None:
    sources = raw.sources(ROOT)
    for name, source in twins.items():
        whole, own = name in REGISTER, book.pages[name.replace(".html", ".md")]
        rows = {}
        for line in read(source.removeprefix("" if whole else told(source))).iter("tr"):
            if (way := line.find("td/a")) is not None:
                rows[target(name, way.get("href", ""))[1]] = list(line)
        every = [fact.id for subject in in_order(book) for fact in subject.facts.values()]
        here = [fact for fact in every if f"{book.rows_on[fact]}.md" == own.name]
        assert list(rows) == (here if whole else list(own.facts)), name
        for fact, cells in rows.items():
            row = book.fact_rows[fact]
            assert text(cells[1]).startswith(" ".join(row["text"].split())), fact
            links = [unquote(a.get("href", "")) for a in cells[4].iter("a")]
            assert links == [unquote(sources[key]["url"]) for key in row["sources"]], fact


def test_every_source_stands_in_the_twin_of_their_page(pages: Pages, twins: dict[str, str]) -> None:
    links = {unquote(a.get("href", "")) for a in read(twins["sources.html"]).iter("a")}
    shown = {unquote(a.get("href", "")) for a in pages["sources.html"].article.iter("a")}
    assert {way for way in shown if way.startswith("http")} <= links and len(links) > 700


HOSTILE = [
    # HTML as macros write it, its Markdown
    ("<p>a *b* _c_ [d](e) `f` &lt;g&gt; ~h~</p>", r"a \*b\* \_c\_ \[d\](e) \`f\` \<g\> \~h\~"),
    ("<p># one</p><p>- two</p><p>3. three</p><p>&amp;amp; four</p>",
     "\\# one\n\n\\- two\n\n3\\. three\n\n&amp;amp; four"),
    ("<table><tr><th>a|b</th></tr><tr><td><code>c|d</code></td></tr></table>", "| a\\|b |\n| --- |\n| `c\\|d` |"),
    ('<a href="https://a.example/x(1)|y">t</a>', "[t](https://a.example/x%281%29%7Cy)"),
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
    ("<pre><code>a `b`\n```\n</code></pre>", "````\na `b`\n```\n````"),
    ("<p>one</b> two</p></div><p>three", "one two\n\nthree"),
    ('<p><data class="fact ev-vendor is-target is-disputed"><a href="x">n</a></data></p>',
     "[n](x) (company claim) (target, sources differ)"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "wanted"), HOSTILE)
def test_no_sign_of_a_text_acts_in_markdown(html: str, wanted: str) -> None:
    assert markdown(html) == wanted + "\n"


def test_llms_txt_lists_every_page_of_the_navigation_once(site: Path, pages: Pages, book: Book) -> None:
    source = (site / "llms.txt").read_text("utf-8")
    assert source.startswith(f"# {book.ledger.site.name}\n\n> ")
    ways = re.findall(r"\]\(([^)]+)\)", source)
    assert len(ways) == len(set(ways)) and all((site / way).is_file() for way in ways)
    parts = REGISTER - {"register.html"}  # to which the register leads
    assert {way.replace(".md", ".html") for way in ways if way.endswith(".md")} == set(pages) - parts
    for page in (page for page in book.pages.values() if "register/" not in page.name):
        assert f"]({page.name}): {page.description}" in source

"""The feed of revisions is valid Atom, tells what the page tells, and no text of the data acts in either."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from macros.facts.ledger import Ledger
from macros.site.feed import feed

from .engine import Project, project
from .site import Page, classes, text
from .test_revisions import PAGE, REVISIONS, R


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {R: REVISIONS, "docs/revisions.md": PAGE})


A = "{http://www.w3.org/2005/Atom}"
ONE = {"entry": ("id", "title", "updated"), "feed": ("id", "title", "updated")}
MOST_ONE = {"entry": ("content", "published", "rights", "source", "summary"), "feed": ("generator", "icon", "subtitle")}
KNOWN = {"id", "title", "updated", "author", "link", "subtitle", "entry", "published", "category", "content"}


def atom(content: bytes) -> ElementTree.Element:
    """Return a feed, held against what RFC 4287 says with MUST of the elements it may have."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{A}feed" and content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n')
    entries = root.findall(f"{A}entry")
    for part in (root, *entries):
        kind = part.tag.removeprefix(A)
        assert {child.tag.removeprefix(A) for child in part} <= KNOWN, "an element this check does not know"
        assert all(len(part.findall(A + name)) == 1 for name in ONE[kind])  # 4.1.1, 4.1.2
        assert all(len(part.findall(A + name)) <= 1 for name in MOST_ONE[kind])
        for name in ("updated", "published"):
            for stamp in part.findall(A + name):  # 3.3: RFC 3339, with T and Z in capitals
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp.text or "")
                datetime.fromisoformat(str(stamp.text))
        links = [(e.get("rel", "alternate"), e.get("type"), e.get("hreflang")) for e in part.findall(f"{A}link")]
        alternates = [link for link in links if link[0] == "alternate"]
        assert len(set(alternates)) == len(alternates)  # 4.1.1, 4.1.2: one alternate a type and language
        assert all(e.get("href") for e in part.findall(f"{A}link"))  # 4.2.7.1
        assert all(e.get("term") for e in part.findall(f"{A}category"))  # 4.2.2.1
        assert kind == "feed" or part.find(f"{A}content") is not None or alternates  # 4.1.2
        assert (part.findtext(f"{A}title") or "").strip()
    ids = [part.findtext(f"{A}id", "") for part in (root, *entries)]
    assert all(
        re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one)
        for one in ids
    )
    assert len(set(ids)) == len(ids)  # 4.1.2, 4.2.6: absolute, and of one entry each
    assert (root.findtext(f"{A}author/{A}name") or "").strip()  # 4.1.1: an author of all entries; 3.2.1
    for one in root.iter(f"{A}content"):  # 4.1.3.1, 3.1.1.2: HTML as text, without elements of its own
        assert one.get("type") == "html" and len(one) == 0
    return root


def test_the_check_of_feeds_sees_what_breaks_the_standard(tiny: Project) -> None:
    good = feed(tiny.book()).decode()
    atom(good.encode())
    first = re.findall(r"<id>urn:uuid:[^<]+</id>", good)[1]
    broken = (
        good.replace(first, "<id>staff</id>"), good.replace(first, ""), good.replace("T00:00:00Z", "t00:00:00z", 1),
        good.replace("2026-11-20T", "2026-11-31T", 1), good.replace("<name>Tiny Ledger</name>", "<name> </name>"),
        good.replace('type="html"', 'type="xhtml"', 1), good.replace(' href="revisions.html"', "", 1),
        good.replace(re.findall(r"<id>[^<]+</id>", good)[2], first), good.replace('term="updated" ', ""),
        good.replace(' <link rel="self"', ' <link rel="alternate" type="text/html" href="x" /> <link rel="self"'),
    )  # fmt: skip
    for text_ in broken:
        assert text_ != good
        with pytest.raises(AssertionError):
            try:
                atom(text_.encode())
            except ValueError as error:
                raise AssertionError from error


def test_a_known_address_makes_every_link_whole(tiny: Project) -> None:
    address = "https://example.org/ledger/"
    root = atom(feed(tiny.book(), address))
    links = [e.get("href", "") for e in root.iter(f"{A}link")]
    assert len(links) == 5 and all(link.startswith(address) for link in links)
    assert root.find(f"{A}link[@rel='self']").get("href") == f"{address}revisions.xml"  # type: ignore[union-attr]
    assert [e.text for e in root.iter(f"{A}id")] == [e.text for e in atom(feed(tiny.book())).iter(f"{A}id")]


def test_the_built_feed_is_valid_and_tells_the_page(site: Path, pages: dict[str, Page], ledger: Ledger) -> None:
    root = atom((site / "revisions.xml").read_bytes())
    ids = [e.get("id", "") for e in pages["revisions.html"].article.iter("section") if "revision" in classes(e)]
    ways = [urlsplit(e.get("href", "")) for e in root.findall(f"{A}entry/{A}link")]
    assert [way.fragment for way in ways] == ids and {way.path for way in ways} == {"revisions.html"}
    assert len(ids) == len(ledger.revisions) >= 40
    told = [e for e in pages["revisions.html"].article.iter("section") if "revision" in classes(e)]
    for entry, section in zip(root.findall(f"{A}entry"), told, strict=True):
        assert entry.findtext(f"{A}title", "").replace(": ", " ", 1) == text(next(section.iter("h3"))).rstrip("¶")
        shown = re.sub(r"<[^>]+>", "", entry.findtext(f"{A}content", ""))
        for gone in section.iter("del"):
            assert text(gone) in " ".join(shown.replace("&#x27;", "'").replace("&amp;", "&").split())


def test_every_page_leads_to_the_feed(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        link = re.findall(
            r'<link rel="alternate " type="application/atom\+xml" title="Revisions" href="([^"]+)">', page.source
        )
        assert [urljoin(f"/{name}", way) for way in link] == ["/revisions.xml"], name
    assert any(e.get("href") == "revisions.xml" for e in pages["revisions.html"].article.iter("a"))


def test_without_the_file_there_is_a_page_and_a_feed(tmp_path: Path) -> None:
    tiny = project(tmp_path, {"docs/revisions.md": PAGE})
    assert tiny.problems() == []
    book = tiny.book()
    assert "Nothing has been revised yet." in book.pages["revisions.md"].whole_text
    atom(feed(book))


HOSTILE = "</p><script>alert(1)</script> {{ fact() }} & \"x\" 'y' ]]> &lt; [a](javascript:x) 中文"


def test_hostile_texts_come_out_as_their_words(tiny: Project) -> None:
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    tiny.replace(R, "why: Counted again.", f"why: {quoted}")
    tiny.replace(R, "old: Employees", f"old: {quoted}")
    tiny.replace(R, 'label: "Acme: offices", old: 3 offices', f"label: {quoted}, old: {quoted}")
    page = tiny.book().pages["revisions.md"].whole_text
    assert "<script>alert" not in page and page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ fact() }} &amp;") == 4
    content = [e.findtext(f"{A}content", "") for e in atom(feed(tiny.book())).iter(f"{A}entry")]
    assert all("<script" not in html for html in content)
    assert sum(html.count("&lt;script&gt;alert(1)") for html in content) == 4

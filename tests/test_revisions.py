"""Revisions: held against the facts, shown newest first with errors apart, and told in a feed that is valid Atom."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from macros.facts import history
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.reading import jsonschema
from macros.site.feed import feed

from . import raw
from .engine import Project, project
from .site import ROOT, Page, classes, text

R, C = "data/revisions.yml", "data/chips.yml"
REVISIONS = """\
revisions:
  staff-again:
    date: 2026-11-20
    cause: updated
    why: Counted again.
    changes:
      - {fact: acme.staff, old: 140, new: 150}
  staff:
    date: 2026-11-20
    cause: corrected
    why: The source says so.
    changes:
      - {fact: acme.staff, old: 130, new: 140}
      - {fact: acme.staff, field: label, old: Employees, new: Staff}
      - {fact: acme-two.price, old: 30_000, new: {low: 20_000, high: 30_000}}
      - {fact: acme-two.uses, old: [training], new: [training, inference]}
      - {fact: acme.founded, old: 2018, new: 2019}
      - {fact: acme.founded, field: as_of, old: 2026, new: 2026-05}
      - {fact: acme.founded, field: evidence, old: measured, new: vendor}
      - {fact: acme.founded, field: note}
  first:
    date: 2026-11-19
    cause: restated
    why: Acme says otherwise now.
    changes:
      - {fact: acme.staff, field: unit, old: units, new: people}
    withdrawn:
      - {id: acme.offices, label: "Acme: offices", old: 3 offices}
"""
PAGE = "# Revisions\n\n{{ revisions() }}\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {R: REVISIONS, "docs/revisions.md": PAGE})


def test_revisions_in_order_are_taken(tiny: Project) -> None:
    assert tiny.problems() == []
    assert [name for name, _ in history.ordered(tiny.book().ledger)] == ["staff-again", "staff", "first"]


SAYS = "add a revision that leads there (make propose prints it)"


@pytest.mark.parametrize(("old", "new", "where", "message"), [
    ("{fact: acme.staff, old: 130", "{fact: acme.stuff, old: 130", "acme.stuff",
     "staff: unknown fact 'acme.stuff'; did you mean 'acme.staff'? A fact that is gone stands under withdrawn."),
    ("old: 30_000, new", "old: {low: 20_000, high: 30_000}, new", "{fact: acme-two.price",
     "staff: acme-two.price: old and new are the same, 20000 to 30000"),
    ("date: 2026-11-19", "date: 2026-11-24", "date: 2026-11-24",
     "first: date 2026-11-24 lies after the site's own date 2026-11-23"),
    ("old: 140, new: 150", "old: 140, new: 151", "old: 140, new: 151",
     f"staff-again: new: acme.staff became 151, but the fact says 150 now; {SAYS}"),
    ("old: 130, new: 140", "old: 130, new: 141", "old: 130",
     "staff: new: acme.staff became 141, but the later revision 'staff-again' calls 140 old"),
    ("old: Employees, new: Staff", "old: Employees, new: Workers", "new: Workers",
     f"staff: new: acme.staff became 'Workers', but the fact says 'Staff' now; {SAYS}"),
    ("old: 2018,", "old: soon,", "old: soon", "staff: old: the value of acme.founded is a date (found 'soon')"),
    ("old: 130,", "old: many,", "old: many",
     "staff: old: the value of acme.staff is a number of people, or low and high (found 'many')"),
    ("old: [training],", "old: training,", "old: training",
     "staff: old: the value of acme-two.uses is a list (found 'training')"),
    ("old: units,", "old: persons,", "old: persons", "first: old: the unit of acme.staff is a unit (found 'persons')"),
    ("old: measured,", "old: heard,", "old: heard",
     "staff: old: the evidence of acme.founded is one of official, vendor, reported, estimate, measured "
     "(found 'heard')"),
    ("old: 130, new", "new", "{fact: acme.staff, new: 140",
     "staff: old is missing: the value of acme.staff before and after"),
    ("field: note}", "field: note, new: x}", "field: note, new",
     "staff: new: what changed in the note is told by why, without old and new"),
    ("{fact: acme.staff, field: unit, old: units, new: people}", "{fact: summit.rate, old: 6, new: 7}", "summit.rate",
     "first: summit.rate is computed; name the facts it is computed from: summit.investment / summit.investment-usd"),
    ("id: acme.offices", "id: acme.staff", "id: acme.staff",
     "first: acme.staff is not gone, it stands in data/chips.yml"),
    ("cause: restated", "cause: changed", "cause: changed",
     "first.cause: cause: should be 'corrected', 'restated' or 'updated' (found 'changed')"),
    ("    why: Counted again.\n", "", "  staff-again:", "staff-again.why: the field 'why' is missing"),
    ("field: label", "fields: label", "fields: label",
     "staff.changes.1.fields: unknown field 'fields'; did you mean 'field'?"),
])  # fmt: skip
def test_what_is_wrong_in_a_revision_is_told_with_its_place(
    tiny: Project, old: str, new: str, where: str, message: str
) -> None:
    tiny.replace(R, old, new)
    assert tiny.problems() == [f"{R}:{tiny.line(R, where)}: {message}"]


def test_a_revision_of_nothing_is_refused(tiny: Project) -> None:
    tiny.write(R, "revisions:\n  empty:\n    date: 2026-11-20\n    cause: updated\n    why: None.\n")
    assert [p.partition(": ")[2] for p in tiny.problems()] == [
        "empty: nothing is revised: name a fact under changes, or one that is gone under withdrawn"
    ]


def test_a_wrong_fact_is_told_once_and_no_revision_is_held_against_it(tiny: Project) -> None:
    tiny.replace(C, "value: 150", "value: 160")
    assert [p.partition(" the value")[0] for p in tiny.problems()] == [
        f"{C}:{tiny.line(C, 'printed: 150')}: acme.staff:"
    ]


def test_without_the_file_there_is_a_page_and_a_feed(tmp_path: Path) -> None:
    tiny = project(tmp_path, {"docs/revisions.md": PAGE})
    assert tiny.problems() == []
    book = tiny.book()
    assert "Nothing has been revised yet." in book.pages["revisions.md"].whole_text
    atom(feed(book))


def shown(tiny: Project) -> str:
    return tiny.book().pages["revisions.md"].whole_text


def test_the_page_shows_old_and_new_with_reason_newest_first(tiny: Project) -> None:
    page = shown(tiny)
    assert re.findall(r'<section id="([^"]+)" class="revision (\w+)"', page) == [
        ("staff-again", "updated"), ("staff", "corrected"), ("first", "restated")
    ]  # fmt: skip
    pairs = re.findall(r"<del>(.*?)</del>.*?<ins>(.*?)</ins>", page)
    assert pairs == [
        ("140 people", "150 people"), ("130 people", "140 people"), ("Employees", "Staff"),
        ("CNY 30,000", "CNY 20,000 to 30,000"), ("1 entry", "with inference"), ("2018", "2019"),
        ("2026", "May 2026"), ("independent test", "company claim"), ("units", "people"), ("3 offices", "withdrawn"),
    ]  # fmt: skip


def test_a_fact_leads_to_its_revisions(tiny: Project) -> None:
    row = tiny.book().pages["summit.md"].whole_text
    assert "revised" not in row
    index = tiny.book().pages["register.md"].whole_text
    assert (
        '<span class="revised"><a href="revisions.html#staff-again">Updated November 20, 2026</a>, '
        '<a href="revisions.html#staff">Corrected November 20, 2026</a>' in index
    )


HOSTILE = "</p><script>alert(1)</script> {{ fact() }} & \"x\" 'y' ]]> &lt; [a](javascript:x) 中文"


def test_hostile_texts_come_out_as_their_words(tiny: Project) -> None:
    quoted = json.dumps(HOSTILE, ensure_ascii=False)
    tiny.replace(R, "why: Counted again.", f"why: {quoted}")
    tiny.replace(R, "old: Employees", f"old: {quoted}")
    tiny.replace(R, 'label: "Acme: offices", old: 3 offices', f"label: {quoted}, old: {quoted}")
    page = shown(tiny)
    assert "<script>alert" not in page and page.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ fact() }} &amp;") == 4
    content = [e.findtext(f"{A}content", "") for e in atom(feed(tiny.book())).iter(f"{A}entry")]
    assert all("<script" not in html for html in content)
    assert sum(html.count("&lt;script&gt;alert(1)") for html in content) == 4


A, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
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
            r'<link rel="alternate" type="application/atom\+xml" title="Revisions" href="([^"]+)">', page.source
        )
        assert [urljoin(f"/{name}", way) for way in link] == ["/revisions.xml"], name
    assert any(e.get("href") == "revisions.xml" for e in pages["revisions.html"].article.iter("a"))


def test_every_revised_fact_leads_to_its_revision_and_shows_its_new_value(pages: dict[str, Page], book: Book) -> None:
    article = pages["revisions.html"].article
    for fact, names in book.revised.items():
        rows = [e for e in pages["register.html"].article.iter("tr") if any(h.get("id") == fact for h in e.iter("th"))]
        ways = [a.get("href") for row in rows for s in row.iter("span") if "revised" in classes(s) for a in s.iter("a")]
        assert ways == [f"revisions.html#{name}" for name in names], fact
    seen: set[str] = set()
    for item in (e for e in article.iter("li") if e.get("data-record")):
        fact = raw.facts(ROOT)[item.get("data-record", "")]
        number = isinstance(fact.statements[0].value, str) and fact.unit in ("cards", "systems", "customers")
        if number and "(unit)" not in text(item) and "(what" not in text(item) and fact.id not in seen:
            assert f"{raw.number(fact.statements[0].value):,}" in text(next(item.iter("ins"))), fact.id
            seen.add(fact.id)
    assert len(seen) >= 3


# What an audit called wrong or doubtful, and what was corrected before.
KNOWN_ERRORS = {
    "vllm-ascend.version", "vllm-ascend.version-date", "vllm-ascend.releases", "cann.version", "cann.beta",
    "mtt-s5000.decode", "mtt-s5000.prefill", "china-mobile-ascend.servers", "china-mobile.tender-servers",
    "us-china-compute.china-owned-share", "enflame.tencent-revenue", "enflame.tencent-stake", "zhonghao.tianpu-price",
    "moore-threads.ai-share", "kunlunxin.shipments", "icbc-servers.sichuan", "beijing.subsidies",
    "iluvatar-mr-v100.compute-8bit", "hygon-bw1000.compute-16bit", "hangzhou.core-revenue", "ascend-910c.compute-16bit",
    "unicom-xining.compute-signed",
}  # fmt: skip


def test_no_known_error_is_hidden(ledger: Ledger) -> None:
    corrected = {c.fact for one in ledger.revisions.values() if one.cause == "corrected" for c in one.changes}
    assert KNOWN_ERRORS - corrected == set()


def test_every_superseded_value_of_the_site_that_changed_here_is_listed(ledger: Ledger) -> None:
    listed = {change.fact for one in ledger.revisions.values() for change in one.changes}
    # These values fell before the first list of this site.
    before = {"china-ai-industry.size", "nvidia-china.h20-charge", "us-china-compute.us-hyperscaler-share"}
    assert {fact.id for fact in ledger.facts.values() if fact.superseded} - listed == before


def test_editors_know_the_file() -> None:
    text_ = (ROOT / "data/revisions.yml").read_text("utf-8")
    assert text_.startswith("# yaml-language-server: $schema=../schemas/revisions.schema.json\n")
    schema = json.loads(jsonschema.texts()["revisions.schema.json"])
    assert schema["$defs"]["Change"]["properties"]["fact"]["$ref"] == "names.schema.json#/$defs/fact"
    assert "$ref" not in schema["$defs"]["Withdrawn"]["properties"]["id"]


def test_corrected_errors_look_different_and_can_be_seen_alone(browser: Browser, server: str) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{server}/revisions.html")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert tab.locator(".revision.corrected del").first.evaluate(line) == "line-through"
    assert tab.locator(".revision.updated del").first.evaluate(line) == "none"
    grounds = {
        cause: tab.locator(f".revision.{cause} .cause").first.evaluate("e => getComputedStyle(e).backgroundColor")
        for cause in history.CAUSES
    }
    assert grounds["corrected"] not in (grounds["updated"], grounds["restated"])
    for cause in history.CAUSES:
        tab.get_by_label(history.CAUSES[cause]).check()
        kinds = tab.locator(".revision:visible").evaluate_all("all => all.map(e => e.className)")
        assert kinds and set(kinds) == {f"revision {cause}"}
    tab.close()

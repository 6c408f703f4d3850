"""Revisions: held against the facts they name, shown newest first, errors of ours apart; none is hidden."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.facts import history
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.reading import jsonschema

from . import raw
from .engine import Project, project
from .site import ROOT, Page, classes, register, target, text

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
     "first.cause: should be 'corrected', 'restated' or 'updated' (found 'changed')"),
    ("    why: Counted again.\n", "", "  staff-again:", "staff-again.why: the field 'why' is missing"),
    ("field: label", "fields: label", "fields: label",
     "staff.changes.1.fields: unknown field 'fields'; did you mean 'field'?"),
])  # fmt: skip
def test_what_is_wrong_in_a_revision_is_told_with_its_place(
    tiny: Project, old: str, new: str, where: str, message: str
) -> None:
    tiny.replace(R, old, new)
    assert tiny.problems() == [f"{R}:{tiny.line(R, where)}: {message}"]


def test_a_formula_has_a_label_and_a_unit_to_be_revised(tiny: Project) -> None:
    old = "{fact: acme.staff, field: unit, old: units, new: people}"
    tiny.replace(R, old, "{fact: summit.rate, field: label, old: Rate, new: Implied rate}")
    assert tiny.problems() == []
    tiny.replace(R, "new: Implied rate", "new: Rate of the day")
    says = f"first: new: summit.rate became 'Rate of the day', but the fact says 'Implied rate' now; {SAYS}"
    assert tiny.problems() == [f"{R}:{tiny.line(R, 'new: Rate of the day')}: {says}"]


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


def test_every_revised_fact_leads_to_its_revision_and_shows_its_new_value(pages: dict[str, Page], book: Book) -> None:
    rows = {
        name: [
            target(part, way.get("href", ""))
            for span in row.iter("span")
            if "revised" in classes(span)
            for way in span.iter("a")
        ]
        for name, (part, row) in register(pages).items()
    }
    assert len(book.revised) > 60
    for name, keys in book.revised.items():
        assert rows[name] == [("revisions.html", key) for key in keys], name
    seen: set[str] = set()
    for item in (e for e in pages["revisions.html"].article.iter("li") if e.get("data-record")):
        fact = raw.facts(ROOT)[item.get("data-record", "")]
        value = fact.statements[0].value
        counted = isinstance(value, str) and fact.unit in ("cards", "systems", "customers")
        if counted and not any(True for _ in item.iter("small")) and fact.id not in seen:
            assert f"{raw.number(value):,}" in text(next(item.iter("ins"))), fact.id
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

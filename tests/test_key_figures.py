"""What the page of a maker begins with: five figures that its data file chooses, and a row of time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.facts.ledger import Ledger
from macros.facts.text import reading_text

from .engine import project
from .site import Page, classes, elements, text
from .tiny import FILES
from .visits import NARROW, WIDE, context

# Every page of one maker, with the subject that it is about.
MAKERS = {
    **{f"accelerators/{name}.html": name for name in (
        "biren", "cambricon", "enflame", "hygon", "iluvatar", "kunlunxin", "metax", "moore-threads", "t-head")},
    "ascend/index.html": "huawei", "cpus/loongson.html": "loongson", "sunrise.html": "sunrise",
}  # fmt: skip


def test_the_page_of_a_maker_begins_with_five_figures_and_has_a_row_of_time(
    pages: dict[str, Page], ledger: Ledger
) -> None:
    for name, subject in MAKERS.items():
        order = [e for e, _ in elements(pages[name].article)]
        strips = [e for e in order if "key-figures" in classes(e)]
        assert len(strips) == 1, name
        short = next(e for e in order if "admonition" in classes(e))
        row = next(e for e in order if e.get("data-chart") == f"{subject}-row")
        head = next(e for e in order if e.tag == "h2")
        assert order.index(strips[0]) < order.index(short) < order.index(row) < order.index(head), name
        assert ledger.charts[f"{subject}-row"].entry.form == "events"
        chosen, shown = ledger.subjects[subject].key_figures, list(strips[0])
        assert len(shown) == len(chosen) == 5, name
        for item, fact in zip(shown, map(ledger.facts.__getitem__, chosen), strict=True):
            values = [e for e in item.iter() if e.get("data-fact")]
            assert [e.get("data-fact") for e in values] == [fact.id], name
            wanted = reading_text(fact, fact.current, "short", 3 if fact.derived else None)
            assert text(values[0]) == wanted, fact.id
            kinds = [e for e in item.iter() if "evidence" in classes(e) and f"ev-{fact.current.evidence}" in classes(e)]
            assert len(kinds) == 1, fact.id
            assert (" single source" in text(item)) == ledger.single_source(fact), fact.id


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_figures_stand_beside_each_other_or_in_rows(browser: Browser, server: str, width: int) -> None:
    visitor = context(browser, width=width)
    tab = visitor.new_page()
    for name in MAKERS:
        tab.goto(f"{server}/{name}")
        boxes = tab.locator(".key-figures > li").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
        lefts, tops = ({round(box[side]) for box in boxes} for side in ("left", "top"))
        assert (len(lefts), len(tops)) == ((5, 1) if width == WIDE else (1, 5)), name
        if width == WIDE:  # the values in one line, whatever the length of the names above
            tops = tab.locator(".key-figures .figure").evaluate_all(
                "all => all.map(e => e.getBoundingClientRect().top)"
            )
            assert max(tops) - min(tops) < 2, name
    visitor.close()


CHOSEN = """\
    key_figures:
      acme.staff: Staff
      acme.founded: Founded
      acme-one.memory: Memory of the first chip
      acme-one.compute-16bit: Its compute
      acme-two.price: Price of the second
"""
PAGE = '# Chips\n\n{{ key_figures("acme") }}\n\nText.\n'


def chips(old: str = "", new: str = "") -> str:
    """Return the data of a maker with key figures, one thing in them changed."""
    assert not old or CHOSEN.count(old) == 1
    before, facts, after = FILES["data/chips.yml"].partition("    facts:\n      founded:\n")
    return before + CHOSEN.replace(old, new) + facts + after if facts else ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("acme.staff:", "acme.stuff:", "unknown fact 'acme.stuff'; did you mean 'acme.staff'?"),
        ("acme-two.price: Price", "acme-two.uses: Price", "acme-two.uses is no figure"),
        ("Memory of the first chip", "Memory of chip 1", "the number '1' is typed into the name of a key figure"),
        ("      acme.founded: Founded\n", "", "at least 5 items"),
        ("Its compute", '"Its {{ fact(1) }}"', "fact()"),
    ],
)
def test_a_wrong_key_figure_is_told_where_it_stands(tmp_path: Path, old: str, new: str, message: str) -> None:
    tiny = project(tmp_path, FILES | {"data/chips.yml": chips(old, new), "docs/chips.md": PAGE})
    assert [problem for problem in tiny.problems() if message in problem], tiny.problems()


def test_key_figures_that_are_not_there_are_told(tmp_path: Path) -> None:
    tiny = project(tmp_path, FILES | {"docs/chips.md": PAGE})
    (problem,) = tiny.problems()
    assert problem.startswith("docs/chips.md:3: key_figures(): acme has no key_figures in data/chips.yml")


def test_sides_of_one_lane_share_a_line_without_a_name(tmp_path: Path) -> None:
    charts = """\
charts:
  row:
    form: events
    title: Steps
    caption: On one line.
    sides:
      own: {name: a step, hollow: planned, lane: time}
      other: {name: a control, hollow: planned, color: abroad, lane: LANE}
    steps:
      - {fact: summit.date, side: other}
      - {fact: acme.founded, side: own}
"""
    page = '# Chips\n\n{{ chart("row") }}\n\n{{ facts_on_this_page() }}\n'
    for lane, heads in (("time", 0), ("more", 4)):
        data = FILES["data/chips.yml"] + charts.replace("LANE", lane)
        tiny = project(tmp_path / lane, FILES | {"data/chips.yml": data, "docs/chips.md": page})
        drawing = tiny.book().pages["chips.md"].whole_text.partition("<svg")[2].partition("</svg>")[0]
        assert drawing.count(">time<") + drawing.count(">more<") == heads  # at the lane and above its list
        levels = re.findall(r'transform="translate\([\d.]+[ ,]([\d.]+)\)[^>]*data-mark', drawing)
        assert len(levels) == 2 and len(set(levels)) == (1 if lane == "time" else 2)

"""Promises: what counts as one, what became of it, and that the page's score and tables equal the data."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from macros.facts.ledger import Ledger
from macros.facts.promises import SCORED, promises
from macros.facts.standing import state

from .engine import Project, project
from .site import Page, classes, elements, text

PLANS = """\
subjects:
  north:
    name: North
    kind: place
    evidence: official
    as_of: 2025-01
    sources: [city-paper]
    facts:
      chips:
        label: Chips in the city
        unit: chips
        observations:
          - {value: 100, printed: 100 chips, as_of: 2024-01, due: 2024, target: true, met: counted in 2025}
          - {value: 200, printed: 200 chips, due: 2025, target: true}
          - {value: 300, printed: 300 chips, as_of: 2025-02, due: 2027, target: true}
      rumor: {label: Rumored, value: 9, unit: chips, printed: 9 chips, due: 2027, target: true, evidence: reported}
      undated: {label: Some day, value: 8, unit: chips, printed: 8 chips, target: true}
      guess: {label: A guess, value: 7, unit: chips, printed: 7 chips, forecast: true, due: 2027,
        evidence: reported}
      twice: {label: Twice, formula: north.rumor * 2, unit: chips}
  acme-three:
    name: Acme Three
    kind: chip
    links: {maker: acme}
    as_of: 2026-05
    evidence: vendor
    sources: [trade-paper]
    facts:
      speed: {label: Speed, value: 5, unit: TFLOPS, printed: 5 TFLOPS, due: 2027-Q1, target: true,
        basis: "FP16, dense"}
      launch: {label: It is due, value: 2027-Q1, unit: date, printed: "2027 Q1", due: 2027-Q1, target: true}
      older: {label: Samples, value: 2025-05, unit: date, printed: May 2025, due: 2025-05, target: true,
        missed: none came}
      goals: {label: Goals, value: [one, two], unit: list, due: 2027, target: true}
  ban:
    name: Ban
    kind: policy
    as_of: 2025-01
    evidence: official
    sources: [city-paper]
    facts:
      end: {label: The ban ends, value: 2027-01-10, unit: date, printed: "January 10, 2027", due: 2027-01-10,
        target: true}
      money: {label: Money, value: 6, unit: CNY, printed: CNY 6, due: 2030, target: true}
"""
PAGE = "docs/plans.md"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {"data/plans.yml": PLANS, PAGE: "# Plans\n"})


def test_what_is_a_promise_and_what_became_of_it(tiny: Project) -> None:
    found = [(one.row.due, one.fact.id, one.group, one.state, one.figures) for one in promises(tiny.book().ledger)]
    assert found == [
        ("2024", "north.chips", "places", "met", 0),
        ("2025-05", "acme-three.older", "makers", "missed", 0),
        ("2025", "north.chips", "places", "passed", 0),
        ("2027-01-10", "ban.end", "rules", "open", 0),
        ("2027-Q1", "acme-three.launch", "makers", "open", 1),
        ("2027", "north.chips", "places", "open", 0),
        ("2027", "north.rumor", "reported", "open", 0),
        ("2030", "ban.money", "state", "open", 0),
    ]


def shown(tiny: Project, call: str) -> str:
    """Return what a call writes on a page."""
    tiny.write(PAGE, f"# Plans\n\n{{{{ {call} }}}}\n")
    return tiny.book().pages["plans.md"].whole_text.split("\n", 2)[2].strip()


@pytest.mark.parametrize(
    ("call", "value", "key", "words"),
    [
        ('promised("ended")', 3, "scored-ended", "3"),
        ('promised("open")', 3, "scored-open", "3"),
        ('promised("passed", "places", words=true)', 1, "places-passed", "one"),
        ('promised("missed", "rules", words=true)', 0, "rules-missed", "no"),
    ],
)
def test_a_count_in_a_sentence(tiny: Project, call: str, value: int, key: str, words: str) -> None:
    assert shown(tiny, call) == f'<data value="{value}" data-count="promises.{key}">{words}</data>'


def test_a_table_tells_outcome_and_what_shows_it(tiny: Project) -> None:
    table = shown(tiny, 'promises("places", "ended")')
    assert table.index("counted in 2025") < table.index("No outcome found"), "the kept ones stand first"
    assert "300 chips" not in table and "200 chips" in table
    folded = shown(tiny, 'promises("makers", "open")')
    assert folded.startswith("<details><summary>Still open: ") and "and one more figure<" in folded
    assert "It is due" in folded and "Speed" not in folded


@pytest.mark.parametrize(("outcome", "words"), [("missed", "date missed"), ("met", "date kept")])
def test_a_date_that_was_kept_or_missed_says_so(tiny: Project, outcome: str, words: str) -> None:
    tiny.replace("data/plans.yml", "missed: none came", f"{outcome}: as a report says")
    assert shown(tiny, 'fact("acme-three.older")').endswith(f'<small class="overdue">({words})</small>')
    assert "overdue" not in shown(tiny, 'fact("north.chips", at="2024-01")'), "a figure that was reached is no date"


def test_the_timeline_counts_one_event(tiny: Project) -> None:
    page = re.sub("<[^>]*>", "", tiny.book().pages["timeline.md"].whole_text)
    assert "1 event in" in page and "1 events" not in page


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('promised("kept")', "promised(): there is no state 'kept'; there are met, missed, passed, open, ended"),
        ('promised("met", "cities")', "promised(): there is no group 'cities'; there are makers, places, state, "
         "reported, rules, scored"),
        ('promises("makers", "openn")', "promises(): there is no part 'openn'; did you mean 'open'?; there are "
         "ended, open"),
        ('promises("state", "ended")', "promises(): no promise of 'state' is ended"),
    ],
)  # fmt: skip
def test_a_wrong_call(tiny: Project, call: str, message: str) -> None:
    tiny.write(PAGE, f"# Plans\n\n{{{{ {call} }}}}\n")
    assert tiny.problems() == [f"{PAGE}:3: {message}"]


def test_the_score_of_the_page_adds_up(pages: dict[str, Page], ledger: Ledger) -> None:
    page, every = pages["promises.html"], promises(ledger)
    counts = Counter((one.group, one.state) for one in every)
    (score,) = (e for e, _ in elements(page.article) if "score" in classes(e))
    drawn = {e.get("data-count"): int(e.get("value", "")) for e in score.iter("data")}
    assert len(drawn) == 5 * 4 and sum(drawn.values()) == len(every)
    assert all(drawn[f"promises.{group}-{state}"] == number for (group, state), number in counts.items())
    for cell in score.iter("td"):
        (number,) = cell.iter("data")
        bar = next(e for e in cell.iter() if e.get("class") == "row")
        assert float(bar.get("width", "").rstrip("%")) == pytest.approx(
            100 * int(number.get("value", "")) / max(counts.values()), abs=0.1
        )
    for element in page.article.iter("data"):
        name = element.get("data-count", "").removeprefix("promises.")
        if name.startswith("scored-"):
            ended = name.endswith("ended")
            states = ("met", "missed", "passed") if ended else (name.removeprefix("scored-"),)
            assert int(element.get("value", "")) == sum(counts[group, one] for group in SCORED for one in states)


def test_every_dated_target_stands_in_a_table_with_its_outcome(pages: dict[str, Page], ledger: Ledger) -> None:
    """Each target that is due on a date is a row, or a figure of the row of its chip or system."""
    rows: dict[str, list[str]] = {}
    for table in (e for e, _ in elements(pages["promises.html"].article) if "promises" in classes(e)):
        for row in next(table.iter("tbody")):
            name = next(e.get("data-fact", "") for e in row.iter() if e.get("data-fact"))
            rows.setdefault(name, []).append(next(text(e) for e in row.iter("strong")))
    words = {"met": "Kept", "missed": "Missed", "passed": "No outcome found", "open": "Open"}
    missing = []
    for fact in ledger.facts.values():
        states = [state(ledger, row) for row in fact.readings if row.target and row.due]
        if fact.derived or not states or isinstance(fact.current.value, tuple):
            continue
        if fact.id not in rows:
            missing.append(fact.id)
        else:
            assert sorted(rows[fact.id]) == sorted(words[one] for one in states), fact.id
    kinds = {ledger.subjects[ledger.facts[name].subject].kind for name in missing}
    assert kinds <= {"chip", "system"}
    assert len(missing) == sum(one.figures for one in promises(ledger))


def test_what_is_worked_out_from_a_goal_is_not_called_a_goal(pages: dict[str, Page], ledger: Ledger) -> None:
    """The entry under the page says what a share or a ratio of plans rests on."""
    seen = 0
    for page in pages.values():
        for entry in (e for e in page.article.iter("tr") if e.get("id", "").startswith("here-")):
            fact = ledger.facts[entry.get("id", "").removeprefix("here-")]
            said = [text(e) for e in entry.iter("span") if "state" in classes(e)]
            if fact.derived and fact.current.ahead:
                assert len(said) == 1 and said[0].startswith("rests on a "), fact.id
                seen += 1
            assert fact.derived or not any(one.startswith("rests on a ") for one in said), fact.id
    assert seen > 10

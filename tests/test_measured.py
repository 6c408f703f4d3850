"""Measurements: the page has every figure of a named tester, once, and counts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import raw
from .engine import Project, project
from .site import ROOT, Page, classes, elements, text

PAGE = "docs/tests.md"
TESTS = """\
subjects:
  trial:
    name: Trial
    kind: indicator
    as_of: 2026-05
    evidence: measured
    sources: [trade-paper]
    facts:
      speed: {label: Speed, value: 5, unit: TFLOPS, printed: 5 TFLOPS, basis: "FP16, dense", by: trade-paper}
      uses: {label: Uses, value: [one, two], unit: list, by: wire}
      claim: {label: Claim, value: 9, unit: chips, printed: 9 chips, evidence: reported}
      twice: {label: Twice, formula: trial.speed * 2, unit: TFLOPS}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path, {"data/tests.yml": TESTS, PAGE: "# Tests\n"})


def shown(tiny: Project, call: str) -> str:
    """Return what a call writes on a page."""
    tiny.write(PAGE, f"# Tests\n\n{{{{ {call} }}}}\n")
    return tiny.book().pages["tests.md"].whole_text.split("\n", 2)[2].strip()


@pytest.mark.parametrize("what", ["facts", "testers"])
def test_a_count(tiny: Project, what: str) -> None:
    assert shown(tiny, f'measured("{what}")') == f'<data value="2" data-count="measured.{what}">2</data>'


def test_the_table_has_testers_in_order_and_no_claims(tiny: Project) -> None:
    table = shown(tiny, "measurements()")
    assert table.index('class="of">The Wire') < table.index('class="of">Trade Paper')
    assert "one and two" in table and "9 chips" not in table and "10 TFLOPS" not in table


def test_a_wrong_count(tiny: Project) -> None:
    tiny.write(PAGE, '# Tests\n\n{{ measured("chips") }}\n')
    assert tiny.problems() == [f"{PAGE}:3: measured(): there are facts and testers to count; found 'chips'"]


def test_the_page_has_every_measurement_once(pages: dict[str, Page]) -> None:
    facts = raw.facts(ROOT)
    own = {name for name, fact in facts.items() if not fact.formula and fact.statements[0].evidence == "measured"}
    page = pages["measurements.html"]
    (table,) = (e for e, _ in elements(page.article) if "measured" in classes(e))
    rows = [next(e for e in row.iter("th")).get("data-record") for row in next(table.iter("tbody"))]
    assert sorted(filter(None, rows)) == sorted(own) and len(own) >= 70
    counted = {e.get("data-count"): e.get("value") for e in page.article.iter("data")}
    assert counted["measured.facts"] == str(len(own))
    testers = {text(e) for e in table.iter("strong") if "of" in classes(e)}
    assert counted["measured.testers"] == str(len(testers)) and len(testers) > 10

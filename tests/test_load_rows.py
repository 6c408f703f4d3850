"""Planted errors in series, alternatives, formulas and dates: each is one message with its line and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from .engine import Project, project
from .test_load import PRINTED, RATE, B, C, G, S


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


SERIES = """\
      staff:
        label: Staff
        unit: people
        observations:
          - {value: 100, printed: 100 people, as_of: 2024}
          - {value: 150, printed: 150 people, as_of: 2025}
        alternatives:
          - {value: 140, printed: about 140, evidence: estimate, sources: [city-paper]}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("printed: 150 people", "printed: 250 people", "- {value: 150",
         'acme.staff: observation of 2025: the value 150 people disagrees with the value as printed, "250 p'),
        ("as_of: 2025", "as_of: 2024", "observations:", "acme.staff: two observations have the same as_of"),
        ("about 140", "about 150", "- {value: 140", "acme.staff: an alternative: the value 140 people disagrees"),
        ("value: 140, printed", "printed", "- {printed: about", "acme.staff: an alternative: value is missing"),
        (", sources: [city-paper]", "", "- {value: 140", "acme.staff: an alternative: sources are missing"),
        *[("        observations", f"        {idle}\n        observations", idle,
           f"acme.staff: {idle.partition(':')[0]}: it belongs to each observation")
          for idle in ("approx: about", "printed: 150 people", "figure: '150'", "high: 150")],
    ],
)  # fmt: skip
def test_series_and_alternatives(tiny: Project, old: str, new: str, line: str, message: str) -> None:
    text = (tiny.root / C).read_text("utf-8")
    start, end = text.index("      staff:"), text.index("  acme-one:")
    tiny.write(C, text[:start] + SERIES + text[end:])
    assert tiny.problems() == []
    tiny.replace(C, old, new)
    (problem,) = tiny.problems()
    assert problem.startswith(f"{C}:{tiny.line(C, line)}: {message}")


def test_a_print_whose_source_cannot_be_read_is_not_judged(tiny: Project) -> None:
    """The language of the source says how its numbers are written; another file that is broken does not matter."""
    tiny.replace(S, PRINTED, "        printed: 25,5 Milliarden Yuan\n")
    good = (tiny.root / B).read_text("utf-8")
    tiny.replace(B, "sources:\n", "sources: [\n")
    (problem,) = tiny.problems()
    assert problem.startswith(f"{B}:") and "not valid YAML" in problem
    tiny.write(B, good)
    tiny.replace(G, "terms:\n", "- terms\n")
    assert [problem.split(":")[0] for problem in tiny.problems()] == [G, S]


@pytest.mark.parametrize(
    "own",
    ["figure: '7'", "approx: about", "high: 7", "as_of: 2026", "evidence: vendor", "target: true", "due: 2027",
     "superseded: []"],
)  # fmt: skip
def test_a_derived_fact_has_nothing_of_its_own(tiny: Project, own: str) -> None:
    tiny.replace(S, f"formula: {RATE}", f"formula: {RATE}\n        {own}")
    message = f"summit.rate: {own.partition(':')[0]}: a derived fact takes it from its inputs"
    assert tiny.problems() == [f"{S}:{tiny.line(S, f'        {own}')}: {message}"]


def test_today_is_not_the_future(tiny: Project) -> None:
    """What happens, is said, published or replaced on the day of the site itself is in order."""
    tiny.replace(S, "as_of: 2026-02-28", "as_of: 2026-11-23")
    tiny.replace(S, "value: 2026-02-28", "value: 2026-11-23")
    tiny.replace(S, "printed: February 28, 2026", "printed: November 23, 2026")
    tiny.replace(B, "published: 2026-03-01", "published: 2026-11-23")
    old = "{value: 24_000_000_000, printed: CNY 24 billion, until: 2026-11-23, why: They counted again}"
    tiny.replace(S, PRINTED, f"{PRINTED}        superseded: [{old}]\n")
    assert tiny.problems() == []

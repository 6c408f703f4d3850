"""Like is compared with like: each kind of mix is refused, and taken with a reason that readers see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.facts import like

from .engine import Project, project

D, P = "data/pair.yml", "docs/pair.md"
WHY = "Nobody counts both in one way."
FLOPS = "TFLOPS", "320 TFLOPS"
# What differs: unit, print, date and basis of two figures, and the words for the difference.
Side = tuple[str, str, str, str]


def compute(how: str) -> Side:
    return (*FLOPS, "2025", how)


def money(as_of: str, unit: str = "CNY") -> Side:
    return unit, f"{unit} 320", as_of, ""


PAIRS: dict[str, tuple[Side, Side, str]] = {
    "matrix units and all units": (
        compute("FP16, dense, matrix units only"), compute("FP16, dense, matrix and vector units"),
        "one.size counts matrix units only, two.size counts matrix and vector units"),
    "units not stated and all units": (
        compute("FP16, dense"), compute("BF16, dense, matrix and vector units"),
        "one.size counts matrix units, as nothing else is said, two.size counts matrix and vector units"),
    "dense and nobody says": (
        compute("FP16, dense"), compute("FP16 or BF16, density not stated"),
        "one.size is dense, two.size does not state its density"),
    "dense and sparse": (
        compute("FP16, dense"), compute("FP16, sparse"), "one.size is dense, two.size is sparse"),
    "numbers of two lengths": (
        compute("FP16, dense"), compute("FP8, dense"),
        "one.size counts numbers of 16 bits, two.size counts numbers of 8 bits"),
    "a number format and none": (
        compute("FP16, dense"), compute("precision not stated, dense"),
        "one.size counts numbers of 16 bits, two.size names no number format"),
    "a year and a half": (
        money("2025"), money("2025-H1"), "one.size covers a whole year, two.size covers 6 months"),
    "a half and a quarter": (
        money("2025-H1"), money("2025-Q1"), "one.size covers 6 months, two.size covers 3 months"),
    "chips and cards": (
        ("cards", "320 cards", "2025", ""), ("chips", "320 chips", "2025", ""),
        "one.size is in cards, two.size is in chips"),
    "chips and dies": (
        ("chips", "320 chips", "2025", ""), ("dies", "320 dies", "2025", ""),
        "one.size is in chips, two.size is in dies"),
    "two currencies": (money("2025"), money("2025", "USD"), "one.size is in CNY, two.size is in USD"),
}  # fmt: skip
SAME_UNIT = [name for name, (one, two, _) in PAIRS.items() if one[0] == two[0]]
DIVIDED = [name for name in PAIRS if name != "two currencies"]


def subject(name: str, side: Side, more: str = "") -> str:
    """Return a subject with one figure, and ``more`` lines of its fact."""
    unit, printed, as_of, how = side
    return f"""\
  {name}:
    name: Number {name}
    kind: indicator
    evidence: reported
    sources: [trade-paper]
    facts:
      size:
        label: Size of {name}
        value: 320
        unit: {unit}
        printed: {printed}
        as_of: {as_of}
{f"        basis: {how}" if how else ""}
{more}"""


def paired(root: Path, name: str, more: str = "", page: str = "") -> Project:
    """Return a project with the two figures of a pair, ``more`` behind them in the data, and ``page`` on a page."""
    one, two, _ = PAIRS[name]
    data = "subjects:\n" + subject("one", one) + subject("two", two) + more
    return project(root, {D: data, P: f"# Pair\n\n{page}\n\n{{{{ facts_on_this_page() }}}}\n"})


def refused(tiny: Project, place: str, name: str) -> None:
    (problem,) = tiny.problems()
    assert problem == f"{place}: {PAIRS[name][2]}; {like.REMEDY}"


def shown(tiny: Project, page: str = "pair.md") -> str:
    return re.sub(r"<[^>]*>", "", tiny.book().pages[page].whole_text)


def ratio(mixes: str = "") -> str:
    why = f"        mixes: {mixes}\n" if mixes else ""
    return f"""\
  ratio:
    name: The ratio
    kind: indicator
    facts:
      times:
        label: One against two
        unit: times
        formula: one.size / two.size
{why}"""


def chart(name: str, mixes: str = "", one_scale: bool = False) -> str:
    """Return a chart of a pair: in one panel, or in two on one scale."""
    one, two, _ = PAIRS[name]
    panels = [("one", one[0]), ("two", two[0])] if one_scale else [("one}, {fact: two", one[0])]
    rows = "".join(
        f"      - title: Size\n        unit: {unit}\n        rows: [{{fact: {found}.size}}]\n".replace(
            "one}, {fact: two.size", "one.size}, {fact: two.size"
        )
        for found, unit in panels
    )
    why = f"    mixes: >-\n      {mixes}\n" if mixes else ""
    scale = "    one_scale: true\n" if one_scale else ""
    head = "charts:\n  sizes:\n    form: bars\n    title: Sizes\n    caption: Two sizes.\n    alt: Bars.\n"
    return f"{head}{why}{scale}    panels:\n{rows}"


@pytest.mark.parametrize("name", DIVIDED)
def test_a_formula_that_mixes_is_refused_without_a_reason(tmp_path: Path, name: str) -> None:
    tiny = paired(tmp_path, name, ratio())
    refused(tiny, f"{D}:{tiny.line(D, 'times:')}: ratio.times", name)


@pytest.mark.parametrize("name", DIVIDED)
def test_a_formula_that_mixes_tells_its_reason(tmp_path: Path, name: str) -> None:
    tiny = paired(tmp_path, name, ratio(WHY), '{{ fact("ratio.times") }}')
    assert tiny.book().ledger.facts["ratio.times"].current.value == 1
    for page in ("pair.md", "register.md"):
        assert f"{like.LABEL}: {WHY}" in shown(tiny, page)


def test_a_sum_of_cards_and_chips_needs_a_reason_too(tmp_path: Path) -> None:
    added = ratio().replace("/", "+").replace("times\n", "chips\n")
    tiny = paired(tmp_path, "chips and cards", added)
    refused(tiny, f"{D}:{tiny.line(D, 'times:')}: ratio.times", "chips and cards")
    tiny.replace(D, "one.size + two.size\n", f"one.size + two.size\n        mixes: {WHY}\n")
    assert tiny.book().ledger.facts["ratio.times"].current.value == 640


def test_cards_times_what_a_chip_computes_is_a_mix(tmp_path: Path) -> None:
    rate = subject("rate", ("TFLOPS/chip", "320 TFLOPS per chip", "2025", "FP16, dense"))
    product = ratio().replace("/ two", "* rate").replace("unit: times", "unit: TFLOPS")
    tiny = paired(tmp_path, "chips and cards", rate + product)
    (problem,) = tiny.problems()
    assert problem.startswith(f"{D}:{tiny.line(D, 'times:')}: ratio.times: the formula takes cards, chips or dies")
    tiny.replace(D, "formula: one.size", "formula: two.size")
    assert not tiny.problems()


def test_no_reason_makes_a_ratio_of_two_currencies(tmp_path: Path) -> None:
    (problem,) = paired(tmp_path, "two currencies", ratio(WHY)).problems()
    assert "the formula gives CNY · USD^-1, but the unit times is a plain ratio" in problem


@pytest.mark.parametrize(("year", "moment"), [("2025", "2025-06-30"), ("2025-H1", "2025-06")])
def test_a_day_and_a_month_are_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: str, moment: str) -> None:
    monkeypatch.setitem(PAIRS, "moments", (money(year), money(moment), ""))
    assert not paired(tmp_path, "moments", ratio()).problems()


ALIKE = "mixes: the figures are alike, so there is nothing to explain; take it out"


def test_a_reason_for_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAIRS, "alike", (money("2025"), money("2024"), ""))
    (problem,) = (tiny := paired(tmp_path / "formula", "alike", ratio(WHY))).problems()
    assert problem == f"{D}:{tiny.line(D, 'times:')}: ratio.times: {ALIKE}"
    table = '{{ table(["one", "two"], ["size"], mixes="So it is.") }}'
    page = f'{table}\n\nText.\n\n{{{{ mixes("So it is.") }}}}\n\n{{{{ chart("sizes") }}}}'
    tiny = paired(tmp_path / "page", "alike", chart("alike", WHY), page)
    assert tiny.problems() == [
        f"{D}:{tiny.line(D, '    mixes: >-')}: sizes.mixes: {ALIKE}",
        f"{P}:{tiny.line(P, '{{ table')}: table(): {ALIKE}",
        f"{P}:{tiny.line(P, '{{ mixes')}: mixes: no table that is written out stands right above; "
        "take it out, table() and others take it as an argument",
    ]


def test_a_reason_is_for_a_formula(tmp_path: Path) -> None:
    tiny = paired(tmp_path, "dense and sparse")
    tiny.replace(D, "label: Size of one", f"label: Size of one\n        mixes: {WHY}")
    (problem,) = tiny.problems()
    assert problem.startswith(f"{D}:{tiny.line(D, 'mixes:')}: one.size: mixes: it explains a formula")


DATED = (
    '| What | Size, {{ asof("two.size") }} | Size |\n| --- | --- | --- |\n'
    '| one | {{ fact("one.size") }} | {{ fact("two.size") }} |'
)


def test_no_figure_of_another_date_stands_under_a_head_with_a_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head follows its fact to the newest observation; the figures below, each of a named date, stay behind."""
    monkeypatch.setitem(PAIRS, "a year and nine months", (money("2024"), money("2025-9M"), ""))
    tiny = paired(tmp_path, "a year and nine months", page=DATED)
    (problem,) = tiny.problems()
    assert problem == (
        f"{P}:{tiny.line(P, '| one')}: the head of the column is of first nine months of 2025, one.size under it of "
        "2024; name that observation with at, or take a head of its date"
    )
    tiny.replace(P, 'asof("two.size', 'asof("one.size')
    assert not tiny.problems()


@pytest.mark.parametrize(("as_of", "due", "unlike"), [("2026-H1", "2026", True), ("2025", "2026", False)])
def test_a_sum_that_is_due_in_a_year_is_that_of_the_year(tmp_path: Path, as_of: str, due: str, unlike: bool) -> None:
    tiny = project(tmp_path)
    tiny.replace(
        "data/chips.yml",
        "      staff:\n",
        f"""      revenue:
        label: Revenue
        value: 20
        unit: CNY
        printed: 20 yuan {"in the first half of 2026" if unlike else "in 2025"}
        as_of: {as_of}
      goal:
        label: Target for revenue
        value: 55
        unit: CNY
        printed: 55 yuan
        as_of: 2026-02-28
        target: true
        due: {due}
      growth:
        label: Growth to the target
        formula: acme.goal / acme.revenue - 1
        unit: percent
      staff:
""",
    )
    found = tiny.problems()
    assert bool(found) == unlike and all(
        "acme.goal covers a whole year, acme.revenue covers 6 months" in f for f in found
    )

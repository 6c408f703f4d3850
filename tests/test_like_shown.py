"""What charts, columns and tables show together is alike, or says why it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.facts import like

from .engine import project
from .test_like import PAIRS, SAME_UNIT, WHY, D, P, chart, compute, paired, refused, shown, subject


@pytest.mark.parametrize("name", SAME_UNIT)
def test_a_panel_that_mixes_is_refused_and_tells_its_reason(tmp_path: Path, name: str) -> None:
    tiny = paired(tmp_path, name, chart(name), '{{ chart("sizes") }}')
    refused(tiny, f"{D}:{tiny.line(D, '- title: Size')}: sizes.panels.0", name)
    tiny.replace(D, "    alt: Bars.\n", f"    alt: Bars.\n    mixes: {WHY}\n")
    assert f"{like.LABEL}. {WHY}" in shown(tiny)


@pytest.mark.parametrize("name", PAIRS)
def test_panels_on_one_scale_that_mix_are_refused_and_tell_their_reason(tmp_path: Path, name: str) -> None:
    tiny = paired(tmp_path, name, chart(name, one_scale=True), '{{ chart("sizes") }}')
    refused(tiny, f"{D}:{tiny.line(D, '  sizes:')}: sizes", name)
    tiny.replace(D, "    alt: Bars.\n", f"    alt: Bars.\n    mixes: {WHY}\n")
    assert f"{like.LABEL}. {WHY}" in shown(tiny)
    tiny.replace(D, f"    mixes: {WHY}\n    one_scale: true\n", "")
    assert not tiny.problems()  # each panel has a scale of its own


@pytest.mark.parametrize("name", PAIRS)
def test_a_column_that_mixes_is_refused_and_tells_its_reason(tmp_path: Path, name: str) -> None:
    tiny = paired(tmp_path, name, page='{{ table(["one", "two"], ["size"]) }}')
    refused(tiny, f"{P}:{tiny.line(P, '{{ table')}: table()", name)
    tiny.replace(P, '["size"]', f'["size"], mixes="{WHY}"')
    assert f"{like.LABEL}. {WHY}" in shown(tiny)


ROWS = '| What | Size |\n| --- | --- |\n| one | {{{{ fact("one.size") }}}} |\n| two | {{{{ {0}("two.size") }}}} |'


@pytest.mark.parametrize("macro", ["fact", "headline"])
@pytest.mark.parametrize("name", PAIRS)
def test_a_table_written_out_in_a_page_is_held_to_the_same(tmp_path: Path, name: str, macro: str) -> None:
    tiny = paired(tmp_path, name, page=ROWS.format(macro))
    (problem,) = tiny.problems()
    assert problem.startswith(f"{P}:{tiny.line(P, '| two')}: {PAIRS[name][2]}; {like.REMEDY}, with {{{{ mixes(")
    tiny.replace(P, f'{macro}("two.size") }}}} |', f'{macro}("two.size") }}}} |\n\n{{{{ mixes("{WHY}") }}}}')
    assert f"{like.LABEL}. {WHY}" in shown(tiny)


def test_a_reason_belongs_to_the_table_above_it(tmp_path: Path) -> None:
    apart = "\n\nA sentence between them.\n\n"
    tiny = paired(tmp_path, "dense and sparse", page=ROWS.format("fact") + apart + '{{ mixes("Why not.") }}')
    assert [problem.rpartition(": ")[0] for problem in tiny.problems()] == [
        f"{P}:{tiny.line(P, '| two')}",
        f"{P}:{tiny.line(P, '{{ mixes')}: mixes",
    ]


def test_figures_of_different_columns_may_differ(tmp_path: Path) -> None:
    beside = '| one | two |\n| --- | --- |\n| {{ fact("one.size") }} | {{ fact("two.size") }} |'
    assert not paired(tmp_path, "dense and sparse", page=beside).problems()


def test_who_says_what_and_a_series_are_columns_too(tmp_path: Path) -> None:
    other = "        alternatives:\n          - {value: 330, printed: 330 TFLOPS, basis: 'FP16, sparse', sources: "
    other += "[city-paper], evidence: reported}\n"
    over = """\
  over:
    name: Over time
    kind: indicator
    evidence: reported
    sources: [trade-paper]
    facts:
      size:
        label: Size
        unit: CNY
        observations:
          - {value: 320, printed: CNY 320, as_of: 2024}
          - {value: 330, printed: CNY 330, as_of: 2025-Q3}
"""
    data = "subjects:\n" + subject("one", compute("FP16, dense"), other) + over
    page = '# Pair\n\n{{ says("one.size") }}\n\n{{ series("over.size") }}\n'
    tiny = project(tmp_path, {D: data, P: page})
    assert tiny.problems() == [
        f"{P}:3: says(): one.size by trade-paper is dense, that by city-paper is sparse; {like.REMEDY}",
        f"{P}:5: series(): over.size of 2024 covers a whole year, that of 2025-Q3 covers 3 months; {like.REMEDY}",
    ]
    tiny.write(P, page.replace('.size")', f'.size", mixes="{WHY}")'))
    assert shown(tiny).count(f"{like.LABEL}. {WHY}") == 2
    assert "FP16, sparse" in shown(tiny)


def test_what_is_left_out_for_its_own_fault_makes_no_reason_idle(tmp_path: Path) -> None:
    page = (
        f'{{{{ table(["one", "two"], ["size"], mixes="{WHY}") }}}}\n\n{ROWS.format("fact")}\n\n{{{{ mixes("{WHY}") }}}}'
    )
    tiny = paired(tmp_path, "dense and sparse", page=page)
    tiny.replace(D, "basis: FP16, sparse", "basis: FP16, spars")
    (problem,) = tiny.problems()
    assert "two.size: basis: 'spars' is not known; did you mean 'sparse'?" in problem


def test_a_reason_holds_no_typed_number(tmp_path: Path) -> None:
    tiny = paired(tmp_path, "dense and sparse", chart("dense and sparse", "It is 2 to one."), '{{ chart("sizes") }}')
    (problem,) = tiny.problems()
    assert "the number '2' is typed into the chart" in problem
    tiny = paired(tmp_path / "page", "dense and sparse", page='{{ table(["one", "two"], ["size"], mixes="2 to one") }}')
    (problem,) = tiny.problems()
    assert "the number in '2 to one' is typed into the page" in problem

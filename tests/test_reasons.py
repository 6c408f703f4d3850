"""What figures count and over what time, read from the data; every reason for a mix is read on the site."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest

from macros.facts import like
from macros.facts.ledger import Ledger
from macros.pages import grammar
from macros.values import basis

from .site import ROOT, Page, register, text
from .test_like import WHY, D, paired, ratio
from .test_like_shown import ROWS


def test_a_basis_is_read_whole() -> None:
    assert basis.parse("FP16 or BF16, dense, matrix units only, card grade") == basis.Basis(
        "16", "dense", "matrix units only"
    )
    assert basis.parse("precision and density not stated, all kinds of computing") == basis.Basis(
        "", basis.UNSTATED, ""
    )
    assert basis.parse("FP64, peak") == basis.Basis("64", "", "")


def test_every_reason_in_the_data_stands_on_a_page(ledger: Ledger, pages: dict[str, Page]) -> None:
    rows = {name: text(row) for name, (_, row) in register(pages).items()}
    reasons = {name: fact.mixes for name, fact in ledger.facts.items() if fact.mixes}
    assert len(reasons) > 5
    assert not [name for name, why in reasons.items() if why and f"{like.LABEL}: {why}" not in rows[name]]


def test_every_reason_of_a_chart_or_a_table_stands_below_it(ledger: Ledger, pages: dict[str, Page]) -> None:
    def notes(page: Page) -> list[str]:
        below = [text(e) for e in page.article.iter("p") if e.get("class") in ("mixes", "note")]
        return [note for note in below if note.startswith(f"{like.LABEL}.")]

    told = [note for page in pages.values() for note in notes(page)]
    for name, chart in ledger.charts.items():
        if chart.entry.mixes:
            start = chart.entry.mixes.partition("{{")[0].strip()
            assert any(start in note for note in told), name
    found = 0
    for path in (ROOT / "docs").rglob("*.md"):
        page = pages[path.relative_to(ROOT / "docs").with_suffix(".html").as_posix()]
        for part in grammar.parse(path.read_text("utf-8")):
            why = part.options.get("mixes") if isinstance(part, grammar.Call) else None
            why = part.args[0] if isinstance(part, grammar.Call) and part.name == "mixes" else why
            if why:
                found += 1
                assert any(unescape(note) == f"{like.LABEL}. {why}" for note in notes(page)), why
    assert found > 20


@pytest.mark.parametrize(
    ("as_of", "months"),
    [("", 0), ("2025-03-04", 0), ("2025-03", 0), ("2025-Q1", 3), ("2025-9M", 9), ("2025", 12), ("FY2026/2026-01", 12),
     ("2025-05-20/2025-06-03", 0), ("2024-10-05/2025-09-30", 12)],
)  # fmt: skip
def test_the_months_that_a_date_covers(as_of: str, months: int) -> None:
    assert like.period(as_of) == months


def test_a_reason_of_a_formula_holds_no_typed_number_either(tmp_path: Path) -> None:
    tiny = paired(tmp_path, "dense and sparse", ratio("One is 2 times denser."))
    (problem,) = tiny.problems()
    assert problem.startswith(f"{D}:{tiny.line(D, 'mixes:')}: ratio.times: mixes: the number '2' is typed into it")


def test_a_reason_has_words(tmp_path: Path) -> None:
    tiny = paired(tmp_path, "dense and sparse", page=ROWS.format("fact") + '\n\n{{ mixes(" ") }}')
    assert [problem.partition(": ")[2] for problem in tiny.problems()] == [
        "mixes(): say in words why the figures stand together"
    ]


def test_a_file_that_cannot_be_read_makes_no_reason_idle(tmp_path: Path) -> None:
    page = f'{ROWS.format("fact")}\n\n{{{{ mixes("{WHY}") }}}}'
    tiny = paired(tmp_path, "dense and sparse", page=page)
    tiny.write(D, "\t" + (tiny.root / D).read_text("utf-8"))
    (problem,) = tiny.problems()
    assert "not valid YAML" in problem


def test_a_reason_under_no_table_is_told_so(tmp_path: Path) -> None:
    alike = '| one | two |\n| --- | --- |\n| {{ fact("one.size") }} | {{ fact("one.size") }} |'
    for page, message in (("Words.", "no table that is written out stands right above"), (alike, like.IDLE)):
        tiny = paired(tmp_path / message[:5], "dense and sparse", page=page + f'\n\n{{{{ mixes("{WHY}") }}}}')
        (problem,) = tiny.problems()
        assert f"mixes: {message}" in problem

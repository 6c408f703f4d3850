"""What `make new` asks at a terminal: until an answer will do, and as the options would say it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.edit import new as edits

from .added import FACT, settled, texts, typed
from .engine import Project


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return settled(tmp_path, monkeypatch)


def test_a_terminal_is_asked_until_the_answer_will_do(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = typed(
        monkeypatch, "fac", "fact", "acme.plants", "Plants", "", "?", "plantss", "plants", "?", "3", "3 plants", "",
        "", "", "?", "officia", "official", "trade-papr", KeyboardInterrupt,
    )  # fmt: skip
    before = texts(tiny)
    assert edits.new(tiny.root, None, {}, terminal=True) == 130
    told = capsys.readouterr()
    assert left == [] and texts(tiny) == before and told.err.endswith("Nothing was written.\n")
    assert "unknown: 'fac'; did you mean 'fact'?" in told.out
    assert "unknown unit 'plantss'; did you mean 'plants'?" in told.out
    assert "Who says so?\n  official: official record\n  vendor: company claim\n" in told.out
    assert re.search(r"^  such as .*\bGB\b.*\bpeople\b|^  such as .*\bpeople\b.*\bGB\b", told.out, re.M)  # units in use
    assert "  for example: 25_500_000_000, 20..30" in told.out  # of what has no list
    assert "[vendor, as is said for all]>" in told.out and "[2026-05, as is said for all]>" in told.out
    assert "  estimate, measured, official, reported, vendor" in told.out
    assert "trade-papr is new; did you mean 'trade-paper'?" in told.out


def test_answers_at_a_terminal_are_written_as_options_would_be(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    left = typed(
        monkeypatch, "acme.plants", "Plants", "", "plants", "3", "3 plants", "", "about", "2026-03", "reported",
        "city-paper", "", "",
    )  # fmt: skip
    assert edits.new(tiny.root, "fact", {}, terminal=True) == 0 and left == []
    asked = (tiny.root / "data/chips.yml").read_text("utf-8")
    assert 'printed: "3 plants"\n        approx: about\n        as_of: 2026-03\n' in asked


def test_a_print_that_does_not_bear_out_the_value_is_asked_for_again(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = typed(
        monkeypatch, "acme.plants", "Plants", "", "plants", "3", "4 plants", "", "3 plants", "", "2026-03", "reported",
        "city-paper", "", "",
    )  # fmt: skip
    assert edits.new(tiny.root, "fact", {}, terminal=True) == 0 and left == []
    assert "The print does not bear out the value: " in capsys.readouterr().out
    assert 'printed: "3 plants"\n' in (tiny.root / "data/chips.yml").read_text("utf-8")


def test_a_refusal_at_a_terminal_names_the_command_that_mends_it(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "fact", "4 plants", "")
    given = {name: text for name, text in FACT.items() if name != "printed"}
    assert edits.new(tiny.root, None, given, terminal=True) == 1
    assert "macros new fact --printed='4 plants' --fact=acme.plants" in capsys.readouterr().err

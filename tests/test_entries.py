"""What an entry becomes: what a row does not say comes from its fact, then its subject; the figure that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.facts.ledger import Fact, Reading

from .engine import project

DATA = """\
subjects:
  plan:
    name: Plan
    kind: policy
    as_of: 2026-01
    evidence: official
    sources: [city-paper]
    facts:
      power:
        label: Power
        unit: TFLOPS
        as_of: 2026-02
        evidence: vendor
        basis: FP16, dense
        target: true
        due: 2026-05
        met: It was opened.
        sources: [trade-paper]
        observations:
          - {value: 5, printed: 5 TFLOPS}
          - {value: 6, printed: [6 TFLOPS, 6TFLOPS], as_of: 2026-03, evidence: official, basis: "FP8, dense",
             due: 2026-06, met: Half of it., sources: [city-paper]}
        alternatives:
          - {value: 7, printed: 7 TFLOPS, evidence: reported, sources: [city-paper]}
          - {value: 8, printed: 8 TFLOPS, as_of: 2026-04, basis: "INT8, dense", evidence: reported, target: true,
             met: No., due: 2026-07, sources: [city-paper]}
        superseded:
          - {value: 4, printed: 4 TFLOPS, until: 2026-05, why: Counted again}
      site:
        label: Site
        unit: text
        value: A hall
"""


@pytest.fixture
def fact(tmp_path: Path) -> Fact:
    tiny = project(tmp_path, {"data/plan.yml": DATA, "docs/plan.md": "# Plan\n"})
    assert tiny.problems() == []
    return tiny.book().ledger.facts["plan.power"]


def told(row: Reading) -> tuple[object, ...]:
    """Return what a row says itself or takes from elsewhere."""
    return row.as_of, row.evidence, row.sources, row.basis, row.target, row.due, row.met


def test_a_row_says_it_itself_or_takes_it_from_its_fact_or_subject(fact: Fact) -> None:
    first, second = fact.readings
    own = ("2026-02", "vendor", ("trade-paper",), "FP16, dense", True, "2026-05", "It was opened.")
    assert told(first) == told(fact.superseded[0][0]) == own
    assert told(second) == ("2026-03", "official", ("city-paper",), "FP8, dense", True, "2026-06", "Half of it.")
    assert (first.printed, second.printed) == (("5 TFLOPS",), ("6 TFLOPS", "6TFLOPS"))
    assert [row.path for row in fact.readings] == [("observations", 0), ("observations", 1)]
    assert fact.superseded[0][1:] == ("2026-05", "Counted again")


def test_the_word_of_another_source_takes_date_and_basis_alone(fact: Fact) -> None:
    first, second = fact.alternatives
    assert told(first) == ("2026-02", "reported", ("city-paper",), "FP16, dense", False, None, None)
    assert told(second) == ("2026-04", "reported", ("city-paper",), "INT8, dense", True, "2026-07", "No.")


def test_a_fact_takes_from_its_subject_what_it_does_not_say(tmp_path: Path) -> None:
    site = project(tmp_path, {"data/plan.yml": DATA, "docs/plan.md": "# Plan\n"}).book().ledger.facts["plan.site"]
    assert told(site.current) == ("2026-01", "official", ("city-paper",), None, False, None, None)


@pytest.mark.parametrize(
    ("printed", "figure", "message"),
    [
        ("BF16 TFLOPS 512 320", "320", None),
        ("BF16 TFLOPS 512 320", "512", "320 TFLOPS disagrees with the value as printed"),
        ("BF16 TFLOPS 512 3200", "320", "figure: no print holds '320' as a whole number"),
        ("BF16 TFLOPS 320 of 640 units", "320", None),
        ("dense: none", "320", "figure: no print holds '320' as a whole number"),
    ],
)
def test_the_figure_that_an_editor_points_at(tmp_path: Path, printed: str, figure: str, message: str | None) -> None:
    tiny = project(tmp_path)
    tiny.replace("data/chips.yml", "printed: 320 TFLOPS", f"printed: '{printed}'\n        figure: '{figure}'")
    field = "figure:" if message and message.startswith("figure") else "printed: '"
    line = tiny.line("data/chips.yml", field)
    found = tiny.problems()
    assert len(found) == bool(message)
    if message:
        assert found[0].startswith(f"data/chips.yml:{line}: acme-one.compute-16bit: ") and message in found[0]


def test_a_file_belongs_to_a_page(tmp_path: Path) -> None:
    tiny = project(tmp_path, {"data/chip.yml": "subjects:\n  more:\n    name: More\n    kind: chip\n"})
    message = "there is no page docs/chip.md for this file; did you mean 'chips'?"
    assert tiny.problems() == [f"data/chip.yml:1: {message}"]
    tiny.write("data/chip.yml", "subjects:\n  more:\n    name: More\n    kind: chip\n    page: chips\n")
    assert tiny.problems() == []
    tiny.replace("data/chip.yml", "page: chips", "page: chip")
    assert tiny.problems()[0].startswith("data/chip.yml:")


def test_a_list_of_subjects_names_those_there_are(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace(
        "data/chips.yml", "[training, inference]\n        unit: list", "[acme-one, acme]\n        unit: subjects"
    )
    assert tiny.book().ledger.facts["acme-two.uses"].current.value == ("acme-one", "acme")


def test_what_nobody_knows_may_be_about_a_subject_or_none(tmp_path: Path) -> None:
    unknowns = "unknowns:\n  price:\n    text: What it cost.\n  staff:\n    text: Who works there.\n    about: acme\n"
    tiny = project(tmp_path)
    tiny.replace("data/summit.yml", "subjects:\n", f"{unknowns}subjects:\n")
    assert [(one.id, one.about) for one in tiny.book().ledger.unknowns] == [("price", None), ("staff", "acme")]
    tiny.replace("data/summit.yml", "about: acme", "about: acne")
    line = tiny.line("data/summit.yml", "about: acne")
    message = "staff: unknown subject 'acne'; did you mean 'acme'?"
    assert tiny.problems() == [f"data/summit.yml:{line}: {message}"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("glossary.yml", "    text: A frame", "    texd: A frame",
         "rack.texd: unknown field 'texd'; did you mean 'text'?"),
        ("publishers.yml", "kind: agency", "kinds: agency", "wire.kinds: unknown field 'kinds'; did you mean 'kind'?"),
        ("vocabulary.yml", "heading: P", "headin: P", "price.headin: unknown field 'headin'; did you mean 'heading'?"),
        ("sources.yml", "kind: analysis", "knd: analysis",
         "trade-paper.knd: unknown field 'knd'; did you mean 'kind'?"),
        ("summit.yml", "subjects:\n", "corrections:\n  one: {sayd: x, reading: y}\nsubjects:\n",
         "corrections.one.sayd: unknown field 'sayd'; did you mean 'said'?"),
        ("chips.yml", "        value: 150\n", "        value: 150\n        alternatives:\n          - {vlue: 6}\n",
         "acme.staff.alternatives.0.vlue: unknown field 'vlue'; did you mean 'value'?"),
        ("chips.yml", "        value: 150\n", "        observations:\n          - {vlue: 6}\n",
         "acme.staff.observations.0.vlue: unknown field 'vlue'; did you mean 'value'?"),
        ("chips.yml", "        value: 150\n",
         "        value: 150\n        superseded:\n          - {value: 6, untl: 2025, why: x}\n",
         "acme.staff.superseded.0.untl: unknown field 'untl'; did you mean 'until'?"),
    ],
)  # fmt: skip
def test_a_misspelled_field_is_told_the_one_of_its_place(
    tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    tiny = project(tmp_path)
    tiny.replace(f"data/{name}", old, new)
    assert [problem.partition(": ")[2] for problem in tiny.problems()] == [message]


def test_two_slips_of_one_file_are_told_both(tmp_path: Path) -> None:
    tiny = project(tmp_path)
    tiny.replace("data/chips.yml", "        value: 150\n", "        value: true\n")
    tiny.replace(
        "data/chips.yml", "        value: 64\n", "        value: 64\n        alternatives:\n          - {vlue: 6}\n"
    )
    found = [problem.split(": ")[1] for problem in tiny.problems()]
    assert found == ["acme.staff.value", "acme-one.memory.alternatives.0.vlue"]

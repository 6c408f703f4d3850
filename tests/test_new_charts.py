"""Each form of chart that `make new` writes: the entry as it stands in the file, and that a page can show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.edit.charts import SHOWS
from macros.edit.new import new
from macros.facts import chart
from macros.site.ahead import open_book

from .engine import Project, project

MEMORIES = "acme-one.memory,acme-two.memory"
# The answers by form, and the entry below its words.
FORMS: dict[str, tuple[dict[str, str], str]] = {
    "bars": ({"facts": MEMORIES, "subtitle": "Memory of two chips"}, """\
    panels:
      - title: Memory
        unit: GB
        rows:
          - {fact: acme-one.memory}
          - {fact: acme-two.memory}
"""),
    "points": ({"facts": "acme-one.memory", "panel": "Memory"}, """\
    panels:
      - title: Memory
        unit: GB
        rows:
          - {fact: acme-one.memory}
"""),
    "columns": ({"facts": "acme.plants"}, """\
    row: "{date}"
    panels:
      - title: Plants
        unit: plants
        rows:
          - {fact: acme.plants, series: true}
"""),
    "wholes": ({"facts": MEMORIES, "rest": "others"}, """\
    wholes:
      - title: Memory
        unit: GB
        rest: others
        parts:
          - fact: acme-one.memory
          - fact: acme-two.memory
"""),
    "lines": ({"facts": MEMORIES, "unit": "GB"}, """\
    axis: Memory
    unit: GB
    series:
      - name: Acme One
        facts: [acme-one.memory]
        color: china
        shape: circle
      - name: Acme Two
        facts: [acme-two.memory]
        color: abroad
        shape: square
"""),
    "events": ({"facts": "acme.founded,acme-one.launch"}, """\
    sides:
      acme:
        name: Acme
        hollow: a date that was promised
        color: china
      acme-one:
        name: Acme One
        hollow: a date that was promised
        color: abroad
    steps:
      - fact: acme.founded
        side: acme
      - fact: acme-one.launch
        side: acme-one
"""),
    "launches": ({"chips": "acme-one", "beside": "acme-two", "measures": "memory"}, """\
    chips: [acme-one]
    beside: [acme-two]
    measures:
      - key: memory
        unit: GB
        title: Memory, GB
"""),
    "specifications": ({"chips": "acme-one", "beside": "acme-two", "measures": "memory,compute-16bit"}, """\
    of: chips
    chips: [acme-one]
    beside: [acme-two]
    measures:
      - key: memory
        unit: GB
        title: Memory, GB
      - key: compute-16bit
        unit: TFLOPS
        title: Compute, TFLOPS
"""),
    "scatter": ({"measures": "compute-16bit,memory"}, """\
    measures:
      - key: compute-16bit
        unit: TFLOPS
        title: Compute, TFLOPS
      - key: memory
        unit: GB
        title: Memory, GB
"""),
    "map": ({"facts": "acme.plants,acme-two.memory,acme-one.memory", "mixes": "Words.",
             "places": "East Town 113.6 34.8; Port 121 31; East Town 113.6 34.8"}, """\
    mixes: Words.
    places:
      - name: East Town
        position: [113.6, 34.8]
        facts: [acme.plants, acme-one.memory]
      - name: Port
        position: [121, 31]
        facts: [acme-two.memory]
"""),
    "results": ({"revenue": "Revenue, CNY million", "profit": "Profit", "loss": "Result"}, """\
    revenue: Revenue, CNY million
    loss: Result
    profit: Profit
"""),
}  # fmt: skip

# What the tiny project lacks for some of them.
STAFF = """\
        printed: 150 engineers
"""
MORE = (
    STAFF
    + """\
      plants:
        label: Plants
        unit: plants
        observations:
          - {value: 1, printed: 1 plant, as_of: 2024}
          - {value: 2, printed: 2 plants, as_of: 2025}
      revenue:
        label: Revenue
        unit: CNY
        observations:
          - {value: 10_000_000, printed: CNY 10 million, as_of: 2024}
          - {value: 20_000_000, printed: CNY 20 million, as_of: 2025}
"""
)
ONE = """\
        basis: FP16, dense
"""
LAUNCH = """\
      launch:
        label: Launch of the chip
        value: 2025-03
        unit: date
        printed: launched in March 2025
        event: launch
"""
TWO = """\
        printed: 128 GB
"""
COMPUTE = """\
      compute-16bit:
        label: Compute
        value: 640
        unit: TFLOPS
        printed: 640 TFLOPS
        basis: FP16, dense
"""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr("macros.site.settings.problems", lambda *given: ())
    made = project(tmp_path)
    made.write("mkdocs.yml", "nav:\n  - Chips: chips.md\n")
    made.replace("data/chips.yml", STAFF, MORE)
    made.replace("data/chips.yml", ONE, ONE + LAUNCH)
    made.replace("data/chips.yml", TWO, TWO + COMPUTE + LAUNCH.replace("2025", "2026"))
    assert made.problems() == []
    return made


def test_there_is_no_other_form() -> None:
    assert set(FORMS) == set(SHOWS) == set(chart.FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_a_chart_of_each_form_is_written_and_drawn(
    tiny: Project, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given, piece = FORMS[form]
    words = {"page": "chips", "id": "tried", "form": form, "title": "Words.", "caption": "Words."}
    assert new(tiny.root, "chart", words | given, terminal=False) == 0, capsys.readouterr().err
    said = f"    subtitle: {given['subtitle']}\n" if "subtitle" in given else ""
    entry = f"\ncharts:\n  tried:\n    form: {form}\n    title: Words.\n{said}    caption: Words.\n{piece}"
    assert (tiny.root / "data/chips.yml").read_text("utf-8").endswith(entry)
    call = '{{ chart("tried", "acme") }}' if form == "results" else '{{ chart("tried") }}'
    assert call.replace('"acme"', '"..."') in capsys.readouterr().out
    page = (tiny.root / "docs/chips.md").read_text("utf-8")
    tiny.write("docs/chips.md", f"{page}\n\n{call}\n")
    drawn = open_book(tiny.root).pages["chips.md"]
    assert len(drawn.charts) == 1 and "<svg" in "".join(drawn.blocks)


@pytest.mark.parametrize("form", ["bars", "columns", "wholes", "lines"])
def test_a_chart_that_no_page_could_show_is_not_written(
    tiny: Project, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tiny.root / "data/chips.yml").read_text("utf-8")
    words = {"page": "chips", "id": "tried", "form": form, "title": "Words.", "caption": "Words."}
    assert new(tiny.root, "chart", words | {"facts": "acme.staff,acme-one.memory"}, terminal=False) == 1
    said = capsys.readouterr().err
    assert (
        re.search(r"^data/chips.yml, line (?!1 )\d+ as it would have been: tried\b.*cannot be converted", said, re.M)
        and "Nothing was written." in said
    )
    assert (tiny.root / "data/chips.yml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("form", "given", "message"),
    [
        ("scatter", {"measures": "memory"}, "--measures: name 2, the first upward and the second along (found 1)"),
        (
            "launches",
            {"chips": "acme-one", "measures": "memry"},
            "--measures: unknown: 'memry'; did you mean 'memory'?",
        ),
        ("specifications", {"chips": "acme-one", "measures": "memory"}, "--beside is missing: Chips beside them"),
        ("events", {"facts": "acme.staff"}, "--facts: unknown: 'acme.staff'"),
        (
            "map",
            {"facts": MEMORIES, "places": "Port 121 31"},
            "--places: name a place for each fact, with semicolons between them (found 1)",
        ),
        ("map", {"facts": "acme-one.memory", "places": "Port"}, "--places: a place is its name, degrees east and"),
        ("bars", {"chips": "acme-one"}, "--facts is missing: Facts that are numbers"),
        ("pie", {}, "--form: unknown: 'pie' (bars, points, columns,"),
    ],
)
def test_what_a_form_lacks_is_told(
    tiny: Project, form: str, given: dict[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"page": "chips", "id": "tried", "form": form, "title": "Words.", "caption": "Words."}
    assert new(tiny.root, "chart", words | given, terminal=False) == 2
    assert message in capsys.readouterr().err

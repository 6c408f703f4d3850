"""Charts as entries of the data files: one more takes no Python, and what is wrong in one is told with its place."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.charts import FORMS
from macros.facts.chart import FORMS as MODELS

from .engine import Project, project
from .tiny import CHIPS, SUMMIT

CHART = """\
charts:
  memory:
    form: bars
    title: Memory of the chips of Acme
    caption: The larger one has {{ fact("acme-two.memory") }} and stands below.
    alt: Bars of memory.
    panels:
      - title: Memory of a chip
        unit: GB
        values: short
        rows:
          - {fact: acme-one.memory}
          - {fact: acme-two.memory, name: 'The {{ name("acme-two") }}'}
"""
PAGE = '# Chips\n\n{{ chart("memory") }}\n'
FILES = {"data/chips.yml": CHIPS + CHART, "docs/chips.md": PAGE}


def drawn(tiny: Project) -> str:
    """Return the page of the chips with its chart in place."""
    return tiny.book().pages["chips.md"].whole_text


def test_a_chart_of_a_form_that_exists_takes_no_python(tmp_path: Path) -> None:
    text = drawn(project(tmp_path, FILES))
    assert text.count("<svg") == 2
    bars = re.findall(r'd="M[\d.]+,[\d.]+h([\d.]+)v[^>]*data-mark="([^"]+)"', text)
    assert [ref for _, ref in bars[:2]] == ["acme-one.memory=64", "acme-two.memory=128"]
    assert float(bars[1][0]) == pytest.approx(2 * float(bars[0][0]), abs=0.2)
    assert '<p class="unseen">Bars of memory. Memory of a chip: Acme One, 64 GB; The Acme Two, 128 GB.</p>' in text
    assert "<figcaption><strong>Memory of the chips of Acme</strong></figcaption>" in text  # none for what is not said
    assert re.search(r'<p class="note">The larger one has <data .*128 GB', text)
    assert text.count('<tr><th scope="row"') == 2  # what the caption shows stands in the table once


def test_every_form_that_may_be_written_is_drawn() -> None:
    assert set(FORMS) == set(MODELS)


HOSTILE = 'Ac<b>me</b> & "sons" \'n <script>alert()</script>'


def test_names_and_titles_come_out_as_their_words(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    data = FILES["data/chips.yml"].replace("name: Acme One", f"name: '{quoted}'")
    data = data.replace("title: Memory of the chips of Acme", f"title: '{quoted} {{{{ name(\"acme-one\") }}}}'")
    text = drawn(project(tmp_path, FILES | {"data/chips.yml": data}))
    figure = text[text.index("<figure") : text.index("</figure>") + len("</figure>")]
    root = ElementTree.fromstring(figure.replace("data-search-exclude", 'data-search-exclude=""'))  # it is well-formed
    tags = {element.tag for element in root.iter()}
    assert "b" not in tags and "script" not in tags
    caption = root.find("figcaption/strong")
    assert caption is not None and "".join(caption.itertext()) == f"{HOSTILE} {HOSTILE}"
    spoken = next(element.text or "" for element in root.iter("p") if element.get("class") == "unseen")
    assert f"Memory of a chip: {HOSTILE}, 64 GB" in spoken
    words = " ".join(element.text or "" for element in root.iter("text"))
    assert 'Ac<b>me</b> & "sons" \'n <script>alert()</script>' in words
    assert f"{HOSTILE}: Memory" in [unescape(element.text or "") for element in root.iter("th")]


ONE = "{fact: acme-one.memory}"
ALT = "alt: Bars of memory."
SHOWN = 'fact("acme-two.memory") }} and'
TYPED = "is typed into the chart; put it into data/ and call fact(), name() or term()"
KIND = "the caption says that all figures are of the kind 'analyst estimate', but acme-one.memory is 'company claim'"
FOUND = "acme-one.memory stands in the data now, but the caption says that nobody has found it"
TITLE = "title: Memory of the chips of Acme"
HALF = 'word("half", "acme-two.memory", "acme-one.memory") }} and'


# What is replaced, by what, where the line of the problem begins, and the problem.
@pytest.mark.parametrize(("old", "new", "wrong", "message"), [
    (ONE, "{fact: acme-one.memry}", "{fact: acme-one.memry",
     "memory.panels.0.rows.0.fact: unknown fact 'acme-one.memry'; did you mean 'acme-one.memory'?"),
    (ONE, "{fact: acme-one.memory, source: trade-papr}", "{fact: acme-one.memory, source",
     "memory.panels.0.rows.0.source: unknown source 'trade-papr'; did you mean 'trade-paper'?"),
    (ONE, "{fact: acme-one.memory, source: trade-paper}", "{fact: acme-one.memory, source",
     "memory.panels.0.rows.0: acme-one.memory has 0 alternatives by 'trade-paper'; the chart needs one"),
    (ONE, "{fact: acme-one.memory, at: 2019}", "{fact: acme-one.memory, at",
     "acme-one.memory has no observation of '2019'; there are 2026-05"),
    (ONE, "{fact: acme-one.memory, colour: abroad}", "{fact: acme-one.memory, colour",
     "unknown field 'colour'; did you mean 'color'?"),
    ("form: bars", "form: bar", "  memory:", "memory: unknown form 'bar'; did you mean 'bars'?"),
    ("    form: bars\n", "", "  memory:", "memory: form is missing"),
    ("values: short", "value: short", "value: short", "unknown field 'value'; did you mean 'values'?"),
    ("unit: GB", "unit: people", ONE, "acme-one.memory: GB cannot be converted to people"),
    ("of a chip", "of 2 chips", "title: Memory of 2", f"the number '2' {TYPED}"),
    ("of a chip", "of 2, as told", "title: Memory of 2", f"the number '2' {TYPED}"),
    ("of a chip", "in 2026", "title: Memory in 2026",
     "the number '2026' is typed into the chart; put it into data/ and call fact(), or asof() or due() for the date"),
    ("stands below.", "stands below, with 128 GB.", "caption:", f"the number '128' {TYPED}"),
    ('name("acme-two")', 'name("acme-too")', "{fact: acme-two.memory",
     "name(): unknown subject 'acme-too'; did you mean 'acme-two'?"),
    (SHOWN, SHOWN.replace("fact", "fakt"), "caption:", "fakt(): unknown macro; did you mean 'fact'?"),
    (SHOWN, HALF, "caption:", "word(): 'half' is not true"),
    (SHOWN, 'fact("acme-two.memory" }} and', "caption:", "cannot be read"),
    (ALT, f"{ALT}\n    evidence: estimate", "evidence: estimate", KIND),
    (ALT, f"{ALT}\n    absent: [acme-one.memory]", "absent:", FOUND),
    (TITLE, "title: '{{ word(\"half\", \"acme-two.memory\", \"acme-one.memory\") }}'", "title:",
     "word(): 'half' is not"),
    (TITLE, f"{TITLE}\n    subtitle: In 3 parts", "subtitle:", f"the number '3' {TYPED}"),
    ("name: 'The {{", "name: '{naem} {{", "{fact: acme-two.memory", "nothing is known for {naem}"),
    ("name: 'The {{", "name: '{short, {{", "{fact: acme-two.memory", "'{' stands alone in"),
])  # fmt: skip
def test_what_is_wrong_in_an_entry_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, wrong: str, message: str
) -> None:
    tiny = project(tmp_path, FILES)
    text = (tiny.root / "data/chips.yml").read_text("utf-8")
    start = text.index("charts:")
    assert text[start:].count(old) == 1
    tiny.write("data/chips.yml", text[:start] + text[start:].replace(old, new))
    line = text[:start].count("\n") + text[start:].replace(old, new).split(wrong)[0].count("\n") + 1
    problems = tiny.problems()
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"data/chips.yml:{line}: memory") and message in problems[0]


@pytest.mark.parametrize(("form", "refused"), [("bars", False), ("points", True), ("columns", True)])
def test_lines_across_stand_over_bars_alone(tmp_path: Path, form: str, refused: bool) -> None:
    tiny = project(tmp_path, FILES)
    text = (tiny.root / "data/chips.yml").read_text("utf-8")
    rows = "        rows:\n          - {fact: acme-one"
    line = f"        across:\n          - {{fact: acme-two.memory, name: 'a limit:'}}\n{rows}"
    text = text.replace("form: bars", f"form: {form}").replace(rows, line)
    tiny.write("data/chips.yml", text)
    found = tiny.problems()
    assert bool(found) == refused and all("lines across stand over bars" in problem for problem in found), found


def test_number_formats_are_names(tmp_path: Path) -> None:
    data = FILES["data/chips.yml"].replace("title: Memory of a chip", "title: Memory for 16-bit numbers, INT4 and FP8")
    assert not project(tmp_path, FILES | {"data/chips.yml": data}).problems()


def test_an_entry_left_out_because_it_is_wrong_gives_no_second_message(tmp_path: Path) -> None:
    tiny = project(tmp_path, FILES)
    tiny.replace("data/chips.yml", "        printed: 64 GB of memory\n", "        printed: 65 GB of memory\n")
    assert [p for p in tiny.problems() if "chart" in p or "memory." in p] == []
    tiny = project(tmp_path / "other", FILES)
    tiny.replace("data/chips.yml", "    form: bars\n", "    form: barz\n")
    assert len(tiny.problems()) == 1


def test_a_chart_stands_once(tmp_path: Path) -> None:
    tiny = project(tmp_path, FILES | {"data/summit.yml": SUMMIT + CHART})
    first, again = (
        tiny.line("data/chips.yml", "  memory:\n    form"),
        tiny.line("data/summit.yml", "  memory:\n    form"),
    )
    assert tiny.problems() == [f"data/summit.yml:{again}: memory: the chart stands already in data/chips.yml:{first}"]


def test_a_wrong_chart_above_a_right_one_is_told_with_its_own_line(tmp_path: Path) -> None:
    wrong = CHART.replace("{fact: acme-one.memory}", "{fact: acme-one.memry}")
    right = CHART.replace("charts:\n  memory:", "  other:")
    page = PAGE + '\n{{ chart("other") }}\n'
    tiny = project(tmp_path, {"data/chips.yml": CHIPS + wrong + right, "docs/chips.md": page})
    (problem,) = tiny.problems()
    assert problem.startswith(f"data/chips.yml:{tiny.line('data/chips.yml', '{fact: acme-one.memry}')}: memory.panels")


def test_an_unknown_chart_is_told_where_the_page_calls_it(tmp_path: Path) -> None:
    tiny = project(tmp_path, FILES | {"docs/chips.md": '# Chips\n\n{{ chart("memori") }}\n'})
    assert tiny.problems() == ["docs/chips.md:3: chart(): unknown chart 'memori'; did you mean 'memory'?"]


def test_a_wrong_chart_on_two_pages_is_told_once(tmp_path: Path) -> None:
    data = FILES["data/chips.yml"].replace("alt: Bars of memory.", "alt: Bars.\n    evidence: estimate")
    tiny = project(tmp_path, FILES | {"data/chips.yml": data, "docs/summit.md": PAGE})
    assert len(tiny.problems()) == 1


def test_other_forms_take_no_python_either(tmp_path: Path) -> None:
    charts = """\
charts:
  steps:
    form: events
    title: Steps of Acme
    caption: A step a line.
    alt: "Dated steps: {steps}. {acme} of Acme."
    sides:
      acme: {name: a step, hollow: a step back}
    steps:
      - {fact: summit.date, side: acme, eased: true}
      - {fact: acme.founded, side: acme, name: 'Founding of {{ name("acme") }}'}
  staff:
    form: lines
    title: Staff of Acme
    caption: One series.
    alt: Points over time.
    axis: Staff
    unit: people
    series:
      - {name: Acme, facts: [acme.staff], color: china, shape: circle}
  prices:
    form: points
    title: A price by one voice
    caption: The line spans a range.
    panels:
      - title: Price of a chip, CNY
        unit: CNY
        values: bare-short
        rows:
          - {fact: acme-two.price, series: true}
"""
    page = '# Chips\n\n{{ chart("steps") }}\n\n{{ chart("staff") }}\n\n{{ chart("prices") }}\n'
    tiny = project(tmp_path, {"data/chips.yml": CHIPS + charts, "docs/chips.md": page})
    steps, staff, prices = drawn(tiny).split("<figure")[1:]
    assert '"unseen">Dated steps: 2019, Founding of Acme; February 2026, The summit is held. 2 of Acme.' in steps
    assert re.findall(r'data-mark="([^"]+)"', steps) == ["acme.founded=2019", "summit.date=2026-02-28"] * 2
    assert "Points over time. Acme: 150 people (2026)." in staff
    assert '<p class="unseen">Price of a chip, CNY: Acme Two, 20,000 to 30,000.</p>' in prices


def test_a_number_in_a_title_that_heads_a_panel_too_is_one_message(tmp_path: Path) -> None:
    tiny = project(tmp_path, FILES)
    tiny.replace("data/chips.yml", TITLE, "title: Memory of 2 chips")
    tiny.replace("data/chips.yml", "title: Memory of a chip", "title: Memory of 2 chips")
    (problem,) = tiny.problems()
    assert f"memory.title: the number '2' {TYPED}" in problem

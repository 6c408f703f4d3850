"""What `make new` writes: the right lines in the right place, all else as it was; a refusal leaves every file alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.edit import new as edits
from macros.edit import written
from macros.edit.options import OPTIONS, WHAT
from macros.edit.sheet import EditError, Sheet
from macros.reading import strict_yaml

from .engine import Project, engine, project
from .site import ROOT

SAID = {"as-of": "2026-03", "evidence": "reported", "sources": "city-paper"}
SOURCE = {"url": "https://example.net/a", "kind": "news", "title": "A title", "published": "2026-03-02"}
NEW_PUBLISHER = {"publisher": "new-pub", "publisher-name": "New Pub", "publisher-kind": "newspaper"}

PAGE = """\
---
title: Newco
description: A maker of chips.
---
# {{ name("newco") }} {: #newco }

!!! abstract "In short"
    - {{ name("newco") }} was founded in {{ headline("newco.founded") }}.

## Company

{{ name("newco") }} was founded in {{ fact("newco.founded") }}.

## What we do not know

{{ unknowns() }}

{{ facts_on_this_page() }}
"""
PAGE_DATA = """\
# yaml-language-server: $schema=../schemas/page.schema.json
# Newco.
subjects:
  newco:
    name: Newco
    zh: 新公司
    kind: company
    facts:
      founded:
        label: Newco is founded
        value: 2020
        unit: date
        printed: "founded in 2020"
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
        event: company

unknowns:
  newco-open:
    text: What it earns.
    about: newco
"""
# What goes out where one value becomes two.
GONE = {
    "observation": ["        value: 150\n", "        printed: 150 engineers\n"],
    "superseded value": ["        value: 25_500_000_000\n",
                         "        printed: CNY 25.5 billion\n        approx: more than\n"],
}  # fmt: skip

# What is added with which answers, and the pieces of text that must come in, by file; blank lines part pieces, but
# for those that stand at an end of one and come in with it.
ADDED: dict[str, tuple[str, dict[str, str], dict[str, list[str]]]] = {
    "fact": (
        "fact", {"fact": "acme.plants", "label": "Plants", "unit": "plants", "value": "30_000", "printed": "30,000",
                 "figure": "30,000", "note": "So: it says.", **SAID},
        {"data/chips.yml": ["""\
      plants:
        label: Plants
        value: 30_000
        unit: plants
        printed: "30,000"
        figure: "30,000"
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
        note: "So: it says."
"""]}),
    "fact whose provenance is that of its subject": (
        "fact", {"fact": "acme-one.price", "unit": "CNY", "value": "20_000..30_000.5", "approx": "about",
                 "printed": "about CNY 20,000 to 30,000.5 | CNY 20,000-30,000.5"},
        {"data/chips.yml": ["""\
      price:
        low: 20_000
        high: 30_000.5
        unit: CNY
        printed: ["about CNY 20,000 to 30,000.5", "CNY 20,000-30,000.5"]
        approx: about
"""]}),
    "plan with a date, from a source and a publisher that are new": (
        "fact", {"fact": "acme.plant", "label": "Plant opens", "unit": "date", "value": "2027-05",
                 "printed": "in May 2027", "ahead": "plan", "due": "2027-05", "event": "company", "as-of": "2026-03",
                 "evidence": "reported", "sources": "new-pub-plant-202603", **SOURCE, **NEW_PUBLISHER},
        {"data/chips.yml": ["""\
sources:
  new-pub-plant-202603:
    publisher: new-pub
    title: A title
    url: "https://example.net/a"
    published: "2026-03-02"
    kind: news
    lang: en

""", """\
      plant:
        label: Plant opens
        value: 2027-05
        unit: date
        printed: "in May 2027"
        as_of: 2026-03
        target: true
        due: 2027-05
        evidence: reported
        sources: [new-pub-plant-202603]
        event: company
"""],
         "data/publishers.yml": ["  new-pub:\n    name: New Pub\n    kind: newspaper\n"]}),
    "compute with its basis, on an analyst's word": (
        "fact", {"fact": "acme-two.compute-16bit", "label": "Compute", "unit": "TFLOPS", "value": "500.50",
                 "printed": "500.50 TFLOPS", "basis": "FP16, dense", "evidence": "estimate", "by": "wire"},
        {"data/chips.yml": ["""\
      compute-16bit:
        label: Compute
        value: 500.50
        unit: TFLOPS
        printed: "500.50 TFLOPS"
        basis: FP16, dense
        evidence: estimate
        by: wire
"""]}),
    "derived fact": (
        "fact", {"fact": "acme.memory-ratio", "label": "Ratio", "unit": "times",
                 "formula": "acme-two.memory / acme-one.memory"},
        {"data/chips.yml": ["""\
      memory-ratio:
        label: Ratio
        formula: acme-two.memory / acme-one.memory
        unit: times
"""]}),
    "list": (
        "fact", {"fact": "acme.cities", "label": "Cities", "unit": "list", "value": "Hangzhou, Xi'an", **SAID},
        {"data/chips.yml": ["""\
      cities:
        label: Cities
        value: [Hangzhou, Xi'an]
        unit: list
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
"""]}),
    "source": (
        "source", {"id": "wire-acme-202603", "file": "data/sources.yml", "publisher": "The Wire", "lang": "zh",
                   "origin": "trade-paper", "via": "A site", **SOURCE},
        {"data/sources.yml": ["""\
  wire-acme-202603:
    publisher: wire
    origin: trade-paper
    via: "A site"
    title: A title
    url: "https://example.net/a"
    published: "2026-03-02"
    kind: news
    lang: zh
"""]}),
    "publisher": ("publisher", NEW_PUBLISHER | {"publisher-zh": "新"},
                  {"data/publishers.yml": ["  new-pub:\n    name: New Pub\n    zh: 新\n    kind: newspaper\n"]}),
    "alternative": (
        "alternative", {"fact": "acme.staff", "value": "160", "printed": "160 people", "evidence": "reported",
                        "sources": "city-paper"},
        {"data/chips.yml": ["""\
        alternatives:
          - value: 160
            printed: "160 people"
            evidence: reported
            sources: [city-paper]
"""]}),
    "observation": (
        "observation", {"fact": "acme.staff", "value": "120", "printed": "120 people", **SAID, "as-of": "2025"},
        {"data/chips.yml": ["""\
        observations:
          - value: 120
            printed: "120 people"
            as_of: 2025
            evidence: reported
            sources: [city-paper]
          - value: 150
            printed: "150 engineers"
            as_of: 2026-05
"""]}),
    "superseded value": (
        "superseded", {"fact": "summit.investment", "value": "26_000_000_000", "printed": "CNY 26 billion", **SAID,
                       "sources": "trade-paper", "until": "2026-03", "why": "Counted again."},
        {"data/summit.yml": ["        value: 26_000_000_000\n", """\
        printed: "CNY 26 billion"
        as_of: 2026-03
        evidence: reported
        sources: [trade-paper]
        superseded:
          - value: 25_500_000_000
            printed: "CNY 25.5 billion"
            approx: more than
            as_of: 2026-02-28
            until: 2026-03
            why: Counted again.
            sources: [city-paper]
"""]}),
    "unknown": (
        "unknown", {"page": "summit", "id": "summit-cost", "text": "What it cost.", "about": "summit"},
        {"data/summit.yml": ["\nunknowns:\n  summit-cost:\n    text: What it cost.\n    about: summit\n"]}),
    "chip": (
        "chip", {"id": "acme-three", "name": "Acme Three", "zh": "三", "aka": "A3, Three", "maker": "acme",
                 "page": "chips", "shared": "yes", **SAID},
        {"data/chips.yml": ["""\
  acme-three:
    name: Acme Three
    zh: 三
    aka: [A3, Three]
    kind: chip
    links: {maker: acme}
    evidence: reported
    as_of: 2026-03
    sources: [city-paper]
"""]}),
    "chart": (
        "chart", {"page": "chips", "id": "memories", "form": "bars", "title": "Memory: by chip",
                  "caption": 'Less than {{ fact("acme-two.memory") }} is little.',
                  "facts": "acme-one.memory, acme-two.memory", "panel": "Memory"},
        {"data/chips.yml": ["""\

charts:
  memories:
    form: bars
    title: "Memory: by chip"
    caption: Less than {{ fact("acme-two.memory") }} is little.
    panels:
      - title: Memory
        unit: GB
        rows:
          - {fact: acme-one.memory}
          - {fact: acme-two.memory}
"""]}),
    "term": (
        "term", {"id": "node", "name": "node", "zh": "节点", "aka": "nodes", "text": "A server in a rack.",
                 "see": "rack, server"},
        {"data/glossary.yml": ["""\
  node:
    name: node
    zh: 节点
    aka: [nodes]
    text: A server in a rack.
    see: [rack, server]
"""]}),
    "page": (
        "page", {"page": "newco", "name": "Newco", "zh": "新公司", "description": "A maker of chips.",
                 "unknown": "What it earns.", "value": "2020", "printed": "founded in 2020", **SAID},
        {"mkdocs.yml": ["  - Newco: newco.md\n"], "docs/newco.md": [PAGE], "data/newco.yml": [PAGE_DATA]}),
}  # fmt: skip


def texts(tiny: Project) -> dict[str, str]:
    """Return every file of a project."""
    return {
        path.relative_to(tiny.root).as_posix(): path.read_text("utf-8")
        for path in tiny.root.rglob("*")
        if path.is_file() and path.suffix in (".yml", ".md")
    }


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    nav = "nav:\n" + "".join(f"  - {name.capitalize()}: {name}.md\n" for name in ("index", "summit", "chips"))
    made = project(tmp_path)
    # Settings that need no engine: what MkDocs makes of the navigation is tested with the real ones.
    made.write("mkdocs.yml", nav)
    return made


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.site.settings.problems", lambda *given: ())


def add(tiny: Project, what: str, given: dict[str, str]) -> int:
    """Add an entry with all answers given."""
    return edits.new(tiny.root, what, given, terminal=False)


@pytest.mark.parametrize("name", ADDED)
def test_an_entry_comes_into_its_place_and_all_else_stays(
    tiny: Project, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    what, given, wanted = ADDED[name]
    before = texts(tiny)
    assert add(tiny, what, given) == 0, capsys.readouterr().err
    after, said = texts(tiny), capsys.readouterr().out
    for file in before.keys() | after.keys():
        rest, old = after[file], before.get(file, "")
        for piece in wanted.get(file, ()):
            assert rest.count(piece) == 1, rest
            rest = rest.replace(piece, "")
        for piece in GONE.get(name, ()) if file in wanted else ():
            assert old.count(piece) == 1
            old = old.replace(piece, "")
        assert rest == old, file
    assert tiny.problems() == []
    assert "All data and pages are in order. Next:\n- " in said
    assert [file for file in wanted if f"{file}:" not in said and file[-3:] != ".md" and file != "mkdocs.yml"] == []


def test_every_kind_is_tried_and_every_option_is_used() -> None:
    assert {what for what, _, _ in ADDED.values()} == set(WHAT) == set(edits.KINDS)
    tried = {name for _, given, _ in ADDED.values() for name in given}
    assert tried <= OPTIONS.keys() and OPTIONS.keys() - tried <= {"mixes", "row", "unknown-id"}


FACT = {"fact": "acme.plants", "label": "Plants", "unit": "plants", "value": "3", "printed": "3 plants", **SAID}


@pytest.mark.parametrize(
    ("what", "given", "status", "message"),
    [
        ("fact", FACT | {"printed": "4 plants"}, 1, "acme.plants: the value 3 plants disagrees"),
        ("fact", FACT | {"unit": "plantss"}, 2, "--unit: unknown unit 'plantss'; did you mean 'plants'?"),
        ("fact", FACT | {"fact": "acne.plants"}, 2, "--fact: there is no subject 'acne'; did you mean 'acme'?"),
        ("fact", FACT | {"fact": "acme.staff"}, 2, "--fact: there is a fact 'acme.staff' already; WHAT=alternative"),
        ("fact", FACT | {"fact": "Acme staff"}, 2, "--fact: a fact is named subject.fact (found 'Acme staff')"),
        ("fact", FACT | {"fact": "acme.price"}, 2, "--unit: price is money or count in data/vocabulary.yml, not GB"),
        ("fact", FACT | {"value": "3,5"}, 2, "--value: write a plain number such as"),
        ("fact", FACT | {"evidence": "reportd"}, 2, "--evidence: unknown: 'reportd'; did you mean 'reported'?"),
        ("fact", FACT | {"evidence": "measured"}, 2, "--by is missing: By whom"),
        ("fact", FACT | {"as-of": "May 2026"}, 2, "--as-of: "),
        ("fact", FACT | {"as-of": "2026-13"}, 2, "--as-of: "),
        ("fact", FACT | {"sources": "city-papr"}, 2, "--sources: unknown source 'city-papr'; did you mean"),
        ("fact", FACT | {"sources": "new-key", **SOURCE, "publisher": "The Wir"}, 2, "did you mean 'the wire'?"),
        ("fact", FACT | {"sources": "new-key", **SOURCE, "url": "https://example.com/city", "publisher": "wire"}, 2,
         "--url: the address stands already under 'city-paper'"),
        ("fact", FACT | {"form": "bars"}, 2, "--form: no use here; this edit takes --ahead, "),
        ("fact", {"fact": "acme.plants"}, 2, "--label is missing: What the figure is"),
        ("fact", {"fact": "acme.plants"}, 2, "WHAT=fact needs --fact --label --unit --value --printed --as-of "),
        ("fact", {"fact": "acme-one.memory-two", "label": "M"}, 2, "--unit is missing: Unit, such as CNY"),
        ("fact", {"fact": "acme.memory"}, 2, "--unit is missing: Unit of bytes, such as GB\n"),
        ("fact", FACT | {"sources": "new-key", **SOURCE, "publisher": "wir"}, 2,
         "did you mean 'wire'?; a new one needs --publisher-name and --publisher-kind"),
        ("fact", FACT | {"sources": "new-key", **SOURCE, **NEW_PUBLISHER, "publisher-kind": "press"}, 2,
         "'trade-press'? (government, "),
        ("alternative", {"fact": "acme.staff", "value": "150", "printed": "150 people", "evidence": "vendor",
                         "sources": "trade-paper"}, 2, "--value: this value stands there already"),
        ("chart", {"page": "chips", "id": "m", "form": "bars", "title": "All", "caption": "x",
                   "facts": "acme.founded"}, 2, "--facts: unknown: 'acme.founded'"),
        ("fact", {"fact": "acme.ratio", "label": "R", "unit": "times", "formula": "acme.staf / acme.staff"}, 2,
         "--formula: unknown fact 'acme.staf'; did you mean 'acme.staff'?"),
        ("alternative", {"fact": "summit.rate"}, 2, "--fact: summit.rate is computed from summit.investment"),
        ("observation", {"fact": "acme.staff", "value": "1", "printed": "1", **SAID, "as-of": "2026-05"}, 2,
         "--as-of: there is a value of 2026-05 already"),
        ("term", {"id": "rack", "name": "rack", "text": "A thing."}, 2, "--id: there is a term 'rack' already"),
        ("term", {"id": "node", "name": "node", "text": "A thing.", "see": "racks"}, 2, "did you mean 'rack'?"),
        ("unknown", {"page": "sumit", "id": "a", "text": "b"}, 2, "--page: unknown: 'sumit'; did you mean 'summit'?"),
        ("chart", {"page": "chips", "id": "m", "form": "bars", "title": "All 3", "caption": "x",
                   "facts": "acme-one.memory"}, 1, "m.title: the number '3' is typed"),
        ("page", {"page": "summit"}, 2, "--page: there is a page docs/summit.md already"),
        ("page", {"page": "makers/newco"}, 2, "--page: there is no part 'makers' of the site"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(
    tiny: Project, capsys: pytest.CaptureFixture[str], what: str, given: dict[str, str], status: int, message: str
) -> None:
    before = texts(tiny)
    if "acme.price" in given.values():
        given = given | {"unit": "GB"}
    assert add(tiny, what, given) == status
    said = capsys.readouterr().err
    assert message in said and "Nothing was written." in said
    assert texts(tiny) == before


@pytest.mark.parametrize("what", ["superseded", "alternative", "observation", "chip", "publisher source"])
def test_each_piece_is_shown_with_the_line_at_which_it_stands(
    tiny: Project, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    given: dict[str, dict[str, str]] = {
        "superseded": FACT | {"fact": "acme.staff", "until": "2026-06", "why": "Counted again.", "note": "All."},
        "alternative": FACT | {"fact": "acme.staff"}, "observation": FACT | {"fact": "acme.staff"},
        "chip": {"id": "acme-four", "name": "Acme Four", "maker": "acme", **SAID},
        "publisher source": FACT | {"sources": "new-key", **SOURCE, **NEW_PUBLISHER},
    }  # fmt: skip
    kind = "fact" if " " in what else what
    asked = {name: text for name, text in given[what].items() if kind == "fact" or name not in ("label", "unit")}
    assert add(tiny, kind, asked | {"printed": "3"} if "printed" in asked and kind != "fact" else asked) == 0
    shown = capsys.readouterr().out.split("\nAll data and pages")[0]
    pieces = re.findall(r"^(data/[\w.]+):(\d+)\n((?:(?!data/).*\n?)+)", shown, re.M)
    assert len(pieces) == shown.count("data/") and pieces
    for name, line, text in pieces:
        lines = (tiny.root / name).read_text("utf-8").split("\n")[int(line) - 1 :]
        wanted = text.rstrip("\n").split("\n")
        assert lines[: len(wanted)] == wanted, f"{name}:{line}"


def test_data_that_are_not_in_order_are_mended_first(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace("data/chips.yml", "printed: 150 engineers", "printed: 160 engineers")
    assert add(tiny, "fact", FACT) == 1
    assert "acme.staff: the value 150" in (said := capsys.readouterr().err) and "before these are mended" in said


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str | type[BaseException]) -> list[str]:
    """Let these answers be typed at a terminal; returns what is left of them."""
    left: Any = list(answers)

    def answer(prompt: str = "") -> str:
        print(prompt)
        given = left.pop(0)
        if isinstance(given, str):
            return given
        raise given

    monkeypatch.setattr("builtins.input", answer)
    return left  # type: ignore[no-any-return]


def test_a_terminal_is_asked_until_the_answer_will_do(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left = typed(
        monkeypatch, "fac", "fact", "acme.plants", "Plants", "", "plantss", "plants", "3", "3 plants", "", "", "", "?",
        "officia", "official", "trade-papr", KeyboardInterrupt,
    )  # fmt: skip
    before = texts(tiny)
    assert edits.new(tiny.root, None, {}, terminal=True) == 130
    told = capsys.readouterr()
    assert left == [] and texts(tiny) == before and told.err.endswith("Nothing was written.\n")
    assert "unknown: 'fac'; did you mean 'fact'?" in told.out
    assert "unknown unit 'plantss'; did you mean 'plants'?" in told.out
    assert "Who says so? (official, vendor, reported, estimate, measured)" in told.out
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


def test_a_refusal_at_a_terminal_names_the_command_that_mends_it(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "4 plants")
    given = {name: text for name, text in FACT.items() if name != "printed"}
    assert edits.new(tiny.root, "fact", given, terminal=True) == 1
    assert "macros new fact --printed='4 plants' --fact=acme.plants" in capsys.readouterr().err


def test_the_commands_run_on_a_project_of_its_own(tmp_path: Path) -> None:
    tiny = engine(project(tmp_path))
    what, given, _ = ADDED["page"]
    made = tiny.run("macros", "new", what, *(f"--{name}={text}" for name, text in given.items()))
    assert made.returncode == 0, made.stderr
    assert tiny.run("macros", "check").returncode == 0
    before = texts(tiny)
    for command, message in (
        (("new", "fact"), "--fact is missing"),  # nobody is there to be asked
        (("new", "fact", "--fat=acme.plants"), "unrecognized arguments: --fat"),
        (("new", "facts"), "invalid choice: 'facts'"),
    ):
        ended = tiny.run("macros", *command)
        assert ended.returncode == 2 and message in ended.stderr, ended.stderr
    assert texts(tiny) == before


# What stands in a file, in the layouts that data files have.
LAYOUT = """\
# The first line.
a:
  one:  # beside it
    text: >-
      Two
      lines

    # of the next

  three: {x: 1}

  # before five
  five:
    list:
      - {a: 1}
      - b: 2
        c: "x"  # last
b: {}
"""


def test_a_sheet_keeps_comments_order_and_blank_lines() -> None:
    sheet = Sheet("x.yml", LAYOUT)
    sheet.add(("a",), "four", {"k": "v"}, by_letter=True)
    sheet.add(("a", "one"), "more", 5)
    sheet.append(("a", "five", "list"), {"d": "# no comment"})
    sheet.append(("a", "five", "list"), {"e": 1}, at=0)
    sheet.add(("b",), "new", ["x", "y: z"])
    assert (
        sheet.text
        == """\
# The first line.
a:
  one:  # beside it
    text: >-
      Two
      lines
    more: 5

    # of the next

  three: {x: 1}

  # before five
  five:
    list:
      - e: 1
      - {a: 1}
      - b: 2
        c: "x"  # last
      - d: "# no comment"

  four:
    k: v
b:
  new: [x, "y: z"]
"""
    )
    with pytest.raises(EditError, match="there already"):
        sheet.add(("a",), "one", 1)
    with pytest.raises(EditError, match=r"x\.yml:11: the entry stands in one line"):
        sheet.add(("a", "three"), "y", 1)


@pytest.mark.parametrize(
    "name", ["about", "glossary", "vocabulary", "ascend/supply", "ascend/software", "cpus/loongson", "challenges/index"]
)
def test_data_files_take_an_entry_anywhere_and_give_it_back(name: str) -> None:
    """An entry behind others of a mapping is put in and taken out again: the file is as it was."""
    path = ROOT / f"data/{name}.yml"
    text = path.read_text("utf-8")
    sheet = Sheet("data/" + path.name, text)
    places = [(*above, key) for above, key in _mappings(strict_yaml.load(text.encode(), "").data)]
    for above in {place[:-1] for place in places[:: max(1, len(places) // 4)]}:
        try:
            sheet.add(above, "a-new-key", {"text": "Words: with a colon, and # more"})
        except EditError as error:
            assert "in one line" in str(error)
            continue
        assert len(sheet.text) > len(text)
        sheet.drop((*above, "a-new-key"))
        assert re.sub(r"\n+", "\n", sheet.text) == re.sub(r"\n+", "\n", text)
        sheet = Sheet(sheet.name, text)


def _mappings(data: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(data, dict):
        for key, value in data.items():
            yield path, key
            yield from _mappings(value, (*path, key))


TEXTS = ("yes", "2026", "1.0", "a: b", "a #b", "- x", "[x", "it's", 'say "x"', "x, y", "@x", "东 数", "1_000", "~", "=",
         "0x1F", "2026-02-28", "%x", "a:", "\\n", "null", "12:30", "{x}", "&a", "*a", "!a", "|", ">")  # fmt: skip


def test_the_words_of_the_data_files_are_written_so_that_they_are_read_back() -> None:
    for text in TEXTS:
        for value in (text, [text, "b"]):
            line = "\n".join(written.entry("k", value, 0)) + "\n"
            assert strict_yaml.load(line.encode(), "").data == {"k": value}, line
    assert yaml.safe_load("\n".join(written.entry("n", {"a": 12345, "b": -10_000, "c": 9999}, 0)))
    assert re.findall(r": (\S+)", "\n".join(written.entry("n", {"a": 12345, "b": -10_000, "c": 9999}, 0))) == [
        "12_345", "-10_000", "9999",
    ]  # fmt: skip

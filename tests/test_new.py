"""What `make new` writes: the right lines in the right place, all else as it was; a refusal leaves every file alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.edit import new as edits
from macros.edit.options import OPTIONS, WHAT

from .added import ADDED, FACT, GONE, NEW_PUBLISHER, SAID, SOURCE, settled, texts
from .engine import Project, engine, project
from .test_new_charts import FORMS


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return settled(tmp_path, monkeypatch)


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
    tried |= {name for given, _ in FORMS.values() for name in given}
    assert tried <= OPTIONS.keys() and OPTIONS.keys() - tried <= {"mixes", "row", "unknown-id"}


@pytest.mark.parametrize(
    ("what", "given", "status", "message"),
    [
        ("fact", FACT | {"printed": "4 plants"}, 1, "acme.plants: the value 3 plants disagrees"),
        ("fact", FACT | {"unit": "plantss"}, 2, "--unit: unknown unit 'plantss'; did you mean 'plants'?"),
        ("fact", FACT | {"unit": "RMB"}, 2, "--unit: unknown unit 'RMB'; write CNY"),
        ("fact", FACT | {"fact": "acne.plants"}, 2, "--fact: there is no subject 'acne'; did you mean 'acme'?"),
        ("fact", FACT | {"fact": "acme.staff"}, 2, "--fact: there is a fact 'acme.staff' already; WHAT=alternative"),
        ("fact", FACT | {"fact": "Acme staff"}, 2, "--fact: a fact is named subject.fact (found 'Acme staff')"),
        ("fact", FACT | {"fact": "acme.price"}, 2, 
         "--unit: price is money or count (such as CNY or USD, chips or people) in data/vocabulary.yml, not GB"),
        ("fact", FACT | {"value": "3,5"}, 2, "--value: write a plain number such as"),
        ("fact", FACT | {"value": "144GB"}, 2, "(found '144GB'); drop the unit: 144"),
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
        ("publisher", NEW_PUBLISHER | {"publisher": "wire"}, 2,
         "the publisher wire is there already; leave out --publisher-name, --publisher-kind"),
        ("source", {"file": "data/summit.yml", "id": "new-key", **SOURCE, **NEW_PUBLISHER, "publisher": "wire"}, 2,
         "the publisher wire is there already; leave out --publisher-name, --publisher-kind"),
        ("alternative", {"fact": "acme.staff", "value": "150", "printed": "150 people", "evidence": "vendor",
                         "sources": "trade-paper"}, 2, "--value: this value stands there already"),
        ("chart", {"page": "chips", "id": "m", "form": "bars", "title": "All", "caption": "x",
                   "facts": "acme.founded"}, 2, "--facts: unknown: 'acme.founded'"),
        ("fact", {"fact": "acme.ratio", "label": "R", "unit": "times", "formula": "acme.staf / acme.staff"}, 2,
         "--formula: unknown fact 'acme.staf'; did you mean 'acme.staff'?"),
        ("alternative", {"fact": "summit.rate"}, 2, "--fact: summit.rate is computed from summit.investment"),
        ("observation", {"fact": "acme.staff", "value": "1", "printed": "1", **SAID, "as-of": "2026-05"}, 2,
         "--as-of: there is a value of 2026-05 already"),
        ("observation", {"fact": "acme.staff", "value": "160", "printed": "160 people", **SAID, "as-of": "2026-06",
                         "sources": "city-paper"}, 2,
         "--as-of: 2026-06 begins after its newest source came out, on 2026-03-01; a newer figure has a newer source"),
        ("superseded", {"fact": "acme.staff", "value": "150", "printed": "all 150 people", **SAID, "until": "2026-06",
                        "why": "Counted again."}, 2, "--value: the fact has this value already"),
        ("term", {"id": "rack", "name": "rack", "text": "A thing."}, 2, "--id: there is a term 'rack' already"),
        ("term", {"id": "node", "name": "node", "text": "A thing.", "see": "racks"}, 2, "did you mean 'rack'?"),
        ("unknown", {"page": "sumit", "id": "a", "text": "b"}, 2, "--page: unknown: 'sumit'; did you mean 'summit'?"),
        ("chart", {"page": "chips", "id": "m", "form": "bars", "title": "All 3", "caption": "x",
                   "facts": "acme-one.memory"}, 1, "m.title: the number '3' is typed"),
        ("facts", {}, 2, "WHAT is unknown: 'facts'; did you mean 'fact'?\nthere are fact, source, "),
        ("event", {}, 2, "'event'; an event is WHAT=fact with --unit date and --event\nthere are fact"),
        ("place", {}, 2, "'place'; a chip is WHAT=chip, a maker with its page WHAT=page; any other subject is written"),
        ("fact", FACT | {"fact": "harbor-town.plants"}, 2, "--fact: there is no subject 'harbor-town'; a chip is"),
        ("unknown", {"page": "harbor", "id": "a", "text": "b"}, 2, "--page: unknown: 'harbor' (chips, summit)"),
        ("observation", {"fact": "acme.staff"}, 2, "for a figure of computing power --basis too, for one that was"),
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


def test_a_refusal_names_no_line_as_if_it_stood_there(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tiny, "fact", FACT | {"printed": "4 plants"}) == 1
    first, second, *_ = capsys.readouterr().err.split("\n")
    assert re.match(
        r"data/chips\.yml, line \d+ as it would have been: acme\.plants: the value 3 plants disagrees", first
    )
    assert second == "Nothing was written. It would have been:"


@pytest.mark.parametrize(("what", "option", "names"), [
    ("source", "file", ("summit", "summit.yml", "data/summit")),
    ("unknown", "page", ("docs/chips.md", "data/chips.yml", "chips.html")),
])  # fmt: skip
def test_a_place_may_be_named_by_its_file(tiny: Project, what: str, option: str, names: tuple[str, ...]) -> None:
    given = {"source": {**SOURCE, "publisher": "wire"}, "unknown": {"text": "All of it."}}[what]
    for number, name in enumerate(names):
        words = {"id": f"new-{'abc'[number]}", option: name}
        words |= {"url": f"https://example.com/{number}"} if what == "source" else {}
        assert add(tiny, what, given | words) == 0
    assert add(tiny, what, given | {"id": "new-d", option: "chip"}) == 2


def test_nobody_to_ask_is_told(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert edits.new(tiny.root, None, {}, terminal=False) == 2
    assert "WHAT is missing, and there is no terminal to ask at: make new WHAT=fact" in capsys.readouterr().err


def test_a_publisher_by_another_name_is_told_by_its_id(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tiny, "fact", FACT | {"sources": "new-key", **SOURCE, "publisher": "the city paper"}) == 0
    assert "--publisher: 'the city paper' is taken as city-paper\n" in capsys.readouterr().out


def test_data_that_are_not_in_order_are_mended_first(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace("data/chips.yml", "printed: 150 engineers", "printed: 160 engineers")
    assert add(tiny, "fact", FACT) == 1
    assert "acme.staff: the value 150" in (said := capsys.readouterr().err) and "before these are mended" in said


def test_what_a_page_calls_already_is_added(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    calls = '{{ fact("acme.plants") }} {{ fact("acme.sites") }} {{ cite("new-key") }}'
    tiny.replace("docs/chips.md", "# Chips", f"# Chips\n\n{calls}")
    source = {"file": "data/summit.yml", "id": "new-key", **SOURCE, "publisher": "wire"}
    assert add(tiny, "fact", FACT) == 0
    said = capsys.readouterr().out
    assert "All else is in order; pages still miss:\ndocs/chips.md:3: cite(): unknown source 'new-key'" in said
    assert "acme.sites" in said and "unknown fact 'acme.plants'" not in said
    assert add(tiny, "source", source) == 0
    assert add(tiny, "fact", FACT | {"fact": "acme.sites", "printed": "4 plants"}) == 1  # a mistake of its own
    assert "the value 3 plants disagrees" in capsys.readouterr().err
    assert add(tiny, "fact", FACT | {"fact": "acme.sites"}) == 0
    assert "All data and pages are in order. Next:" in capsys.readouterr().out
    assert tiny.problems() == []


@pytest.mark.parametrize(("as_of", "told"), [("2026-Q1", True), ("2026-02", False)])
def test_a_value_of_another_period_is_asked_about(
    tiny: Project, capsys: pytest.CaptureFixture[str], as_of: str, told: bool
) -> None:
    given = {"fact": "acme.staff", "value": "160", "printed": "160 people", **SAID, "until": "2026-06", "why": "Again."}
    assert add(tiny, "superseded", given | {"as-of": as_of}) == 0
    said = capsys.readouterr().out
    assert ("acme.staff spoke of 2026-05 and speaks of 2026-Q1 now: does its label fit?" in said) == told


def test_a_note_that_goes_with_the_old_value_is_told(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.replace("data/chips.yml", "printed: 150 engineers", "printed: 150 engineers\n        note: Without guards.")
    given = {"fact": "acme.staff", "value": "160", "printed": "160 people", **SAID, "until": "2026-06", "why": "Again."}
    assert add(tiny, "superseded", given) == 0
    assert "its note went with the old value; where it holds for the new one too, enter it: Without guards." in (
        capsys.readouterr().out
    )


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
        (("new", "facts"), "WHAT is unknown: 'facts'"),
    ):
        ended = tiny.run("macros", *command)
        assert ended.returncode == 2 and message in ended.stderr, ended.stderr
    assert texts(tiny) == before

"""make changes: what an edit changes, in facts and on pages, before and after; wrong data and revisions are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.site import tell_changes
from macros.site.before import NoRevision, opened
from macros.site.changes import Changes, Step, Unreadable, compare, differences
from macros.site.parts import Part

from .engine import Project, project
from .repository import commit, git, repository
from .site import ROOT
from .test_chart_entries import CHART
from .tiny import CHIPS

S, C = "data/summit.yml", "data/chips.yml"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return repository(tmp_path / "tiny")


def changes(tiny: Project, revision: str = "HEAD") -> Changes:
    with opened(tiny.root, revision) as before:
        return compare(tiny.root, before)


def steps(found: Changes, page: str) -> list[tuple[str, str, str]]:
    return [(s.where, s.before, s.after) for one in found.pages if one.name == page for s in one.steps]


def facts(found: Changes) -> dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
    return {one.id: {f.field: (f.before, f.after) for f in one.fields} for one in found.facts}


def test_an_untouched_tree_changes_nothing(tiny: Project) -> None:
    found = changes(tiny)
    assert (found.facts, found.sources, found.pages, found.proposals) == ((), (), (), ())
    assert "no fact changes, and no page reads differently" in tell_changes.text(found)


def test_a_value_reaches_its_sentences_cells_and_what_is_computed_from_it(tiny: Project) -> None:
    tiny.replace(S, "value: 25_500_000_000", "value: 26_500_000_000")
    tiny.replace(S, "CNY 25.5 billion", "CNY 26.5 billion")
    found = changes(tiny)
    assert facts(found)["summit.investment"] == {
        "value": (("more than CNY 25.5 billion (25500000000)",), ("more than CNY 26.5 billion (26500000000)",)),
        "printed": (("CNY 25.5 billion",), ("CNY 26.5 billion",)),
    }
    assert facts(found)["summit.rate"] == {"value": (("CNY 6.8733 per US dollar",), ("CNY 7.1429 per US dollar",))}
    assert set(facts(found)) == {"summit.investment", "summit.rate"}
    assert [page.name for page in found.pages] == ["index.md", "summit.md", "register.md"]
    sentence = "Signed on February 28, 2026: more than CNY {}, or US$3.71 billion, at CNY {} per US dollar."
    told = steps(found, "summit.md")
    assert ("Summit", sentence.format("25.5 billion", "6.87"), sentence.format("26.5 billion", "7.14")) in told
    cell = "table “Facts on this page”, row “City summit Signed investment”, column “Value”"
    old, new = (f"more than CNY {n},500,000,000 As printed: CNY {n}.5 billion" for n in (25, 26))
    assert (cell, old, new) in told
    assert len(told) == 3


def test_a_source_under_another_key_is_one_source(tiny: Project) -> None:
    for path in tiny.root.rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("trade-paper", "trade-news"), "utf-8")
    for name in ("data/publishers.yml", "data/sources.yml"):  # the publisher keeps its id
        text = (tiny.root / name).read_text("utf-8")
        tiny.write(name, text.replace("publisher: trade-news", "publisher: trade-paper")
                   if "sources" in name else text.replace("trade-news", "trade-paper"))  # fmt: skip
    (source,) = changes(tiny).sources
    assert (source.id, source.state) == ("trade-news", "changed")
    assert [(one.field, one.before, one.after) for one in source.fields] == [("id", ("trade-paper",), ("trade-news",))]


def test_every_field_of_a_fact_is_told_and_no_other(tiny: Project) -> None:
    printed = "        printed: 150 engineers\n"
    tiny.replace(C, printed, f"{printed}        sources: [city-paper]\n"
                 "        evidence: reported\n        as_of: 2026-06\n        note: Counted anew.\n")  # fmt: skip
    tiny.replace(C, "label: Staff", "label: Engineers")
    assert facts(changes(tiny)) == {
        "acme.staff": {
            "label": (("Staff",), ("Engineers",)),
            "date": (("2026-05",), ("2026-06",)),
            "evidence": (("vendor, as the press reports it",), ("reported",)),
            "sources": (("trade-paper",), ("city-paper",)),
            "note": ((), ("Counted anew.",)),
        }
    }


def test_new_and_gone_facts_sources_and_pages(tiny: Project) -> None:
    staff = (
        "      staff:\n        label: Staff\n        value: 150\n        unit: people\n        printed: 150 engineers\n"
    )
    tiny.replace(C, staff, staff.replace("staff:", "people:").replace("label: Staff", "label: People"))
    tiny.replace("docs/index.md", 'fact("acme.staff")', 'fact("acme.people")')
    tiny.replace("data/sources.yml", "sources:\n", "sources:\n  wire-news:\n    publisher: wire\n"
                 "    url: https://example.net/new\n    kind: news\n    lang: en\n")  # fmt: skip
    tiny.write("docs/extra.md", "# Extra\n\nA page.\n")
    (tiny.root / "docs" / "timeline.md").unlink()
    found = changes(tiny)
    assert [(one.id, one.state) for one in found.facts] == [("acme.people", "new"), ("acme.staff", "gone")]
    assert [(one.id, one.state) for one in found.sources] == [("wire-news", "new")]
    assert {("extra.md", "new"), ("timeline.md", "gone")} <= {(page.name, page.state) for page in found.pages}
    text = tell_changes.text(found)
    assert "acme.staff (Acme: Staff), gone" in text and "Timeline, docs/timeline.md: the page is gone" in text


def test_prose_headings_tables_and_moves(tiny: Project) -> None:
    page, table = "docs/chips.md", "| A | B |\n| - | - |\n| x | {} |\n"
    tiny.write(page, f"# Chips\n\nOne stays. Two goes. Three moves.\n\n## Old head\n\n{table.format('y')}")
    commit(tiny)
    told = "Nothing here was told before."
    tiny.write(page, f"# Chips\n\nOne stays. {told}\n\n## New head\n\n{table.format('z')}\nThree moves.\n")
    assert set(steps(changes(tiny), "chips.md")) == {
        ("Chips", "Two goes.", ""),
        ("Chips", "", told),
        ("New head, heading", "Old head", "New head"),
        ("New head, table, row “x”, column “B”", "y", "z"),
        ("New head, table, row, moved here", "A | B", "A | B"),
    }


def test_what_is_said_elsewhere_is_told_as_moved(tiny: Project) -> None:
    page = "docs/chips.md"
    tiny.write(page, "# Chips\n\nOne moves. Two stays. Three stays.\n")
    commit(tiny)
    tiny.write(page, "# Chips\n\nTwo stays. Three stays.\n\n## More\n\nOne moves.\n")
    assert steps(changes(tiny), "chips.md") == [
        ("More, heading", "", "More"),
        ("More, moved here", "One moves.", "One moves."),
    ]


def test_a_chart_is_told_in_its_words_its_rows_and_its_drawing(tiny: Project) -> None:
    tiny.write(C, CHIPS + CHART)
    tiny.replace("docs/chips.md", "## The table", '{{ chart("memory") }}\n\n## The table')
    commit(tiny)
    tiny.replace(C, "value: 64\n", "value: 60\n")
    tiny.replace(C, "printed: 64 GB of memory", "printed: 60 GB of memory")
    tiny.replace("docs/chips.md", '{{ word("twice", "acme-two.memory", "acme-one.memory") }} ', "beside ")
    found = next(one for one in changes(tiny).pages if one.name == "chips.md")
    chart = [(s.where, s.before, s.after) for s in found.steps if s.kind == "chart"]
    assert ("chart memory, drawing", "drawn otherwise", "drawn otherwise") in chart
    assert ("chart memory, table, row “Acme One: Memory”, column “Value”", "64 GB", "60 GB") in chart
    assert any(where == "chart memory, text alternative" and "60" in after for where, _, after in chart)
    assert found.count() == "1 sentence, 2 cells, 1 chart"


def test_the_place_of_an_entry_is_no_change(tiny: Project) -> None:
    tiny.replace(S, "subjects:\n", "# A comment moves every line below it.\nsubjects:\n")
    found = changes(tiny)
    assert (found.facts, found.pages) == ((), ())


def test_markdown_folds_each_part_and_lets_no_text_act(tiny: Project) -> None:
    hostile = "Ends a fence: ```` </details> <script>alert(1)</script> @everyone"
    tiny.replace(C, "label: Staff", f"label: '{hostile}'")
    told = tell_changes.markdown(changes(tiny))
    for block in re.findall(r"<details>.*?\n\n(`{3,})diff\n(.*?)\n\1\n\n</details>", told, re.S):
        assert block[0] not in block[1]
    outside = re.sub(r"(`{3,})diff\n.*?\n\1\n", "", told, flags=re.S)
    assert hostile in told and "script" not in outside and "@everyone" not in outside
    assert told.count("<details>") == len(re.findall(r"</details>$", told, re.M)) > 1


def test_markdown_stays_within_what_a_comment_holds(tiny: Project) -> None:
    tiny.replace(C, "label: Staff", "label: Engineers")
    whole = tell_changes.markdown(changes(tiny))
    short = tell_changes.markdown(changes(tiny), most=len(whole) - 60)
    assert len(short) < len(whole) and "1 more of these parts do not fit here" in short


def test_wrong_data_of_either_side_are_told_apart(tiny: Project) -> None:
    tiny.replace(C, "unit: people", "unit: peoples")
    commit(tiny)
    with pytest.raises(Unreadable) as error:
        changes(tiny)
    assert "In the working tree: 1 problem" in str(error.value)
    assert re.search(r"In HEAD \(\w+\), by the rules of the working tree: 1 problem", str(error.value))
    assert str(error.value).count("data/chips.yml:18: acme.staff") == 2
    tiny.replace(C, "unit: peoples", "unit: people")
    with pytest.raises(Unreadable, match=r"\AIn HEAD"):
        changes(tiny)
    assert facts(changes(tiny, "HEAD~1")) == {}


@contextmanager
def refused(what: str) -> Iterator[None]:
    with pytest.raises(NoRevision, match=what):
        yield


def test_a_revision_that_is_none_is_told(tiny: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bogus", "--all", "HEAD:data", ""):
        with refused("is no revision of this repository"):
            changes(tiny, name)
    with refused("no git repository"), opened(project(tmp_path / "bare").root, "HEAD"):
        pass
    monkeypatch.setenv("PATH", str(tmp_path))
    with refused("git is not installed"):
        changes(tiny)


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    tiny = project(tmp_path / "site")
    git(tmp_path, "init", "--quiet")
    commit(tiny)
    tiny.replace(C, "label: Staff", "label: Engineers")
    assert set(facts(changes(tiny))) == {"acme.staff"}


def test_the_command_prints_and_ends_as_it_should(tiny: Project) -> None:
    tiny.replace(C, "label: Staff", "label: Engineers")
    (tiny.root / "macros").symlink_to(ROOT / "macros")
    plain, folded, entries = (tiny.run("macros", "changes", *more) for more in ((), ("--markdown",), ("--propose",)))
    assert (plain.returncode, folded.returncode, entries.returncode) == (0, 0, 0)
    assert "+ label: Engineers" in plain.stdout and "```diff" in folded.stdout
    assert 'old: "Staff", new: "Engineers"' in entries.stdout
    wrong = tiny.run("macros", "changes", "bogus")
    assert (wrong.returncode, wrong.stdout) == (1, "") and "bogus" in wrong.stderr


def test_sentences_that_are_alike_are_paired() -> None:
    before = [Part("sentence", (text,), "A") for text in ("It has ten chips.", "Nobody knows why.")]
    after = [Part("sentence", (text,), "A") for text in ("Much is new here, all of it.", "It has nine chips.")]
    assert differences(before, after) == [
        Step("sentences", "A", "", "Much is new here, all of it."),
        Step("sentences", "A", "It has ten chips.", "It has nine chips."),
        Step("sentences", "A", "Nobody knows why.", ""),
    ]


def test_a_fact_under_another_name_is_one_fact(tiny: Project) -> None:
    venue = "      venue:\n        label: Venue\n        value: Civic Center\n"
    tiny.replace(S, venue, venue.replace("venue:", "place:"))
    assert facts(changes(tiny)) == {"summit.place": {"id": (("summit.venue",), ("summit.place",))}}

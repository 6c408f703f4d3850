"""A new name reaches data, formulas, charts, links, calls and tests, and a reader sees what was there before."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from macros.edit import refer, rename
from macros.pages.book import Book
from macros.site import kept
from macros.site.ahead import open_book
from macros.site.catalog import MACROS

from .engine import Project, project
from .site import ROOT

CHARTED = """\
unknowns:
  cost:
    text: What it cost.
    about: acme-one
charts:
  memories:
    form: bars
    title: Memory
    caption: "Not {{ fact(\\"acme-one.buffer\\") }} of {{ name('acme-one', zh=False) }} alone."
    absent: [acme-one.power]
    panels:
      - title: Memory
        unit: GB
        rows:
          - {fact: acme-one.buffer}
          - fact: acme-two.memory
      - title: Of the first
        unit: GB
        rows: [{fact: acme-one.more, name: "More"}]
"""
MORE = """\
      buffer:
        label: Buffer
        value: 64
        unit: GB
        printed: 64 GB
      more:
        label: Twice the memory
        formula: acme-one.buffer * 2 + acme-one.buffer - low(acme-two.range)
        unit: GB
      kin:
        label: Kin
        value: [acme-one, acme]
        unit: subjects
  acme-two:
"""
RANGE = """\
      range:
        label: Range
        low: 1
        high: 2
        unit: GB
        printed: 1 to 2 GB
      price:
"""
PAGE = """\
# Chips

## {{ name("acme-one") }} {: #acme-one }

A {{ term("rack", "rack of a kind") }}, [as here](#acme-one), in [the register](register.md#acme-one.buffer).
{{ cite("trade-paper") }} says {{ word("twice", "acme-two.memory", second="acme-one.buffer") }}, and
{{ most("the largest", "acme-two.memory", ["acme-one.buffer"]) }}. acme-one and "rack" are words here.

{{ facts_table("acme-one", keys=["buffer", "compute-16bit"]) }}

{{ table(subjects=["acme-one"], keys=["buffer"], heads=["Buffer"]) }}

{{ names(["acme-one", "acme"]) }}

{{ chart("memories") }}

{{ unknowns() }}

{% raw %}`{{ fact("acme-one.buffer") }}`{% endraw %}

{{ facts_on_this_page() }}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    made = project(tmp_path, {"docs/chips.md": PAGE})
    made.replace("data/chips.yml", "  acme-two:\n", MORE)
    made.replace("data/chips.yml", "      price:\n", RANGE)
    made.write("data/chips.yml", (tmp_path / "data/chips.yml").read_text("utf-8") + CHARTED)
    made.replace("data/publishers.yml", "    kind: trade-press\n", "    kind: trade-press\n    subject: acme\n")
    made.write("README.md", 'Write `{{ fact("acme-one.buffer") }}`.\n\n```\nbuffer:\n  value: 1\n```\n')
    made.write("tests/test_x.py", 'NAMES = ["acme-one.buffer", "acme-one.buffer-type", "acme-one"]\n')
    return made


def seen(root: Path, opened: Callable[[Path], Book] = open_book) -> dict[str, list[str]]:
    """Return the words of each page as a reader sees them, without the example of calls and without addresses."""
    pages = {}
    for name, page in opened(root).pages.items():
        text = re.sub(r"\{:.*?\}|\]\(.*?\)|`[^`]*`|<pre.*?</pre>", " ", page.whole_text, flags=re.S)
        pages[name] = unescape(re.sub(r"<[^>]+>", " ", text)).split()
    return pages


def files(root: Path) -> dict[str, str]:
    """Return every text of a project."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize(
    ("old", "new", "kind", "left"),
    [
        ("acme-one.buffer", "acme-one.cache", None, {"tests/test_x.py": ["acme-one.buffer-type", "acme-one"]}),
        ("acme-one", "ac-first", None, {"docs/chips.md": ["acme-one"], "tests/test_x.py": ["acme-one.buffer-type"]}),
        ("acme", "acme-corp", None, {}),
        ("trade-paper", "trade-2026", "source", {"data/publishers.yml": ["trade-paper"]}),
        ("trade-paper", "trades", "publisher", {"data/sources.yml": ["trade-paper"]}),
        ("rack", "server-rack", None, {"docs/chips.md": ["rack"]}),
        ("memories", "memory-bars", None, {}),
    ],
)
def test_a_name_is_another_everywhere_and_reads_the_same(
    tiny: Project, capsys: pytest.CaptureFixture[str], old: str, new: str, kind: str | None, left: dict[str, list[str]]
) -> None:
    before, texts = seen(tiny.root), files(tiny.root)
    assert rename.rename(tiny.root, old, new, kind) == 0, capsys.readouterr().err
    told, after = capsys.readouterr().out, seen(tiny.root)
    for name, words in before.items():
        whole = name in ("register.md", "sources.md", "glossary.md")
        expected = [re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", new, word) for word in words]
        found = [re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w-])", new, word) for word in after[name]]
        assert (sorted(found) == sorted(expected)) if whole else (found == expected), name
    changed = files(tiny.root)
    for name, text in changed.items():
        assert (f"{name}: " in told) == (text != texts[name]), name
        assert text.count("\n") - texts[name].count("\n") in (0, 1)
        if name in left:
            assert all(word in text for word in left[name])
    assert tiny.problems() == []
    assert rename.rename(tiny.root, new, old, kind) == 0  # and back
    assert {name: text for name, text in files(tiny.root).items() if text != texts[name]}.keys() <= {"data/chips.yml"}


@pytest.mark.parametrize(
    ("old", "new", "kind", "status", "message"),
    [
        ("acme-one.bufer", "acme-one.x", None, 2, "or chart 'acme-one.bufer'; did you mean 'acme-one.buffer'?"),
        ("acne", "x", None, 2, "did you mean 'acme'?"),
        ("acme-one.buffer", "acme-one.more", None, 2, "there is a fact 'acme-one.more' already"),
        ("acme-one.buffer", "acme-one", None, 2, "a fact is named subject.fact (found 'acme-one')"),
        ("acme-one.buffer", "acme-one.Cache", None, 2, "a fact is named subject.fact (found 'acme-one.Cache')"),
        ("acme-one.buffer", "acme-one.a.-b", None, 2, "a key is lower-case"),
        ("acme-one.buffer", "acme-two.buffer", None, 2, "is a fact of another subject; move the entry by hand"),
        ("acme-one", "acme one", None, 2, "an id is lower-case letters"),
        ("acme-one", "acme-two", None, 2, "there is a subject 'acme-two' already"),
        ("trade-paper", "x", None, 2, "'trade-paper' is a source and a publisher; say which one: KIND=source"),
        ("trade-paper", "x", "term", 2, "'trade-paper' is no term; it is a source and a publisher"),
        ("acme-one.memory", "acme-one.size", None, 2, "the table chips to take away would lack 64"),
        ("acme-two.range", "acme-two.uses", None, 2, "there is a fact 'acme-two.uses' already"),
    ],
)
def test_a_name_that_will_not_do_is_refused(
    tiny: Project, capsys: pytest.CaptureFixture[str], old: str, new: str, kind: str | None, status: int, message: str
) -> None:
    before = files(tiny.root)
    assert rename.rename(tiny.root, old, new, kind) == status
    said = capsys.readouterr().err
    assert message in said and said.endswith("Nothing was changed.\n") and files(tiny.root) == before


OVERLOOKED = {"in_page": lambda renaming, text: text, "in_data": lambda renaming, leaves, text: []}


def test_a_place_that_is_overlooked_stops_the_renaming(
    tiny: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each place that knows a name is needed: without it the check of the whole refuses, and nothing has changed."""
    before = files(tiny.root)
    for macro in ("word", "facts_table", "most", "names", "chart"):
        with monkeypatch.context() as patch:
            patch.delitem(refer.ARGUMENTS, macro)
            old = {"names": "acme-one", "chart": "memories"}.get(macro, "acme-one.buffer")
            assert rename.rename(tiny.root, old, old + "-x") == 1, macro
            assert f"{macro}(" in capsys.readouterr().err
    for place in OVERLOOKED:
        with monkeypatch.context() as patch:
            patch.setattr(rename, place, OVERLOOKED[place])
            assert rename.rename(tiny.root, "acme-one", "acme-one-x") == 1
    assert files(tiny.root) == before


def test_what_would_read_otherwise_is_refused(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """A heading made of the key itself would change with it."""
    tiny.replace("docs/chips.md", ', heads=["Buffer"]', "")
    before = files(tiny.root)
    assert rename.rename(tiny.root, "acme-one.buffer", "acme-one.cache") == 2
    assert "docs/chips.md would read otherwise: " in capsys.readouterr().err and files(tiny.root) == before


def test_rows_in_the_order_of_their_names_may_change_places(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Two events of one day stand on the timeline by their ids."""
    for one, label in (("acme-two", "price"), ("acme-one", "buffer")):
        launch = f"launch:\n        label: {one} is there\n        value: 2025-03\n        unit: date\n"
        launch += "        printed: in March 2025\n        event: launch\n"
        tiny.replace("data/chips.yml", f"      {label}:\n", f"      {launch}      {label}:\n")
    assert rename.rename(tiny.root, "acme-one", "acme-zed") == 0, capsys.readouterr().err
    assert "docs/timeline.md: what has no other order than by name stands in another" in capsys.readouterr().out


def test_a_call_that_is_shown_takes_the_new_name(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """The reference shows calls as they are written; there a table names a fact by its key alone."""
    call = 'facts_table("acme-one", ["buffer", "compute-16bit"])'
    tiny.replace("docs/summit.md", "{{ facts_on", f"{{{{ calls(['{call}']) }}}}\n\n{{{{ facts_on")
    assert rename.rename(tiny.root, "acme-one.buffer", "acme-one.cache") == 0, capsys.readouterr().err
    assert call.replace("buffer", "cache") in (tiny.root / "docs/summit.md").read_text("utf-8")


def test_a_fact_keeps_the_label_that_its_key_brought(tiny: Project) -> None:
    tiny.replace("data/chips.yml", "      founded:\n        label: Founded\n", "      founded:\n")
    tiny.replace("data/chips.yml", "        event: company\n", "")
    assert rename.rename(tiny.root, "acme.founded", "acme.set-up") == 2  # the table of makers has a column of it
    tiny.replace(
        "data/vocabulary.yml", "keys:\n", "keys:\n  seat:\n    label: Seat\n    unit: text\n    definition: x\n"
    )
    tiny.replace("data/summit.yml", "        label: Venue\n", "")
    tiny.replace("data/summit.yml", "      venue:\n", "      seat:\n")
    assert rename.rename(tiny.root, "summit.seat", "summit.hall") == 0
    assert tiny.book().ledger.facts["summit.hall"].label == "Seat"


def test_every_argument_of_a_macro_that_names_something_is_known() -> None:
    """The table of arguments follows the macros: its names are those of their first arguments, in order."""
    for macro, kinds in refer.ARGUMENTS.items():
        names = list(inspect.signature(MACROS[macro]).parameters)[1:]
        assert names[: len(kinds)] == list(kinds), macro
    naming = {"name", "subject", "subjects", "key", "keys", "first", "second", "others", "facts", "examples"}
    missing = {
        macro: found
        for macro, function in MACROS.items()
        if (found := naming & set(inspect.signature(function).parameters)) and macro not in refer.ARGUMENTS
    }
    assert missing.keys() == {"checked", "download"}  # which name no entry of the data


def test_names_of_the_real_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied = tmp_path
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, copied / folder)
    shutil.copy(ROOT / "README.md", copied)
    before = seen(copied, kept.opened)
    names = {"hangzhou-summit.investment": "hangzhou-summit.signed-sum", "sunrise": "sunrise-chips"}

    def renamed(words: list[str]) -> list[str]:
        for old, new in names.items():
            words = [re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w-])", new, word) for word in words]
        return words

    for old, new in names.items():
        assert rename.rename(copied, old, new, "subject" if old == "sunrise" else None) == 0, capsys.readouterr().err
    for name, words in seen(copied).items():
        expected, found = renamed(before[name]), renamed(words)
        if name in ("register.md", "sources.md", "quality.md"):
            expected, found = sorted(expected), sorted(found)
        assert found == expected, name

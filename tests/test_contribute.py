"""The pages for editors: their examples run, their tables are whole, and every macro and field is told."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from macros.__main__ import main
from macros.edit.new import new
from macros.edit.options import NEEDS
from macros.facts import chart, revision, schema
from macros.pages.example import MODELS
from macros.pages.view import MacroError, View
from macros.site.ahead import open_book
from macros.site.calls import calls
from macros.site.catalog import MACROS

from .engine import Project, project
from .site import ROOT

PAGE = (ROOT / "docs/contribute.md").read_text("utf-8")
REFERENCE = (ROOT / "docs/reference.md").read_text("utf-8")
TASKS = re.findall(r'example\("(tasks/[\w.]+)"\)', PAGE)
COMMAND = [".venv/bin/python", "-m", "macros"]
# What each example leaves behind: a piece of a file.
LEAVES = {
    "change.diff": ("data/chips.yml", "        value: 155\n        unit: people\n        printed: 155 engineers\n"),
    "supersede.sh": ("data/chips.yml", "            until: 2026-06\n            why: The company counted again.\n"),
    "add.sh": ("data/chips.yml", "        sources: [city-paper-plants-202603]\n"),
    "observe.sh": ("data/chips.yml", '          - value: 2\n            printed: "two plants"\n'),
    "disagree.sh": ("data/summit.yml", "            note: Counts the projects of one district.\n"),
    "derive.sh": ("data/chips.yml", "        formula: acme-two.memory / acme-one.memory\n"),
    "unknown.sh": ("data/chips.yml", "  acme-yield:\n"),
    "rename.sh": ("data/chips.yml", "      plants-at-work:\n"),
    "chip.sh": ("data/chips.yml", '        value: 256\n        unit: GB\n        printed: "256 GB"\n'),
    "page.sh": ("mkdocs.yml", "  - Newco: newco.md\n"),
    "chart.sh": ("data/chips.yml", "          - {fact: acme-three.memory}\n"),
    "term.sh": ("data/glossary.yml", "  node:\n"),
}


# A subject that says nothing for all its facts.
TOWN = """\
  town:
    name: Town
    kind: place
    facts:
      people:
        {label: People, value: 9, unit: people, printed: 9 people, as_of: 2026, evidence: vendor, sources: [city-paper]}
"""


def perform(tiny: Project, text: str) -> None:
    """Do what an example shows: run its commands, or replace the lines with a minus by those with a plus."""
    if text.startswith("--- "):
        name, *lines = text.rstrip("\n").split("\n")
        old, new = ("".join(line[1:] + "\n" for line in lines if line[0] == sign) for sign in "-+")
        return tiny.replace(name.removeprefix("--- "), old, new)
    for line in text.replace("\\\n", " ").strip().split("\n"):
        words = shlex.split(line)
        assert words[:3] == COMMAND
        assert main(words[3:]) == 0, line


def test_the_examples_run_in_the_order_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = project(tmp_path)
    tiny.write("mkdocs.yml", "nav:\n  - Chips: chips.md\n")
    monkeypatch.setattr("macros.site.settings.problems", lambda *given: ())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", None)  # nobody is asked
    monkeypatch.setattr("macros.edit.new.at_terminal", lambda: False)
    for task in TASKS:
        perform(tiny, (ROOT / "docs" / task).read_text("utf-8"))
        file, piece = LEAVES[task.removeprefix("tasks/")]
        assert piece in (tmp_path / file).read_text("utf-8"), task
        assert tiny.problems() == [], task


def test_what_an_entry_is_said_to_need_is_what_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("macros.edit.changes.Changes.write", lambda self: True)
    monkeypatch.setattr("macros.site.settings.problems", lambda *given: ())
    tiny = project(tmp_path)
    tiny.write("mkdocs.yml", "nav:\n  - Chips: chips.md\n")
    tiny.write("data/chips.yml", (tmp_path / "data/chips.yml").read_text("utf-8") + TOWN)
    told = "--evidence=reported --as-of=2026-02 --sources=city-paper --value=1 --printed=1"
    source = "--url=https://example.net/a --publisher=wire --kind=news"
    ready = {
        "fact": f"--fact=town.plants --label=Plants --unit=plants {told}",
        "source": f"--file=data/sources.yml --id=new-key {source}",
        "alternative": "--fact=acme.staff --value=1 --printed=1 --evidence=reported --sources=city-paper",
        "observation": f"--fact=acme.staff {told.replace('2026-02', '2026-01')}",
        "superseded": f"--fact=acme.staff {told} --until=2026-06 --why=Error.",
        "unknown": "--page=chips --id=acme-open --text=Costs.",
        "chip": "--id=acme-five --name=Five --maker=acme",
        "page": f"--page=newco --name=Newco --description=Newco. --unknown=Costs. {told}".replace("=1", "=2020"),
        "chart": "--page=chips --id=m --form=bars --title=Memory --caption=All. --facts=acme-one.memory",
        "term": "--id=node --name=node --text=Server.",
        "publisher": "--publisher=new --publisher-name=New --publisher-kind=newspaper",
    }
    for kind, text in ready.items():
        given = dict(word.removeprefix("--").split("=", 1) for word in text.split())
        assert set(given) == set(NEEDS[kind]), kind
        for name in (None, *given):
            answers = {key: answer for key, answer in given.items() if key != name}
            ended = new(tiny.root, kind, answers, terminal=False)
            said = capsys.readouterr().err
            assert ended == (0 if name is None else 2), f"{kind} without {name}: {said}"
            assert name is None or f"--{name}" in said.split("\n")[0], f"{kind} without {name}: {said}"


def test_every_example_stands_on_the_page() -> None:
    files = {f"tasks/{path.name}" for path in (ROOT / "docs/tasks").iterdir()}
    assert files == set(TASKS) == {f"tasks/{name}" for name in LEAVES} and len(TASKS) == len(files)


def models() -> Iterator[type[BaseModel]]:
    """Yield every model of an entry or part of the data files."""
    for module in (schema, chart, revision):
        for model in vars(module).values():
            if inspect.isclass(model) and issubclass(model, BaseModel) and model.__module__ == module.__name__:
                yield model


def test_every_field_says_what_it_means_and_stands_in_a_table() -> None:
    without = [f"{model.__name__}.{name}" for model in models()
               for name, field in model.model_fields.items() if not field.description]  # fmt: skip
    assert without == []
    shown = {MODELS[name][0] for name in re.findall(r'fields_table\("(\w+)"\)', REFERENCE + PAGE)}
    told = {(name, field.description) for model in shown for name, field in model.model_fields.items()}
    # A file that holds one group of entries, by id, is told by the table of these entries.
    groups = {schema.Bibliography, schema.Publishers, schema.Vocabulary, schema.Glossary}
    groups |= {revision.Revisions, revision.Span, revision.Withdrawn}
    missing = [f"{model.__name__}.{name}" for model in set(models()) - groups
               for name, field in model.model_fields.items()
               if name != "form" and (name, field.description) not in told]  # fmt: skip
    assert missing == []


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return View(open_book(project(tmp_path_factory.mktemp("tiny")).root), "index.md")


def test_every_macro_is_told_once(view: View) -> None:
    told = calls(view, ['fact("acme.staff")', 'fact("acme.staff", form="short")', 'facts_table("acme", ["staff"])'])
    for name, macro in MACROS.items():
        assert len(re.findall(rf"<code>(?:{{{{ )?{name}\(", told)) == 1 + (name == "fact"), name
        said = (inspect.getdoc(macro) or "").split(". ")[0].split("\n")[0]
        assert told.count(said[:30].split("`")[0].replace("&", "&amp;")) >= 1, name
    assert ">150 people<" in told and told.count("Show a fact with unit and hedge") == 1
    assert "MacroError" not in told and "Raises" not in told and "unlike()" not in told and "``" not in told


@pytest.mark.parametrize(
    ("example", "message"),
    [("fact", "'fact' is no call"), ('fact("acme.staf")', "unknown fact"), ('fat("acme.staff")', "unknown macro")],
)
def test_an_example_that_is_no_call_is_refused(view: View, example: str, message: str) -> None:
    with pytest.raises(MacroError, match=message):
        calls(view, [example])


def test_the_reference_shows_what_each_macro_for_writers_gives() -> None:
    live = set(re.findall(r"^  '(\w+)\(", REFERENCE, re.M))
    whole = {
        "register", "source_list", "glossary", "timeline", "quality", "compare", "search_box", "evidence_strip",
        "corrections", "example", "units_list", "fields_table", "downloads", "download", "checked", "calls",
        "revisions", "promise_score", "promises", "measurements", "sites", "fact_files",
    }  # fmt: skip
    own = {"unknowns", "spellings", "facts_on_this_page", "mixes", "sortable"}  # of a page's own, or beside a table
    assert MACROS.keys() - live - whole - own == set()

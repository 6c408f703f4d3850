"""README and contributor page stay true: commands exist, paths exist, the example is the data."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from macros.__main__ import _parser as parser
from macros.reading import jsonschema

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = set(re.findall(r"make (?:[A-Z_]+=\S+ )*([a-z-]+)", README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert named and named <= targets


def test_every_path_named_exists() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = set(re.findall(r"`([\w./-]+\.(?:md|toml|cff)|LICENSE)`", README)) | set(
        re.findall(r"^([a-z]+/) ", README, re.M)
    )
    assert named
    assert [name for name in named if not any(path == name or path.startswith(name) for path in tracked)] == []


def test_the_example_is_the_data() -> None:
    shown = re.search(r"```yaml\n(.*?)```", README, re.S)
    assert shown
    example = yaml.safe_load(shown[1])
    real = yaml.safe_load((ROOT / "data" / "summit.yml").read_text("utf-8"))["subjects"]["hangzhou-summit"]
    for key, fact in example.items():
        for field, value in fact.items():
            stands = real["facts"][key].get(field, real.get(field))
            assert stands == value or (isinstance(stands, list) and set(value) <= set(stands)), f"{key}.{field}"


def test_help_names_every_target_but_parts_of_others() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    ended = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    told = {line.split()[0] for line in ended.stdout.split("\n") if re.match(r"[a-z-]+ +\S", line)}
    assert targets - told <= {"lint", "unit"} and told - {"lint"} <= targets, targets ^ told
    assert all(f"make {target}" in README for target in targets - {"lint", "unit", "mutants", "help"})


@pytest.mark.parametrize("given", ["", "FORM=markdown", "REVISION=HEAD~1", "PORT=9000", "WHAT=fact"])
def test_make_calls_the_commands_with_words_that_they_take(given: str) -> None:
    """Of every target, as it is and with each variable; make has variables of its own, such as AS, that are set."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = sorted(set(re.findall(r"^([a-z-]+):", makefile, re.M)))
    ended = subprocess.run(["make", "-n", *targets, "OLD=a.b", "NEW=a.c", *filter(None, [given])], cwd=ROOT,
                           capture_output=True, text=True, check=True)  # fmt: skip
    calls = re.findall(r"-m macros (.*)$", ended.stdout, re.M)
    assert {call.split()[0] for call in calls} >= {"serve", "build", "check", "new", "rename", "changes"}
    for call in calls:
        parser().parse_args(call.split())


def test_schemas_for_editors_are_current() -> None:
    for name, text in jsonschema.texts().items():
        assert (ROOT / "schemas" / name).read_text("utf-8") == text, "run: .venv/bin/python -m macros schema"


def test_every_data_file_names_its_schema() -> None:
    for path in (ROOT / "data").rglob("*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match and (path.parent / match[1]).resolve().exists(), path

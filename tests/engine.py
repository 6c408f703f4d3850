"""A tiny project of its own for the tests of the engine: a few facts, a few pages, the real macros and mkdocs.yml."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings

from macros.pages.book import Book
from macros.site.ahead import open_book
from macros.values.problem import DataError

from .tiny import FILES

# The same examples on every run, no clock, nothing written.
steady = settings(deadline=None, derandomize=True, database=None)
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Project:
    """A tiny project in a folder of its own."""

    root: Path

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, text: str) -> int:
        """Return the number of the line in which ``text`` first starts."""
        whole = (self.root / name).read_text("utf-8")
        assert text in whole, f"{text!r} is not in {name}"
        return whole.count("\n", 0, whole.index(text)) + 1

    def problems(self) -> list[str]:
        """Return what is wrong with data and pages, a line each."""
        try:
            open_book(self.root)
        except DataError as error:
            return [str(problem) for problem in error.problems]
        return []

    def book(self) -> Book:
        """Return the data and pages, which must be in order."""
        return open_book(self.root)

    def environment(self, epoch: str = "1000000000") -> dict[str, str]:
        """Return what a process of the project finds around it: nothing of this one's Python."""
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": epoch,
            "PYTHONPYCACHEPREFIX": str(self.root / ".pycache"),
            "NO_MKDOCS_2_WARNING": "1",
        }
        for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "SITE_URL"):
            environment.pop(name, None)
        return environment

    def run(self, *command: str, epoch: str = "1000000000") -> subprocess.CompletedProcess[str]:
        """Run a Python module in the project and return how it ended."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=self.environment(epoch),
            text=True,
            capture_output=True,
            check=False,
        )


def project(root: Path, files: dict[str, str] | None = None) -> Project:
    """Write the tiny project into ``root``; for a build it has the real engine, theme overrides and mkdocs.yml."""
    tiny = Project(root)
    for name, text in (FILES | (files or {})).items():
        tiny.write(name, text)
    return tiny


def engine(tiny: Project) -> Project:
    """Give a project the real macros, overrides, styles, scripts and mkdocs.yml, with a navigation of its own."""
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, tiny.root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", tiny.root / "docs", ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True)
    settings = re.sub(r"^nav:.*\n(?:[ -].*\n|\n)*", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.M)
    pages = sorted(path.name for path in (tiny.root / "docs").glob("*.md"))
    tiny.write(
        "mkdocs.yml",
        settings + "nav:\n" + "".join(f"  - {page.removesuffix('.md').capitalize()}: {page}\n" for page in pages),
    )
    return tiny

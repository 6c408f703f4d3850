"""A tiny site built once for a module of tests, by the real commands; conftest.py makes its fixtures known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .engine import Project, engine, project

Tree = dict[str, bytes]


def files(folder: Path) -> Tree:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def build(tiny: Project, name: str) -> Tree:
    """Build into ``name`` and return what was written."""
    result = tiny.run("macros", "build", "--site", name)
    assert result.returncode == 0, result.stderr
    return files(tiny.root / name)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Tree]:
    """The project and its site, built once."""
    tiny = engine(project(tmp_path_factory.mktemp("build")))
    return tiny, build(tiny, "site")


@pytest.fixture
def tiny(whole: tuple[Project, Tree]) -> Iterator[Project]:
    """The project; what a test changes in data and pages is put back after it."""
    yield whole[0]
    project(whole[0].root)


@pytest.fixture
def good(whole: tuple[Project, Tree]) -> Tree:
    """The files of the good site."""
    return whole[1]

"""Bad input of every kind: each row of tests/tables/hostile.yml is one message per slip, never a traceback."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.site import settings
from macros.values.problem import DataError

from .engine import Project, engine, project
from .hostile import Row, Snapshot, rows

ROWS = rows()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Snapshot]:
    """A good project with the real mkdocs.yml."""
    tiny = engine(project(tmp_path_factory.mktemp("hostile")))
    return tiny, Snapshot(tiny.root)


@pytest.fixture
def tiny(whole: tuple[Project, Snapshot]) -> Iterator[Project]:
    yield whole[0]
    whole[1].restore()


def test_the_table_is_large_and_names_each_row_once() -> None:
    assert len(ROWS) >= 300 and len({row.id for row in ROWS}) == len(ROWS)


def test_the_project_is_in_order(tiny: Project) -> None:
    assert tiny.problems() == []


def problems(tiny: Project) -> list[str]:
    """Return what `make check` says."""
    try:
        settings.required(tiny.root)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return tiny.problems()


@pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])
def test_a_bad_input_is_its_messages(tiny: Project, row: Row) -> None:
    row.apply(tiny)
    start = time.process_time()
    found = problems(tiny)
    assert time.process_time() - start < 5
    assert len(found) == len(row.says), found
    for said, message in zip(row.says, found):
        place, text = re.fullmatch(r"([^:]+):[1-9]\d*: (.*)", message, re.S).groups()  # type: ignore[union-attr]
        assert said in text and place == (row.file if Path(row.file).suffix else "data"), message
        assert not re.search(r"Traceback|pydantic|<class|object at 0x", text)
        assert not re.match(r"(?:[^:]*\.)?([^.:]+): \1: ", text), "a field is named twice"

"""Work shared between processes: in order, with its errors, and as if one had done it."""

from __future__ import annotations

import os
from functools import partial

import pytest

from macros.reading.spread import begin, spread
from macros.site.ahead import open_book
from macros.values.problem import DataError

from .engine import Project


@pytest.mark.parametrize("among", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("many", [0, 1, 2, 7])
def test_results_come_in_the_order_of_the_entries(many: int, among: int) -> None:
    assert spread(lambda item: item * item, range(many), among) == [item * item for item in range(many)]


def test_the_work_is_shared() -> None:
    here = os.getpid()
    assert [process == here for process in spread(lambda _: os.getpid(), range(4), 2)] == [True, False, True, False]


def test_an_error_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda item: 1 // item, [1, 0], 2)
    assert begin(partial(divmod, 7, 2))() == (3, 1)
    with pytest.raises(ZeroDivisionError):
        begin(partial(divmod, 7, 0))()


def test_a_process_that_dies_has_its_share_done_here() -> None:
    here = os.getpid()
    assert spread(lambda item: item if os.getpid() == here else os._exit(9), range(4), 2) == [0, 1, 2, 3]


def test_what_is_wrong_is_told_alike_by_one_process_and_by_several(
    tiny: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.replace("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 26.5 billion")
    tiny.replace("data/summit.yml", "printed: US$3.71 billion", "printed: US$3.72 billion")
    tiny.write("docs/one.md", "# One\n\nThere are 17 {{ nothing() }}.\n")
    tiny.write("docs/two.md", "# Two\n\n{{ nowhere() }}\n")
    monkeypatch.setattr("macros.reading.spread.cores", lambda: 3)
    told = []
    for once in (False, True):
        with pytest.raises(DataError) as caught:
            open_book(tiny.root, once=once)
        told.append(caught.value.problems)
    assert told[0] == told[1] and len(told[0]) > 4, told

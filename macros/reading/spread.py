"""Work on entries that do not know of each other, shared between the cores of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 4  # beyond that the copies cost more than they save


def cores() -> int:
    """Return how many processes may share the work: as many as the machine lets this one use."""
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def spread(work: Callable[[Item], Result], items: Sequence[Item], among: int | None = None) -> list[Result]:
    """Return what ``work`` makes of each item, in their order; ``among`` so many processes, or one for each core.

    What ``work`` keeps elsewhere than in its result is lost where another process did it.
    """
    many = min(among or cores(), len(items))
    shares = [items[start::many] for start in range(many)]
    begun = [begin(partial(_all, work, share)) for share in shares[1:]]
    done = [_all(work, share) for share in shares[:1]] + [wait() for wait in begun]
    results = {at + many * number: one for at, share in enumerate(done) for number, one in enumerate(share)}
    return [results[number] for number in range(len(items))]


def _all(work: Callable[[Item], Result], share: Sequence[Item]) -> list[Result]:
    return [work(item) for item in share]


def begin(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begin work in a process of its own; what is returned waits for it and gives its result.

    Work that fails there is done again here, so that its error is raised as if there were one process.
    """
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(there, work), daemon=True)  # it goes with this one
    process.start()
    there.close()

    def wait() -> Result:
        with here:
            try:
                result: Result = here.recv()
            except EOFError:
                return work()
            finally:
                process.join()
        return result

    return wait


def _send(there: Connection, work: Callable[[], Result]) -> None:
    try:
        there.send(work())
    except BaseException:  # raised again by the process that waits
        os._exit(1)

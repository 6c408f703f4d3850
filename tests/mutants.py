"""Change macros/values and macros/reading in one place at a time and see whether a test notices.

python -m tests.mutants [--share PERCENT] [--seed N] [FILE ...]     prints what no test noticed, and the score

tests/mutation.py makes the mutants. Each is a forked process that runs the unit tests and hostile inputs which reach
the changed line, until one fails. A function takes its changed code in place; what runs at import is changed before
everything is imported anew. Nothing is written. All of them take an hour or two; --share 15 gives a fair sample.
"""

from __future__ import annotations

import argparse
import builtins
import contextlib
import gc
import importlib
import os
import pickle
import random
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from hypothesis import Phase, settings

from .mutation import Mutant, marked, mutants

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 4 << 30
OUT = os.fdopen(os.dup(1), "w")
# The tests of the two rooms, the quick and pointed ones first.
TESTS = (
    "format units_formula printed dates prints strict_yaml entries load sources publishers hostile_table vocabulary "
    "chart_entries evidence like reasons readme"
)
UNCHANGED = Mutant("", 0, "", compile("", "", "exec"))
Line = tuple[str, int]
reached: set[Line] = set()


def forked(work: Callable[[], Any], seconds: float) -> Any:
    """Do something in a process of its own and return what it gives; None where it fails or takes too long."""
    out, into = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            signal.setitimer(signal.ITIMER_PROF, seconds)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            with os.fdopen(into, "wb") as pipe:
                pipe.write(pickle.dumps(work()))
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return pickle.loads(told) if told else None


class Chosen:
    """Have pytest collect the tests of values and reading, and do ``work`` on them instead of running them."""

    def __init__(self, work: Callable[[list[pytest.Item]], None]) -> None:
        self.work = work

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what needs a site: what that notices changes with the data."""
        items[:] = [i for i in items if i.get_closest_marker("unit") or i.path.stem == "test_hostile_table"]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not session.testsfailed:  # by an import
            self.work(session.items)
        return True


def with_tests(folder: str, codes: dict[str, CodeType], work: Callable[[list[pytest.Item]], None]) -> bool:
    """Collect the tests with other code for some files and do something with them; return whether none failed."""
    real = SourceFileLoader.get_code

    def get_code(self: Any, fullname: str) -> CodeType | None:
        return codes.get(self.path) or real(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    sys.dont_write_bytecode = False
    settings.register_profile("first failure", phases=[Phase.explicit, Phase.generate])  # no search for the smallest
    settings.load_profile("first failure")
    options = ["-s", "-o", "addopts=", f"--basetemp={folder}", "-p", "no:terminal", "-p", "no:cacheprovider"]
    modules = [f"{ROOT}/tests/test_{name}.py" for name in TESTS.split()]
    return pytest.main([*options, "-W", "ignore", *modules], [Chosen(work)]) == 0


def failing(items: list[pytest.Item], seconds: float = 10) -> Iterator[bool]:
    """Run tests one by one and say of each whether it failed; a test that takes longer ends the process."""
    for item, following in zip(items, [*items[1:], None]):
        before = item.session.testsfailed
        signal.setitimer(signal.ITIMER_PROF, seconds)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        yield item.session.testsfailed > before


def caches() -> list[Any]:
    """Return the caches of functions of the macros; what is kept there would hide a change."""
    kind = type(lru_cache(len))
    return [one for one in gc.get_objects() if isinstance(one, kind) and one.__module__.startswith("macros")]


def reaching(items: list[pytest.Item]) -> dict[str, set[Line]]:
    """Run all tests; return which statements each reaches. One that fails without any change tells nothing."""
    found: dict[str, set[Line]] = {}
    running, kept = failing(items, 600), caches()
    for item in items:
        for cache in kept:
            cache.cache_clear()
        reached.clear()
        if not next(running) and reached:
            found[item.nodeid] = set(reached)
    say(f"{len(found)} of {len(items)} tests reach the code")
    return found


def loaded(plan: list[Mutant], folder: str) -> Any:
    """Try the mutants of functions; return survivors, mutants left, the tests in their order, modules imported."""
    builtins.reached = reached  # type: ignore[attr-defined]
    files = {mutant.file: marked(mutant.file) for mutant in plan}
    at_import: set[Line] = set()
    lived: list[int] = []
    left: list[int] = []
    tests: dict[str, set[Line]] = {}

    def work(items: list[pytest.Item]) -> None:
        at_import.update(reached)
        tests.update(forked(partial(reaching, items), 3600))
        known = {item.nodeid: item for item in items}
        functions = {
            (f.__code__.co_filename, f.__code__.co_qualname, f.__code__.co_firstlineno): f
            for f in gc.get_objects()
            if isinstance(f, FunctionType)
        }
        kept = caches()

        def survives(mutant: Mutant, chosen: list[pytest.Item]) -> bool:
            codes = [mutant.code]
            while codes:
                code = codes.pop()
                if function := functions.get((code.co_filename, code.co_qualname, code.co_firstlineno)):
                    function.__code__ = code
                codes += [one for one in code.co_consts if isinstance(one, CodeType)]
            for cache in kept:
                cache.cache_clear()
            return not any(failing(chosen))

        if not forked(partial(survives, UNCHANGED, [known[test] for test in tests]), 10):
            sys.exit("a test fails where nothing is changed")
        for at, mutant in enumerate(plan):
            line = (mutant.file, mutant.line)
            if line in at_import:
                left.append(at)
                continue
            chosen = [known[test] for test, seen in tests.items() if line in seen]
            if forked(partial(survives, mutant, chosen), 10):
                lived.append(at)
                say(f"lives ({len(chosen)} tests) {mutant}")

    with_tests(folder, files, work)
    return lived, left, list(tests), [name for name in sys.modules if name.partition(".")[0] not in ("macros", "tests")]


def imported(mutant: Mutant, tests: list[str], folder: str) -> bool:
    """Import everything with a change in it; return whether it survives the tests."""

    def work(items: list[pytest.Item]) -> None:
        known = {item.nodeid: item for item in items}
        any(failing([known[test] for test in tests if test in known]))

    return with_tests(folder, {mutant.file: mutant.code}, work)


def say(text: str) -> None:
    """Print a line, from whatever process."""
    print(text, file=OUT, flush=True)


def score(name: str, made: int, alive: int) -> None:
    """Print how many mutants were made and noticed."""
    say(f"{name:32}{made:6} mutants{made - alive:6} noticed{alive:5} not{100 * (made - alive) / made:8.1f} %")


def main() -> None:
    """Make the mutants, try them, print the score of each file and what lives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", help="such as macros/values/units.py; all of the two rooms by default")
    parser.add_argument("--share", type=float, default=100, help="percent of the mutants to try, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    files = [ROOT / f for f in given.files] or sorted(
        [*ROOT.glob("macros/values/*.py"), *ROOT.glob("macros/reading/*.py")]
    )
    plan = [mutant for file in files for mutant in mutants(file)]
    chance = random.Random(given.seed)
    plan = [mutant for mutant in plan if chance.random() * 100 < given.share]
    with tempfile.TemporaryDirectory() as folder:
        if not (first := forked(lambda: loaded(plan, folder), 1e6)):
            sys.exit("the tests cannot be run")
        lived, left, tests, names = first
        for name in names:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
        if not forked(partial(imported, UNCHANGED, tests, folder), 30):
            sys.exit("a test fails where nothing is changed")
        for at in left:
            if forked(partial(imported, plan[at], tests, folder), 30):
                lived.append(at)
                say(f"lives (import) {plan[at]}")
    made = Counter(mutant.file for mutant in plan)
    alive = Counter(plan[at].file for at in lived)
    for file in made:
        score(file.removeprefix(f"{ROOT}/"), made[file], alive[file])
    score("all", made.total(), alive.total())


if __name__ == "__main__":
    main()

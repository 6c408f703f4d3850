"""What the ledger costs beside plain MkDocs and Zensical, how fast an edit is on the page, and how it grows.

    python -m tests.bench [--rounds 5] [--growth 1 3 10 30]

The plain side builds the same pages with their macros already filled in: the same Markdown, theme, search and
configuration, without data, checks, downloads and previews. Zensical builds the same tree as we do. All sides run in
turn, each build in a new process with nothing kept from before (cold) or with what the last build kept (rebuild), and
medians are compared, so that a busy machine slows all alike. Seconds are of the clock; ratios are to plain MkDocs.
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.site.ahead import open_book

from .grow import grow
from .site import EPOCH, ROOT

LEFT_BEHIND = {".git", ".venv", ".cache", "site", "site.new", "site.ahead", "tests", "node_modules"}
PAGE, DATUM, SOURCES = "docs/sunrise.md", "data/sunrise.yml", "data/sources.yml"
OURS = ["macros", "build", "--site", "site"]
PLAIN = ["mkdocs", "build", "--strict", "--site-dir", "site"]
ZENSICAL = ["zensical", "build", "--clean", "-f", "mkdocs.yml"]


@dataclass(frozen=True)
class Run:
    """One build: its seconds by the clock, and the most memory it held, in MB."""

    seconds: float
    memory: int


def run(command: list[str], tree: Path) -> Run:
    """Run a build in a process of its own; raises where it fails."""
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=tree,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed in {tree}:\n{errors[-2000:]}")
    return Run(time.perf_counter() - start, usage.ru_maxrss // 1024)


def cold(command: list[str], tree: Path) -> Run:
    """Run a build with nothing kept from an earlier one."""
    for name in (".cache", "site"):
        shutil.rmtree(tree / name, ignore_errors=True)
    return run(command, tree)


def copied(target: Path) -> Path:
    """Write a copy of the tree without what a build leaves behind."""

    def left_behind(folder: str, names: list[str]) -> set[str]:
        here = LEFT_BEHIND if Path(folder) == ROOT else set()
        return {name for name in names if name in here or name == "__pycache__" or name.endswith("_cache")}

    shutil.copytree(ROOT, target, ignore=left_behind)
    return target


def plain_tree(tree: Path, target: Path) -> Path:
    """Write a tree for plain MkDocs with the text of every page as the macros gave it."""
    shutil.copytree(tree / "docs", target / "docs")
    shutil.copytree(tree / "overrides", target / "overrides")
    for page in open_book(tree).pages.values():
        (target / "docs" / page.name).write_text(page.head + page.whole_text, "utf-8")
    config = (tree / "mkdocs.yml").read_text("utf-8")
    for part in (r"^  - macros:\n(?:      .*\n)+", r"^hooks:\n(?:  .*\n)+", r"^watch:.*\n"):
        config, found = re.subn(part, "", config, flags=re.M)
        assert found == 1, f"mkdocs.yml no longer has {part!r} as it did"
    (target / "mkdocs.yml").write_text(config, "utf-8")
    return target


def show(name: str, runs: list[Run], plain: list[Run]) -> None:
    """Print the median of some builds, and pair by pair their ratio to plain MkDocs."""
    ratio = statistics.median(one.seconds / other.seconds for one, other in zip(runs, plain))
    seconds, memory = statistics.median(r.seconds for r in runs), max(r.memory for r in runs)
    print(f"{name:<28} {seconds:7.2f} s   ratio {ratio:5.2f}   {memory:5d} MB", flush=True)


def builds(folder: Path, rounds: int) -> list[Run]:
    """Compare whole builds; returns those of plain MkDocs."""
    tree, other = copied(folder / "tree"), copied(folder / "zensical")
    plain = plain_tree(tree, folder / "plain")
    run(PLAIN, plain)
    found: dict[str, list[Run]] = {"cold": [], "again": [], "plain": [], "zensical": []}
    for _ in range(rounds):
        found["cold"].append(cold(OURS, tree))
        found["plain"].append(run(PLAIN, plain))
        found["again"].append(run(OURS, tree))
        found["zensical"].append(cold(ZENSICAL, other))
    show("plain MkDocs + Material", found["plain"], found["plain"])
    show("build, cold", found["cold"], found["plain"])
    show("build, again", found["again"], found["plain"])
    show("Zensical, the same tree", found["zensical"], found["plain"])
    return found["plain"]


def edits(tree: Path, folder: Path, rounds: int) -> dict[str, list[float]]:
    """Edit a page, a datum, the list of shared sources; return how long each took until the new page was written."""
    from macros.site.serve import Builder

    builder = Builder(tree, folder, "http://127.0.0.1:8000/")
    builder.build()

    def edited(file: Path, output: str, change: Callable[[str], str], sign: str) -> float:
        assert sign not in (folder / output).read_text("utf-8"), f"{sign} is on the page before the edit"
        before = file.read_text("utf-8")
        file.write_text(change(before), "utf-8")
        assert file.read_text("utf-8") != before, f"the edit of {file.name} changes nothing"
        start = time.perf_counter()
        builder.build(frozenset({output.removesuffix(".html") + ".md"}))  # this page is open; others may follow
        spent = time.perf_counter() - start
        builder.build()
        assert sign in (folder / output).read_text("utf-8"), f"the edit of {file.name} is not on {output}"
        return spent

    found: dict[str, list[float]] = {"a page": [], "a datum": [], "data/sources.yml": []}
    base, title = r"(      base:\n(?:        .*\n)*?        value: ).*", r'(    title: ")[^"]*'

    def swap(pattern: str, new: str) -> Callable[[str], str]:
        return lambda text: re.sub(pattern, lambda match: match[1] + new, text, count=1)

    for number in range(1, rounds + 1):
        word = "x" * number
        line, value, name = f"A word {word}.", f"{word} base", f"Title {word}."
        page = swap(r"()(?=\n## Funding)", f"\n{line}\n")
        found["a page"].append(edited(tree / PAGE, "sunrise.html", page, line))
        found["a datum"].append(edited(tree / DATUM, "sunrise.html", swap(base, value), value))
        found["data/sources.yml"].append(edited(tree / SOURCES, "sources.html", swap(title, name), name))
    return found


def growth(folder: Path, sizes: list[int]) -> None:
    """Build trees of many times the facts and pages; print seconds, memory and the slope of their logarithms."""
    points = []
    for times in sizes:
        tree = copied(folder / f"times-{times}")
        grow(tree, times)
        found = cold(OURS, tree)
        pages = len(list((tree / "docs").rglob("*.md")))
        points.append((math.log(times), math.log(found.seconds)))
        print(
            f"{times:>3} times: {pages:5d} pages     {found.seconds:7.2f} s                 {found.memory:5d} MB",
            flush=True,
        )
        shutil.rmtree(tree)
    if len(points) > 1:
        slope = statistics.linear_regression(*zip(*points)).slope
        last = (points[-1][1] - points[-2][1]) / (points[-1][0] - points[-2][0])
        print(f"slope of growth {slope:.2f}, between the last two {last:.2f}   (1 is linear)")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, nargs="*", default=[1, 3, 10, 30])
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as name:
        folder = Path(name)
        plain = statistics.median(r.seconds for r in builds(folder, options.rounds))
        for what, times in edits(folder / "tree", folder / "served", options.rounds).items():
            print(
                f"edit of {what:<20} {statistics.median(times):7.2f} s   ratio {statistics.median(times) / plain:5.2f}"
            )
        growth(folder, options.growth)


if __name__ == "__main__":
    main()

"""What the ledger costs beside plain MkDocs and Zensical, how fast an edit is on the page, and how it grows.

    python -m tests.bench [--rounds 5] [--edits 10] [--growth 1 3 10 30]

The plain side builds the same pages with their macros already filled in: the same Markdown, theme, search and
configuration, without data, checks, downloads and previews. Zensical builds the same tree as we do. All sides run in
turn, each build in a new process with nothing kept from before (cold) or with what the last build kept (rebuild), and
medians are compared, so that a busy machine slows all alike. Seconds are of the clock; ratios are to plain MkDocs.
"""

from __future__ import annotations

import argparse
import itertools
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
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page

from macros.site.ahead import open_book

from .grow import grow
from .site import EPOCH, ROOT

LEFT_BEHIND = {".git", ".venv", ".cache", "site", "site.new", "site.ahead", "tests", "node_modules"}
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


@dataclass(frozen=True)
class Edit:
    """An edit that can be made again and again: a file, the page that shows it, and what is replaced by new words."""

    what: str
    file: str
    page: str
    pattern: str
    new: str

    def make(self, tree: Path, number: int) -> str:
        """Edit the file in ``tree``; return the words that are on the page once it is built."""
        path, words = tree / self.file, self.new.format("x" * number)
        before = path.read_text("utf-8")
        path.write_text(re.sub(self.pattern, lambda match: match[1] + words, before, count=1), "utf-8")
        assert path.read_text("utf-8") != before, f"the edit of {self.file} changes nothing"
        return words.strip()


_BASE = r"(      base:\n(?:        .*\n)*?        value: ).*"
EDITS = (
    Edit("a page", "docs/sunrise.md", "sunrise.html", r"()(?=\n## Funding)", "\nA word {}.\n"),
    Edit(
        "a datum", "data/sunrise.yml", "sunrise.html", r"(      base:\n(?:        .*\n)*?        value: ).*", "{} base"
    ),
    Edit("data/sources.yml", "data/sources.yml", "sources.html", r'(    title: ")[^"]*', "Title {}."),
)


def edits(tree: Path, folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return for each edit how long it took each time until the new page was written, which counts as the open one."""
    from macros.site.serve import Builder

    builder = Builder(tree, folder, "http://127.0.0.1:8000/")
    builder.build()
    found: dict[str, list[float]] = {edit.what: [] for edit in EDITS}
    for number, edit in itertools.product(range(1, rounds + 1), EDITS):
        page, sign = folder / edit.page, edit.make(tree, number)
        assert sign not in page.read_text("utf-8"), f"{sign} is on the page before it is built"
        start = time.perf_counter()
        builder.build(frozenset({edit.page.removesuffix(".html") + ".md"}))
        found[edit.what].append(time.perf_counter() - start)
        assert sign in page.read_text("utf-8"), f"the edit of {edit.file} is not on {edit.page}"
        builder.build()  # the pages that show everything
    return found


def seen(tree: Path, folder: Path, times: int) -> dict[str, list[float]]:
    """Return for each edit how long it took each time from the save until the open page of a browser showed it."""
    from . import browser
    from .engine import Project
    from .test_serve_live import running

    found: dict[str, list[float]] = {edit.what: [] for edit in EDITS}
    folder.mkdir()
    with browser.running() as chromium, running(Project(tree), folder) as live:
        page = chromium.new_page()
        for number, edit in itertools.product(range(1, times + 1), EDITS):
            page.goto(f"{live.address}/{edit.page}")
            page.wait_for_timeout(2000)  # the rest of the build before
            start = time.perf_counter()
            sign = edit.make(tree, number)
            while not _shows(page, sign):
                assert time.perf_counter() - start < 60, f"{sign} does not come"
                page.wait_for_timeout(20)
            found[edit.what].append(time.perf_counter() - start)
    return found


def _shows(page: Page, words: str) -> bool:
    try:
        return words in page.evaluate("document.body ? document.body.textContent.replace(/\\s+/g, ' ') : ''")
    except Error:  # it is being loaded anew
        return False


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
    parser.add_argument("--edits", type=int, default=10)
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
        for what, times in seen(copied(folder / "seen"), folder / "live", options.edits).items():
            print(f"edit of {what:<20} {statistics.median(times):7.2f} s   until a browser shows it")
        growth(folder, options.growth)


if __name__ == "__main__":
    main()

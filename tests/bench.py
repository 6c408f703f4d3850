"""How much the ledger costs over plain MkDocs, and how fast an edit is on the page: ``python -m tests.bench``.

The plain side builds the same pages with their macros already filled in: the same Markdown, theme, search and
configuration, without data, checks, register of calls, downloads and preview pictures. Both sides run in turn, each
in a new process, and the medians are compared, so a busy machine slows both alike.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from macros.book import open_book

from .site import EPOCH, ROOT

LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "site", "site.new", "__pycache__", ".*_cache", ".hypothesis", "tests"
)
PAGE, DATUM = "docs/sunrise.md", "data/sunrise.yml"


def plain_tree(tree: Path, target: Path) -> Path:
    """Write a tree for plain MkDocs with the text of every page as the macros gave it."""
    shutil.copytree(tree / "docs", target / "docs")
    shutil.copytree(tree / "overrides", target / "overrides")
    for page, text in open_book(tree).rendered.items():
        (target / "docs" / page).write_text(text, "utf-8")
    config = (tree / "mkdocs.yml").read_text("utf-8")
    config, found = re.subn(r"^  - macros:\n(?:      .*\n)+", "", config, flags=re.M)
    assert found == 1, "mkdocs.yml no longer names the macros plugin as it did"
    (target / "mkdocs.yml").write_text(re.sub(r"^watch:.*\n", "", config, flags=re.M), "utf-8")
    return target


def timed(command: list[str], tree: Path) -> float:
    """Run a build in a process of its own and return its time in seconds."""
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tree,
        env=surroundings,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def compare(tree: Path, plain: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Build both trees in turn and return the times of ours and of plain MkDocs."""
    ours, theirs = ["macros", "build", "--site", "site"], ["mkdocs", "build", "--strict", "--site-dir", "site"]
    timed(ours, tree)  # charts and pictures are drawn once and kept
    timed(theirs, plain)
    results: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        results[0].append(timed(ours, tree))
        results[1].append(timed(theirs, plain))
    return results


def edits(tree: Path, folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Edit a page, then a datum, and return how long each took until the new page was written."""
    from macros.serve import Builder

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    os.chdir(tree)
    builder = Builder(tree, folder, "http://127.0.0.1:8000/")
    builder.build()
    output = folder / "sunrise.html"

    def edited(file: Path, change: Callable[[str], str], sign: str) -> float:
        before = output.read_text("utf-8")
        assert sign not in before, f"{sign} is on the page before the edit"
        file.write_text(change(file.read_text("utf-8")), "utf-8")
        start = time.perf_counter()
        builder.build()
        spent = time.perf_counter() - start
        assert sign in output.read_text("utf-8"), f"the edit of {file.name} is not on the page"
        return spent

    words = [f"A sentence that {'x' * (n + 1)} was added." for n in range(rounds)]
    page = [edited(tree / PAGE, lambda t, s=s: t.replace("\n## Funding", f"\n{s}\n\n## Funding"), s) for s in words]  # type: ignore[misc]
    values = [f"{'y' * (n + 1)} base" for n in range(rounds)]
    datum = [
        edited(
            tree / DATUM,
            lambda t, v=v: re.sub(r"(      base:\n(?:        .*\n)*?        value: ).*", rf"\g<1>{v}", t, count=1),
            v,
        )
        for v in values
    ]  # type: ignore[misc]
    return page, datum


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_BEHIND)
        ours, theirs = compare(tree, plain_tree(tree, Path(folder) / "plain"), rounds)
        ratio = statistics.median(ours) / statistics.median(theirs)
        print(
            f"full build       {statistics.median(ours):6.2f} s   plain MkDocs + Material {statistics.median(theirs):6.2f} s   ratio {ratio:.2f}   ({rounds} rounds, medians)"
        )
        page, datum = edits(tree, Path(folder) / "served", rounds)
        print(
            f"edit of a page   {statistics.median(page):6.2f} s   of plain build {statistics.median(page) / statistics.median(theirs):5.2f}"
        )
        print(
            f"edit of a datum  {statistics.median(datum):6.2f} s   of plain build {statistics.median(datum) / statistics.median(theirs):5.2f}"
        )
        os.chdir(ROOT)


if __name__ == "__main__":
    main()

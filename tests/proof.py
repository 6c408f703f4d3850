"""Run the checks that have figures and write these into data/checks.json, from where the page on them takes them.

python -m tests.proof     runs all of them, a minute or two
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from macros.pages import quality
from macros.pages.book import Book
from macros.site.ahead import open_book

from . import perturb, roundtrip, test_prints
from .kept import build, kept
from .site import ROOT, read_pages

RECORD = ROOT / "data" / "checks.json"
HOSTILE = test_prints.TABLES / "hostile.yml"
SHARES = ("primary", "independent", "alternatives", "dated")
Figures = dict[str, str]


def recorded() -> Figures:
    """Return the figures as they were last written."""
    content: Figures = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    return content


def tables() -> Figures:
    """Count the rows of the tables of prints and dates, those rightly judged, and those that must be refused."""
    found: Figures = {}
    for kind in ("prints", "dates"):
        rows = [row for path in sorted(test_prints.TABLES.glob(f"{kind}*.yml")) for row in test_prints.rows(path.name)]
        right = sum((not test_prints.judged(row)) == (row["verdict"] == "accept") for row in rows)
        refused = sum(row["verdict"] == "refuse" for row in rows)
        found |= {f"{kind}-rows": str(len(rows)), f"{kind}-right": str(right), f"{kind}-refused": str(refused)}
    if HOSTILE.exists():
        found["hostile-rows"] = str(len(test_prints.rows(HOSTILE.name)))
    return found


def shares(book: Book) -> Figures:
    """Return the shares of the data quality, in percent, and how many facts they are taken of."""
    scores = quality.scores(book)
    return {"facts-sourced": str(scores.sourced), "facts-derived": str(scores.derived)} | {
        f"share-{name}": str(getattr(scores, name)) for name in SHARES
    }


def perturbed(figures: dict[str, int]) -> Figures:
    """Name the figures of the proof by perturbation."""
    return {f"perturbed-{name}": str(number) for name, number in figures.items()}


def read_back(figures: dict[str, int]) -> Figures:
    """Name the figures of the round trip."""
    return {f"read-{name.replace(' ', '-')}": str(number) for name, number in figures.items()}


def differing(now: Figures) -> dict[str, tuple[str | None, str]]:
    """Return what is recorded otherwise than it is now."""
    known = recorded()
    return {name: (known.get(name), value) for name, value in now.items() if known.get(name) != value}


def main() -> int:
    """Run everything and write the figures; returns 1 where a check finds something wrong."""
    site = kept(ROOT)
    pages = read_pages(site)
    with tempfile.TemporaryDirectory() as folder:
        proof = perturb.prove(ROOT, site, Path(folder), build)
    trip = roundtrip.travel(ROOT, pages, site)
    wrong = [*proof.wrong, *trip.wrong, *roundtrip.unread(trip, ROOT)]
    print("\n".join(wrong[:100]), end="\n" if wrong else "")
    if wrong:
        return 1
    now = (
        {"pages": str(len(pages))}
        | tables()
        | shares(open_book(ROOT))
        | perturbed(proof.figures)
        | read_back(trip.figures)
    )
    for name, value in now.items():
        print(f"{name:32}{value:>8}")
    RECORD.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

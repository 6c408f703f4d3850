"""Proof by perturbation: a copy of the data with other numbers, dates and names is built and held against the site.

Every element, table, chart, download and entry of the search must show the new value in the form it showed the old one
in, and nothing else may differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from . import carried, changed, raw, rewritten
from .expected import Expected
from .sidebyside import Comparison

SEED = 20261123


@dataclass
class Proof:
    """What the comparison found wrong, and how much it covered."""

    wrong: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)


def prove(root: Path, site: Path, folder: Path, build: Callable[[Path, Path], Path], seed: int = SEED) -> Proof:
    """Change the data of ``root`` in a copy below ``folder``, build it, and compare with the built ``site``."""
    changes = changed.Changes(root, seed)
    copy = rewritten.write(root, folder / "copy", changes)
    other = build(copy, folder / "site")
    return compared(Expected(root, copy), site, other, changes)


def compared(expected: Expected, site: Path, other: Path, changes: changed.Changes) -> Proof:
    """Compare two built sites."""
    comparison = Comparison(expected)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    for page in pages:
        comparison.page(page, (site / page).read_text("utf-8"), (other / page).read_text("utf-8"))
    downloads = carried.Downloads(expected, site, other)
    downloads.compare()
    entries, count = carried.search(other)
    files, _ = carried.others(site, other)
    seen = comparison.result.seen
    numbers = sum(map(len, changes.numbers.values()))
    return Proof(
        [*comparison.result.wrong, *downloads.wrong, *entries, *files, *unmoved_previews(site, other, expected)],
        {
            "facts": len(comparison.result.facts),
            "numbers": numbers - len(changes.unchanged()),
            "numbers-kept": len(changes.unchanged()),
            "dates": len(expected.dates),
            "words": sum(was not in now for was, now in expected.strings.items()),
            "pages": len(pages),
            "elements": seen["elements of facts"] + seen["elements of facts in charts"],
            "records": seen["elements of other records"],
            "marks": seen["marks of charts"],
            "rows": downloads.rows,
            "entries": count,
        },
    )


def unmoved_previews(site: Path, other: Path, expected: Expected) -> list[str]:
    """Return the previews that are the same picture though their page shows a number that is another one now."""
    moved = {name for name, pairs in expected.pairs.items() if pairs and pairs[0][0] != pairs[0][1]}
    same = []
    for picture in sorted((site / "assets" / "cards").rglob("*.png")):
        name = picture.relative_to(site)
        page = (site / name.relative_to("assets/cards")).with_suffix(".html").read_text("utf-8")
        first = next(
            (fact for fact in raw.facts(expected.roots[0]) if f'id="at-{fact}"' in page and fact in moved), None
        )
        if first and picture.read_bytes() == (other / name).read_bytes() and f'id="here-{first}"' in page:
            same.append(f"{name.as_posix()}: the same picture")
    return same

"""What stands beside the pages: downloads, search, other files; those of changed data against the old."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from . import raw
from .expected import Expected, agree, folded

Row = dict[str, Any]
_LEFT_OUT = re.compile(
    r"<(svg|script|style|nav)\b.*?</\1>|<(details|figure|div)\b[^>]* data-search-exclude[ >].*?</\2>"
    r"|<span class=\"(?:evidence|single)\b[^>]*>[^<]*</span>"
    r"|<a class=\"headerlink\".*?</a>",
    re.S,
)
_ARTICLE = re.compile(r'<article class="md-content__inner.*?</article>', re.S)
_NUMERIC = ("value", "number", "low", "high")
_DAYS = re.compile(r"(as_of|due|published)_(first|last)|(first|last)_day")


def bare(html: str) -> str:
    """Return the words of a piece of HTML without any white space."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", html)))


def search(site: Path) -> tuple[list[str], int]:
    """Return the entries of the search that do not say what their page says, and how many there are."""
    entries = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    pages: dict[str, str] = {}
    wrong = []
    for entry in entries:
        page = entry["location"].partition("#")[0]
        if page not in pages:
            found = _ARTICLE.search((site / page).read_text("utf-8"))
            pages[page] = bare(_LEFT_OUT.sub("", found[0])) if found else ""
        parts = [bare(part) for part in re.split(r"</?(?:p|h\d|li|ol|ul)\b[^>]*>", entry["text"])]
        if bare(entry["text"]) not in pages[page] and any(part not in pages[page] for part in parts):
            wrong.append(f"{entry['location']}: {entry['text'][:120]!r} does not stand on the page")
    return wrong, len(entries)


class Downloads:
    """The downloads of two sites, row by row."""

    def __init__(self, expected: Expected, old: Path, new: Path) -> None:
        self.expected, self.sites, self.wrong, self.rows = expected, (old, new), list[str](), 0

    def compare(self) -> None:
        """Compare facts.json, facts.csv and sources.csv."""
        ones, twos = (json.loads((site / "data/facts.json").read_text("utf-8"))["facts"] for site in self.sites)
        for one, two in zip(ones, twos, strict=True):
            self._leaf(one["id"], "id", one["id"], two["id"])
            self._record(one["id"], one, two)
        for site in self.sites:
            self._table(site)
        for one, two in zip(*(lines(site / "data/sources.csv") for site in self.sites), strict=True):
            self.rows += 1
            self._record(one["id"], *({key: cell or None for key, cell in row.items()} for row in (one, two)))

    def _record(self, name: str, one: Row, two: Row) -> None:
        self.rows += "unit" in one
        if one.keys() != two.keys():
            self.wrong.append(f"{name}: {sorted(one)} became {sorted(two)}")
            return
        for key in one:
            if key in ("earlier", "alternatives", "superseded"):
                for a, b in zip(one[key], two[key], strict=True):
                    self._record(name, a, b)
            else:
                self._leaf(name, key, one[key], two[key])

    def _leaf(self, name: str, key: str, one: Any, two: Any) -> None:
        expected = self.expected
        if key == "printed":
            same = two in [_lines(row.entry.get("printed")) for row in expected.new[name].statements]
        elif _DAYS.fullmatch(key):
            same = (one, two) in expected.days or one is two is None
        elif key in _NUMERIC and name in expected.old:
            same = (one is None and two is None) or self._number(name, key, one, two)
        elif key in ("as_of", "due", "published", "until"):
            same = one == two if not one else expected.dates.get(one.removesuffix("-XX")) == two.removesuffix("-XX")
        elif isinstance(one, str) and key in (
            "subject",
            "label",
            "note",
            "mixes",
            "text",
            "title",
            "publisher",
            "origin",
            "via",
            "report",
            "by",
            "channel",
            "met",
            "missed",
            "why",
        ):
            same = (
                expected.text(one, two, (name,))
                if one != two
                else folded(one) not in expected.strings or expected.text(one, two, (name,))
            )
        else:
            same = one == two
        if not same:
            self.wrong.append(f"{name}: {key} {one!r} became {two!r}")

    def _number(self, name: str, key: str, one: Any, two: Any) -> bool:
        if one is None or two is None:
            return False
        fact = self.expected.old[name]
        if key == "value" and fact.unit in raw.NOT_NUMBERS:
            return self.expected.value(name, *("; ".join(v) if isinstance(v, list) else str(v) for v in (one, two)))
        pairs = self.expected.pairs[name]
        if fact.formula:  # as exact as its inputs bear out
            shown = str(one).replace("-", "−"), str(two).replace("-", "−")
            return any(agree(pair, shown, 1) for pair in pairs)
        return (Decimal(str(one)), Decimal(str(two))) in pairs

    def _table(self, site: Path) -> None:
        """Hold the rows of facts.csv against those of facts.json."""
        rows = json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]
        for row, line in zip(rows, lines(site / "data/facts.csv"), strict=True):
            self.rows += site == self.sites[1]
            for key, cell in line.items():
                if cell != raw.cell(key, row.get(key)):
                    self.wrong.append(f"facts.csv: {row['id']}: {key} is {cell!r}, in facts.json {row.get(key)!r}")


def lines(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as Python reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _lines(printed: Any) -> list[str]:
    return [] if printed is None else [printed] if isinstance(printed, str) else list(printed)


def files(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its name."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def others(old: Path, new: Path) -> tuple[list[str], int]:
    """Return the differing files that are no pages, downloads, search nor previews, and how many there are.

    The twins of the pages are left out: tests/test_twins.py holds them against the pages, word for word.
    """
    ones, twos = files(old), files(new)
    told = (".html", ".png", ".md")
    names = [n for n in ones if not n.endswith(told) and not n.startswith(("data/", "search/")) and n != "llms.txt"]
    wrong = [f"{name}: stands in one site only" for name in sorted(ones.keys() ^ twos.keys())]
    names.remove("revisions.xml")  # tests/test_feed.py holds it against its page
    return wrong + [f"{name}: differs" for name in names if ones[name] != twos.get(name)], len(names)

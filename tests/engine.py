"""A tiny project of its own for the tests of the engine: a few facts, a few pages, the real macros and mkdocs.yml."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings

from macros.pages.book import Book
from macros.site.ahead import open_book
from macros.values.problem import DataError

# The same examples on every run, no clock, nothing written.
steady = settings(deadline=None, derandomize=True, database=None)
ROOT = Path(__file__).resolve().parent.parent

SITE = """\
name: Tiny Ledger
as_of: 2026-11-23
"""

SOURCES = """\
sources:
  city-paper:
    publisher: city-paper
    title: City signs projects
    url: https://example.com/city
    published: 2026-03-01
    kind: news
    lang: en
  trade-paper:
    publisher: trade-paper
    title: Chips by the rack
    url: https://example.org/chips
    kind: analysis
    lang: en
"""

PUBLISHERS = """\
publishers:
  city-paper:
    name: City Paper
    aka: [The City Paper]
    kind: newspaper
  trade-paper:
    name: Trade Paper
    kind: trade-press
  wire:
    name: The Wire
    kind: agency
"""

VOCABULARY = """\
keys:
  founded:
    label: Founded
    unit: date
    definition: When it was set up.
  memory:
    label: Memory
    unit: bytes
    definition: How much the chip's memory holds.
  price:
    label: Price of a card
    heading: Price
    unit: [money, count]
    definition: What one costs.
"""

GLOSSARY = """\
terms:
  rack:
    name: rack
    text: A frame that holds servers.
    see: [server]
  server:
    name: server
    text: A computer in a rack.
"""

SUMMIT = """\
subjects:
  summit:
    name: City summit
    zh: 城市峰会
    kind: event
    links: {maker: acme}
    evidence: reported
    as_of: 2026-02-28
    sources: [city-paper]
    facts:
      date:
        label: The summit is held
        value: 2026-02-28
        unit: date
        printed: February 28, 2026
        event: summit
      investment:
        label: Signed investment
        value: 25_500_000_000
        unit: CNY
        printed: CNY 25.5 billion
        approx: more than
      investment-usd:
        label: Signed investment in dollars
        value: 3_710_000_000
        unit: USD
        printed: US$3.71 billion
      rate:
        label: Implied rate
        formula: summit.investment / summit.investment-usd
        unit: CNY/USD
      venue:
        label: Venue
        value: Civic Center
        unit: text
"""

CHIPS = """\
subjects:
  acme:
    name: Acme
    kind: company
    as_of: 2026-05
    evidence: vendor
    sources: [trade-paper]
    facts:
      founded:
        label: Founded
        value: 2019
        unit: date
        printed: founded in 2019
        event: company
      staff:
        label: Staff
        value: 150
        unit: people
        printed: 150 engineers
  acme-one:
    name: Acme One
    kind: chip
    links: {maker: acme}
    as_of: 2026-05
    evidence: vendor
    sources: [trade-paper]
    facts:
      memory:
        label: Memory
        value: 64
        unit: GB
        printed: 64 GB of memory
      compute-16bit:
        label: Compute
        value: 320
        unit: TFLOPS
        printed: 320 TFLOPS
        basis: FP16, dense
  acme-two:
    name: Acme Two
    kind: chip
    links: {maker: acme}
    as_of: 2026-06
    evidence: vendor
    sources: [trade-paper]
    facts:
      memory:
        label: Memory
        value: 128
        unit: GB
        printed: 128 GB
      price:
        label: Price
        low: 20_000
        high: 30_000
        unit: CNY
        printed: CNY 20,000 to 30,000
      uses:
        label: Uses
        value: [training, inference]
        unit: list
"""

INDEX = """\
# Home

{{ figure("summit.investment") }}

The summit brought {{ fact("summit.investment") }} and {{ name("acme") }} has {{ fact("acme.staff") }}.
"""

SUMMIT_PAGE = """\
# Summit

Signed on {{ fact("summit.date") }}: {{ fact("summit.investment") }}, or {{ fact("summit.investment-usd") }},
at {{ fact("summit.rate") }}. The [chips](chips.md) are {{ term("rack") }} chips.

{{ facts_on_this_page() }}
"""

CHIPS_PAGE = """\
# Chips

Memory of {{ fact("acme-two.memory") }} is {{ word("twice", "acme-two.memory", "acme-one.memory") }} \
{{ fact("acme-one.memory") }}.
See [the table](#table).

## The table {: #table }

{{ table(["acme-one", "acme-two"], ["memory", "price"]) }}

{{ facts_on_this_page() }}
"""

FILES = {
    "data/site.yml": SITE, "data/sources.yml": SOURCES, "data/glossary.yml": GLOSSARY,
    "data/publishers.yml": PUBLISHERS, "data/vocabulary.yml": VOCABULARY,
    "data/summit.yml": SUMMIT, "data/chips.yml": CHIPS,
    "docs/index.md": INDEX, "docs/summit.md": SUMMIT_PAGE, "docs/chips.md": CHIPS_PAGE,
    "docs/register.md": "# Register\n\n{{ register() }}\n",
    "docs/sources.md": "# Sources\n\n{{ source_list() }}\n",
    "docs/glossary.md": "# Glossary\n\n{{ glossary() }}\n",
    "docs/timeline.md": "# Timeline\n\n{{ timeline() }}\n",
}  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A tiny project in a folder of its own."""

    root: Path

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        text = (self.root / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, text: str) -> int:
        """Return the number of the line in which ``text`` first starts."""
        whole = (self.root / name).read_text("utf-8")
        assert text in whole, f"{text!r} is not in {name}"
        return whole.count("\n", 0, whole.index(text)) + 1

    def problems(self) -> list[str]:
        """Return what is wrong with data and pages, a line each."""
        try:
            open_book(self.root)
        except DataError as error:
            return [str(problem) for problem in error.problems]
        return []

    def book(self) -> Book:
        """Return the data and pages, which must be in order."""
        return open_book(self.root)

    def environment(self, epoch: str = "1000000000") -> dict[str, str]:
        """Return what a process of the project finds around it: nothing of this one's Python."""
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": epoch,
            "PYTHONPYCACHEPREFIX": str(self.root / ".pycache"),
            "NO_MKDOCS_2_WARNING": "1",
        }
        for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "SITE_URL"):
            environment.pop(name, None)
        return environment

    def run(self, *command: str, epoch: str = "1000000000") -> subprocess.CompletedProcess[str]:
        """Run a Python module in the project and return how it ended."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=self.environment(epoch),
            text=True,
            capture_output=True,
            check=False,
        )


def project(root: Path, files: dict[str, str] | None = None) -> Project:
    """Write the tiny project into ``root``; for a build it has the real engine, theme overrides and mkdocs.yml."""
    tiny = Project(root)
    for name, text in (FILES | (files or {})).items():
        tiny.write(name, text)
    return tiny


def engine(tiny: Project) -> Project:
    """Give a project the real macros, overrides, styles, scripts and mkdocs.yml, with a navigation of its own."""
    for folder in ("macros", "overrides"):
        shutil.copytree(ROOT / folder, tiny.root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", tiny.root / "docs", ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True)
    settings = re.sub(r"^nav:.*\n(?:[ -].*\n|\n)*", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.M)
    pages = sorted(path.name for path in (tiny.root / "docs").glob("*.md"))
    tiny.write(
        "mkdocs.yml",
        settings + "nav:\n" + "".join(f"  - {page.removesuffix('.md').capitalize()}: {page}\n" for page in pages),
    )
    return tiny

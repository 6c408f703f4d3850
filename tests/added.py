"""What `make new` adds with which answers, by kind, and the text that must come into the files for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .engine import Project, project

SAID = {"as-of": "2026-03", "evidence": "reported", "sources": "city-paper"}
FACT = {"fact": "acme.plants", "label": "Plants", "unit": "plants", "value": "3", "printed": "3 plants", **SAID}
SOURCE = {"url": "https://example.net/a", "kind": "news", "title": "A title", "published": "2026-03-02"}
NEW_PUBLISHER = {"publisher": "new-pub", "publisher-name": "New Pub", "publisher-kind": "newspaper"}

PAGE = """\
---
title: Newco
description: A maker of chips.
---
# {{ name("newco") }} {: #newco }

!!! abstract "In short"
    - {{ name("newco") }} was founded in {{ headline("newco.founded") }}.

## Company

{{ name("newco") }} was founded in {{ fact("newco.founded") }}.

## What we do not know

{{ unknowns() }}

{{ facts_on_this_page() }}
"""
PAGE_DATA = """\
# yaml-language-server: $schema=../schemas/page.schema.json
# Newco.
subjects:
  newco:
    name: Newco
    zh: 新公司
    kind: company
    facts:
      founded:
        label: Newco is founded
        value: 2020
        unit: date
        printed: "founded in 2020"
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
        event: company

unknowns:
  newco-open:
    text: What it earns.
    about: newco
"""
# What goes out where one value becomes two.
GONE = {
    "observation": ["        value: 150\n", "        printed: 150 engineers\n"],
    "superseded value": ["        value: 25_500_000_000\n",
                         "        printed: CNY 25.5 billion\n        approx: more than\n"],
}  # fmt: skip

# What is added with which answers, and the pieces of text that must come in, by file; blank lines part pieces, but
# for those that stand at an end of one and come in with it.
ADDED: dict[str, tuple[str, dict[str, str], dict[str, list[str]]]] = {
    "fact": (
        "fact", {"fact": "acme.plants", "label": "Plants", "unit": "plants", "value": "30_000", "printed": "30,000",
                 "figure": "30,000", "note": "So: it says.", **SAID},
        {"data/chips.yml": ["""\
      plants:
        label: Plants
        value: 30_000
        unit: plants
        printed: "30,000"
        figure: "30,000"
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
        note: "So: it says."
"""]}),
    "fact whose provenance is that of its subject": (
        "fact", {"fact": "acme-one.price", "unit": "CNY", "value": "20_000..30_000.5", "approx": "about",
                 "printed": "about CNY 20,000 to 30,000.5 | CNY 20,000-30,000.5"},
        {"data/chips.yml": ["""\
      price:
        low: 20_000
        high: 30_000.5
        unit: CNY
        printed: ["about CNY 20,000 to 30,000.5", "CNY 20,000-30,000.5"]
        approx: about
"""]}),
    "plan with a date, from a source and a publisher that are new": (
        "fact", {"fact": "acme.plant", "label": "Plant opens", "unit": "date", "value": "2027-05",
                 "printed": "in May 2027", "ahead": "plan", "due": "2027-05", "event": "company", "as-of": "2026-03",
                 "evidence": "reported", "sources": "new-pub-plant-202603", **SOURCE, **NEW_PUBLISHER},
        {"data/chips.yml": ["""\
sources:
  new-pub-plant-202603:
    publisher: new-pub
    title: A title
    url: "https://example.net/a"
    published: "2026-03-02"
    kind: news
    lang: en

""", """\
      plant:
        label: Plant opens
        value: 2027-05
        unit: date
        printed: "in May 2027"
        as_of: 2026-03
        target: true
        due: 2027-05
        evidence: reported
        sources: [new-pub-plant-202603]
        event: company
"""],
         "data/publishers.yml": ["  new-pub:\n    name: New Pub\n    kind: newspaper\n"]}),
    "compute with its basis, on an analyst's word": (
        "fact", {"fact": "acme-two.compute-16bit", "label": "Compute", "unit": "TFLOPS", "value": "500.50",
                 "printed": "500.50 TFLOPS", "basis": "FP16, dense", "evidence": "estimate", "by": "wire"},
        {"data/chips.yml": ["""\
      compute-16bit:
        label: Compute
        value: 500.50
        unit: TFLOPS
        printed: "500.50 TFLOPS"
        basis: FP16, dense
        evidence: estimate
        by: wire
"""]}),
    "derived fact": (
        "fact", {"fact": "acme.memory-ratio", "label": "Ratio", "unit": "times",
                 "formula": "acme-two.memory / acme-one.memory"},
        {"data/chips.yml": ["""\
      memory-ratio:
        label: Ratio
        formula: acme-two.memory / acme-one.memory
        unit: times
"""]}),
    "list": (
        "fact", {"fact": "acme.cities", "label": "Cities", "unit": "list", "value": "Hangzhou, Xi'an", **SAID},
        {"data/chips.yml": ["""\
      cities:
        label: Cities
        value: [Hangzhou, Xi'an]
        unit: list
        as_of: 2026-03
        evidence: reported
        sources: [city-paper]
"""]}),
    "source": (
        "source", {"id": "wire-acme-202603", "file": "data/sources.yml", "publisher": "The Wire", "lang": "zh",
                   "origin": "trade-paper", "via": "A site", **SOURCE},
        {"data/sources.yml": ["""\
  wire-acme-202603:
    publisher: wire
    origin: trade-paper
    via: "A site"
    title: A title
    url: "https://example.net/a"
    published: "2026-03-02"
    kind: news
    lang: zh
"""]}),
    "publisher": ("publisher", NEW_PUBLISHER | {"publisher-zh": "新"},
                  {"data/publishers.yml": ["  new-pub:\n    name: New Pub\n    zh: 新\n    kind: newspaper\n"]}),
    "alternative": (
        "alternative", {"fact": "acme.staff", "value": "160", "printed": "160 people", "evidence": "reported",
                        "sources": "city-paper"},
        {"data/chips.yml": ["""\
        alternatives:
          - value: 160
            printed: "160 people"
            evidence: reported
            sources: [city-paper]
"""]}),
    "observation": (
        "observation", {"fact": "acme.staff", "value": "120", "printed": "120 people", **SAID, "as-of": "2025"},
        {"data/chips.yml": ["""\
        observations:
          - value: 120
            printed: "120 people"
            as_of: 2025
            evidence: reported
            sources: [city-paper]
          - value: 150
            printed: "150 engineers"
            as_of: 2026-05
"""]}),
    "superseded value": (
        "superseded", {"fact": "summit.investment", "value": "26_000_000_000", "printed": "CNY 26 billion", **SAID,
                       "sources": "trade-paper", "until": "2026-03", "why": "Counted again."},
        {"data/summit.yml": ["        value: 26_000_000_000\n", """\
        printed: "CNY 26 billion"
        as_of: 2026-03
        evidence: reported
        sources: [trade-paper]
        superseded:
          - value: 25_500_000_000
            printed: "CNY 25.5 billion"
            approx: more than
            as_of: 2026-02-28
            until: 2026-03
            why: Counted again.
            sources: [city-paper]
"""]}),
    "unknown": (
        "unknown", {"page": "summit", "id": "summit-cost", "text": "What it cost.", "about": "summit"},
        {"data/summit.yml": ["\nunknowns:\n  summit-cost:\n    text: What it cost.\n    about: summit\n"]}),
    "chip": (
        "chip", {"id": "acme-three", "name": "Acme Three", "zh": "三", "aka": "A3, Three", "maker": "acme",
                 "page": "chips", "shared": "yes", **SAID},
        {"data/chips.yml": ["""\
  acme-three:
    name: Acme Three
    zh: 三
    aka: [A3, Three]
    kind: chip
    links: {maker: acme}
    evidence: reported
    as_of: 2026-03
    sources: [city-paper]
"""]}),
    "chart": (
        "chart", {"page": "chips", "id": "memories", "form": "bars", "title": "Memory: by chip",
                  "caption": 'Less than {{ fact("acme-two.memory") }} is little.',
                  "facts": "acme-one.memory, acme-two.memory", "panel": "Memory"},
        {"data/chips.yml": ["""\

charts:
  memories:
    form: bars
    title: "Memory: by chip"
    caption: Less than {{ fact("acme-two.memory") }} is little.
    panels:
      - title: Memory
        unit: GB
        rows:
          - {fact: acme-one.memory}
          - {fact: acme-two.memory}
"""]}),
    "term": (
        "term", {"id": "node", "name": "node", "zh": "节点", "aka": "nodes", "text": "A server in a rack.",
                 "see": "rack, server"},
        {"data/glossary.yml": ["""\
  node:
    name: node
    zh: 节点
    aka: [nodes]
    text: A server in a rack.
    see: [rack, server]
"""]}),
    "page": (
        "page", {"page": "newco", "name": "Newco", "zh": "新公司", "description": "A maker of chips.",
                 "unknown": "What it earns.", "value": "2020", "printed": "founded in 2020", **SAID},
        {"mkdocs.yml": ["  - Newco: newco.md\n"], "docs/newco.md": [PAGE], "data/newco.yml": [PAGE_DATA]}),
}  # fmt: skip


def texts(tiny: Project) -> dict[str, str]:
    """Return every file of a project."""
    return {
        path.relative_to(tiny.root).as_posix(): path.read_text("utf-8")
        for path in tiny.root.rglob("*")
        if path.is_file() and path.suffix in (".yml", ".md")
    }


def settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project whose settings need no engine: what MkDocs makes of the navigation is tested with real ones."""
    monkeypatch.setattr("macros.site.settings.problems", lambda *given: ())
    made = project(tmp_path)
    nav = "".join(f"  - {name.capitalize()}: {name}.md\n" for name in ("index", "summit", "chips"))
    made.write("mkdocs.yml", f"nav:\n{nav}")
    return made


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str | type[BaseException]) -> list[str]:
    """Let these answers be typed at a terminal; returns what is left of them."""
    left: Any = list(answers)

    def answer(prompt: str = "") -> str:
        print(prompt)
        given = left.pop(0)
        if isinstance(given, str):
            return given
        raise given

    monkeypatch.setattr("builtins.input", answer)
    return left  # type: ignore[no-any-return]

"""The line under a page's heading says to which date its figures reach, and how many facts and sources stand behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import raw, raw_dates
from .engine import Project, project
from .roundtrip import behind
from .site import ROOT, Page, register

Pages = dict[str, Page]
EVERYTHING = ("register.html", "quality.html", "sources.html")  # parts of the register have what stands on them


def line(page: Page) -> dict[str, str]:
    """Return the parts of a page's line: ``as_of`` and ``published`` with their dates, ``facts`` and ``sources``."""
    found = next(e for e in page.article.iter("p") if "reach" in e.get("class", ""))
    parts = {
        e.get("data-part", ""): e.get("datetime") or e.get("value") or "" for e in found.iter() if e.get("data-part")
    }
    counts = {e.get("data-count", ""): e.get("value") or "" for e in found.iter("data") if e.get("data-count")}
    return parts | {name.removesuffix("-of-page"): number for name, number in counts.items()}


def test_every_page_says_how_far_its_figures_reach(pages: Pages) -> None:
    facts, sources, wrong = raw.facts(ROOT), raw.sources(ROOT), []
    for name, page in pages.items():
        said = line(page)
        rows = [e.get("data-record", "") for e in page.article.iter("tr") if e.get("id", "").startswith("here-")]
        on_part = [fact for fact, (where, _) in register(pages).items() if where == name]
        own = list(facts) if name in EVERYTHING else on_part or rows
        if not own:
            assert list(said) == ["as_of"], name
            continue
        now = [(facts[one], facts[one].statements[0]) for one in own if not facts[one].formula]
        seen = [row.as_of for fact, row in now if row.as_of and not ahead(fact, row)]
        keys = {key for one in own for key in behind(ROOT, facts[one])}
        direct = {key for _, row in now for key in row.sources}
        published = [sources[key]["published"] for key in direct if "published" in sources[key]]
        newest = {"as_of": first(seen), "published": first(published)}
        wanted = {"facts": str(len(own)), "sources": str(len(keys))}
        if {part: said[part] for part in wanted} != wanted:
            wrong.append(f"{name}: {said}, of the data {wanted}")
        for part, day in newest.items():
            if first([said[part]]) != day:
                wrong.append(f"{name}: {part} is {said[part]}, of the data {day}")
    assert not wrong, "\n".join(wrong)
    whole = {"facts-of-site": str(len(facts)), "sources-of-site": str(len(sources))}
    assert line(pages["index.html"]).items() >= whole.items(), "the home page says of how many it shows some"


def ahead(fact: raw.Fact, row: raw.Statement) -> bool:
    return any(entry.get(word) == "true" for entry in (fact.entry, row.entry) for word in ("target", "forecast"))


def first(dates: list[str]) -> str:
    """Return the first day of the date that begins last."""
    return max(raw_dates.days(date)[0] for date in dates)


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


def test_a_plan_and_what_is_computed_do_not_count(tiny: Project) -> None:
    plan = "      aim:\n        label: Aim\n        value: 9\n        unit: people\n        printed: 9 people\n"
    ahead = "        as_of: 2026-10\n        target: true\n        due: 2030\n"
    tiny.replace("data/summit.yml", "      venue:\n", f"{plan}{ahead}      venue:\n")
    tiny.replace("docs/summit.md", "Signed on", 'Aim: {{ fact("summit.aim") }}. Signed on')
    shown = tiny.book().pages["summit.md"].line
    assert '<time datetime="2026-02-28"' in shown and "2026-10" not in shown and ">5</data> facts" in shown


def test_a_page_without_facts_says_the_day_of_the_site(tiny: Project) -> None:
    shown = tiny.book().pages["glossary.md"].line
    assert "Data of" in shown and "November 23, 2026" in shown and ">Data</a>" not in shown

"""What of a chart can be taken along: its rows as CSV, its picture as a file; and who is named below it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from macros.charts import alone, credits, pictured
from macros.charts.figure import Picture
from macros.facts.claims import claim
from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.pages.view import View
from macros.reading import load

from .carried import lines
from .site import ROOT, Page, text
from .test_charts import EVERY, SVG, Call, drawings, every_figure, marks

Figures = list[tuple[str, Call, Element]]


@pytest.fixture(scope="session")
def figures(pages: dict[str, Page]) -> Figures:
    """Every chart of the built site."""
    return every_figure(pages)


def key(call: Call) -> str:
    return "-".join(filter(None, call))


def test_every_chart_of_the_site_says_what_it_measures(ledger: Ledger) -> None:
    assert [name for name, chart in ledger.charts.items() if not chart.entry.subtitle] == []


def test_every_mark_stands_in_the_rows_of_its_chart(figures: Figures, site: Path) -> None:
    seen = 0
    for page, call, figure in figures:
        rows = lines(site / f"data/charts/{key(call)}.csv")
        told = {(row["fact"], row["value"].removesuffix("-XX") or f"{row['low']}/{row['high']}") for row in rows}
        for drawing in drawings(figure):
            for _, pairs in marks(drawing):
                for name, value in pairs:
                    near = [float(other) for one, other in told if one == name and re.fullmatch(r"-?[\d.]+", other)]
                    same = (name, value) in told
                    assert same or any(abs(float(value) / other - 1) < 1e-3 for other in near), (
                        f"{page}: {name}={value}"
                    )
                    seen += 1
        assert all(row["claimants"] and row["sources"] and row["evidence"] for row in rows)
    assert seen > 800


def test_the_rows_are_those_of_the_table_below_the_chart(figures: Figures, site: Path) -> None:
    for page, call, figure in figures:
        names = [text(head) for row in figure.findall("details//tbody/tr") for head in row.findall("th")]
        assert [row["row"] for row in lines(site / f"data/charts/{key(call)}.csv")] == names, page


def test_a_picture_stands_alone(figures: Figures, site: Path) -> None:
    for page, call, figure in figures:
        source = (site / f"data/charts/{key(call)}.svg").read_text("utf-8")
        assert not re.search(r"var\(|class=|href=|url\((?!#)|<image|<style|<script|@import|currentColor", source), page
        ids, used = set(re.findall(r'\bid="([^"]+)"', source)), set(re.findall(r"url\(#([^)]+)\)", source))
        assert used | {"title", "about"} == ids, page
        root = ElementTree.fromstring(source)
        words = " ".join(e.text or "" for e in root.iter(f"{SVG}text"))
        caption, credit = figure.find("figcaption"), figure.find("p[@class='credit']")
        assert caption is not None and credit is not None
        title = text(caption.find("strong"))  # type: ignore[arg-type]
        assert root.findtext(f"{SVG}title") == title
        assert text(caption).replace(" ", "") in words.replace(" ", ""), page
        assert text(credit).partition(". CSV")[0].replace(" ", "") in words.replace(" ", ""), page
        assert words.endswith(f".html#chart-{key(call)}"), page
        wide = {mark.get("data-mark") for mark, _ in marks(drawings(figure)[0])}
        assert {mark.get("data-mark") for mark, _ in marks(root)} == wide, page
        width, height = (float(root.get(name, "0")) for name in ("width", "height"))
        assert all(0 <= float(e.get("y", "0")) <= height and width > 300 for e in root.findall(f"{SVG}text"))


def test_the_colors_are_those_of_the_style_sheet() -> None:
    style = ROOT.joinpath("docs/stylesheets/charts.css").read_text("utf-8").split("@media")[0]
    assert dict(re.findall(r"--chart-(\d): (#\w+)", style)) == {k: v for k, v in alone.COLORS.items() if k.isdigit()}
    light = ROOT.joinpath("docs/stylesheets/ledger.css").read_text("utf-8").split("@media")[0]
    for name, variable in (("paper", "paper"), ("text", "ink"), ("muted", "ink-2"), ("grid", "rule")):
        assert re.search(rf"--{variable}: (#\w+)", light)[1] == alone.COLORS[name]  # type: ignore[index]


def test_a_chart_on_two_pages_gives_the_address_of_its_own(site: Path) -> None:
    assert "/accelerators/index.html#chart-card-makers" in (site / "data/charts/card-makers.svg").read_text("utf-8")


def picture(ledger: Ledger, name: str, of: str = "") -> Picture:
    return pictured(View(Book(ledger), "index.md"), name, of)


def test_the_line_below_a_chart_names_those_who_claim_its_figures() -> None:
    ledger = load.load(ROOT)
    before = picture(ledger, "card-makers")
    assert before.credit.startswith("IDC via ")
    for fact in {datum.fact.id: datum.fact for datum in before.drawn}.values():
        fact.readings = tuple(replace(row, by="epoch-ai") for row in fact.readings)
    assert picture(ledger, "card-makers").credit.startswith("Epoch AI via ")


def test_a_maker_stands_before_those_who_carry_its_claims_and_the_press_comes_last(ledger: Ledger) -> None:
    found = credits.claimants(ledger, picture(ledger, "chips", "biren").said)
    names = [who for who, _ in found]
    assert names[0] == "Biren" and names.index("Nvidia") < names.index("Tom's Hardware")
    assert "Biren" not in dict(found)["Biren"]


def test_no_more_than_five_are_named_and_the_rest_is_counted() -> None:
    found = [(letter, ["x"] if letter == "a" else []) for letter in "abcdefgh"]
    assert credits.line(found[:5]) == "a via x; b; c; d; e"
    assert credits.line([("a", ["x", "y"])]) == "a via x and others"
    assert credits.line(found) == "a via x; b; c; d; e; and three more"
    assert credits.line(found * 3) == "a via x; b; c; d; e; and 19 more"


def test_every_credit_names_a_source_of_its_figures(ledger: Ledger) -> None:
    for name, of in EVERY:
        drawn = picture(ledger, name, of)
        assert drawn.drawn and drawn.said and drawn.credit, name
        voices = {ledger.named(v) for _, row in drawn.said for v in ledger.voices(row.sources) if v}
        voices |= {ledger.named(row.by) for _, row in drawn.said if row.by} | {
            part for s in ledger.subjects.values() for part in (s.name, s.short or s.name)
        }
        assert {part.split(" via ")[0] for part in drawn.credit.split("; ")[:5]} <= voices, name
        assert [date for date, _ in credits.period(drawn.said)], name


def test_who_claims_a_figure_is_said_alike_below_a_chart_and_in_its_citation(ledger: Ledger) -> None:
    names = {subject.short: subject.name for subject in ledger.subjects.values() if subject.short}
    for entry in ledger.publishers.values():
        if entry.subject:
            names[entry.name] = ledger.subjects[entry.subject].name
    read = [fact for fact in ledger.facts.values() if fact.current.sources]
    assert len(read) > 1500
    for fact in read:
        below = {who for who, _ in credits.claimants(ledger, [(fact, fact.current)])}
        cited = claim(ledger, fact, fact.current).by
        assert {names.get(who, who) for who in below} == {names.get(who, who) for who in cited}, fact.id

"""Texts that look like HTML, Markdown or a macro come out, wherever they do, as the words they are."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from macros.facts.records import Column
from macros.facts.spreadsheet import writer_of

from . import raw
from .carried import lines
from .engine import engine, project

HTML = "Cam<b>bri</b> & <script>alert(8)</script> \"Sons\" 'Co' &amp; <!--ledger:0-->"
MARKDOWN = (
    "Rise *stars* __loud__ `code` # + - ~~gone~~ \\* | {: .big } x*y*z snake_case_name "
    ":smile: &copy; http://evil.example/auto"
)
LINKS = "Link [a](https://evil.example) <https://evil.example> ![x](https://evil.example/y.png) [b][c]"
MACRO = 'Loop {{ fact("a.b") }} {% raw %} {# note #} ${x} {{ 6 * 7 }} {{ cycler }}'
NO_BRACKETS = str.maketrans("", "", "()[]")
FORMULA = "=1+1 [TOC] [^1] ==mark== ^^up^^ *[HTML]: abbreviation $x^2$ ++key++"
HOSTILE = {"formula": FORMULA, "html": HTML, "markdown": MARKDOWN, "links": LINKS, "macro": MACRO}


def data(words: str) -> dict[str, str]:
    """Return the data files and pages of a project in which every free text ends in ``words``."""

    def text(what: str) -> str:
        return f"{what} {words}"

    sourced = {"as_of": "2026-05", "evidence": "vendor", "sources": ["paper"]}
    facts: dict[str, Any] = {
        "opened": {"label": text("Opened"), "value": "2026-02", "unit": "date", "printed": "Feb 2026",
         "event": "launch"},
        "staff": {
            "label": text("Staff"), "value": 150, "unit": "people", "printed": text("150 people"), "note": text("Note"),
            "alternatives": [{"value": 990, "printed": text("990 people"), "sources": ["other"], "evidence": "estimate",
                              "note": text("Other note")}],
            "superseded": [{"value": 120, "printed": text("120 people"), "until": "2026-01", "why": text("Why"),
                            "as_of": "2025-01"}],
        },
        "place": {"label": text("Place"), "value": text("Hall"), "unit": "text"},
        "uses": {"label": text("Uses"), "value": [text("Training"), text("Serving")], "unit": "list"},
        "speed": {"label": text("Speed"), "value": 320, "unit": "tokens/s", "printed": "320 tokens/s",
         "basis": text("Dense")},
        "goal": {"label": text("Goal"), "value": 20, "unit": "people", "printed": text("20 people"), "target": True,
                 "due": "2026-01", "met": text("Met")},
    }  # fmt: skip
    page = {
        "subjects": {
            "firm": {"name": text("Firm"), "zh": text("公司"), "short": text("Short"), "kind": "company", **sourced,
                     "aka": [text("Alias")], "facts": facts},
            "chip": {"name": text("Chip"), "kind": "chip", "links": {"maker": "firm"}, **sourced,
                     "facts": {"memory": {"label": text("Memory"), "value": 64, "unit": "GB", "printed": "64 GB"}}},
        },
        "unknowns": {"who": {"text": text("Unknown"), "about": "firm"}},
        "corrections": {"c": {"said": text("Said"), "reading": text("Reading"), "facts": ["firm.staff"]}},
    }  # fmt: skip
    sources = {
        "paper": {"publisher": "paper", "title": text("Title"), "url": "https://example.com/?a=1&b='2'&copy=3",
                  "kind": "news", "lang": "en", "via": text("Via"), "origin": "origin", "report": text("Report"),
                  "published": "2026-05-01"},
        "other": {"publisher": "other", "title": text("Second"), "url": "https://example.org/x",
         "kind": "analysis",
                  "lang": "zh"},
    }  # fmt: skip
    terms = {
        "rack": {
            "name": text("Rack"),
            "text": text("Frame"),
            "zh": text("机架"),
            "aka": [text("Shelf")],
            "see": ["bay"],
        },
        "bay": {"name": text("Bay"), "text": text("Part")},
    }
    # A publisher's name holds no brackets.
    publishers = {
        key: {"name": f"{key.capitalize()} {words.translate(NO_BRACKETS)}", "kind": "trade-press"}
        for key in ("paper", "other", "origin")
    }
    meanings = {"memory": {"label": text("Memory"), "unit": "bytes", "definition": text("Definition")}}
    written = {"firms.yml": page, "sources.yml": {"sources": sources}, "glossary.yml": {"terms": terms},
               "publishers.yml": {"publishers": publishers}, "vocabulary.yml": {"keys": meanings},
               "site.yml": {"name": "Tiny Ledger", "as_of": "2026-11-23"}}  # fmt: skip
    files = {
        f"data/{name}": json.dumps(content, ensure_ascii=False, indent=1) + "\n" for name, content in written.items()
    }
    return files | {"docs/firms.md": PAGE, "docs/index.md": INDEX}


INDEX = """# Home

{{ search_box(["firm"]) }}

{{ figure("firm.staff") }}

{{ chosen(["firm.opened"]) }}

{{ names(["firm", "chip"]) }}
"""
PAGE = """# Firms

Inline {{ name("firm") }} and {{ name("firm", short=True) }} and {{ zh("firm") }} and {{ name("chip") }} make
{{ fact("firm.staff") }} with {{ headline("firm.staff") }} in {{ fact("firm.place") }} on {{ asof("firm.staff") }} for
{{ listing("firm.uses") }} by {{ term("rack") }} and {{ term("bay") }}, says {{ cite("paper") }},
due {{ due("firm.goal") }}.

- In a list {{ name("firm", zh=False) }} and {{ term("rack") }} and {{ fact("firm.place") }}.

| In a table | more |
| --- | --- |
| {{ name("chip") }} | {{ fact("firm.place") }} |

{{ items("firm.uses") }}

{{ facts_table("firm") }}

{{ table(["firm", "chip"], ["memory", "staff", "place", "uses", "speed"]) }}

{{ says("firm.staff") }}

{{ unknowns() }}

{{ spellings() }}

{{ corrections() }}

{{ facts_on_this_page() }}
"""


@dataclass(frozen=True)
class Built:
    """A built site of hostile data."""

    words: str
    site: Path

    def text(self, what: str) -> str:
        """Return a text of the data as it was written."""
        publisher = what in ("Paper", "Other", "Origin")
        return f"{what} {self.words.translate(NO_BRACKETS) if publisher else self.words}"

    def tree(self, name: str) -> Element:
        """Return the main content of a page."""
        tree = html5lib.parse((self.site / name).read_text("utf-8"), namespaceHTMLElements=False)
        article = tree.find(".//article")
        assert isinstance(article, Element)
        return article


@pytest.fixture(scope="module", params=HOSTILE)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose every free text is hostile, of one kind."""
    words = HOSTILE[request.param]
    tiny = project(tmp_path_factory.mktemp("hostile"), data(words))
    for name in ("data/summit.yml", "data/chips.yml", "docs/summit.md", "docs/chips.md"):
        (tiny.root / name).unlink()
    result = engine(tiny).run("macros", "build")
    assert result.returncode == 0, result.stderr
    return Built(words, tiny.root / "site")


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


PAGES = {
    "firms.html": ["Firm", "Short", "公司", "Chip", "Hall", "Training", "Serving", "Rack", "Bay", "Paper", "Staff",
     "Speed",
                   "Dense", "Other", "Unknown", "Alias", "Said", "Reading", "Opened", "Note", "150 people"],
    "index.html": ["Firm", "Chip", "Opened"],
    "register.html": ["Firm", "Chip", "Opened", "Staff", "Place", "Hall", "Uses", "Training", "Speed", "Dense", "Goal",
     "Other",
                      "Why", "Paper", "Met"],
    "sources.html": ["Paper", "Title", "Other", "Second", "Report", "Via"],
    "glossary.html": ["Rack", "Frame", "Bay", "Part", "机架"],
    "timeline.html": ["Opened", "Firm"],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_every_text_comes_out_as_its_words(built: Built, name: str) -> None:
    shown = folded("".join(built.tree(name).itertext()))
    missing = [what for what in PAGES[name] if folded(built.text(what)) not in shown]
    assert not missing, f"{missing} of {shown[:3000]}"


@pytest.mark.parametrize("name", PAGES)
def test_no_text_becomes_an_element(built: Built, name: str) -> None:
    """No tag, attribute, link or emphasis comes of the words; what the theme and the macros write has none of these."""
    article = built.tree(name)
    tags = {element.tag for element in article.iter() if isinstance(element.tag, str)}
    assert not tags & {"b", "em", "strong", "s", "del", "img", "code", "script"} - ALLOWED[name]
    links = {element.get("href", "") for element in article.iter("a")}
    links = {link for link in links if not link.startswith("?q=")}  # an example to search for
    assert not [link for link in links if "evil" in link]
    assert not [e for e in article.iter() if isinstance(e.tag, str) and "big" in e.get("class", "").split()]
    attributes = {key for e in article.iter() if isinstance(e.tag, str) for key in e.attrib}
    odd = {key for key in attributes if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)}
    assert not odd


# What the pages write themselves.
ALLOWED: dict[str, set[str]] = {
    "firms.html": {"script", "code"},
    "index.html": set(),
    "register.html": {"script", "code", "strong"},
    "sources.html": {"script", "strong", "em", "b"},
    "glossary.html": {"strong", "b"},
    "timeline.html": {"strong", "script"},
}


def test_no_script_of_the_data_is_in_any_file(built: Built) -> None:
    for path in built.site.rglob("*.html"):
        source = path.read_text("utf-8")
        assert "<script>alert" not in source and "<b>bri" not in source, path.name


def test_the_address_of_a_source_is_whole(built: Built) -> None:
    addresses = {e.get("href") for e in built.tree("sources.html").iter("a")}
    assert "https://example.com/?a=1&b='2'&copy=3" in addresses


def test_the_downloads_hold_the_very_words(built: Built) -> None:
    text = built.text
    facts = {row["id"]: row for row in json.loads((built.site / "data/facts.json").read_text("utf-8"))["facts"]}
    assert facts["firm.staff"]["subject"] == text("Firm")
    assert facts["firm.staff"]["label"] == text("Staff")
    assert facts["firm.staff"]["note"] == text("Note")
    assert facts["firm.staff"]["printed"] == [text("150 people")]
    assert facts["firm.place"]["value"] == facts["firm.place"]["text"] == text("Hall")
    assert facts["firm.uses"]["value"] == [text("Training"), text("Serving")]
    assert facts["firm.speed"]["basis"] == text("Dense")
    sources = {one["id"]: one for one in json.loads((built.site / "data/sources.json").read_text("utf-8"))}
    assert sources["paper"]["publisher"] == text("Paper") and sources["paper"]["title"] == text("Title")
    table = {row["id"]: row for row in lines(built.site / "data/facts.csv")}
    assert table["firm.staff"]["label"] == raw.cell("label", text("Staff"))
    assert table["firm.place"]["text"] == raw.cell("text", text("Hall"))
    assert json.loads(table["firm.uses"]["value"]) == [text("Training"), text("Serving")]


def test_the_search_finds_the_words_and_no_elements(built: Built) -> None:
    entries = json.loads((built.site / "search/search_index.json").read_text("utf-8"))["docs"]
    for entry in entries:
        assert not re.search(r"<(script|b|img|em)\b", entry["text"]), entry["location"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1 234", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-", "＝1+1", "＠A"]
)
@pytest.mark.parametrize("kind", ["string", "period"])
def test_a_text_is_no_formula_of_a_spreadsheet(kind: str, text: str) -> None:
    assert cell_of(kind, text) == f"'{text}"
    assert cell_of(kind, [text, "x"]).startswith("[")


@pytest.mark.parametrize("number", [-5, -5.25, 12, 7])
def test_a_number_stays_a_number_of_a_spreadsheet(number: float) -> None:
    assert cell_of("number", number) == cell_of("string", str(number)) == str(number)


def cell_of(kind: str, value: object) -> str:
    return writer_of(Column("any", kind, "any"))(value)

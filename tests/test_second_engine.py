"""The way to the theme's successor stays open: Zensical shows the same facts, and what differs is listed here."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from macros.site.theme import broken

from .site import ROOT

FACT = re.compile(r'<(data|time)[^>]*data-fact="[^"]*"[^>]*>.*?</\1>', re.S)
PREVIEW = re.compile(r'<meta (?:property="og|name="twitter)[^>]*>')
FRAME = re.compile(r'<script type="application/ld.*?</script>|<p class="reach">.*?</p>', re.S)
# What Zensical does otherwise, and why. Each is tested below; what no longer differs must leave the list.
DIFFERENCES = {
    "search": "its index is search.json, loaded by a script of its own: nothing of it waits, no spellings are added",
    "palette": "it names its sheet of palettes differently, so the sheet is loaded",
    "downloads": "it has no step after the pages; python -m macros finish writes downloads, previews, twins, and each "
    "page's line and data for programs",
    "generator": "it names itself in the head",
}


def shown(site: Path) -> dict[str, list[str]]:
    """Return the fact elements of each built page, in order."""
    pages = sorted(site.rglob("*.html"))
    return {p.relative_to(site).as_posix(): [m[0] for m in FACT.finditer(p.read_text("utf-8"))] for p in pages}


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as Zensical builds it, not yet finished."""
    tree = tmp_path_factory.mktemp("zensical") / "tree"
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tree / "mkdocs.yml").write_text(re.sub(r"site_url: .*", "site_url: http://localhost/", config), "utf-8")
    command = [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"]
    result = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return tree / "site"


def test_zensical_shows_the_same_facts(site: Path, other: Path) -> None:
    first, second = shown(site), shown(other)
    assert sum(map(len, first.values())) > 3000
    assert [page for page in first if first[page] != second.get(page)] == []


def test_what_differs_beyond_the_facts_is_what_is_listed(site: Path, other: Path) -> None:
    one, two = ((folder / "summit.html").read_text("utf-8") for folder in (site, other))
    found = set()
    if not (other / "search" / "search_index.json").exists() and (other / "search.json").exists():
        found.add("search")
    lost = broken(two)
    assert not broken(one)
    found |= {"palette"} if any("palettes" in why for why in lost) else set()
    assert len(lost) == len(found & {"palette"}), lost
    found |= {"downloads"} if (site / "data" / "facts.csv").exists() and not (other / "data").exists() else set()
    found |= {"generator"} if "zensical" in two and "zensical" not in one else set()
    assert found == DIFFERENCES.keys()


def test_link_previews_reach_zensicals_pages_too(site: Path, other: Path) -> None:
    for name in ("index.html", "ascend/index.html", "register.html"):
        tags = [PREVIEW.findall(unescape((folder / name).read_text("utf-8"))) for folder in (site, other)]
        wanted = [tag for tag in tags[0] if "og:url" not in tag and "og:type" not in tag]
        assert wanted and set(wanted) <= set(tags[1]), name
        assert any("og:image" in tag for tag in tags[1])  # that build has an address, this one none


def test_one_command_finishes_a_site_of_either_engine(site: Path, other: Path) -> None:
    command = [sys.executable, "-m", "macros", "finish", str(other)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    ways = ("data/**/*", "assets/cards/**/*.png", "assets/headings*", "**/*.md", "llms.txt")
    for path in (path for way in ways for path in site.glob(way)):
        if path.is_file():
            assert (other / path.relative_to(site)).read_bytes() == path.read_bytes(), path
    for path in site.rglob("*.html"):
        one, two = (file.read_text("utf-8") for file in (path, other / path.relative_to(site)))
        assert FRAME.findall(one) == FRAME.findall(two) and (path.name == "404.html" or len(FRAME.findall(one)) == 2)


def test_finishing_what_is_no_site_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "macros", "finish", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2 and "holds no built site" in result.stderr
    assert not list(tmp_path.iterdir())

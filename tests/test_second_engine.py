"""The way to the theme's successor stays open: Zensical builds the same tree and shows the same facts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FACT = re.compile(r'<(data|time)[^>]*data-fact="[^"]*"[^>]*>.*?</\1>', re.S)


def shown(site: Path) -> dict[str, list[str]]:
    """Return the fact elements of each built page, in order."""
    pages = sorted(site.rglob("*.html"))
    return {p.relative_to(site).as_posix(): [m[0] for m in FACT.finditer(p.read_text("utf-8"))] for p in pages}


def test_zensical_shows_the_same_facts(site: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for name in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    if (ROOT / ".cache").exists():
        shutil.copytree(ROOT / ".cache", tree / ".cache")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tree / "mkdocs.yml").write_text(re.sub(r"site_url: .*", "site_url: http://localhost/", config), "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    first, second = shown(site), shown(tree / "site")
    assert sum(map(len, first.values())) > 1000
    assert [page for page in first if first[page] != second.get(page)] == []

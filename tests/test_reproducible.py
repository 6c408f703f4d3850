"""The same tree gives the same bytes: on another machine, in another place, with nothing kept from before."""

from __future__ import annotations

import shutil
from pathlib import Path

from .kept import build
from .site import ROOT

# What a clone holds of it; caches, environments and built sites stay behind.
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", ".cache", "site", "site.new", "__pycache__", ".*_cache", ".hypothesis", "tests"
)


def contents(site: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_two_builds_are_equal_to_the_byte(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another place"
    shutil.copytree(ROOT, elsewhere, ignore=LEFT_BEHIND)
    other = build(
        elsewhere, tmp_path / "other" / "site", PYTHONHASHSEED="7", TZ="Asia/Shanghai", LC_ALL="C", HOME=str(tmp_path)
    )
    one, two = contents(site), contents(other)
    assert one.keys() == two.keys(), sorted(one.keys() ^ two.keys())
    assert not [name for name in one if one[name] != two[name]]


def test_no_build_path_or_time_is_in_the_site(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".csv"):
            text = path.read_text("utf-8")
            assert str(ROOT) not in text and str(site) not in text, path

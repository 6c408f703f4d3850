"""The same tree gives the same bytes: on another machine, in another place, with nothing kept from before."""

from __future__ import annotations

import shutil
from pathlib import Path

from .kept import build
from .site import ROOT

# What a clone holds besides; caches, environments and built sites stay behind, and so do the tests.
BESIDE = {".git", ".venv", ".cache", "site", "site.new", "tests"}


def left_behind(folder: str, names: list[str]) -> set[str]:
    """Return what is not copied: some of what stands beside data and pages, and everywhere what Python keeps."""
    beside = BESIDE & set(names) if Path(folder) == ROOT else set[str]()
    return beside | {name for name in names if name == "__pycache__" or name.endswith("_cache")}


def contents(site: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_two_builds_are_equal_to_the_byte(site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another place"
    shutil.copytree(ROOT, elsewhere, ignore=left_behind)
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

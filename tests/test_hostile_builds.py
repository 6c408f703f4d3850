"""Bad input and bad luck at the real commands: the last site stays byte for byte, and the next build works."""

from __future__ import annotations

import hashlib
import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.site import build as building
from macros.site.serve import Builder

from .engine import Project, engine, project
from .hostile import Row, Snapshot, rows

BAD = [row for row in rows() if row.says]
COMMANDS, SERVED = BAD[:: len(BAD) // 30][:30], BAD[7 :: len(BAD) // 25][:25]
BUILD = [sys.executable, "-m", "macros", "build"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Snapshot]:
    """A good project, built once."""
    tiny = engine(project(tmp_path_factory.mktemp("hostile")))
    result = tiny.run("macros", "build")
    assert result.returncode == 0, result.stderr
    return tiny, Snapshot(tiny.root)


@pytest.fixture
def tiny(built: tuple[Project, Snapshot]) -> Iterator[Project]:
    yield built[0]
    built[1].restore()


def bytes_of(site: Path) -> dict[str, str]:
    """Return a hash of every file of a site."""
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {str(path.relative_to(site)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def left_over(tiny: Project) -> list[str]:
    """Return what a build left beside the site."""
    return [path.name for path in tiny.root.iterdir() if path.name in ("site.new", "site.old", ".site.lock")]


@pytest.mark.parametrize("row", COMMANDS, ids=[row.id for row in COMMANDS])
def test_a_bad_input_stops_the_build_and_leaves_the_last_site(tiny: Project, row: Row) -> None:
    before = bytes_of(tiny.root / "site")
    row.apply(tiny)
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = tiny.run("macros", "build")
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert result.returncode == 1
    assert all(said in result.stderr for said in row.says) and "Traceback" not in result.stderr
    assert end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime < 5
    assert bytes_of(tiny.root / "site") == before and not left_over(tiny)


@pytest.fixture(scope="module")
def served(built: tuple[Project, Snapshot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
    """A builder that has built the good project once."""
    path = list(sys.path)
    builder = Builder(built[0].root, tmp_path_factory.mktemp("served") / "site", "http://127.0.0.1:8000/", rest=0)
    builder()
    yield builder
    sys.path[:] = path


@pytest.mark.parametrize("row", SERVED, ids=[row.id for row in SERVED])
def test_the_server_goes_on_with_the_last_good_site_and_recovers(
    tiny: Project, served: Builder, built: tuple[Project, Snapshot], caplog: pytest.LogCaptureFixture, row: Row
) -> None:
    before = bytes_of(served.folder)
    assert "index.html" in before
    row.apply(tiny)
    with caplog.at_level(logging.ERROR, "mkdocs.serve"):
        served()
    (record,) = (record for record in caplog.records if record.name == "mkdocs.serve")
    assert all(said in record.getMessage() for said in row.says)
    assert record.getMessage().endswith("The last good site stays.")
    assert bytes_of(served.folder) == before
    built[1].restore()
    tiny.replace("docs/timeline.md", "# Timeline", f"# Timeline\n\nAll of {'x' * len(row.id)}.")
    served()
    assert f"All of {'x' * len(row.id)}." in (served.folder / "timeline.html").read_text("utf-8")


def start(tiny: Project) -> subprocess.Popen[str]:
    """Start a build of its own process group."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1000000000", "PYTHONDONTWRITEBYTECODE": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(BUILD, cwd=tiny.root, env=environment, stdout=pipe, stderr=pipe, text=True)


STOPS = [(how, moment) for how in ("SIGINT", "SIGKILL") for moment in ("start", "new", "pages", "downloads")]


@pytest.mark.parametrize(("name", "moment"), [*STOPS, ("SIGTERM", "pages")])
def test_a_build_that_is_cut_off_leaves_the_last_site_whole(tiny: Project, name: str, moment: str) -> None:
    before = bytes_of(tiny.root / "site")
    fresh = tiny.root / "site.new"
    seen = {"start": tiny.root, "new": fresh, "pages": fresh / "index.html", "downloads": fresh / "data/facts.json"}
    run = start(tiny)
    while run.poll() is None and not seen[moment].exists():
        time.sleep(0.001)
    if moment == "start":
        time.sleep(0.4)
    run.send_signal(signal.Signals[name])
    _, said = run.communicate(timeout=30)
    assert bytes_of(tiny.root / "site") == before
    if name == "SIGINT" and moment != "start":
        assert run.returncode == 130 and "interrupted; the last site stays as it was" in said and not left_over(tiny)
    result = tiny.run("macros", "build")
    assert result.returncode == 0, result.stderr
    assert bytes_of(tiny.root / "site") == before and not left_over(tiny)


def test_a_swap_that_was_cut_off_is_ended_by_the_next_build(tiny: Project) -> None:
    before = bytes_of(tiny.root / "site")
    (tiny.root / "site").rename(tiny.root / "site.old")
    row = next(row for row in BAD if row.file == "data/summit.yml")
    row.apply(tiny)
    assert tiny.run("macros", "build").returncode == 1
    assert bytes_of(tiny.root / "site") == before and not left_over(tiny)


def test_a_second_build_says_that_another_runs(tiny: Project) -> None:
    before = bytes_of(tiny.root / "site")
    run = start(tiny)
    while run.poll() is None and not (tiny.root / "site.new").exists():
        time.sleep(0.001)
    run.send_signal(signal.SIGSTOP)
    second = tiny.run("macros", "build")
    run.send_signal(signal.SIGCONT)
    assert second.returncode == 1 and "another build writes site now; wait until it has ended" in second.stderr
    assert run.wait(30) == 0
    assert bytes_of(tiny.root / "site") == before and not left_over(tiny)


@pytest.mark.parametrize("what", ["export", "draw_cards", "run_mkdocs", "swap"])
def test_a_full_disk_leaves_the_last_site(tiny: Project, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    before = bytes_of(tiny.root / "site")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "a file")

    monkeypatch.setattr(building, "run_mkdocs", lambda _, target: target.mkdir())
    monkeypatch.setattr(building, what, full)
    with pytest.raises(building.BuildFailed, match="could not be written: No space left on device: a file"):
        building.build(tiny.root, tiny.root / "site")
    assert bytes_of(tiny.root / "site") == before and not left_over(tiny)


def test_a_rename_that_fails_brings_the_last_site_back(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("last", "utf-8")
    with pytest.raises(OSError):
        building.swap(tmp_path / "site.new", tmp_path / "site")  # there is none
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "last"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with less room than a site needs; where none can be mounted the test is left out."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full_is_one_message(tiny: Project, small_disk: Path) -> None:
    (small_disk / "site").mkdir()
    (small_disk / "site" / "index.html").write_text("last", "utf-8")
    result = tiny.run("macros", "build", "--site", str(small_disk / "site"))
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "the site could not be written: No space left on device" in result.stderr
    assert "The last site stays as it was." in result.stderr
    assert bytes_of(small_disk) == {"site/index.html": hashlib.sha256(b"last").hexdigest()}


@pytest.mark.parametrize("folder", [".", "docs", "data", "mkdocs.yml", ".."])
def test_a_site_replaces_nothing_else(tiny: Project, folder: str) -> None:
    result = tiny.run("macros", "build", "--site", folder)
    assert result.returncode == 2 and "is no place for a site" in result.stderr
    assert (tiny.root / "docs" / "index.md").is_file()


@pytest.mark.parametrize("command", [["biuld"], [], ["build", "--sit"], ["check", "everything"], ["finish"]])
def test_wrong_use_of_a_command_is_two(tiny: Project, command: list[str]) -> None:
    result = tiny.run("macros", *command)
    assert result.returncode == 2 and "Traceback" not in result.stderr

"""``python -m macros serve``: it answers, follows edits of all it watches, tells browsers to reload, and ends."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from .engine import Project, engine, project
from .tiny import FILES

SCRIPT = re.compile(r'<script src="/live/live\.js" data-turn="(\d*)" defer></script>')
PATIENCE = 60.0  # seconds; an edit is served in one or two, on a busy machine it took twenty


@dataclass(frozen=True)
class Live:
    """A running server and its project."""

    project: Project
    address: str
    process: subprocess.Popen[bytes]
    log: Path
    temporary: Path

    def get(self, path: str) -> tuple[int, str, str]:
        """Return status, type and text of an answer."""
        try:
            with urlopen(f"{self.address}/{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except HTTPError as error:
            return error.code, error.headers["Content-Type"], error.read().decode()

    def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait for something; fails with what the server said."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if true():
                return
            time.sleep(0.05)
        pytest.fail(f"{what} did not come; the server said:\n{self.log.read_text('utf-8')}", pytrace=False)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Wait, behind an edit, for the build that follows it, its second part too."""
        before = self.builds()
        yield
        self.until(lambda: self.builds() > before, "a build")

    def builds(self) -> int:
        """Return how often the server has built all that an edit touches, or has said why not."""
        said = self.log.read_text("utf-8")
        return said.count(" written in ") - said.count(" follow\n") + said.count("The last good site stays.")

    def answers(self) -> bool:
        """True where the server is there."""
        try:
            with socket.create_connection(("127.0.0.1", int(self.address.rsplit(":", 1)[1])), timeout=1):
                return True
        except OSError:
            return False


@contextmanager
def running(tiny: Project, folder: Path) -> Iterator[Live]:
    """Serve a project on a free port until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, temporary = folder / "log.txt", folder / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "macros", "serve", "--port", str(port)]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=tiny.root, env=tiny.environment() | {"TMPDIR": str(temporary)}, stdout=said, stderr=said
        )
        live = Live(tiny, f"http://127.0.0.1:{port}", process, log, temporary)
        try:
            live.until(live.answers, "the server")
            yield live
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One server for the tests that put back what they change."""
    folder = tmp_path_factory.mktemp("live")
    with running(engine(project(folder / "project")), folder) as live:
        yield live


@pytest.fixture
def live(host: Live) -> Iterator[Live]:
    """The server; a data file or page that a test changes is put back, each by itself, so that nothing else is seen."""
    yield host
    for name, text in FILES.items():
        if (host.project.root / name).read_text("utf-8") != text:
            with host.building():
                host.project.write(name, text)


def test_pages_and_their_parts_are_served(live: Live) -> None:
    status, kind, text = live.get("")
    assert (status, kind) == (200, "text/html") and "more than CNY 25.5 billion" in text
    assert live.get("summit.html")[0] == 200
    assert live.get("stylesheets/ledger.css")[:2] == (200, "text/css")
    status, kind, text = live.get("search/search_index.json")
    assert (status, kind) == (200, "application/json") and "Civic Center" in text


def test_the_downloads_are_served_and_follow_an_edit(live: Live) -> None:
    status, kind, text = live.get("data/facts.csv")
    assert (status, kind) == (200, "text/csv") and "acme.staff" in text
    assert "Figures to" in live.get("summit.md")[2] and "](summit.md)" in live.get("llms.txt")[2]
    assert live.get("data/pages/summit/provenance.json")[0] == live.get("data/facts/acme.json")[0] == 200
    changed = FILES["data/chips.yml"].replace("value: 150", "value: 175").replace("printed: 150", "printed: 175")
    with live.building():
        live.project.write("data/chips.yml", changed)
    assert ",175,175," in live.get("data/facts.csv")[2]


@pytest.mark.parametrize(
    "path", ["nowhere.html", "deep/down/nowhere.html", "../../etc/passwd", "%2e%2e/%2e%2e/mkdocs.yml"]
)
def test_what_is_not_there_gets_the_page_for_it(live: Live, path: str) -> None:
    status, kind, text = live.get(path)
    assert (status, kind) == (404, "text/html")
    page = (next(live.temporary.glob("ledger-site-*")) / "site" / "404.html").read_text("utf-8")
    assert SCRIPT.sub("", text, count=1) == page


def test_an_edit_of_data_is_served_and_browsers_are_told(live: Live) -> None:
    text = live.get("index.html")[2]
    turn = SCRIPT.search(text)
    assert turn, "the page does not listen for edits"
    changed = FILES["data/chips.yml"].replace("value: 150", "value: 175").replace("printed: 150", "printed: 175")
    live.project.write("data/chips.yml", changed)
    heard = json.loads(live.get(f"live/{turn[1]}/index.html")[2])
    assert int(heard["turn"]) > int(turn[1]) and heard["problems"] == [] and heard["stale"], "no word of the edit"
    assert "175 people" in live.get("index.html")[2]
    assert not json.loads(live.get(f"live/{turn[1]}/summit.html")[2])["stale"], "a page that shows nothing of it"
    live.until(lambda: "175 people" in live.get("register.html")[2], "the new value")


WATCHED = [
    ("docs/summit.md", "Signed on", "Signed in town on", "summit.html", "Signed in town on"),
    ("data/glossary.yml", "A computer in a rack.", "A machine in a rack.", "glossary.html", "A machine in a rack."),
    ("docs/stylesheets/ledger.css", None, "/* edited */", "stylesheets/ledger.css", "/* edited */"),
    ("overrides/main.html", None, "{# edited #}", "index.html", "more than CNY"),
    ("mkdocs.yml", "site_name: Compute Ledger", "site_name: Other Ledger", "chips.html", "Other Ledger"),
]


@pytest.mark.parametrize(("name", "old", "new", "page", "shown"), WATCHED, ids=[row[0] for row in WATCHED])
def test_an_edit_of_each_watched_file_is_followed(
    live: Live, name: str, old: str | None, new: str, page: str, shown: str
) -> None:
    path = live.project.root / name
    good = path.read_text("utf-8")
    try:
        with live.building():
            live.project.write(name, good + new + "\n" if old is None else good.replace(old, new))
        assert shown in live.get(page)[2]
    finally:
        with live.building():
            live.project.write(name, good)


@pytest.mark.parametrize("name", ["docs", "mkdocs.yml"])
def test_what_was_gone_for_a_while_is_followed_again(live: Live, name: str) -> None:
    path, aside = live.project.root / name, live.project.root.parent / "aside"
    with live.building():
        path.rename(aside)
    with live.building():
        aside.rename(path)
    page = live.project.root / "docs/summit.md"
    good = page.read_text("utf-8")
    with live.building():
        page.write_text(good.replace("Signed on", "Signed again on"), "utf-8")
    assert "Signed again on" in live.get("summit.html")[2]


def test_a_page_is_found_without_its_ending(live: Live) -> None:
    for path in ("summit/", "summit"):
        with urlopen(f"{live.address}/{path}", timeout=PATIENCE) as answer:
            assert answer.url == f"{live.address}/summit.html"
    assert live.get("")[0] == 200 and live.get("nothing/")[0] == live.get("../../mkdocs/")[0] == 404


def test_an_error_is_said_and_the_last_good_site_stays_served(live: Live) -> None:
    with live.building():
        live.project.replace("data/chips.yml", "printed: 150", "printed: 151")
    assert "data/chips.yml:19: acme.staff: the value 150 people disagrees" in live.log.read_text("utf-8")
    assert "The last good site stays." in live.log.read_text("utf-8")
    assert "150 people" in live.get("index.html")[2]
    with live.building():
        live.project.replace("docs/index.md", "The summit brought", "The city brought")
    assert "The summit brought" in live.get("index.html")[2], "a page is served though the data are wrong"
    with live.building():
        live.project.replace("data/chips.yml", "printed: 151", "printed: 150")
    assert "The city brought" in live.get("index.html")[2]


def test_a_server_started_with_an_error_waits_for_the_correction_and_ends_on_interrupt(tmp_path: Path) -> None:
    tiny = engine(project(tmp_path / "project"))
    tiny.replace("data/chips.yml", "printed: 150", "printed: 151")
    with running(tiny, tmp_path) as live:
        status, _, text = live.get("index.html")
        assert status == 404 and SCRIPT.search(text), "the page cannot tell why there is no site"
        assert "acme.staff: the value 150 people disagrees" in live.log.read_text("utf-8")
        tiny.write("data/chips.yml", FILES["data/chips.yml"])
        live.until(lambda: live.get("index.html")[0] == 200, "the first good site")
        live.process.send_signal(signal.SIGINT)
        assert live.process.wait(PATIENCE) == 0
        assert "Traceback" not in live.log.read_text("utf-8")
        assert not list(live.temporary.iterdir()), "folders are left behind"
        with pytest.raises(URLError):
            urlopen(live.address, timeout=1)


def test_a_taken_port_is_told_before_anything_is_built(tmp_path: Path) -> None:
    tiny = engine(project(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = tiny.run("macros", "serve", "--port", str(port))
    assert ended.returncode == 1 and "Traceback" not in ended.stderr
    assert f"serve: 127.0.0.1:{port}: " in ended.stderr
    assert ended.stderr.endswith(f"; another port: make PORT={port + 1} serve\n")
    assert "Building" not in ended.stderr

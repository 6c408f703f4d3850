"""The lines of the page "Host it", run as they stand; nginx and Caddy where they are installed."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest
import yaml

from .engine import ROOT, Project
from .test_workflows import POLICY
from .whole import Tree, build

HOSTING = ROOT / "docs" / "hosting"
FOLDER = "deep/ledger"
PACKED = {".png", ".gz", ".zip", ".woff"}  # what compression makes no smaller
MIME = Path("/etc/nginx/mime.types")
MAIN = """\
daemon off; pid nginx.pid; error_log stderr; {user}
events {{}}
http {{
  include mime.types; default_type application/octet-stream; access_log off;
  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
  include site.conf;
}}
"""


@pytest.fixture(scope="module")
def hosted(whole: tuple[Project, Tree], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a tiny site, built to be published, in a sub-folder."""
    tiny, folder = whole[0], tmp_path_factory.mktemp("hosted")
    settings = (tiny.root / "mkdocs.yml").read_text("utf-8")
    tiny.write("mkdocs.yml", settings.replace('!ENV [SITE_URL, ""]', f"https://ledger.example/{FOLDER}/"))
    build(tiny, "published")
    tiny.write("mkdocs.yml", settings)
    shutil.copytree(tiny.root / "published", folder / FOLDER)
    return folder


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """Return a text with other words in the place of some, each of which stands there once."""
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def answers(port: int) -> bool:
    """True if something listens there."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(name: str, hosted: Path, folder: Path) -> Iterator[str]:
    """Run a server with the lines of the page, and give its address; only port, folder and host are another."""
    program = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not program or (name == "nginx" and not MIME.exists()):
        pytest.skip(f"{name} is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if name == "nginx":
        text = (HOSTING / "nginx.conf").read_text("utf-8")
        text = replaced(text, (" 80;", f" 127.0.0.1:{port};"), ("/usr/share/nginx/html", str(hosted)))
        (folder / "site.conf").write_text(replaced(text, (" /404.html", f" /{FOLDER}/404.html")), "utf-8")
        (folder / "nginx.conf").write_text(MAIN.format(user="" if os.getuid() else "user root;"), "utf-8")
        shutil.copy(MIME, folder)
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    else:
        text = (HOSTING / "Caddyfile").read_text("utf-8")
        text = replaced(text, ("ledger.example.org", f"http://127.0.0.1:{port}"), ("/srv/ledger", str(hosted)))
        text = replaced(text, (" /404.html", f" /{FOLDER}/404.html"))
        (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, "utf-8")
        command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(command, cwd=folder, env=os.environ | home, stdout=log, stderr=log) as process,
    ):
        try:
            while not answers(port):
                assert process.poll() is None, (folder / "log").read_text("utf-8")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def fetched(address: str) -> tuple[int, Message, bytes]:
    """Ask for an address as a browser does that takes compressed answers."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Via": "1.1 proxy"})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_server_sends_every_file_compressed_and_under_the_policy(name: str, hosted: Path, tmp_path: Path) -> None:
    site = hosted / FOLDER
    with served(name, hosted, tmp_path) as address:
        kinds = {path.suffix: path for path in site.rglob("*") if path.is_file() and path.stat().st_size > 600}
        assert {".html", ".css", ".js", ".json", ".csv", ".xml", ".png"} <= set(kinds)
        for suffix, path in kinds.items():
            status, headers, body = fetched(f"{address}/{path.relative_to(hosted).as_posix()}")
            assert status == 200 and headers["Content-Security-Policy"] == POLICY, path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert (headers["Content-Encoding"] == "gzip") is (suffix not in PACKED), path
            assert (gzip.decompress(body) if suffix not in PACKED else body) == path.read_bytes(), path
            if suffix in (".html", ".csv", ".xml"):
                assert headers["Content-Type"].lower().endswith("charset=utf-8"), path
        for missing in (f"{FOLDER}/nothing.html", f"{FOLDER}/a/b/nothing", f"{FOLDER}/stylesheets/"):
            status, headers, body = fetched(f"{address}/{missing}")
            assert status in (403, 404) and gzip.decompress(body) == (site / "404.html").read_bytes(), missing
            assert headers["Content-Security-Policy"] == POLICY
        asked = HTTPConnection(address.removeprefix("http://"))
        asked.request("GET", f"/{FOLDER}")
        way = asked.getresponse().headers["Location"]
        assert way == f"/{FOLDER}/", "an address with a port leads astray where another is published"


def test_gitlab_gets_a_compressed_copy_of_every_file(hosted: Path, tmp_path: Path) -> None:
    shutil.copytree(hosted / FOLDER, tmp_path / "public")
    *_, line = yaml.safe_load((HOSTING / "gitlab-ci.yml").read_text("utf-8"))["pages"]["script"]
    ended = subprocess.run(["sh", "-ec", line], cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, ended.stderr
    for path in (path for path in (hosted / FOLDER).rglob("*") if path.is_file() and path.suffix not in PACKED):
        copy = tmp_path / "public" / path.relative_to(hosted / FOLDER)
        assert gzip.decompress(copy.with_name(f"{copy.name}.gz").read_bytes()) == path.read_bytes()

"""The site built once for all tests, its pages, its data, a server and a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from macros.book import open_book
from macros.ledger import Ledger
from macros.view import Book

from . import browser as browsers
from .site import EPOCH, ROOT, Page, read_pages, served
from .visits import Visit, visit_all


def build(root: Path, target: Path, **environment: str) -> Path:
    """Build the tree under ``root`` into ``target`` the way `make build` does; fails with its output."""
    command = [sys.executable, "-m", "macros", "build", "--site", str(target)]
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    result = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.fail(f"the site does not build:\n{result.stdout[-4000:]}\n{result.stderr[-8000:]}", pytrace=False)
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; LEDGER_SITE names one that is built already, to try a test on it."""
    ready = os.environ.get("LEDGER_SITE")
    return Path(ready) if ready else build(ROOT, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every built page by its name."""
    return read_pages(site)


@pytest.fixture(scope="session")
def book() -> Book:
    """The data and pages as the build reads them."""
    return open_book(ROOT)


@pytest.fixture(scope="session")
def ledger(book: Book) -> Ledger:
    """The data."""
    return book.ledger


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    try:
        with browsers.running() as found:
            yield found
    except browsers.Missing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def visits(site: Path, server: str) -> list[Visit]:
    """Every page visited in every view."""
    try:
        return visit_all(server, [path.relative_to(site).as_posix() for path in site.rglob("*.html")])
    except browsers.Missing as error:
        pytest.fail(str(error), pytrace=False)

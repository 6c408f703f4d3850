"""The site built once for all tests, its pages, its data, a server and a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from macros.facts.ledger import Ledger
from macros.pages.book import Book
from macros.site.ahead import open_book

from . import browser as browsers
from .kept import Failed, build
from .site import ROOT, Page, read_pages, served
from .visits import Visit, context, visit_all

pytest_plugins = ("tests.whole", "tests.taken")
BROWSER = {"browser", "visits"}
BUILT = {"site", "pages", "server"}
# What takes a minute or more alone begins first, so that at the end no processor waits for another.
LONGEST = ("visits", "test_one_fact.py", "test_perturb.py", "test_hostile_builds.py", "test_build.py")
# What starts a process of its own, builds a project, or reads a copy of the whole tree.
BUILDING = {"engine", "subprocess", "run", "make", "build", "Builder", "copied", "copytree"}


@pytest.hookimpl(tryfirst=True)  # before the plugin that spreads the tests reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by what it needs, so that each stands in one tier: unit, tiny, built or browser.

    A test of the built site that starts a process of its own is slow too. Where tests run on several cores, a module
    stays together, and so do all that read the one visit of every page.
    """
    items.sort(key=lambda item: LONGEST.index(group(item)) if group(item) in LONGEST else len(LONGEST))
    for item in items:
        assert isinstance(item, pytest.Function)
        item.add_marker(pytest.mark.xdist_group(group(item)))
        needs, builds = set(item.fixturenames), bool(BUILDING & helpers(item))
        if needs & BROWSER:
            item.add_marker("browser")
        elif needs & BUILT:
            item.add_marker("built")
            if builds:
                item.add_marker("slow")
        else:
            item.add_marker("tiny" if builds else "unit")


def group(item: pytest.Item) -> str:
    """Return the name of what stays together with a test."""
    return "visits" if "visits" in getattr(item, "fixturenames", ()) else item.path.name


def helpers(item: pytest.Function) -> set[str]:
    """Return the names that a test and its fixtures call; those of this module are known by their own names."""
    known = item._fixtureinfo.name2fixturedefs  # the one place where pytest keeps the functions of fixtures
    fixtures = [fixture.func for name in item.fixturenames for fixture in known.get(name, ())]
    functions = [item.function, *(function for function in fixtures if function.__module__ != __name__)]
    return {name for function in functions for name in getattr(function, "__code__", item.function.__code__).co_names}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site; LEDGER_SITE names one that is built already, to try a test on it."""
    ready = os.environ.get("LEDGER_SITE")
    if ready:
        return Path(ready)
    try:
        return build(ROOT, tmp_path_factory.mktemp("built") / "site")
    except Failed as error:
        pytest.fail(str(error), pytrace=False)


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


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A wide window for the tests of a module, one after the other."""
    visitor = context(browser)
    yield visitor.new_page()
    visitor.close()

"""Find, or install, what the tests of the built site run: a Chromium for Playwright and a Java for the HTML checker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# The first is Chromium without its windows: the same engine, a third of the work.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a sandbox it runs as root too; no host but this machine can be found; every launch gets a new profile.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NO_CHROMIUM = (
    "The browser tests need Chromium. Install it (on Debian and Ubuntu: apt-get install chromium fonts-liberation "
    "fonts-noto-cjk; "
    "elsewhere: .venv/bin/playwright install --with-deps chromium), or name one in the variable CHROMIUM."
)
NO_JAVA = (
    "The HTML checker needs Java 11 or newer. Install one (on Debian and Ubuntu: apt-get install default-jre-headless)."
)


class Missing(RuntimeError):
    """A program the tests need is not there and could not be installed; the message says what to install."""


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages where this user may; returns whether that worked."""
    if shutil.which("apt-get") is None:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (shutil.which("sudo") is None or _fails([*sudo, "true"])):
        return False
    environment = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    print(f"installing {' '.join(packages)} ...", file=sys.stderr)
    _fails([*environment, "apt-get", "update"])
    return not _fails([*environment, "apt-get", "install", "-y", "--no-install-recommends", *packages])


def _fails(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0


def on_path(names: Sequence[str]) -> str | None:
    """Return the first of the programs that is on PATH."""
    return next((found for name in names if (found := shutil.which(name))), None)


@lru_cache(maxsize=1)
def chromium() -> str | None:
    """Return the path of a Chromium, or None for Playwright's own; raises Missing where there is neither."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named) is None:
            raise Missing(f"the variable CHROMIUM names {named}, which cannot be run")
        return named
    found = on_path(CHROMIUMS)
    if found:
        return found
    if _playwrights_own():
        return None
    for package in ("chromium-headless-shell", "chromium"):
        if apt_install([package, "fonts-liberation", "fonts-noto-cjk"]) and (found := on_path(CHROMIUMS)):
            return found
    _fails([sys.executable, "-m", "playwright", "install", "chromium"])
    if not _playwrights_own():
        raise Missing(NO_CHROMIUM)
    return None


def _playwrights_own() -> bool:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


@lru_cache(maxsize=1)
def java() -> str:
    """Return the path of a Java; raises Missing where there is none."""
    found = shutil.which("java")
    if found is None and apt_install(["default-jre-headless"]):
        found = shutil.which("java")
    if found is None:
        raise Missing(NO_JAVA)
    return found


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium without a window; raises Missing with what to do where it does not start."""
    path = chromium()
    try:
        return playwright.chromium.launch(executable_path=path, args=FLAGS)
    except Exception as error:
        raise Missing(f"{path or 'Playwright’s Chromium'} does not start: {error}\n{NO_CHROMIUM}") from error


@contextmanager
def running() -> Iterator[Browser]:
    """Run one Chromium for as long as the block lasts."""
    chromium()  # looks and installs before Playwright starts
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            yield browser
        finally:
            browser.close()

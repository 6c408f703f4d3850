"""Build the site beside the last one and put it in place only when it is whole."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from ..pages.book import Book
from ..reading.jsonschema import refresh
from ..values import plain
from . import face, settings, twins
from .cards import draw_cards, keep_cards
from .engine import current
from .export import export
from .head import framed
from .search import enrich, keep_readings
from .styles import lighten

CARDS = Path(".cache/cards")


class BuildFailed(Exception):
    """The site could not be written; the last one is as it was."""


def build(root: Path, site: Path) -> Path:
    """Build into ``site`` and return it; on any error the last site stays and the error is raised.

    The build time is the data's own date unless SOURCE_DATE_EPOCH says otherwise, so that equal trees give equal bytes
    (reproducible-builds.org, SOURCE_DATE_EPOCH specification).
    """
    fresh, ahead = (site.with_name(site.name + end) for end in (".new", ".ahead"))
    settings.required(root)
    if (url := os.environ.get("SITE_URL")) and (why := plain.no_address(url)):
        raise BuildFailed(f"SITE_URL is {url!r}: {why}")
    with _alone(site):
        recover(site)
        book = current(root, once=True)
        settings.listed(root)
        refresh(root / "schemas", book.ledger)
        gc.freeze()  # what stays to the end
        gc.enable()
        epoch = int(datetime.fromisoformat(book.ledger.site.as_of).replace(tzinfo=UTC).timestamp())
        os.environ["SOURCE_DATE_EPOCH"] = _seconds(os.environ.get("SOURCE_DATE_EPOCH") or str(epoch))
        try:
            with _ahead(book, ahead):
                run_mkdocs(root, fresh)
            finish(book, fresh, ahead)
            swap(fresh, site)
        except OSError as error:
            raise _failed(error, site) from error
        finally:
            for left in (fresh, ahead):
                shutil.rmtree(left, ignore_errors=True)
    return site


def _seconds(given: str) -> str:
    if not re.fullmatch("[0-9]{1,10}", given):
        raise BuildFailed(f"SOURCE_DATE_EPOCH is {given!r}; it takes whole seconds since 1970, or nothing")
    return given


def swap(fresh: Path, site: Path) -> None:
    """Put a whole new site in the place of the last one; ``recover`` ends a swap that was cut off."""
    old = site.with_name(site.name + ".old")
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """Clean up after a build that was killed: where it died between two renames, the last site comes back."""
    old = site.with_name(site.name + ".old")
    if old.exists() and not site.exists():
        old.rename(site)
    for left in (".old", ".new", ".ahead"):
        shutil.rmtree(site.with_name(site.name + left), ignore_errors=True)


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Hold a lock beside the site; a second build says so. It goes with the build, however that ends."""
    path = site.with_name(f".{site.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("w")
    except OSError as error:
        raise _failed(error, path.parent) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not (path.exists() and os.path.samestat(path.stat(), os.fstat(lock.fileno()))):
                raise BlockingIOError  # the build that held it has just ended and taken it away
        except OSError:
            raise BuildFailed(f"another build writes {site} now; wait until it has ended") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _failed(error: OSError, path: Path) -> BuildFailed:
    return BuildFailed(f"the site could not be written: {error.strerror or error}: {error.filename or path}")


@contextmanager
def _ahead(book: Book, folder: Path) -> Iterator[None]:
    """Meanwhile write the downloads, draw the link previews and read Chinese, in a process of its own.

    The downloads come to lie in ``folder``, the rest among what is kept; ``finish`` takes them there.
    """
    process = get_context("fork").Process(target=_work_ahead, args=(book, folder), daemon=True)
    process.start()
    book.let_go()
    try:
        yield
    finally:
        process.join()
    if process.exitcode:
        shutil.rmtree(folder, ignore_errors=True)


def _work_ahead(book: Book, folder: Path) -> None:
    try:
        keep_readings(book)
        keep_cards(book, book.root / CARDS)
        export(book, folder)
    except (OSError, KeyboardInterrupt):  # what could not be kept here is made, or told of, by ``finish``
        os._exit(1)


def finish(book: Book, site: Path, ahead: Path | None = None) -> None:
    """Write into a built site, of either engine, what is written after the pages.

    That is: downloads, spellings for the search, link previews, the face of the headings, twins and llms.txt. Downloads
    that lie ``ahead``, in a folder beside the site, are moved from there.

    What means nothing goes from scripts and style sheets; pages that no hook of ours has seen get their line and their
    data for programs.
    """
    frame(book, site)
    with _beside(twins.write, book, site):
        if ahead and ahead.is_dir():
            _move(ahead, site)
        else:
            export(book, site)
        enrich(book, site)
        draw_cards(book, site, book.root / CARDS)
        lighten(site)
        for name, content in face.files().items():
            (site / name).write_bytes(content)


def _move(ahead: Path, site: Path) -> None:
    """Move what lies ``ahead`` into the site, a folder at once where the pages have none of its name."""
    for path in ahead.iterdir():
        if (there := site / path.name).is_dir():
            shutil.copytree(path, there, copy_function=os.replace, dirs_exist_ok=True)
        else:
            path.rename(there)


@contextmanager
def _beside(work: Callable[[Book, Path], None], book: Book, site: Path) -> Iterator[None]:
    """Do work meanwhile in a process of its own; where it could not be done there it is done here, or told of."""
    process = get_context("fork").Process(target=_quietly, args=(work, book, site), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.join()
    if process.exitcode:
        work(book, site)


def _quietly(work: Callable[[Book, Path], None], book: Book, site: Path) -> None:
    gc.freeze()  # what is there stays, so that only what a page leaves behind is looked through
    try:
        work(book, site)
    except (OSError, KeyboardInterrupt):
        os._exit(1)


def frame(book: Book, site: Path) -> None:
    """Give every page of a built site its line and its data for programs, where it has none."""
    for page in book.pages.values():
        built = site / f"{page.name.removesuffix('.md')}.html"
        if built.is_file():
            html = built.read_text("utf-8")
            if (framed_html := framed(html, book, page)) is not html:
                built.write_text(framed_html, "utf-8", newline="\n")


def run_mkdocs(root: Path, target: Path) -> None:
    """Run MkDocs' own strict build into ``target``; a warning or an error raises."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands import build as engine
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.basicConfig(level=logging.WARNING, format="%(levelname)-7s %(message)s")
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target.resolve()), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            engine.build(config)
        finally:
            config.plugins.on_shutdown()
    except TemplateError as error:
        place = f"{error.filename or error.name}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        raise BuildFailed(f"a template of the theme cannot be used: {place}{error}") from error
    except (MkDocsException, SystemExit) as error:  # MkDocs' own Abort is both
        raise BuildFailed(f"MkDocs stopped: {error}") from error

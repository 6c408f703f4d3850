"""Serve the site while editing: rebuild what an edit touches; on an error say it and keep the last good site."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Set
from pathlib import Path
from typing import Any

from ..pages.book import Blocks, Book
from ..pages.revisions import FEED
from ..reading.jsonschema import refresh
from ..values.problem import DataError
from . import twins
from .engine import completed, current, fingerprint
from .export import FOLDER, export
from .live import Problems, Server, Tell
from .search import enrich

TRIES, PAUSE = 9, 0.25  # how often a build is tried while files change, and the seconds between two looks at them
REST = 0.8  # seconds in which the open pages load anew, which a build beside them would slow
Texts = dict[str, tuple[str, str, Blocks]]
log = logging.getLogger("mkdocs.serve")


class Builder:
    """Builds into ``folder``. Pages whose text did not change are left alone (MkDocs' own dirty mode)."""

    def __init__(self, root: Path, folder: Path, url: str, rest: float = REST) -> None:
        self.root, self.folder, self.url, self.rest = root, folder, url, rest
        self.pages: Texts = {}
        self.frame: tuple[Any, ...] = ()
        self.book: Book | None = None
        self.due: Set[str] = frozenset()
        self._exporting = threading.Lock()

    def __call__(self, tell: Tell = lambda *_: None, now: Set[str] = frozenset()) -> Problems:
        """Rebuild; what is wrong is logged and returned, so that the server goes on with the last good site.

        How it went is told twice where it can be: pages that show everything are many, and an edit is seldom made for
        them, so they come after the others, but for those of ``now``.
        """
        problems = self._part(tell, now)
        if self._undisturbed():
            if not problems and self.due:
                problems = self._part(tell)
            gc.collect()
        return problems

    def _undisturbed(self) -> bool:
        """Wait a moment; False at once where there is another edit, which will be built with all that is due."""
        state, end = fingerprint(self.root), time.monotonic() + self.rest
        while (left := end - time.monotonic()) > 0 and fingerprint(self.root) == state:
            time.sleep(min(left, 0.1))
        return fingerprint(self.root) == state

    def _part(self, tell: Tell, now: Set[str] | None = None) -> Problems:
        problems, written = self._tried(now)
        tell(problems, written)
        return problems

    def _tried(self, now: Set[str] | None) -> tuple[Problems, list[str] | None]:
        for _ in range(TRIES):
            start, state = time.perf_counter(), fingerprint(self.root)
            try:
                written = self.build(now)
            except (Exception, SystemExit) as error:
                time.sleep(PAUSE)
                if fingerprint(self.root) != state:
                    continue  # a file was caught in the middle of a save
                return _refused(error), []
            count = len(self.pages) if written is None else len(written)
            more = "" if count else "; none reads otherwise"
            more += f"; {len(self.due)} that show everything follow" if self.due else ""
            log.info("%d page%s written in %.2f s%s", count, "s" * (count != 1), time.perf_counter() - start, more)
            return (), written
        return _refused(RuntimeError("the files change faster than they can be read")), []

    def build(self, now: Set[str] | None = None) -> list[str] | None:
        """Build once, with ``now`` only these of the pages that show everything; return the pages that were written."""
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        book = completed(self.root) if now is None else current(self.root, watch=True, now=now)
        refresh(self.root / "schemas", book.ledger)
        pages = {page.name: (page.line, page.text, page.blocks) for page in book.pages.values()}
        frame = self._frame(book)
        whole = frame != self.frame or set(pages) != set(self.pages)
        changed = [page for page, text in pages.items() if self.pages.get(page) != text]
        if whole and self.pages:
            log.info("Writing all pages anew; this takes some seconds ...")
        target = Path(tempfile.mkdtemp(prefix="ledger-")) if whole else self.folder
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(target))
        config.site_url = self.url
        config.strict = False  # a warning is shown; only `make build` stops on it
        config.plugins["partial"] = _partial({page.name: page.title for page in book.pages.values()}, searched=whole)
        index = self.folder / "search" / "search_index.json"
        kept = None if whole or not index.exists() else index.read_bytes()
        if not whole:
            self._mark(pages, changed)
        try:
            build(config, serve_url=self.url, dirty=not whole)
            if whole:
                enrich(book, target)
                self._swap(target)
        finally:
            if whole:
                shutil.rmtree(target, ignore_errors=True)
        if kept is not None:  # a partial build knows only the pages it wrote
            index.write_bytes(kept)
        if not self.pages:
            gc.freeze()  # what the first build has read stays: later ones need not look through it for cycles
        self.pages, self.frame, self.book, self.due = pages, frame, book, book.due
        return None if whole else changed

    def downloads(self) -> None:
        """Write the downloads of the last good site, when somebody asks for one: an edit does not wait for them."""
        with self._exporting:
            book, self.book = self.book, None
            if book:
                export(book, self.folder)
                twins.write(book, self.folder)

    def _frame(self, book: Book) -> tuple[Any, ...]:
        """Return the state of everything around the pages: configuration, theme, styles, scripts, front matter."""
        files = [self.root / "mkdocs.yml", *(self.root / "overrides").rglob("*")]
        files += [file for file in (self.root / "docs").rglob("*") if file.suffix != ".md"]
        times = tuple((str(file), file.stat().st_mtime_ns) for file in sorted(files) if file.is_file())
        return times, book.ledger.site.as_of, {page.name: page.head for page in book.pages.values()}

    def _mark(self, pages: Texts, changed: list[str]) -> None:
        """Set file times so that the dirty build takes the changed pages and no others."""
        now = time.time()
        for page in pages:
            output = self.folder / (page.removesuffix(".md") + ".html")
            if output.exists():
                os.utime(output, (0, 0) if page in changed else (now, now))

    def _swap(self, target: Path) -> None:
        old = Path(tempfile.mkdtemp(prefix="ledger-old-"))
        if self.folder.exists():
            self.folder.rename(old / "site")
        shutil.copytree(target, self.folder)
        shutil.rmtree(old)


def _refused(error: BaseException) -> Problems:
    """Log why a build failed, and return it with its places."""
    if isinstance(error, DataError):
        log.error("%s\nThe last good site stays.", error)
        return tuple((f"{one.file}:{one.line}", str(one).split(": ", 1)[1]) for one in error.problems)
    said = f"{type(error).__name__}: {error}"
    log.error("%s\nThe last good site stays.", said)
    return (("", said),)


def _partial(titles: dict[str, str], searched: bool) -> Any:
    """Return a plugin for what a partial build knows of the rest: it names the pages that are not read.

    The navigation would call them None. The search keeps its index, so that no page need be read for it.
    """
    from mkdocs.plugins import BasePlugin

    class Partial(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
        def on_nav(self, nav: Any, **_: Any) -> Any:
            for page in nav.pages:
                page.title = page.title or titles.get(page.file.src_uri)
            return nav

        def on_page_markdown(self, text: str, page: Any, **_: Any) -> str:
            if not searched:
                page.meta["search"] = {"exclude": True}
            return text

    return Partial()


def _with_downloads(serve_request: Callable[..., Iterable[bytes]], builder: Builder) -> Callable[..., Iterable[bytes]]:
    """Return the server's answers, with the downloads written before one of them is given."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = str(environ["PATH_INFO"])
        if path.startswith((f"/{FOLDER}/", f"/{FEED}")) or path.endswith((".md", twins.LLMS)):
            builder.downloads()
        return serve_request(environ, start_response)

    return answer


def serve(root: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the site on ``host:port`` until interrupted; raises OSError at once where the port is taken."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)-7s %(message)s")
    for name, level in (("plugins", "WARNING"), ("commands.build", "ERROR"), ("livereload", "WARNING")):
        logging.getLogger(f"mkdocs.{name}").setLevel(level)  # their own doings; that a build is partial is meant
    address = f"http://{host}:{port}/"
    _free(host, port)
    log.info("Building the site; in a few seconds it is at %s", address)
    folder = Path(tempfile.mkdtemp(prefix="ledger-site-")) / "site"
    builder = Builder(root, folder, address)
    try:
        server = Server(builder, host, port, folder)
        server.rebuild()
        server.set_app(server.answering(_with_downloads(server.serve_request, builder)))
        for name in ("docs", "data", "overrides", "mkdocs.yml"):
            server.watch(str(root / name))
        log.info("Serving on %s and following edits; Ctrl-C ends it", address)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            log.info("Shutting down ...")
        finally:
            server.shutdown()
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def _free(host: str, port: int) -> None:
    """Raise OSError with what to do where something else listens there, before a build is made for nothing."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise OSError(error.errno, f"{host}:{port}: {why}; another port", f"make PORT={port + 1} serve") from error

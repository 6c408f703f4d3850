"""What a browser hears while the site is served: after each build whether to load the page anew, or what is wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.livereload import LiveReloadServer

SCRIPT = Path(__file__).with_name("live.js")
AT = "/live/"
PATIENCE = 50  # seconds that a question is left open
NO_SITE = b'<!doctype html><html lang="en"><title>No site yet</title><body><p>There is no such page.</p></body></html>'
Problems = tuple[tuple[str, str], ...]
"""Where, and what; no problem means that the site is that of the files."""
Tell = Callable[[Problems, list[str] | None], None]
"""Is told how a build went, and which pages it has written; None stands for all."""
App = Callable[[dict[str, Any], Any], Iterable[bytes]]


class News:
    """How the last build ended. Builds are told apart by the time of that, so those of an earlier server are others."""

    def __init__(self) -> None:
        self.turn, self.good, self.problems = "", "", Problems()
        self._whole, self._written = "", dict[str, str]()
        self._waiting: list[str] = []
        self._ended = threading.Condition()

    def tell(self, problems: Problems, written: list[str] | None = None) -> None:
        """A build has ended, and has written these pages, or all; wake whoever waits for that."""
        with self._ended:
            self.turn, self.problems = str(time.time_ns()), problems
            self.good = self.good if problems else self.turn
            if written is None and not problems:
                self._whole, self._written = self.turn, {}
            self._written |= dict.fromkeys(written or (), self.turn)
            self._ended.notify_all()

    def after(self, turn: str, page: str) -> bytes:
        """Return how the last build ended, once it is another than the one named, or when patience ends.

        ``stale`` tells whether a page that was read at that build has been written since.
        """
        with self._ended:
            self._waiting.append(page)
            self._ended.wait_for(lambda: self.turn != turn, timeout=PATIENCE)
            self._waiting.remove(page)
            stale = int(self._written.get(page, self._whole) or 0) > int(turn or 0)
            return json.dumps({"turn": self.turn, "problems": self.problems, "stale": stale}).encode()

    def waiting(self) -> frozenset[str]:
        """Return the pages that somebody looks at."""
        with self._ended:
            return frozenset(self._waiting)


class Server(LiveReloadServer):
    """MkDocs' server, with another script in its pages: a refused edit does not reload them, it is shown in them."""

    def __init__(self, build: Callable[..., Problems], host: str, port: int, folder: Path) -> None:
        super().__init__(self.rebuild, host, port, str(folder), polling_interval=0.05)
        self.build_delay = 0.02  # a file caught in the middle of a save is looked at again
        self.build, self.news, self.missing = build, News(), folder / "404.html"
        self.error_handler = self._error
        self._gone: set[str] = set()

    def rebuild(self) -> None:
        """Build, and tell the open pages how it went."""
        self.build(self._tell, self.news.waiting())

    def _tell(self, problems: Problems, written: list[str] | None) -> None:
        """Tell it, and give out pages from now on; MkDocs would wait with them for the rest of the build."""
        self.news.tell(problems, written)
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def service_actions(self) -> None:
        """Watch anew what comes back after it was gone, with which its watcher ends; tell both as edits."""
        for path, watch in list(self._watch_refs.items()):
            emitter = self.observer._emitter_for_watch.get(watch)
            if emitter is None or not self.observer.is_alive() or emitter.is_alive():
                continue
            there = Path(path).exists()
            if there:
                self.unwatch(path)
                self.watch(path)
                self._gone.discard(path)
            elif path in self._gone:
                continue
            else:
                self._gone.add(path)
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def answering(self, app: App) -> App:
        """Return an application that answers what the script asks, and leaves all else to ``app``."""

        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            path = str(environ["PATH_INFO"])
            if not path.startswith(AT):
                if page := self._meant(path):
                    start("302 Found", [("Location", page), ("Content-Length", "0")])
                    return [b""]
                return app(environ, start)
            turn, _, page = path.removeprefix(AT).partition("/")
            page = (page + "index.html" * (not page or page.endswith("/"))).removesuffix(".html") + ".md"
            own = turn == SCRIPT.name
            kind = "text/javascript" if own else "application/json"
            body = SCRIPT.read_bytes() if own else self.news.after(turn, page)
            start("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store"), ("Content-Length", str(len(body)))])
            return [body]

        return answer

    def _meant(self, path: str) -> str:
        """Return the address of the page of whom asks for /summit/ or /summit; nothing where there is none such."""
        page = f"{path.rstrip('/')}.html"
        inside = (self.missing.parent / page.lstrip("/")).resolve()
        known = inside.is_relative_to(self.missing.parent.resolve()) and inside.is_file()
        taken = (self.missing.parent / path.strip("/") / "index.html").is_file() or "." in path.rpartition("/")[2]
        return quote(page) if known and not taken and not path.startswith("//") else ""

    def _inject_js_into_html(self, content: bytes, epoch: object) -> bytes:
        """Put the script where MkDocs would put its own."""
        head, end, tail = content.rpartition(b"</body>")
        script = f'<script src="{AT}{SCRIPT.name}" data-turn="{self.news.good}" defer></script>'
        return head + script.encode() + end + tail

    def _error(self, code: int) -> bytes | None:
        if code != 404:
            return None
        page = self.missing.read_bytes() if self.missing.exists() else NO_SITE
        return self._inject_js_into_html(page, None)

"""Pages that arrive in pieces, as over a slow line: what stands already does not move."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .site import Quiet, served
from .test_browser import MAX_SHIFT
from .visits import NARROW, WIDE, visitor

PIECE, PAUSE = 2500, 0.03  # characters and seconds: so small that Chromium draws the page between two of them
# Those on which something once moved, and one whose words stand beside pictures.
PAGES = ("index.html", "timeline.html", "sites.html")


class Slow(Quiet):
    """Sends the main content of a page piece by piece."""

    def do_GET(self) -> None:
        """Answer a request."""
        if not self.path.endswith(".html"):
            return super().do_GET()
        content = Path(self.translate_path(self.path)).read_bytes()
        at = max(content.find(b"<article") - PIECE, 0)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:at])
        for start in range(at, len(content), PIECE):
            self.wfile.write(content[start : start + PIECE])
            self.wfile.flush()
            time.sleep(PAUSE)
        return None


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_moves_while_a_page_arrives_in_pieces(browser: Browser, site: Path, width: int) -> None:
    tab, console, _ = visitor(browser, width)
    found = []
    with served(site, Slow) as address:
        for page in PAGES:
            tab.goto(f"{address}/{page}", wait_until="load")
            tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            shift, moved = tab.evaluate("() => [window.shifted, window.moved]")
            found += [f"{page}: {shift:.4f}, {moved[:3]}"] * (shift >= MAX_SHIFT)
    tab.context.close()
    assert not found and not console, "\n".join([*found, *console])

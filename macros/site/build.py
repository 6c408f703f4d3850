"""Build the site beside the last one and put it in place only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from ..pages.book import Book
from .cards import draw_cards
from .engine import current
from .export import export


def build(root: Path, site: Path) -> Path:
    """Build into ``site`` and return it; on any error the last site stays and the error is raised.

    The build time is the data's own date unless SOURCE_DATE_EPOCH says otherwise, so that equal trees give equal bytes
    (reproducible-builds.org, SOURCE_DATE_EPOCH specification).
    """
    book = current(root)
    fresh = site.with_name(site.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    epoch = int(datetime.fromisoformat(book.ledger.site.as_of).replace(tzinfo=UTC).timestamp())
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch))
    try:
        run_mkdocs(root, fresh)
        finish(book, fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
    return site


def finish(book: Book, site: Path) -> None:
    """Write into a built site, of either engine, what is written after the pages: downloads and link previews."""
    export(book, site)
    draw_cards(book, site, book.root / ".cache" / "cards")


def run_mkdocs(root: Path, target: Path) -> None:
    """Run MkDocs' own strict build into ``target``; a warning or an error raises."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands import build as engine
    from mkdocs.config import load_config

    logging.basicConfig(level=logging.WARNING, format="%(levelname)-7s %(message)s")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target.resolve()), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        engine.build(config)
    finally:
        config.plugins.on_shutdown()

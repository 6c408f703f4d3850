"""Build the site beside the last one and put it in place only when it is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from .book import open_book
from .export import export


def build(root: Path, site: Path) -> Path:
    """Build into ``site`` and return it; on any error the last site stays and the error is raised.

    The build time is the data's own date unless SOURCE_DATE_EPOCH says otherwise, so that equal trees give equal bytes
    (reproducible-builds.org, SOURCE_DATE_EPOCH specification).
    """
    book = open_book(root)
    fresh = site.with_name(site.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    epoch = str(int(datetime.fromisoformat(book.ledger.site.as_of).replace(tzinfo=UTC).timestamp()))
    environment = {"SOURCE_DATE_EPOCH": epoch, **os.environ}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh.resolve())]
    result = subprocess.run(command, cwd=root, env=environment, check=False)
    if result.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        raise SystemExit("mkdocs build --strict failed; the last site stays as it was")
    export(book, fresh)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)
    return site

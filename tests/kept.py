"""Build the site for the tests; ``python -m tests.kept`` names one of this tree, and builds it where there is none.

The kept site stands in ``.cache/test-site``, under a fingerprint of all that goes into a build.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .site import EPOCH, ROOT

SOURCES = ("data", "docs", "macros", "overrides", "mkdocs.yml", "requirements/build.lock")


class Failed(RuntimeError):
    """The site does not build; the message is what the build said."""


def build(root: Path, target: Path, **environment: str) -> Path:
    """Build the tree under ``root`` into ``target`` the way `make build` does; raises Failed with its output."""
    command = [sys.executable, "-m", "macros", "build", "--site", str(target)]
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    result = subprocess.run(command, cwd=root, env=surroundings, capture_output=True, text=True, check=False)
    if result.returncode:
        raise Failed(f"the site does not build:\n{result.stdout[-4000:]}\n{result.stderr[-8000:]}")
    return target


def fingerprint(root: Path) -> str:
    """Return a hash of the names and bytes of all that goes into a build."""
    found = hashlib.sha256(sys.version.encode())
    for source in SOURCES:
        paths = sorted((root / source).rglob("*")) if (root / source).is_dir() else [root / source]
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return found.hexdigest()[:20]


def kept(root: Path) -> Path:
    """Return a built site of the tree as it is; sites of other trees go."""
    folder = root / ".cache" / "test-site"
    site = folder / fingerprint(root)
    if not site.is_dir():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        build(root, site)
    return site


if __name__ == "__main__":
    try:
        print(kept(ROOT))
    except Failed as error:
        raise SystemExit(str(error)) from None

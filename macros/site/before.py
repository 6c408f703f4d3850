"""The project as a revision of git has it, in a folder of its own, to be read beside the working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_OWN = ("data", "docs", "mkdocs.yml")
_CODE = ("macros", "overrides")


class NoRevision(Exception):
    """There is no such revision, no repository, or no git; the message says which."""


@dataclass(frozen=True)
class Revision:
    """A revision: what it was called, its short hash and the first line of its message, and the folder of its tree."""

    name: str
    hash: str
    subject: str
    root: Path


@contextmanager
def opened(root: Path, name: str) -> Iterator[Revision]:
    """Give the data and pages of a revision of git; the folder goes afterwards. Raises NoRevision.

    The code in it is that of the working tree, so that only data and pages differ.
    """
    shown = _git(root, "log", "-1", "--format=%h %s", "--end-of-options", name, "--")
    if not shown:
        raise NoRevision(f"{name!r} is no revision of this repository; write HEAD, HEAD~3, a branch, a tag or a hash")
    short, _, subject = shown.decode("utf-8", "replace").strip().partition(" ")
    with tempfile.TemporaryDirectory(prefix="ledger-before-") as folder:
        tree = Path(folder)
        archive = _git(root, "archive", "--format=tar", short)
        if archive is None:
            raise NoRevision(f"the revision {name!r} does not hold this project")
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for member in files:
                if member.isfile() and member.name.split("/")[0] in _OWN:
                    path = tree / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    content = files.extractfile(member)
                    assert content is not None
                    path.write_bytes(content.read())
        for code in _CODE:
            if (root / code).exists():
                (tree / code).symlink_to(root / code)
        yield Revision(name, short, subject, tree)


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what a command of git prints; None where it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed; changes are told against one of its revisions") from None
    if done.returncode and b"not a git repository" in done.stderr:
        raise NoRevision("this folder is no git repository; changes are told against one of its revisions")
    return None if done.returncode else done.stdout

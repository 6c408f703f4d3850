"""The tiny project in a repository of git, for what is told against a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .engine import Project, project


def git(root: Path, *arguments: str) -> None:
    """Run git as somebody who needs no settings."""
    own = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *arguments], cwd=root, check=True, capture_output=True)


def repository(root: Path) -> Project:
    """Write the tiny project into ``root``, with one commit."""
    tiny = project(root)
    git(tiny.root, "init", "--quiet")
    commit(tiny)
    return tiny


def commit(tiny: Project) -> None:
    """Commit all of a project."""
    git(tiny.root, "add", "--all")
    git(tiny.root, "commit", "--quiet", "--message", "A state of the ledger")

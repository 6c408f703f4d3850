"""A set of changed files: tried in a copy of the project first, written only if everything is in order there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..pages.book import Book
from ..reading import load
from ..site import ahead
from .sheet import EditError, Sheet

COPIED = ("data", "docs", "mkdocs.yml")


@dataclass
class Changes:
    """The files that an edit touches, by their names below ``root``."""

    root: Path
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """Return a file to write into, as it stands or as it has been changed so far."""
        if name not in self.sheets:
            if not (self.root / name).exists():
                raise EditError(f"there is no file {name}")
            content = load.file_bytes(self.root / name)
            if isinstance(content, str):
                raise EditError(f"{name}: {content}")
            self.sheets[name] = Sheet(name, content.decode("utf-8"))
        return self.sheets[name]

    def create(self, name: str, text: str) -> Sheet:
        """Begin a file; raises EditError where there is one."""
        if name in self.sheets or (self.root / name).exists():
            raise EditError(f"{name} is there already")
        self.sheets[name] = Sheet(name, text)
        return self.sheets[name]

    def changed(self) -> dict[str, str]:
        """Return the text of each file that is not as it was."""
        return {name: sheet.text for name, sheet in self.sheets.items() if _differs(self.root / name, sheet.text)}

    def tried(self, last: Book | None) -> Book:
        """Return data and pages as they would be; raises DataError with every problem, and changes nothing.

        ``last`` is the book of the files as they are, where these are in order.
        """
        with tempfile.TemporaryDirectory(prefix="ledger-") as folder:
            copy = Path(folder)
            for path in self.root.iterdir():
                if path.name in COPIED:
                    (shutil.copytree if path.is_dir() else shutil.copy)(path, copy / path.name)
                elif not path.name.startswith(".") and path.name != "site":
                    (copy / path.name).symlink_to(path.absolute())
            texts = {name: text for name, text in self.changed().items() if name.split("/")[0] in COPIED}
            _write_all(copy, texts)
            return ahead.open_book(copy, last, watch=True, shared=True)

    def write(self) -> list[str]:
        """Write the files, all or none of them, and return their names."""
        changed = self.changed()
        before = {name: (self.root / name).read_bytes() for name in changed if (self.root / name).exists()}
        try:
            _write_all(self.root, changed)
        except BaseException:
            for name in changed:
                if name in before:
                    (self.root / name).write_bytes(before[name])
                else:
                    (self.root / name).unlink(missing_ok=True)
            raise
        return list(changed)


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode()


def _write_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write each file beside its place and move it there, so that nobody reads half of one."""
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.new")
        aside.write_bytes(text.encode())
        if path.exists():
            shutil.copymode(path, aside)
        os.replace(aside, path)

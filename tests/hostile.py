"""What tests/tables/hostile.yml does to a good project, and undoes: one row, one bad input."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .engine import Project

TABLE = Path(__file__).parent / "tables" / "hostile.yml"


@dataclass(frozen=True)
class Row:
    """One bad input: what is done to which file, and a part of each message there must be."""

    id: str
    file: str
    says: list[str]
    old: str | None = None
    new: str = ""
    many: tuple[str, int] = ("@", 1)
    whole: str | None = None
    hex: str | None = None
    encoding: str | None = None
    cut: int | None = None
    big: int | None = None
    make: str | None = None
    link: str | None = None
    copy: str | None = None
    folder: bool = False
    pipe: bool = False
    remove: bool = False

    def apply(self, tiny: Project) -> None:
        """Do to the project what the row says."""
        path = tiny.root / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.old is not None:
            tiny.replace(self.file, self.old, self.filled(self.new))
            return
        before = path.read_bytes() if path.is_file() else b""
        if self.remove or before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if self.folder:
            path.mkdir()
        elif self.pipe:
            os.mkfifo(path)
        elif self.link:
            path.symlink_to(self.link)
        elif not self.remove:
            path.write_bytes(self.content(before, tiny))

    def content(self, before: bytes, tiny: Project) -> bytes:
        """Return the bytes of the file as the row wants it."""
        if self.whole is not None:
            return self.filled(self.whole).encode()
        if self.hex is not None:
            return bytes.fromhex(self.hex)
        if self.copy:
            return (tiny.root / self.copy).read_bytes()
        if self.encoding:
            return before.decode().encode(self.encoding)
        if self.big:
            return before + b"#" * self.big + b"\n"
        return MADE[self.make]() if self.make else before[: self.cut]

    def filled(self, text: str) -> str:
        """Return a text with many of something in the place of its @."""
        return text.replace("@", self.many[0] * self.many[1])


def _bomb() -> bytes:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    return ("subjects:\n" + "".join(f"  {line}\n" for line in lines)).encode()


def _deep() -> bytes:
    return ("subjects: " + "{a: " * 60 + "1" + "}" * 60 + "\n").encode()


def _chain() -> bytes:
    from .tiny import SUMMIT

    first = "      step-0:\n        label: Step\n        formula: summit.rate * 1\n        unit: CNY/USD\n"
    steps = [
        first.replace("step-0", f"step-{n}").replace("summit.rate", f"summit.step-{n - 1}") for n in range(1, 3000)
    ]
    return (SUMMIT + first + "".join(steps)).encode()


MADE = {"bomb": _bomb, "deep": _deep, "chain": _chain}


def rows() -> list[Row]:
    """Return the table."""
    return [
        Row(**entry) for entry in yaml.load(TABLE.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    ]


@dataclass
class Snapshot:
    """The files of a project as they are now, to be put back."""

    root: Path
    places: tuple[str, ...] = ("data", "docs", "mkdocs.yml")
    files: dict[Path, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = {path: path.read_bytes() for path in self.found() if path.is_file()}

    def found(self) -> list[Path]:
        """Return everything below the places, the deepest first."""
        tops = [self.root / place for place in self.places]
        return sorted([path for top in tops for path in (top, *top.rglob("*"))], reverse=True)

    def restore(self) -> None:
        """Take out what is new and write what is gone or changed."""
        homes: set[Any] = {parent for path in self.files for parent in path.parents}
        for path in self.found():
            if path.is_symlink() or (path not in self.files and path not in homes):
                if path.is_symlink() or not path.is_dir():
                    path.unlink(missing_ok=True)
                else:
                    path.rmdir()
            elif path in self.files and path.is_dir():
                path.rmdir()
        for path, content in self.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)

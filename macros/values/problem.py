"""What is wrong in an input: file, line, entry, message; all of it together as one error; the nearest known name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in an input file; ``str()`` gives ``file:line: entry: message``."""

    file: str
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        entry = f"{self.entry}: " if self.entry else ""
        return f"{self.file}:{self.line}: {entry}{self.message}"


class DataError(Exception):
    """The data files are not right; ``problems`` says where and what, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        super().__init__(
            "\n".join([f"{count} problem{'s' * (count != 1)} in the data and pages:", *map(str, self.problems)])
        )


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is nearest to a name, if any is near."""
    return next(iter(difflib.get_close_matches(name, list(known), 1)), None)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known name, or an empty text."""
    near = closest(name, known)
    return f"; did you mean {near!r}?" if near else ""

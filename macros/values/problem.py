"""What is wrong in an input: file, line, entry, message; all of it together as one error; the nearest known name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace


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
        self.problems = sorted(once(problems))
        count = len(self.problems)
        super().__init__(
            "\n".join([f"{count} problem{'s' * (count != 1)} in the data and pages:", *map(str, self.problems)])
        )


def closest(name: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """Return the known name that is nearest to a name, if any is as near as ``alike`` (difflib's ratio)."""
    return next(iter(difflib.get_close_matches(name, list(known), 1, alike)), None)


_UNKNOWN = re.compile(r"(?:unknown (fact|source|publisher|term)|(?:unknown|there is no) (subject)) '([^']+)'(?!:)")
_UNLIKE = "say under mixes"
_TWICE = re.compile(r"stands already in ([^:]+):")


def once(problems: Iterable[Problem]) -> list[Problem]:
    """Return one problem for each slip: a name unknown in many places, a file that repeats another, is one."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        unknown, twice = _UNKNOWN.search(problem.message), _TWICE.search(problem.message)
        key = (str(problem), "", "")
        if unknown:
            key = ("unknown", unknown[1] or unknown[2], unknown[3])
        elif twice:
            key = ("twice", problem.file, twice[1])
        elif _UNLIKE in problem.message:  # of a chart that many pages call
            key = ("unlike", problem.entry, f"{problem.file}:{problem.line}")
        groups.setdefault(key, []).append(problem)
    return [_one(key, group) for key, group in groups.items()]


def _one(key: tuple[str, str, str], group: list[Problem]) -> Problem:
    first, *others = group
    if not others:
        return first
    more = f" and {len(others) - 4} more" * (len(others) > 4)
    if key[0] == "twice":
        names = ", ".join(problem.entry for problem in others[:4])
        message = f"{first.message}; so do {names}{more}: is one of the files a copy?"
    elif key[0] == "unlike":
        message = f"{first.message}; so is it in {len(others)} more calls"
    else:
        message = f"{first.message}; also in {', '.join(f'{p.file}:{p.line}' for p in others[:4])}{more}"
    return replace(first, message=message)


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return a hint with the nearest known name, or an empty text; ``alike`` as in ``closest``."""
    near = closest(name, known, alike)
    return f"; did you mean {near!r}?" if near else ""

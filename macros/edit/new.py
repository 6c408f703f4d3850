"""``make new``: an entry is asked for, written into its place, checked with all else, and only then kept."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

from ..facts.ledger import Fact, Reading
from ..facts.schema import Kind
from ..pages.book import Book
from ..site import kept
from ..site.ahead import Unfinished
from ..values import dates
from ..values.problem import DataError, Problem, nearest
from . import charts, entries, pages, values
from .ask import Answers, at_terminal, option
from .changes import Changes
from .desk import Desk
from .options import MEANT, SUBJECT, needs
from .sheet import EditError

KINDS: dict[str, Callable[[Desk], None]] = {
    "fact": values.fact, "source": entries.source, "alternative": values.alternative,
    "observation": values.observation, "superseded": values.superseded, "unknown": entries.unknown,
    "chip": entries.chip, "page": pages.page, "chart": charts.chart, "term": entries.term,
    "publisher": entries.publisher,
}  # fmt: skip

_SUBJECTS = frozenset(get_args(Kind)) - {"chip"} | {"subject"}
_FIRST = "Nothing can be added before these are mended."


def new(root: Path, what: str | None, given: Mapping[str, str], terminal: bool | None = None) -> int:
    """Add an entry of a kind; returns the exit code. Where it returns another one than 0, no file has changed.

    ``given`` are the answers by the names of options; what is missing is asked at a ``terminal``.
    """
    answers = Answers(given, at_terminal() if terminal is None else terminal)
    missing: tuple[Problem, ...] = ()
    try:
        desk = Desk(kept.opened(root), Changes(root), answers)
    except Unfinished as error:
        desk, missing = Desk(error.book, Changes(root), answers), tuple(error.problems)
    except DataError as error:
        print(f"{error}\n{_FIRST}", file=sys.stderr)
        return 1
    try:
        kind = _kind(what, answers)
        answers.takes = f"\n{needs(kind)}"
        KINDS[kind](desk)
        answers.idle()
        book, missing = _tried(desk, missing)
        _nothing_else(desk, book)
        _no_foresight(desk, book)
        for look in desk.looks:
            look(book)
    except EditError as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return 2
    except DataError as error:
        print(f"{_refused(desk, error)}\nNothing was written. It would have been:\n{_shown(desk)}", file=sys.stderr)
        if answers.heard:
            print(f"To mend it: {_command(kind, answers)}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nNothing was written.", file=sys.stderr)
        return 130
    _say(desk, missing)
    return 0


def _kind(what: str | None, answers: Answers) -> str:
    """Return what is to be added, or ask for it; raises EditError with what there is."""
    if what is None and answers.terminal:
        kind = str(answers.ask("what", "What is to be added?", choices=KINDS))
        answers.used.discard("what")
        return kind
    if what in KINDS:
        return what
    there = f"there are {', '.join(KINDS)}"
    if what is None:
        raise EditError(f"WHAT is missing, and there is no terminal to ask at: make new WHAT=fact; {there}")
    meant = MEANT.get(what) or (SUBJECT if what in _SUBJECTS else "")
    raise EditError(f"WHAT is unknown: {what!r}{f'; {meant}' if meant else nearest(what, KINDS)}\n{there}")


def _tried(desk: Desk, missing: tuple[Problem, ...]) -> tuple[Book, tuple[Problem, ...]]:
    """Return the book with the edit, and what its pages still miss of what they missed before; else raise DataError."""
    try:
        return desk.changes.tried(None if missing else desk.book), ()
    except Unfinished as error:
        if not set(error.problems) <= set(missing):
            raise
        return error.book, tuple(error.problems)


def _nothing_else(desk: Desk, after: Book) -> None:
    """Raise EditError where any other fact, or any earlier value of the one in hand, would not read as it did."""
    for name, old in desk.ledger.facts.items():
        found = after.ledger.facts.get(name)
        if old.derived and found and found.formula == old.formula:
            continue
        if found is None or (name not in desk.touched and _bare(found) != _bare(old)):
            raise EditError(f"{name} would change with it; write this by hand")
        if name in desk.touched and not _values(old) <= _values(found):
            raise EditError(f"{name}: its earlier values would not read as they did; write this by hand")


def _no_foresight(desk: Desk, after: Book) -> None:
    """Raise EditError where a new figure speaks of a time that began after its newest source came out.

    A day between the two is one on the globe. An alternative often takes the date of its fact, so it is let be.
    """
    for name, found in after.ledger.facts.items():
        old = desk.ledger.facts.get(name)
        known = _values(old) if old else set()
        for row in found.readings if found.unit.numeric and not found.derived else ():
            came = [after.ledger.sources[key].published for key in row.sources]
            if row.ahead or not all(came) or (old and name not in desk.touched) or _value(row) in known:
                continue
            newest = max(dates.parse(str(day)).last for day in came)
            if dates.parse(row.as_of).first > newest + timedelta(days=1):
                raise EditError(
                    f"--as-of: {row.as_of} begins after its newest source came out, on {newest}; a newer figure has a "
                    "newer source, and what lay ahead then is --ahead plan or forecast"
                )


def _bare(fact: Fact) -> Fact:
    return replace(fact, line=0)


def _values(fact: Fact) -> set[str]:
    """Return every value of a fact, wherever in its entry it stands."""
    return {_value(row) for row in fact.rows}


def _value(row: Reading) -> str:
    return repr(replace(row, path=(), note=None))


def _refused(desk: Desk, error: DataError) -> str:
    """Return what is wrong; a line of a file that would have changed is told as one that does not stand there yet."""
    said = []
    for problem in error.problems:
        entry = f"{problem.entry}: " if problem.entry else ""
        place = f"{problem.file}, line {problem.line} as it would have been: {entry}{problem.message}"
        said.append(place if problem.file in desk.changes.sheets else str(problem))
    return "\n".join(said)


def _say(desk: Desk, missing: tuple[Problem, ...]) -> None:
    shown = _shown(desk)
    if desk.changes.write():
        still = "".join(f"{problem}\n" for problem in missing)
        order = f"All else is in order; pages still miss:\n{still}" if missing else "All data and pages are in order. "
        print(f"{shown}\n{order}Next:")
    for line in desk.next:
        print(f"- {line}")
    print("- make serve shows it; make check after each edit by hand")


def _shown(desk: Desk) -> str:
    """Return what is written, with file and line."""
    parts = []
    for sheet in desk.changes.sheets.values():
        behind = -1
        for at, lines in sheet.added.items():
            blank = next((n for n, line in enumerate(lines) if line.strip()), 0)
            if at != behind:
                parts.append(f"{sheet.name}:{at + blank + 1}")
            parts.append("\n".join(lines).strip("\n"))
            behind = at + len(lines)
    return "\n".join(parts)


def _command(kind: str, answers: Answers) -> str:
    given = {**answers.heard, **answers.given}
    given.pop("what", None)  # which is the first word
    words = " ".join(f"{option(name)}={shlex.quote(text)}" for name, text in given.items())
    return f".venv/bin/python -m macros new {kind} {words}"

"""Questions and answers: what an option gives is not asked; what is missing is asked where there is a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..values.problem import nearest
from .options import OPTIONS
from .sheet import EditError

Check = Callable[[str], Any]
_FEW = 24  # choices that are shown with the question; more are shown for "?"


@dataclass
class Answers:
    """The options that were given, and whether what is missing can be asked.

    Where any option was given, only what is needed is asked; what is left out then takes its default.
    """

    given: Mapping[str, str]
    terminal: bool
    used: set[str] = field(default_factory=set)
    takes: str = ""
    """The options that the entry in hand needs, in words."""
    heard: dict[str, str] = field(default_factory=dict)
    """What was answered at the terminal, as the options that would say the same."""

    def has(self, name: str) -> bool:
        """True where an option gives the answer."""
        return name in self.given

    def ask(
        self, name: str, question: str, *, choices: Collection[str] = (), check: Check = str, default: Any = None,
        needed: bool = True, shown: str = "", tidy: Callable[[str], str] = str, listed: Collection[str] = (),
    ) -> Any:  # fmt: skip
        """Return the answer as ``check`` gives it, which raises ValueError for one that will not do.

        ``choices`` are all the answers there are, with their meanings where it is a mapping of texts; ``default`` is
        for no answer, ``shown`` how the question shows it. ``tidy`` gives an answer the form that choices have, and
        ``listed`` are some of the answers there are, for who asks with ``?``.
        """
        self.used.add(name)
        if name in self.given:
            try:
                return _read(tidy(self.given[name]), choices, check, ask=False)
            except ValueError as error:
                raise EditError(f"{option(name)}: {error}") from None
        if not self.terminal or (not needed and self.given):
            if needed and default is None:
                raise EditError(f"{option(name)} is missing: {question}{_some(choices, ask=False)}{self.takes}")
            return default
        usual = shown or ("" if default is None else str(default))
        example = f"for example: {OPTIONS[name]}" if name in OPTIONS else "there is no list"
        example = f"such as {', '.join(listed)}" if listed else example
        answer, found = _asked(question, usual, choices, check, default, needed, example, tidy)
        if answer:
            self.heard[name] = answer
        return found

    def idle(self) -> None:
        """Raise EditError for an option that nothing has asked for."""
        if idle := [name for name in self.given if name not in self.used]:
            names = ", ".join(map(option, idle))
            raise EditError(f"{names}: no use here; this edit takes {', '.join(map(option, sorted(self.used)))}")


def _asked(
    question: str,
    usual: str,
    choices: Collection[str],
    check: Check,
    default: Any,
    needed: bool,
    example: str,
    tidy: Callable[[str], str],
) -> tuple[str, Any]:
    """Ask until the answer will do; returns it as typed, and as it was read. ``?`` lists the choices or an example."""
    aside = f"[{usual}]" if usual else "" if needed else "[none]"
    print(f"{question}{_some(choices)}")
    while True:
        answer = input(f"{aside}> ").strip()
        if answer == "?" and choices:
            print("  " + ", ".join(sorted(choices)))
        elif answer == "?":
            print(f"  {example}")
        elif not answer and (default is not None or not needed):
            return "", default
        else:
            try:
                return answer, _read(tidy(answer) if answer else "", choices, check)
            except ValueError as error:
                print(f"  {error}")


def option(name: str) -> str:
    """Return how an answer is given on the command line."""
    return f"--{name}"


def at_terminal() -> bool:
    """True where somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("CI") is None


def _read(answer: str, choices: Collection[str], check: Check, ask: bool = True) -> Any:
    if not answer:
        raise ValueError("an answer is needed")
    if choices and answer not in choices:
        few = _some(choices, ask) if len(choices) <= _FEW or not ask else ""
        raise ValueError(f"unknown: {answer!r}{nearest(answer, choices)}{few}")
    return check(answer)


def _some(choices: Collection[str], ask: bool = True) -> str:
    """Return the choices for the end of a question; where nobody is asked, more of them, as none can look them up."""
    if not choices or (len(choices) > 4 * _FEW and not ask):
        return ""
    many = ask and len(choices) > _FEW
    if isinstance(choices, Mapping) and not many and all(isinstance(meaning, str) for meaning in choices.values()):
        return "".join(f"\n  {choice}: {meaning}" for choice, meaning in choices.items())
    return f" (? lists all {len(choices)})" if many else f" ({', '.join(choices)})"


def matching(pattern: str, meant: str) -> Check:
    """Return a check that takes what matches a pattern of the schema, or says what is meant."""

    def check(answer: str) -> str:
        if not re.search(pattern, answer):
            raise ValueError(f"{meant} (found {answer!r})")
        return answer

    return check

"""Rules for the charts in data files: what they name is there, and no number is typed into their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..facts import typed
from ..facts.chart import Path
from ..facts.chart_texts import is_shown, kind_named, leaves
from ..facts.ledger import Chart, Ledger
from ..values.problem import Problem, nearest

_CALL = re.compile(r"\{\{.*?\}\}", re.S)
_NUMBER = re.compile(r"\S*\d\S*")
# Number formats are names: 16-bit, FP8, INT4. Every other number comes from the data.
_FORMAT = re.compile(r"\b(?:\d+-bit|(?:FP|BF|TF|INT)\d+)\b")


def chart_problems(ledger: Ledger, chart: Chart) -> Iterator[Problem]:
    """Yield what is wrong in a chart, each with the line it stands in."""
    words: set[str] = set()
    for path, text in leaves(chart.entry):
        for message in (_unknown(ledger, path, text), _typed(ledger, path, text), _found(ledger, path, text)):
            if message and text not in words:
                yield Problem(chart.file, chart.line(path), ".".join(map(str, (chart.id, *path))), message)
        if is_shown(path):
            words.add(text)  # a title that stands above a panel again is wrong once


def _unknown(ledger: Ledger, path: Path, name: str) -> str | None:
    kind = kind_named(path)
    if kind is None or "{of}" in name:
        return None
    every: dict[str, Collection[str]] = {
        "fact": ledger.facts, "subject": ledger.subjects, "source": ledger.sources,
    }  # fmt: skip
    known = every[kind]
    if name in known or ledger.is_declared(kind, name):
        return None
    return f"unknown {kind} {name!r}{nearest(name, known)}"


def _typed(ledger: Ledger, path: Path, text: str) -> str | None:
    number = typed_number(text) if is_shown(path) else ""
    return number and f"the number {number!r} is typed into the chart; {typed.remedy(ledger, text, number)}"


def typed_number(text: str) -> str:
    """Return the first number that is typed into words of the site's own, none where there is none."""
    found = _NUMBER.search(_FORMAT.sub("", _CALL.sub("", text)))
    return typed.bare(found[0]) if found else ""


def _found(ledger: Ledger, path: Path, name: str) -> str | None:
    if "absent" in path and name in ledger.facts:
        return f"{name} stands in the data now, but the caption says that nobody has found it"
    return None

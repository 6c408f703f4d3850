"""Write the changed copy of a tree: every scalar of the data files is replaced where it stands (tests/changed.py)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from . import raw
from .changed import NUMBERS, Changes, Entry, digits, with_digits

DATES = frozenset(("as_of", "due", "until", "review", "published", "at", "date"))
# Kept as they are: terms stand in the prose of pages by their own words, the words of a chart call macros.
KEPT_FILES, KEPT_GROUPS = frozenset({"glossary.yml"}), frozenset({"charts"})
# Comparisons in words would be untrue of other numbers; their truth has tests of its own (tests/test_words.py).
UNCHECKED = """
_told = word.__doc__, most.__doc__


def word(view: View, phrase: str, first: str, second: str, to: str | None = None) -> str:  # type: ignore[no-redef]
    view.fact(first), view.fact(second)
    return phrase


def most(view: View, phrase: str, first: str, others: Sequence[str]) -> str:  # type: ignore[no-redef]
    [view.fact(name) for name in (first, *(name for name in others if name != first))]
    return phrase


word.__doc__, most.__doc__ = _told
"""


class Writer:
    """Writes one changed data file: every scalar is replaced where it stands."""

    def __init__(self, changes: Changes, file: str, text: str) -> None:
        self.changes, self.file, self.text = changes, file, text
        self.edits: list[tuple[int, int, str]] = []
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts = starts

    def written(self) -> str:
        """Return the changed text."""
        if self.file not in KEPT_FILES:
            self._walk(yaml.compose(self.text, yaml.CBaseLoader), (), {})
        parts, at = [], 0
        for start, end, new in sorted(self.edits):
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])

    def _walk(self, node: Any, path: tuple[str, ...], beside: Entry) -> None:
        if isinstance(node, yaml.MappingNode):
            own = {key.value: value.value for key, value in node.value}
            if path[:1] == ("revisions",):  # both ends of a range belong to the fact around them
                own = {**{key: beside[key] for key in ("fact", "field") if key in beside}, **own}
            for key, value in node.value:
                self._walk(value, (*path, key.value), own)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._walk(item, path, beside)
        elif isinstance(node, yaml.ScalarNode):
            self._scalar(node, path, beside)

    def _scalar(self, node: Any, keys: tuple[str, ...], beside: Entry) -> None:
        start, end = (self._starts[m.line] + m.column for m in (node.start_mark, node.end_mark))
        was, changes = self.text[start:end], self.changes
        if keys[0] == "revisions" and {"old", "new"} & set(keys) and "fact" in beside:
            if (new := self._revised(was, node.value, beside)) != was:
                self.edits.append((start, end, new))
            return
        if not changes.concerns(keys):
            return
        key, fact = keys[-1], f"{keys[1]}.{keys[3]}" if len(keys) > 4 and keys[0] == "subjects" else ""
        unit = changes.facts[fact].unit if fact and keys[2] == "facts" else ""
        new = was
        if key in DATES or (key == "value" and unit == "date"):
            new = was.replace(node.value, changes.date(node.value))
        elif keys[0] in KEPT_GROUPS:
            return
        elif (key == "value" and unit in ("text", "list")) or self._is_text(key, node.value):
            new = self._reworded(was, node.value)
        elif key in NUMBERS and unit and unit != "subjects":
            old = raw.number(node.value)
            moved = changes.number(fact, old)
            new = with_digits(was, digits(old), digits(moved)) if int(digits(old)) else was
        elif key in ("printed", "figure") and unit not in ("text", "list", "subjects"):
            new = self._print(node.value, fact, unit, beside)
        if new != was:
            self.edits.append((start, end, new))

    def _revised(self, was: str, value: str, beside: Entry) -> str:
        """Return the old or new of a revision as the fact has it now."""
        changes, field = self.changes, beside.get("field", "value")
        unit = changes.facts[beside["fact"]].unit
        if changes.only not in (None, beside["fact"] if field == "value" else ""):
            return was
        if field == "as_of" or (field, unit) == ("value", "date"):
            return was.replace(value, changes.date(value))
        if field == "label" or (field == "value" and unit in ("text", "list")):
            return self._reworded(was, value)
        if field != "value" or unit == "subjects":
            return was
        old, own = raw.number(value), changes.numbers[beside["fact"]]
        moved = own.get(old)
        if moved is None:  # no reading has it any longer: it goes along with the value of today
            today = changes.facts[beside["fact"]].statements[0].numbers[-1]
            moved = changes.moved(old, float(own[today] / today))
        return with_digits(was, digits(old), digits(moved))

    def _is_text(self, key: str, value: str) -> bool:
        return key in raw.WORDS and not (key == "via" and value in self.changes.publishers)

    def _reworded(self, was: str, value: str) -> str:
        """Return the changed letters in the places of the old ones, whatever quotes and lines are around them."""
        new = iter(re.sub(r"\s", "", self.changes.text(value)))
        old = iter(re.sub(r"\s", "", value))
        found, wanted = [], next(old, "")
        for char in was:
            if char == wanted:
                found.append(next(new))
                wanted = next(old, "")
            else:
                found.append(char)
        assert not wanted, f"{self.file}: {value!r} stands otherwise in the file"
        return "".join(found)

    def _print(self, line: str, fact: str, unit: str, beside: Entry) -> str:
        new = self.changes.date(beside["value"]) if unit == "date" else self.changes.printed(fact, line, beside)
        return '"' + new.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write(root: Path, target: Path, changes: Changes) -> Path:
    """Write the changed copy of a tree: data, dates that pages name, comparisons in words unchecked."""
    ignored = shutil.ignore_patterns("__pycache__", ".cache")
    for folder in ("data", "docs", "macros", "overrides"):
        shutil.copytree(root / folder, target / folder, ignore=ignored)
    shutil.copy(root / "mkdocs.yml", target / "mkdocs.yml")
    for path in sorted((target / "data").rglob("*.yml")):
        path.write_text(Writer(changes, path.name, path.read_text("utf-8")).written(), "utf-8")
    folders = ((target / "docs", "*.md"), (target / "data", "*.yml")) if changes.only is None else ()
    for path in (path for folder, names in folders for path in sorted(folder.rglob(names))):
        text = path.read_text("utf-8")  # in the calls of pages and of charts
        path.write_text(re.sub(r'(\b(?:at|to)=")((?:FY)?\d[^"]*)', lambda m: m[1] + changes.date(m[2]), text), "utf-8")
    with (target / "macros" / "charts" / "wholes.py").open("a", encoding="utf-8") as wholes:
        wholes.write("\n\nSLACK = 999.0\n")  # parts changed one by one need not add up to their whole
    with (target / "macros" / "pages" / "words.py").open("a", encoding="utf-8") as words:
        words.write(UNCHECKED)
    return target

"""A data file as text into which entries are written by line; all else of it, comments too, stays where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from ..reading import strict_yaml
from ..reading.strict_yaml import KeyPath
from ..values import lexicon
from . import written

_APART: tuple[KeyPath, ...] = (("subjects",), ("charts",))  # long entries, with a blank line between them


class EditError(Exception):
    """An edit that cannot be made; the message says why, and what would do."""


class Sheet:
    """The text of one file and the places in it. After each change the file is read again and must hold just that."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.added: dict[int, list[str]] = {}
        """The lines that were written, by the line, from zero, at which they now stand."""
        self.places = 0
        """How many pieces of its text were replaced."""

    @property
    def data(self) -> Any:
        """What the file holds, as the strict reading gives it."""
        return _data(self.name, self.text)

    def value(self, path: KeyPath) -> Any:
        """Return what stands at a path, or None."""
        found = self.data
        for key in path:
            inside = (isinstance(found, dict) and key in found) or (isinstance(key, int) and isinstance(found, list))
            found = found[key] if inside else None
        return found

    def add(self, path: KeyPath, key: str, value: Any, after: str | None = None, by_letter: bool = False) -> None:
        """Write a new entry into the mapping at ``path``: at its end, behind the entry ``after``, or by the alphabet.

        The mapping itself is written where there is none. Raises EditError where the key stands there already.
        """
        here = self.value(path)
        if here is None and path:
            return self.add(path[:-1], str(path[-1]), {key: value})
        if not isinstance(here, dict):
            raise EditError(f"{self.name}: {'.'.join(map(str, path))} holds no entries by name; write it by hand")
        if key in here:
            raise EditError(f"{self.name}: {'.'.join(map(str, (*path, key)))} is there already")
        node = self._mapping(path)
        if not here:
            lines = written.entry(key, value, _column(self._key(path)) + 2)
            start = len(self.text[: node.start_mark.index].rstrip(" "))
            self._note(node.start_mark.line + 1, node.start_mark.line + 1, lines)
            self._cut(start, node.end_mark.index, "\n" + "\n".join(lines))
        else:
            self._block(node)
            if by_letter and after is None and list(here) == sorted(here):
                after = max((name for name in here if name < key), default="")
            place = self._line_above(node, after)
            lines = written.entry(key, value, _column(node.value[0][0]))
            apart = path in _APART and len(node.value) == 1
            if not path or apart or self._spaced(node):
                lines = [*lines, ""] if place == node.value[0][0].start_mark.line else ["", *lines]
            self._insert(place, lines)
        self._holds((*path, key), value)

    def append(self, path: KeyPath, value: Mapping[str, Any], at: int | None = None) -> None:
        """Write a new item into the list at ``path``, as its number ``at`` or at its end; the list must be there."""
        node, here = self._node(path), self.value(path)
        self._block(node)
        at = len(here) if at is None else at
        line = self._end(node.value[at - 1]) if at else node.value[0].start_mark.line
        self._insert(line, written.item(value, _column(node)))
        self._holds((*path, at), dict(value))

    def put(self, path: KeyPath, value: Any, order: Sequence[str]) -> None:
        """Give an entry of a mapping this value in place of its own; a new one stands where ``order`` has it."""
        *above, key = path
        if self.value(path) is not None:
            node, column = self._node(path), _column(self._key(path))
            first, end = self._key(path).start_mark.line, self._end(node)
            lines = written.entry(str(key), value, column)
            self._replace(first, end, lines)
            return self._holds(path, value)
        before = order[: order.index(str(key))]
        after = next((name for name in reversed(before) if self.value((*above, name)) is not None), "")
        self.add(tuple(above), str(key), value, after=after)

    def drop(self, path: KeyPath) -> None:
        """Take an entry of a mapping out, with its lines."""
        self._block(self._node(path[:-1]))
        self._replace(self._key(path).start_mark.line, self._end(self._node(path)), [])
        if self.value(path) is not None:
            raise EditError(f"{self.name}: {path[-1]} cannot be taken out; do it by hand")

    def cut(self, spans: Sequence[tuple[int, int, str]]) -> None:
        """Replace pieces of the text, each from one character to another."""
        self.places += len(spans)
        for start, end, new in sorted(spans, reverse=True):
            self._cut(start, end, new)

    def leaves(self) -> list[tuple[KeyPath, yaml.ScalarNode]]:
        """Return every key and value that is no list or mapping, with the path of the value; keys come with theirs."""
        found: list[tuple[KeyPath, yaml.ScalarNode]] = []
        _walk(self._tree(), (), found)
        return found

    def _tree(self) -> yaml.Node:
        node = yaml.compose(self.text, lexicon.LOADER)
        if node is None:
            raise EditError(f"{self.name} is empty")
        return node

    def _pair(self, path: KeyPath) -> tuple[yaml.Node | None, yaml.Node]:
        key: yaml.Node | None = None
        node = self._tree()
        for part in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                key, node = None, node.value[part]
            else:
                key, node = next(pair for pair in node.value if pair[0].value == part)
        return key, node

    def _node(self, path: KeyPath) -> yaml.Node:
        return self._pair(path)[1]

    def _key(self, path: KeyPath) -> yaml.Node:
        key = self._pair(path)[0]
        assert key is not None, path
        return key

    def _mapping(self, path: KeyPath) -> yaml.MappingNode:
        node = self._node(path)
        assert isinstance(node, yaml.MappingNode), path
        return node

    def _block(self, node: yaml.Node) -> None:
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            line = node.start_mark.line + 1
            raise EditError(f"{self.name}:{line}: the entry stands in one line, in braces; write it out by hand first")

    def _line_above(self, node: yaml.MappingNode, after: str | None) -> int:
        """Return the line at which a new entry begins: behind the one named, at the front for "", else at the end."""
        if after == "":
            return int(node.value[0][0].start_mark.line)
        named = node.value[-1][1] if after is None else next(value for key, value in node.value if key.value == after)
        return self._end(named)

    def _spaced(self, node: yaml.MappingNode) -> bool:
        """True where blank lines stand between the entries of a mapping."""
        if len(node.value) < 2:
            return False
        (_, before), (key, _) = node.value[-2:]
        between = self.text.split("\n")[self._end(before) : key.start_mark.line]
        return any(not line.strip() for line in between)

    def _end(self, node: yaml.Node) -> int:
        """Return the line behind a node."""
        return _last(node, self.text.split("\n")) + 1

    def _insert(self, line: int, lines: list[str]) -> None:
        self._replace(line, line, lines)

    def _replace(self, first: int, end: int, lines: list[str]) -> None:
        self._note(first, end, lines)
        every = self.text.split("\n")
        self.text = "\n".join([*every[:first], *lines, *every[end:]])

    def _note(self, first: int, end: int, lines: list[str]) -> None:
        """Note lines that take the place of others; what was written below moves, what is around holds them."""
        moved = len(lines) - (end - first)
        around = [at for at, text in self.added.items() if at < first and end <= at + len(text)]
        kept = {at + moved * (at >= end): text for at, text in self.added.items() if not first <= at < end}
        for at in around:
            kept[at] = [*kept[at][: first - at], *lines, *kept[at][end - at :]]
        if lines and not around:
            kept[first] = lines
        self.added = dict(sorted(kept.items()))

    def _cut(self, start: int, end: int, new: str) -> None:
        self.text = self.text[:start] + new + self.text[end:]

    def _holds(self, path: KeyPath, value: Any) -> None:
        if self.value(path) != value:
            raise EditError(f"{self.name}: {'.'.join(map(str, path))} cannot be written into this file; do it by hand")


@lru_cache(maxsize=4)
def _data(name: str, text: str) -> Any:
    document = strict_yaml.load(text.encode(), name)
    if document.problems:
        raise EditError("\n".join(map(str, document.problems)))
    return document.data


def _walk(node: yaml.Node, path: KeyPath, found: list[tuple[KeyPath, yaml.ScalarNode]]) -> None:
    if isinstance(node, yaml.ScalarNode):
        found.append((path, node))
    elif isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            _walk(child, (*path, number), found)
    else:
        for key, child in node.value:
            found.append(((*path, key.value, KEY), key))
            _walk(child, (*path, key.value), found)


KEY = "<key>"
"""The last part of the path of a key, which has that of its value before it."""


def _column(node: yaml.Node) -> int:
    return int(node.start_mark.column)


def _last(node: yaml.Node, lines: Sequence[str]) -> int:
    """Return the line, from zero, in which a node ends; blank lines below a folded or literal text are not its own."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last(last[1] if isinstance(last, tuple) else last, lines)
    end = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end -= 1
        while not lines[end].strip():
            end -= 1
    return end

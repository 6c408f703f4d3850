"""Strict YAML: plain data only, nothing guessed, every value with its line.

YAML 1.1 as PyYAML reads it turns ``NO`` into false, ``12:30`` into 750, ``010`` into 8 and lets a repeated
key win silently. Here each of these is an error. Decimal numbers stay exact: ``3.10`` keeps both digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from ..values import lexicon, plain
from ..values.problem import Problem
from . import yaml_words

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(_[0-9]{3})+)$")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(_[0-9]{3})+)\.[0-9]+$")
_EXPONENT = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$")
_STRING = "tag:yaml.org,2002:str"
_AS_TEXT = {_STRING, "tag:yaml.org,2002:timestamp"}
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge")}
_MAX_DEPTH = 40
_MAX_OPEN = 10_000  # brackets in a file and characters in a line; far deeper nesting breaks the C parser
_MAX_DIGITS = 100

_UNSEEN = "which is not seen or turns the text around it; take it out"

KeyPath = tuple[str | int, ...]


@dataclass
class Document:
    """A loaded file: its data, and the line (from 1) of each key path."""

    file: str
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tangled: bool = False
    """True where aliases or depth leave nothing of the data to go on with."""
    wrong: set[KeyPath] = field(default_factory=set)
    """The key paths that the problems speak of."""

    def line(self, path: KeyPath) -> int:
        """Return the line of ``path``, or of the nearest thing above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(content: bytes, shown_as: str) -> Document:
    """Read the bytes of one YAML file strictly; problems are collected in the document, never raised."""
    document = Document(shown_as)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        document.problems.append(Problem(shown_as, 1, "", f"not UTF-8 text: {error}"))
        return document
    if text.startswith("\ufeff"):
        message = "begins with a byte-order mark (U+FEFF); save it as UTF-8 without one"
        document.problems.append(Problem(shown_as, 1, "", message))
        return document
    if text.count("[") + text.count("{") > _MAX_OPEN or max(map(len, text.split("\n"))) > _MAX_OPEN:
        document.problems.append(
            Problem(shown_as, 1, "", f"more than {_MAX_OPEN} brackets, or a line as long; split the file")
        )
        return document
    try:
        node = yaml.compose(text, lexicon.LOADER)
    except yaml.MarkedYAMLError as error:
        line, wrong = yaml_words.fault(error, text)
        document.problems.append(Problem(shown_as, line, "", f"not valid YAML: {wrong}"))
        return document
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        document.problems.append(Problem(shown_as, line, "", f"not valid YAML: {' '.join(str(error).split())}"))
        return document
    if node is not None:
        document.data = _build(node, (), document, set())
    if not document.problems and (found := plain.unseen(text)):  # no entry holds it: a comment
        _problem(document, (), text.count("\n", 0, found[0]) + 1, f"holds the character {found[1]}, {_UNSEEN}")
    for line, end in yaml_words.cut_off(text):
        _problem(document, (), line, f"{end!r} is read as a comment: put the text in quotes, or a space behind the #")
    return document


def _build(node: Any, path: KeyPath, document: Document, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    document.lines.setdefault(path, line)
    if id(node) in seen or len(path) > _MAX_DEPTH:
        message = "aliases and deep nesting are not allowed; write the value out"
        if not any(problem.message == message for problem in document.problems):  # they come in hundreds
            _problem(document, path, document.lines[path], message)
        document.tangled = True
        return None
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, seen)
    if isinstance(node, yaml.SequenceNode):
        if node.tag != "tag:yaml.org,2002:seq":
            _problem(document, path, line, f"the tag {node.tag} is not allowed")
        return [_build(child, (*path, index), document, seen) for index, child in enumerate(node.value)]
    return _scalar(node, path, document, line)


def _mapping(node: Any, path: KeyPath, document: Document, seen: set[int]) -> dict[str, Any]:
    if node.tag != "tag:yaml.org,2002:map":
        _problem(document, path, node.start_mark.line + 1, f"the tag {node.tag} is not allowed")
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "<<":
            _problem(document, path, line, "a key must be a plain word")
            continue
        key = key_node.value
        if found := plain.unseen(key):
            _problem(document, path, line, f"the key {key!r} holds the character {found[1]}, {_UNSEEN}")
            continue
        if key in result:
            first = document.line((*path, key))
            _problem(document, (*path, key), line, f"repeated key {key!r} (first in line {first}); keep one of them")
            continue
        document.lines[(*path, key)] = line
        result[key] = _build(value_node, (*path, key), document, seen)
    return result


def _scalar(node: Any, path: KeyPath, document: Document, line: int) -> Any:
    text: str = node.value
    if found := plain.unseen(text):
        _problem(document, path, line, f"holds the character {found[1]}, {_UNSEEN}")
        return text
    if node.tag not in _TAGS or (node.style and node.tag != _STRING):
        _problem(document, path, line, f"the tag {node.tag} is not allowed")
        return text
    if len(text) > _MAX_DIGITS and not node.style and (_INT.match(text) or _DECIMAL.match(text)):
        _problem(document, path, line, f"a number of {len(text)} characters must be a slip")
        return None
    if node.style:  # quoted or block text is text, whatever it looks like
        return text
    if text.endswith('"') and text.count('"') % 2:
        _problem(document, path, line, "ends with a quotation mark that nothing opens; put one at its beginning")
        return text
    if _INT.match(text):
        return int(text.replace("_", ""))
    if _DECIMAL.match(text):
        return Decimal(text.replace("_", ""))
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    if node.tag not in _AS_TEXT or _EXPONENT.match(text):
        _problem(
            document,
            path,
            line,
            f'{text!r} can be read in two ways: put it in quotes ("{text}") or write a plain number',
        )
    return text


def _problem(document: Document, path: KeyPath, line: int, message: str) -> None:
    document.wrong.add(path)
    document.problems.append(Problem(document.file, line, ".".join(map(str, path)), message))

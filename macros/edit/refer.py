"""Where names of facts, subjects, sources, publishers, terms and charts stand: in data, formulas, texts and pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ..facts import chart_texts
from ..facts.ledger import Ledger
from ..pages import grammar
from ..reading.strict_yaml import KeyPath
from .sheet import KEY

Span = tuple[int, int, str]
GROUPS = {"subject": "subjects", "source": "sources", "publisher": "publishers", "term": "terms", "chart": "charts"}
# What the first arguments of each macro name, in their order; what follows them names nothing.
ARGUMENTS: dict[str, dict[str, str]] = {
    **{macro: {"name": "fact"} for macro in ("fact", "headline", "asof", "due", "count", "listing", "items", "series",
                                             "says")},
    "name": {"subject": "subject"}, "zh": {"subject": "subject"}, "names": {"subjects": "subject"},
    "key_figures": {"subject": "subject"},
    "facts_table": {"subject": "subject", "keys": "key"}, "table": {"subjects": "subject", "keys": "key"},
    "word": {"phrase": "", "first": "fact", "second": "fact"},
    "most": {"phrase": "", "first": "fact", "others": "fact"},
    "term": {"key": "term"}, "cite": {"key": "source"}, "chart": {"name": "chart", "of": "subject"},
    "example": {"name": "fact or chart"}, "calls": {"examples": "call"},
    "figure": {"name": "fact"}, "chosen": {"facts": "fact"}, "search_box": {"examples": "subject"},
}  # fmt: skip
_IN_TEXT = re.compile(r"(?P<before>\]\((?!\w+:)[^)\s]*#(?:at-|here-)?|\{:[^}\n]*#)(?P<name>[a-z0-9][a-z0-9.-]*)")


@dataclass(frozen=True)
class Renaming:
    """One name that becomes another."""

    kind: str
    old: str
    new: str
    ledger: Ledger

    def fact(self, name: str) -> str:
        """Return the new name of a fact; facts move with their subject."""
        owner, dot, key = name.partition(".")
        if self.kind == "subject" and owner == self.old and name in self.ledger.facts:
            return f"{self.new}{dot}{key}"
        return self.new if self.kind == "fact" and name == self.old else name

    def called(self, kind: str, name: str) -> str:
        """Return the new name of something of a kind."""
        if "fact" in kind and "." in name:
            return self.fact(name)
        return self.new if self.kind in kind.split(" or ") and name == self.old else name

    def facts_in(self, text: str) -> str:
        """Return a text with every fact in it by its new name."""
        return _FACT.sub(lambda found: self.fact(found[0]), text)


_FACT = re.compile(r"(?<![\w./-])[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+(?![\w-])")


def in_data(renaming: Renaming, leaves: list[tuple[KeyPath, yaml.ScalarNode]], text: str) -> Iterator[Span]:
    """Yield the pieces of a data file that the renaming changes."""
    for path, node in leaves:
        start, end = node.start_mark.index, node.end_mark.index
        written = text[start:end]
        if path[-1] == KEY:
            new = _key(renaming, path[:-1], node.value)
        elif path[-1] == "formula":
            new = renaming.facts_in(written)
        elif "{{" in node.value:
            escaped = written.startswith('"')  # where the quotation marks of calls are escaped
            new = in_page(renaming, written.replace('\\"', '"') if escaped else written)
            new = f'"{new[1:-1].replace(chr(34), chr(92) + chr(34))}"' if escaped else new
        elif (kind := _named(renaming.ledger, path)) or node.value in renaming.ledger.facts:
            new = written.replace(node.value, renaming.called(kind or "fact", node.value))
        else:
            continue
        if new != written:
            yield start, end, new


def _key(renaming: Renaming, path: KeyPath, key: str) -> str:
    if len(path) == 4 and path[0] == "subjects" and path[2] == "facts":
        return renaming.fact(f"{path[1]}.{key}").partition(".")[2] if renaming.kind == "fact" else key
    if len(path) == 4 and path[0] == "subjects" and path[2] == "key_figures":
        return renaming.fact(key)
    group = GROUPS.get(renaming.kind)
    return renaming.called(renaming.kind, key) if len(path) == 2 and path[0] == group else key


def _named(ledger: Ledger, path: KeyPath) -> str | None:
    """Return what kind of thing a value at this place names, or None for a value that is no name."""
    top, field, within = path[0], path[-1] if isinstance(path[-1], str) else path[-2], path[2:3]
    if top == "charts":
        return chart_texts.kind_named(path[2:])
    if top == "subjects" and within == ("links",):
        return "subject"
    if field in ("publisher", "origin", "via", "by"):
        return "publisher"
    if top == "subjects" and field == "sources":
        return "source"
    if top == "subjects" and field == "value":
        fact = ledger.facts.get(f"{path[1]}.{path[3]}")
        return "subject" if fact and fact.unit.text == "subjects" else None
    return {("unknowns", "about"): "subject", ("publishers", "subject"): "subject", ("terms", "see"): "term",
            ("corrections", "facts"): "fact", ("features", "features"): "fact"}.get((str(top), str(field)))  # fmt: skip


def in_page(renaming: Renaming, text: str) -> str:
    """Return a page, or a text with calls, with every name in its calls and its addresses changed."""
    out, at = [], 0
    for braces in grammar.braces(text):
        new = braces[0]
        if braces["call"] is not None:
            new = f"{{{{{_call(renaming, braces['call'])}}}}}"
        elif braces["raw"] is not None:  # calls that are shown as examples
            new = new.replace(braces["raw"], in_page(renaming, braces["raw"]))
        out += [_IN_TEXT.sub(_address(renaming), text[at : braces.start()]), new]
        at = braces.end()
    return "".join([*out, _IN_TEXT.sub(_address(renaming), text[at:])])


def _address(renaming: Renaming) -> Callable[[re.Match[str]], str]:
    def address(found: re.Match[str]) -> str:
        name = found["name"]
        kinds = "fact" if "." in name else "subject or source or term"
        return found["before"] + renaming.called(kinds, name)

    return address


def _call(renaming: Renaming, written: str) -> str:
    """Return what stands between the braces of a call, with its names changed."""
    code = written.strip()
    try:
        node = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError):
        return written
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return written
    kinds = ARGUMENTS.get(node.func.id, {})
    given = [*zip(kinds, node.args), *((str(option.arg), option.value) for option in node.keywords)]
    arguments = dict(given)
    spans = []
    for name, value in given:
        for one in value.elts if isinstance(value, ast.List) else [value]:
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and name in kinds:
                new = _argument(renaming, kinds[name], one.value, arguments)
                start, end = (
                    _offset(code, one.lineno, one.col_offset),
                    _offset(code, one.end_lineno, one.end_col_offset),
                )
                spans.append((start, end, code[start:end].replace(one.value, new)))
    for start, end, new in sorted(spans, reverse=True):
        code = code[:start] + new + code[end:]
    return written.replace(written.strip(), code)


def _argument(renaming: Renaming, kind: str, value: str, arguments: dict[str, ast.expr]) -> str:
    if kind == "call":
        return _call(renaming, value)
    if kind != "key":
        return renaming.called(kind, value)
    owner = arguments.get("subject") or arguments.get("subjects")
    nodes = owner.elts if isinstance(owner, ast.List) else [owner]
    subjects = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    if len(subjects) == 1:  # the key of several subjects is not that of one fact
        return renaming.fact(f"{subjects[0]}.{value}").partition(".")[2]
    return value


def _offset(code: str, line: int | None, column: int | None) -> int:
    """Return the place of a character that Python counts by lines, and by bytes within one."""
    lines = code.split("\n")
    before = sum(len(one) + 1 for one in lines[: (line or 1) - 1])
    return before + len(lines[(line or 1) - 1].encode()[: column or 0].decode())

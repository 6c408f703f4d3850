"""A page is text and macro calls with written-out arguments. It is read, never run; all else is refused by line."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from ..values.problem import nearest
from .view import LeftOut, MacroError, View

_STRICT = ConfigDict(strict=True)


@dataclass(frozen=True)
class Text:
    """Markdown as it stands in a page, with the line it begins in."""

    line: int
    text: str


@dataclass(frozen=True)
class Call:
    """A macro call of a page, with its line in the text."""

    line: int
    name: str
    args: tuple[Any, ...]
    options: dict[str, Any]


@dataclass(frozen=True)
class Wrong:
    """Something that may not stand in a page."""

    line: int
    message: str


Part = Text | Call | Wrong


# Text that is left alone, a call, and what begins anything else.
_BRACES = re.compile(
    r"\{% *raw *%\}(?P<raw>.*?)\{% *endraw *%\}"
    r"""|\{\{(?P<call>(?:[^"'{}]|"[^"\\]*"|'[^'\\]*')*)\}\}"""
    r"|\{[{%#]",
    re.S,
)
ONE_CALL = 'between {{ and }} stands one macro call, such as fact("summit.date"), and nothing else'
_NOT_READ = {
    "{{": "cannot be read: a quotation mark or }} is missing, or a \\ or brace is too many; " + ONE_CALL,
    "{%": "a page holds text and macro calls, no other Jinja; {% raw %} needs its {% endraw %}",
    "{#": "'{#' begins a comment of Jinja; write an id of a heading as {: #id }",
}
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAME = re.compile(r"[a-z][\w-]*\.[a-z][\w-]*", re.A)  # of a fact, as it stands in data/
_NO_CALL = re.compile(r"#|\w['\"]")
_WORDS = {"true": True, "false": False, "none": None}


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """Return the text and the calls of a page in order; what is neither comes out as Wrong."""
    return tuple(_parts(text.removesuffix("\n")))  # as Jinja does for the other engine


def braces(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands in braces: ``call`` is what a macro call says, ``raw`` is text that is left alone."""
    return _BRACES.finditer(text)


def _parts(text: str) -> Iterator[Part]:
    line, at = 1, 0
    for braces in _BRACES.finditer(text):
        if between := text[at : braces.start()]:
            yield Text(line, between)
            line += between.count("\n")
        if braces["raw"] is not None:
            yield Text(line, braces["raw"])
        elif braces["call"] is not None:
            yield _call(line, braces["call"])
        else:
            yield Wrong(line, _NOT_READ[braces[0]])
            if braces[0] != "{#":
                return  # where this ends, and so what follows, cannot be told
        line += braces[0].count("\n")
        at = braces.end()
    if at < len(text):
        yield Text(line, text[at:])


def _call(line: int, written: str) -> Call | Wrong:
    """Return the call that stands between braces. Its syntax is that of a Python call; none of it is ever run."""
    code = written.strip()
    line += written[: written.index(code)].count("\n")
    if _NO_CALL.search(_TEXT.sub('""', code)):  # a comment, r"": Python's alone
        return Wrong(line, ONE_CALL)
    try:
        node = ast.parse(code, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        why = error.msg if isinstance(error, SyntaxError) else error
        return Wrong(line, f"cannot be read: {why}; {ONE_CALL}")
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)) or not code.startswith(node.func.id):
        return Wrong(line, ONE_CALL)
    try:
        args = tuple(_written_out(arg) for arg in node.args)
        options = {str(option.arg): _written_out(option.value) for option in node.keywords}
    except _NotWrittenOut as error:
        given = ast.get_source_segment(code, error.args[0]) or ""
        quoted = f'; put quotes around it: "{given}"' if _NAME.fullmatch(given) else ""
        return Wrong(line, f"{node.func.id}(): its arguments are texts, numbers and lists, written out{quoted}")
    if len(options) < len(node.keywords):
        return Wrong(line, f"{node.func.id}(): an argument stands twice; keep one of them")
    return Call(line, node.func.id, args, options)


class _NotWrittenOut(Exception):
    """An argument that would have to be worked out."""


def _written_out(node: ast.expr) -> Any:
    if isinstance(node, ast.List):
        return [_written_out(item) for item in node.elts]
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int | float | None):
        return node.value
    if isinstance(node, ast.Name) and node.id in _WORDS:
        return _WORDS[node.id]
    raise _NotWrittenOut(node)


def run(view: View, call: Call, macros: Mapping[str, Callable[..., str]]) -> str:
    """Return what a call gives; raises MacroError for an unknown macro, wrong arguments, or what the macro refuses."""
    function = macros.get(call.name)
    if function is None:
        hint = nearest(call.name, macros) or "; the macros are " + ", ".join(sorted(macros))
        raise MacroError(f"unknown macro{hint}")
    given = arguments(call, function)
    try:
        return function(view, **given)
    except MacroError:
        if view.ledger.unread:  # what it misses may stand in a file that could not be read
            raise LeftOut(call.name) from None
        raise


def arguments(call: Call, function: Callable[..., str]) -> dict[str, Any]:
    """Return the arguments of a call by name; raises MacroError where one is missing, unknown or of the wrong type."""
    signature, types = _shape(function)
    try:
        given = signature.bind(*call.args, **call.options).arguments
    except TypeError as error:
        unknown = next((name for name in call.options if name not in types), "")
        hint = unknown and (nearest(unknown, types) or f"; the arguments are {', '.join(types)}")
        raise MacroError(f"wrong arguments: {error}{hint}") from None
    for name, value in given.items():
        try:
            types[name].validate_python(value)
        except ValidationError as error:
            raise MacroError(f"wrong arguments: {name}: {error.errors()[0]['msg']}, found {value!r}") from None
    return given


@lru_cache(maxsize=None)
def _shape(function: Callable[..., str]) -> tuple[inspect.Signature, dict[str, TypeAdapter[Any]]]:
    """Return a macro's signature without the view, which comes first, and what reads each argument strictly."""
    _, *rest = inspect.signature(function).parameters.values()
    hints = get_type_hints(function)
    return inspect.Signature(rest), {p.name: TypeAdapter(hints[p.name], config=_STRICT) for p in rest}

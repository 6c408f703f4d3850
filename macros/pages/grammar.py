"""A page is text and macro calls with written-out arguments. It is read, never run; all else is refused by line."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

import jinja2
from jinja2 import nodes
from pydantic import ConfigDict, TypeAdapter, ValidationError

from ..values.problem import nearest
from .view import LeftOut, MacroError, View

_SYNTAX = jinja2.Environment()
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


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Part, ...]:
    """Return the text and the calls of a page in order; what is neither comes out as Wrong."""
    try:
        if "{#" in text:  # a comment leaves no trace in the syntax tree
            for line, kind, _ in _SYNTAX.lex(text):
                if kind == "comment_begin":
                    return (Wrong(line, "'{#' begins a comment of Jinja; write an id of a heading as {: #id }"),)
        return tuple(_parts(_SYNTAX.parse(text)))
    except jinja2.TemplateSyntaxError as error:
        return (Wrong(error.lineno, f"cannot be read: {error.message}"),)


def _parts(template: nodes.Template) -> Iterator[Part]:
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            yield Wrong(statement.lineno, "a page holds text and macro calls, no other Jinja")
            continue
        for node in statement.nodes:
            yield Text(node.lineno, node.data) if isinstance(node, nodes.TemplateData) else _call(node)


def _call(node: nodes.Expr) -> Call | Wrong:
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)) or node.dyn_args or node.dyn_kwargs:
        return Wrong(
            node.lineno, 'between {{ and }} stands one macro call, such as fact("summit.date"), and nothing else'
        )
    try:
        args = tuple(_written_out(arg) for arg in node.args)
        options = {option.key: _written_out(option.value) for option in node.kwargs}
    except nodes.Impossible:
        return Wrong(node.lineno, f"{node.node.name}(): its arguments are texts, numbers and lists, written out")
    return Call(node.lineno, node.node.name, args, options)


def _written_out(node: nodes.Expr) -> Any:
    if isinstance(node, nodes.List):
        return [_written_out(item) for item in node.items]
    if isinstance(node, nodes.Const):
        return node.value
    raise nodes.Impossible()


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
        raise MacroError(f"wrong arguments: {error}") from None
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

"""The changes that ``python -m tests.mutants`` makes to a module, one at a time.

A mutant has another comparison, boolean, operator, constant or return, or lacks a statement or a condition. Texts with
a blank in them, f-strings and the words of tables stay as they are: they are for people, or data.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

OTHER: dict[type, type[Any]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
LEFT_OUT = (ast.Expr, ast.Raise, ast.AugAssign, ast.Continue, ast.Break, ast.Delete)
PLAIN = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)
TABLES = (ast.Dict, ast.Set, ast.List, ast.Tuple)


@dataclass(frozen=True)
class Mutant:
    """One change: its file, the line of its statement, what it does in words, the code of the whole file with it."""

    file: str
    line: int
    words: str
    code: CodeType

    def __str__(self) -> str:
        return f"{Path(self.file).name}:{self.line}: {self.words}"


def others(node: ast.AST, field: str, table: bool) -> Iterator[ast.AST]:
    """Yield what a node is changed into, which is ``field`` of its parent and may stand in a table of the module."""
    match node:
        case ast.Compare(left, ops, right):
            for at, op in enumerate(ops):
                yield ast.Compare(left, [*ops[:at], OTHER[type(op)](), *ops[at + 1 :]], right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OTHER[type(op)](), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, op, right) if type(op) in OTHER:
            yield ast.BinOp(left, OTHER[type(op)](), right)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(str(value)) if not table and " " not in value.strip():
            yield ast.Constant(f"XX{value}")
        case ast.comprehension(target, iterated, [_, *_], is_async):
            yield ast.comprehension(target, iterated, [], is_async)
        case ast.Return(value) if value and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
    if isinstance(node, LEFT_OUT):
        yield ast.Pass()
    if field == "test" and isinstance(node, PLAIN):
        yield ast.UnaryOp(ast.Not(), node)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def mutants(file: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    tree = ast.parse(file.read_text("utf-8"))

    def walk(node: ast.AST, line: int, table: bool) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            row = value if isinstance(value, list) else [value]
            for at, child in enumerate(row):
                if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                    continue
                if is_docstring(child):
                    continue
                own = child.lineno if isinstance(child, ast.stmt) else line
                inner = table and not isinstance(child, ast.FunctionDef)
                for new in others(child, field, inner and isinstance(node, TABLES)):
                    ast.fix_missing_locations(ast.copy_location(new, child))
                    for put in (new, child):
                        row[at] = put
                        if row is not value:
                            setattr(node, field, put)
                        if put is new:
                            code = compile(tree, str(file), "exec", dont_inherit=True)
                    was, now = (" ".join(ast.unparse(one).split())[:90] for one in (child, new))
                    yield Mutant(str(file), own, f"{was}  ->  {now}", code)
                yield from walk(child, own, inner)

    yield from walk(tree, 0, True)


def marked(file: str) -> CodeType:
    """Return the code of a file which adds file and line of each statement to a set ``reached`` as it runs."""
    tree = ast.parse(Path(file).read_text("utf-8"))
    for node in list(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody"):
            if isinstance(body := getattr(node, field, None), list):
                setattr(node, field, [one for statement in body for one in (*_mark(file, statement), statement)])
    return compile(tree, file, "exec", dont_inherit=True)


def _mark(file: str, statement: ast.stmt) -> list[ast.stmt]:
    first = is_docstring(statement) or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__")
    return [] if first else ast.parse(f"reached.add(({file!r}, {statement.lineno}))").body

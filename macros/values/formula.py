"""Derived facts: arithmetic over other facts, with units checked, and never Python's ``eval``."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .units import COUNT_NOUNS, TIME, Unit, clean_dims

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+")
Dims = tuple[tuple[str, int], ...]


MAY_HOLD = "a formula may hold fact names, whole numbers, + - * /, sum(), count(), low(), high(), year"
MOST_LETTERS = 2000


class FormulaError(ValueError):
    """A formula that cannot be read, or whose units do not fit."""


@dataclass(frozen=True)
class Quantity:
    """A number in base units with dimensions; ``significant`` is None for exact numbers."""

    size: Decimal
    dims: Dims
    significant: int | None = None


# What turns a rate into what it gives in a year: wafers/month * year is wafers.
_YEAR = Quantity(Decimal(TIME["years"][1]), (("second", 1),))


@dataclass(frozen=True)
class Formula:
    """A parsed formula: its text, its syntax tree, the fact names behind the tree's placeholders."""

    text: str
    tree: ast.expr
    names: dict[str, str]

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names.values()))


def parse(text: str) -> Formula:
    """Read a formula such as ``a.b / c.d``; raises FormulaError."""
    if len(text) > MOST_LETTERS:
        raise FormulaError(
            f"a formula of {len(text)} letters; give parts of it, {MOST_LETTERS} at most, names of their own"
        )
    names: dict[str, str] = {}

    def placeholder(match: re.Match[str]) -> str:
        if re.fullmatch(r"\d+(\.\d+)?", match[0]):
            return match[0]
        names[f"_f{len(names)}"] = match[0]
        return f"_f{len(names) - 1}"

    try:
        tree = ast.parse(_NAME.sub(placeholder, text), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"cannot read the formula {text!r}; {MAY_HOLD}, with spaces around + - * /") from None
    return Formula(text, tree, names)


Lookup = Callable[[str, str], Quantity]


def evaluate(formula: Formula, lookup: Lookup) -> Quantity:
    """Compute a formula. ``lookup(fact name, part)`` gives inputs; part is value, low, high or count."""

    def walk(node: ast.expr) -> Quantity:
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
            return Quantity(Decimal(node.value), ())
        if isinstance(node, ast.Name) and node.id in formula.names:
            return lookup(formula.names[node.id], "value")
        if isinstance(node, ast.Name) and node.id == "year":
            return _YEAR
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = walk(node.operand)
            return Quantity(-inner.size, inner.dims, inner.significant)
        if isinstance(node, ast.BinOp):
            return _combine(node.op, walk(node.left), walk(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return call(node.func.id, node.args)
        raise FormulaError(f"cannot compute {formula.text!r}; {MAY_HOLD}")

    def call(name: str, args: list[ast.expr]) -> Quantity:
        if name == "sum" and args:
            total = walk(args[0])
            for arg in args[1:]:
                total = _combine(ast.Add(), total, walk(arg))
            return total
        if name in ("low", "high", "count") and len(args) == 1 and isinstance(args[0], ast.Name):
            return lookup(formula.names.get(args[0].id, args[0].id), name)
        raise FormulaError(f"unknown function {name}() in {formula.text!r}; {MAY_HOLD}")

    try:
        return walk(formula.tree)
    except RecursionError:
        raise FormulaError("the formula is nested too deeply; give parts of it names of their own") from None
    except ArithmeticError:
        raise FormulaError("the formula's result is too large or too small to be written") from None


def _combine(operator: ast.operator, left: Quantity, right: Quantity) -> Quantity:
    known = [n for n in (left.significant, right.significant) if n is not None]
    significant = min(known) if known else None
    if isinstance(operator, (ast.Add, ast.Sub)):
        if left.dims != right.dims:
            raise FormulaError(f"adds {_show(left.dims)} and {_show(right.dims)}")
        size = left.size + right.size if isinstance(operator, ast.Add) else left.size - right.size
        # A sum is as fine as its coarsest last digit, a product as its fewest digits.
        places = [n.size.adjusted() - n.significant + 1 for n in (left, right) if n.significant is not None and n.size]
        digits = max(1, size.adjusted() - max(places) + 1) if places and size else None
        return Quantity(size, left.dims, digits)
    if isinstance(operator, (ast.Mult, ast.Div)):
        sign = 1 if isinstance(operator, ast.Mult) else -1
        dims = dict(left.dims)
        for name, power in right.dims:
            dims[name] = dims.get(name, 0) + sign * power
        if sign < 0 and right.size == 0:
            raise FormulaError("divides by zero")
        return Quantity(left.size * right.size if sign > 0 else left.size / right.size, clean_dims(dims), significant)
    raise FormulaError(f"only + - * / are allowed; {MAY_HOLD}")


def in_unit(result: Quantity, unit: Unit) -> Decimal:
    """Return the result in ``unit``; raises FormulaError where the unit measures something else."""
    dims = result.dims
    if any(name not in COUNT_NOUNS for name, _ in unit.dims):
        # 384 chips of 752 TFLOPS each: "per chip" is not written in the unit of a chip's own figure.
        named = {name for name, _ in unit.dims}
        dims = tuple(d for d in dims if d[0] not in COUNT_NOUNS or d[0] in named)
    if dims != unit.dims:
        wanted = _show(unit.dims)
        means = f"unit is {wanted}" if wanted == unit.text else f"unit {unit.text} is {wanted}"
        raise FormulaError(f"the formula gives {_show(result.dims)}, but the {means}")
    return result.size / unit.factor


def _show(dims: Dims) -> str:
    if not dims:
        return "a plain ratio"
    return " · ".join(name if power == 1 else f"{name}^{power}" for name, power in dims)

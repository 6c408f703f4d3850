"""Compute derived facts in the order of their inputs; refuse cycles; keep the precision of the weakest input."""

from __future__ import annotations

import difflib
from decimal import Decimal

from . import formula as formulas
from . import printed
from .formula import FormulaError, Quantity
from .ledger import Fact, Ledger, Reading
from .strict_yaml import Problem


class LeftOut(Exception):
    """An input is left out because of another entry, which has its own message."""


def derive(ledger: Ledger, problems: list[Problem]) -> None:
    """Give every derived fact its reading; problems are added to the list."""
    parsed: dict[str, formulas.Formula] = {}
    for fact in ledger.facts.values():
        if fact.formula is None:
            continue
        try:
            parsed[fact.id] = formulas.parse(fact.formula)
            fact.inputs = parsed[fact.id].inputs
        except FormulaError as error:
            problems.append(_problem(fact, str(error)))
            ledger.left_out[fact.id] = fact.id
    done: set[str] = set()
    for name in parsed:
        _compute(name, ledger, parsed, done, (), problems)


def _compute(
    name: str, ledger: Ledger, parsed: dict[str, formulas.Formula], done: set[str], path: tuple[str, ...], problems: list[Problem]
) -> None:
    if name in done or name not in parsed:
        return
    fact = ledger.facts[name]
    if name in path:
        problems.append(_problem(fact, f"the formula runs in a circle: {' -> '.join((*path[path.index(name):], name))}"))
        ledger.left_out[name] = name
        done.add(name)
        return
    for needed in fact.inputs:
        _compute(needed, ledger, parsed, done, (*path, name), problems)
    if name in done:
        return
    done.add(name)
    try:
        result = formulas.evaluate(parsed[name], lambda other, part: _input(ledger, fact, other, part))
        value = formulas.in_unit(result, fact.unit)
    except LeftOut as error:
        ledger.left_out[name] = str(error)
        return
    except FormulaError as error:
        problems.append(_problem(fact, str(error)))
        ledger.left_out[name] = name
        return
    inputs = [ledger.facts[n].current for n in fact.inputs]
    dated = [(r.as_of, r) for r in inputs if r.as_of]
    as_of = max((d for d, _ in dated), default="")
    target = any(r.target for r in inputs)
    due = max((r.due for r in inputs if r.due), default=None)
    basis = next((r.basis for r in inputs if r.basis), None) if fact.unit.needs_basis else None
    fact.readings = (
        Reading(value, as_of=as_of, target=target, due=due, significant=result.significant, basis=basis),
    )


def _input(ledger: Ledger, fact: Fact, name: str, part: str) -> Quantity:
    other = ledger.facts.get(name)
    cause = ledger.blame(name) if other is None or not other.readings else None
    if cause:
        raise LeftOut(cause)
    if other is None:
        near = difflib.get_close_matches(name, ledger.facts, 1)
        raise FormulaError(f"the formula names the unknown fact {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    if not other.readings:
        raise FormulaError(f"the input {name} has no value")
    reading = other.current
    if part == "count":
        if not isinstance(reading.value, tuple):
            raise FormulaError(f"count() needs a list, {name} is none")
        return Quantity(Decimal(len(reading.value)), fact.unit.dims if fact.unit.is_count else ())
    size = {"low": reading.low, "high": reading.high}.get(part, reading.value)
    if not isinstance(size, Decimal):
        raise FormulaError(f"{name} has no single number; use low({name}) or high({name}) for a range")
    return Quantity(size * other.unit.factor, other.unit.dims, _significant(other, reading, size))


def _significant(fact: Fact, reading: Reading, size: Decimal) -> int | None:
    if fact.derived:
        return reading.significant
    for text in reading.printed:
        quantity = printed.find(size, fact.unit, text)
        if quantity:
            plain = not quantity.scaled and reading.approx is None
            if plain and fact.unit.is_count:
                return None  # counted one by one
            return max(quantity.written if plain else quantity.significant, 2)
    return None


def _problem(fact: Fact, message: str) -> Problem:
    return Problem(fact.file, fact.line, fact.id, message)

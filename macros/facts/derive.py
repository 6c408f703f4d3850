"""Compute derived facts in the order of their inputs; refuse cycles; keep the precision of the weakest input."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from ..values import agreement, dates
from ..values import formula as formulas
from ..values.formula import FormulaError, Quantity
from ..values.problem import Problem
from ..values.units import Unit
from . import like
from .ledger import Fact, Ledger, Reading

MOST_STEPS = 40
_Formulas = dict[str, formulas.Formula]


class InputMissing(Exception):
    """An input has no value because another entry is wrong, which has its own message."""


def derive(ledger: Ledger, problems: list[Problem]) -> set[str]:
    """Give every derived fact its reading; problems are added to the list. Returns the facts that get none."""
    parsed: _Formulas = {}
    for fact in ledger.facts.values():
        if fact.formula is not None:
            try:
                parsed[fact.id] = formulas.parse(fact.formula)
                fact.inputs = parsed[fact.id].inputs
            except FormulaError as error:
                problems.append(_problem(fact, str(error)))
    depth: dict[str, int] = {}
    for name in _ordered(ledger, parsed, problems):
        fact = ledger.facts[name]
        depth[name] = 1 + max((depth.get(one, 0) for one in fact.inputs), default=0)
        if depth[name] > MOST_STEPS:
            if depth[name] == MOST_STEPS + 1:
                message = f"more than {MOST_STEPS} formulas in a row; compute it from sourced figures in fewer steps"
                problems.append(_problem(fact, message))
            continue
        try:
            fact.readings = (_reading(ledger, fact, parsed[name]),)
        except InputMissing:
            continue
        except FormulaError as error:
            problems.append(_problem(fact, str(error)))
    return {fact.id for fact in ledger.facts.values() if not fact.readings}


def _ordered(ledger: Ledger, parsed: _Formulas, problems: list[Problem]) -> list[str]:
    """Return the formulas, each after those it needs; those that need themselves are reported and left out."""
    left = dict(parsed)
    while True:
        try:
            order = TopologicalSorter({name: formula.inputs for name, formula in left.items()}).static_order()
            return [name for name in order if name in left]
        except CycleError as error:
            circle = error.args[1][:0:-1]  # it names each fact before those that need it, the first one twice
            first = circle.index(min(circle, key=list(parsed).index))
            circle = [*circle[first:], *circle[:first]]
            path = " -> ".join([*circle, circle[0]])
            problems.append(_problem(ledger.facts[circle[0]], f"the formula runs in a circle: {path}"))
            for name in circle:
                del left[name]


def _reading(ledger: Ledger, fact: Fact, formula: formulas.Formula) -> Reading:
    unlike = ""
    try:
        result = _computed(ledger, fact.unit, formula)
    except FormulaError as error:
        try:
            result = _computed(ledger, fact.unit, formula, merged=True)
        except FormulaError:
            raise error from None
        counted = [figure for figure in _figures(ledger, fact) if like.counts(figure[0].unit.dims)]
        unlike = like.difference(counted) or f"{error}; {like.REMEDY}"
    unlike = unlike or like.difference(_figures(ledger, fact), kinds=False)
    if bool(fact.mixes) != bool(unlike):
        raise FormulaError(unlike or f"mixes: {like.IDLE}")
    inputs = [ledger.facts[name].current for name in fact.inputs]
    return Reading(
        result.size,
        as_of=max((row.as_of for row in inputs), key=dates.by_start, default=""),
        target=any(row.target for row in inputs),
        forecast=any(row.forecast for row in inputs),
        due=max((row.due for row in inputs if row.due), key=dates.by_start, default=None),
        significant=result.significant,
        basis=next((row.basis for row in inputs if row.basis), None) if fact.unit.needs_basis else None,
    )


def _computed(ledger: Ledger, unit: Unit, formula: formulas.Formula, merged: bool = False) -> Quantity:
    """Return what a formula gives in ``unit``; raises FormulaError, and takes cards for chips only if ``merged``."""

    def lookup(name: str, part: str) -> Quantity:
        found = _input(ledger, unit, name, part)
        return replace(found, dims=like.merged(found.dims)) if merged else found

    result = formulas.evaluate(formula, lookup)
    if len(like.counts(result.dims) - like.counts(unit.dims)) > 1:
        raise FormulaError("the formula takes cards, chips or dies for each other")
    unit = replace(unit, dims=like.merged(unit.dims)) if merged else unit
    return replace(result, size=formulas.in_unit(result, unit))


def _figures(ledger: Ledger, fact: Fact) -> list[like.Figure]:
    return [(ledger.facts[name], ledger.facts[name].current) for name in fact.inputs]


def ratio(ledger: Ledger, first: Fact, second: Fact, unit: Unit) -> tuple[Decimal, int | None]:
    """Return one fact divided by another in ``unit``, with its significant digits, by the rules of a formula.

    Raises FormulaError where the two do not fit.
    """
    formula = formulas.parse(f"{first.id} / {second.id}")
    result = formulas.evaluate(formula, lambda name, part: _input(ledger, first.unit, name, part))
    return formulas.in_unit(result, unit), result.significant


def _input(ledger: Ledger, unit: Unit, name: str, part: str) -> Quantity:
    """Return a fact as an input of a formula whose result is in ``unit``; ``part`` is value, low, high or count."""
    other = ledger.facts.get(name)
    if other is None or not other.readings:
        if ledger.is_declared("fact", name):
            raise InputMissing(name)
        raise FormulaError("the formula names the " + ledger.unknown("fact", name, ledger.facts))
    reading = other.current
    if not other.unit.numeric and part != "count":
        raise FormulaError(
            f"{name} is a {other.unit.text}, no number{'; use count()' * isinstance(reading.value, tuple)}"
        )
    if part == "count":
        if not isinstance(reading.value, tuple):
            raise FormulaError(f"count() needs a list, {name} is none")
        return Quantity(Decimal(len(reading.value)), unit.dims if unit.is_count else ())
    size = {"low": reading.low, "high": reading.high}.get(part, reading.value)
    if not isinstance(size, Decimal):
        raise FormulaError(f"{name} has no single number; use low({name}) or high({name}) for a range")
    return Quantity(size * other.unit.factor, other.unit.dims, _significant(ledger, other, reading, size))


def _significant(ledger: Ledger, fact: Fact, reading: Reading, size: Decimal) -> int | None:
    if fact.derived:
        return reading.significant
    spoken = {ledger.sources[key].lang for key in reading.sources if key in ledger.sources}
    figure = reading.figure and agreement.pointed(reading.figure, reading.printed, spoken)
    for text in [figure] if figure else reading.printed:
        quantity = agreement.stated(size, fact.unit, text, spoken, pointed=bool(reading.figure))
        if quantity:
            plain = quantity.scale == 1 and reading.approx is None
            if plain and fact.unit.is_count:
                return None  # counted one by one
            return max(quantity.written if plain else quantity.significant, 2)
    return None


def _problem(fact: Fact, message: str) -> Problem:
    return Problem(fact.file, fact.line, fact.id, message)

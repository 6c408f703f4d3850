"""From validated entries to subjects, facts and readings; what a row does not say comes from its fact and subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ..facts import schema
from ..facts.ledger import Chart, Fact, Ledger, Reading, Subject, Unknown, Value
from ..values import dates, units
from ..values.problem import Problem, nearest
from .strict_yaml import Document
from .validate import GROUPS


def declare(ledger: Ledger, document: Document) -> None:
    """Note every name the file gives to something, whether or not its entry is right."""
    ledger.unread |= not isinstance(document.data, dict)
    for group in ("subjects", *GROUPS):
        kind = group.removesuffix("s")
        for name, entry in _entries(document.data, group):
            ledger.declared.add((kind, name))
            if kind == "subject":
                ledger.declared |= {("fact", f"{name}.{key}") for key, _ in _entries(entry, "facts")}


def _entries(data: Any, group: str) -> Iterable[tuple[str, Any]]:
    found = data.get(group) if isinstance(data, dict) else None
    return found.items() if isinstance(found, dict) else ()


def add_page(
    ledger: Ledger, document: Document, page: schema.Page, problems: list[Problem], known: Mapping[str, Fact]
) -> None:
    """Add the entries of a page's data file; of ``known`` facts those are taken over that give a value themselves."""
    own = document.file.removeprefix("data/").removesuffix(".yml")
    for name, entry in page.subjects.items():
        line = document.line(("subjects", name))
        if name in ledger.subjects:
            other = ledger.subjects[name]
            problems.append(
                Problem(document.file, line, name, f"the subject stands already in {other.file}:{other.line}")
            )
            continue
        links = {relation: (to,) if isinstance(to, str) else tuple(to) for relation, to in entry.links.items()}
        subject = Subject(name, entry.name, entry.kind, entry.page or own, document.file, line, entry.zh, entry.short,
                          tuple(entry.aka), links, entry.key_figures)  # fmt: skip
        ledger.subjects[name] = subject
        for key in entry.facts:
            fact = known.get(f"{name}.{key}")
            if fact is None or fact.derived:  # what is derived is made again from its inputs
                fact = _fact(ledger, subject, entry, key, document, problems)
            if fact:
                subject.facts[key] = ledger.facts[fact.id] = fact
    ledger.unknowns += [Unknown(key, item.text, own, item.about) for key, item in page.unknowns.items()]
    ledger.corrections |= page.corrections
    _add_charts(ledger, document, page, problems)


def _add_charts(ledger: Ledger, document: Document, page: schema.Page, problems: list[Problem]) -> None:
    for name, entry in page.charts.items():
        lines = {path[2:]: line for path, line in document.lines.items() if path[:2] == ("charts", name)}
        if other := ledger.charts.get(name):
            message = f"the chart stands already in {other.file}:{other.line()}"
            problems.append(Problem(document.file, lines[()], name, message))
        else:
            ledger.charts[name] = Chart(name, entry, document.file, lines)


def _fact(
    ledger: Ledger, subject: Subject, entry: schema.Subject, key: str, document: Document, problems: list[Problem]
) -> Fact | None:
    raw, name = entry.facts[key], f"{subject.id}.{key}"
    line = document.line(("subjects", subject.id, "facts", key))
    try:
        unit = units.parse(raw.unit)
    except units.UnitError as error:
        problems.append(
            Problem(document.file, document.line(("subjects", subject.id, "facts", key, "unit")), name, str(error))
        )
        return None
    given = [f for f in ("value", "low", "observations", "formula") if getattr(raw, f) is not None]
    if not given or len([g for g in given if g not in ("value", "low")]) + bool({"value", "low"} & set(given)) != 1:
        message = "give exactly one of: value (or low and high), observations, formula"
        problems.append(Problem(document.file, line, name, message))
        return None
    if misplaced := _misplaced(raw):
        what = "a derived fact takes it from its inputs" if raw.formula else "it belongs to each observation"
        place = document.line(("subjects", subject.id, "facts", key, misplaced[0]))
        problems.append(Problem(document.file, place, name, f"{', '.join(misplaced)}: {what}"))
        return None
    if raw.label is None and not ledger.is_declared("key", key):
        message = "label is missing: data/vocabulary.yml has none for this key"
        problems.append(Problem(document.file, line, name, message + nearest(key, ledger.vocabulary)))
        return None
    label = raw.label or (ledger.vocabulary[key].label if key in ledger.vocabulary else key)
    defaults = (raw, entry)
    rows = [replace(_reading(row, defaults), path=("observations", n)) for n, row in enumerate(raw.observations or [])]
    if not raw.formula and not rows:
        rows = [_reading(raw, defaults)]
    readings = sorted(rows, key=lambda r: dates.by_end(r.as_of))
    fact = Fact(name, subject.id, label, unit, tuple(readings), document.file, line, subject.page)
    fact.alternatives = tuple(
        replace(_reading(row, defaults, shared=False), path=("alternatives", n))
        for n, row in enumerate(raw.alternatives)
    )
    fact.superseded = tuple(
        (replace(_reading(row, defaults), path=("superseded", n)), str(row.until), row.why)
        for n, row in enumerate(raw.superseded)
    )
    fact.formula, fact.event, fact.note, fact.mixes = raw.formula, raw.event, raw.note, raw.mixes
    fact.review = None if raw.review is None else str(raw.review)
    return fact


def _misplaced(raw: schema.Fact) -> list[str]:
    """Return the fields a formula or a series of observations leaves no place for; they would be ignored."""
    idle = ["printed", "figure", "approx", "high"] if raw.observations else []
    if raw.formula:
        idle = ["printed", "figure", "approx", "high", "as_of", "evidence", "by", "sources", "superseded",
                "target", "forecast", "due", "met", "missed", "basis"]  # fmt: skip
    return [field for field in idle if field in raw.model_fields_set]


def _reading(row: schema.Reading, defaults: tuple[schema.Fact, schema.Subject], shared: bool = True) -> Reading:
    """Resolve a row: what it does not say comes from the fact, then from the subject.

    An alternative is another source's word, so it takes nothing but date and basis from the fact (``shared`` false).
    """
    fact, subject = defaults

    def inherit(field: str) -> Any:
        own = getattr(row, field)
        if own is not None:
            return own
        if (shared or field in ("as_of", "basis")) and getattr(fact, field) is not None:
            return getattr(fact, field)
        return getattr(subject, field, None) if shared or field == "as_of" else None

    printed = row.printed
    return Reading(
        value=_value(row.value), low=_decimal(row.low), high=_decimal(row.high),
        printed=(printed,) if isinstance(printed, str) else tuple(printed or ()),
        figure=row.figure, approx=row.approx, as_of=str(inherit("as_of") or ""), evidence=inherit("evidence") or "",
        by=inherit("by"), sources=tuple(inherit("sources") or ()), met=row.met or (fact.met if shared else None),
        missed=row.missed or (fact.missed if shared else None), target=row.target or (shared and fact.target),
        forecast=row.forecast or (shared and fact.forecast),
        due=None if inherit("due") is None else str(inherit("due")), basis=inherit("basis"), note=row.note,
    )  # fmt: skip


def _decimal(number: schema.Number | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value

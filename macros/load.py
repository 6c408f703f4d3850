"""Read every data file, check it, and build the ledger. All problems of all files come out together."""

from __future__ import annotations

import difflib
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from . import dates, schema, strict_yaml, units
from .ledger import Fact, Ledger, Reading, Subject, Unknown, Value
from .strict_yaml import Document, KeyPath, Problem

Model = TypeVar("Model", bound=BaseModel)
SPECIAL: dict[str, type[BaseModel]] = {"sources.yml": schema.Bibliography, "glossary.yml": schema.Glossary, "site.yml": schema.Site}


class DataError(Exception):
    """The data files are not right; ``problems`` says where and what, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        super().__init__("\n".join([f"{count} problem{'s' * (count != 1)} in the data and pages:", *map(str, self.problems)]))


def load(root: Path) -> Ledger:
    """Return the checked ledger of the data files under ``root/data``; raises DataError with every problem."""
    ledger, problems = collect(root)
    if problems:
        raise DataError(problems)
    return ledger


def collect(root: Path) -> tuple[Ledger, list[Problem]]:
    """Return what can be read of the data files, and every problem found in them."""
    from . import check, resolve

    problems: list[Problem] = []
    ledger, documents = read(root / "data", problems)
    check.cross_check(ledger, documents, problems)
    _leave_out(ledger, problems)
    resolve.derive(ledger, problems)
    _leave_out(ledger, problems)
    return ledger, problems


def _leave_out(ledger: Ledger, problems: list[Problem]) -> None:
    """Take out what is wrong, so that it is reported once and nothing else stumbles over it."""
    ledger.left_out |= {p.entry: p.entry for p in problems if p.entry in ledger.facts}
    for name in ledger.left_out:
        if fact := ledger.facts.pop(name, None):
            del ledger.subjects[fact.subject].facts[fact.key]
    for subject in ledger.subjects.values():
        subject.links = {relation: tuple(to for to in targets if to in ledger.subjects) for relation, targets in subject.links.items()}
    for key, term in ledger.terms.items():
        ledger.terms[key] = term.model_copy(update={"see": [other for other in term.see if other in ledger.terms]})


def read(folder: Path, problems: list[Problem]) -> tuple[Ledger, dict[str, Document]]:
    """Read the files; subjects and facts that are themselves in order enter the ledger."""
    ledger = Ledger(schema.Site(name="?", as_of="9999-12-31"))
    documents: dict[str, Document] = {}
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.yml")):
        shown = f"data/{path.relative_to(folder).as_posix()}"
        documents[shown], found[shown], wrong = _file(shown, path.read_bytes())
        problems.extend(wrong)
        ledger.left_out |= documents[shown].left_out
        ledger.unread += [shown] if found[shown] is None else []
    for path in folder.rglob("*.yaml"):
        problems.append(Problem(f"data/{path.relative_to(folder).as_posix()}", 1, "", "the file is not read; its name must end in .yml"))
    for name in SPECIAL:
        if f"data/{name}" not in documents:
            problems.append(Problem(f"data/{name}", 1, "", "the file is missing"))
            ledger.unread.append(f"data/{name}")
    for shown, entry in found.items():
        if isinstance(entry, schema.Bibliography):
            ledger.sources = dict(entry.sources)
        elif isinstance(entry, schema.Glossary):
            ledger.terms = dict(entry.terms)
        elif isinstance(entry, schema.Site):
            ledger.site = entry
        elif isinstance(entry, schema.Page):
            _add_page(ledger, documents[shown], entry, problems)
    return ledger, documents


@lru_cache(maxsize=256)
def _file(shown: str, content: bytes) -> tuple[Document, BaseModel | None, tuple[Problem, ...]]:
    """Read one file; kept by content, so that an edit costs the reading of what it touches."""
    document = strict_yaml.load(content, shown)
    problems: list[Problem] = []
    for problem in document.problems:
        location = tuple(problem.entry.split("."))
        problems.append(replace(problem, entry=".".join(map(str, _entry(location)))))
        _note(document, location)
    if document.data is None:
        if not problems:
            problems.append(Problem(shown, 1, "", "the file is empty"))
        return document, None, tuple(problems)
    model: type[BaseModel] = SPECIAL.get(shown.removeprefix("data/"), schema.Page)
    entry = _validate(model, document, problems)
    return document, entry, tuple(problems)


def _validate(model: type[Model], document: Document, problems: list[Problem]) -> Model | None:
    """Validate a file; entries of ``subjects`` that are wrong are reported and left out, the rest stays."""
    data = document.data
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found: dict[KeyPath, list[Any]] = {}
        for item in error.errors(include_url=False):
            found.setdefault(tuple(part for part in item["loc"] if not _is_union_branch(part)), []).append(item)
        meant = {(*location[:-1], _meant(location, model)) for location, items in found.items() if items[0]["type"] == "extra_forbidden"}
        for location, items in found.items():  # a value that is none of several types is one problem
            inside = any(location[:end] in found for end in range(len(location)))
            if inside or (location in meant and items[0]["type"] == "missing"):
                continue
            message = _message(items, location, model)
            problems.append(Problem(document.file, document.line(location), ".".join(map(str, _entry(location))), message))
            _note(document, location)
    return _without(model, data, set(found))


def _note(document: Document, location: KeyPath) -> None:
    """Note what is left out because of something wrong at ``location``: a fact, or a subject, source or term."""
    if len(location) > 1:
        name = f"{location[1]}.{location[3]}" if len(location) > 3 and location[2] == "facts" else str(location[1])
        document.left_out.setdefault(name, ".".join(map(str, _entry(location))))


def _is_union_branch(part: str | int) -> bool:
    return isinstance(part, str) and (part in ("int", "decimal", "str", "constrained-str") or "[" in part or "(" in part)


def _entry(location: KeyPath) -> KeyPath:
    parts = [part for part in location if part not in ("subjects", "facts", "sources", "terms")]
    return tuple(parts) or location


def _without(model: type[Model], data: Any, bad: set[KeyPath]) -> Model | None:
    """Validate again without the wrong entries, so that one slip does not hide the errors of other files."""
    if not isinstance(data, dict):
        return None
    kept: dict[str, Any] = {}
    for group in ("subjects", "sources", "terms", "unknowns", "corrections"):
        if not isinstance(data.get(group), dict):
            continue
        kept[group] = {}
        for name, entry in data[group].items():
            wrong = {loc for loc in bad if loc[:2] == (group, name)}
            if any(len(loc) < 4 or loc[2] != "facts" for loc in wrong) or not isinstance(entry, dict):
                continue
            if group == "subjects" and isinstance(entry.get("facts"), dict):
                entry = {**entry, "facts": {k: f for k, f in entry["facts"].items() if not any(loc[3] == k for loc in wrong)}}
            kept[group][name] = entry
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


def _message(items: list[Any], location: KeyPath, model: type[BaseModel]) -> str:
    item = items[0]
    kind = item["type"]
    if kind == "extra_forbidden":
        near = _meant(location, model)
        hint = f"; did you mean {near!r}?" if near else f"; the fields are {', '.join(sorted(_fields(location, model)))}"
        return f"unknown field {location[-1]!r}{hint}"
    if kind == "missing":
        return f"the field {location[-1]!r} is missing"
    if kind == "string_pattern_mismatch" and (meant := schema.MEANT.get(item["ctx"]["pattern"])):
        return f"{location[-1]}: {meant} (found {item['input']!r})"
    given = item.get("input")
    shown = f" (found {given!r})" if isinstance(given, (str, int, float, Decimal, bool)) or given is None else ""
    wanted = [i["msg"].removeprefix("Value error, ").replace("Input should", "should").replace("String should", "should") for i in items]
    said = " or ".join(dict.fromkeys([wanted[0], *(w.removeprefix("should be ") for w in wanted[1:])]))
    return f"{location[-1] if location else 'file'}: {said}{shown}"


def _meant(location: KeyPath, model: type[BaseModel]) -> str | None:
    near = difflib.get_close_matches(str(location[-1]), _fields(location, model), 1)
    return near[0] if near else None


def _fields(location: KeyPath, model: type[BaseModel]) -> list[str]:
    depth: dict[str | int, type[BaseModel]] = {"facts": schema.Fact, "observations": schema.Reading, "alternatives": schema.Reading,
             "superseded": schema.Superseded, "subjects": schema.Subject, "unknowns": schema.Unknown,
             "corrections": schema.Correction, "sources": schema.Source, "terms": schema.Term}  # fmt: skip
    for part in reversed(location[:-1]):
        if part in depth:
            return list(depth[part].model_fields)
    return list(model.model_fields)


def _add_page(ledger: Ledger, document: Document, page: schema.Page, problems: list[Problem]) -> None:
    own = document.file.removeprefix("data/").removesuffix(".yml")
    for name, entry in page.subjects.items():
        line = document.line(("subjects", name))
        if name in ledger.subjects:
            other = ledger.subjects[name]
            problems.append(Problem(document.file, line, name, f"the subject stands already in {other.file}:{other.line}"))
            ledger.left_out[name] = name
            continue
        links = {relation: (to,) if isinstance(to, str) else tuple(to) for relation, to in entry.links.items()}
        subject = Subject(name, entry.name, entry.kind, entry.page or own, document.file, line, entry.zh, entry.short,
                          tuple(entry.aka), links)  # fmt: skip
        ledger.subjects[name] = subject
        for key, fact_entry in entry.facts.items():
            fact = _fact(subject, entry, key, fact_entry, document, problems)
            if fact:
                subject.facts[key] = ledger.facts[fact.id] = fact
            else:
                ledger.left_out.setdefault(f"{name}.{key}", f"{name}.{key}")
    ledger.unknowns += [Unknown(key, item.text, own, item.about) for key, item in page.unknowns.items()]
    ledger.corrections |= page.corrections


def _fact(
    subject: Subject, entry: schema.Subject, key: str, raw: schema.Fact, document: Document, problems: list[Problem]
) -> Fact | None:
    name = f"{subject.id}.{key}"
    line = document.line(("subjects", subject.id, "facts", key))
    try:
        unit = units.parse(raw.unit)
    except units.UnitError as error:
        problems.append(Problem(document.file, document.line(("subjects", subject.id, "facts", key, "unit")), name, str(error)))
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
    defaults = (raw, entry)
    rows = [replace(_reading(row, defaults), path=("observations", n)) for n, row in enumerate(raw.observations or [])]
    if not raw.formula and not rows:
        rows = [_reading(raw, defaults)]
    readings = sorted(rows, key=lambda r: _order(r.as_of))
    fact = Fact(name, subject.id, raw.label, unit, tuple(readings), document.file, line, subject.page)
    fact.alternatives = tuple(replace(_reading(row, defaults, shared=False), path=("alternatives", n)) for n, row in enumerate(raw.alternatives))
    fact.superseded = tuple(
        (replace(_reading(row, defaults), path=("superseded", n)), str(row.until), row.why) for n, row in enumerate(raw.superseded)
    )
    fact.formula, fact.event, fact.note = raw.formula, raw.event, raw.note
    fact.review = None if raw.review is None else str(raw.review)
    return fact


def _misplaced(raw: schema.Fact) -> list[str]:
    """Return the fields a formula or a series of observations leaves no place for; they would be ignored."""
    idle = ["printed", "approx", "high", "low"] if raw.observations else []
    if raw.formula:
        idle = ["printed", "approx", "high", "as_of", "evidence", "sources", "target", "due", "superseded"]
    return [field for field in idle if field in raw.model_fields_set]


def _order(text: str) -> tuple[int, int]:
    if not text:
        return (0, 0)
    when = dates.parse(text)
    return when.last.toordinal(), when.first.toordinal()


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
        approx=row.approx, as_of=str(inherit("as_of") or ""), evidence=inherit("evidence") or "",
        sources=tuple(inherit("sources") or ()), met=row.met or (fact.met if shared else None), target=row.target or (shared and fact.target),
        due=None if inherit("due") is None else str(inherit("due")), basis=inherit("basis"), note=row.note,
    )  # fmt: skip


def _decimal(number: schema.Number | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value

"""One data file against its schema: what is wrong is reported, what is in order is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..facts import chart, revision, schema
from ..values.problem import Problem, closest, nearest
from . import strict_yaml
from .strict_yaml import Document, KeyPath

Model = TypeVar("Model", bound=BaseModel)


SPECIAL: dict[str, type[BaseModel]] = {
    "sources.yml": schema.Bibliography,
    "publishers.yml": schema.Publishers,
    "vocabulary.yml": schema.Vocabulary,
    "glossary.yml": schema.Glossary,
    "site.yml": schema.Site,
    "revisions.yml": revision.Revisions,
}
OPTIONAL = frozenset(("revisions.yml",))
MOST_BYTES = 2_000_000
GROUPS = ("sources", "terms", "publishers", "keys", "charts", "revisions")


@dataclass(frozen=True)
class File:
    """A data file as it was read: its bytes, their data with lines, the entries that are in order, what is wrong."""

    content: bytes
    document: Document
    entry: BaseModel | None
    problems: tuple[Problem, ...]


def validated(shown: str, content: bytes) -> File:
    """Read one file and hold it against its schema."""
    problems: list[Problem] = []
    document = Document(shown)
    if len(content) > MOST_BYTES:
        message = f"{len(content)} bytes; a data file has {MOST_BYTES} at most, split it by pages"
        document.problems.append(Problem(shown, 1, "", message))
    else:
        document = strict_yaml.load(content, shown)
        if content.strip() and not content.endswith(b"\n") and not _garbled(document):
            message = "the last line has no line break: the file is cut off; save it again, whole"
            document = Document(shown, problems=[Problem(shown, content.count(b"\n") + 1, "", message)])
    for problem in document.problems:
        location = tuple(problem.entry.split("."))
        problems.append(replace(problem, entry=".".join(map(str, _entry(location)))))
    if document.tangled:
        document.data = None
    if document.data is None:
        if not problems:
            problems.append(Problem(shown, 1, "", "the file is empty"))
        return File(content, document, None, tuple(problems))
    entry = _validate(model_of(shown), document, problems)
    return File(content, document, entry, tuple(problems))


_WORDED = ("met", "missed", "why", "note", "label", "text", "title", "caption", "definition")


def model_of(shown: str) -> type[BaseModel]:
    """Return the model of a data file by its name."""
    return SPECIAL.get(shown.removeprefix("data/"), schema.Page)


def _garbled(document: Document) -> bool:
    return any(problem.message.startswith("not UTF-8") for problem in document.problems)


def _validate(model: type[Model], document: Document, problems: list[Problem]) -> Model | None:
    """Validate a file; entries of ``subjects`` that are wrong are reported and left out, the rest stays."""
    data = document.data
    found: dict[KeyPath, list[Any]] = {}
    try:
        entry = model.model_validate(data)
        if not document.wrong:
            return entry
    except ValidationError as error:
        for item in error.errors(include_url=False):
            found.setdefault(_location(item["loc"]), []).append(item)
        meant = {
            (*location[:-1], closest(str(location[-1]), _fields(location, model)))
            for location, items in found.items()
            if items[0]["type"] == "extra_forbidden"
        }
        for location in [one for one, items in found.items() if _said_within(one, items, found)]:
            del found[location]
        for location, items in found.items():  # a value that is none of several types is one problem
            inside = any(location[:end] in found for end in range(len(location)))
            if inside or location in document.wrong or (location in meant and items[0]["type"] == "missing"):
                continue
            message = _message(items, location, model)
            problems.append(
                Problem(document.file, document.line(location), ".".join(map(str, _entry(location))), message)
            )
    return _without(model, data, set(found) | document.wrong)


def _location(given: KeyPath) -> KeyPath:
    """Return where an error stands in the file: Pydantic also names the branch of a union, and the form of a chart."""
    if given[:1] == ("charts",):
        given = (*given[:2], *given[3:])
    return tuple(part for part in given if not _is_union_branch(part))


def _said_within(location: KeyPath, items: list[Any], found: dict[KeyPath, list[Any]]) -> bool:
    """True where a value is of none but one kind, and what is wrong within it is said there."""
    below = [other for other in found if len(other) > len(location) and other[: len(location)] == location]
    within = any(item["type"] not in _OTHER_KINDS for other in below for item in found[other])
    return within and all(item["type"] in _OTHER_KINDS for item in items)


def _is_union_branch(part: str | int) -> bool:
    return isinstance(part, str) and (
        part in ("int", "decimal", "str", "constrained-str", "Span") or "[" in part or "(" in part
    )


def _entry(location: KeyPath) -> KeyPath:
    """Return how a place is named in messages: without the group it stands in, and the ``facts`` of a subject."""
    top, *parts = location or ("",)
    if top == "subjects" and len(parts) > 2 and parts[1] == "facts":
        del parts[1]
    return tuple(parts) if parts and top in ("subjects", *GROUPS) else location


def _without(model: type[Model], data: Any, bad: set[KeyPath]) -> Model | None:
    """Validate again without the wrong entries, so that one slip does not hide the errors of other files."""
    if not isinstance(data, dict):
        return None
    kept: dict[str, Any] = {}
    for group in ("subjects", *GROUPS, "unknowns", "corrections"):
        if not isinstance(data.get(group), dict):
            continue
        kept[group] = {}
        for name, entry in data[group].items():
            wrong = {loc for loc in bad if loc[:2] == (group, name)}
            if any(len(loc) < 4 or loc[2] != "facts" for loc in wrong) or not isinstance(entry, dict):
                continue
            if group == "subjects" and isinstance(entry.get("facts"), dict):
                entry = {
                    **entry,
                    "facts": {k: f for k, f in entry["facts"].items() if not any(loc[3] == k for loc in wrong)},
                }
            kept[group][name] = entry
    try:
        return model.model_validate(kept)
    except ValidationError:
        return None


_OTHER_KINDS = ("int_type", "is_instance_of", "decimal_type", "string_type", "list_type")


def _message(items: list[Any], location: KeyPath, model: type[BaseModel]) -> str:
    items = [
        item for item in items if item["type"] not in _OTHER_KINDS
    ] or items  # a list that is none needs no word of texts
    item = items[0]
    kind = item["type"]
    if kind == "extra_forbidden":
        fields = _fields(location, model)
        hint = nearest(str(location[-1]), fields) or f"; the fields are {', '.join(sorted(fields))}"
        return f"unknown field {location[-1]!r}{hint}"
    if kind.startswith("union_tag"):
        form = item.get("ctx", {}).get("tag", "")
        forms = chart.FORMS
        return f"unknown form {form!r}{nearest(form, forms)}" if form else f"form is missing: {', '.join(forms)}"
    if kind == "missing":
        return f"the field {location[-1]!r} is missing"
    if kind == "string_pattern_mismatch" and (meant := schema.MEANT.get(item["ctx"]["pattern"])):
        return f"{meant} (found {item['input']!r})"
    given = item.get("input")
    if kind == "string_type" and location[-1] in _WORDED and (given is None or isinstance(given, bool)):
        return f"say it in words (found {'nothing' if given is None else str(given).lower()})"
    shown = f" (found {given!r})" if isinstance(given, (str, int, float, Decimal, bool)) or given is None else ""
    wanted = [
        i["msg"].removeprefix("Value error, ").replace("Input should", "should").replace("String should", "should")
        for i in items
    ]
    if kind == "literal_error" and isinstance(given, str):
        shown += nearest(given, re.findall("'([^']*)'", item["ctx"]["expected"]), 0.7)
    said = " or ".join(dict.fromkeys([wanted[0], *(w.removeprefix("should be ") for w in wanted[1:])]))
    return f"{'' if location else 'file: '}{said}{shown}"


def _fields(location: KeyPath, model: type[BaseModel]) -> list[str]:
    depth: dict[str | int, type[BaseModel]] = {"facts": schema.Fact, "observations": schema.Reading,
             "alternatives": schema.Reading,
             "superseded": schema.Superseded, "subjects": schema.Subject, "unknowns": schema.Unknown,
             "corrections": schema.Correction, "sources": schema.Source, "terms": schema.Term, 
             "publishers": schema.Publisher, "keys": schema.Meaning, "revisions": revision.Revision,
             "changes": revision.Change, "withdrawn": revision.Withdrawn}  # fmt: skip
    for part in reversed(location[:-1]):
        if part in chart.PARTS and location[0] == "charts":
            return [field for branch in chart.PARTS[str(part)] for field in branch.model_fields]
        if part in depth:
            return list(depth[part].model_fields)
    return list(model.model_fields)

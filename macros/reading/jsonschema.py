"""JSON Schema of the data files, for completion in editors (draft 2020-12, as Pydantic writes it).

The schemas of the files follow from the model alone. What an entry may name (sources, publishers, facts, common keys)
changes with every edit; it stands in a file of its own, which the schemas refer to and each check writes anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..facts.ledger import Ledger
from ..facts.revision import Revisions
from ..facts.schema import Bibliography, Entry, Glossary, Page, Publishers, Site, Vocabulary
from ..values import units

FILES: dict[str, type[Entry]] = {
    "page": Page, "sources": Bibliography, "publishers": Publishers, "vocabulary": Vocabulary, "glossary": Glossary,
    "site": Site, "revisions": Revisions,
}  # fmt: skip
NAMES = "names.schema.json"
# Fields whose texts are names of other entries, and of which.
_REFER = {
    "sources": "source", "source": "source", "publisher": "publisher", "origin": "publisher", "by": "publisher",
    "fact": "fact", "facts": "fact",
}  # fmt: skip


def texts() -> dict[str, str]:
    """Return the text of each schema file by name, but for the file of names."""
    return {f"{name}.schema.json": _text(_file(model)) for name, model in FILES.items()}


def names(ledger: Ledger) -> str:
    """Return the text of the file of names: each list of what may be named, and the common keys with their meaning."""
    lists: dict[str, Iterable[str]] = {"source": ledger.sources, "publisher": ledger.publishers, "fact": ledger.facts}
    keys = {key: {"title": word.label, "description": word.definition} for key, word in ledger.vocabulary.items()}
    every = {kind: {"enum": sorted(entries)} for kind, entries in lists.items()}
    return _text({"$defs": every | {"keys": {"properties": keys}}})


def write(folder: Path, ledger: Ledger) -> None:
    """Write the schema files into ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, text in (*texts().items(), (NAMES, names(ledger))):
        (folder / name).write_text(text, "utf-8", newline="\n")


def refresh(folder: Path, ledger: Ledger) -> None:
    """Write the file of names anew; does nothing where there is no ``folder`` or it cannot be written to."""
    try:
        (folder / NAMES).write_text(names(ledger), "utf-8", newline="\n")
    except OSError:
        return  # an editor then knows the names of an earlier check


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _file(model: type[Entry]) -> dict[str, Any]:
    schema = model.model_json_schema()
    parts = schema.get("$defs", {})
    for part in (schema, *parts.values()):
        for name, field in part.get("properties", {}).items():
            if name in _REFER:
                _refer(field, f"{NAMES}#/$defs/{_REFER[name]}")
    if "Fact" in parts:
        parts["Fact"]["properties"]["unit"] |= {"anyOf": [{"enum": _written()}, {"pattern": _pattern()}]}
        parts["Subject"]["properties"]["facts"]["allOf"] = [{"$ref": f"{NAMES}#/$defs/keys"}]
    return schema


def _refer(field: dict[str, Any], where: str) -> None:
    """Let a text, or each text of a list, be one of the names."""
    for part in (field, field.get("items", {}), *field.get("anyOf", [])):
        if part is not field and "items" in part:
            _refer(part, where)
        elif part.get("type") == "string":
            part["$ref"] = where


def _written() -> list[str]:
    """Return the units an editor is offered."""
    return [*units.NOT_NUMERIC, *sorted(atom for atom in units.ATOMS if atom not in units.COUNT_NOUNS.values())]


def _pattern() -> str:
    """Return what a unit of several factors looks like."""
    one = f"(?:(?:{'|'.join(units.MULTIPLIERS)}) )?(?:{'|'.join(map(re.escape, units.ATOMS))})"
    return rf"^{one}(?: ?[*/] ?{one})*$"

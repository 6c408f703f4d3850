"""An entry as lines of YAML, as the data files are written: plain where YAML lets it, quoted where a source speaks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..reading import strict_yaml
from ..values import plain

# Texts that are somebody else's words, and addresses, always stand in quotes.
_QUOTED = frozenset({"printed", "figure", "url", "published", "via"})
_IN_BRACES = frozenset({"links", "rows"})  # short entries that stand in one line


def entry(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of ``key: value``; the value is text, a number, a list, or a mapping of such."""
    margin = " " * indent
    if isinstance(value, Mapping) and key not in _IN_BRACES:
        inside = [line for name, part in value.items() for line in entry(name, part, indent + 2)]
        return [f"{margin}{key}:", *inside] if inside else [f"{margin}{key}: {{}}"]
    if isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        if key in _IN_BRACES:
            return [f"{margin}{key}:", *(f"{margin}  - {_flow(key, part)}" for part in value)]
        return [f"{margin}{key}:", *(line for part in value for line in item(part, indent + 2))]
    return [f"{margin}{key}: {_flow(key, value)}"]


def item(value: Mapping[str, Any], indent: int) -> list[str]:
    """Return the lines of a mapping as one item of a list, the dash at ``indent``."""
    first, *more = [line for name, part in value.items() for line in entry(name, part, indent + 2)]
    return [f"{' ' * indent}- {first.lstrip()}", *more]


def scalar(key: str, value: Any, listed: bool = False) -> str:
    """Return a text, number or truth as YAML, on its own or inside a list in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return plain.number(value)
    if key not in _QUOTED and _reads_back(value, listed):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _flow(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name}: {scalar(name, part, listed=True)}' for name, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(scalar(key, part, listed=True) for part in value)}]"
    return scalar(key, value)


def _reads_back(text: str, listed: bool) -> bool:
    """True where a text that stands without quotes is read as the same text."""
    document = strict_yaml.load((f"a: [{text}]\n" if listed else f"a: {text}\n").encode(), "")
    return not document.problems and document.data == {"a": [text] if listed else text}


def ordered(fields: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Return the fields that have a value, in the order in which data files have them."""
    return {name: fields[name] for name in order if fields.get(name) not in (None, "", [], False)}

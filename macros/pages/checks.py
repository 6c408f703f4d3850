"""The figures of the page on how the site is checked: written by ``python -m tests.proof``, held true by tests."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from ..values.problem import nearest
from .view import MacroError, View

FILE = "data/checks.json"


def checked(view: View, name: str) -> str:
    """Show a figure that a check of this site gave when it last ran. Raises MacroError for one that is not recorded."""
    path = view.book.root / FILE
    figures = _figures(path, path.stat().st_mtime_ns) if path.is_file() else {}
    if name not in figures:
        raise MacroError(f"{FILE} has no figure {name!r}{nearest(name, figures)}; python -m tests.proof writes it")
    value = figures[name]
    whole, point, rest = value.partition(".")
    return f'<data value="{value}" data-count="checks.{name}">{int(whole):,}{point}{rest}</data>'


@lru_cache(maxsize=2)
def _figures(path: Path, _: int) -> dict[str, str]:
    """Return the recorded figures; read again when the file has changed."""
    content = json.loads(path.read_text("utf-8"))
    return {str(name): str(value) for name, value in content.items()}

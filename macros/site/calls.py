"""The macros told from themselves, for the people who write pages: what each takes, what it does, what it gives."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from html import escape

from ..pages import grammar
from ..pages.markup import grid, row, tag
from ..pages.view import MacroError, View

_CODE = re.compile(r"``(.+?)``")
_REFUSES = re.compile(
    r"(?<=[.;]) *(?:Raises|MacroError|else MacroError)\b.*|; (?:raises|else) MacroError.*|; MacroError.*"
)


def calls(view: View, examples: Sequence[str]) -> str:
    """Show calls with what they do and give, those of a sentence as a table; then the macros that no example calls."""
    from .catalog import BLOCKS, MACROS

    inside, alone, told = [], [], set[str]()
    for example in examples:
        part = next(iter(grammar.parse(f"{{{{ {example} }}}}")), None)
        if not isinstance(part, grammar.Call):
            raise MacroError(f"{example!r} is no call")
        gives, code = grammar.run(view, part, MACROS), tag("code", escape(f"{{{{ {example} }}}}"))
        does = "" if part.name in told else _does(part.name)
        told.add(part.name)
        if part.name in BLOCKS:
            alone.append(tag("p", f"{code}<br>{does}", data_record="calls") + gives)
        else:
            inside.append(row(code, f'<span data-record="calls">{does}</span>', gives, data_record="calls"))
    rest = [
        row(_signature(name), f'<span data-record="calls">{_does(name)}</span>') for name in MACROS if name not in told
    ]
    tables = [grid(("Call", "What it does", "Gives"), inside, "Calls inside a sentence")] if inside else []
    tables += alone
    tables.append(grid(("Macro", "What it does"), rest, "Macros without an example"))
    return "".join(tables)


def _signature(name: str) -> str:
    from .catalog import MACROS

    _, *rest = inspect.signature(MACROS[name]).parameters
    return tag("code", escape(f"{name}({', '.join(rest)})"))


def _does(name: str) -> str:
    """Return what the docstring of a macro says of it, but for what it refuses."""
    from .catalog import MACROS

    whole = (inspect.getdoc(MACROS[name]) or "").split("\n\n")
    text = " ".join(" ".join(part.split()) for part in whole if not part.startswith("Raises"))
    text = _REFUSES.sub("", text).strip(" ;.") + "."
    return _CODE.sub(lambda found: tag("code", found[1]), escape(text, quote=False))

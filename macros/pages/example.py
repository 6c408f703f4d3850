"""Examples for editors, cut from the real data files, so that they cannot go stale."""

from __future__ import annotations

from html import escape

from ..facts.schema import Entry, Fact, Publisher, Source
from ..values.problem import nearest
from ..values.units import ATOMS, COUNT_NOUNS, NOT_NUMERIC
from .markup import grid, tag
from .view import MacroError, View


def example(view: View, name: str) -> str:
    """Show a fact as it stands in its data file; ``name`` is the fact's id. Raises MacroError for unknown facts."""
    fact = view.ledger.facts.get(name)  # an example is no use of the fact
    if fact is None:
        raise MacroError(f"unknown fact {name!r}{nearest(name, view.ledger.facts)}")
    lines = (view.book.root / fact.file).read_text("utf-8").split("\n")[fact.line - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    entry = [lines[0]]
    for line in lines[1:]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        entry.append(line)
    text = "\n".join(line[indent:] for line in entry).rstrip()
    shown = escape(text).replace("\n\n", "\n")
    sample = f'<p><code>{fact.file}</code></p><pre tabindex="0"><code>{shown}</code></pre>'
    return tag("div", sample, class_="example", data_record=name)


def units_list(view: View) -> str:
    """Show the units an editor may write."""
    plain = [symbol for symbol in ATOMS if symbol not in COUNT_NOUNS and symbol not in COUNT_NOUNS.values()]
    rows = [("not a number", NOT_NUMERIC), ("measures", plain), ("counted things", sorted(COUNT_NOUNS))]
    parts = "".join(
        f'<dt>{head}</dt><dd data-record="units">{" ".join(f"<code>{escape(w)}</code>" for w in words)}</dd>'
        for head, words in rows
    )
    return f"<dl>{parts}</dl>"


MODELS: dict[str, type[Entry]] = {"fact": Fact, "source": Source, "publisher": Publisher}


def fields_table(view: View, of: str = "fact") -> str:
    """Show the fields of a fact, a source or a publisher with their meaning, read from the model; else MacroError."""
    if of not in MODELS:
        raise MacroError(f"there is no table of fields of {of!r}; there are {', '.join(MODELS)}")
    rows = []
    for key, field in MODELS[of].model_fields.items():
        meaning = tag("td", escape(field.description or ""), data_record=f"schema.{key}")
        rows.append(f'<tr><th scope="row"><code>{key}</code></th> {meaning}</tr>')
    return grid(("Field", "Meaning"), rows, f"Fields of a {of}")

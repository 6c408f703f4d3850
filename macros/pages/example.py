"""Examples for editors, cut from the real data files, so that they cannot go stale."""

from __future__ import annotations

from html import escape

from pydantic import BaseModel

from ..facts import chart, schema
from ..facts.revision import Change, Revision
from ..values.units import ATOMS, COUNT_NOUNS, NOT_NUMERIC
from .markup import grid, tag
from .view import MacroError, View


def example(view: View, name: str) -> str:
    """Show a fact or a chart, by its id, as it stands in its data file, or a file of docs/; else MacroError."""
    docs = (view.book.root / "docs").resolve()
    path = (docs / name).resolve()
    if path.is_file() and path.is_relative_to(docs):
        return _shown(f"docs/{name}", path.read_text("utf-8"), name)
    fact, drawn = view.ledger.facts.get(name), view.ledger.charts.get(name)  # an example is no use of the fact
    if fact:
        file, first = fact.file, fact.line
    elif drawn:
        file, first = drawn.file, drawn.line()
    else:
        kind, known = ("fact", view.ledger.facts) if "." in name else ("chart", view.ledger.charts)
        raise view.missing(kind, name, known)
    lines = (view.book.root / file).read_text("utf-8").split("\n")[first - 1 :]
    indent = len(lines[0]) - len(lines[0].lstrip())
    entry = [lines[0]]
    for text in lines[1:]:
        if text.strip() and len(text) - len(text.lstrip()) <= indent:
            break
        entry.append(text)
    return _shown(file, "\n".join(text[indent:] for text in entry), name)


def _shown(file: str, text: str, name: str) -> str:
    sample = escape(text.rstrip()).replace("\n\n", "\n")
    sample = f'<p><code>{escape(file)}</code></p><pre tabindex="0"><code>{sample}</code></pre>'
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


_CHARTS = {form: model for form, model in zip(chart.FORMS, chart.PARTS["charts"])}
# Every kind of entry of a data file, and what it has from a kind that is told by itself.
MODELS: dict[str, tuple[type[BaseModel], type[BaseModel] | None]] = {
    "page": (schema.Page, None), "subject": (schema.Subject, None), "fact": (schema.Fact, None),
    "superseded": (schema.Superseded, schema.Reading), "unknown": (schema.Unknown, None),
    "correction": (schema.Correction, None), "source": (schema.Source, None), "publisher": (schema.Publisher, None),
    "key": (schema.Meaning, None), "term": (schema.Term, None), "site": (schema.Site, None),
    "chart": (chart.COMMON, None), **{form: (model, chart.COMMON) for form, model in _CHARTS.items()},
    **{name: (chart.PARTS[f"{name}s"][0], None) for name in ("row", "panel", "step", "side", "measure")},
    **{name: (chart.PARTS[f"{name}s"][0], None) for name in ("whole", "part", "place")},
    "line": (chart.PARTS["series"][0], None), "across": (chart.PARTS["across"][0], None),
    "revision": (Revision, None), "change": (Change, None),
}  # fmt: skip


def fields_table(view: View, of: str = "fact") -> str:
    """Show the fields of a kind of entry with their meaning, read from the model; else MacroError."""
    if of not in MODELS:
        raise MacroError(f"there is no table of fields of {of!r}; there are {', '.join(MODELS)}")
    (model, above), rows = MODELS[of], []
    for key, field in model.model_fields.items():
        if above and key in above.model_fields:
            continue
        needed = "<strong>Needed.</strong> " * field.is_required()
        meaning = tag("td", needed + escape(field.description or ""), data_record=f"schema.{key}")
        rows.append(f'<tr><th scope="row"><code>{key}</code></th> {meaning}</tr>')
    return grid(("Field", "Meaning"), rows, f"Fields: {of}")

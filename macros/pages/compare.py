"""Compare chips: one table of every accelerator with specifications, and figures derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from ..facts import like
from ..facts.chips import launched, maker
from ..facts.derive import ratio
from ..facts.ledger import Fact, Subject
from ..values import format as forms
from ..values import units
from ..values.formula import FormulaError
from . import blocks, elements, inline
from .markup import grid, tag
from .view import View

SPECS = [
    ("compute-16bit", "16-bit compute"), ("memory", "Memory"), ("bandwidth", "Bandwidth"), ("power", "Power"),
    ("memory-type", "Memory type"), ("interconnect", "Interconnect"), ("launch", "Launched or first seen"),
    ("process", "Process"),
]  # fmt: skip
BASELINES = ("nvidia-h100", "nvidia-h20", "nvidia-b200")


UNLIKE = '<span class="none unlike">not like for like</span>'


def compare(view: View, mixes: str = "") -> str:
    """Show the table. Cells carry their number for sorting; the script adds sorting, filters and columns.

    A share of figures that are not alike is not given. ``mixes`` says why the others stand together.
    """
    specs = [tag("span", title, data_record=f"facts.{key}") for key, title in SPECS]
    shares = [f"Share of {inline.name(view, base, zh=False, link=False)}" for base in BASELINES]
    every = view.book.chips
    rows = [_row(view, chip) for chip in every]
    columns = ([(fact, fact.current) for chip in every if (fact := chip.facts.get(key))] for key, _ in SPECS)
    note = blocks.unlike(view, columns, mixes)
    table = grid(["Chip", "Maker", *specs, "Compute per watt", *shares], rows, "Accelerators compared", "compare-table")
    box = tag("div", table, class_="compare", data_compare=True, data_search_exclude=True)
    scripts = elements.script(view, "tables") + elements.script(view, "compare")
    return f'<div class="controls-place"></div>{box}{note}{scripts}'


def _row(view: View, chip: Subject) -> str:
    ledger = view.ledger
    owner = maker(ledger, chip)
    cells = [f"<td>{inline.name(view, owner, zh=False) if owner else ''}</td>"]
    for key, _ in SPECS:
        fact = chip.facts.get(key) or (chip.facts.get("announced") if key == "launch" else None)
        cells.append(f"<td{_sort_key(fact)}>{blocks.cell(view, fact)}</td>")
    compute = chip.facts.get("compute-16bit")
    cells.append(derived(view, (compute, chip.facts.get("power")), "TFLOPS/W"))
    for base in BASELINES:
        cells.append(derived(view, (compute, ledger.facts.get(f"{base}.compute-16bit")), "percent"))
    launch = launched(chip)
    name = tag("th", inline.name(view, chip.id, zh=False), scope="row")
    return tag("tr", " ".join([name, *cells]), data_maker=owner, data_year="" if launch == date.max else launch.year)


def _sort_key(fact: Fact | None) -> str:
    if fact is None:
        return ""
    row = fact.current
    if fact.unit.numeric:
        return f' data-sort="{row.span[1] * fact.unit.factor:f}"'
    return f' data-sort="{fact.date.first}"' if fact.unit.text == "date" else ""


def derived(view: View, inputs: Sequence[Fact | None], unit: str) -> str:
    """Return a cell with the first input divided by the second, by the same rules as a formula in the data."""
    first, second = inputs
    if first is None or second is None or any(f.current.value is None for f in (first, second)):
        return f"<td>{blocks.NONE}</td>"
    if like.difference(((f, f.current) for f in (first, second)), kinds=False):
        return f"<td>{UNLIKE}</td>"
    target = units.parse(unit)
    try:
        value, significant = ratio(view.ledger, first, second, target)
    except FormulaError:  # whole-number operations against floating-point ones
        return f"<td>{UNLIKE}</td>"
    text = f"{first.id} / {second.id}"
    shown = forms.quantity(value, target, "short", min(significant or 3, 3))
    number = f"{forms.trimmed(round(value, 6)):f}"
    data = tag("data", escape(shown), class_="fact ev-derived", value=number, data_derived=text, title=text)
    return tag("td", data, data_sort=f"{value:f}")

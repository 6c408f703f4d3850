"""Compare chips: one table of every accelerator with specifications, and figures derived from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from ..facts import like
from ..facts.chips import launched, maker
from ..facts.derive import ratio
from ..facts.ledger import Fact, Ledger, Subject
from ..facts.standing import state
from ..values import basis, units
from ..values import format as forms
from ..values.formula import FormulaError
from . import blocks, elements, inline
from .markup import boxed, tag
from .view import View

# The most telling first: a script shows these and the maker, and lets the reader choose others.
FIRST = [
    ("launch", "Launched or first seen"), ("compute-16bit", "16-bit compute"), ("memory", "Memory"),
    ("bandwidth", "Bandwidth"),
]  # fmt: skip
OTHERS = [
    ("power", "Power"), ("memory-type", "Memory type"), ("interconnect", "Interconnect"), ("process", "Process"),
]  # fmt: skip
SCALES = {"memory": "GB", "bandwidth": "TB/s", "interconnect": "GB/s"}
"""The unit of a column whose sources print several, so that its figures can be read down."""
BASELINES = ("nvidia-h100", "nvidia-h20", "nvidia-b200")
GROUPS = {
    "": "",
    "unstated": "Density of the compute not stated: it may count twice what a dense figure does",
    "planned": "Planned, no sale known",
}
"""What sets chips apart from the others, which stand first, with the heading of each group."""

UNLIKE = '<span class="none unlike">not like for like</span>'


def compare(view: View, mixes: str = "") -> str:
    """Show the table. Cells carry their number for sorting; the script adds sorting, filters and columns.

    A share of figures that are not alike is not given. ``mixes`` says why the others stand together.
    """
    first, others = (
        [tag("span", title, data_record=f"facts.{key}") for key, title in keys] for keys in (FIRST, OTHERS)
    )
    shares = [f"Share of {inline.name(view, base, zh=False, link=False)}" for base in BASELINES]
    heads = ["Chip", "Maker", *first, *shares, "Compute per watt", *others]
    every = view.book.chips
    columns = (
        [(fact, fact.current) for chip in every if (fact := chip.facts.get(key))] for key, _ in (*FIRST, *OTHERS)
    )
    note = blocks.unlike(view, columns, mixes)
    bodies = " ".join(
        _body(view, title, [chip for chip in every if group(view.ledger, chip) == name], len(heads))
        for name, title in GROUPS.items()
    )
    table = boxed(heads, bodies, "Accelerators compared", "compare-table")
    box = tag("div", table, class_="compare", data_compare=True, data_search_exclude=True)
    scripts = elements.scripts(view, "sort", "tables", "compare")
    return f'<div class="controls-place"></div>{box}{note}{scripts}'


def group(ledger: Ledger, chip: Subject) -> str:
    """Return the group of GROUPS that a chip stands in: planned, or with compute of unstated density, or none."""
    launch, compute = chip.facts.get("launch"), chip.facts.get("compute-16bit")
    if launch and launch.current.target and state(ledger, launch.current) != "met":
        return "planned"
    return "unstated" if compute and basis.UNSTATED in (compute.current.basis or "") else ""


def _body(view: View, title: str, chips: Sequence[Subject], width: int) -> str:
    """Return a group of chips below its heading, or nothing for none."""
    if not chips:
        return ""
    rows = [_row(view, chip) for chip in chips]
    if title:
        head = tag("th", tag("span", title), colspan=width, scope="rowgroup")
        rows.insert(0, tag("tr", head, class_="group"))
    return tag("tbody", " ".join(rows))


def _row(view: View, chip: Subject) -> str:
    ledger = view.ledger
    owner, compute = maker(ledger, chip), chip.facts.get("compute-16bit")
    cells = [f"<td>{inline.name(view, owner, zh=False) if owner else ''}</td>"]
    cells += (_cell(view, chip, key) for key, _ in FIRST)
    cells += (derived(view, (compute, ledger.facts.get(f"{base}.compute-16bit")), "percent") for base in BASELINES)
    cells.append(derived(view, (compute, chip.facts.get("power")), "TFLOPS/W"))
    cells += (_cell(view, chip, key) for key, _ in OTHERS)
    launch = launched(chip)
    name = tag("th", inline.name(view, chip.id, zh=False), scope="row")
    return tag("tr", " ".join([name, *cells]), data_maker=owner, data_year="" if launch == date.max else launch.year)


def _cell(view: View, chip: Subject, key: str) -> str:
    fact = chip.facts.get(key) or (chip.facts.get("announced") if key == "launch" else None)
    shown = blocks.cell(view, fact, unit=SCALES.get(key, ""))
    return f"<td{_sort_key(fact)}>{shown}</td>"


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

"""Elements of HTML: names of attributes as Python writes them (``data_fact``, ``class_``), their values escaped."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from html import escape


def tag(name: str, content: str = "", **attributes: str | int | bool | None) -> str:
    """Return an element around ``content``, which is HTML. An attribute that is None or False is left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{name}{written}>{content}</{name}>"


def bar(part: int, whole: int) -> str:
    """Return a bar as long, and a column as high, as ``part`` is of ``whole``; the style sheet shows one of them.

    The lengths are attributes of shapes, for a server's policy may forbid styles inside a page.
    """
    length = f"{part / whole:.1%}"
    column = tag("rect", class_="column", y=f"{1 - part / whole:.1%}", width="100%", height=length)
    row = tag("rect", class_="row", width=length, height="100%")
    return tag("svg", row + column, class_="bar", aria_hidden="true")


def row(head: str, *cells: str, **attributes: str | int | None) -> str:
    """Return a row of a table; ``head`` is its heading. Spaces keep cells apart for the search."""
    return f"<tr>{' '.join([tag('th', head, scope='row', **attributes), *(f'<td>{cell}</td>' for cell in cells)])}</tr>"


def grid(head: Sequence[str], rows: Iterable[str], label: str, kind: str = "", figures: Container[int] = ()) -> str:
    """Return a table that scrolls sideways inside its own box on a narrow screen; ``figures`` are columns of such."""
    return boxed(head, f"<tbody>{' '.join(rows)}</tbody>", label, kind, figures)


def boxed(head: Sequence[str], bodies: str, label: str, kind: str = "", figures: Container[int] = ()) -> str:
    """Return a table of one or more bodies, which are HTML, in its box; ``figures`` as in ``grid``."""
    if kind in ("facts-table", "chart-table", "says", "series", "files", "promises", "measured", "sites"):
        kind += " told"  # on a telephone told row by row
    elif kind in ("corrections", "sources-table", "facts-here"):
        kind += " records"  # there a block of its own each
    columns = " ".join(
        tag("th", cell, scope="col", class_="figures" if number in figures else None)
        for number, cell in enumerate(head)
    )
    table = tag("table", f"<thead><tr>{columns}</tr></thead> {bodies}", class_="grid")
    return tag("div", table, class_=f"table-wrap {kind}", tabindex=0, role="group", aria_label=label)

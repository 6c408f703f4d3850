"""Charts: entries of the data files drawn as SVG. Each form places its marks; caption and table tell the same in words.

May import pages, facts and values. A new chart of a form that exists is an entry of a data file; a new form is a
model in facts/chart.py and a function here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..facts import like
from ..pages.view import LeftOut, MacroError, View
from .bars import rows
from .columns import columns
from .events import events
from .figure import Picture, figure
from .places import places
from .points import launches, lines, scatter
from .results import results
from .scene import ChartError
from .specifications import specifications
from .wholes import wholes
from .words import Drawn, Words

FORMS: dict[str, Callable[[Words, Any], Drawn]] = {
    "bars": rows, "points": rows, "columns": columns, "wholes": wholes, "events": events,
    "lines": lines, "launches": launches, "scatter": scatter, "specifications": specifications, "results": results,
    "map": places,
}  # fmt: skip


def chart(view: View, name: str, of: str = "") -> str:
    """Show a chart, its text alternative and its data; ``of`` names the subject of a chart that each maker has.

    Raises MacroError for an unknown chart or subject, and with the place in its entry for what cannot be drawn.
    """
    words = _opened(view, name, of)
    try:
        picture = _pictured(words)
        view.charts[picture.id] = name, of
        return figure(name, of, picture)
    except LeftOut:
        raise
    except MacroError as error:
        if words.at or not of:  # else the subject that the page names is at fault
            error.place = words.place
        raise


def pictured(view: View, name: str, of: str = "") -> Picture:
    """Return a chart before it is placed; raises MacroError for an unknown chart or subject."""
    return _pictured(_opened(view, name, of))


def _opened(view: View, name: str, of: str) -> Words:
    record = view.ledger.charts.get(name)
    if record is None:
        raise view.missing("chart", name, view.ledger.charts)
    if bool(of) != record.entry.for_each:
        wanted = f'its subject too, as in chart("{name}", "cambricon")' if record.entry.for_each else "no subject"
        raise MacroError(f"the chart {name!r} takes {wanted}")
    if of:
        view.subject(of)
    return Words(view, record, of)


def _pictured(words: Words) -> Picture:
    entry = words.chart.entry
    drawn = FORMS[entry.form](words, entry)
    words.check_evidence(entry.evidence)
    seen = list(words.take.taken)
    words.at = ("notes",)
    notes = {
        key: words.filled(text, drawn.notes[key]) if key in drawn.notes else "" for key, text in entry.notes.items()
    }
    words.at = ("title",)
    title = words.heading(entry.title, **notes)
    words.at = ("subtitle",)
    subtitle = words.heading(entry.subtitle or "", **notes)
    words.at = ("caption",)
    caption = words.html(entry.caption, **notes)
    words.at = ("mixes",)
    if entry.mixes and not words.mixed and not words.of:
        raise words.view.idle("mixes", like.IDLE)
    mixes = words.html(entry.mixes or "") if words.mixed else ""
    words.at = ()
    return Picture(
        words.view,
        words.id,
        title,
        subtitle,
        caption,
        drawn.alt,
        drawn.draw,
        words.take.taken,
        seen,
        mixes,
        drawn.broad,
    )


__all__ = ["FORMS", "ChartError", "chart", "pictured"]

"""The forms ``bars`` and ``points``: panels of rows, each row a reading that the entry names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..facts import chart
from ..facts.ledger import Fact, Reading
from ..pages import inline
from .across import Across
from .data import Datum
from .rows import Panel, Row, Rows, alt_text
from .scene import ChartError, Color, Entry, Look
from .words import Drawn, Words


def rows(words: Words, entry: chart.Bars | chart.Points) -> Drawn:
    """Place the panels of an entry; each has the rows that it names."""
    panels = _panels(words, entry)
    if entry.one_scale:
        words.on_one_scale(datum for panel in panels for datum in panel.data)
    data = [datum for panel in panels for datum in panel.bars]
    lines = [line for panel in panels for line in panel.across]
    if isinstance(entry, chart.Bars):
        legend = words.bar_legend(entry, data, [line.datum for line in lines])
    else:
        legend = words.dot_legend(entry, data)
    legend = _strokes(legend, panels)
    if any(panel.band for panel in panels):
        legend.append(Entry(Look(Color.BAND, outlined=False), "from the lowest to the highest"))
    legend += words.strokes(entry.strokes, any(row.others for panel in panels for row in panel.rows))
    return Drawn(Rows(panels, legend, entry.one_scale), words.alt_text(entry.alt, map(alt_text, panels)))


def _panels(words: Words, entry: chart.Bars | chart.Points) -> list[Panel]:
    """Return the panels of an entry with the rows that it names; what stands under one heading must be alike."""
    panels = []
    for number, given in enumerate(entry.panels):
        words.at = ("panels", number)
        title = words.plain(given.title)
        found = rows_of(words, entry, given, number, title)
        if given.sort:
            found.sort(key=lambda row: -row.data[0].number(given.unit))
        words.at = ("panels", number)
        points, lines = entry.form == "points", tuple(across(words, given, number))
        words.on_one_scale([*(d for row in found for d in row.data), *(line.datum for line in lines)])
        panels.append(Panel(title, given.unit, found, points, given.band, given.equal or "", given.log, lines))
    words.at = ()
    return panels


def across(words: Words, panel: chart.Panel, number: int) -> Iterator[Across]:
    """Yield the lines across the rows of a panel; raises ChartError where these are no bars."""
    for index, line in enumerate(panel.across):
        words.at = ("panels", number, "across", index)
        if not isinstance(words.chart.entry, chart.Bars):
            raise ChartError(f"lines across stand over bars; this is a chart of {words.chart.entry.form}")
        name = words.plain(line.name)
        datum = words.take(line.fact, words.plain(line.table) if line.table else name)
        yield Across(f"{name} {datum.text(panel.values, panel.unit)}", datum, Color[line.color.upper()])
    words.at = ("panels", number)


def _strokes(legend: list[Entry], panels: Sequence[Panel]) -> list[Entry]:
    """Return a legend in which the colors that lines alone have are shown as lines."""
    lines = {line.color for panel in panels for line in panel.across}
    alone = lines - {row.color for panel in panels for row in panel.rows}
    return [replace(e, shape="stroke") if e.look.color in alone and not e.icon else e for e in legend]


def rows_of(words: Words, entry: chart.Rows, panel: chart.Panel, number: int, title: str) -> list[Row]:
    """Return the rows of a panel, the ``number`` of which is for messages."""
    found: list[Row] = []
    for index, row in enumerate(panel.rows):
        words.at = ("panels", number, "rows", index)
        found += _rows(words, entry, panel, row, title)
    return found


def _rows(words: Words, entry: chart.Rows, panel: chart.Panel, row: chart.Row, title: str) -> list[Row]:
    """Return the row that an entry names, or one for each observation of its fact."""
    found = []
    fact, keep = words.view.fact(row.fact), words.take.keep
    for reading in _readings(fact, row):
        datum = Datum(fact, reading, "")
        name = words.named(row.name, datum, panel.row or entry.row, title)
        what = words.plain(row.table) if row.table else words.named(row.name, datum, panel.table or entry.table, title)
        strokes = tuple(keep(fact, other, what) for other in fact.readings[:-1] if row.earlier)
        shown = keep(fact, reading, what, row.expected)
        aim = words.take(row.aim, hollow=True) if row.aim else None
        words.note_facts(row.name or "")
        form = "bare" if panel.values == "million" else panel.values
        texts = [
            d.text(form, "" if d.fact.unit.text == panel.unit else panel.unit, panel.digits) for d in (shown, aim) if d
        ]
        found.append(Row(name, " → ".join(texts), shown, strokes, Color[row.color.upper()], aim))
    return found


def _readings(fact: Fact, row: chart.Row) -> Sequence[Reading]:
    """Return the readings that a row shows; raises MacroError where there is none of its date or its source."""
    if row.series:
        return fact.readings
    if row.source:
        found = [reading for reading in fact.alternatives if row.source in reading.sources]
        if len(found) != 1:
            raise ChartError(f"{fact.id} has {len(found)} alternatives by {row.source!r}; the chart needs one")
        return found
    return [fact.current if row.at is None else inline.observation(fact, str(row.at))]

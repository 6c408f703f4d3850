"""The forms ``bars`` and ``points``: panels of rows, each row a reading that the entry names."""

from __future__ import annotations

from ..facts import chart
from .data import Datum, Take, color_legend, dot_legend
from .rows import Panel, Row, Rows, told
from .scene import Color, Entry, Look
from .words import Drawn, Words


def rows(words: Words, entry: chart.Bars | chart.Points) -> Drawn:
    """Place the panels of an entry; each has the rows that it names."""
    panels = []
    for number, given in enumerate(entry.panels):
        words.at = ("panels", number)
        title = words.plain(given.title)
        found: list[Row] = []
        for index, row in enumerate(given.rows):
            words.at = ("panels", number, "rows", index)
            found += _rows(words, entry, given, row, title)
        if given.sort:
            found.sort(key=lambda row: -row.data[0].number(given.unit))
        points = entry.form == "points"
        panels.append(Panel(title, given.unit, found, points, given.band, given.equal or ""))
    words.at = ()
    data = [row.datum for panel in panels for row in panel.rows if row.datum]
    if isinstance(entry, chart.Bars):
        legend = color_legend(words.colors(entry), data, entry.evidence)
    else:
        legend = dot_legend(data)
    if any(panel.band for panel in panels):
        legend.append(Entry(Look(Color.BAND, outlined=False), "from the lowest to the highest"))
    if entry.strokes and any(row.others for panel in panels for row in panel.rows):
        legend.append(Entry(Look(Color.TEXT), words.plain(entry.strokes), "stroke"))
    return Drawn(Rows(panels, legend, entry.one_scale), words.told(entry.alt, map(told, panels)))


def _rows(words: Words, entry: chart.Bars | chart.Points, panel: chart.Panel, row: chart.Row, title: str) -> list[Row]:
    """Return the row that an entry names, or one for each observation of its fact."""
    found = []
    for datum in _data(words, row):
        name = words.named(row.name, datum, panel.row or entry.row, title)
        what = words.plain(row.table) if row.table else words.named(row.name, datum, panel.table or entry.table, title)
        others: list[Datum] = []
        if row.others == "earlier":
            others = [words.take.keep(datum.fact, reading, what) for reading in datum.fact.readings[:-1]]
        elif row.others == "alternatives":
            others = words.take.others(row.fact)
        shown = words.take.keep(datum.fact, datum.row, what, row.expected)
        words.note_facts(row.name or "")
        unit = "" if datum.fact.unit.text == panel.unit else panel.unit
        text = datum.text(panel.values, unit, panel.digits)
        found.append(Row(name, text, shown, tuple(others), Color[row.color.upper()]))
    return found


def _data(words: Words, row: chart.Row) -> list[Datum]:
    """Return the readings of a row, not yet kept for the table, where each has the name that its row gives it."""
    aside = Take(words.view)
    if row.series:
        return aside.series(row.fact)
    if row.source:
        return [aside.other(row.fact, row.source)]
    return [aside(row.fact, at=None if row.at is None else str(row.at))]

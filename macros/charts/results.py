"""The form ``results``: revenue and net result of a company by year, all bars on one scale."""

from __future__ import annotations

from ..facts import chart
from ..facts.ledger import Fact
from ..values import dates
from ..values import format as forms
from .data import Datum, bar_legend
from .rows import NOT_FOUND, Panel, Row, Rows, alt_text
from .scene import ChartError, Color
from .words import Drawn, Words


def results(words: Words, entry: chart.Results) -> Drawn:
    """Place the years of a company's revenue and result; a year between them without a figure has a row of its own."""
    subject = words.view.subject(words.of)
    facts = [subject.facts[key] for key in ("revenue", "net-profit") if key in subject.facts]
    if not facts:
        raise ChartError(f"{words.of} has neither revenue nor net-profit")
    first = min(dates.parse(row.as_of).last.year for fact in facts for row in fact.readings)
    panels = []
    for fact in facts:
        what = f"{words.take.name(words.of)}: {fact.key.replace('-', ' ')}"
        known = {datum.row.as_of: datum for datum in words.take.series(fact.id, what)}
        last = max((int(when) for when in known if _is_year(when)), default=0)
        every = sorted({*known, *map(str, range(first, last + 1))}, key=dates.by_end)
        loses = any(datum.number("CNY") < 0 for datum in known.values())
        title = entry.revenue if fact.key == "revenue" else entry.loss if loses else entry.profit
        rows = [_row(when, known.get(when)) for when in every]
        panels.append(Panel(words.plain(title), "CNY", rows, signed=True))
    taken = words.take.taken
    words.on_one_scale(taken)
    notes = _growth(subject.facts.get("revenue"))
    notes |= {"range": {}} if any(datum.row.value is None for datum in taken) else {}
    alt = words.alt_text(entry.alt, map(alt_text, panels))
    return Drawn(Rows(panels, bar_legend(taken), True), alt, notes)


def _is_part(datum: Datum) -> bool:
    return dates.part_of_year(dates.parse(datum.row.as_of))


def _is_year(when: str) -> bool:
    return dates.parse(when).kind == "year"


def _row(as_of: str, datum: Datum | None) -> Row:
    when = forms.date(as_of, "short")
    if datum is None:
        return Row(when, NOT_FOUND)
    text = datum.text("bare-short") + (", forecast" if datum.row.forecast else "")
    color = Color.ABROAD if datum.number("CNY") < 0 else Color.CHINA
    return Row(when, text, datum, color=color, thin=_is_part(datum))


def _growth(revenue: Fact | None) -> dict[str, dict[str, str]]:
    """Return the note on what became of the revenue between the first and the last full year."""
    years = [row for row in revenue.readings if _is_year(row.as_of)] if revenue else []
    if len(years) < 2 or years[0].span == years[-1].span:
        return {}
    key = "rose" if years[-1].span > years[0].span else "fell"
    by = " by the company's forecast" if years[-1].forecast else ""
    return {key: {"first": years[0].as_of, "last": years[-1].as_of, "by": by}}

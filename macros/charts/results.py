"""The form ``results``: revenue and net result of a company by year, as columns on one scale."""

from __future__ import annotations

from ..facts import chart
from ..facts.ledger import Fact
from ..values import dates
from ..values import format as forms
from .columns import Column, Columns, Group, is_part, legend, millions, told
from .data import Datum
from .scene import ChartError, Color, Entry, Look
from .words import Drawn, Notes, Words


def results(words: Words, entry: chart.Results) -> Drawn:
    """Place the years of a company's revenue and result; a year between them without a figure keeps its place."""
    subject = words.view.subject(words.of)
    facts = [subject.facts[key] for key in ("revenue", "net-profit") if key in subject.facts]
    if not facts:
        raise ChartError(f"{words.of} has neither revenue nor net-profit")
    every = _periods(facts)
    groups: list[Group] = []
    notes, losses = _growth(subject.facts.get("revenue")), False
    for fact in facts:
        what = f"{words.take.name(words.of)}: {fact.key.replace('-', ' ')}"
        known = {datum.row.as_of: datum for datum in words.take.series(fact.id, what)}
        values = [known[when].number("CNY") for when in every if when in known]
        losses |= min(values) < 0
        title = entry.revenue if fact.key == "revenue" else entry.loss if min(values) < 0 else entry.profit
        groups.append(Group(words.plain(title), "CNY", [_column(when, known.get(when)) for when in every]))
        if fact.key == "net-profit":
            notes |= _outcome({when: known[when].number("CNY") < 0 for when in every if when in known})
    taken = words.take.taken
    words.on_one_scale(taken)
    notes |= {"range": {}} if any(datum.row.value is None for datum in taken) else {}
    notes |= {"gap": {}} if any(not column.datum for group in groups for column in group.columns) else {}
    entries = legend(words, entry, groups)
    if losses and entry.losses:
        entries.append(Entry(Look(Color.CHINA, hollow=True), words.plain(entry.losses)))
    notes |= {"years": {"from": forms.date(every[0], "short"), "to": forms.date(every[-1], "short")}}
    return Drawn(Columns(groups, entries), words.alt_text(entry.alt, map(told, groups)), notes)


def _periods(facts: list[Fact]) -> list[str]:
    """Return the periods of which figures are known and the years between them, in order."""
    known = {row.as_of for fact in facts for row in fact.readings}
    first, last = min(known, key=dates.by_end), max(known, key=dates.by_end)
    ends = range(dates.parse(first).last.year, dates.parse(last).last.year + _is_year(last))
    years = ends if any(map(_is_year, known)) else ()
    return sorted({*known, *map(str, years)}, key=dates.by_end)


def _is_year(when: str) -> bool:
    return dates.parse(when).kind == "year"


def _column(as_of: str, datum: Datum | None) -> Column:
    when = forms.date(as_of, "short")
    return Column(when, millions(datum), datum, thin=is_part(datum)) if datum else Column(when)


def _growth(revenue: Fact | None) -> Notes:
    """Return the notes on what became of the revenue from the first to the last full year, and what is forecast."""
    every = [row for row in revenue.readings if _is_year(row.as_of)] if revenue else []
    years = [row for row in every if not row.forecast]
    if len(years) < 2 or years[0].span == years[-1].span:
        return {}
    key = "rose" if years[-1].span > years[0].span else "fell"
    notes: Notes = {key: {"first": years[0].as_of, "last": years[-1].as_of}}
    notes["grows" if key == "rose" else "shrinks"] = {}
    if every[-1].forecast and every[-1].span != years[-1].span:
        turn = "forecast-rise" if every[-1].span > years[-1].span else "forecast-fall"
        notes[turn] = {"next": every[-1].as_of}
    return notes


def _outcome(losses: dict[str, bool]) -> Notes:
    """Return the notes on the result, from which periods, in their order, ended with a loss.

    Always a loss, always a profit, or which of them came last. Only full years are held against each other; where a
    part of a year after them ended otherwise, it is told apart.
    """
    if len({*losses.values()}) == 1:
        return {"loses" if all(losses.values()) else "earns": {}}
    known = {when: loss for when, loss in losses.items() if _is_year(when)} or losses
    years = [*known.values()]
    key = "loses-by-year" if all(years) else "earns-by-year" if not any(years) else ""
    if len(years) == 1:
        key = "lost-once" if years[0] else "earned-once"
    notes: Notes = {key or ("turned-down" if years[-1] else "turned-up"): {"year": next(iter(known))}}
    last = [*losses][-1]
    if losses[last] != years[-1]:
        notes["then-a-loss" if losses[last] else "then-a-profit"] = {"part": last}
    return notes

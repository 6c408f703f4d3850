"""The form ``specifications``: figures of single chips, those listed or one maker's, beside chips of others."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import chart
from ..facts.chips import maker
from ..facts.ledger import Fact, Subject
from ..values.basis import UNSTATED
from .rows import NOT_FOUND, Panel, Row, Rows, alt_text
from .scene import ChartError, Color
from .words import Drawn, Notes, Words

Named = tuple[str, Subject | None]  # how a row is named, and the chip it shows


def specifications(words: Words, entry: chart.Specifications) -> Drawn:
    """Place a panel for each measure; a measure that no chip has is left out and may be told in a note."""
    panels, missing = [], []
    for number, measure in enumerate(entry.measures):
        words.at = ("measures", number)
        own = list(_own(words, entry))
        if not any(chip and _rated(chip, measure.key) for _, chip in own):
            missing.append(words.plain(measure.missing or measure.title))
            continue
        found = [_row(words, entry, measure, Color.CHINA, *named) for named in own]
        others = [(words.take.name(name), words.view.subject(name)) for name in entry.beside]
        rows = [_row(words, entry, measure, Color.ABROAD, *named) for named in others]
        panel = Panel(words.plain(measure.title), measure.unit, found + rows)
        words.on_one_scale(panel.data)
        panels.append(panel)
    words.at = ()
    if not panels:
        raise ChartError(f"{words.of or 'nobody'} makes no chip with a published figure")
    ours = [row.datum for panel in panels for row in panel.rows if row.datum and row.color is Color.CHINA]
    bars = [datum for panel in panels for datum in panel.bars]
    legend = words.bar_legend(entry, bars)
    legend += words.strokes(entry.strokes, any(row.others for panel in panels for row in panel.rows))
    alt = words.alt_text(entry.alt, map(alt_text, panels))
    notes = {"missing": {"missing": " and ".join(missing)}} if missing else {}
    if not words.mixed and any(datum.fact.unit.needs_basis for datum in ours):
        notes["dense"] = {}
    if entry.of == "maker":
        notes |= _standing(words, entry, panels[-1])
    return Drawn(Rows(panels, legend), alt, notes)


def _standing(words: Words, entry: chart.Specifications, panel: Panel) -> Notes:
    """Return the note on where the best chip stands: below those beside, between or above them, or only as a plan."""
    known = [(row.color, row.datum) for row in panel.rows if row.datum]
    own = sorted((datum for color, datum in known if color is Color.CHINA), key=lambda datum: datum.span(panel.unit))
    every = {datum.hollow: datum.span(panel.unit)[1] for datum in own}
    best, planned = every.get(False, 0.0), every.get(True, 0.0)
    lines = [datum.number(panel.unit) for color, datum in known if color is Color.ABROAD]
    measure = next(one for one in entry.measures if one.key == own[0].fact.key)
    key = "below" if best < min(lines) else "above" if best > max(lines) else "between"
    key = "planned" if key == "below" and planned >= min(lines) else key
    return {key: {"measure": words.plain(measure.missing or measure.title)}}


def _own(words: Words, entry: chart.Specifications) -> Iterator[Named]:
    """Yield the chips in question: those listed, or those of one maker."""
    every, take = words.view.book.chips, words.take
    if entry.of == "chips":
        yield from ((take.name(chip), words.view.subject(chip)) for chip in entry.chips)
    else:
        keys = [other.key for other in entry.measures]
        for chip in every:
            if maker(words.view.ledger, chip) == words.of and any(_rated(chip, key) for key in keys):
                yield take.name(chip.id), chip


def _rated(chip: Subject, key: str) -> Fact | None:
    """Return a rated figure of a card; memory that is only on the chip itself is of another kind."""
    kind = chip.facts.get("memory-type")
    on_chip = key == "memory" and kind is not None and kind.current.value == "on-chip only"
    return None if on_chip else chip.facts.get(key)


def _row(
    words: Words, entry: chart.Specifications, measure: chart.Measure, color: Color, name: str, chip: Subject | None
) -> Row:
    fact = chip and _rated(chip, measure.key)
    if not fact:
        return Row(name, NOT_FOUND, color=color)
    datum = words.take(fact.id)
    basis = datum.row.basis or ""
    if measure.dense and basis and "dense" not in basis:
        raise ChartError(f"{fact.id} is not counted dense, as the heading of the chart says")
    others = [words.take.keep(fact, row) for row in fact.alternatives] if entry.strokes else []
    mark = " ?" if UNSTATED in basis else ""
    unit = "" if fact.unit.text == measure.unit and entry.of == "chips" else measure.unit
    return Row(name, datum.text(unit=unit) + mark, datum, tuple(others), color)

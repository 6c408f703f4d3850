"""The form ``specifications``: figures of single chips, of one maker or of all, beside chips to compare them with."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts import chart
from ..facts.chips import maker
from ..facts.ledger import Fact, Subject
from ..values.basis import UNSTATED
from .rows import NOT_FOUND, Panel, Row, Rows, alt_text
from .scene import ChartError, Color
from .words import Drawn, Words

Named = tuple[str, Subject | None]  # how a row is named, and the chip it shows


def specifications(words: Words, entry: chart.Specifications) -> Drawn:
    """Place a panel for each measure; a measure that no chip has is left out and may be told in a note."""
    panels, missing = [], []
    for number, measure in enumerate(entry.measures):
        words.at = ("measures", number)
        own = list(_own(words, entry, measure))
        if not any(chip and _rated(chip, measure.key) for _, chip in own):
            missing.append(words.plain(measure.missing or measure.title))
            continue
        found = [_row(words, entry, measure, Color.CHINA, *named) for named in own]
        for name in entry.beside:
            chip = words.view.subject(name)
            label = words.take.name(name) if entry.of != "makers" else words.with_maker(chip)
            found.append(_row(words, entry, measure, Color.ABROAD, label, chip))
        words.on_one_scale(datum for row in found for datum in row.data)
        panels.append(Panel(words.plain(measure.title), measure.unit, found))
    words.at = ()
    if not panels:
        raise ChartError(f"{words.of or 'nobody'} makes no chip with a published figure")
    ours = [row.datum for panel in panels for row in panel.rows if row.datum and row.color is Color.CHINA]
    legend = words.bar_legend(entry, words.take.taken, False)
    legend += words.strokes(entry.strokes, any(row.others for panel in panels for row in panel.rows))
    alt = words.alt_text(entry.alt, map(alt_text, panels))
    notes = {"missing": {"missing": " and ".join(missing)}} if missing else {}
    if not words.mixed and any(datum.fact.unit.needs_basis for datum in ours):
        notes["dense"] = {}
    return Drawn(Rows(panels, legend), alt, notes)


def _own(words: Words, entry: chart.Specifications, measure: chart.Measure) -> Iterator[Named]:
    """Yield the chips in question: those listed, those of one maker, or the best of each maker, plans left out."""
    every, take = words.view.book.chips, words.take
    if entry.of == "chips":
        yield from ((take.name(chip), words.view.subject(chip)) for chip in entry.chips)
    elif entry.of == "maker":
        keys = [other.key for other in entry.measures]
        for chip in every:
            if maker(words.view.ledger, chip) == words.of and any(_rated(chip, key) for key in keys):
                yield take.name(chip.id), chip
    else:
        owners = {maker(words.view.ledger, chip) for chip in every} - {"", "nvidia"}
        for owner in sorted(owners, key=take.name):
            made = [chip for chip in every if maker(words.view.ledger, chip) == owner]
            rated = [chip for chip in made if (fact := _rated(chip, measure.key)) and not fact.current.ahead]
            best = max(rated, key=lambda chip: _size(chip.facts[measure.key]), default=None)
            yield words.with_maker(best) if best else take.name(owner), best


def _size(fact: Fact) -> float:
    return float(fact.current.span[1] * fact.unit.factor)


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

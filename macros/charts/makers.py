"""Charts there is one of for each maker: its results by year, its chips beside Nvidia's."""

from __future__ import annotations

from collections.abc import Callable

from .. import compare, dates
from .. import format as forms
from ..inline import dated
from ..ledger import Fact, Subject
from ..view import MacroError
from .base import Datum, Picture, Take, bar_legend, shown
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look

YARDSTICKS = ("nvidia-h20", "nvidia-h100")
SPECS = (("compute-16bit", "TFLOPS", "Half-precision compute"), ("memory", "GB", "Memory"), ("bandwidth", "TB/s", "Memory bandwidth"))
UNSTATED = "density not stated"


def results(take: Take, maker: str) -> Picture:
    """Revenue and net result of a maker by year, all bars on one scale, losses to the left of zero."""
    subject = take.view.subject(maker)
    panels = []
    for key, title in (("revenue", "Revenue"), ("net-profit", "Net result, a loss to the left")):
        if key in subject.facts:
            rows = tuple(Row(_when(d), d.text().replace("CNY ", ""), (d,)) for d in take.series(f"{maker}.{key}", f"{take.name(maker)}: {title.partition(',')[0].lower()}"))
            panels.append(Panel(f"{title}, CNY", "CNY", rows, signed=True))
    if not panels:
        raise MacroError(f"{maker} has neither revenue nor net-profit")
    story = _growth(take, subject) + "Money of one year a bar, on one scale."
    if any(dates.parse(d.row.as_of).half for d in take.taken):
        story += " H stands for half a year, so such a bar must not be read as a year's."
    alt = f"Bars of the results of {take.name(maker)}. " + " ".join(told(p) for p in panels)
    return Picture(f"{take.name(maker)} by year: revenue and result", story, alt, Rows(panels, bar_legend(take.taken), True), take.taken)


def _when(datum: Datum) -> str:
    when = dates.parse(datum.row.as_of)
    return f"H{when.half} {when.year}" if when.half else forms.date(datum.row.as_of)


def _growth(take: Take, subject: Subject) -> str:
    """Return what became of the revenue between the first and the last full year."""
    fact = subject.facts.get("revenue")
    years = [Datum(fact, row, "", "") for row in fact.readings if len(row.as_of) == 4] if fact else []
    if fact is None or len(years) < 2:
        return ""
    first, last = years[0], years[-1]
    verb = "rose" if last.number("CNY") > first.number("CNY") else "fell"
    said = [f"{shown(take.view, d)} in {dated(d.row.as_of, fact.id, 'as_of')}" for d in (first, last)]
    return f"Revenue {verb} from {said[0]} to {said[1]}. "


def chips(take: Take, maker: str) -> Picture:
    """What a maker has published of its chips, beside the Nvidia chip made for China and the full one of its generation."""
    own = [chip for chip in compare.chips(take.view.ledger) if compare.maker(take.view.ledger, chip) == maker]
    panels = [panel for key, unit, title in SPECS if (panel := _spec(take, own, key, unit, title))]
    if not panels:
        raise MacroError(f"{maker} makes no chip with a published figure")
    ours = [d for panel in panels for row in panel.rows for d in row.bars if row.color == 1]
    missing = [title.lower() for (key, _, title) in SPECS if not any(key in chip.facts for chip in own)]
    story = f"Nvidia made the H20 for China; the H100 is the full chip of the same generation. {_unstated(ours)}"
    story = story.replace("H20", _named(take, YARDSTICKS[0]), 1).replace("H100", _named(take, YARDSTICKS[1]), 1)
    if missing:
        story += f" No figure was found for {' and '.join(missing)}."
    alt = f"Bars of single chips, of {take.name(maker)} and of Nvidia. " + " ".join(told(p) for p in panels)
    legend = [Entry(Look("1", "1"), take.name(maker)), Entry(Look("2", "2"), "Nvidia")]
    legend += [entry for entry in bar_legend((d for p in panels for d in p.data), 1) if entry.look.fill != "1"]
    return Picture(f"The chips of {take.name(maker)} beside Nvidia's", story, alt, Rows(panels, legend), take.taken)


def _named(take: Take, chip: str) -> str:
    from ..inline import name

    return name(take.view, chip, zh=False, link=False, short=True)


def _unstated(data: list[Datum]) -> str:
    if any(UNSTATED in (d.row.basis or "") for d in data):
        return "A question mark stands where nobody says how the figure is counted: it may be twice the dense one."
    return "Compute is counted dense." if any(d.fact.key == "compute-16bit" for d in data) else ""


def _spec(take: Take, own: list[Subject], key: str, unit: str, title: str) -> Panel | None:
    facts: list[tuple[Subject, Fact, int]] = [(chip, chip.facts[key], 1) for chip in own if key in chip.facts]
    if not facts:
        return None
    facts += [(chip, chip.facts[key], 2) for chip in map(take.view.subject, YARDSTICKS) if key in chip.facts]
    rows = []
    for chip, fact, color in facts:
        datum = take(fact.id)
        mark = " ?" if UNSTATED in (datum.row.basis or "") else ""
        rows.append(Row(take.name(chip.id), datum.text() + mark, (datum,), color=color))
    return Panel(title, unit, tuple(rows))


def best(take: Take) -> Picture:
    """The most each maker has published for one chip: half-precision compute, and memory."""
    panels = []
    for key, unit, title in SPECS[:2]:
        rows = []
        for owner in sorted({compare.maker(take.view.ledger, chip) for chip in compare.chips(take.view.ledger)} - {"nvidia", ""}, key=take.name):
            made = [chip for chip in compare.chips(take.view.ledger) if compare.maker(take.view.ledger, chip) == owner]
            known = [chip.facts[key] for chip in made if key in chip.facts and not chip.facts[key].current.target]
            if known:
                datum = take(max(known, key=lambda fact: fact.current.span[1] * fact.unit.factor).id)
                mark = " ?" if UNSTATED in (datum.row.basis or "") else ""
                chip = take.view.ledger.subjects[datum.fact.subject]
                label = take.name(chip.id) if take.name(chip.id).startswith(take.name(owner)) else f"{take.name(owner)} {take.name(chip.id)}"
                rows.append(Row(label, datum.text() + mark, (datum,)))
        for rival in ("nvidia-h20", "nvidia-h100", "nvidia-b200"):
            datum = take(f"{rival}.{key}")
            rows.append(Row(f"Nvidia {take.name(rival).removeprefix('Nvidia ')}", datum.text(), (datum,), color=2))
        panels.append(Panel(title, unit, tuple(rows)))
    legend = [Entry(Look("1", "1"), "Chinese maker"), Entry(Look("2", "2"), "Nvidia")]
    legend += [entry for entry in bar_legend(take.taken, 1) if entry.look.fill != "1"]
    story = (
        "For each maker the chip with the highest figure it has published, in the order of the alphabet; plans are left out. A question mark stands where "
        "nobody says how the figure is counted: it may be twice the dense one, so these bars are no ranking."
    )
    alt = "Bars of single chips, one for each maker. " + " ".join(told(p) for p in panels)
    return Picture("The most that each maker has published for one chip", story, alt, Rows(panels, legend), take.taken)


MAKERS: dict[str, Callable[[Take, str], Picture]] = {"results": results, "chips": chips}

"""Charts there is one of for each maker: its results by year, its chips beside Nvidia's."""

from __future__ import annotations

from collections.abc import Callable

from ..facts import chips as chip_list
from ..facts.ledger import Fact, Subject
from ..pages.elements import dated
from ..pages.inline import name, term
from ..pages.view import MacroError
from ..values import dates
from ..values import format as forms
from .base import Datum, Picture, Take, bar_legend, shown
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look

YARDSTICKS = ("nvidia-h20", "nvidia-h100")
SPECS = (
    ("compute-16bit", "TFLOPS", "16-bit compute"),
    ("memory", "GB", "Memory"),
    ("bandwidth", "TB/s", "Memory bandwidth"),
)
UNSTATED, NOT_FOUND, FORECAST = "density not stated", "not found", "the company's forecast"


def results(take: Take, maker: str) -> Picture:
    """Revenue and net result of a maker by year, all bars on one scale, losses to the left of zero."""
    subject = take.view.subject(maker)
    facts = [subject.facts[key] for key in ("revenue", "net-profit") if key in subject.facts]
    if not facts:
        raise MacroError(f"{maker} has neither revenue nor net-profit")
    spans = sorted({dates.parse(row.as_of).year for fact in facts for row in fact.readings})
    panels = []
    for fact in facts:
        known = {_when(d): d for d in take.series(fact.id, f"{take.name(maker)}: {fact.key.replace('-', ' ')}")}
        order = sorted(
            {*known, *map(str, range(spans[0], max((int(w) for w in known if len(w) == 4), default=0) + 1))},
            key=lambda when: (when[-4:], when),
        )
        rows = tuple(_result(when, known.get(when)) for when in order)
        loses = any(d.number("CNY") < 0 for d in known.values())
        title = "Revenue" if fact.key == "revenue" else "Net result, losses to the left" if loses else "Net profit"
        panels.append(Panel(f"{title}, CNY", "CNY", rows, signed=True))
    story = _growth(take, subject) + "Each bar is one year, and all share one scale."
    if any(len(d.row.as_of) != 4 for d in take.taken):
        story += " A thin bar covers less than a year (H is half of one) and must not be read as a whole one."
    if any(d.row.value is None for d in take.taken):
        story += " A hollow end spans a range."
    alt = f"Bars of the results of {take.name(maker)}. " + " ".join(told(p) for p in panels)
    return Picture(
        f"{take.name(maker)} by year: revenue and result",
        story,
        alt,
        Rows(panels, bar_legend(take.taken), True),
        take.taken,
    )


def _when(datum: Datum) -> str:
    when = dates.parse(datum.row.as_of)
    return f"H{when.half} {when.year}" if when.half else forms.date(datum.row.as_of)


def _result(when: str, datum: Datum | None) -> Row:
    if datum is None:
        return Row(when, NOT_FOUND)
    text = datum.text().replace("CNY ", "") + (", forecast" if datum.row.basis == FORECAST else "")
    return Row(when, text, (datum,), color=2 if datum.number("CNY") < 0 else 1, thin=len(datum.row.as_of) != 4)


def _growth(take: Take, subject: Subject) -> str:
    """Return what became of the revenue between the first and the last full year."""
    fact = subject.facts.get("revenue")
    years = [Datum(fact, row, "", "") for row in fact.readings if len(row.as_of) == 4] if fact else []
    if fact is None or len(years) < 2:
        return ""
    first, last = years[0], years[-1]
    if first.number("CNY") == last.number("CNY"):
        return ""
    verb = "rose" if last.number("CNY") > first.number("CNY") else "fell"
    said = [f"{shown(take.view, d)} in {dated(d.row.as_of, fact.id, 'as_of')}" for d in (first, last)]
    return f"Revenue {verb} from {said[0]} to {said[1]}{f' by {last.row.basis}' if last.row.basis else ''}. "


def chips(take: Take, maker: str) -> Picture:
    """What a maker has published of its chips, beside the Nvidia chip made for China and the full one of its generation."""
    own = [
        chip
        for chip in chip_list.chips(take.view.ledger)
        if chip_list.maker(take.view.ledger, chip) == maker and any(_rated(chip, key) for key, _, _ in SPECS)
    ]
    if not own:
        raise MacroError(f"{maker} makes no chip with a published figure")
    panels, missing = [], []
    for key, unit, title in SPECS:
        if not any(_rated(chip, key) for chip in own):
            missing.append("half-precision compute" if key == "compute-16bit" else title.lower())
            continue
        rows = [_rating(take, chip, key, unit, 1) for chip in own] + [
            _rating(take, take.view.subject(chip), key, unit, 2) for chip in YARDSTICKS
        ]
        panels.append(Panel(title, unit, tuple(rows)))
    ours = [d for panel in panels for row in panel.rows for d in row.bars if row.color == 1]
    h20, h100 = (name(take.view, chip, zh=False, link=False, short=True) for chip in YARDSTICKS)
    story = (
        f"Nvidia made the {h20} for China; the {h100} is the full chip of the same generation. {_counted(take, ours)}"
    )
    if missing:
        story += f" No rated figure was found for {' and '.join(missing)}."
    alt = f"Bars of single chips, of {take.name(maker)} and of Nvidia. " + " ".join(told(p) for p in panels)
    return Picture(
        f"The chips of {take.name(maker)} beside Nvidia's",
        story,
        alt,
        Rows(panels, _legend(take, take.name(maker))),
        take.taken,
    )


def _rated(chip: Subject, key: str) -> Fact | None:
    """Return a rated figure of a card; memory that is only on the chip itself is of another kind."""
    kind = chip.facts.get("memory-type")
    return (
        None if key == "memory" and kind is not None and kind.current.value == "on-chip only" else chip.facts.get(key)
    )


def _rating(take: Take, chip: Subject, key: str, unit: str, color: int, label: str = "") -> Row:
    fact = _rated(chip, key)
    if fact is None:
        return Row(label or take.name(chip.id), NOT_FOUND, color=color)
    datum = take(fact.id)
    mark = " ?" if UNSTATED in (datum.row.basis or "") else ""
    return Row(label or take.name(chip.id), datum.text(unit=unit) + mark, (datum,), color=color)


def _counted(take: Take, data: list[Datum]) -> str:
    """Return how the compute is counted."""
    dense = term(take.view, "dense-sparse", "dense")
    if any(UNSTATED in (d.row.basis or "") for d in data):
        return f"A question mark stands where nobody says how compute is counted: it may be twice the {dense} figure."
    return f"Compute is counted {dense}." if any(d.fact.key == "compute-16bit" for d in data) else ""


def _legend(take: Take, home: str) -> list[Entry]:
    return [
        Entry(Look("1", "1"), home),
        Entry(Look("2", "2"), "Nvidia"),
        *(entry for entry in bar_legend(take.taken, 1) if entry.look.fill != "1"),
    ]


def best(take: Take) -> Picture:
    """The highest rated half-precision compute and memory found for each maker, plans left out."""
    every = chip_list.chips(take.view.ledger)
    owners = sorted({chip_list.maker(take.view.ledger, chip) for chip in every} - {"nvidia", ""}, key=take.name)
    panels = []
    for key, unit, title in SPECS[:2]:
        rows = []
        for owner in owners:
            made = [
                chip
                for chip in every
                if chip_list.maker(take.view.ledger, chip) == owner
                and (fact := _rated(chip, key))
                and not fact.current.target
            ]
            if not made:
                rows.append(Row(take.name(owner), NOT_FOUND))
                continue
            chip = max(made, key=lambda chip: chip.facts[key].current.span[1] * chip.facts[key].unit.factor)
            own = take.name(chip.id)
            rows.append(
                _rating(
                    take, chip, key, unit, 1, own if own.startswith(take.name(owner)) else f"{take.name(owner)} {own}"
                )
            )
        for rival in ("nvidia-h20", "nvidia-h100", "nvidia-b200"):
            chip = take.view.subject(rival)
            rows.append(_rating(take, chip, key, unit, 2, f"Nvidia {take.name(rival).removeprefix('Nvidia ')}"))
        panels.append(Panel(title, unit, tuple(rows)))
    story = (
        "For each maker its highest rating, whoever states it; plans and measured values are left out, and the two parts may show different chips. "
        f"{_counted(take, take.taken)} So these bars are no ranking."
    )
    alt = "Bars of single chips, one for each maker. " + " ".join(told(p) for p in panels)
    return Picture(
        "The highest ratings found for each maker's chips",
        story,
        alt,
        Rows(panels, _legend(take, "Chinese maker")),
        take.taken,
    )


MAKERS: dict[str, Callable[[Take, str], Picture]] = {"results": results, "chips": chips}

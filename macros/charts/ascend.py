"""Charts of Huawei's Ascend: chips beside Nvidia's, the roadmap, supply, supernodes."""

from __future__ import annotations

import math
from collections.abc import Callable

from ..pages.inline import name
from ..pages.view import MacroError
from ..values.format import date
from .base import Datum, Picture, Take, bar_legend, dot_legend, expected, shown
from .plane import Plane, Planes, Point
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look, ticks

OWN = ("ascend-910b", "ascend-910c", "ascend-950pr", "ascend-950dt")
RIVALS = ("nvidia-h20", "nvidia-h100", "nvidia-h200", "nvidia-b200")
ROADMAP = ("ascend-910b", "ascend-910c", "ascend-950pr", "ascend-950dt", "ascend-960", "ascend-970")


def against_nvidia(take: Take) -> Picture:
    """Half-precision compute, memory and bandwidth of single chips, what other sources say as fine strokes."""
    panels, data = [], []
    others: list[Datum] = []
    for key, unit, title in (
        ("compute-16bit", "TFLOPS", "16-bit compute, dense"), ("memory", "GB", "Memory"), ("bandwidth", "TB/s", "Memory bandwidth"),
    ):  # fmt: skip
        rows = []
        for chip in (*OWN, *RIVALS):
            datum = take(f"{chip}.{key}")
            if datum.row.basis and "dense" not in datum.row.basis:
                raise MacroError(f"{datum.fact.id} is not counted dense, as the heading of the chart says")
            said = tuple(take.others(f"{chip}.{key}"))
            part = ", matrix units" if "matrix units only" in (datum.row.basis or "") else ""
            rows.append(Row(take.name(chip), datum.text() + part, (datum,), (), said, 1 if chip in OWN else 2))
            data.append(datum)
            others += said
        panels.append(Panel(title, unit, tuple(rows)))
    owners = [Entry(Look("1", "1"), "Huawei"), Entry(Look("2", "2"), "Nvidia")]
    notes = [Entry(Look("text", "text"), "what another source says", "stroke")] if others else []
    legend = owners + [e for e in bar_legend(data, 1) if e.look.fill != "1"] + notes
    story = (
        "Patterns tell who states a figure, broken outlines what is only planned. Where only the matrix units of a chip are counted, its label says so. "
        "A fine stroke marks what another source says, often because it counts other units."
    )
    alt = "Bars of single chips, Huawei's Ascend and Nvidia's. " + " ".join(told(p) for p in panels)
    return Picture("Huawei's chips beside Nvidia's", story, alt, Rows(panels, legend), take.taken)


def roadmap(take: Take) -> Picture:
    """Memory bandwidth and eight-bit compute of the Ascend chips by date of launch."""
    planes, every = [], []
    dates = {chip: take(f"{chip}.launch") for chip in ROADMAP}
    years = (math.floor(min(d.when[0] for d in dates.values())), math.ceil(max(d.when[1] for d in dates.values())))
    for key, unit, title, chips in (
        ("bandwidth", "TB/s", "Memory bandwidth, TB/s", ROADMAP), ("compute-8bit", "TFLOPS", "8-bit compute, TFLOPS", ROADMAP[2:]),
    ):  # fmt: skip
        points, data = [], []
        for chip in chips:
            datum, launch = take(f"{chip}.{key}"), dates[chip]
            look = Look("paper", "1") if datum.row.target or launch.row.target else Look("1", "1")
            points.append(
                Point(
                    launch.when,
                    datum.number(unit),
                    (take.name(chip), datum.text()),
                    datum.shape,
                    look,
                    f"{datum.ref} {launch.ref}",
                )
            )
            data.append(datum)
        high = max(d.number(unit) for d in data)
        steps = ticks(0, high * 1.12, 4)
        planes.append(Plane(
            title, (float(years[0]), float(years[1])), (0, high * 1.12), (), tuple((v, f"{v:,g}") for v in steps), tuple(points),
            years=True, height=(190, 190),
        ))  # fmt: skip
        every += data
    planned = [chip for chip in ROADMAP if take(f"{chip}.bandwidth").row.target]
    story = "Each point stands at the date of launch, a line through it spans the quarter where no day is known. Hollow points are plans"
    if len(planned) > 1:
        ends = [
            f"{shown(take.view, take(f'{c}.bandwidth'), 'short')} of the {name(take.view, c, zh=False, link=False)}"
            for c in (planned[0], planned[-1])
        ]
        story += f", in memory bandwidth from {ends[0]} to {ends[1]}"
    story += "."
    alt = "Points by date of launch. " + " ".join(_dated(take, chip, dates[chip]) for chip in ROADMAP)
    return Picture("The Ascend roadmap", story, alt, Planes(planes, dot_legend(every)), take.taken)


def _dated(take: Take, chip: str, launch: Datum) -> str:
    facts = take.view.subject(chip).facts
    taken = [d for d in take.taken if d.fact in facts.values() and d is not launch]
    said = ", ".join(f"{d.fact.label.lower()} {d.text()}" for d in taken)
    return f"{take.name(chip)}, {'planned for ' if launch.row.target else ''}{launch.text()}: {said}."


def shipments(take: Take) -> Picture:
    """What was counted, modeled, planned and allowed for Ascend chips, by year and by what is counted."""
    two, one, new = (take.name(chip) for chip in ("ascend-910c", "ascend-910b", "ascend-950pr"))

    def said(key: str, who: str, source: str = "", hollow: bool = False) -> tuple[Datum, str]:
        fact = take.view.fact(f"ascend-supply.{key}")
        what = f"{fact.label}. {who}"
        datum = take.other(fact.id, source, what) if source else take(fact.id, what)
        return expected(datum) if hollow else datum, who

    planned = take.view.fact("ascend-supply.plan-2025").current.as_of
    before = [said("output-910b-2024", "Financial Times, made")]
    everything = [
        said("us-ceiling-2025", "US official, ceiling of capacity"), said("plan-2025", f"Financial Times, plan of {date(planned, 'month')}"),
        said("shipments-2025", "a broker's notes, expected", "reportify-broker-20250911", hollow=True),
        said("shipments-2025", "Wall Street Journal, expected", "trendforce-910d-20250428", hollow=True),
        said("output-2025", "SemiAnalysis, made, a model"), said("shipments-2025", "IDC, delivered, counted afterward"),
    ]  # fmt: skip
    double = [
        said("output-910c-2025", "Bloomberg, made"),
        said("output-910c-2025", "SemiAnalysis, made, a model", "notebookcheck-910c-teardown-202510"),
    ]
    after = [
        said("output-2026-low", "SemiAnalysis, if memory runs out"), said("output-910c-2026", f"Bloomberg, {two} alone"),
        said("shipments-950pr-2026", f"Reuters, {new} alone"),
    ]  # fmt: skip
    panels = [
        _panel(f"{before[0][0].year}: {one} alone", before), _panel(f"{everything[0][0].year}: all Ascend chips", everything),
        _panel(f"{double[0][0].year}: {two} alone", double), _panel(f"{after[0][0].year}: plans and forecasts", after),
    ]  # fmt: skip
    legend = dot_legend(d for panel in panels for d in panel.data)
    story = (
        "Chips delivered, chips made and chips that could be made are not the same, and a plan or an expectation is not a count. "
        "Only IDC counted after the year was over. All on one scale."
    )
    return Picture(
        "How many Ascend chips, by whose count",
        story,
        " ".join(told(p) for p in panels),
        Rows(panels, legend, True),
        take.taken,
    )


def _panel(title: str, said: list[tuple[Datum, str]]) -> Panel:
    return Panel(title, "chips", tuple(Row(who, d.figures(), (), (d,)) for d, who in said))


def supernodes(take: Take) -> Picture:
    """Ratios of Huawei's supernodes to Nvidia's racks."""
    now, then = "cloudmatrix-384", "atlas-950-superpod"
    first = [
        (f"{now}.compute-times-nvl72", "16-bit compute"), (f"{now}.interconnect-times-nvl72", "Bandwidth between the chips"),
        (f"{now}.bandwidth-times-nvl72", "Memory bandwidth"), (f"{now}.memory-times-nvl72", "Memory"),
        (f"{now}.chips-times-nvl72", "AI chips"), (f"{now}.power-times-nvl72", "Power draw (less is better)"),
        (f"{now}.power-per-flop-times-nvl72", "Power for the same compute (less is better)"),
    ]  # fmt: skip
    second = [
        (f"{then}.compute-4bit-times-nvl144", "4-bit compute"), (f"{then}.compute-times-nvl144", "8-bit compute"),
        (f"{then}.memory-times-nvl144", "Memory, all fast kinds"), (f"{then}.chips-times-nvl144", "AI chips (Nvidia counts each die)"),
    ]  # fmt: skip
    panels = []
    for own, rack, keys in ((now, "nvidia-gb200-nvl72", first), (then, "nvidia-vr-nvl144", second)):
        data = [(take(key, f"{take.name(own)} against {take.name(rack)}: {what.lower()}"), what) for key, what in keys]
        rows = tuple(Row(what, d.text(digits=2), (d,)) for d, what in data)
        panels.append(
            Panel(f"{take.name(own)} against {take.view.subject(rack).name}", "times", rows, mark=(1.0, "equal"))
        )
    story = (
        "Each bar is a ratio computed here, its pattern the weakest evidence that goes into it. At the broken line the two are equal. Each part has a scale "
        "of its own; the lower one is the comparison Huawei chose, many cabinets against one rack."
    )
    alt = "Bars of ratios, Huawei's system to Nvidia's. " + " ".join(told(p) for p in panels)
    return Picture(
        "Huawei's supernodes against Nvidia's racks", story, alt, Rows(panels, bar_legend(take.taken)), take.taken
    )


ASCEND: dict[str, Callable[[Take], Picture]] = {
    "ascend-against-nvidia": against_nvidia, "ascend-roadmap": roadmap, "ascend-shipments": shipments, "supernodes": supernodes,
}  # fmt: skip

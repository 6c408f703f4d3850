"""Charts of cities, national computing power, manufacturing and controls."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape

from ..values import format as forms
from .base import Datum, Picture, Take, bar_legend, dot_legend, expected
from .events import _SIDES, Events
from .plane import Plane, Planes, Point
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look, log_ends, log_ticks

CITIES = ("hangzhou", "beijing", "shanghai", "shenzhen")


def cities(take: Take) -> Picture:
    """Computing power, the industry's size and AI companies of the four cities, each as the city states it."""
    place, industry, data = [], [], []
    missing = [take.name(city) for city in CITIES if "compute" not in take.view.subject(city).facts]
    for city in CITIES:
        if "compute" in take.view.subject(city).facts:
            now = take(f"{city}.compute")
            place.append(Row(f"{take.name(city)}, {now.year}", now.text(), (now,)))
            data.append(now)
        plan, size = take(f"{city}.compute-target"), take(f"{city}.industry-size")
        place.append(Row(f"{take.name(city)}, aim for {plan.year}", plan.text(), (plan,)))
        upto = size.year if len(size.row.as_of) == 4 else f"to {forms.date(size.row.as_of, 'month')}"
        industry.append(Row(f"{take.name(city)}, {upto}", size.text(), (size,)))
        data += [plan, size]
    panels = [
        Panel("Computing power in place and aimed at", "EFLOPS", tuple(place)),
        Panel("Size of the AI industry", "CNY", tuple(industry)),
    ]
    story = (
        "What each city says of itself. Years, precision and definitions differ from city to city, so the bars are no ranking. "
        + (f"No figure of computing power in place was found for {escape(' and '.join(missing))}." if missing else "")
    )
    alt = "Bars for four cities. " + " ".join(told(p) for p in panels)
    return Picture("The cities side by side", story, alt, Rows(panels, bar_legend(data)), take.taken)


def national_compute(take: Take) -> Picture:
    """China's computing power by series; each series is its own line, and none is joined to another."""
    compute = "china-compute"
    series = [
        ("Industry ministry, AI", "circle", [*take.series(f"{compute}.ai-official"), take(f"{compute}.ai-target")]),
        (
            "IDC and Inspur, AI",
            "triangle-up",
            [*take.series(f"{compute}.idc-ai"), *take.series(f"{compute}.idc-ai-forecast")],
        ),
        (
            "Older official count, all kinds",
            "square",
            [*take.series(f"{compute}.total-older"), take(f"{compute}.total-2024")],
        ),
        ("Older official count, AI part", "diamond", [take(f"{compute}.ai-2024")]),
    ]
    points: list[Point] = []
    tracks: list[tuple[int, int, bool]] = []
    entries, said = [], []
    for color, (house, shape, data) in enumerate(series, 1):
        for index, datum in enumerate(data):
            if index:
                tracks.append((len(points) - 1, len(points), datum.row.target))
            at = sum(datum.spoken) / 2 if len(datum.row.due or datum.row.as_of) == 4 else datum.spoken[1]
            latest = not datum.row.target and data[min(index + 1, len(data) - 1)].row.target
            names = (datum.text("bare"),) if index in (0, len(data) - 1) or latest else ()
            points.append(Point((at, at), datum.number("EFLOPS"), names, shape, datum.dot(color), datum.ref))
        entries.append(Entry(Look(str(color), str(color)), house, shape))
        said.append(
            f"{house}: "
            + ", ".join(f"{d.text()} ({d.year}{', planned or forecast' if d.row.target else ''})" for d in data)
        )
    years = [p.x[0] for p in points]
    low, high = math.floor(min(years)), math.ceil(max(years))
    ys = log_ends([p.y for p in points], 1.05)
    plane = Plane(
        "AI or all computing power, EFLOPS", (float(low), float(high)), ys, (), tuple((v, f"{v:,g}") for v in log_ticks(*ys)), tuple(points), tuple(tracks),
        log_y=True, years=True, height=(340, 340),
    )  # fmt: skip
    story = (
        "On the scale equal steps are equal ratios. Every line is one series with its own way of counting, and no line runs from one series to another. Hollow points "
        "with broken lines are plans and forecasts. Figures dated by a year alone stand in its middle. CAICT's figures are told below and left out here."
    )
    alt = "Points over time by series. " + "; ".join(said) + "."
    return Picture("China's computing power, by who counts", story, alt, Planes([plane], entries), take.taken)


def advanced_wafers(take: Take) -> Picture:
    """Advanced wafers a month: output, capacity and the part for AI chips, by who says so."""

    def said(name: str, who: str, source: str = "", at: str | None = None, hollow: bool = False) -> tuple[Datum, str]:
        what = f"{take.view.fact(name).label}. {who}"
        datum = take.other(name, source, what) if source else take(name, what, at)
        return expected(datum) if hollow else datum, who

    fab, smic = "china-advanced-fab", "smic.advanced-capacity"
    output = [said(f"{fab}.output", "Nikkei's sources"), said(f"{fab}.output-goal", "aim, by Nikkei's sources")]
    capacity = [
        said(smic, "SemiAnalysis, a model"), said(smic, "the same, retold", "toms-5x-202602"), said(smic, "CSIS, an aim of SMIC", "hytekgamer-csis-202503", hollow=True),
        *(said(f"{smic}-forecast", "SemiAnalysis, forecast", at=row.as_of) for row in take.view.fact(f"{smic}-forecast").readings),
    ]  # fmt: skip
    chips = [
        said("ascend-supply.wafers", "Morgan Stanley", at=row.as_of)
        for row in take.view.fact("ascend-supply.wafers").readings
    ]
    unit = "wafers/month"

    def rows(said: list[tuple[Datum, str]]) -> tuple[Row, ...]:
        return tuple(Row(f"{d.year}: {who}", d.figures(), (), (d,)) for d, who in said)

    panels = [
        Panel("What leaves the plants, all of China, wafers a month", unit, rows(output)),
        Panel("What SMIC's machines could make, wafers a month", unit, rows(capacity)),
        Panel("SMIC's wafers for AI chips alone, a month", unit, rows(chips)),
    ]
    story = "Three different things on one scale: output, capacity, and the part of it for AI chips. None is published by those who make them."
    alt = "Points of advanced wafers a month. " + " ".join(told(p) for p in panels)
    return Picture(
        "Advanced wafers, by who estimates",
        story,
        alt,
        Rows(panels, dot_legend(d for panel in panels for d in panel.data), True),
        take.taken,
    )


US, CHINA, ALLIES = "us-export-controls", "china-countermeasures", "allies"
_EVENTS: tuple[tuple[str, str, bool], ...] = tuple((f"{US}.{key}", "us", False) for key in (
    "huawei-entity-list", "smic-entity-list", "nvidia-letter", "october-2022", "october-2023", "hbm-rule", "diffusion-rule", "h20-license",
    "affiliates-rule", "overseas-units",
)) + tuple((f"{US}.{key}", "us", True) for key in ("diffusion-repeal", "h20-return", "affiliates-suspension", "h200-announced", "h200-rule")) + tuple(
    (f"{CHINA}.{key}", "china", False) for key in ("metals-ban", "h20-summons", "h20-discouraged", "rtx-pro-6000d-stop", "h200-customs")
) + tuple((f"{CHINA}.{key}", "china", True) for key in ("metals-suspension", "h200-approval")) + (
    ("domestic-chip-rules.data-centers", "china", False), ("domestic-chip-rules.procurement-list", "china", False),
    ("asml.license-newer-immersion", "ally", False), ("asml.license-older-immersion", "ally", False), ("tsmc.china-ai-halt", "ally", False),
)  # fmt: skip


def control_timeline(take: Take) -> Picture:
    """Controls of the United States and its allies, and China's answers, by date."""
    events = sorted(
        ((take(name, take.view.fact(name).label), side, eased) for name, side, eased in _EVENTS),
        key=lambda e: (*e[0].when, e[0].fact.id),
    )
    take.taken[:] = [datum for datum, _, _ in events]
    entries = []
    for side, (text, text_eased, shape, color) in _SIDES.items():
        entries.append(Entry(Look(str(color), str(color)), text, shape))
        if any(eased and s == side for _, s, eased in events):
            entries.append(Entry(Look("paper", str(color)), text_eased, shape))
    story = "A step a line, in order. Filled points tighten, hollow ones ease, suspend or allow. Bills that have not become law are left out."
    first, last = events[0][0], events[-1][0]
    count = {side: sum(1 for _, s, _ in events if s == side) for side in _SIDES}
    alt = (
        f"{len(events)} dated steps from {first.text()} to {last.text()}: {count['us']} of the United States, {count['china']} of China, {count['ally']} of others. "
        f"The first: {first.fact.label}. The last: {last.fact.label}."
    )
    return Picture("Controls and answers, step by step", story, alt, Events(events, entries), take.taken)


POLICY: dict[str, Callable[[Take], Picture]] = {
    "cities": cities, "national-compute": national_compute, "advanced-wafers": advanced_wafers, "control-timeline": control_timeline,
}  # fmt: skip

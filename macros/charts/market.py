"""Charts of the market: chips compared, cards shipped, shares, listings, purchases."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from ..facts.chips import chips, maker
from ..facts.ledger import Subject
from ..facts.text import EVIDENCE
from ..pages.elements import dated
from .base import Datum, Picture, Take, bar_legend, expected, shown
from .plane import Plane, Planes, Point
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look, log_ends, log_ticks

UNSTATED = "density not stated"


def compute_bandwidth(take: Take) -> Picture:
    """Every chip with half-precision compute and memory bandwidth, both scales logarithmic."""
    points: list[Point] = []
    kinds, told_chips = [], []
    for chip in chips(take.view.ledger):
        if "compute-16bit" not in chip.facts or "bandwidth" not in chip.facts:
            continue
        compute, bandwidth = take(f"{chip.id}.compute-16bit"), take(f"{chip.id}.bandwidth")
        abroad = maker(take.view.ledger, chip) == "nvidia"
        kind, look = _sureness(compute, bandwidth, 2 if abroad else 1)
        label = _with_maker(take, chip)
        x, y = bandwidth.number("TB/s"), compute.number("TFLOPS")
        twin = next((i for i, p in enumerate(points) if p.x[0] == x and p.y == y and p.names), None)
        if twin is not None:  # two chips at one place share one name
            other = points[twin]
            points[twin] = Point(other.x, other.y, (f"{other.names[0]}, {label}",), other.shape, other.look, other.ref)
        names = () if twin is not None else (label,)
        points.append(Point((x, x), y, names, "square" if abroad else "circle", look, f"{compute.ref} {bandwidth.ref}"))
        kinds.append((kind, Entry(Look(look.fill.replace("2", "1"), "1", look.dash), kind, "circle")))
        told_chips.append(f"{label}, {compute.text()} and {bandwidth.text()}")
    xs, ys = log_ends([p.x[0] for p in points]), log_ends([p.y for p in points])
    order = list(_KINDS)
    legend = [Entry(Look("1", "1"), "Chinese chip", "circle"), Entry(Look("2", "2"), "Nvidia chip", "square")]
    legend += [
        entry for _, entry in sorted(set(kinds), key=lambda item: order.index(item[0])) if entry.look.fill != "1"
    ]
    plane = Plane(
        "16-bit compute, TFLOPS", xs, ys, tuple((v, f"{v:,g}") for v in log_ticks(*xs)), tuple((v, f"{v:,g}") for v in log_ticks(*ys)),
        tuple(points), log_x=True, log_y=True, x_title="Memory bandwidth, TB/s", height=(380, 400),
    )  # fmt: skip
    story = (
        "Chips with both figures published, on scales where equal steps are equal ratios. Solid points are what the maker states with dense counting; figures for which "
        "no one says how they were counted are struck through and should not be ranked against the rest."
    )
    alt = "Points for single chips, half-precision compute and memory bandwidth: " + "; ".join(told_chips) + "."
    return Picture("Compute against memory bandwidth", story, alt, Planes([plane], legend), take.taken)


_KINDS = ("the maker's figures, dense", "press or analysts, dense", UNSTATED, "planned in part")


def _sureness(compute: Datum, bandwidth: Datum, color: int) -> tuple[str, Look]:
    edge = str(color)
    if compute.row.target or bandwidth.row.target:
        return _KINDS[3], Look("paper", edge, True)
    if UNSTATED in (compute.row.basis or ""):
        return _KINDS[2], Look(f"{edge}:stripes", edge)
    if {compute.grade, bandwidth.grade} & {"reported", "estimate"}:
        return _KINDS[1], Look("paper", edge)
    return _KINDS[0], Look(edge, edge)


def _with_maker(take: Take, chip: Subject) -> str:
    name = take.name(chip.id)
    owner = maker(take.view.ledger, chip)
    if owner in ("", "huawei", "nvidia") or name.startswith(take.name(owner)):
        return name
    return f"{take.name(owner)} {name}"


def card_makers(take: Take) -> Picture:
    """Cards shipped in China by IDC's count: by origin in two years, by Chinese maker in the last."""
    market = "china-accelerator-market"
    years = [d.row.as_of for d in take.series(f"{market}.cards-domestic", "Chinese makers, cards shipped in China")]
    rows = []
    for year in years:
        for key, who, color in (("nvidia", "Nvidia", 2), ("domestic", "Chinese makers", 1)):
            datum = take(f"{market}.cards-{key}", f"{who}, cards shipped in China", at=year)
            rows.append(Row(f"{datum.year}, {who}", datum.figures(), (datum,), color=color))
    makers = [take(f"{market}.cards-{key}", f"{who}, cards shipped in China") for key, who in (
        ("huawei", "Huawei"), ("t-head", "T-Head"), ("kunlunxin", "Kunlunxin"), ("cambricon", "Cambricon"), ("other-domestic", "All other makers"),
    )]  # fmt: skip
    panels = [
        Panel("Nvidia and the Chinese makers together, cards", "cards", tuple(rows)),
        Panel(
            f"The Chinese makers of {makers[0].year}, cards",
            "cards",
            tuple(Row(d.what.split(", cards")[0], d.figures(), (d,)) for d in makers),
        ),
    ]
    legend = [
        Entry(makers[0].bar(color), f"{who}, {EVIDENCE[makers[0].grade]}")
        for color, who in ((2, "Nvidia"), (1, "Chinese makers"))
    ]
    story = (
        f"IDC's count, an analyst's estimate, all bars on one scale. Chinese makers had {shown(take.view, take(f'{market}.domestic-share'))} of all cards in "
        f"{dated(makers[0].row.as_of, makers[0].fact.id, 'as_of')}; AMD's cards are not drawn. A card of any size counts as one."
    )
    alt = "Bars of AI accelerator cards shipped in China by IDC's count. " + " ".join(told(p) for p in panels)
    return Picture("AI cards shipped in China", story, alt, Rows(panels, legend, True), take.taken)


def market_values(take: Take) -> Picture:
    """Market values of the listed makers, by currency, with the dates of listing."""
    panels, data = [], []
    for currency, title, makers in (
        ("CNY", "Listed in Shanghai, CNY", ("cambricon", "hygon", "moore-threads", "metax")), ("HKD", "Listed in Hong Kong, HK$", ("biren", "iluvatar")),
    ):  # fmt: skip
        rows = []
        for owner in makers:
            listed = take(f"{owner}.listing", f"{take.name(owner)}: day of listing")
            *earlier, now = take.series(f"{owner}.market-value", f"{take.name(owner)}: market value")
            rows.append(
                (
                    now.number(currency),
                    Row(f"{take.name(owner)}, {listed.text()}", now.text(), (now,), (), tuple(earlier)),
                )
            )
            data.append(now)
        panels.append(Panel(title, currency, tuple(row for _, row in sorted(rows, key=lambda item: -item[0]))))
    legend = bar_legend(data)
    if any(row.others for panel in panels for row in panel.rows):
        legend.append(Entry(Look("text", "text"), "earlier value found", "stroke"))
    story = (
        "The month behind a name is that of the listing. The values are the latest ones found, of different days, and must not be added up. Both "
        "currencies stand on one scale of numbers and are not converted."
    )
    alt = "Bars of market values, each maker with its month of listing. " + " ".join(told(p) for p in panels)
    return Picture("Listed makers and their market values", story, alt, Rows(panels, legend, True), take.taken)


def domestic_share(take: Take) -> Picture:
    """Shares of Chinese suppliers in AI chips in China, by house; forecasts hollow."""
    market = "china-accelerator-market"
    houses = [
        ("Bernstein, sales", "circle", take.series(f"{market}.bernstein-domestic-share")), ("IDC, cards", "square", take.series(f"{market}.domestic-share")),
        ("TrendForce, AI servers", "triangle-up", [expected(d) for d in take.series(f"{market}.trendforce-domestic")]),
        ("Morgan Stanley, self-sufficiency", "diamond", take.series(f"{market}.morgan-stanley-self-sufficiency")),
    ]  # fmt: skip
    story = (
        "Each shape is one house with a measure of its own. Hollow points are forecasts; the broken line only joins the two ends of one model. "
        "Points of different houses do not form a series; those that would cover each other stand side by side."
    )
    picture = _shares("Chinese suppliers in China's AI chip market", story, take, houses, "Share, percent")
    return picture


def operator_cpus(take: Take) -> Picture:
    """Shares of servers with Chinese CPUs at two operators over time."""
    houses = [
        ("China Telecom, orders", "circle", take.series("china-telecom-servers.domestic-share")),
        ("China Mobile, PC servers", "triangle-up", take.series("china-mobile-servers.domestic-share")),
    ]
    story = "Press reports on tenders. The two operators count differently: one its orders of a round, the other its servers."
    return _shares("Servers with Chinese CPUs at two operators", story, take, houses, "Share of servers, percent")


def _shares(title: str, story: str, take: Take, houses: list[tuple[str, str, list[Datum]]], axis: str) -> Picture:
    points: list[Point] = []
    tracks: list[tuple[int, int, bool]] = []
    legend, said = [], []
    for color, (house, shape, data) in zip((1, 4, 3, 2), houses):  # red last: elsewhere it stands for what is foreign
        for index, datum in enumerate(data):
            if index:
                tracks.append((len(points) - 1, len(points), datum.row.target))
            low, high = datum.spoken
            middle = (low + high) / 2
            if not 0 <= datum.number("percent") <= 100:
                raise ValueError(f"{datum.fact.id} is no share of a whole")
            points.append(
                Point((middle, middle), datum.number("percent"), (datum.text(),), shape, datum.dot(color), datum.ref)
            )
        if not all(d.row.target for d in data):
            legend.append(Entry(Look(str(color), str(color)), house, shape))
        if any(d.row.target for d in data):
            legend.append(Entry(Look("paper", str(color)), f"{house}, forecast", shape))
        said.append(
            f"{house}: " + ", ".join(f"{d.text()} ({d.year}{', forecast' if d.row.target else ''})" for d in data)
        )
    years = [year for point in points for year in point.x]
    ends = (float(math.floor(min(years))), float(math.ceil(max(years))))
    up = tuple((float(v), f"{v}%") for v in range(0, 101, 25))
    plane = Plane(axis, ends, (0, 100), (), up, _apart(points), tuple(tracks), years=True, height=(240, 230))
    return Picture(title, story, "Points over time. " + "; ".join(said) + ".", Planes([plane], legend), take.taken)


def _apart(points: list[Point]) -> tuple[Point, ...]:
    """Move points that would cover each other a little aside, within their year."""
    placed: list[Point] = []
    for point in points:
        while any(abs(other.x[0] - point.x[0]) < 0.2 and abs(other.y - point.y) < 4 for other in placed):
            point = replace(point, x=(point.x[0] + 0.35, point.x[1] + 0.35))
        placed.append(point)
    return tuple(placed)


def xining(take: Take) -> Picture:
    """The Xining data center: cards and compute by supplier, and what is signed against what is planned."""
    site = "unicom-xining"
    projects = [(maker, f"{site}-{maker}") for maker in ("t-head", "metax", "biren", "zhonghao")]
    cards = [(maker, take(f"{project}.cards", f"{take.name(maker)}, cards")) for maker, project in projects]
    compute = [
        (maker, take(f"{project}.compute", f"{take.name(maker)}, rated computing power")) for maker, project in projects
    ]
    signed, planned = (
        take(f"{site}.compute-signed", "Signed, all suppliers"),
        take(f"{site}.compute-planned", "Planned when complete"),
    )
    panels = [
        Panel("Cards by supplier", "cards", tuple(Row(take.name(maker), d.figures(), (d,)) for maker, d in cards)),
        Panel("Rated computing power by supplier, PFLOPS", "PFLOPS", tuple(Row(take.name(maker), d.figures(), (d,)) for maker, d in compute)),
        Panel("Computing power signed and planned, PFLOPS", "PFLOPS", tuple(Row(d.what, d.figures(), (d,)) for d in (signed, planned))),
    ]  # fmt: skip
    story = (
        f"The signed projects come to {shown(take.view, take(f'{site}.compute-share-of-plan'), digits=2)} of the plan. Each heading has a scale of its own. "
        "The slide behind these figures names no precision."
    )
    alt = "Bars for the data center in Xining. " + " ".join(told(p) for p in panels)
    return Picture(
        "Xining: who supplies, and how much of the plan is signed",
        story,
        alt,
        Rows(panels, bar_legend(take.taken)),
        take.taken,
    )


def sunrise_funding(take: Take) -> Picture:
    """Sunrise's reported funding totals, which overlap, and the valuation."""
    steps = ("sunrise-first-round", "sunrise-half-year-total", "sunrise-one-year-total", "sunrise-valuation")
    amounts = [(step, take(f"{step}.amount"), take(f"{step}.reported")) for step in steps]
    rows = [Row(f"{take.name(step)}, {day.text()}", amount.text(), (amount,)) for step, amount, day in amounts]
    panels = [
        Panel("Money raised, cumulative", "CNY", tuple(rows[:-1])),
        Panel("What the company was said to be worth", "CNY", (rows[-1],)),
    ]
    story = "Each total includes the one above it, as far as the reports say, so they must not be added up. The last bar is not money raised. All on one scale."
    alt = "Bars of Sunrise's funding. " + " ".join(told(p) for p in panels)
    return Picture(
        "Sunrise's funding as reported",
        story,
        alt,
        Rows(panels, bar_legend(d for _, d, _ in amounts), True),
        take.taken,
    )


MARKET: dict[str, Callable[[Take], Picture]] = {
    "compute-bandwidth": compute_bandwidth, "card-makers": card_makers, "market-values": market_values, "domestic-share": domestic_share,
    "operator-cpus": operator_cpus, "xining": xining, "sunrise-funding": sunrise_funding,
}  # fmt: skip

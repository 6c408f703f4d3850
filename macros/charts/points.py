"""The forms of points between two scales: ``lines`` over time, ``launches`` by date, ``scatter`` of two measures."""

from __future__ import annotations

import math
from dataclasses import replace

from ..facts import chart
from ..facts.chips import maker
from ..values import dates as periods
from ..values.basis import UNSTATED
from .data import Datum, days
from .plane import Plane, Planes, Point
from .scene import ChartError, Color, Entry, Look, Pattern, log_ends, log_ticks, ticks
from .words import Drawn, Words

Tick = tuple[float, str]


def lines(words: Words, entry: chart.Lines) -> Drawn:
    """Place each series of an entry over time: shares from zero to the whole, or levels on a scale of equal ratios."""
    shares = entry.unit == "percent"
    points: list[Point] = []
    tracks, legend, described = [], [], []
    for number, series in enumerate(entry.series):
        words.at = ("series", number)
        name, color = words.plain(series.name), Color[series.color.upper()]
        data = [d for fact in series.facts for d in words.take.series(fact, hollow=series.expected)]
        for index, datum in enumerate(data):
            if index and series.joined:
                tracks.append((len(points) - 1, len(points), datum.hollow))
            at, value = _stands(datum, shares), datum.number(entry.unit)
            if shares and not 0 <= value <= 100:
                raise ChartError(f"{datum.fact.id} is no share of a whole")
            label = _label(data, index, shares)
            points.append(Point((at, at), value, label, series.shape, datum.dot(color), datum.ref))
        if not entry.hollow or not all(d.hollow for d in data):
            look = data[0].dot(color) if all(d.hollow for d in data) else Look(color)
            legend.append(Entry(look, name, series.shape))
        if entry.hollow and any(d.hollow for d in data):
            legend.append(Entry(Look(color, hollow=True), f"{name}, {words.plain(entry.hollow)}", series.shape))
        described.append(
            f"{name}: "
            + ", ".join(f"{d.text()} ({d.year}{f', {entry.hollow or d.ahead}' if d.hollow else ''})" for d in data)
        )
    words.at = ()
    words.on_one_scale(words.take.taken)
    years = [point.x[0] for point in points]
    ends = (float(math.floor(min(years))), float(math.ceil(max(years))))
    ys = (0.0, 100.0) if shares else log_ends([p.y for p in points], 1.05)
    up = tuple((float(v), f"{v}%") for v in range(0, 101, 25)) if shares else _numbered(log_ticks(*ys))
    plane = Plane(words.plain(entry.axis), ends, ys, (), up, _apart(points) if shares else tuple(points), tuple(tracks),
                  log_y=not shares, years=True, height=(240, 230) if shares else (340, 340))  # fmt: skip
    return Drawn(Planes([plane], legend), f"{words.plain(entry.alt)} {'; '.join(described)}.")


def _stands(datum: Datum, share: bool) -> float:
    """Return where on the time axis: in the middle of its period; a level of a month or a day at its end."""
    first, last = days(datum.spoken)
    return last if not share and periods.parse(datum.spoken).kind in ("day", "month") else (first + last) / 2


def _label(data: list[Datum], index: int, share: bool) -> tuple[str, ...]:
    """Return what stands at a point: every share, of levels the first, the last, and the last before the plans."""
    datum = data[index]
    if share:
        return (datum.text(),)
    latest = not datum.hollow and data[min(index + 1, len(data) - 1)].hollow
    return (datum.text("bare", hedge=False),) if index in (0, len(data) - 1) or latest else ()


def _apart(points: list[Point]) -> tuple[Point, ...]:
    """Move points that would cover each other a little aside, within their year."""
    placed: list[Point] = []
    for point in points:
        while any(abs(other.x[0] - point.x[0]) < 0.2 and abs(other.y - point.y) < 4 for other in placed):
            point = replace(point, x=(point.x[0] + 0.35, point.x[1] + 0.35))
        placed.append(point)
    return tuple(placed)


def _numbered(values: list[float]) -> tuple[Tick, ...]:
    return tuple((value, f"{value:,g}") for value in values)


def launches(words: Words, entry: chart.Launches) -> Drawn:
    """Place the measures of chips by the date of launch, a line through a point where no day is known."""
    take = words.take
    known = words.view.ledger.facts
    dates = {chip: take(f"{chip}.launch") for chip in (*entry.chips, *entry.beside)}
    years = (math.floor(min(d.when[0] for d in dates.values())), math.ceil(max(d.when[1] for d in dates.values())))
    height = (190, 190) if len(entry.measures) > 1 else (260, 320)
    planes, data = [], []
    for number, measure in enumerate(entry.measures):
        words.at = ("measures", number)
        points, top = [], 0.0
        beside = [chip for chip in entry.beside if f"{chip}.{measure.key}" in known]
        for chip in [*(measure.chips or entry.chips), *beside]:
            datum, launch = take(f"{chip}.{measure.key}"), dates[chip]
            look = Look(Color.ABROAD if chip in beside else Color.CHINA, hollow=datum.hollow or launch.hollow)
            value, refs = datum.number(measure.unit), f"{datum.ref} {launch.ref}"
            points.append(
                Point(launch.when, value, (take.name(chip), datum.text("bare", measure.unit)), datum.shape, look, refs)
            )
            data.append(datum)
            top = max(top, value * 1.12)
        words.on_one_scale(datum for datum in data if datum.fact.key == measure.key)
        planes.append(Plane(words.plain(measure.title), (float(years[0]), float(years[1])), (0, top), (),
                            _numbered(ticks(0, top, 4)), tuple(points), years=True, height=height))  # fmt: skip
    words.at = ()
    alt = " ".join(_dated(words, chip, dates[chip], data) for chip in dates)
    legend = words.dot_legend(entry, [*data, *(launch for launch in dates.values() if launch.hollow)])
    return Drawn(Planes(planes, legend), f"{words.plain(entry.alt)} {alt}")


def _dated(words: Words, chip: str, launch: Datum, data: list[Datum]) -> str:
    figures = ", ".join(f"{d.fact.label.lower()} {d.text()}" for d in data if d.fact.subject == chip)
    return f"{words.take.name(chip)}, {'planned for ' if launch.hollow else ''}{launch.text()}: {figures}."


def scatter(words: Words, entry: chart.Scatter) -> Drawn:
    """Place every chip that has both measures; both scales show equal ratios as equal steps."""
    up, along = entry.measures
    points: list[Point] = []
    kinds: dict[str, Look] = {}
    described = []
    for chip in words.view.book.chips:
        if up.key not in chip.facts or along.key not in chip.facts:
            continue
        high, far = words.take(f"{chip.id}.{up.key}"), words.take(f"{chip.id}.{along.key}")
        abroad = maker(words.view.ledger, chip) == "nvidia"
        kind, look = _sureness(high, far, Color.ABROAD if abroad else Color.CHINA)
        kinds[kind] = replace(look, color=Color.CHINA)
        label = words.with_maker(chip, entry.well_known)
        x, y = far.number(along.unit), high.number(up.unit)
        twin = next((i for i, p in enumerate(points) if p.x[0] == x and p.y == y and p.names), None)
        if twin is not None:  # two chips at one place share one name
            points[twin] = replace(points[twin], names=(f"{points[twin].names[0]}, {label}",))
        names = () if twin is not None else (label,)
        points.append(Point((x, x), y, names, "square" if abroad else "circle", look, f"{high.ref} {far.ref}"))
        described.append(f"{label}, {high.text()} and {far.text()}")
    for number, measure in enumerate(entry.measures):
        words.at = ("measures", number)
        words.on_one_scale(datum for datum in words.take.taken if datum.fact.key == measure.key)
    words.at = ()
    xs, ys = log_ends([p.x[0] for p in points]), log_ends([p.y for p in points])
    colors = words.colors(entry).items()
    legend = [Entry(Look(color), text, "circle" if color is Color.CHINA else "square") for color, text in colors]
    legend += [Entry(kinds[kind], kind, "circle") for kind in _KINDS if kind in kinds and not kinds[kind].solid]
    plane = Plane(
        words.plain(up.title), xs, ys, _numbered(log_ticks(*xs)), _numbered(log_ticks(*ys)), tuple(points),
        log_x=True, log_y=True, x_title=words.plain(along.title), height=(380, 400),
    )  # fmt: skip
    return Drawn(Planes([plane], legend), f"{words.plain(entry.alt)} {'; '.join(described)}.", broad=True)


_KINDS = ("the maker's figures, dense", "press or analysts, dense", UNSTATED, "planned in part")


def _sureness(high: Datum, far: Datum, color: Color) -> tuple[str, Look]:
    if high.hollow or far.hollow:
        return _KINDS[3], Look(color, hollow=True, dashed=True)
    if UNSTATED in (high.row.basis or ""):
        return _KINDS[2], Look(color, Pattern.STRIPES)
    if {high.grade, far.grade} & {"reported", "estimate"}:
        return _KINDS[1], Look(color, hollow=True)
    return _KINDS[0], Look(color)

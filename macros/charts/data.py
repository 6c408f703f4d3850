"""Taking readings from the ledger for a chart: their numbers, their words, and how their evidence looks."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ..facts.ledger import Fact, Ledger, Reading
from ..facts.text import EVIDENCE, machine_value, reading_text
from ..pages.view import View
from ..values import dates, format, units
from .scene import ChartError, Color, Entry, Look, Pattern

# Evidence is told by shape (points), and by the sign that stands in the text too (bars). Bars are solid; only where
# kinds mix, those less sure than the surest have a pattern. A plan is hollow, its bar with a broken outline.
PATTERNS = {
    "official": Pattern.SOLID, "measured": Pattern.SOLID, "vendor": Pattern.STRIPES, "reported": Pattern.DOTS,
    "estimate": Pattern.LINES,
}  # fmt: skip
SHAPES = {
    "official": "square", "measured": "cross", "vendor": "circle", "reported": "triangle-up", "estimate": "diamond",
}  # fmt: skip
_WEAKEST = ("estimate", "reported", "vendor", "official", "measured")
Span = tuple[float, float]


@dataclass(frozen=True)
class Datum:
    """A reading of a fact as a chart shows it. ``grade`` is its evidence; of a derived fact that of its weakest input.

    ``what`` names it in the table; ``hollow`` draws it as a plan, though it may not be one any more; ``coming`` is a
    figure of what is still to be launched.
    """

    fact: Fact
    row: Reading
    grade: str
    what: str = ""
    hollow: bool = False
    coming: bool = False

    def span(self, unit: str) -> Span:
        """Return its lowest and highest number in ``unit``; raises ChartError where it has none."""
        low, high = self.row.span if self.fact.unit.numeric else (None, None)
        if low is None or high is None:
            raise ChartError(f"{self.fact.id} is not a number, so no chart can draw it")
        return self._converted(low, unit), self._converted(high, unit)

    def number(self, unit: str) -> float:
        """Return its value in ``unit``; of a range the middle."""
        low, high = self.span(unit)
        return (low + high) / 2 if self.row.value is None else self._converted(self.row.number, unit)

    def _converted(self, value: Decimal, unit: str) -> float:
        return float(units.convert(value, self.fact.unit, self._unit(unit)))

    def _unit(self, text: str) -> units.Unit:
        """Return the unit of a chart; raises ChartError where the fact measures something else."""
        try:
            unit = units.parse(text)
            units.convert(Decimal(1), self.fact.unit, unit)
        except units.UnitError as error:
            raise ChartError(f"{self.fact.id}: {error}") from None
        return unit

    @property
    def when(self) -> Span:
        """Return the days a date may mean, first and last; raises ChartError where it is no date."""
        if self.fact.unit.text != "date":
            raise ChartError(f"{self.fact.id} is not a date")
        return days(str(self.row.value))

    @property
    def spoken(self) -> str:
        """Return the date it speaks of: of a plan when it is due; raises ChartError where it has none."""
        text = (self.row.due if self.row.ahead else None) or self.row.as_of
        if not text:
            raise ChartError(f"{self.fact.id} has no date, so no chart can set it on a time axis")
        return text

    @property
    def year(self) -> str:
        """Return the year it speaks of; a period that is none by its own name."""
        when = dates.parse(self.spoken)
        return str(when.year) if when.kind in ("day", "month", "year") else format.date(self.spoken, "short")

    def text(self, form: str = "short", unit: str = "", digits: int | None = None, hedge: bool = True) -> str:
        """Write it as the pages do, in ``unit`` if one is given; ``bare-short`` leaves the currency to the heading."""
        other = self._unit(unit) if unit else None
        plain = "short" if form == "bare-short" else form
        text = reading_text(self.fact, self.row, plain, digits, other, hedge=hedge, style="month")
        money = units.MONEY.get(unit or self.fact.unit.text) if form == "bare-short" else None
        return text.replace(f"{money} ", "").replace(money, "") if money else text

    @property
    def ref(self) -> str:
        """Return its record and value for machines, as a mark of the drawing carries it."""
        return f"{self.fact.id}={machine_value(self.row)}"

    def bar(self, color: Color = Color.CHINA, solid: str = "", loss: bool = False) -> Look:
        """Return how a bar of it looks: ``solid`` is the evidence without a pattern, a ``loss`` is an outline."""
        pattern = Pattern.SOLID if self.grade == solid else PATTERNS[self.grade]
        return Look(color, pattern, hollow=self.hollow or loss, dashed=self.hollow)

    def dot(self, color: Color = Color.CHINA) -> Look:
        """Return how a point of it looks: a plan has a broken edge, what is hollow by the entry alone a whole one."""
        return Look(color, hollow=self.hollow, dashed=self.hollow and (self.row.ahead or self.coming))

    @property
    def shape(self) -> str:
        return SHAPES[self.grade]

    @property
    def ahead(self) -> str:
        """Return what a hollow mark of it is: a plan, a forecast, or what was expected when it was said."""
        return "planned" if self.row.target or self.coming else "forecast" if self.row.forecast else "expected"


def hollow_words(data: Iterable[Datum]) -> str:
    """Return what the hollow marks of these data are."""
    found = {datum.ahead for datum in data if datum.hollow}
    return " or ".join(word for word in ("planned", "forecast", "expected") if word in found)


def days(text: str) -> Span:
    """Return a date as years with decimals, first and last day."""
    when = dates.parse(text)
    return _years(when.first), _years(when.last)


def _years(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / (366 if calendar.isleap(day.year) else 365)


@dataclass
class Take:
    """Takes readings from the ledger for one chart, notes their use on the page, and keeps them for the table."""

    view: View
    taken: list[Datum] = field(default_factory=list)

    def __call__(self, name: str, what: str = "", hollow: bool = False) -> Datum:
        """Take a fact's current reading."""
        fact = self.view.fact(name)
        return self.keep(fact, fact.current, what, hollow)

    def series(self, name: str, what: str = "", hollow: bool = False) -> list[Datum]:
        """Take every observation of a fact, oldest first."""
        fact = self.view.fact(name)
        return [self.keep(fact, row, what, hollow) for row in fact.readings]

    def name(self, subject: str) -> str:
        """Return a subject's name as plain text."""
        record = self.view.subject(subject)
        return record.short or record.name

    def keep(self, fact: Fact, row: Reading, what: str = "", hollow: bool = False) -> Datum:
        """Return a reading as the chart shows it, and keep it for the table."""
        ledger = self.view.ledger
        what = what or f"{ledger.subjects[fact.subject].name}: {fact.label}"
        launch = ledger.subjects[fact.subject].facts.get("launch")
        coming = bool(launch and launch.current.ahead and fact.unit.numeric)
        datum = Datum(fact, row, grade(ledger, fact, row), what, hollow or row.ahead or coming, coming)
        if datum not in self.taken:
            self.taken.append(datum)
        return datum


def grade(ledger: Ledger, fact: Fact, row: Reading) -> str:
    """Return the evidence of a reading; of a derived one that of its weakest input."""
    if row.evidence != "derived":
        return row.evidence
    inputs = [ledger.facts[name] for name in fact.inputs]
    return min((grade(ledger, f, f.current) for f in inputs), key=_WEAKEST.index)


def surest(data: Iterable[Datum]) -> str:
    """Return the surest evidence among what is drawn filled; where there is none, of all."""
    found = list(data)
    return max((d.grade for d in [d for d in found if not d.hollow] or found), key=_WEAKEST.index, default="")


def are_mixed(data: Iterable[Datum]) -> bool:
    """True where figures of several kinds of evidence are drawn."""
    return len({datum.grade for datum in data}) > 1


def bar_legend(bars: Iterable[Datum], others: Iterable[Datum] = (), color: Color = Color.CHINA) -> list[Entry]:
    """Return the legend of bars: the signs of evidence, with patterns where kinds mix, and what a hollow bar is."""
    found = list(bars)
    filled = {d.grade for d in found if not d.hollow}
    solid, mixed = surest(found), len(filled) > 1
    kinds = sorted({d.grade for d in [*found, *others]}, key=_WEAKEST.index, reverse=True)
    every = "all: " if len(kinds) == 1 else ""  # where no figure has a sign of its own
    entries = [
        Entry(
            Look(color, Pattern.SOLID if kind == solid else PATTERNS[kind]),
            every + EVIDENCE[kind],
            "" if mixed and kind in filled and not (kind == solid and color is Color.TEXT) else "none",
            kind,
        )
        for kind in kinds
    ]
    plan = [Entry(Look(color, hollow=True, dashed=True), hollow_words(found))] if hollow_words(found) else []
    return entries + plan


def dot_legend(data: Iterable[Datum], color: Color = Color.CHINA) -> list[Entry]:
    """Return the legend of the shapes that points of these data have."""
    found = list(data)
    entries = _legend((d for d in found if not d.hollow), lambda d: Entry(d.dot(color), EVIDENCE[d.grade], d.shape))
    word = hollow_words(found)
    plans = _legend(
        (d for d in found if d.hollow), lambda d: Entry(d.dot(color), f"{word}, {EVIDENCE[d.grade]}", d.shape)
    )
    if {e.shape for e in plans} <= {e.shape for e in entries}:  # a hollow shape explains all of them
        plans = [replace(e, text=f"hollow, any shape: {word}") for e in plans[:1]]
    return entries + plans


def _legend(data: Iterable[Datum], entry: Callable[[Datum], Entry]) -> list[Entry]:
    order = sorted(data, key=lambda d: (d.hollow, -_WEAKEST.index(d.grade)))
    return list(dict.fromkeys(entry(d) for d in order))

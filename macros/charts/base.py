"""What every chart shares: taking facts from the ledger, how evidence looks, and the figure with text and table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from html import escape

from ..facts.ledger import Fact, Reading
from ..facts.text import EVIDENCE, machine_value, reading_text
from ..pages import blocks, elements, inline
from ..pages.view import MacroError, View
from ..values import dates, units
from .scene import Entry, Look, Scene

# Evidence is told by pattern (bars) and by shape (points); a plan is hollow with a broken outline, whoever states it.
PATTERNS = {"official": "", "measured": "", "vendor": ":stripes", "reported": ":dots", "estimate": ":lines"}
SHAPES = {
    "official": "square",
    "measured": "cross",
    "vendor": "circle",
    "reported": "triangle-up",
    "estimate": "diamond",
}
_WEAKEST = ("estimate", "reported", "vendor", "official", "measured")
PLAN = "plan or forecast"


@dataclass(frozen=True)
class Datum:
    """A reading of a fact as a chart shows it. ``grade`` is its evidence; of a computed fact that of its weakest input."""

    fact: Fact
    row: Reading
    what: str
    grade: str

    def span(self, unit: str) -> tuple[float, float]:
        """Return its lowest and highest number in ``unit``; raises MacroError where it has none."""
        if not self.fact.unit.numeric:
            raise MacroError(f"{self.fact.id} is not a number, so no chart can draw it")
        try:
            target = units.parse(unit)
            low, high = (float(units.convert(end, self.fact.unit, target)) for end in self.row.span)
        except units.UnitError as error:
            raise MacroError(f"{self.fact.id}: {error}") from None
        return low, high

    def number(self, unit: str) -> float:
        """Return its value in ``unit``; of a range the middle."""
        low, high = self.span(unit)
        return (
            (low + high) / 2
            if self.row.value is None
            else float(units.convert(self.row.number, self.fact.unit, units.parse(unit)))
        )

    @property
    def when(self) -> tuple[float, float]:
        """Return the days a date may mean, first and last; raises MacroError where it is no date."""
        if self.fact.unit.text != "date":
            raise MacroError(f"{self.fact.id} is not a date")
        return days(str(self.row.value))

    @property
    def spoken(self) -> tuple[float, float]:
        """Return the days it speaks of: those on which a plan is due, else those of its date."""
        text = (self.row.due if self.row.target else None) or self.row.as_of
        if not text:
            raise MacroError(f"{self.fact.id} has no date, so no chart can set it on a time axis")
        return days(text)

    @property
    def year(self) -> str:
        """Return the year it speaks of."""
        return str(dates.parse((self.row.due if self.row.target else None) or self.row.as_of).year)

    def text(self, form: str = "short", digits: int | None = None, unit: str | None = None) -> str:
        """Write it as the pages do."""
        style = "full" if form == "long" else "month"
        return reading_text(self.fact, self.row, form, digits, units.parse(unit) if unit else None, style=style)

    def figures(self) -> str:
        """Write its number without the unit, which the heading names."""
        hedge = f"{self.row.approx} " if self.row.approx else ""
        return hedge + self.text("bare")

    @property
    def ref(self) -> str:
        """Return its record and value for machines, as a mark of the drawing carries it."""
        return f"{self.fact.id}={machine_value(self.row)}"

    def bar(self, color: int = 1) -> Look:
        """Return how a bar of it looks."""
        if self.row.target:
            return Look("paper", str(color), True)
        return Look(f"{color}{PATTERNS[self.grade]}", str(color))

    def dot(self, color: int = 1) -> Look:
        """Return how a point of it looks."""
        return Look("paper", str(color)) if self.row.target else Look(str(color), str(color))

    @property
    def shape(self) -> str:
        return SHAPES[self.grade]


def days(text: str) -> tuple[float, float]:
    """Return a date as years with decimals, first and last day."""
    when = dates.parse(text)
    return tuple(
        day.year + (day.timetuple().tm_yday - 1) / (366 if day.year % 4 == 0 else 365)
        for day in (when.first, when.last)
    )  # type: ignore[return-value]


@dataclass
class Take:
    """Takes readings from the ledger for one chart, notes their use on the page, and keeps them for the table."""

    view: View
    taken: list[Datum] = field(default_factory=list)

    def __call__(self, name: str, what: str | None = None, at: str | None = None) -> Datum:
        """Take a fact's current reading, or its observation of a date."""
        fact = self.view.fact(name)
        return self._keep(fact, fact.current if at is None else inline.observation(fact, at), what)

    def series(self, name: str, what: str | None = None) -> list[Datum]:
        """Take every observation of a fact, oldest first."""
        fact = self.view.fact(name)
        return [self._keep(fact, row, what) for row in fact.readings]

    def others(self, name: str, what: str | None = None) -> list[Datum]:
        """Take what other sources say; nothing where they agree."""
        fact = self.view.fact(name)
        return [self._keep(fact, row, what) for row in fact.alternatives]

    def other(self, name: str, source: str, what: str | None = None) -> Datum:
        """Take what one other source says, named by its key; raises MacroError where it says nothing."""
        fact = self.view.fact(name)
        rows = [row for row in fact.alternatives if source in row.sources]
        if len(rows) != 1:
            raise MacroError(f"{name} has {len(rows)} alternatives by {source!r}; the chart needs one")
        return self._keep(fact, rows[0], what)

    def name(self, subject: str) -> str:
        """Return a subject's name as plain text."""
        record = self.view.subject(subject)
        return record.short or record.name

    def _keep(self, fact: Fact, row: Reading, what: str | None) -> Datum:
        datum = Datum(
            fact, row, what or f"{self.view.ledger.subjects[fact.subject].name}: {fact.label}", self._grade(fact, row)
        )
        if datum not in self.taken:
            self.taken.append(datum)
        return datum

    def _grade(self, fact: Fact, row: Reading) -> str:
        if row.evidence != "derived":
            return row.evidence
        inputs = [self.view.ledger.facts[name] for name in fact.inputs]
        return min((self._grade(f, f.current) for f in inputs), key=_WEAKEST.index)


@dataclass
class Picture:
    """A chart in all its forms: ``title`` and ``story`` as HTML, ``alt`` as plain text, a drawing for each width, the data."""

    title: str
    story: str
    alt: str
    draw: Callable[[str, int], Scene]
    data: list[Datum]


def expected(datum: Datum) -> Datum:
    """Return a reading to be drawn hollow: it was expected when it was said, even where the year has passed since."""
    return replace(datum, row=replace(datum.row, target=True))


def bar_legend(data: Iterable[Datum], color: int = 1) -> list[Entry]:
    """Return the legend of the patterns that bars of these data have."""
    return _legend(data, lambda d: Entry(d.bar(color), PLAN if d.row.target else EVIDENCE[d.grade]))


def dot_legend(data: Iterable[Datum], color: int = 1) -> list[Entry]:
    """Return the legend of the shapes that points of these data have."""
    found = list(data)
    entries = _legend((d for d in found if not d.row.target), lambda d: Entry(d.dot(color), EVIDENCE[d.grade], d.shape))
    plans = _legend(
        (d for d in found if d.row.target), lambda d: Entry(d.dot(color), f"{PLAN}, {EVIDENCE[d.grade]}", d.shape)
    )
    if {e.shape for e in plans} <= {e.shape for e in entries}:  # a hollow shape explains all of them
        plans = [Entry(e.look, f"hollow, any shape: {PLAN}", e.shape) for e in plans[:1]]
    return entries + plans


def _legend(data: Iterable[Datum], entry: Callable[[Datum], Entry]) -> list[Entry]:
    order = sorted(data, key=lambda d: (d.row.target, -_WEAKEST.index(d.grade)))
    return list(dict.fromkeys(entry(d) for d in order))


def shown(view: View, datum: Datum, form: str = "long", digits: int | None = None) -> str:
    """Return a reading as the element that names its record, for captions."""
    return elements.element(view, datum.fact, datum.row, datum.text(form, digits))


def figure(view: View, name: str, of: str, picture: Picture, drawings: Iterable[str]) -> str:
    """Return the figure: caption, drawings, and the data as a table that opens on demand."""
    caption = f"<figcaption><strong>{picture.title}</strong> {picture.story}</figcaption>"
    head = ("What", "Value", "As of", "Evidence")
    table = blocks.grid(
        head, [_table_row(view, datum) for datum in picture.data], f"Data: {picture.title}", "chart-table"
    )
    details = f'<details class="chart-data"><summary>The chart as a table</summary>{table}</details>'
    whose = f' data-of="{of}"' if of else ""
    return f'<figure class="chart" data-chart="{name}"{whose} data-search-exclude>{caption}{"".join(drawings)}{details}</figure>'


def _table_row(view: View, datum: Datum) -> str:
    fact, row = datum.fact, datum.row
    value = elements.element(view, fact, row, reading_text(fact, row, "long"))
    if row.basis:
        value += f' <small class="basis">{escape(row.basis)}</small>'
    when = elements.dated(row.as_of, fact.id, "as_of") if row.as_of else ""
    if row.target:
        when += (
            f"<br><small>due {elements.dated(row.due, fact.id, 'due')}</small>"
            if row.due
            else "<br><small>plan or forecast</small>"
        )
    return f'<tr><th scope="row" data-record="{fact.id}">{escape(datum.what)}</th><td>{value}</td><td>{when}</td><td>{elements.evidence(row.evidence)}</td></tr>'

"""The shape of a chart in a data file, as Pydantic models: its form, its words, and the facts it draws."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(min_length=1)]
Path = tuple[str | int, ...]
Evidence = Literal["official", "vendor", "reported", "estimate", "measured"]
Color = Literal["china", "abroad", "third", "fourth"]
Shape = Literal["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]
Position = Annotated[list[Decimal | int], Field(min_length=2, max_length=2)]


class Part(BaseModel):
    """Base of all parts of a chart: no unknown fields, no guessing of types."""

    model_config = ConfigDict(defer_build=True, extra="forbid", strict=True, frozen=True)


class Row(Part):
    """A reading of a fact as a bar or a point, or (``series``) each observation of it as one."""

    fact: str = Field(description="The fact it shows: subject.fact")
    name: Words | None = Field(None, description="What stands beside it; without it the name of the fact's subject")
    table: Words | None = Field(None, description="Its name in the table below the chart")
    at: str | int | None = Field(None, description="The date of one observation")
    source: str | None = Field(None, description="For an alternative: the key of the source that says it")
    series: bool = Field(default=False, description="One row for each observation")
    expected: bool = Field(default=False, description="Drawn hollow: it was expected when it was said")
    color: Color = Field(default="china", description="Whose figure it is")
    aim: str | None = Field(None, description="In points: a second fact, to which a line runs, as what is aimed at")
    earlier: bool = Field(default=False, description="Earlier observations beside the latest, as fine strokes")


class Across(Part):
    """A line across the bars of a panel, to hold them against: a limit, or what somebody else has."""

    fact: str = Field(description="The fact it shows: subject.fact")
    name: Words = Field(description="What stands above it, before its figure")
    table: Words | None = Field(
        None, description="Its name in the table below the chart; without it that above the line"
    )
    color: Color = Field(default="third", description="Whose figure it is")


class Panel(Part):
    """Rows of one unit under a heading."""

    title: Words = Field(description="Its heading")
    unit: Words = Field(description="The unit of its scale")
    rows: list[Row] = Field(min_length=1, description="Its rows, from the top")
    row: Words | None = Field(None, description="How its rows are named, if not as those of the chart")
    table: Words | None = Field(None, description="How the table names them, if not as those of the chart")
    values: Literal["short", "bare", "bare-short", "million"] = Field(
        default="bare", description="Values as in tables (short: CNY 3 bn), or without the unit that the heading names"
    )
    digits: int | None = Field(None, description="Significant digits of the values")
    sort: bool = Field(default=False, description="The largest first")
    band: bool = Field(default=False, description="Shade from the lowest to the highest point")
    log: bool = Field(default=False, description="Of points: a scale on which equal steps are equal ratios")
    equal: Words | None = Field(None, description="Draw a line at the value one, with this name")
    across: list[Across] = Field(default_factory=list, description="Lines across its bars")


class Side(Part):
    """Who takes the steps of a row of events, and how they look."""

    name: Words = Field(description="What a filled point means")
    hollow: Words = Field(description="What a hollow point means: a step back, or a date that was promised")
    planned: Words | None = Field(None, description="What a hollow point with a broken edge means, if not the same")
    color: Color = Field("china", description="The color of its points")
    lane: Words | None = Field(None, description="The name of its row, which sides may share")


class Step(Part):
    """A dated step."""

    fact: str = Field(description="A fact with unit date")
    side: Words = Field(description="One of the sides of the chart")
    name: Words | None = Field(None, description="What happened; without it the label of the fact")
    eased: bool = Field(default=False, description="Drawn hollow, as a date that is a target always is")
    within: Literal["early", "late"] | None = Field(
        None, description="Where in a longer period it fell, as a text says"
    )


class Series(Part):
    """Figures of one way of counting, joined by a line."""

    name: Words = Field(description="What the legend calls it")
    facts: list[str] = Field(min_length=1, description="Its facts in order, with all their observations")
    color: Color = Field(description="The color of its line and points")
    shape: Shape = Field(description="The shape of its points")
    expected: bool = Field(default=False, description="Drawn hollow: it was expected when it was said")
    joined: bool = Field(default=True, description="A line joins its points; none where years between them are unknown")


class Measure(Part):
    """A fact that several subjects have, and how a chart shows it."""

    key: Words = Field(description="The key of the fact, the same for every subject")
    unit: Words = Field(description="The unit of its scale")
    title: Words = Field(description="The heading of its scale")
    missing: Words | None = Field(None, description="How a sentence names it that says nothing was found")
    dense: bool = Field(default=False, description="Every figure must be counted dense, as the title says")
    chips: list[str] = Field(default_factory=list, description="Subjects, if not those of the chart")


class _Chart(Part):
    """What every chart has."""

    title: Words = Field(description="The finding, in words that the data bear out; may call the macros of a sentence")
    subtitle: Words | None = Field(None, description="What is measured, its unit, place and period")
    caption: Words = Field(description="What to see and what not to conclude; may call the macros of a sentence")
    alt: Words = Field("", description="How the text alternative begins; the figures follow by themselves")
    colors: dict[Color, Words] = Field(default_factory=dict, description="What a color stands for, for the legend")
    evidence: Evidence | None = Field(None, description="The evidence that every figure has, as the caption says")
    graded: Words | None = Field(None, description="What the signs of evidence speak of, if not of the figures drawn")
    mixes: Words | None = Field(None, description="Why figures that are not alike stand on one scale, for readers")
    absent: list[str] = Field(default_factory=list, description="Facts that the caption says nobody has found")
    notes: dict[str, Words] = Field(
        default_factory=dict, description="Sentences for a place {like-this} in the caption, set where the data fit"
    )

    @property
    def for_each(self) -> bool:
        """True for a chart that there is one of for each maker, whom the page names."""
        return False


class Rows(_Chart):
    """What charts of panels have."""

    one_scale: bool = Field(default=False, description="All panels share one scale")
    row: Words = Field("{name}", description="How rows are named, with {name} {year} {date}")
    table: Words = Field("{subject}: {label}", description="How the table names them, with {title} too")
    strokes: Words | None = Field(None, description="What the fine strokes mean")
    panels: list[Panel] = Field(min_length=1, description="Its headings with their rows")


class Bars(Rows):
    """Bars from zero; the end that spans a range is hollow."""

    form: Literal["bars"] = Field(description="The word bars")


class Points(Rows):
    """Points, a shape for each kind of evidence: for figures of one thing by several voices."""

    form: Literal["points"] = Field(description="The word points")


class Columns(Rows):
    """Columns over time, in the order given; all panels share one scale."""

    form: Literal["columns"] = Field(description="The word columns")


class Share(Part):
    """One who has a part in a whole."""

    fact: str = Field(description="The fact it shows: subject.fact")
    name: Words | None = Field(None, description="Who it is; without it the name of the fact's subject")
    table: Words | None = Field(None, description="Its name in the table below the chart")
    at: str | int | None = Field(None, description="The date of one observation")
    color: Color = Field(default="china", description="Whose figure it is; parts of one color differ in shade")


class Whole(Part):
    """A whole that several have a part in: a bar from end to end."""

    title: Words = Field(description="Its heading")
    unit: Words = Field(description="The unit of its parts")
    parts: list[Share] = Field(min_length=1, description="Its parts, from the left")
    whole: str | None = Field(None, description="The fact that is the whole; else a hundred percent, or the parts' sum")
    rest: Words | None = Field(None, description="What is left of the whole, for readers")


class Wholes(_Chart):
    """Wholes divided among those who have a part in them."""

    form: Literal["wholes"] = Field(description="The word wholes")
    row: Words = Field("{name}", description="How parts are named, with {name} {year} {date}")
    table: Words = Field("{title}: {name}", description="How the table names them")
    wholes: list[Whole] = Field(min_length=1, description="The bars, from the top")


class Events(_Chart):
    """Dated steps as numbered points, a row for each side, and below them what each number stands for."""

    form: Literal["events"] = Field(description="The word events")
    sides: dict[str, Side] = Field(min_length=1, description="Who takes the steps, by a word of your own")
    steps: list[Step] = Field(min_length=1, description="The dated steps, in any order")


class Lines(_Chart):
    """Points over time, joined within a series: shares of a whole, or on a scale of equal ratios."""

    form: Literal["lines"] = Field(description="The word lines")
    axis: Words = Field(description="The heading of the scale")
    unit: Words = Field(description="percent for shares of a whole; any other unit stands on a scale of equal ratios")
    series: list[Series] = Field(min_length=1, description="Its lines")
    hollow: Words | None = Field(None, description="What the legend calls hollow points")


class Launches(_Chart):
    """Figures of chips by the date of their launch."""

    form: Literal["launches"] = Field(description="The word launches")
    chips: list[str] = Field(min_length=1, description="The chips, by their ids")
    beside: list[str] = Field(default_factory=list, description="Chips of others, for comparison, where they have it")
    measures: list[Measure] = Field(min_length=1, description="What is shown of each, a scale each")


class Specifications(_Chart):
    """Figures of single chips, each measure on a scale of its own.

    ``of`` says whose: the chips listed, or those of the maker that the page names; those ``beside`` stand below.
    """

    form: Literal["specifications"] = Field(description="The word specifications")
    of: Literal["chips", "maker"] = Field(description="Whose: those of chips, or of the maker")
    chips: list[str] = Field(default_factory=list, description="The chips, where of is chips")
    beside: list[str] = Field(min_length=1, description="Chips below them, for comparison")
    measures: list[Measure] = Field(min_length=1, description="What is shown of each, a scale each")
    strokes: Words | None = Field(None, description="What the fine strokes mean")

    @property
    def for_each(self) -> bool:
        return self.of == "maker"


class Scatter(_Chart):
    """Every chip that has two measures, the first upward and the second along, both on scales of equal ratios."""

    form: Literal["scatter"] = Field(description="The word scatter")
    measures: list[Measure] = Field(min_length=2, max_length=2, description="The first upward, the second along")
    well_known: list[str] = Field(default_factory=list, description="Makers whose names need not stand at their chips")


class Place(Part):
    """A place with what is counted there; without a position it is drawn below the map, as one that nobody names."""

    name: Words = Field(description="What stands beside it")
    position: Position | None = Field(None, description="Degrees east and degrees north, to a tenth, by GeoNames")
    facts: list[str] = Field(min_length=1, description="The facts counted there, each a mark as large as its number")


class Map(_Chart):
    """Counts where they stand, as marks on the land of East Asia, which is drawn without borders."""

    form: Literal["map"] = Field(description="The word map")
    places: list[Place] = Field(min_length=1, description="Its places")
    elsewhere: Words | None = Field(None, description="The heading of the places without a position, below the map")


class Results(_Chart):
    """Revenue and net result of a company by year, as columns."""

    form: Literal["results"] = Field(description="The word results")
    revenue: Words = Field(description="The heading of the revenue")
    loss: Words = Field(description="The heading of the result where there is a loss")
    profit: Words = Field(description="The heading of the result where there is none")
    losses: Words | None = Field(None, description="What the legend calls columns below zero")

    @property
    def for_each(self) -> bool:
        return True


Chart = Annotated[
    Bars | Points | Columns | Wholes | Events | Lines | Launches | Specifications | Scatter | Map | Results,
    Field(discriminator="form"),
]
_FORMS = (Bars, Points, Columns, Wholes, Events, Lines, Launches, Specifications, Scatter, Map, Results)
COMMON: type[Part] = _Chart
FORMS = tuple(form.__name__.lower() for form in _FORMS)
PARTS: dict[str, tuple[type[Part], ...]] = {
    "rows": (Row,), "across": (Across,), "panels": (Panel,), "steps": (Step,), "sides": (Side,), "measures": (Measure,),
    "series": (Series,), "wholes": (Whole,), "parts": (Share,), "places": (Place,), "charts": _FORMS,
}  # fmt: skip

"""The shape of the data files, as Pydantic models. This is what an editor may write, and what each field means."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from babel import Locale
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ..values import dates, plain
from . import relations
from .chart import Chart

Evidence = Literal["official", "vendor", "reported", "estimate", "measured"]
Approx = Literal["about", "more than", "nearly", "at least", "up to", "less than"]
Number = int | Decimal
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_FACT_ID = r"^[a-z0-9-]+\.[a-z0-9-]+(\.[a-z0-9-]+)*$"
_KEY = r"^[a-z0-9]+([.-][a-z0-9]+)*$"
_DATE, _DAY = (
    r"^([0-9]{4}(-(Q[1-4]|H[12]|9M))?|FY[0-9]{4}(-(Q[1-4]|H[12]|9M))?/[0-9]{4}-[0-9]{2}"
    r"|[0-9]{4}(-[0-9]{2}){0,2}(/[0-9]{4}(-[0-9]{2}){0,2})?)$",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
)
_PUBLISHED = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_PATH, _TEXT = r"^[a-zA-Z0-9_-]+([/.-][a-zA-Z0-9_-]+)*$", r"^\S([\s\S]*\S)?$"
MEANT = {
    _ID: "an id is lower-case letters and digits, joined by hyphens",
    _KEY: "a key is lower-case letters and digits, joined by hyphens",
    _FACT_ID: "a fact is named subject.fact",
    _DATE: dates.FORMS,
    _PUBLISHED: "write 2026-02-28, 2026-02 or 2026",
    _DAY: "write a day, 2026-02-28",
    _PATH: "a path is words joined by /, such as ascend/systems",
    _TEXT: "a text begins and ends with a word, not with a space or a line break (>- folds lines without one)",
}  # fmt: skip
Id = Annotated[str, Field(pattern=_ID)]
FactId = Annotated[str, Field(pattern=_FACT_ID)]


def in_calendar(given: str | int) -> str | int:
    """Return a date as it is given; raises ValueError where there is no such date, or none that this site can mean."""
    when = dates.parse(str(given))
    if when.first.year < 1900 or when.last.year > 2100:
        raise ValueError(f"{str(given)!r} must be a slip: years run from 1900 to 2100")
    return given


def _address(given: str) -> str:
    if why := plain.no_address(given):
        raise ValueError(why)
    return given


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


def _language(given: str) -> str:
    if given not in _languages():
        raise ValueError("write a language in the two letters of ISO 639-1: en, zh")
    return given


def _no_bracket(given: str) -> str:
    if set(given) & set("()[]（）"):
        raise ValueError(
            "a name holds no brackets; whose report a source repeats is its origin, another spelling goes under aka"
        )
    return given


def _distinct(given: Any) -> Any:
    if twice := next((entry for entry in given if given.count(entry) > 1), None):
        raise ValueError(f"{twice!r} stands twice in the list; once is enough")
    return given


Once = AfterValidator(_distinct)
DateText = Annotated[str, Field(pattern=_DATE)]
Date = Annotated[DateText | int, AfterValidator(in_calendar)]
Published = Annotated[Annotated[str, Field(pattern=_PUBLISHED)] | int, AfterValidator(in_calendar)]
Day = Annotated[str, Field(pattern=_DAY), AfterValidator(in_calendar)]
Text = Annotated[str, Field(min_length=1, pattern=_TEXT)]
Words = dict[Text, Annotated[list[Text], Once]]
Address = Annotated[str, AfterValidator(_address)]
Path = Annotated[str, Field(pattern=_PATH)]
Key = Annotated[str, Field(pattern=_KEY)]
Kind = Literal[
    "event", "company", "chip", "product", "system", "software", "deployment",
    "place", "policy", "fund", "person", "indicator", "organization",
]  # fmt: skip
EventKind = Literal[
    "launch", "listing", "funding", "control", "deployment", "policy", "summit", "result", "software", "company"
]
PublisherKind = Literal[
    "government", "exchange", "company", "agency", "newspaper", "trade-press", "analyst",
    "research", "reference", "repost", "blog", "forum", "code-repository",
]  # fmt: skip
Measure = Literal[
    "date", "text", "list", "subjects", "count", "percent", "times", "money", "rate", "bytes", "bytes per second",
    "compute", "watts", "energy", "hertz", "time", "length", "area",
]  # fmt: skip


class Entry(BaseModel):
    """Base of all entries: no unknown fields, no guessing of types."""

    model_config = ConfigDict(defer_build=True, extra="forbid", strict=True, frozen=True, coerce_numbers_to_str=False)


class Reading(Entry):
    """One statement of a value by one or more sources."""

    value: Number | Text | Annotated[list[Text], Field(min_length=1), Once] | None = Field(
        None, description="A number, a date or period, a short text, or a list"
    )
    low: Number | None = Field(None, description="Lower end of a range")
    high: Number | None = Field(None, description="Upper end of a range")
    printed: Text | Annotated[list[Text], Field(min_length=1)] | None = Field(
        None, description="The figure as the source prints it"
    )
    figure: Text | None = Field(
        None, description="Which figure of the print is meant, where it stands among others or its unit elsewhere"
    )
    approx: Approx | None = Field(None, description="How the source hedges the figure")
    as_of: Date | None = Field(None, description=f"The date or period the figure speaks of; {dates.FORMS}")
    evidence: Evidence | None = Field(None, description="Who says so: official, vendor, reported, estimate, measured")
    by: Text | None = Field(None, description="Who claims, estimates or tested it: the id of a publisher")
    sources: Annotated[list[Text], Once] | None = Field(
        None, min_length=1, description="Keys of sources: of this file, of data/sources.yml or of another page's file"
    )
    target: bool = Field(default=False, description="A plan or goal of those who act, not a fact yet")
    forecast: bool = Field(default=False, description="What somebody expects, no plan; `by` says whose model it is")
    due: Date | None = Field(None, description="When the target is due, or the date a forecast is for")
    met: Text | None = Field(None, description="For a target that came true: what shows it, in a few words")
    missed: Text | None = Field(None, description="For a target that failed: what shows it, in a few words")
    basis: Text | None = Field(None, description="How a compute figure counts: number format, density, units")
    note: Text | None = Field(None, description="A caveat in your own words, one or two sentences")


class Superseded(Reading):
    """An older value of the same thing, kept with the reason it fell."""

    until: Date = Field(description="Until when it held")
    why: Text = Field(description="Why it fell, in a few words")


class Fact(Reading):
    """One fact of a subject: a value, a range, a series of observations, or a formula."""

    label: Text | None = Field(
        None, description="What the figure is, as a short noun phrase; needless if data/vocabulary.yml has it"
    )
    unit: Text = Field(description="One of the units below, or several with / between them")
    observations: list[Reading] | None = Field(
        None, min_length=1, description="A dated series of one definition; the latest counts"
    )
    formula: Text | None = Field(
        None, description="Derived from other facts: names and + - * / sum() count(); year for what a rate gives in one"
    )
    mixes: Text | None = Field(
        None, description="For a formula over figures that are not alike: why, in words for readers"
    )
    alternatives: list[Reading] = Field(default_factory=list, description="What other sources say")
    superseded: list[Superseded] = Field(default_factory=list, description="Older values, with until and why")
    event: EventKind | None = Field(None, description="Puts a date on the timeline")
    review: Published | None = Field(None, description="When an editor should look again")


class Subject(Entry):
    """Something facts are about: an event, a company, a chip ..., with defaults of provenance for its facts."""

    name: Text = Field(description="The name as the pages print it")
    kind: Kind = Field(description=f"What it is: {', '.join(get_args(Kind))}")
    zh: Text | None = Field(None, description="Chinese name")
    short: Text | None = Field(None, description="A shorter name, for charts")
    aka: Annotated[list[Text], Once] = Field(default_factory=list, description="Other spellings, for search")
    links: dict[Key, Id | Annotated[list[Id], Once]] = Field(
        default_factory=dict, description=relations.MEANT, json_schema_extra=relations.ONLY
    )
    page: Path | None = Field(None, description="Page that tells of it, if not the page of the file's name")
    key_figures: dict[FactId, Text] = Field(
        default_factory=dict, min_length=5, max_length=5, description="The five facts its page begins with, named"
    )
    as_of: Date | None = Field(None, description="The date or period of its facts that give none")
    evidence: Evidence | None = Field(None, description="The evidence of its facts that give none")
    by: Text | None = Field(None, description="Who claims its facts that name nobody")
    sources: Annotated[list[Text], Once] | None = Field(None, min_length=1, description="Sources of facts without any")
    facts: dict[Key, Fact] = Field(default_factory=dict, description="Its facts by their keys")


class Unknown(Entry):
    """Something nobody has published."""

    text: Text = Field(description="What nobody has published, as a phrase or sentence")
    about: Id | None = Field(None, description="The subject it is about")


class Correction(Entry):
    """What the starting article said, and what the evidence supports."""

    said: Text = Field(description="What the article said, in short")
    reading: Text = Field(description="What the evidence supports")
    facts: Annotated[list[FactId], Once] = Field(default_factory=list, description="The facts that show it")


class Source(Entry):
    """A bibliographic record: the producer first, then the title, as in ISO 690."""

    publisher: Text = Field(description="Who says it: the id of a publisher in data/publishers.yml")
    origin: Text | None = Field(None, description="Whose reporting or data it repeats: the id of a publisher")
    report: Text | None = Field(None, description="What it repeats, in words, where the origin's name says too little")
    via: Text | None = Field(None, description="The site that carries the copy read: its id, or its name")
    title: Text | None = Field(None, description="The title as printed, or what the page is")
    url: Address = Field(description="The address a reader can open")
    kind: Literal["primary", "vendor", "news", "analysis", "aggregator", "reference"] = Field(
        description="primary, vendor, news, analysis, aggregator (repeats other reports) or reference"
    )
    lang: Annotated[str, AfterValidator(_language)] = Field(description="The language in two letters")
    published: Published | None = Field(None, description="The day, month or year it came out")


class Bibliography(Entry):
    """data/sources.yml: the sources that several pages name."""

    sources: dict[Key, Source] = Field(description="Sources by their keys")


class Publisher(Entry):
    """Who publishes sources; all its sources are one voice."""

    name: Annotated[Text, AfterValidator(_no_bracket)] = Field(description="The name as the pages print it")
    zh: Text | None = Field(None, description="Chinese name")
    aka: Annotated[list[Text], Once] = Field(
        default_factory=list, description="Other spellings, and names of its sites"
    )
    kind: PublisherKind = Field(description=f"What it is: {', '.join(get_args(PublisherKind))}")
    subject: Id | None = Field(None, description="The subject that it speaks for, if the ledger has one")


class Publishers(Entry):
    """data/publishers.yml."""

    publishers: dict[Id, Publisher] = Field(description="Publishers by their ids")


class Meaning(Entry):
    """What the key of a common fact means, wherever it stands."""

    label: Text = Field(description="The label of a fact that gives none")
    heading: Text | None = Field(None, description="Heading of its column in a table, if not the label")
    unit: Measure | list[Measure] = Field(description="What its unit must measure")
    definition: Text = Field(description="What is counted or measured")


class Vocabulary(Entry):
    """data/vocabulary.yml."""

    keys: dict[Key, Meaning] = Field(description="Common keys of facts")


class Page(Entry):
    """A data file: the facts of one page, and the sources that only it names."""

    sources: dict[Key, Source] = Field(default_factory=dict, description="Sources that only this page names")
    subjects: dict[Id, Subject] = Field(default_factory=dict, description="What its facts are about, by id")
    unknowns: dict[Id, Unknown] = Field(default_factory=dict, description="What nobody has published")
    corrections: dict[Id, Correction] = Field(default_factory=dict, description="What the starting article said")
    charts: dict[Id, Chart] = Field(default_factory=dict, description="Charts by their ids")


class Term(Entry):
    """A technical word, explained in two sentences."""

    name: Text = Field(description="The word as the pages print it")
    text: Text = Field(description="What it means, in two sentences")
    zh: Text | None = Field(None, description="Chinese name")
    aka: Annotated[list[Text], Once] = Field(default_factory=list, description="Other spellings, for search")
    see: Annotated[list[Id], Once] = Field(default_factory=list, description="Terms to read with it")


class Glossary(Entry):
    """data/glossary.yml."""

    terms: dict[Id, Term] = Field(description="Terms by their ids")


class Site(Entry):
    """data/site.yml: what the site says about itself."""

    name: Text = Field(description="The name of the site")
    as_of: Day = Field(description="The day of which the data speak; no build reads a clock")
    repository: Address | None = Field(default=None, description="Address of the repository on GitHub, for corrections")
    branch: Path = Field(default="main", description="The branch of the repository that is edited")
    asked: Words = Field(default_factory=dict, description="What readers type, by words of headings that answer it")
    spelled: Words = Field(default_factory=dict, description="How else readers type names that no record has")

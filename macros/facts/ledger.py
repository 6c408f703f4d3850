"""The model every page, chart, table and export reads: subjects, facts, sources, checked and resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ..values import dates
from ..values.problem import closest, nearest
from ..values.units import Unit
from . import chart, revision, schema

Value = Decimal | str | tuple[str, ...] | None


@dataclass(frozen=True)
class Reading:
    """A resolved statement: value, range, date it speaks of, evidence, sources (keys), the value as printed."""

    value: Value
    low: Decimal | None = None
    high: Decimal | None = None
    printed: tuple[str, ...] = ()
    figure: str | None = None
    approx: str | None = None
    as_of: str = ""
    evidence: str = "derived"
    by: str | None = None
    sources: tuple[str, ...] = ()
    target: bool = False
    forecast: bool = False
    due: str | None = None
    met: str | None = None
    missed: str | None = None
    basis: str | None = None
    note: str | None = None
    significant: int | None = None
    path: tuple[str | int, ...] = ()
    """Where it stands below its fact's entry in the file."""

    @property
    def number(self) -> Decimal:
        """The value as a number; raises ValueError where there is none."""
        if not isinstance(self.value, Decimal):
            raise ValueError("not a single number")
        return self.value

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest number it allows."""
        low = self.low if self.low is not None else self.number
        high = self.high if self.high is not None else self.number
        return low, high

    @property
    def ahead(self) -> bool:
        """True for what was no fact yet when it was said: a plan or a forecast."""
        return self.target or self.forecast


@dataclass
class Fact:
    """A fact of a subject. ``readings`` run from the oldest to the current one."""

    id: str
    subject: str
    label: str
    unit: Unit
    readings: tuple[Reading, ...]
    file: str
    line: int
    page: str
    alternatives: tuple[Reading, ...] = ()
    superseded: tuple[tuple[Reading, str, str], ...] = ()
    formula: str | None = None
    inputs: tuple[str, ...] = ()
    event: str | None = None
    review: str | None = None
    note: str | None = None
    mixes: str | None = None

    @property
    def key(self) -> str:
        return self.id.split(".", 1)[1]

    @property
    def current(self) -> Reading:
        return self.readings[-1]

    @property
    def derived(self) -> bool:
        return self.formula is not None

    @property
    def rows(self) -> tuple[Reading, ...]:
        """All that its entry says: its readings, what others say, and what it once said."""
        return (*self.readings, *self.alternatives, *(row for row, _, _ in self.superseded))

    @property
    def date(self) -> dates.PartialDate:
        """The value of a date fact; raises ValueError for others."""
        return dates.parse(str(self.current.value))


@dataclass
class Subject:
    """A subject with its facts by key."""

    id: str
    name: str
    kind: str
    page: str
    file: str
    line: int
    zh: str | None = None
    short: str | None = None
    aka: tuple[str, ...] = ()
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    key_figures: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class Unknown:
    """Something nobody has published, on the page it belongs to."""

    id: str
    text: str
    page: str
    about: str | None


@dataclass(frozen=True)
class Chart:
    """A chart as its data file describes it, with the lines its parts stand in."""

    id: str
    entry: chart.Chart
    file: str
    lines: dict[chart.Path, int]

    def line(self, path: chart.Path = ()) -> int:
        """Return the line of a part, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines[path]


@dataclass
class Ledger:
    """All data of the site."""

    site: schema.Site
    subjects: dict[str, Subject] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, schema.Source] = field(default_factory=dict)
    publishers: dict[str, schema.Publisher] = field(default_factory=dict)
    vocabulary: dict[str, schema.Meaning] = field(default_factory=dict)
    terms: dict[str, schema.Term] = field(default_factory=dict)
    unknowns: list[Unknown] = field(default_factory=list)
    corrections: dict[str, schema.Correction] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    revisions: dict[str, revision.Revision] = field(default_factory=dict)
    declared: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of everything that the files name, whether or not its entry is right."""
    unread: bool = False
    """True where nothing could be read of a file: then nobody knows which names it declares."""

    def is_declared(self, kind: str, name: str) -> bool:
        """True where the data name it, or may do so: then its absence is the fault of its own entry."""
        return self.unread or (kind, name) in self.declared

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> str:
        """Say that no file has a name, with the nearest one; where a fact's subject is unknown too, say that."""
        subject = name.partition(".")[0]
        known = tuple(known)
        has_facts = self.is_declared("subject", subject) or any(one.startswith(f"{subject}.") for one in known)
        if kind == "fact" and not has_facts:
            return f"unknown fact {name!r}: there is no subject {subject!r}{nearest(subject, self.subjects)}"
        if kind == "fact":  # a shared subject makes any two of its facts look alike, so keys are compared alone
            own, key = f"{subject}.", name.partition(".")[2]
            near = closest(key, (one.removeprefix(own) for one in known if one.startswith(own)))
            elsewhere = [one for one in known if one.endswith(f".{key}")]
            return f"unknown fact {name!r}{nearest(own + near, known) if near else nearest(name, elsewhere)}"
        return f"unknown {kind} {name!r}{nearest(name, known)}"

    def all_sources(self, fact: Fact) -> tuple[str, ...]:
        """Sources of the current reading; for a derived fact those of its inputs."""
        if not fact.derived:
            return fact.current.sources
        keys = [key for name in fact.inputs if name in self.facts for key in self.all_sources(self.facts[name])]
        return tuple(dict.fromkeys(keys))

    def voices(self, keys: tuple[str, ...]) -> set[str]:
        """Return the publishers that stand behind sources: reports that repeat one origin count once."""
        return {self.sources[key].origin or self.sources[key].publisher for key in keys}

    def publisher(self, key: str) -> str:
        """Return the name of the publisher of a source."""
        return self.named(self.sources[key].publisher)

    def named(self, publisher: str) -> str:
        """Return a publisher's name by its id; a site that only carries copies may stand by its name alone."""
        return self.publishers[publisher].name if publisher in self.publishers else publisher

    def kind(self, publisher: str) -> str:
        """Return what a publisher is, by its id, or an empty text where its entry is missing."""
        return self.publishers[publisher].kind if publisher in self.publishers else ""

    def single_source(self, fact: Fact, row: Reading | None = None) -> bool:
        """True where one voice only stands behind a sourced fact, or its given reading, or behind an input."""
        if fact.derived:
            return any(self.single_source(self.facts[name]) for name in fact.inputs if name in self.facts)
        return len(self.voices((row or fact.current).sources)) < 2

"""The words of a chart from its entry, with the place they stand in for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..facts import chart as entries
from ..facts import like
from ..facts.chart import Path
from ..facts.chips import maker
from ..facts.ledger import Chart, Subject
from ..facts.text import EVIDENCE
from ..pages import inline, sentence
from ..pages.view import View
from ..values import format
from ..values.problem import nearest
from .data import Datum, Take, bar_legend, dot_legend, grade
from .figure import Draw
from .scene import ChartError, Color, Entry, Look

Notes = dict[str, dict[str, str]]
_CALL = re.compile(r"\{\{.*?\}\}", re.S)
_SLOT = re.compile(r"(?<!\{)\{([\w-]+)\}(?!\})")


def _ink(colors: Iterable[Color]) -> Color:
    """Return the color in which a legend says how sure figures are: that of the marks, where they have but one."""
    one, *others = [*colors] or [Color.CHINA]
    return Color.TEXT if others else one


@dataclass
class Drawn:
    """What a form makes of an entry: how it is placed, the text alternative, the notes of the caption that hold."""

    draw: Draw
    alt: str
    notes: Notes = field(default_factory=dict)
    """Each with what stands in its own slots."""
    broad: bool = False
    """True where the drawing takes the free column of a wide screen too."""


@dataclass
class Words:
    """The entry of one chart while it is drawn. ``at`` is where in the entry the work is, for messages."""

    view: View
    chart: Chart
    of: str = ""
    at: Path = ()
    take: Take = field(init=False)
    mixed: bool = False
    """True where figures that are not alike stand on one scale."""

    def __post_init__(self) -> None:
        self.take = Take(self.view)

    @property
    def id(self) -> str:
        """The chart's name, with its subject where there is one."""
        return "-".join(filter(None, (self.chart.id, self.of)))

    @property
    def place(self) -> tuple[str, int, str]:
        """File, line and entry of where the work is."""
        return self.chart.file, self.chart.line(self.at), ".".join(map(str, (self.chart.id, *self.at)))

    def plain(self, text: str, **slots: str) -> str:
        """Return a text of the entry as plain text, its macros filled in and then its slots."""
        return self._slots(sentence.plain(self.view, text.replace("{of}", self.of)), slots)

    def html(self, text: str, **slots: str) -> str:
        """Return a text of the entry as HTML; slots may stand inside calls, the facts it shows go into the table."""
        filled = self.filled(text, slots)
        self.note_facts(filled)
        return " ".join(sentence.html(self.view, filled).split())

    def heading(self, text: str, **slots: str) -> tuple[str, str]:
        """Return a heading of the entry as HTML and as plain text; the facts it shows go into the table."""
        filled = self.filled(text, slots)
        self.note_facts(filled)
        shown = " ".join(sentence.heading(self.view, filled).split())
        return shown, " ".join(sentence.plain(self.view, filled).split())

    def reading(self, name: str, at: str | int | None) -> Datum:
        """Return a fact's reading of a date, or its current one, not yet kept for the table."""
        fact = self.view.fact(name)
        row = fact.current if at is None else inline.observation(fact, str(at))
        return Datum(fact, row, grade(self.view.ledger, fact, row), hollow=row.ahead)

    def note_facts(self, text: str) -> None:
        """Keep the facts that a text shows for the table."""
        for name, at in sentence.facts_named(text):
            fact = self.view.fact(name)
            row = fact.current if at is None else inline.observation(fact, at)
            if not any(datum.fact is fact and datum.row is row for datum in self.take.taken):
                self.take.keep(fact, row)

    def colors(self, entry: entries.Chart) -> dict[Color, str]:
        """Return what the colors of a chart stand for."""
        return {Color[color.upper()]: self.plain(text) for color, text in entry.colors.items()}

    def bar_legend(self, entry: entries.Chart, bars: Iterable[Datum], others: Iterable[Datum] = ()) -> list[Entry]:
        """Return the legend of bars: what colors stand for, and how sure these and ``others`` are."""
        colors = self.colors(entry)
        kinds = bar_legend(bars, others, _ink(colors))
        if entry.graded:
            what = self.plain(entry.graded)
            kinds = [replace(kind, text=f"{what}: {kind.text}") if kind.icon else kind for kind in kinds]
        return [*(Entry(Look(color), text) for color, text in colors.items()), *kinds]

    def dot_legend(self, entry: entries.Chart, data: Iterable[Datum]) -> list[Entry]:
        """Return the legend of points: what colors stand for, and how sure those of each shape are."""
        colors = self.colors(entry)
        kinds = dot_legend(data, _ink(colors))
        return [*(Entry(Look(color), text) for color, text in colors.items()), *kinds]

    def strokes(self, text: str | None, drawn: bool) -> list[Entry]:
        """Return the legend of the fine strokes, if there are any."""
        return [Entry(Look(Color.TEXT), self.plain(text), "stroke")] if text and drawn else []

    def check_evidence(self, kind: str | None) -> None:
        """Raise ChartError where the caption would call something ``kind`` that is not."""
        wrong = next((datum for datum in self.take.taken if kind and datum.grade != kind), None)
        if wrong and kind:
            self.at = ("evidence",)
            claimed, found = EVIDENCE[kind], EVIDENCE[wrong.grade]
            message = f"the caption says that all figures are of the kind {claimed!r}, but {wrong.fact.id} is {found!r}"
            raise ChartError(message)

    def on_one_scale(self, data: Iterable[Datum]) -> None:
        """Raise ChartError where data on one scale are not alike and the entry does not say why."""
        wrong = like.difference((datum.fact, datum.row) for datum in data)
        if wrong and not self.chart.entry.mixes:
            raise ChartError(wrong)
        self.mixed |= bool(wrong)

    def named(self, name: str | None, datum: Datum, pattern: str, title: str = "") -> str:
        """Return a row's name: its own one, or that of its subject, set into the pattern of its panel."""
        subject = self.view.ledger.subjects[datum.fact.subject]
        slots = {
            "short": self.take.name(subject.id), "subject": subject.name, "label": datum.fact.label, "title": title,
            "year": datum.year, "date": format.date(datum.row.as_of, "short"),
        }  # fmt: skip
        return self.plain(pattern, **slots, name=self.plain(name or "{short}", **slots))

    def with_maker(self, chip: Subject, well_known: Sequence[str] = ()) -> str:
        """Return a chip's name with its maker's before it, if that is not part of it or well known."""
        name, owner = self.take.name(chip.id), maker(self.view.ledger, chip)
        if owner in ("", *well_known) or name.startswith(self.take.name(owner)):
            return name
        return f"{self.take.name(owner)} {name}"

    def alt_text(self, alt: str, parts: Iterable[str]) -> str:
        """Return the text alternative: how the entry begins it, and what the drawing tells."""
        return " ".join([self.plain(alt), *parts]).strip()

    def filled(self, text: str, slots: dict[str, str]) -> str:
        """Return a text with its slots filled, its macros not yet."""
        return self._slots(text, {"of": self.of, **slots})

    @staticmethod
    def _slots(text: str, slots: dict[str, str]) -> str:
        def slot(found: re.Match[str]) -> str:
            if found[1] not in slots:
                raise ChartError(f"nothing is known for {found[0]}{nearest(found[1], slots)}")
            return slots[found[1]]

        if alone := re.search("[{}]", _CALL.sub("", _SLOT.sub("", text))):
            raise ChartError(f"{alone[0]!r} stands alone in {text!r}; a name between braces is {{short}}, for one")
        return _SLOT.sub(slot, text)

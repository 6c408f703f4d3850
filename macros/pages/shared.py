"""What the rows of a table share is said once: a date, the evidence, a unit, and what a dash stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..facts.ledger import Fact, Reading
from ..facts.text import reading_text
from ..values import units
from ..values.format import unit_words
from ..values.units import Unit, UnitError
from . import elements
from .markup import tag
from .view import View

_FEW = 3  # as many rows at least must share something before the others are exceptions
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


@dataclass(frozen=True)
class Cell:
    """What a row says in a column: what it is compared by, as the cell shows it, and as a sentence says it.

    A ``quiet`` one is shown only as an exception.
    """

    key: Hashable
    shown: str
    said: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Column:
    """A column whose rows may say one thing."""

    head: str
    cells: list[Cell]


def once(columns: Iterable[Column]) -> tuple[list[Column], str]:
    """Return the columns that are left, and as HTML what the line above the table says for all or most rows."""
    kept, every, most = list[Column](), list[str](), list[str]()
    for column in columns:
        if not column.cells:  # all facts of the table are left out
            continue
        [(key, many)] = Counter(cell.key for cell in column.cells).most_common(1)
        common = next(cell for cell in column.cells if cell.key == key)
        if key and many == len(column.cells) > 1:
            every.append(common.said or common.shown)
        elif key and many >= _FEW and 2 * many > len(column.cells):
            most.append(common.said or common.shown)
            kept.append(Column(column.head, [Cell(c.key, "" if c.key == key else c.shown) for c in column.cells]))
        else:
            kept.append(Column(column.head, [replace(c, shown="" if c.quiet else c.shown) for c in column.cells]))
    said = (("All rows", every), ("Unless a row says otherwise", most))
    return kept, line(f"{start}: {', '.join(found)}." for start, found in said if found)


def due(fact: Fact, now: Reading) -> str:
    """Return when a plan or a forecast is for."""
    word = "due" if now.target else "forecast for"
    return f"{word} {elements.dated(now.due or '', fact.id, 'due', 'short')}"


def as_of(fact: Fact, reading: Reading) -> str:
    """Return the date that a reading speaks of."""
    return elements.dated(reading.as_of, fact.id, "as_of", "short") if reading.as_of else ""


def line(sentences: Iterable[str]) -> str:
    """Return the line above a table, or nothing where there is nothing to say."""
    text = " ".join(sentences)
    return tag("p", text, class_="shared") if text else ""


def evidence(readings: Sequence[Reading]) -> str:
    """Return the evidence that all readings of a table have, or nothing."""
    kinds = {reading.evidence for reading in readings}
    return elements.evidence(kinds.pop()) if len(kinds) == 1 < len(readings) else ""


def dash(view: View) -> str:
    """Return what a dash stands for, at the first table of a page that has one."""
    if view.explained:
        return ""
    view.explained = True
    return "A dash: not found."


def unit_of(facts: Sequence[Fact]) -> Unit | None:
    """Return the one unit in which a column can show its figures, if need be in millions or more; else None."""
    if not facts or any(not fact.unit.numeric for fact in facts):
        return None
    many = Counter(fact.unit.text for fact in facts)
    unit = min((fact.unit for fact in facts), key=lambda unit: (-many[unit.text], unit.factor))
    try:
        spans = [[abs(units.convert(v, fact.unit, unit)) for v in fact.current.span if v is not None] for fact in facts]
    except UnitError:
        return None
    least = min((value for span in spans for value in span if value), default=Decimal(1))
    if unit.is_count or unit.measure == "money":
        power = next((power for power, _ in _SCALES if least >= Decimal(10) ** power), 0)
        if not power and any(value >= 10**6 for span in spans for value in span):
            return None  # from units to millions: no scale serves both
        return replace(unit, factor=unit.factor * 10**power) if power else unit
    return unit


def head(title: str, unit: Unit, plain: Unit) -> str:
    """Return the head of a column with its unit, which goes unsaid where the title names it; ``plain`` is unscaled."""
    before, behind = unit_words(unit, None, "short")
    times = unit.factor / plain.factor
    scale = next((word for power, word in _SCALES if times == Decimal(10) ** power), "")
    named = behind.strip()
    if unit.is_count and named.casefold() in title.casefold():
        named = ""
    words = " ".join(filter(None, (before.strip(), scale, named)))
    return f"{title}, {words}" if words else title


def figure(fact: Fact, unit: Unit) -> str:
    """Return the figure of a fact as a column shows it whose head names the unit."""
    text = reading_text(fact, fact.current, "short", unit=unit)
    before, behind = unit_words(unit, None, "short")
    for ending in (behind, unit_words(unit, Decimal(1), "short")[1]):
        text = text.removesuffix(ending)
    return text.replace(f"{before} ", "").replace(before, "") if before else text

"""Wide tables: a row for each subject of a kind, a column for each fact of it, figures of a column in one unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..values import units
from ..values.format import rounded, trimmed
from .ledger import Fact, Ledger, Reading, Subject
from .records import Column, Row, dated, days, plain_number, precise
from .standing import state
from .text import reading_text


@dataclass(frozen=True)
class Wide:
    """Which subjects are rows, and which of their links, words, dates and figures (key, unit) are columns.

    ``beside`` are the columns beside each figure: ends of a range, hedge, evidence, date. Beside figures and dates
    stands whether they are a plan.
    """

    members: Callable[[Ledger], set[str]]
    links: dict[str, str]
    words: tuple[str, ...]
    dates: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    beside: tuple[str, ...] = field(default=("low", "high", "approx", "ahead", "as_of", "evidence"))


def _makers(ledger: Ledger) -> set[str]:
    return {name for subject in ledger.subjects.values() for name in subject.links.get("maker", ())}


def _of(*kinds: str) -> Callable[[Ledger], set[str]]:
    return lambda ledger: {subject.id for subject in ledger.subjects.values() if subject.kind in kinds}


CHIPS = Wide(
    _of("chip"),
    {"maker": "Who makes it", "successor-of": "Which chips it follows"},
    ("process", "foundry", "memory-type", "isa"),
    ("launch", "announced", "production"),
    (
        ("memory", "GB"), ("bandwidth", "TB/s"), ("interconnect", "GB/s"), ("power", "W"), ("clock", "GHz"),
        ("cores", "cores"), ("threads", "threads"), ("dies", "dies"), ("die-area", "mm2"),
        ("transistors", "transistors"), ("compute-4bit", "TFLOPS"), ("compute-4bit", "TOPS"),
        ("compute-8bit", "TFLOPS"), ("compute-8bit", "TOPS"), ("compute-16bit", "TFLOPS"), ("compute-16bit", "TOPS"),
        ("compute-32bit", "TFLOPS"), ("compute-64bit", "TFLOPS"),
    ),
    ("low", "high", "approx", "ahead", "evidence"),
)  # fmt: skip
MAKERS = Wide(
    _makers,
    {"parent": "The company or companies it belongs to"},
    ("headquarters", "chair", "listing-place", "listing-code", "isa"),
    ("founded", "listing"),
    (
        ("revenue", "CNY"), ("revenue", "USD"), ("net-profit", "CNY"), ("rd-spending", "CNY"), ("rd-share", "percent"),
        ("gross-margin", "percent"), ("ipo-raised", "CNY"), ("ipo-raised", "HKD"), ("market-value", "CNY"),
        ("market-value", "HKD"), ("valuation", "CNY"), ("customers-share", "percent"), ("rd-staff", "people"),
    ),
)  # fmt: skip
SITES = Wide(
    _of("deployment", "place"),
    {
        "operator": "Who runs it", "customer": "Who buys", "maker": "Whose chips", "chip": "Which chip",
        "city": "Where it stands", "parent": "What it is a part of",
    },
    (),
    ("opened", "in-service", "in-use"),
    (
        ("servers", "servers"), ("cards", "cards"), ("cards-signed", "cards"), ("chips", "chips"),
        ("chips-planned", "chips"), ("compute", "PFLOPS"), ("power", "MW"),
        ("value", "CNY"), ("total", "CNY"), ("investment", "USD"), ("fund", "CNY"),
    ),
)  # fmt: skip
_WHERE_ANY = ("low", "high", "approx", "ahead")  # columns that stand only where a row fills them
_BESIDE = {
    "low": ("number", "The lower end, where it is a range"),
    "high": ("number", "The upper end, where it is a range"),
    "approx": ("string", "How the source hedges it"),
    "ahead": ("string", "target with its state, or forecast, where it is not there yet or was so when it was said"),
    "basis": ("string", "Number format, density, units"),
    "as_of": ("period", "Of when it is"),
    "evidence": ("string", "Who says so"),
}


def columns(ledger: Ledger, wide: Wide, rows: list[Row]) -> tuple[Column, ...]:
    """Return the columns of a wide table; labels come from the vocabulary."""

    def filled(name: str) -> bool:
        return any(row.get(name) is not None for row in rows)

    found = [
        Column("id", "string", "The id; it does not change", needed=True),
        Column("name", "string", "The name", needed=True),
        Column("zh", "string", "The Chinese name"),
        Column("aka", "array", "Other spellings, as a JSON array"),
        Column("kind", "string", "The kind of thing", needed=True),
        Column("page", "string", "The page that tells of it", needed=True),
    ]
    found += [Column(_name(link), "ids", f"{meaning}, by id") for link, meaning in wide.links.items()]
    found += [Column(_name(key), "string", _label(ledger, key), key) for key in wide.words]
    for key in wide.dates:
        found += [Column(one.name, one.type, one.meaning, key) for one in dated(_name(key), _label(ledger, key))]
        if filled(name := f"{_name(key)}_ahead"):
            found.append(Column(name, *_BESIDE["ahead"], key))
    for key, unit in wide.figures:
        name = figure_name(key, unit)
        found.append(Column(name, "number", f"{_label(ledger, key)}, in {unit}", key))
        for part in _beside(wide, unit):
            if part not in _WHERE_ANY or filled(f"{name}_{part}"):
                found.append(Column(f"{name}_{part}", *_BESIDE[part], key))
    return tuple(found)


def rows(ledger: Ledger, wide: Wide) -> list[Row]:
    """Return the rows of a wide table, in the order of the data."""
    members = wide.members(ledger)
    return [_row(ledger, wide, one) for one in ledger.subjects.values() if one.id in members]


def _row(ledger: Ledger, wide: Wide, subject: Subject) -> Row:
    row: Row = {
        "id": subject.id, "name": subject.name, "zh": subject.zh, "aka": list(subject.aka), "kind": subject.kind,
        "page": subject.page,
    }  # fmt: skip
    row |= {_name(link): list(subject.links.get(link, ())) for link in wide.links}
    for key in wide.words:
        fact = subject.facts.get(key)
        row[_name(key)] = reading_text(fact, fact.current) if fact else None
    for key in wide.dates:
        fact, name = subject.facts.get(key), _name(key)
        value = str(fact.current.value) if fact and fact.unit.text == "date" else None
        row[name] = value
        row[f"{name}_first"], row[f"{name}_last"] = days(value)
        row[f"{name}_ahead"] = _ahead(ledger, fact.current) if fact and value else None
    for key, unit in wide.figures:
        fact = subject.facts.get(key)
        if fact and units.parse(unit).dims == fact.unit.dims and fact.unit.numeric:
            name = figure_name(key, unit)
            row |= _figure(fact, fact.current, name, unit) | {f"{name}_ahead": _ahead(ledger, fact.current)}
    return row


def _figure(fact: Fact, now: Reading, name: str, unit: str) -> Row:
    """Return a figure and what stands beside it, in the unit of its column."""
    given = {"": precise(fact, now), "_low": now.low, "_high": now.high}
    found: Row = {}
    for part, value in given.items():
        if value is not None and fact.unit.text != unit:
            value = trimmed(rounded(units.convert(value, fact.unit, units.parse(unit)), 15))
        found[name + part] = plain_number(value)
    return found | {
        f"{name}_approx": now.approx, f"{name}_basis": now.basis, f"{name}_as_of": now.as_of or None,
        f"{name}_evidence": now.evidence,
    }  # fmt: skip


def _ahead(ledger: Ledger, now: Reading) -> str | None:
    """Return what a reading is that is no fact yet, or was none when it was said: target, open; forecast."""
    return f"target, {state(ledger, now)}" if now.target else "forecast" if now.forecast else None


def figure_name(key: str, unit: str) -> str:
    """Return the name of the column of a figure: memory_gb, bandwidth_tb_s; cores, where the key names the unit."""
    return _name(key) if key.split("-")[0] == unit else f"{_name(key)}_{re.sub(r'[^a-z0-9]+', '_', unit.lower())}"


def _beside(wide: Wide, unit: str) -> tuple[str, ...]:
    return ("basis", *wide.beside) if units.parse(unit).needs_basis else wide.beside


def _name(key: str) -> str:
    return key.replace("-", "_")


def _label(ledger: Ledger, key: str) -> str:
    meaning = ledger.vocabulary.get(key)
    return meaning.label if meaning else key.replace("-", " ").capitalize()

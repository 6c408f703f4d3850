"""Units of measure: what they measure, how they convert, how they are written.

A unit is a product of atoms, ``TFLOPS``, ``GB/s``, ``CNY/million tokens``. Each atom has a dimension; things that
are counted (chips, servers) are dimensions of their own, so that dividing chips by servers is not a plain number.
Prefixes follow the SI (BIPM, SI Brochure, 9th edition, section 3); storage makers' GB is ten to the ninth bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from . import called
from .problem import nearest

PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}
MULTIPLIERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

# Plural -> singular; a noun that is missing is one more line here.
COUNT_NOUNS = {
    "applications": "application", "billionaires": "billionaire", "blocks": "block", "boards": "board",
    "cabinets": "cabinet", "cards": "card",
    "channels": "channel", "chips": "chip", "cities": "city", "clusters": "cluster", "companies": "company",
    "cores": "core", "countries": "country", "customers": "customer", "developers": "developer", "devices": "device",
    "dies": "die", "entities": "entity", "experts": "expert", "generations": "generation", "hubs": "hub",
    "images": "image",
    "lanes": "lane", "layers": "layer", "machines": "machine", "models": "model", "nodes": "node",
    "operators": "operator", "orders": "order", "parameters": "parameter", "partners": "partner",
    "patents": "patent", "people": "person", "plants": "plant", "points": "point", "processors": "processor",
    "products": "product", "projects": "project", "racks": "rack", "requests": "request", "runs": "run",
    "sentences": "sentence", "servers": "server",
    "shares": "share", "sites": "site", "sockets": "socket", "solutions": "solution", "stacks": "stack",
    "systems": "system",
    "threads": "thread", "tokens": "token", "tools": "tool", "transceivers": "transceiver",
    "transistors": "transistor", "units": "unit",
    "users": "user", "vendors": "vendor", "vouchers": "voucher", "wafers": "wafer",
}  # fmt: skip
TIME: dict[str, tuple[str, int | Decimal]] = {"s": ("second", 1), "ms": ("millisecond", Decimal("0.001")),
        "ns": ("nanosecond", Decimal("1e-9")),
        "minutes": ("minute", 60), "hours": ("hour", 3600), "days": ("day", 86400), "weeks": ("week", 604800),
        "months": ("month", 2629746), "years": ("year", 31556952)}  # fmt: skip
# Measures of land: 亩, acres, 坪 and 평.
LAND = {"acres": ("acre", Decimal("4046.8564224")), "mu": ("mu", Decimal(2000) / 3),
        "tsubo": ("tsubo", Decimal(400) / 121), "pyeong": ("pyeong", Decimal(400) / 121)}  # fmt: skip
# How each currency of ours is written before an amount; ¥ and $ alone would be two of them.
MONEY = {"CNY": "CNY", "USD": "US$", "HKD": "HK$", "EUR": "EUR", "JPY": "JPY", "KRW": "KRW", "TWD": "NT$"}
NOT_NUMERIC = ("date", "text", "list", "subjects")


SUCH_AS = {
    "money": "CNY or USD", "bytes": "GB or TB", "bytes per second": "GB/s or TB/s", "compute": "TFLOPS or TOPS",
    "watts": "W or kW", "energy": "kWh or MWh", "hertz": "MHz or GHz", "time": "s or hours", "length": "nm",
    "area": "mm2 or m2", "count": "chips or people", "rate": "CNY/year or chips/servers",
}  # fmt: skip
"""Units for what is measured, where that is not a unit itself."""


class UnitError(ValueError):
    """A unit that is not known, or two that do not fit."""


@dataclass(frozen=True)
class Atom:
    """One factor of a unit: its dimensions, its size in base units, and its spelling."""

    symbol: str
    dims: tuple[tuple[str, int], ...]
    factor: Decimal
    singular: str
    plural: str


# What a unit measures, by its dimensions.
_MEASURES: dict[tuple[tuple[str, int], ...], str] = {((symbol, 1),): "money" for symbol in MONEY} | {
    (("byte", 1),): "bytes", (("byte", 1), ("second", -1)): "bytes per second", (("watt", 1),): "watts",
    (("second", 1), ("watt", 1)): "energy", (("hertz", 1),): "hertz", (("flops", 1),): "compute",
    (("ops", 1),): "compute",
    (("second", 1),): "time", (("metre", 1),): "length", (("metre", 2),): "area",
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A unit as written in the data: ``text``, its dimensions, its size in base units, its atoms."""

    text: str
    dims: tuple[tuple[str, int], ...]
    factor: Decimal
    over: tuple[Atom, ...]
    under: tuple[Atom, ...]

    @property
    def numeric(self) -> bool:
        return self.text not in NOT_NUMERIC

    @property
    def is_count(self) -> bool:
        """True for things that are counted one by one (chips, servers, projects)."""
        return len(self.over) == 1 and not self.under and self.over[0].plural in COUNT_NOUNS

    @property
    def measure(self) -> str:
        """What it measures: bytes, money, a count ...; of one thing by another it is a rate."""
        if not self.dims:
            return self.text  # date, text, list; percent, times
        return "count" if self.is_count else _MEASURES.get(self.dims, "rate")

    @property
    def needs_basis(self) -> bool:
        """Compute figures mean nothing without precision and density."""
        return any(name in ("flops", "ops") for atom in self.over for name, _ in atom.dims)


def _scaled() -> dict[str, Atom]:
    table: dict[str, Atom] = {}
    scaled: list[tuple[str, tuple[tuple[str, int], ...], Decimal, str]] = [
        ("FLOPS", (("flops", 1),), Decimal(1), "FLOPS"), ("OPS", (("ops", 1),), Decimal(1), "OPS"),
        ("B", (("byte", 1),), Decimal(1), "B"), ("bit", (("byte", 1),), Decimal("0.125"), "bit"),
        ("W", (("watt", 1),), Decimal(1), "W"), ("Hz", (("hertz", 1),), Decimal(1), "Hz"),
        ("Wh", (("watt", 1), ("second", 1)), Decimal(3600), "Wh"),
    ]  # fmt: skip
    for base, dims, size, shown in scaled:
        for prefix, power in PREFIXES.items():
            symbol = prefix + base
            table[symbol] = Atom(symbol, dims, size * Decimal(10) ** power, prefix + shown, prefix + shown)
    return table


def _atoms() -> dict[str, Atom]:
    table = _scaled()
    for symbol, (word, seconds) in TIME.items():
        atom = Atom(symbol, (("second", 1),), Decimal(seconds), word, word + "s")
        table[symbol] = table[word] = atom
    for symbol in MONEY:
        table[symbol] = Atom(symbol, ((symbol, 1),), Decimal(1), symbol, symbol)
    for plural, singular in COUNT_NOUNS.items():
        table[plural] = table[singular] = Atom(plural, ((plural, 1),), Decimal(1), singular, plural)
    table["percent"] = Atom("percent", (), Decimal("0.01"), "percent", "percent")
    table["times"] = Atom("times", (), Decimal(1), "times", "times")
    table["nm"] = Atom("nm", (("metre", 1),), Decimal("1e-9"), "nm", "nm")
    table["m2"] = Atom("m2", (("metre", 2),), Decimal(1), "m²", "m²")
    table["mm2"] = Atom("mm2", (("metre", 2),), Decimal("1e-6"), "mm²", "mm²")
    for symbol, (one, square_metres) in LAND.items():
        table[symbol] = Atom(symbol, (("metre", 2),), square_metres, one, symbol)
    return table


ATOMS = _atoms()


def _factor(text: str) -> Atom:
    if text in ATOMS:
        return ATOMS[text]
    word, _, rest = text.partition(" ")
    if word in MULTIPLIERS and rest in ATOMS:
        atom = ATOMS[rest]
        size = atom.factor * Decimal(10) ** MULTIPLIERS[word]
        return Atom(text, atom.dims, size, f"{word} {atom.plural}", f"{word} {atom.plural}")
    if called.is_money(text):
        raise UnitError(f"unknown unit {text!r}; the currencies are {', '.join(MONEY)}")
    hint = nearest(text, [*ATOMS, *NOT_NUMERIC]) or "; docs/reference.md lists the units (on the site: reference.html)"
    raise UnitError(f"unknown unit {text!r}{hint}")


def _meant(text: str) -> str | None:
    """Return the unit that is called by common names, such as million yuan per year; None where a name tells none."""
    over, *under = re.split(r"\s*/\s*|\s+per\s+", text)
    found = []
    for part in (over, *under):
        word, _, rest = part.partition(" ") if part.partition(" ")[0] in MULTIPLIERS else ("", "", part)
        cased = [known for known in ATOMS if known.casefold() == rest.casefold()]
        symbol = rest if rest in ATOMS else cased[0] if len(cased) == 1 else called.symbol(rest)
        if symbol not in ATOMS:
            return None
        found.append(f"{word} {symbol}".strip())
    return "/".join(found)


@lru_cache(maxsize=None)
def parse(text: str) -> Unit:
    """Read a unit such as ``TFLOPS``, ``CNY/year`` or ``GB*chips/s``; raises UnitError."""
    if text in NOT_NUMERIC:
        return Unit(text, (), Decimal(1), (), ())
    if len(text) > 60:
        raise UnitError(f"a unit of {len(text)} letters must be a slip")
    over_text, *under_text = re.split(r"\s*/\s*", text)
    try:
        over = tuple(_factor(part) for part in re.split(r"\s*\*\s*", over_text))
        under = tuple(_factor(part) for part in under_text)
    except UnitError:
        if right := _meant(text):
            raise UnitError(f"unknown unit {text!r}; write {right}") from None
        raise
    dims: dict[str, int] = {}
    factor = Decimal(1)
    for atoms, sign in ((over, 1), (under, -1)):
        for atom in atoms:
            factor = factor * atom.factor if sign > 0 else factor / atom.factor
            for name, power in atom.dims:
                dims[name] = dims.get(name, 0) + sign * power
    return Unit(text, clean_dims(dims), factor, over, under)


def misfit(key: str, kinds: Sequence[str], text: str) -> str:
    """Say that a unit measures something else than the vocabulary has for a key, with units that would do."""
    such = ", ".join(SUCH_AS[kind] for kind in kinds if kind in SUCH_AS)
    example = f" (such as {such})" if such else ""
    return f"{key} is {' or '.join(kinds)}{example} in data/vocabulary.yml, not {text}"


def clean_dims(dims: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Return dimensions in one canonical order, without those that cancelled out."""
    return tuple(sorted((name, power) for name, power in dims.items() if power))


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """Convert ``value`` between two units of the same dimensions; raises UnitError."""
    if source.dims != target.dims:
        raise UnitError(f"{source.text} cannot be converted to {target.text}: they measure different things")
    return value * source.factor / target.factor

"""The data files read once more, without any code of the site: plain YAML, every scalar as it is written.

What the pages show is compared with this reading, so a slip in the site's own loader, arithmetic or number words
cannot hide behind itself.
"""

from __future__ import annotations

import ast
import json
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .raw_dates import days

PREFIX = {"k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}
SCALES = {"trillion": 12, "tn": 12, "billion": 9, "bn": 9, "million": 6, "m": 6, "thousand": 3}
# Fields that hold words a reader sees.
WORDS = {
    "name", "zh", "short", "aka", "label", "heading", "note", "mixes", "why", "met", "missed", "said", "reading",
    "text", "title", "report", "via",
}  # fmt: skip
NOT_NUMBERS = ("date", "text", "list", "subjects")
_SIGNS: dict[type, Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ATOM = re.compile(r"([kMGTPEZ]?)(FLOPS|OPS|Wh|W|Hz|bit|B)$")
YEAR = Decimal(31556952)  # seconds, as Gregorian years have on average


@dataclass(frozen=True)
class Statement:
    """One value of a fact as written: the value or range, its date, evidence and sources."""

    entry: Mapping[str, Any]
    as_of: str
    evidence: str
    sources: tuple[str, ...]

    @property
    def value(self) -> Any:
        return self.entry.get("value")

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers it states: one, or both ends of a range (the middle where one is given)."""
        if isinstance(self.value, str):
            return (number(self.value),)
        return tuple(number(self.entry[end]) for end in ("low", "high"))


@dataclass(frozen=True)
class Fact:
    """A fact as written; ``statements`` starts with the current one."""

    id: str
    label: str
    unit: str
    statements: tuple[Statement, ...]
    formula: str | None
    entry: Mapping[str, Any]
    page: str


def number(text: str) -> Decimal:
    """Read a number as the data files write it."""
    return Decimal(text.replace("_", ""))


def plain(value: Decimal) -> str:
    """Write a number without exponent and without trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4)
def subjects(root: Path) -> dict[str, dict[str, Any]]:
    """Return every subject by id, with ``page`` set to the page that tells of it."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((root / "data").rglob("*.yml")):
        content = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        own = path.relative_to(root / "data").with_suffix("").as_posix()
        for name, subject in (content.get("subjects") or {}).items():
            assert name not in found, f"{name} stands in two files"
            found[name] = {"page": own, **subject}
    return found


@lru_cache(maxsize=4)
def facts(root: Path) -> dict[str, Fact]:
    """Return every fact by its full id."""
    return {
        f"{name}.{key}": _fact(f"{name}.{key}", subject, entry, vocabulary(root).get(key, {}).get("label", ""))
        for name, subject in subjects(root).items()
        for key, entry in (subject.get("facts") or {}).items()
    }


@lru_cache(maxsize=4)
def sources(root: Path) -> dict[str, dict[str, str]]:
    """Return every source of every file by key."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / "data").rglob("*.yml")):
        for key, source in (yaml.load(path.read_text("utf-8"), yaml.CBaseLoader).get("sources") or {}).items():
            assert key not in found, f"{key} stands in two files"
            found[key] = source
    return found


@lru_cache(maxsize=4)
def publishers(root: Path) -> dict[str, dict[str, Any]]:
    """Return every publisher by id."""
    content: dict[str, dict[str, dict[str, Any]]] = yaml.load(
        (root / "data" / "publishers.yml").read_text("utf-8"), yaml.CBaseLoader
    )
    return content["publishers"]


@lru_cache(maxsize=4)
def revisions(root: Path) -> list[dict[str, Any]]:
    """Return every change of data/revisions.yml as it is written, in the order of the file."""
    path = root / "data" / "revisions.yml"
    content = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader) if path.exists() else {"revisions": {}}
    return [change for entry in content["revisions"].values() for change in entry.get("changes", ())]


@lru_cache(maxsize=4)
def vocabulary(root: Path) -> dict[str, dict[str, Any]]:
    """Return what the keys of common facts mean."""
    content: dict[str, dict[str, dict[str, Any]]] = yaml.load(
        (root / "data" / "vocabulary.yml").read_text("utf-8"), yaml.CBaseLoader
    )
    return content["keys"]


def voices(root: Path, keys: Iterable[str]) -> set[str]:
    """Return the publishers behind sources; one that repeats another's report speaks with the other's voice."""
    known = publishers(root)
    found = {
        record["origin"] if "origin" in record else record["publisher"]
        for record in (sources(root)[key] for key in keys)
    }
    assert found <= known.keys(), found - known.keys()
    return found


def entries(subject: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Yield a subject's entry and every entry below it that says something of a value."""
    yield subject
    for fact in (subject.get("facts") or {}).values():
        yield fact
        yield from (row for part in ("observations", "alternatives", "superseded") for row in fact.get(part, ()))


def _fact(name: str, subject: Mapping[str, Any], entry: Mapping[str, Any], label: str) -> Fact:
    def statement(own: Mapping[str, Any], *outer: Mapping[str, Any]) -> Statement:
        def first(key: str, default: Any) -> Any:
            return next((e[key] for e in (own, *outer) if key in e), default)

        return Statement(own, first("as_of", ""), first("evidence", "derived"), tuple(first("sources", ())))

    series = entry.get("observations") or [entry]
    ordered = sorted(series, key=lambda e: days(str(e.get("as_of")))[::-1]) if len(series) > 1 else series
    found = [statement(e, entry, subject) for e in reversed(ordered)]
    found += [statement(e, entry, subject) for e in [*entry.get("alternatives", ()), *entry.get("superseded", ())]]
    return Fact(
        name, entry.get("label", label), entry["unit"], tuple(found), entry.get("formula"), entry, subject["page"]
    )


def unit_size(unit: str) -> Decimal:
    """Return the size of a unit in plain numbers: a prefix, a percent, a million tokens."""
    over, *under = unit.split("/")
    size = _size(over)
    for part in under:
        size /= _size(part)
    return size


def _size(atom: str) -> Decimal:
    atom = atom.strip()
    if atom == "percent":
        return Decimal("0.01")
    if atom == "ms":
        return Decimal("0.001")
    if atom.removesuffix("s") in ("month", "year"):
        return YEAR / 12 if atom.startswith("month") else YEAR
    word, _, rest = atom.partition(" ")
    if rest and word in SCALES:
        return Decimal(10) ** SCALES[word]
    match = _ATOM.match(atom)
    hour = 3600 if atom.endswith("Wh") else 1  # a watt over an hour, where a year is counted in seconds
    return hour * (Decimal(10) ** PREFIX[match[1]] if match and match[1] else Decimal(1))


def computed(root: Path, name: str) -> Decimal | None:
    """Compute a fact's number anew, in its own unit; None where an input is a range or a list."""
    fact = facts(root)[name]
    if fact.formula is None:
        current = fact.statements[0]
        return number(current.value) if isinstance(current.value, str) and fact.unit not in NOT_NUMBERS else None
    names: list[str] = []

    def hold(match: re.Match[str]) -> str:
        names.append(match[0])
        return f"f{len(names) - 1}"

    tree = ast.parse(
        re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*", hold, fact.formula), mode="eval"
    ).body
    values = [computed(root, other) for other in names]
    if None in values:
        return None
    sizes = {
        f"f{i}": value * unit_size(facts(root)[other].unit)
        for i, (other, value) in enumerate(zip(names, values))
        if value is not None
    }

    def walk(node: ast.expr) -> Decimal:
        match node:
            case ast.Name(id="year"):
                return YEAR
            case ast.Name(id=key):
                return sizes[key]
            case ast.Constant(value=int(value)):
                return Decimal(value)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -walk(operand)
            case ast.Call(func=ast.Name(id="sum"), args=args):
                return sum(map(walk, args), Decimal(0))
            case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
                return _SIGNS[type(sign)](walk(left), walk(right))
        raise AssertionError(f"{name}: cannot read {ast.dump(node)}")

    return walk(tree) / unit_size(fact.unit)


def read_numbers(text: str, unit: str) -> list[tuple[Decimal, Decimal]]:
    """Read the numbers a text shows, in ``unit``, each with half of its last shown digit."""
    found: list[tuple[Decimal, Decimal, int]] = []
    for match in re.finditer(
        r"(−?)(?:CNY |US\$|HK\$)?(\d[\d,]*(?:\.\d+)?)(?:\s?(trillion|tn|billion|bn|million|m)(?![a-z²/]))?", text
    ):
        digits = match[2].replace(",", "")
        zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and digits != "0" else 0
        last = -len(digits.partition(".")[2]) if "." in digits else zeros
        power = SCALES[match[3]] if match[3] else 0
        found.append((Decimal(match[1].replace("−", "-") + digits), Decimal(5).scaleb(last - 1), power))
    powers = [power for *_, power in found]
    if len(found) > 1 and not powers[0] and powers[-1] and not re.search(r"\d to \S*\d", text):
        found[0] = (*found[0][:2], powers[-1])
    shift = _shown_prefix(text, unit)
    return [(value.scaleb(power) * shift, half.scaleb(power) * shift) for value, half, power in found]


def _shown_prefix(text: str, unit: str) -> Decimal:
    """Return the factor between the unit shown and the unit of the data: 1.6 TB/s of a fact in GB/s."""
    own = re.match(r"([kMGTPEZ]?)(FLOPS|OPS|Wh|W|Hz|bit|B)(?![a-z])", unit)
    shown = re.search(rf"\d\s([kMGTPEZ]?){own[2]}(?![a-zA-Z])", text) if own else None
    if not own or not shown:
        return Decimal(1)
    return Decimal(10) ** (PREFIX.get(shown[1], 0) - PREFIX.get(own[1], 0))


def cell(key: str, value: Any) -> str:
    """Return what a cell of a table holds for a value of the JSON; no spreadsheet takes it for a formula or a day."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        joined = " ".join(value) if key == "sources" else json.dumps(value, ensure_ascii=False)
        return joined if value else ""
    text = "" if value is None else str(value)
    if re.match(r"[=+@-]", text) and not re.fullmatch(r"-?[0-9.]+", text):
        return f"'{text}"
    return f"{text}-XX" if re.fullmatch(r"(19|20)\d\d-[01]\d", text) else text


def inputs(formula: str) -> list[str]:
    """Return the facts that a formula names."""
    return re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:[-.][a-z0-9]+)*", formula)

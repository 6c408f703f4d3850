"""A copy of the tree in which every number, date and name of the data is another one, drawn by a seed.

Every scalar is changed where it stands and keeps its length, so that no line moves. A number keeps its power of ten and
how many digits it has, so that scales and rounding stay comparable; a name keeps first letters and length; a date moves
by whole leap years and, within its month, to another day, in an order that stays. No code of the site is used.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from copy import copy
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from . import raw

NUMBERS = ("value", "low", "high")
COUNTS = frozenset({"cards", "chips", "cards-signed", "chips-planned"})
OWN = frozenset((*NUMBERS, "printed", "figure"))
_WORD, _HAN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}"), re.compile(r"[\u3400-\u9fff]")
MEANT = frozenset({"on-chip only"})  # the wording of a text that charts go by
_HANS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
_NUMERAL = re.compile(r"(?:(?<![A-Za-z\d])|(?<=CNY)|(?<=RMB)|(?<=USD)|(?<=HK)|(?<=FY)|(?<=Rs))\d(?:[\d,._]*\d)?")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Numbers = dict[Decimal, Decimal]
Entry = Mapping[str, Any]


def digits(number: Decimal) -> str:
    """Return the significant digits of a number: 25.5 billion has 255."""
    return raw.plain(abs(number)).replace(".", "").strip("0") or "0"


def with_digits(written: str, own: str, new: str) -> str:
    """Return a numeral with its significant digits replaced; points, commas and zeros stay where they are."""
    left, found = list(new), []
    for char in written:
        found.append(left.pop(0) if char.isdigit() and left and (len(left) < len(new) or char != "0") else char)
    assert not left and len(own) == len(new), (written, own, new)
    return "".join(found)


class Changes:
    """What becomes of each string, date and number of a tree's data."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.seed = root, seed
        self.facts = raw.facts(root)
        self.publishers = raw.publishers(root)
        self.years = 4 * random.Random(seed).randint(1, 3)
        self.only: str | None = None
        self.numbers = self._numbers()

    def text(self, text: str) -> str:
        """Return a text with other letters: the first of each word, case, digits and signs stay."""
        if text in MEANT:
            return text
        if text in self._names:
            return self._names[text]
        return self._letters(text, random.Random(f"{self.seed} {' '.join(text.split())}"))

    @staticmethod
    def _letters(text: str, rng: random.Random, keep: int = 1) -> str:
        def word(match: re.Match[str]) -> str:
            return match[0][:keep] + "".join(
                rng.choice(_LETTERS.upper() if c.isupper() else _LETTERS) for c in match[0][keep:]
            )

        return _HAN.sub(lambda _: rng.choice(_HANS), _WORD.sub(word, text))

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names by which lists are sorted, of publishers and companies, in the same order."""
        rng, last = random.Random(self.seed), ""
        found: dict[str, str] = {}
        known = {p["name"] for p in self.publishers.values()}
        known |= {s.get("short", s["name"]) for s in raw.subjects(self.root).values() if s["kind"] == "company"}
        spelled = {text.casefold() for p in self.publishers.values() for text in (p["name"], *p.get("aka", ()))}
        names = sorted(known, key=lambda name: (name.casefold(), name))
        for name, after in zip(names, [*names[1:], "\uffff"]):
            tries = (self._letters(name, rng, keep) for keep in (1, 2, 3, 4, 6, 8, 12, 16) for _ in range(12))
            fit = (new for new in tries if last < new.casefold() < after.casefold() and new.casefold() not in spelled)
            found[name] = next(fit, name)
            last = found[name].casefold()
        return found

    @cached_property
    def _days(self) -> dict[str, dict[int, int]]:
        """For each month, what becomes of its days: others, in the same order; the first and the last stay."""
        seen: dict[str, set[int]] = {}
        for path in sorted((self.root / "data").rglob("*.yml")):
            for month, day in re.findall(r"\b(\d{4}-\d{2})-(\d{2})\b", path.read_text("utf-8")):
                seen.setdefault(month, set()).add(int(day))
        rng = random.Random(self.seed)
        found: dict[str, dict[int, int]] = {}
        for month, known in sorted(seen.items()):
            inner = sorted(day for day in known if 1 < day < 28)
            found[month] = dict(zip(inner, sorted(rng.sample(range(2, 28), len(inner)))))
        return found

    def date(self, text: str) -> str:
        """Return what becomes of a date of any precision, or of a period."""
        if "/" in text:
            return "/".join(map(self.date, text.split("/")))
        if text.startswith("FY"):
            return "FY" + self.date(text[2:])
        year, dash, rest = text.partition("-")
        month, dot, day = rest.partition("-")
        new = f"-{self._days.get(f'{year}-{month}', {}).get(int(day), int(day)):02}" if dot else ""
        return f"{int(year) + self.years}{dash}{month}{new}"

    def number(self, fact: str, number: Decimal) -> Decimal:
        """Return what becomes of a number of a fact."""
        return self.numbers[fact].get(number, number)

    def _numbers(self) -> dict[str, Numbers]:
        rng = random.Random(self.seed)
        found: dict[str, Numbers] = {}
        for group in self._groups():
            found |= self._drawn(group, rng)
        return found

    def _groups(self) -> list[list[str]]:
        """Facts change alone, but by one factor where a formula takes their difference, lest it turn negative."""
        over = {
            name: name for name, fact in self.facts.items() if not fact.formula and fact.unit not in raw.NOT_NUMBERS
        }

        def top(name: str) -> str:
            return name if over[name] == name else top(over[name])

        for fact in self.facts.values():
            if fact.formula and re.search(r"\s-|-\s|-\(", fact.formula):
                inputs = sorted(i for i in self.sourced(fact.id) if i in over)
                for other in inputs[1:]:
                    over[top(other)] = top(inputs[0])
        for rivals in (*self._rivals, self._ranked):
            for other in rivals[1:]:
                over[top(other)] = top(rivals[0])
        groups: dict[str, list[str]] = {}
        for name in over:
            groups.setdefault(top(name), []).append(name)
        return list(groups.values())

    @cached_property
    def _rivals(self) -> list[list[str]]:
        """Ratings of the chips of one maker: a chart shows the highest of them, which stays the highest."""
        found: dict[tuple[str, str], list[str]] = {}
        for name, subject in raw.subjects(self.root).items():
            for key in ("compute-16bit", "memory"):
                maker = subject.get("links", {}).get("maker", "")
                fact = self.facts.get(f"{name}.{key}")
                if subject["kind"] == "chip" and maker and fact and not fact.formula:
                    found.setdefault((str(maker), key), []).append(fact.id)
        return list(found.values())

    @cached_property
    def _ranked(self) -> list[str]:
        """How many cards or chips stand at a site: a table has them by size, in an order that stays."""
        kinds = {name: subject["kind"] for name, subject in raw.subjects(self.root).items()}
        return [
            name
            for name, fact in self.facts.items()
            if name.partition(".")[2] in COUNTS and kinds[name.partition(".")[0]] == "deployment" and not fact.formula
        ]

    def _leads(self, drawn: dict[str, Numbers]) -> bool:
        """True where the highest of rivals is the same as before, and sites stand in the same order."""

        def size(name: str, new: bool) -> Decimal:
            end = self.facts[name].statements[0].numbers[-1]
            return (drawn[name].get(end, end) if new else end) * raw.unit_size(self.facts[name].unit)

        def in_order(names: list[str], new: bool) -> list[str]:
            return sorted(names, key=lambda name: (-size(name, new), name))

        same = all(
            max(rivals, key=lambda name: size(name, False)) == max(rivals, key=lambda name: size(name, True))
            for rivals in self._rivals
            if rivals[0] in drawn
        )
        ranked = self._ranked if self._ranked and self._ranked[0] in drawn else []
        return same and in_order(ranked, False) == in_order(ranked, True)

    def sourced(self, name: str) -> set[str]:
        """Return the sourced facts that a fact is computed from, itself where it is sourced."""
        formula = self.facts[name].formula
        if formula is None:
            return {name}
        return {i for other in raw.inputs(formula) for i in self.sourced(other)}

    def _drawn(self, group: list[str], rng: random.Random) -> dict[str, Numbers]:
        for attempt in range(240):
            factor = rng.uniform(0.6, 1.75)
            wide = 0.0 if attempt < 120 else 0.12 if attempt < 180 else 0.5
            new = {
                name: {n: self.moved(n, factor * rng.uniform(1 - wide, 1 + wide)) for n in self._own(name)}
                for name in group
            }
            if all(self._fits(name, own, strict=attempt < 239) for name, own in new.items()) and self._leads(new):
                return new
        found = {name: {n: n for n in self._own(name)} for name in group}
        for name in group:  # some of these numbers cannot change without breaking an order: the others do
            for number in found[name]:
                for _ in range(60):
                    one = {**found, name: {**found[name], number: self.moved(number, rng.uniform(0.6, 4))}}
                    if self._fits(name, one[name], strict=False) and self._leads(one):
                        found = one
                        break
        return found

    def _own(self, name: str) -> list[Decimal]:
        entries = [statement.entry for statement in self.facts[name].statements]
        return sorted({raw.number(e[key]) for e in entries for key in NUMBERS if isinstance(e.get(key), str)})

    @staticmethod
    def moved(number: Decimal, factor: float) -> Decimal:
        """Return a number with as many digits and the same power of ten, a factor away as far as these allow."""
        own = digits(number)
        size = max(10 ** (len(own) - 1), min(10 ** len(own) - 1, round(int(own) * factor)))
        size += 1 if size % 10 == 0 and len(own) > 1 else 0
        new = with_digits(raw.plain(abs(number)), own, str(size)) if int(own) else "0"
        return Decimal(new).copy_sign(number)

    def _fits(self, name: str, numbers: Numbers, strict: bool) -> bool:
        """True where order, shares below a hundred and disputes stay, and every number that can change does."""
        fact = self.facts[name]
        ordered = [numbers[n] for n in sorted(numbers)]
        if ordered != sorted(set(ordered)):
            return False
        if any((fact.unit == "percent" and new > 100 >= old) or 1900 <= new <= 2100 for old, new in numbers.items()):
            return False  # a share above the whole; a number that reads like a year
        still = [n for n, new in numbers.items() if n == new]
        if strict and any(abs(n) not in (0, 1) and not (n == 100 and fact.unit == "percent") for n in still):
            return False
        if any(abs(new) == 1 for old, new in numbers.items() if abs(old) != 1) or any(
            abs(old) == 1 and new != old for old, new in numbers.items()
        ):
            return False  # one chip, two chips: the word would change with the number
        return disputed(fact, {}) == disputed(fact, numbers)

    def concerns(self, keys: tuple[str, ...]) -> bool:
        """True where the scalar under these keys of a data file is to be changed."""
        return self.only is None or (
            keys[:1] == ("subjects",) and f"{keys[1]}.{'.'.join(keys[3:4])}" == self.only and keys[-1] in OWN
        )

    def of(self, fact: str) -> Changes:
        """Return the same changes, of the current value of one fact alone."""
        one = copy(self)
        one.only = fact
        one.years = -self.years  # the site's own day stays, and no event may lie after it
        return one

    def unchanged(self) -> list[str]:
        """Return the numbers that stay, each with its fact."""
        return [f"{name}: {n}" for name, own in self.numbers.items() for n, new in own.items() if n == new]

    def printed(self, fact: str, line: str, beside: Entry) -> str:
        """Return a print with the new numbers and years in it; plain digits where it holds none of the old ones."""
        old = [raw.number(beside[key]) for key in NUMBERS if isinstance(beside.get(key), str)]
        own = {digits(n): digits(self.number(fact, n)) for n in old}
        found = _NUMERAL.sub(lambda match: self._numeral(match[0], own), line)
        if _NUMERAL.sub(lambda match: self._numeral(match[0], own, 0), line) != line or all(
            one == two for one, two in own.items()
        ):
            return found
        unit, shown = self.facts[fact].unit, [raw.plain(self.number(fact, n)) for n in old]
        return ", ".join(f"{unit} {text}" if unit in ("CNY", "USD", "HKD") else f"{text} {unit}" for text in shown)

    def _numeral(self, written: str, own: dict[str, str], years: int | None = None) -> str:
        bare = re.sub(r"[,._]", "", written).strip("0")
        if bare in own:
            return with_digits(written, bare, own[bare])
        later = self.years if years is None else years
        return str(int(written) + later) if re.fullmatch(r"(?:19|20)\d\d", written) else written


def disputed(fact: raw.Fact, numbers: Numbers) -> list[bool]:
    """Tell of each alternative whether it lies outside the value, to three digits or as far as "about" reaches."""

    def ends(entry: Any) -> tuple[Decimal, Decimal]:
        own = {
            k: numbers.get(raw.number(entry[k]), raw.number(entry[k])) for k in NUMBERS if isinstance(entry.get(k), str)
        }
        value = own.get("value")
        low, high = own.get("low", value), own.get("high", value)
        assert low is not None and high is not None
        slack = Decimal(1).scaleb(value.adjusted() - 2) / 2 if value else Decimal(0)
        if entry.get("approx") in ("about", "nearly"):
            slack = max(slack, abs(high) * Decimal("0.05"))
        return low - slack, high + slack

    low, high = ends(fact.statements[0].entry)
    others = [ends(entry) for entry in fact.entry.get("alternatives", ())]
    return [high < low2 or high2 < low for low2, high2 in others]

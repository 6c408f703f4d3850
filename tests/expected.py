"""What a site built from changed data must show, worked out from the two trees of data files alone.

A text of the old site is cut into strings of the data, dates, numbers, and the rest, which must stay. Each number must
have been one of the record around it, written in some form (so many digits, in millions); the new text must show the
new number in that form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from . import raw, raw_dates

Pair = tuple[Decimal, Decimal]
NUMBER = re.compile(
    r"(?<![\w.,])−?(?:CNY |US\$|HK\$)?\d[\d,]*(?:\.\d+)?(?: (?:trillion|tn|billion|bn|million|m)(?![\w²/]))?"
)
DATED = frozenset(("as_of", "due", "until", "review", "published", "date"))
_MONTH = "|".join(raw_dates.MONTHS)
_DATE = re.compile(
    rf"(?<![\w-])(?:(?:{_MONTH}) (?:\d{{1,2}}, )?|Q[1-4] |(?:first|second) half of |H[12] )?"
    r"(?:19|20)\d\d(?:-[QH\d][\d-]*)?(?![\w-]|,\d)"
)
WORDS = raw.WORDS | {"basis", "value"}
PRINTED = "As printed: "
_FORMS = range(1, 29)


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every scalar of plain data with its keys; entries of a list have their number."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from leaves(value, (*path, f"#{number}"))
    elif node is not None:
        yield path, str(node)


def folded(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=100_000)
def rounded(value: Decimal, digits: int) -> Decimal:
    """Round to significant digits, half up."""
    if not value:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), ROUND_HALF_UP)


@lru_cache(maxsize=100_000)
def read(shown: str) -> Decimal:
    """Return the number that a text shows, scale word and sign included."""
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)(?: (\w+))?$", shown)
    assert match, shown
    size = Decimal(match[1].replace(",", "")).scaleb(raw.SCALES[match[2]] if match[2] else 0)
    return -size if shown.startswith("−") else size


def forms(value: Decimal, shown: Decimal) -> Iterator[tuple[int, int]]:
    """Yield each form in which a value is shown so: how many digits, and by which power of ten."""
    if not value or not shown:
        if value == shown:
            yield 28, 0
        return
    power = abs(shown).adjusted() - abs(value).adjusted()
    for shift in (power - 1, power, power + 1):
        for count in _FORMS:
            if rounded(value, count).scaleb(shift) == shown:
                yield count, shift


def agree(pair: Pair, shown: tuple[str, str], slack: int = 0) -> bool | None:
    """Tell whether two texts show a changed number in one form; None where the first does not show it at all.

    ``slack`` is by how many digits the form may differ: a sum is as exact as its parts, wherever it begins.
    """
    old, new = map(read, shown)
    found = {(n + more, k) for n, k in forms(pair[0], old) for more in range(-slack, slack + 1) if 0 < n + more < 29}
    return any(rounded(pair[1], n).scaleb(k) == new for n, k in found) if found else None


class Expected:
    """Strings, dates and numbers of the old data, each with what it is in the new."""

    def __init__(self, old: Path, new: Path) -> None:
        self.old, self.new = raw.facts(old), raw.facts(new)
        self.roots = old, new
        self.strings: dict[str, set[str]] = {}
        self.dates: dict[str, str] = {}
        for path in sorted((old / "data").rglob("*.yml")):
            twin = new / path.relative_to(old)
            pairs = zip(*(leaves(yaml.load(p.read_text("utf-8"), yaml.CBaseLoader)) for p in (path, twin)), strict=True)
            for (keys, was), (others, now) in pairs:
                assert keys == others, (keys, others)
                self._leaf([key for key in keys if key[0] != "#"], was, now)
        for one, two in zip(raw.revisions(old), raw.revisions(new), strict=True):
            field, unit = one.get("field", "value"), self.old[one["fact"]].unit
            dated = field == "as_of" or (field, unit) == ("value", "date")
            for key in ("old", "new") if dated else ():
                self.dates[one[key]] = two[key]
            for key in ("old", "new") if field == "label" or (field, unit) == ("value", "text") else ():
                self.strings.setdefault(folded(one[key]), set()).add(folded(two[key]))
        self.words = dict(pair for dates in self.dates.items() for pair in zip(*map(raw_dates.date_words, dates)))
        # Every first and last day, with what it has become: a year and its January begin with the same day.
        self.days = {pair for dates in self.dates.items() for pair in zip(*map(raw_dates.days, dates))}
        self.periods = sorted((d for d in self.words | self.dates if not _DATE.fullmatch(d)), key=len, reverse=True)
        self.starts: dict[str, list[str]] = {}
        for text in sorted((text for text in self.strings if re.search(r"[^\W\d]", text)), key=len, reverse=True):
            self.starts.setdefault(text[:2], []).append(text)
        self.pairs = {name: self._pairs(name) for name in self.old}
        for one, two in zip(raw.revisions(old), raw.revisions(new), strict=True):
            if "field" not in one and self.old[one["fact"]].unit not in raw.NOT_NUMBERS:
                self.pairs[one["fact"]] += [
                    (raw.number(was), raw.number(now))
                    for key in ("old", "new")
                    for (_, was), (_, now) in zip(leaves(one[key]), leaves(two[key]), strict=True)
                ]

    def _leaf(self, keys: list[str], was: str, now: str) -> None:
        fact = self.old.get(f"{keys[1]}.{keys[3]}") if len(keys) > 4 and keys[0] == "subjects" else None
        number = fact and keys[-1] in ("value", "low", "high") and fact.unit not in raw.NOT_NUMBERS
        if keys[-1] in DATED or (fact and fact.unit == "date" and keys[-1] == "value"):
            self.dates[was] = now
        elif keys[-1] in WORDS and not number:
            self.strings.setdefault(folded(was), set()).add(folded(now))

    def _pairs(self, name: str) -> list[Pair]:
        fact, twin = self.old[name], self.new[name]
        if fact.formula:
            one, two = (raw.computed(root, name) for root in self.roots)
            return [(one, two)] if one is not None and two is not None else []
        if fact.unit in raw.NOT_NUMBERS:
            return []
        rows = zip(fact.statements, twin.statements, strict=True)
        return [
            (raw.number(one.entry[end]), raw.number(two.entry[end]))
            for one, two in rows
            for end in ("value", "low", "high")
            if isinstance(one.entry.get(end), str)
        ]

    def values(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield what a fact's elements carry for machines, old and new: of each of its statements."""
        fact, twin = self.old[name], self.new[name]
        if fact.formula:
            yield from ((raw.plain(one), raw.plain(two)) for one, two in self.pairs[name])
            return
        for rows in zip(fact.statements, twin.statements, strict=True):
            one, two = (machine(fact, row) for row in rows)
            yield one, two

    def value(self, name: str, old: str, new: str) -> bool:
        """True where an element of a fact carries the new value of the statement whose old one it carried."""
        if self.old[name].formula:
            return any(_near(old, one) and _near(new, two) for one, two in self.values(name))
        shown = (old, new) if self.old[name].unit in raw.NOT_NUMBERS else map(plainly, (old, new))
        return tuple(map(folded, shown)) in set(self.values(name))

    def text(self, old: str, new: str, names: tuple[str, ...], extra: tuple[Pair, ...] = ()) -> bool:
        """True where a text shows the new strings, dates and numbers of these facts in the forms of the old."""
        old, new = folded(old), folded(new)
        if old.startswith(PRINTED):
            return any(new == f"{PRINTED}{line}" for name in names[:1] for line in self._prints(name))
        if new in self.strings.get(old, ()):
            return True
        parts = list(self._cut(old))
        pattern = "".join(_GROUP if kind == "number" else text for kind, text in parts)
        match = re.fullmatch(pattern, new)
        if not match:
            return False
        pairs = [(pair, 1) for pair in extra]
        pairs += [(pair, bool(self.old[name].formula)) for name in names for pair in self.pairs.get(name, ())]
        shown = zip((text for kind, text in parts if kind == "number"), match.groups())
        return all(self._number(one, two, pairs) for one, two in shown)

    def _prints(self, name: str) -> Iterator[str]:
        for row in self.new[name].statements:
            lines = row.entry.get("printed", ())
            yield folded(" / ".join([lines] if isinstance(lines, str) else lines))

    def _number(self, old: str, new: str, pairs: Iterable[tuple[Pair, int]]) -> bool:
        verdicts = [verdict for pair, slack in pairs if (verdict := agree(pair, (old, new), slack)) is not None]
        return any(verdicts) if verdicts else old == new

    def _cut(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the pieces of an old text: "number" with what stands there, "fixed" with a pattern of the new."""
        at = 0
        while at < len(text):
            if at == 0 or not (text[at - 1].isalnum() and text[at].isalnum()):
                known = next(
                    (
                        s
                        for s in self.starts.get(text[at : at + 2], ())
                        if text.startswith(s, at) and _ends(text, at + len(s))
                    ),
                    "",
                )
                if known:
                    yield "fixed", f"(?:{'|'.join(map(re.escape, self.strings[known]))})"
                    at += len(known)
                    continue
                period = next((p for p in self.periods if text.startswith(p, at) and _ends(text, at + len(p))), "")
                date = _DATE.match(text, at)
                shown = period or (date[0] if date else "")
                if shown in self.words or shown in self.dates:
                    yield "fixed", re.escape(self.words.get(shown) or self.dates[shown])
                    at += len(shown)
                    continue
                number = NUMBER.match(text, at)
                if number:
                    yield "number", number[0]
                    at = number.end()
                    continue
            yield "fixed", re.escape(text[at])
            at += 1


_GROUP = f"({NUMBER.pattern})"


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at - 1].isalnum() and text[at].isalnum())


def machine(fact: raw.Fact, row: raw.Statement) -> str:
    """Return a statement as an element carries it for machines."""
    if isinstance(row.value, list):
        return "; ".join(row.value)
    if fact.unit in raw.NOT_NUMBERS:
        return folded(str(row.value))
    return "/".join(map(raw.plain, row.numbers))


def plainly(value: str) -> str:
    """Return a number, or both ends of a range, without trailing zeros."""
    try:
        return "/".join(raw.plain(Decimal(end)) for end in value.split("/"))
    except InvalidOperation:
        return value


def _near(text: str, exact: str) -> bool:
    one, two = Decimal(text), Decimal(exact)
    return abs(one - two) <= abs(two) * Decimal("1e-9")

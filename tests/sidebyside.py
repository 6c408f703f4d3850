"""Two sites compared, one of the data and one of changed data: every element shows the new value, nothing else differs.

The pages are read as the marks and texts they consist of, side by side. Where the two differ, a record of the data must
stand around the place, and the new text must be what that record now says (tests/expected.py).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from itertools import zip_longest
from urllib.parse import unquote_plus

from . import raw
from .expected import Expected, folded
from .tokens import VOID, Tag, opened, shown, tokens, without_figures

RECORDS = ("data-fact", "data-record", "data-name", "data-count", "data-source", "data-derived", "data-term")
_PART = re.compile(r"[\w.-]+=\S+(?: (?![\w.-]+=)\S+)*")  # of a mark that shows two facts
_PLACE = re.compile(r"#(?:at|here)-")
# Years as addresses and keys: a year of the timeline, a year of the table of data quality.
YEARS = re.compile(r"(?:(?<=\by-)|(?<=year-)|(?<=timeline-)|^)\d{4}")


@dataclass
class Result:
    """What was compared, how often, and what is wrong."""

    wrong: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    facts: set[str] = field(default_factory=set)


class Comparison:
    """Compares pages of two sites, one after the other."""

    def __init__(self, expected: Expected) -> None:
        self.expected, self.result = expected, Result()
        self.known = {*expected.old, *raw.subjects(expected.roots[0]), *raw.sources(expected.roots[0])}

    def page(self, name: str, old: str, new: str) -> None:
        """Compare a page with its twin."""
        self.name, self.over = name, list[Tag]()
        self.sorts: tuple[str, str] | None = None
        ways = [without_figures(tokens(text)) for text in (old, new)]
        for one, two in zip_longest(*(tokens_ for tokens_, _ in ways)):
            if one is None or two is None or not self._same(one, two):
                told = " ".join(str(self._facts()[:1]).split())
                self.wrong(f"{told} {folded((one or '')[:160])!r} became {folded((two or '')[:160])!r}")
                if one is None or two is None or one[0] != two[0]:
                    return  # out of step; the rest would be noise
        for number, (one_, two_) in enumerate(zip_longest(*(figures for _, figures in ways))):
            self._figure(number, one_ or [], two_ or [])

    def wrong(self, what: str) -> None:
        self.result.wrong.append(f"{self.name}: {what}")

    def _same(self, one: str, two: str) -> bool:
        if one.startswith("<!"):
            return one == two
        if one.startswith("</"):
            name = one[2:-1]
            if self.over and self.over[-1].name == name:
                self.over.pop()
            return one == two
        if not one.startswith("<"):
            return (one == two and not self._stale(one)) or self._says(one, two)
        if not two.startswith("<"):
            return False
        tag, twin = opened(one), opened(two)
        self._enter(tag, one)
        return tag.name == twin.name and self._attributes(tag, twin)

    def _enter(self, tag: Tag, token: str) -> None:
        own = [tag.attributes[key] for key in RECORDS if tag.attributes.get(key)]
        if tag.attributes.get("data-record") == "":
            own = [tag.attributes["id"]]
        if tag.name == "th" and tag.attributes.get("id") in self.expected.old and self.over:
            self.over[-1].records = (tag.attributes["id"],)  # a row of the register
        if "data-fact" in tag.attributes:
            self.result.seen["elements of facts"] += 1
            self.result.facts.add(tag.attributes["data-fact"])
        elif own:
            self.result.seen["elements of other records"] += 1
        tag.records = tuple(own)
        if tag.name not in VOID and not token.endswith("/>"):
            self.over.append(tag)

    def _records(self) -> tuple[str, ...]:
        """Return the innermost records, and those around them."""
        return tuple(record for tag in reversed(self.over) for record in tag.records)

    def _facts(self) -> tuple[str, ...]:
        """Return the fact that the place belongs to, with the facts it is computed from."""
        for record in self._records():
            if record in self.expected.old:
                formula = self.expected.old[record].formula
                return (record, *(raw.inputs(formula) if formula else ()))
        return ()

    def _ratio(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Return the quotient that a cell of the comparison shows, old and new."""
        for record in self._records():
            match = re.fullmatch(r"(\S+) / (\S+)", record)
            if match and all(self.expected.pairs.get(name) for name in match.groups()):
                (a, b), (c, d) = (self.expected.pairs[name][0] for name in match.groups())
                size, under = (raw.unit_size(self.expected.old[name].unit) for name in match.groups())
                return ((a * size / (c * under), b * size / (d * under)),)
        return ()

    def _stale(self, text: str) -> bool:
        """True where a text of a record stays that now should be another one.

        Formulas, places in files, titles of pages and headings of columns stand within records and are not of the data.
        """
        if not text.strip() or text in self.expected.old or not any(record in self.known for record in self._records()):
            return False
        inner = self.over[-1]
        if (
            inner.name == "code"
            or inner.attributes.get("class") in ("correct", "more")
            or _PLACE.search(inner.attributes.get("href", ""))
        ):
            return False
        return not any(tag.attributes.get("data-term") for tag in self.over) and not self._says(text, text)

    def _says(self, one: str, two: str) -> bool:
        if _space(one) != _space(two):
            return False
        if self.over and self.over[-1].attributes.get("type") == "application/ld+json":
            return self._described(json.loads(one), json.loads(two))
        if not self._records():
            self.result.seen["changed texts with no record"] += 1
        if any(tag.attributes.get("class") == "example" for tag in self.over):
            return self._example(unescape(two))
        if inner := next((r for r in self._records() if r.startswith("downloads.")), ""):
            return self._cell(unescape(one), unescape(two), inner.rpartition(".")[2])
        return self.expected.text(unescape(one), unescape(two), self._facts(), self._ratio())

    def _described(self, old: object, new: object) -> bool:
        """True where what a page says to programs differs in dates, and in texts, that changed."""
        if isinstance(old, dict) and isinstance(new, dict):
            return old.keys() == new.keys() and all(self._described(old[key], new[key]) for key in old)
        if isinstance(old, list) and isinstance(new, list):
            return len(old) == len(new) and all(map(self._described, old, new))
        if old == new or not isinstance(old, str) or not isinstance(new, str):
            return old == new
        return self.expected.dates.get(old) == new or self.expected.text(old, new, ())

    def _cell(self, old: str, new: str, column: str) -> bool:
        """True where an example of a column of the downloads, or what stands beside it, is that of the new data."""
        expected, facts = self.expected, self._facts()
        if column == "printed" and facts:
            said = (row.entry.get("printed", ()) for row in expected.new[facts[0]].statements)
            return json.loads(new) in [[one] if isinstance(one, str) else list(one) for one in said]
        months = old.removesuffix("-XX"), new.removesuffix("-XX")
        if (old, new) in expected.days or (months[0] in expected.dates and old != months[0]):
            return (old, new) in expected.days or expected.dates[months[0]] == months[1]
        shown = [re.sub(r"^-(?=\d)", "−", text) for text in (old, new)]
        return expected.text(shown[0], shown[1], facts, self._ratio())

    def _example(self, text: str) -> bool:
        """True where an example for editors stands so in the new data."""
        return any(
            folded(text) in folded(path.read_text("utf-8")) for path in self.expected.roots[1].glob("data/**/*.yml")
        )

    def _attributes(self, tag: Tag, twin: Tag) -> bool:
        if tag.attributes.keys() != twin.attributes.keys():
            return False
        fact = tag.attributes.get("data-fact", "")
        same = not self.sorts or not (fact or "data-derived" in tag.attributes) or self._sorted(fact)
        if fact and ("value" in tag.attributes or "datetime" in tag.attributes):
            key = "datetime" if "datetime" in tag.attributes else "value"
            same &= self.expected.value(fact, tag.attributes[key], twin.attributes[key])
        elif "data-derived" in tag.attributes:
            same &= self._quotient(tag.attributes["value"], twin.attributes["value"])
        for key in tag.attributes:
            if key in ("value", "datetime") and (fact or "data-derived" in tag.attributes):
                continue
            same &= self._attribute(tag, key, tag.attributes[key], twin.attributes[key])
        return same

    def _sorted(self, fact: str) -> bool:
        """True where a cell's key for sorting grew as its value did, or is its date."""
        (old, new), self.sorts = self.sorts or ("", ""), None
        self.result.seen["keys for sorting"] += 1
        if fact and self.expected.old[fact].unit == "date":
            return (old, new) in self.expected.days
        pairs = self.expected.pairs[fact] if fact else self._ratio()
        ratio = [Decimal(new) * a / (Decimal(old) * b) for a, b in pairs if a and b and Decimal(old)]
        return not ratio or any(abs(r - 1) < Decimal("1e-9") for r in ratio)

    def _quotient(self, old: str, new: str) -> bool:
        ratio = self._ratio()
        if not ratio:
            return True  # of a range: no one number
        for shift in (0, 2, -12, -9, 3, -3):
            ends = [end.scaleb(shift) for end in ratio[0]]
            if all(
                abs(Decimal(shown) - end) <= abs(end) * Decimal("1e-5") + Decimal("1e-6")
                for shown, end in zip((old, new), ends)
            ):
                return True
        return False

    def _attribute(self, tag: Tag, key: str, old: str, new: str) -> bool:
        if key == "data-sort":
            self.sorts = (old, new)  # held against the first element of the cell
            return True
        if old == new:
            return True
        dates = self.expected.dates
        if key in ("value", "datetime") and self._records():
            return dates.get(old) == new or self.expected.words.get(old) == new
        if key == "href" and old.startswith("?q="):  # an example to search for
            return self.expected.text(unquote_plus(old[3:]), unquote_plus(new[3:]), self._facts())
        if key in ("id", "href", "data-count", "data-year"):
            return YEARS.sub(lambda year: self.expected.words.get(year[0], year[0]), old) == new
        if key in ("aria-label", "title", "alt"):
            return self.expected.text(old, new, self._facts())
        return False

    def _figure(self, number: int, old: list[str], new: list[str]) -> None:
        """Compare the marks and the elements of a chart, wherever its rows stand now."""
        expected, where = self.expected, f"chart {number}"
        marks = [
            Counter(
                m
                for token in way
                for mark in re.findall(r'data-mark="([^"]*)"', token)
                for m in _PART.findall(unescape(mark))
            )
            for way in (old, new)
        ]
        wanted: Counter[tuple[str, str]] = Counter()
        for mark, times in marks[0].items():
            name, _, value = mark.partition("=")
            wanted[(name, value)] += times
        left = Counter({(mark.partition("=")[0], mark.partition("=")[2]): times for mark, times in marks[1].items()})
        self.result.seen["marks of charts"] += sum(wanted.values())
        for (name, value), times in wanted.items():
            news = {two for _, two in left if _ == name and expected.value(name, value, two)}
            found = next((two for two in news if left[(name, two)] >= times), None)
            if found is None:
                there = sorted(other for one, other in left if one == name)
                self.wrong(f"{where}: the mark of {name} at {value} has no new value; there are {there}")
            else:
                left[(name, found)] -= times
        self._elements(where, old, new)

    def _elements(self, where: str, old: list[str], new: list[str]) -> None:
        ones, twos = (list(shown(way)) for way in (old, new))
        self.result.seen["elements of facts in charts"] += len(ones)
        for fact, value, text in ones:
            self.result.facts.add(fact)
            twin = next(
                (
                    e
                    for e in twos
                    if e[0] == fact
                    and self.expected.value(fact, value, e[1])
                    and self.expected.text(text, e[2], (fact,))
                ),
                None,
            )
            if twin is None:
                there = [other[1:] for other in twos if other[0] == fact]
                self.wrong(f"{where}: {fact} {text!r} ({value}) has no new element; there are {there}")
            else:
                twos.remove(twin)
        for fact, _, text in twos:
            self.wrong(f"{where}: {fact} {text!r} is too much")


def _space(text: str) -> tuple[str, str]:
    """Return the white space before and behind a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

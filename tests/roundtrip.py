"""The built pages read back into data: facts from the register, sources from their list, names from every page.

What is read is compared with the data files (tests/raw.py); no code of the site takes part.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from . import raw, raw_dates
from .site import Page, classes, register, target, text

LABELS = {
    "official record": "official",
    "company claim": "vendor",
    "press report": "reported",
    "analyst estimate": "estimate",
    "independent test": "measured",
    "computed here": "derived",
}
# How units are written where it is not as the data name them.
WRITTEN = {
    "USD": ("US$", "US dollar"),
    "HKD": ("HK$", "Hong Kong dollar"),
    "CNY": ("CNY", "yuan"),
    "TWD": ("NT$", "New Taiwan dollar"),
    "percent": ("percent", "%"),
    "times": ("times", "×"),
    "m2": ("m²",),
    "mm2": ("mm²",),
    "dies": ("dies", "die"),
    "people": ("people", "person"),
    "s": ("/s", "second"),
}


@dataclass
class Trip:
    """What did not come back as it went, and how much was read."""

    wrong: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    def hold(self, kind: str, name: str, read: Any, written: Any) -> None:
        """Count one thing read, and keep it where it is not what the data say."""
        self.figures[kind] = self.figures.get(kind, 0) + 1
        if read != written:
            self.wrong.append(f"{kind}: {name} reads {read!r}, the data say {written!r}")


def travel(root: Path, pages: dict[str, Page], site: Path) -> Trip:
    """Read a built site back and compare it with the data below ``root``."""
    trip = Trip()
    rows = register(pages)
    for name, fact in raw.facts(root).items():
        if name not in rows:
            trip.wrong.append(f"{name} has no row in the register")
            continue
        _fact(trip, root, fact, rows[name][1])
    for page in pages.values():
        _list(trip, root, page)
    _names(trip, root, pages)
    _sources(trip, root, pages["sources.html"])
    _downloads(trip, root, site)
    return trip


def _fact(trip: Trip, root: Path, fact: raw.Fact, row: Element) -> None:
    cells = list(row)
    shown = next(e for e in row.iter() if e.get("data-fact") == fact.id)
    current = fact.statements[0]
    trip.hold("facts", fact.id, text(cells[0]), " ".join(fact.label.split()))
    evidence = next(c[3:] for e in cells[3].iter() for c in classes(e) if c.startswith("ev-"))
    trip.hold("evidence", fact.id, evidence, "derived" if fact.formula else current.evidence)
    if fact.formula:
        value = raw.computed(root, fact.id)
        read = Decimal(shown.get("value", "0"))
        same = value is not None and abs(read - value) <= abs(value) * Decimal("1e-9")
        trip.hold("values", fact.id, read if not same else value, value)
        trip.hold("forms", fact.id, value is not None and shows(text(shown), fact.unit, [value], exact=False), True)
    else:
        trip.hold("dates", fact.id, text(cells[2]), raw_dates.table_words(current.as_of))
        keys = [a.get("href", "").partition("#")[2] for a in cells[3].iter("a")]
        trip.hold("sources of facts", fact.id, keys, list(current.sources))
        trip.hold("values", fact.id, _machine(shown), _stated(fact, current))
        trip.hold("forms", fact.id, _says(root, fact, current, text(shown)), True)
    more = " ".join(text(small) for small in cells[1].iter("small"))
    _alternatives(trip, root, fact, cells[1])
    for start, statement in enumerate(fact.statements[1:], 1):
        if "until" in statement.entry or start < len(fact.entry.get("observations", ())):
            trip.hold(
                "earlier readings", f"{fact.id} of {statement.as_of}", _earlier(root, fact, statement, more), True
            )


def _list(trip: Trip, root: Path, page: Page) -> None:
    """Read the list of facts at a page's end, which the cards show: value and sources."""
    for row in page.article.iter("tr"):
        fact = raw.facts(root).get(row.get("id", "").removeprefix("here-"))
        if fact is None or not row.get("id", "").startswith("here-"):
            continue
        shown = next(text(e) for e in row.iter("span") if "value" in classes(e))
        links = [(a.get("data-source"), target(page.name, a.get("href", ""))) for a in row.iter("a")]
        keys = {key or (where[1] if where[0] == "sources.html" else "") for key, where in links}
        own = keys >= behind(root, fact)
        said = fact.formula is not None or _says(root, fact, fact.statements[0], shown)
        trip.hold("rows of lists", f"{page.name}: {fact.id}", (own, said), (True, True))


def behind(root: Path, fact: raw.Fact) -> set[str]:
    """Return the sources of a fact; of its inputs where it is computed."""
    if fact.formula is None:
        return set(fact.statements[0].sources)
    return {key for name in raw.inputs(fact.formula) for key in behind(root, raw.facts(root)[name])}


def _machine(element: Element) -> str:
    value = element.get("datetime") or element.get("value") or ""
    return " ".join(value.split())


def _stated(fact: raw.Fact, row: raw.Statement) -> str:
    """Return a statement as an element carries it; a range keeps the digits of its ends as written."""
    if isinstance(row.value, list):
        return " ".join("; ".join(row.value).split())
    if fact.unit in raw.NOT_NUMBERS:
        return " ".join(str(row.value).split())
    if row.value is None:
        return "/".join(row.entry[end].replace("_", "") for end in ("low", "high"))
    return raw.plain(row.numbers[0])


def _says(root: Path, fact: raw.Fact, row: raw.Statement, shown: str) -> bool:
    """True where a text says a statement in full: every digit, the unit, every word, every name."""
    if fact.unit == "subjects":
        return all(raw.subjects(root)[name]["name"] in shown for name in row.value)
    if fact.unit == "list":
        return all(" ".join(entry.split()) in shown for entry in row.value)
    if fact.unit == "text":
        return shown == " ".join(row.value.split())
    if fact.unit == "date":
        return shown == list(raw_dates.date_words(str(row.value)))[-1]
    return shown.startswith(row.entry.get("approx", "")) and shows(shown, fact.unit, list(row.numbers), exact=True)


def shows(shown: str, unit: str, numbers: list[Decimal], exact: bool) -> bool:
    """True where a text shows numbers with their unit: all digits of them, or as many as the text has."""
    read = raw.read_numbers(shown, unit)
    same = len(read) == len(numbers) and all(
        one == two if exact else abs(one - two) <= half for (one, half), two in zip(read, numbers)
    )
    return same and all(
        any(word in shown for word in words(part))
        for atom in unit.split("/")
        for part in re.split(r"\s*\*\s*", atom.strip())
    )


def words(part: str) -> tuple[str, ...]:
    """Return how one factor of a unit may be written."""
    singular = part[:-3] + "y" if part.endswith("ies") else part.removesuffix("s")
    return WRITTEN.get(part, (part, singular))


def _alternatives(trip: Trip, root: Path, fact: raw.Fact, cell: Element) -> None:
    others = fact.entry.get("alternatives", [])
    if not others:
        return
    span = next(e for e in cell.iter("span") if "others" in classes(e))
    said = text(span).removeprefix("Others say: ")
    statements = [s for s in fact.statements if any(s.entry is other for other in others)]
    keys = [a.get("href", "").partition("#")[2] for a in span.iter("a")]
    trip.hold("sources of alternatives", fact.id, keys, [key for s in statements for key in s.sources])
    found = re.findall(rf"(.*?) \([^()]*(?:\([^()]*\)[^()]*)*, ({'|'.join(LABELS)})\)(?:; |$)", said)
    trip.hold("alternatives counted", fact.id, len(found), len(statements))
    for (shown, label), statement in zip(found, statements):
        trip.hold(
            "alternatives", fact.id, (LABELS[label], _near(root, fact, statement, shown)), (statement.evidence, True)
        )


def _near(root: Path, fact: raw.Fact, row: raw.Statement, shown: str) -> bool:
    """True where a text says a statement to the digits it shows."""
    if fact.unit in raw.NOT_NUMBERS:
        return _says(root, fact, row, shown)
    return shows(shown, fact.unit, list(row.numbers), exact=False)


def _earlier(root: Path, fact: raw.Fact, row: raw.Statement, more: str) -> bool:
    """True where the register tells an earlier reading: its value, and its date or until when and why it held."""
    if "until" in row.entry:
        until, why = list(raw_dates.date_words(str(row.entry["until"])))[-1], " ".join(row.entry["why"].split())
        end = more.find(f" (until {until}: {why})")
    else:
        end = more.find(f" ({raw_dates.table_words(row.as_of)})")
    before = re.split(r"(?:Earlier: |\); )", more[:end])[-1] if end >= 0 else ""
    return end >= 0 and _near(root, fact, row, before)


def _names(trip: Trip, root: Path, pages: dict[str, Page]) -> None:
    seen: dict[str, set[str]] = {}
    chinese: dict[str, set[str]] = {}
    for page in pages.values():
        for element in page.article.iter():
            if element.get("data-name"):
                name = element.get("data-name", "")
                seen.setdefault(name, set()).add(text(element))
                chinese.setdefault(name, set()).update(text(e) for e in element.iter() if e.get("lang") == "zh-Hans")
    for name, subject in raw.subjects(root).items():
        own = {subject["name"], subject.get("short", subject["name"])}
        zh = subject.get("zh")
        allowed = own | {f"{text_} ({zh})" for text_ in own} | ({zh} if zh else set())
        shown = seen.get(name, set())
        trip.hold("names", name, bool(shown) and shown <= allowed, True)
        if zh:
            trip.hold("Chinese names", name, chinese.get(name), {zh})


def carrying(root: Path) -> list[str]:
    """Return the sources that a reading names; others stand in the downloads alone."""
    named = {key for fact in raw.facts(root).values() for row in fact.statements for key in row.sources}
    return [key for key in raw.sources(root) if key in named]


def _sources(trip: Trip, root: Path, page: Page) -> None:
    rows = {e.get("id", ""): e for e in page.article.iter("tr") if e.get("id")}
    languages: dict[str, set[str]] = {}
    for key in carrying(root):
        source = raw.sources(root)[key]
        if key not in rows:
            trip.wrong.append(f"the source {key} is not in the list of sources")
            continue
        cells = list(rows[key])
        link = next(cells[0].iter("a"))
        trip.hold("sources", key, link.get("href"), source["url"])
        trip.hold("titles", key, text(link), " ".join(source.get("title", "(no title recorded)").split()))
        publisher = raw.publishers(root)[source["publisher"]]["name"]
        trip.hold("publishers", key, text(cells[0]).startswith(publisher), True)
        published = list(raw_dates.date_words(source["published"]))[-1] if "published" in source else "undated"
        trip.hold("days of publication", key, text(cells[1]), published)
        languages.setdefault(source["lang"], set()).add(text(cells[2]))
    trip.hold("languages", "one word each", sum(map(len, languages.values())), len(set().union(*languages.values())))


def _downloads(trip: Trip, root: Path, site: Path) -> None:
    rows = {row["id"]: row for row in json.loads((site / "data/facts.json").read_text("utf-8"))["facts"]}
    for name, fact in raw.facts(root).items():
        trip.hold("rows of downloads", name, *_row(fact, rows.get(name, {})))
    for source in csv.DictReader((site / "data/sources.csv").read_text("utf-8-sig").splitlines()):
        own = {k: v for k, v in raw.sources(root)[source["id"]].items() if k not in ("publisher", "origin", "via")}
        read = {key: source[key].removesuffix("-XX") for key in own}  # a month of no day, so that no table makes one
        trip.hold("rows of sources", source["id"], read, {key: value.rstrip("\n") for key, value in own.items()})


def _row(fact: raw.Fact, row: dict[str, Any]) -> tuple[Any, Any]:
    current, lines = fact.statements[0], fact.statements[0].entry.get("printed", ())
    read = {key: row.get(key) for key in ("unit", "evidence", "as_of", "sources", "printed", "formula")}
    if fact.formula:
        return (read["unit"], read["evidence"], read["formula"]), (fact.unit, "derived", fact.formula)
    return read, {
        "unit": fact.unit, "evidence": current.evidence, "as_of": current.as_of, "sources": list(current.sources),
        "printed": [lines] if isinstance(lines, str) else list(lines), "formula": None,
    }  # fmt: skip


def unread(trip: Trip, root: Path) -> Iterator[str]:
    """Yield what the trip did not reach."""
    for kind, number in (
        ("facts", len(raw.facts(root))),
        ("sources", len(carrying(root))),
        ("names", len(raw.subjects(root))),
    ):
        if trip.figures.get(kind) != number:
            yield f"{kind}: {trip.figures.get(kind)} of {number} were read"

"""What the search needs beyond the words of the pages: each thing by all its spellings, at the place that tells of it.

The engine's index holds the words of each section. Five fields are added that no result shows: ``names`` are the
spellings of what a section, or a page, tells of; ``about`` is what its page tells of; ``asked`` is what readers type
for its heading; ``alone`` are the proper names that no other section has; ``around`` are the makers, and other words of
the page's heading. docs/javascripts/early.js writes queries accordingly.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..facts.ledger import Subject
from ..facts.schema import Term
from ..pages.book import REGISTER, Book
from . import typed

KEPT = Path(".cache/readings.json")
INDEX = Path("search/search_index.json")
BOOSTS = {"names": 1100.0, "about": 1000.0, "title": 1000.0, "asked": 1000.0, "alone": 500.0, "around": 5.0}
ADDED = tuple(name for name in BOOSTS if name != "title")
# The theme puts a page before its sections by a factor of two and a half; here that is for its names to do.
PAGE = 0.2
# What tells of this site, or of everything, comes after what tells of one thing.
LATER = {"about", "checks", "contribute", "data", "glossary", "host", "revisions", "timeline"}
_NO_HOME = {"names-and-spellings", "what-we-do-not-know"}
# A word with a capital inside a sentence is a name.
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]{3,}(?![\w.@/])")
_BEFORE = re.compile(r" +(?=[ .,;:)])")  # where a label stood

Entry = dict[str, Any]


@dataclass
class Index:
    """The entries of the index by page, and what is added to each field of each."""

    book: Book
    read: typed.Readings
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def forms(self, names: Iterable[str]) -> list[str]:
        """Return all ways to write some names, each in one piece."""
        found: list[str] = []
        for name in names:
            if name not in self.known:
                self.known[name] = tuple(filter(None, typed.forms(name, self.read)))
            found += self.known[name]
        return found

    def add(self, entry: Entry, name: str, words: Iterable[str]) -> None:
        """Add words to a field of an entry."""
        self.added.setdefault((entry["location"], name), {}).update(dict.fromkeys(words))

    def call(self, entry: Entry, names: Iterable[str]) -> None:
        """Add the names of what an entry tells of."""
        names = list(names)
        self.add(entry, "names", self.forms(names))
        texts = (text for name in names for text in (name, *self.read.get(name, ())))
        self.add(entry, "about", (inside for text in texts for inside in typed.insides(text)))

    def written(self, entry: Entry) -> Entry:
        """Return an entry with its fields; what a stronger field holds, a weaker one need not."""
        known: set[str] = set()
        whole = entry | {"text": _BEFORE.sub("", entry["text"])}
        for name in ADDED:
            words = self.added.get((entry["location"], name), {})
            if text := " ".join(word for word in words if name != "around" or word not in known):
                whole[name] = text
            known |= words.keys()
        return whole


def keep_readings(book: Book) -> typed.Readings:
    """Return how the Chinese of the book's names is read and written; kept between builds."""
    named: list[Subject | Term] = [*book.ledger.subjects.values(), *book.ledger.terms.values()]
    others = (book.ledger.site.asked, book.ledger.site.spelled)
    typed_too = (word for other in others for words in other.values() for word in words)
    return typed.readings([*(name for one in named for name in _names(one)), *typed_too], book.root / KEPT)


def enrich(book: Book, site: Path) -> None:
    """Add to the index of a site what it lacks; an engine with an index of its own is left alone."""
    path = site / INDEX
    if not path.exists():
        return
    whole = json.loads(path.read_text("utf-8"))
    index = Index(book, keep_readings(book))
    for entry in whole["docs"]:
        index.entries.setdefault(entry["location"].partition("#")[0], []).append(entry)
    _call_pages(index)
    _call_subjects(index)
    _call_terms(index)
    _call_others(index)
    _call_rare(index)
    named = _by_first_word(book.ledger.subjects.values())
    for page, entries in index.entries.items():
        _tell(index, entries, book.subjects.get(page.removesuffix(".html"), []), named)
    docs = [index.written(entry) for entries in index.entries.values() for entry in entries]
    whole["config"]["pipeline"] = []  # a query may be all of words that an English list calls too common: spin-off
    whole["config"]["fields"] |= {name: {"boost": boost} for name, boost in BOOSTS.items()}
    path.write_text(json.dumps(whole | {"docs": docs}, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _names(named: Subject | Term) -> Iterator[str]:
    yield from filter(None, (named.name, getattr(named, "short", None), named.zh, *named.aka))


def _call_pages(index: Index) -> None:
    """Call each page by its title and its heading; one that is too long to be searched is found by these alone."""
    things = {form for subject in index.book.ledger.subjects.values() for form in index.forms(_names(subject))}
    for page in index.book.pages.values():
        if page.name.startswith(f"{REGISTER}/"):
            continue  # the register finds in its parts
        location = page.name.removesuffix(".md") + ".html"
        entries = index.entries.setdefault(location, [])
        if not entries:
            entries.append({"location": location, "title": html.escape(page.title), "text": ""})
        for entry in entries:
            later = location.removesuffix(".html") in LATER or entry["location"].partition("#")[2] in _NO_HOME
            boost = (PAGE if entry is entries[0] else 1) * (0.5 if later else 1)
            if boost < 1:
                entry["boost"] = boost
        index.call(entries[0], (page.title, html.unescape(entries[0]["title"])))
        head = typed.words(html.unescape(entries[0]["title"]))
        index.add(entries[0], "names", (word for word in head if word not in things))


def _call_subjects(index: Index) -> None:
    subjects = index.book.ledger.subjects
    for subject in subjects.values():
        if not (entries := index.entries.get(f"{subject.page}.html")):
            continue
        home = _home(subject, entries)
        index.call(home, _names(subject))
        if home is entries[0]:  # its heading has one of the spellings, the others count as much
            title = _spaced(home["title"]).split()
            index.add(home, "asked", (form for form in index.forms(_names(subject)) if form not in title))
        for name in (one for names in subject.links.values() for one in names):
            other = subjects.get(name)
            if other and other.kind in ("company", "product"):
                index.add(home, "around", index.forms(_names(other)))
            if other and subject.name.startswith(f"{other.name} "):
                index.call(home, (subject.name.removeprefix(f"{other.name} "),))


def _call_terms(index: Index) -> None:
    entries = {entry["location"]: entry for entry in index.entries.get("glossary.html", ())}
    for key, term in index.book.ledger.terms.items():
        if entry := entries.get(f"glossary.html#{key}"):
            index.call(entry, _names(term))


def _call_others(index: Index) -> None:
    """Call the sections that have a name without a record most often by the other spellings of the name."""
    entries = [entry for page, found in index.entries.items() if page.removesuffix(".html") not in LATER
               for entry in found if "boost" not in entry]  # fmt: skip
    for name, others in index.book.ledger.site.spelled.items():
        counts = [_spaced(entry["text"]).count(f" {' '.join(typed.words(name))} ") for entry in entries]
        most = max(counts)
        for entry in (entry for entry, count in zip(entries, counts) if count and count == most):
            index.add(entry, "around", index.forms(others))  # what has a record, and its signs, comes before


def _call_rare(index: Index) -> None:
    """Call a section by the proper names that it alone has, which words of headings would outweigh."""
    having: dict[str, list[Entry]] = {}
    proper: set[str] = set()
    for page, entries in index.entries.items():
        if page.removesuffix(".html") not in LATER:
            for entry in (one for one in entries[1:] if "boost" not in one):
                proper.update(word.lower() for word in _PROPER.findall(html.unescape(entry["text"])))
                for word in set(_spaced(entry["text"]).split()):
                    having.setdefault(word, []).append(entry)
    called = {word for (_, name), words in index.added.items() if name == "names" for word in words}
    for word in sorted(proper - called):
        if len(having.get(word, ())) == 1:
            index.add(having[word][0], "alone", [word])


@lru_cache(maxsize=4096)
def _spaced(text: str) -> str:
    return f" {' '.join(word for word in typed.words(html.unescape(text)) if word != 'the')} "


def _first(name: str) -> str:
    return f" {_spaced(name).split()[0]} "


def _home(subject: Subject, entries: list[Entry]) -> Entry:
    """Return the entry that tells of a subject: its own section, else its page, else where it is named most."""
    names = [_spaced(name) for name in (subject.name, subject.short) if name]
    sections = [entry for entry in entries[1:] if entry["location"].partition("#")[2] not in _NO_HOME]
    for entry in sections:
        if entry["location"].endswith(f"#{subject.id}"):
            return entry
    for entry in sections:
        if any(_spaced(entry["title"]).startswith(name) for name in names):
            return entry
    for entry in entries[:1] + sections:
        if any(name in _spaced(entry["title"]) for name in names):
            return entry
    line = [entry for entry in sections if _first(subject.name) in _spaced(entry["title"])]
    if len(line) == 1:  # the one section that names its line: Yitian and XuanTie
        return line[0]
    # What begins a page sums it up: of a chip, a section that names it as often tells more.
    places = sections + entries[:1] if subject.kind == "chip" else entries[:1] + sections
    counts = [sum(_spaced(entry["text"]).count(name) for name in names) for entry in places]
    return places[counts.index(max(counts))] if any(counts) else entries[0]


def _by_first_word(subjects: Iterable[Subject]) -> dict[str, list[tuple[str, Subject]]]:
    """Return the names of subjects by their first words, so that those in a title are found without trying all."""
    found: dict[str, list[tuple[str, Subject]]] = {}
    for subject in subjects:
        for name in filter(str.strip, (_spaced(name) for name in (subject.name, subject.short) if name)):
            found.setdefault(name.split()[0], []).append((name, subject))
    return found


def _tell(index: Index, entries: list[Entry], here: list[Subject], named: dict[str, list[tuple[str, Subject]]]) -> None:
    """Tell each section what its page is about, and what readers type for its heading."""
    title, asked = _spaced(entries[0]["title"]), index.book.ledger.site.asked
    around = title.split()
    subjects = [(name, subject) for word in around for name, subject in named.get(word, ()) if name in title]
    things = [form for subject in here for form in index.forms(_names(subject))]
    for entry in entries:
        own = _spaced(entry["title"])
        index.add(entry, "around", [*around, *things])
        for name, subject in subjects:
            # A section that is about it itself would pass for its place, which is elsewhere.
            placed = "around" if entry is not entries[0] and name in own else "about"
            index.add(entry, placed, index.forms(_names(subject)))
        for key, words in asked.items():
            if _spaced(key) in title or _spaced(key) in own:
                forms = (form for word in words for form in (word, *index.read.get(word, ())))
                index.add(entry, "asked", (typed.stem(part) for form in forms for part in typed.words(form)))

"""``make rename``: one name becomes another in data, formulas, charts and pages; what readers see stays as it was."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from html import unescape
from pathlib import Path

from ..facts import schema
from ..facts.ledger import Ledger
from ..pages.book import Book, is_whole
from ..site import kept
from ..values.problem import DataError, nearest
from .changes import Changes
from .refer import Renaming, in_data, in_page
from .sheet import EditError, Sheet
from .sources import PUBLISHERS

# Beside data and pages: texts that show calls, and tests that name facts.
TOLD = ("README.md", "CONTRIBUTING.md")
TESTS = "tests"
Seen = dict[str, tuple[list[str], list[str]]]
_LINE = re.compile(r"(?<=\.yml):\d+")
# What readers do not see, or see as an example of calls and entries.
_UNSEEN = re.compile(r"<pre\b.*?</pre>|<[^>]*>|`[^`]*`|\{:[^}]*\}|\]\([^)]*\)", re.S)


def rename(root: Path, old: str, new: str, kind: str | None = None) -> int:
    """Rename a fact, subject, source, publisher, term or chart; returns the exit code.

    Where it returns another one than 0, no file has changed. ``kind`` is for a name that stands for several things.
    """
    try:
        book = kept.opened(root)
        renaming = Renaming(_kind(book.ledger, old, new, kind), old, new, book.ledger)
        changes = Changes(root)
        _in_files(renaming, changes)
        after = changes.tried(book)
        seen = _seen_pages(renaming, book, after)
        if other := next(_read_otherwise(book, after, seen), ""):
            raise EditError("\n".join([other, *(f"{place}: names it" for place in mentions(root, old))]))
        changed = changes.write()
    except EditError as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return 2
    except DataError as error:
        print(error, file=sys.stderr)
        for place in mentions(root, old):
            print(f"{place}: names it", file=sys.stderr)
        print("Nothing was changed.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; nothing was changed", file=sys.stderr)
        return 130
    for name in changed:
        places = changes.sheets[name].places
        print(f"{name}: {places} place{'s' if places > 1 else ''}")
    for name, (old_words, new_words) in seen.items():
        if old_words != new_words and not is_whole(name):
            print(f"docs/{name}: what has no other order than by name stands in another one now")
    for place in mentions(root, old):
        print(f"{place}: names it too; look there")
    print(f"the {renaming.kind} {old} is {new} now; its address in the register and links from outside change with it")
    return 0


def _kind(ledger: Ledger, old: str, new: str, kind: str | None) -> str:
    """Return what a name stands for; raises EditError for an unknown one, and for a new one that will not do."""
    known: dict[str, Collection[str]] = {"fact": ledger.facts, "subject": ledger.subjects, "source": ledger.sources,
             "publisher": ledger.publishers, "term": ledger.terms, "chart": ledger.charts}  # fmt: skip
    kinds = [one for one, names in known.items() if old in names]
    if not kinds:
        every = [name for names in known.values() for name in names]
        raise EditError(f"there is no fact, subject, source, publisher, term or chart {old!r}{nearest(old, every)}")
    if kind and kind not in kinds:
        raise EditError(f"{old!r} is no {kind}; it is a {' and a '.join(kinds)}")
    if len(kinds) > 1 and not kind:
        raise EditError(f"{old!r} is a {' and a '.join(kinds)}; say which one: KIND={kinds[0]} or --kind {kinds[0]}")
    kind = kind or kinds[0]
    pattern = {"fact": schema._FACT_ID, "source": schema._KEY}.get(kind, schema._ID)
    if not re.search(pattern, new):
        raise EditError(f"{schema.MEANT[pattern]} (found {new!r})")
    if kind == "fact" and not re.search(schema._KEY, new.partition(".")[2]):
        raise EditError(f"{schema.MEANT[schema._KEY]} (found {new.partition('.')[2]!r})")
    if new in known[kind]:
        raise EditError(f"there is a {kind} {new!r} already")
    if kind == "fact" and new.partition(".")[0] != old.partition(".")[0]:
        raise EditError(f"{new!r} is a fact of another subject; move the entry by hand")
    return kind


def _in_files(renaming: Renaming, changes: Changes) -> None:
    root = changes.root
    for path in sorted((root / "data").rglob("*.yml")):
        sheet = changes.sheet(path.relative_to(root).as_posix())
        sheet.cut(list(in_data(renaming, sheet.leaves(), sheet.text)))
    for path in [*sorted((root / "docs").rglob("*.md")), *(root / name for name in TOLD if (root / name).exists())]:
        sheet = changes.sheet(path.relative_to(root).as_posix())
        _rewrite(sheet, in_page(renaming, sheet.text))
    if renaming.kind in ("fact", "subject"):
        for path in sorted([*(root / TESTS).rglob("*.py"), *(root / TESTS).rglob("*.yml")]):
            sheet = changes.sheet(path.relative_to(root).as_posix())
            _rewrite(sheet, renaming.facts_in(sheet.text))
    _keep_label(renaming, changes)
    _keep_voice(renaming, changes)


def _rewrite(sheet: Sheet, new: str) -> None:
    """Give a file its new text, and count the lines that differ."""
    sheet.places += sum(a != b for a, b in zip(sheet.text.split("\n"), new.split("\n")))
    sheet.text = new


def _keep_label(renaming: Renaming, changes: Changes) -> None:
    """Give a fact the label it had, where its old key brought it and the new one does not."""
    if renaming.kind != "fact":
        return
    fact, key = renaming.ledger.facts[renaming.old], renaming.new.partition(".")[2]
    sheet, path = changes.sheet(fact.file), ("subjects", fact.subject, "facts", key)
    meaning = renaming.ledger.vocabulary.get(key)
    if sheet.value((*path, "label")) is None and (meaning is None or meaning.label != fact.label):
        first = next(iter(sheet.value(path)))
        sheet.put((*path, "label"), fact.label, ("label", first))
        sheet.places += 1


def _keep_voice(renaming: Renaming, changes: Changes) -> None:
    """Let a publisher that speaks for a subject because both have one name say so, once they have two."""
    ledger, old = renaming.ledger, renaming.old
    entry = ledger.publishers.get(old)
    if renaming.kind in ("subject", "publisher") and entry and not entry.subject and old in ledger.subjects:
        publisher, subject = (old, renaming.new) if renaming.kind == "subject" else (renaming.new, old)
        changes.sheet(PUBLISHERS).put(
            ("publishers", publisher, "subject"), subject, tuple(schema.Publisher.model_fields)
        )
        changes.sheet(PUBLISHERS).places += 1


def _read_otherwise(before: Book, after: Book, seen: Seen) -> Iterator[str]:
    """Yield what would read differently: a table to take away, or a page."""
    for name, table in before.tables.items():
        told, tells = (Counter(_figures(one.rows)) for one in (table, after.tables[name]))
        if gone := list(told - tells):
            what = ", ".join(str(value) for value in gone[:4] if value != _WORD) or "words"
            yield f"the table {name} to take away would lack {what}; {_WHY}"
    for name, (old, new) in seen.items():
        if sorted(old) != sorted(new):  # rows that are otherwise equal stand in the order of their ids
            at = next((n for n, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
            was, is_ = (unescape(" ".join(words[max(at - 6, 0) : at + 6])) for words in (old, new))
            yield f"docs/{name} would read otherwise: {was!r} as {is_!r}; {_WHY}"


_WORD = "word"
_WHY = "a table, chart or rule knows it by its old name, which others share; rename all of them by hand"


def _seen_pages(renaming: Renaming, before: Book, after: Book) -> Seen:
    """Return the words that a reader sees of each page, before and after."""
    return {
        name: (_seen(renaming, page.whole_text), _seen(renaming, after.pages[name].whole_text))
        for name, page in before.pages.items()
    }


def _seen(renaming: Renaming, text: str) -> list[str]:
    """Return the words that a reader sees of a page, with the new name for the old one, be it an address or a word."""
    quoted = text  # with the calls that are shown as they are written
    pairs = [(renaming.old, renaming.new)]
    if renaming.kind == "fact":  # which a call may name by its key alone
        pairs.append((renaming.old.partition(".")[2], renaming.new.partition(".")[2]))
    for old, new in pairs:
        quoted = quoted.replace(f"&quot;{old}&quot;", f"&quot;{new}&quot;")
    words = _LINE.sub("", _UNSEEN.sub(" ", quoted)).split()
    return [renaming.facts_in(renaming.called(renaming.kind, word)) for word in words]


def _figures(rows: list[dict[str, object]]) -> Iterator[object]:
    """Yield the numbers of a table, and one and the same mark for each other cell that holds something."""
    for row in rows:
        yield from (value if isinstance(value, int | float) else _WORD for value in row.values() if value)


def mentions(root: Path, name: str) -> Iterator[str]:
    """Yield the files, with lines, of other texts of the project that hold a name in quotation marks or as code."""
    key = name.partition(".")[2]
    named = rf"[\"'`]{re.escape(name)}(?:\.[a-z0-9-]+)?[\"'`]"
    entry = rf"|^\s*{re.escape(key)}:" if key else ""  # which these texts show as an example
    paths = [path for folder in ("macros", "overrides", TESTS) for path in sorted((root / folder).rglob("*.*"))]
    for path in [*paths, *(root / one for one in TOLD)]:
        if path.suffix not in (".py", ".html", ".yml", ".md") or not path.is_file() or path.parent.name == "edit":
            continue
        lines = path.read_text("utf-8").split("\n")
        pattern = re.compile(named + entry * (path.name in TOLD))
        if found := [str(number) for number, line in enumerate(lines, 1) if pattern.search(line)]:
            yield f"{path.relative_to(root).as_posix()}:{','.join(found)}"

"""What an edit changes: the facts, and every sentence, table cell and chart that will read differently."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..facts.differences import Changed, changed_facts, changed_sources
from ..pages.book import Book, Page, is_whole
from ..values.problem import DataError
from .ahead import open_book
from .before import Revision
from .kept import opened
from .parts import Part, parts
from .propose import Proposal, proposals

Pair = tuple[Part | None, Part | None]
MOST = 20_000
"""Of pairs of parts that are held against each other, which takes a second."""


class Unreadable(Exception):
    """The working tree, the revision, or both cannot be read; the message has every problem of each."""


@dataclass(frozen=True)
class Step:
    """A part of a page that reads differently: where it stands, what it is, its text before and after."""

    kind: str
    where: str
    before: str
    after: str


@dataclass(frozen=True)
class PageChange:
    """A page with what reads differently in it; ``state`` is new, gone or changed."""

    name: str
    title: str
    state: str
    steps: tuple[Step, ...]

    def count(self) -> str:
        """Say how many sentences, cells and charts differ."""
        kinds = Counter("charts" if step.kind == "chart" else step.kind for step in self.steps)
        kinds["charts"] = len({step.where.partition(",")[0] for step in self.steps if step.kind == "chart"})
        shown = [_many(kinds[kind], kind) for kind in ("sentences", "cells", "charts") if kinds[kind]]
        return ", ".join(shown)


@dataclass(frozen=True)
class Changes:
    """All that differs between a revision and the working tree."""

    against: Revision
    facts: tuple[Changed, ...]
    sources: tuple[Changed, ...]
    pages: tuple[PageChange, ...]
    proposals: tuple[Proposal, ...]


def compare(root: Path, revision: Revision) -> Changes:
    """Return what the working tree under ``root`` changes against a revision; raises Unreadable."""
    books: list[Book] = []
    wrong: list[str] = []
    for where, folder in (("the working tree", root), (f"{revision.name} ({revision.hash})", revision.root)):
        try:
            books.append(open_book(folder, books[0]) if books else opened(folder))
        except DataError as error:
            rules = "" if folder == root else ", by the rules of the working tree"
            wrong.append(f"In {where}{rules}: {error}")
    if wrong:
        raise Unreadable("\n".join(wrong))
    new, old = books
    facts, sources = changed_facts(old.ledger, new.ledger), changed_sources(old.ledger, new.ledger)
    entries = proposals(old.ledger, new.ledger)
    return Changes(revision, tuple(facts), tuple(sources), tuple(changed_pages(old, new)), tuple(entries))


def changed_pages(old: Book, new: Book) -> Iterator[PageChange]:
    """Yield the pages that differ, in the order of the navigation; those that show everything come last."""
    names = [*new.pages, *(name for name in old.pages if name not in new.pages)]
    for name in sorted(names, key=lambda name: is_whole(name)):
        before, after = old.pages.get(name), new.pages.get(name)
        title = (after or before or Page(name, "", "", name)).title
        if before and after:
            if (before.head, before.whole_text) != (after.head, after.whole_text):
                steps = tuple(differences(parts(before), parts(after)))
                if steps:
                    yield PageChange(name, title, "changed", steps)
        else:
            yield PageChange(name, title, "new" if after else "gone", ())


def differences(before: Sequence[Part], after: Sequence[Part]) -> list[Step]:
    """Return the parts that read differently; what only stands elsewhere now is told there."""
    ours, theirs = [part.said for part in before], [part.said for part in after]
    pairs: list[Pair] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs += _paired(before[i:j], after[k:m])
    gone, fresh = [one for one, two in pairs if one and not two], [two for one, two in pairs if two and not one]
    # What stands far from its old place was no neighbor of it above.
    apart = {id(two): one for one, two in _paired(gone, fresh) if one and two} if len(gone) * len(fresh) < MOST else {}
    kept = {id(one) for one in apart.values()}
    steps: list[Step] = []
    for one, two in pairs:
        if one or not two:
            steps += () if id(one) in kept else _steps(one, two)
        elif (other := apart.get(id(two))) and other.said == two.said:
            steps += (
                Step(step.kind, f"{step.where}, moved here", step.after, step.after) for step in _steps(None, two)
            )
        else:
            steps += _steps(other, two)
    return list(dict.fromkeys(steps))  # a chart is drawn wide and narrow


def _paired(before: Sequence[Part], after: Sequence[Part]) -> Iterator[Pair]:
    """Yield what stands for what: parts of one kind that are most alike; what is left is gone or new."""
    left = list(before)
    for part in after:
        match = difflib.SequenceMatcher(None, autojunk=False)
        match.set_seq2(" ".join(part.texts))
        best, found = 0.5, None
        for other in left:
            if (likeness := _likeness(other, part, match, best)) > best:
                best, found = likeness, other
        if found:
            left.remove(found)
        yield found, part
    yield from ((part, None) for part in left)


def _likeness(one: Part, two: Part, match: difflib.SequenceMatcher[str], least: float) -> float:
    """Return how alike two parts are: rows of one name are the same, and drawings of one chart; or ``least``."""
    if one.kind != two.kind:
        return least
    if one.kind == "drawing" or (one.kind == "row" and one.texts[0] == two.texts[0]):
        return float((one.chart, one.table, one.heads) == (two.chart, two.table, two.heads))
    match.set_seq1(" ".join(one.texts))
    return match.ratio() if match.real_quick_ratio() > least and match.quick_ratio() > least else least


def _steps(one: Part | None, two: Part | None) -> Iterable[Step]:
    part = two or one
    assert part
    kind = "chart" if part.chart else "cells" if part.kind == "row" else "sentences"
    place = f"chart {part.chart}" if part.chart else part.section
    if part.kind == "drawing":
        word = "drawn otherwise" if one and two else ""
        yield Step(kind, _joined(place, "drawing"), word or "drawn" * bool(one), word or "drawn" * bool(two))
    elif part.kind != "row":
        what = "" if part.kind == "sentence" else part.kind
        yield Step(
            kind,
            _joined(place, what) or "above the first heading",
            one.texts[0] if one else "",
            two.texts[0] if two else "",
        )
    elif one and two and len(one.texts) == len(two.texts):
        for n, (was, now) in enumerate(zip(one.texts, two.texts)):
            if was != now:
                yield Step(kind, _joined(place, _table(part), *_cell(two, n)), was, now)
    else:
        rows = [" | ".join(row.texts) if row else "" for row in (one, two)]
        yield Step(kind, _joined(place, _table(part), "row"), rows[0], rows[1])


def _cell(part: Part, column: int) -> tuple[str, str]:
    head = part.heads[column] if column < len(part.heads) else ""
    return f"row “{part.texts[0]}”", f"column “{head}”" if head else ""


def _table(part: Part) -> str:
    return f"table “{part.table}”" if part.table and not part.chart else "table"


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _many(number: int, kind: str) -> str:
    return f"{number} {kind.removesuffix('s') if number == 1 else kind}"

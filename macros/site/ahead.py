"""Read the data once and every page once, ahead of the engine, and report every problem of both together.

The engine would stop at one page after the other, and the register needs to know where each fact is used before the
first page is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ..facts import typed
from ..facts.ledger import Ledger
from ..pages import grammar, reach
from ..pages.book import Blocks, Book, Page, is_whole, marker
from ..pages.columns import unlike_columns
from ..pages.reads import FILES, LEDGER, changed, watched
from ..pages.view import LeftOut, MacroError, View
from ..reading import load
from ..reading.spread import begin, spread
from ..values.problem import DataError, Problem
from ..values.units import UnitError
from . import allowed, settings
from .catalog import BLOCKS, MACROS

_MISSING = re.compile(r"\w+\(\): unknown (fact|source|term|chart|subject) ")
MOST_BYTES = 500_000
_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*\n\n*", re.S)
_ANCHOR = re.compile(r"\{:\s[^}]*#([\w.-]+)|id=\"([\w.-]+)\"")
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.M)
_HEADING = re.compile(r"^#\s+([^{\n]+?)\s*(?:\{:.*)?$", re.M)
# What is no text of its own: attributes, link addresses, comments, tags but for what of them is read aloud.
# Each is bounded, so that a page of nothing but beginnings is read in one go.
_NO_TEXT = re.compile(r"\{:[^}]{0,999}\}|\]\([^)]{0,999}\)|<!--.{0,9999}?-->|<[^>]{1,999}>", re.S)
_READ_ALOUD = re.compile(
    r"\b(?:title|alt|aria-label|placeholder)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>}]+)"
    r"|(?<=\s)(?:\"[^\"]*\"|'[^']*')(?=\s*\)\Z)",  # the title of a link
    re.I,
)
_DIGIT = re.compile(r"(?<!\S)[^\s\d]*\d\S*")


class Unfinished(DataError):
    """Pages call what is not there yet, and nothing else is wrong; ``book`` is that of all else."""

    def __init__(self, problems: list[Problem], book: Book) -> None:
        super().__init__(problems)
        self.book = book


@dataclass(frozen=True)
class Read:
    """What a book was made of: the data files and mkdocs.yml."""

    data: load.Data
    settings: settings.Settings


def open_book(
    root: Path,
    last: Book | None = None,
    watch: bool = False,
    once: bool = False,
    shared: bool = False,
    now: Set[str] | None = None,
) -> Book:
    """Return the checked data and pages under ``root``; raises DataError with every problem of both.

    ``last`` is the book of an earlier reading: what cannot have changed since is taken from it. With ``watch`` it is
    noted what each page reads, so that after an edit of the data the next reading can leave pages as they are; with
    ``once`` there is no next reading, and nothing of the files is kept for one. With ``shared`` all cores take part.
    With ``now`` only these of the pages that show everything are filled in; the others stay as they were, and the book
    names them as ``due``.
    """
    problems: list[Problem] = []
    pages = _read(root, problems)
    there = frozenset(pages) | {problem.file.removeprefix("docs/") for problem in problems}  # read or not
    known = last.read if last and isinstance(last.read, Read) else None
    said = _settings(root, there, known, shared)
    data = _data(root, there, problems, known, once, shared)
    book = Book(data.ledger, root, pages)
    if (root / settings.FILE).exists():
        problems += said().problems
    kept = _kept(last, book) if last else {}
    late = _showing_all(last, book, now) if last and now is not None else {}
    telling = sorted((name for name in pages if not is_whole(name)), key=lambda name: (-len(pages[name].source), name))
    _fill_all(book, telling, late | kept, problems, watch, shared)
    for name in sorted(telling):
        for fact in pages[name].facts:
            book.usage.setdefault(fact, []).append(name)
    same = last and last.ledger is book.ledger and last.usage == book.usage and _anchored(last) == _anchored(book)
    whole = {name: page for name, page in kept.items() if same or not is_whole(name)}
    _fill_all(book, [name for name in pages if is_whole(name)], late | whole, problems, shared=shared)
    book.due = late.keys() - whole.keys()
    for page in pages.values():
        problems += allowed.link_problems(book, page)
    if once:
        grammar.parse.cache_clear()
    book.address, book.navigation = said().address, said().navigation
    if problems and all(_is_call(problem) for problem in problems):
        raise Unfinished(problems, book)
    if problems:
        raise DataError(problems)
    book.read = None if once else Read(data, said())
    return book


def _is_call(problem: Problem) -> bool:
    """True for a call on a page that names what is not there."""
    return problem.file.startswith("docs/") and bool(_MISSING.match(f"{problem.entry}: {problem.message}"))


def _settings(root: Path, there: frozenset[str], known: Read | None, shared: bool) -> Callable[[], settings.Settings]:
    """Return what gives the settings; MkDocs takes its time, so that is in a process of its own where all share."""
    if known and known.settings.state == settings.state(root, there):
        return lambda: known.settings
    return cache((begin if shared else partial)(partial(settings.read, root, there)))


def _data(
    root: Path, there: frozenset[str], problems: list[Problem], known: Read | None, once: bool, shared: bool
) -> load.Data:
    contents, pages = load.contents(root, problems), frozenset(name.removesuffix(".md") for name in there)
    if known and known.data.is_of(contents, pages):
        return known.data
    data = load.collect(contents, pages, known.data if known else None, once, None if shared else 1)
    problems += data.problems
    return data


def _frame(book: Book) -> dict[str, tuple[str, frozenset[str]]]:
    """Return what pages know of each other: titles and addresses."""
    return {page.name: (page.title, page.anchors) for page in book.pages.values()}


def _anchored(book: Book) -> dict[str, frozenset[str]]:
    return {name: page.anchored for name, page in book.pages.items() if not is_whole(name)}


def _showing_all(last: Book, book: Book, but: Set[str]) -> dict[str, Page]:
    """Return the pages of the last book that show everything, so that any edit of the data reaches them; not all."""
    return {
        name: page
        for name, page in last.pages.items()
        if (is_whole(name) or LEDGER in (page.reads or ())) and name not in but and _same_text(page, book)
    }


def _same_text(page: Page, book: Book) -> bool:
    other = book.pages.get(page.name)
    return other is not None and (page.source, page.head) == (other.source, other.head)


def _kept(last: Book, book: Book) -> dict[str, Page]:
    """Return the pages of the last book that read the same in this one."""
    if _frame(last) != _frame(book):
        return {}
    edited = frozenset({FILES}) if last.ledger is book.ledger else changed(last.ledger, book.ledger)
    if edited is None:
        return {}
    return {
        name: page
        for name, page in last.pages.items()
        if name not in last.due
        and _same_text(page, book)
        and (last.ledger is book.ledger if page.reads is None else edited.isdisjoint(page.reads))
    }


def _fill_all(
    book: Book,
    names: list[str],
    kept: dict[str, Page],
    problems: list[Problem],
    watch: bool = False,
    shared: bool = False,
) -> None:
    """Fill in the pages of these names, but for those that are ``kept``."""

    def filled(name: str) -> tuple[Page, list[Problem]]:
        page = book.pages[name]
        allowed.links(page)  # here, so that what is shared between processes has them
        return page, [*bare_digits(book.ledger, page), *allowed.page_problems(page), *fill(book, page, watch)]

    book.pages |= {name: kept[name] for name in names if name in kept}
    names = [name for name in names if name not in kept]
    for name, (page, wrong) in zip(names, spread(filled, names, among=None if shared else 1), strict=True):
        book.pages[name] = page
        problems += wrong


def _read(root: Path, problems: list[Problem]) -> dict[str, Page]:
    """Return the pages in the order of the navigation; those it does not name come last."""
    docs = root / "docs"
    paths = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.[mM][dD]"))}
    paths = {name: path for name, path in paths.items() if not any(part.startswith(".") for part in Path(name).parts)}
    found: dict[str, Page] = {}
    for name in dict.fromkeys([*(name for name in settings.order(root) if name in paths), *paths]):
        content = load.file_bytes(paths[name])
        if isinstance(content, str):
            problems.append(Problem(f"docs/{name}", 1, "", content))
        elif not name.endswith(".md"):
            problems.append(Problem(f"docs/{name}", 1, "", "the page is not read; its name must end in .md"))
        elif len(content) > MOST_BYTES:
            problems.append(Problem(f"docs/{name}", 1, "", f"{len(content)} bytes; a page has {MOST_BYTES} at most"))
        else:
            try:
                text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError as error:
                problems.append(Problem(f"docs/{name}", 1, "", f"not UTF-8 text: {error}"))
                continue
            found[name] = _page(name, text)
            if text.strip() and not text.endswith("\n"):
                message = "the last line has no line break: the page is cut off; save it again, whole"
                problems.append(Problem(f"docs/{name}", text.count("\n") + 1, "", message))
    return found


def _page(name: str, text: str) -> Page:
    match = _HEAD.match(text)
    head, source = (match[0], text[match.end() :]) if match else ("", text)
    title = _TITLE.search(head) or _HEADING.search(source)
    anchors = frozenset(a or b for a, b in _ANCHOR.findall(source))
    return Page(name, head, source, title[1].strip("\"'") if title else name, anchors)


def fill(book: Book, page: Page, watch: bool = False) -> list[Problem]:
    """Fill in the macros of a page and note what it uses; returns what is wrong in it, with the lines."""
    seen = watched(book) if watch else None
    view, text = View(seen or book, page.name), []
    blocks: list[str] = []
    problems = []
    before = page.head.count("\n")
    parts = grammar.parse(page.source)
    for part in parts:
        if isinstance(part, grammar.Text):
            text.append(part.text)
            continue
        try:
            if isinstance(part, grammar.Wrong):
                raise MacroError(part.message)
            output = grammar.run(view, part, MACROS)
        except LeftOut:  # the wrong entry has its own message
            continue
        except (MacroError, UnitError) as error:
            entry = f"{part.name}()" if isinstance(part, grammar.Call) else ""
            own = error.place if isinstance(error, MacroError) else None
            file, line, entry = own or (f"docs/{page.name}", before + part.line, entry)
            problems.append(Problem(file, line, entry, str(error)))
            continue
        if part.name in BLOCKS:
            text.append(marker(len(blocks)))
            blocks.append(output)
        else:
            text.append(output)
    for line, message in unlike_columns(view, parts):
        problems.append(Problem(f"docs/{page.name}", before + line, "", message))
    page.text, page.blocks, page.places = "".join(text), Blocks.of(blocks), None
    page.facts, page.anchored, page.charts = tuple(view.facts), frozenset(view.anchored), view.charts
    page.line = reach.line(view.book, page)
    page.reads = frozenset(seen.reads) if seen else None
    return problems


def bare_digits(ledger: Ledger, page: Page) -> Iterator[Problem]:
    """Yield every number typed into a page, front matter included: numbers come from the data."""
    before = page.head.count("\n")
    texts = [(1, page.head)] if page.head else []
    texts += [(before + part.line, part.text) for part in grammar.parse(page.source) if isinstance(part, grammar.Text)]
    for first, text in texts:
        for at, line in enumerate(_NO_TEXT.sub(_heard, text).split("\n"), first):
            if found := _DIGIT.search(line):
                number = typed.bare(found[0])
                message = f"the number {number!r} is typed into the page; {typed.remedy(ledger, line, number)}"
                yield Problem(f"docs/{page.name}", at, "", message)
    if "{{" in page.head:
        at = page.head[: page.head.index("{{")].count("\n") + 1
        yield Problem(f"docs/{page.name}", at, "", "a macro in the front matter is not filled in; write words")


def _heard(match: re.Match[str]) -> str:
    """Return what is read aloud of a tag or link, and nothing of anything else; lines stay where they are."""
    aloud = "" if match[0].startswith("<!--") else " ".join(_READ_ALOUD.findall(match[0]))
    return aloud.replace("\n", " ") + "\n" * match[0].count("\n")

"""Load the data once, read every page once ahead of the build, and report every wrong call of every page together.

The reading ahead renders the macros of all pages with Jinja alone. It finds what MkDocs would stop at one by one,
and it tells the register where each fact is used before the first page is written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2

from . import load
from .catalog import MACROS
from .load import DataError
from .strict_yaml import Problem
from .units import UnitError
from .view import Book, Call, MacroError, View

_ANCHOR = re.compile(r"\{:\s[^}]*#([\w.-]+)|id=\"([\w.-]+)\"")
_TITLE = re.compile(r"^title:\s*(.+?)\s*$|^#\s+(.+?)\s*$", re.M)
# Pages that show everything are no use of a fact.
_ENVIRONMENT = jinja2.Environment(undefined=jinja2.StrictUndefined)
# What is no text of its own: macro calls, raw blocks, attributes, link addresses, comments.
_NO_TEXT = re.compile(r"\{%\s*raw\s*%\}.*?\{%\s*endraw\s*%\}|\{\{.*?\}\}|\{%.*?%\}|\{:[^}]*\}|\]\([^)]*\)|<!--.*?-->|<[^>]+>", re.S)
WHOLE = frozenset({"register.md", "quality.md", "sources.md"})


def open_book(root: Path, draw: bool = True) -> Book:
    """Return the checked data and pages under ``root``; raises DataError with every problem of both. A check need not ``draw`` charts."""
    ledger, wrong = load.collect(root)
    docs = root / "docs"
    texts = {path.relative_to(docs).as_posix(): _text(path, wrong) for path in sorted(docs.rglob("*.md"))}
    book = Book(ledger, pages=_by_navigation(root, texts), draw=draw)
    for page, text in texts.items():
        match = _TITLE.search(text)
        book.titles[page] = (match[1] or match[2]).strip("\"'") if match else page
        book.anchors[page] = frozenset(a or b for a, b in _ANCHOR.findall(text))
    problems: list[Problem] = []
    for page, text in sorted(texts.items(), key=lambda item: item[0] in WHOLE):
        read_ahead(book, page, text, problems)
        bare_digits(page, text, problems)
    if wrong or problems:
        raise DataError(wrong + problems)
    return book


def _text(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        problems.append(Problem(f"docs/{path.name}", 1, "", f"not UTF-8 text: {error}"))
        return ""


def _by_navigation(root: Path, texts: dict[str, str]) -> tuple[str, ...]:
    """Return the pages in the order of the navigation; those it does not name come last."""
    config = root / "mkdocs.yml"
    named = re.findall(r"[\w./-]+\.md\b", config.read_text("utf-8")) if config.exists() else []
    return tuple(dict.fromkeys([page for page in named if page in texts] + list(texts)))


def read_ahead(book: Book, page: str, text: str, problems: list[Problem]) -> None:
    """Render one page's macros, note what it uses, and add what is wrong, with the line, to ``problems``."""
    view = View(book, page)
    record = book.calls[page] = []
    calls = {name: _guarded(name, partial(function, view), page, problems, record) for name, function in MACROS.items()}
    try:
        book.rendered[page] = _template(text).render(calls)
    except jinja2.TemplateSyntaxError as error:
        problems.append(Problem(f"docs/{page}", error.lineno, "", f"Jinja: {error.message}"))
    except jinja2.UndefinedError as error:
        known = ", ".join(sorted(MACROS))
        problems.append(Problem(f"docs/{page}", _line(error), "", f"Jinja: {error.message}; the macros are {known}"))
    except Exception as error:  # whatever else a template can do wrong has a line too
        problems.append(Problem(f"docs/{page}", _line(error), "", f"Jinja: {type(error).__name__}: {error}"))
    book.page_facts[page] = tuple(view.facts)
    book.anchored[page] = frozenset(view.anchored)
    if page in WHOLE:
        return
    for fact in view.facts:
        book.usage.setdefault(fact, []).append(page)
    for subject in view.names:
        book.subject_pages.setdefault(subject, []).append(page)
    for term in view.terms:
        book.term_pages.setdefault(term, []).append(page)


@lru_cache(maxsize=200)
def _template(text: str) -> jinja2.Template:
    return _ENVIRONMENT.from_string(text)


def bare_digits(page: str, text: str, problems: list[Problem]) -> None:
    """Report every number typed into a page, front matter included: numbers come from the data."""
    kept = _NO_TEXT.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(kept.split("\n"), 1):
        found = re.search(r"\S*\d\S*", line)
        if found:
            message = f"the number {found[0]!r} is typed into the page; put it into data/ and call fact(), name() or term()"
            problems.append(Problem(f"docs/{page}", number, "", message))


def _guarded(name: str, function: Callable[..., str], page: str, problems: list[Problem], record: list[Call]) -> Callable[..., str]:
    def call(*args: Any, **options: Any) -> str:
        try:
            output = function(*args, **options)
            record.append(((name, args, options), output))
            return output
        except (MacroError, UnitError) as error:
            message = str(error)
        except TypeError as error:
            message = f"wrong arguments: {error}"
        problems.append(Problem(f"docs/{page}", _caller_line(), f"{name}()", message))
        return ""

    return call


def _caller_line() -> int:
    frame: Any = sys._getframe(1)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return 1


def _line(error: Exception) -> int:
    line, traceback = 1, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


__all__ = ["Book", "DataError", "open_book", "read_ahead"]

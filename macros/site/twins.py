"""A Markdown twin of each page for programs that read text, with the facts behind it, and llms.txt, which lists them.

The twin is made of the page as it was built, by either engine; llms.txt follows llmstxt.org.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ..facts.records import Row
from ..facts.text import EVIDENCE
from ..pages.book import Book, Page
from ..pages.navigation import Entry
from ..pages.register import in_order
from ..values import format as forms
from .markdown import escaped, link, markdown

LLMS = "llms.txt"
# What is written here from the facts themselves, in a tenth of the time, begins and ends so: the list of a page, the
# rows of the register.
_LISTED = '<details class="facts-here-box"', "</table></div></details>"
_REGISTER = '<div class="register-all"', "<script"
_HEADS = ("Fact", "Value", "As of", "Evidence", "Sources", "Note")


def write(book: Book, site: Path) -> None:
    """Write the twins of all pages, and their list, into a built site."""
    rows = {name: _row(book, row) for name, row in book.fact_rows.items()}
    for page in book.pages.values():
        built = site / f"{page.name.removesuffix('.md')}.html"
        if built.is_file():
            text = twin(book, page, built.read_text("utf-8"), rows)
            (site / page.name).write_text(text, "utf-8", newline="\n")
    (site / LLMS).write_text(llms(book), "utf-8", newline="\n")


def twin(book: Book, page: Page, html: str, rows: dict[str, str]) -> str:
    """Return the twin of a page: its article as Markdown, and the facts that it shows, or of the register all."""
    _, article, _ = _parted(html, "<article", "</article>")
    before, listed_all, after = _parted(article, *_REGISTER)
    text = markdown("".join(_parted(before + after, *_LISTED)[::2]))
    listed: list[tuple[str, Iterable[str]]] = [("Facts on this page", page.facts)] if page.facts else []
    if listed_all:
        own = [fact for subject in in_order(book) for fact in subject.facts.values()]
        own = [fact for fact in own if f"{book.rows_on[fact.id]}.md" == page.name]
        listed = [(book.title(name), [fact.id for fact in of]) for name, of in groupby(own, key=lambda fact: fact.page)]
    up = "../" * page.name.count("/")
    parts = [f"## {title}\n\n{_table(rows[name] for name in names)}" for title, names in listed]
    return "\n".join([text, *parts]).replace("](register", f"]({up}register")


def _parted(html: str, begin: str, end: str) -> tuple[str, str, str]:
    """Return what stands before, between and behind two texts; all stands before where they are missing."""
    start = html.find(begin)
    stop = html.find(end, start) if start >= 0 else -1
    return (html[:start], html[start:stop], html[stop:]) if stop >= 0 else (html, "", "")


def _table(rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(_HEADS)} |", f"|{' --- |' * len(_HEADS)}", *rows]) + "\n"


def _row(book: Book, row: Row) -> str:
    """Return a fact as a row of a table; the way to its row in the register is that of a page at the top."""
    basis = f", {row['basis']}" if row["basis"] else ""
    ahead = f"target, {row['state']}" if row["target"] else "forecast" if row["forecast"] else ""
    evidence = ", ".join(filter(None, (EVIDENCE[row["evidence"]], row["channel"], ahead)))
    sources = (book.source_rows[key] for key in row["sources"])
    others = "; ".join(f"{one['text']} ({EVIDENCE[one['evidence']]})" for one in row["alternatives"])
    notes = (others and f"Others say: {others}.", row["formula"] and f"Computed: {row['formula']}.", row["note"])
    where = f"{book.rows_on[row['id']]}.html#{row['id']}"
    cells = (
        link(f"{row['subject']}: {row['label']}", where), escaped(row["text"] + basis),
        forms.date(row["as_of"]) if row["as_of"] else "", escaped(evidence),
        ", ".join(link(one["publisher"], one["url"]) for one in sources),
        escaped(" ".join(" ".join(filter(None, notes)).split())),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def llms(book: Book) -> str:
    """Return the list of the twins, by the sections of the navigation, for programs that look for text."""
    site = book.ledger.site
    kinds = "; ".join(EVIDENCE.values())
    parts = [
        f"# {site.name}", f"> {book.pages['index.md'].description}" if "index.md" in book.pages else "",
        f"Last gone over on {forms.date(site.as_of)}. Most figures are older: each page says under its heading "
        "how far its own reach. Every figure says who says so and as of when; the kinds of evidence are: "
        f"{kinds}. A claim, an estimate or a target is no measurement: name who says it.",
        *_sections(book, book.navigation),
        "## Data", "\n".join([
            f"- [facts.json]({book.address}data/facts.json): every fact with earlier, differing and superseded values",
            f"- [facts.csv]({book.address}data/facts.csv): the same as a table, current values only",
            f"- [sources.json]({book.address}data/sources.json): every source, as CSL-JSON",
        ]),
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts)) + "\n"


def _sections(book: Book, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield headings and lists; pages that stand in no section come first."""
    alone = [entry for entry in entries if entry.page]
    lines = [_line(book, entry) for entry in alone if entry.page in book.pages]
    yield from ["\n".join(lines)] if lines else []
    for section in entries:
        if section.below:
            yield f"## {section.title}"
            yield from _sections(book, section.below)


def _line(book: Book, entry: Entry) -> str:
    page = book.pages[entry.page]
    about = f": {page.description}" if page.description else ""
    return f"- {link(entry.title or page.title, book.address + page.name)}{about}"

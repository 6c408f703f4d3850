"""A page in the parts that a reader reads: sentences, rows of tables, charts; without the engine that builds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ..pages.book import Page, put_blocks

# As in mkdocs.yml, which settings.py holds to them.
EXTENSIONS = ("admonition", "attr_list", "md_in_html", "tables", "toc")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {
    "p", "li", "ul", "ol", "dl", "dt", "dd", "div", "section", "aside", "nav", "fieldset", "legend", "label", "pre",
    "details", "summary", "figure", "figcaption", "table", "thead", "tbody", "tr", "td", "th",
}  # fmt: skip
_CELLS, _EMPTY = frozenset(("td", "th")), frozenset(("br", "hr", "img", "input", "wbr"))
_SENTENCE = re.compile(r"(?<=[^\s.][.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])")
_SPACED = frozenset(("br", "small", "single", "tags"))
_UNSEEN = frozenset(("script", "style"))


@dataclass(frozen=True)
class Part:
    """A sentence, a heading, a row of a table, or a drawing, with the place where it stands.

    ``texts`` is the sentence, the cells of the row, or the drawing's markup; ``heads`` are the headings of the columns.
    """

    kind: str
    texts: tuple[str, ...]
    section: str
    chart: str = ""
    table: str = ""
    heads: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What it says, wherever it stands."""
        return self.kind, self.texts


def parts(page: Page) -> list[Part]:
    """Return the parts of a page in their order, its title and description first."""
    from markdown import Markdown

    found = [Part("line of the front matter", (line,), "") for line in page.head.split("\n") if ": " in line]
    reader = _Reader()
    reader.feed(put_blocks(Markdown(extensions=list(EXTENSIONS)).convert(page.text), page.blocks))
    reader.close()
    reader.flush()
    return found + reader.found


@dataclass
class _Table:
    label: str
    heads: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    head: bool = False


class _Reader(HTMLParser):
    """Reads HTML into parts. The place of an entry in its data file is passed over: each edit moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Part] = []
        self.text: list[str] = []
        self.section = self.chart = self.label = self.kind = ""
        self.tables: list[_Table] = []
        self.open: list[tuple[str, str]] = []
        self.spoken = False  # the text alternative of a drawing
        self.drawing: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag not in _EMPTY:
            self.open.append((tag, given.get("class", "")))
        if tag == "svg":
            self.drawing = []
        if self.drawing is not None:
            self.drawing.append(f"{tag} {sorted(given.items())}")
        elif tag in _BLOCKS:
            self._break(tag, given)
        elif tag in _SPACED or given.get("class") in _SPACED:
            self.text.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(tag == name for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break
        if tag == "svg" and self.drawing is not None:
            self._add("drawing", "\n".join(self.drawing))
            self.drawing = None
        elif self.drawing is None and tag in _BLOCKS:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.drawing is not None:
            self.drawing.append(data)
        elif not any(tag in _UNSEEN or "correct" in kind.split() for tag, kind in self.open):
            self.text.append(data)

    def _break(self, tag: str, given: dict[str, str]) -> None:
        if self.tables and tag not in ("table", "thead", "tr", *_CELLS):
            self.text.append(" ")
            return
        if tag not in _CELLS:
            self.flush()
            self.spoken = bool(self.chart) and given.get("class") == "unseen"
        if tag in ("div", "figure"):
            self.label = given.get("aria-label", self.label)
            of = given.get("data-of", "")
            self.chart = given.get("data-chart", self.chart) + (f" of {of}" if of else "")
        elif tag == "details" and given.get("class") == "facts-here-box":
            self.section = ""  # the list of a page's facts belongs to no section
        elif tag == "table":
            self.tables.append(_Table(self.label))
        elif tag == "thead":
            self.tables[-1].head = True

    def _end(self, tag: str) -> None:
        table = self.tables[-1] if self.tables else None
        if tag in _HEADINGS and not table:
            text = self._taken().removesuffix("¶").strip()
            self.section = text
            self._add("heading", text)
        elif table and tag in _CELLS:
            table.row.append(self._taken())
        elif table and tag == "tr":
            self._row(table)
        elif table and tag == "thead":
            table.head = False
        elif tag == "table" and self.tables:
            self.tables.pop()
            self.label = ""
        elif table:
            self.text.append(" ")
        else:
            self.flush()
            if tag == "figure":
                self.chart = ""

    def _row(self, table: _Table) -> None:
        row, table.row = table.row, []
        if table.head and not table.heads:
            table.heads = row
        if any(row):
            own = Part("row", tuple(row), self.section, self.chart, table.label, tuple(table.heads))
            self.found.append(own)

    def _taken(self) -> str:
        text, self.text = " ".join("".join(self.text).split()), []
        return text

    def _add(self, kind: str, text: str) -> None:
        if text:
            self.found.append(Part(kind, (text,), self.section, self.chart))

    def flush(self) -> None:
        """End the sentence that is read."""
        if not self.tables:
            for sentence in _SENTENCE.split(self._taken()):
                self._add("text alternative" if self.spoken else "sentence", sentence)
            self.spoken = False

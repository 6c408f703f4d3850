"""HTML of a page as Markdown (CommonMark, with the tables of GitHub): headings, lists, tables, links, facts.

It knows the elements that Markdown and our macros write. What the style sheet says beside a fact with a sign, such as
that a company claims it, stands there in words; drawings and controls are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

# The words that ledger.css gives the signs beside a fact.
KINDS = {"ev-vendor": "company claim", "ev-estimate": "analyst estimate"}
STATES = {"is-target": "target", "is-forecast": "forecast", "is-disputed": "sources differ"}
_LEFT_OUT = re.compile(
    r"<(svg|script|style|fieldset|form|button)\b.*?</\1>|<a class=\"headerlink\".*?</a>|<!--.*?-->", re.S
)
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
_CLASS = re.compile(r" class=\"([^\"]*)\"")
_HREF = re.compile(r" href=\"([^\"]*)\"")
_MARKS = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_BEGINNING = re.compile(r"\A(?=[#+=-])|(?<=\A\d)(?=[.)] )")
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col", "link", "meta"))
_INLINE = frozenset(
    ("a", "abbr", "b", "br", "cite", "code", "data", "em", "i", "img", "input", "kbd", "label", "q", "small", "span",
     "strong", "sub", "sup", "time", "wbr")
)  # fmt: skip


@dataclass(slots=True)
class Node:
    """An element: its name, its attributes as written, and what it holds."""

    name: str
    attributes: str = ""
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        found = _CLASS.search(self.attributes) if self.attributes else None
        return found[1].split() if found else []

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements of these names within, but for those within one another."""
        for child in self.children:
            if isinstance(child, Node):
                yield from (child,) if child.name in names else child.all(*names)


def parse(html: str) -> Node:
    """Return HTML as a tree; ends of what was not begun are passed over, what is not ended ends with what holds it."""
    root = Node("")
    over = [root]
    for end, name, attributes, text in _TOKEN.findall(_LEFT_OUT.sub("", html)):
        if text:
            over[-1].children.append(text)
        elif not end:
            node = Node(name, attributes)
            over[-1].children.append(node)
            if name not in _VOID:
                over.append(node)
        elif over[-1].name == name:
            over.pop()
        elif any(node.name == name for node in over):
            while over.pop().name != name:
                pass
    return root


def markdown(html: str) -> str:
    """Return HTML as Markdown."""
    return "\n\n".join(_Writer().blocks(parse(html))) + "\n"


def escaped(text: str) -> str:
    """Return a text so that Markdown reads none of it as its own marks."""
    return _MARKS.sub(_escape, text)


def link(text: str, address: str) -> str:
    """Return a link; ``text`` is a text and ``address`` one as data files have them."""
    return f"[{escaped(text)}]({_address(address)})"


def _address(text: str) -> str:
    """Return an address so that no bracket ends the link and no bar the cell of a table."""
    return re.sub(r"[()|\s]", lambda found: f"%{ord(found[0]):02X}", text)


def _escape(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else f"\\{found[0]}"


class _Writer:
    """Writes elements; ``within`` are the classes of those around that change what stands beside a fact."""

    def __init__(self) -> None:
        self.within: set[str] = set()

    def blocks(self, node: Node) -> list[str]:
        """Return the blocks of an element, one by one."""
        found: list[str] = []
        line: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str) or child.name in _INLINE:
                line.append(child)
            else:
                found += [*self.paragraph(line), *self.block(child)]
                line = []
        return [*found, *self.paragraph(line)]

    def paragraph(self, line: list[Node | str]) -> list[str]:
        if not line or not (text := self.inline(line)):
            return []
        return [_BEGINNING.sub(r"\\", text) if text[0] in "#+=-0123456789" else text]

    def block(self, node: Node) -> list[str]:
        before, classes = self.within, node.classes
        self.within = before | ({"told", "figure"} & set(classes))
        try:
            if "facts-here-box" in classes:
                return []
            if write := _BLOCKS.get(node.name):
                return [text for text in write(self, node) if text]
            found = self.blocks(node)
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(found).split("\n"))] * (
                "admonition" in classes
            ) or found
        finally:
            self.within = before

    def inline(self, nodes: list[Node | str]) -> str:
        """Return elements and texts as one line, their white space folded."""
        return " ".join("".join([self.part(node) for node in nodes]).split())

    def parts(self, node: Node) -> str:
        return "".join([self.part(child) for child in node.children])

    def part(self, node: Node | str) -> str:
        if isinstance(node, str):
            return escaped(unescape(node) if "&" in node else node)
        if node.name in ("data", "time"):
            return self.fact(node)
        if node.name == "code":
            return _code(unescape(_plain(node)))
        if node.name == "br":
            return "<br>"
        if node.name not in _INLINE:  # a list within a line
            return "<br>".join(self.block(node))
        before, classes = self.within, node.classes
        self.within = before | ({"figure"} & set(classes))
        text = self.parts(node)
        self.within = before
        if node.name == "a" and text.strip() and (found := _HREF.search(node.attributes)):
            return f"[{text.strip()}]({_address(unescape(found[1]))})"
        if "single" in classes:
            return f"({text})"
        mark = {"strong": "**", "b": "**", "em": "*", "i": "*"}.get(node.name, "")
        return f"{mark}{text}{mark}" if text.strip() else text

    def fact(self, node: Node) -> str:
        """Return a fact with what the style sheet says beside it."""
        text, classes = self.parts(node), node.classes
        if "fact" not in classes:
            return text
        beside = [KINDS[one] for one in classes if one in KINDS and not self.within]
        states = [STATES[one] for one in classes if one in STATES]
        if "figure" in self.within and "is-disputed" in classes:
            states = []
        return text + "".join(f" ({one})" for one in (*beside, ", ".join(states)) if one)

    def heading(self, node: Node) -> list[str]:
        return [f"{'#' * int(node.name[1])} {self.inline(node.children)}"]

    def entries(self, node: Node) -> list[str]:
        """Return a list: each entry behind its mark, what belongs to it below it."""
        lines = []
        for number, item in enumerate(node.all("li"), 1):
            mark = f"{number}. " if node.name == "ol" else "- "
            text = "\n".join(self.blocks(item))
            lines.append(mark + text.replace("\n", "\n" + " " * 4))
        return ["\n".join(lines)]

    def terms(self, node: Node) -> list[str]:
        found = []
        for item in node.all("dt", "dd"):
            found += [f"**{self.inline(item.children)}**"] if item.name == "dt" else self.blocks(item)
        return found

    def literal(self, node: Node) -> list[str]:
        text = unescape(_plain(node)).strip("\n").expandtabs(4)  # as Markdown itself does, where it reads the HTML
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
        return [f"{fence}\n{text}\n{fence}"]

    def summary(self, node: Node) -> list[str]:
        return [f"**{self.inline(node.children)}**"]

    def table(self, node: Node) -> list[str]:
        """Return a table; a cell that is as wide as others together has empty ones behind it."""
        rows = [[self.cell(cell) for cell in row.all("th", "td")] for row in node.all("tr")]
        if not rows:
            return []
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return ["\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])]

    def cell(self, node: Node) -> str:
        if all(isinstance(child, str) or child.name in _INLINE for child in node.children):
            return self.inline(node.children)
        return "<br>".join(self.blocks(node)).replace("\n", "<br>")


def _plain(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _plain(child) for child in node.children)


def _code(text: str) -> str:
    """Return code in a line; a bar in it would end the cell of a table."""
    fence = "`" * (1 + max(map(len, re.findall(r"`+", text)), default=0))
    pad = " " if "`" in text[:1] + text[-1:] else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|") if text else ""


_BLOCKS: dict[str, Callable[[_Writer, Node], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer.heading),
    "ul": _Writer.entries, "ol": _Writer.entries, "dl": _Writer.terms, "pre": _Writer.literal,
    "summary": _Writer.summary, "table": _Writer.table,
}  # fmt: skip

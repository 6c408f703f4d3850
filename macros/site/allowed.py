"""What a page may hold beside its macro calls: plain front matter, HTML without scripts, links that lead somewhere."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from urllib.parse import unquote

from ..pages.book import Book, Link, Page
from ..reading import strict_yaml
from ..values import plain
from ..values.problem import Problem, nearest
from .searchable import addresses
from .settings import no_title

_KEYS: dict[str, tuple[type, str]] = {
    "title": (str, "a text"), "description": (str, "a text"), "hide": (list, "a list: [navigation, toc]"),
    "search": (dict, "exclude: true"),
}  # fmt: skip
_CODE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)|\{\{.*?\}\}", re.S | re.M)
_TARGETS = (
    (True, re.compile(r"!\[[^\]\n]*\]\(\s*(<[^>\n]*>|[^\s)]*)")),
    (False, re.compile(r"\]\(\s*(<[^>\n]*>|[^\s)]*)")),
    (False, re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*(\S+)", re.M)),
)
_ACTIVE = re.compile(
    r"<\s*(script|style|iframe|frame|frameset|object|embed|applet|link|meta|base|form|template|svg|math)\b", re.I
)
_TAG = re.compile(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|\{:[^}\n]{0,999}\}", re.I)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>}]+)")
_ADDRESSES = frozenset({"href", "src", "srcset", "data", "poster", "action", "formaction", "background", "cite"})
_MOST_LETTERS = 250  # longer names no file system knows
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_OWN_ID = re.compile(r"\{:\s[^}\n]{0,999}#([\w.-]+)|\bid=\"([\w.-]+)\"")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)


def page_problems(page: Page) -> tuple[Problem, ...]:
    """Return what a page may not hold: other front matter, unseen characters, active HTML, one address twice."""
    return _page_problems(f"docs/{page.name}", page.head, page.source)


@lru_cache(maxsize=4096)
def _page_problems(name: str, head: str, whole: str) -> tuple[Problem, ...]:
    """Return the same; kept by content, so that an edit costs the reading of what it touches."""
    return tuple(_forbidden(name, head, whole))


def _forbidden(name: str, head: str, whole: str) -> Iterator[Problem]:
    source, before = _without_code(whole), head.count("\n")
    if found := plain.unseen((head + whole).replace("\t", " ")):
        line = (head + whole).count("\n", 0, found[0]) + 1
        yield Problem(name, line, "", f"holds the character {found[1]}, which is not seen or turns the text around it")
    if not whole.strip():
        yield Problem(name, 1, "", "the page is empty; write a heading and text, or remove it")
    if whole.startswith("---\n"):
        yield Problem(name, 1, "", "the front matter has no end; close it with a line ---")
    yield from _front_matter(name, head)
    found_problems = [
        (match.start(), f"<{match[1]}> has no place in a page; write Markdown") for match in _ACTIVE.finditer(source)
    ]
    found_problems += [
        (match.start(), f"{match[0]!r} is the builder's own mark; take it out")
        for match in re.finditer(r"<!--/?ledger", source)
    ]
    found_problems += list(_attributes(source))
    seen: set[str] = set()
    for match in _OWN_ID.finditer(source):
        own = match[1] or match[2]
        if own in seen:
            found_problems.append(
                (match.start(), f"the address #{own} stands twice in this page; one of them needs another")
            )
        seen.add(own)
    for at, message in found_problems:
        yield Problem(name, before + source.count("\n", 0, at) + 1, "", message)


def _without_code(source: str) -> str:
    """Return a page's text with its code and calls blanked out; every line stays where it is."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)


def _front_matter(name: str, head: str) -> Iterator[Problem]:
    inner = "\n".join(head.rstrip("\n").split("\n")[1:-1])
    if not inner.strip() or "{{" in inner or plain.unseen(inner.replace("\t", " ")):
        return  # a macro, or what is not seen, is found elsewhere
    document = strict_yaml.load((inner + "\n").encode(), name)
    yield from (Problem(name, problem.line + 1, problem.entry, problem.message) for problem in document.problems)
    data = document.data if isinstance(document.data, dict) else {}
    if not document.problems and not isinstance(document.data, dict):
        yield Problem(name, 2, "", f"front matter is keys and values: {', '.join(_KEYS)}")
    for key, value in data.items():
        kind, meant = _KEYS.get(key, (None, ""))
        wrong = None
        if kind is None:
            wrong = f"unknown key of the front matter{nearest(key, _KEYS) or '; there are ' + ', '.join(_KEYS)}"
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            continue  # the number is found elsewhere
        elif not isinstance(value, kind):
            wrong = f"must be {meant} (found {value!r})"
        elif isinstance(value, str):
            wrong = no_title(value)
        if wrong and not any(problem.entry == key for problem in document.problems) and "the number" not in wrong:
            yield Problem(name, document.line((key,)) + 1, key, wrong)


def _attributes(source: str) -> Iterator[tuple[int, str]]:
    for tag in _TAG.finditer(source):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            key = attribute[1].lower()
            if key.startswith("on") or key in ("style", "srcdoc"):
                yield tag.start(), f"the attribute {key!r} has no place in a page; a class says how it looks"


def link_problems(book: Book, page: Page) -> Iterator[Problem]:
    """Yield every link and picture of a page that leads nowhere, to another host's picture, or runs something."""
    for line, target, picture in links(page):
        if wrong := _wrong(book, page, html.unescape(target), picture):
            yield Problem(f"docs/{page.name}", line, "", wrong)


def links(page: Page) -> tuple[Link, ...]:
    """Return every link and picture of a page, in order; they are sought once, as they follow from its text alone."""
    if page.links is None:
        source, before = _without_code(page.source), page.head.count("\n") + 1
        found = sorted(_targets(source).items())
        page.links = tuple((before + source.count("\n", 0, at), *target) for at, target in found)
    return page.links


def _targets(source: str) -> dict[int, tuple[str, bool]]:
    """Return where each address begins, with the address, and whether it is of a picture."""
    found: dict[int, tuple[str, bool]] = {}
    for picture, pattern in _TARGETS:
        for match in pattern.finditer(source):
            found.setdefault(match.start(1), (match[1].strip("<>"), picture))
    for tag in _TAG.finditer(source):
        for attribute in _ATTRIBUTE.finditer(tag[0]):
            if attribute[1].lower() in _ADDRESSES:
                place = tag.start() + attribute.start(2)
                found.setdefault(place, (attribute[2].strip("\"'"), attribute[1].lower() != "href"))
    return found


def _wrong(book: Book, page: Page, target: str, picture: bool) -> str | None:
    shown = f"the {'picture' if picture else 'link'} {target!r}"
    if len(target) > _MOST_LETTERS and not target.startswith("https:"):
        return f"a {'picture' if picture else 'link'} of {len(target)} letters must be a slip"
    bare = re.sub(r"[\x00-\x20]", "", target)
    if scheme := _SCHEME.match(bare):
        if picture:
            return f"{shown} is not of this site; put the file below docs/"
        if scheme[0].lower() == "mailto:":
            return None
        if scheme[0].lower() not in ("http:", "https:"):
            return f"{shown} is no way to a page; write a page such as summit.md, or https://"
        wrong = plain.no_address(target)
        return wrong and f"{shown}: {wrong}"
    path, _, anchor = target.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith("/"):
        return f"{shown} begins at the root of a host; write the way from this page, such as ../summit.md"
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
    if goal not in book.pages:
        if not (book.root / "docs" / goal).is_file():
            written = goal.removesuffix(".html") + ".md"
            return f"{shown} leads nowhere: there is no docs/{goal}{nearest(written, book.pages)}"
        return None
    if anchor and anchor not in _anchors(book.pages[goal]):
        return f"{shown} leads nowhere: docs/{goal} has no address #{anchor}{nearest(anchor, book.pages[goal].anchors)}"
    return None


def _anchors(page: Page) -> frozenset[str]:
    """Return every address of a page: those it gives, those macros write, and those MkDocs makes of its headings."""
    if page.places is None:
        page.places = frozenset(_addresses(page))
    return page.places


def _addresses(page: Page) -> set[str]:
    from markdown.extensions.toc import slugify, unique

    found = set(page.anchors) | addresses(page.text)
    for block in page.blocks:
        found |= addresses(block)
    made: set[str] = set()
    for heading in _HEADING.findall(page.text):
        if "{:" not in heading:
            made.add(unique(slugify(html.unescape(re.sub(r"<[^>]+>", "", heading)), "-"), made))
    return found | made

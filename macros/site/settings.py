"""mkdocs.yml: what this site needs of it, what MkDocs says of it, and the order of pages; each slip with its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from ..pages.navigation import Entry
from ..reading import yaml_words
from ..reading.load import file_bytes
from ..values import lexicon, plain
from ..values.problem import DataError, Problem, nearest

FILE = "mkdocs.yml"
# Without these macros stay unfilled, HTML stays unread, addresses are lost.
_NEEDED = {
    "plugins": ("macros", "search"),
    "markdown_extensions": ("admonition", "attr_list", "md_in_html", "tables", "toc"),
    "hooks": ("macros/site/hooks.py",),
}
_FIXED = {"use_directory_urls": "false", "docs_dir": "docs", "strict": "true"}
_ASKED = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")  # what it takes from the environment, or else
_PAGE = re.compile(r"[\w./-]+\.md\b")


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says, and what is wrong in it. ``state`` is all that this follows from."""

    state: object
    problems: tuple[Problem, ...] = ()
    address: str = ""
    """The address of the site, which ends with a slash; nothing where none is set."""
    navigation: tuple[Entry, ...] = ()


def state(root: Path, pages: frozenset[str]) -> object:
    """Return what mkdocs.yml holds and looks at: pages, other files, and what the environment says to it."""
    content = file_bytes(root / FILE)
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    files = [
        path.relative_to(root).as_posix()
        for name in ("docs", "overrides")
        for path in sorted((root / name).rglob("*"))
        if path.is_file()
    ]
    told = [(name, os.environ.get(name)) for asked in _ASKED.findall(text) for name in re.findall(r"\w+", asked)]
    return content, pages, files, told


def read(root: Path, pages: frozenset[str]) -> Settings:
    """Return what mkdocs.yml says; ``pages`` are the paths of the pages below docs/."""
    now = state(root, pages)
    found = problems(root, pages)
    return Settings(now, found) if found else Settings(now, (), *_published(root))


def problems(root: Path, pages: frozenset[str]) -> tuple[Problem, ...]:
    """Return what is wrong in mkdocs.yml; ``pages`` as in ``read``."""
    content = file_bytes(root / FILE)
    if isinstance(content, str):
        missing = "the file is missing; take it back from the repository"
        return (Problem(FILE, 1, "", missing if _absent(root) else content),)
    return _problems(root, content, pages)


def _problems(root: Path, content: bytes, pages: frozenset[str]) -> tuple[Problem, ...]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return (Problem(FILE, 1, "", f"not UTF-8 text: {error}"),)
    if found := plain.unseen(text.replace("\r", " ").replace("\t", " ")):
        line = text.count("\n", 0, found[0]) + 1
        return (Problem(FILE, line, "", f"holds the character {found[1]}; take it out, and save it as UTF-8"),)
    try:
        tree = yaml.compose(text, lexicon.LOADER)
    except yaml.MarkedYAMLError as error:
        line, wrong = yaml_words.fault(error, text)
        return (Problem(FILE, line, "", f"not valid YAML: {wrong}"),)
    if not isinstance(tree, yaml.MappingNode):
        return (Problem(FILE, 1, "", "the file holds no settings; take it back from the repository"),)
    if twice := tuple(_repeated(tree)):
        return twice
    said = tuple(_engine(root, content, tree))
    return said + tuple(one for one in _own(root, tree, pages) if one.entry not in {other.entry for other in said})


def required(root: Path) -> None:
    """Raise DataError where there is no mkdocs.yml; without one no command can do anything."""
    if not (root / FILE).is_file():
        raise DataError([*problems(root, frozenset())])


def listed(root: Path) -> None:
    """Raise DataError for pages that the navigation does not name and not_in_nav lets be: a build refuses them."""
    tree = yaml.compose((root / FILE).read_text("utf-8"), lexicon.LOADER)
    place = _setting(tree, "nav") if tree else None
    if tree is None or place is None:
        return
    apart = _setting(tree, "not_in_nav")
    named, let_be = set(order(root)), str(apart[1].value).split() if apart else []
    pages = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md"))
    found = [page for page in pages if page not in named and not any(fnmatch(page, one) for one in let_be)]
    lost = [page for page in found if not any(part.startswith(".") for part in page.split("/"))]
    if lost:
        raise DataError(
            [_problem(place[0], "nav", f"docs/{page} stands nowhere; add a line, Title: {page}") for page in lost]
        )


def _absent(root: Path) -> bool:
    return not (root / FILE).exists() and not (root / FILE).is_symlink()


def order(root: Path) -> list[str]:
    """Return the pages that the navigation names, in its order."""
    content = file_bytes(root / FILE)
    return [] if isinstance(content, str) else _PAGE.findall(content.decode("utf-8", "replace"))


def _published(root: Path) -> tuple[str, tuple[Entry, ...]]:
    """Return the site's address, which ends with a slash or is empty where none is set, and its navigation."""
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    found: dict[str, Any] = yaml_load((root / FILE).read_text("utf-8"), get_yaml_loader())
    address = str(found.get("site_url") or "")
    return address and f"{address.rstrip('/')}/", tuple(_entries(found.get("nav") or ()))


def _entries(given: Any) -> Iterator[Entry]:
    for one in given:
        for title, value in one.items() if isinstance(one, dict) else (("", one),):
            yield Entry(title, value) if isinstance(value, str) else Entry(title, "", tuple(_entries(value or ())))


def _repeated(node: yaml.Node) -> Iterator[Problem]:
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated(child)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield _problem(key, str(key.value), "the key stands twice; keep one of them")
            seen.add(str(key.value))
            yield from _repeated(value)


def _engine(root: Path, content: bytes, tree: yaml.MappingNode) -> Iterator[Problem]:
    """Yield what MkDocs itself finds wrong, at the setting it speaks of."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    config = MkDocsConfig(config_file_path=str(root / FILE))
    try:
        config.load_dict(yaml_load(content.decode("utf-8"), get_yaml_loader()))
        errors, warnings = config.validate()
    except (ConfigurationError, yaml.YAMLError, ValueError, TypeError) as error:
        yield Problem(FILE, 1, "", f"MkDocs cannot read it: {' '.join(str(error).split())}")
        return
    for key, said in [*errors, *warnings]:
        if key == "watch" and not (root / "data").is_dir():
            continue  # the missing folder has its own message
        place = _setting(tree, key)
        hint = nearest(key, config._schema_keys) if "Unrecognised configuration name: " + key == str(said) else ""
        plainly = re.sub(r"<class '(\w+)'>", r"\1", " ".join(str(said).split()))
        yield _problem(place[0] if place else tree, key, plainly + hint)


def _own(root: Path, tree: yaml.MappingNode, pages: frozenset[str]) -> Iterator[Problem]:
    for key, names in _NEEDED.items():
        place = _setting(tree, key)
        if place and not isinstance(place[1], yaml.SequenceNode | yaml.MappingNode):
            continue  # MkDocs has said so
        given = {_name(entry) for entry in place[1].value} if place else set()
        for name in names:
            if name not in given:
                yield _problem(place[0] if place else tree, key, f"{name!r} is missing; this site needs it")
    for key, wanted in _FIXED.items():
        place = _setting(tree, key)
        if (place[1].value if place else wanted * (key == "docs_dir")) != wanted:
            yield _problem(place[0] if place else tree, key, f"must be {wanted} on this site")
    for key in ("site_name", "site_description"):
        place = _setting(tree, key)
        if place and (mark := plain.markup(str(place[1].value))):
            yield _problem(place[1], key, f"holds {mark!r}; it is printed as it is, write plain words")
    if (place := _setting(tree, "nav")) and isinstance(place[1], yaml.SequenceNode):
        yield from _navigation(place[1], pages, {})
    for key in ("extra_css", "extra_javascript"):
        place = _setting(tree, key)
        for entry in place[1].value if place and isinstance(place[1], yaml.SequenceNode) else ():
            yield from _asset(root, key, entry)


def _asset(root: Path, key: str, entry: yaml.Node) -> Iterator[Problem]:
    place = _setting(entry, "path")
    path = str(place[1].value if place else entry.value)
    if "//" in path:
        yield _problem(entry, key, f"{path!r} is of another host; put the file below docs/")
    elif not (root / "docs" / path).is_file():
        yield _problem(entry, key, f"there is no file docs/{path}")


def _navigation(node: yaml.Node, pages: frozenset[str], seen: dict[str, int]) -> Iterator[Problem]:
    """Yield what is wrong in the navigation: pages that are not there, or twice; titles that are no plain words."""
    if isinstance(node, yaml.ScalarNode):
        path, line = str(node.value), node.start_mark.line + 1
        if path in seen:
            yield _problem(node, "nav", f"{path} stands in line {seen[path]} already; keep one of them")
        elif not path.endswith(".md"):
            yield _problem(node, "nav", f"{path!r} is no page; an entry is a title and a page: Title: page.md")
        elif path not in pages:
            yield _problem(node, "nav", f"there is no page docs/{path}{nearest(path, pages)}")
        seen.setdefault(path, line)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _navigation(child, pages, seen)
    else:
        for title, child in node.value:
            if wrong := no_title(str(title.value)):
                yield _problem(title, "nav", f"the title {title.value!r} {wrong}")
            yield from _navigation(child, pages, seen)


def no_title(text: str) -> str | None:
    """Say why a text cannot be printed as a title: titles are plain words, and no numbers; None if it can."""
    if not text.strip():
        return "is empty"
    if mark := plain.markup(text):
        return f"holds {mark!r}; a title is plain words"
    digits = re.search(r"\S*\d\S*", text)
    return f"holds the number {digits[0]!r}; numbers come from data/" if digits else None


def _setting(tree: yaml.Node, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of a key and of its value."""
    pairs: list[Any] = tree.value if isinstance(tree, yaml.MappingNode) else []
    return next(((name, value) for name, value in pairs if name.value == key), None)


def _name(entry: Any) -> str:
    """Return what an entry of a list, or of a mapping, is called."""
    if isinstance(entry, tuple):
        return str(entry[0].value)
    return str(entry.value[0][0].value if isinstance(entry, yaml.MappingNode) and entry.value else entry.value)


def _problem(node: yaml.Node, entry: str, message: str) -> Problem:
    return Problem(FILE, node.start_mark.line + 1, entry, message)

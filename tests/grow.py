"""A tree with many times the facts and pages, for the bench: copies of every page that tells of something, ids renamed.

What lists the whole ledger (register, sources, quality, timeline, comparison, charts of all chips) stands once, and so
does the navigation, as no reader could use one of a thousand entries: the copies are built and not listed there.
"""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from macros.reading import strict_yaml

SHARED = frozenset({"site", "sources", "glossary", "publishers", "vocabulary"})
GROUPS = frozenset({"subjects", "sources", "charts"})
_WHOLE = ["compare", "timeline", "quality", "register", "promises", "measurements", "revisions"]  # macros
ONCE = re.compile(rf"^\{{\{{ (?:chart\(\"(?:best-published|compute-bandwidth)\"|(?:{'|'.join(_WHOLE)})\().*\n", re.M)
CALL = re.compile(r"\{\{.*?\}\}", re.S)
_TEXTS = """
    name label note text printed figure zh short said reading why met missed by basis title url unit publisher origin
    via report kind lang evidence approx as_of due until published event form color shape values what of side
"""
TEXTS = frozenset(_TEXTS.split())


class _Dumper(yaml.SafeDumper):
    """Writes exact decimal numbers."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if value[:1].isdigit() else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"))


class Copies:
    """Writes copies of the pages of a tree and of their data files into folders of their own."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        names = [
            path.relative_to(tree / "data").with_suffix("").as_posix() for path in sorted(tree.glob("data/**/*.yml"))
        ]
        self.data = {name: self._read(name) for name in names if name not in SHARED}
        self.pages = {
            name: (tree / f"docs/{name}.md").read_text("utf-8")
            for name in self.data
            if (tree / f"docs/{name}.md").exists()
        }
        self.ids = {
            key
            for data in self.data.values()
            for group in ("subjects", "sources", "charts")
            for key in data.get(group) or {}
        }
        self.ids |= {
            f"{s}.{f}"
            for data in self.data.values()
            for s, entry in (data.get("subjects") or {}).items()
            for f in entry.get("facts") or {}
        }

    def _read(self, name: str) -> dict[str, Any]:
        document = strict_yaml.load((self.tree / f"data/{name}.yml").read_bytes(), name)
        assert isinstance(document.data, dict), f"data/{name}.yml is not right: {document.problems}"
        return document.data

    def write(self, number: int) -> None:
        """Write one copy of every page and its data; ``number`` is that of its folder."""
        for name, data in self.data.items():
            if name in self.pages and any(data.get(group) for group in (*GROUPS, "unknowns")):
                self._file(
                    f"data/copy-{number}/{name}.yml",
                    f"# copy {number}\n"  # a file that holds no id would be the same in every folder
                    + yaml.dump(self._renamed(data, number), Dumper=_Dumper, allow_unicode=True, sort_keys=False),
                )
            if name in self.pages:
                self._file(f"docs/copy-{number}/{name}.md", self._page(name, number))

    def _file(self, name: str, text: str) -> None:
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def _renamed(self, value: Any, number: int, key: str = "") -> Any:
        if isinstance(value, dict):
            named = key in GROUPS
            items = ((k, v) for k, v in value.items() if k not in ("corrections", "page"))
            return {self._id(k, number) if named else k: self._renamed(v, number, k) for k, v in items}
        if isinstance(value, list):
            return [self._renamed(item, number, key) for item in value]
        if not isinstance(value, str):
            return value
        if key == "url":
            return f"{value}{'&' if '?' in value else '?'}copy={number}"
        if key == "formula":
            return re.sub(r"[a-z0-9-]+\.[a-z0-9.-]+", lambda m: self._id(m[0], number), value)
        if "{{" in value:
            return CALL.sub(lambda call: self._call(call[0], number), value)
        return value if key in TEXTS else self._id(value, number)

    def _id(self, name: str, number: int) -> str:
        head, dot, rest = name.partition(".")
        return f"{head}-{number}x{dot}{rest}" if name in self.ids else name

    def _call(self, call: str, number: int) -> str:
        """Return a call with its ids renamed; terms, and the keys of facts that tables name, are no ids of the copy."""
        if re.match(r"\{\{ *term\(", call):
            return call
        lists = {"facts_table": 1, "table": 2}.get(call[3:].partition("(")[0], 0)
        ids, keys = (call, "") if not lists or call.count("[") < lists else _split(call, lists)
        return re.sub(r'"([a-z0-9.-]+)"', lambda m: f'"{self._id(m[1], number)}"', ids) + keys

    def _page(self, name: str, number: int) -> str:
        # No publisher speaks for the copy of a maker, so its own words are no headline.
        text = ONCE.sub("", self.pages[name]).replace("{{ headline(", "{{ fact(")
        text = CALL.sub(lambda call: self._call(call[0], number), text)
        more = f" ({'i' * number})" * (number < 4)
        text = re.sub(r"^title: (.*?)(\"?)$", rf"title: \1{more}\2", text, count=1, flags=re.M)
        text = re.sub(r"(?<=\(#chart-)[a-z0-9-]+", lambda m: self._id(m[0], number), text)
        return re.sub(r"\]\(([\w./-]+\.md)", lambda m: f"]({self._link(name, m[1])}", text)

    def _link(self, name: str, link: str) -> str:
        """Return a link of a copy: to the copy of a page, or out of the folder to a page that stands once."""
        parts = [*name.split("/")[:-1]]
        for part in link.removesuffix(".md").split("/"):
            if part == "..":
                parts.pop()
            else:
                parts.append(part)
        return link if "/".join(parts) in self.pages else f"../{link}"


def _split(text: str, number: int) -> tuple[str, str]:
    """Return a text up to its bracket of this number, and the rest."""
    at = -1
    for _ in range(number):
        at = text.index("[", at + 1)
    return text[:at], text[at:]


def grow(tree: Path, times: int) -> None:
    """Give a tree ``times`` the facts and pages that it has."""
    copies = Copies(tree)
    for number in range(2, times + 1):
        copies.write(number)
    config = (tree / "mkdocs.yml").read_text("utf-8")
    if "/copy-" not in config:
        named = config.replace("not_in_nav: |\n", "not_in_nav: |\n  /copy-*/**\n")
        assert named != config, "mkdocs.yml has no not_in_nav"
        (tree / "mkdocs.yml").write_text(named, "utf-8")


def shrink(tree: Path) -> None:
    """Take the copies away again."""
    for folder in (*tree.glob("data/copy-*"), *tree.glob("docs/copy-*")):
        shutil.rmtree(folder)

"""What every first visit loads of scripts and style sheets, without what it cannot use.

Comments and idle space go from ours. From the theme's sheets go the rules for what no page of this site has: one that
asks for a class which neither a page nor a script names can match nothing, nor can one for text from right to left.
"""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

_COMMENT = re.compile(r"/\*[^*]*\*/\n?")
# White space that means nothing in a style sheet, and the last semicolon of a rule; texts stay as they are.
_SPACE = re.compile(r"(\"[^\"]*\")|\s*;?\s*(})\s*|\s*([{;>])\s*|(?<=[\w)\"\]]:)\s+|(?<=,) ")
_CLASSES = re.compile(r' class="([^"]*)"')
_WORD = re.compile(r"[A-Za-z_][\w-]{2,}")
# A rule without rules in it: its selectors or what else stands before it, and its declarations.
_RULE = re.compile(r"((?:[^{};\"']|\"[^\"]*\"|'[^']*')*)\{((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}")
_EMPTY = re.compile(r"(?:^|(?<=[{};]))[^{};\"']*\{\}")
_COMMA = re.compile(r",(?![^()]*\)|[^\[\]]*\])")
# What is asked in another way than by a class that must be there.
_OTHERWISE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
# Classes that the theme's script gives only where mkdocs.yml has features for notes in code, copying, versions and the
# like, which it leaves off; a page that has one of them by itself keeps its rules.
OFF = re.compile(r"md-(?:annotation|code|consent|source|status|version)|mermaid")
_NAMED = re.compile(r"\.([A-Za-z_][\w-]*)")
_RIGHT_TO_LEFT = "[dir=rtl]"
_PROPERTY = re.compile(r"(?:^|(?<=[{;]))(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|[^;{}\"'])*;?")
_PROPERTY_NAME = re.compile(r"--[\w-]+")
_USED = re.compile(r"var\((--[\w-]+)")


def lighten(site: Path) -> None:
    """Rewrite the scripts and style sheets of a built site, of either engine, without what means nothing in them."""
    for path in site.glob("javascripts/*.js"):
        _write(path, jsmin(path.read_text("utf-8")))
    for path in site.glob("stylesheets/*.css"):
        _write(path, _SPACE.sub(r"\1\2\3", _COMMENT.sub("", path.read_text("utf-8"))))
    names, used = in_use(site)
    for path in site.glob("assets/stylesheets/**/*.css"):
        _write(path, needed(path.read_text("utf-8"), names, used))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def in_use(site: Path) -> tuple[set[str], set[str]]:
    """Return the classes that a page of a built site has or a script might give it, and the properties used by ours."""
    scripts = [path.read_text("utf-8") for path in site.rglob("*.js") if "lunr" not in path.parts]
    names = {name for text in scripts for name in _WORD.findall(text) if not OFF.match(name)}
    for path in site.rglob("*.html"):
        for given in set(_CLASSES.findall(path.read_text("utf-8"))):
            names.update(given.split())
    used = {name for text in scripts for name in _PROPERTY_NAME.findall(text)}
    return names, used.union(*(_USED.findall(path.read_text("utf-8")) for path in site.glob("stylesheets/*.css")))


def needed(sheet: str, names: set[str], used: set[str]) -> str:
    """Return a style sheet without the rules that can match nothing, and without the properties that nothing uses.

    ``names`` are the classes there are, ``used`` the custom properties that others than this sheet use.
    """

    def rule(found: re.Match[str]) -> str:
        before, declared = found.groups()
        if before.lstrip().startswith("@"):
            return found[0]
        kept = [one for one in _COMMA.split(before) if can_match(one, names)]
        return f"{','.join(kept)}{{{declared}}}" if kept else ""

    sheet = _RULE.sub(rule, sheet)
    known = used.union(_USED.findall(sheet))
    sheet = _PROPERTY.sub(lambda found: found[0] if found[1] in known else "", sheet)
    while (less := _EMPTY.sub("", sheet)) != sheet:
        sheet = less
    return sheet


def can_match(selector: str, names: set[str]) -> bool:
    """Tell whether a selector can match where only these classes are named and all text runs from left to right."""
    asked = _OTHERWISE.sub(lambda found: found[0] if found[0] == _RIGHT_TO_LEFT else "", selector)
    return "\\" in asked or (_RIGHT_TO_LEFT not in asked and all(name in names for name in _NAMED.findall(asked)))

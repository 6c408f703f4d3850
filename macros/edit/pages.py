"""A page for a maker: its data file, its Markdown and its line in the navigation, in one go."""

from __future__ import annotations

import re
from typing import Any

from ..facts import schema
from ..site import settings
from ..values import units
from . import readings, written
from .ask import matching
from .desk import Desk
from .entries import TEXT
from .sheet import EditError, Sheet
from .written import ordered

PAGE = """\
---
title: {name}
description: {description}
---
# {{{{ name("{key}") }}}} {{: #{key} }}

!!! abstract "In short"
    - {{{{ name("{key}") }}}} was founded in {{{{ headline("{key}.founded") }}}}.

## Company

{{{{ name("{key}") }}}} was founded in {{{{ fact("{key}.founded") }}}}.

## What we do not know

{{{{ unknowns() }}}}

{{{{ facts_on_this_page() }}}}
"""


def page(desk: Desk) -> None:
    """A page of a maker, with the first that must be known of it: when it was founded, and what nobody knows."""
    ask = desk.answers.ask
    path = str(
        ask("page", "Path of the page, such as accelerators/biren", check=lambda answer: _new_path(desk, answer))
    )
    last = path.rpartition("/")[2]
    key = desk.fresh("subject", "An id for the maker", desk.ledger.subjects, default=last)
    name = ask("name", "Its name as pages print it, which is the title too", check=_title)
    zh = ask("zh", "Its Chinese name", needed=False)
    description = ask("description", "One sentence on the page for search engines, without a number", check=_title)
    unknown = ask("unknown", "One thing that nobody has published of it, as a phrase or a sentence", check=TEXT)
    file = f"data/{path}.yml"
    subject = ordered({"name": name, "zh": zh, "kind": "company"}, ("name", "zh", "kind"))
    lines = [
        f"# yaml-language-server: $schema={'../' * (path.count('/') + 1)}schemas/page.schema.json",
        f"# {name}.",
        "subjects:",
        *written.entry(key, subject, 2),
        "",
        "unknowns:",
        *written.entry(f"{key}-{ask('unknown-id', 'A word for that, for its id', default='open')}",
                       {"text": unknown, "about": key}, 2),
    ]  # fmt: skip
    desk.changes.create(file, "\n".join(lines) + "\n")
    if desk.answers.terminal:
        print(f"When was {name} founded?")
    unit = units.parse("date")
    fact: dict[str, Any] = {"label": f"{name} is founded", "unit": "date", "event": "company"}
    fact |= readings.reading(desk, unit, file, {}, None)
    desk.changes.sheet(file).add(("subjects", key, "facts"), "founded", ordered(fact, readings.ORDER))
    text = PAGE.format(name=name, key=key, description=description)
    desk.changes.create(f"docs/{path}.md", text)
    _navigation(desk.changes.sheet(settings.FILE), path, str(name))
    desk.next += [
        f"docs/{path}.md: write on; pages of makers have Company, Listing, Money, Chips, Software, Deployments, "
        "Restrictions, Names and spellings, What we do not know, in this order",
        f"make new WHAT=fact ARGS='--fact {key}.headquarters' and so on, for what the text tells",
        "tests/ratchet.yml and tests/test_told.py name the pages that have all sections; add it once it has them",
    ]


def _new_path(desk: Desk, answer: str) -> str:
    matching(schema._PATH, schema.MEANT[schema._PATH])(answer)
    if f"{answer}.md" in desk.book.pages:
        raise ValueError(f"there is a page docs/{answer}.md already")
    folder = answer.rpartition("/")[0]
    folders = sorted({name.rpartition("/")[0] for name in desk.book.pages if "/" in name})
    if folder and folder not in folders:
        raise ValueError(f"there is no part {folder!r} of the site; there are {', '.join(folders)}")
    return answer


def _title(answer: str) -> str:
    if wrong := settings.no_title(answer):
        raise ValueError(f"it {wrong}")
    return answer


def _navigation(sheet: Sheet, path: str, title: str) -> None:
    """Add the page behind the last one of its folder."""
    folder = path.rpartition("/")[0]
    lines = sheet.text.split("\n")
    entry = re.compile(rf"( *)- [^#]*\b{re.escape(folder)}/[\w-]+\.md *$" if folder else r"( *)- [^#]*: [\w-]+\.md *$")
    found = [(number, match[1]) for number, line in enumerate(lines) if (match := entry.match(line))]
    if not found:
        raise EditError(f"{sheet.name} names no page beside docs/{path}.md; add it to nav: by hand")
    number, margin = found[-1]
    lines.insert(number + 1, f"{margin}- {written.scalar('', title)}: {path}.md")
    sheet.text = "\n".join(lines)

"""What an edit changes, told: as plain text for a terminal, as Markdown for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from ..facts.differences import Changed, Difference
from .changes import Changes, PageChange, Step

MOST_LETTERS = 60_000
"""A comment on GitHub holds 65,536."""


def text(changes: Changes) -> str:
    """Return the changes as plain text: a line for what is gone begins with -, for what is new with +."""
    parts = [_head(changes, changes.against.hash)]
    parts += [f"{title}\n\n{body}" for title, body in _sections(changes)]
    if count := len(changes.proposals):
        parts.append(
            f"data/revisions.yml tells nothing yet of {count} of these facts; make propose prints the entries."
        )
    return "\n\n".join(parts) + "\n"


def markdown(changes: Changes, most: int = MOST_LETTERS) -> str:
    """Return the changes as Markdown, each part folded; what no longer fits in ``most`` letters is counted.

    Texts of the data stand inside code, where nothing in them acts.
    """
    parts = [f"### What changes\n\n{_head(changes, f'`{changes.against.hash}`')}"]
    left, size = 0, len(parts[0])
    for title, body in _sections(changes):
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", body)), 3)
        part = f"<details><summary>{escape(title)}</summary>\n\n{fence}diff\n{body}\n{fence}\n\n</details>"
        size += len(part) + 2
        if size > most:
            left += 1
        else:
            parts.append(part)
    if left:
        parts.append(f"{left} more of these parts do not fit here; `make changes` tells them all.")
    return "\n\n".join(parts) + "\n"


def _head(changes: Changes, hash: str) -> str:
    counts = [
        f"{len(found)} {kind if len(found) != 1 else kind.removesuffix('s')}"
        for kind, found in (("facts", changes.facts), ("sources", changes.sources), ("pages", changes.pages))
    ]
    against = f"{hash} ({changes.against.subject})" if hash == changes.against.hash else hash
    if not any((changes.facts, changes.sources, changes.pages)):
        return f"Against {against} no fact changes, and no page reads differently."
    return f"Against {against} {counts[0]}, {counts[1]} and {counts[2]} change."


def _sections(changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield title and body of each part: facts, sources, then page by page."""
    for kind, found in (("Facts", changes.facts), ("Sources", changes.sources)):
        if found:
            yield f"{kind} ({len(found)})", "\n\n".join(map(_entry, found))
    for page in changes.pages:
        count = page.count() if page.state == "changed" else f"the page is {page.state}"
        yield f"{_line(page.title)}, docs/{page.name}: {count}", _page(page)


def _entry(entry: Changed) -> str:
    state = "" if entry.state == "changed" else f", {entry.state}"
    return "\n".join([f"{entry.id} ({_line(entry.name)}){state}", *(_field(found) for found in entry.fields)])


def _field(found: Difference) -> str:
    lines = [f"- {found.field}: {_line(text)}" for text in found.before]
    return "\n".join([*lines, *(f"+ {found.field}: {_line(text)}" for text in found.after)])


def _page(page: PageChange) -> str:
    parts, last = [], ""
    for step in page.steps:
        head = [] if step.where == last else [*([""] if last else []), step.where]
        last = step.where
        parts += head + _step(step)
    return "\n".join(parts)


def _step(step: Step) -> list[str]:
    if step.before == step.after:
        return [f"  {step.after}"]
    return [f"{sign} {text}" for sign, text in (("-", step.before), ("+", step.after)) if text]


def _line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())

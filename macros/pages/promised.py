"""Promises on a page: the score, counts inside a sentence, and tables of what was promised and what came."""

from __future__ import annotations

from html import escape

from ..facts.promises import ENDED, GROUPS, SCORED, STATES, Promise
from ..facts.text import reading_text
from ..values.problem import nearest
from . import elements, inline
from .markup import bar, grid, row, tag
from .view import MacroError, View

_PARTS = {"ended": ENDED, "open": ("open",)}


def promised(view: View, state: str, group: str = "scored", words: bool = False) -> str:
    """Show how many promises of a group are in a state: met, missed, passed, open, or ended (the first three).

    ``scored`` are those given in public; ``words`` writes a small number as a word.
    """
    states = _known("state", state, {**{one: (one,) for one in STATES}, **_PARTS})
    groups = _known("group", group, {**{one: (one,) for one in GROUPS}, "scored": SCORED})
    number = sum(one.state in states and one.group in groups for one in view.book.promises)
    return _number(number, f"promises.{group}-{state}", inline.in_words(number) if words else str(number))


def _known(what: str, name: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if name not in known:
        raise MacroError(f"there is no {what} {name!r}{nearest(name, known)}; there are {', '.join(known)}")
    return known[name]


def _number(number: int, key: str, text: str = "") -> str:
    return tag("data", text or str(number), value=number, data_count=key)


def score(view: View, find: bool = True) -> str:
    """Show for each group how many promises were kept, missed, have no known outcome, or are open, as bars too.

    Below stands the place in which a script offers to ``find`` promises in the tables of the page.
    """
    counts = {
        (group, state): sum(one.group == group and one.state == state for one in view.book.promises)
        for group in GROUPS
        for state in STATES
    }
    most, rows = max(1, *counts.values()), []
    for group, title in GROUPS.items():
        numbers = ((state, counts[group, state]) for state in STATES)
        cells = (_number(number, f"promises.{group}-{state}") + bar(number, most) for state, number in numbers)
        rows.append(row(title if group in SCORED else f"{title} <small>not scored</small>", *cells))
    table = grid(("Who", *(word.capitalize() for word in STATES.values())), rows, "Promises and outcomes", "score")
    orders = "by due date:1.up|latest due first:1.down|newest promise first:3.down"
    if not find:
        return table
    return table + elements.finder(view, "promises", "Who:0|Outcome:2", orders, grouped=True)


def promises(view: View, group: str, part: str) -> str:
    """Show the promises of a group that have ended (kept, missed, without outcome), or those open, folded; by due date.

    Raises MacroError for an unknown group or part, and where there is no such promise.
    """
    states = _known("part", part, _PARTS)
    _known("group", group, {one: (one,) for one in GROUPS})
    found = [one for one in view.book.promises if one.group == group and one.state in states]
    if not found:
        raise MacroError(f"no promise of {group!r} is {part}")
    found.sort(key=lambda one: states.index(one.state))
    heads = ("What", "Promised", "What came", "Said")
    table = grid(heads, (_promise(view, one) for one in found), f"{GROUPS[group]}: {part}", "promises")
    if part == "ended":
        return table
    return tag("details", tag("summary", f"Still open: {_number(len(found), f'promises.{group}-open')}") + table)


def _promise(view: View, one: Promise) -> str:
    fact, now = view.fact(one.fact.id), one.row
    # The maker's name stands before its chip's, and before the system's of an operator its own.
    links = view.ledger.subjects[fact.subject].links
    owner = next(iter(links.get("maker") or links.get("operator") or ()), "")
    before = f"{inline.name(view, owner, link=False)} · " if owner else ""
    name = tag("small", before + inline.name(view, fact.subject), class_="of")
    more = f"and {inline.in_words(one.figures)} more figure{'s' if one.figures > 1 else ''}" if one.figures else ""
    more += ", not judged one by one" if one.figures > 1 and one.state != "open" else ""
    what = (
        f"{name} {escape(fact.label)} {tag('small', more, class_='more')}" if more else f"{name} {escape(fact.label)}"
    )
    shown = elements.element(view, fact, now, reading_text(fact, now))
    if str(now.value) != str(now.due):
        shown += f" {tag('small', 'by ' + elements.dated(str(now.due), fact.id, 'due', 'short'))}"
    outcome = tag("strong", STATES[one.state].capitalize(), class_=f"is-{one.state}")
    why = now.met or now.missed or (now.note or fact.note if one.state == "passed" else None)
    said = f"{elements.dated(now.as_of, fact.id, 'as_of', 'short')} " if now.as_of else ""
    came = f"{outcome} {tag('small', elements.marked(why), data_record=fact.id)}" if why else outcome
    return row(what, shown, came, said + elements.evidence(now.evidence), data_record=fact.id)

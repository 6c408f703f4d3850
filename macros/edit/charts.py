"""New charts: each form that an entry can have, with what it draws and how that is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any, get_args

from ..charts import chart as draw
from ..facts import chart as forms
from ..facts.ledger import Fact
from ..pages.book import Book
from ..pages.view import MacroError, View
from ..values.problem import DataError, Problem
from .desk import Desk
from .entries import TEXT, known
from .written import ordered

MANY = "with commas between them"
SHOWS = {
    "bars": "bars from zero", "points": "what several voices say of one thing", "columns": "columns over time",
    "wholes": "a whole divided among those who have a part", "lines": "series over time", "events": "dated steps",
    "launches": "chips by date of launch", "specifications": "chips beside others", "scatter": "chips by two measures",
    "map": "counts where they stand", "results": "revenue and net result of a maker by year",
}  # fmt: skip
Parts = dict[str, Any]


def chart(desk: Desk) -> None:
    """A chart of any form; what more its form can show is written by hand, as the reference says."""
    ask = desk.answers.ask
    page = desk.page("Page that shows it, such as ascend/supply")
    key = desk.fresh("chart", "An id for it, such as ascend-orders", desk.ledger.charts)
    meant = "; ".join(f"{form}: {shows}" for form, shows in SHOWS.items())
    form = ask("form", f"Form: {meant}", choices=tuple(SHOWS))
    title = ask("title", "Title: the finding, without a number", check=TEXT)
    caption = ask("caption", "Caption: what to see and what not to conclude, without a number", check=TEXT)
    subtitle = ask("subtitle", "Subtitle: what is measured, its unit, place and period", check=TEXT, needed=False)
    drawn = DRAWN[form](desk, title)
    mixes = ask("mixes", "Why the figures stand together, if they are not alike", needed=False)
    fields = {"form": form, "title": title, "subtitle": subtitle, "caption": caption, "mixes": mixes, **drawn}
    desk.group(f"data/{page}.yml", "charts", key, ordered(fields, tuple(fields)))
    if form != "results":  # that one is drawn for the maker whom a page names
        desk.looks.append(lambda book: _drawn(book, page, key))
    call = f'chart("{key}")' if form != "results" else f'chart("{key}", "...")'
    aside = ", with the id of a maker that has revenue" if form == "results" else ""
    desk.next.append(f"On docs/{page}.md write {{{{ {call} }}}} on a line of its own{aside}")
    desk.next.append("What else such a chart may say: reference.html, Charts")


def _drawn(book: Book, page: str, key: str) -> None:
    """Raise DataError where the chart cannot be drawn; the check itself draws only what a page calls."""
    try:
        draw(View(book, f"{page}.md"), key)
    except MacroError as error:
        file, line, entry = error.place or (f"data/{page}.yml", 1, key)
        raise DataError([Problem(file, line, entry, str(error))]) from error


def _panels(desk: Desk, title: str) -> Parts:
    facts, unit = _numbers(desk)
    subjects = {desk.ledger.facts[name].subject for name in facts}
    row = "{label}" if len(subjects) < len(facts) else None
    return {"row": row, "panels": [{"title": _heading(desk, title, facts), "unit": unit, "rows": _rows(facts)}]}


def _columns(desk: Desk, title: str) -> Parts:
    """Each observation of a series has a column; it is named by its date, and by its fact where there are several."""
    facts, unit = _numbers(desk)
    rows = [
        {"fact": name, "series": True} if len(desk.ledger.facts[name].readings) > 1 else {"fact": name}
        for name in facts
    ]
    row = "{date}" if len(facts) == 1 else "{label}, {date}"
    return {"row": row, "panels": [{"title": _heading(desk, title, facts), "unit": unit, "rows": rows}]}


def _wholes(desk: Desk, title: str) -> Parts:
    facts, unit = _numbers(desk)
    rest = desk.answers.ask("rest", "What is left of the whole, such as: others", needed=False)
    subjects = {desk.ledger.facts[name].subject for name in facts}
    whole = {"title": _heading(desk, title, facts), "unit": unit, "rest": rest, "parts": _rows(facts)}
    row = "{label}" if len(subjects) < len(facts) else None
    return {"row": row, "wholes": [ordered(whole, tuple(whole))]}


def _lines(desk: Desk, title: str) -> Parts:
    facts, unit = _numbers(desk)
    looks = list(zip(get_args(forms.Color), get_args(forms.Shape)))
    series = [{"name": _named(desk, name, facts), "facts": [name], "color": color, "shape": shape}
              for name, (color, shape) in zip(facts, looks * len(facts))]  # fmt: skip
    return {"axis": _heading(desk, title, facts), "unit": unit, "series": series}


def _events(desk: Desk, title: str) -> Parts:
    """Each subject has a row of its own."""
    dates = {name for name, one in desk.ledger.facts.items() if one.unit.text == "date"}
    facts = _facts(desk, f"Facts that are dates, {MANY}", dates)
    subjects = list(dict.fromkeys(desk.ledger.facts[name].subject for name in facts))
    colors = get_args(forms.Color)
    sides = {one: {"name": desk.ledger.subjects[one].name, "hollow": "a date that was promised",
                   "color": colors[at % len(colors)]} for at, one in enumerate(subjects)}  # fmt: skip
    return {"sides": sides, "steps": [{"fact": name, "side": desk.ledger.facts[name].subject} for name in facts]}


def _launches(desk: Desk, title: str) -> Parts:
    chips = _chips(desk)
    return {"chips": chips, "beside": _beside(desk, needed=False), "measures": _measures(desk, chips)}


def _specifications(desk: Desk, title: str) -> Parts:
    chips = _chips(desk)
    return {"of": "chips", "chips": chips, "beside": _beside(desk), "measures": _measures(desk, chips)}


def _scatter(desk: Desk, title: str) -> Parts:
    return {"measures": _measures(desk, desk.ledger.subjects, 2)}


def _map(desk: Desk, title: str) -> Parts:
    """Facts of one place share a mark's place on the map."""
    numbers = {name for name, one in desk.ledger.facts.items() if one.unit.numeric}
    facts = _facts(desk, f"Facts that are numbers, {MANY}", numbers)

    def check(answer: str) -> list[Parts]:
        places = [_place(one.strip()) for one in answer.split(";")]
        if len(places) != len(facts):
            raise ValueError(f"name a place for each fact, with semicolons between them (found {len(places)})")
        return places

    question = "The place of each with its degrees east and north, as in Zhengzhou 113.6 34.8; semicolons between them"
    found: dict[str, Parts] = {}
    for fact, place in zip(facts, desk.answers.ask("places", question, check=check)):
        found.setdefault(place["name"], place | {"facts": []})["facts"].append(fact)
    return {"places": list(found.values())}


def _place(text: str) -> Parts:
    read = re.fullmatch(r"(\S.*?) +(-?\d+(?:\.\d)?) +(-?\d+(?:\.\d)?)", text)
    if not read:
        raise ValueError(f"a place is its name, degrees east and degrees north, to a tenth (found {text!r})")
    return {"name": read[1], "position": [Decimal(read[2]), Decimal(read[3])]}


def _results(desk: Desk, title: str) -> Parts:
    ask = desk.answers.ask
    heads = {"revenue": ("Heading of the revenue", "Revenue"), "loss": ("and of a net loss", "Net result"),
             "profit": ("and of a net profit", "Net profit")}  # fmt: skip
    return {name: ask(name, question, default=usual, needed=False) for name, (question, usual) in heads.items()}


DRAWN: dict[str, Callable[[Desk, str], Parts]] = {
    "bars": _panels, "points": _panels, "columns": _columns, "wholes": _wholes, "lines": _lines, "events": _events,
    "launches": _launches, "specifications": _specifications, "scatter": _scatter, "map": _map,
    "results": _results,
}  # fmt: skip


def _facts(desk: Desk, question: str, fit: Collection[str]) -> list[str]:
    found: list[str] = desk.answers.ask("facts", question, check=lambda answer: known(answer, fit))
    return found


def _numbers(desk: Desk) -> tuple[list[str], str]:
    """Return facts that are numbers, and the unit of their scale."""
    numbers = {name for name, one in desk.ledger.facts.items() if one.unit.numeric}
    facts = _facts(desk, f"Facts that are numbers, {MANY}", numbers)
    usual = min(desk.ledger.facts[name].unit.text for name in facts)
    return facts, str(desk.answers.ask("unit", "Unit of the scale", default=usual, needed=False))


def _rows(facts: list[str]) -> list[Parts]:
    return [{"fact": name} for name in facts]


def _heading(desk: Desk, title: str, facts: list[str]) -> str:
    """Ask what stands over a scale: what all its figures are, where that is one thing, as the title stands above."""
    labels = {desk.ledger.facts[name].label for name in facts}
    usual = labels.pop() if len(labels) == 1 else title
    return str(desk.answers.ask("panel", "Heading of the scale", default=usual, needed=False))


def _named(desk: Desk, name: str, facts: list[str]) -> str:
    """Return what tells a fact from the others of a chart: its subject where those differ, else its label."""
    fact: Fact = desk.ledger.facts[name]
    subjects = {desk.ledger.facts[one].subject for one in facts}
    return desk.ledger.subjects[fact.subject].name if len(subjects) == len(facts) else fact.label


def _chips(desk: Desk) -> list[str]:
    subjects = desk.ledger.subjects
    found: list[str] = desk.answers.ask("chips", f"Chips by their ids, {MANY}", check=lambda one: known(one, subjects))
    return found


def _beside(desk: Desk, needed: bool = True) -> list[str]:
    subjects, question = desk.ledger.subjects, f"Chips beside them, for comparison, {MANY}"
    return desk.answers.ask("beside", question, check=lambda one: known(one, subjects), needed=needed) or []


def _measures(desk: Desk, chips: Collection[str], number: int | None = None) -> list[Parts]:
    """Ask for the keys of facts that these chips have; each gets their unit, and its label as the heading."""
    numbers = [one for one in desk.ledger.facts.values() if one.unit.numeric and one.subject in chips]
    having = {one.id.partition(".")[2]: one for one in reversed(numbers)}

    def check(answer: str) -> list[str]:
        keys = known(answer, having)
        if number and len(keys) != number:
            raise ValueError(f"name {number}, the first upward and the second along (found {len(keys)})")
        return keys

    keys = desk.answers.ask("measures", f"Keys of the figures that they share, such as memory, {MANY}", check=check)
    common = desk.ledger.vocabulary
    labels = {key: common[key].label if key in common else having[key].label for key in keys}
    units = {key: having[key].unit.text for key in keys}
    return [{"key": key, "unit": units[key], "title": f"{labels[key]}, {units[key]}"} for key in keys]

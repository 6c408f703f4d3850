"""New entries other than facts: sources, publishers, unknowns, terms, chips."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..facts import schema
from ..facts.chips import NEEDED
from ..values.problem import nearest
from . import readings
from . import sources as bibliography
from .ask import matching
from .desk import Desk
from .written import ordered

TEXT = matching(schema._TEXT, "write a text")


def source(desk: Desk) -> None:
    """A source; it stands in the file of the page that needs it, or among those that several pages share."""
    files = sorted({subject.file for subject in desk.ledger.subjects.values()} | {bibliography.SHARED})
    question = "Data file that it stands in: that of the page that names it; data/sources.yml if several do"
    file = str(desk.answers.ask("file", question, choices=files, tidy=_file))
    known = {*desk.ledger.sources}
    key = desk.fresh("source", "Its key, such as caixin-hangzhou-deal-202603: publisher, matter, month", known)
    bibliography.source(desk, key, file)
    desk.next.append(f'Name it under sources: of a fact; on a page {{{{ cite("{key}") }}}} names it in the text')


def _file(answer: str) -> str:
    """Return the name of a data file that was named by less."""
    return f"data/{answer.removeprefix('data/').removesuffix('.yml')}.yml"


def publisher(desk: Desk) -> None:
    """A publisher, or what this edit needs of one."""
    known = len(desk.publishers)
    key = bibliography.publisher(desk)
    if len(desk.publishers) == known:
        desk.answers.idle()
        desk.next.append(f"{key} is there already")
    else:
        desk.next.append(f"Name it in a source: publisher: {key}; each publisher must have a source")


def unknown(desk: Desk) -> None:
    """Something that nobody has published."""
    page = desk.page("Page that tells of it, such as ascend/supply")
    key = desk.fresh("unknown", "An id for it, such as summit-payment", {one.id for one in desk.ledger.unknowns})
    text = desk.answers.ask("text", "What nobody has published, as a phrase or a sentence", check=TEXT)
    about = desk.answers.ask("about", "Which subject is it about?", choices=desk.ledger.subjects, needed=False)
    desk.group(f"data/{page}.yml", "unknowns", key, ordered({"text": text, "about": about}, ("text", "about")))
    if "unknowns()" in desk.book.pages[f"{page}.md"].source:
        desk.next.append(f"docs/{page}.md lists it by itself")
    else:
        desk.next.append(f"On docs/{page}.md write {{{{ unknowns() }}}} on a line of its own, below its heading")


def term(desk: Desk) -> None:
    """A technical word of the glossary."""
    terms = desk.ledger.terms
    key = desk.fresh("term", "An id for the word, such as advanced-packaging", terms)
    ask = desk.answers.ask
    fields = {
        "name": ask("name", "The word as the glossary prints it", check=TEXT),
        "zh": ask("zh", "Its Chinese name", needed=False),
        "aka": ask("aka", "Other spellings, with commas between them", check=_listed, needed=False),
        "text": ask("text", "What it means, in two sentences", check=TEXT),
        "see": ask("see", "Terms to see also, with commas", needed=False, check=lambda answer: known(answer, terms)),
    }
    desk.changes.sheet("data/glossary.yml").add(("terms",), key, ordered(fields, tuple(fields)), by_letter=True)
    desk.next.append(f'On a page write {{{{ term("{key}") }}}} where readers meet it first; no page has to')


def chip(desk: Desk) -> None:
    """A chip, with what holds for its figures; in a terminal its first figures too."""
    ask, subjects = desk.answers.ask, desk.ledger.subjects
    key = desk.fresh("subject", "An id for the chip, maker first, such as biren-br100", subjects)
    makers = {name for one in subjects.values() for name in one.links.get("maker", ())}
    makers |= {one.id for one in subjects.values() if one.kind == "company"}
    entry: dict[str, Any] = {"name": ask("name", "Its name as pages print it", check=TEXT)}
    entry["zh"] = ask("zh", "Its Chinese name", needed=False)
    entry["aka"] = ask("aka", "Other spellings, with commas between them", check=_listed, needed=False)
    entry["kind"] = "chip"
    maker = ask("maker", "Its maker", choices=sorted(makers))
    entry["links"] = {"maker": maker}
    others = [one for one in subjects.values() if one.kind == "chip" and maker in one.links.get("maker", ())]
    page = desk.page("Page that tells of it", others[-1].page if others else subjects[maker].page)
    file = f"data/{page}.yml"
    question = "Keys of the sources of its figures, if they share them"
    usual = "yes" if desk.answers.has("sources") else "no"
    if ask("shared", question + "?", choices=("yes", "no"), default=usual, needed=False) == "yes":
        entry["evidence"] = ask("evidence", "Who says so?", choices=("vendor", "official", "reported", "estimate"))
        entry["as_of"] = ask("as-of", "Date or period they speak of", check=readings.date)
        entry["sources"] = bibliography.sources(desk, file, None)
    after = next((one.id for one in reversed(others) if one.file == file), None)
    desk.group(file, "subjects", key, {name: part for name, part in entry.items() if part}, after=after)
    figures = ", ".join(NEEDED)
    desk.next += [
        f"make new WHAT=fact ARGS='--fact {key}.memory' for each figure; with one of {figures} it joins the comparison",
        f'On docs/{page}.md name it, {{{{ name("{key}") }}}}, and add it to the table of its maker\'s chips',
    ]


def _listed(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(",") if part.strip()]


def known(answer: str, there: Collection[str]) -> list[str]:
    """Return the names of an answer, with commas between them; raises ValueError for one that is not there."""
    names = _listed(answer)
    for name in names:
        if name not in there:
            raise ValueError(f"unknown: {name!r}{nearest(name, there)}")
    return names

"""Sources and publishers: keys of those there are, and entries of new ones."""

from __future__ import annotations

import re
from typing import Any, get_args

from ..facts import schema
from ..pages.lists import SOURCE_KINDS
from ..values import plain
from ..values.problem import nearest
from .ask import matching, option
from .desk import KEY, Desk
from .sheet import EditError
from .written import ordered

SHARED, PUBLISHERS = "data/sources.yml", "data/publishers.yml"
_OF_NEW = ("publisher-name", "publisher-kind", "publisher-zh")
_ORDER = ("publisher", "origin", "report", "via", "title", "url", "published", "kind", "lang")


def sources(desk: Desk, home: str, usual: list[str] | None) -> list[str]:
    """Ask for the keys of sources; one that is new becomes an entry of the file ``home``."""
    known = {*desk.ledger.sources, *desk.new.get("source", ())}

    def check(answer: str) -> list[str]:
        keys = [KEY(part.strip()) for part in answer.split(",") if part.strip()]
        unknown = [key for key in keys if key not in known]
        if unknown and not desk.answers.terminal and not desk.answers.has("url"):
            raise ValueError(
                f"unknown source {unknown[0]!r}{nearest(unknown[0], known)}; a new one needs --url as well"
            )
        if len(unknown) > 1:
            raise ValueError(f"{', '.join(unknown)} are all new; add the others first, with WHAT=source")
        return keys

    usually = f"{', '.join(usual)}, as is said for all" if usual else ""
    keys = desk.answers.ask(
        "sources", "Keys of its sources, with commas between them; a new one is asked about", check=check,
        default=[] if usual else None, shown=usually,
    )  # fmt: skip
    for key in keys:
        if key not in known:
            near = nearest(key, known)
            if near and desk.answers.terminal and not desk.answers.has("url"):
                print(f"  {key} is new{near} (Ctrl-C, then again, if it was a slip)")
            source(desk, key, home)
    return list(keys)


def source(desk: Desk, key: str, file: str) -> None:
    """Ask for the entry of a new source and write it into a file, by the alphabet."""
    ask = desk.answers.ask
    fields: dict[str, Any] = {"url": ask("url", "Address that a reader can open", check=_address)}
    twice = next((name for name, entry in desk.ledger.sources.items() if entry.url == fields["url"]), None)
    if twice:
        raise EditError(f"--url: the address stands already under {twice!r}; name that source")
    fields["publisher"] = publisher(desk)
    text = matching(schema._TEXT, "write a text")
    fields["title"] = ask("title", "Title as printed, or what the page is", check=text, needed=False)
    fields["published"] = ask("published", "When it came out: day, month or year", check=_published, needed=False)
    fields["kind"] = ask("kind", "What it is", choices=SOURCE_KINDS)
    fields["lang"] = ask("lang", "Language, in two letters", check=schema._language, default="en")
    fields["origin"] = ask("origin", "Whose report it repeats: a publisher", choices=desk.publishers, needed=False)
    fields["via"] = ask("via", "The site that carries the copy read, if not the publisher's", needed=False)
    entry = ordered(fields, _ORDER)
    desk.group(file, "sources", key, entry, by_letter=True)
    desk.named("source", key)


def publisher(desk: Desk) -> str:
    """Ask for a publisher by its id or name; one that is new is written into the list of publishers."""
    spelled = {
        text.casefold(): key
        for key, entry in desk.ledger.publishers.items()
        for text in (entry.name, entry.zh or entry.name, *entry.aka)
    }

    def check(answer: str) -> str:
        known = desk.publishers
        found = answer if answer in known else spelled.get(answer.casefold())
        if found and found != answer:
            print(f"{option('publisher')}: {answer!r} is taken as {found}")
        if found or desk.answers.has("publisher-name"):
            return found or matching(schema._ID, schema.MEANT[schema._ID])(answer)
        near = nearest(answer, known) or nearest(answer, spelled)
        if desk.answers.terminal and re.search(schema._ID, answer):
            print(f"  {answer} is a new publisher{near} (Ctrl-C, then again, if it was a slip)")
            return answer
        how = f"; a new one needs --publisher-name and --publisher-kind: {schema.MEANT[schema._ID]}"
        raise ValueError(f"unknown publisher {answer!r}{near}{how}")

    key = str(
        desk.answers.ask("publisher", "Publisher: who speaks, by id or name; a new id for a new one", check=check)
    )
    if key not in desk.publishers:
        ask = desk.answers.ask
        name = ask("publisher-name", f"Name of the new publisher {key}, as pages print it", check=schema._no_bracket)
        kind = ask("publisher-kind", "What it is", choices=get_args(schema.PublisherKind))
        zh = ask("publisher-zh", "Its Chinese name", needed=False)
        entry = ordered({"name": name, "zh": zh, "kind": kind}, ("name", "zh", "kind"))
        desk.changes.sheet(PUBLISHERS).add(("publishers",), key, entry, by_letter=True)
        desk.named("publisher", key)
    elif given := [option(name) for name in _OF_NEW if desk.answers.has(name) and name not in desk.answers.used]:
        raise EditError(f"the publisher {key} is there already; leave out {', '.join(given)}")
    return key


def _address(answer: str) -> str:
    if why := plain.no_address(answer):
        raise ValueError(why)
    return answer


def _published(answer: str) -> str | int:
    matching(schema._PUBLISHED, schema.MEANT[schema._PUBLISHED])(answer)
    return schema.in_calendar(answer)

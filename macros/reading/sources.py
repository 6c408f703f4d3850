"""Rules of sources and publishers: each stands once, each name is known, no voice hides behind a spelling."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.ledger import Ledger
from ..facts.schema import Source
from ..values import dates
from ..values.problem import Problem, nearest
from .strict_yaml import Document

PUBLISHERS = "data/publishers.yml"


def check_sources(ledger: Ledger, documents: dict[str, Document], problems: list[Problem]) -> None:
    """Each source and address stands once in all files, each publisher's name once; a source names publishers by id."""
    spelled: dict[str, str] = {}
    for key, text in [(key, text) for key, entry in ledger.publishers.items() for text in (entry.name, *entry.aka)]:
        if spelled.setdefault(text.casefold(), key) != key:  # they would count as two voices
            line = documents[PUBLISHERS].line(("publishers", key))
            message = f"{text!r} is a spelling of {spelled[text.casefold()]} already"
            problems.append(Problem(PUBLISHERS, line, key, message))
    for key, entry in ledger.publishers.items():
        if (name := entry.subject) and name not in ledger.subjects and not ledger.is_declared("subject", name):
            line = documents[PUBLISHERS].line(("publishers", key, "subject"))
            message = f"subject: unknown subject {name!r}{nearest(name, ledger.subjects)}"
            problems.append(Problem(PUBLISHERS, line, key, message))
    keys: dict[str, str] = {}
    addresses: dict[str, tuple[str, str]] = {}
    for file, document in documents.items():
        for key in [str(path[1]) for path in document.lines if path[:1] == ("sources",) and len(path) == 2]:
            line = document.line(("sources", key))
            if key in keys:
                problems.append(Problem(file, line, key, f"the source stands already in {keys[key]}; keep one of them"))
            elif source := ledger.sources.get(key):
                other, where = addresses.setdefault(source.url, (key, file))
                rules = list(_source_rules(ledger, source, spelled))
                if other != key:
                    place = "" if where == file else f" in {where}"
                    rules.append(("url", f"the address stands already under {other!r}{place}"))
                problems += [
                    Problem(file, document.line(("sources", key, field)), key, message) for field, message in rules
                ]
            keys.setdefault(key, f"{file}:{line}")


def _source_rules(ledger: Ledger, source: Source, spelled: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Yield each broken rule of one source, with the field that breaks it; ``spelled`` leads from a name to its id."""
    for field, given in (("publisher", source.publisher), ("origin", source.origin), ("via", source.via)):
        if given is None or ledger.is_declared("publisher", given):
            pass
        elif given.casefold() in spelled:
            yield field, f"{field}: write {spelled[given.casefold()]}, the id of {given!r}"
        elif field != "via":  # a site that only carries copies may stand by its name alone
            hint = nearest(given, ledger.publishers) or "; add it to data/publishers.yml"
            yield field, f"unknown publisher {given!r}{hint}"
        if field != "publisher" and given == source.publisher:
            yield field, f"{field} repeats the publisher; it is for another; leave it out"
    limit = ledger.site.as_of
    if source.published and dates.parse(str(source.published)).first > dates.parse(limit).last:
        yield "published", f"published {source.published} lies after the site's own date {limit}"
    if source.report and not source.origin:
        yield "report", "report says more of an origin; name the origin too"

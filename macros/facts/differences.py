"""Two ledgers beside each other: which facts and sources changed, field by field, old and new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .ledger import Fact, Ledger, Reading
from .renamed import renamed
from .standing import channel
from .text import machine_value, reading_text

Fields = Mapping[str, tuple[str, ...]]
"""What an entry says, in words, by the name of the field; a list has a text for each of its entries."""


@dataclass(frozen=True)
class Difference:
    """A field of an entry: the texts that are gone from it, and those that are new in it."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """A fact or source that changed; ``state`` is new, gone or changed, ``name`` what it is in words."""

    id: str
    name: str
    state: str
    fields: tuple[Difference, ...]


def changed_facts(old: Ledger, new: Ledger) -> list[Changed]:
    """Return the facts that differ, in the order of the new ledger; those that are gone come last.

    One under another name is one fact, of which the id differs.
    """
    names = renamed(old, new)
    moved = {new_name: old_name for old_name, new_name in names.items()}
    before = {
        names.get(name, name): {"id": (name,) if name in names else (), **said(old, fact)}
        for name, fact in old.facts.items()
    }
    after = {name: {"id": (name,) if name in moved else (), **said(new, fact)} for name, fact in new.facts.items()}
    return list(_changed(before, after, {**_names(old), **_names(new)}))


def changed_sources(old: Ledger, new: Ledger) -> list[Changed]:
    """Return the sources that differ, in the order of their keys; those that are gone come last.

    One under another key is one source, of which the id differs; its address tells.
    """
    keys = {source.url: key for key, source in new.sources.items() if key not in old.sources}
    moved = {key: keys[one.url] for key, one in old.sources.items() if key not in new.sources and one.url in keys}
    ids = {new_key: (old_key, new_key) for old_key, new_key in moved.items()}
    before = {moved.get(key, key): fields for key, fields in _sources(old).items()}
    before = {key: {"id": (ids[key][0],), **fields} if key in ids else fields for key, fields in before.items()}
    after = {key: {"id": (key,), **fields} if key in ids else fields for key, fields in _sources(new).items()}
    names = {key: ledger.publisher(key) for ledger in (old, new) for key in ledger.sources}
    return list(_changed(before, after, names))


def said(ledger: Ledger, fact: Fact) -> Fields:
    """Return what the ledger says of a fact, field by field."""
    now = fact.current
    rows = {
        "label": fact.label, "value": _value(fact, now), "unit": fact.unit.text, "basis": now.basis,
        "date": now.as_of, "evidence": _evidence(ledger, fact, now), "sources": now.sources, "printed": now.printed,
        "figure": now.figure, "due": now.due, "met": now.met, "missed": now.missed,
        "formula": fact.formula, "mixes": fact.mixes, "note": fact.note or now.note, "event": fact.event,
        "review": fact.review,
        "earlier value": [_reading(ledger, fact, row) for row in fact.readings[:-1]],
        "other value": [_reading(ledger, fact, row) for row in fact.alternatives],
        "superseded value": [
            f"{_reading(ledger, fact, row)}, until {until}: {why}" for row, until, why in fact.superseded
        ],
    }  # fmt: skip
    return {field: (given,) if isinstance(given, str) else tuple(given or ()) for field, given in rows.items()}


def _value(fact: Fact, row: Reading) -> str:
    """Return a value in words, and behind it as entered where the words round it."""
    if isinstance(row.value, tuple):
        return ", ".join(row.value)
    text = reading_text(fact, row, "exact" if fact.derived else "long")
    if not fact.unit.numeric or fact.derived:
        return text
    middle = f" in {row.low:f} to {row.high:f}" if row.low is not None and row.value is not None else ""
    return f"{text} ({machine_value(row)}{middle})"


def _evidence(ledger: Ledger, fact: Fact, row: Reading) -> str:
    kinds = [row.evidence, *(word for word, true in (("target", row.target), ("forecast", row.forecast)) if true)]
    return ", ".join([*kinds, *filter(None, [channel(ledger, fact, row)])])


def _reading(ledger: Ledger, fact: Fact, row: Reading) -> str:
    shown = f"{_value(fact, row)}, {row.as_of or 'undated'}"
    return "; ".join(filter(None, [shown, _evidence(ledger, fact, row), row.basis, *row.sources, row.note]))


def _names(ledger: Ledger) -> dict[str, str]:
    return {name: f"{ledger.subjects[fact.subject].name}: {fact.label}" for name, fact in ledger.facts.items()}


def _sources(ledger: Ledger) -> dict[str, Fields]:
    return {
        key: {field: (str(given),) for field, given in source.model_dump(exclude_none=True).items()}
        for key, source in ledger.sources.items()
    }


def _changed(before: Mapping[str, Fields], after: Mapping[str, Fields], names: Mapping[str, str]) -> Iterable[Changed]:
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name, {}), after.get(name, {})
        state = "changed" if old and new else "new" if new else "gone"
        if found := tuple(_differences(old, new)):
            yield Changed(name, names[name], state, found)


def _differences(old: Fields, new: Fields) -> Iterable[Difference]:
    for field in dict.fromkeys((*old, *new)):
        was, now = old.get(field, ()), new.get(field, ())
        if was != now:
            less, more = tuple(x for x in was if x not in now), tuple(x for x in now if x not in was)
            yield Difference(field, less, more) if less or more else Difference(field, was, now)

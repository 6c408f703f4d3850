"""A new fact, and other values of a fact there is: what another source says, a later one, one that replaces it."""

from __future__ import annotations

import re
from typing import Any, get_args

from ..facts import schema
from ..facts.ledger import Fact
from ..values import dates, formula
from . import readings
from .desk import KEY, Desk
from .sheet import EditError
from .written import ordered

_PART = ("value", "low", "high", "printed", "figure", "approx", "as_of", "basis", "target", "forecast", "due", "met",
         "missed", "evidence", "by", "sources")  # fmt: skip


def fact(desk: Desk, name: str | None = None) -> None:
    """A new fact of a subject there is."""
    name = name or desk.answers.ask("fact", "Its name, subject.key", check=lambda answer: _new_name(desk, answer))
    assert name
    owner, _, key = name.partition(".")
    subject, ask = desk.ledger.subjects[owner], desk.answers.ask
    meaning = desk.ledger.vocabulary.get(key)
    label = ask("label", "What the figure is, a short noun phrase", needed=meaning is None,
                shown=f"{meaning.label}, as for every {key}" if meaning else "")  # fmt: skip
    entry: dict[str, Any] = {"label": label if not meaning or label != meaning.label else None}
    computed = None
    if desk.answers.has("formula") or not desk.answers.has("value"):
        question = "Formula, where it follows from other facts: names and + - * / sum()"
        computed = ask("formula", question, needed=False, check=lambda answer: _formula(desk, answer))
    unit = readings.unit(desk, key)
    if computed:
        entry |= {"formula": computed, "unit": unit.text}
        entry["mixes"] = ask("mixes", "Why its figures stand together, if they are not alike", needed=False)
    else:
        entry["unit"] = unit.text
        entry |= readings.reading(desk, unit, subject.file, readings.usual(desk, subject), None)
        if unit.text == "date":
            entry["event"] = ask("event", "Is it an event for the timeline?", choices=get_args(schema.EventKind),
                                 needed=False)  # fmt: skip
    path = ("subjects", owner, "facts")
    desk.changes.sheet(subject.file).add(path, key, ordered(entry, readings.ORDER))
    call = {"list": "listing", "subjects": "listing"}.get(unit.text, "fact")
    desk.next.append(f'On docs/{subject.page}.md write {{{{ {call}("{name}") }}}} where the text needs it')


def _new_name(desk: Desk, answer: str) -> str:
    if not re.search(schema._FACT_ID, answer):
        raise ValueError(f"{schema.MEANT[schema._FACT_ID]} (found {answer!r})")
    desk.subject(answer.partition(".")[0])
    KEY(answer.partition(".")[2])
    if answer in desk.ledger.facts:
        other = "WHAT=alternative, observation or superseded gives it another value"
        raise ValueError(f"there is a fact {answer!r} already; {other}")
    return answer


def _formula(desk: Desk, answer: str) -> str:
    for name in formula.parse(answer).inputs:
        if name not in desk.ledger.facts:
            raise ValueError(desk.ledger.unknown("fact", name, desk.ledger.facts))
    return answer


def alternative(desk: Desk) -> None:
    """What another source says of a fact there is."""
    found = desk.fact("Of which fact does another source say something else")
    stands = {"as_of": found.current.as_of}
    row = readings.reading(desk, found.unit, found.file, stands, found.current)
    for one in (found.current, *found.alternatives):
        same = (one.value, one.low, one.high) == (row.get("value"), row.get("low"), row.get("high"))
        if same and set(row["sources"]) <= set(one.sources):
            raise EditError("--value: this value stands there already, from the same source")
    _into_list(desk, found, "alternatives", row)
    desk.next.append(f'On docs/{found.page}.md say that sources differ, with {{{{ says("{found.id}") }}}}')


def observation(desk: Desk) -> None:
    """A value of another date. A fact with one value becomes a series of two."""
    found = desk.fact("Of which fact is there a value of another date")
    row = readings.reading(desk, found.unit, found.file, {}, found.current)
    sheet, path = desk.changes.sheet(found.file), _path(found)
    raw = sheet.value(path)
    if any(one.as_of == str(row["as_of"]) for one in found.readings):
        what = "another source's word goes under WHAT=alternative, a correction under WHAT=superseded"
        raise EditError(f"--as-of: there is a value of {row['as_of']} already; {what}")
    if "observations" not in raw:
        if "superseded" in raw:
            raise EditError(f"{found.id} has one value, and superseded ones; write the series by hand")
        moved = ordered({name: raw.get(name) for name in _PART}, readings.FIELDS)
        for name in moved:
            if name not in ("as_of", "basis") or "alternatives" not in raw:  # which take these two from the fact
                sheet.drop((*path, name))
        moved["as_of"] = moved.get("as_of", _date(found.current.as_of))
        sheet.put((*path, "observations"), [moved], readings.ORDER)
    earlier = [one for one in found.readings if dates.by_end(one.as_of) < dates.by_end(str(row["as_of"]))]
    after = [int(one.path[1]) if one.path else 0 for one in earlier[-1:]]
    sheet.append((*path, "observations"), row, at=after[0] + 1 if after else 0)
    desk.touched.add(found.id)
    shown = (
        f'{{{{ series("{found.id}") }}}} shows all its values, {{{{ fact("{found.id}", at="{row["as_of"]}") }}}} one'
    )
    desk.next += [shown, _look(desk, found)]


def superseded(desk: Desk) -> None:
    """A value that replaces one there is; the old one is kept with the reason it fell."""
    found = desk.fact("Which fact has a new value")
    sheet, path, old = desk.changes.sheet(found.file), _path(found), found.current
    raw = sheet.value(path)
    if "observations" in raw:
        raise EditError(f"{found.id} is a series: a value of another date is WHAT=observation; correct one by hand")
    row = readings.reading(desk, found.unit, found.file, {}, old)
    if (row.get("value"), row.get("low"), row.get("high")) == _size(raw):
        raise EditError("--value: the fact has this value already; mend its print, date or sources by hand")
    fell = {name: raw.get(name) for name in (*_PART, "note")} | readings.until(desk)
    fell |= {"as_of": _date(old.as_of), "evidence": old.evidence, "sources": list(old.sources), "by": old.by}
    for name in (*_PART, "note"):
        if name in row:
            sheet.put((*path, name), row[name], readings.ORDER)
        elif name in raw:
            sheet.drop((*path, name))
    fell = {name: part for name, part in fell.items() if name in ("until", "why", "as_of") or part != row.get(name)}
    _into_list(desk, found, "superseded", ordered(fell, readings.FIELDS))
    desk.next.append(_look(desk, found))
    if _is_period(str(row["as_of"])) and str(row["as_of"]) != old.as_of:
        desk.next.append(
            f"{found.id} spoke of {old.as_of} and speaks of {row['as_of']} now: does its label fit? "
            "Where both values are right, each of its time, take this back: the new one is WHAT=observation"
        )
    if "note" in raw and "note" not in row:
        desk.next.append(
            f"its note went with the old value; where it holds for the new one too, enter it: {raw['note']}"
        )
    desk.next.append("make propose prints the entry for data/revisions.yml that tells readers of it, with your reason")


def _into_list(desk: Desk, found: Fact, group: str, row: dict[str, Any]) -> None:
    sheet, path = desk.changes.sheet(found.file), (*_path(found), group)
    if sheet.value(path):
        sheet.append(path, row)
    else:
        sheet.put(path, [row], readings.ORDER)
    desk.touched.add(found.id)


def _path(found: Fact) -> tuple[str | int, ...]:
    return ("subjects", found.subject, "facts", found.key)


def _size(raw: Any) -> tuple[Any, Any, Any]:
    return raw.get("value"), raw.get("low"), raw.get("high")


def _is_period(as_of: str) -> bool:
    """True for a quarter, half, year or span, whose figure a later one does not make wrong."""
    return dates.parse(as_of).kind not in ("day", "month")


def _date(text: str) -> str | int | None:
    return int(text) if text.isdigit() else text or None


def _look(desk: Desk, found: Fact) -> str:
    pages = [f"docs/{name}" for name in desk.book.usage.get(found.id, ()) if name not in ("timeline.md",)]
    where = f"these pages show it, read what they say of it: {', '.join(pages)}" if pages else "no page shows it yet"
    return f"{found.id}: {where}"

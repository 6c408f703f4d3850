"""Rules that hold between entries: closed references, double entry, complete provenance, sane dates and ranges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal

from ..facts import schema
from ..facts.ledger import Fact, Ledger, Reading
from ..facts.same import unchanged
from ..values import agreement, basis, dates, datewords, plain, units
from ..values.problem import Problem, nearest
from .check_charts import chart_problems, typed_number
from .check_evidence import Rule, evidence_rules
from .check_names import check_names
from .check_revisions import check_revisions
from .sources import check_sources
from .spread import spread
from .strict_yaml import Document

Documents = dict[str, Document]


def cross_check(
    ledger: Ledger,
    documents: Documents,
    pages: Set[str] | None,
    problems: list[Problem],
    last: Ledger | None = None,
    among: int | None = 1,
) -> set[str]:
    """Add every broken rule to ``problems`` and return the facts that break one.

    ``last`` is a ledger in order: a fact that is the same there breaks no rule here. ``among`` as in ``collect``.
    """

    def broken(fact: Fact) -> list[tuple[str, Problem]]:
        """Return the rules that a fact breaks, each after what is missing there, if it is something missing."""
        found = []
        for reading, message, field in _fact_rules(ledger, fact):
            line, entry = _place(documents[fact.file], fact, reading, field)
            lacks = message if not field and " missing: " in message else ""
            found.append((lacks, Problem(fact.file, line, entry, message)))
        return found

    wrong = set()
    missing: dict[tuple[str, str], list[Problem]] = {}
    alike = unchanged(last, ledger) if last else frozenset()
    facts = [fact for name, fact in ledger.facts.items() if name not in alike]
    for fact, rules in zip(facts, spread(broken, facts, among), strict=True):
        for lacks, problem in rules:
            missing.setdefault((fact.subject, lacks), []).append(problem)
            wrong.add(fact.id)
    for (name, message), found in missing.items():
        subject = ledger.subjects[name]
        if message.partition(" ")[0] in ("as_of", "evidence", "sources") and len(found) > 1:
            entries = ", ".join(problem.entry.partition(".")[2] for problem in found[:4])
            where = f"; say it once here, or at {entries}{f' and {len(found) - 4} more' * (len(found) > 4)}"
            found = [Problem(subject.file, subject.line, name, message + where)]
        problems += found
    check_names(ledger, documents, pages, problems)
    check_sources(ledger, documents, problems)
    check_revisions(ledger, documents, wrong, problems)
    for drawn in list(ledger.charts.values()):
        if found := list(chart_problems(ledger, drawn)):
            problems.extend(found)
            del ledger.charts[drawn.id]  # it has its message; the page that calls it needs none
    return wrong


def _place(document: Document, fact: Fact, reading: Reading | None, field: str) -> tuple[int, str]:
    """Return line and entry of a reading's field: its own, its fact's, or the one its subject gives to all."""
    subject = ("subjects", fact.subject)
    base = (*subject, "facts", fact.key)
    own = (*base, *reading.path) if reading else base
    for path, entry in ((own, fact.id), (base, fact.id), (subject, fact.subject)):
        if field and (*path, field) in document.lines:
            return document.lines[(*path, field)], entry
    return document.line(own), fact.id


def _fact_rules(ledger: Ledger, fact: Fact) -> Iterable[tuple[Reading | None, str, str]]:
    meaning = ledger.vocabulary.get(fact.key)
    kinds = [] if meaning is None else meaning.unit if isinstance(meaning.unit, list) else [meaning.unit]
    if misfit := bool(kinds) and fact.unit.measure not in kinds:
        yield None, f"unit: {units.misfit(fact.key, kinds, fact.unit.text)}", "unit"
    if fact.derived:
        if fact.event:
            yield None, "event: a derived fact is none; an event is a date that a source gives", "event"
        if not fact.unit.numeric:
            yield None, f"unit: a formula gives a number, no {fact.unit.text}", "unit"
        if fact.alternatives:
            yield None, "a derived fact has no sources of its own; they are those of its inputs", "alternatives"
        if number := typed_number(fact.mixes or ""):
            yield None, f"mixes: the number {number!r} is typed into it; say in words what differs", "mixes"
        return
    if fact.mixes:
        yield None, "mixes: it explains a formula over figures that are not alike; this fact has none", "mixes"
    own = [(r, f"observation of {r.as_of}: " if len(fact.readings) > 1 else "") for r in fact.readings]
    others = [(r, "an alternative: ") for r in fact.alternatives] + [
        (r, "a superseded value: ") for r, _, _ in fact.superseded
    ]
    for reading, what in own + others:
        for message, field in _reading_rules(ledger, fact, reading):
            if not (misfit and field == "printed"):  # a wrong unit is no second slip in the print
                yield reading, what + message, field
    stamps = [r.as_of for r in fact.readings]
    if len(set(stamps)) != len(stamps):
        yield None, "two observations have the same as_of", "observations"
    if fact.event and fact.unit.text != "date":
        yield None, "only a fact with unit date can be an event", "event"
    for reading, until, _ in fact.superseded:
        if reading.as_of and dates.parse(until).last < dates.parse(reading.as_of).first:
            yield reading, f"until {until} lies before as_of {reading.as_of}", "until"
    limit = ledger.site.as_of
    planned = fact.current.ahead or not fact.event or not _is_date(fact.current.value)
    if not planned and fact.date.first > dates.parse(limit).last:
        message = f"the event of {fact.current.value} lies after the site's own date {limit}; a plan needs target: true"
        yield fact.current, message, "value"


def _is_date(value: object) -> bool:
    try:
        return bool(schema.in_calendar(str(value)))
    except ValueError:
        return False


def _reading_rules(ledger: Ledger, fact: Fact, reading: Reading) -> Iterable[Rule]:
    yield from _shape_rules(ledger, fact, reading)
    limit = ledger.site.as_of
    if not reading.as_of:
        yield "as_of is missing: the date the figure speaks of", ""
    elif not reading.ahead and dates.parse(reading.as_of).first > dates.parse(limit).last:
        yield f"as_of {reading.as_of} lies after the site's own date {limit}; a plan needs target: true", "as_of"
    if not reading.evidence:
        yield "evidence is missing: official, vendor, reported, estimate or measured", ""
    if not reading.sources:
        yield "sources are missing: name at least one key of sources: in this file or in data/sources.yml", ""
    for key in reading.sources:
        if key not in ledger.sources and not ledger.is_declared("source", key):
            yield f"unknown source {key!r}{nearest(key, ledger.sources)}", "sources"
    yield from evidence_rules(ledger, fact, reading)
    if fact.unit.needs_basis and not reading.basis:
        yield "a compute figure needs its basis: precision and density, e.g. basis: FP16, dense", ""
    elif fact.unit.needs_basis and reading.basis:
        try:
            basis.parse(reading.basis)
        except ValueError as error:
            yield f"basis: {error}", "basis"


def _shape_rules(ledger: Ledger, fact: Fact, reading: Reading) -> Iterable[Rule]:
    kind, value = fact.unit.text, reading.value
    if ledger.unread and not all(key in ledger.sources for key in reading.sources):
        return  # a print is read by the language of its source
    languages = {ledger.sources[key].lang for key in reading.sources if key in ledger.sources}
    if kind in ("list", "subjects"):
        if not isinstance(value, tuple):
            yield f"unit {kind} needs a list of {'subject ids' if kind == 'subjects' else 'short texts'}", "value"
        elif kind == "subjects":
            for name in value:
                if name not in ledger.subjects and not ledger.is_declared("subject", name):
                    yield f"names the unknown subject {name!r}{nearest(name, ledger.subjects)}", "value"
        elif reading.printed:
            yield from _text_double_entry(" ".join(value), reading)
    elif kind == "date":
        yield from _date_double_entry(value, reading, languages)
    elif kind == "text":
        if not isinstance(value, str):
            yield f"unit text needs a text, found {value}", "value"
        elif reading.printed:
            yield from _text_double_entry(value, reading)
    else:
        yield from _number_double_entry(fact, reading, languages)


def _text_double_entry(text: str, reading: Reading) -> Iterable[Rule]:
    missing = agreement.digits_missing(text, " ".join(reading.printed))
    if missing:
        yield f"the value says {', '.join(missing)}, which {_quoted(reading)} does not show", "printed"


def _date_double_entry(value: object, reading: Reading, languages: Set[str]) -> Iterable[Rule]:
    text = str(value)
    if isinstance(value, tuple) or value is None:
        yield "unit date needs a date such as 2026-02-28", "value" if value else ""
        return
    try:
        when = dates.parse(str(schema.in_calendar(text)))
    except ValueError as error:
        yield str(error), "value"
        return
    if not reading.printed:
        yield "printed is missing: the date as the source prints it", ""
    elif wrong := datewords.disagreement(when, reading.printed, languages):
        yield f"the value {text} disagrees with the value as printed, {_quoted(reading)}: {wrong}", "printed"


def _number_double_entry(fact: Fact, reading: Reading, languages: Set[str]) -> Iterable[Rule]:
    numbers = [n for n in (reading.value, reading.low, reading.high) if n is not None]
    if not all(isinstance(n, Decimal) for n in numbers):
        hint = plain.not_plain(reading.value) if isinstance(reading.value, str) else ""
        yield f"unit {fact.unit.text} needs a number, found {reading.value!r}{hint}", "value"
        return
    if (reading.low is None) != (reading.high is None):
        yield "low and high go together", "high" if reading.low is None else "low"
        return
    if not numbers:
        yield "value is missing", ""
        return
    low, high = reading.span
    if not low <= high or (isinstance(reading.value, Decimal) and not low <= reading.value <= high):
        yield f"low {low}, value {reading.value}, high {high} are not in order", "low"
        return
    if fact.unit.text == "percent" and max(abs(low), abs(high)) > 100000:
        yield "a percentage this large must be a slip", "value"
    if not reading.printed:
        yield "printed is missing: the figure as the source prints it", ""
        return
    if reading.figure and not any(agreement.holds(line, reading.figure) for line in reading.printed):
        yield f"figure: no print holds {reading.figure!r} as a whole number", "figure"
        return
    spoken = [dates.parse(text) for text in (reading.as_of, reading.due) if text]
    named = [datewords.another_period(spoken, line, languages) for line in reading.printed] if reading.as_of else []
    if other := next(filter(None, named), ""):
        line = reading.printed[named.index(other)]
        yield f"as_of {reading.as_of} is another period than the print {line!r} names, {other}; {dates.FORMS}", "as_of"
    prints: Sequence[str] = reading.printed
    if reading.figure:
        prints = [agreement.pointed(reading.figure, prints, languages)]
    sizes = [number for number in numbers if isinstance(number, Decimal)]
    if wrong := agreement.disagreement(sizes, fact.unit, prints, languages, reading.approx, bool(reading.figure)):
        value = " to ".join(map(plain.number, sizes))
        yield (
            f"the value {value} {fact.unit.text} disagrees with the value as printed, {_quoted(reading)}: {wrong}",
            "printed",
        )


def _quoted(reading: Reading) -> str:
    return " / ".join(f'"{line}"' for line in reading.printed)

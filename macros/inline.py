"""Macros inside a sentence: facts, names, terms, lists and citations."""

from __future__ import annotations

import re
from decimal import Decimal
from html import escape

from . import dates, units
from . import format as forms
from .ledger import SOURCES, TERMS, Fact, Ledger, Reading
from .view import MacroError, View

# A run of Han characters with the punctuation between them.
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff](?:[\u3000-\u303f\uff01-\uff5e·]*[\u3400-\u9fff\uf900-\ufaff])*")
EVIDENCE = {
    "official": "official record", "vendor": "company claim", "reported": "press report",
    "estimate": "analyst estimate", "measured": "independent test", "derived": "computed here",
}  # fmt: skip
PARTS = ("", "low", "high")


def element(view: View, fact: Fact, row: Reading, text: str, plain: bool = False) -> str:
    """Return the one element that shows a reading of a fact: its record, its value, its way to the register."""
    classes = ["fact", f"ev-{row.evidence}"]
    if row.target:
        classes.append("is-target")
    if disputed(fact):
        classes.append("is-disputed")
    if fact.unit.numeric:
        classes.append("num")
    where = view.href("register", fact.id)
    inner = marked(text) if plain else f'<a href="{where}">{marked(text)}</a>'
    start = opening(fact, row, " ".join(classes))
    if not plain:
        start = start.replace(" ", first_use(view, fact.id) + " ", 1)
    late = ""
    if overdue(view.ledger, row):
        late = ' <small class="overdue">(due, not confirmed)</small>'
    return f"{start}{inner}{closing(fact, row)}{late}"


def first_use(view: View, name: str) -> str:
    """Return the anchor of a fact's first place on a page, to which the register leads; later places have none."""
    if name in view.anchored:
        return ""
    view.anchored.add(name)
    return f' id="at-{name}"'


def opening(fact: Fact, row: Reading, classes: str) -> str:
    """Return the start tag of a fact's element: ``time`` for dates HTML can hold, else ``data``."""
    if _is_time(fact, row):
        return f'<time class="{classes}" datetime="{dates.parse(str(row.value)).iso}" data-fact="{fact.id}">'
    return f'<data class="{classes}" value="{escape(machine_value(row))}" data-fact="{fact.id}">'


def closing(fact: Fact, row: Reading) -> str:
    """Return the end tag that goes with ``opening``."""
    return "</time>" if _is_time(fact, row) else "</data>"


def machine_value(row: Reading) -> str:
    """Return the value for machines: a plain number, low/high of a range, a text, or a list joined by semicolons."""
    if row.value is None:
        return f"{row.low:f}/{row.high:f}"
    if isinstance(row.value, tuple):
        return "; ".join(row.value)
    return row.value if isinstance(row.value, str) else f"{forms.trimmed(row.value):f}"


def _is_time(fact: Fact, row: Reading) -> bool:
    return fact.unit.text == "date" and dates.parse(str(row.value)).iso is not None


def overdue(ledger: Ledger, row: Reading) -> bool:
    """True where a target's due date has passed against the site's as_of date (data, never the clock)."""
    return bool(row.target and row.due and not row.met and row.evidence != "derived" and dates.parse(row.due).last < dates.parse(ledger.site.as_of).first)


def disputed(fact: Fact) -> bool:
    """True where another source's value lies outside this one's range."""
    return any(differs(fact, fact.current, other) for other in fact.alternatives)


def differs(fact: Fact, one: Reading, other: Reading) -> bool:
    """True where two readings do not overlap within the precision at which they are stated."""
    if not fact.unit.numeric:
        return one.value != other.value
    (low, high), (low2, high2) = _allowed(one), _allowed(other)
    return bool(high < low2 or high2 < low)


def _allowed(row: Reading) -> tuple[Decimal, Decimal]:
    low, high = row.span
    exponent = forms.trimmed(row.value).adjusted() - 2 if isinstance(row.value, Decimal) and row.value else 0
    slack = Decimal(1).scaleb(exponent) / 2 if row.value else Decimal(0)
    if row.approx in ("about", "nearly"):
        slack = max(slack, abs(high) * Decimal("0.05"))
    return low - slack, high + slack


def fact(view: View, name: str, form: str = "long", digits: int | None = None, unit: str | None = None, at: str | None = None,
         part: str = "", hedge: bool | None = None, style: str = "full") -> str:  # fmt: skip
    """Show a fact; see the contributor page for the options. Raises MacroError for names and forms that do not fit."""
    record = view.fact(name)
    for option, given, known in (("form", form, forms.FORMS), ("part", part, PARTS), ("style", style, forms.STYLES)):
        if given not in known:
            raise MacroError(f"unknown {option} {given!r}; there are {', '.join(filter(None, known))}")
    if not record.unit.numeric and (unit or part or digits is not None):
        raise MacroError(f"{name} is no number; unit, part and digits are for numbers")
    if digits is not None and digits < 1:
        raise MacroError(f"digits counts significant digits, from one up; found {digits}")
    row = record.current if at is None else _observation(record, str(at))
    try:
        target = units.parse(unit) if unit else None
        text = forms.reading(record, row, form, digits, target, part, hedge, style)
    except units.UnitError as error:
        raise MacroError(f"{name}: {error}") from None
    if isinstance(row.value, tuple):
        raise MacroError(f"{name} is a list; use listing(), items() or count()")
    return element(view, record, row, text)


def _observation(record: Fact, at: str) -> Reading:
    for row in record.readings:
        if row.as_of == at:
            return row
    known = ", ".join(row.as_of for row in record.readings)
    raise MacroError(f"{record.id} has no observation of {at!r}; there are {known}")


def headline(view: View, name: str, **options: object) -> str:
    """Show a fact with the label "single source" where only one voice stands behind it."""
    shown = fact(view, name, **options)  # type: ignore[arg-type]
    if view.ledger.single_source(view.ledger.facts[name]):
        shown += ' <span class="single">single source</span>'
    return shown


def asof(view: View, name: str, style: str = "full", at: str | None = None) -> str:
    """Show the date a fact, or the observation ``at`` of it, speaks of."""
    record = view.fact(name)
    row = record.current if at is None else _observation(record, str(at))
    if not row.as_of:
        raise MacroError(f"{name} has no date")
    return dated(row.as_of, record.id, "as_of", style)


def due(view: View, name: str, style: str = "full") -> str:
    """Show when a target is due."""
    record = view.fact(name)
    if not record.current.due:
        raise MacroError(f"{name} is not a target with a due date")
    return dated(record.current.due, record.id, "due", style)


def dated(text: str, record: str, part: str, style: str = "full") -> str:
    """Return a date that belongs to a record, as an element that names it."""
    iso = dates.parse(text).iso
    tag, value = ("time", f'datetime="{iso}"') if iso else ("data", f'value="{text}"')
    return f'<{tag} {value} data-record="{record}" data-part="{part}">{forms.date(text, style)}</{tag}>'


def name(view: View, subject: str, zh: bool = True, link: bool = True, short: bool = False) -> str:
    """Show a subject's name, with its Chinese name at first mention on the page, linked to its home page."""
    record = view.subject(subject)
    text = escape(record.short if short and record.short else record.name)
    if "-" in text and len(text) < 20:
        text = f'<span class="nb">{text}</span>'  # no line ends within T-Head or C86-4G
    first = subject not in view.names
    if zh or not first:
        view.names.setdefault(subject)
    if link and (record.page != view.own):
        text = f'<a href="{view.home(record)}">{text}</a>'
    shown = f'<span data-name="{subject}">{text}'
    if zh and first and record.zh:
        shown += f' <span class="nb">(<span lang="zh-Hans">{escape(record.zh)}</span>)</span>' if len(record.zh) < 10 else f' (<span lang="zh-Hans">{escape(record.zh)}</span>)'
    return shown + "</span>"


def zh(view: View, subject: str) -> str:
    """Show a subject's Chinese name alone."""
    record = view.subject(subject)
    if not record.zh:
        raise MacroError(f"{subject} has no Chinese name in the data")
    return f'<span data-name="{subject}" lang="zh-Hans">{escape(record.zh)}</span>'


def term(view: View, key: str, text: str | None = None) -> str:
    """Show a technical word; at its first use on a page it links to the glossary."""
    entry = view.ledger.terms.get(key)
    if entry is None:
        raise view.unknown("term", key, view.ledger.terms, TERMS)
    shown = escape(text or entry.name)
    if key in view.terms or view.own == "glossary":
        return f'<span data-term="{key}">{shown}</span>'
    view.terms.setdefault(key)
    return f'<a class="term" data-term="{key}" href="{view.href("glossary", key)}">{shown}</a>'


def _list(view: View, name: str) -> tuple[Fact, tuple[str, ...]]:
    record = view.fact(name)
    value = record.current.value
    if not isinstance(value, tuple):
        raise MacroError(f"{name} is not a list")
    return record, value


_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def count(view: View, name: str, words: bool = False) -> str:
    """Show how many entries a list has, as a numeral or (``words``) as a word up to twelve."""
    record, value = _list(view, name)
    where = view.href("register", record.id)
    size = _SMALL[len(value)] if words and len(value) < len(_SMALL) else str(len(value))
    return f'<data{first_use(view, name)} class="fact ev-derived" value="{len(value)}" data-count="{name}"><a href="{where}">{size}</a></data>'


def entries(view: View, name: str) -> list[str]:
    """Return the entries of a list fact as elements: names for subjects, else texts."""
    record, value = _list(view, name)
    if record.unit.text == "subjects":
        return [globals()["name"](view, entry) for entry in value]
    return [marked(entry) for entry in value]


def listing(view: View, name: str, last: str = "and") -> str:
    """Show a list inside a sentence: A, B and C."""
    record, _ = _list(view, name)
    shown = entries(view, name)
    text = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
    return f'<data{first_use(view, name)} class="fact-list ev-{record.current.evidence}" value="{escape(machine_value(record.current))}" data-fact="{name}">{text}</data>'


def items(view: View, name: str) -> str:
    """Show a list as bullets, followed by the way to its sources."""
    record, _ = _list(view, name)
    rows = "".join(f"<li>{entry}</li>" for entry in entries(view, name))
    mark = source_mark(view, record)
    return f'<div{first_use(view, name)} class="fact-items" data-record="{name}"><ul>{rows}</ul>{mark}</div>'


def source_mark(view: View, record: Fact) -> str:
    """Return the small line under a list or table that names its evidence and leads to the register."""
    row = record.current
    dated_text = f", {dated(row.as_of, record.id, 'as_of')}" if row.as_of else ""
    return (
        f'<p class="source-mark">{evidence(row.evidence)}{dated_text} · '
        f'<a href="{view.href("register", record.id)}">sources</a></p>'
    )


def evidence(kind: str) -> str:
    """Return the evidence label: an icon and words."""
    return f'<span class="evidence ev-{kind}">{EVIDENCE[kind]}</span>'


def source_link(ledger: Ledger, key: str, beside: tuple[str, ...] = (), records: str = "") -> str:
    """Return a link to a source, by publisher, and by date too where the same publisher stands ``beside`` it.

    The link opens the source, or its record where ``records`` gives the address of the records.
    """
    source = ledger.sources[key]
    text = marked(source.publisher)
    if source.published and sum(ledger.sources[other].publisher == source.publisher for other in beside) > 1:
        text += f", {forms.date(str(source.published), 'month')}"
    if records:
        return f'<a href="{records}{key}">{text}</a>'
    return f'<a href="{escape(source.url)}" data-source="{key}">{text}</a>'


def cite(view: View, key: str) -> str:
    """Name a source in the text, linked."""
    if key not in view.ledger.sources:
        raise view.unknown("source", key, view.ledger.sources, SOURCES)
    return source_link(view.ledger, key)


def marked(text: str) -> str:
    """Escape a text and mark the Chinese in it as Chinese, so that it is read aloud and set as such (WCAG 2.2, 3.1.2)."""
    return _HAN.sub(r'<span lang="zh">\g<0></span>', escape(text))


def script(view: View, name: str) -> str:
    """Return the tag that loads a script only on the pages that need it."""
    return f'<script defer src="{"../" * view.page.count("/")}javascripts/{name}.js"></script>'

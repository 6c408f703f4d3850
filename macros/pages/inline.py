"""Macros inside a sentence: facts, names, terms, lists and citations."""

from __future__ import annotations

from html import escape

from ..facts import typed
from ..facts.ledger import Fact, Reading
from ..facts.standing import unsigned
from ..facts.text import machine_value, reading_text
from ..values import format as forms
from ..values import units
from . import elements
from .view import MacroError, View

MOST_DIGITS = 15
PARTS = ("", "low", "high")


def fact(view: View, name: str, form: str = "long", digits: int | None = None, unit: str | None = None,
         at: str | None = None, part: str = "", hedge: bool | None = None, style: str = "full") -> str:  # fmt: skip
    """Show a fact with unit and hedge.

    ``form`` is long, short, bare or exact; ``digits`` counts significant digits; ``unit`` is another unit
    that fits; ``at`` is the date of an observation; ``part`` is low or high, of a range; ``hedge`` false leaves "about"
    and the like out; ``style`` is that of a date: full, month, year or short.

    Raises MacroError for names and forms that do not fit.
    """
    record = view.fact(name)
    for option, given, known in (("form", form, forms.FORMS), ("part", part, PARTS), ("style", style, forms.STYLES)):
        if given not in known:
            raise MacroError(f"unknown {option} {given!r}; there are {', '.join(filter(None, known))}")
    if not record.unit.numeric and (unit or part or digits is not None):
        raise MacroError(f"{name} is no number; unit, part and digits are for numbers")
    if digits is not None and not 1 <= digits <= MOST_DIGITS:
        raise MacroError(f"digits counts significant digits, from one to {MOST_DIGITS}; found {digits}")
    row = record.current if at is None else observation(record, str(at))
    if part and row.low is None:
        raise MacroError(f"{name} is no range; part is for one with low and high")
    try:
        target = units.parse(unit) if unit else None
        text = reading_text(record, row, form, digits, target, part, hedge, style)
    except units.UnitError as error:
        raise MacroError(f"{name}: {error}") from None
    if isinstance(row.value, tuple):
        raise MacroError(f"{name} is a list; use listing(), items() or count()")
    return elements.element(view, record, row, text)


def observation(record: Fact, at: str) -> Reading:
    """Return a fact's reading of a date; raises MacroError where it has none."""
    for row in record.readings:
        if row.as_of == at:
            return row
    known = ", ".join(row.as_of for row in record.readings)
    raise MacroError(f"{record.id} has no observation of {at!r}; there are {known}")


def headline(view: View, name: str, form: str = "long", digits: int | None = None, unit: str | None = None,
             at: str | None = None, part: str = "", hedge: bool | None = None, style: str = "full") -> str:  # fmt: skip
    """Show a fact with the label "single source" where only one voice stands behind it.

    Raises MacroError where it rests on forums, blogs or code repositories alone.
    """
    shown = fact(view, name, form, digits, unit, at, part, hedge, style)
    record = view.ledger.facts[name]
    row = record.current if at is None else observation(record, str(at))
    signed(view, record, row)
    if view.ledger.single_source(record, row):
        shown += ' <span class="single" data-search-exclude="label">single source</span>'
    return shown


def signed(view: View, record: Fact, row: Reading) -> None:
    """Raise MacroError where a reading rests on forums, blogs or code repositories alone: it is no headline."""
    if weak := unsigned(view.ledger, record, row):
        known = sorted({view.ledger.publisher(key) for key in (row if weak is record else weak.current).sources})
        rests = record.id if weak is record else f"{record.id}, computed from {weak.id},"
        message = f"{rests} rests on forums, blogs or code repositories alone ({', '.join(known)})"
        raise MacroError(f"{message}; a headline needs another source: name one or tell it further down the page")


def asof(view: View, name: str, style: str = "full", at: str | None = None) -> str:
    """Show the date a fact, or the observation ``at`` of it, speaks of."""
    record = view.fact(name)
    row = record.current if at is None else observation(record, str(at))
    if not row.as_of:
        raise MacroError(f"{name} has no date")
    return elements.dated(row.as_of, record.id, "as_of", style)


def due(view: View, name: str, style: str = "full") -> str:
    """Show when a target is due."""
    record = view.fact(name)
    if not record.current.due:
        raise MacroError(f"{name} is no target or forecast with a due date")
    return elements.dated(record.current.due, record.id, "due", style)


def name(view: View, subject: str, zh: bool = True, link: bool = True, short: bool = False) -> str:
    """Show a subject's name, with its Chinese name at first mention on the page, linked to its home page."""
    record = view.subject(subject)
    text = escape(record.short if short and record.short else record.name)
    if "-" in text and len(text) < 20:
        text = f'<span class="nb">{text}</span>'  # no line ends within T-Head or C86-4G
    first = subject not in view.names
    if zh or not first:
        view.names.add(subject)
    if link and (record.page != view.name):
        text = f'<a href="{view.home(record)}">{text}</a>'
    chinese = ""
    if zh and first and record.zh:
        chinese = f'(<span lang="zh-Hans">{escape(record.zh)}</span>)'
        chinese = f' <span class="nb">{chinese}</span>' if len(record.zh) < 10 else f" {chinese}"
    return f'<span data-name="{subject}">{text}{chinese}</span>'


name_of = name  # where a parameter is called name


def without_number(text: str, *names: str) -> str:
    """Return a text that a macro is given to print; raises MacroError where it types a number that is no name."""
    if text not in names and any(character.isdigit() for character in text):
        raise MacroError(f"the number in {text!r} is typed into the page; {typed.REMEDY}")
    return text


def zh(view: View, subject: str) -> str:
    """Show a subject's Chinese name alone."""
    record = view.subject(subject)
    if not record.zh:
        raise MacroError(f"{subject} has no Chinese name in the data")
    return f'<span data-name="{subject}" lang="zh-Hans">{escape(record.zh)}</span>'


def term(view: View, key: str, text: str | None = None) -> str:
    """Show a technical word, or ``text`` for it; at its first use on a page it links to the glossary."""
    entry = view.ledger.terms.get(key)
    if entry is None:
        raise view.missing("term", key, view.ledger.terms)
    shown = escape(without_number(text or "", entry.name, *entry.aka) or entry.name)
    if key in view.terms or view.name == "glossary":
        return f'<span data-term="{key}">{shown}</span>'
    view.terms.add(key)
    return f'<a class="term" data-term="{key}" href="{view.href("glossary", key)}">{shown}</a>'


def list_fact(view: View, name: str) -> tuple[Fact, tuple[str, ...]]:
    """Return a fact that is a list, and its entries; raises MacroError for others."""
    record = view.fact(name)
    value = record.current.value
    if not isinstance(value, tuple):
        raise MacroError(f"{name} is not a list")
    return record, value


_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def in_words(number: int) -> str:
    """Return a small number as a word, up to twelve; a larger one as a numeral."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def count(view: View, name: str, words: bool = False) -> str:
    """Show how many entries a list has, as a numeral or (``words``) as a word up to twelve."""
    record, value = list_fact(view, name)
    where = view.row(record.id)
    size = in_words(len(value)) if words else str(len(value))
    start = f'<data{elements.first_use(view, name)} class="fact ev-derived" value="{len(value)}" data-count="{name}">'
    return f'{start}<a href="{where}">{size}</a></data>'


def entries(view: View, name: str) -> list[str]:
    """Return the entries of a list fact as elements: names for subjects, else texts."""
    record, value = list_fact(view, name)
    if record.unit.text == "subjects":
        return [name_of(view, entry) for entry in value]
    return [elements.marked(entry) for entry in value]


def listing(view: View, name: str, last: str = "and") -> str:
    """Show a list inside a sentence: A, B and C."""
    record, _ = list_fact(view, name)
    shown = entries(view, name)
    text = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {without_number(last)} {shown[-1]}"
    start = f'<data{elements.first_use(view, name)} class="fact-list ev-{record.current.evidence}"'
    return f'{start} value="{escape(machine_value(record.current))}" data-fact="{name}">{text}</data>'


def site_date(view: View) -> str:
    """Show the day the data speak of."""
    return elements.dated(view.ledger.site.as_of, "site", "as_of")


def cite(view: View, key: str) -> str:
    """Name a source in the text, linked."""
    if key not in view.ledger.sources:
        raise view.missing("source", key, view.ledger.sources)
    return elements.source_link(view.ledger, key)

"""The words of prints, from lexicon.yml beside this file: numbers, scales, hedges, currencies, units and dates.

Tables only; the readers of numbers and dates use them. Prefixes follow the SI (BIPM, SI Brochure, 9th edition, 3).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

# The C parser reads as the other does, ten times as fast; not every Python has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TABLES: dict[str, Any] = yaml.load(Path(__file__).with_name("lexicon.yml").read_text("utf-8"), LOADER)


def _words(names: str) -> list[str]:
    return [word.replace("_", " ") for word in names.split()]


def _folded(pattern: str) -> str:
    """Return a pattern that is written on several lines."""
    return pattern.replace("| ", "|")


_END = r"(?!(?a:\w))"  # 14nm工艺: a word of letters ends before East Asian signs


def _one_of(table: str, flags: int = 0, end: str = "") -> tuple[re.Pattern[str], dict[str, list[Any]]]:
    """Return the patterns that begin the rows of a table as one, and the rest of each row by the name of its group."""
    rows = {f"{table}{at}": row for at, row in enumerate(_TABLES[table])}
    written = "|".join(f"(?P<{name}>{row[0]})" for name, row in rows.items())
    pattern = re.compile(re.sub(r"(?<=[a-zA-Z2?)])\\b", lambda _: end, written) if end else written, flags)
    return pattern, {name: row[1:] for name, row in rows.items()}


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: number for number, word in enumerate(_ONES.split())}
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10)))
SMALL = ONES | TENS
MULTIPLES = {"single": 1, "dual": 2, "quad": 4, "octa": 8, "both": 2}
FOREIGN_WORDS = {
    language: {word: Decimal(number) for number, names in enumerate(spelled.split(), 1) for word in names.split("/")}
    | {word: Decimal("0.5") for word in _TABLES["half"].get(language, "").split("/") if word}
    | {
        word: number + Decimal("0.5")
        for number, names in enumerate(_TABLES["mixed"].get(language, "").split(), 1)
        for word in names.split("/")
    }
    for language, spelled in _TABLES["foreign"].items()
}
AND_HALF = re.compile(_TABLES["and_half"])
RESPELLED = [(re.compile(pattern), spelling) for pattern, spelling in _TABLES["respelled"]]
# Powers of ten. Single letters count only right behind the digits.
_SCALES = {word: power for power, names in _TABLES["scales"].items() for word in _words(names)}
_SCALES_OF: dict[str, dict[str, int]] = {}
for _row in _TABLES["scales_of"]:
    for _language in _row["languages"].split():
        _own = {word: power for power, names in _row["words"].items() for word in _words(names)}
        _SCALES_OF[_language] = _SCALES_OF.get(_language, {}) | _own
SCALE_WORDS = sorted(_SCALES.keys() | {word for own in _SCALES_OF.values() for word in own}, key=len, reverse=True)
LETTER_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12}
DECIMAL_COMMA = frozenset(_TABLES["decimal_comma"].split())


@lru_cache(maxsize=256)
def scales(languages: tuple[str, ...]) -> list[dict[str, int]]:
    """Return what scale words stand for in sources of these languages: one table, or several where they differ.

    The power is 0 where a word means one thing to some and another to others.
    """
    tables = [_SCALES | _SCALES_OF.get(language, {}) for language in languages or ("en",)]
    return [table for at, table in enumerate(tables) if table not in tables[:at]]


LETTERS = r"A-Za-zÀ-ÖØ-öø-ӿḀ-ỿ"  # those that stand in words with spaces between them
MORE, LESS, ABOUT = "more", "less", "about"
HEDGES = {kind: _folded(names) for kind, names in _TABLES["hedges"].items()}
HEDGES_BEHIND = [(kind, re.compile(names)) for kind, names in _TABLES["hedges_behind"].items()]
APPROX = {"more than": MORE, "at least": MORE, "nearly": LESS, "up to": LESS, "less than": LESS, "about": ABOUT}
MINUS = re.compile(_TABLES["minus"])
CURRENCIES: dict[str, str] = _TABLES["currencies"]
_NAMED = "|".join(f"(?P<{key}>{names})" for key, names in CURRENCIES.items())
CURRENCY_BEFORE = re.compile(rf"(?:{_NAMED})[\s ]*(?P<sign>[-−–+])?$")
_BEHIND = "|".join(f"(?P<{key}>(?:{names})(?![A-Za-z]))" for key, names in CURRENCIES.items())
CURRENCY_AFTER = re.compile(rf"(?!-\D{{1,4}}\d)[\s-]*(?:多|余|餘|d['’]|de |di )?(?:{_BEHIND})", re.I)

_EDGE = "(?:(?<![A-Za-z])|(?![A-Za-z])|(?<=[A-Z]{3})(?=[a-z]))"  # RMB is no RM, but RMBm is RMB
CURRENCY = f"(?:{'|'.join(CURRENCIES.values())}){_EDGE}"
CURRENCY_IN = re.compile(rf"(?<![A-Za-z])(?:{_NAMED}){_EDGE}")
_HEADS: dict[str, Any] = _TABLES["heads"]
HEAD_SCALES: dict[str, int] = {word: power for power, names in _HEADS["scales"].items() for word in names.split()}


@lru_cache(maxsize=1)
def head() -> re.Pattern[str]:
    """Return what declares the scale of a table, wherever it may stand; the scale is in a group that begins with s."""
    written = {"cur": CURRENCY, "en": _HEADS["en"], "zh": _HEADS["zh"], "thing": _HEADS["thing"]}
    form = "|".join(_HEADS["forms"])
    places = [_HEADS["bracket"], _HEADS["label"], _HEADS["outside"], _HEADS["plain"], _HEADS["rated"]]
    pattern = "|".join(place.replace("{form}", form) for place in places)
    for name, text in written.items():
        pattern = pattern.replace(f"{{{name}}}", text)
    numbers = iter(range(1000))
    return re.compile(re.sub("@", lambda _: str(next(numbers)), pattern))


HEAD_HINT = re.compile(_HEADS["hint"])

PREFIXES = {word.lower(): letter for letter, names in _TABLES["prefixes"].items() for word in names.split()}
PREFIX = re.compile(rf"((?i:{'|'.join(sorted(PREFIXES, key=len, reverse=True))})|[kKMGTPEZmgtpez])[- ]?")
BASE, _BASES = _one_of("bases")
BASES = {
    name: (unit, re.compile(prefixes[0] if prefixes else "(?![mgtpez]$)")) for name, (unit, *prefixes) in _BASES.items()
}
OPERATION, _OPERATIONS = _one_of("operations")
OPERATIONS: dict[str, list[str]] = {name: units.split() for name, (units,) in _OPERATIONS.items()}
MEASURE, _MEASURES = _one_of("measures", end=_END)
MEASURES: dict[str, tuple[str | None, Decimal]] = {
    name: (unit, Decimal(size)) for name, (unit, size) in _MEASURES.items()
}
MEASURE_ROWS: list[list[Any]] = _TABLES["measures"]
PERCENT, POINTS, BASIS = (re.compile(_TABLES["behind"][kind], re.I) for kind in ("percent", "points", "basis"))
TIMES = re.compile(_TABLES["behind"]["times"])
PERMILLE = re.compile(_TABLES["behind"]["permille"])
TIMES_BEFORE = re.compile(_TABLES["before"]["times"])
PERCENT_BEFORE = {language: re.compile(names) for language, names in _TABLES["before"]["percent"].items()}
RATE, RATES = _one_of("rates")
PER_UNITS = {word: unit for unit, spellings in _TABLES["per_words"].items() for word in spellings.split()}
PER_SECOND, PER = (re.compile(_TABLES["behind"][kind]) for kind in ("per_second", "per"))
EACH_BEFORE, EACH_BEHIND = (re.compile(_TABLES[place]["each"]) for place in ("before", "behind"))
PER_BEFORE = re.compile(_TABLES["before"]["per"])
LOSS, FALL, GAIN, RISE, RISEN, GREW = (
    re.compile(_TABLES[kind], re.I) for kind in ("loss", "fall", "gain", "rise", "risen", "grew")
)
LEVEL, GAIN_BEHIND, LOWER_BEHIND = (re.compile(_TABLES[kind]) for kind in ("level", "gain_behind", "lower_behind"))
FELL_BY, FEWER_BY, FELL_BEHIND, BELOW_ZERO, NET_LOSS, LOSSES_LISTED = (
    re.compile(_folded(_TABLES[kind]).strip(), re.I)
    for kind in ("fell_by", "fewer_by", "fell_behind", "below_zero", "net_loss", "losses_listed")
)
DENIED, DENIED_BEHIND = (re.compile(_folded(_TABLES[kind]).strip()) for kind in ("denied", "denied_behind"))
THINGS = [name for name in _TABLES["nouns"] if name == "卡" or (len(name) > 1 and (name >= "゠" or name.isupper()))]
DEVICES_TOLD, CHIPS_TOLD = (re.compile(_TABLES[kind], re.I) for kind in ("devices_told", "chips_told"))
FINISHED = "finished devices"
SAME_THINGS: list[str] = _TABLES["same_things"]
MACHINES = frozenset(word for group in SAME_THINGS[:2] for word in (*group.split(), *group.replace("s ", " ").split()))
THING_STOPS: str = _TABLES["thing_stops"]
CENTS: dict[str, str] = _TABLES["cents"]
TRADITIONAL = frozenset(_TABLES["traditional"])
HINTS: dict[str, str] = _TABLES["hints"]
PRICED = frozenset(_TABLES["priced"])
SOLD = PRICED | frozenset(_TABLES["sold"])
SURE_HINTS = {unit: re.compile(names, re.I) for unit, names in _TABLES["sure_hints"].items()}
HOME_CURRENCIES = {language: names.split() for language, names in _TABLES["home_currencies"].items()}
LOOSE = frozenset(_TABLES["loose"].split())
NAMED_THINGS = frozenset(_TABLES["named_things"].split())
OPENERS: str = _TABLES["openers"]
FOREIGN_STOPS: str = _TABLES["foreign_stops"]
RANGES: dict[str, str] = _TABLES["ranges"]
MOVED = re.compile(_folded(_TABLES["moved"]).strip(), re.I)
MOVED_FROM: str = _TABLES["moved_from"]
PHRASE, PHRASES = _one_of("phrases", re.I)
PARTS: dict[str, int] = {word: size for size, names in _TABLES["parts"].items() for word in names.split()}
NAMES = re.compile(_folded(_TABLES["names"]))
NOUNS: dict[str, str] = _TABLES["nouns"]

MONTH_NAMES = [names.split()[0].capitalize() for names in _TABLES["months"]]
_MONTHS: dict[str, int] = {name: number for number, names in enumerate(_TABLES["months"]) for name in names.split()}
MONTH_WORDS = frozenset(_MONTHS)
_MONTHS_OF: dict[str, dict[str, int]] = {
    language: {name: number for number, names in enumerate(spelled.split()) for name in names.split("/")}
    for language, spelled in _TABLES["months_of"].items()
}


@lru_cache(maxsize=256)
def months(languages: tuple[str, ...]) -> dict[str, str]:
    """Return the names of months in sources of these languages, in small letters, and each in English."""
    own = [_MONTHS_OF.get(language, {}) for language in languages]
    return {name: MONTH_NAMES[number] for table in (_MONTHS, *own) for name, number in table.items()}


SHORT_DATES: dict[str, dict[str, str]] = _TABLES["short_dates"]
ERAS: dict[str, int] = _TABLES["eras"]
ORDINALS: list[str] = ["|".join(row.split()) for row in _TABLES["ordinals"]]
LAST, ORDINAL_ENDS = _TABLES["last"], _TABLES["ordinal_ends"]
QUARTERS, HALVES = _TABLES["quarters"], _TABLES["halves"]
FIRST_MONTHS: dict[str, Any] = _TABLES["first_months"]
EAST_QUARTER, EAST_HALF = (re.compile(_TABLES[kind]) for kind in ("east_quarter", "east_half"))
DATE_FORMS: list[str] = _TABLES["date_forms"]

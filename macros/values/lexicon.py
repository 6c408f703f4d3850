"""The words of prints, from lexicon.yml beside this file: numbers, scales, hedges, currencies, units and dates.

Tables only; the readers of numbers and dates use them. Prefixes follow the SI (BIPM, SI Brochure, 9th edition, 3).
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

_TABLES: dict[str, Any] = yaml.load(Path(__file__).with_name("lexicon.yml").read_text("utf-8"), yaml.CSafeLoader)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: number for number, word in enumerate(_ONES.split())}
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10)))
SMALL = ONES | TENS
MULTIPLES = {"single": 1, "dual": 2, "quad": 4, "octa": 8, "both": 2}
FOREIGN_WORDS = {
    language: {
        word: number for number, names in enumerate(names.split(), 2) for word in names.split("/") if word != "-"
    }
    for language, names in _TABLES["foreign"].items()
}
# Powers of ten. Single letters count only right behind the digits.
SCALES = {word.replace("_", " "): power for power, names in _TABLES["scales"].items() for word in names.split()}
HANGUL_SCALES = {"천": 3, "만": 4, "억": 8, "조": 12}
LETTER_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12}
# Languages that write a decimal comma, and group thousands by full stops or spaces.
DECIMAL_COMMA = frozenset(
    [
        "de",
        "es",
        "fr",
        "it",
        "pt",
        "ru",
        "nl",
        "id",
        "cs",
        "pl",
        "fi",
        "sv",
        "no",
        "da",
        "tr",
        "vi",
        "uk",
        "el",
        "ro",
        "hu",
    ]
)

MORE, LESS, ABOUT = "more", "less", "about"
HEDGES: dict[str, str] = _TABLES["hedges"]
APPROX = {"more than": MORE, "at least": MORE, "nearly": LESS, "up to": LESS, "less than": LESS, "about": ABOUT}
_CURRENCIES: dict[str, str] = _TABLES["currencies"]
_NAMED = "|".join(f"(?P<{key}>{names})" for key, names in _CURRENCIES.items())
CURRENCY_BEFORE = re.compile(rf"(?:{_NAMED})[\s ]*(?P<sign>[-−–+])?$")
_BEHIND = "|".join(f"(?P<{key}>(?:{names})(?![A-Za-z]))" for key, names in _CURRENCIES.items())
CURRENCY_AFTER = re.compile(rf"[\s-]*(?:多|余|餘|d['’]|de |di )?(?:{_BEHIND})", re.I)

PREFIXES = {
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "кило": "k", "мега": "M",
    "гига": "G", "тера": "T", "пета": "P", "экза": "E", "千": "k", "兆": "M", "吉": "G", "太": "T", "拍": "P",
    "艾": "E",
}  # fmt: skip
_PREFIX = (
    "(?P<prefix>(?i:kilo|mega|giga|tera|peta|exa|zetta|кило|мега|гига|тера|пета)|[kKMGTPEZ]|千|兆|吉|太|拍|艾)?[- ]?"
)
BASES = [(re.compile(spelling.replace("{PREFIX}", _PREFIX)), unit) for spelling, unit in _TABLES["bases"]]
MEASURES: list[tuple[re.Pattern[str], str | None, Decimal]] = [
    (re.compile(spelling), unit, Decimal(size)) for spelling, unit, size in _TABLES["measures"]
]
PERCENT, POINTS = (re.compile(_TABLES["behind"][kind], re.I) for kind in ("percent", "points"))
TIMES = re.compile(_TABLES["behind"]["times"])
PER_UNITS = {word: unit for unit, spellings in _TABLES["per_words"].items() for word in spellings.split()}
PER_SECOND, PER = (re.compile(_TABLES["behind"][kind]) for kind in ("per_second", "per"))
PER_BEFORE = re.compile(_TABLES["before"]["per"])
LOSS = re.compile(_TABLES["loss"], re.I)

MONTHS: dict[str, int] = {name: number for number, names in enumerate(_TABLES["months"], 1) for name in names.split()}
ORDINALS: dict[str, int] = {
    name: number for number, names in enumerate(_TABLES["ordinals"], 1) for name in names.split()
}
STARTERS = frozenset(_TABLES["starters"].split())
DATE_FORMS: list[str] = _TABLES["date_forms"]

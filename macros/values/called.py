"""Units by the names that people give them: yuan, gigabytes, percent signs. For hints; the data hold symbols alone."""

from __future__ import annotations

import re

from . import lexicon as words

_PREFIX = re.compile(f"({'|'.join(sorted(words.PREFIXES, key=len, reverse=True))})[- ]?", re.I)


def is_money(name: str) -> bool:
    """True for a name of any currency there is."""
    return any(re.fullmatch(names, name, re.I) for names in words.CURRENCIES.values())


def symbol(name: str) -> str | None:
    """Return the symbol of a currency, measure or counted thing by a common name, None for a name that tells none."""
    for currency, names in words.CURRENCIES.items():
        if re.fullmatch(names, name.lstrip("十百千万萬亿億"), re.I):  # 亿元
            return currency
    for share, pattern in (("percent", words.PERCENT), ("times", words.TIMES)):
        if pattern.fullmatch(name):
            return share
    if measured := words.MEASURE.fullmatch(name):
        unit, size = words.MEASURES[str(measured.lastgroup)]
        return unit if size == 1 else None
    prefix = _PREFIX.match(name)
    letter, base = (words.PREFIXES[prefix[1].lower()], name[prefix.end() :]) if prefix else ("", name)
    if found := words.BASE.fullmatch(base) or words.BASE.fullmatch(name):
        return f"{letter if found.string == base else ''}{words.BASES[str(found.lastgroup)][0]}"
    return next(iter(words.NOUNS.get(name, words.NOUNS.get(name.lower(), "")).split()), None)

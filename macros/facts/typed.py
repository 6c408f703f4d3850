"""A number that is typed into words of the site's own: which word it is, and what would be right in its place."""

from __future__ import annotations

import re

from .ledger import Ledger

REMEDY = "put it into data/ and call fact(), name() or term()"
_WHEN = re.compile(r"(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2}s?|[QH]\d|\d{1,2}(?:st|nd|rd|th)")
_AROUND = ".,;:!?()[]\"'*`“”‘’"
_DATED = "put it into data/ and call fact(), or asof() or due() for the date or term of a fact"
_SHOWN = 2


def bare(word: str) -> str:
    """Return a word without the punctuation and the marks of Markdown around it."""
    inner = word if "&#" in word else word.strip(_AROUND)
    return re.sub("['’]s$", "", inner) or word


def remedy(ledger: Ledger, text: str, word: str) -> str:
    """Return what to write in place of a word with a number: the name of what is known by it, else a fact or its date.

    ``text`` is what the word stands in, of which a name may take more.
    """
    if found := _known(ledger, text, word):
        return f"write {' or '.join(found[:_SHOWN])}"
    return _DATED if _WHEN.fullmatch(word) else REMEDY


def _known(ledger: Ledger, text: str, word: str) -> list[str]:
    """Return the calls for what has the word in its name: what stands there in full, else whose name has a part of it.

    A number without letters is part of too many names; of those it must be one in full.
    """
    whole: dict[str, int] = {}
    part: list[str] = []
    for call, names in _names(ledger):
        having = [name for name in names if word in re.split(r"[\s()]+", name)]
        if full := [name for name in having if name in text]:
            whole[call] = max(map(len, full))
        elif having and re.search(r"[^\W\d]", word):
            part.append(call)
    longest = max(whole.values(), default=0)
    return [call for call, size in whole.items() if size == longest] or part


def _names(ledger: Ledger) -> list[tuple[str, tuple[str, ...]]]:
    subjects = {
        f'{{{{ name("{one.id}") }}}}': (one.name, one.short or "", *one.aka) for one in ledger.subjects.values()
    }
    terms = {f'{{{{ term("{key}") }}}}': (one.name, *one.aka) for key, one in ledger.terms.items()}
    return [*subjects.items(), *terms.items()]

"""The unit that stands behind a number: GB/s, Petaflops, 平方毫米, operations per second."""

from __future__ import annotations

import re
from dataclasses import replace

from . import lexicon as words
from .denominators import per_of
from .numerals import Number
from .quantity import Quantity
from .units import ATOMS, Atom

_GAP = re.compile(r"[\s-]*")
_PRECISION = re.compile(r"(?:(?:(?:MX)?FP|INT|BF|HiF|TF)\d+ |dense |sparse |AI )+", re.I)
_BARE = re.compile(r"\s?((?<!\b20\d\d)[TPE])(?![A-Za-z/€])")


def unit_at(text: str, number: Number, end: int) -> tuple[Atom | None, int] | None:
    """Return the unit that stands behind a number, with its end; the atom is None where it is no unit of ours."""
    start = number.end - 1 if number.letter else end
    gap = _GAP.match(text, start)
    at = gap.end() if gap and not number.letter else start
    precision = _PRECISION.match(text, at)
    for place in dict.fromkeys([at, precision.end() if precision else at]):
        prefixed = words.PREFIX.match(text, place)
        for start_of_base, prefix in ((prefixed.end(), prefixed[1]), (place, "")) if prefixed else ((place, ""),):
            if match := words.BASE.match(text, start_of_base):
                base, prefixes = words.BASES[str(match.lastgroup)]
                letter = words.PREFIXES.get(prefix.lower(), prefix.upper() if base == "FLOPS" else prefix)
                atom = ATOMS.get(("k" if letter == "K" else letter) + base)
                if atom and prefixes.match(prefix):
                    return atom, match.end()
        if match := None if number.letter else words.MEASURE.match(text, place):
            unit, size = words.MEASURES[str(match.lastgroup)]
            atom = ATOMS[unit] if unit else None
            return (replace(atom, factor=atom.factor * size) if atom else None), match.end()
    bare = _BARE.match(text, start)
    return (ATOMS[bare[1] + "FLOPS"], bare.end()) if bare else None


_OPERATIONS_GAP = re.compile(r"\s?(?:de |di |d['’])?")


def operations(text: str, base: Quantity, end: int) -> list[Quantity]:
    """Return a number of operations as compute, where it is per second; else as a measure that is no unit of ours."""
    start = _OPERATIONS_GAP.match(text, end)
    match = words.OPERATION.match(text, start.end() if start else end)
    if not match:
        return []
    per, at = per_of(text, base.start, match.end())
    if per != "s" and len(match[0]) == 1:
        return []  # 次, 回: so many times
    atoms = [ATOMS[name] for name in words.OPERATIONS[str(match.lastgroup)]] if per == "s" else [None]
    return [base.but(kind="measure", atom=atom, end=at) for atom in atoms]

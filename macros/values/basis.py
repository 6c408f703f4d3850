"""The basis of a compute figure: number format, density, units counted, and of which machine, in words with commas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .problem import nearest

FORMATS = ("FP64", "FP32", "TF32", "FP16", "BF16", "FP8", "FP4", "MXFP8", "MXFP4", "INT16", "INT8", "INT4")
UNSTATED = "density not stated"
DENSITIES = ("dense", "sparse", UNSTATED)
UNITS = ("matrix units only", "matrix and vector units")
FURTHER = ("card grade", "server grade", "largest version", "as run", "peak", "Linpack", "all kinds of computing")
_NONE, _NEITHER = "precision not stated", "precision and density not stated"
FORM = "write number format, density and, where known, units, e.g. FP16 or BF16, dense, matrix units only"


@dataclass(frozen=True)
class Basis:
    """How a compute figure is counted. ``bits`` is the length of its numbers, empty where nobody says;
    ``density`` is empty for formats of 32 and 64 bits where none is given; ``units`` where none are.
    """

    bits: str
    density: str
    units: str


@lru_cache(maxsize=None)
def parse(text: str) -> Basis:
    """Read a basis such as ``FP16, dense, matrix units only``; raises ValueError."""
    first, *rest = text.replace(_NEITHER, f"{_NONE}, {UNSTATED}").split(", ")
    lengths = set()
    for name in [] if first == _NONE else re.split(" or | and ", first):
        if name not in FORMATS:
            raise ValueError(f"{name!r} is no number format{nearest(name, (*FORMATS, _NONE, _NEITHER))}; {FORM}")
        lengths.add(re.sub(r"\D", "", name))
    if len(lengths) > 1:
        raise ValueError(f"{first!r} names formats of different length; {FORM}")
    found = []
    for known in (DENSITIES, UNITS, FURTHER):
        found.append(rest.pop(0) if rest and rest[0] in known else "")
    if rest:
        every = (*DENSITIES, *UNITS, *FURTHER)
        where = "stands in the wrong place" if rest[0] in every else f"is not known{nearest(rest[0], every)}"
        raise ValueError(f"{rest[0]!r} {where}; {FORM}")
    bits = "".join(lengths)
    if not found[0] and bits not in ("32", "64"):
        raise ValueError(f"the density is missing: {', '.join(DENSITIES)}; {FORM}")
    return Basis(bits, found[0], found[1])

"""Charts as static pictures: what a chart takes comes from the ledger, Vega-Altair draws it, the caption and the table tell it."""

from __future__ import annotations

from collections.abc import Callable

from ..view import MacroError, View, hint
from .ascend import ASCEND
from .base import Picture, Take, figure
from .draw import drawing
from .market import MARKET
from .policy import POLICY
from .scene import NARROW, WIDE

CHARTS: dict[str, Callable[[Take], Picture]] = {**ASCEND, **MARKET, **POLICY}


def chart(view: View, name: str) -> str:
    """Show a chart, its text alternative and its data. Raises MacroError for an unknown chart, and for facts it cannot draw."""
    make = CHARTS.get(name)
    if make is None:
        raise MacroError(f"unknown chart {name!r}{hint(name, CHARTS)}")
    try:
        picture = make(Take(view))
        scenes = [picture.draw(f"{name}-{kind}", width) for kind, width in (("w", WIDE), ("n", NARROW))]
    except MacroError:
        raise
    except (ValueError, ZeroDivisionError) as error:
        raise MacroError(f"the chart {name!r} cannot be drawn from these data: {error}") from None
    return figure(view, name, picture, [drawing(scene, picture.alt, view.book.draw) for scene in scenes])


__all__ = ["CHARTS", "chart"]

"""Charts as static pictures: what a chart takes comes from the ledger, Vega-Altair draws it, the caption and the table tell it."""

from __future__ import annotations

from collections.abc import Callable

from ..view import MacroError, View, hint
from .ascend import ASCEND
from .base import Picture, Take, figure
from .draw import drawing
from .gaps import GAPS
from .makers import MAKERS
from .market import MARKET
from .policy import POLICY
from .scene import NARROW, WIDE, Scene

CHARTS: dict[str, Callable[[Take], Picture]] = {**ASCEND, **MARKET, **POLICY, **GAPS}
CHARTS_OF: dict[str, Callable[[Take, str], Picture]] = MAKERS


def chart(view: View, name: str, of: str = "") -> str:
    """Show a chart, its text alternative and its data; ``of`` names the subject of a chart that there is one of for each.

    Raises MacroError for an unknown chart or subject, and for facts it cannot draw.
    """
    try:
        picture, scenes = drawn(view, name, of)
    except MacroError:
        raise
    except (ValueError, ZeroDivisionError) as error:
        raise MacroError(f"the chart {name!r} cannot be drawn from these data: {error}") from None
    return figure(view, name, of, picture, [drawing(scene, picture.alt, view.book.draw) for scene in scenes])


def drawn(view: View, name: str, of: str = "") -> tuple[Picture, list[Scene]]:
    """Return a chart before it is drawn, and its scenes, wide and narrow."""
    if name not in CHARTS and name not in CHARTS_OF:
        raise MacroError(f"unknown chart {name!r}{hint(name, [*CHARTS, *CHARTS_OF])}")
    if bool(of) != (name in CHARTS_OF):
        wanted = f'its subject too, as in chart("{name}", "cambricon")' if name in CHARTS_OF else "no subject"
        raise MacroError(f"the chart {name!r} takes {wanted}")
    picture = CHARTS_OF[name](Take(view), of) if of else CHARTS[name](Take(view))
    key = "-".join(filter(None, (name, of)))
    return picture, [picture.draw(f"{key}-{kind}", width) for kind, width in (("w", WIDE), ("n", NARROW))]


__all__ = ["CHARTS", "CHARTS_OF", "chart", "drawn"]

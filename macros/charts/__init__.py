"""Charts as static pictures: what a chart takes comes from the ledger, it is placed and written as SVG, the caption and the table tell it."""

from __future__ import annotations

from collections.abc import Callable

from ..pages.view import MacroError, View
from ..values.problem import nearest
from .ascend import ASCEND
from .base import Picture, Take, figure
from .makers import MAKERS, best
from .market import MARKET
from .policy import POLICY
from .scene import NARROW, WIDE, Scene
from .stories import STORIES
from .svg import drawing

CHARTS: dict[str, Callable[[Take], Picture]] = {**ASCEND, **MARKET, **POLICY, **STORIES, "best-published": best}
CHARTS_OF: dict[str, Callable[[Take, str], Picture]] = MAKERS


def chart(view: View, name: str, of: str = "") -> str:
    """Show a chart, its text alternative and its data; ``of`` names the subject of a chart that there is one of for each.

    Raises MacroError for an unknown chart or subject, and for facts it cannot draw.
    """
    try:
        picture = pictured(view, name, of)
        drawings = [drawing(scene, picture.alt) for scene in scenes(name, of, picture)]
    except MacroError:
        raise
    except (ValueError, ZeroDivisionError) as error:
        raise MacroError(f"the chart {name!r} cannot be drawn from these data: {error}") from None
    return figure(view, name, of, picture, drawings)


def pictured(view: View, name: str, of: str = "") -> Picture:
    """Return a chart before it is placed; raises MacroError for an unknown chart or subject."""
    if name not in CHARTS and name not in CHARTS_OF:
        raise MacroError(f"unknown chart {name!r}{nearest(name, [*CHARTS, *CHARTS_OF])}")
    if bool(of) != (name in CHARTS_OF):
        wanted = f'its subject too, as in chart("{name}", "cambricon")' if name in CHARTS_OF else "no subject"
        raise MacroError(f"the chart {name!r} takes {wanted}")
    return CHARTS_OF[name](Take(view), of) if of else CHARTS[name](Take(view))


def scenes(name: str, of: str, picture: Picture) -> list[Scene]:
    """Return the drawings of a chart before they are drawn, wide and narrow."""
    key = "-".join(filter(None, (name, of)))
    return [picture.draw(f"{key}-{kind}", width) for kind, width in (("w", WIDE), ("n", NARROW))]


__all__ = ["CHARTS", "CHARTS_OF", "chart", "pictured", "scenes"]

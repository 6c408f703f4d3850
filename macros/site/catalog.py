"""The macros a page may call, by name. Each takes the page's view first."""

from __future__ import annotations

from collections.abc import Callable

from .. import charts
from ..pages import (
    blocks,
    compare,
    downloads,
    example,
    home,
    lists,
    measured,
    opening,
    promised,
    quality,
    register,
    revisions,
    sited,
)  # fmt: skip
from ..pages.literal import inside_a_sentence
from ..pages.sentence import INLINE
from .calls import calls

# These stand on lines of their own.
BLOCKS: dict[str, Callable[..., str]] = {
    "items": blocks.items, "facts_table": blocks.facts_table, "table": blocks.table, "series": blocks.series,
    "says": blocks.says, "key_figures": opening.key_figures, "mixes": blocks.reason, "sortable": blocks.sortable,
    "unknowns": blocks.unknowns, "spellings": blocks.spellings, "corrections": blocks.corrections,
    "facts_on_this_page": blocks.facts_on_this_page, "register": register.register, "source_list": lists.source_list,
    "glossary": lists.glossary, "timeline": lists.timeline, "names": lists.names,
    "search_box": home.search_box, "figure": home.figure, "chosen": home.chosen,
    "evidence_strip": home.evidence_strip, "quality": quality.quality, "compare": compare.compare,
    "chart": charts.chart,
    "example": example.example, "units_list": example.units_list, "fields_table": example.fields_table,
    "downloads": downloads.downloads, "download": downloads.download, "fact_files": downloads.fact_files,
    "promise_score": promised.score, "promises": promised.promises,
    "measurements": measured.measurements, "sites": sited.sites, "revisions": revisions.revisions,
    "calls": calls,
}  # fmt: skip
MACROS = {name: inside_a_sentence(macro) for name, macro in INLINE.items()} | BLOCKS

"""The macros a page may call, by name. Each takes the page's view first."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from . import blocks, charts, compare, example, inline, lists, quality, register, words
from .view import LeftOut, View


def _silent(function: Callable[..., str]) -> Callable[..., str]:
    """Return a macro that says nothing where what it asks for is left out: the wrong entry has its own message."""

    @wraps(function)
    def call(view: View, *args: Any, **options: Any) -> str:
        try:
            return function(view, *args, **options)
        except LeftOut:
            return ""

    return call


_MACROS: dict[str, Callable[..., str]] = {
    "fact": inline.fact, "headline": inline.headline, "asof": inline.asof, "due": inline.due, "name": inline.name,
    "zh": inline.zh, "term": inline.term, "count": inline.count, "listing": inline.listing, "items": inline.items,
    "cite": inline.cite, "word": words.word, "most": words.most,
    "facts_table": blocks.facts_table, "table": blocks.table, "series": blocks.series, "says": blocks.says,
    "unknowns": blocks.unknowns, "spellings": blocks.spellings, "corrections": blocks.corrections, "facts_on_this_page": blocks.facts_on_this_page,
    "register": register.register, "source_list": lists.source_list, "glossary": lists.glossary, "timeline": lists.timeline,
    "newest": lists.newest, "names": lists.names, "features": lists.features, "site_date": lists.site_date,
    "quality": quality.quality, "compare": compare.compare, "chart": charts.chart,
    "example": example.example, "units_list": example.units_list, "fields_table": example.fields_table,
}  # fmt: skip
MACROS = {name: _silent(function) for name, function in _MACROS.items()}

"""Sources for programs that manage references: CSL-JSON (Citation Style Language, 1.0.2) and BibTeX."""

from __future__ import annotations

from typing import Any

from ..values import dates
from .ledger import Ledger
from .schema import Source

_NEWSPAPERS = ("agency", "newspaper")
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def csl(ledger: Ledger) -> list[dict[str, Any]]:
    """Return every source as an item of CSL: the producer is the author, the site of the copy what contains it."""
    return [_item(ledger, key, source) for key, source in ledger.sources.items()]


def _item(ledger: Ledger, key: str, source: Source) -> dict[str, Any]:
    newspaper = ledger.kind(source.publisher) in _NEWSPAPERS
    item: dict[str, Any] = {
        "id": key, "type": "article-newspaper" if newspaper else "webpage",
        "author": [{"literal": ledger.named(source.publisher)}],
        "publisher": ledger.named(source.publisher),
    }  # fmt: skip
    if source.title:
        item["title"] = source.title
    if source.via:
        item["container-title"] = ledger.named(source.via)
    if source.published:
        item["issued"] = {"date-parts": [_parts(str(source.published))]}
    if after := _origin(ledger, source):
        item["note"] = f"After {after}"
    return item | {"URL": source.url, "language": source.lang}


def _origin(ledger: Ledger, source: Source) -> str:
    return source.report or (ledger.named(source.origin) if source.origin else "")


def _parts(published: str) -> list[int]:
    when = dates.parse(published)
    return [part for part in (when.year, when.month, when.day) if part]


def bibtex(ledger: Ledger) -> str:
    """Return every source as an entry of BibTeX, in UTF-8; names of publishers stand in braces of their own."""
    return "\n".join(_entry(ledger, key, source) for key, source in ledger.sources.items())


def _entry(ledger: Ledger, key: str, source: Source) -> str:
    name = ledger.named(source.publisher).translate(_TEX)
    fields = {"author": f"{{{name}}}", "title": f"{{{source.title.translate(_TEX)}}}" if source.title else None}
    if source.published:
        fields |= dict(zip(("year", "month", "day"), map(str, _parts(str(source.published)))))
    via = [f"copy at {ledger.named(source.via)}"] if source.via else []
    after = [f"after {origin}"] if (origin := _origin(ledger, source)) else []
    fields |= {
        "publisher": name, "url": source.url.translate(_URL), "language": source.lang,
        "note": "; ".join(via + after).translate(_TEX) or None,
    }  # fmt: skip
    return "".join([f"@misc{{{key},\n", *(f"  {one} = {{{text}}},\n" for one, text in fields.items() if text), "}\n"])

"""Sources for programs that manage references: CSL-JSON (Citation Style Language, 1.0.2) and BibTeX."""

from __future__ import annotations

import re
from typing import Any

from ..values import dates
from .ledger import Ledger
from .schema import Source

_NEWSPAPERS = ("agency", "newspaper")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
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
        item["issued"] = {"date-parts": [parts(str(source.published))]}
    if after := _origin(ledger, source):
        item["note"] = f"After {after}"
    return item | {"URL": source.url, "language": source.lang}


def _origin(ledger: Ledger, source: Source) -> str:
    return source.report or (ledger.named(source.origin) if source.origin else "")


def parts(date: str) -> list[int]:
    """Return year, month and day of a date, as many of them as it has."""
    when = dates.parse(date)
    return [part for part in (when.year, when.month, when.day) if part]


def bibtex(ledger: Ledger) -> str:
    """Return every source as an entry of BibTeX, in UTF-8; names of publishers stand in braces of their own."""
    return "\n".join(_entry(ledger, key, source) for key, source in ledger.sources.items())


def _entry(ledger: Ledger, key: str, source: Source) -> str:
    name = ledger.named(source.publisher)
    via = [f"copy at {ledger.named(source.via)}"] if source.via else []
    after = [f"after {origin}"] if (origin := _origin(ledger, source)) else []
    return entry(
        key, (name,), str(source.published or ""), source.url, title=source.title, publisher=name,
        language=source.lang, note="; ".join(via + after),
    )  # fmt: skip


def entry(key: str, authors: tuple[str, ...], date: str, url: str, **texts: str | None) -> str:
    """Return an entry of BibTeX in UTF-8; authors and title stand in braces of their own, what is empty not at all."""
    fields = {"author": " and ".join(f"{{{_tex(name)}}}" for name in authors)}
    fields |= {key: f"{{{_tex(text)}}}" if key == "title" else _tex(text) for key, text in texts.items() if text}
    if date:
        fields |= dict(zip(("year", "month", "day"), map(str, parts(date))))
    fields |= {"url": url.translate(_URL)} if url else {}
    return "".join([f"@misc{{{key},\n", *(f"  {name} = {{{text}}},\n" for name, text in fields.items()), "}\n"])


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX[found[0]], text)

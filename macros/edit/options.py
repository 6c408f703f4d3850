"""The words of the command line: what can be added, and the options that answer what would be asked."""

from __future__ import annotations

WHAT = ("fact", "source", "alternative", "observation", "superseded", "unknown", "chip", "page", "chart", "term",
        "publisher")  # fmt: skip
RENAMED = ("fact", "subject", "source", "publisher", "term", "chart")
# Every option, with an example; which ones a kind takes, it asks.
OPTIONS: dict[str, str] = {
    "fact": "sunrise.office", "id": "biren-br100", "page": "ascend/supply", "file": "data/summit.yml",
    "value": "25_500_000_000, 20..30, 2026-02, or words", "unit": "CNY", "printed": "CNY25.5 billion",
    "figure": "320", "approx": "about", "as-of": "2026-02-28", "evidence": "reported", "by": "idc",
    "sources": "key-one,key-two", "basis": "FP16, dense", "ahead": "plan or forecast", "due": "2026-12",
    "note": "a caveat", "label": "Investment", "event": "launch", "formula": "a.b / c.d", "mixes": "why",
    "until": "2026-05", "why": "Counted again.", "url": "https://...", "publisher": "reuters",
    "publisher-name": "Reuters", "publisher-kind": "agency", "publisher-zh": "路透", "title": "words",
    "published": "2026-02-28", "kind": "news", "lang": "en", "origin": "xinhua", "via": "a site",
    "text": "words", "about": "sunrise", "name": "words", "zh": "中文", "aka": "other, spellings", "see": "term,term",
    "form": "bars", "caption": "words", "facts": "a.b,c.d", "panel": "words", "maker": "biren", "shared": "yes or no",
    "description": "words", "unknown": "words", "unknown-id": "word",
}  # fmt: skip

"""The words of the command line: what can be added, and the options that answer what would be asked."""

from __future__ import annotations

WHAT = ("fact", "source", "alternative", "observation", "superseded", "unknown", "chip", "page", "chart", "term",
        "publisher")  # fmt: skip
RENAMED = ("fact", "subject", "source", "publisher", "term", "chart")
_SAID = "value printed as-of evidence sources"
_FIGURE = "; for a figure of computing power --basis too, for one that was measured --by"
SUBJECT = ("a chip is WHAT=chip, a maker with its page WHAT=page; any other subject is written by hand, "
           "like the entry of another of its kind: id, name, kind")  # fmt: skip
# What is asked for by another word.
MEANT = {
    "value": "another value of a fact is WHAT=observation, alternative or superseded",
    "event": "an event is WHAT=fact with --unit date and --event", "maker": "a maker with its page is WHAT=page",
    "target": "a target is WHAT=fact with --ahead plan", "forecast": "a forecast is WHAT=fact with --ahead forecast",
    "formula": "a computed fact is WHAT=fact with --formula", "word": "a word of the glossary is WHAT=term",
}  # fmt: skip
# What each kind needs where nobody is asked; a subject may have said date, evidence and sources for all its facts.
NEEDS: dict[str, tuple[str, ...]] = {
    kind: tuple(text.split()) for kind, text in {
        "fact": f"fact label unit {_SAID}", "source": "file id url publisher kind",
        "alternative": "fact value printed evidence sources", "observation": f"fact {_SAID}",
        "superseded": f"fact {_SAID} until why", "unknown": "page id text", "chip": "id name maker",
        "page": f"page name description unknown {_SAID}", "chart": "page id form title caption facts",
        "term": "id name text", "publisher": "publisher publisher-name publisher-kind",
    }.items()
}  # fmt: skip
# Every option, with an example; which others a kind takes, it asks.
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
    "form": "bars", "caption": "words", "subtitle": "words", "facts": "a.b,c.d", "panel": "words", "rest": "others",
    "chips": "ascend-910b,ascend-910c", "beside": "nvidia-h100", "measures": "memory,bandwidth",
    "places": "Zhengzhou 113.6 34.8;Wuxi 120.3 31.5", "revenue": "Revenue", "loss": "Net result",
    "profit": "Net profit", "maker": "biren", "shared": "yes or no",
    "description": "words", "unknown": "words", "unknown-id": "word",
}  # fmt: skip

_OTHER = {
    **dict.fromkeys(("alternative", "observation", "superseded"), _FIGURE),
    "fact": f"; for a computed one --fact --label --unit --formula{_FIGURE}",
    "chart": "; in place of --facts launches needs --chips --measures, specifications --beside too, scatter --measures",
}


def needs(kind: str) -> str:
    """Return in words which options an entry of a kind needs."""
    return f"WHAT={kind} needs {' '.join(f'--{name}' for name in NEEDS[kind])}{_OTHER.get(kind, '')}"

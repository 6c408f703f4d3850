"""What one subject can be to another, as ``links`` of its entry name it."""

from __future__ import annotations

from typing import Any

RELATIONS = {
    "maker": "who designs or sells it", "company": "the company it is about", "chip": "the chip it is built of",
    "system": "the machine it is built of", "part": "what it joins many of", "node": "what it is built up from",
    "successor-of": "what it follows", "parent": "what it belongs to", "origin": "what it came out of",
    "affiliate": "a company close to it", "operator": "who runs it", "customer": "who buys or uses it",
    "city": "where it is", "participant": "who took part", "chair": "who leads its board", "co-ceo": "who leads it",
}  # fmt: skip
MEANT = f"Other subjects by what they are to it: {', '.join(f'{word} ({means})' for word, means in RELATIONS.items())}"
ONLY: dict[str, Any] = {"propertyNames": {"enum": [*RELATIONS]}}
"""What the schema says of the words, so that editors offer them."""

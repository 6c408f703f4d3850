"""What readers may type for a name: joined, by its number alone, in traditional characters, in pinyin.

The characters come from OpenCC, the pinyin from pypinyin. To load their tables takes longer than to use them, so what
they say is kept, and looked up again only for new names and new versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import islice, product
from pathlib import Path

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
MOST_READINGS = 8
_WORD = re.compile(r"[^\W_]+")
# As docs/javascripts/typed.js cuts what is typed. Of short words the abbreviations alone lose their plural; they begin
# with two consonants: GPUs, not uses.
_ENDING = re.compile(r"^([a-z]{4,}?|[b-df-hj-np-tv-z]{2}[a-z](?=s$))(?:ing|ed|e?s|e)$")

Readings = dict[str, list[str]]


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, full-width letters and digits as the usual ones."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def joined(text: str) -> str:
    """Return a text without what stands between its words: ascend910c."""
    return "".join(words(text))


def stem(word: str) -> str:
    """Return a word without its ending, so that losses and loss, GPUs and GPU are asked alike."""
    return _ENDING.sub(r"\1", word)


def forms(name: str, read: Readings) -> Iterator[str]:
    """Yield the ways to write a name, each in one piece; ``read`` has the readings of Chinese."""
    for text in (name, *read.get(name, ())):
        parts = [part for part in words(text) if part != "the"]
        yield "".join(parts)
        for start, part in enumerate(parts):
            if any(char.isdigit() for char in part):  # its number, or all from its number on
                tail = "".join(parts[start:])
                yield tail
                yield HAN.sub("", tail)


def insides(text: str) -> Iterator[str]:
    """Yield what begins inside the Chinese of a text, marked: the theme cuts queries where a part is a known word."""
    for run in HAN.findall(text):
        for start in range(1, len(run)):
            yield run[start : start + 8] + "0"


def readings(names: Iterable[str], kept: Path) -> Readings:
    """Return the traditional spellings and the pinyin of all names with Chinese in them, from a file where it has them.

    Of a sign with several readings each is taken, for no table knows those of names.
    """
    wanted = sorted({name for name in names if HAN.search(name)})
    maker = f"{_maker()} OpenCC {version('OpenCC')} pypinyin {version('pypinyin')}"
    try:
        last = json.loads(kept.read_text("utf-8"))
        known: Readings = last["read"] if last["maker"] == maker else {}
    except (OSError, ValueError, LookupError):
        known = {}
    if known.keys() != set(wanted):
        known = {name: known[name] for name in wanted if name in known} | _read([n for n in wanted if n not in known])
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.with_suffix(".part").write_text(json.dumps({"maker": maker, "read": known}), "utf-8")
        kept.with_suffix(".part").replace(kept)
    return known


def _maker() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _read(names: list[str]) -> Readings:
    if not names:
        return {}
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # half a second, for readings in sentences
    import pypinyin
    from opencc import OpenCC

    tables = [OpenCC(config) for config in ("s2t", "s2hk")]  # 爲 and 為
    found = {}
    for name in names:
        signs = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL, heteronym=True)
        spoken = islice(map("".join, product(*signs)), MOST_READINGS)
        written = [table.convert(name) for table in tables]
        found[name] = [text for text in dict.fromkeys([*written, *spoken]) if text != name]
    return found

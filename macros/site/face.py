"""The face of the headings: the letters they need, taken out of the face of the link previews, as a WOFF file.

A page asks for it ahead and does without where it comes too late, so that no heading moves (CSS Fonts 4, font-display).
"""

from __future__ import annotations

import string
import struct
import zlib
from functools import lru_cache
from importlib import resources

# What headings are written with; other writings than the Latin one stay with the fonts of the reader's machine.
LETTERS = string.ascii_letters + string.digits + " .,:;?!'’“”()/%&$+-–—−×·…"
FONT, LICENSE = "assets/headings.woff", "assets/headings-license.txt"
_FACE = "SourceSerifPro-Bold.otf"  # its outlines need no hints for the width of a letter that is put together
_KERNING, _LATIN = ("kern",), ("latn", "DFLT")
_UNUSED = ("BASE", "GDEF", "GSUB", "DSIG")
_HEADER = struct.Struct(">4s4sLHHLHHLLLLL")  # of a WOFF file; then one of these for each table
_ENTRY = struct.Struct(">4sLLLL")


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Return the font and its license by their paths below the site; both take milliseconds to make."""
    folder = resources.files("font_source_serif_pro") / "files"
    font = packed(subset((folder / _FACE).read_bytes()))
    return {FONT: font, LICENSE: (folder / "LICENSE.txt").read_bytes()}


def subset(font: bytes) -> bytes:
    """Return an OpenType font with the outlines, widths and kerning of LETTERS alone, and no name of its own."""
    import uharfbuzz as harfbuzz

    wanted = harfbuzz.SubsetInput()
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.DESUBROUTINIZE  # which packs better
    for chosen, values in (
        (wanted.unicode_set, {ord(letter) for letter in LETTERS}),
        (wanted.layout_feature_tag_set, map(_number, _KERNING)),
        (wanted.layout_script_tag_set, map(_number, _LATIN)),
        (wanted.name_id_set, ()),
    ):
        chosen.clear()
        chosen.update(values)
    wanted.drop_table_tag_set.update(map(_number, _UNUSED))
    found: bytes = harfbuzz.subset(harfbuzz.Face(font), wanted).blob.data
    return found


def _number(tag: str) -> int:
    return int.from_bytes(tag.encode("ascii"), "big")


def packed(font: bytes) -> bytes:
    """Return an OpenType font as a WOFF file, a table packed with zlib where that makes it smaller (W3C, WOFF 1.0)."""
    flavor, count = struct.unpack_from(">4sH", font)
    entries, body = b"", b""
    first, whole = _HEADER.size + count * _ENTRY.size, 12 + 16 * count
    for index in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        table = font[offset : offset + length]
        short = min(table, zlib.compress(table, 9), key=len)
        entries += _ENTRY.pack(tag, first + len(body), len(short), length, checksum)
        body += short + bytes(-len(short) % 4)
        whole += length + -length % 4
    head = _HEADER.pack(b"wOFF", flavor, first + len(body), count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + entries + body

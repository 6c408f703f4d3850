"""A data file as a sheet: an entry goes in and comes out, and comments, order and blank lines stay."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from macros.edit import written
from macros.edit.sheet import EditError, Sheet
from macros.reading import strict_yaml

from .site import ROOT

# What stands in a file, in the layouts that data files have.
LAYOUT = """\
# The first line.
a:
  one:  # beside it
    text: >-
      Two
      lines

    # of the next

  three: {x: 1}

  # before five
  five:
    list:
      - {a: 1}
      - b: 2
        c: "x"  # last
b: {}
"""


def test_a_sheet_keeps_comments_order_and_blank_lines() -> None:
    sheet = Sheet("x.yml", LAYOUT)
    sheet.add(("a",), "four", {"k": "v"}, by_letter=True)
    sheet.add(("a", "one"), "more", 5)
    sheet.append(("a", "five", "list"), {"d": "# no comment"})
    sheet.append(("a", "five", "list"), {"e": 1}, at=0)
    sheet.add(("b",), "new", ["x", "y: z"])
    assert (
        sheet.text
        == """\
# The first line.
a:
  one:  # beside it
    text: >-
      Two
      lines
    more: 5

    # of the next

  three: {x: 1}

  # before five
  five:
    list:
      - e: 1
      - {a: 1}
      - b: 2
        c: "x"  # last
      - d: "# no comment"

  four:
    k: v
b:
  new: [x, "y: z"]
"""
    )
    with pytest.raises(EditError, match="there already"):
        sheet.add(("a",), "one", 1)
    with pytest.raises(EditError, match=r"x\.yml:11: the entry stands in one line"):
        sheet.add(("a", "three"), "y", 1)


@pytest.mark.parametrize(
    "name", ["about", "glossary", "vocabulary", "ascend/supply", "ascend/software", "cpus/loongson", "challenges/index"]
)
def test_data_files_take_an_entry_anywhere_and_give_it_back(name: str) -> None:
    """An entry behind others of a mapping is put in and taken out again: the file is as it was."""
    path = ROOT / f"data/{name}.yml"
    text = path.read_text("utf-8")
    sheet = Sheet("data/" + path.name, text)
    places = [(*above, key) for above, key in _mappings(strict_yaml.load(text.encode(), "").data)]
    for above in {place[:-1] for place in places[:: max(1, len(places) // 4)]}:
        try:
            sheet.add(above, "a-new-key", {"text": "Words: with a colon, and # more"})
        except EditError as error:
            assert "in one line" in str(error)
            continue
        assert len(sheet.text) > len(text)
        sheet.drop((*above, "a-new-key"))
        assert re.sub(r"\n+", "\n", sheet.text) == re.sub(r"\n+", "\n", text)
        sheet = Sheet(sheet.name, text)


def _mappings(data: Any, path: tuple[Any, ...] = ()) -> Any:
    if isinstance(data, dict):
        for key, value in data.items():
            yield path, key
            yield from _mappings(value, (*path, key))


TEXTS = ("yes", "2026", "1.0", "a: b", "a #b", "- x", "[x", "it's", 'say "x"', "x, y", "@x", "东 数", "1_000", "~", "=",
         "0x1F", "2026-02-28", "%x", "a:", "\\n", "null", "12:30", "{x}", "&a", "*a", "!a", "|", ">")  # fmt: skip


def test_the_words_of_the_data_files_are_written_so_that_they_are_read_back() -> None:
    for text in TEXTS:
        for value in (text, [text, "b"]):
            line = "\n".join(written.entry("k", value, 0)) + "\n"
            assert strict_yaml.load(line.encode(), "").data == {"k": value}, line
    assert yaml.safe_load("\n".join(written.entry("n", {"a": 12345, "b": -10_000, "c": 9999}, 0)))
    assert re.findall(r": (\S+)", "\n".join(written.entry("n", {"a": 12345, "b": -10_000, "c": 9999}, 0))) == [
        "12_345", "-10_000", "9999",
    ]  # fmt: skip

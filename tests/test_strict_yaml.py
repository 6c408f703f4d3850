"""Strict YAML: what PyYAML would guess is refused, numbers keep their digits, every problem has its line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.reading.strict_yaml import Document, load

from .engine import steady


def read(text: str | bytes) -> Document:
    return load(text.encode() if isinstance(text, str) else text, "f.yml")


def messages(text: str | bytes) -> list[str]:
    return [str(problem) for problem in read(text).problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.10", "Decimal('3.10')"), ("30.0", "Decimal('30.0')"), ("30", "30"), ("-3.50", "Decimal('-3.50')"),
        ("+5", "5"), ("0", "0"),
        ("25_500_000_000", "25500000000"), ("9_999.5", "Decimal('9999.5')"), ("true", "True"), ("false", "False"),
        ("null", "None"),
        ("", "None"), ('"010"', "'010'"), ("'NO'", "'NO'"), ("2026-02-28", "'2026-02-28'"), ("1.2.3", "'1.2.3'"),
        ("3A6000", "'3A6000'"),
        ("1,000", "'1,000'"), ("[1, a]", "[1, 'a']"), ("{b: 1}", "{'b': 1}"),
    ],
)  # fmt: skip
def test_what_is_read(text: str, value: str) -> None:
    document = read(f"a: {text}")
    assert (repr(document.data["a"]), document.problems) == (value, [])


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "yes",
        "on",
        "True",
        "Null",
        "12:30",
        "190:20:30.15",
        "010",
        "0x1F",
        "1e3",
        "1.5e3",
        "1E-2",
        "1_00",
        ".5",
        "5.",
        ".inf",
        ".nan",
        "00.5",
        "=",
        "<<",
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text: str) -> None:
    document = read(f"x: 1\na: {text}")
    assert document.data["a"] == text, "it stays as written"
    assert messages(f"x: 1\na: {text}") == [
        f'f.yml:2: a: {text!r} can be read in two ways: put it in quotes ("{text}") or write a plain number'
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", "f.yml:3: a: repeated key 'a' (first in line 1); keep one of them"),
        ("x:\n  a: 1\n  a: 1", "f.yml:3: x.a: repeated key 'a' (first in line 2); keep one of them"),
        ("{a: 1, a: 2}", "f.yml:1: a: repeated key 'a' (first in line 1); keep one of them"),
        ("a: &x [1]\nb: 1\nc: *x", "f.yml:3: c: aliases and deep nesting are not allowed; write the value out"),
        ("a: &x\n  b: *x", "f.yml:2: a.b: aliases and deep nesting are not allowed; write the value out"),
        ("a: &x {b: 1}\nc:\n  <<: *x", "f.yml:3: c: a key must be a plain word"),
        ("? [a, b]\n: 1", "f.yml:1: a key must be a plain word"),
        ("b: 1\na: !thing 5", "f.yml:2: a: the tag !thing is not allowed"),
        ('a: !!binary "aGk="', "f.yml:1: a: the tag tag:yaml.org,2002:binary is not allowed"),
        ("a: !!python/object/apply:os.system [true]",
         "f.yml:1: a: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed"),
        ("a: !!set {b}", "f.yml:1: a: the tag tag:yaml.org,2002:set is not allowed"),
        ("a: 1\nb: 2\n---\nc: 3", "f.yml:3: not valid YAML: a line --- begins another document; take it out"),
        ("a:\n\tb: 1", "f.yml:2: not valid YAML: a tab; indent with spaces"),
        ("a: b: c", 'f.yml:1: not valid YAML: a second colon in one line: a text with ": " in it stands in quotes'),
        ('b: 1\na: open"', "f.yml:2: a: ends with a quotation mark that nothing opens; put one at its beginning"),
        ("b: 1\na: Rank #1 of all\n",
         "f.yml:2: '#1 of all' is read as a comment: put the text in quotes, or a space behind the #"),
        ("a: -" + "9" * 5000, "f.yml:1: a: a number of 5001 characters must be a slip"),
    ],
)  # fmt: skip
def test_traps(text: str, expected: str) -> None:
    assert messages(text) == [expected]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a:\n  b: 1\n  c 2\n  d: 3\n", 3, "no colon"), ("a:\n  b: 1\n  c\n", 3, "no colon"),
        ("a:\n  b:1\n  d: 3\n", 3, "no space behind the colon above, or an indent too deep; look at"),
        ("a:\n  b: 1\n   c: 2\n", 3, "an indent too deep; look at this line and the one above"),
        ("a:\n  b:\n    c: 1\n   d: 2\n", 4, "is indented otherwise than those it belongs to; look at this line and "),
        ('a:\n  b: "open\n  c: 2\n  d: "x"\n', 2, "closes only in line 4: one is missing at its end"),
        ('a:\n  b: "open\n  c: 2\n  d: "x: y"\n', 2, "closes only in line 4"),
        ("a:\n  b: 'open\n  c: it's\n", 2, "closes only in line 3"),
        ("a:\n  b: 'it's'\n", 2, "a quotation mark is left open, or closes too early"),
        ("a:\n  b: 'open\n  c: 2\n", 2, "the quotation mark that opens here is not closed"),
        ("a:\n  b: [1, 2\n  c: 3\n", 2, "that opens here is not closed, or a comma is missing before line 3"),
        ("a: @x\n", 1, "a text that begins with @ stands in quotes"),
        ("a: 1\n<<<<<<< HEAD\na: 2\n", 2, "a mark of a merge"),
    ],
)  # fmt: skip
def test_what_the_parser_stumbles_over_is_told_in_plain_words(text: str, line: int, said: str) -> None:
    (message,) = messages(text)
    assert message.startswith(f"f.yml:{line}: not valid YAML: ") and said in message


@pytest.mark.parametrize(
    "text",
    [
        'a: say "x"',
        "a: the makers'",
        '# of #1\na: "b #1" # see #2',
        "a: 1 # see #3",
        "a: b#1",
        "a: >-\n  b #1\n  c #2",
        "#a",
    ],
)
def test_marks_and_comments_that_are_meant_stand(text: str) -> None:
    assert messages(text) == []


def test_the_first_of_repeated_keys_is_kept_and_the_rest_is_read() -> None:
    assert read("a: 1\na: 2\nb: 3").data == {"a": 1, "b": 3}


def test_a_bomb_of_aliases_is_one_message_and_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    document = read("\n".join(lines))
    assert len(document.problems) == 1
    assert document.data["a39"] == [None, None]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000 + "]" * 100_000, "- " * 50_000 + "a", "{a: " * 30_000 + "1" + "}" * 30_000, "[\n" * 10_001,
     "{a:\n" * 10_001, "[\n{a:\n" * 5001, "a" * 10_001],
)  # fmt: skip
def test_deep_nesting_does_not_break_the_parser(text: str) -> None:
    assert messages(text) == ["f.yml:1: more than 10000 brackets, or a line as long; split the file"]


def test_as_many_letters_as_allowed_are_read() -> None:
    assert [messages(text) for text in ("# [\n" * 10_000, "a" * 10_000, "1" * 100)] == [[], [], []]


def test_nesting_is_bounded() -> None:
    assert "deep nesting" in messages("[" * 42 + "]" * 42)[0]
    assert messages("[" * 41 + "]" * 41) == []


def test_not_utf8() -> None:
    (message,) = messages("é: 1".encode("latin-1"))
    assert message.startswith("f.yml:1: not UTF-8 text: ")


def test_control_characters_have_their_line() -> None:
    (message,) = messages("a: 1\nb: 2\nc: \x07")
    assert message.startswith("f.yml:3: not valid YAML: unacceptable character #x0007")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    document = read(text)
    assert (document.data, document.problems) == (None, [])


def test_lines() -> None:
    document = read("# first\na:\n  b: 1\n\n  c:\n    - x\n    - d: 2\n")
    assert document.line(("a",)) == 2
    assert document.line(("a", "c", 1, "d")) == 7
    assert document.line(("a", "c", 9, "unknown")) == 5, "the nearest thing above"
    assert document.line(("nothing",)) == 2


def test_all_problems_of_a_file_come_out_together() -> None:
    assert [p.line for p in read("a: NO\nb: 010\nb: 1\nc: 1e3").problems] == [1, 2, 3, 4]


@settings(steady, max_examples=300)
@given(st.one_of(st.text(), st.text(alphabet="ab:- [{}]&*!?|>'\"\n\t#,0159.e_~<=%"), st.binary()))
def test_any_input_gives_data_or_problems(content: str | bytes) -> None:
    document = load(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content, "f.yml")
    assert plain(document.data)
    assert all(problem.line >= 1 and "\n" not in str(problem) for problem in document.problems)


def plain(data: Any) -> bool:
    """True for what the loader may give: text, whole and decimal numbers, truth values, lists and mappings of these."""
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or isinstance(data, (str, int, Decimal))


@steady
@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_decimals_keep_every_digit(number: Decimal) -> None:
    assert repr(read(f"a: {number:f}").data["a"]) == repr(number)

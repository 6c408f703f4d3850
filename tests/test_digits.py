"""Numbers typed into a page, in whatever a reader sees or hears of it: each is one message with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .engine import Project, project
from .test_pages import PAGE, problems


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


WHEN = "put it into data/ and call fact(), or asof() or due() for the date or term of a fact"


def typed(number: str) -> str:
    return f"the number {number!r} is typed into the page; put it into data/ and call fact(), name() or term()"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("It brought 25.5 billion.", "25.5"), ("Ascend 910C", "910C"), ("## Part 2", "2"), ("1. First", "1"),
        ("A ５ in full width", "５"), ("`code 7`", "7"), ('{{ fact("acme.staff") }} of 200', "200"),
        ("[9 chips](chips.md)", "9"), ("**12** of them", "12"), ("&#49;&#50; chips", "&#49;&#50;"),
        ("{% raw %}12{% endraw %}", "12"), ('{% raw %}`{{ fact("no.such-fact") }}` 12{% endraw %}', "12"),
        ('<b title="910C">chip</b>', 'title="910C"chip'), ("<b title='910C'>chip</b>", "title='910C'chip"),
        ('<i TITLE="910C">chip</i>', 'TITLE="910C"chip'), ('<img src="a.png" alt="7 chips">', 'alt="7'),
        ('<b aria-label="part 2" class="b3">two</b>', '2"two'), ('<input placeholder="7 chips">', 'placeholder="7'),
        ("![7 chips](a.png)", "7"), ("the 7, and more", "7"), ("(90% of it)", "90%"),
    ],
)  # fmt: skip
def test_a_digit_typed_into_a_page(tiny: Project, line: str, number: str) -> None:
    tiny.write("docs/a.png", "")
    assert problems(tiny, line) == [f"{PAGE}:5: {typed(number)}"]


@pytest.mark.parametrize(
    ("line", "number", "right"),
    [
        ("Acme's H7, a chip", "H7", 'write {{ name("acme-one") }}'),
        ("the H7's memory", "H7", 'write {{ name("acme-one") }}'),
        ("the Hall 12 of the city", "12", 'write {{ name("summit") }}'),
        ("12 halls", "12", "put it into data/ and call fact(), name() or term()"),
        ("a 42U rack", "42U", 'write {{ term("rack") }}'),
        ("in 2026, as said", "2026", WHEN), ("on 2026-02-28.", "2026-02-28", WHEN), ("the 1990s", "1990s", WHEN),
        ("in Q3", "Q3", WHEN),
    ],
)  # fmt: skip
def test_what_would_be_right_in_place_of_a_typed_number(tiny: Project, line: str, number: str, right: str) -> None:
    tiny.replace("data/chips.yml", "    name: Acme One\n", "    name: Acme One H7\n")
    tiny.replace("data/summit.yml", "    zh: 城市峰会\n", "    zh: 城市峰会\n    aka: [Hall 12]\n")
    tiny.replace("data/glossary.yml", "    name: rack\n", "    name: rack\n    aka: [42U rack]\n")
    assert problems(tiny, line) == [f"{PAGE}:5: the number {number!r} is typed into the page; {right}"]


@pytest.mark.parametrize(
    "line",
    [
        "<b title=910C>chip</b>",
        '[chips](chips.md "9 chips")',
        '![chips](a.png "9 chips")',
        '## Part {: title="Part 2" }',
        "<b title='910C'>chip</b>",
    ],
)
def test_a_digit_that_is_read_aloud_out_of_markdown(tiny: Project, line: str) -> None:
    assert any("is typed into the page" in problem for problem in problems(tiny, line))


@pytest.mark.parametrize(
    ("call", "text"),
    [
        ('term("rack", "12,000 racks")', "12,000 racks"),
        ('listing("acme-two.uses", last="and 40 more:")', "and 40 more:"),
        ('table(["acme-one"], ["memory"], ["Memory of 512 GB"])', "Memory of 512 GB"),
        ('table(["acme-one"], ["memory"], heads=["第５代"])', "第５代"),
    ],
)
def test_a_digit_typed_into_an_argument_that_is_shown(tiny: Project, call: str, text: str) -> None:
    message = f"the number in {text!r} is typed into the page; put it into data/ and call fact(), name() or term()"
    assert problems(tiny, f"{{{{ {call} }}}}") == [f"{PAGE}:5: {call.partition('(')[0]}(): {message}"]


def test_a_name_of_a_term_may_hold_a_digit(tiny: Project) -> None:
    tiny.replace("data/glossary.yml", "    name: rack\n", "    name: rack\n    aka: [42U rack]\n")
    assert problems(tiny, '{{ term("rack", "42U rack") }}') == []
    (problem,) = problems(tiny, '{{ term("rack", "48U rack") }}')
    assert "'48U rack'" in problem


def test_a_digit_in_the_front_matter(tiny: Project) -> None:
    tiny.write(PAGE, "---\ntitle: The 910C\n---\n# Extra\n")
    (problem,) = tiny.problems()
    assert problem == f"{PAGE}:2: {typed('910C')}"


def test_a_macro_in_the_front_matter(tiny: Project) -> None:
    tiny.write(PAGE, '---\ntitle: Extra\ndescription: {{ fact("acme.staff") }}\n---\n# Extra\n')
    assert tiny.problems() == [f"{PAGE}:3: a macro in the front matter is not filled in; write words"]


def test_the_line_of_a_digit_behind_calls_of_several_lines(tiny: Project) -> None:
    call = '{{ table(["acme-one"],\n         ["memory"]) }}'
    tiny.write(PAGE, f"---\ntitle: Extra\n---\n# Extra\n\n{call}\n\nIt is 7.\n{call} and 8\n")
    assert tiny.problems() == [f"{PAGE}:9: {typed('7')}", f"{PAGE}:11: {typed('8')}"]


@pytest.mark.parametrize(
    "line",
    [
        '{{ fact("acme.staff", digits=2) }}', "## Part {: #part-2 }", "[chips](#b2)\n{: #b2 }", '<b id="b2">two</b>',
        "<!-- 5 -->", '{% raw %}`{{ fact("no.such-fact") }}`{% endraw %}', "{{ fact('acme.staff') }}",
        '{{ fact(name="acme.staff") }}', "<h3\nclass='b2'>Two</h3>",
    ],
)  # fmt: skip
def test_what_is_no_typed_number(tiny: Project, line: str) -> None:
    assert problems(tiny, line) == []

"""A page is read and never run: what stands in it besides text and macro calls is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .engine import Project, project
from .test_pages import PAGE, problems


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


ONE_CALL = 'between {{ and }} stands one macro call, such as fact("summit.date"), and nothing else'
TEXTS_ONLY = "its arguments are texts, numbers and lists, written out"
NOT_CLOSED = "cannot be read: a quotation mark or }} is missing, or a \\ or brace is too many; " + ONE_CALL
NO_OTHER = "a page holds text and macro calls, no other Jinja; {% raw %} needs its {% endraw %}"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        # what would run code, or reach into the macros
        ('{{ cycler.__init__.__globals__.os.popen("touch run").read() }}', ONE_CALL),
        ("{{ fact.__globals__ }}", ONE_CALL),
        ('{{ fact.__globals__["__builtins__"]["eval"]("open(\'run\', \'w\')") }}', ONE_CALL),
        ('{{ ("acme.staff").__class__.mro() }}', ONE_CALL),
        ('{{ fact(cycler.__init__.__globals__.os.popen("touch run").read()) }}', f"fact(): {TEXTS_ONLY}"),
        ("{{ fact(self.__init__.__globals__) }}", f"fact(): {TEXTS_ONLY}"),
        # what would compute or hold a number
        ("{{ 6*7 }}", ONE_CALL),
        ("{{ 1 / 0 }}", ONE_CALL),
        ('{{ "9,999 chips" }}', ONE_CALL),
        ('{{ "chips" }}', ONE_CALL),
        ('{{ fact("acme.staff") | replace("150", "999") }}', ONE_CALL),
        ('{{ fact("acme.staff") | shout }}', ONE_CALL),
        ('{{ fact("acme.staff").upper() }}', ONE_CALL),
        ('{{ fact("acme.staff") ~ "0" }}', f"cannot be read: invalid syntax; {ONE_CALL}"),
        ('{{ fact("acme.staff") if 1 }}', f"cannot be read: expected 'else' after 'if' expression; {ONE_CALL}"),
        ('{{ [fact("acme.staff")] }}', ONE_CALL),
        ("{{ colour }}", ONE_CALL),
        ("{{ fact }}", ONE_CALL),
        # arguments that are not written out
        ("{{ fact(colour) }}", f"fact(): {TEXTS_ONLY}"),
        ("{{ fact(acme.staff) }}", f'fact(): {TEXTS_ONLY}; put quotes around it: "acme.staff"'),
        ("{{ fact(acme-two.memory-all) }}", f'fact(): {TEXTS_ONLY}; put quotes around it: "acme-two.memory-all"'),
        ('{{ fact("acme." + "staff") }}', f"fact(): {TEXTS_ONLY}"),
        ('{{ fact(["acme.staff"][0]) }}', f"fact(): {TEXTS_ONLY}"),
        ('{{ fact(name("acme")) }}', f"fact(): {TEXTS_ONLY}"),
        ('{{ fact("acme.staff", digits=1 + 1) }}', f"fact(): {TEXTS_ONLY}"),
        ('{{ fact(*["acme.staff"]) }}', f"fact(): {TEXTS_ONLY}"),
        ('{{ fact(**{"name": "acme.staff"}) }}', NOT_CLOSED),
        # statements and comments
        ("{% set n = 42 %}", NO_OTHER),
        ("{% for x in [1, 2] %}x{% endfor %}", NO_OTHER),
        ('{% if 1 %}{{ fact("acme.staff") }}{% endif %}', NO_OTHER),
        ('{% include "other.md" %}', NO_OTHER),
        ('{% import "other.md" as other %}', NO_OTHER),
        ('{% extends "other.md" %}', NO_OTHER),
        ("{% macro more() %}more{% endmacro %}", NO_OTHER),
        ("{# a comment #}", "'{#' begins a comment of Jinja; write an id of a heading as {: #id }"),
        ("## Part {#part}", "'{#' begins a comment of Jinja; write an id of a heading as {: #id }"),
        ('{{ fact("acme.staff", form="short", form="bare") }}', "fact(): an argument stands twice; keep one of them"),
        # what cannot be read at all
        ("{{ fact('acme.staff' }}", f"cannot be read: '(' was never closed; {ONE_CALL}"),
        ("{{ }}", f"cannot be read: invalid syntax; {ONE_CALL}"),
        ("{{- fact('acme.staff') -}}", f"cannot be read: invalid syntax; {ONE_CALL}"),
        ("{{ fact('acme.staff) }}", NOT_CLOSED),
        ("{{ fact('acme.staff')", NOT_CLOSED),
        ("{{ fact('acme\\x2estaff') }}", NOT_CLOSED),
        # Python's, not Jinja's: the other engine would read it otherwise
        ("{{ fact('acme.staff') # note }}", ONE_CALL),
        ("{{ fact(r'acme.staff') }}", ONE_CALL),
        ("{{ fact(b'acme.staff') }}", ONE_CALL),
        ("{{ (fact)('acme.staff') }}", ONE_CALL),
        ("{{ \uff46act('acme.staff') }}", ONE_CALL),
        ("{{ fact('acme.staff', digits=1j) }}", f"fact(): {TEXTS_ONLY}"),
        ("{% wrong %}", NO_OTHER),
        ("{% raw %} without an end", NO_OTHER),
    ],
)
def test_a_page_is_read_and_never_run(tiny: Project, monkeypatch: pytest.MonkeyPatch, line: str, message: str) -> None:
    monkeypatch.chdir(tiny.root)
    assert problems(tiny, f"Text {line} goes on.") == [f"{PAGE}:5: {message}"]
    assert not (tiny.root / "run").exists()


def test_a_statement_without_an_end_has_the_page_and_the_line(tiny: Project) -> None:
    (problem,) = problems(tiny, "{% if colour %}")
    assert problem == f"{PAGE}:5: {NO_OTHER}"


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ("fakt('acme.staff')", "; did you mean 'fact'?"),
        ("Fact('acme.staff')", "; did you mean 'fact'?"),
        ("tabel(['acme-one'], ['memory'])", "; did you mean 'table'?"),
        ("xyzzy()", "; the macros are asof, "),
        ("range(3)", "; the macros are asof, "),
        ("View()", "; the macros are asof, "),
        ("super()", "; the macros are asof, "),
        ("lipsum()", "; the macros are asof, "),
    ],
)
def test_an_unknown_macro(tiny: Project, call: str, hint: str) -> None:
    (problem,) = problems(tiny, f"Text {{{{ {call} }}}} goes on.")
    assert problem.startswith(f"{PAGE}:5: {call.partition('(')[0]}(): unknown macro{hint}")


def test_all_unknown_macros_of_all_pages_come_out_at_once_each_with_its_line(tiny: Project) -> None:
    tiny.write("docs/deep/page.md", "---\ntitle: Deep\n---\n# Deep\n\n{{ fakt() }} {{ tabel(\n) }}\n\n{{ tern() }}\n")
    tiny.write(PAGE, '# Extra\n\n{{ nam("acme") }}\n{{ fact("acme.staff") }}\n{{ cout("acme-two.uses") }}\n')
    tiny.replace("docs/index.md", 'name("acme")', 'nmae("acme")')
    assert tiny.problems() == [
        "docs/deep/page.md:6: fakt(): unknown macro; did you mean 'fact'?",
        "docs/deep/page.md:6: tabel(): unknown macro; did you mean 'table'?",
        "docs/deep/page.md:9: tern(): unknown macro; did you mean 'term'?",
        f"{PAGE}:3: nam(): unknown macro; did you mean 'name'?",
        f"{PAGE}:5: cout(): unknown macro; did you mean 'count'?",
        "docs/index.md:5: nmae(): unknown macro; did you mean 'name'?",
    ]


def test_macros_inside_raw_are_left_alone(tiny: Project) -> None:
    call = '{{ fact("no.such-fact") }}'
    tiny.write(PAGE, f"# Extra\n\n{{% raw %}}`{call}`{{% endraw %}}\n")
    assert tiny.book().pages["extra.md"].whole_text == f"# Extra\n\n`{call}`"


def test_macros_run_inside_code(tiny: Project) -> None:
    assert problems(tiny, '`{{ fact("no.such-fact") }}`') == [
        f"{PAGE}:5: fact(): unknown fact 'no.such-fact': there is no subject 'no'"
    ]

"""Planted errors in the pages: each is one message with the page's line, and those of all pages come out together."""

from __future__ import annotations

from pathlib import Path

import pytest

from .engine import Project, project

PAGE = "docs/extra.md"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


def problems(tiny: Project, line: str) -> list[str]:
    """Return what is wrong where ``line`` is the fifth line of a page."""
    tiny.write(PAGE, f"# Extra\n\nSome words.\n\n{line}\n\nMore words.\n")
    return tiny.problems()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('fact("summit.investmnt")', "fact(): unknown fact 'summit.investmnt'; did you mean 'summit.investment'?"),
        ('fact("nothing.at-all")', "fact(): unknown fact 'nothing.at-all'"),
        ('name("acm")', "name(): unknown subject 'acm'; did you mean 'acme'?"),
        ('term("racks")', "term(): unknown term 'racks'; did you mean 'rack'?"),
        ('cite("city-papers")', "cite(): unknown source 'city-papers'; did you mean 'city-paper'?"),
        ('table(["acme-one", "acme-tow"], ["memory"])', "table(): unknown subject 'acme-tow'; did you mean 'acme-two'?"),
        ('facts_table("acme", ["stuff"])', "facts_table(): unknown fact 'acme.stuff'; did you mean 'acme.staff'?"),
        ('table(["acme"], ["memory"])', "table(): no subject of the table has a fact 'memory'"),
        ("fact()", "fact(): wrong arguments: fact() missing 1 required positional argument: 'name'"),
        ('fact("acme.staff", colour="red")', "fact(): wrong arguments: fact() got an unexpected keyword argument 'colour'"),
        ("fact([])", "fact(): wrong arguments: unhashable type: 'list'"),
        ('fact("acme.staff", form="tall")', "fact(): unknown form 'tall'; there are long, short, bare, exact"),
        ('fact("acme.staff", part="middle")', "fact(): unknown part 'middle'; there are low, high"),
        ('fact("summit.date", style="week")', "fact(): unknown style 'week'; there are full, month, year"),
        ('fact("acme.staff", digits=0)', "fact(): digits counts significant digits, from one up; found 0"),
        ('fact("summit.venue", unit="CNY")', "fact(): summit.venue is no number; unit, part and digits are for numbers"),
        ('fact("summit.investment", unit="USD")', "fact(): summit.investment: CNY cannot be converted to USD: they measure different things"),
        ('fact("summit.investment", unit="CNX")', "fact(): summit.investment: unknown unit 'CNX'; did you mean 'CNY'?"),
        ('fact("acme.staff", at="2020")', "fact(): acme.staff has no observation of '2020'; there are 2026-05"),
        ('fact("acme-two.uses")', "fact(): acme-two.uses is a list; use listing(), items() or count()"),
        ('count("acme.staff")', "count(): acme.staff is not a list"),
        ('zh("acme")', "zh(): acme has no Chinese name in the data"),
        ('due("acme.staff")', "due(): acme.staff is not a target with a due date"),
        ('says("acme.staff")', "says(): acme.staff has no alternatives; sources do not differ"),
        ("unknowns()", "unknowns(): data/extra.yml lists no unknowns"),
        ('word("tripled", "acme-two.memory", "acme-one.memory")',
         "word(): 'tripled' is not true of acme-two.memory and acme-one.memory: the first is 2.000 times the second"),
        ('most("the largest", "acme-one.memory", ["acme-two.memory"])', "most(): 'the largest' is not true of acme-one.memory: acme-two.memory is not beaten"),
    ],
)  # fmt: skip
def test_a_wrong_call(tiny: Project, call: str, message: str) -> None:
    assert problems(tiny, f"Text {{{{ {call} }}}} goes on.") == [f"{PAGE}:5: {message}"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{{ fakt('acme.staff') }}", "Jinja: 'fakt' is undefined; the macros are asof, "),
        ("{{ colour }}", "Jinja: 'colour' is undefined; the macros are asof, "),
        ("{{ fact('acme.staff' }}", "Jinja: unexpected '}'"),
        ("{% if colour %}", "Jinja: Unexpected end of template."),
        ("{% wrong %}", "Jinja: Encountered unknown tag 'wrong'."),
        ("{{ fact('acme.staff') | shout }}", "Jinja: No filter named 'shout'."),
    ],
)
def test_wrong_jinja(tiny: Project, line: str, message: str) -> None:
    (problem,) = problems(tiny, line)
    assert problem.startswith(f"{PAGE}:5: {message}")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("It brought 25.5 billion.", "25.5"), ("Ascend 910C", "910C"), ("## Part 2", "2"), ("1. First", "1."), ("A ５ in full width", "５"),
        ("`code 7`", "7`"), ('{{ fact("acme.staff") }} of 200', "200"), ("[9 chips](chips.md)", "[9"), ("**12** of them", "**12**"),
    ],
)  # fmt: skip
def test_a_digit_typed_into_a_page(tiny: Project, line: str, number: str) -> None:
    assert problems(tiny, line) == [
        f"{PAGE}:5: the number {number!r} is typed into the page; put it into data/ and call fact(), name() or term()"
    ]


def test_a_digit_in_the_front_matter(tiny: Project) -> None:
    tiny.write(PAGE, "---\ntitle: The 910C\n---\n# Extra\n")
    (problem,) = tiny.problems()
    assert problem.startswith(f"{PAGE}:2: the number '910C' is typed")


@pytest.mark.parametrize(
    "line",
    [
        '{{ fact("acme.staff", digits=2) }}', "## Part {: #part-2 }", "[chips](chips.md#b2)", '<span id="b2">two</span>', "<!-- 5 -->",
        '{% raw %}`{{ fact("no.such-fact") }}` 12{% endraw %}', '{% if 1 %}{{ fact("acme.staff") }}{% endif %}',
    ],
)  # fmt: skip
def test_what_is_no_typed_number(tiny: Project, line: str) -> None:
    assert problems(tiny, line) == []


def test_macros_inside_raw_are_left_alone(tiny: Project) -> None:
    call = '{{ fact("no.such-fact") }}'
    tiny.write(PAGE, f"# Extra\n\n{{% raw %}}`{call}`{{% endraw %}}\n")
    assert tiny.book().rendered["extra.md"] == f"# Extra\n\n`{call}`"


def test_macros_run_inside_code(tiny: Project) -> None:
    assert problems(tiny, '`{{ fact("no.such-fact") }}`') == [f"{PAGE}:5: fact(): unknown fact 'no.such-fact'"]


def test_the_line_of_a_call_that_runs_over_several(tiny: Project) -> None:
    assert problems(tiny, '{{ table(["acme-one"],\n         ["nothing"]) }}') == [
        f"{PAGE}:5: table(): no subject of the table has a fact 'nothing'"
    ]


def test_errors_of_several_pages_and_of_the_data_come_out_together(tiny: Project) -> None:
    tiny.replace("docs/index.md", "acme.staff", "acme.stuff")
    tiny.replace("docs/chips.md", '"twice"', '"tripled"')
    tiny.replace("docs/summit.md", "Signed on", "Signed in 2026, on")
    tiny.replace("docs/summit.md", "chips](chips.md)", "chips](chips.md) {{ who }}")
    tiny.write("docs/deep/page.md", '# Deep\n\n{{ fact("deep.fact") }} {{ name("nobody") }}\n')
    tiny.replace("data/glossary.yml", "see: [server]", "see: [serve]")
    assert [problem.split(": ")[0] for problem in tiny.problems()] == [
        "data/glossary.yml:5", "docs/chips.md:3", "docs/deep/page.md:3", "docs/deep/page.md:3", "docs/index.md:5", "docs/summit.md:3", "docs/summit.md:4",
    ]  # fmt: skip


def test_a_wrong_entry_is_not_reported_again_by_the_pages_that_use_it(tiny: Project) -> None:
    tiny.write(
        "docs/more.md",
        '# More\n\n{{ fact("summit.rate") }} {{ table(["acme-one"], ["memory"]) }} {{ facts_table("summit") }}\n',
    )
    tiny.replace("data/summit.yml", "unit: USD\n", "unit: USDD\n")
    tiny.replace("data/chips.yml", "printed: 64 GB", "printed: 65 GB")
    assert [problem.split(": ")[1] for problem in tiny.problems()] == ["acme-one.memory", "summit.investment-usd"]


def test_a_page_in_a_folder_names_its_path(tiny: Project) -> None:
    tiny.write("docs/deep/page.md", "# Deep\n\n{{ unknowns() }}\n")
    assert tiny.problems() == ["docs/deep/page.md:3: unknowns(): data/deep/page.yml lists no unknowns"]


def test_where_each_fact_is_used(tiny: Project) -> None:
    usage = tiny.book().usage
    assert usage["summit.investment"] == ["index.md", "summit.md"]
    assert usage["acme-one.memory"] == ["chips.md"]
    assert "acme-two.uses" not in usage, "the register shows it, which is no use of it"


@pytest.mark.parametrize("line", ["{{ 1 / 0 }}", '{% include "other.md" %}', '{{ fact("acme.staff").upper("x") }}'])
def test_any_failure_of_a_template_has_its_line(tiny: Project, line: str) -> None:
    (problem,) = problems(tiny, line)
    assert problem.startswith(f"{PAGE}:5: ")


def test_a_wrong_entry_does_not_hide_another_mistake_of_a_page(tiny: Project) -> None:
    tiny.replace("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 25.6 billion")
    found = problems(tiny, '{{ fact("summit.investment-us") }}')
    assert f"{PAGE}:5: fact(): unknown fact 'summit.investment-us'; did you mean 'summit.investment-usd'?" in found

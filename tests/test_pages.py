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
        ('fact("nothing.at-all")', "fact(): unknown fact 'nothing.at-all': there is no subject 'nothing'"),
        # Keys are compared without their subject, which would make any two of its facts look alike.
        ('fact("summit.visitors")', "fact(): unknown fact 'summit.visitors'; make new WHAT=fact adds it"),
        ('fact("acme-one.staff")', "fact(): unknown fact 'acme-one.staff'; did you mean 'acme.staff'?"),
        ('cite("new-paper-202601")', "cite(): unknown source 'new-paper-202601'; make new WHAT=source adds it"),
        ('name("acm")', "name(): unknown subject 'acm'; did you mean 'acme'?"),
        ('term("racks")', "term(): unknown term 'racks'; did you mean 'rack'?"),
        ('cite("city-papers")', "cite(): unknown source 'city-papers'; did you mean 'city-paper'?"),
        ('table(["acme-one", "acme-tow"], ["memory"])',
         "table(): unknown subject 'acme-tow'; did you mean 'acme-two'?"),
        ('facts_table("acme", ["stuff"])', "facts_table(): unknown fact 'acme.stuff'; did you mean 'acme.staff'?"),
        ('table(["acme"], ["memory"])', "table(): no subject of the table has a fact 'memory'"),
        ("fact()", "fact(): wrong arguments: missing a required argument: 'name'"),
        ('fact("acme.staff", colour="red")', "fact(): wrong arguments: got an unexpected keyword "
         "argument 'colour'; the arguments are name, form, digits, unit, at, part, hedge, style"),
        ('fact("acme.staff", dgits=3)', "fact(): wrong arguments: got an unexpected keyword argument 'dgits'; "
         "did you mean 'digits'?"),
        ('fact("acme.staff", name="acme.staff")', "fact(): wrong arguments: multiple values for argument 'name'"),
        ('word("twice", "acme-two.memory")', "word(): wrong arguments: missing a required argument: 'second'"),
        ('register("all")', "register(): wrong arguments: too many positional arguments"),
        ("fact([])", "fact(): wrong arguments: name: Input should be a valid string, found []"),
        ("fact(none)", "fact(): wrong arguments: name: Input should be a valid string, found None"),
        ('fact("acme.staff", digits="2")',
         "fact(): wrong arguments: digits: Input should be a valid integer, found '2'"),
        ('fact("acme.staff", digits=2.5)',
         "fact(): wrong arguments: digits: Input should be a valid integer, found 2.5"),
        ('fact("acme.staff", digits=true)',
         "fact(): wrong arguments: digits: Input should be a valid integer, found True"),
        ('fact("acme.staff", at=2026)', "fact(): wrong arguments: at: Input should be a valid string, found 2026"),
        ('name("acme", zh="no")', "name(): wrong arguments: zh: Input should be a valid boolean, found 'no'"),
        ('name("acme", short=1)', "name(): wrong arguments: short: Input should be a valid boolean, found 1"),
        ('table("acme-one", ["memory"])',
         "table(): wrong arguments: subjects: 'str' instances are not allowed as a Sequence value, found 'acme-one'"),
        ('table(["acme-one"], ["memory"], ["One", "Two"])', "table(): 2 column headings for 1 columns"),
        ('fact("acme.staff", form="tall")', "fact(): unknown form 'tall'; there are long, short, bare, exact"),
        ('fact("acme.staff", part="middle")', "fact(): unknown part 'middle'; there are low, high"),
        ('fact("summit.date", style="week")', "fact(): unknown style 'week'; there are full, month, year, short"),
        ('fact("acme.staff", digits=0)', "fact(): digits counts significant digits, from one to 15; found 0"),
        ('fact("summit.venue", unit="CNY")',
         "fact(): summit.venue is no number; unit, part and digits are for numbers"),
        ('fact("summit.investment", unit="USD")',
         "fact(): summit.investment: CNY cannot be converted to USD: they measure different things"),
        ('fact("summit.investment", unit="CNX")', "fact(): summit.investment: unknown unit 'CNX'; did you mean 'CNY'?"),
        ('fact("acme.staff", at="2020")', "fact(): acme.staff has no observation of '2020'; there are 2026-05"),
        ('fact("acme-two.uses")', "fact(): acme-two.uses is a list; use listing(), items() or count()"),
        ('count("acme.staff")', "count(): acme.staff is not a list"),
        ('zh("acme")', "zh(): acme has no Chinese name in the data"),
        ('due("acme.staff")', "due(): acme.staff is no target or forecast with a due date"),
        ('says("acme.staff")', "says(): acme.staff has no alternatives; sources do not differ"),
        ("unknowns()", "unknowns(): data/extra.yml lists no unknowns"),
        ('word("tripled", "acme-two.memory", "acme-one.memory")',
         "word(): 'tripled' is not true of acme-two.memory and acme-one.memory: the first is 2.000 times the second"),
        ('most("the largest", "acme-one.memory", ["acme-two.memory"])',
         "most(): 'the largest' is not true of acme-one.memory: acme-two.memory is not beaten"),
    ],
)  # fmt: skip
def test_a_wrong_call(tiny: Project, call: str, message: str) -> None:
    assert problems(tiny, f"Text {{{{ {call} }}}} goes on.") == [f"{PAGE}:5: {message}"]


def test_the_line_of_a_call_that_runs_over_several(tiny: Project) -> None:
    assert problems(tiny, '{{ table(["acme-one"],\n         ["nothing"]) }}') == [
        f"{PAGE}:5: table(): no subject of the table has a fact 'nothing'"
    ]


def test_errors_of_several_pages_and_of_the_data_come_out_together(tiny: Project) -> None:
    tiny.replace("docs/index.md", "acme.staff", "acme.stuff")
    tiny.replace("docs/chips.md", '"twice"', '"tripled"')
    tiny.replace("docs/summit.md", "Signed on", "Signed in 2026, on")
    tiny.replace("docs/summit.md", "chips](chips.md)", "chips](chips.md) {{ who }} {{ who() }}")
    tiny.write("docs/deep/page.md", '# Deep\n\n{{ fact("deep.fact") }} {{ name("nobody") }}\n')
    tiny.replace("data/glossary.yml", "see: [server]", "see: [serve]")
    assert [problem.split(": ")[0] for problem in tiny.problems()] == [
        "data/glossary.yml:5", "docs/chips.md:3", "docs/deep/page.md:3", "docs/deep/page.md:3",
        "docs/index.md:5", "docs/summit.md:3",
        "docs/summit.md:4", "docs/summit.md:4",
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


@pytest.mark.parametrize(
    ("name", "old", "new", "blamed"),
    [
        ("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 25.6 billion", "summit.investment"),
        ("data/summit.yml", "kind: event", "kind: party", "summit.kind"),
        ("data/summit.yml", "    name: City summit\n", "", "summit.name"),
        ("data/summit.yml", "subjects:\n", "subjects: [\n", "not valid YAML"),
        ("data/summit.yml", "formula: summit.investment /", "formula: summit.investment *", "summit.rate"),
        ("data/summit.yml", "sources: [city-paper]", "sources: [city-papr]", "summit"),
        ("data/chips.yml", "maker: acme}\n    as_of: 2026-05", "maker: acm}\n    as_of: 2026-05", "acme-one"),
        ("data/chips.yml", "kind: company", "kind: firm", "acme.kind"),
        ("data/glossary.yml", "    name: rack\n", "", "rack.name"),
        ("data/glossary.yml", "terms:\n", "terms: [\n", "not valid YAML"),
        ("data/sources.yml", "kind: news", "kind: gossip", "city-paper.kind"),
        ("data/sources.yml", "sources:\n", "sources: [\n", "not valid YAML"),
    ],
)
def test_what_is_left_out_because_its_entry_is_wrong_gives_no_second_message(
    tiny: Project, name: str, old: str, new: str, blamed: str
) -> None:
    """Every macro that can name something is called for everything there is, and one entry is wrong."""
    tiny.write("docs/all.md", ALL)
    assert tiny.problems() == []
    tiny.replace(name, old, new)
    found = tiny.problems()
    assert found and all(problem.startswith(f"{name}:") for problem in found), found
    assert {problem.split(": ")[1] for problem in found} == {blamed}


ALL = """# All

{{ fact("summit.investment") }} {{ fact("summit.rate") }} {{ headline("summit.investment") }} {{ asof("acme.staff") }}
{{ name("summit") }} {{ zh("summit") }} {{ name("acme") }} {{ name("acme-one") }}
{{ term("rack") }} {{ term("server") }}
{{ cite("city-paper") }} {{ count("acme-two.uses") }} {{ listing("acme-two.uses") }}
{{ word("twice", "acme-two.memory", "acme-one.memory") }}
{{ most("largest", "acme-two.memory", ["acme-one.memory"]) }}

{{ facts_table("summit") }}

{{ facts_table("summit", ["rate", "investment"]) }}

{{ facts_table("acme") }}

{{ table(["acme-one", "acme-two"], ["memory", "price"]) }}

{{ items("acme-two.uses") }}

{{ names(["summit", "acme"]) }}

{{ chosen(["summit.date"]) }}

{{ quality() }}

{{ facts_on_this_page() }}
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("data/summit.yml", "    kind: event\n", "    kind: event\n    page: nowhere\n",
         "data/summit.yml:7: summit: page: there is no page 'nowhere'"),
        ("data/summit.yml", "    kind: event\n", "    kind: event\n    page: chip\n",
         "data/summit.yml:7: summit: page: there is no page 'chip'; did you mean 'chips'?"),
        ("data/summit.yml", "    kind: event\n", "    kind: event\n    page: 'x\"><script>alert(1)</script>'\n",
         "data/summit.yml:7: summit.page: a path is words joined by /, such as ascend/systems"
         " (found 'x\"><script>alert(1)</script>')"),
    ],
)  # fmt: skip
def test_a_subject_names_a_page_that_exists(tiny: Project, name: str, old: str, new: str, message: str) -> None:
    tiny.replace(name, old, new)
    tiny.replace(name, "    name: City summit\n", "    name: City summit\n    short: Summit\n")
    (problem,) = tiny.problems()
    assert problem == message.replace(":7:", f":{tiny.line(name, '    page: ')}:")


def test_a_data_file_has_a_page_unless_its_subjects_name_others(tiny: Project) -> None:
    tiny.write("data/chipz.yml", "subjects:\n  more: {name: More, kind: fund}\n")
    assert tiny.problems() == ["data/chipz.yml:1: there is no page docs/chipz.md for this file; did you mean 'chips'?"]
    tiny.write("data/chipz.yml", "subjects:\n  more: {name: More, kind: fund, page: chips}\n")
    assert tiny.problems() == []
    assert 'href="chips.html' in tiny_name(tiny, "more")


def tiny_name(tiny: Project, subject: str) -> str:
    """Return what the name of a subject looks like on a page."""
    tiny.write(PAGE, f'# Extra\n\n{{{{ name("{subject}") }}}}\n')
    return tiny.book().pages["extra.md"].whole_text


def test_a_wrong_subject_with_other_names_is_one_message(tiny: Project) -> None:
    tiny.write("data/extra.yml", "subjects:\n  more: {name: More, kind: fund, aka: [Mohr], as_of: 2026-13}\n")
    (problem,) = problems(tiny, "{{ spellings() }}")
    assert problem.startswith("data/extra.yml:2: more.as_of: ")
    tiny.write("data/extra.yml", "subjects:\n  more: {name: More, kind: fund}\n")
    assert problems(tiny, "{{ spellings() }}") == [
        f"{PAGE}:5: spellings(): no subject of data/extra.yml has other names (aka)"
    ]


def test_a_wrong_entry_does_not_hide_another_mistake_of_a_page(tiny: Project) -> None:
    tiny.replace("data/summit.yml", "printed: CNY 25.5 billion", "printed: CNY 25.6 billion")
    found = problems(tiny, '{{ fact("summit.investment-us") }}')
    assert f"{PAGE}:5: fact(): unknown fact 'summit.investment-us'; did you mean 'summit.investment-usd'?" in found

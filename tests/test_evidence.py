"""Evidence: who tested, whose document was read, what became of a plan, and what may stand in a headline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.charts.icons import ICONS
from macros.facts.standing import channel, state

from .engine import Project, project
from .site import ROOT

S, C, P = "data/summit.yml", "data/chips.yml", "data/publishers.yml"
STAFF, MEMORY = "        printed: 150 engineers\n", "        printed: 64 GB of memory\n"
MEASURED = MEMORY + "        evidence: measured\n"
TARGET = STAFF + "        target: true\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    tiny = project(tmp_path)
    tiny.replace(P, "  wire:\n", "  acme:\n    name: Acme\n    kind: company\n  acme-code:\n    name: Acme's code\n"
                 "    kind: code-repository\n    subject: acme\n  bureau:\n    name: The Bureau\n    kind: government\n"
                 "  house:\n    name: The House\n    kind: analyst\n  wire:\n")  # fmt: skip
    return tiny


def test_the_project_with_its_publishers_is_in_order(tiny: Project) -> None:
    assert tiny.problems() == []


# file, text that stands there once, what replaces it, text of the line that is blamed, message
PLANTED = [
    (C, MEMORY, MEASURED, "evidence: measured", "acme-one.memory: measured needs by: the publisher who tested it; "),
    (C, MEMORY, MEASURED + "        by: acme\n", "by: acme",
     "acme-one.memory: measured is for testers who sell nothing, and Acme is a company; its word is vendor"),
    (C, MEMORY, MEASURED + "        by: acme-code\n", "by: acme-code",
     "acme-one.memory: measured is for testers who sell nothing, and Acme's code speaks for acme; its word is vendor"),
    (C, MEMORY, MEASURED + "        by: hous\n", "by: hous",
     "acme-one.memory: by: unknown publisher 'hous'; did you mean 'house'?"),
    (P, "    subject: acme\n", "    subject: acne\n", "subject: acne",
     "acme-code: subject: unknown subject 'acne'; did you mean 'acme'?"),
    (C, STAFF, TARGET + "        evidence: estimate\n", "target: true",
     "acme.staff: an analyst plans nothing: write forecast: true for what a model expects"),
    (C, STAFF, TARGET + "        forecast: true\n        by: acme\n", "staff:", "acme.staff: a forecast is no target"),
    (C, STAFF, STAFF + "        forecast: true\n", "forecast: true",
     "acme.staff: a forecast needs by: whose model it is; one of nobody who is named is reported"),
    (C, STAFF, STAFF + "        met: Hired.\n", "met: Hired.", "acme.staff: met is for targets; add target: true"),
    (C, STAFF, STAFF + "        missed: Not hired.\n", "missed: Not", "acme.staff: missed is for targets"),
    (C, STAFF, TARGET + "        met: Hired.\n", "met: Hired.",
     "acme.staff: met needs due: the date that was promised"),
    (C, STAFF, TARGET + "        due: 2025\n        met: Hired.\n        missed: Not hired.\n", "missed: Not",
     "acme.staff: a target is met or missed, not both; keep what the sources show"),
    (C, STAFF, TARGET + "        due: 2027\n        met: Hired.\n", "met: Hired.",
     "acme.staff: met: due 2027 lies ahead of the site's own date 2026-11-23; say in note how it was met before"),
    (C, STAFF, TARGET + "        due: 2027\n        note: Early.\n        missed: No.\n", "missed: No.",
     "acme.staff: missed: due 2027 lies ahead of the site's own date 2026-11-23"),
    (C, MEMORY, MEASURED + "        by: nobody-known\n", "by: nobody",
     "acme-one.memory: by: unknown publisher 'nobody-known'; add it to data/publishers.yml"),
    (C, STAFF, STAFF + "        due: 2027\n", "due: 2027", "acme.staff: due is for targets and forecasts; "),
    (S, "        unit: CNY/USD\n", "        unit: CNY/USD\n        by: acme\n        forecast: true\n", "by: acme",
     "summit.rate: by, forecast: a derived fact takes it from its inputs"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "blamed", "message"), PLANTED, ids=[row[4][:60] for row in PLANTED])
def test_a_broken_rule_is_one_message_with_its_line(
    tiny: Project, name: str, old: str, new: str, blamed: str, message: str
) -> None:
    tiny.replace(name, old, new)
    (problem,) = tiny.problems()
    assert problem.startswith(f"{name}:{tiny.line(name, blamed)}: {message}")


@pytest.mark.parametrize(
    "given",
    [
        MEASURED + "        by: house\n",
        MEMORY + "        target: true\n        due: 2027\n        met: Sold.\n        note: On sale a year before.\n",
        MEMORY + "        forecast: true\n        by: acme\n        due: 2027\n",
        MEMORY + "        forecast: true\n        evidence: reported\n",
    ],
)
def test_what_keeps_the_rules_passes(tiny: Project, given: str) -> None:
    tiny.replace(C, MEMORY, given)
    assert tiny.problems() == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("", ""),
        ("target: true", "open"),
        ("target: true, due: 2026", "open"),
        ("target: true, due: 2026-11-23", "open"),
        ("target: true, due: 2026-11-22", "passed"),
        ("target: true, due: 2025, met: Hired.", "met"),
        ("target: true, due: 2025, missed: Not hired.", "missed"),
        ("forecast: true, by: acme, due: 2025", ""),
    ],
)
def test_the_state_of_a_target_follows_from_its_date(tiny: Project, given: str, found: str) -> None:
    tiny.replace(C, STAFF, STAFF + "".join(f"        {field}\n" for field in given.split(", ") if field))
    ledger = tiny.book().ledger
    assert state(ledger, ledger.facts["acme.staff"].current) == found


@pytest.mark.parametrize(
    ("kind", "publisher", "fact", "found"),
    [
        ("vendor", "acme", "evidence: vendor", "own document"),
        ("vendor", "acme-code", "evidence: vendor", "own document"),
        ("vendor", "house", "evidence: vendor", "as others report it"),
        ("news", "acme", "evidence: vendor", "as others report it"),
        ("analysis", "trade-paper", "evidence: vendor", "as the press reports it"),
        ("analysis", "trade-paper", "evidence: vendor, by: house", "The House, as the press reports it"),
        ("primary", "house", "evidence: vendor, by: house", "own document"),
        ("primary", "acme", "evidence: official", "exchange filing"),
        ("primary", "bureau", "evidence: official", "government document"),
        ("news", "trade-paper", "evidence: official", "filing, as the press reports it"),
        ("news", "trade-paper", "evidence: official, by: acme", "filing, as the press reports it"),
        ("news", "trade-paper", "evidence: official, by: bureau", "The Bureau, as the press reports it"),
        ("news", "trade-paper", "evidence: estimate", ""),
        ("news", "trade-paper", "evidence: estimate, by: house", "by The House"),
        ("news", "trade-paper", "evidence: reported, by: acme", "citing Acme"),
    ],
)
def test_the_channel_says_whose_document_was_read(
    tiny: Project, kind: str, publisher: str, fact: str, found: str
) -> None:
    tiny.replace("data/sources.yml", "publisher: trade-paper", f"publisher: {publisher}")
    tiny.replace("data/sources.yml", "kind: analysis", f"kind: {kind}")
    tiny.replace(C, STAFF, STAFF + "".join(f"        {field}\n" for field in fact.split(", ")))
    ledger = tiny.book().ledger
    staff = ledger.facts["acme.staff"]
    assert channel(ledger, staff, staff.current) == found


RESTS = "rests on forums, blogs or code repositories alone (City Paper); a headline needs another source: "


@pytest.mark.parametrize("kind", ["forum", "blog", "code-repository"])
def test_a_headline_needs_more_than_forums_blogs_and_repositories(tiny: Project, kind: str) -> None:
    tiny.replace(P, "kind: newspaper", f"kind: {kind}")
    tiny.write("docs/extra.md", '# Extra\n\n{{ headline("summit.rate") }} and {{ fact("summit.rate") }}\n')
    first, second = tiny.problems()
    assert first.startswith(
        f"docs/extra.md:3: headline(): summit.rate, computed from summit.investment, {RESTS}"
    ) and second.startswith(f"docs/index.md:3: figure(): summit.investment {RESTS}")


def test_a_makers_own_repository_is_the_makers_word(tiny: Project) -> None:
    tiny.replace(P, "kind: newspaper", "kind: code-repository\n    subject: acme")
    assert tiny.problems() == []  # the summit is by link one of Acme's


def test_a_headline_may_name_a_blog_beside_another_source(tiny: Project) -> None:
    tiny.replace(P, "kind: newspaper", "kind: blog")
    tiny.replace(S, "sources: [city-paper]", "sources: [city-paper, trade-paper]")
    assert tiny.problems() == []


def test_a_headline_is_judged_by_the_observation_it_shows(tiny: Project) -> None:
    tiny.replace(P, "kind: newspaper", "kind: blog")
    tiny.replace(S, "sources: [city-paper]", "sources: [trade-paper]")
    rows = (
        "        observations:\n"
        "          - {value: 100, printed: 100 people, as_of: 2024, sources: [city-paper]}\n"
        "          - {value: 150, printed: 150 people, as_of: 2025}\n"
    )
    tiny.replace(C, f"        value: 150\n        unit: people\n{STAFF}", f"        unit: people\n{rows}")
    tiny.write("docs/extra.md", '# Extra\n\n{{ headline("acme.staff") }}, {{ headline("acme.staff", at="2024") }}\n')
    assert [problem.partition("; a headline")[0] for problem in tiny.problems()] == [
        f"docs/extra.md:3: headline(): acme.staff {RESTS.partition('; a headline')[0]}"
    ]


def test_a_publisher_of_the_same_id_speaks_for_its_subject(tiny: Project) -> None:
    tiny.replace(P, "    name: Acme\n    kind: company\n", "    name: Acme\n    kind: research\n")
    tiny.replace(C, MEMORY, MEASURED + "        by: acme\n")
    (problem,) = tiny.problems()
    assert "Acme speaks for acme; its word is vendor" in problem


def test_the_signs_are_those_of_the_style_sheet() -> None:
    style = ROOT.joinpath("docs/stylesheets/ledger.css").read_text("utf-8")
    for kind, (path, _) in ICONS.items():
        drawn = re.search(rf"--i-{kind}: url\('data:image/svg\+xml,(.*?)'\)", style)
        assert drawn and path.split("M6.8")[0] in drawn[1], kind

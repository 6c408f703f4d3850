"""What ``make propose`` enters in the list of revisions: every changed value and label once, with its cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.edit import rename
from macros.site import propose
from macros.site.ahead import open_book

from .engine import Project
from .repository import commit, repository
from .test_changes import changes

S, C = "data/summit.yml", "data/chips.yml"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return repository(tmp_path / "tiny")


def entered(tiny: Project) -> str:
    """Return what is proposed against HEAD."""
    return propose.text(list(changes(tiny).proposals))


def test_proposals_are_entered_as_they_are(tiny: Project) -> None:
    tiny.replace(S, "value: 25_500_000_000", "value: 26_500_000_000")
    tiny.replace(S, "printed: CNY 25.5 billion", "printed: CNY 26.5 billion")
    tiny.replace(C, "low: 20_000\n        high: 30_000", "value: 25_000")
    tiny.replace(C, "printed: CNY 20,000 to 30,000", "printed: CNY 25,000")
    tiny.replace(C, "value: [training, inference]", "value: [training]")
    tiny.replace(C, "label: Staff", "label: Engineers")
    tiny.replace(C, "value: 2019", "value: 2020")
    tiny.replace(C, "founded in 2019", "founded in 2020")
    tiny.replace(S, "      venue:\n        label: Venue\n        value: Civic Center\n        unit: text\n", "")
    text = entered(tiny)
    assert "summit-rate" not in text, "what is computed follows"
    assert "{fact: acme-two.price, old: {low: 20000, high: 30000}, new: 25000}" in text
    assert '{id: summit.venue, label: "City summit: Venue", old: "Civic Center"}' in text
    tiny.write("data/revisions.yml", f"revisions:\n{text}")
    assert [p.partition(": ")[2] for p in tiny.problems()] == [
        f"{name}.why: say it in words (found nothing)" for name in re.findall(r"^  ([\w-]+):$", text, re.M)
    ]
    told = re.sub(r"why: .*", "why: Counted anew.", text)
    tiny.write("data/revisions.yml", f"revisions:\n{told}")
    assert tiny.problems() == []
    assert entered(tiny) == ""
    assert len(open_book(tiny.root).ledger.revisions) == 6


def test_a_fact_under_another_name_is_not_withdrawn(tiny: Project) -> None:
    venue = "      venue:\n        label: Venue\n        value: Civic Center\n"
    tiny.replace(S, venue, venue.replace("venue:", "place:"))
    assert entered(tiny) == ""
    tiny.replace(S, "value: Civic Center", "value: Town Hall")
    assert '{fact: summit.place, old: "Civic Center", new: "Town Hall"}' in (text := entered(tiny))
    assert "withdrawn" not in text
    tiny.replace(S, "        label: Venue\n", "        label: Hall\n")
    assert "{id: summit.venue, " in entered(tiny), "another label, another value: it is another fact"


def test_a_list_of_subjects_names_one_that_is_renamed_in_silence(tiny: Project) -> None:
    uses = "value: [training, inference]\n        unit: list"
    tiny.replace(C, uses, "value: [acme]\n        unit: subjects")
    commit(tiny)
    assert rename.rename(tiny.root, "acme", "apex", "subject") == 0
    assert entered(tiny) == ""
    tiny.replace(C, "value: [apex]", "value: [apex, acme-one]")
    assert 'old: ["apex"], new: ["apex", "acme-one"]' in entered(tiny)


def test_a_date_that_comes_with_a_value_is_not_told_by_itself(tiny: Project) -> None:
    tiny.replace(C, "value: 150\n", "value: 180\n        as_of: 2026-06\n")
    tiny.replace(C, "printed: 150 engineers", "printed: 180 engineers")
    text = entered(tiny).replace("why: ", "why: They hired.")
    tiny.write("data/revisions.yml", f"revisions:\n{text}")
    assert entered(tiny) == ""


def test_a_superseded_value_gives_reason_and_cause(tiny: Project) -> None:
    staff = "        value: 150\n        unit: people\n        printed: 150 engineers\n"
    new = staff.replace("150", "180") + "        as_of: 2026-06\n        superseded:\n          - {value: 150, "
    tiny.replace(C, staff, new + "printed: 150 engineers, as_of: 2026-05, until: 2026-06, why: They hired.}\n")
    tiny.replace("data/site.yml", "2026-11-23", "2026-11-24")
    text = entered(tiny)
    assert "cause: updated" in text and 'why: "They hired."' in text and "date: 2026-11-24" in text

"""Proof by perturbation, run once over the whole site, and the judge of forms by itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from . import raw
from .changed import Changes, digits, with_digits
from .expected import agree, forms, rounded
from .kept import build
from .perturb import Proof, prove
from .proof import differing, perturbed
from .site import ROOT


@pytest.fixture(scope="module")
def proof(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """The whole site held against one of changed data."""
    return prove(ROOT, site, tmp_path_factory.mktemp("perturb"), build)


def test_every_element_shows_the_new_value_and_nothing_else_differs(proof: Proof) -> None:
    assert not proof.wrong, f"{len(proof.wrong)} found:\n" + "\n".join(proof.wrong[:60])


def test_all_facts_are_covered(proof: Proof) -> None:
    print(proof.figures)
    assert not differing(perturbed(proof.figures)), "run: python -m tests.proof"
    assert proof.figures["facts"] == len(raw.facts(ROOT))
    assert proof.figures["numbers-kept"] < proof.figures["numbers"] / 50
    assert min(proof.figures[key] for key in ("elements", "records", "rows")) > 4000
    assert proof.figures["marks"] > 500
    assert proof.figures["entries"] > 400


@pytest.mark.parametrize(
    ("pair", "shown", "verdict"),
    [
        (("25500000000", "31700000000"), ("CNY 25.5 billion", "CNY 31.7 billion"), True),
        (("25500000000", "31700000000"), ("CNY 25.5 billion", "CNY 25.5 billion"), False),
        (("25500000000", "31700000000"), ("CNY 25.5 billion", "CNY 32 billion"), False),
        (("0.4921", "0.3756"), ("49.2", "37.6"), True),
        (("0.4921", "0.3756"), ("49.2", "37.5"), False),
        (("1600", "2400"), ("1.6", "2.4"), True),
        (("1600", "2400"), ("1.6", "2400"), False),
        (("7", "8"), ("12", "12"), None),
        (("-5.2", "-6.1"), ("−5.2", "6.1"), False),
    ],
)
def test_a_number_is_shown_in_the_form_of_the_old_one(
    pair: tuple[str, str], shown: tuple[str, str], verdict: bool | None
) -> None:
    assert agree((Decimal(pair[0]), Decimal(pair[1])), shown) is verdict


def test_forms_and_digits() -> None:
    assert (3, -9) in set(forms(Decimal(25_500_000_000), Decimal("25.5")))
    assert rounded(Decimal("2.345"), 3) == Decimal("2.35")
    assert digits(Decimal("0.0450")) == "45"
    assert with_digits("25_500_000", "255", "317") == "31_700_000"
    assert with_digits("0.0450", "45", "61") == "0.0610"


def test_the_changes_are_the_same_for_a_seed_and_others_for_another() -> None:
    one, again, other = (Changes(ROOT, seed) for seed in (7, 7, 8))
    assert one.numbers == again.numbers != other.numbers
    assert one.text("Hangzhou AI summit") == again.text("Hangzhou AI summit") != other.text("Hangzhou AI summit")


def test_nearly_everything_changes_and_keeps_its_shape() -> None:
    changes = Changes(ROOT, 3)
    for name, own in changes.numbers.items():
        for old, new in own.items():
            assert len(digits(old)) == len(digits(new)), name
            assert old.adjusted() == new.adjusted(), name
    assert len(changes.date("2026-02-28")) == 10
    assert changes.text("寒武纪") != "寒武纪"

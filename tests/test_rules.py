"""The page of the rules: what its table says of each company is what the lists of the data say."""

from __future__ import annotations

from macros.facts.ledger import Ledger

from .site import Page, elements, text

LISTS = {"named": "us-export-controls.military-list-named", "not named": "us-export-controls.military-list-absent"}
NONE = "none seen"


def entries(ledger: Ledger, name: str) -> set[str]:
    """Return the entries of a fact that is a list."""
    value = ledger.facts[name].current.value
    assert isinstance(value, tuple)
    return set(value)


def makers(page: Page) -> dict[str, list[str]]:
    """Return the rows of the first table below the heading of the makers, by the first word that names the company."""
    inside, rows = False, dict[str, list[str]]()
    for element, _ in elements(page.article):
        inside = (inside or element.get("id") == "makers") and element.get("id") != "thresholds"
        if inside and element.tag == "tr":
            cells = [text(cell) for cell in element if cell.tag == "td"]
            if len(cells) == 4:
                rows[cells[0].split(" (")[0].split(",")[0]] = cells[1:]
    return rows


def test_the_table_says_of_each_company_what_the_pentagons_list_says(pages: dict[str, Page], ledger: Ledger) -> None:
    rows, found = makers(pages["rules.html"]), []
    members = {word: entries(ledger, name) for word, name in LISTS.items()}
    for company, (_, _, said) in rows.items():
        word = said.split(",")[0]
        own = {name for name in members.get(word, ()) if company.startswith(name)}
        if word == "–":
            if any(company.startswith(name) for listed in members.values() for name in listed):
                found.append(f"{company}: the lists speak of it, the table does not")
        elif not own:
            found.append(f"{company}: the table says {said!r}, no list does")
    assert not found, "\n".join(found)
    assert len(rows) > 15
    assert {row[2].split(",")[0] for row in rows.values()} == {*LISTS, "–"}
    missing = {name for name in members["not named"] if not any(company.startswith(name) for company in rows)}
    assert not missing, f"the list does not name {missing}, and the table leaves them out"


def test_a_parent_that_the_table_calls_named_is_on_the_list(pages: dict[str, Page], ledger: Ledger) -> None:
    named = entries(ledger, LISTS["named"])
    parents = [row[2].partition("its parent ")[2] for row in makers(pages["rules.html"]).values() if "parent" in row[2]]
    assert len(parents) == 2
    assert all(any(parent.startswith(name) for name in named) for parent in parents), parents


def test_every_listing_has_its_day_and_its_source(pages: dict[str, Page]) -> None:
    for company, (day, source, _) in makers(pages["rules.html"]).items():
        assert (day == NONE) == (source == "–"), company
        assert day == NONE or any(character.isdigit() for character in day), company

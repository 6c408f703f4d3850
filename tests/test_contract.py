"""The rendering contract, read off the built pages: no bare number, elements equal the data, ways lead to sources."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

from . import raw, raw_dates
from .site import ROOT, Page, elements, named, text, texts

Pages = dict[str, Page]


def report(found: list[str]) -> None:
    """Fail with everything that was found, not only the first."""
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:40])


def fact_elements(pages: Pages) -> list[tuple[Page, Element]]:
    """Return every element that shows a fact, with its page."""
    return [(page, e) for page in pages.values() for e in page.article.iter() if e.get("data-fact")]


def test_no_digit_outside_an_element_that_names_its_record(pages: Pages) -> None:
    found = []
    for page in pages.values():
        for piece, over in texts(page.article):
            if re.search(r"\d", piece) and not named(over):
                found.append(f"{page.name}: {' '.join(piece.split())[:90]!r} in <{over[-1].tag}>")
    report(found)


def test_no_digit_in_attributes_that_are_read_aloud(pages: Pages) -> None:
    found = []
    for page in pages.values():
        for element, over in elements(page.article):
            for name in ("alt", "title", "aria-label", "placeholder"):
                value = element.get(name, "")
                if (
                    re.search(r"\d", value)
                    and not named((*over, element))
                    and "table-wrap" not in element.get("class", "")
                ):
                    found.append(f"{page.name}: {name}={value!r}")
    report(found)


def test_every_fact_shown_is_in_the_data(pages: Pages) -> None:
    known = raw.facts(ROOT)
    shown = fact_elements(pages)
    assert len(shown) > 3000, f"only {len(shown)} facts are shown; the pages did not render"
    report([f"{page.name}: {e.get('data-fact')}" for page, e in shown if e.get("data-fact") not in known])


def stated(fact: raw.Fact) -> set[str]:
    """Return every value for machines a fact may be shown with, from the data file alone."""
    if fact.formula:
        value = raw.computed(ROOT, fact.id)
        return set() if value is None else {raw.plain(value)}
    values = set()
    for statement in fact.statements:
        if isinstance(statement.value, list):
            values.add("; ".join(statement.value))
        elif fact.unit in raw.NOT_NUMBERS:
            values.add(" ".join(str(statement.value).split()))
        elif statement.value is not None:
            values.add(raw.plain(statement.numbers[0]))
        else:
            values.add("/".join(map(raw.plain, statement.numbers)))
    return values


def test_every_value_for_machines_equals_the_data(pages: Pages) -> None:
    facts, found = raw.facts(ROOT), []
    for page, element in fact_elements(pages):
        fact = facts[element.get("data-fact", "")]
        value = element.get("datetime") or element.get("value") or ""
        if fact.formula:
            expected = raw.computed(ROOT, fact.id)
            same = expected is not None and abs(Decimal(value) - expected) <= abs(expected) * Decimal("1e-9")
        else:
            value = (
                "/".join(raw.plain(Decimal(part)) for part in value.split("/"))
                if fact.unit not in raw.NOT_NUMBERS
                else " ".join(value.split())
            )
            same = value in stated(fact)
        if not same:
            found.append(f"{page.name}: {fact.id} is {value!r}, the data say {sorted(stated(fact))}")
    report(found)


def text_agrees(fact: raw.Fact, value: str, shown: str) -> bool:
    """True where the text read by people says the value read by machines, to the digits it shows."""
    if fact.unit == "date":
        return shown in set(raw_dates.date_words(value))
    if fact.unit in ("list", "subjects"):
        return bool(shown)
    if fact.unit == "text":
        return shown == " ".join(value.split())
    numbers = [Decimal(part) for part in value.split("/")]
    read = raw.read_numbers(shown, fact.unit)
    ends = [raw.number(fact.entry[end]) for end in ("low", "high") if end in fact.entry]
    if len(read) == 1 and len(numbers) == 2:  # part="low" or "high"
        return any(abs(read[0][0] - end) <= read[0][1] for end in numbers)
    if len(read) == 1 and ends:
        numbers = [n for n in (*numbers, *ends) if abs(read[0][0] - n) <= read[0][1]][:1]
    return len(read) == len(numbers) and all(abs(one - two) <= half for (one, half), two in zip(read, numbers))


def in_heads(page: Page) -> dict[Element, str]:
    """Return what the head of its column says of a figure: its unit and scale, as if it stood behind the figure."""
    found: dict[Element, str] = {}
    for table in page.article.iter("table"):
        titles = [text(e) for e in table.iter("th") if e.get("scope") == "col"]
        words = [title.rpartition(", ")[2].removeprefix("US$ ") if ", " in title else "" for title in titles]
        for row in table.iter("tr"):
            for head, cell in zip(words, row):
                if cell.tag == "td" and "figures" in cell.get("class", ""):
                    found |= {e: f" {head}" for e in cell.iter() if e.get("data-fact")}
    return found


def test_every_text_equals_its_value(pages: Pages) -> None:
    facts, found = raw.facts(ROOT), []
    heads = {page.name: in_heads(page) for page in pages.values()}
    for page, element in fact_elements(pages):
        fact = facts[element.get("data-fact", "")]
        value = element.get("datetime") or element.get("value") or ""
        shown = text(element)
        if fact.unit == "CNY" and shown.lstrip("−").replace(",", "").isdigit() and "millions of yuan" in page.told:
            shown += " million"  # the unit of the whole table, in the words above it
        shown += heads[page.name].get(element, "")
        if not text_agrees(fact, value, shown):
            found.append(f"{page.name}: {fact.id} shows {shown!r} for {value!r}")
    report(found)


def test_lists_show_each_entry(pages: Pages) -> None:
    facts, subjects, found = raw.facts(ROOT), raw.subjects(ROOT), []
    for page, element in fact_elements(pages):
        fact = facts[element.get("data-fact", "")]
        if fact.unit in ("list", "subjects"):
            entries = fact.statements[0].value
            entries = [subjects[e]["name"] for e in entries] if fact.unit == "subjects" else entries
            found += [
                f"{page.name}: {fact.id} lacks {entry!r}"
                for entry in entries
                if " ".join(entry.split()) not in text(element)
            ]
    report(found)


def test_every_count_and_every_part_of_a_record_equals_the_data(pages: Pages) -> None:
    facts, found = raw.facts(ROOT), []
    for page in pages.values():
        for element, over in elements(page.article):
            counted = element.get("data-count", "")
            if counted in facts and isinstance(facts[counted].statements[0].value, list):
                size = str(len(facts[counted].statements[0].value))
                if element.get("value") != size or text(element) not in (size, *NUMBER_WORDS.get(size, ())):
                    found.append(f"{page.name}: {counted} has {size} entries, shown as {text(element)!r}")
            part = element.get("data-part")
            record = next((e.get("data-record", "") for e in (element, *reversed(over)) if e.get("data-record")), "")
            if part in ("as_of", "due") and record in facts and not facts[record].formula:
                value = element.get("datetime") or element.get("value") or ""
                dates = (
                    {s.as_of for s in facts[record].statements}
                    if part == "as_of"
                    else {str(s.entry.get("due", facts[record].entry.get("due"))) for s in facts[record].statements}
                )
                if value not in dates or text(element) not in set(raw_dates.date_words(value)):
                    found.append(
                        f"{page.name}: {part} of {record} is {value!r} shown as {text(element)!r}; the data say "
                        f"{sorted(dates)}"
                    )
    report(found)


WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER_WORDS = {str(number): (word,) for number, word in enumerate(WORDS)}


def test_derived_cells_equal_their_formula(pages: Pages) -> None:
    found, seen = [], 0
    facts = raw.facts(ROOT)
    for page in pages.values():
        for element in page.article.iter():
            match = re.fullmatch(r"(\S+) / (\S+)", element.get("data-derived", ""))
            if not match or match[1] not in facts or match[2] not in facts:
                continue
            one, two = raw.computed(ROOT, match[1]), raw.computed(ROOT, match[2])
            if one is None or two is None:
                continue
            seen += 1
            ratio = one * raw.unit_size(facts[match[1]].unit) / (two * raw.unit_size(facts[match[2]].unit))
            value, shown = Decimal(element.get("value", "0")), raw.read_numbers(text(element), "times")
            size = next(
                (
                    s
                    for s in (Decimal(1), Decimal(100), Decimal("1e-12"))
                    if abs(value - ratio * s) <= abs(ratio * s) * Decimal("0.001")
                ),
                None,
            )
            if size is None or len(shown) != 1 or abs(shown[0][0] - value) > shown[0][1]:
                found.append(
                    f"{page.name}: {element.get('data-derived')} is {ratio:.6g}, shown as {text(element)!r} with "
                    f"{value}"
                )
    assert seen > 20, "the table of chips has no derived figures"
    report(found)


def test_every_chart_is_followed_by_its_data(pages: Pages) -> None:
    found, seen = [], 0
    for page in pages.values():
        for element, over in elements(page.article):
            if element.tag == "figure" and element.get("data-chart"):
                seen += 1
                siblings = list(over[-1])
                after = siblings[siblings.index(element) : siblings.index(element) + 2]
                if not any(e.tag == "table" for part in after for e in part.iter()):
                    found.append(f"{page.name}: {element.get('data-chart')} has no table")
    assert seen > 30, f"only {seen} charts are shown"
    report(found)


def test_pages_and_data_files_carry_the_same_names(pages: Pages) -> None:
    """Each subject has a page: the one of its file's name, or the one it names."""
    files = {path.relative_to(ROOT / "data").with_suffix("").as_posix() for path in (ROOT / "data").rglob("*.yml")}
    homes = {subject["page"] for subject in raw.subjects(ROOT).values()}
    assert len(homes) > 20 and len(homes & files) > 20
    report([f"there is no page {name} for its subjects" for name in sorted(homes) if f"{name}.html" not in pages])


def test_nine_months_a_fiscal_year_and_a_span_never_show_as_a_plain_year(pages: Pages) -> None:
    kinds, found = {"nine": r"\d{4}-9M", "fiscal": "FY.*", "span": r"\d.*/.*"}, []
    seen = dict.fromkeys(kinds, 0)
    for page in pages.values():
        for element in page.article.iter():
            part, value = element.get("data-part"), element.get("value") or ""
            for kind in [kind for kind, form in kinds.items() if part and re.fullmatch(form, value)]:
                seen[kind] += 1
                if text(element) not in list(raw_dates.date_words(value))[-2:]:
                    found.append(f"{page.name}: {element.get('data-record')}: {value} shown as {text(element)!r}")
    report(found)
    assert min(seen.values()) >= 5, seen

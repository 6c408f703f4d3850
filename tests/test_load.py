"""Planted errors in the data: each is one message with file, line, entry and a hint; none hides or breeds others."""

from __future__ import annotations

from pathlib import Path

import pytest

from .engine import Project, project
from .tiny import SUMMIT

S, C, G, B, W = "data/summit.yml", "data/chips.yml", "data/glossary.yml", "data/sources.yml", "data/site.yml"
PRINTED = "        printed: CNY 25.5 billion\n"
RATE = "summit.investment / summit.investment-usd"


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


def test_the_tiny_project_is_in_order(tiny: Project) -> None:
    assert tiny.problems() == []
    assert len(tiny.book().ledger.facts) == 12


# file, text that stands there once, what replaces it, text of the line that is blamed, message
PLANTED = [
    # the shape of an entry
    (S, PRINTED, "        print: CNY 25.5 billion\n", "print:",
     "summit.investment.print: unknown field 'print'; did you mean 'printed'?"),
    (S, "kind: event", "kindd: event", "kindd:", "summit.kindd: unknown field 'kindd'; did you mean 'kind'?"),
    (W, "as_of: 2026-11-23\n", "as_of: 2026-11-23\nbranche: main\n", "branche:",
     "branche: unknown field 'branche'; did you mean 'branch'?"),
    (S, "kind: event", "kind: party", "kind: party", "summit.kind: should be 'event', 'company', 'chip'"),
    (S, "evidence: reported", "evidence: reportd", "evidence: reportd",
     "summit.evidence: should be 'official', 'vendor', 'reported', 'estimate' or 'measured' (found 'reportd'); did you "
     "mean 'reported'?"),
    (S, "        label: Venue\n", "", "venue:",
     "summit.venue: label is missing: data/vocabulary.yml has none for this key"),
    (S, "label: Venue", "label: ''", "label: ''", "summit.venue.label: should have at least 1 character"),
    (S, "      venue:", "      Venue:", "Venue:",
     "summit.Venue: a key is lower-case letters and digits, joined by hyphens (found 'Venue')"),
    (S, "      venue:", "      date:", "date:\n        label: Venue",
     "summit.date: repeated key 'date' (first in line 11); keep one of them"),
    (C, "  acme-two:", "  acme-one: {name: Again, kind: chip}\n  acme-two:", "acme-one: {name: Again",
     "acme-one: repeated key 'acme-one' (first in line 20); keep one of them"),
    (S, "value: 25_500_000_000", "value: true", "value: true",
     "summit.investment.value: should be a valid integer or"),
    (S, "value: 25_500_000_000", 'value: "25500000000"', 'value: "25',
     "summit.investment: unit CNY needs a number, found '25500000000'; drop the quotes: 25_500_000_000"),
    (S, "value: 25_500_000_000", "value: 25.5B", "value: 25.5B",
     "summit.investment: unit CNY needs a number, found '25.5B'; drop the unit: 25.5"),
    (S, "value: 25_500_000_000", "value: 1,44", "value: 1,44",
     "summit.investment: unit CNY needs a number, found '1,44'; drop the comma: 1.44"),
    (S, "value: 25_500_000_000", "value: 25,500,000,000 CNY", "value: 25,500",
     "summit.investment: unit CNY needs a number, found '25,500,000,000 CNY'; drop the unit and the commas: 25_500"),
    (S, "value: 25_500_000_000", "value: a lot", "value: a lot",
     "summit.investment: unit CNY needs a number, found 'a lot'"),
    (S, "value: 25_500_000_000", "value: [1, 2]", "value: [1",
     "summit.investment.value: should be a valid integer or"),
    (S, "value: Civic Center", "value: 5", "value: 5", "summit.venue: unit text needs a text, found 5"),
    (C, "value: [training, inference]", "value: training", "value: training",
     "acme-two.uses: unit list needs a list of short texts"),
    (S, "        value: Civic Center\n", "", "venue:",
     "summit.venue: give exactly one of: value (or low and high), observations, formula"),
    (S, f"formula: {RATE}", f"formula: {RATE}\n        value: 7", "rate:",
     "summit.rate: give exactly one of: value (or low and high), observations"),
    (S, f"formula: {RATE}", f"formula: {RATE}\n        printed: '7'", "printed: '7'",
     "summit.rate: printed: a derived fact takes it from its inputs"),
    (S, f"formula: {RATE}", f"formula: {RATE}\n        sources: [city-paper]",
     "sources: [city-paper]\n        unit: CNY/USD",
     "summit.rate: sources: a derived fact takes it from its inputs"),
    (S, "subjects:\n", "unknowns:\n  who:\n    texts: Nobody says.\nsubjects:\n", "texts:",
     "unknowns.who.texts: unknown field 'texts'; did you mean 'text'?"),
    # units
    (S, "unit: USD\n", "unit: USDD\n", "unit: USDD", "summit.investment-usd: unknown unit 'USDD'; did you mean 'USD'?"),
    (S, "unit: CNY/USD", "unit: percent", "rate:",
     "summit.rate: the formula gives CNY · USD^-1, but the unit percent is a plain ratio"),
    (C, "        basis: FP16, dense\n", "", "compute-16bit:",
     "acme-one.compute-16bit: a compute figure needs its basis: precision and density"),
    (C, "basis: FP16, dense", "basis: F16, dense", "basis: F16",
     "acme-one.compute-16bit: basis: 'F16' is no number format; did you mean 'FP16'?"),
    (C, "basis: FP16, dense", "basis: FP16", "basis: FP16",
     "acme-one.compute-16bit: basis: the density is missing: dense, sparse, density not stated"),
    (C, "basis: FP16, dense", "basis: FP16, dense, matrix units", "basis: FP16",
     "acme-one.compute-16bit: basis: 'matrix units' is not known; did you mean 'matrix units only'?"),
    (C, "basis: FP16, dense", "basis: FP16, matrix units only, dense", "basis: FP16",
     "acme-one.compute-16bit: basis: 'dense' stands in the wrong place"),
    (C, "basis: FP16, dense", "basis: FP16 or FP8, dense", "basis: FP16",
     "acme-one.compute-16bit: basis: 'FP16 or FP8' names formats of different length"),
    (S, f"formula: {RATE}", f"formula: {RATE}\n        basis: FP16, dense", "basis: FP16",
     "summit.rate: basis: a derived fact takes it from its inputs"),
    # references
    (S, "sources: [city-paper]", "sources: [city-papr]", "sources: [city-papr]",
     "summit: unknown source 'city-papr'; did you mean 'city-paper'?"),
    (S, PRINTED, PRINTED + "        sources: [city-papr]\n", "sources: [city-papr]",
     "summit.investment: unknown source 'city-papr'; did you mean 'city-paper'?"),
    (S, "maker: acme", "maker: acm", "maker: acm", "summit: links to the unknown subject 'acm'; did you mean 'acme'?"),
    (S, "maker: acme", "makr: acme", "makr: acme", "summit: links: unknown relation 'makr'; did you mean 'maker'?"),
    (C, "value: [training, inference]\n        unit: list", "value: [acme-tow]\n        unit: subjects",
     "value: [acme-tow]",
     "acme-two.uses: names the unknown subject 'acme-tow'; did you mean 'acme-two'?"),
    (S, RATE, "summit.investmen / summit.investment-usd", "rate:",
     "summit.rate: the formula names the unknown fact 'summit.investmen'; did you mean 'summit.investment'?"),
    (G, "see: [server]", "see: [serve]", "see: [serve]", "rack: sees the unknown term 'serve'; did you mean 'server'?"),
    # provenance and double entry
    (S, PRINTED, "", "investment:", "summit.investment: printed is missing: the figure as the source prints it"),
    (S, PRINTED, "        printed: CNY 25.6 billion\n", "printed: CNY 25.6 billion",
     'summit.investment: the value 25_500_000_000 CNY disagrees with the value as printed, "CNY 25.6 billion": it '
     'says 25_600_000_000 CNY'),
    (S, "printed: US$3.71 billion", "printed: CNY 3.71 billion", "printed: CNY 3.71",
     "summit.investment-usd: the value 3_710_000_000 USD disagrees"),
    (S, "printed: February 28, 2026", "printed: February 27, 2026", "printed: February 27",
     'summit.date: the value 2026-02-28 disagrees with the value as printed, "February 27, 2026": the day is 28 but '
     "the print says day 27 of month 2 of 2026"),
    (C, "printed: CNY 20,000 to 30,000", "printed: CNY 20,000 to 35,000", "printed: CNY 20",
     "acme-two.price: the value 20_000 to 30_000 CNY disagrees"),
    (S, "value: Civic Center", "value: Civic Center 2\n        printed: Civic Center", "printed: Civic Center",
     'summit.venue: the value says 2, which "Civic Center" does not show'),
    (C, "value: [training, inference]", "value: [FP16, INT8]\n        printed: FP16", "printed: FP16\n        unit",
     'acme-two.uses: the value says 8, which "FP16" does not show'),
    # dates and ranges
    (S, "as_of: 2026-02-28", "as_of: 2026-02-30", "as_of: 2026-02-30",
     "summit.as_of: '2026-02-30' is not a date: 2026-02 has 28 days"),
    (S, "as_of: 2026-02-28", "as_of: 28.2.2026", "as_of: 28.2",
     "summit.as_of: write 2026-02-28, 2026-02, 2026-Q1, 2026-H1, 2026-9M (nine months) or 2026, FY2026/2026-01"),
    (S, "as_of: 2026-02-28", "as_of: FY2026", "as_of: FY2026",
     "summit.as_of: write 2026-02-28, 2026-02, 2026-Q1"),
    (S, "as_of: 2026-02-28", "as_of: 2026-01/2026-09", "as_of: 2026-01",
     "summit.as_of: '2026-01/2026-09' is not a date: write 2026-9M"),
    (S, "as_of: 2026-02-28", "as_of: FY2025/2025-12", "as_of: FY2025",
     "summit.as_of: 'FY2025/2025-12' is not a date: it ends with a calendar year; write 2025"),
    (S, PRINTED, "        as_of: 2025\n        printed: CNY 25.5 billion in the first nine months of 2025\n",
     "as_of: 2025\n",
     "summit.investment: as_of 2025 is another period than the print 'CNY 25.5 billion in the first nine months of "
     "2025' names, nine months of 2025; write 2026-02-28"),
    (S, PRINTED, "        as_of: 2025-9M\n        printed: CNY 25.5 billion in the third quarter\n", "as_of: 2025-9M",
     "summit.investment: as_of 2025-9M is another period than the print 'CNY 25.5 billion in the third quarter' names, "
     "quarter 3; write 2026-02-28"),
    (B, "2026-03-01", "2026-9M", "published:", "city-paper.published: write 2026-02-28, 2026-02 or 2026"),
    (S, "as_of: 2026-02-28", "as_of: 2027-02", "as_of: 2027-02",
     "summit: as_of 2027-02 lies after the site's own date 2026-11-23; a plan needs target: true"),
    (S, PRINTED, PRINTED + "        due: 2027\n", "due: 2027",
     "summit.investment: due is for targets and forecasts; add target: true or forecast: true"),
    (S, "value: 2026-02-28", "value: 2026-02-31", "value: 2026-02-31",
     "summit.date: '2026-02-31' is not a date: 2026-02 has 28 days"),
    (S, "value: Civic Center", "value: Civic Center\n        event: summit", "event: summit\n        unit: text",
     "summit.venue: only a fact with unit date can be an event"),
    (C, "low: 20_000", "low: 30_000\n        value: 20_000", "low: 30_000",
     "acme-two.price: low 30000, value 20000, high 30000 are not in order"),
    (C, "low: 20_000\n        high: 30_000", "low: 30_000\n        high: 20_000", "low: 30_000",
     "acme-two.price: low 30000, value None, high 20000 are not"),
    (C, "        high: 30_000\n", "", "low: 20_000", "acme-two.price: low and high go together"),
    (W, "2026-11-23", "2026-11", "as_of:", "as_of: write a day, 2026-02-28 (found '2026-11')"),
    (B, "2026-03-01", "2026-03-32", "published:",
     "city-paper.published: '2026-03-32' is not a date: 2026-03 has 31 days"),
    *[(S, PRINTED, f"{PRINTED}        superseded:\n          - {{value: 24_000_000_000, {rest}, why: Miscounted}}\n",
       "- {value: 24", f"summit.investment: {message}")
      for rest, message in (("printed: CNY 25 billion, until: 2026-03", "a superseded value: the value 24_000_000_000"),
                            ("printed: CNY 24 billion, until: 2025", "until 2025 lies before as_of 2026-02-28"))],
    # sources
    (B, "https://example.org/chips", "ftp://example.org/chips", "url: ftp",
     "trade-paper.url: write a full address, http:// or https:// (found 'ftp:"),
    (B, "https://example.org/chips", "https://example.com/city", "url: https://example.com/city\n    kind: analysis",
     "trade-paper: the address stands already under 'city-paper'"),
    # whole files
    (S, "subjects:\n", "subjects: [\n", "subjects: [", "not valid YAML: the bracket [ that opens here is not closed"),
    (B, "sources:\n", "sources: [\n", "sources: [", "not valid YAML: the bracket [ that opens here is not closed"),
    (G, "terms:\n", "- terms\n", "  rack:", "not valid YAML: a key where none can stand: no space"),
    (S, SUMMIT, "", "", "the file is empty"),
    (S, SUMMIT, "just words\n", "", "file: should be a valid dictionary or instance of Page"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "blamed", "message"), PLANTED, ids=[row[4][:50] for row in PLANTED])
def test_a_planted_error_is_one_message_with_its_line(
    tiny: Project, name: str, old: str, new: str, blamed: str, message: str
) -> None:
    tiny.replace(name, old, new)
    (problem,) = tiny.problems()
    line = tiny.line(name, blamed)
    assert problem.startswith(f"{name}:{line}: {message}")


def test_a_number_that_can_be_read_in_two_ways_is_one_message(tiny: Project) -> None:
    tiny.replace(S, "value: 25_500_000_000", "value: 2.55e10")
    line = tiny.line(S, "value: 2.55e10")
    (problem,) = tiny.problems()
    assert problem.startswith(f"{S}:{line}: summit.investment.value: '2.55e10' can be read in two ways")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("    evidence: reported\n", "evidence is missing: official, vendor, reported, estimate or measured"),
        ("    as_of: 2026-02-28\n", "as_of is missing: the date the figure speaks of"),
        ("    sources: [city-paper]\n",
         "sources are missing: name at least one key of sources: in this file or in data/sources.yml"),
    ],
)  # fmt: skip
def test_a_field_that_is_missing_on_a_subject_is_missed_once(tiny: Project, line: str, message: str) -> None:
    tiny.replace(S, line, "")
    where = "say it once here, or at date, investment, investment-usd, venue"
    assert tiny.problems() == [f"{S}:{tiny.line(S, '  summit:')}: summit: {message}; {where}"]


def test_a_fact_that_is_none_hides_no_other_of_its_subject(tiny: Project) -> None:
    tiny.replace(S, SUMMIT[SUMMIT.index("      venue:") :], "      venue: 5\n")
    tiny.replace(S, PRINTED, "        printed: CNY 25.6 billion\n")
    assert [problem.split(": ")[1] for problem in tiny.problems()] == ["summit.investment", "summit.venue"]


def test_a_name_that_is_unknown_in_many_places_is_one_message(tiny: Project) -> None:
    tiny.replace(S, "      investment:", "      investmen:")
    (problem,) = tiny.problems()
    message = "unknown fact 'summit.investment'; did you mean 'summit.investmen'?; also in"
    assert problem.startswith(
        f"{S}:28: summit.rate: the formula names the {message} docs/index.md:3, docs/index.md:5, docs/summit.md:3"
    )


def test_a_subject_stands_in_one_file(tiny: Project) -> None:
    tiny.write("docs/again.md", "# Again\n")
    tiny.write("data/again.yml", "subjects:\n  acme: {name: Acme, kind: company}\n")
    assert tiny.problems() == [f"{C}:2: acme: the subject stands already in data/again.yml:2"]


def test_a_file_with_another_ending_is_not_passed_over_in_silence(tiny: Project) -> None:
    tiny.write("data/more/chips.yaml", "subjects: {}\n")
    assert tiny.problems() == ["data/more/chips.yaml:1: the file is not read; its name must end in .yml"]


@pytest.mark.parametrize("name", [B, G, W])
def test_a_missing_file_is_one_message(tiny: Project, name: str) -> None:
    (tiny.root / name).unlink()
    assert tiny.problems() == [f"{name}:1: the file is missing"]


def test_a_file_that_is_cut_off_names_its_last_line(tiny: Project) -> None:
    whole = (tiny.root / S).read_text("utf-8")
    tiny.write(S, whole[: whole.index("formula: ") + 9])
    (problem,) = tiny.problems()
    assert problem.startswith(f"{S}:{tiny.line(S, 'formula: ')}: the last line has no line break: the file is cut off")


def test_a_folder_without_data_is_told(tmp_path: Path) -> None:
    (problem,) = Project(tmp_path).problems()
    assert problem == "data:1: there is no folder data/; the commands run in the project's folder"


def test_all_errors_of_all_files_come_out_at_once(tiny: Project) -> None:
    tiny.replace(S, PRINTED, "        printed: CNY 25.6 billion\n")
    tiny.replace(S, "unit: USD\n", "unit: USDD\n")
    tiny.replace(S, "label: Venue", "labl: Venue")
    tiny.replace(C, "        basis: FP16, dense\n", "")
    tiny.replace(C, "printed: 128 GB", "printed: 128 TB")
    tiny.replace(B, "https://example.org/chips", "example.org")
    tiny.replace(G, "see: [server]", "see: [serve]")
    tiny.replace(W, "2026-11-23", "soon")
    tiny.replace("docs/index.md", "acme.staff", "acme.stuff")
    tiny.write("docs/more.md", "# More\n")
    tiny.write("data/more.yml", "subjects:\n  more: {name: More, kind: fund}\n  more: {name: More, kind: fund}\n")
    found = [problem.split(": ")[:2] for problem in tiny.problems()]
    assert found == [
        [f"{C}:33", "acme-one.compute-16bit"], [f"{C}:50", "acme-two.memory"], [f"{G}:5", "rack"],
        ["data/more.yml:3", "more"],
        [f"{W}:2", "as_of"], [f"{B}:12", "trade-paper.url"], [f"{S}:21", "summit.investment"],
        [f"{S}:26", "summit.investment-usd"],
        [f"{S}:33", "summit.venue.labl"], ["docs/index.md:5", "fact()"],
    ]  # fmt: skip

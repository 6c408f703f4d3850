"""Serving while editing: an edit rewrites the pages it touches and no others, an error keeps the last good site."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.site.serve import Builder

from .engine import Project, engine, project
from .tiny import CHIPS_PAGE, FILES

PAGES = {"docs/chips.md": f"---\ntitle: Chips\n---\n{CHIPS_PAGE}"}
OLD = "<!-- old -->"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, Builder]]:
    """A project, and a builder that has built it once."""
    folder = tmp_path_factory.mktemp("serve")
    tiny = engine(project(folder / "project", PAGES))
    builder = Builder(tiny.root, folder / "site", "http://127.0.0.1:8000/", rest=0)
    path = list(sys.path)
    builder()
    yield tiny, builder
    sys.path[:] = path


@pytest.fixture
def tiny(served: tuple[Project, Builder]) -> Iterator[Project]:
    """The project; what a test changes is put back and built again."""
    yield served[0]
    project(served[0].root, PAGES)
    served[1]()


@pytest.fixture
def builder(served: tuple[Project, Builder]) -> Builder:
    return served[1]


def pages(builder: Builder) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in builder.folder.glob("*.html")}


def written(builder: Builder) -> set[str]:
    """Rebuild and return the pages that were written anew, whether or not their text differs."""
    before = pages(builder)
    for name, text in before.items():
        (builder.folder / name).write_text(text + OLD, "utf-8")
    builder()
    after = pages(builder)
    for name, text in before.items():
        if after[name].endswith(OLD):
            (builder.folder / name).write_text(text, "utf-8")
    return {name for name in before if not after[name].endswith(OLD)} - {"404.html"}


def test_the_first_build_writes_every_page(tiny: Project, builder: Builder) -> None:
    assert set(pages(builder)) == {"404.html", *(path.stem + ".html" for path in (tiny.root / "docs").glob("*.md"))}
    assert "more than CNY 25.5 billion" in pages(builder)["summit.html"]


def test_nothing_is_written_where_nothing_changed(tiny: Project, builder: Builder) -> None:
    assert written(builder) == set()


def test_an_edit_of_a_page_writes_that_page_only(tiny: Project, builder: Builder) -> None:
    tiny.replace("docs/chips.md", "Memory of", "The memory of")
    assert written(builder) == {"chips.html"}
    assert "The memory of" in pages(builder)["chips.html"]


def test_an_edit_of_data_writes_the_pages_that_show_it(tiny: Project, builder: Builder) -> None:
    tiny.replace("data/chips.yml", "value: 150", "value: 175")
    tiny.replace("data/chips.yml", "printed: 150", "printed: 175")
    assert written(builder) == {"index.html", "register.html"}
    assert "175 people" in pages(builder)["index.html"]


def test_a_partial_build_reads_no_page_for_the_search(
    tiny: Project, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(*given: object) -> str:
        read.append(str(given[-1]))
        return ""

    monkeypatch.setattr("macros.site.searchable.searchable", noted)
    monkeypatch.setattr("material.plugins.search.plugin.Parser.feed", noted)
    tiny.replace("docs/chips.md", "Memory of", "The memory of")
    assert written(builder) == {"chips.html"} and not read


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("data/chips.yml", "printed: 150", "printed: 151",
         "data/chips.yml:19: acme.staff: the value 150 people disagrees"),
        ("docs/index.md", "acme.staff", "acme.stuff", "docs/index.md:5: fact(): unknown fact 'acme.stuff'"),
        ("data/chips.yml", "subjects:\n", "subjects: [\n", "data/chips.yml:1: not valid YAML"),
        ("mkdocs.yml", "plugins:\n", "plugins: [\n", "The last good site stays."),
    ],
    ids=["data", "page", "yaml", "configuration"],
)  # fmt: skip
def test_an_error_keeps_the_last_good_site_and_the_next_edit_goes_on(
    tiny: Project, builder: Builder, caplog: pytest.LogCaptureFixture, name: str, old: str, new: str, message: str
) -> None:
    before = pages(builder)
    tiny.replace(name, old, new)
    with caplog.at_level(logging.ERROR, "mkdocs.serve"):
        builder()
    (record,) = (record for record in caplog.records if record.name == "mkdocs.serve")
    assert message in record.getMessage()
    assert record.getMessage().endswith("The last good site stays.")
    assert pages(builder) == before
    tiny.replace(name, new, old)
    tiny.replace("docs/timeline.md", "# Timeline", "# Timeline\n\nAll events.")
    builder()
    assert "All events." in pages(builder)["timeline.html"]


def test_a_file_caught_in_the_middle_of_a_save_is_no_error(
    tiny: Project, builder: Builder, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = FILES["data/chips.yml"].replace("value: 150", "value: 185").replace("printed: 150", "printed: 185")
    monkeypatch.setattr("macros.site.serve.time.sleep", lambda _: tiny.write("data/chips.yml", saved))
    tiny.write("data/chips.yml", "")
    with caplog.at_level(logging.ERROR, "mkdocs.serve"):
        assert builder() == ()
    assert not caplog.records and "185 people" in pages(builder)["index.html"]
    monkeypatch.setattr("macros.site.serve.time.sleep", lambda _: None)
    tiny.write("data/chips.yml", "")
    assert builder()[0][0].startswith("data/"), "a file that stays empty is one"


def test_a_new_page_is_built_and_a_removed_one_goes(tiny: Project, builder: Builder) -> None:
    tiny.write("docs/new.md", '# New\n\n{{ fact("acme.staff") }}\n')
    builder()
    assert "150 people" in pages(builder)["new.html"]
    (tiny.root / "docs/new.md").unlink()
    builder()
    assert "new.html" not in pages(builder)


def test_an_edit_of_what_is_around_the_pages_reaches_them_all(
    tiny: Project, builder: Builder, caplog: pytest.LogCaptureFixture
) -> None:
    tiny.replace("mkdocs.yml", "site_name: Compute Ledger", "site_name: Tiny Ledger")
    style = tiny.root / "docs/stylesheets/ledger.css"
    good = style.read_text("utf-8")
    style.write_text(good + "/* edited */\n", "utf-8")
    try:
        with caplog.at_level(logging.INFO, "mkdocs.serve"):
            builder()
        assert "Writing all pages anew; this takes some seconds ..." in caplog.messages
        assert all("Tiny Ledger" in text for text in pages(builder).values())
        assert (builder.folder / "stylesheets/ledger.css").read_text("utf-8").endswith("/* edited */\n")
    finally:
        tiny.replace("mkdocs.yml", "site_name: Tiny Ledger", "site_name: Compute Ledger")
        style.write_text(good, "utf-8")


def test_the_served_pages_are_those_of_a_whole_build(tiny: Project, builder: Builder, tmp_path: Path) -> None:
    tiny.replace("data/chips.yml", "value: 150", "value: 175")
    tiny.replace("data/chips.yml", "printed: 150", "printed: 175")
    builder()
    whole = Builder(tiny.root, tmp_path / "site", builder.url, rest=0)
    whole()
    assert pages(builder) == pages(whole)


def test_a_partial_build_keeps_the_titles_of_pages_without_one_in_the_navigation(
    tiny: Project, builder: Builder
) -> None:
    tiny.replace("mkdocs.yml", "  - Glossary: glossary.md", "  - glossary.md")
    try:
        builder()
        tiny.replace("docs/chips.md", "Memory of", "The memory of")
        builder()
        assert "None" not in pages(builder)["chips.html"]
    finally:
        tiny.replace("mkdocs.yml", "  - glossary.md", "  - Glossary: glossary.md")

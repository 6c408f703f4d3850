"""Pages as the engines get them: MkDocs is handed what was read ahead and puts the blocks in place behind Markdown,
Zensical calls the macros itself for every page; both give the same page, and the data are read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest

from macros import define_env, on_pre_page_macros
from macros.pages.book import MARKER, put_blocks
from macros.site import ahead, hooks
from macros.site.searchable import searchable
from macros.values.problem import DataError

from .engine import Project, project


class Engine:
    """What the macros need of an engine: where the project is, which page is being written, and a place to register."""

    def __init__(self, root: Path, page: Any = None) -> None:
        self.project_dir = str(root)
        self.page = page
        self.markdown = ""
        self.ledger_site: Any = None
        self.macros: dict[str, Callable[..., str]] = {}

    def macro(self, function: Callable[..., str], name: str = "") -> None:
        self.macros[name or function.__name__] = function

    def render(self, text: str) -> str:
        return str(jinja2.Template(text).render(self.macros))


def of_mkdocs(name: str) -> Any:
    file = SimpleNamespace(src_uri=name, src_path=name)
    return SimpleNamespace(file=file, meta={}, present_anchor_ids=set[str]())


def of_zensical(name: str) -> Any:
    return SimpleNamespace(path=name)


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The roots of which the data were read."""
    found: list[Path] = []
    original = ahead.open_book

    def counted(root: Path, *args: Any, **options: Any) -> Any:
        found.append(root)
        return original(root, *args, **options)

    monkeypatch.setattr(ahead, "open_book", counted)
    return found


def pages(tiny: Project) -> dict[str, str]:
    docs = tiny.root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}


def read_ahead(tiny: Project) -> dict[str, str]:
    """Return the whole text of every page as it was read ahead."""
    return {name: page.whole_text for name, page in tiny.book().pages.items()}


@pytest.mark.parametrize("page_of", [of_mkdocs, of_zensical])
def test_an_engine_that_defines_its_macros_for_every_page_reads_the_data_once(
    tiny: Project, readings: list[Path], page_of: Callable[[str], Any]
) -> None:
    written = {}
    for name, text in pages(tiny).items():
        engine = Engine(tiny.root, page_of(name))
        define_env(engine)
        written[name] = engine.render(text)
    assert len(readings) == 1
    assert written == read_ahead(tiny)


def test_an_engine_that_defines_its_macros_once_gives_the_same_pages(tiny: Project, readings: list[Path]) -> None:
    engine = Engine(tiny.root)
    define_env(engine)
    written = {}
    for name, text in pages(tiny).items():
        engine.page = of_mkdocs(name)
        written[name] = engine.render(text)
    assert len(readings) == 1
    assert written == read_ahead(tiny)


def test_an_edit_of_data_is_read(tiny: Project, readings: list[Path]) -> None:
    define_env(Engine(tiny.root))
    tiny.replace("data/chips.yml", "value: 150", "value: 1750")
    tiny.replace("data/chips.yml", "printed: 150", "printed: 1750")
    engine = Engine(tiny.root, of_mkdocs("index.md"))
    define_env(engine)
    assert len(readings) == 2
    assert "1,750 people" in engine.render('{{ fact("acme.staff") }}')


def test_an_edit_of_a_page_is_read(tiny: Project, readings: list[Path]) -> None:
    define_env(Engine(tiny.root))
    tiny.replace("docs/index.md", "acme.staff", "acme.stuff")
    with pytest.raises(DataError, match="unknown fact"):
        define_env(Engine(tiny.root))
    assert len(readings) == 2


def test_a_new_file_is_read(tiny: Project, readings: list[Path]) -> None:
    define_env(Engine(tiny.root))
    tiny.write("data/more.yml", "subjects:\n  more: {name: More, kind: fund, page: chips}\n")
    engine = Engine(tiny.root, of_mkdocs("index.md"))
    define_env(engine)
    assert engine.render('{{ name("more", link=False) }}') == '<span data-name="more">More</span>'
    (tiny.root / "data/more.yml").unlink()
    define_env(Engine(tiny.root))
    assert len(readings) == 3


def test_an_error_stops_the_build_and_a_correction_frees_it(tiny: Project) -> None:
    define_env(Engine(tiny.root))
    tiny.replace("data/chips.yml", "printed: 150", "printed: 1500")
    for _ in range(2):
        with pytest.raises(DataError) as caught:
            define_env(Engine(tiny.root))
        assert str(caught.value).startswith(
            "1 problem in the data and pages:\ndata/chips.yml:19: acme.staff: the value 150 people disagrees"
        )
    tiny.replace("data/chips.yml", "printed: 1500", "printed: 150")
    define_env(Engine(tiny.root))


def test_the_first_mention_is_counted_for_each_page_and_each_build(tiny: Project) -> None:
    text = '{{ name("summit") }} {{ name("summit") }}'
    for _ in range(2):
        engine = Engine(tiny.root)
        define_env(engine)
        for name in ("index.md", "chips.md"):
            engine.page = of_mkdocs(name)
            assert engine.render(text).count("城市峰会") == 1


def test_calls_the_reading_ahead_did_not_make_are_answered_too(tiny: Project) -> None:
    engine = Engine(tiny.root, of_mkdocs("summit.md"))
    define_env(engine)
    assert "128 GB" in engine.render('{{ fact("acme-two.memory") }}')
    assert "64 GB" in engine.render('{{ fact("acme-one.memory") }}')
    engine.page = of_mkdocs("new/page.md")
    assert 'href="../register.html#acme.staff"' in engine.render('{{ fact("acme.staff") }}')


def test_a_path_of_another_system_names_the_same_page(tiny: Project) -> None:
    tiny.write("docs/deep/page.md", '# Deep\n\n{{ fact("acme.staff") }}\n')
    for page in (
        of_mkdocs("deep/page.md"),
        SimpleNamespace(file=SimpleNamespace(src_path="deep\\page.md")),
        of_zensical("deep/page.md"),
    ):
        engine = Engine(tiny.root, page)
        define_env(engine)
        assert engine.render(pages(tiny)["deep/page.md"]) == read_ahead(tiny)["deep/page.md"]


def handed(tiny: Project, name: str, markdown: str) -> Engine:
    """Return MkDocs' state of a page behind the point where it would run the macros."""
    engine = Engine(tiny.root, of_mkdocs(name))
    define_env(engine)
    engine.markdown = markdown
    on_pre_page_macros(engine)
    return engine


def test_every_page_is_handed_to_mkdocs_as_it_was_read_ahead(tiny: Project, readings: list[Path]) -> None:
    for name, text in pages(tiny).items():
        engine = handed(tiny, name, text)
        assert engine.page.meta["render_macros"] is False, "the plugin would read the text again"
        assert "{{" not in engine.markdown
        assert put_blocks(engine.markdown, engine.page.meta["ledger_blocks"]) == engine.render(text).rstrip("\n")
    assert len(readings) == 1


def test_a_page_is_handed_over_without_its_front_matter(tiny: Project) -> None:
    source = (tiny.root / "docs/chips.md").read_text("utf-8")
    plain = handed(tiny, "chips.md", source)
    tiny.write("docs/chips.md", f"---\ntitle: Chips\n---\n\n{source}")
    headed = handed(tiny, "chips.md", source)
    assert headed.markdown == plain.markdown
    assert headed.page.meta["ledger_blocks"] == plain.page.meta["ledger_blocks"]


@pytest.mark.parametrize("name", ["chips.md", "new.md"])
def test_any_other_text_is_left_to_the_macros(tiny: Project, name: str) -> None:
    text = (tiny.root / "docs/chips.md").read_text("utf-8") + "\nMore.\n"
    engine = handed(tiny, name, text)
    assert engine.markdown == text
    assert engine.page.meta == {}


def test_macros_inside_raw_reach_mkdocs_as_they_are(tiny: Project) -> None:
    text = '# Extra\n\n{% raw %}`{{ fact("no.such-fact") }}`{% endraw %}\n'
    tiny.write("docs/extra.md", text)
    engine = handed(tiny, "extra.md", text)
    assert engine.markdown == '# Extra\n\n`{{ fact("no.such-fact") }}`'
    assert engine.page.meta["render_macros"] is False


def test_the_hooks_put_every_block_in_its_place(tiny: Project) -> None:
    text = (tiny.root / "docs/chips.md").read_text("utf-8")
    page = handed(tiny, "chips.md", text).page
    blocks = page.meta["ledger_blocks"]
    assert len(blocks) == 2 and "<table" in blocks[0]
    html = "<h2>Chips</h2>\n<!--ledger:0-->\n<p>between</p>\n<!--ledger:1-->"
    for_search = hooks.on_page_content(html, page=page)
    assert "<table" not in for_search and "<td" not in for_search, "the search would read the table again"
    assert for_search.index(searchable(blocks[0])) < for_search.index("<p>between</p>")
    assert "Acme Two 128" in for_search
    whole = hooks.on_post_page(f"<html>{for_search}</html>", page=page)
    assert whole == f"<html><h2>Chips</h2>\n{blocks[0]}\n<p>between</p>\n{blocks[1]}</html>"
    assert not MARKER.search(whole)


def test_the_hooks_name_the_addresses_within_blocks(tiny: Project) -> None:
    page = handed(tiny, "register.md", (tiny.root / "docs/register.md").read_text("utf-8")).page
    hooks.on_page_content("<!--ledger:0-->", page=page)
    assert {"acme.staff", "summit.rate"} <= page.present_anchor_ids


def test_the_hooks_leave_a_page_without_blocks_alone(tiny: Project) -> None:
    tiny.write("docs/plain.md", "# Plain\n")
    for page in (handed(tiny, "plain.md", "# Plain\n").page, of_mkdocs("new.md")):
        assert hooks.on_page_content("<h1>Plain</h1>", page=page) == "<h1>Plain</h1>"
        written = hooks.on_post_page("<h1>Plain</h1>", page=page)
        assert written.startswith("<h1>Plain</h1>") and re.fullmatch(r'(<p class="reach">.*</p>)?', written[14:])


def test_a_comment_that_spells_a_marker_is_no_block(tiny: Project) -> None:
    text = "# Extra\n\n<!--ledger:7-->\n\n{{ facts_table('acme') }}\n"
    tiny.write("docs/extra.md", text)
    assert any("docs/extra.md:3" in problem for problem in tiny.problems()) or (
        "<!--ledger:7-->" in tiny.book().pages["extra.md"].whole_text
    )

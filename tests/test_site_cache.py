"""``define_env`` under both engines: MkDocs calls it once a build, Zensical for every page; the data are read once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import macros.book
import pytest

from macros import define_env
from macros.site import body
from macros.values.problem import DataError

from .engine import Project, project


class Engine:
    """What the macros need of an engine: where the project is, which page is being written, and a place to register."""

    def __init__(self, root: Path, page: Any = None) -> None:
        self.project_dir = str(root)
        self.page = page
        self.macros: dict[str, Callable[..., str]] = {}

    def macro(self, function: Callable[..., str], name: str = "") -> None:
        self.macros[name or function.__name__] = function

    def render(self, text: str) -> str:
        return str(jinja2.Template(text).render(self.macros))


def of_mkdocs(name: str) -> Any:
    return SimpleNamespace(file=SimpleNamespace(src_uri=name, src_path=name))


def of_zensical(name: str) -> Any:
    return SimpleNamespace(path=name)


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    return project(tmp_path)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The roots of which the data were read."""
    found: list[Path] = []
    original = macros.book.open_book

    def counted(root: Path, *args: Any, **options: Any) -> Any:
        found.append(root)
        return original(root, *args, **options)

    monkeypatch.setattr(macros.book, "open_book", counted)
    return found


def pages(tiny: Project) -> dict[str, str]:
    docs = tiny.root / "docs"
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}


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
    assert written == tiny.book().rendered


def test_an_engine_that_defines_its_macros_once_gives_the_same_pages(tiny: Project, readings: list[Path]) -> None:
    engine = Engine(tiny.root)
    define_env(engine)
    written = {}
    for name, text in pages(tiny).items():
        engine.page = of_mkdocs(name)
        written[name] = engine.render(text)
    assert len(readings) == 1
    assert written == tiny.book().rendered


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
    tiny.write("data/more.yml", "subjects:\n  more: {name: More, kind: fund}\n")
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
        assert engine.render(pages(tiny)["deep/page.md"]) == tiny.book().rendered["deep/page.md"]


def test_a_page_is_handed_over_as_it_was_read_ahead_and_only_then(tmp_path: Path) -> None:
    """What MkDocs is given is the text of the reading ahead, without front matter; any other text is left to the macros."""
    tiny = project(tmp_path)
    page = "chips.md"
    text = (tiny.root / "docs" / page).read_text("utf-8")
    head = text[: text.index("# ")] if text.startswith("---") else ""
    env = SimpleNamespace(page=SimpleNamespace(file=SimpleNamespace(src_uri=page)), markdown=text.removeprefix(head))
    rendered = tiny.book().rendered[page]
    assert "{{" in env.markdown and body(tiny.root, env) == rendered.removeprefix(head)
    env.markdown += "more"
    assert body(tiny.root, env) is None
    tiny.write(f"docs/{page}", text + "\n{% raw %}{% endraw %}\n")
    env.markdown = text.removeprefix(head)
    assert body(tiny.root, env) is None

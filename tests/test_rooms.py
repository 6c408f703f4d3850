"""The order of the house: imports between rooms run one way, each room says what it holds, nothing grows long."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from .site import ROOT

# Each room and the rooms it may import; what runs the engines may import all.
ROOMS = {
    "values": set[str](),
    "facts": {"values"},
    "reading": {"facts", "values"},
    "pages": {"facts", "values"},
    "charts": {"pages", "facts", "values"},
    "site": {"charts", "pages", "reading", "facts", "values"},
    # Edits change files and are tried as a build would read them, so they stand above all; nothing needs them.
    "edit": {"site", "charts", "pages", "reading", "facts", "values"},
}
# What stands outside the rooms: it registers the macros, or runs the commands.
DOORS = {"__init__", "__main__"}
MAX_LINES, MAX_FUNCTION, MAX_WIDTH = 300, 50, 120


def modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Yield the modules of the macros with their syntax trees."""
    for path in sorted((root / "macros").rglob("*.py")):
        yield path, parsed(path.read_text("utf-8"))


@lru_cache(maxsize=256)
def parsed(text: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(text)


def room(path: Path, root: Path) -> str:
    """Return the room a module stands in, or the name of a module outside the rooms."""
    first, *rest = path.relative_to(root / "macros").with_suffix("").parts
    return first if rest or first not in DOORS else ""


def imported(path: Path, tree: ast.Module, root: Path) -> Iterator[tuple[int, str]]:
    """Yield line and room of everything of the macros that a module imports, wherever in it the import stands."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = list(package[: len(package) + 1 - node.level]) if node.level else []
            base = [*above, *(node.module.split(".") if node.module else [])]
            names = [[*base, alias.name] for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name[1] if len(name) > 1 else "") for name in names if name[0] == "macros")


def wrong_imports(root: Path) -> list[str]:
    """Return every import that runs against the order of the rooms."""
    found = []
    for path, tree in modules(root):
        own = room(path, root)
        if not own:
            continue
        for line, other in imported(path, tree, root):
            if other != own and other not in ROOMS.get(own, set()):
                found.append(f"{path.relative_to(root)}:{line}: {own} imports {other or 'the whole package'}")
    return found


def wrong_rooms(root: Path) -> list[str]:
    """Return rooms without a docstring of at least two lines, and modules outside every room."""
    found = []
    for path, tree in modules(root):
        own = room(path, root)
        if own and own not in ROOMS:
            found.append(f"{path.relative_to(root)} stands in no room")
        if path.name == "__init__.py" and len((ast.get_docstring(tree) or "").splitlines()) < 2:
            found.append(f"{path.relative_to(root)} does not say what belongs here")
    return found + [f"the room {name} is missing" for name in ROOMS if not (root / "macros" / name).is_dir()]


def long_modules(root: Path) -> list[str]:
    """Return modules that are too long."""
    sizes = {path: path.read_text("utf-8").count("\n") for path in sorted((root / "macros").rglob("*.py"))}
    return [f"{path.relative_to(root)} has {size} lines" for path, size in sizes.items() if size > MAX_LINES]


def long_functions(root: Path) -> list[str]:
    """Return functions that are too long."""
    found = []
    for path, tree in modules(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > MAX_FUNCTION:
                    found.append(f"{path.relative_to(root)}:{node.lineno}: {node.name}() has {size} lines")
    return found


def wide_lines(root: Path) -> list[str]:
    """Return lines that are too wide, in the macros and in the tests."""
    found = []
    for path in sorted([*(root / "macros").rglob("*.py"), *(root / "tests").rglob("*.py")]):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if len(line) > MAX_WIDTH:
                found.append(f"{path.relative_to(root)}:{number} has {len(line)} characters")
    return found


def hints(root: Path) -> list[str]:
    """Return the places that look for the nearest name, or say "did you mean", but for the one in values/problem.py."""
    found = []
    for path in sorted((root / "macros").rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if re.search(r"did you mean|get_close_matches", line):
                found.append(f"{path.relative_to(root).as_posix()}:{number}")
    return [place for place in found if not place.startswith("macros/values/problem.py:")]


Check = Callable[[Path], list[str]]
CHECKS: list[Check] = [wrong_imports, wrong_rooms, long_modules, long_functions, wide_lines, hints]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_house_is_in_order(check: Check) -> None:
    found = check(ROOT)
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:60])


def test_every_import_between_rooms_is_seen() -> None:
    """The reading of imports finds what is known to be there, so that none of the checks is idle."""
    arrows = {
        (room(path, ROOT), other)
        for path, tree in modules(ROOT)
        for _, other in imported(path, tree, ROOT)
        if room(path, ROOT) not in ("", other)
    }
    needed = {("facts", "values"), ("reading", "facts"), ("pages", "facts"), ("charts", "pages"), ("site", "charts")}
    assert needed <= arrows
    assert {own for own, _ in arrows} <= ROOMS.keys()


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the macros into which faults can be planted."""
    root = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    return root


LONG = "def long() -> None:\n" + "    pass\n" * MAX_FUNCTION


@pytest.mark.parametrize(
    ("check", "name", "fault", "found"),
    [
        (wrong_imports, "values/units.py", "from ..facts import ledger", "values imports facts"),
        (wrong_imports, "values/units.py", "from macros.facts.ledger import Fact", "values imports facts"),
        (wrong_imports, "values/units.py", "import macros.facts.ledger", "values imports facts"),
        (wrong_imports, "values/units.py", "import macros", "values imports the whole package"),
        (wrong_imports, "values/units.py", "from .. import pages", "values imports pages"),
        (wrong_imports, "facts/ledger.py", "from ..reading.load import load", "facts imports reading"),
        (wrong_imports, "facts/ledger.py", "def late():\n    from ..pages import book", "facts imports pages"),
        (wrong_imports, "reading/check.py", "from ..pages.book import Book", "reading imports pages"),
        (wrong_imports, "pages/view.py", "from ..reading import load", "pages imports reading"),
        (wrong_imports, "pages/view.py", "from ..charts.scene import Scene", "pages imports charts"),
        (wrong_imports, "pages/view.py", "from .. import define_env", "pages imports define_env"),
        (wrong_imports, "charts/scene.py", "from ..site import engine", "charts imports site"),
        (wrong_imports, "charts/scene.py", "from ..reading.load import load", "charts imports reading"),
        (wrong_imports, "site/build.py", "from .. import __main__", "site imports __main__"),
        (wrong_imports, "site/build.py", "from ..edit import new", "site imports edit"),
        (wrong_rooms, "facts/__init__.py", None, "macros/facts/__init__.py does not say what belongs here"),
        (wrong_rooms, "attic/old.py", "", "macros/attic/old.py stands in no room"),
        (wrong_rooms, "loose.py", "", "macros/loose.py stands in no room"),
        (long_modules, "facts/standing.py", "# more\n" * MAX_LINES, "macros/facts/standing.py has "),
        (long_functions, "facts/standing.py", LONG, "long() has 51 lines"),
        (long_functions, "facts/standing.py", LONG.replace("def", "async def"), "long() has 51 lines"),
        (wide_lines, "facts/standing.py", "# " + "x" * (MAX_WIDTH - 1), "has 121 characters"),
        (hints, "facts/standing.py", "from difflib import get_close_matches", "macros/facts/standing.py:"),
        (hints, "facts/standing.py", 'HINT = "; did you mean this?"', "macros/facts/standing.py:"),
    ],
)
def test_a_planted_fault_is_found(copied: Path, check: Check, name: str, fault: str | None, found: str) -> None:
    path, before = copied / "macros" / name, check(copied)
    good = path.read_text("utf-8") if path.exists() else None
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text("" if fault is None else f"{good or ''}\n{fault}\n", "utf-8")
        new = [line for line in check(copied) if line not in before]
        assert len(new) == 1 and found in new[0], new
    finally:
        if good is not None:
            path.write_text(good, "utf-8")
        else:
            path.unlink()

"""Commands: ``python -m macros check | new | rename | changes | build | serve | finish | schema``."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from .values.problem import DataError

NAMELESS = (
    "SITE_URL is not set: there is no sitemap, no canonical address and no picture for link previews; citations name "
    "no address, those of JSON-LD and llms.txt are relative; 404.html finds its styles only at the root of a host"
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 in order, 1 problems found, 2 wrong use."""
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    gc.disable()  # a run is short, and to look for cycles takes a tenth of it; serve does so between two builds
    try:
        if options.command == "check":
            return _check(root, options.what == "data")
        if options.command in ("new", "rename"):
            return _edit(root, options)
        if options.command == "serve":
            from .site.serve import serve

            serve(root, options.host, options.port)
        elif options.command == "build":
            return _build(root, Path(options.site))
        elif options.command == "changes":
            return _changes(root, options.revision, options.form)
        elif options.command == "schema":
            from .reading.jsonschema import write
            from .reading.load import load

            write(root / "schemas", load(root))
        elif options.command == "finish":
            from .site.build import finish
            from .site.engine import current

            if not (Path(options.folder) / "index.html").is_file():
                print(f"{options.folder} holds no built site; build it first, with either engine", file=sys.stderr)
                return 2
            book = current(root)
            finish(book, Path(options.folder))
            if not book.address:
                print(NAMELESS)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.command}: {error.strerror or error}: {error.filename or root}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; the last site stays as it was", file=sys.stderr)
        return 130
    return 0


def _edit(root: Path, options: argparse.Namespace) -> int:
    from .edit import new, rename
    from .edit.options import OPTIONS
    from .site import settings

    settings.required(root)
    if options.command == "rename":
        return rename.rename(root, options.old, options.new, options.kind)
    given = {name: getattr(options, name.replace("-", "_")) for name in OPTIONS}
    return new.new(root, options.what, {name: text for name, text in given.items() if text is not None})


def _build(root: Path, site: Path) -> int:
    from .site.build import BuildFailed, build

    own = [root / name for name in ("data", "docs", "macros", "overrides", "tests")]
    if site.is_file() or any(one.resolve().is_relative_to(site.resolve()) for one in own):
        print(f"{site} is no place for a site, which replaces all that is there; name another folder", file=sys.stderr)
        return 2
    try:
        print("Checking all data and pages, then building; this takes some seconds ...", flush=True)
        print(f"the site is in {build(root, site)}")
        if not (site / "sitemap.xml").exists():
            print(NAMELESS)
    except BuildFailed as error:
        print(f"{error}\nThe last site stays as it was.", file=sys.stderr)
        return 1
    return 0


def _changes(root: Path, name: str, form: str) -> int:
    from .site import propose, tell_changes
    from .site.before import NoRevision, opened
    from .site.changes import Unreadable, compare

    try:
        with opened(root, name) as revision:
            changes = compare(root, revision)
    except (NoRevision, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    if form == "entries":
        print(propose.text(list(changes.proposals)) or "Nothing is to be entered in data/revisions.yml.\n", end="")
    else:
        print((tell_changes.markdown if form == "markdown" else tell_changes.text)(changes), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m macros", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check data files and pages")
    check.add_argument("what", nargs="?", choices=["all", "data"], default="all")
    changes = commands.add_parser("changes", help="tell what changes, in facts and on pages, against a revision of git")
    changes.add_argument("revision", nargs="?", default="HEAD", metavar="REVISION")
    forms = changes.add_mutually_exclusive_group()
    forms.add_argument("--text", dest="form", action="store_const", const="text")
    forms.add_argument("--markdown", "--md", dest="form", action="store_const", const="markdown", default="text")
    forms.add_argument("--propose", dest="form", action="store_const", const="entries")
    commands.add_parser("schema", help="write the JSON Schema of the data files for editors")
    serve = commands.add_parser("serve", help="serve the site with live reload")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    commands.add_parser("build", help="write the site").add_argument("--site", default="site")
    finish = commands.add_parser(
        "finish", help="write downloads and link previews into a site that either engine has built"
    )
    finish.add_argument("folder", metavar="SITE")
    _edits(commands)
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text}")


def _edits(commands: Any) -> None:
    from .edit.options import NEEDS, OPTIONS, RENAMED, WHAT, needs

    new = commands.add_parser(
        "new", allow_abbrev=False, help="add an entry to data and pages; asks for what no option gives",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(["What a subject says for all its facts need not be said again. A source that is new needs",
                          "--url --publisher --kind as well.", *map(needs, NEEDS)]),
    )  # fmt: skip
    new.add_argument("what", nargs="?", metavar="WHAT", help=", ".join(WHAT))
    for name, example in OPTIONS.items():
        new.add_argument(f"--{name}", metavar="...", help=f"such as: {example}")
    rename = commands.add_parser("rename", help="rename a fact, subject, source, publisher, chart or term everywhere")
    rename.add_argument("old", metavar="OLD")
    rename.add_argument("new", metavar="NEW")
    rename.add_argument("--kind", choices=RENAMED, help="which of them, where OLD names several")


def _check(root: Path, data_only: bool) -> int:
    from .reading.jsonschema import refresh

    if data_only:
        from .reading.load import load

        ledger = load(root)
    else:
        from .site import kept, settings

        settings.required(root)
        ledger = kept.opened(root).ledger
        settings.listed(root)
    refresh(root / "schemas", ledger)
    print(f"{len(ledger.facts)} facts about {len(ledger.subjects)} subjects, {len(ledger.sources)} sources: in order")
    return 0


def _left(code: int) -> NoReturn:
    """Leave at once: to take a book apart piece by piece takes a tenth of a check."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # whoever read it has gone
        code = code or 1
    os._exit(code)


if __name__ == "__main__":
    _left(main())

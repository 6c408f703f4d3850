"""Read every data file, check it, and build the ledger. All problems of all files come out together."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..facts import revision, schema
from ..facts.derive import derive
from ..facts.ledger import Fact, Ledger
from ..values.problem import DataError, Problem
from .assemble import add_page, declare
from .check import cross_check
from .validate import OPTIONAL, SPECIAL, File, model_of, validated


@dataclass(frozen=True)
class Data:
    """What was read of the data files, each by its name such as ``data/summit.yml``, and the ledger made of them."""

    files: dict[str, File]
    ledger: Ledger
    pages: Set[str] | None
    problems: list[Problem] = field(default_factory=list)

    def is_of(self, contents: dict[str, bytes], pages: Set[str] | None) -> bool:
        """True where these files and pages would be read as this."""
        return pages == self.pages and contents == {name: file.content for name, file in self.files.items()}


def load(root: Path) -> Ledger:
    """Return the checked ledger of the data files under ``root/data``; raises DataError with every problem."""
    problems: list[Problem] = []
    data = collect(contents(root, problems), None)
    if problems or data.problems:
        raise DataError(problems + data.problems)
    return data.ledger


def contents(root: Path, problems: list[Problem]) -> dict[str, bytes]:
    """Return the bytes of every data file by its name, such as ``data/summit.yml``."""
    found: dict[str, bytes] = {}
    if not (root / "data").is_dir():
        problems.append(Problem("data", 1, "", "there is no folder data/; the commands run in the project's folder"))
    for path in sorted((root / "data").rglob("*")):
        name = path.relative_to(root).as_posix()
        ending = path.suffix.lower()
        if ending not in (".yml", ".yaml") or any(part.startswith(".") for part in path.parts[len(root.parts) :]):
            continue  # editors keep hidden files of their own
        if path.suffix != ".yml":
            problems.append(Problem(name, 1, "", "the file is not read; its name must end in .yml"))
        elif isinstance(content := file_bytes(path), str):
            problems.append(Problem(name, 1, "", content))
        else:
            found[name] = content
    return found


def file_bytes(path: Path) -> bytes | str:
    """Return the bytes of a file, or in words why it cannot be read."""
    if path.is_symlink() and not path.exists():
        return "a link that leads nowhere; remove it or put the file there"
    if path.exists() and not path.is_file():
        return "a folder, no file; a name with this ending is for files"
    try:
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}; allow it with chmod a+r"


def collect(
    contents: dict[str, bytes],
    pages: Set[str] | None,
    last: Data | None = None,
    once: bool = False,
    among: int | None = 1,
) -> Data:
    """Return what can be read of the data files, and every problem found in them.

    ``pages`` are the names of the pages there are, to which files and subjects belong; None leaves that unchecked.
    ``last`` is an earlier reading, without a problem: what is as it was then is neither read nor checked again. With
    ``once`` there is no next reading, and what only that would need is not kept. ``among`` so many processes share the
    work, with None one for each core.
    """
    problems: list[Problem] = []
    ledger, files = read(contents, problems, last, once)
    documents = {name: file.document for name, file in files.items()}
    wrong = cross_check(ledger, documents, pages, problems, last.ledger if last else None, among)
    if problems:
        _leave_out(ledger, wrong)
    wrong = derive(ledger, problems)
    if problems:
        _leave_out(ledger, wrong)
    return Data({} if once else files, ledger, pages, problems)


def read(
    contents: dict[str, bytes], problems: list[Problem], last: Data | None = None, once: bool = False
) -> tuple[Ledger, dict[str, File]]:
    """Read the files; subjects and facts that are themselves in order enter the ledger. The rest as in ``collect``."""
    ledger = Ledger(schema.Site(name="?", as_of="2100-12-31"))
    files: dict[str, File] = {}
    ledger.unread = not contents
    first: dict[bytes, str] = {}
    for name in sorted(contents, key=lambda name: (name.removeprefix("data/") not in SPECIAL, len(name))):
        first.setdefault(contents[name], name)
    for name, content in contents.items():
        if first[content] != name and content.strip():
            problems.append(Problem(name, 1, "", f"the same file as {first[content]}; remove one of the two"))
            continue
        known = last.files.get(name) if last else None
        files[name] = file = known if known and known.content == content else validated(name, content)
        problems.extend(file.problems)
        declare(ledger, file.document)
        given = file.document.data
        ledger.unread |= isinstance(given, dict) and not given.keys() <= model_of(name).model_fields.keys()
        if once:
            file.document.data = None
    if contents:
        _enter(ledger, files, contents.keys(), problems, last, once)
    return ledger, files


def _enter(
    ledger: Ledger,
    files: dict[str, File],
    contents: Set[str],
    problems: list[Problem],
    last: Data | None,
    once: bool,
) -> None:
    for name in SPECIAL:
        if f"data/{name}" not in contents and name not in OPTIONAL:
            problems.append(Problem(f"data/{name}", 1, "", "the file is missing"))
            ledger.unread = True
    for entry in [file.entry for file in files.values()]:
        if isinstance(entry, schema.Bibliography | schema.Page):
            ledger.sources = dict(sorted((entry.sources | ledger.sources).items()))
        elif isinstance(entry, schema.Publishers):
            ledger.publishers = dict(entry.publishers)
        elif isinstance(entry, schema.Vocabulary):
            ledger.vocabulary = dict(entry.keys)
        elif isinstance(entry, schema.Glossary):
            ledger.terms = dict(entry.terms)
        elif isinstance(entry, revision.Revisions):
            ledger.revisions = dict(entry.revisions)
        elif isinstance(entry, schema.Site):
            ledger.site = entry
    for name, file in files.items():
        if isinstance(file.entry, schema.Page):
            known = last.ledger.facts if last and _as_before(name, files, last) else {}
            add_page(ledger, file.document, file.entry, problems, known)
        if once:
            files[name] = replace(file, entry=None)


def _as_before(name: str, files: dict[str, File], last: Data) -> bool:
    """True where the facts of a file follow from the same bytes as in an earlier reading; labels are in another."""
    return all(one in last.files and files[one] is last.files[one] for one in (name, "data/vocabulary.yml"))


def _leave_out(ledger: Ledger, wrong: set[str]) -> None:
    """Take out the facts that are wrong, or name something that is, so that nothing else stumbles over them."""
    for fact in [fact for fact in ledger.facts.values() if fact.id in wrong or _names_missing(ledger, fact)]:
        del ledger.facts[fact.id]
        del ledger.subjects[fact.subject].facts[fact.key]
    for subject in ledger.subjects.values():
        subject.links = {
            how: tuple(to for to in targets if to in ledger.subjects) for how, targets in subject.links.items()
        }
    for key, term in ledger.terms.items():
        ledger.terms[key] = term.model_copy(update={"see": [other for other in term.see if other in ledger.terms]})


def _names_missing(ledger: Ledger, fact: Fact) -> bool:
    if any(key not in ledger.sources for row in fact.rows for key in row.sources):
        return True
    lists = (row.value for row in fact.rows if fact.unit.text == "subjects" and isinstance(row.value, tuple))
    return any(name not in ledger.subjects for names in lists for name in names)

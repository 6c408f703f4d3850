"""What the YAML parser stumbles over, in plain words: what such a fault usually is, and the line where it began."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from ..values import lexicon

_ABOVE = "; look at this line and the one above"
_BEGAN = {  # what began in an earlier line than the one in which the parser gives up
    "could not find expected ':'": "this line has no colon, or no space behind it; write key: value",
    "found unexpected end of stream": "the quotation mark that opens here is not closed",
    "did not find expected ',' or ']'": "the bracket [ that opens here is not closed, or a comma is missing",
    "did not find expected ',' or '}'": "the brace { that opens here is not closed, or a comma is missing",
}
_HERE = {
    "found undefined alias": "a text that begins with * stands in quotes",
    "found unknown escape character": r"in double quotes a backslash is written \\; single quotes take it as it is",
    "did not find expected '-' indicator": f"each entry of a list begins with -, one below the other{_ABOVE}",
    "block sequence entries are not allowed in this context": "a list begins on a line of its own, below its key",
    "but found another document": "a line --- begins another document; take it out",
    "did not find expected comment or line break": "behind >- or | the line ends; the text stands below, indented",
    "did not find expected node content": "a comma or a bracket too many, or a text that begins with one; quote it",
}
_CUT = re.compile(r"(?<=[^\s]) +(?P<end>#[^\s#].*)")
_HASH = re.compile(r"(?<!\S)#")
_MERGE = re.compile(r"(<<<<<<<|=======|>>>>>>>)( |$)")


def fault(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line, from 1, at which an editor has to look, and what is wrong there."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    if merge := next((at for at, one in enumerate(lines, 1) if _MERGE.match(one)), 0):
        return merge, "a mark of a merge; keep one of the two versions and take the marks out"
    if opened := _open_until(text, line):
        return opened, f"the quotation mark that opens here closes only in line {line}: one is missing at its end"
    problem = str(error.problem or error.context)
    if problem in _BEGAN and error.context_mark:
        first = error.context_mark.line + 1
        until = f" before line {line}" if "comma" in _BEGAN[problem] and line > first else ""
        return first, _BEGAN[problem] + until
    return line, _HERE.get(problem) or _in(lines, line, mark.column if mark else 0, problem)


def _in(lines: Sequence[str], line: int, column: int, problem: str) -> str:
    """Return what is wrong where it takes a look at the line: of one problem there are several causes."""
    written = lines[line - 1] if line <= len(lines) else ""
    before = written[:column]
    if problem == "mapping values are not allowed in this context":
        if re.search(r":\s|[\"'].*[\"']", before):
            return 'a second colon in one line: a text with ": " in it stands in quotes'
        return f"a key where none can stand: no space behind the colon above, or an indent too deep{_ABOVE}"
    if problem == "did not find expected key":
        if re.search("[\"']", before):
            return f"a quotation mark is left open, or closes too early{_ABOVE}"
        return f"the line is indented otherwise than those it belongs to{_ABOVE}"
    if problem == "found character that cannot start any token":
        first = written[column : column + 1]
        return "a tab; indent with spaces" if first == "\t" else f"a text that begins with {first} stands in quotes"
    return problem


def _open_until(text: str, line: int) -> int:
    """Return the line in which a quoted text opens that closes in a later one, which is this; 0 where none does."""
    texts = _scalars(text)
    return next((one.start_mark.line + 1 for one in texts if one.start_mark.line + 1 < line == one.end_mark.line + 1
                 and one.style in ("'", '"')), 0)  # fmt: skip


def cut_off(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, from 1, of which YAML takes the end for a comment that is written like none, and that end."""
    if not (found := [*_CUT.finditer(text)]):
        return
    spans = [(one.start_mark.index, one.end_mark.index) for one in _scalars(text)]
    for match in found:
        start, at = text.rfind("\n", 0, match.start()) + 1, match.start("end")
        marks = (hash_.end() - 1 for hash_ in _HASH.finditer(text, start, at + 1))
        first = next((mark for mark in marks if not any(low <= mark < high for low, high in spans)), None)
        if first == at:
            yield text.count("\n", 0, at) + 1, match["end"]


def _scalars(text: str) -> Iterator[yaml.ScalarToken]:
    """Yield every key and value as far as the text can be told apart."""
    try:
        for token in yaml.scan(text, lexicon.LOADER):
            if isinstance(token, yaml.ScalarToken):
                yield token
    except yaml.YAMLError:
        return

"""What the YAML parser stumbles over, in plain words: what such a fault usually is, and the line where it began."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

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
_MERGE = re.compile(r"(<<<<<<<|=======|>>>>>>>)( |$)")


def fault(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the line, from 1, at which an editor has to look, and what is wrong there."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    if merge := next((at for at, one in enumerate(lines, 1) if _MERGE.match(one)), 0):
        return merge, "a mark of a merge; keep one of the two versions and take the marks out"
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

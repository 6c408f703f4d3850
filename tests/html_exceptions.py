"""What the HTML checker says and we leave: each with its reason. Everything else it says is an error of ours.

Patterns are matched against the whole message.
"""

from __future__ import annotations

EXCEPTIONS: dict[str, str] = {
    r"Attribute “autocomplete” is only allowed when the input type is .*": "Material's drawer and search are hidden "
    "checkboxes with autocomplete=off, which "
    "keeps Firefox from remembering their state",
}

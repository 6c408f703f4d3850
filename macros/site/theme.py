"""What overrides/main.html must leave in every page: its patches of the theme match, or the build stops."""

from __future__ import annotations

THEME = "Material for MkDocs 9.8.1"
# What must stand in a page, and what must not, with what it is for. Each is a patch of the theme's own HTML.
PATCHES: tuple[tuple[str, str, str], ...] = (
    ('role="dialog" aria-label="Search"', "", "the search dialog has a name"),
    ("<template><link", "", "the theme's sheet of palettes is set aside unread"),
    ("", ' autocorrect="off"', "no attribute that HTML does not know"),
    ('aria-label="Pages"', "", "two landmarks do not share one name"),
    ("", ' tabindex=""', "no empty tabindex"),
    ("", 'aria-labelledby="__nav_1_label"', "sections are named by their titles"),
    ("javascripts/early.js", "", "search and color scheme wait"),
    (
        '.min.js" defer></script>',
        '.min.js"></script>',
        "the theme's script is not fetched before what a reader sees first",
    ),
    ("javascripts/face.js", "", "the face of the headings is asked for ahead"),
    ("javascripts/first.js", "<script>", "no script stands in a page, for a server may forbid those"),
    ("", "<style", "no style sheet stands in a page, for a server may forbid those"),
)


def broken(html: str) -> list[str]:
    """Return the purposes of the patches that did not reach a page, in the theme's order."""
    return [why for there, gone, why in PATCHES if there not in html or (gone and gone in html)]

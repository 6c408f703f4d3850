"""The navigation of the site: sections and pages in their order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A page below docs/, or a section with entries of its own; ``title`` is empty where mkdocs.yml gives none."""

    title: str
    page: str = ""
    below: tuple[Entry, ...] = ()

    @property
    def opens(self) -> str:
        """The page at which it opens: its own, or of a section the one without a title; or nothing."""
        return self.page or next((one.page for one in self.below if not one.title), "")


def trail(entries: tuple[Entry, ...], page: str) -> tuple[Entry, ...]:
    """Return the entries that lead to a page, the outermost first and its own last; none for a page outside."""
    for entry in entries:
        if entry.page == page:
            return (entry,)
        if found := trail(entry.below, page):
            return (entry, *found)
    return ()

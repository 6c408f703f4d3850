"""The shape of data/revisions.yml, as Pydantic models: what the ledger said before, what it says since, and why."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .schema import Day, Entry, FactId, Id, Number, Once, Text

Cause = Literal["corrected", "restated", "updated"]


class Span(Entry):
    """Both ends of a range."""

    low: Number = Field(description="Lower end of the range")
    high: Number = Field(description="Upper end of the range")


Given = Number | Text | Annotated[list[Text], Field(min_length=1), Once] | Span


class Change(Entry):
    """One field of a fact, before and after."""

    fact: FactId = Field(description="The fact that changed; of a computed fact name those it is computed from")
    field: Literal["value", "label", "unit", "as_of", "basis", "evidence", "note", "alternatives"] = Field(
        default="value", description="What of it changed, if not the value"
    )
    old: Given | None = Field(
        None, description="What stood there before, written as in the fact; not for note and alternatives"
    )
    new: Given | None = Field(
        None, description="What stands there since: what the fact says today, or what a later revision calls old"
    )


class Withdrawn(Entry):
    """A fact that the ledger no longer has."""

    id: FactId = Field(description="The fact that is gone")
    label: Text = Field(description="What it was, in words")
    old: Text = Field(description="What it said, in words, with its unit")


class Revision(Entry):
    """Changes of one day with one reason."""

    date: Day = Field(description="The day since which the ledger speaks so, no later than the site's own")
    cause: Cause = Field(
        description="corrected: our reading or entry was wrong; restated: whoever said it says otherwise now; "
        "updated: something newer is known, and what stood here was right of its time"
    )
    why: Text = Field(description="The reason, in a sentence or two, for readers")
    changes: list[Change] = Field(default_factory=list, description="What changed")
    withdrawn: list[Withdrawn] = Field(default_factory=list, description="Facts that are gone")


class Revisions(Entry):
    """data/revisions.yml: the newest on top."""

    revisions: dict[Id, Revision] = Field(description="Revisions by their ids, the newest first")

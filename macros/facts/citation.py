"""How to cite a fact, a chart or a page: who says it first, then who carries it, then this site.

Three forms of one citation: plain text, BibTeX, CSL-JSON (Citation Style Language, 1.0.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..values import format as forms
from .bibliography import entry, parts
from .claims import Claim, claim, claims
from .ledger import Fact, Ledger, Reading
from .text import EVIDENCE, reading_text

MOST_NAMES = 4
"""Of more claimants than these a text names only so many; BibTeX and CSL name all, and a style shortens them."""


@dataclass(frozen=True)
class Citation:
    """A citation: its key, CSL's type, who says it, what it is, how it was read, where it stands on this site.

    ``issued`` is a date as the data write dates, ``url`` empty where the site knows no address of its own.
    """

    key: str
    kind: str
    claim: Claim
    title: str
    read: str
    site: str
    page: str
    as_of: str
    issued: str
    url: str = ""

    @cached_property
    def text(self) -> str:
        """The citation as a sentence after the other."""
        by, own = "; ".join(_some(self.claim.by)), self.claim.by == (self.site,)
        where = f'{"" if own else f"In: {self.site}, "}"{self.page}", data of {forms.date(self.as_of)}'
        title = "" if self.title == self.page else f"{self.title}."
        return " ".join(filter(None, (f"{by}.", title, self.read, f"{where}{self.url and f', {self.url}'}.")))

    @cached_property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX."""
        within = "" if self.title == self.page else f'In "{self.page}".'
        note = " ".join(filter(None, (self.read, within, f"Data of {forms.date(self.as_of)}.")))
        return entry(self.key, self.claim.by, self.issued, self.url, title=self.title, publisher=self.site, note=note)

    @cached_property
    def csl_json(self) -> str:
        """The item of CSL as JSON, in one line."""
        return json.dumps(self.csl, ensure_ascii=False)

    @property
    def csl(self) -> dict[str, Any]:
        """The citation as an item of CSL; a version of digits and hyphens would be cited as several versions."""
        item: dict[str, Any] = {
            "id": self.key, "type": self.kind, "author": [{"literal": name} for name in self.claim.by],
            "title": self.title, "container-title": self.site, "publisher": self.site,
            "issued": {"date-parts": [parts(self.issued)]}, "version": forms.date(self.as_of),
        }  # fmt: skip
        more = {"source": "; ".join(self.claim.via), "note": self.read, "URL": self.url}
        return item | {name: text for name, text in more.items() if text}


def _some(names: Sequence[str]) -> list[str]:
    return [*names] if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "others"]


def of_page(ledger: Ledger, page: str, title: str, address: str = "") -> Citation:
    """Return the citation of a page by its name without the ending; ``address`` is that of the site."""
    name, day = ledger.site.name, ledger.site.as_of
    key = f"ledger:page-{page.replace('/', '-')}"
    return Citation(
        key, "webpage", Claim((name,)), title, "", name, title, day, day, address and f"{address}{page}.html"
    )


def of_chart(
    ledger: Ledger, chart: str, title: str, rows: Sequence[tuple[Fact, Reading]], page: Citation, anchor: str = ""
) -> Citation:
    """Return the citation of a chart on a page: ``chart`` names it, ``rows`` are the readings that it shows."""
    said = claims(ledger, rows)
    via = f"Via {', '.join(_some(said.via))}." if said.via else ""
    url = page.url and page.url + (anchor and f"#{anchor}")
    key = f"ledger:chart-{chart.replace('/', '-')}"
    return Citation(key, "graphic", said, title, via, page.site, page.title, page.as_of, page.as_of, url)


def of_fact(ledger: Ledger, fact: Fact, page: str, address: str = "") -> Citation:
    """Return the citation of a fact; ``page`` is the title of the page that tells of it.

    It leads to the fact's row in the register, whose address does not change.
    """
    row, day = fact.current, ledger.site.as_of
    subject = ledger.subjects[fact.subject].name
    what = fact.label if fact.label.startswith(subject) else f"{subject}: {fact.label}"
    basis = f", {row.basis}" if row.basis else ""
    when = f", {forms.date(row.as_of)}" if row.as_of else ""
    said = claim(ledger, fact, row)
    title = f"{what}, {reading_text(fact, row)}{basis} ({EVIDENCE[row.evidence]}{when})"
    published = sorted(str(date) for key in row.sources if (date := ledger.sources[key].published))
    return Citation(
        f"ledger:{fact.id}", "dataset", said, title, _read(ledger, fact, said), ledger.site.name, page, day,
        published[0] if published else day, address and f"{address}register.html#{fact.id}",
    )  # fmt: skip


def _read(ledger: Ledger, fact: Fact, said: Claim) -> str:
    """Return the sources of a fact's current reading one by one; of a computed one the facts it comes from."""
    if fact.derived:
        return f"Computed from {', '.join(fact.inputs)}."
    keys = fact.current.sources
    own = any(ledger.publisher(key) in said.by for key in keys)
    word = ("Sources:" if len(keys) > 1 else "Source:") if own else "Via"
    return f"{word} {'; '.join(_source(ledger, key) for key in keys)}."


def _source(ledger: Ledger, key: str) -> str:
    source = ledger.sources[key]
    title = '"{}"'.format(source.title.replace('"', "'")) if source.title else ""
    published = forms.date(str(source.published)) if source.published else ""
    via = f"copy at {ledger.named(source.via)}" if source.via else ""
    return ", ".join(filter(None, (ledger.publisher(key), title, published, via, source.url)))

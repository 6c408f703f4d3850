"""Citations as files: of each page with its charts and facts, and of the facts of each subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..charts import pictured
from ..charts.figure import Picture
from ..facts import citation
from ..facts.citation import Citation
from ..pages.book import Book, Page
from ..pages.view import View

_FIGURE = re.compile(r'<figure class="chart(?: [^"]*)?"([^>]*)>')
_ATTRIBUTE = re.compile(r' (id|data-chart|data-of)="([^"]*)"')


def of_facts(book: Book) -> dict[str, Citation]:
    """Return the citation of each fact by its id."""
    return {
        name: citation.of_fact(book.ledger, fact, book.title(fact.page), book.address)
        for name, fact in book.ledger.facts.items()
    }


def of_page(book: Book, page: Page) -> Citation:
    """Return the citation of a page."""
    return citation.of_page(book.ledger, page.name.removesuffix(".md"), page.title, book.address)


class Drawn:
    """The charts of a book before they are placed, each made once for all files that tell of it."""

    def __init__(self, book: Book) -> None:
        self.book, self.known = book, dict[tuple[str, str], Picture]()

    def picture(self, page: str, name: str, of: str) -> Picture:
        """Return a chart as a page has it; ``of`` names the subject of one that each maker has."""
        if (name, of) not in self.known:
            self.known[name, of] = pictured(View(self.book, page), name, of)
        return self.known[name, of]


def of_charts(book: Book, page: Page, drawn: Drawn) -> Iterator[Citation]:
    """Yield the citations of a page's charts, in order; each leads to the chart where its figure has an address."""
    whole = of_page(book, page)
    for block in page.blocks if page.charts else ():
        for figure in _FIGURE.finditer(block):
            found = dict(_ATTRIBUTE.findall(figure[1]))
            picture = drawn.picture(page.name, found["data-chart"], found.get("data-of", ""))
            yield of_chart(book, whole, picture, found.get("id", ""))


def of_chart(book: Book, whole: Citation, picture: Picture, anchor: str = "") -> Citation:
    """Return the citation of a chart on the page that ``whole`` cites."""
    rows = [(datum.fact, datum.row) for datum in picture.data]
    return citation.of_chart(book.ledger, picture.id, picture.title[1], rows, whole, anchor)


def files(book: Book, facts: dict[str, Citation], drawn: Drawn) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file; ``facts`` are the citations of the facts, ``drawn`` the charts."""
    texts = {name: one.text for name, one in facts.items()}
    for subject in book.ledger.subjects.values():
        if subject.facts:
            yield from _managed(f"facts/{subject.id}", [facts[fact.id] for fact in subject.facts.values()])
    for page in book.pages.values():
        whole, charts = of_page(book, page), list(of_charts(book, page, drawn))
        folder = f"pages/{page.name.removesuffix('.md')}"
        yield from _managed(f"{folder}/cite", [whole, *charts])
        parts = [
            (f'How to cite "{page.title}" of the {whole.site}', [whole.text]),
            ("Its charts", [one.text for one in charts]),
            ("Its facts: who says it, who carries it, then this site", [texts[name] for name in page.facts]),
        ]
        written = ["\n\n".join([head, *said]) for head, said in parts if said]
        yield f"{folder}/cite.txt", ("\n\n\n".join(written) + "\n").encode()


def _managed(name: str, citations: Sequence[Citation]) -> Iterator[tuple[str, bytes]]:
    """Yield the two files for programs that manage references."""
    yield f"{name}.bib", "\n".join(one.bibtex for one in citations).encode()
    items = ",\n".join(one.csl_json for one in citations)
    yield f"{name}.csl.json", f"[\n{items}\n]\n".encode()

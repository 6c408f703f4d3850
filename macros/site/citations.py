"""Citations as files: of each page with its charts and facts, and of the facts of each subject."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ..charts import pictured
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


def of_charts(book: Book, page: Page) -> Iterator[Citation]:
    """Yield the citations of a page's charts, in order; each leads to the chart where its figure has an address."""
    whole = of_page(book, page)
    for block in page.blocks:
        for figure in _FIGURE.finditer(block):
            found = dict(_ATTRIBUTE.findall(figure[1]))
            yield of_chart(book, page, whole, found["data-chart"], found.get("data-of", ""), found.get("id", ""))


def of_chart(book: Book, page: Page, whole: Citation, name: str, of: str = "", anchor: str = "") -> Citation:
    """Return the citation of a chart on a page, which ``whole`` cites; raises MacroError for no such chart."""
    picture = pictured(View(book, page.name), name, of)
    rows = [(datum.fact, datum.row) for datum in picture.data]
    return citation.of_chart(book.ledger, f"{name}-{of}" if of else name, picture.title[1], rows, whole, anchor)


def files(book: Book, facts: dict[str, Citation]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file; ``facts`` are the citations of the facts."""
    texts = {name: one.text for name, one in facts.items()}
    for subject in book.ledger.subjects.values():
        if subject.facts:
            yield from _managed(f"facts/{subject.id}", [facts[fact.id] for fact in subject.facts.values()])
    for page in book.pages.values():
        whole, charts = of_page(book, page), list(of_charts(book, page))
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
    items = ",\n".join(json.dumps(one.csl, ensure_ascii=False) for one in citations)
    yield f"{name}.csl.json", f"[\n{items}\n]\n".encode()

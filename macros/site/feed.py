"""The revisions as an Atom feed (RFC 4287): the same entries as the page, for programs that tell of new ones.

The ids are UUIDs made of names (RFC 9562, version 5), so that they stay wherever the site stands and need no address.
"""

from __future__ import annotations

from html import escape
from uuid import UUID, uuid5
from xml.etree import ElementTree

from ..facts import history
from ..facts.ledger import Ledger
from ..facts.revision import Revision
from ..pages.book import Book
from ..pages.revisions import FEED, PAGE

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
_OURS = UUID("5f0f6c6e-7d53-4c9a-8a63-0f1d7a3e9b42")


def feed(book: Book, address: str = "") -> bytes:
    """Return the feed; ``address`` is that of the site, if it is known: then links are whole, else relative."""
    ledger = book.ledger
    found = history.ordered(ledger)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _add(root, "id", _id(ledger, ""))
    _add(root, "title", f"{ledger.site.name}: revisions")
    _add(root, "subtitle", "What the site said before, what it says since, and why")
    _add(root, "updated", _time(found[0][1].date if found else ledger.site.as_of))
    _add(_add(root, "author"), "name", ledger.site.name)
    _add(root, "link", rel="self", type="application/atom+xml", href=address + FEED)
    _add(root, "link", rel="alternate", type="text/html", href=f"{address}{PAGE}.html")
    for name, revision in found:
        entry = _add(root, "entry")
        title = f"{history.CAUSES[revision.cause]}: {history.heading(ledger, revision)}"
        _add(entry, "id", _id(ledger, name))
        _add(entry, "title", title)
        _add(entry, "updated", _time(revision.date))
        _add(entry, "published", _time(revision.date))
        _add(entry, "link", rel="alternate", type="text/html", href=f"{address}{PAGE}.html#{name}")
        _add(entry, "category", term=revision.cause, label=history.CAUSES[revision.cause])
        _add(entry, "content", _content(ledger, revision), type="html")
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = text
    return child


def _id(ledger: Ledger, name: str) -> str:
    return f"urn:uuid:{uuid5(_OURS, f'{ledger.site.name}/{name}')}"


def _time(day: str) -> str:
    """Return the beginning of a day as RFC 3339 has it."""
    return f"{day}T00:00:00Z"


def _content(ledger: Ledger, revision: Revision) -> str:
    """Return the reason and the changes as HTML, of elements without attributes."""
    rows = []
    for change in revision.changes:
        fact = ledger.facts.get(change.fact)
        if fact is None:
            continue
        what = f"{ledger.subjects[fact.subject].name}: {fact.label}"
        what += f" ({history.FIELDS[change.field]})" if change.field != "value" else ""
        old, new = history.in_words(ledger, fact, change) if change.old is not None else ("", "")
        rows.append(f"{escape(what)}: {f'<del>{escape(old)}</del> → <ins>{escape(new)}</ins>' if old else 'changed'}")
    rows += [f"{escape(gone.label)}: <del>{escape(gone.old)}</del>, withdrawn" for gone in revision.withdrawn]
    return f"<p>{escape(revision.why)}</p><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"

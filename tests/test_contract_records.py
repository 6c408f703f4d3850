"""The rendering contract of the records: every fact leads to its row in the register, every row to open sources."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from macros.facts.ledger import Ledger

from . import raw
from .site import REGISTER, ROOT, register, target
from .test_contract import Pages, fact_elements, report


def test_every_fact_leads_to_its_row_in_the_register(pages: Pages) -> None:
    rows, found = register(pages), []
    for page, element in fact_elements(pages):
        if page.name in REGISTER:
            continue
        link = element.find("a")
        if link is None and element.get("class", "").startswith("fact-list"):
            continue  # a list holds the links of its entries; the list of the page's facts leads on
        name = element.get("data-fact", "")
        if link is None or name not in rows or target(page.name, link.get("href", "")) != (rows[name][0], name):
            found.append(f"{page.name}: {name}")
    report(found)


def test_every_row_of_the_register_leads_to_open_sources(pages: Pages, ledger: Ledger) -> None:
    facts, found = raw.facts(ROOT), []
    rows = register(pages)
    listed = {e.get("id", ""): e for e in pages["sources.html"].article.iter("tr") if e.get("id")}
    assert rows.keys() == facts.keys(), sorted(rows.keys() ^ facts.keys())[:10]
    for name, (part, row) in rows.items():
        links = [target(part, a.get("href", "")) for a in row.iter("a")]
        if facts[name].formula:  # its sources are those of its inputs, whose rows are linked
            inputs = ledger.facts[name].inputs
            if not inputs or not {(rows[one][0], one) for one in inputs} <= set(links):
                found.append(f"{name} does not lead to {inputs}")
            continue
        keys = {fragment for where, fragment in links if where == "sources.html"}
        outward = {a.get("href", "") for a in row.iter("a") if "://" in a.get("href", "")}
        needed = set(facts[name].statements[0].sources)
        if not needed or not (needed <= keys or {ledger.sources[k].url for k in needed} <= outward):
            found.append(f"{name} names {sorted(needed)}, its row leads to {sorted(keys)}")
        for key in keys:
            links_out = (
                [a.get("href", "") for a in listed[key].iter("a") if a.get("href") == ledger.sources[key].url]
                if key in listed
                else []
            )
            if not any(urlsplit(link).scheme in ("http", "https") for link in links_out):
                found.append(f"{name}: its source {key} has no address in the list of sources")
    report(found)


def test_every_source_can_be_opened() -> None:
    found = []
    for key, source in raw.sources(ROOT).items():
        parts = urlsplit(source.get("url", ""))
        if (
            parts.scheme not in ("http", "https")
            or "." not in (parts.hostname or "")
            or re.search(r"[\s<>{}|^`]", source["url"])
        ):
            found.append(f"{key}: {source.get('url')!r}")
    report(found)


def test_every_record_named_is_known(pages: Pages, ledger: Ledger) -> None:
    known = {
        "data-fact": set(ledger.facts), "data-name": set(ledger.subjects), "data-term": set(ledger.terms),
         "data-source": set(ledger.sources),
    }  # fmt: skip
    found = []
    for page in pages.values():
        for element in page.article.iter():
            for name in known.keys() & element.attrib.keys():
                if element.get(name) not in known[name]:
                    found.append(f"{page.name}: {name}={element.get(name)!r}")
    report(found)

"""The macros of the Compute Ledger: facts from ``data/`` into the pages. This module registers; the rooms do the work.

Seven rooms, one direction; no import runs back up::

    values    dates, units, numbers as printed, formulas; knows no fact
    facts     the model everyone reads: subjects, facts, readings, sources
    reading   files -> strict YAML -> schema -> ledger -> checks
    pages     the ledger -> HTML of the pages
    charts    the ledger -> drawings
    site      runs the engines and the commands, writes files
    edit      adds entries to data and pages and renames them, on an editor's behalf

Terms, as the code uses them:

    subject   something facts are about: a company, a chip, a policy
    fact      one thing said of a subject, ``subject.key``; it has one or more readings
    reading   one value of a fact with date, evidence and sources: an observation, an alternative, a superseded value
    printed   the value in the source's own words, entered beside it: the double entry
    derived   computed by a formula from other facts
    revision  what facts said before and say since, with its cause and reason: an entry of data/revisions.yml
    evidence  how it is known: official, vendor, reported, estimate, measured; ``by`` is who claims or tested it
    channel   whether a claim was read in a document of the one who makes it, or as others report it; computed
    target    a plan or goal of those who act; ``due`` is its date, ``met`` or ``missed`` what shows how it ended
    state     of a target: open, met, missed, or passed, where its date is over and no outcome is found; computed
    forecast  what somebody expects; no target
    publisher who publishes sources, known by an id; ``origin`` is the publisher whose report a source repeats
    voice     who stands behind a source: its origin, else its publisher; reports of one origin are one voice
    key       the last part of a fact's name; ``vocabulary`` gives common keys label, heading, kind of unit, definition
    view      a page while it is filled in: which facts, names and terms it has shown so far
    basis     how a compute figure counts: number format, density, units; ``alike`` are figures that count one thing in
              one way, and ``mixes`` says why others stand together
    book      the ledger and all pages
    block     HTML on lines of its own: a table, a list, a chart
    form      how a chart places its marks; an entry under ``charts:`` chooses one and gives words and facts
    datum     a reading as a chart shows it
    word, most, says   macros: a comparison held against the data, a superlative held against the data, who says what
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol


class MacrosEnvironment(Protocol):
    """What this module needs of the macros plugin's environment (mkdocs-macros-plugin, or Zensical's)."""

    project_dir: str
    page: Any
    markdown: str
    ledger_site: Any

    def macro(self, function: Any, name: str = "") -> Any: ...


def define_env(env: MacrosEnvironment) -> None:
    """Register every macro of the catalog; stops the build with all problems of data and pages at once."""
    root = Path(env.project_dir)
    if str(root) not in sys.path:  # Zensical runs this file without importing it as a package
        sys.path.insert(0, str(root))
    from macros.site.catalog import MACROS
    from macros.site.engine import Site, current

    env.ledger_site = Site(current(root))
    for name in MACROS:
        env.macro(env.ledger_site.caller(name, env), name)


def on_pre_page_macros(env: MacrosEnvironment) -> None:
    """Hand MkDocs a page as the reading ahead has filled it in; the hooks put its blocks in place.

    Zensical has no such hook and runs the macros itself; both give the same page.
    """
    page = env.ledger_site.page(env)
    if page is not None:
        env.markdown = page.text
        own = {"ledger_blocks": page.blocks, "ledger_page": (env.ledger_site.book, page)}
        env.page.meta |= {"render_macros": False, **own}

"""The macros of the Compute Ledger: facts from ``data/`` into the pages. This module registers; others do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol


class MacrosEnvironment(Protocol):
    """What this module needs of the macros plugin's environment (mkdocs-macros-plugin, or Zensical's)."""

    project_dir: str
    page: Any
    markdown: str

    def macro(self, function: Any, name: str = "") -> Any: ...


def define_env(env: MacrosEnvironment) -> None:
    """Register every macro of the catalog; stops the build with all problems of data and pages at once."""
    root = Path(env.project_dir)
    if str(root) not in sys.path:  # Zensical runs this file without importing it as a package
        sys.path.insert(0, str(root))
    from macros.site import Site

    site = Site.open(root)
    for name in site.macros:
        env.macro(site.caller(name, env), name)


def on_pre_page_macros(env: MacrosEnvironment) -> None:
    """Hand MkDocs a page as the reading ahead has rendered it already, as plain text, so that it is not rendered twice.

    Zensical has no such hook and renders the page by the macros; both give the same text.
    """
    from macros.site import body

    rendered = body(Path(env.project_dir), env)
    if rendered is not None:
        env.markdown = "{% raw %}" + rendered + "{% endraw %}"

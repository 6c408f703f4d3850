"""Hooks of MkDocs: the HTML that macros wrote is put in place behind Markdown and search, which need not read it again.

Markdown sees a comment in its place, the search the words of it. Zensical knows no hooks and gets the HTML itself.
MkDocs loads this file by its path, so what it needs is imported when it is called.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

_PLACE = re.compile(r"<!--ledger:(\d+)-->.*?<!--/ledger-->", re.S)
_INDENT = re.compile(r"(<pre\b.*?</pre>)|\n\s+(?=<)", re.S)


class Loader(jinja2.FileSystemLoader):
    """The theme's files without its 11,000 icons, which MkDocs would walk at each build only to pass them over."""

    def list_templates(self) -> list[str]:
        """Return the paths of all files that no folder hides."""
        found = set()
        for place in self.searchpath:
            for folder, below, files in os.walk(place):
                below[:] = [name for name in below if not name.startswith(".")]
                found |= {Path(folder, name).relative_to(place).as_posix() for name in files}
        return sorted(found)


@event_priority(100)  # the search renders the theme's words while it is configured
def on_config(config: Any, **_: Any) -> None:
    """Have the theme's files listed by the loader above, and keep its templates compiled between builds.

    Jinja compiles again what has changed.
    """
    make = config.theme.get_env
    kept = Path(config.config_file_path).parent / ".cache" / "templates"
    kept.mkdir(parents=True, exist_ok=True)

    def get_env() -> jinja2.Environment:
        env: jinja2.Environment = make()
        assert isinstance(env.loader, jinja2.FileSystemLoader)
        env.loader = Loader(env.loader.searchpath)
        env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(kept))
        return env

    config.theme.get_env = get_env


def on_files(files: Any, config: Any, **_: Any) -> Any:
    """Add the face of the headings to the site's files, so that the server shows it too."""
    from mkdocs.structure.files import File

    from macros.site import face

    for name, content in face.files().items():
        files.append(File.generated(config, name, content=content))
    return files


def on_post_template(output: str, template_name: str, config: Any, **_: Any) -> str:
    """Write no sitemap where the site knows no address of its own; MkDocs passes over what is empty."""
    return output if config.site_url or template_name != "sitemap.xml" else ""


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Set the words of each block beside its marker, for the search; name its addresses, for the check of links."""
    from macros.pages.book import MARKER
    from macros.site.searchable import addresses, searchable

    blocks = tuple(page.meta.get("ledger_blocks", ()))
    for block in blocks:
        page.present_anchor_ids |= addresses(block)
    unsought = (page.meta.get("search") or {}).get("exclude")
    words = ["" if unsought else searchable(block) for block in blocks]
    return MARKER.sub(lambda found: f"{found[0]}{words[int(found[1])]}<!--/ledger-->", html)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Put the blocks and the page's line in place; raises where the theme's HTML is not what overrides/ patches."""
    from macros.site.head import framed
    from macros.site.theme import THEME, broken

    if "data-md-component" in output and (lost := broken(output)):
        raise PluginError(f"overrides/main.html was made for {THEME} and no longer fits: {'; '.join(lost)}")
    output = _INDENT.sub(lambda found: found[1] or "\n", output)  # near a kilobyte of each page, compressed
    blocks = page.meta.get("ledger_blocks", ())
    output = _PLACE.sub(lambda found: blocks[int(found[1])], output) if blocks else output
    return framed(output, *page.meta["ledger_page"]) if "ledger_page" in page.meta else output

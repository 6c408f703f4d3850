"""JSON Schema of the data files, for completion in editors (draft 2020-12, as Pydantic writes it)."""

from __future__ import annotations

import json
from pathlib import Path

from ..facts.schema import Bibliography, Entry, Glossary, Page, Publishers, Site, Vocabulary

FILES: dict[str, type[Entry]] = {
    "page": Page, "sources": Bibliography, "publishers": Publishers, "vocabulary": Vocabulary, "glossary": Glossary,
    "site": Site,
}  # fmt: skip


def texts() -> dict[str, str]:
    """Return the text of each schema file by name."""
    return {
        f"{name}.schema.json": json.dumps(model.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
        for name, model in FILES.items()
    }


def write(folder: Path) -> None:
    """Write the schema files into ``folder``."""
    folder.mkdir(exist_ok=True)
    for name, text in texts().items():
        (folder / name).write_text(text, "utf-8", newline="\n")

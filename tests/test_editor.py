"""What an editor offers and finds in the data files, asked of the real YAML language server.

`make test-editor` installs the server from npm; where there is none, these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from .site import ROOT

SERVER = ROOT / ".cache/editor/node_modules/yaml-language-server/bin/yaml-language-server"
SETTINGS = {"validate": True, "completion": True, "schemaStore": {"enable": False}}
NEW = """\
  new-chip:
    name: New chip
    kind: chip
    facts:
      memory:
        value: 64
        unit: GB
        printed: 64 GB of memory
        as_of: 2026-05
        evidence: vendor
        sources: [hiascend-cann-920beta2]
"""


@dataclass
class Server:
    """A language server that has begun; messages as the Language Server Protocol frames them."""

    process: subprocess.Popen[bytes]
    number: int = 0

    def send(self, **message: Any) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """Wait for the next message and answer what the server asks of an editor."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.startswith(b"Content-Length:"):
                length = int(line.split()[1])
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if "method" in message and "id" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            self.send(id=message["id"], result=[SETTINGS if item.get("section") == "yaml" else {} for item in asked])
        return message

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request and return its result."""
        self.number += 1
        self.send(id=self.number, method=method, params=params)
        while (answer := self.receive()).get("id") != self.number or "method" in answer:
            pass
        return answer["result"]

    def open(self, name: str, text: str) -> list[str]:
        """Open a file with this text and return what the editor underlines in it, as line: message."""
        address = (ROOT / name).as_uri()
        self.number += 1
        document = {"uri": address, "languageId": "yaml", "version": self.number, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == address:
                rows = message["params"]["diagnostics"]
                return [f"{row['range']['start']['line'] + 1}: {row['message']}" for row in rows]

    def offered(self, name: str, text: str, line: str) -> set[str]:
        """Return what the editor offers behind a line that ``text``, opened under this name, ends with."""
        self.open(name, text + line)
        place = {"line": (text + line).count("\n"), "character": len(line)}
        found = self.ask("textDocument/completion", textDocument={"uri": (ROOT / name).as_uri()}, position=place)
        return {item["label"] for item in (found["items"] if isinstance(found, dict) else found)}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The language server with the settings of .vscode."""
    if not SERVER.exists():
        pytest.skip(
            "the YAML language server is not there; `make test-editor` installs it with npm and runs these tests"
        )
    given = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert given["yaml.schemaStore.enable"] is SETTINGS["schemaStore"]["enable"]  # type: ignore[index]
    with subprocess.Popen(["node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        found = Server(process)
        found.ask(
            "initialize", processId=None, rootUri=ROOT.as_uri(), capabilities={"workspace": {"configuration": True}}
        )
        found.send(method="initialized", params={})
        found.send(method="workspace/didChangeConfiguration", params={"settings": {"yaml": SETTINGS}})
        yield found
        process.kill()


@pytest.fixture(scope="module")
def page() -> str:
    """A data file with one chip, which nothing is wrong with."""
    return "# yaml-language-server: $schema=../../schemas/page.schema.json\nsubjects:\n" + NEW


def names(kind: str) -> list[str]:
    """Return what may be named, as the last check wrote it."""
    found = json.loads((ROOT / "schemas/names.schema.json").read_text("utf-8"))
    return list(found["$defs"][kind].get("enum") or found["$defs"][kind]["properties"])


def test_nothing_is_underlined_in_the_data(server: Server) -> None:
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "data").rglob("*.yml"))]
    found = {name: server.open(name, (ROOT / name).read_text("utf-8")) for name in files}
    assert len(found) > 30 and not {name: said for name, said in found.items() if said}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("printed:", "prnted:", "Property prnted is not allowed"),
        ("unit: GB", "unit: GBs", "not accepted"),
        ("unit: GB", "unit: GB/fortnight", "not accepted"),
        ("evidence: vendor", "evidence: rumor", "not accepted"),
        ("[hiascend-cann-920beta2]", "[hiascend-cann-920beta2p]", "not accepted"),
        ("evidence: vendor", "evidence: vendor\n        by: nobody-of-this-name", "not accepted"),
        ("kind: chip", "kind: chips", "not accepted"),
        ("        unit: GB\n", "", 'Missing property "unit"'),
    ],
)
def test_a_slip_is_underlined(server: Server, page: str, old: str, new: str, says: str) -> None:
    name = "data/ascend/slip.yml"
    assert server.open(name, page) == []
    assert page.count(old) >= 1
    found = server.open(name, new.join(page.rsplit(old, 1)))
    assert len(found) == 1 and says in found[0], found


def test_keys_units_evidence_and_names_are_offered(server: Server, page: str) -> None:
    name = "data/ascend/offer.yml"
    assert {"note", "basis", "alternatives", "approx"} <= server.offered(name, page, "        ")
    fact = page.rpartition("        unit: GB")[0]
    assert {"GB", "TFLOPS", "CNY", "percent", "chips"} <= server.offered(name, fact, "        unit: ")
    assert {"official", "vendor", "reported", "estimate", "measured"} <= server.offered(
        name, fact, "        evidence: "
    )
    assert set(names("source")) <= server.offered(name, fact, "        sources: [")
    assert set(names("publisher")) <= server.offered(name, fact, "        by: ")
    assert set(names("keys")) - {"memory"} <= server.offered(name, page, "      ")  # it stands there already


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("data/revisions.yml", "revisions:\n  new:\n    changes:\n", "      - fact: "),
        (
            "data/ascend/offer.yml",
            "charts:\n  new:\n    form: bars\n    panels:\n      - rows:\n",
            "          - fact: ",
        ),
        ("data/ascend/offer.yml", "charts:\n  new:\n    form: lines\n    series:\n", "      - facts: ["),
    ],
    ids=["a revision", "a bar", "a line"],
)
def test_facts_are_offered_where_others_name_them(server: Server, name: str, text: str, line: str) -> None:
    schema = "revisions" if "revisions" in name else "page"
    path = "../" * name.count("/")
    head = f"# yaml-language-server: $schema={path}schemas/{schema}.schema.json\n"
    assert set(names("fact")) <= server.offered(name, head + text, line)

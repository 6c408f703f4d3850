"""A site to publish: its address, its time, and the links by which a reader corrects it."""

from __future__ import annotations

import re

import pytest
import yaml

from .engine import ROOT, Project
from .whole import Tree, build, files


def test_an_address_makes_a_sitemap_and_a_page_for_missing_addresses(tiny: Project, good: Tree) -> None:
    assert not [name for name in good if "sitemap" in name], "a sitemap without addresses"
    settings = (tiny.root / "mkdocs.yml").read_text("utf-8")
    tiny.write("mkdocs.yml", settings.replace('!ENV [SITE_URL, ""]', "https://ledger.example/deep/ledger/"))
    site = build(tiny, "hosted")
    tiny.write("mkdocs.yml", settings)
    assert b"<loc>https://ledger.example/deep/ledger/summit.html</loc>" in site["sitemap.xml"]
    policy = "http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; img-src 'self' data:\">"
    assert all(policy in page.decode() for name, page in site.items() if name.endswith(".html"))
    assert policy not in good["index.html"].decode(), "live reload would stop"
    addresses = re.findall(r'(?:href|src)="(?!#)([^"]*)"', site["404.html"].decode())
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith(("/deep/ledger/", "https://ledger.example/deep/ledger/")), address
        file = address.split("/deep/ledger/")[1].partition("#")[0]
        assert file in site or file.endswith(".html") or not file, address  # the tiny project has not every page


def test_an_address_set_to_nothing_counts_as_not_set(
    tiny: Project, good: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {**tiny.environment(), "SITE_URL": ""}  # as a Dockerfile hands on what it was not given
    monkeypatch.setattr(Project, "environment", lambda *_: environment)
    assert build(tiny, "nameless") == good


@pytest.mark.parametrize("address", ["ftp://a.example/", "https://a.example/a b/", "example.org/x"])
def test_an_address_that_is_none_is_told_by_the_name_it_was_set_under(
    tiny: Project, good: Tree, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    environment = {**tiny.environment(), "SITE_URL": address}
    monkeypatch.setattr(Project, "environment", lambda *_: environment)
    result = tiny.run("macros", "build", "--site", "site")
    assert result.returncode == 1 and result.stderr.startswith(f"SITE_URL is '{address}': ")
    assert "Traceback" not in result.stderr and files(tiny.root / "site") == good


@pytest.mark.parametrize(("epoch", "wrong"), [("", False), ("tomorrow", True)])
def test_the_time_of_a_build_is_seconds_or_nothing(tiny: Project, epoch: str, wrong: bool) -> None:
    result = tiny.run("macros", "build", "--site", "timed", epoch=epoch)
    if wrong:
        assert result.returncode == 1 and "SOURCE_DATE_EPOCH is 'tomorrow'; it takes whole seconds" in result.stderr
    else:
        assert result.returncode == 0, result.stderr
        assert "SITE_URL is not set" in result.stdout


def test_a_repository_makes_each_place_a_link_to_line_edit_and_form(tiny: Project) -> None:
    tiny.replace("data/site.yml", "as_of:", "repository: https://github.com/acme/ledger/\nas_of:")
    entries = {"register": ("summit", tiny.line("data/summit.yml", "summit:"))}  # there once for each subject
    entries["summit"] = "summit.investment", tiny.line("data/summit.yml", "investment:")
    tiny.write("docs/contribute.md", "# Correct\n\n## How {: #correct-a-fact }\n")
    for name, (entry, line) in entries.items():
        wanted = [f"{kind}/main/data/summit.yml#L{line}" for kind in ("blob", "edit")]
        wanted.append(f"issues/new?template=wrong-figure.yml&amp;fact={entry}")
        page = "".join(tiny.book().pages[f"{name}.md"].blocks)
        links = [f'<a class="correct" href="https://github.com/acme/ledger/{path}">' for path in wanted]
        assert f"{links[0]}data/summit.yml:{line}</a> · {links[1]}edit</a> · {links[2]}report</a>" in page, name
    forms = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/wrong-figure.yml").read_text("utf-8"))
    assert "fact" in [part.get("id") for part in forms["body"]], "the link fills in a field that the form lacks"


def test_a_page_shows_a_file_of_the_docs_and_no_other(tiny: Project) -> None:
    tiny.write("docs/hosting/nginx.conf", "listen <80>;\n")
    tiny.write("docs/host.md", '# Host it\n\n{{ example("hosting/nginx.conf") }}\n')
    assert "listen &lt;80&gt;;</code></pre>" in "".join(tiny.book().pages["host.md"].blocks)
    for outside in ("../data/site.yml", "/etc/hostname", "hosting"):
        tiny.write("docs/host.md", f'# Host it\n\n{{{{ example("{outside}") }}}}\n')
        (problem,) = tiny.problems()
        assert "docs/host.md:3" in problem and "unknown" in problem, problem
    (tiny.root / "docs/host.md").unlink()

"""A site to publish: its address, its time, and the links by which a reader corrects it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from .engine import Project, engine, project
from .test_build import Tree, build


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Tree]:
    """The project and its site, built once."""
    tiny = engine(project(tmp_path_factory.mktemp("hosting")))
    return tiny, build(tiny, "site")


@pytest.fixture
def tiny(whole: tuple[Project, Tree]) -> Iterator[Project]:
    """The project; what a test changes in data and pages is put back after it."""
    yield whole[0]
    project(whole[0].root)


@pytest.fixture
def good(whole: tuple[Project, Tree]) -> Tree:
    """The files of a site that knows no address."""
    return whole[1]


def test_an_address_makes_a_sitemap_and_a_page_for_missing_addresses(tiny: Project, good: Tree) -> None:
    assert not [name for name in good if "sitemap" in name], "a sitemap without addresses"
    settings = (tiny.root / "mkdocs.yml").read_text("utf-8")
    tiny.write("mkdocs.yml", settings.replace('!ENV [SITE_URL, ""]', "https://ledger.example/deep/ledger/"))
    site = build(tiny, "hosted")
    tiny.write("mkdocs.yml", settings)
    assert b"<loc>https://ledger.example/deep/ledger/summit.html</loc>" in site["sitemap.xml"]
    addresses = re.findall(r'(?:href|src)="(?!#)([^"]*)"', site["404.html"].decode())
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith(("/deep/ledger/", "https://ledger.example/deep/ledger/")), address
        file = address.split("/deep/ledger/")[1]
        assert file in site or file.endswith(".html") or not file, address  # the tiny project has not every page


@pytest.mark.parametrize(("epoch", "wrong"), [("", False), ("tomorrow", True)])
def test_the_time_of_a_build_is_seconds_or_nothing(tiny: Project, epoch: str, wrong: bool) -> None:
    result = tiny.run("macros", "build", "--site", "timed", epoch=epoch)
    if wrong:
        assert result.returncode == 1 and "SOURCE_DATE_EPOCH is 'tomorrow'; it takes whole seconds" in result.stderr
    else:
        assert result.returncode == 0, result.stderr
        assert "SITE_URL is not set" in result.stdout

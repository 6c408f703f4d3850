"""The face of the headings: all letters they need and no more, drawn and set as in the whole face, and light."""

from __future__ import annotations

import base64
import re
import string
from html import unescape
from importlib import resources
from pathlib import Path

from playwright.sync_api import Page as Tab

from macros.site import face

from .site import HAN, Page

KB = 1024
WHOLE_FACE = resources.files("font_source_serif_pro") / "files" / "SourceSerifPro-Bold.otf"
# What ledger.css sets in the face: headings, titles of charts, and the large figures.
BOLD = re.compile(
    r"<h[12][^>]*>(.*?)</h[12]>|<figcaption[^>]*><strong>(.*?)</strong>|<p class=\"figure\"[^>]*>(.*?)</p>", re.S
)
JOINED = {"ff", "fi", "fl", "ft"}  # the whole face has one outline for both; here they stand beside each other
WIDTHS = """async ([whole, ours, texts]) => {
  const sources = { Whole: Uint8Array.from(atob(whole), (c) => c.charCodeAt(0)), Ours: `url(${ours})` };
  for (const [name, source] of Object.entries(sources)) document.fonts.add(await new FontFace(name, source).load());
  const ink = document.createElement("canvas").getContext("2d");
  const width = (name, text) => ((ink.font = `700 100px ${name}`), ink.measureText(text).width);
  return texts.map((text) => ["Ours", "Whole", "serif"].map((name) => width(name, text)));
}"""


def test_every_letter_of_a_heading_is_in_the_face(pages: dict[str, Page]) -> None:
    found: dict[str, str] = {}
    for name, page in pages.items():
        for parts in BOLD.findall(page.source):
            for letter in unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "", "".join(parts))):
                if not (HAN.match(letter) or letter.isspace() or letter in face.LETTERS or letter == "¶"):
                    found.setdefault(letter, name)
    assert not found, "headings would mix two faces: add the letters to macros/site/face.py"
    assert set(string.ascii_letters + string.digits) <= set(face.LETTERS)


def test_letters_are_as_wide_as_in_the_whole_face(tab: Tab, server: str) -> None:
    """So their outlines, their widths and the space between pairs of letters are those of the face."""
    tab.goto(f"{server}/index.html")
    whole = base64.b64encode(WHOLE_FACE.read_bytes()).decode()
    pairs = {one + other for one in face.LETTERS for other in face.LETTERS}
    texts = [*face.LETTERS, *sorted(pairs - JOINED), "Cards shipped"]
    widths = tab.evaluate(WIDTHS, [whole, f"{server}/{face.FONT}", texts])
    assert [text for text, (ours, theirs, _) in zip(texts, widths, strict=True) if abs(ours - theirs) > 0.01] == []
    assert abs(widths[-1][0] - widths[-1][2]) > 1, "the browser took another font"


def test_headings_are_set_in_the_face_and_texts_are_not(tab: Tab, server: str) -> None:
    tab.goto(f"{server}/ascend/index.html")
    tab.wait_for_function("() => document.fonts.check('700 20px Headings')")
    client = tab.context.new_cdp_session(tab)
    client.send("DOM.enable"), client.send("CSS.enable")
    document = client.send("DOM.getDocument")["root"]["nodeId"]

    def fonts(selector: str) -> list[tuple[str, bool]]:
        node = client.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        found = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return [(font["familyName"], font["isCustomFont"]) for font in found]

    for selector in ("article h1", "article h2[id]", "figcaption strong"):
        assert any(own for _, own in fonts(selector)), selector
    assert not any(own for _, own in fonts("article p"))


def test_the_face_is_light_and_comes_with_its_license(site: Path) -> None:
    font = (site / face.FONT).read_bytes()
    assert font[:4] == b"wOFF" and len(font) <= 25 * KB
    assert face.packed(face.subset(WHOLE_FACE.read_bytes())) == font
    assert "SIL OPEN FONT LICENSE" in (site / face.LICENSE).read_text("utf-8").upper()


def test_a_page_asks_for_the_face_ahead_but_not_as_a_file(tab: Tab, server: str, site: Path) -> None:
    ahead = f'link[rel=preload][as=font][href$="/{face.FONT}"]'
    for page in ("index.html", "ascend/index.html", "404.html"):
        tab.goto(f"{server}/{page}")
        assert tab.locator(ahead).get_attribute("href") == f"{server}/{face.FONT}"
    tab.goto((site / "index.html").as_uri())
    tab.wait_for_function("() => document.fonts.check('700 20px Headings')")
    assert tab.locator(ahead).count() == 0

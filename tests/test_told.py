"""What every page owes its reader: Chinese marked, labels where one voice speaks, nothing in the data untold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from . import raw
from .site import ABOUT, HAN, REGISTER, ROOT, WHOLE, Page, classes, elements, in_facts_box, target, text, texts

Pages = dict[str, Page]
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
# The pages of the larger vendors outside Huawei, told in one order so that a reader can lay one beside another.
VENDORS = ("cambricon", "t-head", "metax", "biren", "moore-threads", "enflame", "kunlunxin", "hygon", "iluvatar")
# These pages show all facts by themselves, which is no use of one.
EVERYTHING = REGISTER | {"quality.html", "sources.html", "timeline.html", "data.html"}


def report(found: list[str]) -> None:
    """Fail with everything that was found, not only the first."""
    assert not found, f"{len(found)} found:\n" + "\n".join(found[:60])


def content(pages: Pages) -> list[Page]:
    """Return the pages that tell of something."""
    return [page for name, page in pages.items() if name not in WHOLE | ABOUT | {"index.html"}]


def headings(page: Page, tag: str = "h2") -> list[str]:
    """Return a page's headings of one level, without the link sign."""
    return [text(e, lambda part: "headerlink" in classes(part)) for e in page.article.iter(tag)]


def test_chinese_text_is_marked_as_chinese(pages: Pages) -> None:
    found: dict[str, list[str]] = {}
    for page in pages.values():
        for piece, over in texts(page.article):
            if HAN.search(piece) and not any(e.get("lang", "").startswith("zh") for e in over):
                found.setdefault(f"{page.name} <{over[-1].tag} class={over[-1].get('class', '')!r}>", []).append(
                    " ".join(piece.split())[:60]
                )
    report([f"{where}: {len(pieces)} times, such as {pieces[0]!r}" for where, pieces in found.items()])


def test_first_mention_gives_the_chinese_name(pages: Pages) -> None:
    subjects, found = raw.subjects(ROOT), []
    for page in pages.values():
        if page.name in WHOLE:
            continue
        # A page whose title gives the Chinese name has said it; other headings stand above what they name.
        seen = {
            e.get("data-name")
            for h1 in page.article.iter("h1")
            for e in h1.iter()
            if any(part.get("lang") == "zh-Hans" for part in e.iter())
        }
        for element, over in elements(page.article):
            name = element.get("data-name")
            if (
                name is None
                or name in seen
                or in_facts_box(over)
                or any(e.tag in HEADINGS or e.tag == "figcaption" or "events" in classes(e) for e in over)
            ):
                continue
            seen.add(name)
            chinese = subjects[name].get("zh")
            if chinese and not any(e.get("lang") == "zh-Hans" and text(e) == chinese for e in element.iter()):
                found.append(f"{page.name}: {subjects[name]['name']} stands first without {chinese}")
    report(found)


def test_a_name_is_the_name_in_the_data(pages: Pages) -> None:
    subjects, found = raw.subjects(ROOT), []
    for page in pages.values():
        for element in page.article.iter():
            if "data-name" in element.attrib:
                subject, shown = subjects[element.get("data-name", "")], text(element)
                names = {subject["name"], subject.get("short", subject["name"]), subject.get("zh", "")}
                allowed = names | {f"{name} ({subject.get('zh')})" for name in names}
                if shown not in allowed:
                    found.append(f"{page.name}: {element.get('data-name')} is shown as {shown!r}")
    report(found)


def shown_facts(page: Page) -> set[str]:
    """Return the facts a page uses, as the list at its end has them."""
    rows = [e.get("id", "") for e in page.article.iter("tr")]
    return {row.removeprefix("here-") for row in rows if row.startswith("here-")}


def test_every_fact_is_used_or_listed_as_unused(pages: Pages) -> None:
    facts, used = raw.facts(ROOT), set[str]()
    for page in pages.values():
        if page.name not in EVERYTHING:
            used |= shown_facts(page)
            used |= {e.get("data-fact", "") for e in page.article.iter() if e.get("data-fact")}
    for fact in facts.values():
        if fact.formula and fact.id in used:
            used |= {
                name
                for name in facts
                if name in fact.formula.split() or f"({name}" in fact.formula or f" {name}," in fact.formula
            }
    listed = {e.get("data-record") for e in pages["quality.html"].article.iter("li")}
    report(
        [
            f"{name} is used nowhere and not listed on the page of data quality"
            for name in facts
            if name not in used | listed
        ]
    )


def test_the_list_of_facts_holds_what_the_page_shows(pages: Pages) -> None:
    found = []
    for page in content(pages):
        listed = shown_facts(page)
        for element, over in elements(page.article):
            name = element.get("data-fact")
            if name and name not in listed and not in_facts_box(over):
                found.append(f"{page.name}: {name} is shown and not in the list of the page's facts")
    report(found)


def test_every_subject_is_told_of_on_its_page(pages: Pages) -> None:
    facts, found = raw.facts(ROOT), []
    for name, subject in raw.subjects(ROOT).items():
        page = pages.get(f"{subject['page']}.html")
        assert page, f"{name}: there is no page {subject['page']}"
        own = {f for f in shown_facts(page) if f.startswith(f"{name}.")} | {
            f for f in facts if f.startswith(f"{name}.") and page.facts(f)
        }
        if (
            not own
            and not any(e.get("data-name") == name for e in page.article.iter())
            and subject["name"] not in page.told
        ):
            found.append(f"{name} is not told of on {page.name}")
    report(found)


def test_vendor_pages_have_the_same_sections_in_the_same_order(pages: Pages) -> None:
    expected = [
        "Company",
        "Listing",
        "Money",
        "Chips",
        "Software",
        "Deployments",
        "Restrictions",
        "Names and spellings",
        "What we do not know",
    ]
    report(
        [
            f"{vendor}: {found}"
            for vendor in VENDORS
            if (found := headings(pages[f"accelerators/{vendor}.html"])) != expected
        ]
    )


def test_content_pages_have_their_frame(pages: Pages) -> None:
    found = []
    for page in content(pages):
        titles = [text(e) for e in page.article.iter("p") if "admonition-title" in classes(e)]
        if "In short" not in titles:
            found.append(f"{page.name} lacks the box In short")
        if headings(page)[-1:] != ["What we do not know"]:
            found.append(f"{page.name} does not end with what is not known")
        if not any(e.get("id") == "facts-on-this-page" for e in page.article.iter("details")):
            found.append(f"{page.name} lacks the list of its facts")
    report(found)


def test_every_term_resolves_and_is_used(pages: Pages) -> None:
    glossary, found, used = pages["glossary.html"].ids, [], set[str]()
    for page in pages.values():
        for element in page.article.iter():
            term = element.get("data-term")
            if term is None:
                continue
            if page.name != "glossary.html":
                used.add(term)
            if term not in glossary:
                found.append(f"{page.name}: {term} is not in the glossary")
            if element.tag == "a" and target(page.name, element.get("href", "")) != ("glossary.html", term):
                found.append(f"{page.name}: {term} leads to {element.get('href')}")
    terms = {
        e.get("data-term", ""): text(next(e.iter("h2")), lambda part: part.tag != "h2")
        for e in pages["glossary.html"].article.iter("section")
        if e.get("data-term")
    }
    assert len(terms) > 80
    told = " ".join(
        page.told for page in pages.values() if page.name not in EVERYTHING and page.name != "glossary.html"
    ).casefold()
    report(
        found
        + [
            f"the term {term} ({name}) stands on no page"
            for term, name in terms.items()
            if term not in used and name.casefold() not in told
        ]
    )


def test_each_page_links_a_term_at_its_first_use(pages: Pages) -> None:
    found = []
    for page in pages.values():
        seen: set[str] = set()
        for element, over in elements(page.article):
            term = element.get("data-term")
            if term and term not in seen and page.name not in WHOLE and not in_facts_box(over):
                seen.add(term)
                if element.tag != "a" and not any(e.tag in HEADINGS for e in over):
                    found.append(f"{page.name}: {term}")
    report(found)


def inputs(formula: str) -> list[str]:
    """Return the facts that a formula names."""
    words = formula.replace("(", " ").replace(",", " ").replace(")", " ").split()
    return [other for other in raw.facts(ROOT) if other in words]


def behind(name: str, shown: str = "") -> tuple[str, ...]:
    """Return the sources of the statement of a fact whose number an element shows, or else of the current one."""
    fact = raw.facts(ROOT)[name]
    if fact.unit in raw.NOT_NUMBERS:
        return fact.statements[0].sources
    own = (row for row in fact.statements if isinstance(row.value, str) and raw.plain(row.numbers[0]) == shown)
    return next(own, fact.statements[0]).sources


def one_voice(name: str, shown: str = "") -> bool:
    """True where one voice alone stands behind what is shown of a fact, or behind something it is computed from."""
    fact = raw.facts(ROOT)[name]
    if fact.formula:
        return any(map(one_voice, inputs(fact.formula)))
    return len(raw.voices(ROOT, behind(name, shown))) < 2


def following(element: Element, over: tuple[Element, ...]) -> Element | None:
    """Return the element right behind this one."""
    siblings = list(over[-1])
    index = siblings.index(element) + 1
    return siblings[index] if index < len(siblings) else None


def test_in_short_rests_on_more_than_forums_blogs_and_repositories(pages: Pages) -> None:
    facts, kinds, found = raw.facts(ROOT), raw.publishers(ROOT), []

    def weak(name: str, shown: str = "") -> bool:
        if formula := facts[name].formula:
            return any(map(weak, inputs(formula)))
        said = [kinds[raw.sources(ROOT)[key]["publisher"]] for key in behind(name, shown)]
        links = raw.subjects(ROOT)[name.partition(".")[0]].get("links") or {}  # the maker's own project may speak
        own = links.get("maker")
        return all(
            one["kind"] in ("forum", "blog", "code-repository") and one.get("subject", "") != own for one in said
        )

    for page in pages.values():
        for box in (e for e in page.article.iter("div") if "abstract" in classes(e)):
            named = {(element.get("data-fact", ""), element.get("value", "")) for element, _ in elements(box)}
            found += [f"{page.name}: {name}" for name, shown in named if name in facts and weak(name, shown)]
    report(found)


def test_in_short_says_where_one_voice_speaks(pages: Pages) -> None:
    facts, found, seen = raw.facts(ROOT), [], 0
    for page in pages.values():
        for box in (e for e in page.article.iter("div") if "abstract" in classes(e)):
            for element, over in elements(box):
                name = element.get("data-fact", "")
                if name not in facts or facts[name].unit in ("text", "list", "subjects"):
                    continue
                seen += 1
                label = following(element, over)
                labeled = label is not None and "single" in classes(label)
                if labeled != one_voice(name, element.get("value", "")):
                    found.append(
                        f"{page.name}: {name} "
                        + ("has a label it does not need" if labeled else "rests on one voice; use headline()")
                    )
    assert seen > 100, "the boxes hold no figures"
    report(found)


# A part of a year after a word that wants its article: "in the first half of 2026", never "in first half of 2026".
BARE = re.compile(
    r"\b(?:in|for|of|by|since|from|over|until|before|after) (?:first nine months|(?:first|second) half) of", re.I
)


def test_a_part_of_a_year_has_its_article(pages: Pages) -> None:
    report([f"{page.name}: {found[0]!r}" for page in content(pages) for found in BARE.finditer(text(page.article))])
    assert BARE.search("It was due in first half of 2026") and not BARE.search("due in the first half of 2026")

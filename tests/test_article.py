"""The starting article, fact by fact: each stands on its page with the right figures, or corrected by the evidence.

The words here were written down from the article and its sources, not from the data files, so that they do not
follow an edit of the data. A claim holds where all its words (regular expressions) stand close together on the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from .site import Page


@dataclass(frozen=True)
class Claim:
    """What the article says: the page that must tell it, and words that must stand within ``within`` characters."""

    name: str
    page: str
    words: tuple[str, ...]
    within: int = 260


def claim(name: str, page: str, *words: str, within: int = 260) -> Claim:
    return Claim(name, page, words, within)


CLAIMS = (
    # The summit
    claim("date and place", "summit", "February 28, 2026", "Hangzhou", "summit", "Hangzhou Civic Center"),
    claim("who came", "summit", "policymakers", "technology companies", "investors"),
    claim("its aim", "summit", "aim", "Hangzhou", "leading cent(?:er|re)s of (?:artificial intelligence|AI)"),
    claim("projects", "summit", "AI projects", "signed", r"\b12\b|twelve"),
    claim("investment", "summit", "CNY 25.5 billion", r"US\$3.71 billion", "signed"),
    claim("not spent", "summit", "signed volume", "not money already spent|not money spent"),
    claim("implied rate", "summit", "CNY 25.5 billion", r"US\$3.71 billion", "rate", "CNY 6.87 per US dollar"),
    claim("the four fields", "summit", r"(?:4|four) fields", "computing", "chip", "data platforms", "AI applications"),
    claim("the only inference project", "summit", "Sunrise", "alone|only", "devoted to inference GPUs"),
    claim("its title", "summit", r"High-Performance GPU and Inference Chip R&D Project"),
    claim(
        "what it serves",
        "summit",
        "strengthen the city",
        "training",
        "inference",
        "large.scale industrial|industry on a large scale",
    ),
    claim(
        "Wang Zhan's argument",
        "summit",
        "co-chief executive Wang Zhan",
        "comput",
        "infrastructure to deploy",
        "more than gains in the models",
        within=400,
    ),
    claim("the bottleneck is compute", "summit", "computing power and no longer algorithms"),
    claim(
        "a new stage in Hangzhou",
        "summit",
        "stage of its expansion in Hangzhou",
        "computing infrastructure",
        "innovation ecosystem",
    ),
    claim("competing cities", "summit", "other cities", "Beijing", "Shanghai", "Shenzhen"),
    claim("what depends on compute", "summit", "autonomous driving", "robotics", "biotechnology", "smart cities"),
    claim("the number on the first page", "index", "CNY 25.5 billion", "Hangzhou"),
    # Sunrise
    claim("origin", "sunrise", "large-chip division", "SenseTime", "2024"),
    claim("spin-off, as dated", "sunrise", "Sunrise is spun off from SenseTime, at the end of the year", "2024"),
    claim("title of the project", "sunrise", "Hangzhou", "High-Performance GPU and Inference Chip R&D Project"),
    claim("co-chief executives", "sunrise", "chief executive", "Wang Yong", "Wang Zhan", within=900),
    claim(
        "what it develops",
        "sunrise",
        "develops",
        "high-performance GPUs",
        "multimodal inference chips",
        "inference chips for large models",
    ),
    claim("generations and validation", "sunrise", "several product generations", "validation cycles", "the company"),
    claim("ten thousand cards", "sunrise", "deployments?", "10,000 cards", "company", "local statements|regional"),
    claim(
        "the caveat",
        "sunrise",
        "company and regional disclosures|company and local statements",
        "not been verified|nothing independent",
    ),
    claim("no such cluster", "sunrise", "10,000 cards", "No such cluster was found"),
    claim("the city is its backer", "sunrise", "Hangzhou Data Group", "bear the name of the city"),
    # Nvidia and the turn to many suppliers
    claim("Nvidia's place in the world", "accelerators/index", "Nvidia", "more than 60 percent", "AI computing power"),
    claim("Nvidia's place in China", "accelerators/index", "Nvidia", "about 55 percent"),
    claim("controls drive the turn", "accelerators/index", "Export controls", "one replacement", "many suppliers"),
    claim("why many", "accelerators/index", "risk is spread", "supply holds"),
    claim("many suppliers on the first page", "index", "one foreign supplier", "many domestic ones"),
    # Huawei Ascend
    claim(
        "processors",
        "ascend/index",
        "Ascend 310",
        "Ascend 910",
        "Ascend 910B",
        "Ascend 910C",
        "Ascend 950PR",
        "Ascend 950DT",
        within=1200,
    ),
    claim("the main alternative", "ascend/index", "Ascend", "main Chinese-made alternative for large-model work"),
    claim(
        "supports",
        "ascend/index",
        "the platform serves",
        "Training of large models",
        "inference",
        "PyTorch",
        "edge",
        within=700,
    ),
    claim("shipments corrected", "ascend/supply", "200,000 chips", "US official"),
    claim("shipments counted", "ascend/supply", "IDC", "2025", "about 812,000 cards"),
    claim(
        "the article's number told of",
        "ascend/supply",
        "article whose claims this site checks",
        "industry analysts",
        within=400,
    ),
    claim(
        "large shipments planned",
        "ascend/supply",
        "2026",
        "about 600,000 chips",
        "about 750,000 chips",
        "not known",
        within=400,
    ),
    claim("what limits supply", "ascend/supply", "yield", "dies", "high-bandwidth memory"),
    claim("in use at customers", "ascend/customers", "Chinese internet firms", "state carriers"),
    claim("correction listed", "about", "around 200,000", "2025", "US official"),
    # The other accelerators
    claim("Cambricon's MLU", "accelerators/cambricon", "cards MLU"),
    claim("government purchases", "accelerators/cambricon", "government buying list", "Financial Times"),
    claim("no tender found", "about", "Cambricon", "government", "No tender document was found"),
    claim("Xining", "deployments", "China Unicom", "Xining", "Qinghai", within=400),
    claim("vendors in place", "deployments", "signed", "T-Head", "MetaX", "Biren", "Zhonghao Xinying"),
    claim("vendors to come", "deployments", "later|further parts", "Tecorigin", "Moore Threads", "Enflame"),
    claim("cards there", "deployments", "22,832 cards", "3,579 PFLOPS"),
    claim("signed, not built", "deployments", "Reuters", "built", "signed"),
    claim("Enflame's listing", "accelerators/enflame", "January 22, 2026", "STAR Market", within=200),
    claim("Enflame's listing approved", "accelerators/enflame", "listing committee", "June 15, 2026", "Trading began"),
    claim("Alibaba T-Head", "accelerators/t-head", "T-Head", "Alibaba", "chip company"),
    claim("MetaX", "accelerators/metax", "MetaX", "GPUs for AI"),
    claim("Biren", "accelerators/biren", "Biren", "GPUs for AI"),
    claim("Moore Threads", "accelerators/moore-threads", "Moore Threads", "GPUs for both graphics and AI"),
    claim("Cambricon not at Xining", "deployments", "Cambricon", "neither list"),
    # Domestic CPUs
    claim("the two names", "cpus/index", "Loongson", "Phytium", "China's own CPUs"),
    claim(
        "where deployed",
        "cpus/index",
        "deployed in",
        "government offices",
        "telecom operators",
        "banks",
        "enterprise servers",
    ),
    claim("foreign processors limited", "cpus/index", "limited foreign processors in government purchases"),
    claim("whom they replace", "cpus/index", "reliance on Intel and AMD"),
    claim(
        "no replacement for accelerators",
        "cpus/index",
        "CPU",
        "not directly replace an accelerator",
        "without foreign parts",
    ),
    claim("Loongson", "cpus/loongson", "LoongArch", "instruction set of its own"),
    claim("Phytium", "cpus/others", "Phytium", "Arm CPUs for desktops and servers"),
    # Indicators
    claim("computing power", "indicators", "2,185 EFLOPS", "June 2026"),
    claim("clusters", "indicators", "42 clusters", "ten-thousand-card|ten thousand"),
    claim("investment", "indicators", "Bank of America", "CNY 600 billion to 700 billion", "2025"),
    claim("state funds", "indicators", "Big Fund III", "CNY 344 bn", "CNY 60.06 bn"),
    claim("the industry", "indicators", "CNY 1.2 trillion", "6,200 companies", "2025"),
    # Deployment trends
    claim(
        "Ascend trains large models",
        "accelerators/index",
        "Deployment trends",
        "Huawei and partners report training large models on Ascend",
        within=320,
    ),
    claim("chips in data centers", "accelerators/index", "T-Head, MetaX, Biren and Cambricon", "major data centers"),
    claim("further sources", "accelerators/index", "Moore Threads and Enflame", "further sources for the cloud"),
    claim("CPUs spread", "accelerators/index", "Domestic CPUs", "offices and servers"),
    # Four challenges
    claim("manufacturing", "challenges/index", "challenges", "Manufacturing", "advanced wafers", within=300),
    claim("software", "challenges/index", "Software", "CUDA", "younger"),
    claim("supply chains", "challenges/index", "Supply chains", "US controls"),
    claim("scale", "challenges/index", "Scale", "Chinese companies own", "5 percent"),
    claim("the United States ahead", "challenges/scale", "United States", "75 percent", "China", "15 percent"),
    # Outlook
    claim("independence is open", "challenges/index", "no longer needs foreign chips", "open"),
    claim(
        "the national effort",
        "challenges/index",
        "national",
        "network of computing hubs",
        "AI chips",
        "open-source",
        "industrial use|across industry",
        "public capital",
        within=500,
    ),
)


def holds(page: Page, words: tuple[str, ...], within: int) -> bool:
    """True where all words stand within so many characters on the page, the label "single source" left out."""
    told = re.sub(r" ?\bsingle source\b", "", page.told).replace("\u00a0", " ")
    spots = [[m.start() for m in re.finditer(word, told, re.I)] for word in words]
    if not all(spots):
        return False
    for start in spots[0]:
        nearest = [min(places, key=lambda place: abs(place - start)) for places in spots]
        if max(nearest) - min(nearest) <= within:
            return True
    return False


@pytest.mark.parametrize("given", CLAIMS, ids=lambda c: f"{c.page}: {c.name}")
def test_the_article_is_told(given: Claim, pages: dict[str, Page]) -> None:
    page = pages[f"{given.page}.html"]
    missing = [word for word in given.words if not holds(page, (word,), 0)]
    assert holds(page, given.words, given.within), (
        f"{page.name} lacks {missing}" if missing else f"{page.name}: the words stand apart: {given.words}"
    )


WITHDRAWN = (
    # What the evidence does not bear out must not come back as the site's own statement.
    ("shipments as the article has them", r"shipments[^.]{0,80}(?:may|could) reach (?:around|about) 200,000"),
    ("a quotation seen only once", "Future industrial development will depend less on model breakthroughs"),
    ("words of advertising", r"\b(?:will dominate|breakthroughs?|cutting-edge|game.?chang\w+|revolutioni[sz]\w+)\b"),
)


@pytest.mark.parametrize(("name", "pattern"), WITHDRAWN, ids=[name for name, _ in WITHDRAWN])
def test_what_was_withdrawn_stays_away(name: str, pattern: str, pages: dict[str, Page]) -> None:
    exempt = {"about.html", "sources.html"}  # they quote the article and titles of sources
    found = [
        f"{page.name}: {m[0]}"
        for page in pages.values()
        if page.name not in exempt
        for m in re.finditer(pattern, page.told, re.I)
    ]
    assert not found, found


def test_every_page_is_reached_from_the_first(pages: dict[str, Page]) -> None:
    links = set(re.findall(r'href="([\w/-]+\.html)', pages["index.html"].source))
    assert {f"{c.page}.html" for c in CLAIMS} <= links | {"index.html"}

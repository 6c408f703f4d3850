"""The starting article, fact by fact: each stands on its page with the right figures, or corrected where the evidence does.

The words here were written down from the article and its sources, not from the data files, so that they do not
follow an edit of the data. A claim holds where all its words stand close together on the page.
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
    claim("date and place", "summit", "February 28, 2026", "Hangzhou", "AI summit", "Hangzhou Civic Center"),
    claim("who came", "summit", "policymakers", "technology companies", "investors"),
    claim("its aim", "summit", "aim", "Hangzhou", "leading centers of artificial intelligence"),
    claim("projects", "summit", "12", "AI projects were signed"),
    claim("investment", "summit", "CNY 25.5 billion", "US$3.71 billion", "signed"),
    claim("not spent", "summit", "signed volume, not money already spent"),
    claim("implied rate", "summit", "CNY 25.5 billion", "US$3.71 billion", "rate of CNY 6.87 per US dollar"),
    claim("the four fields", "summit", "4 fields", "AI computing infrastructure", "chip research and development", "intelligent data platforms", "enterprise AI applications"),
    claim("the only inference project", "summit", "Sunrise", "only one devoted to inference GPUs"),
    claim("its title", "summit", "High-Performance GPU and Inference Chip R&D Project"),
    claim("what it serves", "summit", "AI training", "inference workloads", "large-scale industrial use"),
    claim("Wang Zhan's argument", "summit", "co-chief executive Wang Zhan", "capacity to compute", "infrastructure to deploy", "more than gains in the models", within=400),
    claim("the bottleneck is compute", "summit", "what is short is computing power and no longer algorithms"),
    claim("a new stage in Hangzhou", "summit", "new stage of its expansion in Hangzhou", "computing infrastructure", "innovation ecosystem"),
    claim("competing cities", "summit", "Beijing", "Shanghai", "Shenzhen", "same race"),
    claim("the wider effort", "summit", "national network of computing hubs", "domestic supply of AI chips", "open-source ecosystems", "industrial use of AI", within=500),
    claim("what depends on compute", "summit", "autonomous driving", "robotics", "biotechnology", "smart cities"),
    claim("the number on the first page", "index", "CNY 25.5 billion", "Investment in the signed projects"),
    # Sunrise
    claim("origin", "sunrise", "large-chip division of SenseTime", "spun off", "2024"),
    claim("spin-off, as dated", "sunrise", "Sunrise is spun off from SenseTime", "December 2024"),
    claim("title of the project", "sunrise", "project it signed in Hangzhou", "High-Performance GPU and Inference Chip R&D Project"),
    claim("co-chief executives", "sunrise", "Two people share the post of chief executive", "Wang Yong", "Wang Zhan", within=900),
    claim("what it develops", "sunrise", "Sunrise develops", "high-performance GPUs", "multimodal inference chips", "inference chips for large models"),
    claim("generations and validation", "sunrise", "several product generations", "validation cycles", "the company"),
    claim("ten thousand cards", "sunrise", "deployments on the scale of 10,000 cards", "company and local statements"),
    claim("the caveat", "sunrise", "company and regional disclosures", "not been verified by an independent party"),
    claim("no such cluster", "sunrise", "10,000 cards", "No such cluster was found"),
    claim("the city is its backer", "sunrise", "Hangzhou Data Group", "belong to Hangzhou"),
    # Nvidia and the turn to many suppliers
    claim("Nvidia's place in the world", "accelerators/index", "Nvidia", "more than 60 percent", "all AI computing power"),
    claim("Nvidia's place in China", "accelerators/index", "Nvidia", "about 55 percent"),
    claim("controls drive the turn", "accelerators/index", "Export controls", "Instead of one replacement", "many suppliers"),
    claim("why many", "accelerators/index", "risk is spread", "supply holds"),
    claim("many suppliers on the first page", "index", "replacing one foreign supplier", "many domestic ones"),
    # Huawei Ascend
    claim("processors", "ascend/index", "Ascend 310", "Ascend 910", "Ascend 910B", "Ascend 910C", "Ascend 950PR", "Ascend 950DT", within=1200),
    claim("the main alternative", "ascend/index", "Ascend", "main Chinese-made alternative for large-model work"),
    claim("supports", "ascend/index", "the platform serves", "Training of large models", "inference", "PyTorch", "edge", within=700),
    claim("shipments corrected", "ascend/supply", "200,000 chips", "US official's view of capacity"),
    claim("shipments counted", "ascend/supply", "IDC", "2025", "about 812,000 chips"),
    claim("the article's number told of", "ascend/supply", "The article this site starts from", "industry analysts", "not where the number comes from", within=400),
    claim("large shipments planned", "ascend/supply", "2026", "about 600,000 chips", "about 750,000 chips", "Whether they were met is not known", within=400),
    claim("what limits supply", "ascend/supply", "yield", "dies from abroad", "high-bandwidth memory"),
    claim("in use at customers", "ascend/customers", "Chinese internet firms", "state carriers"),
    claim("correction listed", "about", "around 200,000 units in 2025", "US official's ceiling"),
    # The other accelerators
    claim("Cambricon's MLU", "accelerators/cambricon", "the cards MLU"),
    claim("government purchases", "accelerators/cambricon", "government buying list", "Financial Times"),
    claim("no tender found", "about", "several government procurement programs", "No tender document was found"),
    claim("Xining", "deployments", "China Unicom", "Xining", "Qinghai", within=400),
    claim("vendors in place", "deployments", "Signed projects", "T-Head", "MetaX", "Biren Technology", "Zhonghao Xinying"),
    claim("vendors to come", "deployments", "Named for later", "Tecorigin", "Moore Threads", "Enflame"),
    claim("cards there", "deployments", "22,832 cards", "3,579 PFLOPS"),
    claim("signed, not built", "deployments", "Reuters says built", "says signed"),
    claim("Enflame's listing", "accelerators/enflame", "January 22, 2026", "STAR Market", within=200),
    claim("Enflame's listing approved", "accelerators/enflame", "listing committee", "June 15, 2026", "no first trading day"),
    claim("Alibaba T-Head", "accelerators/t-head", "T-Head", "Alibaba", "chip company"),
    claim("MetaX", "accelerators/metax", "MetaX designs GPUs for AI"),
    claim("Biren", "accelerators/biren", "designs general-purpose GPUs for AI"),
    claim("Moore Threads", "accelerators/moore-threads", "GPUs for both graphics and AI"),
    claim("Cambricon not at Xining", "deployments", "Cambricon", "neither list"),
    # Domestic CPUs
    claim("the two names", "cpus/index", "Loongson", "Phytium", "China's own CPUs"),
    claim("where deployed", "cpus/index", "increasingly deployed in", "government offices", "telecom operators", "banks", "enterprise servers"),
    claim("foreign processors limited", "cpus/index", "limited foreign processors in government purchases"),
    claim("whom they replace", "cpus/index", "lower the reliance on Intel and AMD"),
    claim("no replacement for accelerators", "cpus/index", "does not directly replace an accelerator", "computing stack without foreign parts"),
    claim("Loongson", "cpus/loongson", "LoongArch", "instruction set of its own"),
    claim("Phytium", "cpus/others", "Phytium", "Arm CPUs for desktops and servers"),
    # Indicators
    claim("computing power", "indicators", "2,185 EFLOPS", "June 2026"),
    claim("clusters", "indicators", "42 clusters", "ten-thousand-card"),
    claim("investment", "indicators", "Bank of America", "CNY 600 billion to 700 billion", "2025"),
    claim("state funds", "indicators", "Big Fund III", "CNY 344 bn", "CNY 60.06 bn"),
    claim("the industry", "indicators", "CNY 1.2 trillion", "6,200 companies", "2025"),
    # Deployment trends
    claim("Ascend trains large models", "accelerators/index", "Deployment trends", "Huawei's Ascend can train large models", within=320),
    claim("chips in data centers", "accelerators/index", "T-Head, MetaX, Biren and Cambricon appear in major data centers"),
    claim("further sources", "accelerators/index", "Moore Threads and Enflame are further sources for the cloud"),
    claim("CPUs spread", "accelerators/index", "Domestic CPUs spread in offices and servers"),
    # Four challenges
    claim("manufacturing", "challenges/index", "Four challenges", "Manufacturing", "advanced wafers", within=300),
    claim("software", "challenges/index", "Software", "CUDA", "younger"),
    claim("supply chains", "challenges/index", "Supply chains", "US controls"),
    claim("scale", "challenges/index", "Scale", "Chinese companies own", "5 percent"),
    claim("the United States ahead", "challenges/scale", "United States held about 75 percent", "China 15 percent"),
    # Outlook
    claim("independence is open", "challenges/index", "supply chain that no longer needs foreign chips is open"),
    claim("what the effort builds", "challenges/index", "national programs", "long-term public capital", within=500),
)


def holds(page: Page, words: tuple[str, ...], within: int) -> bool:
    """True where all words stand within so many characters on the page, the label "single source" left out."""
    told = re.sub(r" ?\bsingle source\b", "", page.told).replace("\u00a0", " ").casefold()
    spots = [[m.start() for m in re.finditer(re.escape(word.casefold()), told)] for word in words]
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
    assert holds(page, given.words, given.within), f"{page.name} lacks {missing}" if missing else f"{page.name}: the words stand apart: {given.words}"


WITHDRAWN = (
    # What the evidence does not bear out must not come back as the site's own statement.
    ("shipments as the article has them", r"shipments[^.]{0,80}(?:may|could) reach (?:around|about) 200,000"),
    ("a quotation seen only once", "Future industrial development will depend less on model breakthroughs"),
    ("words of advertising", r"\b(?:will dominate|breakthroughs?|cutting-edge|game.?chang\w+|revolutioni[sz]\w+)\b"),
)


@pytest.mark.parametrize(("name", "pattern"), WITHDRAWN, ids=[name for name, _ in WITHDRAWN])
def test_what_was_withdrawn_stays_away(name: str, pattern: str, pages: dict[str, Page]) -> None:
    exempt = {"about.html", "sources.html"}  # they quote the article and titles of sources
    found = [f"{page.name}: {m[0]}" for page in pages.values() if page.name not in exempt for m in re.finditer(pattern, page.told, re.I)]
    assert not found, found


def test_every_page_is_reached_from_the_first(pages: dict[str, Page]) -> None:
    links = set(re.findall(r'href="([\w/-]+\.html)', pages["index.html"].source))
    assert {f"{c.page}.html" for c in CLAIMS} <= links | {"index.html"}

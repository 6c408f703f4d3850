"""Headline figures of every page, as literals taken from the sources' own statements and not from the data files.

If an edit of the data changes one of these, the test says so, and whoever meant it changes the line here as well:
a second pair of hands on the figures that readers quote.
"""

from __future__ import annotations

import re

import pytest

from .site import ABOUT, WHOLE, Page, text
from .test_contract import in_heads

HEADLINES: dict[str, dict[str, str]] = {
    "index": {
        "china-accelerator-market.cards-domestic": "1.65 million cards",
        "ascend-supply.shipments-2025": "812,000 cards", "china-accelerator-market.huawei-share-domestic": "49 percent",
        "ascend-910c.share-of-h100": "72 percent", "ascend-supply.yield-910c": "40 percent",
        "ascend-supply.us-ceiling-2025": "200,000 chips",
    },
    "summit": {
        "hangzhou-summit.date": "February 28, 2026", "hangzhou-summit.projects": "12",
        "hangzhou-summit.investment": "CNY 25.5 billion", "hangzhou-summit.investment-usd": "US$3.71 billion",
        "hangzhou-summit.implied-rate": "CNY 6.87 per US dollar", "hangzhou-summit.venue": "Hangzhou Civic Center",
        "hangzhou.core-target": "CNY 550 billion", "hangzhou.core-revenue": "CNY 460 billion",
        "hangzhou.compute": "25 EFLOPS", "beijing.compute": "33 EFLOPS", "shanghai.compute": "120 EFLOPS",
        "hangzhou-summit.market-rate": "CNY 6.8845 per US dollar", "hangzhou.goal": "December 17, 2025",
    },
    "sunrise": {
        "sunrise.spin-off": "2024", "sunrise.deconsolidation": "first half of 2025",
        "sunrise-one-year-total.amount": "CNY 3 billion", "sunrise-half-year-total.amount": "CNY 1.5 billion",
        "sunrise-first-round.amount": "CNY 1 billion", "sunrise-valuation.amount": "CNY 10 billion",
        "xu-bing.left-board": "June 26, 2025", "sunrise.scale-claim": "10,000 cards",
        "wang-zhan.invitation": "April 17, 2025", "sensetime.tape-out": "2020",
    },
    "ascend/index": {
        "ascend-310.launch": "October 10, 2018", "ascend-910.launch": "August 23, 2019",
        "ascend-910b.compute-16bit": "354 TFLOPS", "ascend-910c.compute-16bit": "708 TFLOPS",
        "ascend-950pr.launch": "March 20, 2026", "ascend-supply.shipments-2025": "812,000 cards",
        "ascend-910c.memory": "128 GB",
    },
    "ascend/processors": {
        "ascend-910c.launch": "Q1 2025", "ascend-910c.dies": "2 dies", "ascend-910c.memory": "128 GB",
        "ascend-910c.compute-16bit": "708 TFLOPS", "ascend-910.compute-16bit": "256 TFLOPS",
        "ascend-910b.bandwidth": "1.6 TB/s", "ascend-910c.bandwidth": "3.2 TB/s",
        "ascend-950pr.compute-8bit": "865 TFLOPS", "ascend-950dt.memory": "144 GB", "ascend-310.power": "8 W",
    },
    "ascend/nvidia": {
        "nvidia-h100.compute-16bit": "989 TFLOPS", "ascend-910c.compute-16bit": "708 TFLOPS",
        "ascend-910c.share-of-h100": "72 percent", "ascend-910c.share-of-b200": "31 percent",
        "ascend-950pr.compute-8bit": "865 TFLOPS", "nvidia-h20.bandwidth": "4.0 TB/s",
    },
    "ascend/systems": {
        "cloudmatrix-384.chips": "384 chips", "cloudmatrix-384.cpus": "192 processors",
        "cloudmatrix-384.compute-16bit": "300 PFLOPS", "cloudmatrix-384.power": "559 kW",
        "cloudmatrix-384.deployed": "300 systems", "atlas-950-superpod.chips": "8,192 chips",
        "nvidia-gb200-nvl72.chips": "72 chips", "atlas-350.compute-16bit": "378 TFLOPS",
        "unifiedbus.revision": "May 30, 2026",
    },
    "ascend/supply": {
        "ascend-supply.us-ceiling-2025": "200,000 chips", "ascend-supply.shipments-2025": "812,000 cards",
        "ascend-supply.output-2025": "805,000 chips", "ascend-supply.output-910c-2026": "600,000 chips",
        "ascend-supply.shipments-950pr-2026": "750,000 chips", "ascend-supply.die-stock": "2.9 million dies",
        "ascend-supply.revenue-2026": "US$12 billion", "ascend-supply.dies-2026": "1.6 million dies",
        "ascend-supply.yield-910c": "40 percent",
    },
    "ascend/software": {
        "cann.announced-open": "August 5, 2025", "cann.open-deadline": "December 31, 2025", "cann.start": "2018",
        "ascend-ecosystem.models-pretrained": "43 models", "mindspore.share": "30.26 percent",
        "pangu-ultra-moe.parameters": "718 billion parameters", "vllm-ascend.version-date": "October 2026",
    },
    "ascend/customers": {
        "bytedance.ordered": "100,000 chips", "bytedance.received": "30,000 chips", "baidu-order.chips": "1,600 chips",
        "china-mobile-ascend.servers": "5,285 servers", "deepseek-v4.preview": "April 24, 2026",
        "us-ascend-rules.guidance": "May 13, 2025", "deepseek.failed-training": "August 14, 2025",
    },
    "accelerators/index": {
        "china-accelerator-market.cards-domestic": "1.65 million cards",
        "china-accelerator-market.domestic-share": "41 percent", "china-accelerator-market.nvidia-share": "55 percent",
        "china-accelerator-market.cards-nvidia": "2.2 million cards",
        "china-accelerator-market.cards-t-head": "265,000 cards",
        "china-accelerator-market.bernstein-huawei": "40 percent", "us-china-compute.nvidia-world-share": "60 percent",
    },
    "accelerators/cambricon": {
        "cambricon.listing": "July 20, 2020", "cambricon.revenue": "CNY 6.497 billion",
        "cambricon.net-profit": "CNY 2.059 billion", "cambricon.cards-sold": "117,400 cards",
        "us-export-controls.december-2022": "December 15, 2022", "cambricon.placement": "CNY 3.985 billion",
        "cambricon.ipo-price": "CNY 64.39 per share",
    },
    "accelerators/t-head": {
        "t-head.shipments": "560,000 chips", "china-accelerator-market.cards-t-head": "265,000 cards",
        "zhenwu-810e.memory": "96 GB", "zhenwu-810e.interconnect": "700 GB/s", "zhenwu-810e.power": "400 W",
        "zhenwu-m890.launch": "May 20, 2026", "alibaba.capex-plan": "CNY 380 billion",
    },
    "accelerators/metax": {
        "metax.listing": "December 17, 2025", "metax.ipo-raised": "CNY 4.197 billion",
        "metax.ipo-first-day": "693 percent", "metax.revenue": "CNY 1.644 billion",
        "metax-c500.compute-16bit": "280 TFLOPS", "metax.market-value": "CNY 332 billion",
    },
    "accelerators/biren": {
        "biren.listing": "January 2, 2026", "biren.ipo-raised": "HK$5.583 billion",
        "biren.revenue": "CNY 1.035 billion", "biren-br100.compute-16bit": "1,024 TFLOPS",
        "biren.market-value": "HK$82.57 billion", "unicom-xining-biren.cards": "1,328 cards",
        "biren.founded": "September 2019",
    },
    "accelerators/moore-threads": {
        "moore-threads.listing": "December 5, 2025", "moore-threads.revenue": "CNY 1.505 billion",
        "moore-threads.net-profit": "CNY 1.024 billion", "moore-threads.ai-share": "94.82 percent",
        "mtt-s5000.compute-8bit": "1,000 TFLOPS", "biren.entity-list": "October 17, 2023",
        "moore-threads.ipo-raised": "CNY 8 billion",
    },
    "accelerators/enflame": {
        "enflame.tencent-revenue": "71.84 percent", "enflame.tencent-stake": "20.26 percent",
        "enflame.revenue": "CNY 722 million", "enflame.net-profit": "CNY 1.51 billion",
        "enflame.ipo-accepted": "January 22, 2026", "enflame.ipo-approved": "June 15, 2026",
        "enflame.ipo-sought": "CNY 6 billion",
    },
    "accelerators/kunlunxin": {
        "kunlunxin.baidu-stake": "59.45 percent", "kunlunxin.ipo-filing": "January 1, 2026",
        "china-accelerator-market.cards-kunlunxin": "116,000 cards", "baidu-kunlun-cluster.chips": "30,000 chips",
        "kunlunxin.revenue": "CNY 2 billion", "kunlunxin.founded": "June 2021",
    },
    "accelerators/hygon": {
        "hygon.revenue-nine-months": "CNY 9.49 billion", "hygon.revenue-growth": "54.65 percent",
        "hygon-bw1000.compute-16bit": "480 TFLOPS", "hygon.entity-list": "June 2019",
        "hygon.merger-announced": "May 25, 2025", "hygon.customers-share": "40.26 percent",
        "hygon.ipo-raised": "CNY 10.8 billion",
    },
    "accelerators/iluvatar": {
        "iluvatar.listing": "January 8, 2026", "iluvatar.shipments-total": "52,000 chips",
        "iluvatar-bi-v150.compute-16bit-measured": "196.77 TFLOPS", "iluvatar.ipo-price": "HK$144.6",
        "iluvatar.ipo-raised": "HK$3.7 billion", "iluvatar.market-share": "0.3 percent",
    },
    "accelerators/smaller": {
        "vastai.valuation": "CNY 10.5 billion", "zhonghao.founded": "2018", "zhonghao-taize.chips": "1,024 chips",
        "zhonghao.tianpu-price": "CNY 2.123 billion", "zhonghao.valuation": "CNY 4.412 billion",
        "tecorigin.line-capacity": "100,000 servers",
    },
    "deployments": {
        "unicom-xining.cards-signed": "22,832 cards", "unicom-xining.compute-signed": "3,579 PFLOPS",
        "unicom-xining.broadcast": "September 16, 2025", "unicom-xining-t-head.cards": "16,384 cards",
        "unicom-xining-metax.compute": "984 PFLOPS", "unicom-xining-biren.servers": "83 servers",
        "unicom-xining.compute-planned": "20,000 PFLOPS", "unicom-xining.investment": "US$390 million",
        "zhengzhou-scnet.cards": "60,000 cards", "alibaba-telecom.chips": "10,000 chips",
    },
    "sites": {
        "zhengzhou-scnet.cards": "60,000", "longcat-cluster.cards": "50,000", "shenzhen-ascend.chips": "14,000 chips",
        "pengcheng-cloud-brain.chips": "4,096", "china-mobile-harbin.cards": "18,000",
        "china-mobile-hohhot.domestic-share": "85 percent", "china-power.capacity-us": "56 GW",
        "china-power.per-token": "30 to 50 percent", "china-power.computing-2030": "800 TWh",
        "nvidia-b200.compute-per-watt": "2.25",
    },
    "cpus/index": {
        "cpu-policy.issued": "December 26, 2023", "cnitsec-list.cpus": "18 processors",
        "cpu-policy.replacement-order": "50 million machines", "document-79.issued": "September 2022",
        "document-79.deadline": "2027", "intel.china-share": "27 percent",
    },
    "cpus/loongson": {
        "loongson-3c6000.launch": "June 26, 2025", "loongson-3c6000-q.cores": "64 cores",
        "loongson.revenue": "CNY 635 million", "loongson.net-profit": "CNY 449 million",
        "loongson.entity-list": "March 2, 2023", "loongson.ipo-price": "CNY 60.06 per share",
        "loongson.listing": "June 24, 2022",
    },
    "cpus/others": {
        "phytium.shipments": "10 million processors", "phytium-s2500.cores": "64 cores",
        "hygon-c86-5g.cores": "128 cores", "yitian.cores": "128 cores", "zhaoxin-kh-50000.cores": "96 cores",
        "phytium.founded": "2014",
    },
    "challenges/index": {
        "china-advanced-fab.output": "20,000 wafers per month", "cuda.developers": "6 million developers",
        "us-china-compute.china-owned-share": "5 percent", "domestic-chip-rules.data-centers": "November 5, 2025",
        "us-china-compute.us-cluster-share": "75 percent",
    },
    "challenges/manufacturing": {
        "china-advanced-fab.output": "20,000 wafers per month", "smic.advanced-capacity": "45,000 wafers per month",
        "asml.euv-wavelength": "13.5 nm", "smic.advanced-yield": "30 to 40 percent", "smic.n3-metal-pitch": "32.5 nm",
        "asml.license-older-immersion": "September 7, 2024",
    },
    "challenges/software": {
        "cuda.launch": "2006", "cuda.developers": "6 million developers",
        "cuda.developers-all": "7.5 million developers", "cann.contributors": "6,000 developers",
        "cluster-losses.domestic": "40 to 50 percent", "deepseek.failed-training": "August 14, 2025",
    },
    "challenges/export-controls": {
        "us-export-controls.smic-entity-list": "December 18, 2020",
        "us-export-controls.october-2022": "October 7, 2022", "us-export-controls.october-2023": "October 17, 2023",
        "us-export-controls.hbm-rule": "December 2, 2024", "us-export-controls.h200-rule": "January 13, 2026",
        "nvidia-china.share-after": "0 percent",
    },
    "challenges/scale": {
        "us-china-compute.us-cluster-share": "75 percent", "us-china-compute.china-cluster-share": "15 percent",
        "us-china-compute.china-owned-share": "5 percent", "us-china-compute.us-hyperscaler-share": "71 percent",
        "us-china-compute.us-private-investment": "US$285.9 billion",
        "us-china-compute.china-private-investment": "US$12.4 billion",
    },
    "challenges/wafers": {
        "ascend-supply.wafers": "7,000", "ascend-supply.chips-per-wafer-910c": "39",
        "ascend-supply.yield-seven-nm": "20 percent", "ascend-supply.yield-910c": "40 percent",
        "ascend-supply.packaging-loss": "25 percent", "ascend-supply.wafers-2026": "13,000 wafers per month",
        "china-advanced-fab.output": "20,000 wafers per month", "ascend-supply.memory-stock-chips": "1.6 million chips",
        "china-accelerator-market.trendforce-output-needed": "1.96 million chips",
    },
    "market": {
        "china-accelerator-market.nvidia-share": "55 percent",
        "china-accelerator-market.bernstein-huawei": "40 percent",
        "china-accelerator-market.bernstein-size": "US$20.4 billion",
        "china-accelerator-market.bernstein-market": "US$69 billion",
        "china-accelerator-market.trendforce-accelerators": "90 percent",
        "china-accelerator-market.trendforce-output-growth": "2.2 times", "nvidia-china.h20-sales": "US$50 million",
        "nvidia-china.revenue-by-office": "US$19.68 billion",
        "nvidia-china.revenue-by-office-quarter": "US$4.55 billion",
    },
    "models": {
        "longcat-2.parameters": "1.6 trillion parameters", "longcat-cluster.cards": "50,000 cards",
        "pangu-ultra.chips": "8,192 chips", "qianfan-vl.chips": "5,000 chips",
        "deepseek-v4-pro.ascend-chips": "1,000 chips", "zhipu.inference-chips": "100,000 chips",
        "deepseek-v4-pro.token-price-peak": "US$3.96 per million tokens",
        "longcat-2.token-price": "US$2.95 per million tokens", "deepseek.failed-training": "August 14, 2025",
    },
    "rules": {
        "us-export-controls.smic-entity-list": "December 18, 2020", "biren.entity-list": "October 17, 2023",
        "chip-thresholds.performance": "4,800 points", "chip-thresholds.links": "600",
        "chip-thresholds.density": "5.92", "chip-thresholds.second-tier": "2,400",
        "chip-thresholds.letter-memory": "1,400", "chip-thresholds.review-performance": "21,000",
        "chip-thresholds.review-bandwidth": "6,500", "gray-market.smuggled-2024": "140,000 chips",
        "us-export-controls.affiliates-return": "January 10, 2027",
    },
    "indicators": {
        "china-compute.clusters": "42 clusters", "china-ai-capex.bofa": "CNY 600 billion to 700 billion",
        "china-power.use": "102 TWh", "us-compute.power": "183 TWh", "china-compute.total-2024": "280 EFLOPS",
        "us-compute.capex-plan": "US$725 billion", "china-compute.racks-nda": "13.73 million racks",
    },
    "primer": {
        "nvidia-h100.compute-16bit": "989 TFLOPS", "ascend-910c.compute-16bit": "708 TFLOPS",
        "cloudmatrix-384.chips": "384 chips", "nvidia-gb200-nvl72.chips": "72 chips", "ascend-910c.memory": "128 GB",
        "memory-pass.ascend-910c": "40 milliseconds", "wafer-sum.ascend-910c": "16",
        "nvidia-h20.share-of-h100": "15 percent",
    },
    "measurements": {
        "aibench.matrix": "216 TFLOPS", "aibench.share": "84 percent", "matrix-test.mtt-s4000": "76.75 TFLOPS",
        "matrix-test.nvidia-h20": "141.73 TFLOPS", "ascend-910b.compute-16bit-measured": "314.52 TFLOPS",
        "four-chip-test.embedding-zhenwu-810e": "135.77 sentences per second", "user-reports.glm-910b": "40 tokens",
        "four-chip-test.ready-kunlun-p800": "25 seconds",
    },
    "promises": {
        "china-compute.ai-target": "9,800 EFLOPS", "ascend-950pr.promised": "Q1 2026",
        "ascend-950pr.launch": "March 20, 2026", "hangzhou.compute-plan": "50 EFLOPS",
        "shanghai.compute-target": "100 EFLOPS", "kunlun-m100.shown": "July 2026",
        "china-compute.total-target": "300 EFLOPS",
    },
    "compare": {
        "nvidia-h100.compute-16bit": "989 TFLOPS", "nvidia-h20.compute-16bit": "148 TFLOPS",
        "nvidia-b200.compute-16bit": "2,250 TFLOPS", "nvidia-a100.compute-16bit": "312 TFLOPS",
        "nvidia-h200.memory": "141 GB", "ascend-910c.compute-16bit": "708 TFLOPS",
    },
}  # fmt: skip


SHORT = {r"\bbn\b": "billion", r"\btn\b": "trillion", r"(?<=\d) m\b(?!²)": " million", "%": " percent"}


def spelled(text: str) -> str:
    """Return a figure in the long form, as tables print it shorter."""
    for short, long in SHORT.items():
        text = re.sub(short, long, text)
    return text


@pytest.mark.parametrize("name", HEADLINES)
def test_headline_figures_are_those_of_the_sources(name: str, pages: dict[str, Page]) -> None:
    page = pages[f"{name}.html"]
    shown = {fact: list(map(spelled, page.facts(fact))) for fact in HEADLINES[name]}
    for element, words in in_heads(page).items():  # a figure of a column whose head has its unit
        if (fact := element.get("data-fact", "")) in shown:
            noun = " parameters" * fact.endswith("parameters")
            shown[fact].append(spelled(text(element) + words.replace(" %", "%")) + noun)
    found = [
        f"{fact} should show {literal!r}, shows {shown[fact]}"
        for fact, literal in HEADLINES[name].items()
        if not any(literal in text for text in shown[fact])
    ]
    assert not found, "\n".join([page.name, *found])


def test_every_page_with_figures_has_headlines(pages: dict[str, Page]) -> None:
    telling = {name for name in pages if name not in WHOLE | ABOUT} | {"index.html", "compare.html"}
    assert {f"{name}.html" for name in HEADLINES} == telling
    assert all(len(facts) >= 5 for facts in HEADLINES.values())

"""Charts of one page's story each: the four challenges, shares of the world, one chip against one, orders, sites, cores, estimates, steps."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..facts.text import EVIDENCE
from ..pages.inline import name
from ..pages.view import MacroError
from ..values import format as forms
from .base import Datum, Picture, Take, bar_legend, dot_legend
from .events import Events
from .rows import Panel, Row, Rows, told
from .scene import Entry, Look

HOME, ABROAD = 1, 2


def _all(kind: str, data: list[Datum]) -> str:
    """Return the words for a kind of evidence; raises MacroError where a caption would call something so that is not."""
    wrong = [d for d in data if d.grade != kind]
    if wrong:
        raise MacroError(
            f"the caption says that all figures are of the kind {EVIDENCE[kind]!r}, but {wrong[0].fact.id} is {EVIDENCE[wrong[0].grade]!r}"
        )
    return EVIDENCE[kind]


def four_gaps(take: Take) -> Picture:
    """One pair of shares for each of the four challenges."""
    pairs = (
        (
            "Manufacturing: share of good dies on advanced nodes",
            ("smic.advanced-yield", "SMIC"),
            ("tsmc.advanced-yield", "TSMC"),
        ),
        (
            "Software: compute lost while chips wait for each other",
            ("cluster-losses.domestic", "Chinese systems"),
            ("cluster-losses.nvidia", "Nvidia's systems"),
        ),
        (
            "Supply: share of AI cards shipped in China",
            ("china-accelerator-market.domestic-share", "Chinese makers"),
            ("china-accelerator-market.nvidia-share", "Nvidia"),
        ),
        (
            "Scale: share of computing power in tracked clusters",
            ("us-china-compute.china-cluster-share", "China"),
            ("us-china-compute.us-cluster-share", "United States"),
        ),
    )
    panels = []
    for title, *sides in pairs:
        rows = []
        for (fact, who), color in zip(sides, (HOME, ABROAD)):
            datum = take(fact, f"{title}: {who}")
            rows.append(Row(f"{who}, {datum.year}", datum.text(), (datum,), color=color))
        panels.append(Panel(title, "percent", tuple(rows)))
    story = (
        "One pair of figures for each challenge, all estimates of analysts, all on one scale of percent. The hollow end of a bar spans a range. "
        "Only in the second pair is the longer bar the worse one."
    )
    alt = "Pairs of bars. " + " ".join(told(p) for p in panels)
    kind = _all("estimate", take.taken)
    legend = [Entry(take.taken[0].bar(HOME), f"China, {kind}"), Entry(take.taken[0].bar(ABROAD), f"abroad, {kind}")]
    return Picture("Four challenges, one pair of figures each", story, alt, Rows(panels, legend, True), take.taken)


def us_china(take: Take) -> Picture:
    """Shares of computing power by place, by owner and by CAICT's counts."""
    us = "us-china-compute"
    groups = (
        ("By place: clusters that Epoch AI tracks", (("us-cluster-share", "United States", 2), ("china-cluster-share", "China", 1), ("eu-cluster-share", "European Union", 3))),
        ("By owner: the world's AI compute, Epoch AI", (("us-hyperscaler-share", "five US cloud companies", 2), ("china-owned-share", "all Chinese companies", 1))),
        ("All computing equipment, older count of CAICT", (("caict-us-share-before", "United States", 2), ("caict-china-share-before", "China", 1))),
        ("Newer figures of CAICT, China alone", (("caict-china-share", "all equipment", 1), ("caict-ai-share", "AI equipment", 1))),
    )  # fmt: skip
    panels = []
    for title, shares in groups:
        rows = []
        for key, who, color in shares:
            datum = take(f"{us}.{key}")
            rows.append(Row(f"{who}, {datum.year}", datum.text(), (datum,), color=color))
        panels.append(Panel(title, "percent", tuple(rows)))
    story = "Four ways to share out the world's computing power. Each heading is a question of its own: compare only the bars under one heading."
    legend = [
        Entry(Look(str(c), str(c)), who) for c, who in ((1, "China"), (2, "United States"), (3, "European Union"))
    ]
    legend += [
        entry if entry.look.fill != "1" else Entry(Look("text", "text"), f"solid: {entry.text}")
        for entry in bar_legend(take.taken, 1)
    ]
    alt = "Bars of shares of computing power. " + " ".join(told(p) for p in panels)
    return Picture(
        "China's share of computing power, by how it is counted", story, alt, Rows(panels, legend, True), take.taken
    )


def ascend_ratios(take: Take) -> Picture:
    """One Ascend 910C against single Nvidia chips, half-precision compute."""
    chip = "ascend-910c"
    rivals = (("times-h20", "nvidia-h20"), ("share-of-h100", "nvidia-h100"), ("share-of-b200", "nvidia-b200"))
    rows = []
    for key, rival in rivals:
        datum = take(f"{chip}.{key}")
        rows.append(Row(f"against one {take.name(rival)}", datum.text(digits=2, unit="times"), (datum,)))
    panels = [Panel(f"One {take.name(chip)}, 16-bit compute, times", "times", tuple(rows), mark=(1.0, "equal"))]
    story = (
        f"Ratios computed here, their pattern the weakest evidence that goes into them. At the broken line one {name(take.view, chip, zh=False, link=False)} "
        "equals the Nvidia chip."
    )
    alt = "Bars of ratios. " + told(panels[0])
    return Picture("One chip against one chip", story, alt, Rows(panels, bar_legend(take.taken)), take.taken)


def developers(take: Take) -> Picture:
    """Developers as Nvidia and Huawei count them, each on a scale of its own."""
    cuda = take.series("cuda.developers", "CUDA developers, Nvidia's count")
    core = take.series("cann.contributors", "Core contributors to CANN, Huawei's count")
    panels = [
        Panel(
            "Nvidia: developers of CUDA, own scale",
            "developers",
            tuple(Row(forms.date(d.row.as_of), d.figures(), (d,), color=2) for d in cuda),
        ),
        Panel(
            "Huawei: developers who contribute to CANN in depth, own scale",
            "developers",
            tuple(Row(forms.date(d.row.as_of), d.figures(), (d,)) for d in core),
        ),
    ]
    story = "Two companies, two definitions, two scales: each shows its own growth, and the bars of one must not be set against those of the other."
    alt = "Bars of developers by date. " + " ".join(told(p) for p in panels)
    kind = _all("vendor", take.taken)
    legend = [Entry(cuda[0].bar(2), f"Nvidia, {kind}"), Entry(core[0].bar(1), f"Huawei, {kind}")]
    return Picture("Developers, as each company counts its own", story, alt, Rows(panels, legend), take.taken)


def ascend_orders(take: Take) -> Picture:
    """Ascend chips ordered and received, as reported."""
    orders = (
        ("baidu-order.chips", "Baidu, ordered"), ("bytedance.ordered", "ByteDance, ordered"), ("bytedance.received", "ByteDance, received of these"),
        ("china-mobile-ascend.training-chips", "China Mobile, agreement"),
    )  # fmt: skip
    data = [(take(fact, who), who) for fact, who in orders]
    _all("reported", take.taken)
    panel = Panel(
        f"{take.name('ascend-910b')} chips",
        "chips",
        tuple(Row(f"{who}, {d.year}", d.figures(), (d,)) for d, who in data),
    )
    story = "Press reports; no company has confirmed a number. What was ordered is known for more buyers than what was delivered."
    return Picture(
        "Orders and one delivery, as reported",
        story,
        "Bars of chips. " + told(panel),
        Rows([panel], bar_legend(take.taken)),
        take.taken,
    )


def clusters(take: Take) -> Picture:
    """Large sites with Chinese accelerators, by what is counted there."""
    cards = (
        ("zhengzhou-scnet.cards", "Zhengzhou, makers not named"),
        ("unicom-xining.cards-signed", "Xining, signed, several makers"),
        ("metax.wuxi-cards", "Wuxi, MetaX, under way"),
    )
    chips = (
        ("kunlun-p800.cluster-chips", "Baidu, Kunlun"),
        ("alibaba-telecom.chips", "Shaoguan, T-Head"),
        ("alibaba-telecom.chips-planned", "Shaoguan, may grow to"),
    )
    panels = []
    for title, unit, facts in (("Sites that count cards", "cards", cards), ("Sites that count chips", "chips", chips)):
        data = [(take(fact, where), where) for fact, where in facts]
        panels.append(Panel(title, unit, tuple(Row(where, d.figures(), (d,)) for d, where in data)))
    story = "On one scale. A card may carry more than one chip, and the chips differ in strength, so the bars show numbers and not computing power."
    alt = "Bars of large sites. " + " ".join(told(p) for p in panels)
    return Picture(
        "Large sites with Chinese accelerators", story, alt, Rows(panels, bar_legend(take.taken), True), take.taken
    )


def cpu_cores(take: Take) -> Picture:
    """Cores of the largest server CPU of each maker, with what is announced."""
    now = ("loongson-3c6000-q", "phytium-s2500", "hygon-c86-4g", "kunpeng-920", "zhaoxin-kh-50000", "yitian")
    soon = ("hygon-c86-5g", "kunpeng-950", "kunpeng-960")
    panels = []
    for title, chips in (("On the market, cores", now), ("Announced, cores", soon)):
        panels.append(
            Panel(
                title,
                "cores",
                tuple(
                    Row(take.name(chip), take(f"{chip}.cores").figures(), (take(f"{chip}.cores"),)) for chip in chips
                ),
            )
        )
    story = "The server CPU with the most cores of each maker; chips for supercomputers are left out. Cores of different designs are not equally fast. Where a bar is divided, the part after the line spans a range."
    alt = "Bars of cores. " + " ".join(told(p) for p in panels)
    return Picture("Cores of Chinese server CPUs", story, alt, Rows(panels, bar_legend(take.taken), True), take.taken)


def kunlunxin_revenue(take: Take) -> Picture:
    """Estimates of Kunlunxin's revenue, by who gives them."""
    estimates, forecasts = "kunlunxin.revenue-estimate", "kunlunxin.revenue-forecast"
    said = (
        ("estimates", estimates, (
            ("JPMorgan, by the press", "reportify-kunlun-forecasts-202601"), ("A press commentary", "reportify-kunlun-commentary-202601"), ("Goldman Sachs", ""),
            ("Wallstreetcn", "wallstreetcn-kunlun-ipo-202601"),
        )),
        ("forecasts", forecasts, (("Goldman Sachs", ""), ("JPMorgan, by the press", "reportify-kunlun-forecasts-202601"))),
    )  # fmt: skip
    panels = []
    for title, fact, voices in said:
        data = [
            (
                take.other(fact, source, f"Revenue, {title}: {who}")
                if source
                else take(fact, f"Revenue, {title}: {who}"),
                who,
            )
            for who, source in voices
        ]
        rows = tuple(Row(who, d.text().replace("CNY ", ""), (), (d,)) for d, who in data)
        panels.append(Panel(f"Revenue of {data[0][0].year}, {title}, CNY", "CNY", rows, True))
    story = "No audited figure is public. The shaded part runs from the lowest to the highest, all on one scale."
    alt = "Points of estimates. " + " ".join(told(p) for p in panels)
    legend = [*dot_legend(take.taken), Entry(Look("band"), "from the lowest to the highest")]
    return Picture("Kunlunxin's revenue, by whose estimate", story, alt, Rows(panels, legend, True), take.taken)


def ascend_software(take: Take) -> Picture:
    """Steps of Ascend's software, oldest first."""
    steps = (
        "cann.start",
        "mindspore.first-package",
        "torch-npu.first-release",
        "cann.announced-open",
        "cann.steering-committee",
        "tilelang-ascend.open-source",
        "cann.open-deadline",
        "vllm-ascend.version-date",
        "torch-npu.version-date",
    )
    events = []
    for step in steps:
        fact = take.view.fact(step)
        own = take.view.ledger.subjects[fact.subject].name
        text = (
            fact.label
            if re.split(r"[\s-]", own)[0] in fact.label
            else f"{own}: {fact.label[0].lower()}{fact.label[1:]}"
        )
        datum = take(step, text)
        events.append((datum, "china", datum.row.target))
    events.sort(key=lambda event: (*event[0].when, event[0].fact.id))
    take.taken[:] = [datum for datum, _, _ in events]
    entries = [
        Entry(Look("1", "1"), "a step", "circle"),
        Entry(Look("paper", "1"), "a date that was promised", "circle"),
    ]
    alt = "Dated steps: " + "; ".join(f"{d.text()}, {d.what}" for d, _, _ in events) + "."
    return Picture(
        "Ascend's software, step by step",
        "A step a line, in order, by Huawei's own statements and its projects' release pages.",
        alt,
        Events(events, entries),
        take.taken,
    )


STORIES: dict[str, Callable[[Take], Picture]] = {
    "four-gaps": four_gaps, "us-china": us_china, "ascend-ratios": ascend_ratios, "developers": developers, "ascend-orders": ascend_orders,
    "clusters": clusters, "cpu-cores": cpu_cores, "kunlunxin-revenue": kunlunxin_revenue, "ascend-software": ascend_software,
}  # fmt: skip

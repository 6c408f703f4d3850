"""The files of the tiny project on which the engine is tested: a few facts and pages, every kind of entry once."""

from __future__ import annotations

SITE = """\
name: Tiny Ledger
as_of: 2026-11-23
"""

SOURCES = """\
sources:
  city-paper:
    publisher: city-paper
    title: City signs projects
    url: https://example.com/city
    published: 2026-03-01
    kind: news
    lang: en
  trade-paper:
    publisher: trade-paper
    title: Chips by the rack
    url: https://example.org/chips
    kind: analysis
    lang: en
"""

PUBLISHERS = """\
publishers:
  city-paper:
    name: City Paper
    aka: [The City Paper]
    kind: newspaper
  trade-paper:
    name: Trade Paper
    kind: trade-press
  wire:
    name: The Wire
    kind: agency
"""

VOCABULARY = """\
keys:
  founded:
    label: Founded
    unit: date
    definition: When it was set up.
  memory:
    label: Memory
    unit: bytes
    definition: How much the chip's memory holds.
  price:
    label: Price of a card
    heading: Price
    unit: [money, count]
    definition: What one costs.
"""

GLOSSARY = """\
terms:
  rack:
    name: rack
    text: A frame that holds servers.
    see: [server]
  server:
    name: server
    text: A computer in a rack.
"""

SUMMIT = """\
subjects:
  summit:
    name: City summit
    zh: 城市峰会
    kind: event
    links: {maker: acme}
    evidence: reported
    as_of: 2026-02-28
    sources: [city-paper]
    facts:
      date:
        label: The summit is held
        value: 2026-02-28
        unit: date
        printed: February 28, 2026
        event: summit
      investment:
        label: Signed investment
        value: 25_500_000_000
        unit: CNY
        printed: CNY 25.5 billion
        approx: more than
      investment-usd:
        label: Signed investment in dollars
        value: 3_710_000_000
        unit: USD
        printed: US$3.71 billion
      rate:
        label: Implied rate
        formula: summit.investment / summit.investment-usd
        unit: CNY/USD
      venue:
        label: Venue
        value: Civic Center
        unit: text
"""

CHIPS = """\
subjects:
  acme:
    name: Acme
    kind: company
    as_of: 2026-05
    evidence: vendor
    sources: [trade-paper]
    facts:
      founded:
        label: Founded
        value: 2019
        unit: date
        printed: founded in 2019
        event: company
      staff:
        label: Staff
        value: 150
        unit: people
        printed: 150 engineers
  acme-one:
    name: Acme One
    kind: chip
    links: {maker: acme}
    as_of: 2026-05
    evidence: vendor
    sources: [trade-paper]
    facts:
      memory:
        label: Memory
        value: 64
        unit: GB
        printed: 64 GB of memory
      compute-16bit:
        label: Compute
        value: 320
        unit: TFLOPS
        printed: 320 TFLOPS
        basis: FP16, dense
  acme-two:
    name: Acme Two
    kind: chip
    links: {maker: acme}
    as_of: 2026-06
    evidence: vendor
    sources: [trade-paper]
    facts:
      memory:
        label: Memory
        value: 128
        unit: GB
        printed: 128 GB
      price:
        label: Price
        low: 20_000
        high: 30_000
        unit: CNY
        printed: CNY 20,000 to 30,000
      uses:
        label: Uses
        value: [training, inference]
        unit: list
"""

INDEX = """\
# Home

{{ figure("summit.investment") }}

The summit brought {{ fact("summit.investment") }} and {{ name("acme") }} has {{ fact("acme.staff") }}.
"""

SUMMIT_PAGE = """\
# Summit

Signed on {{ fact("summit.date") }}: {{ fact("summit.investment") }}, or {{ fact("summit.investment-usd") }},
at {{ fact("summit.rate") }}. The [chips](chips.md) are {{ term("rack") }} chips.

{{ facts_on_this_page() }}
"""

CHIPS_PAGE = """\
# Chips

Memory of {{ fact("acme-two.memory") }} is {{ word("twice", "acme-two.memory", "acme-one.memory") }} \
{{ fact("acme-one.memory") }}.
See [the table](#table).

## The table {: #table }

{{ table(["acme-one", "acme-two"], ["memory", "price"]) }}

{{ facts_on_this_page() }}
"""

FILES = {
    "data/site.yml": SITE, "data/sources.yml": SOURCES, "data/glossary.yml": GLOSSARY,
    "data/publishers.yml": PUBLISHERS, "data/vocabulary.yml": VOCABULARY,
    "data/summit.yml": SUMMIT, "data/chips.yml": CHIPS,
    "docs/index.md": INDEX, "docs/summit.md": SUMMIT_PAGE, "docs/chips.md": CHIPS_PAGE,
    "docs/register.md": "# Register\n\n{{ register() }}\n",
    "docs/sources.md": "# Sources\n\n{{ source_list() }}\n",
    "docs/glossary.md": "# Glossary\n\n{{ glossary() }}\n",
    "docs/timeline.md": "# Timeline\n\n{{ timeline() }}\n",
}  # fmt: skip

"""The signs of evidence that stand in the text, for drawings: a path in a square of sixteen, its stroke if it has one.

The style sheet has the same; a test holds the two together.
"""

from __future__ import annotations

ICONS: dict[str, tuple[str, float]] = {
    "official": ("M6 1h4v5l3.5 3v2h-11V9L6 6zM2 12.5h12V15H2z", 0),
    "vendor": ("M0 5.3h4.2L14 .8v13.4L4.2 9.7H0zM3.6 10.6l3.2 1.5V16H3.6z", 0),
    "reported": (
        "M1 2h14v12H1zm2 2v3.5h4V4zm5.5 0v1.3H13V4zm0 2.2v1.3H13V6.2zM3 9v1.3h10V9zm0 2.3v1.2h10v-1.2z", 0,
    ),
    "estimate": ("M1 6.3c2-3.4 4.6-3.4 7-1.3s5 2.1 7-1.3M1 12.3c2-3.4 4.6-3.4 7-1.3s5 2.1 7-1.3", 2.6),
    "measured": ("M2.5 13.5a6.6 6.6 0 1 1 11 0M8 10.5l3.2-4.8M6.8 10.8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0", 2.2),
}  # fmt: skip

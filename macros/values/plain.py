"""What a text must be to be shown as it is, without unseen characters and markup; what an address must be."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from urllib.parse import urlsplit

_GROUPED = 10_000  # shorter numbers stand without _ between their digits
# Nothing is seen of these, though Unicode counts them among letters and marks.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
# All but printable ASCII, the usual letters of Latin and Han, and line breaks; then each one is looked at.
_SUSPECT = re.compile(
    rf"[^\n\x20-\x7e\xa0-\xac\xae-\u024f\u2010-\u2027\u3001-\u312f\u3400-\u9fff\uff01-\uff5e]|[{_UNSEEN}]"
)
_UNSEEN_ONE = re.compile(f"[{_UNSEEN}]")
_MARKUP = re.compile(r"<[a-z/!?]|&#?\w+;|\{[{%#:]|[`*\\]|\]\(|\bhttps?:", re.I)
_HOST = re.compile(r"((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}|(?!-)[\w-]+(\.(?!-)[\w-]+)*\.(?=.*[^\d.])[\w-]{2,}")


def number(given: int | Decimal) -> str:
    """Return a number as the data files have it: every digit, in groups from five on."""
    value = Decimal(given)
    return f"{value:,f}".replace(",", "_") if abs(value) >= _GROUPED else f"{value:f}"


def not_plain(text: str) -> str:
    """Say what to take out of a text so that it is a plain number; nothing where it holds none."""
    inner = text.strip().strip("\"'").strip()
    found = re.fullmatch(r"([^\d+-]*)([-+]?\d[\d_,.]*)(.*)", inner)
    if not found:
        return ""
    before, digits, behind = found.groups()
    size = digits.replace("_", "").strip(",.")
    wrong = ["the unit"] if before.strip() or behind.strip() else []
    if "," in size:
        wrong.append("the commas" if size.count(",") > 1 else "the comma")
        grouped = re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", size)
        size = size.replace(",", "") if grouped else size.replace(",", ".", 1)
    if not wrong:
        wrong = ["the quotes"]
    return f"; drop {' and '.join(wrong)}: {number(Decimal(size))}" if re.fullmatch(r"[-+]?\d+(\.\d+)?", size) else ""


def unseen(text: str) -> tuple[int, str] | None:
    """Return place and name of the first character that is not seen or turns the text's direction, if there is one."""
    for found in _SUSPECT.finditer(text):
        character = found[0]
        if _UNSEEN_ONE.match(character) or unicodedata.category(character) in (
            "Cc",
            "Cf",
            "Cs",
            "Co",
            "Cn",
            "Zl",
            "Zp",
        ):
            return found.start(), f"U+{ord(character):04X} {unicodedata.name(character, _kind(character))}"
    return None


def _kind(character: str) -> str:
    return "CONTROL CHARACTER" if unicodedata.category(character) == "Cc" else "NO CHARACTER"


def markup(text: str) -> str | None:
    """Return what in a text would act as HTML, Markdown or a macro where it is printed as it is, if anything would."""
    found = _MARKUP.search(text)
    return found[0] if found else None


def no_address(text: str) -> str | None:
    """Say why a text is no address that a reader can open on the web; None if it is one."""
    if found := re.search(r"[\s<>\"\\^`{}|]", text):
        return f"an address holds no {found[0]!r}; write it as %{ord(found[0]):02X}"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"no address: {error}"
    if parts.scheme not in ("http", "https"):
        return "write a full address, http:// or https://"
    if "@" in parts.netloc:
        return "an address holds no user and no password"
    return None if _HOST.fullmatch(host) else f"an address needs the name of a host, such as example.com, not {host!r}"

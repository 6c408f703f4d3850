"""Double entry of dates and periods: what the prints name of them, held against the one in the data.

The prints bear a date out where one names the finest part of it, and none names another; a span, nine months or a
fiscal year they must name as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .dates import PartialDate, parse
from .mentions import MAX_LENGTH, Mention, mentions

_STRICT = ("nine", "fiscal", "span")  # what a print must name as such
_FINEST = ("day", "month", "quarter", "half", "year")


def disagreement(value: PartialDate, printed: str | Sequence[str], languages: Iterable[str] = ()) -> str:
    """Say how a print, or several of one date, contradict it, or nothing where they bear it out.

    Of what a print names, the finest part that the date has too decides: one mention must have it, with no other part
    that differs. One print must name the finest part of the date itself: a quarter bears out no month within it.
    """
    prints = [printed] if isinstance(printed, str) else printed
    if long := next((len(line) for line in prints if len(line) > MAX_LENGTH), 0):
        return f"it has {long} characters; quote the passage with the date"
    found = [mentions(line, tuple(sorted(languages))) for line in prints]
    wrong = next(filter(None, (_contradiction(value, line) for line in found)), "")
    if wrong or value.kind in _STRICT:
        return wrong
    named = [mention for line in found for mention in line]
    if any(getattr(m, value.kind) and _fits(value, m) and _completed(value, m, named) for m in named):
        return ""
    return f"the print says {_said(named)}, which names no {value.kind} {getattr(value, value.kind)} of this date"


def _contradiction(value: PartialDate, found: Sequence[Mention]) -> str:
    if value.kind in _STRICT:
        if any(_names(value, mention) for mention in found) and _whole(value, found) and _ended(value, found):
            return ""
        return f"the print says {_said(found)}" if found else "the print names no part of this date"
    for part in _FINEST:
        own = getattr(value, part)
        named = [mention for mention in found if getattr(mention, part) is not None]
        if own is None or not named:
            continue
        if any(_fits(value, mention) for mention in named) and _within(value, found) and not _of_another(value, found):
            return ""
        return f"the {part} is {own} but the print says {_said(named)}"
    return "the print names no part of this date"


def _of_another(value: PartialDate, found: Sequence[Mention]) -> bool:
    """True where the year is that of a fiscal year, and beside it only days and months tell of the calendar's."""
    named = [mention for mention in found if mention.year == value.year]
    plain = any(not (m.fiscal or m.month) for m in named)
    return value.kind == "year" and any(m.fiscal for m in named) and not plain


def _completed(value: PartialDate, mention: Mention, named: Sequence[Mention]) -> bool:
    """False where a mention leaves out the year or month, and the prints name only others, or a fiscal year."""
    if mention.year is None and not _follows(value, mention, named):
        return False
    fiscal = {other.year - back for other in named if other.fiscal and other.year for back in (0, 1)}
    if mention.year is None and fiscal and (value.kind in ("quarter", "half") or value.year not in fiscal):
        return False
    about = {other.year + 1 for other in named if other.about and other.year}
    if mention.year is None and value.kind in ("day", "month") and about:
        about |= {other.year for other in named if not other.about and other.year}
        return value.year in about
    for part in ("year", "month"):
        others = {getattr(other, part) for other in named if not other.fiscal} - {None}
        own = getattr(value, part)
        if getattr(mention, part) is None and own is not None and others and own not in others:
            return False
    return True


def _follows(value: PartialDate, mention: Mention, named: Iterable[Mention]) -> bool:
    """False where a part without a year stands behind a whole date of another year: 2026年4月18日公告,5月12日召开.

    A month may lie in the year after it, a quarter or half in the year before it, the next one in the year after.
    """
    before = max((m for m in named if m.year and m.at < mention.at), key=lambda m: m.at, default=None)
    if not before or not before.year or not before.month or before.fiscal or before.since:
        return True
    later = value.year - before.year
    if mention.month:
        late = mention.month > 10 and before.month < 3  # on January 15, 2025, weeks after December 2
        return later == 0 or (later == 1 and mention.month < before.month) or (later == -1 and late)
    soon = (mention.quarter == 1 and before.month > 9) or (mention.half == 1 and before.month > 6)
    return not (mention.quarter or mention.half) or later in (-1, 0) or (later == 1 and soon)


def _said(found: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(map(_words, found)))


def another_period(periods: Iterable[PartialDate], printed: str, languages: Iterable[str] = ()) -> str:
    """Say which period the print of a figure names where it is none of these, or nothing; a series of years tells none.

    A figure of a year is not one of a quarter within it; one of a day or a month may stand in any period around it.
    """
    found = mentions(printed, tuple(sorted(languages)))
    if any(mention.since and not (mention.month or mention.fiscal) for mention in found):
        return ""
    named = [m for m in found if m.half or m.quarter or m.nine or m.fiscal or (m.since and not m.day)]
    if any(_is_period(value, mention) for value in periods for mention in named):
        return ""
    return _said(named)


def _is_period(value: PartialDate, mention: Mention) -> bool:
    if value.kind in _STRICT:
        return _names(value, mention)
    part = (value.half, value.quarter) == (mention.half, mention.quarter)
    return _fits(value, mention) and (part or value.kind in ("day", "month"))


def _names(value: PartialDate, mention: Mention) -> bool:
    """True where a mention is the nine months, the span or the fiscal year itself."""
    if value.kind == "nine":
        return bool(mention.nine and not mention.fiscal and mention.year in (None, value.year))
    if value.kind == "fiscal" and mention.fiscal:
        own = (value.half, value.quarter, value.nine) == (mention.half, mention.quarter, mention.nine)
        if mention.since:  # 2025/26
            return own and (mention.since.year, mention.year) == (value.ends.year - 1, value.ends.year)
        if mention.month:  # 2026年3月期
            return own and (mention.year, mention.month) == (value.ends.year, value.ends.month)
        return own and mention.year == value.year
    since = mention.since
    if since is None:
        return False
    size = 10 if mention.day else 7 if mention.month else 4
    first, last = value.first.isoformat()[:size], value.last.isoformat()[:size]
    whole = parse(first).first == value.first and parse(last).last == value.last
    return whole and all(
        getattr(end, part) in (None, getattr(parse(text), part))
        for end, text in ((since, first), (mention, last))
        for part in ("year", "month", "day")
    )


def _whole(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where a print speaks of a half, a quarter or nine months that the period is not."""
    if any(m.since and m.since.day and m.day and _names(value, m) for m in found):
        return True  # 第2四半期累計期間(2023年4月1日~2023年9月30日)
    told = (m for m in found if not (m.fiscal and value.kind == "span"))
    parts = {(m.half, m.quarter, m.nine) for m in told} - {(None, None, None)}
    return not parts or (value.half, value.quarter, value.nine) in parts


def _ended(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where a print names the month in which a fiscal period ends, but of other years alone."""
    ends = {m.year for m in found if not m.fiscal and m.month == value.last.month and m.year}
    return value.kind != "fiscal" or not ends or value.last.year in ends


def _within(value: PartialDate, found: Iterable[Mention]) -> bool:
    """False where all that a print names of months, quarters and halves lies outside the date."""
    finer = [
        m for m in found
        if (m.half or m.quarter or m.month or m.nine) and not (m.end and value.kind != "day")
        and not (value.kind == "year" and m.year not in (None, value.year))
    ]  # fmt: skip
    return not finer or any(_fits(value, mention) for mention in finer)


def _fits(value: PartialDate, mention: Mention) -> bool:
    """True where no part that a mention names differs from the date, and its days are within the date's."""
    if mention.fiscal or mention.run or mention.nine or (mention.end and value.kind != "day"):
        return False
    for part in _FINEST:
        own, named = getattr(value, part), getattr(mention, part)
        if own is not None and named is not None and own != named:
            return False
    first, last = value.first.month, value.last.month
    for part, size in (("half", 6), ("quarter", 3), ("month", 1)):
        named = getattr(mention, part)
        start = named * size - size + 1 if named else first
        if named and getattr(value, part) is None and (start > last or start + size - 1 < first):
            return False
    return True


def _words(mention: Mention) -> str:
    """Return a mention for a message: quarter 1 of fiscal 2026, day 14 of month 5."""
    if mention.since:
        return f"{_words(mention.since)} to {_words(replace(mention, since=None))}"
    parts = [f"{part} {getattr(mention, part)}" for part in _FINEST[:-1] if getattr(mention, part) is not None]
    parts += ["nine months"] * bool(mention.nine) + ["fiscal "[: 7 * mention.fiscal] + str(mention.year or "")]
    return " of ".join(filter(None, parts))

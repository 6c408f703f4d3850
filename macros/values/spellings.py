"""One spelling for the dates of prints: English months, Q1 and H1, years of eras and dates in figures as ISO 8601.

What custom leaves open, such as 03/04/25 in English, is left out, so that nobody reads it.
"""

from __future__ import annotations

import re
import unicodedata

from .lexicon import (
    EAST_HALF,
    EAST_QUARTER,
    ERAS,
    HALVES,
    LAST,
    LETTERS,
    MONTH_NAMES,
    ORDINAL_ENDS,
    ORDINALS,
    QUARTERS,
    SHORT_DATES,
    months,
)

_ZH = "〇零一二三四五六七八九十"
_ZH_DATE = re.compile(rf"[{_ZH}]{{1,4}}(?=年)|[{_ZH}]{{1,3}}(?=月(?!均))|(?<=月)[{_ZH}]{{1,3}}(?=[日号號])")
_ERA = re.compile(rf"({'|'.join(sorted(ERAS, key=len, reverse=True))})\s?(元|\d{{1,3}})(?=\s?年)")
# Years of one to three figures: 25年3月 is of 2025, 114年第3季 of the Taiwanese year; of others nobody can tell.
_SHORT_YEAR = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?[年년](?:度|도)?\s?(?=第?[一二三四1-4]\s?(?:季|四半期|분기)|[前首上下전상하후][三半반]|[QH][1-4])"
    r"|(?<![\d.,])(\d{1,3})\s?[年년]\s?(\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日号號일])?)"
)
_NEXT = re.compile(r"(?:次|翌)年\s?(?:\d{1,2}月(?:\d{1,2}[日号號])?)?")
_WORD = re.compile(rf"[{LETTERS}Ѐ-ӿ]{{3,}}")
_FIGURES = re.compile(r"(?<![\d.,/-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\d|[-/.,]\d)")
_JOINED = re.compile(r"(?<![\w.,])(?:(\d\d)([QH])([1-4])(?!\d)|([1-4])([QH])(?![A-Za-z]))")
_LETTER = re.compile(r"\b(?:([TS])([1-4])|([1-4])([TS]))(?=[ ’'/]{0,2}\d\d)")
_WHOLE = "|".join([*MONTH_NAMES, "Q[1-4]", r"(?:19|20)\d0s", "month", "week", "day", "decade", "century", "game"])
_AFTER = rf"(?!\W+(?:[^\W\d_]{{1,4}}\W+){{0,2}}(?:{_WHOLE})\b)"  # of which a half is no half of a year
_LATIN = re.compile(
    rf"(?<![\w-])(?:(?P<last>{LAST})|{'|'.join(f'(?P<o{at}>{words})' for at, words in enumerate(ORDINALS, 1))}"
    rf"|(?P<n>[1-4])(?:{ORDINAL_ENDS}|(?= квартале?\b))|(?P<roman>(?-i:IV|I{{1,3}})))\.?[ -]"
    rf"(?P<fiscal>fiscal )?(?:calendar )?(?:(?P<q>{QUARTERS})|(?P<h>{HALVES}){_AFTER})"
    r"(?![^\W\d_]|-[^\W\d_]| (?:in a row|running|straight))"
    r"|(?<!\w)(?P<noun>trimestrul|quý|Quartal|kuartal|triwulan|semestrul|semester) (?P<number>IV|I{1,3}|[1-4])(?!\w)",
    re.I,
)
_BESIDE = (
    re.compile(r"(?:19|20)\d\d(?:['’]?s)? $"),
    re.compile(r",?(?: (?:of|the|year|de|del|di|do|des|von|van|Jahres|roku|i|in|af|av))* ?(?:19|20)\d\d"),
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def spelled(text: str, languages: tuple[str, ...]) -> str:
    """Return a print with its dates in one spelling. ``languages`` tell which month and which order is meant."""
    known = months(languages)
    english = "en" in languages or not languages
    text = _ZH_DATE.sub(_in_digits, unicodedata.normalize("NFKC", text))
    text = _ERA.sub(lambda m: str(ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)
    text = _NEXT.sub(" ", text)
    text = _SHORT_YEAR.sub(_short_year, text)
    text = _WORD.sub(lambda m: _month(m[0], known, english), text)
    text = _FIGURES.sub(lambda m: _in_order(m, languages), text)
    text = _JOINED.sub(lambda m: f"20{m[1]}{m[2]}{m[3]}" if m[1] else f"{m[5]}{m[4]} ", text)
    if not {"fr", "es", "pt", "it", "ca"}.isdisjoint(languages):
        text = _LETTER.sub(lambda m: f"{'Q' if (m[1] or m[4]) == 'T' else 'H'}{m[2] or m[3]} ", text)
    text = EAST_HALF.sub(lambda m: "H1" if m["one"] else "H2", text)
    text = EAST_QUARTER.sub(lambda m: f"Q{m['n'] or '首一二三四'.index(m['word']) or 1}", text)
    return _LATIN.sub(_part, text)


def _in_digits(match: re.Match[str]) -> str:
    """Return 二〇二五 as 2025, 十二 as 12, 三十一 as 31."""
    text = match[0].replace("〇", "零")
    if "十" not in text:
        return "".join(str("零一二三四五六七八九".index(char)) for char in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return match[0]
    return str("零一二三四五六七八九".index(tens or "一") * 10 + "零一二三四五六七八九".index(ones or "零"))


def _short_year(match: re.Match[str]) -> str:
    number, rest = int(match[1] or match[2]), match[3] or ""
    if 10 <= number <= 35:
        return f"{2000 + number}年{rest}"
    return f"{1911 + number}年{rest}" if 100 <= number <= 130 else " ? "


def _month(word: str, known: dict[str, str], english: bool) -> str:
    return word if english and word in ("may", "march") else known.get(word.lower(), word)


def _in_order(match: re.Match[str], languages: tuple[str, ...]) -> str:
    """Return 28.02.2026 as 2026-02-28 in the order of the language; where that is open, only the year that is whole."""
    a, mark, b, end = match.groups()
    orders = {_order(int(a), mark, int(b), end, language) for language in languages or ("en",)}
    order = orders.pop() if len(orders) == 1 else ""
    year, month, day = {"dmy": (end, b, a), "mdy": (end, a, b), "ymd": (a, b, end), "": ("", "", "")}[order]
    if not order or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31 or (len(year) == 2 and int(year) > 35):
        return f" {end} " if len(end) == 4 else " ? "
    return f"{'20' * (len(year) == 2)}{year}-{int(month):02}-{int(day):02}"


def _order(a: int, mark: str, b: int, end: str, language: str) -> str:
    if len(end) == 2 and language != "en":
        return next((order for order, marks in SHORT_DATES.items() if language in marks.get(mark, "").split()), "")
    if language != "en" or (len(end) == 4 and (a > 12 or mark == ".")):
        return "dmy"
    if b > 12:
        return "mdy"
    return "mdy" if len(end) == 4 and (mark == "/" or a == b) else ""


def _part(match: re.Match[str]) -> str:
    """Return a quarter or half as Q1 or H1; "last quarter" only beside a year."""
    if match["noun"]:
        number = match["number"]
        return f"{'H' if match['noun'][0] in 'sS' else 'Q'}{_ROMAN.get(number.upper()) or number}"
    word = next((at for at in (1, 2, 3, 4) if match[f"o{at}"]), 0)
    number = int(match["n"] or _ROMAN.get(match["roman"] or "", word))
    if match["last"]:
        before, behind = _BESIDE
        if not before.search(match.string[: match.start()]) and not behind.match(match.string, match.end()):
            return match[0]
        number = 4
    if match["h"] and number > 2:
        number = 2 if match["last"] or number == 4 else 0
    return f"{'fiscal ' if match['fiscal'] else ''}{'H' if match['h'] else 'Q'}{number}" if number else " ? "

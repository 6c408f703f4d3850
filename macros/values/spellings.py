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
    FIRST_MONTHS,
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
from .numerals import zh_value
from .quantity import LOOK_ALIKE

_ZH = "〇零一二三四五六七八九十"
_ZH_DATE = re.compile(rf"(?<!\d)[{_ZH}]{{1,4}}(?=年)|[{_ZH}]{{1,3}}(?=月(?!均))|(?<=月)[{_ZH}]{{1,3}}(?=[日号號])")
_ERA = re.compile(rf"({'|'.join(sorted(ERAS, key=len, reverse=True))})\s?(元|\d{{1,3}})(?=\s?年)")
# Years of one to three figures: 25年3月 is of 2025, 114年第3季 of the Taiwanese year; of others nobody can tell.
_SHORT_YEAR = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?[年년](?:度|도)?\s?(?=第?[一二三四1-4]\s?(?:季|四半期|분기)|[前首上下後后전상하후][三半반]|[QH][1-4])"
    r"|(?<![\d.,])(\d{1,3})\s?[年년]\s?(\d{1,2}\s?(?:[月월](?:\s?\d{1,2}\s?[日号號일])?"
    r"|[-–—~〜至到]\s?\d{1,2}\s?[月월]))"
)
_REPUBLIC = re.compile(r"(?<![\d.,/])(1[0-2]\d)([/.])(\d\d)\2(\d\d)(?!\d)")
_DAYS = re.compile(r"([月월]\s?\d{1,2})(?=\s?[-–—~〜至到、]\s?\d{1,2}\s?[日号號일])")
_NEXT = re.compile(r"(?:次|翌)年\s?(?:\d{1,2}月(?:\d{1,2}[日号號])?)?")
_WORD = re.compile(rf"[{LETTERS}Ѐ-ӿ]{{3,}}")
_FIGURES = re.compile(r"(?<![\d.,/-])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\d|[-/.,]\d)")
_JOINED = re.compile(r"(?<![\w.,])(?:(\d\d)([QH])([1-4])(?!\d)|([1-4])([QH])(?![A-EG-Za-z]|F(?!Y))\s?)")
_LETTER = re.compile(r"\b(?:([TS])([1-4])|([1-4])([TS]))(?=[ ’'/]{0,2}\d\d) ?")
_MONTH = "|".join(MONTH_NAMES)
_BETWEEN = re.compile(
    rf"\bbetween ((?:{_MONTH}) \d{{1,2}}|\d{{1,2}}(?: (?:{_MONTH}))?)((?:,? \d{{4}})?) and (?=\w+ ?\w+)"
)
_BETWEEN_ABROAD = re.compile(  # entre el 14 y el 16 de mayo, zwischen dem 3. und 5. Mai
    rf"\b(?:entre|zwischen|tra|fra|między|между)(?: (?:el|le|os?|de[mn]|il))? (\d{{1,2}}(?:\.|er|º)?"
    rf"(?:(?: de)? (?:{_MONTH})(?:(?: de)? \d{{4}})?)?) (?:y|et|und|e|i|и) (?:(?:el|le|o|de[mn]|il) )?"
    r"(?=\d{1,2}(?!\d))"
)
_DASHED = re.compile(rf"(?<!\d)(?:(\d{{1,2}})[-/]({_MONTH})|({_MONTH})[-/](\d{{1,2}}))[-/](?:20)?(\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)((?:19|20)\d\d)\. (\d{1,2})\. (\d{1,2})\b")
_AND_YEAR = re.compile(rf"((?:{_MONTH}) \d{{1,2}}), ((?:19|20)\d\d) and (?=(?:19|20)\d\d)")
_TO_QUARTER = re.compile(
    r"(?P<moved>\b(?:slip|delay|push|move|postpon|shift|defer|pull)\w*(?: [a-z]+){0,4} from )?"
    r"Q([1-4])\s?(?:[-–—~〜至到]|to|through)\s?Q([1-4])(?!\d)"
)
_QUARTERS = {"13": "nine months", "12": "H1", "34": "H2"}
_MONTH_QUARTER = re.compile(rf"\b({_MONTH})[- ]quarter\b")
_NOT_OF = (  # what a part is of that is no year: the first half of the project
    r"(?! of (?!(?:the |its |our |their |this |next |last |that )?(?:\w+ )?"
    r"(?:fiscal|financial|calendar|year|FY|(?:19|20)\d\d(?!s)|['’]\d\d)))"
)
_RELATIVE = re.compile(
    r"(?:明年|来年|來年|去年|上年|前年|昨年|내년|지난해|작년)\s?[的の]?\s?(?:Q[1-4]|H[12]|\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日号號일])?)"
    rf"|(?:next|last|previous) year['’]s (?:Q[1-4]|H[12])|(?:Q[1-4]|H[12]|(?:{_MONTH})(?: \d{{1,2}})?)"
    r",?(?: of| in)? (?:the )?(?:next|last|previous|following|prior) year"
)
_TO_DATE = re.compile(r"第?([1-4])四半期(?:の)?(?:連結)?累計(?:期間)?")  # the quarters up to this one
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = {number: FIRST_MONTHS[number].split("|") for number in ("three", "six", "nine")}
_NUMBERS |= {MONTH_NAMES[number - 1]: names.split("|") for number, names in FIRST_MONTHS["others"].items()}
_NUMBER = "|".join(word for words in _NUMBERS.values() for word in words)
_FIRST = re.compile(
    rf"\b(?:(?:{FIRST_MONTHS['first']}) (?P<one>{_NUMBER})|(?P<two>{_NUMBER}) (?:{FIRST_MONTHS['first']})) "
    rf"(?:{FIRST_MONTHS['months']})\b{_NOT_OF}",
    re.I,
)
_FIRST_EAST = re.compile(
    r"(?:((?:19|20)\d\d)\s?年?\s?)?[前首头頭](1[01]|\d|十一?|[二两兩四五七八])\s?[个個か]?月(?![前以])"
)
_WHOLE = "|".join([*MONTH_NAMES, "Q[1-4]", r"(?:19|20)\d0s", "month", "week", "day", "decade", "century", "game"])
_AFTER = rf"(?!\W+(?:[^\W\d_]{{1,4}}\W+){{0,2}}(?:{_WHOLE})\b)"  # of which a half is no half of a year
_ORDINAL = "|".join(f"(?P<o{at}>{words})" for at, words in enumerate(ORDINALS, 1))
_LATIN = re.compile(
    rf"(?<![\w-])(?!I half)(?:(?P<last>{LAST})|{_ORDINAL}"
    rf"|(?P<n>[1-4])(?:{ORDINAL_ENDS}|(?= (?:квартале?\b|кв\.|kw\.|trim\.|kwartał\b|kwartale\b)))"
    rf"|(?P<roman>(?-i:IV|I{{1,3}})))\.?[ -]"
    rf"(?P<fiscal>fiscal )?(?:calendar )?(?:(?P<q>{QUARTERS})|(?P<h>{HALVES}){_AFTER})"
    r"(?![^\W\d_]|-[^\W\d_]| (?:million|billion|in a row|running|straight|in Folge|de suite|d.affilée|cons[eé]cuti"
    r"|seguid))"
    + _NOT_OF
    + r"|(?<!\w)(?P<noun>trimestrul|quý|Quartal|kuartal|triwulan|semestrul|semester) (?P<number>IV|I{1,3}|[1-4])(?!\w)",
    re.I,
)
_BESIDE = (
    re.compile(r"(?:19|20)\d\d(?:['’]?\w{1,4}| yılının)? $"),
    re.compile(r",?(?: (?:of|the|year|de|del|di|do|des|von|van|Jahres|roku|i|in|af|av))* ?(?:19|20)\d\d"),
)
_PART_OF_MONTH = re.compile(rf"\b(?:[Ee]arly|[Mm]id|[Ll]ate)[- ](?=(?:{_MONTH})\b)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def spelled(text: str, languages: tuple[str, ...]) -> str:
    """Return a print with its dates in one spelling. ``languages`` tell which month and which order is meant."""
    known = months(languages)
    english = "en" in languages or not languages
    text = text.replace("º", ".").replace("1° ", "1. ").replace("ª", ".")
    text = _ZH_DATE.sub(_in_digits, unicodedata.normalize("NFKC", text.translate(LOOK_ALIKE)))
    text = _ERA.sub(lambda m: str(ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)
    text = _NEXT.sub(" ", text)
    text = _DAYS.sub(r"\1日", text)
    if "zh" in languages:
        text = _REPUBLIC.sub(lambda m: f"{1911 + int(m[1])}-{m[3]}-{m[4]}", text)
    text = _SHORT_YEAR.sub(_short_year, text)
    text = _WORD.sub(lambda m: _month(m[0], known, english), text)
    text = _PART_OF_MONTH.sub("", text)
    text = _FIGURES.sub(lambda m: _in_order(m, languages), text)
    text = _BETWEEN_ABROAD.sub(r"\1 - ", _BETWEEN.sub(r"\1\2 to ", text))
    text = _DASHED.sub(lambda m: f"{m[1] or m[4]} {m[2] or m[3]} 20{m[5]}", text)
    text = _AND_YEAR.sub(r"\1, \2 and \1, ", _DOTTED.sub(r"\1-\2-\3", text))
    text = _MONTH_QUARTER.sub(_ended_quarter, text)
    text = re.sub(r"\bCY\s?(?=[\d'’QH])", "", text)
    text = _JOINED.sub(lambda m: f"20{m[1]}{m[2]}{m[3]}" if m[1] else f"{m[5]}{m[4]} ", text)
    if not {"fr", "es", "pt", "it", "ca"}.isdisjoint(languages):
        text = _LETTER.sub(lambda m: f"{'Q' if (m[1] or m[4]) == 'T' else 'H'}{m[2] or m[3]} ", text)
    text = _TO_DATE.sub(lambda m: {"1": "Q1 ", "2": "H1 ", "3": "9M ", "4": " "}[m[1]], text)
    text = _FIRST_EAST.sub(_first_months_east, text)
    text = EAST_HALF.sub(lambda m: "H1" if m["one"] else "H2", text)
    text = EAST_QUARTER.sub(lambda m: f"Q{m['n'] or '首一二三四'.index(m['word']) or 1} ", text)
    text = _LATIN.sub(_part, text)
    text = _TO_QUARTER.sub(lambda m: m[0] if m["moved"] else _QUARTERS.get(m[2] + m[3], " ? "), text)
    text = _FIRST.sub(_first_months, text)
    return _RELATIVE.sub(" ? ", text) if _YEAR.search(text) else text


def _in_digits(match: re.Match[str]) -> str:
    """Return 二〇二五 as 2025, 十二 as 12, 三十一 as 31."""
    text = match[0].replace("〇", "零")
    if "十" not in text:
        return "".join(str("零一二三四五六七八九".index(char)) for char in text)
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return match[0]
    return str("零一二三四五六七八九".index(tens or "一") * 10 + "零一二三四五六七八九".index(ones or "零"))


def _ended_quarter(match: re.Match[str]) -> str:
    number, left = divmod(MONTH_NAMES.index(match[1]) + 1, 3)
    return " ? " if left else f"Q{number}"


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


def _first_months(match: re.Match[str]) -> str:
    said = (match["one"] or match["two"]).lower()
    number = next(number for number, names in _NUMBERS.items() if said in names)
    return {"three": "Q1", "six": "H1", "nine": "nine months"}.get(number) or _until(MONTH_NAMES.index(number) + 1)


def _until(month: int, year: str = "") -> str:
    return f"{month} months to {MONTH_NAMES[month - 1]} {year}".strip()


def _first_months_east(match: re.Match[str]) -> str:
    """Return 2022年前11个月 as 11 months to November 2022; not what has a name of its own."""
    month = int(zh_value(match[2]) or 0)
    return match[0] if month in (3, 6, 9) or not 1 < month < 12 else f" {_until(month, match[1] or '')} "


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

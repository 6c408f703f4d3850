"""What a number counts: the thing its noun phrase names, "2,300 advanced graphics cards", 5款云端AI芯片, Cards: 8,192.

A thing is a word of ours, a word of the table of nouns, or OTHER where it is surely none of ours (4,000 hotels).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from . import lexicon as words
from .quantity import Quantity
from .units import COUNT_NOUNS

HEAD = "▯"  # stands in place of the head of a table
OTHER = "other things"
NAMED = "things by name"
# Things that a print may call by another of these words.
_SAME = [frozenset(group.split()) for group in words.SAME_THINGS]
PARTS = frozenset({"dies", "chiplets"})  # a die may be called a chip, but a chip may hold several that are called dies
PLURALS = {
    word: many
    for many in [*COUNT_NOUNS, *sorted(frozenset.union(*_SAME) - COUNT_NOUNS.keys())]
    for word in (many, COUNT_NOUNS.get(many, many.removesuffix("s")))
}
COUNTED = frozenset({*PLURALS, *words.NOUNS, OTHER, NAMED})
_STOPS = frozenset(words.THING_STOPS.split())
_FOREIGN_STOPS = frozenset(words.FOREIGN_STOPS.split())
_WORD = re.compile(
    rf"(?P<dash>-)?\s?(?P<word>(?:\d+-)?\d*[{words.LETTERS}][{words.LETTERS}\d'’+&]*(?:-[{words.LETTERS}\d]+)*)"
)
_OF = re.compile(
    rf" of (?:(?:the|its|their|his|her|our|these|those|such|[{words.LETTERS}]+['’]s?) )?(?:\d[\d.,]* )?", re.I
)
_OF_ABROAD = re.compile(r" d[ei] ")  # 12,4 millones de unidades
_COMPOUND = re.compile("(?<=[a-zäöüß])(?:chips|prozessoren|karten|server|servern|beschleuniger|mitarbeiter)$")
_PART_OF = re.compile(
    r" (?:der|des|de l[oa]s|dei|degli|delle|van de|dos|das|de) \d[\d.,]* (?=[^\W\d])"
)  # 3.000 der 57.000
_SHORT = re.compile(r" \([A-Z][\w-]{0,7}\)(?= [A-Za-z])")
_PLURAL = re.compile(r"[a-z]{3,}(?<![suif])s|[A-Z]{2,}s")
_NAME = re.compile(r"[A-Z]+\d\w*|\d+[A-Z]\w*")
_AFTER_DASH = frozenset({"odd", "plus", "strong", "some"})
_FLOWS = frozenset({"shipments", "sales", "exports", "imports", "deliveries", "purchases", "orders", "starts"})
_KINDS = frozenset({"types", "kinds", "sorts", "sets"})
_HAN = "\u4e00-\u9fff"
_EAST_LETTERS = rf"{_HAN}\u3040-\u30ff\uac00-\ud7a3"
_EAST = re.compile(rf"[\s-]*([{_EAST_LETTERS}])")
_COUNTERS = "".join(noun for noun in words.NOUNS if len(noun) == 1)
_COUNTER = re.compile(rf"[\s-]*[多余餘来来]?([个個개项項{_COUNTERS}座款套组支条條基])(?:[以之][上下内])?(?:的)?")
_EASTERN = "|".join(sorted(words.THINGS, key=len, reverse=True))
_THING = re.compile(rf"(?P<thing>{_EASTERN})(?!人均)")
_OF_THEM = re.compile("[人总總]?[数數]")
_CLASS = re.compile("[十百千万萬]卡级?")  # 3座万卡级智算中心 are no cards
_NEXT = re.compile(rf"(?!落地|适配|支持|使用|部署|接入|完成)[^的,;。、()\d和与與及]{{0,2}}?({_EASTERN})")
_ELIDED = re.compile("^[dl]['’]")  # d'unités
_UNITS = frozenset({"units", "unités", "unidades", "einheiten"})
_WITH = re.compile(rf"[^的,;。、()\d]{{0,10}}\d[\d.]*\s?(?:[A-Za-z]{{1,3}}|[{_HAN}]{{1,4}})的")  # 平均功率5千瓦的
_PHRASE = re.compile(
    rf"\s?(?:(?![和与與及并並将將在被为為是由])[{_EAST_LETTERS}]"
    rf"|\d*[A-Za-z][A-Za-z\d]*| (?=[A-Za-z\d{_HAN}])){{1,14}}"
)
_LATIN = re.compile(r"\s?([A-Za-z]+)(?![A-Za-z\d])")
_ALL_HAN = re.compile(rf"\s?[{_HAN}]+")
_TO_NUMBER = re.compile(rf"[^{_COUNTERS}\d,。;:|、和与與及]{{0,10}}:?\s?")
_MONEY = re.compile("[收利价價额額资資款费費本]|市值")
_NUMBER_OF = re.compile(r"\b(?:[Nn]umber of|Zahl der|[Nn]ombre d(?:e |es |')|[Nn]úmero de) ?([^\W\d_]+)[^,;.\d]{0,36}$")
_NUMBERED = re.compile(
    r"([A-Za-z]+)(?: (?:imports?|exports?|shipments|sales|output))?(?: (?:have|had|already|now))? number(?:ed|ing) "
    r"(?:[a-z]+ ){0,2}$"
)
_ONE_OF = re.compile(r"\b(?:[Ee]ach|[Tt]he first|[Tt]he second|[Oo]ne) ([A-Za-z]+), of $")
_SCORE_OF = re.compile(  # a performance of 4800 or more, or of 1600 or more, is in points
    r"\b(?:performance|density|score|index|rating|accuracy|temperature|PUE|TPP|CTP)['’”\"]?(?: \([A-Z]+\))? of "
    r"(?:\d[^;.]{0,24} of )?(?:(?:at least|about|over) )?$"
)
_LABEL = re.compile(r"(?:^|[|;,(\n] ?|\b[Nn]umber of )(?:[A-Za-z-]+ ){0,3}?([A-Za-z]+)s?\)?\s?[:|=]\s?$")


def thing_at(text: str, start: int, end: int, english: bool = True) -> tuple[str, int]:
    """Return the thing that a number counts and where its name ends; "" where none is told."""
    if text[end : end + 1] == "的":  # PUE低于1.2的数据中心
        return "", end
    if _EAST.match(text, end):
        return _eastern(text, start, end)
    noun, at = _western(text, end, english)
    if noun not in COUNTED and _SCORE_OF.search(text, max(0, start - 60), start):
        return "points", end
    if noun in _UNITS and _of_devices(text, start):
        return words.FINISHED, at
    return (noun, at) if noun or text[end : end + 1] == "-" else (_labelled(text, start) or _told(text, start, ""), end)


def _of_devices(text: str, start: int) -> bool:
    """True where the sentence before a number of units speaks of PCs, phones or cars, and of no chips."""
    sentence = re.split(r"[;。]|\. ", text[max(0, start - 120) : start])[-1]
    return bool(words.DEVICES_TOLD.search(sentence)) and not words.CHIPS_TOLD.search(sentence)


def _western(text: str, end: int, english: bool) -> tuple[str, int]:
    """Return the head of the noun phrase: its last plural that is a word of ours, or what is joined by a hyphen."""
    first, plural, single, other, kinds = "", ("", end), ("", end), "", False
    of = (
        _OF.match(text, end)
        or _PART_OF.match(text, end)
        or (_OF_ABROAD.match(text, end) if text[end - 1].isalpha() else None)
    )
    at = of.end() - 1 if of else end
    for number in range(7):
        short = _SHORT.match(text, at) if number and not plural[0] else None  # optical (LPO) transceivers
        match = _WORD.match(text, short.end() if short else at)
        if not match or (match.start("word") == at and at > end):
            break
        word = _ELIDED.sub("", match["word"].lower())
        word = part if PLURALS.get(part := word.rpartition("-")[2]) == part else word
        if word in _STOPS or (not english and word in _FOREIGN_STOPS):
            break
        if match["dash"] and number == 0 and not of:  # 64-core processors
            word = word.split("-")[0]
            if word not in _AFTER_DASH:
                return PLURALS.get(word, word if word in COUNTED else OTHER), match.start("word") + len(word)
        word = "processors" if word == "units" and text[:at].endswith("processing") else word
        many = PLURALS.get(word) or (word in words.NOUNS and word)
        if not many and not english and (tail := _COMPOUND.search(word)):  # Grafikprozessoren, Hochleistungschips
            word, many = tail[0], PLURALS.get(tail[0]) or tail[0]
        if many == word or (many and word in words.NOUNS):
            plural = (word, match.end())
        elif plural[0] or other:
            break
        elif many:
            single = single if single[0] else (word, match.end())
        elif english and word in _KINDS and (of := _OF.match(text, match.end())):
            at, kinds = of.end() - 1, True
            continue
        elif english and _PLURAL.fullmatch(match["word"]):
            other = word
        first = first or (NAMED if _NAME.fullmatch(match["word"]) else word)
        at = match.end()
        if text[at : at + 1] not in (" ", "\xa0") or (many and word in words.NOUNS and word not in PLURALS):
            break
    if other and not plural[0] and single[0] and other not in _FLOWS:
        return OTHER, at  # 200 chip designs
    if plural[0] or single[0]:
        return plural if plural[0] else single
    if kinds and not other:
        return "款", at  # 24 types of equipment
    return (OTHER, at) if other else (first, at if first else end)


def counter_end(text: str, end: int) -> int:
    """Return where the counter behind a number ends, without a bound behind it: 3万台以上."""
    counter = _COUNTER.match(text, end)
    return counter.end(1) if counter else end


def _eastern(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the thing behind a counter, 5款云端AI芯片, or before it, 专利860项; else the counter itself."""
    counter = _COUNTER.match(text, end)
    at = counter.end() if counter else end
    at = own.end() if counter and (own := _WITH.match(text, at)) else at
    phrase = _PHRASE.match(text, at)
    kind = _CLASS.search(text, at, phrase.end()) if phrase else None
    thing = _THING.search(text, kind.end() if kind else at, phrase.end()) if phrase else None
    while thing and phrase and (behind := _NEXT.match(text, thing.end(), phrase.end())):
        thing = behind
    if thing and _OF_THEM.match(text, thing.end()):  # △24,590 従業員数 14,812名
        thing = None
    sign = counter[1] if counter else ""
    if sign in ("张", "張") and "成交" in text[max(0, start - 8) : start]:
        return OTHER, at  # lots of shares
    if thing and _fits(thing[1], sign):
        kept = sign if thing[1] == "卡" and sign else f"款{thing[1]}" if sign == "款" else thing[1]
        return kept, thing.end()
    if not thing and (latin := _LATIN.match(text, at)) and (many := PLURALS.get(latin[1].lower())):
        return many, latin.end()  # 2400个token
    told = "" if thing else _told(text, start, sign)
    if not told and sign in ("个", "個") and phrase and not thing and _ALL_HAN.fullmatch(phrase[0]):
        if text[phrase.end() : phrase.end() + 1] in tuple("和与與及"):
            return sign, at
        return OTHER, at  # 20个行业
    return told or sign, at if sign else end


def _told(text: str, start: int, counter: str) -> str:
    """Return the thing named before a number: 专利860项, 付费用户1200万."""
    if HEAD in text or (start and _EAST.match(text, start - 1) is None and not text[start - 1].isspace()):
        return ""
    since = (
        max(0, start - 16) if counter not in ("个", "個") else max(text.rfind(end, 0, start) for end in ",;。、") + 1
    )
    before = next(reversed(list(_THING.finditer(text, since, start))), None)
    if before and _MONEY.search(text, before.end(), start):
        return ""  # 公司营收3亿
    gap = before and (counter in ("个", "個") or _TO_NUMBER.fullmatch(text, before.end(), start))
    named = before and (words.NOUNS[before[1]] or counter in ("个", "個")) and gap and _fits(before[1], counter)
    return before[1] if before and named else ""


def _fits(thing: str, counter: str) -> bool:
    """True where a counter may count a thing: 张 no customers."""
    own = words.NOUNS.get(counter, "").split()
    return not own or bool(set(own) & set(words.NOUNS[thing].split()))


def _labelled(text: str, start: int) -> str:
    """Return the thing that a label before a number names: Cards: 8,192, the number of customers rose to 450."""
    lead = text[max(0, start - 60) : start]
    if numbered := _NUMBERED.search(lead):  # imports of chips numbered 498 billion, IC imports numbered
        word = numbered[1].lower()
        return word if word in COUNTED else PLURALS.get(f"{word}s", OTHER)
    if one_of := _ONE_OF.search(lead):  # each building, of eight
        return PLURALS.get(f"{one_of[1].lower()}s", OTHER)
    label = _LABEL.search(lead) if lead.rstrip()[-1:] in ("|", ":", "=") else _NUMBER_OF.search(lead)
    if not label:
        return ""
    word = label[1].lower()
    return word if word in COUNTED else f"{word}s" if f"{word}s" in PLURALS else ""


_SHORT_MONTHS = [name[:3] for name in words.MONTH_NAMES]
_LONG = "|".join(sorted({name for name in words.MONTH_WORDS if len(name) > 3}, key=len, reverse=True))
_OF_MONTH = re.compile(
    r"\s?(?:[-–—~至到·]\s?\d{1,2}\s?)?\)?(?:[月日號号월일]|분기|四半期|季度|호기|[歳銭]|年[底末初中]|期(?![间間货貨权權]))"
    r"|(?:st|nd|rd|th|\.|er|º)?(?: of| de| di)? "
    rf"(?:(?i:{_LONG})|May|Mai|(?:{'|'.join(_SHORT_MONTHS)})\.?)(?![{words.LETTERS}])"
)
_TELLS_PARTS = re.compile(r"\b(?:dies?|chiplets?)\b|裸[片晶]|晶粒|芯粒|小芯片|双die|双Die", re.I)


def tells_parts(text: str) -> bool:
    """True where a print names dies, so that what it calls chips is none of them."""
    return bool(_TELLS_PARTS.search(text))


def is_part(noun: str) -> bool:
    """True where a noun may count dies in a print that names dies: it names them, or is a counter of small things."""
    own = words.NOUNS.get(noun, "").split()
    return PLURALS.get(noun) in PARTS or (bool(own) and (len(noun) == 1 or set(own) <= PARTS))


def called(own: str) -> str:
    """Return in words what a print may call a thing of ours beside its own name; nothing where there is none such."""
    others = sorted(frozenset[str]().union(*(group for group in _SAME if own in group)) - {own})
    return f"{own} may be called {', '.join(others)} (same_things in macros/values/lexicon.yml)" if others else ""


@lru_cache(maxsize=2000)
def same_thing(noun: str, own: str) -> bool:
    """True where a print that counts by this noun may count what the unit does; where it says nothing it may."""
    if noun in (OTHER, NAMED):
        return noun == NAMED and own in words.NAMED_THINGS
    if noun[:1] == "款":  # kinds of a thing
        return own in words.NOUNS["款"].split() or (len(noun) > 1 and same_thing(noun[1:], own))
    if noun in words.NOUNS:
        return own in words.NOUNS[noun].split()
    plural = PLURALS.get(noun, "")
    if plural in PARTS and own not in PARTS:
        return False
    return not plural or plural == own or any({plural, own} <= group for group in _SAME)


def may_count(quantity: Quantity, own: str, rate: bool) -> bool:
    """True where a plain number may count what the unit does; a PUE of 1.20 counts no things."""
    whole = rate or quantity.low % 1 == 0 or quantity.noun in COUNTED or own == "points"
    return whole and same_thing(quantity.noun, own)


def is_date(text: str, end: int) -> bool:
    """True where a number is the day or the month of a date: 6月30日, 30 June, 3. März, 3 de marzo."""
    return bool(_OF_MONTH.match(text, end))


def counts_several(read: Iterable[Quantity], thing: str) -> bool:
    """True where a print counts more than one of a thing, so that a sum in it may be what all of them cost."""
    return any(q.low > 1 and not q.kind and q.noun in COUNTED and same_thing(q.noun, thing) for q in read)

"""The sign of a quantity in words: a loss, a decrease, a sum below zero."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from . import lexicon as words
from .quantity import Quantity, normalized
from .things import COUNTED


@lru_cache(maxsize=1000)
def _turns(text: str) -> tuple[str, list[list[int]]]:
    """Return a print in one spelling, with the ends of its words for losses, falls, rises and what is no loss."""
    text = normalized(text)
    kinds = (words.LOSS, words.FALL, words.RISE, words.GAIN)
    return text, [[match.end() for match in kind.finditer(text)] for kind in kinds]


_CLOSE = re.compile(r" of (?:about |around |nearly )?(?:[A-Z$¥€]+ ?)?")
_NEXT_TO = re.compile(r"[^,;。\d]{0,12}")
_BY = re.compile(r"\bby (?:[a-z]+ )?$")
_SHARES = frozenset({"percent", "points", "fraction"})
_POINTS = frozenset({"point", "points", "punto", "puntos", "ponto", "pontos", "punti", "punkte"})
_AND = r"\s?(?:,|、|\b(?:and|und|bzw\.|et|y|e|и)\b|[和及与與])\s?"
_SHARE = r"\d[\d.,]*\s?(?:%|percent\b|per cent\b|Prozent\b|个?百分点|個?百分點)"
_OTHER = r"(?:(?!(?:was|were|is|are|rose|grew|up|at|to|of|with|reached|hit|by)\b)[a-z]+ ){0,2}"
_EACH = re.compile(r"\b(?:respectively|respectivement|jeweils|respectivamente|rispettivamente) ")
_HEDGED = re.compile(r"(?:近く|程度|以上|ほど|余り|超|弱|強|\s?(?:가까이|이상|넘게|가량|정도))?")  # 3割近く下がった
_LISTED = re.compile(  # fell 5 % and 10 %, fell 5 % and revenue 10 %, sanken um 5 und 10 %
    rf"(?:{_SHARE}|(?<= )\d[\d.,]*(?= und| et| y| e))(?: in [\w’' ]{{2,16}})?{_AND}{_OTHER}(?:de |um |d[’'])?$"
)
_FELL_BOTH = re.compile(  # um 5 % und wertmäßig um 10 % zurück, 39%, 62% 감소
    rf"(?:{_AND}(?:[^\W\d]+ ){{0,2}}um {_SHARE})+ zurück"
    rf"|(?:{_AND}{_SHARE})+\s?(?:감소|하락|줄[어었]|減(?!価)|下降|下滑|減少)"
)
_LISTED_LEVEL = re.compile(
    r"(?:[A-Z]{0,3}[$€¥£] ?)?\d[\d.,]* ?(?:[a-z]{1,8} )?(?:and|und|et|y|e) ?(?=(?:[A-Z]{0,3}[$€¥£])?\s?$)"
)
_NEW_CLAUSE = re.compile(
    r"\d.*\b(?:and|und|et|y|e|и) (?!(?:of|von|de|di|d[’'])\b)[^\W\d]{2,}"
)  # a loss of 5 and will invest
_REACHED = re.compile(
    r"(?:[にへ]|まで|으?로)\s?(?=低下|下落|下が|引き?下げ|下方|縮小|減|落ち|하락|감소|줄|떨어|내[려렸린]|낮아|급감|축소)"
)
_FROM = re.compile(rf"(?:\b|(?<=[\u4e00-\u9fff]))(?:{words.MOVED_FROM}|del)\s?$")
_ON_TO = re.compile(r"\s?(?:から|에서|(?:al?|auf|à|ao|to|naar|till?|na|на|до)\s)\s?\d[\d.,]*\s?(?:%|percent|Prozent)")
_DOWN_TO = re.compile(r"\bauf (?:rund |etwa |knapp )?$")
_CLAUSE_END = re.compile(r"[,;。|] ?(?![\d ])|\. ")
# A clause of its own, no further sum and no comparison: a loss of 2 million, sales of 5 million.
_SAME_CLAUSE = (
    rf"(?:(?:and|und|et|y|e) )?(?:{words.CURRENCY})?\s?\d|[上去前]年|[上前]期|[达達至为為]|分[别別]"
    r"|(?:adjusted|excluding|including|before|was|were|came|stood|reaching|hitting|totall?ing|amounting"
    r"|compared|versus|vs|(?:as )?against|down from|up from|gegenüber|nach|contre|frente a|contro)\b"
)
_OTHER_SUM = re.compile(rf"[,;。、|](?! ?(?:{_SAME_CLAUSE}))|\. (?=[A-Z])")
# Verbs of two parts around a share: nahm um 4 Prozent ab, brach um 58 Prozent auf 368 Mio. Euro ein.
_VERBS = {"ab": r"nahm(?:en)?|nimmt|nehmen|flaut\w+", "ein": r"br[ai]ch(?:en|t)?|brechen|büßt\w+"}
_VERBS |= {"nach": "gab(?:en)?|gibt", "zurück": "ging(?:en)?|geht|gehen|fiel(?:en)?", "af": "nam(?:en)?|neemt"}
_BEGUN = {
    end: re.compile(rf"\b(?:{verb})\b[^,;.\d]{{0,60}}\b(?:um|met) (?:\w+ )?$|\bbüßt\w+ (?:\w+ ){{0,4}}$")
    for end, verb in _VERBS.items()
}
_DONE = re.compile(
    r"(?: auf (?:[^\W\d]+ )?\d[\d.,]*(?: (?:Millionen|Milliarden|Mi[lo]\.|Mrd\.))?(?: [^\W\d]+)?)?"
    rf" ({'|'.join(_VERBS)})\b"
)
_OF_ALL = re.compile(r" of (?:the |its |our |total |net |overall )*(?:revenues?|sales|turnover|market|total|output)\b")
_SHED = re.compile(r"\b(?:shed(?:ding)?|los(?:t|e|es|ing)|perd\w+|verlor\w*|verlier\w*) (?:\w+ ){0,3}$")
_OF_WHAT = re.compile(  # shed 15 % of its staff: what is shed has no sign
    r" (?:of|de|d[’']|der|des|von) ?(?:its|the|their|all|ses|sus|l[ae]s?|seiner?|ihrer?)\b"
)
_CLAUSE = re.compile(r"[^\d,;]{0,80}")
_COMPARED = re.compile(  # behind it stands what another figure was: 0.31 against a loss of 0.04
    r"\b(?:against|compared|versus|vs|from|after|followed|following|despite|offsets?|offsetting|replac\w+"
    r"|contre|gegenüber|nach|frente|tras|contro|dopo"
    r"|and|but|while|whereas|und|et|y|e|и|mentre|mientras|pendant|während)\b"
)


def is_loss(quantity: Quantity, text: str) -> bool:
    """True where a word before the quantity, or right behind it, says that it is a loss or a decrease.

    What a figure fell to or from is no decrease, nor is one that is said to have risen.
    """
    text, ends = _turns(text)
    before = [bisect_right(places, quantity.start) for places in ends]
    loss, fall, rise, gain = (places[at - 1] if at else -1 for places, at in zip(ends, before))
    if words.GAIN_BEHIND.match(text, quantity.end):
        return False
    share = quantity.kind in _SHARES or quantity.noun in _POINTS
    if loss > gain and not (_CLAUSE_END if share else _OTHER_SUM).search(text, loss, quantity.start):
        return not (share and _grew(text, loss, quantity))
    close = _CLOSE.fullmatch(text, gain, quantity.start) or (gain == quantity.start and not share)
    if gain > max(loss, fall) and close:
        return False  # a profit of 30 million, from a loss; 영업이익 9천억원
    if words.RISEN.match(text, quantity.end) or (share and _OF_ALL.match(text, quantity.end)):
        return False
    if share and rise > max(fall, loss) and _NEXT_TO.fullmatch(text, rise, quantity.start):
        return False  # up 9 % on the quarter and down 3 % on the year
    lead = text[max(0, quantity.start - 24) : quantity.start]
    lead = _LISTED_LEVEL.sub("", lead)
    level = words.LEVEL.search(words.CURRENCY_BEFORE.sub("", lead)) or _is_end(quantity, text)
    near = fall > max(rise, gain) and not _OTHER_SUM.search(text, fall, quantity.start)
    if near and not level and (share or text[fall : fall + 1] != ")"):
        return True
    if words.BELOW_ZERO.match(text, quantity.end) or (share and not level and _lower_behind(text, quantity.end)):
        return True
    behind = _CLAUSE.match(text, quantity.end)
    clause = re.split(r"\. (?=[A-Z])|。", _COMPARED.split(behind[0], maxsplit=1)[0])[0] if behind else ""
    return bool(words.LOSS.search(clause) or (not level and words.FALL.search(clause)))


def _grew(text: str, loss: int, quantity: Quantity) -> bool:
    """True where a share says by how much a loss grew: Verluste weiteten sich um 22 % aus, 赤字幅は84%増えた."""
    return bool(words.RISEN.match(text, quantity.end) or words.GREW.search(text, loss, quantity.start))


def _is_end(quantity: Quantity, text: str) -> bool:
    """True for an end of a way down, which is a level: del 62,3 % al 57,8 %, 62.3%から57.8%に低下, auf 57,8 %."""
    if _REACHED.match(text, quantity.end):
        return True
    lead = text[max(0, quantity.start - 24) : quantity.start]
    behind = _ON_TO.match(text, quantity.end)
    return bool(_DOWN_TO.search(lead) or (behind and (behind[0][0] in "から에서" or _FROM.search(lead))))


def below_zero(quantity: Quantity, text: str) -> bool:
    """True where the words at a quantity leave no doubt of its sign: fell 3 %, a net loss of so much.

    A noun names the size of a decrease, which stands without a sign: a drop of 3 %, write-offs of so much.
    """
    text = normalized(text)
    lead = text[max(0, quantity.start - 80) : quantity.start]
    if quantity.kind in _SHARES or quantity.noun in _POINTS:
        if _is_end(quantity, text) or (_SHED.search(lead) and _OF_WHAT.match(text, quantity.end)):
            return False
        lead = _EACH.sub("", lead)
        listed, hedged = _LISTED.search(lead), _HEDGED.match(text, quantity.end)
        return bool(
            words.FELL_BY.search(lead)
            or (listed and words.FELL_BY.search(lead[: listed.start()]))
            or words.FELL_BEHIND.match(text, hedged.end() if hedged else quantity.end)
            or _FELL_BOTH.match(text, quantity.end)
            or ((done := _DONE.match(text, quantity.end)) and _BEGUN[done[1]].search(lead))
        )
    if not quantity.kind and (quantity.noun in COUNTED or (quantity.scale == 1 and not quantity.noun)):
        return bool(words.FEWER_BY.search(lead))  # 较上年末减少38人
    amount = quantity.currency or (not quantity.kind and quantity.scale > 1 and not quantity.noun)
    if not amount or quantity.headed or words.GAIN_BEHIND.match(text, quantity.end):
        return False
    if words.BELOW_ZERO.match(text, quantity.end):
        return True
    if words.LOSSES_LISTED.search(text, max(0, quantity.start - 160), quantity.start):
        return True
    loss = words.NET_LOSS.search(lead)
    if loss and loss["size"] == lead.strip() and len(text) == quantity.end:
        return False  # 영업손실 1조7920억원: a label and its size, and no more
    if not loss or _NEW_CLAUSE.search(loss["between"]):
        return False
    return not words.GAIN.search(text, quantity.start - len(loss["between"]), quantity.start + 1)


def _lower_behind(text: str, end: int) -> bool:
    """True where the words right behind a share say that it is lower by so much."""
    return bool(words.LOWER_BEHIND.match(text, end) or words.FELL_BEHIND.match(text, end))


def is_denied(quantity: Quantity, text: str) -> bool:
    """True where the words at a quantity say that it is not so: 300 cards, not 500; yet to reach 1 GW."""
    text = normalized(text)
    lead = words.CURRENCY_BEFORE.sub("", text[max(0, quantity.start - 60) : quantity.start])
    return bool(words.DENIED.search(lead) or words.DENIED_BEHIND.match(text, quantity.end))


def is_change(quantity: Quantity, text: str) -> bool:
    """True where a share says by how much something rose or fell: up 50 % is 1.5 times as much, not 0.5."""
    text = normalized(text)
    lead = text[max(0, quantity.start - 24) : quantity.start]
    return bool(_BY.search(lead) or words.RISE.search(lead) or words.FALL.search(lead))

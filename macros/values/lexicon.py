"""The words of prints: numbers, scales, hedges, currencies and units as sources of several languages write them.

Tables only; macros/values/printed.py reads with them. Prefixes follow the SI (BIPM, SI Brochure, 9th edition, 3).
"""

from __future__ import annotations

import re
from decimal import Decimal

ONES = dict(zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], range(20)))  # fmt: skip
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10)))
SMALL = ONES | TENS
MULTIPLES = {"single": 1, "dual": 2, "quad": 4, "octa": 8, "both": 2}
FOREIGN_WORDS = {
    language: {word: number for number, names in enumerate(words.split(), 1) for word in names.split("/") if word != "-"}
    for language, words in {
        "de": "- zwei drei vier fünf sechs sieben acht neun zehn elf zwölf", "es": "- dos tres cuatro cinco seis siete ocho nueve diez - doce",
        "fr": "- deux trois quatre cinq - sept huit neuf dix onze douze", "it": "- due tre quattro cinque - sette otto nove dieci undici dodici",
        "pt": "- dois/duas três quatro cinco seis sete oito nove dez onze doze", "ru": "- два/две три четыре пять шесть семь восемь девять десять - -",
    }.items()
}  # fmt: skip
# Powers of ten. Single letters count only right behind the digits.
SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "millions": 6, "billions": 9, "trillions": 12,
    "lakh": 5, "crore": 7, "mn": 6, "mln": 6, "mio": 6, "mill": 6, "bn": 9, "bln": 9, "mrd": 9, "tn": 12, "trn": 12,
    "tausend": 3, "million.": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billionen": 12, "mil": 3, "millón": 6,
    "millones": 6, "billón": 12, "billones": 12, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9, "milione": 6, "milioni": 6, "miliardo": 9,
    "miliardi": 9, "mille": 3, "millions d": 6, "milliard": 9, "milliards": 9, "тысяч": 3, "тысячи": 3, "тыс": 3,
    "миллион": 6, "миллиона": 6, "миллионов": 6, "млн": 6, "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "млрд": 9,
    "трлн": 12, "ล้าน": 6, "ribu": 3, "juta": 6, "triệu": 6, "tỷ": 9,
}  # fmt: skip
HANGUL_SCALES = {"천": 3, "만": 4, "억": 8, "조": 12}
LETTER_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12}
# Languages that write a decimal comma, and group thousands by full stops or spaces.
DECIMAL_COMMA = frozenset(
    [
        "de",
        "es",
        "fr",
        "it",
        "pt",
        "ru",
        "nl",
        "id",
        "cs",
        "pl",
        "fi",
        "sv",
        "no",
        "da",
        "tr",
        "vi",
        "uk",
        "el",
        "ro",
        "hu",
    ]
)

MORE, LESS, ABOUT = "more", "less", "about"
HEDGES = {
    MORE: "(?<!no )(?<!not )more than|not (?:fewer|less) than|over|above|at least|(?<!not )(?<!n't )exceed(?:s|ed|ing)?|upwards of|no (?:less|fewer) than|beyond|minimum of|mehr als|über|mindestens|"
          "más de|mais de|plus de|più di|oltre|более|свыше|(?<!不)超过|(?<!不)超過|逾|高于|不少于|不低于|至少|以上|突破|(?<!不)超",
    LESS: "(?<!not )(?<!no )(?:less|fewer) than|under|below|nearly|almost|close to|just under|up to|at most|as many as|as much as|no more than|not more than|"
          "maximum of|capped at|fast|weniger als|bis zu|menos de|casi|hasta|até|quase|moins de|près de|jusqu'à|meno di|quasi|fino a|менее|почти|до|"
          "不超过|不超過|不多于|不到|不足|接近|将近|近|最多|至多|以内|以下|低于|少于|高达|高達|最高(?:可[达達])?",
    ABOUT: "about|around|approximately|approx\\.?|roughly|some|circa|ca\\.|c\\.|an estimated|estimated|~|≈|rund|etwa|unos|alrededor de|cerca de|"
           "environ|circa|около|примерно|约|約|大约|左右|大概|估计",
}  # fmt: skip
APPROX = {"more than": MORE, "at least": MORE, "nearly": LESS, "up to": LESS, "less than": LESS, "about": ABOUT}

# Currency -> its spellings before or behind a number. Only CNY, USD and HKD are units of ours; the rest is known to be refused.
CURRENCIES = {
    "HKD": r"HK\$|HKD|Hong Kong dollars?|港元|港币|港幣",
    "TWD": r"NT\$|NTD|TWD|(?:New )?Taiwan dollars?|新台币|新臺幣|新台幣|台币|台幣",
    "AUD": r"A\$|AU\$|AUD|Australian dollars?|澳元", "CAD": r"C\$|CAD|Canadian dollars?|加元",
    "SGD": r"S\$|SGD|Singapore dollars?|新加坡元|新元", "BRL": r"R\$|BRL|reais", "MXN": r"MX\$|MXN",
    "EUR": r"€|EUR|[Ee]uros?|欧元|歐元|евро", "GBP": r"£|GBP|pounds?(?: sterling)?|英镑|英鎊",
    "JPY": r"JPY|JP¥|円|yen|日元|日圆|日圓", "KRW": r"₩|KRW|won\b|원|韩元|韓元|韩币", "INR": r"₹|INR|Rs\.?|rupees?|卢比",
    "RUB": r"₽|RUB|roubles?|rubles?|рубл\w*|卢布", "CHF": r"CHF|Swiss francs?|瑞士法郎", "THB": r"THB|baht|บาท",
    "USD": r"US\$|USD|\$|U\.S\. dollars?|US dollars?|dollars?|美元|美金|달러|dólares|Dollar|dollari|долл\w*",
    "CNY": r"CNY|RMB|Rmb|CN¥|¥|yuan|renminbi|人民币|人民幣|元|위안|юан\w*|Yuan",
}  # fmt: skip
CURRENCY_BEFORE = re.compile(
    "(?:" + "|".join(f"(?P<{key}>{names})" for key, names in CURRENCIES.items()) + r")[\s ]*(?P<sign>[-−–+])?$"
)
CURRENCY_AFTER = re.compile(
    r"[\s-]*(?:多|余|餘|d['’]|de |di )?(?:"
    + "|".join(f"(?P<{key}>(?:{names})(?![A-Za-z]))" for key, names in CURRENCIES.items())
    + ")",
    re.I,
)

PREFIXES = {"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "кило": "k", "мега": "M", "гига": "G", "тера": "T", "пета": "P", "экза": "E", "千": "k", "兆": "M", "吉": "G",
            "太": "T", "拍": "P", "艾": "E"}  # fmt: skip
_PREFIX = (
    r"(?P<prefix>(?i:kilo|mega|giga|tera|peta|exa|zetta|кило|мега|гига|тера|пета)|[kKMGTPEZ]|千|兆|吉|太|拍|艾)?[- ]?"
)
_END = r"(?![A-Za-z])"
# Spelling -> base unit. Lower and upper case tell bits from bytes, and nothing else.
BASES: list[tuple[re.Pattern[str], str]] = [
    (
        re.compile(
            r"(?P<prefix>(?i:kilo|mega|giga|tera|peta|exa|zetta|кило|мега|гига|тера|пета|экза|[kmgtpez]))?[- ]?"
            r"(?i:floating[- ]point operations(?: per second| a second)?|flop/s|flops?(?:/s(?:ec)?)?(?:ia|in)?|флопс\w*)"
            + _END
        ),
        "FLOPS",
    ),
    (re.compile(r"(?P<prefix>[TPE])F(?![A-Za-z\d])"), "FLOPS"),
    (re.compile(_PREFIX + r"(?i:ops?(?:/s)?)" + _END), "OPS"),
    (re.compile(_PREFIX + r"(?:[Ww]att[- ]?[Hh]ours?|Wh|瓦时|瓦時|Wattstunden)" + _END), "Wh"),
    (re.compile(_PREFIX + r"(?:[Ww]atts?|W|瓦特?)(?![A-Za-z时時])"), "W"),
    (re.compile(_PREFIX + r"(?i:Hz|hertz|赫兹|赫茲|赫)" + _END), "Hz"),
    (re.compile(_PREFIX + r"(?:bits?|比特|b(?=ps" + _END + r"|/s))(?:(?=ps" + _END + r")|" + _END + ")"), "bit"),
    (
        re.compile(_PREFIX + r"(?:[Bb]ytes?|B|字节|字節|octets?|o(?=/s)|байт\w*)(?:(?=ps" + _END + r")|" + _END + ")"),
        "B",
    ),
]
PER_SECOND = re.compile(
    r"(?:ps\b|/ ?s(?:ec(?:ond)?)?\b|/ ?秒|每秒| per second| a second| pro Sekunde| por segundo| par seconde| al secondo| в секунду|/с\b)"
)
# Other measures: spelling -> unit of ours, or None where it is none and must be refused.
MEASURES: list[tuple[re.Pattern[str], str | None, Decimal]] = [
    (re.compile(pattern), unit, Decimal(size))
    for pattern, unit, size in (
        (r"(?:nm\b|nanomet(?:er|re)s?|纳米|奈米|нм)", "nm", 1), (r"(?:[µμu]m\b|micromet(?:er|re)s?|microns?|微米)", "nm", 1000),
        (r"(?:mm2|square millimet(?:er|re)s?|平方毫米)", "mm2", 1), (r"(?:km2|square kilomet(?:er|re)s?|平方公里)", "m2", 1_000_000),
        (r"(?:m2\b|sqm|square met(?:er|re)s?|平方米|平米|平方公尺)", "m2", 1), (r"(?:square feet|sq\.? ?ft)", None, 1),
        (r"(?:mm\b|millimet(?:er|re)s?|毫米)", None, 1), (r"(?:cm\b|centimet(?:er|re)s?|厘米)", None, 1),
        (r"(?:km\b|kilomet(?:er|re)s?|公里)", None, 1), (r"(?:inch(?:es)?|英寸)", None, 1), (r"(?:亩|畝)", None, 1),
        (r"(?:ns\b|nanoseconds?|纳秒)", "ns", 1), (r"(?:[µμ]s\b|microseconds?|微秒)", "ns", 1000),
        (r"(?:ms\b|milliseconds?|毫秒)", "ms", 1), (r"(?:seconds?|secs?\b|s\b|秒)", "s", 1), (r"(?:minutes?|mins?\b|分钟|分鐘)", "minutes", 1),
        (r"(?:hours?|hrs?\b|h\b|(?:个|個)?小时|小時|Stunden)", "hours", 1), (r"(?:days?|天|日間)", "days", 1),
        (r"(?:weeks?|周|週)", "weeks", 1), (r"(?:months?|(?:个|個)月)", "months", 1), (r"(?:years?|yrs?\b|年(?!月|初|底|末|中))", "years", 1),
        (r"(?:[KMGTPE]iB|[kmgt]ibibytes?)", None, 1), (r"(?:basis points?|bps\b|个基点)", None, 1), (r"(?:tonn?es?|tons?\b|吨)", None, 1), (r"(?:°C|degrees|摄氏度)", None, 1), (r"(?:[Vv]olts?|V\b)", None, 1),
    )
]  # fmt: skip
PERCENT = re.compile(
    r"\s*-?(?:%|percent(?!age)|per cent|pct\b|prozent|процент\w*|por cento|por ciento|per cento|pour cent)", re.I
)
POINTS = re.compile(
    r"[\s-]*(?:(?:%|percent(?:age)?)[- ]points?|pp\b|ppts?\b|(?:个|個)?百分点|(?:个|個)?百分點|Prozentpunkte?|punti percentuali|puntos porcentuales|pontos percentuais)",
    re.I,
)
TIMES = re.compile(r"[\s-]*(?:times\b|x\b|×|X\b|倍|-?fold\b|mal\b|veces\b|vezes\b|volte\b|fois\b|раза?\b)")
# Denominators: spelling -> unit of ours. A word that is not here stands for itself ("per buyer").
_PER_WORDS = {
    "s": "s sec second seconds 秒 segundo seconde secondo Sekunde секунду с", "minutes": "min minute 分钟 分鐘", "hours": "h hr hour 小时 小時 时",
    "days": "d day daily 天 日 每日", "weeks": "week 周 週", "months": "month mo monthly 月 个月 mese mes mois", "years": "year yr annum annually 年 año ano an",
    "chips": "chip 片 颗 顆 芯片", "cards": "card 卡 张 張", "shares": "share 股", "servers": "server 台", "racks": "rack 柜", "W": "W watt watts 瓦",
    "tokens": "token", "million tokens": "百万 M", "USD": "dollar", "units": "unit piece",
}  # fmt: skip
PER_UNITS = {word: unit for unit, spellings in _PER_WORDS.items() for word in spellings.split()}
PER_SECOND = re.compile(r"\s?(?:ps(?![A-Za-z])|/ ?(?:s|sec|second|秒|с)(?![A-Za-z])|每秒)")
PER = re.compile(
    r"\s?(?:(?P<million>(?:/ ?|per |每)(?:million|1M|M|百万) ?tokens?)|"
    r"(?:/ ?|per |an? (?=(?:second|minute|hour|day|week|month|year|share|chip|card)\b(?! (?:earlier|ago|before|later|after)))|each |每|pro |por |par |al )(?P<per>[A-Za-z]+|小时|分钟|个月|[\u4e00-\u9fff])|"
    r"(?P<ly>(?:annually|monthly|daily)\b))"
)
PER_BEFORE = re.compile(
    r"(?:(?P<second>초당)|每(?P<per>小时|分钟|个月|[\u4e00-\u9fff])|(?P<of>[日月年])(?=均|产|產|耗)|(?P<ly>\b(?:annual|monthly|daily)))[^，。；,;.]{0,14}$"
)
LOSS = re.compile(
    r"\b(?:loss(?:es)?|lost|los(?:e|es|ing)|down|fell|fall(?:s|en)?|drop(?:s|ped)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|negative|minus|"
    r"shr(?:a|u)nk|shrink(?:s|ing)?|slump(?:ed)?|deficit|Verlust\w*|p[ée]rdida\w*|prejuízo\w*|perdita|perdite|perte|pertes|убыт\w*)\b|"
    r"[亏虧][损損]|净亏|虧|亏|下降|下滑|减少|減少|跌|负|[-−–]\s?[¥$]?\d",
    re.I,
)

"""The tables of prints and dates, made by other eyes than the reader's: real spellings, right and wrong.

How each table was made, and what was judged rightly at first sight: tests/tables/README.md.
"""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.values import agreement, dates, datewords
from macros.values.printed import quantities
from macros.values.units import parse

TABLES = Path(__file__).with_name("tables")
# Rows that the reader judges otherwise than the table, each with the reason. A refusal costs a word, no truth.
OTHERWISE = {
    "Max power (W) 600, price (RMB thousand) 120": "the unit stands before the number",
    "PFlop/s peak: 180": "the unit stands before the number; an editor points at it with figure",
    "出荷台数が2025年までに80万台を超えると予測": "台 counts machines; the entry counts chips",
    "Gasta, sólo en luz, millón y medio de euros": "a scale word without a number before it",
    "民國一百一十四年": "a number with hundreds in Chinese words",
    "R7.5.14": "an era by its letter",
    "114Q3": "a Taiwanese year without its word",
    "10 Σεπτεμβρίου 2025": "Greek months are not known",
    "Operating Revenue (in RMB 100 million) | 154.4 | 241.8 | 90.9 | 82.9": "a head that counts hundred millions",
    "Alibaba Group Announces March Quarter 2026 and Fiscal Year 2026 Results": "a quarter named by its last month",
    "Welcome to Alibaba Group's December Quarter 2024 results conference call": "a quarter named by its last month",
    "2025年6月中間決算は、売上高が前年同期比23.1%増": "accepted: the month in which a half ends",
    "以匯率1美元兌30.6元假設計算": "ambiguous: whose 元 it is, and per what, stands apart",
    "(百万円未満切捨て) 当期純利益 △19,408": "ambiguous: how sums were cut off; the unit stands in the column",
    "We cut our 2026 revenue estimate by 12% to RMB7.4bn and our target price to HK$48.5 from HK$61": (
        "ambiguous: a cut by its size or by its sign"
    ),
    "The company forecast revenue of 1.218 billion to 1.498 billion yuan for 2025, "
    "up 177.79 percent to 241.65 percent": ("ambiguous: a range of growth, or a rise and the level it led to"),
    "The conference opened in Shanghai on July 26 and ran through July 28, 2025": "two days apart, read as no span",
    "by the first half of next year (2026)": "the year of a half stands in brackets behind it",
    "第三季度产能折合8英寸从第二季度的447K/月增长至468K/月": "ambiguous: K a month of what",
    "raises the threshold from a CTP of 195 Mtops (million theoretical operations per second) to a CTP "
    "of 1,500 Mtops": "Mtops, theoretical operations, are no unit of ours",
    "第三季合併營收九八九九億元，先進製程營收占比高達百分之七十四，每股純益達十七點四四元": (
        "accepted: 元 in traditional characters is Taiwan's or China's; the print does not say"
    ),
    "for the three months ended 31 March 2025 and 2024": "the second year of a quarter, named by its end",
    "2022年至2025年9月，长鑫科技的累计营收达736.36亿元": "a span from a year to a month; the entry names both months",
    "Basic loss per share (RMB) | (0.82) | (0.67)": "a currency in brackets, that no scale follows, as a head",
    "公司全年营业收入预计将超过60亿元": "accepted: an entry may leave a hedge out",
    "kann er eine Rechenleistung von etwa 74 TFLOP/s erreichen": "accepted: an entry may leave a hedge out",
    "核心面積750平方毫米左右": "accepted: an entry may leave a hedge out",
    "一期共建设64个机柜": "accepted: an entry may carry a hedge of its own, but not a contrary one",
    "환율은 달러당 1,390원으로 계산했다. 설비투자는 작년보다 30% 이상 늘려 29조원, 이 중 HBM에 절반을 쓴다. "
    "신규 팹은 축구장 60개 크기로 1만5000명을 고용한다": "accepted: 개 counts anything, the thing stands before it",
    "Le prix moyen a cédé 9 % sur un an, à 1.850 euros la carte ; sur 2.000 dossiers, 340 ont été refusés, et l’amende "
    "maximale est de 20 millions d’euros ou 4 % du chiffre d’affaires": "accepted: 340 names no thing of its own",
    "GPU | Memory (GB) | TDP (W) | Price (USD) | A | 96 | 350 | 11,500 | B | 141 | 700 | 31,000": (
        "a table laid flat: the units stand in the heads of its columns"
    ),
    "on Christmas Day 2025": "a holiday by its name",
    "数据中心全年用电12亿度": "accepted: a slip of the table, 1.2 billion kWh are 1.2 TWh",
    "由“千卡”迈向“万卡”集群": "accepted: a cluster of a thousand cards, as 十万卡集群 is one of 100,000",
    "2025년 3분기(7~9월) 실적을 10월 29일 발표했다": "accepted: a slip of the table, a month is no finer than its day",
    "公司2024年年报显示,截至2024年末员工2,100人;2025年半年报将于8月28日披露": "a day may be of any year that is named",
    "4月10日发布,5月量产,2025年底前出货;此前2023年8月已送样": "a month may be of any year that is named",
    "filed on 03/04/2025": "the order of an American date; a source's language does not tell Britain from America",
}


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a table, every scalar as it is written."""
    found: list[dict[str, Any]] = yaml.load((TABLES / name).read_text("utf-8"), yaml.CBaseLoader)
    return found


def prints(row: dict[str, Any]) -> list[str]:
    return [row["printed"]] if isinstance(row["printed"], str) else list(row["printed"])


def judged(row: dict[str, Any]) -> str:
    """Return what the reader says against a row, or nothing."""
    spoken = [row.get("lang", "en")[:2]]  # as data names a language: zh, not zh-Hant
    if "unit" not in row:
        try:
            value = dates.parse(row["value"])
        except ValueError as error:
            return str(error)
        return datewords.disagreement(value, prints(row), spoken)
    numbers = [Decimal(row[key].replace("_", "")) for key in ("value", "low", "high") if key in row]
    return agreement.disagreement(numbers, parse(row["unit"]), prints(row), spoken, row.get("approx"))


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("prints.yml", 700), ("prints-unseen.yml", 350), ("prints-exam.yml", 250), ("prints-wrong.yml", 125),
        ("prints-fresh.yml", 150), ("prints-exam2.yml", 160), ("prints-more.yml", 245), ("dates.yml", 370),
        ("dates-unseen.yml", 100), ("dates-exam.yml", 110), ("dates-wrong.yml", 180), ("dates-fresh.yml", 750),
        ("prints-exam3.yml", 105), ("dates-exam2.yml", 70), ("dates-exam3.yml", 50),
        ("prints-exam4.yml", 315), ("dates-exam4.yml", 85),
        ("prints-exam5.yml", 500), ("dates-exam5.yml", 110),
        ("prints-exam6.yml", 250), ("dates-exam6.yml", 75), ("prints-exam7.yml", 200), ("dates-exam7.yml", 60),
        ("prints-exam8.yml", 250), ("dates-exam8.yml", 80), ("prints-exam9.yml", 250), ("dates-exam9.yml", 60),
        ("prints-exam10.yml", 60), ("prints-exam11.yml", 230), ("dates-exam11.yml", 65), ("prints-rounds.yml", 1340),
        ("prints-stress.yml", 2100), ("dates-stress.yml", 110),
        ("prints-exam-twelve.yml", 270), ("dates-exam-twelve.yml", 50),
        ("prints-exam-thirteen.yml", 520), ("dates-exam-thirteen.yml", 75),
        ("prints-exam-thirteen-second.yml", 130), ("dates-exam-thirteen-second.yml", 18),
        ("prints-exam-thirteen-third.yml", 100), ("dates-exam-thirteen-third.yml", 12),
        ("prints-exam-thirteen-fourth.yml", 100),
        ("prints-exam-thirteen-fifth.yml", 75), ("dates-exam-thirteen-fifth.yml", 17),
        ("prints-exam-fourteen.yml", 340), ("dates-exam-fourteen.yml", 40),
        ("prints-exam-fourteen-second.yml", 195), ("dates-exam-fourteen-second.yml", 28),
        ("prints-exam-fourteen-third.yml", 145), ("dates-exam-fourteen-third.yml", 17),
        ("prints-exam-fourteen-fourth.yml", 75), ("dates-exam-fourteen-fourth.yml", 13),
        ("prints-exam-fifteen.yml", 530), ("dates-exam-fifteen.yml", 69),
        ("prints-exam-fifteen-second.yml", 135), ("dates-exam-fifteen-second.yml", 11),
        ("prints-exam-fifteen-third.yml", 179), ("dates-exam-fifteen-third.yml", 22),
        ("prints-exam-fifteen-fourth.yml", 155), ("dates-exam-fifteen-fourth.yml", 20),
        ("prints-exam-fifteen-fifth.yml", 155), ("dates-exam-fifteen-fifth.yml", 24),
        ("prints-exam-fifteen-sixth.yml", 147), ("dates-exam-fifteen-sixth.yml", 17),
        ("prints-exam-fifteen-seventh.yml", 147), ("dates-exam-fifteen-seventh.yml", 20),
        ("prints-exam-fifteen-eighth.yml", 125), ("dates-exam-fifteen-eighth.yml", 14),
        ("prints-exam-fifteen-ninth.yml", 123),
        ("prints-exam-fifteen-tenth.yml", 111), ("dates-exam-fifteen-tenth.yml", 15),
        ("prints-exam-fifteen-eleventh.yml", 102),
        ("prints-exam-fifteen-twelfth.yml", 110),
        ("prints-exam-fifteen-thirteenth.yml", 81),
        ("prints-exam-fifteen-made.yml", 150), ("dates-exam-fifteen-made.yml", 7),
    ],
)  # fmt: skip
def test_every_row_is_judged_as_its_writer_did(name: str, least: int) -> None:
    table = rows(name)
    wrong = [(row, said) for row in table if (not (said := judged(row))) != (row["verdict"] == "accept")]
    assert len(table) >= least
    left = [f"{row} -> {said or 'accepted'}" for row, said in wrong if str(row["printed"]) not in OTHERWISE]
    assert not left, "\n".join(left)


def test_the_tables_hold_both_verdicts_and_many_languages() -> None:
    table = rows("prints.yml")
    refused = sum(row["verdict"] == "refuse" for row in table)
    assert 0.4 < refused / len(table) < 0.6
    assert len({row.get("lang", "en") for row in table}) >= 8


def test_a_long_print_is_refused_at_once() -> None:
    start = time.perf_counter()
    assert "too long" in agreement.disagreement([Decimal(1)], parse("chips"), ["1 " * 50_000])
    assert "characters" in datewords.disagreement(dates.parse("2026"), "1 " * 50_000)
    assert time.perf_counter() - start < 1


def test_reading_takes_time_by_length_alone() -> None:
    def spent(text: str) -> float:
        start = time.process_time()
        for number in range(6):
            agreement.disagreement([Decimal(-1)], parse("chips"), [f"{text}{number}"])
        return time.process_time() - start

    spent("warm")
    for part in ("1 a 二 ", "一万", "1만 ", "9,999,", "10^1", "1 million ", "每秒1次", "mil 1 "):
        assert spent(part * (1800 // len(part))) < 12 * max(spent(part * (360 // len(part))), 0.002), part


@pytest.mark.parametrize(
    ("text", "figure", "held"),
    [
        ("BF16 TFLOPS 512 1024", "1024", True),
        ("25.5 billion", "5.5", False),
        ("1,024", "024", False),
        ("5.55", "5.5", False),
        ("", "1", False),
    ],
)
def test_a_figure_stands_whole_in_its_print(text: str, figure: str, held: bool) -> None:
    assert agreement.holds(text, figure) == held


@pytest.mark.parametrize(
    ("text", "significant", "with_zeros", "scale"),
    [
        ("1,000 chips", 1, 4, 1), ("0.050 GB", 2, 2, 1), ("2.50 million chips", 3, 3, 10**6),
        ("23k chips", 2, 2, 1000), ("twelve chips", 2, 2, 1), ("2 1/4 times", 3, 3, 1),
        ("CNY 20,000 to 30,000", 1, 5, 1),
        ("255亿元", 3, 3, 10**8), ("25.50万元", 4, 4, 10**4), ("3000万元", 1, 4, 10**4), ("1.2万亿元", 2, 2, 10**12),
        ("1亿2000万元", 2, 2, 10**4), ("1亿2345万元", 5, 5, 10**4), ("1,234万元", 4, 4, 10**4),
        ("二十五亿元", 2, 2, 10**8), ("三百多万台", 1, 1, 10**6), ("10000台", 1, 5, 1), ("一百零五台", 3, 3, 1),
    ],
)  # fmt: skip
def test_how_fine_a_print_is(text: str, significant: int, with_zeros: int, scale: int) -> None:
    """What is derived from a print shows as many digits as the print does; things counted one by one are exact."""
    (read,) = quantities(text)
    assert (read.significant, read.written, int(read.scale)) == (significant, with_zeros, scale)


def test_a_figure_that_is_pointed_at_needs_no_unit() -> None:
    size, unit = Decimal(320), parse("TFLOPS")
    assert agreement.stated(size, unit, "about 320", pointed=True) and not agreement.stated(size, unit, "about 320")
    assert agreement.disagreement([size], unit, ["about 320"])
    assert not agreement.disagreement([size], unit, ["about 320"], pointed=True)


@pytest.mark.parametrize(
    ("printed", "languages", "yuan"),
    [("¥500", ["ja"], False), ("¥500", ["zh"], True), ("¥500", ["ja", "zh"], True), ("¥500", ["en"], True),
     ("CNY 500", ["ja"], True)],
)  # fmt: skip
def test_the_yen_sign_is_a_yuan_but_in_japanese(printed: str, languages: list[str], yuan: bool) -> None:
    assert (not agreement.disagreement([Decimal(500)], parse("CNY"), [printed], languages)) == yuan


TWO_YEARS = "(in millions) Revenue $1,234.5 $1,100.2"
TEN_THOUSANDS = "单位：万元 营业收入 1,234.5 1,100.2"


@pytest.mark.parametrize(
    ("printed", "figure", "unit", "right", "wrong"),
    [
        (TWO_YEARS, "$1,234.5", "USD", "1234500000", "1234.5"),
        (TWO_YEARS, "1,100.2", "USD", "1100200000", "1100.2"),
        ("(U.S. dollars in millions) Net sales 1,234.5 1,100.2", "1,100.2", "USD", "1100200000", "1100.2"),
        (TEN_THOUSANDS, "1,234.5", "CNY", "12345000", "1234.5"),
        (TEN_THOUSANDS, "1,100.2", "CNY", "11002000", "1100.2"),
        (
            "(In millions, except per share data) Earnings per share $1.23 $1.10",
            "$1.23",
            "USD/shares",
            "1.23",
            "1230000",
        ),
        ("FP16 320 512 TFLOPS", "320", "TFLOPS", "320", "320000000"),
    ],
)
def test_a_figure_pointed_at_takes_the_scale_of_its_head(
    printed: str, figure: str, unit: str, right: str, wrong: str
) -> None:
    for value, accepted in ((right, True), (wrong, False)):
        languages = ["zh" if "单" in printed else "en"]
        shown = [agreement.pointed(figure, [printed], languages)]
        said = agreement.disagreement([Decimal(value)], parse(unit), shown, languages, pointed=True)
        assert (not said) == accepted, said


@pytest.mark.parametrize(
    ("value", "unit", "shown", "said"),
    [
        ("8120000000", "CNY", ["8.12亿元"], "it says 812_000_000 CNY"),
        ("5", "kW", ["900 W to 1000 W"], "it says 0.9 to 1 kW"),
        ("-5", "percent", ["rose −19.60%"], "it says -19.60 percent"),
        ("30", "GB", ["64 GB", "32 GB or 0.048 TB"], 'the print "64 GB" says 64 GB'),
        ("30", "GB", ["32 GB or 0.048 TB"], "it says 32 GB (32 GB); 48 GB (0.048 TB)"),
        ("7", "USD", ["HK$7"], "no print says 7 USD in a form that can be read; it says 7 HKD"),
        ("120", "plants", ["120 hotels"],
         "no print says 120 plants in a form that can be read; it says 120 other things; "
         "plants may be called fabs, facilities, factories, sites (same_things in macros/values/lexicon.yml)"),
        ("7", "USD", ["a few dollars"], "no print says 7 USD in a form that can be read"),
    ],
)  # fmt: skip
def test_what_a_print_says_is_told_as_a_number_in_the_unit_of_the_fact(
    value: str, unit: str, shown: list[str], said: str
) -> None:
    assert (
        agreement.disagreement([Decimal(value)], parse(unit), shown, ("zh",) if "元" in shown[0] else ("en",)) == said
    )

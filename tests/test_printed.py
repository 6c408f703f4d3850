"""Double entry: the number in a source's own words is found, and a slip of the finger is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.values.agreement import digits_missing, disagreement
from macros.values.numerals import numbers_at, significant_digits
from macros.values.printed import quantities
from macros.values.units import parse

from .engine import steady


def says(printed: str, value: str | Decimal, unit: str) -> bool:
    return not disagreement([Decimal(value)], parse(unit), [printed])


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("nearly 23,000 chips", "23000", "chips"), ("1 234 567", "1234567", "chips"),
        ("1'500 units", "1500", "units"),
        ("２５５亿元", "25500000000", "CNY"), ("２５．５％", "25.5", "percent"), ("６４ＧＢ", "0.064", "TB"),
        ("１，２３４枚", "1234", "chips"),
        ("twelve projects", "12", "projects"), ("twenty-one servers", "21", "servers"),
        ("a hundred thousand chips", "100000", "chips"),
        ("half a million cards", "500000", "cards"), ("a dozen racks", "12", "racks"), ("dual dies", "2", "dies"),
        ("CNY25.5 billion", "25500000000", "CNY"), ("US$3.71bn", "3710000000", "USD"),
        ("25.5B yuan", "25500000000", "CNY"),
        ("1.2 trillion yuan", "1200000000000", "CNY"),
        ("23k chips", "23000", "chips"),
        ("255亿元", "25500000000", "CNY"), ("255万元", "2550000", "CNY"), ("1.2万亿元", "1200000000000", "CNY"),
        ("2千亿", "200000000000", "CNY"),
        ("1亿2000万元", "120000000", "CNY"), ("二十五个项目", "25", "projects"), ("一百二十台", "120", "machines"),
        ("两千张", "2000", "cards"),
        ("一万零五百张", "10500", "cards"), ("三千二百亿元", "320000000000", "CNY"),
        ("一亿二千万元", "120000000", "CNY"), ("二〇二六", "2026", "units"), ("万卡集群", "10000", "cards"),
        ("41%", "41", "percent"), ("41 percent", "41", "percent"), ("41 per cent", "41", "percent"),
        ("41 pct", "41", "percent"), ("41%", "0.41", "times"),
        ("三成", "30", "percent"), ("3成", "30", "percent"), ("三成五", "35", "percent"),
        ("百分之五十", "50", "percent"), ("5个百分点", "5", "points"),
        ("a third", "33", "percent"), ("two-thirds", "67", "percent"), ("三分之一", "33", "percent"),
        ("a quarter", "25", "percent"),
        ("half of all", "50", "percent"), ("三倍, doubled", "2", "times"), ("3,579 petaFLOPS", "3.579", "EFLOPS"),
        ("3579P", "3.579", "EFLOPS"),
        ("3,579 PFLOPS", "3579", "PFLOPS"), ("1.7萬PFLOPS", "17", "EFLOPS"), ("1.7萬PFLOPS", "17000", "PFLOPS"),
        ("INT8 160TOPS", "160", "TOPS"), ("78 910B dies", "78", "dies"),
        ("1.5GHz", "1500", "MHz"),
        ("64GB HBM", "64", "GB"), ("64 GB", "0.064", "TB"), ("64 Gb/s", "8", "GB/s"), ("800Gbps", "100", "GB/s"),
        ("120瓦", "120", "W"),
        ("0.35 kW", "350", "W"), ("7nm process", "7", "nm"), ("fell 5 percent", "-5", "percent"),
        ("净亏损3.5亿元", "-350000000", "CNY"),
        ("growth of -5%", "-5", "percent"), ("−5%", "-5", "percent"), ("HK$19.6", "19.6", "HKD"),
        ("3.71 billion dollars", "3710000000", "USD"), ("4C/8T", "4", "cores"), ("4C/8T", "8", "threads"),
        ("五百一十二兆字节", "512", "MB"), ("1.5兆瓦", "1.5", "MW"), ("2兆元", "2000000000000", "CNY"),
        ("half of them", "0.5", "times"), ("a third", "0.33", "times"),
    ],
)  # fmt: skip
def test_found(printed: str, value: str, unit: str) -> None:
    assert says(printed, value, unit)


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        # off by ten, or by a scale word
        ("nearly 23,000 chips", "2300", "chips"), ("nearly 23,000 chips", "230000", "chips"),
        ("nearly 23,000 chips", "23", "chips"),
        ("CNY 25.5 billion", "25.5", "CNY"), ("CNY 25.5 billion", "25500000", "CNY"),
        ("CNY 25.5 billion", "255000000000", "CNY"),
        ("25.5B yuan", "25.5", "CNY"), ("23k chips", "23", "chips"), ("a hundred thousand", "100", "chips"),
        ("half a million", "1000000", "chips"),
        ("255亿元", "2550000", "CNY"), ("255万元", "25500000000", "CNY"), ("1.2万亿元", "12000", "CNY"),
        ("1.2万亿元", "120000000", "CNY"),
        ("一万零五百张", "10000", "cards"), ("一万零五百张", "500", "cards"), ("1.234.567", "567", "chips"),
        ("twenty-one", "20", "chips"),
        ("41%", "4.1", "percent"), ("41%", "41", "times"), ("三成", "3", "percent"), ("三成五", "30", "percent"),
        ("a third", "34", "percent"),
        # wrong unit
        ("3,579 petaFLOPS", "3579", "EFLOPS"), ("3,579 petaFLOPS", "3.579", "PFLOPS"), ("160 TOPS", "160", "TFLOPS"),
        ("64 GB", "64", "TB"), ("６４ＧＢ", "64", "TB"),
        ("64 Gb/s", "64", "GB/s"), ("350 kW", "350", "W"), ("350 GB", "350", "TFLOPS"), ("7 GB", "7", "nm"),
        ("41 GB", "41", "percent"),
        ("3 TB", "3", "times"), ("41 billion", "41", "percent"), ("41%", "41", "chips"), ("41%", "41", "CNY"),
        ("US$3.71 billion", "3710000000", "CNY"), ("255亿元", "25500000000", "USD"), ("HK$19.6", "19.6", "USD"),
        ("19.6港元", "19.6", "CNY"),
        ("$12 million for chips", "12000000", "chips"),
        # sign, and a changed or missing figure
        ("5 percent", "-5", "percent"), ("growth of -5%", "5", "percent"), ("CNY 25.5 billion", "25600000000", "CNY"),
        ("no figure at all", "5", "chips"),
        ("FP16 354", "345", "TFLOPS"), ("FP16 354", "354", "TFLOPS"),
        ("630-660 billion yuan", "630000000000", "CNY"), ("1.234.567", "1234567", "chips"),
        ("1.500", "1500", "chips"), ("1,5 %", "1.5", "percent"), ("78 910B dies", "910", "chips"), ("", "1", "chips"),
        ("one in 0 chips", "100", "percent"), ("1 out of 0", "100", "percent"), ("2 1/0 times", "3", "times"),
        ("零分之三", "3", "percent"), ("4C/8T", "4", "threads"), ("4C/8T", "8", "cores"), ("US$5 times", "5", "times"),
        ("五五", "5", "units"), ("3万10000台", "40000", "machines"),
    ],
)  # fmt: skip
def test_not_found(printed: str, value: str, unit: str) -> None:
    assert not says(printed, value, unit)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("5-8,000 chips", "5000", "8000"), ("8-8,000 chips", "8", "8000"), ("1,000-8,000,000 chips", "1000", "8000000"),
     ("2-3 million chips", "2000000", "3000000"), ("9-8,000 chips", "9", "8000"),
     ("US$2-3 million", "2000000", "3000000"), ("US$3 to 3 million", "3", "3000000"),
     ("20,000 yuan to 30,000", "20000", "30000"), ("rose from 25-50 chips", "25", "50"),
     ("1\u00a0234\u202f567 chips", "1234567", "1234567")],
)  # fmt: skip
def test_the_first_end_of_a_range_takes_what_the_second_says(printed: str, low: str, high: str) -> None:
    (read,) = quantities(printed)
    assert (read.low, read.high) == (Decimal(low), Decimal(high))


ONES = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def hanzi(number: int) -> str:
    """Write a number below a hundred million in Chinese numerals, by the book: 10,500 is 一万零五百."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return hanzi(high) + "万" + (("零" if low < 1000 else "") + hanzi(low) if low else "")
    digits, text, gap = f"{number:04d}", "", False
    for digit, power in zip(digits, "千百十 ", strict=True):
        if digit == "0":
            gap = bool(text)
        else:
            text += ("零" if gap else "") + "零一二三四五六七八九"[int(digit)] + power.strip()
            gap = False
    return text


def spellings(number: int) -> list[str]:
    """Write a whole number the ways sources print it."""
    found = [
        f"{number}",
        f"{number:,}",
        f"{number:,}".replace(",", " "),
        f"{number}".translate(WIDE),
        f"about {number:,} chips",
    ]
    for power, words in (
        (6, ("million", "mn")),
        (9, ("billion", "bn")),
        (12, ("trillion", "tn")),
        (4, ("万", "萬")),
        (8, ("亿", "億")),
    ):
        if number >= 10**power:
            found += [f"{Decimal(number).scaleb(-power):f} {word}".replace(" 万", "万") for word in words]
    if 20 < number < 100 and number % 10:
        found.append(f"{TENS[number // 10]}-{ONES[number % 10]}")
    return found + ([hanzi(number)] if number < 10**8 else [])


whole = st.integers(1, 10**14).flatmap(lambda top: st.integers(1, top))


@steady
@given(whole, st.data())
def test_a_number_is_found_however_it_is_printed(number: int, data: st.DataObject) -> None:
    printed = data.draw(st.sampled_from(spellings(number)))
    assert says(printed, str(number), "chips")


@steady
@given(whole, st.data())
def test_a_slip_of_one_digit_is_caught(number: int, data: st.DataObject) -> None:
    printed = data.draw(st.sampled_from(spellings(number)))
    place = data.draw(st.integers(0, len(str(number)) - 1))
    slip = str(number)[:place] + data.draw(st.sampled_from("0123456789")) + str(number)[place + 1 :]
    assume(int(slip) != number)
    assert not says(printed, slip, "chips")


@steady
@given(whole, st.data(), st.sampled_from([-8, -4, -3, -1, 1, 3, 4, 8]))
def test_a_slip_of_scale_is_caught(number: int, data: st.DataObject, power: int) -> None:
    printed = data.draw(st.sampled_from(spellings(number)))
    assert not says(printed, Decimal(number).scaleb(power), "chips")


@steady
@given(st.integers(1, 10**6), st.sampled_from("kMGTPE"), st.sampled_from("kMGTPE"))
def test_unit_prefixes_convert_and_do_not_mix(number: int, one: str, two: str) -> None:
    steps = "kMGTPE".index(one) - "kMGTPE".index(two)
    assert says(f"{number} {one}FLOPS", Decimal(number).scaleb(3 * steps), f"{two}FLOPS")
    assert says(f"{number} {one}FLOPS", str(number), f"{two}FLOPS") == (steps == 0)


@steady
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= quantity.low <= quantity.high and quantity.significant >= 1 for quantity in quantities(text))


@steady
@given(st.integers(1, 10**8 - 1))
def test_chinese_numerals(number: int) -> None:
    (read,), _ = numbers_at(hanzi(number), 0)
    assert read.low == read.high == number


@pytest.mark.parametrize(
    ("text", "plain", "with_zeros"),
    [("25.5", 3, 3), ("30", 1, 2), ("30.0", 3, 3), ("23,000", 2, 5), ("0.05", 1, 1), ("1,234", 4, 4), ("0", 1, 1)],
)
def test_significant_digits(text: str, plain: int, with_zeros: int) -> None:
    assert (significant_digits(text), significant_digits(text, zeros=True)) == (plain, with_zeros)


@pytest.mark.parametrize(
    ("value", "printed", "missing"),
    [
        ("Ascend 910C", "昇腾910C", []),
        ("Ascend 920", "昇腾910C", ["920"]),
        ("HBM3, 64 GB", "HBM3", ["64"]),
        ("v2.5", "version ２.５", []),
        ("no digits", "x", []),
    ],
)
def test_digits_of_texts(value: str, printed: str, missing: list[str]) -> None:
    assert digits_missing(value, printed) == missing

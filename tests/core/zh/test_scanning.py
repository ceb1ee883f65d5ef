"""Values in context: the labelled phrases, every writing of every value, and hostile texts."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.amounts import capital_amount, figure_amount
from contractkit.core.zh.dates import add_months
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_number, to_chinese
from contractkit.core.zh.scanning import find_values
from contractkit.core.zh.values import Bound, Kind, Length, Money, State, Value
from labelled_values import KINDS, Phrase, as_reads, phrases

TABLE = tuple(phrases(Path(__file__).with_name("values.tsv")))
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2059, 12, 31))
_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans({**{str(digit): chr(0xFF10 + digit) for digit in range(10)}, "%": "％"})


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 400
    assert sum(not phrase.wanted for phrase in TABLE) >= 80


@pytest.mark.parametrize("phrase", TABLE, ids=[f"{phrase.kind}-{phrase.text}" for phrase in TABLE])
def test_labelled_phrase(phrase: Phrase) -> None:
    found = find_values(normalize(phrase.text))
    reads = [as_reads(value, phrase.text) for value in found if value.kind in KINDS[phrase.kind]]
    assert reads == list(phrase.wanted)


def _only(before: str, writing: str, after: str) -> Value:
    """The one value of a sentence, which must be all of `writing`."""
    raw = f"{before}{writing}{after}"
    (value,) = find_values(normalize(raw))
    assert raw[slice(*value.raw)] == writing
    return value


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


@given(st.integers(min_value=2, max_value=10**9))
def test_every_writing_of_a_count(number: int) -> None:
    for writing in (str(number), f"{number:,}", to_chinese(number), str(number).translate(_FULL_WIDTH)):
        value = _only("共有", writing, "家单位")
        assert (value.kind, value.low, value.high) == (Kind.COUNT, Fraction(number), Fraction(number))


@given(st.integers(min_value=1, max_value=10**13))
def test_every_writing_of_money(cents: int) -> None:
    yuan = Decimal(cents) / 100
    writings = [f"人民币{capital_amount(yuan)}", figure_amount(yuan), f"RMB {yuan:,.2f}", f"{yuan:.2f}元"]
    if yuan == yuan.to_integral_value():
        writings += [f"{to_chinese(int(yuan))}元", f"{int(yuan)}元".translate(_FULL_WIDTH)]
    for writing in writings:
        assert _only("费用为", writing, "，").low == Money(yuan)


@given(st.integers(min_value=1, max_value=10**8), st.sampled_from(["万元", "亿元"]))
def test_money_in_large_units(hundredths: int, unit: str) -> None:
    worth = {"万元": 10**4, "亿元": 10**8}[unit]
    assert _only("费用为", f"{Decimal(hundredths) / 100}{unit}", "，").low == Money(Decimal(hundredths) * worth / 100)


@given(st.integers(min_value=1, max_value=1000))
def test_every_writing_of_a_share(thousandths: int) -> None:
    share = Fraction(thousandths, 1000)
    writings = [f"{thousandths / 10:g}%", f"{thousandths}‰", f"千分之{to_chinese(thousandths)}"]
    whole, tenth = divmod(thousandths, 10)
    writings.append(f"百分之{to_chinese(whole)}" + (f"点{_DIGITS[tenth]}" if tenth else ""))
    for writing in writings:
        value = _only("甲方分得", writing, "，")
        assert (value.kind, value.low) == (Kind.SHARE, share)


@given(DAYS)
def test_every_writing_of_a_day(day: date) -> None:
    year, month, number = day.year, to_chinese(day.month), to_chinese(day.day)
    writings = [
        f"{year}年{day.month}月{day.day}日",
        f"{year} 年 {day.month} 月 {day.day} 日",
        f"{_digits(year)}年{month}月{number}日",
        f"{_digits(year).replace('〇', '零')}年{month}月{number}日",
        f"{_digits(year).replace('〇', '○')}年{month}月{number}日",
        f"{year}.{day.month}.{day.day}",
        f"{year}/{day.month:02}/{day.day:02}",
        day.isoformat(),
        f"{year}年{day.month}月{day.day}日".translate(_FULL_WIDTH),
    ]
    if year > 1911:
        writings.append(f"民國{year - 1911}年{day.month}月{day.day}日")
    for writing in writings:
        value = _only("签订于", writing, "，")
        assert (value.kind, value.low, value.high) == (Kind.DATE, day, day)


@given(DAYS, st.integers(min_value=1, max_value=360))
def test_every_writing_of_a_span(first: date, months: int) -> None:
    last = add_months(first, months) - timedelta(days=1)
    for opening, joint, closing in (("自", "起至", "止"), ("从", "到", ""), ("", "—", ""), ("", "至", "止")):
        one, other = (f"{day.year}年{day.month}月{day.day}日" for day in (first, last))
        value = _only("期限", f"{opening}{one}{joint}{other}{closing}", "，")
        assert (value.kind, value.low, value.high) == (Kind.SPAN, first, last)


@given(st.integers(min_value=1, max_value=99))
def test_every_writing_of_a_length(number: int) -> None:
    writings: dict[str, Length] = {
        "年": Length(months=12 * number),
        "个月": Length(months=number),
        "个季度": Length(months=3 * number),
        "日": Length(days=number),
        "个工作日": Length(working_days=number),
        "周": Length(days=7 * number),
        "小时": Length(minutes=60 * number),
        "分钟": Length(minutes=number),
    }
    for unit, length in writings.items():
        for numeral in (str(number), to_chinese(number)):
            assert _only("期限为", f"{numeral}{unit}", "，").low == length


@given(st.integers(min_value=1, max_value=40), st.integers(min_value=1, max_value=40))
def test_every_range(one: int, more: int) -> None:
    low, high = one, one + more
    for unit, read in (("年", lambda n: Length(months=12 * n)), ("%", lambda n: Fraction(n, 100))):
        for joint in ("至", "-", "—", "～", "到"):
            value = _only("约定", f"{low}{joint}{high}{unit}", "，")
            assert (value.low, value.high) == (read(low), read(high))
    value = _only("约定", f"百分之{to_chinese(low)}至{to_chinese(high)}", "，")
    assert (value.low, value.high) == (Fraction(low, 100), Fraction(high, 100))


@pytest.mark.parametrize(
    ("before", "after", "bound"),
    [
        ("不超过", "", Bound.AT_MOST),
        ("不得少于", "", Bound.AT_LEAST),
        ("超过", "", Bound.MORE),
        ("不足", "", Bound.LESS),
        ("约", "", Bound.ABOUT),
        ("", "以上", Bound.AT_LEAST),
        ("", "以内", Bound.AT_MOST),
        ("为", "", Bound.EXACT),
    ],
)
@pytest.mark.parametrize("writing", ["三年", "百分之三十", "五万元", "¥50,000.00"])
def test_bounds(before: str, after: str, bound: Bound, writing: str) -> None:
    assert _only(before, writing, after).bound is bound


@given(
    st.text(
        st.sampled_from(
            "一二三十百千万亿点壹拾佰元角分年月日至到不超过以上内%.:-—~_【】¥人民币第个项0123456789 ,，。（）自起止"
        ),
        max_size=40,
    )
    | st.text(max_size=40)
)
def test_values_are_in_order_and_within(raw: str) -> None:
    clean = normalize(raw)
    end = 0
    for value in find_values(clean):
        assert end <= value.start < value.end <= len(clean.text)
        assert value.raw == clean.raw_span(value.start, value.end)
        assert 0 <= value.raw[0] < value.raw[1] <= len(raw)
        assert (value.low is None) == (value.high is None) == (value.state is not State.READ)
        end = value.end


_HOSTILE = (
    "1", "一", "百分之", " ", "(", "）", "1,", "1,234,", "壹", "万", "2026年", "2026-", "3+", "一年", "至", "不", "¥", "1:", "人民币",
    "_", "□", "零", "2026年3月1日至", "十分之", "一成", "三年零", "年月日", "一至", "【】", "五万元以上",
)  # fmt: skip


@pytest.mark.parametrize("one", _HOSTILE)
def test_time_grows_with_the_length_only(one: str) -> None:
    raw = one * (30_000 // len(one))
    begin = time.perf_counter()
    values = find_values(normalize(raw))
    assert time.perf_counter() - begin < 3
    assert all(value.end - value.start < 400 for value in values)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,345.67", "12345.67"),
        ("1.5亿", "150000000"),
        ("9.3百万", "9300000"),
        ("三点五", "3.5"),
        ("三点一四", "3.14"),
        ("一点五亿", "150000000"),
        ("三百二十万", "3200000"),
        ("0", "0"),
    ],
)
def test_number_with_decimals(text: str, number: str) -> None:
    assert parse_number(text) == Fraction(number)


@pytest.mark.parametrize("text", ["", "点五", "三点", "1.", "万", "三点十", "甲", "1" * 5_000, "一" * 5_000])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None

"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.amounts import AmountForm, capital_amount, figure_amount, find_amounts


def yuan_of(text: str) -> Decimal:
    """The value of a text that is one amount and nothing else."""
    (amount,) = find_amounts(text)
    assert (amount.start, amount.end) == (0, len(text))
    return amount.yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("¥1,200,000.00", "1200000"),
        ("人民币120万元", "1200000"),
        ("3.6亿元", "360000000"),
        ("9.3百万元", "9300000"),
        ("¥30万", "300000"),
        ("RMB150,000", "150000"),
        ("人民币贰佰零肆万元整", "2040000"),
        ("伍拾万元整", "500000"),
        ("壹亿零伍万元整", "100050000"),
        ("叁仟元伍角陆分", "3000.56"),
        ("贰仟圆正", "2000"),
        ("伍角", "0.5"),
        ("九十六万元", "960000"),
        ("一千二百元", "1200"),
        ("5 000 000元", "5000000"),
        ("人民币12 345 678.50元", "12345678.50"),
        ("5 000元", "5000"),
    ],
)
def test_one_amount(text: str, yuan: str) -> None:
    assert yuan_of(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text", ["30%", "五千条", "第三条", "2025年", "1,200", "三万里", "壹式肆份", "伍年", "不超过5年"]
)
def test_what_is_no_amount(text: str) -> None:
    assert find_amounts(text) == ()


def test_numbers_side_by_side_are_not_one() -> None:
    assert [(amount.start, amount.yuan) for amount in find_amounts("2026 500元")] == [(5, Decimal(500))]


def test_figure_and_words_are_kept_apart() -> None:
    text = "保证金¥800,000.00（大写：人民币捌拾万元整），另付三万元。"
    found = [(text[amount.start : amount.end], amount.form) for amount in find_amounts(text)]
    assert found == [
        ("¥800,000.00", AmountForm.FIGURE),
        ("人民币捌拾万元整", AmountForm.CAPITAL),
        ("三万元", AmountForm.PLAIN),
    ]


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10.5", "壹拾元伍角整"),
        ("1409.5", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("20000000100", "贰佰亿零壹佰元整"),
    ],
)
def test_capital_form(yuan: str, words: str) -> None:
    assert capital_amount(Decimal(yuan)) == words


@pytest.mark.parametrize("yuan", ["-1", "0.001", "10000000000000000"])
def test_no_capital_form(yuan: str) -> None:
    with pytest.raises(ValueError, match="no capital form"):
        capital_amount(Decimal(yuan))


@given(st.integers(min_value=1, max_value=10**14))
def test_words_and_figure_say_the_same(cents: int) -> None:
    yuan = Decimal(cents) / 100
    assert yuan_of(capital_amount(yuan)) == yuan
    assert yuan_of(figure_amount(yuan)) == yuan
    assert yuan_of(f"{yuan}元") == yuan

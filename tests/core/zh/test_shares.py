"""Percentages, tenths, fractions, ratios."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.numerals import to_chinese
from contractkit.core.zh.shares import find_ratios, find_shares, percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30%", Fraction(30, 100)),
        ("0.5%", Fraction(5, 1000)),
        ("5‰", Fraction(5, 1000)),
        ("百分之三十", Fraction(30, 100)),
        ("百分之三点五", Fraction(35, 1000)),
        ("百分之30", Fraction(30, 100)),
        ("千分之五", Fraction(5, 1000)),
        ("万分之三", Fraction(3, 10_000)),
        ("三成", Fraction(3, 10)),
        ("一成五", Fraction(15, 100)),
        ("两成半", Fraction(25, 100)),
        ("半成", Fraction(5, 100)),
        ("三分之一", Fraction(1, 3)),
        ("四分之三", Fraction(3, 4)),
    ],
)
def test_one_share(text: str, value: Fraction) -> None:
    (found,) = find_shares(f"甲方得{text}，")
    assert (found.value, found.start, found.end) == (value, 3, 3 + len(text))


@pytest.mark.parametrize("text", ["完成", "三成立", "一成不变的", "五成员", "前一半", "组成三方", "第五成"])
def test_what_is_no_share(text: str) -> None:
    assert find_shares(text) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("四六分成", (4, 6)),
        ("七三开", (7, 3)),
        ("二八分账", (2, 8)),
        ("按35:50:15划分", (35, 50, 15)),
        ("按5:3:1分账", (5, 3, 1)),
    ],
)
def test_one_ratio(text: str, parts: tuple[int, ...]) -> None:
    (found,) = find_ratios(text)
    assert found.parts == tuple(Fraction(part) for part in parts)
    assert sum(found.shares) == 1


@pytest.mark.parametrize("text", ["一二分", "四五分成", "三分钟", "2025-03-01"])
def test_what_is_no_ratio(text: str) -> None:
    assert find_ratios(text) == ()


@given(st.integers(min_value=1, max_value=100))
def test_every_writing_of_a_percentage(number: int) -> None:
    for writing in (f"{number}%", f"百分之{to_chinese(number)}", f"百分之{number}"):
        (found,) = find_shares(writing)
        assert found.value == Fraction(number, 100)
    assert percent(Fraction(number, 100)) == f"{number}%"


def test_percent_is_exact_to_two_decimals() -> None:
    assert percent(Fraction(105, 100)) == "105%"
    assert percent(Fraction(1, 3)) == "33.33%"

"""Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.numerals import NUMERAL_CHARACTER, parse_numeral, to_chinese


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("廿一", 21),
        ("卅", 30),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百十", 110),
        ("两万", 20_000),
        ("两千三百万", 23_000_000),
        ("三万零五十", 30_050),
        ("一亿二千万", 120_000_000),
        ("二万亿", 2 * 10**12),
        ("壹佰贰拾叁", 123),
        ("伍仟万", 50_000_000),
        ("二\u3007二五", 2025),
        ("二○三○", 2030),
        ("一九九八", 1998),
        ("3万", 30_000),
        ("1,200,000", 1_200_000),
        ("\uff11\uff12", 12),
        (" 7 ", 7),
        ("零", 0),
    ],
)
def test_reads(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "甲", "三五", "一百二", "三万五", "十百", "百", "万", "1.5", "一百零", "零十", "二十百", "一二", "²", "-3"],
)
def test_is_no_single_integer(text: str) -> None:
    assert parse_numeral(text) is None


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_round_trip(number: int) -> None:
    written = to_chinese(number)
    assert parse_numeral(written) == number
    assert set(written) <= set(NUMERAL_CHARACTER)


@given(st.text(max_size=12) | st.text(st.sampled_from("零一二两十百千万亿廿壹拾0123,."), max_size=12))
def test_never_raises(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("number", "text"), [(10, "十"), (19, "十九"), (110, "一百一十"), (20_012, "二万零一十二"), (100_000, "十万")]
)
def test_writes(number: int, text: str) -> None:
    assert to_chinese(number) == text


@pytest.mark.parametrize("number", [-1, 10**16])
def test_writes_only_what_it_can(number: int) -> None:
    with pytest.raises(ValueError, match="只能写"):
        to_chinese(number)

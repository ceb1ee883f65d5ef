"""Lengths of time and renewals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.numerals import to_chinese
from contractkit.core.zh.periods import find_durations, find_renewals


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("三年", 36, 0),
        ("五个年度", 60, 0),
        ("六十个月", 60, 0),
        ("伍年", 60, 0),
        ("5年", 60, 0),
        ("1.5年", 18, 0),
        ("36个月", 36, 0),
        ("一年半", 18, 0),
        ("四年零六个月", 54, 0),
        ("两年六个月", 30, 0),
        ("三年零三十日", 36, 30),
        ("二十五个季度", 75, 0),
        ("十二个半年", 72, 0),
        ("半年", 6, 0),
        ("三十日", 0, 30),
        ("5个工作日", 0, 5),
    ],
)
def test_one_duration(text: str, months: int, days: int) -> None:
    (found,) = find_durations(f"期限为{text}，")
    assert (found.months, found.days) == (months, days)
    assert (found.start, found.end) == (3, 3 + len(text))


@pytest.mark.parametrize(
    "text",
    ["2025年", "第三年", "第一季度", "三年级", "2026年3月1日", "上半年", "3月", "7×24小时", "零年", f"{'9' * 40}年"],
)
def test_what_is_no_duration(text: str) -> None:
    assert find_durations(text) == ()


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=0, max_value=11))
def test_every_writing_of_a_length(years: int, months: int) -> None:
    rest = f"零{to_chinese(months)}个月" if months else ""
    writings = [f"{to_chinese(years)}年{rest}", f"{years * 12 + months}个月", f"{to_chinese(years * 12 + months)}个月"]
    for writing in writings:
        (found,) = find_durations(writing)
        assert (found.months, found.days) == (years * 12 + months, 0)


@pytest.mark.parametrize(
    ("sentence", "months", "times", "automatic"),
    [
        ("期满自动延续三年。", 36, 1, True),
        ("到期无人书面反对的，自动续展三年。", 36, 1, True),
        ("期满自动顺延，每次两年，不超过两次。", 24, 2, True),
        ("自动续展不超过两次，每次两年。", 24, 2, True),
        ("到期即自动续签，续签次数不限。", 0, None, True),
        ("承运方有权单方延长贰年。", 24, 1, True),
        ("经评价可申请续展一次，续展时长至多二十四个月。", 24, 1, False),
        ("双方可续签一年，仅续一次。", 12, 1, False),
    ],
)
def test_one_renewal(sentence: str, months: int, times: int | None, automatic: bool) -> None:
    (found,) = find_renewals(sentence)
    assert (found.months, found.times, found.automatic) == (months, times, automatic)
    assert found.total == (None if times is None else months * times)


@pytest.mark.parametrize(
    "sentence",
    [
        "期满不自动续展。",
        "到期不产生自动延长的效力。",
        "期满自动失效，不设默认展期。",
        "双方另行办理续展手续。",
        "续展期内价格不变。",
    ],
)
def test_no_renewal(sentence: str) -> None:
    assert find_renewals(sentence) == ()

"""Dates and date ranges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.dates import add_months, find_date_ranges, find_dates, months_and_days
from contractkit.core.zh.numerals import to_chinese

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2059, 12, 31))
_DIGITS = "〇一二三四五六七八九"


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026年3月1日", date(2026, 3, 1), date(2026, 3, 1)),
        ("二〇二六年三月一日", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026.3.1", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026/03/01", date(2026, 3, 1), date(2026, 3, 1)),
        ("2028年2月", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026年度", date(2026, 1, 1), date(2026, 12, 31)),
        ("2031年底", date(2031, 12, 31), date(2031, 12, 31)),
        ("2031年6月底", date(2031, 6, 30), date(2031, 6, 30)),
        ("2027年元旦", date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_one_date(text: str, first: date, last: date) -> None:
    (found,) = find_dates(f"自{text}起算")
    assert (found.first, found.last) == (first, last)
    assert (found.start, found.end) == (1, 1 + len(text))


@pytest.mark.parametrize("text", ["2026年2月30日", "GB/T22239-2019", "每年3月1日", "1.2.3", "电话0552-2026-88"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("自2025年9月1日起至2030年8月31日止", 60, 0),
        ("自2025年9月1日起至2030年9月1日止", 60, 1),
        ("2026.01.01—2032.12.31", 84, 0),
        ("2025-10-01至2031-09-30", 72, 0),
        ("2026年度至2031年度", 72, 0),
        ("2027—2032年", 72, 0),
        ("2026年1月1日至6月30日", 6, 0),
        ("启用：2026.07.01|停用：2031.06.30", 60, 0),
        ("二〇二六年三月一日起至二〇三一年二月二十八日止", 60, 0),
    ],
)
def test_length_of_a_range(text: str, months: int, days: int) -> None:
    (found,) = find_date_ranges(text)
    assert found.length == (months, days)


@pytest.mark.parametrize(
    "text", ["2026年1月1日，2027年2月1日", "2031年1月1日至2026年1月1日", "2026年签约，至2030年验收"]
)
def test_what_is_no_range(text: str) -> None:
    assert find_date_ranges(text) == ()


def test_leap_day_and_month_ends() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_and_days(date(2024, 2, 29), date(2025, 2, 27)) == (12, 0)
    assert months_and_days(date(2026, 1, 31), date(2026, 2, 27)) == (1, 0)
    with pytest.raises(ValueError, match="lies before"):
        months_and_days(date(2026, 1, 2), date(2026, 1, 1))


@given(DAYS)
def test_every_writing_of_a_day(day: date) -> None:
    writings = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{_digits(day.year)}年{to_chinese(day.month)}月{to_chinese(day.day)}日",
        f"{day.year}.{day.month}.{day.day}",
        day.isoformat(),
    )
    for writing in writings:
        (found,) = find_dates(writing)
        assert (found.first, found.last) == (day, day)


@given(DAYS, st.integers(min_value=1, max_value=360))
def test_a_range_of_whole_months(first: date, months: int) -> None:
    last = add_months(first, months) - timedelta(days=1)
    (found,) = find_date_ranges(f"自{first.year}年{first.month}月{first.day}日起至{last.isoformat()}止")
    assert found.length == (months, 0)

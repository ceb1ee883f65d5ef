"""Lengths, days and spans of a sentence, each once."""

from __future__ import annotations

from datetime import date

import pytest

from contractkit.core.checker.rules.figures import figures


@pytest.mark.parametrize(
    ("text", "months"),
    [("期限为五年", 60), ("期限陆拾个月", 60), ("三至五年", 60), ("3+2年", 60), ("二十四个季度", 72), ("一年半", 18)],
)
def test_durations(text: str, months: int) -> None:
    assert [duration.months for duration in figures(text).durations] == [months]


def test_working_days_and_hours_are_no_terms() -> None:
    assert figures("五个工作日内，二十四小时响应").durations == ()


def test_a_span_is_no_two_dates() -> None:
    found = figures("自2026年1月1日起至2030年12月31日止，2025年12月签订")
    assert [(span.first, span.last) for span in found.ranges] == [(date(2026, 1, 1), date(2030, 12, 31))]
    assert [one.first for one in found.dates] == [date(2025, 12, 1)]

"""Widths and line breaks of Chinese text in a terminal."""

import re

from hypothesis import given
from hypothesis import strategies as st

from contractkit.reporters.columns import pad, width, wrap


def test_widths() -> None:
    assert [width(text) for text in ("", "abc", "数据", "a数", "“”", "〔2025〕", "e\u0301")] == [0, 3, 4, 3, 4, 8, 1]
    assert pad("数据", 6) == "数据  "
    assert pad("数据", 2) == "数据"


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    lines = wrap("甲乙丙丁（戊己）。庚辛", columns=10)
    assert lines == ["甲乙丙丁", "（戊己）。", "庚辛"]


def test_ids_and_dates_stay_whole() -> None:
    assert wrap("要素 14.3.technical_standards 缺失", columns=28) == ["要素", "14.3.technical_standards 缺", "失"]


def test_heads_and_indents_also_of_paragraphs() -> None:
    assert wrap("甲乙丙丁\n戊", first="- ", indent="  ", columns=8) == ["- 甲乙丙", "  丁", "  戊"]


def test_what_is_wider_than_a_line_is_cut() -> None:
    assert wrap("a" * 25, columns=10) == ["a" * 10, "a" * 10, "a" * 5]


def test_empty_text_is_one_line() -> None:
    assert wrap("", first="- ") == ["-"]


@given(st.text("甲乙（）。，“” ab14.\n", max_size=80), st.integers(12, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, columns: int) -> None:
    lines = wrap(text, first="> ", indent="  ", columns=columns)
    assert all(width(line) <= columns for line in lines)
    assert re.sub(r"\s", "", "".join(lines)).removeprefix(">") == re.sub(r"\s", "", text)

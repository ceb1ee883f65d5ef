"""Chinese lines break as Chinese is set."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from contractkit.tui.widgets.prose import broken, line_breaks

SENTENCE = "甲方应当公开授权运营情况（每年2026年3月31日前），接受社会监督。"


def lines(text: str, width: int) -> list[str]:
    return broken(Content(text), width).plain.split("\n")


@pytest.mark.parametrize("width", range(8, 60))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width: int) -> None:
    for line in lines(SENTENCE, width):
        assert line[0] not in "，。）、；"
        assert line[-1] not in "（《"


def test_a_date_and_its_unit_stay_together() -> None:
    assert lines("数据自2026年3月31日起", 12) == ["数据自2026年", "3月31日起"]


def test_brackets_are_text() -> None:
    assert lines("写明[b]粗体[/b]的处理", 40) == ["写明[b]粗体[/b]的处理"]


def test_styles_stay_where_they_were() -> None:
    content = Content.assemble("授权运营期限为", ("三年", "bold"), "，自起始日起算。")
    [span] = [one for one in broken(content, 12).spans if "bold" in str(one.style)]
    assert broken(content, 12).plain[span.start : span.end].replace("\n", "") == "三年"


@given(text=st.text(alphabet="数据，。（）“”a1 .年\n授权", max_size=80), width=st.integers(2, 30))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_nothing_too_long(text: str, width: int) -> None:
    shown = broken(Content(text), width).plain
    assert shown.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(cell_len(line.rstrip()) <= width for line in shown.split("\n"))


def test_breaks_are_offsets_of_the_text() -> None:
    assert line_breaks("一二三四五", 4) == [2, 4]

from __future__ import annotations

import pytest

from contractkit.readers.lines import begins_item, clauses, ends_sentence


@pytest.mark.parametrize(
    "line",
    ["第三条 期限", "第二章 授权", "一、概况", "（二）期限", "3.1 期限", "2. 期限", "③乙方", "附件一：清单", "● 气象"],
)
def test_lines_that_begin_a_clause(line: str) -> None:
    assert begins_item(line)


@pytest.mark.parametrize("line", ["第三条规定的期限", "99%；", "5年内", "2.5亿元", "甲方", "", "第十四条、第十五条"])
def test_lines_that_go_on(line: str) -> None:
    assert not begins_item(line)


def test_ends_of_sentences() -> None:
    assert [ends_sentence(line) for line in ("期限。", "如下：", "（试行）", "供数；  ", "")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_breaks_in_a_sentence_stay() -> None:
    assert clauses("甲方应当\n按时供数。\n乙方应当保密") == ["甲方应当\n按时供数。", "乙方应当保密"]


def test_page_breaks_leave_no_empty_lines() -> None:
    assert clauses("\n甲方：某局      \n") == ["甲方：某局      "]

"""What print recognition confuses."""

from __future__ import annotations

import pytest

from contractkit.readers.scan.wording import corrected, parted_label


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("—、总则", "一、总则"),
        ("第-条 授权期限", "第一条 授权期限"),
        ("(一)范围", "（一）范围"),
        ("（-）范围", "（一）范围"),
        ("二O二六年三月", "二〇二六年三月"),
        ("一百0五条", "一百〇五条"),
        ("不高于3%0，按月统计", "不高于3‰，按月统计"),
        (".9.4 受托方应当公开", "9.4 受托方应当公开"),
        ("10.1·受托方设立独立账套", "10.1 受托方设立独立账套"),
        ("·两项审核均通过的，·方可发布。.", "两项审核均通过的，方可发布。"),
        ("甲方(委托方):数据局;乙方", "甲方（委托方）：数据局；乙方"),
        ("(大写：陆拾万元整）", "（大写：陆拾万元整）"),
    ],
)
def test_confusions_are_undone_where_the_neighbours_leave_no_doubt(read: str, meant: str) -> None:
    assert corrected(read) == meant


@pytest.mark.parametrize(
    "text",
    ["QYJT-SQYY-2026-01", "(a) RESTful, JSON; v1.2", "99.5%", "100%", "每日8:00", "1,000.00元", "甲—乙", "A-1、B-2"],
)
def test_what_is_right_stays(text: str) -> None:
    assert corrected(text) == text


def test_the_gap_behind_a_number_becomes_a_space() -> None:
    assert parted_label("第十一条第七条的产品", [(4.1, 4.6)]) == "第十一条 第七条的产品"
    assert parted_label("3.1本合同", [(1.5, 2.6)]) == "3.1 本合同"


def test_gaps_elsewhere_and_lines_without_a_number_stay() -> None:
    assert parted_label("第七条的产品，第八条", [(6.2, 6.9)]) == "第七条的产品，第八条"
    assert parted_label("本合同 一式", [(3.0, 3.6)]) == "本合同 一式"
    assert parted_label("第七条 的产品", [(3.0, 3.6)]) == "第七条 的产品"

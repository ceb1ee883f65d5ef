"""Documents on one line are cut at their numbering, and nowhere else."""

from __future__ import annotations

import pytest

from contractkit.readers.text.one_line import split_at_numbering

FILL = "甲方授权乙方运营公共数据，双方依照第二条和本协议附件一的约定履行。"


def test_articles_on_one_line() -> None:
    text = f"授权运营协议 甲方：某局。第一条 范围 {FILL}第二条 期限 三年，从第一条生效起算。第三条 费用 免收，依照第五条办理。"
    assert [part[:6] for part in split_at_numbering(text)] == [
        "授权运营协议",
        "第一条 范围",
        "第二条 期限",
        "第三条 费用",
    ]
    assert "".join(split_at_numbering(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("first", "second"), [("一、", "二、"), ("（一）", "（二）"), ("1. ", "2. "), ("第一章 ", "第二章 ")]
)
def test_long_lines_at_any_numbering(first: str, second: str) -> None:
    third = {"二、": "三、", "（二）": "（三）", "2. ": "3. ", "第二章 ": "第三章 "}[second]
    text = "".join(f"{number}{FILL * 25}" for number in (first, second, third))
    assert [part[:3].strip() for part in split_at_numbering(text)] == [
        one[:3].strip() for one in (first, second, third)
    ] or len(split_at_numbering(text)) == 3


def test_annexes_on_one_line() -> None:
    articles = "".join(f"第{number}条 {FILL}" for number in "一二三")
    text = f"{articles}详见 附件一 所列。日期： 附件一 数据清单 公交数据 附件二 产品清单 客流指数"
    assert [part[:5] for part in split_at_numbering(text)[2:]] == ["第三条 甲", "附件一 数", "附件二 产"]


@pytest.mark.parametrize(
    "text",
    [
        f"第三条 双方按照第一条、第二条和第三条的约定履行，{FILL}第五条另有约定的除外。",
        f"乙方提供：（一）清单；（二）报告；（三）目录。{FILL * 5}",
        f"依照第一条办理。附件一 与本协议有同等效力。{FILL * 70}",
        "甲方授权乙方运营。" * 400,
    ],
)
def test_references_and_enumerations_cut_nothing(text: str) -> None:
    assert split_at_numbering(text) == (text,)


def test_articles_right_behind_the_title_of_a_chapter_begin_a_paragraph() -> None:
    text = (
        "第一章 授权范围第一条 甲方授权乙方运营三类数据。第二条 数据按月更新。第二章 期限和收益第三条 期限三年，依照第五条办理。"
        "第四条 收益按约定分配。第五条 期满退出。"
    )
    parts = split_at_numbering(text)
    assert [part[:3] for part in parts] == ["第一章", "第一条", "第二条", "第二章", "第三条", "第四条", "第五条"]
    assert parts[3] == "第二章 期限和收益"

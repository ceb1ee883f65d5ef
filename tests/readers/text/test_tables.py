"""Tables in plain text become rows; what only looks like one stays text; every input takes linear time."""

from __future__ import annotations

import time

import pytest

from contractkit.core.document.tree import BlockKind
from contractkit.readers.plain import read_text


def rows(text: str) -> list[tuple[str, ...]]:
    return [block.cells for block in read_text(text.encode()).blocks if block.kind is BlockKind.ROW]


def test_tabs() -> None:
    text = "附件一 资源清单\n序号\t名称\t频率\n1\t公交到站\t每日\n2\t\t每周\n说明：见正文。"
    assert rows(text) == [("序号", "名称", "频率"), ("1", "公交到站", "每日"), ("2", "", "每周")]
    source = read_text(text.encode())
    assert source.blocks[2].location.as_dict() == {"paragraph": 3, "table": 1, "row": 2, "line": 3}


def test_two_columns_of_facts() -> None:
    assert rows("项目名称\t某市数据运营\n授权期限\t三年\n收益比例\t百分之三十") == [
        ("项目名称", "某市数据运营"),
        ("授权期限", "三年"),
        ("收益比例", "百分之三十"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.\t甲方供数。\n2.\t乙方运营。\n3.\t双方保密。",
        "第一条\t范围\n第二条\t期限",
        "（一）\t甲项\n（二）\t乙项",
        "甲方（盖章）：\t\t乙方（盖章）：\n法定代表人：\t\t法定代表人：",
        "目录\n前言\t1\n总则\t3",
        "第一章 总则\t1\n第二章 授权\t3\n附则\t9",
        "授权期限\t三年",
        "甲方：某局    乙方：某公司\n地址：某路    地址：某街",
        "────────\n正文",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert rows(text) == []


def test_cells_apart_by_spaces_in_a_line_with_a_tab() -> None:
    """The tab hides the columns, and the text after the line is read all the same."""
    source = read_text("甲方  乙方  丙\t方\n正文。".encode())
    assert "".join(block.text for block in source.blocks).endswith("正文。")
    assert rows("甲方  乙方  丙\t方\n正文。") == []


def test_drawn_with_box_characters() -> None:
    text = "┌────┬──────┐\n│序号│名称  │\n├────┼──────┤\n│ 1  │公交到│\n│    │站    │\n├────┼──────┤\n│ 2  │水务  │\n└────┴──────┘\n正文。"
    assert rows(text) == [("序号", "名称"), ("1", "公交到\n站"), ("2", "水务")]
    assert read_text(text.encode()).blocks[-1].text == "正文。"


def test_drawn_with_a_rule_below_the_header_only() -> None:
    text = "+----+------+\n| 序 | 名称 |\n+====+======+\n| 1  | 公交 |\n| 2  | 水务 |\n+----+------+"
    assert rows(text) == [("序", "名称"), ("1", "公交"), ("2", "水务")]


def test_bars() -> None:
    assert rows("| 序 | 名称 |\n|---|:---:|\n| 1 | 公交 |\n\n甲 | 乙") == [("序", "名称"), ("1", "公交"), ("甲", "乙")]


def test_lined_up_with_spaces() -> None:
    text = "序号   资源名称     更新\n1      公交到站     每日\n2      不动产登记   每周\n3      水务数据     每月\n完"
    assert rows(text)[1:] == [("1", "公交到站", "每日"), ("2", "不动产登记", "每周"), ("3", "水务数据", "每月")]
    assert rows("序号   名称     更新\n1  公交到站    每日\n2         水务  每月") == []


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("第一条 甲方授权乙方运营公共数据，期限为三年。" * 60_000, 1),
        ("." * 2_000_000, 1),
        (" " * 2_000_000 + "甲", 1),
        ("1.\t甲方\n" * 20_000, 20_000),
        ("───\n" * 20_000, 20_000),
        ("a\tb\tc\n" * 20_000, 20_000),
        ("a  b  c\nabcdef   b     c\n" * 10_000, 20_000),
        ("|" * 2_000_000, 1),
        ("甲 | " * 200_000, 1),
        ("授" * 5_000_000, 1),
        ("甲方  乙方  丙\t方\n" * 20_000, 1),
    ],
)
def test_linear_time(text: str, blocks: int) -> None:
    begin = time.perf_counter()
    found = len(read_text(text.encode()).blocks)
    assert found >= blocks
    assert time.perf_counter() - begin < 8

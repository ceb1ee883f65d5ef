"""Shares of the revenue, however they are written."""

from __future__ import annotations

import pytest

from contractkit.core.extraction.fact import Confidence, DoubtKind
from extracted_facts import FRONT, facts, shares


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("可分配收益由甲方取得百分之二十二，作为非税收入缴库；乙方取得百分之七十八。", {"甲方": "22", "乙方": "78"}),
        ("年度结余四成缴入市财政，六成留给承运方。", {"市财政": "40", "承运方": "60"}),
        (
            "净收益按35:50:15在省级财政、康数公司、统筹区之间划分。",
            {"省级财政": "35", "康数公司": "50", "统筹区": "15"},
        ),
        (
            "净收益的百分之二十五上缴省级财政，百分之十归丙方，其余归乙方。",
            {"省级财政": "25", "丙方": "10", "乙方": "65"},
        ),
        ("每年盈余按州财政百分之三十五、数据公司百分之六十五分取。", {"州财政": "35", "数据公司": "65"}),
        ("收益中，甲方分得30%（缴入国库），乙方分得70%。", {"甲方": "30", "乙方": "70"}),
    ],
)
def test_sentences(words: str, expected: dict[str, str]) -> None:
    assert shares(f"{FRONT}\n# 第八条 收益分配\n8.1 {words}") == expected


def test_a_table() -> None:
    table = "| 对象 | 比例 | 用途 |\n| 市财政 | 30% | 缴入国库 |\n| 乙方 | 五成五 | 经营 |\n| 数据提供单位 | 15 | 数据治理 |\n| 合计 | 100% | |"
    read = facts(f"{FRONT}\n# 附件三 收益分配表\n{table}")
    assert [(row["party",].value, row["use",].value) for row in read.rows(("revenue", "shares"))] == [
        ("市财政", "缴入国库"),
        ("乙方", "经营"),
        ("数据提供单位", "数据治理"),
    ]
    assert [row["percent",].confidence for row in read.rows(("revenue", "shares"))] == [Confidence.CERTAIN] * 3


@pytest.mark.parametrize(
    "words",
    [
        "收益迟延缴付的，乙方每日按应缴金额的万分之三支付违约金。",
        "成果的财产权益由双方按份共有，甲方占三成，乙方占七成。",
        "收益抽查比例不低于百分之五，由甲方抽样复核。",
        "授权运营净收益由甲方分得____%、乙方分得____%。",
    ],
)
def test_other_figures_are_no_shares(words: str) -> None:
    assert shares(f"{FRONT}\n# 第八条 收益\n8.1 {words}") == {}


def test_shares_that_are_not_a_whole_are_doubted() -> None:
    read = facts(f"{FRONT}\n# 第八条 收益分配\n8.1 年度盈余，百分之二十五缴市财政，百分之六十五归乙方。")
    assert {row["percent",].confidence for row in read.rows(("revenue", "shares"))} == {Confidence.DOUBTFUL}
    assert [(one.kind, one.message) for one in read.doubts] == [
        (DoubtKind.INVALID, "收益分配比例合计90%，不是100%：市财政25%、乙方65%，请核对。")
    ]


def test_two_whole_tellings_are_a_contradiction() -> None:
    read = facts(
        f"{FRONT}\n# 第八条 收益分配\n8.1 净收益甲方分得30%，乙方分得70%。\n# 第九条 结算\n9.1 净收益甲方分得40%，乙方分得60%。"
    )
    assert read.rows(("revenue", "shares")) == ()
    assert [one.kind for one in read.doubts] == [DoubtKind.CONTRADICTION]

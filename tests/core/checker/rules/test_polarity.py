"""What a sentence affirms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.rules.polarity import affirmed


@pytest.mark.parametrize(
    ("sentence", "kept", "gone"),
    [
        ("乙方不得将数据用于营销，或者提供给集团使用。", "", "营销|集团"),
        ("乙方自身不得参与再开发，但其子公司可以继续加工。", "子公司可以继续加工", "自身"),
        ("甲方不得干预乙方自主定价。", "自主定价", ""),
        ("乙方出售原始数据的，甲方有权解除协议。", "甲方有权解除", "出售原始数据"),
        ("客户取得原始数据的，不视为违反本条。", "取得原始数据", ""),
        ("未经加工的明细可以卖给银行。", "未经加工的明细可以卖给银行", ""),
        ("未经批准，乙方可以调用字段。", "可以调用字段", "未经批准"),
        ("公共治理类产品仅限免费使用，企业按上限付费。", "企业按上限付费", "仅限"),
    ],
)
def test_clauses_that_grant_nothing_are_blank(sentence: str, kept: str, gone: str) -> None:
    live = affirmed(sentence)
    assert len(live) == len(sentence)
    assert kept in live
    assert not any(word in live for word in gone.split("|") if word)


@given(st.text(alphabet="乙方甲不得可以的，：；。但而（）|数据 ", max_size=40))
def test_offsets_hold(sentence: str) -> None:
    live = affirmed(sentence)
    assert len(live) == len(sentence)
    assert all(mine in {theirs, " "} for mine, theirs in zip(live, sentence, strict=True))

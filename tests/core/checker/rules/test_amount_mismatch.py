"""amount-mismatch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding

Find = Callable[..., list[Finding]]
RULE = "amount-mismatch"


@pytest.mark.parametrize(
    "text",
    [
        "第九条 保证金¥700,000.00（大写：人民币伍万元整）。",
        "第九条 保证金人民币柒拾万元整（¥500,000,000）。",
        "第九条 保证金人民币柒拾万元整（小写：7万元）。",
        "第九条 合同总价：¥2,470,000.00；大写：贰佰肆拾万柒仟元整。",
        "第九条 保证金人民币柒拾万元整（900,000.00）。",
        "第九条 保证金800000（大写：柒拾万元整）。",
        "第九条 违约金叁万元整，即30万元。",
        "第九条 保证金500,000.00元（大写）伍佰万元整。",
        f"第九条 保证金{'9' * 40}元（大写：柒拾万元整）。",
    ],
)
def test_two_values(find: Find, text: str) -> None:
    (finding,) = find(text, RULE)
    assert "¥" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "第九条 保证金¥700,000.00（大写：人民币柒拾万元整）。",
        "第九条 保证金人民币柒拾万元整（¥70万元）。",
        "第九条 认缴2,040万元（贰仟零肆拾万元整），占34%。",
        "第九条 首付40%即叁拾陆万捌仟元（¥368,000.00）。",
        "第九条 合同总额柒拾万元整，其中首付¥100,000.00。",
        "第九条 每月贰万元（¥20,000.00），全年贰拾肆万元（¥240,000.00）。",
        "第九条 总价¥2,470,000.00，税额139,811.32元。",
    ],
)
def test_one_value(find: Find, text: str) -> None:
    assert find(text, RULE) == []


def test_the_remedy_writes_the_words_out(find: Find) -> None:
    (finding,) = find("第九条 保证金¥3,050,000.00（大写：人民币叁佰伍拾万元整）。", RULE)
    assert finding.message == (
        "同一笔金额大小写不一致：小写“¥3,050,000.00”（¥3,050,000.00），大写“人民币叁佰伍拾万元整”（¥3,500,000.00）。"
    )
    assert "人民币叁佰零伍万元整" in finding.remedy
    assert finding.evidence[0].quote == "¥3,050,000.00（大写：人民币叁佰伍拾万元整）"


def test_in_a_table(find: Find) -> None:
    text = """第九条 费用如下：

| 项目 | 金额 | 大写 |
| --- | --- | --- |
| 建设费 | 5,190,000元 | 伍佰玖拾壹万元整 |
| 运维费 | 420,000元 | 肆拾贰万元整 |
"""
    (finding,) = find(text, RULE)
    assert finding.evidence[0].location.row == 2

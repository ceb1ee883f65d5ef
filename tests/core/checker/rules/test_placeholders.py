"""unfilled-placeholder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding

Find = Callable[..., list[Finding]]
RULE = "unfilled-placeholder"


@pytest.mark.parametrize(
    "text",
    [
        "第一条 授权期限为____年。",
        "第一条 授权期限为＿＿年。",
        "第一条 授权【        】领域的数据。",
        "第一条 应于每月（  ）日前报送。",
        "第一条 应当在[ ]平台加工。",
        "第一条 违约金为人民币XXXX元。",
        "第一条 甲方：××市数据局。",
        "第一条 收费标准：待定。",
        "第一条 平台【待法务核定后填入】提供。",
        "第一条 平台于YYYY年MM月DD日上线。",
        "第一条 争议提交{{仲裁机构}}仲裁。",
        "第一条 通知送达<乙方地址>。",
        "第一条 保额不低于■■■万元。",
        "第一条 提前N日书面通知。",
        "第一条 联系人为某某。",
        "第一条 保函由      日内提交。",
        "第一条 供数部门包括□市公安局 □市民政局 □市税务局。",
        "第一条 （此处插入数据目录）",
        "第一条 授权期限：单击或点击此处输入文字。",
    ],
)
def test_a_blank(find: Find, text: str) -> None:
    (finding,) = find(text, RULE)
    assert finding.evidence[0].location.line == 1


@pytest.mark.parametrize(
    "text",
    [
        "第一条 平台提供7×24小时服务，网格按机构×病种统计。",
        "第一条 （一）按月报送；（二）按年审计。",
        "第一条 【分级管控】按四级管控数据。",
        "第一条 应缴额X＝净额×20%，X精确到元。",
        "第一条 账号显示为“6222********9017”。",
        "第一条 运营机构采用☑公开招标 □邀请招标方式产生。",
        "第一条 姓名以“姓氏＋××”代替。",
        "第一条 签署前核对，文本不得有空白和涂改。",
        "第一条 产品“1个平台+N个场景”布局。",
        "第一条 依据《关于印发<试点方案>的通知》执行。",
        "第一条 邮箱：xzxx@example.cn。",
    ],
)
def test_no_blank(find: Find, text: str) -> None:
    assert find(text, RULE) == []


def test_blanks_of_signing_stay_open(find: Find) -> None:
    text = """第一条 双方按约定履行。

甲方（盖章）：____________

法定代表人（签字）：____________　日期：____年__月__日

签订日期：2026年　月　日
"""
    assert find(text, RULE) == []


def test_forms_that_are_filled_in_later(find: Find) -> None:
    text = """第一条 用户按附件一申请。

附件一 账号开通申请表（样式）

申请单位：________；用途：________。

| 事项 | 内容 |
| --- | --- |
| 申请人 |  |
| 字段 |  |
"""
    assert find(text, RULE) == []


def test_a_table_without_rows_and_a_key_without_value(find: Find) -> None:
    text = """第一条 目录见附件一。

附件一 数据资源目录

| 序号 | 名称 |
| --- | --- |
|  |  |
|  |  |

附件二 要素

| 要素 | 约定 |
| --- | --- |
| 平台 | 市政务云 |
| 频率 | 每日 |
| 期限 |  |
"""
    assert [finding.message for finding in find(text, RULE)] == [
        "表格只有表头，没有填写内容。",
        "表格中“期限”一栏没有填写。",
    ]


def test_a_whole_form_is_one_finding(find: Find) -> None:
    text = "\n\n".join(f"第{number}条 期限为____年。" for number in range(1, 21))
    (finding,) = find(text, RULE)
    assert "20处" in finding.message
    assert len(finding.evidence) == 20

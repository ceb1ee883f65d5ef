"""Names that differ, references that lead nowhere, and the item in whose clause they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding

Find = Callable[..., list[Finding]]


def test_a_name_that_differs_in_a_table(find: Find) -> None:
    text = "# 协议\n\n乙方：松澜天衡气象数据有限公司\n\n第一条 双方合作。\n\n| 单位 | 意见 |\n| --- | --- |\n| 松澜天恒气象数据有限公司 | 同意 |\n"
    (finding,) = find(text, "party-mismatch")
    assert "只差一字" in finding.message


def test_two_companies_of_one_group_are_two(find: Find) -> None:
    text = "# 协议\n\n乙方：松澜天衡气象数据有限公司\n\n第一条 乙方的股东松澜天衡气象集团有限公司提供担保。\n"
    assert find(text, "party-mismatch") == []


def test_an_implementing_body_with_two_names(find: Find) -> None:
    text = "第一条 实施机构为松澜县林业资源中心，负责监督。\n\n第二条 实施机构松澜县林业监测站按季检查。\n"
    (finding,) = find(text, "party-mismatch")
    assert "林业监测站" in finding.message


@pytest.mark.parametrize(("reference", "leads_nowhere"), [("附二", False), ("附三", True), ("附表丁", True)])
def test_annexes_by_any_number(find: Find, reference: str, *, leads_nowhere: bool) -> None:
    text = f"第一条 数据见附一，标准见{reference}。\n\n## 附一 数据\n\n甲表。\n\n## 附二 标准\n\n乙表。\n"
    assert bool(find(text, "dangling-reference")) == leads_nowhere


def test_entries_of_a_document_in_one_row(find: Find) -> None:
    text = "\n\n".join(f"{number}. 第{number}件事由双方办理。" for number in range(1, 20))
    assert find(f"{text}\n\n20. 演练依照第三十项办理。\n", "dangling-reference")
    assert find(f"{text}\n\n20. 演练依照第三项办理。\n", "dangling-reference") == []


def test_the_item_is_that_of_the_clause(find: Find) -> None:
    (finding,) = find("## 第九条 授权期限\n\n运营期限为____年。\n", "unfilled-placeholder")
    assert finding.item == "14.2"
    (finding,) = find("## 第十条 收益分配\n\n甲方得____%，乙方得____%。\n", "unfilled-placeholder")
    assert finding.item == "14.7"

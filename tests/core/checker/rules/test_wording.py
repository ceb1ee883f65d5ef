"""Rules that work by wording: who may do what with which object, in words no page was written for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding
from contractkit.core.checker.report import DocumentKind

Find = Callable[..., list[Finding]]

BROKEN = (
    ("redevelopment-allowed", "第六条 受托方的子公司可以在已售产品的基础上二次开发，并对外销售。"),
    ("monopoly-clause", "第六条 授权期内，甲方不得就同一数据再授权其他企业运营。"),
    ("raw-data-release", "第六条 乙方可以将未经脱敏的门诊明细打包出售给保险公司。"),
    ("charges-public-good", "第六条 街道使用内涝预警产品的，每年向乙方缴纳服务费三千元。"),
    ("self-priced", "第六条 产品价格由乙方根据市场行情自行确定，不设上限。"),
    ("beyond-scope-use", "第六条 乙方可以将授权数据用于集团其他业务的营销。"),
    ("no-competitive-selection", "第六条 由市政府直接确定市数据集团为运营机构，不再组织招标。"),
)
NEAR = (
    ("redevelopment-allowed", "第六条 受托方的子公司不得在已售产品的基础上二次开发。"),
    ("monopoly-clause", "第六条 甲方可以就同一数据再授权其他企业运营，乙方不得提出异议。"),
    ("raw-data-release", "第六条 乙方将脱敏后形成的指标出售给保险公司，未经脱敏的门诊明细不出域。"),
    ("charges-public-good", "第六条 街道使用内涝预警产品免费，企业按上限收费标准缴纳服务费。"),
    ("self-priced", "第六条 产品价格由乙方在不高于上限收费标准的范围内自主确定。"),
    ("beyond-scope-use", "第六条 乙方不得将授权数据用于集团其他业务的营销。"),
    ("no-competitive-selection", "第六条 市数据局由市政府直接确定为实施机构，运营机构通过公开招标选定。"),
)


@pytest.mark.parametrize(("rule", "text"), BROKEN)
def test_broken(find: Find, rule: str, text: str) -> None:
    (finding,) = find(text, rule)
    assert finding.message.endswith("”。")
    assert len(finding.evidence[0].quote) < len(text)


@pytest.mark.parametrize(("rule", "text"), NEAR)
def test_near_misses_stay_silent(find: Find, rule: str, text: str) -> None:
    assert find(text, rule) == []


def test_a_list_of_breaches_allows_nothing(find: Find) -> None:
    text = "第七条 有下列情形之一的，甲方可以解除协议：\n\n（一）乙方将原始数据直接出售给企业；\n\n（二）乙方自行定价，不设上限。\n"
    assert find(text) == []


def test_one_arrangement_told_in_two_paragraphs_is_one_finding(find: Find) -> None:
    text = "## 第六条 合作\n\n授权期内，甲方不得就同一数据再授权其他企业运营。\n\n各部门只能向乙方采购数据产品，不得采购其他企业的同类产品。\n"
    (finding,) = find(text, "monopoly-clause")
    assert len(finding.evidence) == 2


def test_a_letter_without_provisions_is_read(find: Find) -> None:
    text = "# 关于授权运营数据的函\n\n松澜耕云科技有限公司：\n\n价格方面。产品价格由贵公司自行确定，随时可以调整，不设上限。\n\n特此函达。\n"
    assert [one.rule for one in find(text, "self-priced", DocumentKind.AGREEMENT)] == ["self-priced"]


def test_the_cap_under_the_same_heading_counts(find: Find) -> None:
    text = "## 第八条 价格\n\n甲方制定上限收费标准。\n\n乙方确定收费标准并公示。\n"
    assert find(text, "self-priced") == []

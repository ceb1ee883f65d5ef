"""dangling-reference, numbering-gap and party-mismatch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.checker.finding import Finding

Find = Callable[..., list[Finding]]
BODY = """第一条 甲方按期供数。

第二条 乙方按约定加工。

第三条 资产权属如下：

（一）设备归甲方；

（二）产品归乙方。

"""


@pytest.mark.parametrize(
    ("clause", "reference"),
    [
        ("第四条 违反第九条的，支付违约金。", "第九条"),
        ("第四条 依照第一条至第八条处理。", "第八条"),
        ("第四条 目录见附件二。", "附件二"),
        ("第四条 依照《数据安全法》第四十五条、本协议第十二条处理。", "第十二条"),
    ],
)
def test_a_reference_that_leads_nowhere(find: Find, clause: str, reference: str) -> None:
    (finding,) = find(BODY + clause, "dangling-reference")
    assert f"“{reference}”" in finding.message
    assert reference in finding.evidence[0].quote


@pytest.mark.parametrize(
    "clause",
    [
        "第四条 违反第一条、第二条的，支付违约金。",
        "第四条 依照第三条第（二）项处理。",
        "第四条 依照《网络数据安全管理条例》第五十五条、第五十六条处理。",
        "第四条 依照《中华人民共和国个人信息保护法》（以下简称个保法）第六十六条处理。",
        "第四条 依照民法典第五百六十三条解除。",
        "第四条 保函格式照招标文件第二十八条办理。",
        "第四条 目录见附件一。\n\n附件一 数据资源目录\n\n数据资源包括企业登记。",
        "第四条 目录见附件二。\n\n附件：\n\n1.数据资源目录\n\n2.产品清单",
    ],
)
def test_references_that_are_right(find: Find, clause: str) -> None:
    assert find(BODY + clause, "dangling-reference") == []


def test_dotted_references(find: Find) -> None:
    text = """第8条 收益

8.1 净收益按比例分配。

8.2 依照8.1款分配后仍有结余的，依照第8.3款处理。
"""
    (finding,) = find(text, "dangling-reference")
    assert "8.3" in finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("第一条 甲方供数。\n\n第二条 乙方加工。\n\n第四条 违约责任。", "“第二条”之后是“第四条”，缺少第三条。"),
        ("第一条 甲方供数。\n\n第二条 乙方加工。\n\n第二条 违约责任。", "编号“第二条”重复出现。"),
        (
            "第一条 要求如下：\n\n（一）留痕；\n\n（三）审计。\n\n第二条 违约责任。",
            "“（一）”之后是“（三）”，缺少（二）。",
        ),
        ("1 定义\n\n1.1 数据。\n\n1.3 产品。\n\n2 期限\n\n2.1 三年。", "“1.1”之后是“1.3”，缺少1.2。"),
        (
            "第一章 总则\n\n第一条 甲方供数。\n\n第二章 数据\n\n第三条 乙方加工。",
            "“第一条”之后是“第三条”，缺少第二条。",
        ),
    ],
)
def test_a_gap(find: Find, text: str, message: str) -> None:
    assert [finding.message for finding in find(text, "numbering-gap")] == [message]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "一、数据\n\n1.供数应当及时。\n\n2.核对应当按月。\n\n二、产品\n\n1.产品应当登记。\n\n2.产品应当公示。",
        "（一）关于安全\n\n1.专人负责，全程留痕。\n\n2.按月自查。\n\n（二）关于评价\n\n3.按年评价。\n\n4.结果公开。",
        "第一部分 通用条款\n\n第一条 供数。\n\n第二条 加工。\n\n第二部分 专用条款\n\n第一条 补充供数。\n\n第二条 补充加工。",
        "第一条 供数。\n\n第二条 加工。\n\n附件一 安全规则\n\n第一条 专人负责。\n\n第二条 全程留痕。",
    ],
)
def test_no_gap(find: Find, text: str) -> None:
    assert find(text, "numbering-gap") == []


PARTIES = """数据授权运营协议

甲方：东岭市数据局

乙方：东岭数运科技有限公司

第一条 甲方授权乙方运营数据。

{clause}

甲方（盖章）：{first}

乙方（盖章）：{second}
"""


@pytest.mark.parametrize(
    ("clause", "first", "second", "expected"),
    [
        ("第二条 乙方按约定加工。", "东岭市数据局", "东岭数运科技有限公司", 0),
        ("第二条 乙方按约定加工。", "東嶺市數據局", "东岭数运科技有限公司", 0),
        ("第二条 乙方按约定加工。", "东岭市数据局", "东岭数运技术有限公司", 1),
        ("第二条 乙方按约定加工。", "东岭市大数据局", "东岭数运科技有限公司", 1),
        ("第二条 乙方按约定加工。", "东岭市数据局", "南川云图信息有限公司", 1),
        ("第二条 东岭数云科技有限公司按约定加工。", "东岭市数据局", "东岭数运科技有限公司", 1),
        ("第二条 乙方原名东岭数云科技有限公司。", "东岭市数据局", "东岭数运科技有限公司", 0),
        ("第二条 由清河银行股份有限公司出具保函。", "东岭市数据局", "东岭数运科技有限公司", 0),
    ],
)
def test_names_of_the_parties(find: Find, clause: str, first: str, second: str, expected: int) -> None:
    findings = find(PARTIES.format(clause=clause, first=first, second=second), "party-mismatch")
    assert len(findings) == expected
    assert all(len(finding.evidence) == 2 for finding in findings)

"""What a document is, by substance."""

from __future__ import annotations

import pytest

from checks import cases, cues, document
from contractkit.core.checker.kinds import classify
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document.tree import Document, Source

_WHOLE = cases("agreement/whole.yaml")
_ARTICLES = "\n\n".join(f"## {p['heading']}\n\n{p['text']}" for p in _WHOLE["paragraphs"])
_PARTIES = "甲方（实施机构）：云汀市数据局\n\n乙方（运营机构）：云汀数源运营有限公司"
_PLAN = """# 云汀市公共数据资源授权运营实施方案

一、授权运营由市数据局作为实施机构，以公开招标方式选择运营机构，期限三年。

二、运营机构的选择条件：实缴资本不低于二千万元，具有数据安全管理能力。

三、采取分领域授权方式，数据资源范围和资源目录见附件，更新频率为每日更新。

四、运营机构拟提供的产品和服务包括公益类产品六项、产业类产品十项，产品须登记。

五、授权运营收益分配比例为市财政三成、运营机构七成；授权运营期满或者考核不合格的，运营机构退出并移交。

六、本方案自印发之日起施行，数据安全和个人信息保护、应急处置按本方案执行。
"""
_OTHERS = {
    "采购合同": f"# 服务器采购合同\n\n{_PARTIES}\n\n甲方因公共数据授权运营平台扩容采购服务器，本合同总价二百万元。\n\n"
    + "本合同项下货物由乙方送货。\n\n" * 5,
    "保密协议": f"# 保密协议\n\n{_PARTIES}\n\n为洽谈公共数据授权运营，双方对保密信息承担保密义务，授权运营另行签约。\n\n"
    + "保密信息包括资源目录、产品清单和收益分配测算，本协议不授予任何权利。\n\n" * 6,
    "新闻": "# 云汀公共数据授权运营一周年\n\n本报记者 林一 报道\n\n授权运营方案实施一年，运营机构上架产品四十项，收益分配到位。\n",
    "管理办法": "# 云汀市公共数据资源授权运营管理办法\n\n第一条 为规范授权运营，制定本办法。\n\n"
    + "第二条 本办法所称授权运营，由实施机构与运营机构签订协议实施。\n\n" * 5,
    "别的工作方案": "# 云汀市数据要素市场培育工作方案\n\n本方案提出建设数据交易场所，推进公共数据共享开放，授权运营试点一项。\n",
}


@pytest.mark.parametrize("title", [_WHOLE["title"], "数据合作合同", "云汀数据资源约定书"])
def test_an_agreement_under_any_title(title: str) -> None:
    verdict = classify(document(f"# {title}\n\n{_PARTIES}\n\n{_ARTICLES}\n"), cues().kinds)

    assert verdict.kind is DocumentKind.AGREEMENT, verdict.reason
    assert "授权运营协议" in verdict.reason


def test_a_plan() -> None:
    verdict = classify(document(_PLAN), cues().kinds)

    assert verdict.kind is DocumentKind.PLAN, verdict.reason


@pytest.mark.parametrize("name", _OTHERS)
def test_other_documents(name: str) -> None:
    verdict = classify(document(_OTHERS[name]), cues().kinds)

    assert verdict.kind is DocumentKind.OTHER, verdict.reason
    assert verdict.reason.startswith("不属于")


def test_an_empty_document_is_another() -> None:
    assert classify(Document(Source("text", ()), ()), cues().kinds).kind is DocumentKind.OTHER

"""Drafts in various dress for the tests of remedies, and the check that offers them."""

from __future__ import annotations

from functools import cache

from checks import cues, document, requirements
from contractkit.core.checker.engine import Knowledge, check
from contractkit.core.checker.finding import ElementVerdict
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentKind
from contractkit.core.clauses.clause import Catalog
from contractkit.library.assets import clauses_folder
from contractkit.library.clauses import load_catalog

TERM = "运营期限为四年，自2026年5月1日起至2030年4月30日止，期满不自动延长。"
PRODUCTS = "产品和服务清单如下：路况预报接口、停车余位查询，合计两项。"

TITLED = f"""\
# 云汀市公共数据授权运营合同

授权主体：云汀市数据局

运营单位：云汀数源有限公司

## 第一条 期限

1.1 {TERM}

1.2 授权主体与运营单位应当共同遵守本合同。

## 第二条 违约责任

2.1 运营单位超出授权范围使用数据的，应当向授权主体支付违约金人民币五十万元，并赔偿损失。

2.2 授权主体无正当理由停止供数的，应当赔偿运营单位的直接损失。

## 第三条 附则

3.1 本合同一式四份，双方各执两份，自双方签字盖章之日起生效。
"""

UNTITLED = f"""\
# 云汀市公共数据授权运营协议

甲方（运营机构）：云汀数源有限公司

乙方（实施机构）：云汀市数据局

第一条 {TERM}

第二条 甲方超出授权范围使用数据的，应当向乙方支付违约金人民币五十万元，并赔偿损失。

第三条 收益分配的比例和结算办法，由双方另行协商确定。

第四条 本协议一式四份，双方各执两份，自双方签字盖章之日起生效。
"""

UNNUMBERED = f"""\
# 云汀市公共数据授权运营协议

授权方：云汀市数据局

被授权方：云汀数源有限公司

{TERM}

被授权方超出授权范围使用数据的，应当向授权方支付违约金人民币五十万元，并赔偿损失。
"""


@cache
def catalog() -> Catalog:
    """The clause library that comes with contractkit."""
    return load_catalog(clauses_folder())


def verdicts(
    markdown: str,
    kind: DocumentKind = DocumentKind.AGREEMENT,
    playbook: Playbook | None = None,
    locality: str = "",
) -> dict[str, ElementVerdict]:
    """The verdicts on all elements of a draft, by id."""
    knowledge = Knowledge(cues(), playbook or Playbook(), {}, rules=(), catalog=catalog())
    checked = check(document(markdown), requirements(locality), knowledge, kind)
    return {element.id: element for item in checked.items for element in item.elements}


def remedy(markdown: str, element: str, playbook: Playbook | None = None, locality: str = "") -> Remedy:
    """The remedy for one gap of an agreement."""
    found = verdicts(markdown, playbook=playbook, locality=locality)[element].remedy
    assert found is not None
    return found

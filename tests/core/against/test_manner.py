"""The mode of authorisation and how often resources are renewed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.against.compare import Against
from contractkit.core.checker.conformity import Relation
from contractkit.core.checker.finding import Severity

Compare = Callable[[str, str], Against]
TABLE = (
    "## 五、数据资源目录\n\n| 资源名称 | 提供单位 | 更新频率 |\n| --- | --- | --- |\n| 景区客流 | 云汀市文旅局 | {} |\n"
)


def frequencies(against: Against) -> list[Relation]:
    return [point.relation for point in against.conformity.points if point.subject.endswith("更新频率")]


@pytest.mark.parametrize(
    ("plan", "agreement", "relation"),
    [
        ("每日", "按日更新", Relation.AGREES),
        ("每10分钟", "10分钟", Relation.AGREES),
        ("每月", "每周", Relation.AGREES),
        ("每日", "每月", Relation.DIFFERS),
        ("6分钟", "每半小时", Relation.DIFFERS),
        ("每季度", "每半年", Relation.DIFFERS),
    ],
)
def test_a_resource_renewed_more_seldom_is_a_warning(
    compare: Compare, plan: str, agreement: str, relation: Relation
) -> None:
    against = compare(TABLE.format(plan), TABLE.format(agreement))
    assert frequencies(against) == [relation]
    assert [finding.severity for finding in against.findings] == [Severity.WARNING] * (relation is Relation.DIFFERS)


@pytest.mark.parametrize(("plan", "agreement"), [("实时", "每日"), ("变更后1日内", "每日"), ("每日", "随到随更")])
def test_what_names_no_period_is_not_compared(compare: Compare, plan: str, agreement: str) -> None:
    against = compare(TABLE.format(plan), TABLE.format(agreement))
    assert frequencies(against) == []
    assert against.findings == ()


def test_another_mode_is_another_scope(compare: Compare) -> None:
    plan = "## 四、授权模式\n\n本项目采用分领域授权模式，授权的领域为文化旅游。\n"
    (finding,) = compare(plan, "## 第三条 授权\n\n本授权运营采用整体授权模式。\n").findings
    assert finding.message == "协议的授权运营模式为整体授权，实施方案是分领域授权。"

"""Single fields that sentences state, and lists in tables."""

from __future__ import annotations

import pytest

from contractkit.core.extraction.fact import DoubtKind
from extracted_facts import FRONT, facts, values


@pytest.mark.parametrize(
    ("words", "field", "expected"),
    [
        ("平台按网络安全等级保护第三级建设，每年测评一次。", "security.protection_level", "第三级"),
        ("平台须达到三级等保。", "security.protection_level", "第三级"),
        ("落实GB/T 22239—2019第二级要求。", "security.protection_level", "第二级"),
        ("协商不成的，提交云汀仲裁委员会仲裁，裁决是终局的。", "agreement.dispute.forum", "仲裁"),
        ("协商不成的，提交云汀仲裁委员会仲裁，裁决是终局的。", "agreement.dispute.institution", "云汀仲裁委员会"),
        ("双方因本协议发生争议的，向甲方所在地人民法院起诉。", "agreement.dispute.forum", "诉讼"),
        ("争议应当在三十日内协商解决。", "agreement.dispute.negotiation_days", "30"),
        ("乙方违约的，按每次人民币50万元支付违约金。", "agreement.liability.breach_penalty", "500000"),
        ("迟延缴付的，每日按应付额的万分之三支付滞纳金。", "agreement.liability.late_rate", "3"),
        ("本协议一式六份，双方各执三份。", "agreement.copies.total", "6"),
        ("本协议一式六份，双方各执三份。", "agreement.copies.operator", "3"),
        ("发生泄露事件的，乙方应当在两小时内报告甲方。", "security.emergency.report_hours", "2"),
        ("双方每年联合演练两次。", "security.emergency.drills_per_year", "2"),
        ("操作日志留存不少于三年。", "security.log_retention_years", "3"),
        ("甲方通过公开招标选定乙方。", "selection.method", "公开招标"),
        ("低于60分的，乙方应当整改，本评价每年一次。", "plan.assessment.pass_mark", "60"),
        ("本协议签订后二十个工作日内，由甲方报省数据局备案。", "approvals.filing.working_days", "20"),
    ],
)
def test_sentences_state_single_fields(words: str, field: str, expected: str) -> None:
    assert str(values(f"{FRONT}\n# 第五条 约定\n5.1 {words}", field)[0]) == expected


def test_tables_of_one_list_are_joined_by_code() -> None:
    read = facts(
        f"{FRONT}\n# 附件一 数据资源目录\n表一 名称\n| 资源编号 | 资源名称 | 提供单位 |\n| WL-1 | 客流 | 文旅局 |\n| WL-2 | 票务 | 文旅局 |\n"
        "表二 级别\n| 资源编号 | 数据级别 | 更新频率 |\n| WL-2 | 重要数据 | 每月 |\n| WL-1 | 一般 | 每日 |"
    )
    assert [
        {".".join(map(str, path)): str(fact.value) for path, fact in row.items()}
        for row in read.rows(("resources", "catalogue"))
    ] == [
        {"code": "WL-1", "name": "客流", "provider": "文旅局", "level": "一般数据", "update_frequency": "每日"},
        {"code": "WL-2", "name": "票务", "provider": "文旅局", "level": "重要数据", "update_frequency": "每月"},
    ]


def test_products_have_their_class_from_the_title_over_the_table() -> None:
    read = facts(
        f"{FRONT}\n# 附件二 产品清单\n表一 支持公共治理、公益事业的产品\n| 编号 | 名称 | 形式 | 价格 |\n| P-1 | 体征日报 | 报告 | 不收费 |\n"
        "表二 支持产业发展的产品\n| 编号 | 名称 | 形式 | 价格 |\n| P-2 | 指数 | 接口 | 收费 |"
    )
    rows = read.rows(("products", "catalogue"))
    assert [(row["name",].value, row["category",].value, row["price", "kind"].value) for row in rows] == [
        ("体征日报", "公共治理、公益事业", "免费"),
        ("指数", "产业发展、行业发展", "政府指导价"),
    ]


def test_a_cell_that_is_no_answer_is_listed() -> None:
    read = facts(f"{FRONT}\n# 附件一 数据资源目录\n| 编号 | 资源名称 | 分级 |\n| WL-1 | 客流 | 三级 |")
    assert read.value(("resources", "catalogue", 0, "level")) is None
    doubt = next(one for one in read.doubts if one.keys[-1] == "level")
    assert doubt.kind is DoubtKind.INVALID
    assert doubt.facts[0].source.text == "WL-1 | 客流 | 三级"

"""The two parties, by whatever names, and what stands below them."""

from __future__ import annotations

import pytest

from contractkit.core.extraction.fact import Confidence, DoubtKind
from contractkit.core.matter.standpoint import Side
from extracted_facts import facts, values

NAMES = ("parties.implementing_body.name", "parties.operator.name")
BOTH = ("云汀市数据局", "云汀数据运营有限公司")


@pytest.mark.parametrize(
    "front",
    [
        "甲方：云汀市数据局\n乙方：云汀数据运营有限公司",
        "甲方（授权主体）：云汀市数据局\n乙方（运营单位）：云汀数据运营有限公司",
        "甲方：云汀数据运营有限公司\n乙方：云汀市数据局",
        "授予方：云汀市数据局（云汀市府前路1号）\n承运方：云汀数据运营有限公司（云汀市星桥路20号）",
        "授权方：云汀市数据局　　被授权方：云汀数据运营有限公司",
        "授权主体　云汀市数据局\n运营单位　云汀数据运营有限公司",
        "| 授权人 | 云汀市数据局（以下称“市局”） |\n| 经营人 | 云汀数据运营有限公司 |",
        "授權方：云汀市數據局\n被授權方：云汀數據運營有限公司",
        "云汀市数据局（以下称市局）与云汀数据运营有限公司（以下称数据公司）商定如下。",
    ],
)
def test_names_are_read_from_either_side(front: str) -> None:
    found = tuple(
        str(one).replace("數", "数").replace("據", "据").replace("運營", "运营")
        for one in values(f"# 授权运营协议\n{front}\n# 第一条 授权\n1.1 授权乙方运营。", *NAMES)
    )
    assert found == BOTH


def test_details_stand_below_their_party() -> None:
    read = values(
        "# 授权运营协议\n甲方：云汀市数据局\n统一社会信用代码：11990000MB0QY02105\n负责人：沈知白\n住所：云汀市文昌路6号\n"
        "乙方：云汀数据运营有限公司\n统一社会信用代码：91990000MA0QY7363H\n法定代表人：程若水\n地址：云汀市星桥路20号\n# 第一条 授权\n1.1 授权。",
        "parties.implementing_body.credit_code",
        "parties.implementing_body.representative",
        "parties.implementing_body.address",
        "parties.operator.credit_code",
        "parties.operator.representative",
        "parties.operator.address",
    )
    assert read == (
        "11990000MB0QY02105",
        "沈知白",
        "云汀市文昌路6号",
        "91990000MA0QY7363H",
        "程若水",
        "云汀市星桥路20号",
    )


def test_a_code_with_a_wrong_check_character_is_listed_and_not_taken() -> None:
    read = facts("# 授权运营协议\n甲方：云汀市数据局\n统一社会信用代码：11990000MB0QY02106\n# 第一条 授权\n1.1 授权。")
    assert read.value(("parties", "implementing_body", "credit_code")) is None
    doubt = next(one for one in read.doubts if one.keys[-1] == "credit_code")
    assert doubt.kind is DoubtKind.INVALID
    assert "末位应为“5”" in doubt.message
    assert doubt.facts[0].source.text == "统一社会信用代码：11990000MB0QY02106"


def test_two_codes_for_one_party_are_a_contradiction() -> None:
    read = facts(
        "# 授权运营协议\n甲方：云汀市数据局\n统一社会信用代码：11990000MB0QY02105\n统一社会信用代码：91990000MA0QY7363H\n# 第一条 授权\n1.1 授权。"
    )
    assert read.value(("parties", "implementing_body", "credit_code")) is None
    assert [one.kind for one in read.doubts] == [DoubtKind.CONTRADICTION]


def test_another_name_where_it_is_signed_is_a_contradiction() -> None:
    read = facts(
        "# 授权运营协议\n甲方：云汀市数据局\n乙方：云汀数据运营有限公司\n# 第一条 授权\n1.1 甲方授权乙方运营。\n"
        "（以下无正文）\n甲方（盖章）：云汀市数据局\n乙方（盖章）：云汀数港运营有限公司"
    )
    assert read.value(("parties", "implementing_body", "name")) == "云汀市数据局"
    assert read.value(("parties", "operator", "name")) is None
    assert [one.value for one in read.doubts[0].facts] == ["云汀数据运营有限公司", "云汀数港运营有限公司"]


def test_only_a_and_b_among_two_companies_is_doubtful() -> None:
    read = facts("# 授权运营协议\n甲方：云汀数据集团有限公司\n乙方：云汀文旅科技有限公司\n# 第一条 授权\n1.1 授权。")
    name = read.get(("parties", "implementing_body", "name"))
    assert name is not None
    assert (name.value, name.confidence) == ("云汀数据集团有限公司", Confidence.DOUBTFUL)


def test_what_a_draft_calls_its_sides_is_known() -> None:
    read = facts(
        "# 协议\n授予方：云汀市数据局（以下称“市局”）\n承运方：云汀数据运营有限公司\n# 第一条 授权\n1.1 授权。"
    )
    assert read.side_of("市局") is Side.IMPLEMENTING_BODY
    assert read.side_of("承运方") is Side.OPERATOR
    assert read.side_of("市财政") is None


def test_a_row_of_a_catalogue_introduces_no_party_whatever_it_lists() -> None:
    table = "| 编号 | 名称 | 提供单位 |\n| --- | --- | --- |\n| SW-003 | 甲方 | 东岭市公共水务集团有限公司 |\n"
    found = facts(f"六、数据资源\n\n{table}")
    assert found.below(("parties",)) == ()

"""Every name is planned before anything is written; what a file system would not take is told with its row."""

from __future__ import annotations

from datetime import date

import pytest

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.errors import InvalidData, UsageError
from contractkit.workflows.batch.naming import Pattern, Plan, fault_of

KNOWN: dict[str, Keys] = {
    "授权运营名称": ("name",),
    "协议编号": ("agreement", "number"),
    "签订日期": ("agreement", "signing_date"),
    "标准": ("standards",),
}
DATA = {
    "name": "青原/交通",
    "agreement": {"number": "A-1", "signing_date": date(2026, 2, 26)},
    "standards": ["甲", "乙"],
}


def planned(pattern: str, kinds: tuple[Kind, ...] = tuple(Kind), total: int = 12) -> Plan:
    return Plan(Pattern.of(pattern, KNOWN.get, len(kinds)), kinds, total)


def test_labels_are_chinese_names_of_answers_and_of_the_row() -> None:
    plan = planned("{序号}-{授权运营名称}-{文件}（{签订日期}）{事项编号}")
    assert plan.names(DATA, 3, "K9") == (
        "03-青原_交通-实施方案（2026年2月26日）K9",
        "03-青原_交通-协议（2026年2月26日）K9",
    )
    assert planned("{标准}", (Kind.PLAN,)).names(DATA, 1, "") == ("甲、乙",)


def test_ordinals_are_as_long_as_the_longest() -> None:
    assert planned("{序号}", (Kind.PLAN,), 20_000).names(DATA, 7, "") == ("00007",)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{序号}-{项目}-{文件}", "“{项目}”不是事项中的字段"),
        ("{序号}", "没有“{文件}”"),
        ("a/{文件}", "不能用的字符"),
        ("{文件", "不能用的字符"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused(pattern: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Pattern.of(pattern, KNOWN.get, 2)


def test_a_row_without_the_answer_has_no_name() -> None:
    with pytest.raises(LookupError):
        planned("{协议编号}{文件}").names({"name": "甲"}, 1, "")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CON", "保留"),
        ("com1.协议", "保留"),
        ("NUL.docx", "保留"),
        ("长" * 81, "太长"),
        (".藏", "句点"),
        ("点.", "句点"),
        ("  ", "空"),
    ],
)
def test_a_name_that_some_system_refuses_is_a_fault(name: str, words: str) -> None:
    fault = fault_of(name)
    assert fault is not None
    assert words in fault[0]
    assert fault[1]


@pytest.mark.parametrize("name", ["协议", "长" * 80, "CONTRACT", "a.b"])
def test_other_names_are_taken(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.parametrize(("one", "other"), [("Ａb协议", "Ａb协议"), ("Plan-A", "plan-a"), ("caf\u00e9", "cafe\u0301")])
def test_names_that_a_system_may_take_for_one_collide(one: str, other: str) -> None:
    plan = planned("{文件}", (Kind.PLAN,))
    plan.claim((one,), 2, "第2行", "表.csv")
    plan.claim((other,), 5, "第5行", "表.csv")
    with pytest.raises(InvalidData, match="没有写入任何文件") as caught:
        plan.stop_on_problems()
    assert [str(problem) for problem in caught.value.problems] == [
        f"表.csv:5：第5行和第2行会写成同名文件“{other}”。 改其中一行，或者在 --name-pattern 里加上 {{序号}}。"
    ]


def test_a_row_may_claim_its_own_names_again() -> None:
    plan = planned("{文件}")
    for _ in range(2):
        plan.claim(("甲", "乙"), 2, "第2行", "表.csv")
    plan.stop_on_problems()
    assert plan.problems == []

"""What drafts call their parties and themselves."""

from __future__ import annotations

import pytest

from checks import document
from contractkit.core.checker.remedies.names import names_of
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Side

BODY, OPERATOR = Side.IMPLEMENTING_BODY, Side.OPERATOR


def named(cover: str, text: str, kind: Kind = Kind.AGREEMENT) -> tuple[str, str, str]:
    names = names_of(document(f"# 某某协议\n\n{cover}\n\n第一条 {text}\n\n第二条 {text}\n"), kind)
    return names.parties[BODY], names.parties[OPERATOR], names.itself


@pytest.mark.parametrize(
    ("cover", "text", "expected"),
    [
        ("甲方：云汀市数据局", "甲方授权乙方运营。本协议自签订之日起生效。", ("甲方", "乙方", "本协议")),
        ("", "授权方授权被授权方运营。本合同生效。", ("授权方", "被授权方", "本合同")),
        ("", "授权主体应当供数，运营单位应当付费。", ("授权主体", "运营单位", "本协议")),
        ("", "委托方应当供数，受托方应当付费。本协议书生效。", ("委托方", "受托方", "本协议书")),
        ("", "实施机构应当供数，承接单位应当付费。", ("实施机构", "承接单位", "本协议")),
        ("", "双方应当遵守约定。", ("甲方", "乙方", "本协议")),
        (
            "云汀市数据局（以下简称“市数局”）与云汀数源有限公司（以下简称“数源公司”）订立本协议。",
            "市数局应当供数，数源公司应当付费。",
            ("市数局", "数源公司", "本协议"),
        ),
        ("甲方：云汀数源有限公司", "甲方应当向乙方付费，乙方供数。", ("乙方", "甲方", "本协议")),
        ("甲方（被授权方）：云汀数源", "甲方应当向乙方付费，乙方供数。", ("乙方", "甲方", "本协议")),
    ],
)
def test_the_names_of_an_agreement(cover: str, text: str, expected: tuple[str, str, str]) -> None:
    assert named(cover, text) == expected


def test_the_names_of_a_plan() -> None:
    assert named("", "授权主体组织实施，运营主体承接。本实施方案施行。", Kind.PLAN) == (
        "授权主体",
        "运营主体",
        "本实施方案",
    )


def test_names_change_places_at_once() -> None:
    draft = document("# 协议\n\n甲方：云汀数源有限公司\n\n第一条 甲方付费，乙方供数。\n\n第二条 本合同生效。\n")

    assert names_of(draft, Kind.AGREEMENT).adapted("甲方向乙方供数，本协议生效。") == "乙方向甲方供数，本合同生效。"

"""Pydantic's errors told in Chinese, with line and remedy."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from contractkit.errors import Problem
from contractkit.library.validation import validate
from contractkit.library.yaml_source import parse


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, Field(min_length=1)] = "甲"
    weight: Annotated[int, Field(gt=0, le=100)] = 1


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = "题"
    made: date | None = None
    colour: Colour = Colour.RED
    size: Literal["small", "large", "huge"] = "small"
    ready: bool = True
    share: float = 1.0
    parts: list[Part] = []
    named: dict[str, Part] = {}
    single: Part | None = None

    @field_validator("title")
    @classmethod
    def _no_draft(cls, value: str) -> str:
        if value == "草稿":
            raise ValueError("标题不能是草稿。")
        return value


def _problems(text: str) -> list[Problem]:
    problems: list[Problem] = []
    assert validate(Whole, parse(text, name="a.yaml"), problems) is None
    return problems


def test_what_fits_is_returned() -> None:
    problems: list[Problem] = []
    whole = validate(Whole, parse("made: 2025-03-01\nshare: 33.5\nparts:\n- weight: 2\n", name="a.yaml"), problems)
    assert problems == []
    assert whole is not None
    assert (whole.made, whole.share, whole.parts[0].weight) == (date(2025, 3, 1), 33.5, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("titel: 甲\n", Problem("没有“titel”这个键。", "是不是“title”？", "a.yaml", 1, "titel")),
        (
            "parts:\n- name: 甲\n  weigth: 3\n",
            Problem("没有“weigth”这个键。", "是不是“weight”？", "a.yaml", 3, "parts.第1项.weigth"),
        ),
        (
            "named:\n  x:\n    zzz: 3\n",
            Problem("没有“zzz”这个键。", "可用的键：name、weight。", "a.yaml", 3, "named.x.zzz"),
        ),
        ("single:\n  nam: 甲\n", Problem("没有“nam”这个键。", "是不是“name”？", "a.yaml", 2, "single.nam")),
        (
            "parts:\n- name: 甲\n- weight: 0\n",
            Problem("数值过小，须大于 0，现为 0。", "请改正数值。", "a.yaml", 3, "parts.第2项.weight"),
        ),
        ("title: [甲]\n", Problem("应为文字，现为“['甲']”。", "请写文字；数字和日期可加引号。", "a.yaml", 1, "title")),
        ("made: 三月\n", Problem("“三月”不是有效的日期。", "请写成 2025-03-01 的样子。", "a.yaml", 1, "made")),
        ("colour: green\n", Problem("“green”不在可选值之内。", "可选：red、blue。", "a.yaml", 1, "colour")),
        ("size: tiny\n", Problem("“tiny”不在可选值之内。", "可选：small、large、huge。", "a.yaml", 1, "size")),
        ("ready: 是\n", Problem("应为 true 或 false，现为“是”。", "请写 true 或 false。", "a.yaml", 1, "ready")),
        ("title: 草稿\n", Problem("标题不能是草稿。", "", "a.yaml", 1, "title")),
        ("parts: 甲\n", Problem("应为列表。", "请逐行以“- ”开头列出。", "a.yaml", 1, "parts")),
        ("named: 甲\n", Problem("应为若干“键: 值”。", "请逐行写“键: 值”并缩进。", "a.yaml", 1, "named")),
    ],
)
def test_each_error_in_chinese(text: str, problem: Problem) -> None:
    assert _problems(text) == [problem]


def test_all_errors_at_once() -> None:
    problems = _problems("made: 甲\nready: 乙\nparts:\n- weight: 丙\n")
    assert [problem.line for problem in problems] == [1, 2, 4]


def test_long_values_are_cut() -> None:
    (problem,) = _problems(f"made: {'甲' * 80}\n")
    assert problem.message == f"“{'甲' * 40}…”不是有效的日期。"

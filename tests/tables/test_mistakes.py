"""A workbook with mistakes: each told once, at its cell, and every other row is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.place import CellProblem
from contractkit.errors import InvalidData
from contractkit.library.law import load_registry
from contractkit.workflows.tables import open_table
from tables.workbooks import BASE, credit_code, good_row, workbook

REGISTRY = load_registry()

MISTAKES: dict[int, tuple[str, Any, str, str]] = {
    # row → (column, what is typed, words of the message, words of the remedy)
    7: ("授权运营名称", "数据" * 251, "最多 500 个字", "请精简"),
    19: ("运营机构统一社会信用代码", credit_code(19)[:-1] + "A", "校验位不对", "末位改为"),
    20: ("运营机构统一社会信用代码", 911101085513850000, "只保留前15位", "设为文本格式"),
    33: ("运营机构联系电话", "待定", "没有实际内容", "请写明确定的内容"),
    48: ("起始日", "2026年2月30日", "没有这一天", "请核对月份和日期"),
    61: ("届满日", "2031-03-01", "届满日应为2031年2月28日", "请把“届满日”改为 2031-02-28"),
    77: ("期限（年）", "五年半", "须为整数", "请只写数字"),
    90: ("签订日期", 46079, "不是日期：“46079”", "设为日期格式"),
    101: ("违约金", "五十万元以下", "须为数字", "请只写数字"),
    115: ("迟延履行每日违约金（万分之）", 300, "不得大于 100", "请核对数字和单位"),
    128: ("争议解决方式", "协商", "没有“协商”这个选项", "诉讼、仲裁"),
    140: ("备案时限（工作日）", 0, "不得小于 1", "请核对数字和单位"),
    155: ("协议编号", "=D2&D3", "没有算出的值", "重新计算后保存"),
    171: ("运营机构名称", "青原市交通运输局", "与实施机构的名称相同", "请对照证照改正"),
    200: ("事项编号", "A-001", "与第 2 行重复", "请另编一个编号"),
}


def read(path: Path) -> tuple[dict[int, Matter], list[CellProblem]]:
    matters: dict[int, Matter] = {}
    problems: list[Any] = []
    with open_table(path, base=BASE) as table:
        for row in table.rows():
            try:
                matters[row.number] = table.reader.read(row, REGISTRY).matter
            except InvalidData as error:
                problems += error.problems
    return matters, problems


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[int, Matter], list[CellProblem]]:
    rows = [good_row(number) for number in range(1, 201)]
    for number, (column, typed, _, _) in MISTAKES.items():
        rows[number - 1][column] = typed
    path = workbook(tmp_path_factory.mktemp("mistakes") / "表.xlsx", rows)
    return read(path)


def test_there_are_as_many_errors_as_mistakes(found: tuple[dict[int, Matter], list[CellProblem]]) -> None:
    assert [(problem.line, problem.heading) for problem in found[1]] == [
        (number + 1, column) for number, (column, *_) in MISTAKES.items()
    ]


@pytest.mark.parametrize("number", MISTAKES)
def test_a_mistake_is_told_at_its_cell(number: int, found: tuple[dict[int, Matter], list[CellProblem]]) -> None:
    column, _, message, remedy = MISTAKES[number]
    (problem,) = [problem for problem in found[1] if problem.line == number + 1]
    assert isinstance(problem, CellProblem)
    assert message in problem.message
    assert remedy in problem.remedy
    assert problem.sheet == "事项"
    assert problem.column == "ABCDEFGHIJKLMNO"[list(good_row(1)).index(column)]
    assert f"工作表“事项”第{number + 1}行{problem.column}列“{column}”" in str(problem)


def test_every_other_row_is_read(found: tuple[dict[int, Matter], list[CellProblem]]) -> None:
    assert len(found[0]) == 185
    assert found[0][3].parties.operator.contact.phone == "13800000002"
    assert found[0][3].parties.operator.name == "青原第2数据运营有限公司"

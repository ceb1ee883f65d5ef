"""Mistakes written back beside the cells, or as a list."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from contractkit.core.matter.rows.place import CellProblem
from contractkit.errors import UsageError
from contractkit.workflows.tables import write_problems
from tables.reading import read
from tables.workbooks import good_row, workbook

SHARES = [{"事项编号": "A-001", "分配对象": "运营机构", "比例（%）": 90, "用途或者缴付方式": "投入"}]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    rows = [
        good_row(1),
        {**good_row(2), "期限（年）": "=9+9", "协议编号": "待定"},
        {**good_row(3), "签订日期": "2026-02-30"},
    ]
    path = workbook(tmp_path / "表.xlsx", rows, {"收益分配": SHARES})
    book = load_workbook(path)
    book["事项"]["I3"].comment = Comment("请法务核对", "张三")
    book.save(path)
    return path


def comments(path: Path) -> dict[str, str]:
    book = load_workbook(path)
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def test_a_copy_is_marked_and_lists_all(wrong: Path, tmp_path: Path) -> None:
    before = wrong.read_bytes()
    problems = read(wrong).problems
    target = write_problems(wrong, problems, tmp_path / "表_错误.xlsx")
    found = comments(target)
    assert set(found) == {"事项!H3", "事项!I3", "事项!J4", "收益分配!C2"}
    assert found["事项!H3"].startswith("公式“=9+9”没有算出的值。请用 Excel")
    assert found["事项!I3"].startswith("请法务核对\n“待定”没有实际内容")
    book = load_workbook(target)
    assert book["事项"]["J4"].fill.fgColor.rgb == "FFFFC7CE"
    assert book["事项"]["J3"].fill.fgColor.rgb != "FFFFC7CE"
    listed = [[cell.value for cell in row] for row in book["错误"].iter_rows(min_row=2)]
    assert [(line[1], line[2], line[3]) for line in listed] == [
        (problem.sheet, problem.line, problem.column) for problem in problems if isinstance(problem, CellProblem)
    ]
    page = book["错误"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", f"A1:I{len(listed) + 1}")
    assert page["H2"].alignment.wrap_text
    assert book["错误"]["A2"].hyperlink.location or book["错误"]["A2"].hyperlink.target
    assert wrong.read_bytes() == before


def test_the_marked_copy_is_a_table_and_marks_do_not_pile_up(wrong: Path, tmp_path: Path) -> None:
    first = write_problems(wrong, read(wrong).problems, tmp_path / "一.xlsx")
    book = load_workbook(first)
    book["事项"]["J4"] = "2026-02-26"
    book.save(first)
    problems = read(first).problems
    assert len(problems) == 3
    second = write_problems(first, problems, tmp_path / "二.xlsx")
    found = comments(second)
    assert "事项!J4" not in found
    assert found["事项!H3"].count("没有算出的值") == 1
    assert load_workbook(second)["事项"]["J4"].fill.fgColor.rgb != "FFFFC7CE"


def test_a_value_that_begins_like_a_formula_stays_text_in_every_list(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [{**good_row(1), "期限（年）": "+1+2"}])
    problems = read(path).problems
    write_problems(path, problems, tmp_path / "错误.csv")
    cells = list(csv.reader((tmp_path / "错误.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert cells[1][6] == "'+1+2"
    book = load_workbook(write_problems(path, problems, tmp_path / "错误.xlsx"))
    assert (book["错误"]["G2"].value, book["错误"]["G2"].data_type) == ("+1+2", "s")


def test_problems_of_a_text_become_a_list(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("授权运营名称,期限（年）\n青原市停车授权运营,十个\n", encoding="utf-8")
    problems: list[Any] = read(path).problems
    book = load_workbook(write_problems(path, problems, tmp_path / "错误.xlsx"))
    assert [cell.value for cell in book["错误"][2]][2:7] == [2, "第2", "期限（年）", None, "十个"]


def test_the_table_itself_is_never_written(wrong: Path, tmp_path: Path) -> None:
    for target in (wrong, tmp_path / "错误.txt"):
        with pytest.raises(UsageError):
            write_problems(wrong, [], target)

"""Workbooks as people have them: lists on further sheets, formats, formulas, what is hidden or merged."""

from __future__ import annotations

import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from contractkit.errors import InvalidData
from contractkit.workflows.tables import open_table
from tables.reading import read
from tables.workbooks import good_row, workbook

SHARES: list[dict[str, Any]] = [
    {"事项编号": "A-002", "分配对象": "青原市财政", "比例（%）": "四成", "用途或者缴付方式": "缴入市级国库"},
    {"事项编号": "A-001", "分配对象": "青原市财政", "比例（%）": 25, "用途或者缴付方式": "缴入市级国库"},
    {"事项编号": "A-002", "分配对象": "运营机构", "比例（%）": "60%", "用途或者缴付方式": "持续投入"},
    {"事项编号": "A-001", "分配对象": "运营机构", "比例（%）": 75, "用途或者缴付方式": "持续投入"},
]


def test_lists_are_joined_by_their_key_in_their_order(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "表.xlsx", [good_row(1), good_row(2), good_row(3)], {"收益分配": SHARES}))
    assert not found.problems
    shares = {key: [one.percent for one in matter.revenue.shares] for key, matter in found.matters.items()}
    assert shares == {"A-001": [25, 75], "A-002": [40, 60], "A-003": [25, 15, 60]}


def test_a_mistake_in_a_list_is_told_in_its_sheet(tmp_path: Path) -> None:
    shares = [dict(share) for share in SHARES]
    shares[2]["比例（%）"] = "六十左右"
    found = read(workbook(tmp_path / "表.xlsx", [good_row(1), good_row(2)], {"收益分配": shares}))
    assert found.cells == [("收益分配", 4, "C", "须为数字，现在是“六十左右”。")]
    assert str(found.problems[0]).startswith(
        f"{tmp_path / '表.xlsx'} 工作表“收益分配”第4行C列“比例（%）”（事项编号 A-002）"
    )


def test_a_relation_between_the_rows_of_a_list_is_told_there(tmp_path: Path) -> None:
    shares = [dict(share) for share in SHARES]
    shares[1]["比例（%）"] = 20
    found = read(workbook(tmp_path / "表.xlsx", [good_row(1), good_row(2)], {"收益分配": shares}))
    ((sheet, row, _, message),) = found.cells
    assert (sheet, row) == ("收益分配", 3)
    assert "各项比例合计 95%，应为 100%，少5%" in message


def test_rows_of_a_list_that_belong_to_nobody_are_told(tmp_path: Path) -> None:
    shares = [*SHARES, {**SHARES[0], "事项编号": "A-0011"}, {**SHARES[0], "事项编号": None}]
    found = read(workbook(tmp_path / "表.xlsx", [good_row(1), good_row(2)], {"收益分配": shares}))
    assert set(found.matters) == {"A-001", "A-002"}
    assert [(sheet, row, column) for sheet, row, column, _ in found.cells] == [
        ("收益分配", 6, "A"),
        ("收益分配", 7, "A"),
    ]
    assert "没有“事项编号”“A-0011”" in found.problems[0].message
    assert "是否为“A-001”" in found.problems[0].remedy


def test_a_key_written_twice_is_told_once_with_all_that_it_leaves_behind(tmp_path: Path) -> None:
    """The clerk copied a row and forgot to change its key; the lists have the key that it should have."""
    shares = [*SHARES, *({**share, "事项编号": "A-003"} for share in SHARES[:2])]
    rows = [good_row(1), good_row(2), {**good_row(3), "事项编号": "A-002"}]
    found = read(workbook(tmp_path / "表.xlsx", rows, {"收益分配": shares}))
    assert set(found.matters) == {"A-001", "A-002"}
    assert [(sheet, row, column) for sheet, row, column, _ in found.cells] == [("事项", 4, "A"), ("收益分配", 6, "A")]
    assert "附表“收益分配”第6至7行写的是它" in found.problems[1].message
    assert "“事项”第 4 行的编号与别的行重复，是否应为“A-003”" in found.problems[1].remedy


def test_without_a_key_lists_cannot_be_joined(tmp_path: Path) -> None:
    row = good_row(1)
    del row["事项编号"]
    with pytest.raises(InvalidData) as told:
        read(workbook(tmp_path / "表.xlsx", [row], {"收益分配": SHARES}))
    assert "工作表“事项”没有“事项编号”一列" in told.value.problems[0].message


def test_a_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("事项")
        row = {**good_row(1), "运营机构名称": "=cmd|' /C calc'!A0"}
        for at, (head, value) in enumerate(row.items()):
            page.write(0, at, head)
            page.write(1, at, value)
    assert read(path).only.parties.operator.name == "=cmd|' /C calc'!A0"


def formatted(path: Path, cells: dict[str, tuple[Any, str]]) -> Path:
    """A workbook of one row whose cells have number formats."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("事项")
        row = {**{head: (value, "General") for head, value in good_row(1).items()}, **cells}
        for at, (head, (value, shown)) in enumerate(row.items()):
            page.write(0, at, head)
            page.write(1, at, value, book.add_format({"num_format": shown}))
    return path


def test_formats_say_what_numbers_mean(tmp_path: Path) -> None:
    cells = {
        "起始日": (datetime(2026, 3, 1), "yyyy/m/d"),  # noqa: DTZ001  as a spreadsheet has it
        "届满日": (46081 + 365 * 5 + 1, "yyyy年m月d日"),
        "迟延履行每日违约金（万分之）": (0.0003, "0.00%"),
        "运营机构联系电话": (5898853206, "000000000000"),
    }
    matter = read(formatted(tmp_path / "表.xlsx", cells)).only
    assert (matter.term.start.isoformat(), matter.term.end.isoformat()) == ("2026-03-01", "2031-02-28")
    assert matter.agreement.liability.late_rate == 3
    assert matter.parties.operator.contact.phone == "005898853206"


@pytest.mark.parametrize(
    ("value", "message"), [("#N/A", "单元格是错误值“#N/A”。"), ("#DIV/0!", "单元格是错误值“#DIV/0!”。")]
)
def test_an_error_value_is_told(tmp_path: Path, value: str, message: str) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("事项")
        for at, (head, cell) in enumerate(good_row(1).items()):
            page.write(0, at, head)
            page.write(1, at, cell)
        page.write_formula("I2", "=1/0", None, value)
    assert read(path).cells == [("事项", 2, "I", message)]


def rewrite(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Change one part of a package: what xlsxwriter does not write as Excel does."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_a_formula_is_what_it_was_last_computed_to_be(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("事项")
        for at, (head, cell) in enumerate({**good_row(1), "备案时限（工作日）": None}.items()):
            page.write(0, at, head)
            page.write(1, at, cell)
        page.write_formula("I2", '="QY-"&A2', None, "QY-A-001")
        page.write_formula("N2", "=20+5", None, 25)
        page.write_formula("O2", '=""', None, 0)
    rewrite(path, "xl/worksheets/sheet1.xml", b'<c r="O2"><f>""</f><v>0</v>', b'<c r="O2" t="str"><f>""</f><v></v>')
    matter = read(path).only
    assert (matter.agreement.number, matter.approvals.filing.working_days) == ("QY-A-001", 25)
    assert matter.plan.number == "青交发〔2025〕73号"


def test_hidden_and_merged_and_blank_are_reported(tmp_path: Path) -> None:
    rows = [good_row(1), good_row(2), {}, good_row(3)]
    path = workbook(tmp_path / "表.xlsx", rows)
    book = load_workbook(path)
    page = book["事项"]
    page.row_dimensions[3].hidden = True
    page.column_dimensions["M"].hidden = True
    page["B2"] = "青原市交通出行领域公共数据资源授权运营"
    page["B3"] = None
    page.merge_cells("B2:B3")
    book.save(path)
    found = read(path)
    assert not found.problems
    assert found.matters["A-002"].name == "青原市交通出行领域公共数据资源授权运营"
    said = "\n".join(problem.message for problem in found.notices)
    assert "1 个隐藏行（第 3 行）" in said
    assert "1 个隐藏列（M 列）" in said
    assert "1 格按合并区域的内容读取" in said
    assert "跳过 1 个空行" in said


def test_cells_merged_across_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    book = load_workbook(path)
    book["事项"].merge_cells("B2:C2")
    book.save(path)
    assert read(path).cells == [("事项", 2, "B", "单元格左右合并，看不出内容属于哪一列。")]


def test_a_title_may_stand_above_the_headings(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    book = load_workbook(path)
    page = book["事项"]
    page.insert_rows(1, 2)
    page["A1"] = "青原市2026年授权运营事项一览表"
    page.merge_cells("A1:O1")
    book.save(path)
    assert read(path).only.agreement.number == "QYJT-2026-001"


def test_a_cell_without_a_heading_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    book = load_workbook(path)
    book["事项"]["Q2"] = "多写的内容"
    book.save(path)
    assert read(path).cells == [("事项", 2, "Q", "Q列没有列名，却有内容“多写的内容”。")]


def test_a_blank_cell_where_others_are_filled_is_said(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "表.xlsx", [good_row(1), {**good_row(2), "运营机构联系电话": None}]))
    assert not found.problems
    assert found.matters["A-002"].parties.operator.contact.phone == "0589-8853206"
    assert [problem.message for problem in found.notices] == [
        "“运营机构联系电话”列有 1 行留空（第 3 行），取基础事项的内容。"
    ]


def test_content_not_place_decides_the_hash(tmp_path: Path) -> None:
    rows = [good_row(1), good_row(2), good_row(3)]
    turned = [dict(reversed(row.items())) for row in reversed(rows)]
    first, second = (read(workbook(tmp_path / name, found)) for name, found in (("甲.xlsx", rows), ("乙.xlsx", turned)))
    assert first.hashes == second.hashes
    rows[1]["违约金"] = 500001
    third = read(workbook(tmp_path / "丙.xlsx", rows))
    assert {key for key in first.hashes if first.hashes[key] != third.hashes[key]} == {"A-002"}


def test_the_rows_can_be_read_twice(tmp_path: Path) -> None:
    with open_table(workbook(tmp_path / "表.xlsx", [good_row(1), good_row(2)], {"收益分配": SHARES})) as table:
        assert list(table.rows()) == list(table.rows())


@pytest.mark.parametrize("cut", [0, 10, 2000, -100])
def test_a_damaged_workbook_is_one_clear_error(tmp_path: Path, cut: int) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(InvalidData, match="不是可以读取的工作簿"):
        read(path)


def test_a_protected_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InvalidData, match="打开密码"):
        read(path)


def test_numbered_members_may_stand_in_the_main_sheet(tmp_path: Path) -> None:
    row = {
        **good_row(1),
        "revenue.shares.1.party": "青原市财政", "revenue.shares.1.percent": 40, "revenue.shares.1.use": "缴库",
        "revenue.shares.3.party": "运营机构", "revenue.shares.3.percent": "60%", "revenue.shares.3.use": "投入",
        "positions.14.10.liability": "备选",
    }  # fmt: skip
    matter = read(workbook(tmp_path / "表.xlsx", [row])).only
    assert [share.percent for share in matter.revenue.shares] == [Decimal(40), Decimal(60)]
    assert {key: position.value for key, position in matter.positions.items()} == {"14.10.liability": "备选"}

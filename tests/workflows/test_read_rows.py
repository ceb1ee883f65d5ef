from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from contractkit.errors import ContractkitError, InvalidData, UsageError
from contractkit.workflows.read_rows import read_rows

ROWS = (("资源编号", "资源名称"), ("JT-001", "到站记录，逐日"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_tables_are_read_in_the_encodings_of_excel(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "目录.csv"
    lines = [mark.join(f'"{cell}"' for cell in row) for row in ROWS]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert read_rows(path).rows == ROWS


def test_quoted_cells_keep_their_line_breaks_and_empty_rows_go(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_bytes('编号,说明,\r\n\r\n,,\r\n1,"第一行\r\n第二行，""引""",\r\n'.encode())
    assert read_rows(path).rows == (("编号", "说明"), ("1", '第一行\n第二行，"引"'))


def test_cells_of_a_workbook_are_read_as_people_see_them(tmp_path: Path) -> None:
    path = tmp_path / "目录.xlsx"
    book = Workbook()
    book.active.title = "空"
    sheet = book.create_sheet("目录")
    moment = datetime(2026, 3, 1, 8, 30)  # noqa: DTZ001  as Excel keeps it
    values = [13800000000, 0.3, 0.985, date(2026, 3, 1), moment, True, 2.50, "=1+1", None, " 甲 "]
    sheet.append(values)
    sheet["B1"].number_format = "0%"
    sheet["C1"].number_format = "0.00%"
    book.create_sheet("别的").append(["x"])
    book.create_sheet("藏").append(["y"])
    book["藏"].sheet_state = "hidden"
    book.save(path)
    found = read_rows(path)
    assert found.rows == (
        ("13800000000", "30%", "98.5%", "2026-03-01", "2026-03-01 08:30:00", "是", "2.5", "", "", "甲"),
    )
    assert found.notices[0] == "只读取了工作表“目录”，没有读取：别的。"
    assert len(found.notices) == 2
    assert "第1行有读不出的单元格（公式没有算出值" in found.notices[1]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("没有.xlsx", None, UsageError),
        ("旧.xls", b"\xd0\xcf\x11\xe0", UsageError),
        ("坏.xlsx", b"PK\x03\x04nonsense", InvalidData),
        ("空.csv", b"", ContractkitError),
        ("空.xlsx", b"", InvalidData),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, name: str, data: bytes | None, error: type[ContractkitError]) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as caught:
        read_rows(tmp_path / name)
    assert caught.value.remedy


def test_rows_beyond_the_most_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text("\n".join(f"{number},甲" for number in range(5003)), encoding="utf-8")
    found = read_rows(path)
    assert (len(found.rows), found.notices) == (5000, ("只读取了前5000行，另有3行没有读取。",))

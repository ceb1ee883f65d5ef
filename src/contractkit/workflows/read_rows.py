"""read-rows: the rows of a spreadsheet or a .csv as texts, for a list of the interview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from contractkit.core.matter.rows.row import Fault, Raw
from contractkit.core.matter.rows.values import typed
from contractkit.errors import InvalidData, UsageError
from contractkit.tables.delimited import open_delimited
from contractkit.tables.grid import Grid

_WORKBOOKS: Final = (".xlsx", ".xlsm")
_TEXTS: Final = (".csv", ".tsv", ".txt")
_MOST_ROWS: Final = 5000
_SAVE: Final = "请用 Excel 或者 WPS 打开，另存为 .xlsx 后再导入。"


@dataclass(frozen=True, slots=True)
class TableRows:
    """What a table file holds.

    Attributes:
        rows: texts, a heading row included where there is one; without empty rows.
        notices: what was left out and why, Chinese sentences.
    """

    rows: tuple[tuple[str, ...], ...]
    notices: tuple[str, ...] = ()


def read_rows(path: Path) -> TableRows:
    """Read the first visible sheet that holds anything, or the rows of a text file.

    Args:
        path: an .xlsx, or a .csv, .tsv or .txt in UTF-8 or GB18030.

    Raises:
        UsageError: there is no such file, or it is no table.
        InvalidData: it cannot be read, or it is empty.
    """
    ending = path.suffix.lower()
    if ending not in (*_WORKBOOKS, *_TEXTS):
        raise UsageError(f"{path.name}不是能导入的表格", remedy=f"可以导入 .xlsx 和 .csv。{_SAVE}")
    try:
        found = _workbook(path) if ending in _WORKBOOKS else _rows(open_delimited(path, lambda _: 0))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"不能读取 {path}：{reason}", remedy="请检查路径是否写对，文件是否可以读取。") from error
    if not found.rows:
        raise InvalidData(f"{path.name}里没有内容。{''.join(found.notices)}", remedy="请检查是否选对了文件。")
    return found


def _workbook(path: Path) -> TableRows:
    from contractkit.tables.workbook import Workbook  # noqa: PLC0415 - openpyxl is loaded when a workbook is read

    path.open("rb").close()  # a file that is not there is told apart from a damaged one
    with Workbook(path) as book:
        sheets = [sheet for sheet in book.sheets() if not sheet.is_hidden]
        filled = [sheet for sheet in sheets if next(sheet.lines(), None) is not None]
        if not filled:
            return TableRows(())
        table = _rows(filled[0])
    others = "、".join(sheet.name for sheet in filled[1:])
    note = (f"只读取了工作表“{filled[0].name}”，没有读取：{others}。",) if others else ()
    return TableRows(table.rows, (*note, *table.notices))


def _rows(grid: Grid) -> TableRows:
    """The texts of a grid, no more than there can be, and what could not be read of it."""
    rows: list[tuple[str, ...]] = []
    left = 0
    unread: list[str] = []
    for line in grid.lines():
        if len(rows) >= _MOST_ROWS:
            left += 1
            continue
        rows.append(tuple(_text(line.cells.get(column)) for column in range(1, max(line.cells, default=0) + 1)))
        if line.faults or any(isinstance(cell, Fault) for cell in line.cells.values()):
            unread.append(str(line.number))
    return TableRows(tuple(row for row in rows if row), tuple(_notices(left, unread)))


def _notices(left: int, unread: list[str]) -> Iterator[str]:
    if left:
        yield f"只读取了前{_MOST_ROWS}行，另有{left}行没有读取。"
    if unread:
        shown = "、".join(unread[:10]) + ("等" if len(unread) > 10 else "")
        yield f"第{shown}行有读不出的单元格（公式没有算出值、错误值、横向合并或者引号不成对），留空了，请核对。"


def _text(value: Raw | None) -> str:
    """A cell as people see it; nothing for one that cannot be read."""
    if value is None or isinstance(value, Fault):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return typed(value).replace("\r\n", "\n").replace("\r", "\n").strip()

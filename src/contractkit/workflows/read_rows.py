"""read-rows: the rows of a spreadsheet or a .csv as texts, for a list of the interview."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from contractkit.errors import InvalidData, UsageError
from contractkit.readers.decoding import decode

_WORKBOOKS: Final = (".xlsx", ".xlsm")
_TEXTS: Final = (".csv", ".tsv", ".txt")
_MOST_ROWS: Final = 5000
_MOST_COLUMNS: Final = 200
_MOST_BYTES: Final = 50 * 1024 * 1024
_MOST_UNPACKED: Final = 500 * 1024 * 1024
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
    """Read the first sheet that holds anything, or the rows of a text file.

    Args:
        path: an .xlsx, or a .csv, .tsv or .txt in UTF-8 or GB18030.

    Raises:
        UsageError: there is no such file, or it is no table.
        InvalidData: it cannot be read, or it is empty.
    """
    data = _bytes(path)
    ending = path.suffix.lower()
    if ending in _WORKBOOKS:
        found = _workbook(path, data)
    elif ending in _TEXTS:
        found = _text(path, data)
    else:
        raise UsageError(f"{path.name}不是能导入的表格", remedy=f"可以导入 .xlsx 和 .csv。{_SAVE}")
    if not found.rows:
        raise InvalidData(f"{path.name}里没有内容。{''.join(found.notices)}", remedy="请检查是否选对了文件。")
    return found


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InvalidData(f"{path.name}超过50MB", remedy="请只留下要导入的那一张表。")
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"不能读取 {path}：{reason}", remedy="请检查路径是否写对，文件是否可以读取。") from error


def _text(path: Path, data: bytes) -> TableRows:
    decoded = decode(data)
    if decoded.damaged:
        raise InvalidData(f"{path.name}里有{decoded.damaged}处不能解码的内容", remedy=_SAVE)
    text = decoded.text
    sample = text[:4096]
    mark = max("\t,;", key=lambda one: sum(line.count(one) for line in sample.splitlines()[:5]))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False))
    except csv.Error as error:
        raise InvalidData(f"{path.name}不是完好的 .csv（{error}）", remedy=_SAVE) from error
    return _tidied(lines)


def _workbook(path: Path, data: bytes) -> TableRows:
    try:
        sheets = _sheets(data)
    except Exception as error:
        raise InvalidData(f"不能读取 {path.name}：文件已经损坏、太大、加了密码或者不是 .xlsx", remedy=_SAVE) from error
    filled = [(title, table) for title, table in sheets if table.rows]
    if not filled:
        return TableRows(())
    title, table = filled[0]
    others = "、".join(name for name, _ in filled[1:])
    note = (f"只读取了工作表“{title}”，没有读取：{others}。",) if others else ()
    return TableRows(table.rows, (*note, *table.notices))


def _sheets(data: bytes) -> list[tuple[str, TableRows]]:
    """What the visible sheets hold, by their titles."""
    from openpyxl import load_workbook  # noqa: PLC0415  loaded when a workbook is read

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(member.file_size for member in package.infolist()) > _MOST_UNPACKED:
            raise ValueError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of formats that it does not keep; nothing is written back
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _tidied(_cells(sheet))) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    return sheets


def _cells(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        yield [_written(cell.value, str(getattr(cell, "number_format", ""))) for cell in row]


def _written(value: object, form: str) -> str:
    """A cell as people see it: 30% for 0.3 in per cent, 2026-03-01 for a day, 13800000000 without a point."""
    match value:
        case None | bool():
            return {None: "", True: "是", False: "否"}[value]
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case int() | float() if "%" in form:
            return f"{_number(round(value * 100, 10))}%"
        case float():
            return _number(value)
    return str(value)


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:.12g}"


def _tidied(lines: Iterable[Iterable[str]]) -> TableRows:
    """Without empty rows, and without empty columns at the right; no more than there can be."""
    rows: list[tuple[str, ...]] = []
    left = 0
    for line in lines:
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n").strip() for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(rows) < _MOST_ROWS:
            rows.append(tuple(cells))
        else:
            left += 1
    notices = (f"只读取了前{_MOST_ROWS}行，另有{left}行没有读取。",) if left else ()
    return TableRows(tuple(rows), notices)

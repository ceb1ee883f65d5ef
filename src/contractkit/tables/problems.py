"""Mistakes written back: beside the cells of a copy of the workbook, or as a list where there are no cells to mark."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import range_boundaries

from contractkit.core.matter.rows.place import CellProblem
from contractkit.errors import Problem
from contractkit.tables.workbook import damaged_is_told

ERRORS: Final = "错误"
AUTHOR: Final = "contractkit"
_FILL: Final = PatternFill("solid", fgColor="FFFFC7CE")
_LINK: Final = Font(color="FF0563C1", underline="single")
_HEADS: Final = ("序号", "工作表", "行", "列", "列名", "事项编号", "填写的内容", "问题", "改法")
_WIDTHS: Final = (6, 14, 6, 6, 28, 14, 30, 50, 60)
_FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r")
_COMMENT: Final = (360, 120)  # width and height in pixels


def annotate(source: Path, problems: Sequence[Problem], target: BinaryIO) -> None:
    """A copy of a workbook with a comment and a colour at every wrong cell, and all mistakes on a sheet of their own.

    What an earlier run has marked is taken away first.

    Args:
        source: the workbook.
        problems: those of its rows.
        target: where the bytes go.

    Raises:
        InvalidData: the workbook is damaged.
    """
    with damaged_is_told(source), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep is said in docs/batch.md
        book = load_workbook(source, keep_vba=source.suffix.lower() == ".xlsm")
        _unmark(book)
        for problem in problems:
            _mark(book, problem)
        _add_list(book, problems)
        book.save(target)


def write_list(problems: Iterable[Problem], target: BinaryIO) -> None:
    """All mistakes as a workbook with one sheet."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(ERRORS)
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for number, width in enumerate(_WIDTHS):
            page.set_column(number, number, width, wrap)
            page.write_string(0, number, _HEADS[number], bold)
        row = 0
        for row, cells in enumerate(_lines(problems), start=1):
            for number, cell in enumerate(cells):
                page.write(row, number, cell, wrap)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, row), len(_HEADS) - 1)


def write_csv_list(problems: Iterable[Problem], target: BinaryIO) -> None:
    """All mistakes as comma-separated text that Excel opens: UTF-8 with a mark, nothing that it would compute."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADS)
    writer.writerows([_harmless(cell) for cell in cells] for cells in _lines(problems))
    target.write(text.getvalue().encode("utf-8-sig", "replace"))


def _lines(problems: Iterable[Problem]) -> Iterator[tuple[int | str, ...]]:
    for number, problem in enumerate(problems, start=1):
        at: tuple[int | str, ...] = (problem.line or "",)
        if isinstance(problem, CellProblem):
            at = (problem.sheet, *at, problem.column, problem.heading, problem.key, problem.value)
        else:
            at = (problem.file, *at, "", problem.field, "", "")
        yield (number, *at, problem.message, problem.remedy)


def _harmless(cell: int | str) -> int | str:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_MARKS) else cell


def _unmark(book: Any) -> None:
    if ERRORS in book.sheetnames:
        del book[ERRORS]
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
                    if cell.fill.fgColor.rgb == _FILL.fgColor.rgb:
                        cell.fill = PatternFill()


def _mark(book: Any, problem: Problem) -> None:
    if not isinstance(problem, CellProblem) or problem.sheet not in book.sheetnames or not problem.line:
        return
    page = book[problem.sheet]
    cell = _visible(page, page[f"{problem.column or 'A'}{problem.line}"])
    said = f"{problem.message}{problem.remedy}"
    if cell.comment is not None:
        said = f"{cell.comment.text}\n{said}"
    cell.comment = Comment(said, AUTHOR, width=_COMMENT[0], height=_COMMENT[1])
    cell.fill = _FILL


def _visible(page: Any, cell: Cell | MergedCell) -> Cell:
    """The cell that shows what a merged one holds."""
    if not isinstance(cell, MergedCell):
        return cell
    for merged in page.merged_cells.ranges:
        left, top, right, bottom = range_boundaries(merged.coord)
        if left <= cell.column <= right and top <= cell.row <= bottom:
            return page.cell(top, left)
    return page.cell(cell.row, cell.column)


def _add_list(book: Any, problems: Sequence[Problem]) -> None:
    page = book.create_sheet(ERRORS)
    page.append(_HEADS)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for head in page[1]:
        head.font = Font(bold=True)
    for cells in _lines(problems):
        row = page.max_row + 1
        for number, value in enumerate(cells, start=1):
            cell = page.cell(row, number)
            cell.value = value
            cell.alignment = wrapped
            if isinstance(value, str):
                cell.data_type = "s"  # what begins with = stays text
        _link(book, page, row, cells)
    for number, width in enumerate(_WIDTHS):
        page.column_dimensions[page.cell(1, number + 1).column_letter].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def _link(book: Any, page: Any, row: int, cells: Sequence[int | str]) -> None:
    """A jump from the number of a mistake to its cell."""
    sheet, line, column = cells[1], cells[2], cells[3]
    if sheet in book.sheetnames and line:
        page.cell(row, 1).hyperlink = f"#'{str(sheet).replace(chr(39), chr(39) * 2)}'!{column or 'A'}{line}"
        page.cell(row, 1).font = _LINK

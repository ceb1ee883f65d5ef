"""An empty workbook to fill in: headings with notes, drop-downs, an example, an instruction sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from contractkit.core.matter.fields import Keys, find, titles
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.headings import KEY, Headings
from contractkit.core.matter.rows.writing import cells_of
from contractkit.tables.writing import OPTIONS, Sheets, Shown

_HEAD: Final = 1  # the group of the columns stands above their headings
_LAST_ROW: Final = 5000  # down to which drop-downs reach
_LINE: Final = 38  # characters that fit beside each other on the instruction sheet
_A4: Final = 9
_EXAMPLE_COLOUR: Final = "#F2F2F2"
_REQUIRED, _MANY, _OPTIONAL = "#C00000", "#1F3864", "#595959"
_GROUP_COLOURS: Final = ("#D9E2F3", "#E2EFDA", "#FFF2CC", "#FCE4D6", "#EDEDED")
_FORMS: Final[Mapping[str, str]] = {
    "text": "写文字。",
    "long": "可以写几项，一项一行（Alt+Enter）。",
    "number": "写数字。",
    "date": "写日期，例如 2026-03-01。",
    "choice": "从下拉列表选择。",
}


@dataclass(frozen=True, slots=True)
class Instructions:
    """What the instruction sheet says.

    Attributes:
        lines: one paragraph each.
    """

    title: str
    lines: tuple[str, ...]


def write_template_to(target: BinaryIO, headings: Headings, instructions: Instructions, example: Matter) -> None:
    """Write the workbook.

    Args:
        target: where the bytes go.
        headings: what stands above the columns.
        instructions: of the first sheet.
        example: fills the example rows.
    """
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        _instruct(book, headings.aside[0], instructions)
        sheets = Sheets(book, headings, head=_HEAD)
        cells = cells_of(example, headings)
        sheets.add(headings.example[0], cells.main, cells.lists)
        for below, page in sheets.pages.items():
            columns = sheets.lists[below] if below else sheets.main
            _head(book, page, columns, below)
            _choices(page, columns)
            _mark_example(book, page, len(columns), max(len(cells.lists.get(below, ())), 1) if below else 1)
            page.set_row(_HEAD, 48)
            page.set_landscape()
            page.set_paper(_A4)
            page.repeat_rows(0, _HEAD)
        sheets.pages[()].activate()


def _instruct(book: Any, name: str, instructions: Instructions) -> None:
    page = book.add_worksheet(name)
    page.set_column(0, 0, 84)
    page.hide_gridlines(2)
    wrap = book.add_format({"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 11})
    page.write_string(0, 0, instructions.title, book.add_format({"bold": True, "font_size": 16, "font_name": "宋体"}))
    for number, line in enumerate(instructions.lines, start=2):
        page.write_string(number, 0, line, wrap)
        page.set_row(number, 16 * (1 + len(line) // _LINE))
    page.set_paper(_A4)


def _head(book: Any, page: Worksheet, columns: Sequence[Shown], below: Keys) -> None:
    """The groups above, the colour of each heading, and its note."""
    at = 0
    for order, (name, group) in enumerate(groupby(columns, key=lambda column: _group(column, below))):
        width = len(list(group))
        colour = _GROUP_COLOURS[order % len(_GROUP_COLOURS)]
        shown = book.add_format({"bold": True, "bg_color": colour, "align": "left", "font_name": "宋体", "border": 1})
        for number in range(at, at + width):
            page.write_string(_HEAD - 1, number, name if number == at else "", shown)
            head = {"bold": True, "bg_color": colour, "font_color": _colour(columns[number]), "border": 1}
            head |= {"text_wrap": True, "valign": "vcenter", "font_name": "宋体"}
            page.write_string(_HEAD, number, columns[number].heading, book.add_format(head))
            page.write_comment(_HEAD, number, _note(columns[number]), {"x_scale": 2, "y_scale": 1.4, "font_size": 9})
        at += width


def _group(column: Shown, below: Keys) -> str:
    if column.keys == KEY:
        return ""
    return titles(below) if below else titles(column.keys[:1]) if len(column.keys) > 1 else "基本情况"


def _colour(column: Shown) -> str:
    if column.keys == KEY or _is_required(column.keys):
        return _REQUIRED
    return _MANY if column.form == "long" else _OPTIONAL


def _is_required(keys: Keys) -> bool:
    fields = (find(keys[:end]) for end in range(1, len(keys) + 1))
    return all(field is None or field.required for field in fields)


def _note(column: Shown) -> str:
    """What to write: where it belongs, the form, the help and an example of the field."""
    if column.keys == KEY:
        return "自定，不得重复。其余工作表用它写明一行属于哪个事项。"
    field = find(column.keys)
    parts = [titles(tuple(key for key in column.keys if isinstance(key, str)))]
    parts.append("必填。" if _is_required(column.keys) else "可以不填。")
    parts.append(f"选其一：{'、'.join(column.choices)}。" if column.choices else _FORMS[column.form])
    if field and field.help:
        parts.append(f"{field.help}。")
    if field and field.example:
        parts.append(f"例如：{field.example}")
    return "\n".join(parts)


def _choices(page: Worksheet, columns: Sequence[Shown]) -> None:
    for number, column in enumerate(columns):
        if column.choices:
            page.data_validation(
                _HEAD + 1, number, _LAST_ROW, number,
                {
                    "validate": "list", "source": list(column.choices), "ignore_blank": True,
                    "error_title": "没有这个选项", "error_message": "请从下拉列表选择。",
                },
            )  # fmt: skip


def _mark_example(book: Any, page: Worksheet, width: int, rows: int) -> None:
    """Grey for as long as the row is an example: the colour goes when the key is changed."""
    grey = book.add_format({"bg_color": _EXAMPLE_COLOUR, "font_color": "#7F7F7F", "italic": True})
    rule = {"type": "formula", "criteria": f'=$A{_HEAD + 2}="示例"', "format": grey}
    page.conditional_format(_HEAD + 1, 0, _HEAD + rows, width - 1, rule)

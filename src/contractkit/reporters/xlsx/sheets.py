"""Sheets that are written row by row, with their looks: text only, heads that stay, a filter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import xlsxwriter

from contractkit.reporters.columns import visible

_MOST: Final = 32_000  # characters in a cell; Excel takes 32,767
_SURROGATE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
Cell: TypeAlias = str | int | None
_FONT: Final = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
COLOUR: Final = {
    "p": ("#2f6b4f", "#eef5f1"),
    "d": ("#8a5a00", "#fbf1dc"),
    "m": ("#9b1c1c", "#fbe9e7"),
    "a": ("#44506b", "#e8ebf3"),
    "n": ("#555555", "#ececec"),
    "o": ("#6b7580", "#f3f4f6"),
}


def inert(text: str) -> str:
    """Text that a cell can hold: control characters written out, what no XML can hold as its code."""
    text = _SURROGATE.sub(lambda match: ascii(match.group())[1:-1], visible(text))
    return text if len(text) <= _MOST else f"{text[:_MOST]}……（另有{len(text) - _MOST}字）"


class Book:
    """A workbook that is written row by row: little is held in memory."""

    def __init__(self, path: Path) -> None:
        """Begin the file.

        Args:
            path: written when the book is closed.
        """
        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": _FONT,
            },
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **properties: Any) -> Any:
        """A format with these properties on top of the usual ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_FONT, **properties})
        return self._formats[key]

    def mark(self, css: str) -> Any:
        """The look of a mark of the matrix."""
        ink, wash = COLOUR[css]
        bold = css in ("d", "m")
        return self.look(font_color=ink, bg_color=wash, bold=bold, align="center", border=1, border_color="#d9dee3")

    def sheet(self, name: str, columns: Sequence[tuple[str, float]], *, head_rows: int = 1, frozen: int = 1) -> Sheet:
        """A new sheet.

        Args:
            name: at most 31 characters.
            columns: heading and width of each.
            head_rows: rows above the first with data.
            frozen: columns that stay when one scrolls.
        """
        made = self._book.add_worksheet(name)
        made.hide_gridlines(2)
        for at, (_, width) in enumerate(columns):
            made.set_column(at, at, width)
        made.freeze_panes(head_rows, frozen)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.repeat_rows(0, head_rows - 1)
        return Sheet(self, made, tuple(title for title, _ in columns))

    def chart(self, kind: Mapping[str, str]) -> Any:
        """A chart of the workbook's own kind."""
        return self._book.add_chart(kind)

    def close(self) -> None:
        """Write the file."""
        self._book.close()


@dataclass(slots=True)
class Sheet:
    """A sheet and the row that comes next."""

    book: Book
    made: Any
    titles: tuple[str, ...]
    row: int = 0

    def head(self) -> None:
        """The row of headings."""
        look = self.book.look(bold=True, font_color="#1d3557", bg_color="#f6f7f8", bottom=2, bottom_color="#1d3557")
        self.add(self.titles, look)

    def add(self, cells: Sequence[Cell], look: Any = None, looks: Mapping[int, Any] | None = None) -> None:
        """A row; texts are only ever text."""
        look = look or self.book.look(text_wrap=True, bottom=1, bottom_color="#d9dee3")
        for at, cell in enumerate(cells):
            self.put(at, cell, (looks or {}).get(at, look))
        self.row += 1

    def put(self, column: int, cell: Cell, look: Any) -> None:
        """One cell of the row that is being written."""
        if cell is None or cell == "":
            self.made.write_blank(self.row, column, None, look)
        elif isinstance(cell, int):
            self.made.write_number(self.row, column, cell, look)
        else:
            self.made.write_string(self.row, column, inert(cell), look)

    def finish(self, head_row: int = 0) -> None:
        """A filter over what was written."""
        if self.row > head_row + 1:
            self.made.autofilter(head_row, 0, self.row - 1, len(self.titles) - 1)

"""Matters into a workbook: text stays text, whatever it begins with; codes and phones are text, dates are dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, BinaryIO, Final

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from contractkit.core.matter.fields import Keys, find, titles
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.headings import KEY, Headings
from contractkit.core.matter.rows.writing import Written, cells_of
from contractkit.errors import UsageError

LONGEST: Final = 32_767  # characters that a cell can hold
_EXACT_DIGITS: Final = 15
OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_WIDTHS: Final = {"text": 24, "long": 40, "number": 12, "date": 14, "choice": 18}


@dataclass(frozen=True, slots=True)
class Shown:
    """One column as it is written.

    Attributes:
        keys: the answer, with member 0 in a list; `KEY` for the key column.
        heading: what stands above it.
        form: `text`, `long`, `number`, `date` or `choice`.
        choices: what can be chosen.
    """

    keys: Keys
    heading: str
    form: str
    choices: tuple[str, ...] = ()


def write_matters(target: BinaryIO, matters: Iterable[tuple[str, Matter]], headings: Headings) -> None:
    """A workbook with all sheets, one matter a row of the main one.

    Args:
        target: where the bytes go.
        matters: key and matter; the keys differ.
        headings: what stands above the columns.

    Raises:
        UsageError: an answer is longer than a cell can hold.
    """
    found = [(key, cells_of(matter, headings)) for key, matter in matters]
    chosen = {keys: None for _, cells in found for keys in cells.main if keys[0] == "positions"}
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        sheets = Sheets(book, headings, extra=tuple(chosen))
        for key, cells in found:
            sheets.add(key, cells.main, cells.lists)


class Sheets:
    """The main sheet and those of the lists, written from top to bottom."""

    def __init__(self, book: Workbook, headings: Headings, *, extra: Sequence[Keys] = (), head: int = 0) -> None:
        """Create the sheets with their headings.

        Args:
            book: to write into.
            headings: what stands above the columns.
            extra: answers of the main sheet beyond those that are always there: positions of clauses.
            head: row of the headings, from 0.
        """
        self.formats = Formats(book)
        self.head = head
        self.main = [Shown(KEY, headings.key[0], "text"), *(shown_column(keys, headings) for keys in headings.matter)]
        self.main += [Shown(keys, f"{titles(keys[:1])}→{keys[1]}", "choice", _choices(keys)) for keys in extra]
        self.lists = {
            below: [
                Shown(KEY, headings.key[0], "text"),
                *(shown_column((*below, 0, *keys), headings) for keys in one.columns),
            ]
            for below, one in headings.lists.items()
        }
        self.pages: dict[Keys, Worksheet] = {(): self._page(book, headings.sheet[0], self.main)}
        for below, one in headings.lists.items():
            self.pages[below] = self._page(book, one.sheet[0], self.lists[below])
        self._next = dict.fromkeys(self.pages, head + 1)

    def add(
        self, key: str, main: Mapping[Keys, Written], lists: Mapping[Keys, Sequence[Mapping[Keys, Written]]]
    ) -> None:
        """One matter below the last.

        Raises:
            UsageError: an answer is longer than a cell can hold.
        """
        self._line((), self.main, {KEY: key, **main})
        for below, members in lists.items():
            for member in members:
                inside = {(*below, 0, *keys): value for keys, value in member.items()}
                self._line(below, self.lists[below], {KEY: key, **inside})

    def _line(self, below: Keys, columns: Sequence[Shown], values: Mapping[Keys, Written]) -> None:
        for at, column in enumerate(columns):
            if (value := values.get(column.keys)) is not None:
                self.formats.write(self.pages[below], (self._next[below], at), value, column)
        self._next[below] += 1

    def _page(self, book: Workbook, name: str, columns: Sequence[Shown]) -> Worksheet:
        page = book.add_worksheet(name)
        for at, column in enumerate(columns):
            page.set_column(at, at, _WIDTHS[column.form], self.formats.of(column.form))
            page.write_string(self.head, at, column.heading, self.formats.head)
        page.freeze_panes(self.head + 1, 1)
        return page


class Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "font_name": "宋体"}
        self.head = book.add_format(
            {
                "bold": True,
                "bg_color": "#D9E2F3",
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "font_name": "宋体",
            }
        )
        plain = {"valign": "top", "font_name": "宋体"}
        self._by_form = {
            "text": book.add_format(text),
            "long": book.add_format(text),
            "choice": book.add_format(text),
            "number": book.add_format(plain),
            "date": book.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "left"}),
        }

    def of(self, form: str) -> Any:
        """The format of a column."""
        return self._by_form[form]

    def write(self, page: Worksheet, at: tuple[int, int], value: Written, column: Shown) -> None:
        """One cell.

        Raises:
            UsageError: it is longer than a cell can hold.
        """
        row, number = at
        if isinstance(value, date):
            page.write_datetime(row, number, value, self.of("date"))
        elif isinstance(value, int | Decimal) and _fits(value):
            page.write_number(row, number, value, self.of("number"))
        else:
            text = f"{value:f}" if isinstance(value, Decimal) else str(value)
            if len(text) > LONGEST:
                raise UsageError(
                    f"“{column.heading}”有 {len(text)} 个字，一格放不下。", remedy="请改用 YAML 事项文件。"
                )
            page.write_string(row, number, text, self.of(column.form if column.form != "number" else "text"))


def shown_column(keys: Keys, headings: Headings) -> Shown:
    """How the column of an answer is written."""
    field = find(keys)
    kind = field.kind if field else str
    choices = _choices(keys)
    if choices:
        return Shown(keys, headings.heading(keys), "choice", choices)
    form = {int: "number", Decimal: "number", date: "date"}.get(kind, "text")
    return Shown(keys, headings.heading(keys), "long" if field and field.many else form)


def _choices(keys: Keys) -> tuple[str, ...]:
    field = find(keys)
    kind = field.kind if field else None
    return tuple(str(one.value) for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()


def _fits(value: int | Decimal) -> bool:
    """Whether a spreadsheet's number keeps every digit."""
    return len(Decimal(value).as_tuple().digits) <= _EXACT_DIGITS

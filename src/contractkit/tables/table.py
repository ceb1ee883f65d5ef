"""A table as a stream of rows, each with the rows of lists that belong to it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.headings import KEY, fold, nearest
from contractkit.core.matter.rows.layout import Layout, SheetLayout, letter
from contractkit.core.matter.rows.row import Cells, Fault, Raw, Row, digest
from contractkit.core.matter.rows.values import typed
from contractkit.errors import Problem
from contractkit.tables.grid import Grid, Line
from contractkit.tables.joining import Aside
from contractkit.tables.sheets import Sheets

_FEW: Final = 2000  # keys among which the nearest is looked for


@dataclass(slots=True)
class Seen:
    """What was met while the rows were read.

    Attributes:
        keys: key → row of the main sheet.
        blank: number of rows without any cell between rows with some.
        examples: number of example rows that were left out.
        rows: number of rows that were read.
        left: column → how many rows leave it blank, and the first of them.
        repeated: rows of the main sheet whose key an earlier one has.
    """

    keys: dict[str, int] = field(default_factory=dict)
    blank: int = 0
    examples: int = 0
    rows: int = 0
    left: dict[int, tuple[int, int]] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)


class GridTable:
    """The rows of a workbook or a delimited file."""

    def __init__(self, sheets: Sheets, salt: str, based: Container[Keys] = (), *, examples: bool = False) -> None:
        """Take the sheets of a file.

        Args:
            sheets: opened.
            salt: what the content of a row depends on besides its cells: the base matter.
            based: the answers that the base matter gives.
            examples: read the example rows, too.
        """
        self._based = based
        self.layout: Layout = sheets.layout
        self._sheets = sheets
        self._salt = salt
        self._examples = examples
        self._said: tuple[Problem, ...] = ()

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What is worth saying about the table, complete after one pass."""
        return self._said

    def rows(self) -> Iterator[Row]:
        """All matters in the order of the file, then the rows of lists that belong to none, those of one key together.

        Raises:
            InvalidData: the file is damaged.
        """
        seen = Seen()
        aside = Aside()
        try:
            self._keep_aside(aside, seen)
            for line in self._lines(self._sheets.main, self.layout.sheet(0), seen):
                if (row := self._row(line, aside, seen)) is not None:
                    yield row
            for key, cells in aside.others(seen.keys):
                if not self._is_example(key):
                    yield self._orphan(key, cells, aside, seen)
        finally:
            aside.close()
        self._said = tuple(self._notices(seen))

    def _keep_aside(self, aside: Aside, seen: Seen) -> None:
        for number, grid in enumerate(self._sheets.lists, start=1):
            sheet = self.layout.sheet(number)
            for line in self._lines(grid, sheet, seen):
                aside.add(_key(line, sheet), Cells(line.number, number, tuple(line.cells.items())))
        aside.complete()

    def _lines(self, grid: Grid, sheet: SheetLayout, seen: Seen) -> Iterator[Line]:
        """The rows below the headings."""
        last = sheet.head
        for line in grid.lines():
            if line.number > sheet.head:
                seen.blank += line.number - last - 1
                last = line.number
                yield line

    def _row(self, line: Line, aside: Aside, seen: Seen) -> Row | None:
        sheet = self.layout.sheet(0)
        key = _key(line, sheet)
        if self._is_example(key):
            seen.examples += 1
            return None
        first = seen.keys.get(key)
        faults = [*line.faults, *self._key_faults(key, first, line, sheet), *self._beyond(line, sheet)]
        lists = aside.of(key) if key and first is None else ()
        for cells in lists:
            faults += self._beyond(Line(cells.number, dict(cells.values)), self.layout.sheet(cells.sheet))
        if first is not None and key:
            seen.repeated.append(line.number)
        if key:
            seen.keys.setdefault(key, line.number)
        seen.rows += 1
        for column in sheet.columns.keys() - line.cells.keys():
            count, at = seen.left.get(column, (0, line.number))
            seen.left[column] = count + 1, at
        cells = Cells(line.number, 0, tuple(line.cells.items()))
        return Row(line.number, sheet.name, key, self._digest(cells, lists), cells, lists, None, tuple(faults))

    def _key_faults(self, key: str, first: int | None, line: Line, sheet: SheetLayout) -> Iterator[Fault]:
        heading = "" if sheet.key is None else sheet.columns[sheet.key].heading
        cell = line.cells.get(sheet.key or 0)
        if isinstance(cell, Fault):
            yield Fault(f"{cell.kind}", cell.shown, {**cell.context, "column": letter(sheet.key or 0)})
        elif not key and self.layout.lists and not line.faults:
            yield Fault("key_missing", "", {"heading": heading})
        elif first is not None:
            yield Fault("key_repeated", key, {"heading": heading, "first": first})

    def _beyond(self, line: Line, sheet: SheetLayout) -> Iterator[Fault]:
        """Cells in columns that have no heading."""
        headed = sheet.headed
        for number, value in line.cells.items():
            if number not in headed:
                at = letter(number) if sheet.name else f"第{number}"
                yield Fault("cells_beyond", typed(value), {"column": at, "sheet": sheet.name, "row": line.number})

    def _orphan(self, key: str, cells: tuple[Cells, ...], aside: Aside, seen: Seen) -> Row:
        sheet, main = self.layout.sheet(cells[0].sheet), self.layout.sheet(0)
        heading = sheet.columns[sheet.key or 0].heading
        context = {"main": main.name, "heading": heading, "rows": self._places(cells)}
        if key:
            context["nearest"] = self._meant(key, len(cells), aside, seen)
        fault = Fault("key_unknown" if key else "key_missing_in_list", key, context)
        return Row(cells[0].number, sheet.name, key, self._digest(cells[0], cells[1:]), None, cells, None, (fault,))

    def _meant(self, key: str, rows: int, aside: Aside, seen: Seen) -> str:
        """What may have gone wrong: a few rows are misspelt, or a row of the main sheet has another's key."""
        near = nearest(key, seen.keys) if len(seen.keys) <= _FEW else ""
        others = len(aside.of(near)) if near else 0
        if near and (rows < others or not others):
            return f"，是否为“{near}”"
        if not seen.repeated:
            return ""
        at = "、".join(map(str, seen.repeated[:3]))
        return f"（“{self.layout.sheet(0).name}”第 {at} 行的编号与别的行重复，是否应为“{key}”）"

    def _places(self, cells: tuple[Cells, ...]) -> str:
        """`“数据资源”第43至52行、“收益分配”第15行`."""
        told = []
        for number, rows in groupby(cells, lambda one: one.sheet):
            at = [one.number for one in rows]
            whole = len(at) > 1 and at[-1] - at[0] == len(at) - 1
            told.append(f"“{self.layout.sheet(number).name}”第{f'{at[0]}至{at[-1]}' if whole else _few(at)}行")
        return "、".join(told)

    def _digest(self, cells: Cells, lists: tuple[Cells, ...]) -> str:
        parts = [sorted(_content(cells, self.layout.sheet(cells.sheet)))]
        parts += [sorted(_content(one, self.layout.sheet(one.sheet))) for one in lists]
        return digest([self._salt, *parts])

    def _is_example(self, key: str) -> bool:
        return not self._examples and bool(key) and fold(key) in {fold(one) for one in self.layout.headings.example}

    def _notices(self, seen: Seen) -> Iterator[Problem]:
        for grid in (self._sheets.main, *self._sheets.lists):
            yield from grid.notices()
        sheet = self.layout.sheet(0)
        for number, (count, at) in sorted(seen.left.items()):
            column = sheet.columns[number]
            if count < seen.rows and column.keys in self._based:
                message = f"“{column.heading}”列有 {count} 行留空（第 {at} 行{'等' if count > 1 else ''}），取基础事项的内容。"
                yield Problem(message, "请核对是否漏填。", self.layout.file)
        if seen.blank:
            yield Problem(f"跳过 {seen.blank} 个空行。", "", self.layout.file)
        if seen.examples:
            yield Problem(f"跳过 {seen.examples} 个示例行（事项编号是“示例”的不生成文件）。", "", self.layout.file)


def _few(rows: list[int]) -> str:
    return "、".join(map(str, rows[:5])) + (f"等{len(rows)}" if len(rows) > 5 else "")


def _key(line: Line, sheet: SheetLayout) -> str:
    value: Raw | None = line.cells.get(sheet.key) if sheet.key else None
    return "" if value is None or isinstance(value, Fault) else typed(value).strip()


def _content(cells: Cells, sheet: SheetLayout) -> Iterator[tuple[str, str]]:
    """What the cells of a row say, by path; the key and the place do not matter."""
    for number, value in cells.values:
        column = sheet.columns.get(number)
        if column is not None and column.keys != KEY:
            yield (
                ".".join(map(str, column.keys)),
                f"{type(value).__name__ if isinstance(value, Fault) else ''}{typed(value)}",
            )

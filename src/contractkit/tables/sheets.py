"""Which sheets of a file are read and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.headings import Headings, fold, nearest
from contractkit.core.matter.rows.layout import (
    IGNORE,
    Layout,
    Mapped,
    SheetLayout,
    columns_of,
    head_row,
    mapping_problems,
)
from contractkit.core.matter.rows.row import Fault
from contractkit.errors import InvalidData, Problem
from contractkit.tables.grid import Grid, Line

_HEAD = 20


@dataclass(frozen=True, slots=True)
class Sheets:
    """The grids of a table, as its layout names them.

    Attributes:
        main: of the matters.
        lists: in the order of `layout.lists`.
    """

    layout: Layout
    main: Grid
    lists: tuple[Grid, ...]


def sheets_of(file: str, grids: Sequence[Grid], headings: Headings, mapped: Mapped) -> Sheets:
    """Sort the grids of a file and read their headings.

    Raises:
        InvalidData: a sheet or a heading is not known or there twice, the key column is missing.
    """
    problems: list[Problem] = []
    seen: list[str] = []
    main, lists = _sorted(file, grids, headings, mapped, problems)
    found: list[SheetLayout] = []
    for below, grid in (((), main), *lists):
        found.append(_layout(file, grid, (headings, mapped), below, problems, seen))
    problems += mapping_problems(mapped, seen, [grid.name for grid in grids])
    if not problems:
        problems += _keys_missing(file, found, headings)
    if problems:
        raise InvalidData(f"{file} 的表头有 {len(problems)} 处错误。", remedy="请逐处改正后再运行。", problems=problems)
    return Sheets(Layout(file, found[0], tuple(found[1:]), headings, mapped), main, tuple(grid for _, grid in lists))


def _sorted(
    file: str, grids: Sequence[Grid], headings: Headings, mapped: Mapped, problems: list[Problem]
) -> tuple[Grid, list[tuple[Keys, Grid]]]:
    """The main grid and the lists; sheets that are nothing of these are problems unless they are empty."""
    kinds = [(grid, _kind(grid.name, headings, mapped)) for grid in grids]
    mains = [grid for grid, kind in kinds if kind == ()]
    lists = [(kind, grid) for grid, kind in kinds if isinstance(kind, tuple) and kind]
    unknown = [grid for grid, kind in kinds if kind is None and next(iter(grid.lines()), None) is not None]
    if not mains and unknown:
        mains.append(unknown.pop(0))
    if not mains:
        raise InvalidData(f"{file} 里没有事项。", remedy=f"请把事项写在工作表“{headings.sheet[0]}”，一行一个。")
    problems += [_unknown_sheet(file, grid.name, headings) for grid in (*mains[1:], *unknown)]
    for at, (kind, grid) in enumerate(lists):
        if any(kind == other for other, _ in lists[:at]):
            problems.append(Problem(f"工作表“{grid.name}”与另一张工作表指同一附表。", "请合并成一张。", file))
    return mains[0], lists


def _kind(name: str, headings: Headings, mapped: Mapped) -> Keys | str | None:
    """The list that a sheet holds, the empty path for the main one, `ignore`, or None when its name is not known."""
    said = mapped.sheets.get(fold(name), name)
    if fold(said) == IGNORE or fold(name) in {fold(one) for one in headings.aside}:
        return IGNORE
    return headings.sheets().get(fold(said)) if name else ()


def _unknown_sheet(file: str, name: str, headings: Headings) -> Problem:
    known = [headings.sheet[0], *(one.sheet[0] for one in headings.lists.values())]
    near = nearest(name, known)
    remedy = f"是否为“{near}”？" if near else f"附表的名称有：{'、'.join(known[1:])}。"
    return Problem(
        f"认不出工作表“{name}”。", f"{remedy}请改名；不需要读取的，在映射文件的 sheets 里写 ignore，或者删去。", file
    )


def _layout(
    file: str,
    grid: Grid,
    known: tuple[Headings, Mapped],
    below: Keys,
    problems: list[Problem],
    seen: list[str],
) -> SheetLayout:
    headings, mapped = known
    first = list(islice(grid.lines(), _HEAD))
    at = head_row(((line.number, list(line.cells.values())) for line in first), headings, mapped, below)
    line = next((line for line in first if line.number == at), Line(1, {}))
    texts = {number: str(cell) for number, cell in line.cells.items() if not isinstance(cell, Fault)}
    for number, cell in line.cells.items():
        if isinstance(cell, Fault):
            message = f"工作表“{grid.name}”的表头第 {number} 列不能读取。"
            problems.append(Problem(message, "表头须为文字，不能是公式或者左右合并的单元格。", file, at))
    seen += texts.values()
    columns, found = columns_of(texts, headings, mapped, (file, grid.name, at), below)
    problems += found
    return SheetLayout(grid.name, at, columns, below, frozenset(line.cells))


def _keys_missing(file: str, sheets: Iterable[SheetLayout], headings: Headings) -> Iterable[Problem]:
    main, *lists = sheets
    for sheet in (main, *lists) if lists else ():
        if sheet.key is None:
            remedy = f"请加一列“{headings.key[0]}”，主表每一事项一个编号，附表各行写所属事项的编号。"
            yield Problem(f"工作表“{sheet.name}”没有“{headings.key[0]}”一列。", remedy, file, sheet.head)

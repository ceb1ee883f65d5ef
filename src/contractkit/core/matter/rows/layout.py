"""Which sheets and columns a table has, and which answers they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.headings import KEY, Headings, fold, is_cell, keys_of, nearest
from contractkit.errors import Problem

IGNORE: Final = "ignore"
_POSITION: Final = "条款立场→"
_HEAD_ROWS: Final = 20  # a title and notes may stand above the headings


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a mapping file says, folded headings first.

    Attributes:
        columns: heading → path, Chinese heading, `key` or `ignore`, as written.
        sheets: name → path of a list, Chinese name or `ignore`, as written.
        headings: the folded headings and names as they are written in the file.
        places: heading or name → the problem's file and line.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that holds an answer.

    Attributes:
        number: from 1.
        heading: as it is written.
        keys: the answer, in a list's sheet below the member; `KEY` for the key column.
    """

    number: int
    heading: str
    keys: Keys


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet.

    Attributes:
        name: empty where the file has no sheets.
        head: row of the headings, from 1.
        columns: by number; those that are ignored are not among them.
        below: the list that the sheet holds, or the empty path for the main sheet.
        headed: numbers of all columns that have a heading.
    """

    name: str
    head: int
    columns: Mapping[int, Column]
    below: Keys = ()
    headed: frozenset[int] = frozenset()

    @property
    def key(self) -> int | None:
        """Number of the key column."""
        return next((column.number for column in self.columns.values() if column.keys == KEY), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets of a table that are read.

    Attributes:
        file: as the user gave it.
        main: None for JSON lines and folders.
        lists: the sheets of lists, in the order of the file.
        headings: all headings that are known, to name a column that is not there.
        mapped: what the mapping file says, for JSON lines.
    """

    file: str
    main: SheetLayout | None
    lists: tuple[SheetLayout, ...]
    headings: Headings
    mapped: Mapped

    def sheet(self, number: int) -> SheetLayout:
        """The main sheet for 0, else a list's."""
        if number:
            return self.lists[number - 1]
        if self.main is None:
            raise LookupError(self.file)
        return self.main


def letter(column: int) -> str:
    """Column 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def head_row(rows: Iterable[tuple[int, Sequence[object]]], headings: Headings, mapped: Mapped, below: Keys = ()) -> int:
    """The row, among the first ones, that has most headings that are known; the first row that has cells otherwise."""
    best, most, first = 0, 0, 0
    for number, cells in rows:
        if number > _HEAD_ROWS:
            break
        texts = [str(cell) for cell in cells if cell is not None and str(cell).strip()]
        first = first or (number if texts else 0)
        known = sum(resolve(text, headings, mapped, below) is not None for text in texts)
        if known > most:
            best, most = number, known
    return best or first


def resolve(heading: str, headings: Headings, mapped: Mapped, below: Keys = ()) -> Keys | str | None:
    """What a heading stands for: an answer, `ignore`, or None when it is not known."""
    said = mapped.columns.get(fold(heading))
    if said is not None and fold(said) == IGNORE:
        return IGNORE
    written = heading if said is None else said
    known = headings.names(below).get(fold(written))
    if known is not None:
        return known
    if not below and fold(written).startswith(_POSITION):
        written = "positions." + fold(written).removeprefix(_POSITION)
    return _path("".join(written.split()), below)


def _path(written: str, below: Keys) -> Keys | None:
    keys = keys_of(written)
    if not below or keys is None:
        keys = keys_of(written, (*below, 0)) if below else keys
    return keys if keys and is_cell(keys) and keys[: len(below)] == below else None


def columns_of(
    cells: Mapping[int, str],
    headings: Headings,
    mapped: Mapped,
    place: tuple[str, str, int],
    below: Keys = (),
) -> tuple[dict[int, Column], list[Problem]]:
    """The columns of one sheet, and what is wrong with its headings.

    Args:
        cells: text of every heading that is not blank, by column from 1.
        headings: those that are known.
        mapped: what the mapping file says.
        place: file, sheet and row, for messages.
        below: the list that the sheet holds.
    """
    columns: dict[int, Column] = {}
    problems: list[Problem] = []
    taken: dict[Keys, Column] = {}
    file, sheet, row = place
    for number, heading in cells.items():
        where = f"工作表“{sheet}”{letter(number)}列" if sheet else f"第{number}列"
        keys = resolve(heading, headings, mapped, below)
        if isinstance(keys, str):
            continue
        if keys is None:
            message = f"{where}：认不出列名“{heading}”。"
            problems.append(Problem(message, _instead(heading, headings, below, set(taken)), file, row))
        elif keys in taken:
            message = f"{where}：列名“{heading}”与{letter(taken[keys].number)}列“{taken[keys].heading}”指同一项。"
            problems.append(Problem(message, "请删去一列，或者在映射文件里把其中一列写成 ignore。", file, row))
        else:
            columns[number] = taken[keys] = Column(number, heading, keys)
    return columns, problems


def mapping_problems(mapped: Mapped, seen_columns: Iterable[str], seen_sheets: Iterable[str]) -> Iterator[Problem]:
    """Headings and sheets that a mapping file speaks of and the table does not have."""
    for said, seen, what in (
        (mapped.columns, list(seen_columns), "列名"),
        (mapped.sheets, list(seen_sheets), "工作表"),
    ):
        known = {fold(name) for name in seen}
        for name in said:
            if name not in known:
                file, line = mapped.places[name]
                near = nearest(name, seen)
                remedy = f"是否为“{near}”？请照表格里的写法改正。" if near else "请照表格里的写法改正，或者删去这一行。"
                yield Problem(f"表格里没有{what}“{mapped.written[name]}”。", remedy, file, line)


def _instead(heading: str, headings: Headings, below: Keys, taken: set[Keys]) -> str:
    known = headings.lists[below].columns if below else headings.matter
    free = [names[0] for keys, names in known.items() if ((*below, 0, *keys) if below else keys) not in taken]
    near = nearest(heading, free)
    asked = f"是否为“{near}”？请改正列名；" if near else ""
    return (
        f"{asked}确要用这个列名的，用 --mapping 写明它对应的字段；不需要这一列的，在映射文件里写 ignore，或者删去整列。"
    )

"""What a table shows and who decides about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ColumnKind(StrEnum):
    """How a cell is written."""

    LINE = "line"
    PROSE = "prose"  # several lines
    CHOICE = "choice"  # one of `choices`, picked from a list


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: what the source calls it; unique in a table.
        title: its heading.
        width: in cells of the terminal; a 汉字 takes two.
        required: marked in the heading.
        choices: value and label of each; what is written is the label.
        help: shown below the table while the cursor stands in the column.
        example: likewise.
    """

    key: str
    title: str
    width: int = 14
    kind: ColumnKind = ColumnKind.LINE
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    example: str = ""


class TableSource(Protocol):
    """Rows of texts, and everything that may happen to them. Rows and columns count from 0."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns, from left to right."""

    def rows(self) -> Sequence[Sequence[str]]:
        """All rows as people see them, a refused text where one was refused; as many texts as columns in each."""

    def trouble(self, row: int, column: int) -> str:
        """Why a cell is refused or what it lacks, in Chinese; empty where it is right. Asked for what is on the screen."""

    def origin(self, row: int, column: int) -> str:
        """Where a cell was read, in Chinese; empty where nothing is known of it."""

    def write(self, row: int, column: int, text: str) -> str:
        """Write a cell; the answer is its trouble. A refused text is kept."""

    def add(self, at: int) -> None:
        """Add an empty row that becomes row `at`."""

    def duplicate(self, row: int) -> None:
        """Add a copy of a row below it."""

    def move(self, row: int, to: int) -> None:
        """Take a row out and put it back as row `to`."""

    def delete(self, rows: Sequence[int]) -> None:
        """Delete rows."""

    def paste(self, table: str | list[list[str]], at: int) -> str:
        """Add rows that become rows `at` and following; the answer says in Chinese what was done and left out."""

    def undo(self) -> bool:
        """Take the last change back; False where there is none."""

    def redo(self) -> bool:
        """Make the change again that was taken back; False where there is none."""

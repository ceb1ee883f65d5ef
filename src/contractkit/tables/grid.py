"""What every kind of table file is to the rest: named grids of raw cells, read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from contractkit.core.matter.rows.row import Fault, Raw
from contractkit.errors import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid.

    Attributes:
        number: from 1, as a spreadsheet program shows it.
        cells: by column, from 1; blank ones are not there.
        faults: why the row as a whole cannot be used.
    """

    number: int
    cells: Mapping[int, Raw]
    faults: tuple[Fault, ...] = ()


class Grid(Protocol):
    """One sheet, or the one table of a text file."""

    @property
    def name(self) -> str:
        """Of the sheet; empty where the file has none."""

    def lines(self) -> Iterator[Line]:
        """All rows that have cells, in order, read anew from the file.

        Raises:
            InvalidData: the file is damaged.
        """

    def notices(self) -> tuple[Problem, ...]:
        """What is worth saying about the sheet, complete after one pass: hidden rows and columns, merged cells."""

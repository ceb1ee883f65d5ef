"""Delimited text (.csv, .tsv, .txt): commas, tabs or semicolons; every cell is text, exactly as it was written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from contractkit.core.matter.rows.row import Fault
from contractkit.core.matter.rows.values import is_blank
from contractkit.errors import Problem
from contractkit.tables.grid import Line
from contractkit.tables.text import encoding_of

_DELIMITERS: Final = (",", "\t", ";", "，", "；", "|")
_LONGEST: Final = 10**6  # characters of one cell; the models allow 20,000
_HEAD: Final = 20


@dataclass(frozen=True, slots=True)
class Delimited:
    """One delimited file."""

    path: Path
    encoding: str
    delimiter: str
    name: str = ""

    def lines(self) -> Iterator[Line]:
        """All records that have cells; a record with line breaks inside quotes is one row, as Excel counts."""
        csv.field_size_limit(_LONGEST)
        number = 0
        with self.path.open(encoding=self.encoding, newline="") as stream:
            records = csv.reader(stream, delimiter=self.delimiter, strict=True)
            try:
                for number, record in enumerate(records, start=1):
                    cells = {at: text for at, text in enumerate(record, start=1) if not is_blank(text)}
                    if cells:
                        yield Line(number, cells)
            except csv.Error:
                yield Line(number + 1, {}, (Fault("csv_broken"),))

    def notices(self) -> tuple[Problem, ...]:
        """Nothing is hidden in a text file."""
        return ()


def open_delimited(path: Path, known: Callable[[list[str]], int], name: str = "") -> Delimited:
    """Open a delimited file with the delimiter by which most headings are known.

    Args:
        path: the file.
        known: how many of some cells are known headings.
        name: how messages call the grid.

    Raises:
        InvalidData: its encoding cannot be told.
    """
    encoding = encoding_of(path)

    def likely(delimiter: str) -> tuple[int, int]:
        lines = islice(Delimited(path, encoding, delimiter).lines(), _HEAD)
        rows = [[str(cell) for cell in line.cells.values()] for line in lines]
        return max((known(row) for row in rows), default=0), max(map(len, rows), default=0)

    return Delimited(path, encoding, max(_DELIMITERS, key=likely), name)

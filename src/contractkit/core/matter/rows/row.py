"""One row of a table as it was read: raw cells, the rows of the lists that belong to it, and what cannot be used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final

CONTENT: Final = "contractkit.rows/1"
"""Changes whenever the same cells would be understood differently."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that makes a cell or a row unusable before anybody asks what it means; words.py says it in Chinese.

    Attributes:
        kind: `formula_without_value`, `key_repeated`, …
        shown: what stands there, for the message.
        context: the figures that the message needs.
    """

    kind: str
    shown: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.shown


Raw = str | int | float | Decimal | date | time | timedelta | bool | Fault
"""A cell that is not blank. A number whose format is a percentage is already text: 30%."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row of one sheet.

    Attributes:
        number: the row's number in its sheet, from 1.
        sheet: which sheet of the layout: 0 the main one, the others as `Layout.lists` counts them, from 1.
        values: column (from 1) and value of every cell that is not blank.
    """

    number: int
    sheet: int
    values: tuple[tuple[int, Raw], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of a table, picklable, before it is understood.

    Attributes:
        number: row of the main sheet, line of a text file, position of a file in its folder; from 1.
        sheet: the sheet's name, empty where there are no sheets; for a folder the file's path.
        key: what the key column says, or empty.
        sha256: of the content, whatever the order of columns and rows; also of the base matter.
        cells: of the main sheet.
        lists: rows of other sheets with the same key, in their order.
        document: the object of a JSON line, or the text of a matter file.
        faults: why the row as a whole cannot be used.
    """

    number: int
    sheet: str
    key: str
    sha256: str
    cells: Cells | None = None
    lists: tuple[Cells, ...] = ()
    document: Any = None
    faults: tuple[Fault, ...] = ()

    @property
    def label(self) -> str:
        """The key, or the row's number in words."""
        return self.key or f"第{self.number}行"


def digest(parts: Iterable[object]) -> str:
    """SHA-256 of texts and plain values, in hexadecimal; their order counts, their boundaries too."""
    total = hashlib.sha256(CONTENT.encode())
    for part in parts:
        said = repr(part).encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(said))
        total.update(said)
    return total.hexdigest()

"""What a PDF page holds, before it is known which lines belong together: lines and table rows at their places.

Lengths are points (1/72 inch); y grows upwards. Where a page's places are not known, a line's width is counted in
characters and stands at zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character with its place: its advance from `left` to `right`, on the baseline `base`, `height` tall."""

    character: str
    left: float
    right: float
    base: float
    height: float


class Box(NamedTuple):
    """A table cell as its ruling lines enclose it."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        text: its characters from left to right; a gap is a space.
        left: where it begins.
        right: where it ends.
        base: its baseline.
        size: the width of a 汉字 in it, or an estimate.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """One table row: the words of its cells, a merged cell once."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that stands on one page."""

    rows: tuple[Row, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its size, and its lines and tables in reading order."""

    number: int
    width: float
    height: float
    items: tuple[Line | Table, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def text(self) -> str:
        """All words, for judging whether they can be read."""
        parts = []
        for item in self.items:
            parts += [item.text] if isinstance(item, Line) else ["".join(row.cells) for row in item.rows]
        return "\n".join(parts)

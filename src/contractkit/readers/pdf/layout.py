"""What a PDF page holds, before it is known which lines belong together: lines and table rows at their places.

Lengths are points (1/72 inch); y grows upwards from the lower edge of the upright page. Where a page's places are not
known, a line's width is counted in characters and stands at zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Words without a wide gap between them.

    Attributes:
        text: at least one character, the first and the last not blank.
        left: where the first begins.
        right: where the last one's advance ends.
        base: the baseline.
        height: from the lowest descent to the highest ascent of the font.
        size: the width of a 汉字 in it, or an estimate.
        spaced: a blank that the file really holds stands before it on its line.
        confidence: of text recognition, 0 to 1; None for text in the file.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    size: float
    spaced: bool = False
    confidence: float | None = None


class Box(NamedTuple):
    """A table cell as its ruling lines enclose it."""

    left: float
    bottom: float
    right: float
    top: float


class Line(NamedTuple):
    """One printed line.

    Attributes:
        text: its characters from left to right; a gap is a space.
        left: where it begins.
        right: where it ends.
        base: its baseline.
        size: the width of a 汉字 in it, or an estimate.
        frame: where its column or box begins and ends; None where lines are as wide as the page lets them.
        confidence: of text recognition, 0 to 1; None for text in the file.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    frame: tuple[float, float] | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One table row.

    Attributes:
        cells: the words of its cells, a merged cell once; one for every column.
        room: per cell, the room left in its last line, in 汉字; infinite where its sentence has ended.
        confidence: of text recognition, that of the least sure words; None for text in the file.
    """

    cells: tuple[str, ...]
    room: tuple[float, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that stands on one page.

    Attributes:
        rows: from the top down.
        columns: how many.
        left: where it begins; as are the other three, 0 where not known.
        bottom: its lower edge.
        right: where it ends.
        top: its upper edge.
    """

    rows: tuple[Row, ...]
    columns: int
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read.

    Attributes:
        number: from 1.
        width: of the upright page.
        height: of the upright page.
        items: lines and tables in reading order.
        notes: the lines of its footnotes, which stand apart from the text.
        marks: words across the page (a watermark), each once.
        hidden: words that are in the file and not to be seen on the page.
    """

    number: int
    width: float
    height: float
    items: tuple[Line | Table, ...]
    notes: tuple[Line, ...] = ()
    marks: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def texts(self) -> list[str]:
        """The words of each item, on one line."""
        return [item.text if isinstance(item, Line) else _one_line(item) for item in self.items]

    @property
    def text(self) -> str:
        """All words, for judging whether they can be read."""
        return "\n".join(self.texts)


def _one_line(table: Table) -> str:
    return "".join("".join(row.cells) for row in table.rows).replace("\n", "")

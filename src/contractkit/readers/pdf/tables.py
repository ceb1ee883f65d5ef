"""Ruled tables: words put into the cells that enclose them, cells into rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from contractkit.readers.lines import ends_sentence
from contractkit.readers.pdf.assembly import lines
from contractkit.readers.pdf.layout import Box, Line, Row, Span, Table
from contractkit.readers.pdf.ruling import Grid

_CELL_PADDING = 6.0
_SAME_EDGE = 3.0
_FULL = 1.3

Cells = dict[Box, list[Span]]


def cell_of(span: Span, grid: Grid) -> Box | None:
    """The cell that the middle of a span stands in."""
    return grid.cell_at((span.left + span.right) / 2, span.base + 0.25 * span.height)


def parted(spans: Iterable[Span], grid: Grid, sideways: Iterable[Span] = ()) -> tuple[list[Span], list[Line | Table]]:
    """The spans outside of tables, and the tables, or the lines of boxes that have one column.

    Spans that run upwards count only within cells.
    """
    outside: list[Span] = []
    found: list[Cells] = []
    open_table: Cells | None = None
    for span in spans:
        box = cell_of(span, grid)
        if box is None:
            outside.append(span)
            open_table = None
            continue
        open_table = _home(box, found, open_table)
        open_table.setdefault(box, []).append(span)
    for span in sideways:
        if (box := cell_of(span, grid)) is not None:
            _home(box, found, None).setdefault(box, []).append(span)
    return outside, [item for cells in found for item in _table(cells, grid)]


def _home(box: Box, found: list[Cells], open_table: Cells | None) -> Cells:
    """The table that a cell belongs to: a cell whose words come in two runs stays one."""
    home = next((cells for cells in found if box in cells), open_table)
    if home is None:
        home = {}
        found.append(home)
    return home


def _table(cells: Cells, grid: Grid) -> Iterator[Line | Table]:
    edges = grid.columns(cells)
    if len(edges) <= 1:
        for box, spans in cells.items():
            found = list(lines(spans))
            yield from (line._replace(frame=_column(found, box)) for line in found)
        return
    rows = (_row(row, cells, edges) for row in _rows(cells))
    yield Table(
        tuple(row for row in rows if any(row.cells)),
        len(edges),
        min(box.left for box in cells),
        min(box.bottom for box in cells),
        max(box.right for box in cells),
        max(box.top for box in cells),
    )


def _column(found: list[Line], box: Box) -> tuple[float, float]:
    """The column within a box: where two lines end alike, else as wide as the box lets it be."""
    left, right = min(line.left for line in found), max(line.right for line in found)
    alike = sum(right - line.right < 0.6 * line.size for line in found)
    return left, right if alike > 1 else max(box.right - _CELL_PADDING, right)


def _rows(cells: Iterable[Box]) -> list[list[Box]]:
    """Cells that hang from one edge, from the top down and from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(cells, key=lambda box: -box.top):
        if rows and rows[-1][0].top - box.top <= _SAME_EDGE:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _row(row: list[Box], cells: Cells, edges: list[float]) -> Row:
    """One text per column up to the last cell; what a merged cell covers is empty."""
    texts: list[str] = []
    room: list[float] = []
    for box in row:
        column = sum(edge < box.left - _SAME_EDGE for edge in edges)
        texts.extend([""] * (column - len(texts)))
        room.extend([inf] * (column - len(room)))
        text, left = _cell(box, cells[box])
        texts.append(text)
        room.append(left)
    missing = sum(edge > row[-1].right - _SAME_EDGE for edge in edges)
    sure = [span.confidence for box in row for span in cells[box] if span.confidence is not None]
    return Row((*texts, *[""] * missing), (*room, *[inf] * missing), min(sure, default=None))


def _cell(box: Box, spans: list[Span]) -> tuple[str, float]:
    """The words of a cell, and the room left in its last line; infinite where the sentence has ended."""
    text, room = "", 0.0
    for line in lines(spans):
        text += line.text if room <= _FULL else f"\n{line.text}"
        is_open = not ends_sentence(line.text)
        room = (box.right - _CELL_PADDING - line.right) / line.size if is_open else inf
    return text, room

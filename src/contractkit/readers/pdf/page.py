"""From the characters of a page to its lines and table rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import median
from typing import Any

from contractkit.readers.lines import ends_sentence
from contractkit.readers.pdf.glyphs import glyphs, rules
from contractkit.readers.pdf.layout import Box, Glyph, Line, Page, Row, Table
from contractkit.readers.pdf.ruling import Grid, grid

# Baselines nearer than this share of a character's height are one line, as with superscripts.
_SAME_LINE = 0.4
_CELL_PADDING = 6.0
_SAME_EDGE = 3.0
_MAX_SPACES = 60
_SMALLEST = 1.0


def read_page(page: Any, number: int) -> Page:
    """The lines and tables of a PDFium page."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        found = glyphs(text_page)
    finally:
        text_page.close()
    ruled = grid(*rules(page), width * height) if found else None
    items = tuple(lines(found)) if ruled is None else tuple(_items(found, ruled))
    return Page(number, width, height, items)


def lines(run: Iterable[Glyph]) -> Iterator[Line]:
    """Lines in the order of the content: neighbours on one baseline, set from left to right."""
    line: list[Glyph] = []
    for glyph in run:
        if line and abs(glyph.base - line[0].base) > _SAME_LINE * max(glyph.height, line[0].height):
            yield from _line(line)
            line = []
        line.append(glyph)
    yield from _line(line)


def _line(line: list[Glyph]) -> Iterator[Line]:
    line.sort(key=lambda glyph: glyph.left)
    inked = [glyph for glyph in line if not glyph.character.isspace()]
    if not inked:
        return
    wide = [glyph.right - glyph.left for glyph in inked if _is_wide(glyph.character)]
    size = max(median(wide) if wide else inked[0].height / 1.2, _SMALLEST)
    yield Line("".join(_pieces(line, size)), inked[0].left, inked[-1].right, inked[0].base, size)


def _pieces(line: list[Glyph], size: float) -> Iterator[str]:
    """The characters, with spaces where there are some, or a gap wider than justified text has it.

    A blank to be filled in keeps its width: PDFium tells of one space however many there are.
    """
    before: Glyph | None = None
    has_space = False
    for glyph in line:
        if glyph.character.isspace():
            has_space = True
            continue
        if before is not None:
            # Some programs print bold text twice, a little aside.
            if glyph.character == before.character and glyph.left - before.left < 0.3 * (before.right - before.left):
                continue
            gap = glyph.left - before.right
            is_wide = _is_wide(glyph.character) or _is_wide(before.character)
            if gap > size:
                yield " " * min(round(2 * gap / size), _MAX_SPACES)
            elif has_space or gap > (0.35 if is_wide else 0.2) * size:
                yield " "
        yield glyph.character
        before, has_space = glyph, False


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character[0]) in "WF"


def _items(found: list[Glyph], ruled: Grid) -> Iterator[Line | Table]:
    """Runs of lines and runs of cells; a cell whose words come in two runs stays one."""
    tables: list[dict[Box, list[Glyph]]] = []
    runs: list[list[Glyph] | dict[Box, list[Glyph]]] = []
    for is_table, run in groupby(_placed(found, ruled), key=lambda placed: placed[1] is not None):
        if not is_table:
            runs.append([glyph for glyph, _ in run])
            continue
        table: dict[Box, list[Glyph]] = {}
        for glyph, box in run:
            if box is not None:
                home = next((earlier for earlier in tables if box in earlier), table)
                home.setdefault(box, []).append(glyph)
        if table:
            tables.append(table)
            runs.append(table)
    for entry in runs:
        if isinstance(entry, dict):
            yield from _table(entry, ruled)
        else:
            yield from lines(entry)


def _placed(found: list[Glyph], ruled: Grid) -> Iterator[tuple[Glyph, Box | None]]:
    box: Box | None = None
    for glyph in found:
        x, y = (glyph.left + glyph.right) / 2, glyph.base + 0.25 * glyph.height
        if box is None or not (box.left < x < box.right and box.bottom < y < box.top):
            box = ruled.cell_at(x, y)
        yield glyph, box


def _table(cells: dict[Box, list[Glyph]], ruled: Grid) -> Iterator[Line | Table]:
    """A table, or the lines of a box that has one column."""
    edges = ruled.columns(cells)
    if len(edges) <= 1:
        for found in cells.values():
            yield from lines(found)
        return
    rows = (Row(_texts(row, cells, edges)) for row in _rows(cells))
    yield Table(tuple(row for row in rows if any(row.cells)), columns=len(edges))


def _rows(cells: Iterable[Box]) -> list[list[Box]]:
    """Cells that hang from one edge, from the top down and from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(cells, key=lambda box: -box.top):
        if rows and rows[-1][0].top - box.top <= _SAME_EDGE:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _texts(row: list[Box], cells: dict[Box, list[Glyph]], edges: list[float]) -> tuple[str, ...]:
    """One text per column up to the last cell; what a merged cell covers is empty."""
    texts: list[str] = []
    for box in row:
        column = sum(edge < box.left - _SAME_EDGE for edge in edges)
        texts.extend([""] * (column - len(texts)))
        texts.append(_cell_text(box, cells[box]))
    texts.extend("" for edge in edges if edge > row[-1].right - _SAME_EDGE)
    return tuple(texts)


def _cell_text(box: Box, found: list[Glyph]) -> str:
    text = ""
    before: Line | None = None
    for line in lines(found):
        if before is not None:
            is_full = before.right > box.right - _CELL_PADDING - 1.3 * before.size
            text += "" if is_full and not ends_sentence(before.text) else "\n"
        text += line.text
        before = line
    return text

"""The rows and cells of a table as Word shows them: merged cells once, deleted and hidden rows not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.readers.word.inline import DELETIONS
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    T,
    W,
    chosen,
    is_on,
    number,
    properties,
    value_of,
)

_MAX_SPAN = 63


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        element: the `w:tc`; None for a place that a wider cell, or nothing, takes.
        width: the number of grid columns it takes.
    """

    element: Element | None
    width: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its `w:tr`."""

    element: Element
    cells: tuple[Cell, ...]


def rows(table: Element, lost: Counter[Lost]) -> list[Row]:
    """The rows of a `w:tbl` that are shown, with or without words."""
    found = []
    for row in _children(table, TR):
        own = row.find(TRPR)
        names = {} if own is None else {child.tag: child for child in own}
        if not DELETIONS.isdisjoint(names):
            lost[Lost.DELETED] += 1
        elif is_on(names.get(W + "hidden")):
            lost[Lost.HIDDEN] += 1
        else:
            before = number(value_of(names.get(W + "gridBefore"))) or 0
            empty = [Cell(None)] * min(before, _MAX_SPAN)
            found.append(Row(row, (*empty, *_cells(row, lost))))
    return found


def is_frame(table: list[Row]) -> bool:
    """Whether a table has one cell a row: a box around paragraphs rather than a table."""
    return all(sum(cell.element is not None for cell in row.cells) <= 1 for row in table)


def _cells(row: Element, lost: Counter[Lost]) -> Iterator[Cell]:
    for cell in _children(row, TC):
        own = properties(cell, TCPR)
        width = min(number(value_of(own.get(W + "gridSpan"))) or 1, _MAX_SPAN)
        if W + "cellDel" in own:
            lost[Lost.DELETED] += 1
        elif _continues(own.get(W + "vMerge")):
            if any(text.text for text in cell.iter(T)):
                lost[Lost.MERGED_CELL] += 1
            yield Cell(None, width)
        elif _continues(own.get(W + "hMerge")):
            yield Cell(None, width)
        else:
            yield Cell(cell, width)


def _continues(merge: Element | None) -> bool:
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls, custom XML and insertions."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag == ALTERNATE:
            branch = chosen(node)
            yield from _children(branch, tag) if branch is not None else ()
        elif node.tag not in DELETIONS and node.tag not in {TR, TC} and len(node):
            yield from _children(node, tag)

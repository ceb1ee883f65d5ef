"""The rows and cells of a table as Word shows them: merged cells once, removed and hidden rows not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from contractkit.readers.options import RevisionView
from contractkit.readers.word.inline import words_of
from contractkit.readers.word.losses import Ledger, Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    NO_PROPERTIES,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    P,
    W,
    chosen,
    is_on,
    number,
    properties,
    property_changes,
    value_of,
)
from contractkit.readers.word.revisions import Rules, changes
from contractkit.readers.word.revisions import rules as rules_of
from contractkit.readers.word.shared import Shared

_MAX_SPAN = 63
_GRID_BEFORE, _GRID_SPAN, _HIDDEN = W + "gridBefore", W + "gridSpan", W + "hidden"
_TALL, _WIDE, _CHANGE = W + "vMerge", W + "hMerge", W + "tcPrChange"


class Cell(NamedTuple):
    """A cell.

    Attributes:
        element: the `w:tc`; None for a place that a wider cell, or nothing, takes.
        width: the number of grid columns it takes.
        changes: tracked changes of the cell as a whole; only in the marked view.
    """

    element: Element | None
    width: int = 1
    changes: tuple[Element, ...] = ()


class Row(NamedTuple):
    """A row.

    Attributes:
        element: the `w:tr`.
        cells: its cells.
        changes: tracked changes of the row as a whole; only in the marked view.
    """

    element: Element
    cells: list[Cell]
    changes: tuple[Element, ...] = ()


def rows(table: Element, shared: Shared, *, are_plain: bool) -> list[Row]:
    """The rows of a `w:tbl` that are shown, with or without words; `are_plain` as in `Survey.plain_cells`."""
    rules, ledger = shared.rules, shared.ledger
    found = []
    for row in _children(table, TR, rules):
        names = _properties_of_row(row)
        if not rules.gone.isdisjoint(names):
            if rules.lost is not None:
                ledger.add(rules.lost, words_of(row))
        elif _HIDDEN in names and is_on(names[_HIDDEN]):
            ledger.add(Lost.HIDDEN, words_of(row))
        else:
            before = number(value_of(names.get(_GRID_BEFORE))) or 0
            cells = [Cell(None)] * min(before, _MAX_SPAN)
            cells += [Cell(cell) for cell in _children(row, TC, rules)] if are_plain else _cells(row, rules, ledger)
            found.append(Row(row, cells, tuple(changes(names)) if rules.is_marked else ()))
    return found


def is_frame(table: list[Row]) -> bool:
    """Whether a table has one cell a row: a box around paragraphs rather than a table."""
    return all(len(row.cells) < 2 or sum(cell.element is not None for cell in row.cells) < 2 for row in table)


def cell_paragraphs(row: Element, view: RevisionView = RevisionView.ACCEPTED) -> list[list[Element]]:
    """The `w:p` of each cell of a row, so that words in a cell can be annotated.

    Cells stand in the order of `Block.cells`; tables inside cells are rows of their own. A paragraph without words is
    among them, though it is no line of its cell's text.

    Args:
        row: the anchor of a block that is a row.
        view: the one in which the block was read.
    """
    found: list[list[Element]] = []
    before = number(value_of(_properties_of_row(row).get(_GRID_BEFORE))) or 0
    cells = [Cell(None)] * min(before, _MAX_SPAN) + _cells(row, rules_of(view), Ledger())
    for index, cell in enumerate(cells):
        found.append([] if cell.element is None else _paragraphs(cell.element))
        if index + 1 < len(cells):
            found += [[] for _ in range(cell.width - 1)]
    return found


def _properties_of_row(row: Element) -> Mapping[str, Element]:
    """The properties of a row, which may stand behind exceptions to those of its table."""
    for node in row:
        if node.tag == TRPR:
            return {child.tag: child for child in node}
        if node.tag == TC:
            break
    return NO_PROPERTIES


def _paragraphs(container: Element) -> list[Element]:
    found: list[Element] = []
    for node in container:
        if node.tag == P:
            found.append(node)
        elif node.tag == ALTERNATE:
            branch = chosen(node)
            found += [] if branch is None else _paragraphs(branch)
        elif node.tag != W + "tbl" and len(node):
            found += _paragraphs(node)
    return found


def _cells(row: Element, rules: Rules, ledger: Ledger) -> list[Cell]:
    found: list[Cell] = []
    for cell in _children(row, TC, rules):
        own = properties(cell, TCPR)
        if _PLAIN.issuperset(own):
            found.append(Cell(cell))
            continue
        now = own
        if rules.is_original and _CHANGE in own:
            own = property_changes(own[_CHANGE])
        width = min(number(value_of(own.get(_GRID_SPAN))) or 1, _MAX_SPAN)
        if not rules.gone.isdisjoint(now):
            if rules.lost is not None:
                ledger.add(rules.lost, words_of(cell))
        elif _continues(own.get(_TALL)):
            words = words_of(cell)
            if words:
                ledger.add(Lost.MERGED_CELL, words)
            found.append(Cell(None, width))
        elif _continues(own.get(_WIDE)):
            found.append(Cell(None, width))
        else:
            found.append(Cell(cell, width, tuple(changes(now)) if rules.is_marked else ()))
    return found


_PLAIN = frozenset({W + "tcW", W + "vAlign", W + "tcBorders", W + "shd", W + "tcMar", W + "noWrap", W + "hideMark"})


def _continues(merge: Element | None) -> bool:
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _children(parent: Element, tag: str, rules: Rules) -> list[Element]:
    """Rows of a table or cells of a row, also those inside content controls, custom XML and insertions."""
    found: list[Element] = []
    _collect(parent, tag, rules.gone, found)
    return found


def _collect(parent: Element, tag: str, gone: frozenset[str], found: list[Element]) -> None:
    for node in parent:
        name = node.tag
        if name == tag:
            found.append(node)
        elif name == ALTERNATE:
            branch = chosen(node)
            if branch is not None:
                _collect(branch, tag, gone, found)
        elif name not in gone and name not in _NOT_AROUND and len(node):
            _collect(node, tag, gone, found)


_NOT_AROUND = frozenset({TR, TC, TRPR, TCPR, P, *(W + name for name in ("tblPr", "tblGrid", "tblPrEx", "sdtPr"))})

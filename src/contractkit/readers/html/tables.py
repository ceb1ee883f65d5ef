"""Tables of a page: which only arrange the page, and the rows of the others, a merged cell once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from contractkit.errors import UnreadableDocument
from contractkit.readers.blocks import BlockList

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MAX_SPAN = 63
_MAX_COLUMNS = 1000
_MAX_NESTING = 100
_LONG_CELL = 1500
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class _Facts:
    cells_in_row: int = 0
    widest: int = 0
    characters: int = 0
    has_page_parts: bool = False


def layout_tables(root: Element) -> frozenset[Element]:
    """The tables that arrange the page: with one cell a row, or with cells that hold headings or long text."""
    found: set[Element] = set()
    open_tables: list[_Facts] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and node.tag == "table":
            open_tables.append(_Facts())
        elif event == "end" and node.tag == "table" and _is_layout(open_tables.pop(), node):
            found.add(node)
        if open_tables and event == "start":
            _look(open_tables[-1], node)
        elif open_tables:
            _look_back(open_tables[-1], node)
    return frozenset(found)


def _look(facts: _Facts, node: Element) -> None:
    if node.tag == "tr":
        facts.cells_in_row = 0
    elif node.tag in CELLS:
        facts.cells_in_row += 1
        facts.widest = max(facts.widest, facts.cells_in_row)
        facts.characters = 0
    elif node.tag in _HEADINGS:
        facts.has_page_parts = True
    facts.characters += len((node.text or "").strip())


def _look_back(facts: _Facts, node: Element) -> None:
    if node.tag in CELLS:
        facts.has_page_parts |= facts.characters > _LONG_CELL
        facts.characters = 0
    facts.characters += len((node.tail or "").strip())


def _is_layout(facts: _Facts, table: Element) -> bool:
    is_presentation = (table.get("role") or "").lower() in {"presentation", "none"}
    return facts.widest <= 1 or facts.has_page_parts or is_presentation


@dataclass(slots=True)
class _Row:
    cells: list[str] = field(default_factory=list)
    owed: int = 0
    lines: list[str] | None = None  # the open cell
    nested: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class OpenTable:
    """A table whose rows come in."""

    number: int
    held: dict[int, int] = field(default_factory=dict)  # column → rows that a cell above still reaches into
    row: _Row | None = None
    footer: list[tuple[str, ...]] = field(default_factory=list)
    in_footer: bool = False


class Tables:
    """The open tables, innermost last, and where words go while a cell is open."""

    def __init__(self, blocks: BlockList) -> None:
        self._blocks = blocks
        self._open: list[OpenTable] = []

    @property
    def lines(self) -> list[str] | None:
        """The lines of the open cell; None outside cells."""
        row = self._open[-1].row if self._open else None
        return None if row is None else row.lines

    def begin(self) -> None:
        """A table begins."""
        if len(self._open) >= _MAX_NESTING:
            raise UnreadableDocument("网页的表格嵌套过深，无法读取。", remedy="请把内容复制到 Word 文件后再试。")
        self._open.append(OpenTable(self._blocks.begin_table()))

    def end(self) -> None:
        """The innermost table ends; a footer is shown below the rows, wherever it stands in the page."""
        self.end_row()
        table = self._open.pop()
        for cells in table.footer:
            self._emit(table.number, cells)

    def footer(self, *, begins: bool) -> None:
        """A `<tfoot>` begins or ends."""
        if self._open:
            self.end_row()
            self._open[-1].in_footer = begins

    def begin_row(self) -> None:
        """A row begins, and ends the one before."""
        if self._open:
            self.end_row()
            self._open[-1].row = _Row()

    def begin_cell(self, cell: Element) -> None:
        """A cell begins in the column that follows, below what reaches down from above."""
        if not self._open:
            return
        table = self._open[-1]
        self.end_cell()
        if table.row is None:
            table.row = _Row()
        row = table.row
        row.cells.extend([""] * row.owed)
        while table.held.get(len(row.cells), 0):
            row.cells.append("")
        column, width = len(row.cells), _span(cell, "colspan", _MAX_SPAN)
        down = _span(cell, "rowspan", 65_534)
        if down > 1 and column + width <= _MAX_COLUMNS:
            # One more than it reaches down: this row's end takes one off.
            table.held |= dict.fromkeys(range(column, column + width), down)
        row.owed = width - 1 if column + width <= _MAX_COLUMNS else 0
        row.lines = []

    def end_cell(self) -> None:
        """The open cell, if any, has all its words."""
        row = self._open[-1].row if self._open else None
        if row is not None and row.lines is not None:
            row.cells.append("\n".join(row.lines))
            row.lines = None

    def end_row(self) -> None:
        """The open row, if any, is complete: it is a block, then what tables inside its cells hold."""
        if not self._open or self._open[-1].row is None:
            return
        self.end_cell()
        table = self._open[-1]
        row, table.row = table.row, None
        table.held = {column: left - 1 for column, left in table.held.items() if left > 1}
        if row is None:
            return
        if table.in_footer:
            table.footer.append(tuple(row.cells))
        else:
            self._emit(table.number, tuple(row.cells))
        for number, cells in row.nested:
            self._emit(number, cells)

    def _emit(self, number: int, cells: tuple[str, ...]) -> None:
        """A finished row goes to the document, or waits for the row around it."""
        around = next((table.row for table in reversed(self._open) if table.row), None)
        if around is None:
            self._blocks.row(cells, table=number)
        else:
            around.nested.append((number, cells))


def _span(cell: Element, name: str, most: int) -> int:
    value = (cell.get(name) or "").strip()
    return max(1, min(int(value), most)) if value.isascii() and value.isdigit() and len(value) < 8 else 1

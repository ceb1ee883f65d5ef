"""A table row on its way to becoming a block: its cells' words, and where tracked changes lie in them."""

from __future__ import annotations

from contractkit.core.document.tree import CELL_SEPARATOR, BlockKind, Revision
from contractkit.readers.word.chunks import Chunks
from contractkit.readers.word.inline import Words
from contractkit.readers.word.names import Element
from contractkit.readers.word.revisions import in_order, revision, shifted
from contractkit.readers.word.story import Story
from contractkit.readers.word.tables import Cell, Row

_CLOSED = ("、", "）", ")", "．", "。", "】", "〕")


class RowReading:
    """The cells of one row, read one after another.

    Attributes:
        words: the paragraphs that have text boxes or notes.
        nested: tables inside cells.
        pieces: which element shows which characters of the row's text; only in a traced reading.
    """

    def __init__(self, chunks: Chunks) -> None:
        self.words: list[Words] = []
        self.nested: list[Element] = []
        self.pieces: list[tuple[int, int, Element]] = []
        self._chunks = chunks
        self._cells: list[str] = []
        self._lines: list[str] = []
        self._revisions: list[Revision] = []
        self._owed = 0
        # Where the cell, and the next line in it, begin in the text of the row.
        self._cell_at = 0
        self._line_at = 0

    def cell(self, cell: Cell, story: Story) -> None:
        """Read the next cell; a wide one's words stand once, the columns it covers are empty."""
        for _ in range(self._owed):
            self._end_cell(())
        self._owed = cell.width - 1
        if cell.element is not None:
            story.read(cell.element, self)
        self._end_cell(cell.changes)

    def finish(self, row: Row) -> tuple[tuple[str, ...], list[Revision]]:
        """One text per grid column up to the last cell, so that rows line up, and the changes in the row's text."""
        end = max(self._cell_at - len(CELL_SEPARATOR), 0)
        whole = [revision(change, 0, end) for change in row.changes]
        return tuple(self._cells), [*whole, *self._revisions]

    def paragraph(
        self, _kind: BlockKind, text: str, label: str, _level: int | None, _anchor: Element, words: Words | None, /
    ) -> None:
        """Take a paragraph of a cell: a line of its text, the automatic number in front."""
        is_blank = not text or text.isspace()
        if not is_blank or label:
            number = _in_front(label, text)
            line = number if is_blank else number + text
            if words is not None and words.revisions:
                self._revisions += shifted(in_order(words.revisions), self._line_at + len(number))
            if words is not None:
                at = self._line_at + len(number)
                self.pieces += [(start + at, end + at, node) for start, end, node in words.pieces]
            self._line(line)
        if words is not None and (words.boxes or words.notes):
            self.words.append(words)

    def table(self, element: Element, _story: Story, /) -> None:
        """Take a table inside a cell."""
        self.nested.append(element)

    def embedded(self, element: Element, /) -> None:
        """Take a document inside a cell."""
        for block in self._chunks.read(element):
            self._line(_in_front(block.label, block.text) + block.text)

    def _line(self, line: str) -> None:
        self._lines.append(line)
        self._line_at += len(line) + 1

    def _end_cell(self, changes: tuple[Element, ...]) -> None:
        text = "\n".join(self._lines)
        end = self._cell_at + len(text)
        self._revisions += [revision(change, self._cell_at, end) for change in changes]
        self._cells.append(text)
        self._lines = []
        self._cell_at = self._line_at = end + len(CELL_SEPARATOR)


def _in_front(label: str, text: str) -> str:
    """The number in front of words, apart from them where it would run into them: 1. 5万元, but （一）甲方."""
    return label if not label or not text.strip() or label.endswith(_CLOSED) else f"{label} "

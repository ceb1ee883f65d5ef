"""Blocks as they come in, numbered: paragraphs, headings, and the rows of tables."""

from __future__ import annotations

from collections.abc import Sequence

from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location


class BlockList:
    """Counts paragraphs, tables and rows while the blocks come in.

    Attributes:
        blocks: the blocks so far, in reading order.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._rows: list[int] = []  # rows so far, for each table

    def paragraph(
        self,
        text: str,
        *,
        line: int | None = None,
        kind: BlockKind = BlockKind.PARAGRAPH,
        label: str = "",
        level: int | None = None,
    ) -> bool:
        """Add a paragraph, heading or contents entry; one without words and number adds nothing.

        Returns:
            Whether a block was added.
        """
        text = text.strip()
        if text or label:
            place = Location(paragraph=len(self.blocks) + 1, line=line)
            self.blocks.append(Block(kind, text, place, label=label, level=level))
        return bool(text or label)

    def begin_table(self) -> int:
        """Open another table; rows go to it until the next.

        Returns:
            Its number.
        """
        self._rows.append(0)
        return len(self._rows)

    def row(self, cells: Sequence[str], *, line: int | None = None, table: int | None = None) -> None:
        """Add a row, to the last table or to that of a number; empty cells side by side are a form left blank, and count."""
        table = len(self._rows) if table is None else table
        self._rows[table - 1] += 1
        if len(cells) > 1 or any(cells):
            place = Location(paragraph=len(self.blocks) + 1, table=table, row=self._rows[table - 1], line=line)
            self.blocks.append(Block(BlockKind.ROW, CELL_SEPARATOR.join(cells), place, cells=tuple(cells)))

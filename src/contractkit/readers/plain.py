"""Plain text to blocks: paragraphs as they were before lines were wrapped, tables by row, page edges apart."""

from __future__ import annotations

from contractkit.core.document.contents import looks_like_entry
from contractkit.core.document.tree import BlockKind, Source
from contractkit.readers.blocks import BlockList
from contractkit.readers.decoding import decode
from contractkit.readers.text.edges import without_edges
from contractkit.readers.text.one_line import split_at_numbering
from contractkit.readers.text.reflow import reflow, wrapped_width
from contractkit.readers.text.source_lines import source_lines
from contractkit.readers.text.tables import with_tables

_LONGEST_ENTRY = 120


def read_text(data: bytes) -> Source:
    """A text file: one block a line, hard-wrapped lines joined, a document on one line split at its numbering.

    Raises:
        UnreadableDocument: no encoding fits, or there are no words.
    """
    decoded = decode(data)
    blocks = BlockList()
    furniture = add_text(blocks, decoded.text)
    return Source("text", tuple(blocks.blocks), furniture, decoded.losses)


def add_text(blocks: BlockList, text: str, first_line: int | None = 1) -> tuple[str, ...]:
    """Add the paragraphs and tables of a text; what stood at page edges comes back.

    Args:
        blocks: where they go.
        text: the words with their line ends.
        first_line: number of the first line in the file; None where lines are not counted.
    """

    def line_of(number: int) -> int | None:
        return None if first_line is None else first_line + number - 1

    lines, furniture = without_edges(source_lines(text))
    stretches = list(with_tables(lines))
    outside = [line for stretch in stretches if isinstance(stretch, list) for line in stretch]
    width = wrapped_width(outside)
    for stretch in stretches:
        if isinstance(stretch, tuple):
            blocks.begin_table()
            for row in stretch:
                blocks.row(row.cells, line=line_of(row.number))
            continue
        for paragraph in reflow(stretch, width):
            for part in split_at_numbering(paragraph.text):
                blocks.paragraph(part, line=line_of(paragraph.number), kind=kind_of(part))
    return furniture


def kind_of(text: str) -> BlockKind:
    """Whether a paragraph is an entry of a table of contents."""
    is_entry = len(text) <= _LONGEST_ENTRY and looks_like_entry(text)
    return BlockKind.CONTENTS if is_entry else BlockKind.PARAGRAPH

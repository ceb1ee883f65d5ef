"""From paragraphs and tables to numbered blocks; text boxes and notes follow the paragraph that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location
from contractkit.readers.lines import clauses
from contractkit.readers.word import tables
from contractkit.readers.word.inline import Words
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import Element
from contractkit.readers.word.story import Paragraph, Shared, Story

_NOTE_NAMES = {"footnote": "脚注", "endnote": "尾注"}


class Assembly:
    """Collects the blocks of a document.

    Attributes:
        blocks: the blocks so far, in reading order.
    """

    def __init__(self, shared: Shared, notes: Mapping[tuple[str, str], Element]) -> None:
        self.blocks: list[Block] = []
        self._shared = shared
        self._notes = dict(notes)
        self._noted: Counter[str] = Counter()
        self._tables = 0

    def add_story(self, root: Element, table: int | None = None, row: int | None = None) -> None:
        """Add all that a story holds; `table` and `row` say where a framed one stands."""
        self._add(Story.of(root, self._shared), root, table, row)

    def _add(self, story: Story, container: Element, table: int | None, row: int | None) -> None:
        for item in story.items(container):
            if isinstance(item, Paragraph):
                self._paragraph(item, table, row)
            else:
                self._table(item, story)

    def _paragraph(self, item: Paragraph, table: int | None, row: int | None) -> None:
        pieces = clauses(item.text) or ([""] if item.label else [])
        for index, piece in enumerate(pieces):
            level = item.level if index == 0 else None
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            block = Block(
                kind=BlockKind.CONTENTS if item.contents else kind,
                text=piece,
                location=self._next(table, row),
                label=item.label if index == 0 else "",
                level=level,
                anchor=item.words.anchor,
            )
            self.blocks.append(block)
        self._attached(item.words, table, row)

    def _attached(self, words: Words, table: int | None, row: int | None) -> None:
        """Text boxes, word art and notes of a paragraph."""
        for box in words.boxes:
            if not isinstance(box, str):
                self.add_story(box, table, row)
            elif box.strip():
                self.blocks.append(Block(BlockKind.PARAGRAPH, box.strip(), self._next(table, row), anchor=words.anchor))
        for kind, note_id in words.notes:
            # Taken out, so that a note is read once, however often and from wherever it is referred to.
            note = self._notes.pop((kind, note_id), None)
            if note is not None:
                self._noted[kind] += 1
                self._note(note, f"{_NOTE_NAMES[kind]}{self._noted[kind]}")

    def _note(self, note: Element, label: str) -> None:
        first = len(self.blocks)
        self.add_story(note)
        if first < len(self.blocks):
            self.blocks[first] = replace(self.blocks[first], label=label)

    def _table(self, element: Element, story: Story) -> None:
        rows = tables.rows(element, self._shared.lost)
        self._tables += 1
        table = self._tables
        is_frame = tables.is_frame(rows)
        for number, row in enumerate(rows, start=1):
            if not is_frame:
                self._row(row, story, table, number)
                continue
            for cell in row.cells:
                if cell.element is not None:
                    self._add(story.within(), cell.element, table, number)

    def _row(self, row: tables.Row, story: Story, table: int, number: int) -> None:
        """One row as one block, then what its cells hold besides paragraphs."""
        reading = _RowReading(story, self._shared.lost)
        for cell in row.cells:
            reading.read(cell)
        cells = tuple(reading.texts)
        if any(cells) or reading.label:
            text, place = CELL_SEPARATOR.join(cells), self._next(table, number)
            self.blocks.append(Block(BlockKind.ROW, text, place, reading.label, None, cells, row.element))
        for words in reading.words:
            self._attached(words, table, number)
        for inner, nested in reading.nested:
            self._table(nested, inner)

    def _next(self, table: int | None, row: int | None) -> Location:
        return Location(paragraph=len(self.blocks) + 1, table=table, row=row)


class _RowReading:
    """The cells of one row.

    Attributes:
        texts: one text per grid column up to the last cell, so that rows line up; a wide cell's words stand once.
        label: the number of the first paragraph, where a column of running numbers begins the row.
        words: the paragraphs' own attachments.
        nested: tables inside cells, with the story they belong to.
    """

    def __init__(self, story: Story, lost: Counter[Lost]) -> None:
        self.texts: list[str] = []
        self.label = ""
        self.words: list[Words] = []
        self.nested: list[tuple[Story, Element]] = []
        self._story = story
        self._lost = lost
        self._owed = 0
        self._is_first = True

    def read(self, cell: tables.Cell) -> None:
        """Read the next cell."""
        self.texts.extend([""] * self._owed)
        self._owed = cell.width - 1
        self.texts.append("" if cell.element is None else "\n".join(self._lines(cell.element)))

    def _lines(self, cell: Element) -> list[str]:
        inner = self._story.within()
        lines = []
        for item in inner.items(cell):
            if not isinstance(item, Paragraph):
                self.nested.append((inner, item))
                continue
            if item.label and self._is_first:
                self.label = item.label
            elif item.label:
                self._lost[Lost.CELL_NUMBER] += 1
            self._is_first = False
            self.words.append(item.words)
            if item.text.strip():
                lines.append(item.text)
        return lines

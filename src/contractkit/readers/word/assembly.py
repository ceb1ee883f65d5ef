"""From paragraphs and tables to numbered blocks; text boxes and notes follow the paragraph that holds them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location, Revision
from contractkit.readers.lines import clauses
from contractkit.readers.word import drawings, tables
from contractkit.readers.word.chunks import Chunks
from contractkit.readers.word.inline import Words
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import Element
from contractkit.readers.word.revisions import in_order, revision, within
from contractkit.readers.word.row import RowReading
from contractkit.readers.word.shared import Shared
from contractkit.readers.word.story import Story
from contractkit.readers.word.survey import NOTHING, Survey
from contractkit.readers.word.tracing import within as within_pieces

_NOTE_NAMES = {"footnote": "脚注", "endnote": "尾注"}


class Assembly:
    """Collects the blocks of a document.

    Attributes:
        blocks: the blocks so far, in reading order.
    """

    def __init__(self, shared: Shared, chunks: Chunks) -> None:
        self.blocks: list[Block] = []
        self._shared = shared
        self._chunks = chunks
        self._noted: Counter[str] = Counter()
        self._referred: set[tuple[str, str]] = set()
        self._tables = 0
        # Table and row that paragraphs stand in which are blocks of their own.
        self._place: tuple[int | None, int | None] = (None, None)

    def add_story(self, root: Element, survey: Survey = NOTHING) -> None:
        """Add all that a story holds."""
        Story(self._shared, root, survey).read(root, self)

    def paragraph(
        self, kind: BlockKind, text: str, label: str, level: int | None, anchor: Element, words: Words | None, /
    ) -> None:
        """Take a paragraph; one that goes on after a line break with a new clause becomes several blocks."""
        is_blank = not text or text.isspace()
        if label or not is_blank:
            revisions = in_order(words.revisions) if words is not None and words.revisions else None
            if "\n" in text or revisions:
                self._pieces(Block(kind, text, self._next(), label, level, anchor=anchor), revisions or [], words)
            else:
                text = "" if is_blank else text
                self.blocks.append(Block(kind, text, self._next(), label, level, (), (), None, anchor))
                self._trace(anchor, words, 0, len(text))
        if words is not None:
            self._attached(words)

    def _trace(self, anchor: Element | None, words: Words | RowReading | None, start: int, end: int) -> None:
        """Take down, where asked for, the elements that show the words of the block just added."""
        if self._shared.trace is not None:
            pieces = within_pieces(words.pieces, start, end) if words is not None else []
            self._shared.trace.note(len(self.blocks), anchor, pieces)

    def _pieces(self, whole: Block, revisions: list[Revision], words: Words | None) -> None:
        """A paragraph as one block for each of its clauses; number and level belong to the first."""
        at = 0
        block, anchor = whole, words.anchor if words is not None else None
        for piece in clauses(whole.text) or ([""] if whole.label else []):
            start = whole.text.find(piece, at)
            at = start + len(piece)
            block = replace(block, text=piece, location=self._next(), revisions=within(revisions, start, at))
            self.blocks.append(block)
            self._trace(anchor, words, start, at)
            kind = BlockKind.PARAGRAPH if block.kind is BlockKind.HEADING else block.kind
            block = replace(block, kind=kind, label="", level=None)

    def table(self, element: Element, story: Story, /) -> None:
        """Take a table, row by row."""
        rows = tables.rows(element, self._shared, are_plain=story.survey.plain_cells)
        self._tables += 1
        table, outer = self._tables, self._place
        is_frame = tables.is_frame(rows)
        for number, row in enumerate(rows, start=1):
            self._place = (table, number)
            if not is_frame:
                self._row(row, story)
                continue
            for cell in row.cells:
                if cell.element is not None:
                    first = len(self.blocks)
                    story.read(cell.element, self)
                    self._mark(first, (*row.changes, *cell.changes))
        self._place = outer

    def _mark(self, first: int, changed: tuple[Element, ...]) -> None:
        """Rows that were inserted or deleted as a whole are so with every block in them."""
        if changed:
            for index in range(first, len(self.blocks)):
                block = self.blocks[index]
                whole = [revision(change, 0, len(block.text)) for change in changed]
                self.blocks[index] = replace(block, revisions=tuple(in_order((*whole, *block.revisions))))

    def embedded(self, element: Element, /) -> None:
        """Take a document inside the document; its tables go on with the numbers of ours."""
        highest = 0
        for block in self._chunks.read(element):
            place = block.location
            table = place.table
            if table is not None:
                highest = max(highest, table)
                table += self._tables
            location = Location(len(self.blocks) + 1, None, table or self._place[0], place.row or self._place[1])
            self.blocks.append(replace(block, location=location))
            self._trace(None, None, 0, 0)
        self._tables += highest

    def _row(self, row: tables.Row, story: Story) -> None:
        """One row as one block, then what its cells hold besides paragraphs."""
        reading = RowReading(self._chunks)
        for cell in row.cells:
            reading.cell(cell, story)
        cells, revisions = reading.finish(row)
        if any(cells):
            text, changed = CELL_SEPARATOR.join(cells), tuple(in_order(revisions)) if revisions else ()
            self.blocks.append(Block(BlockKind.ROW, text, self._next(), "", None, cells, changed, None, row.element))
            self._trace(row.element, reading, 0, len(text))
        for words in reading.words:
            self._attached(words)
        for nested in reading.nested:
            self.table(nested, story)

    def _attached(self, words: Words) -> None:
        """Text boxes, word art and notes of a paragraph."""
        for box in words.boxes:
            if isinstance(box, str):
                self._shape(box, words)
            elif isinstance(box, drawings.Diagram):
                for text in self._chunks.diagram(box):
                    self._shape(text, words)
            else:
                self.add_story(box)
        for reference in words.notes:
            # A note is read once, however often and from wherever it is referred to.
            if reference not in self._referred:
                self._referred.add(reference)
                self._note(*reference)

    def _shape(self, text: str, words: Words) -> None:
        if text.strip():
            self.blocks.append(Block(BlockKind.PARAGRAPH, text.strip(), self._next(), anchor=words.anchor))
            self._trace(words.anchor, None, 0, 0)

    def _note(self, kind: str, note_id: str) -> None:
        note = self._shared.notes.get((kind, note_id))
        if note is None:
            self._shared.ledger.add(Lost.NOTE)
            return
        self._noted[kind] += 1
        label = f"{_NOTE_NAMES[kind]}{self._noted[kind]}"
        first = len(self.blocks)
        self.add_story(note)
        if first < len(self.blocks):
            self.blocks[first] = replace(self.blocks[first], label=label)

    def _next(self) -> Location:
        return Location(len(self.blocks) + 1, None, *self._place)

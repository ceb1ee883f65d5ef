"""Which lines are one paragraph: printed lines end where the paper ends, clauses where they end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from contractkit.core.document.contents import looks_like_entry
from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location
from contractkit.readers.lines import begins_item, ends_sentence
from contractkit.readers.pdf.insets import with_insets
from contractkit.readers.pdf.layout import Line, Page, Row, Table
from contractkit.readers.pdf.measure import Measure, Measures, first_unit, measures
from contractkit.readers.pdf.notes import begins_note
from contractkit.readers.text.one_line import split_at_numbering

_FEW = 5
_LONG = 2000
_SLACK = 0.5
_ENTRY = re.compile(r"[^，。；：、]{2,10}：")
_GAP = " " * 8
# What follows a title on the cover without being part of it: a date, a note in brackets.
_BEGINS = re.compile(r"\s*(?:[（(〔]|(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*年)")


def blocks(pages: Sequence[Page]) -> tuple[Block, ...]:
    """Paragraphs and table rows of the whole document, numbered; a paragraph's page is the one it begins on."""
    columns = measures(pages)
    joining = _Joining()
    for page in pages:
        joining.begin_page(page.number, columns[round(page.width)])
        for index, item in enumerate(with_insets(page.items, columns[round(page.width)].page)):
            if isinstance(item, Line):
                joining.add_line(item)
            else:
                joining.add_table(item, is_first=index == 0)
        joining.hold(page.notes)
    joining.end_paragraph()
    return tuple(joining.blocks)


class _Joining:
    """Blocks so far, and the paragraph and table that may still go on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._columns: Measures | None = None
        self._page = 0
        self._parts: list[str] = []
        self._begun = 0
        self._last: tuple[Line, int, Measure] | None = None
        self._sure: float | None = None
        self._held: list[tuple[str, int]] = []
        self._tables = 0
        self._table: Table | None = None
        self._open_row: Row | None = None
        self._open_at = 0
        self._row_count = 0

    def begin_page(self, number: int, columns: Measures) -> None:
        """Go on with the next page."""
        self._page, self._columns = number, columns

    def add_line(self, line: Line) -> None:
        """Add a line to the open paragraph, or begin one with it."""
        if self._columns is None:
            return
        column = self._columns.of(line)
        here = line, self._page, column
        if self._last is not None and _continues(self._last, here):
            if _needs_space(self._last[0].text, line.text):
                self._parts.append(" ")
            self._parts.append(line.text)
        else:
            self.end_paragraph()
            self._parts, self._begun = [line.text], self._page
        if line.confidence is not None:
            self._sure = min(line.confidence, 1.0 if self._sure is None else self._sure)
        self._last = here
        self._table = self._open_row = None

    def hold(self, notes: Sequence[Line]) -> None:
        """Footnotes, which follow the paragraph that is open at the end of their page."""
        for at, line in enumerate(notes):
            if at and not begins_note(line.text) and notes[at - 1].frame is None:
                words, page = self._held[-1]
                self._held[-1] = f"{words}{' ' if _needs_space(words, line.text) else ''}{line.text}", page
            else:
                self._held.append((line.text, self._page))
        if self._last is None:
            self._release()

    def end_paragraph(self) -> None:
        """Close the open paragraph, and let the footnotes follow that stand below it."""
        if self._last is not None:
            self._last = None
            text = "".join(self._parts)
            for part in split_at_numbering(text) if _may_be_many(text) else (text,):
                kind = BlockKind.CONTENTS if looks_like_entry(part) else BlockKind.PARAGRAPH
                place = Location(len(self.blocks) + 1, page=self._begun)
                self.blocks.append(Block(kind, part, place, confidence=self._sure))
            self._sure = None
        if self._held:
            self._release()

    def _release(self) -> None:
        for words, page in self._held:
            place = Location(len(self.blocks) + 1, page=page)
            self.blocks.append(Block(BlockKind.PARAGRAPH, words, place))
        self._held = []

    def add_table(self, table: Table, *, is_first: bool) -> None:
        """Add a table's rows; at the top of a page it may go on from the page before, its heading row repeated."""
        self.end_paragraph()
        rows = list(table.rows)
        if is_first and self._table is not None and self._table.columns == table.columns:
            rows = rows[1:] if rows[:1] == list(self._table.rows[:1]) else rows
            if rows and self._open_row is not None and _goes_on(self._open_row, rows[0]):
                self._extend_row(rows.pop(0))
        else:
            self._tables += 1
            self._table, self._open_row, self._row_count = table, None, 0
        for row in rows:
            self._row_count += 1
            place = Location(len(self.blocks) + 1, page=self._page, table=self._tables, row=self._row_count)
            text = CELL_SEPARATOR.join(row.cells)
            self.blocks.append(Block(BlockKind.ROW, text, place, cells=row.cells, confidence=row.confidence))
            self._open_row, self._open_at = row, len(self.blocks) - 1

    def _extend_row(self, rest: Row) -> None:
        """The page ended within a row."""
        block = self.blocks[self._open_at]
        cells = tuple(above + below for above, below in zip(block.cells, rest.cells, strict=True))
        sure = min((one for one in (block.confidence, rest.confidence) if one is not None), default=None)
        self.blocks[self._open_at] = replace(block, text=CELL_SEPARATOR.join(cells), cells=cells, confidence=sure)
        self._open_row = replace(rest, cells=cells)


def _goes_on(row: Row, rest: Row) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before.

    Cells that say more continue cells that are full; words in every cell begin a row.
    """
    if len(row.cells) != len(rest.cells) or not row.room:
        return False
    more = [at for at, words in enumerate(rest.cells) if words]
    is_full = all(row.room[at] <= first_unit(rest.cells[at]) + _SLACK for at in more)
    return is_full and len(more) < sum(bool(words) for words in row.cells)


def _continues(before: tuple[Line, int, Measure], after: tuple[Line, int, Measure]) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    (one, one_page, its_column), (other, other_page, column) = before, after
    is_same_page = one_page == other_page
    if is_same_page and one.frame != other.frame:
        if one.frame is None or other.frame is None or other.base <= one.base:
            return False
        is_same_page = False  # from the foot of a column to the head of the next, as from page to page
    if is_same_page and column.is_title(one, other):
        return _is_one_title(one, other)
    if (is_same_page and not column.is_near(one, other)) or not its_column.is_full(one, other):
        return False
    if its_column.is_aside(one) or _differs(one, other) or _are_entries(one, other):
        return False
    return (is_same_page and column.spaced) or _runs_on(one, other, column)


def _may_be_many(text: str) -> bool:
    """Whether a paragraph may be a document that came on one line."""
    return len(text) > _LONG or text.count("第") >= 3


def _is_one_title(one: Line, other: Line) -> bool:
    is_next = begins_item(other.text) or _BEGINS.match(other.text) or ends_sentence(one.text)
    return not is_next and not _differs(one, other)


def _runs_on(full: Line, other: Line, column: Measure) -> bool:
    """Whether a full line's sentence, or at least its paragraph, goes on in the next line."""
    begins_indented = column.indented and column.is_indented(other)
    is_ended = ends_sentence(full.text)
    if (begins_indented or not column.indented or is_ended) and begins_item(other.text):
        return False
    # A full stop at the very end of a full line: only an indent tells whether the paragraph ends as well.
    return not is_ended or (column.indented and not begins_indented)


def _are_entries(one: Line, other: Line) -> bool:
    """Whether a line is one of a table of contents, or both are entries of a form: 甲方：…, or words far apart."""
    if looks_like_entry(one.text) or looks_like_entry(other.text):
        return True
    return bool(_ENTRY.match(other.text) and _ENTRY.match(one.text)) or (_GAP in one.text and _GAP in other.text)


def _differs(one: Line, other: Line) -> bool:
    """Whether two lines are set in different sizes, as a heading and its text are; few characters tell it roughly."""
    least = 0.12 if min(len(one.text), len(other.text)) > _FEW else 0.2
    if abs(one.size - other.size) <= least * max(one.size, other.size):
        return False
    return _has_wide(one.text) and _has_wide(other.text)


def _has_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def _needs_space(text: str, line: str) -> bool:
    """Whether two joined lines need a space between: only words of letters and digits do."""
    return text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()

"""Which lines are one paragraph: printed lines end where the paper ends, clauses where they end."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from contractkit.core.document.contents import looks_like_entry
from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location
from contractkit.readers.lines import begins_item, ends_sentence
from contractkit.readers.pdf.layout import Line, Page, Table
from contractkit.readers.reflow import split_at_numbering

_UNIT = re.compile(
    r"[（《〈“‘【〔［(]*(?:[\x21-\x7e]+|.)[，。、；：？！）》〉”’】〕］％…—\x21\x25\x29\x2c\x2e\x3a-\x3f\x5d\x7d]*"
)
_SPACED = 1.15


@dataclass(frozen=True, slots=True)
class Measure:
    """The column of text on pages of one width.

    Attributes:
        left: where lines that continue a paragraph begin.
        right: where full lines end.
        size: the size of most characters.
        pitch: the distance of two lines of one paragraph in that size.
        indented: whether paragraphs begin with an indent of about two characters.
        spaced: whether paragraphs stand further apart than their lines.
    """

    left: float
    right: float
    size: float
    pitch: float
    indented: bool
    spaced: bool

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether a line ends only because what follows did not fit into the room left."""
        return self.right - line.right <= _first_unit(after.text) * line.size + 1.2 * line.size

    def is_near(self, line: Line, after: Line) -> bool:
        """Whether a line stands below another as the next one of its paragraph does."""
        usual = max(self.pitch * max(line.size / self.size, 1), line.size)
        return 0 < line.base - after.base <= (_SPACED if self.spaced else 1.4) * usual

    def is_large(self, line: Line) -> bool:
        """Whether a line is set in the size of titles, and in the middle."""
        is_central = abs((line.left + line.right) - (self.left + self.right)) < 2 * line.size
        return line.size > 1.25 * self.size and is_central

    def is_indented(self, line: Line) -> bool:
        """Whether a line begins as the first lines of paragraphs do."""
        return line.left - self.left >= 1.2 * line.size


def measure(pages: list[Page]) -> Measure:
    """The column that most lines of the pages keep to."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return Measure(0, 0, 0, 0, indented=False, spaced=False)
    widest = max(line.right - line.left for line in lines)
    rights = sorted(line.right for line in lines if line.right - line.left >= 0.6 * widest)
    right = rights[int(0.95 * (len(rights) - 1))]
    few = max(2, len(lines) // 12)
    lefts = Counter(round(line.left / 2) * 2 for line in lines)
    left = min((at for at, count in lefts.items() if count >= few), default=min(lefts))
    steps = [(line.left - left) / max(line.size, 1) for line in lines]
    indented = sum(1.4 <= step <= 2.6 for step in steps) >= few and sum(abs(step) < 0.8 for step in steps) >= few
    pitch, spaced = _distances(pages, right)
    return Measure(left, right, median(line.size for line in lines), pitch, indented, spaced)


def _distances(pages: list[Page], right: float) -> tuple[float, bool]:
    """The distance after lines that surely go on, and whether it is mostly larger after lines that surely do not."""
    within, between = [], []
    for page in pages:
        for one, other in pairwise(page.lines):
            gap = one.base - other.base
            if gap <= 0:
                continue
            if one.right < right - 6 * one.size:
                between.append(gap)
            elif not ends_sentence(one.text):
                within.append(gap)
    if not within:
        return (median(between) if between else 0), False
    pitch = median(within)
    return pitch, 2 * sum(gap > _SPACED * pitch for gap in between) > len(between)


def _first_unit(text: str) -> float:
    """The width, in 汉字, of what a line cannot break within: a character or word with its punctuation marks."""
    unit = _UNIT.match(text)
    return sum(1.0 if unicodedata.east_asian_width(one) in "WF" else 0.55 for one in unit[0]) if unit else 0.0


def blocks(pages: list[Page]) -> tuple[Block, ...]:
    """Paragraphs and table rows of the whole document, numbered; a paragraph's page is the one it begins on."""
    measures: dict[int, Measure] = {}
    for width in {round(page.width) for page in pages}:
        measures[width] = measure([page for page in pages if round(page.width) == width])
    joining = _Joining()
    for page in pages:
        for index, item in enumerate(page.items):
            if isinstance(item, Line):
                joining.add_line(item, page.number, measures[round(page.width)])
            else:
                joining.add_table(item, page.number, is_first=index == 0)
    joining.end_paragraph()
    return tuple(joining.blocks)


class _Joining:
    """Blocks so far, and the paragraph and table that may still go on."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text = ""
        self._page = 0
        self._last: tuple[Line, int] | None = None
        self._tables = 0
        self._table: Table | None = None
        self._row_count = 0

    def add_line(self, line: Line, page: int, column: Measure) -> None:
        """Add a line to the open paragraph, or begin one with it."""
        if self._last is not None and _continues(self._last, (line, page), column):
            self._text = _glued(self._text, line.text)
        else:
            self.end_paragraph()
            self._text, self._page = line.text, page
        self._last = (line, page)
        self._table = None

    def end_paragraph(self) -> None:
        """Close the open paragraph."""
        if self._last is None:
            return
        self._last = None
        for part in split_at_numbering(self._text):
            kind = BlockKind.CONTENTS if looks_like_entry(part) else BlockKind.PARAGRAPH
            self.blocks.append(Block(kind, part, Location(len(self.blocks) + 1, page=self._page)))

    def add_table(self, table: Table, page: int, *, is_first: bool) -> None:
        """Add a table's rows; at the top of a page it may go on from the page before, its heading row repeated."""
        self.end_paragraph()
        rows = list(table.rows)
        if is_first and self._table is not None and self._table.columns == table.columns:
            rows = rows[1:] if rows[:1] == list(self._table.rows[:1]) else rows
        else:
            self._tables += 1
            self._table, self._row_count = table, 0
        for row in rows:
            self._row_count += 1
            place = Location(len(self.blocks) + 1, page=page, table=self._tables, row=self._row_count)
            self.blocks.append(Block(BlockKind.ROW, CELL_SEPARATOR.join(row.cells), place, cells=row.cells))


def _continues(before: tuple[Line, int], after: tuple[Line, int], column: Measure) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    (one, one_page), (other, other_page) = before, after
    is_same_page = one_page == other_page
    if looks_like_entry(one.text) or looks_like_entry(other.text) or _differs(one, other):
        return False
    if is_same_page and not column.is_near(one, other):
        return False
    if is_same_page and column.is_large(one) and column.is_large(other):
        return not begins_item(other.text)
    return column.is_full(one, other) and ((is_same_page and column.spaced) or _runs_on(one, other, column))


def _runs_on(full: Line, other: Line, column: Measure) -> bool:
    """Whether a full line's sentence, or at least its paragraph, goes on in the next line."""
    begins_indented = column.indented and column.is_indented(other)
    if begins_item(other.text) and (begins_indented or not column.indented or ends_sentence(full.text)):
        return False
    # A full stop at the very end of a full line: only an indent tells whether the paragraph ends as well.
    return not ends_sentence(full.text) or (column.indented and not begins_indented)


def _differs(one: Line, other: Line) -> bool:
    """Whether two lines are set in different sizes, as a heading and its text are."""
    if not (_has_wide(one.text) and _has_wide(other.text)):
        return False
    return abs(one.size - other.size) > 0.12 * max(one.size, other.size)


def _has_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def _glued(text: str, line: str) -> str:
    """Join two lines; only words of letters and digits need a space between."""
    needs_space = text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
    return f"{text} {line}" if needs_space else text + line

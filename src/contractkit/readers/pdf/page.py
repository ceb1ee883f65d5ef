"""From a PDFium page to its lines and table rows in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium

from contractkit.readers.pdf import tables
from contractkit.readers.pdf.assembly import line
from contractkit.readers.pdf.attached import Field, spans_with
from contractkit.readers.pdf.layout import Box, Line, Page, Span, Table
from contractkit.readers.pdf.objects import Drawing, drawing, turned_box
from contractkit.readers.pdf.order import in_order
from contractkit.readers.pdf.ruling import Grid, grid
from contractkit.readers.pdf.spans import Words, words

# A picture of more than this share of the page is what the page consists of.
BACKGROUND = 0.5


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page with what is known of it.

    Attributes:
        page: its lines and tables.
        is_empty: nothing at all is drawn on it.
        picture_shares: of the page's area, per picture.
        from_scanner: the words are an invisible layer that a scanner's recognition laid over its picture.
        may_lack_characters: PDFium may have passed over some.
    """

    page: Page
    is_empty: bool = False
    picture_shares: tuple[float, ...] = ()
    from_scanner: bool = False
    may_lack_characters: bool = False

    @property
    def has_background(self) -> bool:
        """Whether a picture covers most of the page."""
        return max(self.picture_shares, default=0.0) > BACKGROUND


def read_page(page: Any, number: int, fields: Sequence[Field] = (), *, has_all_fonts: bool = False) -> PageRead:
    """The lines and tables of a PDFium page.

    Args:
        page: as PDFium opened it.
        number: from 1.
        fields: what is filled into its form, where it stands.
        has_all_fonts: the file is known to hold all its fonts.
    """
    frame = _frame(page)
    drawn = drawing(page, has_all_fonts=has_all_fonts)

    def grid_for(turns: int) -> Grid | None:
        return _grid(drawn, frame, turns)

    text_page = page.get_textpage()
    try:
        found = words(text_page, frame, grid_for)
    finally:
        text_page.close()
    if fields:
        found = replace(found, spans=spans_with(_moved(fields, frame, found.turns), found.spans))
    area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1)
    shares = tuple(_overlap(box, frame) / area for box in drawn.pictures)
    from_scanner = max(shares, default=0.0) > BACKGROUND and len(found.unseen) > len(found.spans)
    if from_scanner:
        found = replace(found, spans=[*found.spans, *found.unseen], unseen=[])
    laid_out = _laid_out(found, frame, number)
    return PageRead(laid_out, not drawn.count and not fields, shares, from_scanner, drawn.may_lack_characters)


def _frame(page: Any) -> Box:
    """The visible part of the page."""
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page.raw, box) and box.right > box.left and box.top > box.bottom:
        return Box(box.left, box.bottom, box.right, box.top)
    return Box(0.0, 0.0, *page.get_size())


def _grid(drawn: Drawing, frame: Box, turns: int) -> Grid | None:
    if not drawn.horizontal or not drawn.vertical:
        return None
    width, height = frame.right - frame.left, frame.top - frame.bottom
    level, upright = [], []
    strokes = [Box(start, y, end, y) for y, start, end in drawn.horizontal]
    strokes += [Box(x, start, x, end) for x, start, end in drawn.vertical]
    for stroke in strokes:
        left, bottom, right, top = _upright(stroke, frame, turns)
        if bottom == top:
            level.append((bottom, left, right))
        else:
            upright.append((left, bottom, top))
    return grid(level, upright, width * height)


def _upright(box: Box, frame: Box, turns: int) -> Box:
    """A box of the file on the upright page."""
    left, bottom, right, top = box
    moved = left - frame.left, bottom - frame.bottom, right - frame.left, top - frame.bottom
    return Box(*turned_box(moved, turns, frame.right - frame.left, frame.top - frame.bottom))


def _moved(fields: Sequence[Field], frame: Box, turns: int) -> list[Field]:
    return [Field(one.words, _upright(one.box, frame, turns)) for one in fields]


def _overlap(box: tuple[float, float, float, float], frame: Box) -> float:
    across = min(box[2], frame.right) - max(box[0], frame.left)
    up = min(box[3], frame.top) - max(box[1], frame.bottom)
    return max(across, 0) * max(up, 0)


def _laid_out(found: Words, frame: Box, number: int) -> Page:
    width, height = frame.right - frame.left, frame.top - frame.bottom
    if found.turns % 2:
        width, height = height, width
    hidden = tuple(span.text for span in found.unseen)
    inside = found.spans
    if not all(_is_on_page(span, width, height) for span in inside):
        hidden += tuple(span.text for span in inside if not _is_on_page(span, width, height))
        inside = [span for span in inside if _is_on_page(span, width, height)]
    boxed: list[Line | Table] = []
    free, aside = inside, found.sideways
    if found.grid is not None:
        # Words in a cell may run upwards; elsewhere such words are no part of the sentence beside them.
        free, boxed = tables.parted(inside, found.grid, found.sideways)
        aside = [span for span in found.sideways if tables.cell_of(span, found.grid) is None]
    notes = tuple(line([span], (span.left, span.right)) for span in aside)
    items = tuple(in_order(free, boxed))
    return Page(number, width, height, items, notes, tuple(found.slanted), hidden)


def _is_on_page(span: Span, width: float, height: float) -> bool:
    """Whether any of it can be seen; a page of unknown size shows all."""
    if width <= 0 or height <= 0:
        return True
    return span.right > 0 and span.left < width and span.base + span.height > 0 and span.base < height

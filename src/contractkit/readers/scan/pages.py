"""A scanned page as the PDF reader lays pages out, so that scans, photos and PDFs are read alike."""

from __future__ import annotations

from collections.abc import Sequence

from contractkit.core.document.tree import Block
from contractkit.readers.pdf import tables
from contractkit.readers.pdf.furniture import strip
from contractkit.readers.pdf.layout import Page, Span
from contractkit.readers.pdf.order import in_order
from contractkit.readers.pdf.paragraphs import blocks
from contractkit.readers.pdf.ruling import grid
from contractkit.readers.scan.picture import ScannedLine, ScannedPage

_LINE_HEIGHT = 1.2
_DESCENT = 0.22


def page_of_scan(scanned: ScannedPage, number: int) -> Page:
    """Lines and tables in reading order.

    Args:
        scanned: what was recognised.
        number: of the page, from 1.
    """
    height = scanned.height
    spans = [_span(line, height) for line in scanned.lines]
    across = [(height - y, start, end) for y, start, end in scanned.across]
    down = [(x, height - end, height - start) for x, start, end in scanned.down]
    ruled = grid(across, down, scanned.width * height)
    free, boxed = (spans, []) if ruled is None else tables.parted(spans, ruled)
    return Page(number, scanned.width, height, tuple(in_order(free, boxed)))


def blocks_of_scans(scanned: Sequence[ScannedPage]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Paragraphs and table rows of scanned pages, and their headers, footers and page numbers."""
    pages, furniture = strip([page_of_scan(page, number) for number, page in enumerate(scanned, start=1)])
    return blocks(pages), furniture


def _span(line: ScannedLine, page_height: float) -> Span:
    size = (line.bottom - line.top) / _LINE_HEIGHT
    base = page_height - line.bottom + _DESCENT * size
    return Span(line.text, line.left, line.right, base, _LINE_HEIGHT * size, size, confidence=line.confidence)

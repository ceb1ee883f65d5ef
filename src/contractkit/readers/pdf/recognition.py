"""Pages without a text layer that can be believed: drawn by PDFium, read by text recognition."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

from contractkit.readers import progress
from contractkit.readers.pdf.layout import Page
from contractkit.readers.scan.picture import PageRecogniser, Picture, ScannedPage

# At three to seven seconds a page this is half an hour.
MAX_PAGES = 300
_DPI = 200
_MAX_PIXELS = 16_000_000
_WHITE = 0xFFFFFFFF
_LONGEST_DRAWING = 20.0


class Recognition:
    """Text recognition for the pages of one document, opened when the first page needs it.

    Attributes:
        pages: what was recognised, by page number.
        left_out: pages that came after `MAX_PAGES` others.
    """

    def __init__(self, recogniser: PageRecogniser | None, total: int) -> None:
        self._recogniser = recogniser
        self._is_absent = False
        self._total = total
        self.pages: dict[int, ScannedPage] = {}
        self.left_out: list[int] = []

    @property
    def can_recognise(self) -> bool:
        """Whether text recognition is there, as far as it was asked for."""
        return not self._is_absent

    def page(self, page: Any, number: int) -> Page | None:
        """The lines recognised on a PDFium page; None where there is no text recognition, or too many pages need it.

        Raises:
            UnreadableDocument: text recognition is installed, but not completely.
        """
        return self.drawn(lambda: draw(page), number)

    def drawn(self, picture_of: Callable[[], Picture], number: int) -> Page | None:
        """As `page`, for a page that another format draws; it is drawn only where it is going to be recognised."""
        recogniser = self._opened()
        if recogniser is None:
            return None
        if len(self.pages) >= MAX_PAGES:
            self.left_out.append(number)
            return None
        from contractkit.readers.scan.pages import page_of_scan  # noqa: PLC0415 - it builds on this package

        scanned = recogniser.recognise(picture_of())
        self.pages[number] = scanned
        progress.tell(number, self._total)
        return page_of_scan(scanned, number)

    def _opened(self) -> PageRecogniser | None:
        if self._recogniser is None and not self._is_absent:
            from contractkit.readers.scan import recogniser  # noqa: PLC0415 - an extra, and slow to load

            self._is_absent = not recogniser.is_available()
            self._recogniser = None if self._is_absent else recogniser.open_recogniser()
        return self._recogniser


def draw(page: Any, dpi: int = _DPI) -> Picture:
    """A PDFium page as it prints, without annotations.

    A very large page is drawn with fewer dots an inch; of one that takes long to draw, what is there after some
    seconds.
    """
    width, height = (max(length, 1.0) / 72 for length in page.get_size())
    dpi = max(min(dpi, int((_MAX_PIXELS / (width * height)) ** 0.5)), 1)
    across, down = (min(max(round(length * dpi), 1), _MAX_PIXELS) for length in (width, height))
    down = min(down, max(_MAX_PIXELS // across, 1))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, _WHITE)
        _draw_for_a_while(bitmap, page.raw, across, down)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        address = pdfium.FPDFBitmap_GetBuffer(bitmap)
        return Picture(across, down, _rows(address, across * 3, stride, down), dpi)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _draw_for_a_while(bitmap: Any, page: Any, width: int, height: int) -> None:
    end = time.monotonic() + _LONGEST_DRAWING
    pause = pdfium.IFSDK_PAUSE()
    pause.version = 1
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: int(time.monotonic() > end))
    pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, width, height, 0, 0, pause)
    pdfium.FPDF_RenderPage_Close(page)


def _rows(address: int, width: int, stride: int, count: int) -> bytes:
    """The rows without the bytes that fill them up."""
    if width == stride:
        return ctypes.string_at(address, width * count)
    return b"".join(ctypes.string_at(address + row * stride, width) for row in range(count))

"""pypdf in place of PDFium, page by page: it knows other encodings, but no places of characters."""

from __future__ import annotations

import io
import logging
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING

from contractkit.readers.pdf.layout import Line, Page

if TYPE_CHECKING:
    from pypdf import PdfReader

# What pypdf raises on damaged files, beside its own errors.
_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# Bytes of drawing operators; pypdf takes seconds for so many.
_LONGEST_CONTENT = 2_000_000


class Fallback:
    """The same file, opened by pypdf when it is first asked for a page."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._reader: PdfReader | None = None
        self._has_failed = False

    def page(self, index: int) -> Page | None:
        """The page at a zero-based index; None where pypdf cannot read it either."""
        from pypdf.errors import DeprecationError, PyPdfError  # noqa: PLC0415 - loading pypdf costs more than reading most PDFs

        if self._has_failed:
            return None
        try:
            if self._reader is None:
                self._reader = self._open()
            page = self._reader.pages[index]
            contents = page.get_contents()
            if contents is None or len(contents.get_data()) > _LONGEST_CONTENT:
                return None
            text = page.extract_text()
            width, height = float(page.mediabox.width), float(page.mediabox.height)
        except (PyPdfError, DeprecationError, *_FAILURES):
            self._has_failed = self._reader is None
            return None
        return Page(index + 1, width, height, tuple(_lines(text)))

    def _open(self) -> PdfReader:
        from pypdf import PdfReader  # noqa: PLC0415 - as above

        # It reports each oddity of a file to stderr, where only our own sentences belong.
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        reader = PdfReader(io.BytesIO(self._data), strict=False)
        if reader.is_encrypted:
            reader.decrypt(self._password or "")
        return reader


def _lines(text: str) -> list[Line]:
    """Lines at made-up places: from the top down, as wide as their characters."""
    found = []
    for index, line in enumerate(text.split("\n")):
        if line.strip():
            width = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line.rstrip()) / 2
            found.append(Line(line.strip(), 0.0, width, -1.5 * index, 1.0))
    frame = 0.0, max((line.right for line in found), default=0.0)
    return [line._replace(frame=frame) for line in found]

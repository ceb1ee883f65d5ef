"""Characters and ruling lines of a page, as PDFium gives them."""

from __future__ import annotations

import ctypes
from math import isfinite
from typing import Any

import pypdfium2.raw as pdfium

from contractkit.readers.pdf.layout import Glyph

_BLANK = frozenset({0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000})
# PDFium's sign for a hyphen at a line's end that it takes to be soft.
_SOFT_HYPHENS = frozenset({0x02, 0xFFFE})
_THIN = 3.0
_FAR = 100_000.0
_MAX_PATHS = 20_000


def glyphs(text_page: Any) -> list[Glyph]:
    """The characters of a page in the order of its content, without those that PDFium makes up."""
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    found: list[Glyph] = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code == 0 or (code in _BLANK and pdfium.FPDFText_IsGenerated(raw, index) == 1):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        character = "-" if code in _SOFT_HYPHENS else chr(code)
        found.append(Glyph(character, *map(_bounded, (box.left, box.right, y.value, box.top - box.bottom))))
    return _without_surrogates(found)


def _bounded(length: float) -> float:
    """Damaged files give places at infinity, or none."""
    return min(max(length, -_FAR), _FAR) if isfinite(length) else 0.0


def _without_surrogates(found: list[Glyph]) -> list[Glyph]:
    """Rare 汉字 that arrive as two halves become one character."""
    if not any(0xD800 <= ord(glyph.character) < 0xE000 for glyph in found):
        return found
    joined: list[Glyph] = []
    for glyph in found:
        before = joined[-1].character if joined else ""
        if 0xDC00 <= ord(glyph.character) < 0xE000 and before and 0xD800 <= ord(before) < 0xDC00:
            pair = (before + glyph.character).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            joined[-1] = joined[-1]._replace(character=pair, right=max(joined[-1].right, glyph.right))
        else:
            joined.append(glyph)
    return [
        glyph._replace(character="\ufffd") if 0xD800 <= ord(glyph.character) < 0xE000 else glyph for glyph in joined
    ]


def rules(page: Any) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """The ruling lines of a page: horizontal ones as (y, from x, to x), vertical ones as (x, from y, to y)."""
    horizontal: list[tuple[float, float, float]] = []
    vertical: list[tuple[float, float, float]] = []
    for path in _paths(page):
        for x0, y0, x1, y1 in _edges(path):
            if abs(y1 - y0) <= _THIN < abs(x1 - x0):
                horizontal.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _THIN < abs(y1 - y0):
                vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return horizontal, vertical


def _paths(page: Any) -> list[Any]:
    count = min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_PATHS)
    objects = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
    return [item for item in objects if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH]


def _edges(path: Any) -> list[tuple[float, float, float, float]]:
    """A thin shape is one line; of a larger one the outline counts where it is drawn and not only filled."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(path, *sides):
        return []
    left, bottom, right, top = (side.value for side in sides)
    if right - left <= _THIN or top - bottom <= _THIN:
        return [(left, bottom, right, top)]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return _outline(path) if stroke.value else []


def _outline(path: Any) -> list[tuple[float, float, float, float]]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    edges = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MAX_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            edges.append((*last, *point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            edges.append((*last, *start))
            last = start
    return edges

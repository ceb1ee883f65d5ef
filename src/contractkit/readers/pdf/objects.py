"""What else is drawn on a page: ruling lines, pictures, and text of which characters may be missing."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from contractkit.readers.pdf.handles import (
    FONT_IS_EMBEDDED,
    FORM_OBJECT,
    OBJECT_TYPE,
    PAGE_OBJECT,
    TEXT_FONT,
    address_of,
    page_object,
)

_THIN = 3.0
_MAX_OBJECTS = 200_000
_MAX_PATHS = 20_000
_MAX_DEPTH = 4
_NO_WIDTH = 0.01

Stroke = tuple[float, float, float]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawing:
    """The objects of a page, in the directions of the page as the file has them.

    Attributes:
        count: how many objects there are.
        horizontal: ruling lines as (y, from x, to x).
        vertical: ruling lines as (x, from y, to y).
        pictures: the boxes of pictures: left, bottom, right, top.
        may_lack_characters: a font that is not in the file has characters without width, and PDFium passes over them.
        paths: how many drawn shapes were looked at.
        texts: the addresses of pieces of text, while they are looked at.
    """

    count: int = 0
    horizontal: list[Stroke] = field(default_factory=list)
    vertical: list[Stroke] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    may_lack_characters: bool = False
    paths: int = 0
    texts: list[int] = field(default_factory=list)

    def add_edge(self, edge: Box) -> None:
        """Add a line between two points if it is level or upright and long enough to be one."""
        x0, y0, x1, y1 = edge
        if abs(y1 - y0) <= _THIN < abs(x1 - x0):
            self.horizontal.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _THIN < abs(y1 - y0):
            self.vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def drawing(page: Any, *, has_all_fonts: bool = False) -> Drawing:
    """Look through the objects of a PDFium page once.

    Args:
        page: as PDFium opened it.
        has_all_fonts: the file is known to hold all its fonts.
    """
    found = Drawing(max(pdfium.FPDFPage_CountObjects(page.raw), 0))
    _look_through(address_of(page.raw), found.count, PAGE_OBJECT, found, 0)
    found.may_lack_characters = not has_all_fonts and _lacks(found.texts)
    found.texts = []
    return found


def _look_through(holder: int, count: int, get: Any, found: Drawing, depth: int) -> None:
    kind_of, text = OBJECT_TYPE, pdfium.FPDF_PAGEOBJ_TEXT
    items = [get(holder, index) for index in range(min(count, _MAX_OBJECTS))]
    kinds = [kind_of(item) for item in items]
    for item, kind in zip(items, kinds, strict=True):
        if kind == text:
            found.texts.append(item)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and found.paths < _MAX_PATHS:
            found.paths += 1
            for edge in _edges(page_object(item)):
                found.add_edge(edge)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(page_object(item))):
            found.pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            _look_into(page_object(item), found, depth + 1)


def _look_into(form: Any, found: Drawing, depth: int) -> None:
    """A form holds objects at places of its own: programs that stamp or join files wrap whole pages in one."""
    within = Drawing(paths=found.paths)
    _look_through(address_of(form), pdfium.FPDFFormObj_CountObjects(form), FORM_OBJECT, within, depth)
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, matrix):
        return
    found.paths = within.paths
    found.texts.extend(within.texts)
    found.pictures.extend(_moved(box, matrix) for box in within.pictures)
    for y, start, end in within.horizontal:
        found.add_edge(_moved((start, y, end, y), matrix))
    for x, start, end in within.vertical:
        found.add_edge(_moved((x, start, x, end), matrix))


def _moved(box: Box, matrix: Any) -> Box:
    corners = [_moved_point((x, y), matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(up), max(across), max(up)


def _moved_point(point: tuple[float, float], matrix: Any) -> tuple[float, float]:
    x, y = point
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _lacks(texts: list[int]) -> bool:
    embedded: dict[int, bool] = {}
    for item in texts:
        font = TEXT_FONT(item)
        if font not in embedded:
            embedded[font] = FONT_IS_EMBEDDED(font) != 0
        if not embedded[font] and _is_flat(item):
            return True
    return False


def _is_flat(text: int) -> bool:
    """Whether a text object has no width, though its font, which is not in the file, must give it some."""
    box = _bounds(page_object(text))
    return box is None or box[2] - box[0] < _NO_WIDTH


def _bounds(item: Any) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _edges(path: Any) -> list[Box]:
    """A thin shape is one line; of a larger one the outline counts where it is drawn and not only filled."""
    box = _bounds(path)
    if box is None:
        return []
    left, bottom, right, top = box
    if right - left <= _THIN or top - bottom <= _THIN:
        return [box]
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return _outline(path) if stroke.value else []


def _outline(path: Any) -> list[Box]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    edges = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MAX_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved_point((x.value, y.value), matrix)
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


def turned_box(box: Box, turns: int, width: float, height: float) -> Box:
    """A box on the page after turning it upright, from so many quarter turns counterclockwise."""
    left, bottom, right, top = box
    for _ in range(turns):
        left, bottom, right, top = bottom, width - right, top, width - left
        width, height = height, width
    return left, bottom, right, top

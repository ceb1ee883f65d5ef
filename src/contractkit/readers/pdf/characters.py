"""The characters of a PDFium text page and where they stand: every question costs a call, so ask few."""

from __future__ import annotations

import ctypes
import re
from functools import lru_cache
from math import isfinite
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from contractkit.readers.pdf.handles import IS_GENERATED, LOOSE_BOX, ORIGIN, RENDER_MODE, TEXT_OBJECT, address_of

FAR = 100_000.0
_INVISIBLE = frozenset({3, 7})
_SURROGATE = re.compile("[\ud800-\udfff]")
# PDFium's sign for a hyphen at a line's end that it takes to be soft.
_SOFT_HYPHENS = frozenset({0x02, 0xFFFE})
_BLANK = frozenset({0x20, 0x0D, 0x0A, 0x09, 0xA0, 0x3000})


class Glyph(NamedTuple):
    """A character with its place, in the directions of the page as the file has them.

    Attributes:
        character: one character.
        x: where it stands on its baseline.
        y: the height of its baseline.
        left: edge of its box, its advance included; as are the other three.
        bottom: lower edge.
        right: right edge.
        top: upper edge.
        angle: radians by which it is turned clockwise; 0 for upright.
        unseen: it is in the file without being drawn.
    """

    character: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    angle: float = 0.0
    unseen: bool = False


class Characters:
    """The characters of one text page by index; places count from `origin`."""

    def __init__(self, text_page: Any, origin: tuple[float, float]) -> None:
        self._raw = text_page.raw
        self._address = address_of(text_page.raw)
        self._left, self._bottom = origin
        self.count: int = max(pdfium.FPDFText_CountChars(self._raw), 0)
        self._sides = (ctypes.c_float * 4)()  # of FS_RECTF: left, top, right, bottom
        self._point = (ctypes.c_double * 2)()
        self._to_sides, self._to_point = ctypes.addressof(self._sides), ctypes.addressof(self._point)

    def text(self) -> str | None:
        """All characters in one string; None where its offsets are not the indices of the characters."""
        if not self.count:
            return ""
        buffer = _buffer(1 << self.count.bit_length())
        written = pdfium.FPDFText_GetText(self._raw, 0, self.count, buffer)
        text = memoryview(buffer).cast("B")[: 2 * max(written - 1, 0)].tobytes().decode("utf-16-le", "surrogatepass")
        return text if len(text) == self.count == written - 1 else None

    def box(self, index: int) -> tuple[float, float, float, float]:
        """The box of a character, its advance included: left, bottom, right, top; in damaged files anything."""
        LOOSE_BOX(self._address, index, self._to_sides)
        left, top, right, bottom = self._sides
        x, y = self._left, self._bottom
        return left - x, bottom - y, right - x, top - y

    def gap(self, before: int, after: int) -> tuple[float, float, bool]:
        """Where one character ends and another begins, and whether PDFium put in the one blank between them."""
        address, sides = self._address, self._sides
        LOOSE_BOX(address, before, self._to_sides)
        end = sides[2] - self._left
        LOOSE_BOX(address, after, self._to_sides)
        return end, sides[0] - self._left, after - before == 2 and IS_GENERATED(address, before + 1) == 1

    def baseline(self, index: int) -> float:
        """The height of the baseline that a character stands on."""
        ORIGIN(self._address, index, self._to_point, self._to_point + 8)
        return self._point[1] - self._bottom

    def angle(self, index: int) -> float:
        """Radians by which a character is turned."""
        angle: float = pdfium.FPDFText_GetCharAngle(self._raw, index)
        return angle if isfinite(angle) and angle >= 0 else 0.0

    def is_made_up(self, index: int) -> bool:
        """Whether PDFium put the character in."""
        return bool(IS_GENERATED(self._address, index) == 1)

    def is_invisible(self, index: int) -> bool:
        """Whether the character is in the file without being drawn."""
        item = TEXT_OBJECT(self._address, index)
        return item is not None and RENDER_MODE(item) in _INVISIBLE

    def glyphs(self, start: int, end: int, *, alike: bool = False) -> list[Glyph]:
        """Some characters, each with all that is known of it, without those that PDFium put in.

        Args:
            start: index of the first.
            end: index after the last.
            alike: they are turned and drawn as the first is.
        """
        angle, unseen = self.angle(start), self.is_invisible(start)
        found: list[Glyph] = []
        for index in range(start, end):
            code = pdfium.FPDFText_GetUnicode(self._raw, index)
            if code == 0 or (code in _BLANK and self.is_made_up(index)):
                continue
            ORIGIN(self._address, index, self._to_point, self._to_point + 8)
            x, y = _bounded(self._point[0]) - self._left, _bounded(self._point[1]) - self._bottom
            left, bottom, right, top = map(_bounded, self.box(index))
            character = "-" if code in _SOFT_HYPHENS else chr(code)
            if not alike:
                angle, unseen = self.angle(index), self.is_invisible(index)
            found.append(Glyph(character, x, y, left, bottom, right, top, angle, unseen))
        return _without_surrogates(found)


def _bounded(length: float) -> float:
    """Damaged files give places at infinity, or none."""
    if -FAR < length < FAR:
        return length
    return min(max(length, -FAR), FAR) if isfinite(length) else 0.0


@lru_cache(maxsize=4)
def _buffer(units: int) -> Any:
    """Room for so many characters; making an array type is slow, so that sizes are few."""
    return (ctypes.c_ushort * units)()


def _without_surrogates(found: list[Glyph]) -> list[Glyph]:
    """Rare 汉字 that arrive as two halves become one character."""
    if not any(_SURROGATE.match(glyph.character) for glyph in found):
        return found
    joined: list[Glyph] = []
    for glyph in found:
        before = joined[-1].character if joined else ""
        if "\udc00" <= glyph.character < "\ue000" and "\ud800" <= before < "\udc00" and len(before) == 1:
            pair = (before + glyph.character).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            joined[-1] = joined[-1]._replace(character=pair, right=max(joined[-1].right, glyph.right))
        else:
            joined.append(glyph)
    return [glyph._replace(character="\ufffd") if _SURROGATE.fullmatch(glyph.character) else glyph for glyph in joined]

"""From words and their boxes to lines in reading order, their heights and baselines made even."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from contractkit.readers.scan.confidence import LOW
from contractkit.readers.scan.picture import ScannedLine
from contractkit.readers.scan.pieces import is_on_line
from contractkit.readers.scan.rulings import Ruling

HEIGHT = 1.2
_INK_HEIGHT = 0.92  # of a 汉字's width
_DIGIT_HEIGHT = 0.72
_SAME_SIZE = 0.16
_SAME_LINE = 0.5
_FEWEST_WIDE = 4
_SPECK = 0.55
_FRAGMENT = 0.5
_APART = 1.5
_BLANK = "_"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and the box around them, in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


def lines(pieces: Iterable[Piece], blanks: Sequence[Ruling] = ()) -> tuple[ScannedLine, ...]:
    """The lines of a page, from the top down and from left to right.

    Args:
        pieces: in any order; specks among them are left out.
        blanks: ruling lines to be written on, in points; those beside words become underscores.
    """
    found = [piece for piece in pieces if piece.text.strip()]
    if not found:
        return ()
    usual = median(piece.bottom - piece.top for piece in found)
    words = [piece for piece in found if not _is_speck(piece, usual)]
    heights = _even([(_size(piece), len(piece.text)) for piece in words])
    sized = list(zip(words, heights, strict=True))
    return tuple(line for row in _rows(sized + list(_filled(blanks, sized))) for line in _set(row))


def _is_speck(piece: Piece, usual: float) -> bool:
    """Whether a box holds dust: no letter, digit or 汉字, and small or doubtful."""
    if any(character.isalnum() for character in piece.text):
        return False
    is_small = piece.bottom - piece.top < _SPECK * usual
    return is_small or piece.confidence < LOW or (len(piece.text) == 1 and piece.right - piece.left < _SPECK * usual)


def _size(piece: Piece) -> float:
    """The width of a 汉字, from the width of a line of them, else from the height of the ink."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in piece.text)
    if wide >= _FEWEST_WIDE and wide == len(piece.text):
        is_half = unicodedata.category(piece.text[-1]).startswith("P")
        return (piece.right - piece.left) / (wide - 0.1 - 0.5 * is_half)
    if any(unicodedata.category(one) == "Lo" for one in piece.text):
        return (piece.bottom - piece.top) / _INK_HEIGHT
    return (piece.bottom - piece.top) / _DIGIT_HEIGHT


def _is_fragment(piece: Piece, size: float, row: Sequence[tuple[Piece, float]]) -> bool:
    """Whether a box holds what is left of a seal: a doubtful sign or two, apart from the words of its line."""
    if piece.confidence >= _FRAGMENT or len(piece.text.strip()) > 2 or len(row) == 1:
        return False
    others = [other for other, _ in row if other is not piece]
    return all(max(other.left - piece.right, piece.left - other.right) > _APART * size for other in others)


def _even(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """Sizes that differ as boxes of one font do, made one; the one of most characters first."""
    weighed = sorted(size for size, count in sizes for _ in range(min(count, 50)))
    if not weighed:
        return []
    usual = weighed[len(weighed) // 2]
    near = [size for size, _ in sizes if abs(size - usual) <= _SAME_SIZE * usual]
    body = median(near) if near else usual
    others = sorted(size for size, _ in sizes if abs(size - usual) > _SAME_SIZE * usual)
    classes: list[list[float]] = []
    for size in others:
        if classes and size - classes[-1][0] <= _SAME_SIZE * size:
            classes[-1].append(size)
        else:
            classes.append([size])
    centres = {size: median(group) for group in classes for size in group}
    return [centres.get(size, body) for size, _ in sizes]


def _filled(blanks: Sequence[Ruling], sized: Sequence[tuple[Piece, float]]) -> Iterator[tuple[Piece, float]]:
    """Underscores as long as a blank, on the line of the words beside it."""
    for blank in blanks:
        home = next((one for one in sized if is_on_line(blank, one[0].top, one[0].bottom)), None)
        if home is not None:
            piece, size = home
            count = max(2, round(2 * (blank.end - blank.start) / size))
            yield replace(piece, text=_BLANK * count, left=blank.start, right=blank.end, confidence=1.0), size


def _rows(sized: list[tuple[Piece, float]]) -> list[list[tuple[Piece, float]]]:
    """Pieces on one baseline; pieces above each other never share one."""
    rows: list[list[tuple[Piece, float]]] = []
    for piece, size in sorted(sized, key=lambda one: one[0].middle):
        for row in reversed(rows[-6:]):
            if all(_is_beside(piece, size, *other) for other in row):
                row.append((piece, size))
                break
        else:
            rows.append([(piece, size)])
    rows.sort(key=lambda row: median(piece.middle for piece, _ in row))
    return rows


def _is_beside(piece: Piece, size: float, other: Piece, other_size: float) -> bool:
    overlap = min(piece.right, other.right) - max(piece.left, other.left)
    return abs(piece.middle - other.middle) <= _SAME_LINE * min(size, other_size) and overlap < min(size, other_size)


def _set(row: list[tuple[Piece, float]]) -> Iterator[ScannedLine]:
    """A row from left to right, all of it on one baseline."""
    row = [one for one in row if not _is_fragment(*one, row)]
    if not row:
        return
    longest = max(row, key=lambda one: one[0].right - one[0].left)
    base = longest[0].middle + longest[1] * HEIGHT / 2
    for piece, size in sorted(row, key=lambda one: one[0].left):
        yield ScannedLine(piece.text, piece.left, base - HEIGHT * size, piece.right, base, piece.confidence)

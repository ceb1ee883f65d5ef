"""Ruling lines on a straight page: the tables they make, and the blanks they leave to be filled in; lengths in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np

from contractkit.readers.scan.shades import Raster

_MILLIMETRES = 25.4
_SHORTEST = 8.0
_SHORTEST_BLANK = 6.0
_BLANK_HEIGHT = 3.5
_THICKEST = 1.2
_REACH = 1.2
_DARK = 0.72
_EMPTY = 0.01
_SAME_LINE = 3  # pixels
_LEFT_OF_IT = 0.3


class Ruling(NamedTuple):
    """A horizontal or vertical line: its place on the other axis, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rulings:
    """The ruling lines of a page.

    Attributes:
        across: the horizontal lines of tables.
        down: their vertical lines, from left to right.
        blanks: horizontal lines with nothing above them, to be written on; those that run over the page are none.
        ink: where the lines of tables lie, as a mask.
        strokes: where other horizontal lines lie, as a mask.
    """

    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]
    blanks: tuple[Ruling, ...]
    ink: Any
    strokes: Any


def find(picture: Raster, dpi: float) -> Rulings:
    """The ruling lines of a straight picture."""
    millimetre = dpi / _MILLIMETRES
    inked = dark(picture, dpi)
    bridge = round(0.5 * millimetre)
    across_ink = _strokes(inked, _SHORTEST * millimetre, bridge, millimetre)
    down_ink = _strokes(inked.T, _SHORTEST * millimetre, bridge, millimetre).T
    network = _network(across_ink | down_ink, millimetre)
    across: list[Ruling] = []
    down: list[Ruling] = []
    ink = np.zeros_like(inked)
    for number, group in _grouped(across_ink, down_ink, network, millimetre).items():
        if _is_table(*group, 3 * _REACH * millimetre):
            across += _mended(group[0], inked)
            down += _mended(_closed(*group, 3 * _REACH * millimetre), inked.T)
            ink |= (network == number) & (across_ink | down_ink)
    strokes = _strokes(inked & (1 - ink), _SHORTEST_BLANK * millimetre, 1, millimetre)
    blanks = tuple(line for line in _rulings(strokes, millimetre) if _is_blank(line, inked, millimetre))
    return Rulings(tuple(across), tuple(sorted(down)), blanks, ink, strokes)


def erased(picture: Raster, rulings: Rulings) -> Raster:
    """The picture with paper where the lines of tables and the blanks were."""
    ink = rulings.ink.copy()
    for line in rulings.blanks:
        rows, columns = slice(max(0, int(line.at) - 4), int(line.at) + 5), slice(int(line.start), int(line.end) + 1)
        ink[rows, columns] |= rulings.strokes[rows, columns]
    return np.where(cv2.dilate(ink, np.ones((3, 3), np.uint8)).astype(bool), np.uint8(255), picture)


def dark(picture: Raster, dpi: float) -> Any:
    """What is clearly darker than the paper around it, as a mask of ones."""
    size = round(8 * dpi / _MILLIMETRES) | 1
    around = cv2.blur(picture, (size, size)).astype(np.float32)
    return (picture < np.minimum(around * 0.9, _DARK * 255)).astype(np.uint8)


def _strokes(inked: Any, shortest: float, bridge: int, millimetre: float) -> Any:
    """Runs along the rows that are long and thin, gaps of noise up to `bridge` closed."""
    bridged = cv2.morphologyEx(np.ascontiguousarray(inked), cv2.MORPH_CLOSE, np.ones((1, bridge | 1), np.uint8))
    strokes: Any = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, round(shortest)), np.uint8))
    thick: Any = cv2.morphologyEx(strokes, cv2.MORPH_OPEN, np.ones((round(_THICKEST * millimetre) + 1, 1), np.uint8))
    return strokes & (1 - thick)


def _rulings(ink: Any, millimetre: float) -> Iterator[Ruling]:
    """The lines along the rows of a mask; what drifts over a few pixels is one line."""
    width = max(3, round(millimetre)) | 1
    joined = cv2.dilate(np.ascontiguousarray(ink), np.ones((3, width), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    for left, top, length, height, _ in boxes[1:count].tolist():
        if length > 4 * height:
            yield Ruling(top + height / 2, left + width // 2, left + length - width // 2)


def _network(ink: Any, millimetre: float) -> Any:
    """A number for every pixel: the same for lines that touch."""
    size = max(3, round(_REACH * millimetre)) | 1
    return cv2.connectedComponents(cv2.dilate(ink, np.ones((size, size), np.uint8)))[1]


def _grouped(
    across_ink: Any, down_ink: Any, network: Any, millimetre: float
) -> dict[int, tuple[list[Ruling], list[Ruling]]]:
    """Horizontal and vertical lines by the number of their network."""
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for axis, (ink, labels) in enumerate(((across_ink, network), (down_ink.T, network.T))):
        for ruling in _rulings(ink, millimetre):
            groups.setdefault(_number(labels, ruling), ([], []))[axis].append(ruling)
    return groups


def _number(labels: Any, ruling: Ruling) -> int:
    """The number of the network at a line's middle, which a drifting line may miss by a few pixels."""
    row, column = int(ruling.at), min(int((ruling.start + ruling.end) / 2), labels.shape[1] - 1)
    return int(labels[max(0, row - 3) : row + 4, column].max(initial=0))


def _is_blank(line: Ruling, inked: Any, millimetre: float) -> bool:
    """Whether nothing stands on a line that is neither as wide as the page's text nor at its edge."""
    top, bottom = int(line.at - _BLANK_HEIGHT * millimetre), int(line.at - 0.5 * millimetre)
    if top < 0 or line.end - line.start > 0.6 * inked.shape[1]:
        return False
    above = inked[top:bottom, int(line.start) : int(line.end)]
    return above.size > 0 and bool(above.mean() < _EMPTY)


def _mended(lines: list[Ruling], inked: Any) -> list[Ruling]:
    """The lines along the rows of a mask; those that go on in what is left of a line under a seal made one.

    A gap where a line was left out, beside merged cells, has words at most, and those are taller than a line.
    """
    mended: list[Ruling] = []
    for line in sorted(lines, key=lambda line: line.start):
        at = next((at for at, one in enumerate(mended) if abs(one.at - line.at) <= _SAME_LINE), None)
        if at is not None and _goes_on(mended[at].at, mended[at].end, line.start, inked):
            mended[at] = mended[at]._replace(end=max(mended[at].end, line.end))
        elif at is not None:
            mended.insert(at, line)
        else:
            mended.append(line)
    return mended


def _goes_on(at: float, start: float, end: float, inked: Any) -> bool:
    """Whether enough of a thin line is to be seen between two columns."""
    row, columns = round(at), slice(round(start), round(end))
    if columns.stop - columns.start < 1:
        return True
    on = inked[max(0, row - 2) : row + 3, columns].any(axis=0)
    beside = inked[max(0, row - 7) : max(0, row - 4), columns].any(axis=0) | inked[row + 5 : row + 8, columns].any(
        axis=0
    )
    return bool((on & ~beside).mean() > _LEFT_OF_IT)


def _is_table(across: list[Ruling], down: list[Ruling], reach: float) -> bool:
    """Whether lines that touch make more than one column; a mere frame does not."""
    return (
        len(across) >= 2 and bool(down) and len({round(line.at / reach) for line in _closed(across, down, reach)}) >= 3
    )


def _closed(across: list[Ruling], down: list[Ruling], reach: float) -> list[Ruling]:
    """The vertical lines of a table, those at its sides made up where it is open there."""
    top, bottom = min(line.at for line in across), max(line.at for line in across)
    ends = min(line.start for line in across), max(line.end for line in across)
    sides = [Ruling(at, top, bottom) for at in ends if all(abs(at - line.at) > reach for line in down)]
    return down + sides

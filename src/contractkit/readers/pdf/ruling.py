"""Table cells: which ruling lines enclose a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contractkit.readers.pdf.layout import Box

_REACH = 2.5
_LARGEST = 0.5


@dataclass(frozen=True, slots=True)
class Grid:
    """The ruling lines of a page; a box of more than half the page is a frame, not a cell.

    Attributes:
        horizontal: (y, from x, to x), from the top down.
        vertical: (x, from y, to y), from left to right.
        area: the area of the page.
    """

    horizontal: tuple[tuple[float, float, float], ...]
    vertical: tuple[tuple[float, float, float], ...]
    area: float

    def cell_at(self, x: float, y: float) -> Box | None:
        """The cell around a point; None where it is not enclosed on all four sides."""
        left = right = bottom = top = None
        for at, start, end in self.vertical:
            if start - _REACH <= y <= end + _REACH:
                if at <= x:
                    left = at
                else:
                    right = at
                    break
        for at, start, end in self.horizontal:
            if start - _REACH <= x <= end + _REACH:
                if at >= y:
                    top = at
                else:
                    bottom = at
                    break
        if left is None or right is None or bottom is None or top is None:
            return None
        box = Box(left, bottom, right, top)
        return box if (right - left) * (top - bottom) <= _LARGEST * self.area else None

    def cuts(self, left: float, right: float, base: float) -> list[float]:
        """Where upright lines cross what is printed on a baseline, well within it."""
        low, high, at_base = left + _REACH, right - _REACH, base + 2.0
        return [at for at, start, end in self.vertical if low < at < high and start <= at_base <= end]

    def _reach_to_the_left(self, left: float, bottom: float, top: float) -> float:
        """Where the horizontal lines begin that end at a cell's left edge, or cross it: columns without words."""
        level = [(start, end) for y, start, end in self.horizontal if bottom - _REACH <= y <= top + _REACH]
        for start, end in sorted(level, reverse=True):
            if start < left - _REACH <= end + _REACH:
                left = start
        return left

    def columns(self, cells: Iterable[Box]) -> list[float]:
        """Where the columns of the table begin that these cells are part of, empty ones as well."""
        boxes = list(cells)
        left, right = min(box.left for box in boxes), max(box.right for box in boxes)
        bottom, top = min(box.bottom for box in boxes), max(box.top for box in boxes)
        left = self._reach_to_the_left(left, bottom, top)
        edges: list[float] = []
        for at, start, end in self.vertical:
            is_within = left - _REACH <= at and min(top, end) - max(bottom, start) > _REACH
            if is_within and (not edges or at - edges[-1] > _REACH):
                edges.append(at)
        is_closed = bool(edges) and edges[-1] >= right - _REACH
        return edges[:-1] if is_closed else edges


def grid(
    horizontal: list[tuple[float, float, float]],
    vertical: list[tuple[float, float, float]],
    area: float,
) -> Grid | None:
    """The grid of a page; None where there are too few lines for a box."""
    if len(horizontal) < 2 or len(vertical) < 2:
        return None
    return Grid(tuple(sorted(horizontal, reverse=True)), tuple(sorted(vertical)), area)

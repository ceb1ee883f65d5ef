"""Boxes around words: their slant, cut where ruling lines and blanks cross them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from contractkit.readers.scan.rulings import Ruling, Rulings, dark
from contractkit.readers.scan.shades import Quads, Raster

# In heights of a box: how far inside it a cut must lie, and what is too tall to be a line.
_INSIDE = 0.35
_TALL = 1.5
_STACKED = 2.0
_BASELINE = 0.7
_CONTRAST = 30
_WIDE_GAP = 0.22
_LOWEST_SIGN = 1.2  # millimetres; the dots that lead to a page number are lower


def sizes(quads: Quads) -> tuple[Quads, Quads]:
    """Width and height of each box, along its own edges."""
    width = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    height = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return width, height


def is_sideways(quads: Quads) -> bool:
    """Whether most of what stands on a page runs up or down."""
    width, height = sizes(quads)
    return bool(height[height > _TALL * width].sum() > width[width > _TALL * height].sum())


def slant(quads: Quads) -> float:
    """By how many degrees the long lines fall to the right; 0 where nothing tells."""
    width, height = sizes(quads)
    long = quads[width > 5 * height]
    if len(long) < 3:
        return 0.0
    edges = (long[:, 1] - long[:, 0]) + (long[:, 2] - long[:, 3])
    return float(np.median(np.degrees(np.arctan2(edges[:, 1], edges[:, 0]))))


def moved(quads: Quads, matrix: Quads) -> Quads:
    """The boxes on a picture that was turned by a matrix."""
    turned: Quads = (quads @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    return turned


def longest(quads: Quads, count: int) -> Quads:
    """The longest boxes, enough to see how well a page reads."""
    width, height = sizes(quads)
    return quads[np.argsort(-np.maximum(width, height))[:count]]


def unread(page: Raster, quads: Iterable[Quads], dpi: float) -> float:
    """The share of a page's area that is dark outside of all boxes, dots left out; a margin around boxes is theirs."""
    inked = dark(page, dpi)
    for quad in quads:
        low, high = np.floor(quad.min(axis=0)).astype(int), np.ceil(quad.max(axis=0)).astype(int)
        margin = (high[1] - low[1]) // 4
        inked[max(0, low[1] - margin) : high[1] + margin, max(0, low[0] - margin) : high[0] + margin] = 0
    _, _, boxes, _ = cv2.connectedComponentsWithStats(inked)
    signs = boxes[1:][boxes[1:, cv2.CC_STAT_HEIGHT] > _LOWEST_SIGN / 25.4 * dpi]
    return float(signs[:, cv2.CC_STAT_AREA].sum() / inked.size)


def is_stacked(quad: Quads) -> bool:
    """Whether a box holds characters one below the other."""
    width, height = sizes(quad[None])
    return bool(height[0] > _STACKED * width[0])


def parted(quads: Quads, rulings: Rulings) -> list[Quads]:
    """The boxes, cut where a vertical ruling line crosses them, and without the blanks to be written on."""
    found: list[Quads] = []
    for quad in quads:
        parts = [quad]
        for start, end in _gaps(quad, rulings):
            parts = [piece for part in parts for piece in _without(part, start, end)]
        found.extend(parts)
    return found


def _gaps(quad: Quads, rulings: Rulings) -> Iterable[tuple[float, float]]:
    """From where to where nothing of a box is to be read."""
    top, bottom = quad[:, 1].min(), quad[:, 1].max()
    middle, height = (top + bottom) / 2, bottom - top
    for ruling in rulings.down:
        if ruling.start <= middle <= ruling.end:
            yield ruling.at, ruling.at
    for blank in rulings.blanks:
        if is_on_line(blank, top, bottom):
            yield blank.start - 0.05 * height, blank.end + 0.05 * height


def is_on_line(blank: Ruling, top: float, bottom: float) -> bool:
    """Whether a blank lies below the middle of a box's words, where a dash or 一 does not."""
    return bool(top + _BASELINE * (bottom - top) < blank.at < bottom + 0.3 * (bottom - top))


def beside_words(blanks: Iterable[Ruling], quads: Quads) -> tuple[Ruling, ...]:
    """The blanks that lie on the line of some box."""
    tops, bottoms = quads[:, :, 1].min(axis=1), quads[:, :, 1].max(axis=1)
    return tuple(one for one in blanks if any(is_on_line(one, *edges) for edges in zip(tops, bottoms, strict=True)))


@dataclass(frozen=True, slots=True)
class Ink:
    """Where the ink of a cut-out line is, as shares of its width and height.

    Attributes:
        gaps: from where to where there is none between its ends, the wide ones.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0
    gaps: tuple[tuple[float, float], ...] = ()


def ink(piece: Raster) -> Ink:
    """Where the ink of a cut-out line is."""
    shades = piece[:, :, 0]
    height, width = shades.shape
    darkest, paper = np.percentile(shades, (3, 80))
    is_dark = shades < (darkest + paper) / 2
    is_inked = is_dark.any(axis=0)
    columns = np.flatnonzero(is_inked[1:] & is_inked[:-1])  # a speck is one pixel wide
    rows = np.flatnonzero(is_dark.sum(axis=1) >= 2 + width // 200)
    if paper - darkest < _CONTRAST or not columns.size or not rows.size:
        return Ink()
    ends = np.flatnonzero(np.diff(columns) > _WIDE_GAP * height)
    gaps = tuple((float(columns[at] + 2) / width, float(columns[at + 1]) / width) for at in ends)
    left, right = float(columns[0]) / width, float(columns[-1] + 2) / width
    return Ink(left, float(rows[0]) / height, right, float(rows[-1] + 1) / height, gaps)


def _without(quad: Quads, start: float, end: float) -> list[Quads]:
    """What is left of a box at both sides of a gap; slivers are not."""
    left, right = quad[[0, 3], 0].min(), quad[[1, 2], 0].max()
    least = _INSIDE * (quad[:, 1].max() - quad[:, 1].min())
    if end <= left or start >= right:
        return [quad]
    spans = [(left, start), (end, right)]
    return [
        _between(quad, (one - left) / (right - left), (other - left) / (right - left))
        for one, other in spans
        if other - one > least
    ]


def _between(quad: Quads, one: float, other: float) -> Quads:
    """The part of a box between two shares of its width."""
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.array(
        [quad[0] + one * top, quad[0] + other * top, quad[3] + other * bottom, quad[3] + one * bottom], np.float32
    )

"""A picture of a page to its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import mean

import numpy as np

from contractkit.readers.scan import pieces, raster, rulings
from contractkit.readers.scan.engine import Engine, Words, engine
from contractkit.readers.scan.lines import Piece, lines
from contractkit.readers.scan.picture import Picture, ScannedPage
from contractkit.readers.scan.pieces import Ink
from contractkit.readers.scan.rulings import Ruling
from contractkit.readers.scan.shades import Quads, Raster
from contractkit.readers.scan.wording import corrected, parted_label

_POINTS = 72
# Lines are found on a picture of fewer pixels than they are read from, but of enough to tell them apart.
_LONGEST_SIDE = 1600
_LEAST_DPI = 120
_SAMPLE = 8
_UPRIGHT = 0.9
_STRAIGHT = 0.15
_MOST_SLANTED = 12.0


class Recogniser:
    """A `PageRecogniser` on rapidocr."""

    def __init__(self) -> None:
        self._engine: Engine = engine()

    def recognise(self, picture: Picture) -> ScannedPage:
        """The lines of a page, turned upright first; a blank page has none."""
        page = raster.legible(raster.from_picture(picture), picture.dpi)
        page, quads, rotation = self._upright(page, picture.dpi)
        page, quads = _straight(page, quads)
        ruled = rulings.find(page, picture.dpi)
        ruled = replace(ruled, blanks=pieces.beside_words(ruled.blanks, quads))
        page = rulings.erased(page, ruled)
        scale = _POINTS / picture.dpi
        parts = pieces.parted(quads, ruled)
        found = self._pieces(page, parts, scale)
        return ScannedPage(
            page.shape[1] * scale,
            page.shape[0] * scale,
            lines(found, _scaled(ruled.blanks, scale)),
            rotation,
            _scaled(ruled.across, scale),
            _scaled(ruled.down, scale),
            pieces.unread(page, parts, picture.dpi),
        )

    def _upright(self, page: Raster, dpi: float) -> tuple[Raster, Quads, int]:
        """The page as it reads best, the boxes on it, and by how many degrees it was turned."""
        quads = self._boxes(page, dpi)
        rotation = 0
        if pieces.is_sideways(quads):
            page, rotation = raster.turned(page, 90), 90
            quads = self._boxes(page, dpi)
        upright = self._certainty(page, quads)
        if upright < _UPRIGHT:
            other = raster.turned(page, 180)
            if self._certainty(other, _half_turned(quads, page)) > upright:
                return other, self._boxes(other, dpi), rotation + 180
        return page, quads, rotation

    def _boxes(self, page: Raster, dpi: float) -> Quads:
        factor = min(_LONGEST_SIDE / max(page.shape), max(1.0, _LEAST_DPI / dpi))
        return self._engine.boxes(raster.sized(page, factor)) / np.float32(factor)

    def _certainty(self, page: Raster, quads: Quads) -> float:
        """How well the longest lines read; 1 where there are none."""
        sample = self._engine.read([raster.cut_out(page, quad) for quad in pieces.longest(quads, _SAMPLE)])
        return mean(words.confidence for words in sample) if sample else 1.0

    def _pieces(self, page: Raster, quads: Sequence[Quads], scale: float) -> list[Piece]:
        cut = [raster.cut_out(page, quad) for quad in quads]
        words = self._engine.read(cut)
        found = []
        for quad, piece, one in zip(quads, cut, words, strict=True):
            best = self._stacked(piece, one) if pieces.is_stacked(quad) else one
            found.append(_placed(best, quad * scale, pieces.ink(piece)))
        return found

    def _stacked(self, piece: Raster, level: Words) -> Words:
        """What a tall box says: characters one below the other, a line that runs down or up, or one tall sign."""
        height, width = piece.shape[:2]
        count = max(2, round(height / width))
        edges = np.linspace(0, height, count + 1).astype(int)
        signs = self._engine.read([piece[top:bottom] for top, bottom in pairwise(edges)])
        stacked = Words("".join(sign.text for sign in signs), mean(sign.confidence for sign in signs))
        turns = self._engine.read([raster.turned(piece, 90), raster.turned(piece, 270)])
        return max((level, stacked, *turns), key=lambda words: words.confidence)


def _placed(words: Words, quad: Quads, ink: Ink) -> Piece:
    """Words where their ink is."""
    (left, top), (right, bottom) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
    width, height = right - left, bottom - top
    size = max(height * (ink.bottom - ink.top), 1e-6)
    gaps = [((start - ink.left) * width / size, (end - ink.left) * width / size) for start, end in ink.gaps]
    text = parted_label(corrected(words.text), gaps)
    edges = left + ink.left * width, top + ink.top * height, left + ink.right * width, top + ink.bottom * height
    return Piece(text, *edges, words.confidence)


def _straight(page: Raster, quads: Quads) -> tuple[Raster, Quads]:
    angle = pieces.slant(quads)
    if not _STRAIGHT <= abs(angle) <= _MOST_SLANTED:
        return page, quads
    straight, matrix = raster.straightened(page, angle)
    return straight, pieces.moved(quads, matrix)


def _half_turned(quads: Quads, page: Raster) -> Quads:
    """The same boxes on the page turned upside down, corners clockwise from the upper left again."""
    height, width = page.shape[:2]
    turned: Quads = (np.array([width, height], np.float32) - quads)[:, [2, 3, 0, 1]]
    return turned


def _scaled(some: Sequence[Ruling], scale: float) -> tuple[Ruling, ...]:
    return tuple(Ruling(*(float(part) * scale for part in ruling)) for ruling in some)

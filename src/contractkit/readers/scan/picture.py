"""Pictures of pages, and the lines that text recognition finds on them: all that other readers know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture.

    Attributes:
        width: in pixels.
        height: in pixels.
        pixels: rows from the top, three bytes a pixel (blue, green, red), without padding.
        dpi: pixels an inch.
    """

    width: int
    height: int
    pixels: bytes
    dpi: int


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """One line of a page, or what stands of it between two gaps, ruling lines or blanks.

    Measures are points (1/72 inch) of the upright page, from its upper left corner. What stands on one baseline has
    the same `bottom` where it is set in one size; lines of one size have the same height, 1.2 times the width of a
    汉字. A blank to be filled in is a line of underscores, as long as it is on the page.

    Attributes:
        confidence: 0 to 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was recognised on a page.

    Attributes:
        width: of the upright page, in points.
        height: of the upright page, in points.
        lines: from the top down, and what shares a baseline from left to right.
        rotation: degrees by which the picture had to be turned clockwise to stand upright: 0, 90, 180, 270.
        across: the horizontal lines of ruled tables as (y, from x, to x), in the same points as `lines`.
        down: their vertical lines as (x, from y, to y).
        unread: the share of the page, 0 to 1, that is dark without belonging to a line that was found: figures,
            handwriting, print too blurred; pages of text are dark to some 5 % of their area.
    """

    width: float
    height: float
    lines: tuple[ScannedLine, ...]
    rotation: int = 0
    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()
    unread: float = 0.0


class PageRecogniser(Protocol):
    """Text recognition, whatever does it."""

    def recognise(self, picture: Picture) -> ScannedPage:
        """The lines of a page, turned upright first; a blank page has none."""
        ...

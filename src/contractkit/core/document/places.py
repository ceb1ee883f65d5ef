"""Where the words of blocks stand in a Word file, told without its XML: elements of the main part by their running number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block's text that one element shows.

    Attributes:
        start: offset in the block's text; below 0 where the element's words begin in the block before.
        end: offset after it; beyond the text where they go on in the next.
        element: running number of the element (`w:t`, `w:tab` …) in the main part, the root being 0.
    """

    start: int
    end: int
    element: int


@dataclass(frozen=True, slots=True)
class WordPlaces:
    """The places of all blocks of a document, by their running number (`Location.paragraph`).

    Attributes:
        pieces: in order; empty for a block without words of its own in the main part.
        holders: the element that holds the block or, for one of another part, the block before: a paragraph, for a row
            the row.
    """

    pieces: Mapping[int, tuple[Piece, ...]]
    holders: Mapping[int, int]

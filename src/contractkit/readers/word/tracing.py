"""Where in the main part the words of each block stand, taken down while it is read, so that they can be annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from contractkit.core.document.places import Piece, WordPlaces
from contractkit.readers.word.names import Element

Pieces = list[tuple[int, int, Element]]


@dataclass(slots=True)
class Trace:
    """What was taken down so far, by the running number of the block.

    Attributes:
        root: of the main part.
    """

    pieces: dict[int, Pieces] = field(default_factory=dict)
    anchors: dict[int, Element] = field(default_factory=dict)
    root: Element | None = None

    def note(self, block: int, anchor: Element | None, pieces: Iterable[tuple[int, int, Element]]) -> None:
        """Take down a block: its paragraph or row, and which element shows which of its characters."""
        self.pieces[block] = list(pieces)
        if anchor is not None:
            self.anchors[block] = anchor

    def places(self, blocks: int) -> WordPlaces:
        """The places in the main part, elements counted in the order of the file.

        A block that stands in another part (a note, a document inside the document) has no pieces there; its place is
        that of the block before it.
        """
        wanted = {node for pieces in self.pieces.values() for _, _, node in pieces}.union(self.anchors.values())
        every = self.root.iter("*") if self.root is not None else ()
        numbers = {node: at for at, node in enumerate(every) if node in wanted}
        found: dict[int, tuple[Piece, ...]] = {}
        holders: dict[int, int] = {}
        holder = 0
        for block in range(1, blocks + 1):
            known = [(start, end, numbers.get(node)) for start, end, node in self.pieces.get(block, ())]
            found[block] = tuple(Piece(start, end, at) for start, end, at in known if at is not None)
            anchor = self.anchors.get(block)
            holder = numbers.get(anchor, holder) if anchor is not None else holder
            holders[block] = holder
        return WordPlaces(found, holders)


def within(pieces: Iterable[tuple[int, int, Element]], start: int, end: int) -> Pieces:
    """The pieces as far as they lie in [start, end) of a text, counted from `start`."""
    found = []
    for left, right, node in pieces:
        if left < end and right > start:
            # A piece that is cut in front keeps its own beginning: a negative offset says how much of it is before.
            found.append((left - start, right - start, node))
    return found

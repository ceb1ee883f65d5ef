"""Words of the draft replaced by others, as a tracked deletion with a tracked insertion behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from contractkit.core.checker.remedies.renumbering import Replacement
from contractkit.core.document.places import Piece, WordPlaces
from contractkit.reporters.annotated.anchors import Anchors
from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.names import DEL, ID, RPR, T, W, clean, text_node
from contractkit.reporters.annotated.part import XmlPart
from contractkit.reporters.annotated.pen import Pen


class Replacer:
    """Replaces words in one part; `struck` finishes what it has written.

    Attributes:
        deletions: ids of its tracked deletions.
    """

    def __init__(self, part: XmlPart, places: WordPlaces, anchors: Anchors, pen: Pen) -> None:
        self._part = part
        self._places = places
        self._anchors = anchors
        self._pen = pen
        self.deletions: set[str] = set()

    def replace(self, one: Replacement) -> None:
        """Replace words.

        Raises:
            ValueError: they do not stand in the main part, or the part has no prefix of its own.
        """
        pieces = [
            piece for piece in self._places.pieces.get(one.block, ()) if piece.start < one.end and piece.end > one.start
        ]
        shown = sum(min(piece.end, one.end) - max(piece.start, one.start) for piece in pieces)
        if shown != one.end - one.start or any(self._part.nodes[piece.element].tag != T for piece in pieces):
            raise ValueError(one.words)
        for run in by_run(pieces, self._part):
            begin = self._part.fragment_tag(f"<w:del {self._pen.change()}>")
            self.deletions.add(self._pen.changes[-1])
            close = self._part.fragment_tag("</w:del>")
            self._anchors.wrap(
                (run[0], max(run[0].start, one.start)), (run[-1], min(run[-1].end, one.end)), begin, close
            )
        xml = self._part.compose(
            f"<w:ins {self._pen.change()}><w:r><w:rPr>{{{{look}}}}</w:rPr>{{{{text}}}}</w:r></w:ins>",
            look=self._look(pieces[-1]),
            text=self._part.fragment(text_node(clean(one.text))),
        )
        self._anchors.point(pieces[-1], one.end, xml, behind=True)

    def _look(self, piece: Piece) -> bytes:
        run = self._part.nodes[piece.element].parent
        own = run.child(RPR) if run is not None else None
        kept = (one for one in own.children if one.tag != W + "rPrChange") if own is not None else ()
        return b"".join(map(self._part.raw, kept))


def by_run(pieces: Sequence[Piece], part: XmlPart) -> Iterator[list[Piece]]:
    """The pieces of words, those of one run together: a change cannot hold a link or reach out of one."""
    run: list[Piece] = []
    for piece in pieces:
        if run and part.nodes[run[-1].element].parent is not part.nodes[piece.element].parent:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def struck(data: bytes, deletions: Iterable[str]) -> bytes:
    """The part with the words in these deletions written as deleted ones."""
    wanted = frozenset(deletions)
    if not wanted:
        return data
    part = XmlPart(data)
    edits = Edits(part)
    for node in part.nodes:
        if node.tag == DEL and node.attributes.get(ID) in wanted:
            for text in node.all():
                if text.tag == T:
                    edits.replace(text.start, text.end, part.fragment(text_node(text.text, "delText")))
    return edits.applied()

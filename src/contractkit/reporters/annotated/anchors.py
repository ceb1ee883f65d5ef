"""Marks on the exact words: a run is split where a mark falls inside it, any other stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final

from contractkit.core.document.places import Piece, WordPlaces
from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.names import (
    DELETED_T,
    MATH,
    PPR,
    RPR,
    RUN,
    TC,
    TEXT_BOX,
    TR,
    P,
    T,
    W,
    text_node,
)
from contractkit.reporters.annotated.part import Node

# What comes first where several marks fall on one place.
ENDS, REFERS, BEGINS = 0, 1, 2
_WHOLE: Final = (f"{W}ruby", f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara")


@dataclass(frozen=True, slots=True)
class _Mark:
    order: int
    xml: bytes


@dataclass(slots=True)
class _Cuts:
    """Marks that fall inside one run: by child, by the character in front of which they come."""

    run: Node
    marks: dict[tuple[int, int], list[_Mark]] = field(default_factory=dict)


class Anchors:
    """Puts marks on words of blocks; `finish` makes the edits."""

    def __init__(self, edits: Edits, places: WordPlaces) -> None:
        self._edits = edits
        self._part = edits.part
        self._places = places
        self._cuts: dict[int, _Cuts] = {}

    def mark(self, block: int, span: tuple[int, int], begin: bytes, end: bytes, reference: bytes) -> None:
        """Mark the characters [start, end) of a block.

        Args:
            block: its running number.
            span: offsets in its text; words that stand nowhere in the main part are marked at the block's place.
            begin: in front of the words.
            end: behind them.
            reference: a run behind the end, outside whatever the words stand in (a link, somebody's insertion).
        """
        pieces = self._places.pieces.get(block, ())
        first = next((one for one in pieces if one.end > span[0]), None)
        last = next((one for one in reversed(pieces) if one.start < span[1]), None)
        if first is None or last is None or span[0] >= span[1] or first.start > last.start:
            self._at_place(block, begin + end + reference)
            return
        self._put(first, span[0] - first.start, _Mark(BEGINS, begin))
        self._put(last, span[1] - last.start, _Mark(ENDS, end))
        top = _top(self._part.nodes[last.element])
        self._edits.insert(top.end, reference, REFERS)

    def point(self, piece: Piece, at: int, xml: bytes, *, behind: bool) -> None:
        """Put something at an offset of a block beside or inside a piece of its words.

        Args:
            piece: the one in front of the offset, or the one behind it.
            at: the offset.
            xml: what may stand between runs.
            behind: it closes on the words in front; else it opens on those behind.
        """
        self._put(piece, at - piece.start, _Mark(REFERS if behind else BEGINS, xml))

    def wrap(self, first: tuple[Piece, int], last: tuple[Piece, int], begin: bytes, end: bytes) -> None:
        """Put tags around words of one run: from an offset in one piece to an offset in another."""
        self._put(first[0], first[1] - first[0].start, _Mark(BEGINS, begin))
        self._put(last[0], last[1] - last[0].start, _Mark(ENDS, end))

    def finish(self) -> None:
        """Split the runs that have marks inside."""
        for cuts in self._cuts.values():
            self._edits.replace(cuts.run.start, cuts.run.end, self._split(cuts))

    def _at_place(self, block: int, xml: bytes) -> None:
        """At the beginning of the paragraph, of the row's first one, or of the nearest where there is none (a formula)."""
        holder = self._part.nodes[self._places.holders.get(block, 0)]
        inside = (node for node in holder.all() if node.tag == P)
        behind = (node for node in self._part.nodes[holder.number :] if node.tag == P)
        before = (node for node in reversed(self._part.nodes[: holder.number]) if node.tag == P)
        paragraph = next(chain(inside, behind, before), None)
        if paragraph is None:
            return
        own = paragraph.child(PPR)
        if paragraph.inside == paragraph.end:
            self._edits.append(paragraph, xml)
        else:
            self._edits.insert(own.end if own is not None else paragraph.inside, xml, BEGINS)

    def _put(self, piece: Piece, at: int, mark: _Mark) -> None:
        node = self._part.nodes[piece.element]
        length = piece.end - piece.start
        unit = _unit(node)
        if unit is None:
            outer = _whole(node)
            self._edits.insert(outer.start if mark.order == BEGINS else outer.end, mark.xml, mark.order)
            return
        content = [child for child in unit.children if child.tag != RPR]
        splits = node.tag in (T, DELETED_T) and len(node.text) == length
        inside = at if splits and 0 < at < length else None
        before = inside is None and (at <= 0 or (mark.order == BEGINS and not splits))
        index = content.index(node)
        if inside is None and (index if before else index + 1) in (0, len(content)):
            self._edits.insert(unit.start if before else unit.end, mark.xml, mark.order)
            return
        key = (index, inside) if inside is not None else (index if before else index + 1, 0)
        self._cuts.setdefault(unit.number, _Cuts(unit)).marks.setdefault(key, []).append(mark)

    def _split(self, cuts: _Cuts) -> bytes:
        run, part = cuts.run, self._part
        own = run.child(RPR)
        head = part.data[run.start : run.inside] + (part.raw(own) if own is not None else b"")
        tail = part.data[run.outside : run.end]
        done, held = [], b""
        for index, child in enumerate(one for one in run.children if one.tag != RPR):
            for piece, marks in self._pieces(index, child, cuts):
                if marks:
                    done += [head + held + tail] if held else []
                    done += [mark.xml for mark in sorted(marks, key=lambda one: one.order)]
                    held = b""
                held += piece
        return b"".join((*done, head + held + tail))

    def _pieces(self, index: int, child: Node, cuts: _Cuts) -> list[tuple[bytes, list[_Mark]]]:
        """A child in the pieces into which its marks cut it, each with the marks in front of it."""
        at = sorted(offset for key, offset in cuts.marks if key == index and offset > 0)
        if not at:
            return [(self._part.raw(child), cuts.marks.get((index, 0), []))]
        name = "delText" if child.tag == DELETED_T else "t"
        bounds = [0, *at, len(child.text)]
        return [
            (
                self._part.fragment(text_node(child.text[start:end], name)),
                cuts.marks.get((index, start), []),
            )
            for start, end in pairwise(bounds)
        ]


def _unit(node: Node) -> Node | None:
    """The run that can be split around an element: its parent, when neither stands in anything that must stay whole."""
    run = node.parent
    if run is None or run.tag != RUN or any(one.tag == RUN for one in run.all() if one is not run):
        return None
    for outer in run.ancestors():
        if outer.tag == P:
            return run
        if outer.tag == RUN or outer.tag in _WHOLE:
            return None
    return None


def _whole(node: Node) -> Node:
    """The outermost run or formula around an element within its paragraph."""
    found = node
    for outer in node.ancestors():
        if outer.tag in (P, TC, TR, TEXT_BOX):
            break
        if outer.tag == RUN or outer.tag in _WHOLE:
            found = outer
    return found


def _top(node: Node) -> Node:
    """What stands directly in the paragraph around an element."""
    found = node
    for outer in node.ancestors():
        if outer.tag == P:
            break
        found = outer
    return found

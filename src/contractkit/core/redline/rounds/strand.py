"""A passage character by character, each with who inserted and who deleted it: two rounds are compared by these."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Document, Passage, RevisionKind, Source
from contractkit.core.redline.compare import is_contents
from contractkit.core.zh.labels import parse_label

_SHOWN_NUMBER: Final = re.compile(r"\s*\[[^\[\]]{1,12}\]\s*")
_FAR: Final = 40  # blocks to look ahead for the same words
_COMES: Final = (RevisionKind.INSERTED, RevisionKind.MOVED_TO)


@dataclass(frozen=True, slots=True)
class State:
    """What tracked changes say about a character.

    Attributes:
        inserted: who inserted it; None where nobody did. A name may be empty.
        deleted: who deleted it; None where nobody did.
    """

    inserted: str | None = None
    deleted: str | None = None


PLAIN = State()


@dataclass(frozen=True, slots=True)
class Strand:
    """A passage of the marked view, ready to be compared.

    Attributes:
        block: the running number of its block in the marked view.
        passage: with the number of the paragraph that the check gives it.
        text: its clean characters without any space.
        spans: raw offsets of each character, [start, end).
        states: what tracked changes say about each.
    """

    block: int
    passage: Passage
    text: str
    spans: tuple[tuple[int, int], ...]
    states: tuple[State, ...]

    def quote(self, start: int, end: int) -> str:
        """The raw words of its characters [start, end)."""
        return self.passage.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


def strands(document: Document, numbers: Mapping[int, int] | None = None) -> tuple[Strand, ...]:
    """The passages that count, in order; those without words and those of a table of contents are left out.

    Args:
        document: read in the marked view; in any other, every character is plain.
        numbers: of the paragraphs in the accepted view, by those of the marked one; by default they are the same.
    """
    blocks = document.source.blocks
    passages = (one for one in document.passages if one.text.strip() and not is_contents(one))
    return tuple(_strand(one, blocks[one.location.paragraph - 1], numbers or {}) for one in passages)


def without_numbers(found: Sequence[Strand]) -> tuple[Strand, ...]:
    """Strands without the numbers in front: a page shows automatic numbers as words, with tracked changes also the old ones."""
    return tuple(_unnumbered(one) for one in found)


def numbers_as_accepted(marked: Source, accepted: Source) -> dict[int, int]:
    """Which block of the accepted view each block of the marked one is, or for what is deleted, the one before it.

    A paragraph whose mark is deleted is part of the next one there.
    """
    found: dict[int, int] = {}
    wanted = ["".join(one.text.split()) for one in accepted.blocks]
    at, held = 0, ""
    for number, block in enumerate(marked.blocks, 1):
        own = _as_accepted(block)
        if not own and block.text.strip():
            found[number] = max(at, 1)
            continue
        if not held and at < len(wanted):
            at = next((to for to in range(at, min(at + _FAR, len(wanted))) if wanted[to].startswith(own)), at)
            at, held = at + 1, wanted[at]
        found[number] = max(at, 1)
        held = held.removeprefix(own) if held.startswith(own) else ""
    return found


def _as_accepted(block: Block) -> str:
    gone = {at for one in block.revisions if one.kind not in _COMES for at in range(one.start, one.end)}
    return "".join("".join(one for at, one in enumerate(block.text) if at not in gone).split())


def _unnumbered(one: Strand) -> Strand:
    """The strand behind its number, and behind one in square brackets; as it is where nothing would be left."""
    if one.passage.kind is BlockKind.ROW:
        return one
    raw = one.passage.text
    at = shown.end() if (shown := _SHOWN_NUMBER.match(raw)) else 0
    label = parse_label(raw[at:])
    at += label.end if label is not None else 0
    at += shown.end() if (shown := _SHOWN_NUMBER.match(raw[at:])) else 0
    first = next((place for place, (start, _) in enumerate(one.spans) if start >= at), None)
    if not first:
        return one
    return replace(one, text=one.text[first:], spans=one.spans[first:], states=one.states[first:])


def _strand(passage: Passage, block: Block, numbers: Mapping[int, int]) -> Strand:
    states = _states(block)
    text, spans = [], []
    for at, character in enumerate(passage.clean.text):
        if not character.isspace():
            text.append(character)
            spans.append(passage.clean.raw_span(at, at + 1))
    number = passage.location.paragraph
    shown = replace(passage, anchor=None, location=replace(passage.location, paragraph=numbers.get(number, number)))
    return Strand(number, shown, "".join(text), tuple(spans), tuple(states[start] for start, _ in spans))


def _states(block: Block) -> Sequence[State]:
    """The state of each raw character; what is inside another change of its kind counts."""
    states = [PLAIN] * (len(block.text) + 1)
    for one in block.revisions:
        for at in range(one.start, one.end):
            before = states[at]
            comes = one.kind in _COMES
            states[at] = State(one.author if comes else before.inserted, before.deleted if comes else one.author)
    at = 0
    for cell in block.cells[:-1] if block.kind is BlockKind.ROW else ():
        at += len(cell)
        # A bar between cells is nobody's word: it goes with what stands beside it.
        for bar in range(at, at + len(CELL_SEPARATOR)):
            states[bar] = states[at - 1] if at else states[at + len(CELL_SEPARATOR)]
        at += len(CELL_SEPARATOR)
    return states

"""The positions that an element's clause offers, each as it would stand, and where two texts differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.drafting import Drafting, PreviewBlock
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.view import View
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position

Span = tuple[int, int]
_CAREFUL: Final = 4000  # characters beyond which a difference is told as one span


@dataclass(frozen=True, slots=True)
class PositionChoice:
    """One text that a clause offers.

    Attributes:
        chosen: whether it is the one in use.
        blocks: as it would stand with the answers so far.
        notes: drafting notes; basis: the law it rests on.
    """

    position: Position
    kind: Kind
    chosen: bool
    blocks: tuple[PreviewBlock, ...]
    notes: tuple[str, ...]
    basis: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        return "\n".join(block.number + block.text for block in self.blocks)


def position_choices(snapshot: Snapshot, materials: Materials, element: str) -> tuple[PositionChoice, ...]:
    """The texts that the clauses of an element offer to the side that drafts, in the order of going further."""
    view = View(snapshot, materials)
    side = Drafting(view.data, materials.catalog, view.requirements).known.side
    chosen = str(view.data.get(POSITIONS, {}).get(element, Position.PREFERRED.value))
    found = []
    for clause in materials.catalog.named(element):
        for position in Position:
            if clause.text_for(position, side) is None:
                continue
            data = {**view.data, POSITIONS: {**view.data.get(POSITIONS, {}), element: position.value}}
            drafting = Drafting(data, materials.catalog, view.requirements)
            blocks = drafting.preview(clause.kind).element(element)
            is_chosen = position.value == chosen
            found.append(PositionChoice(position, clause.kind, is_chosen, blocks, clause.notes, clause.basis))
    return tuple(found)


def elements_with_positions(snapshot: Snapshot, materials: Materials) -> tuple[str, ...]:
    """The elements whose clause offers the drafting side more than the preferred text, in the order of the law."""
    view = View(snapshot, materials)
    side = Drafting(view.data, materials.catalog, view.requirements).known.side
    others = (Position.FALLBACK, Position.WALK_AWAY)
    return tuple(
        element.id
        for item in view.requirements.items
        for element in item.elements
        if (clause := materials.catalog.clauses.get((item.kind, element.id)))
        and any(clause.text_for(position, side) for position in others)
    )


def changed_spans(before: Sequence[PreviewBlock], after: Sequence[PreviewBlock]) -> tuple[tuple[Span, ...], ...]:
    """For each block of `after` the spans of its text that are new since `before`; blocks pair up within a clause."""
    old = dict(_counted(before))
    return tuple(_new_in(old[key].text if key in old else "", block.text) for key, block in _counted(after))


def compare_texts(first: str, second: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of each text that the other does not have."""
    return _new_in(second, first), _new_in(first, second)


def _counted(blocks: Sequence[PreviewBlock]) -> Iterator[tuple[tuple[str, int], PreviewBlock]]:
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block.clause] = seen.get(block.clause, -1) + 1
        yield (block.clause, seen[block.clause]), block


def _new_in(old: str, new: str) -> tuple[Span, ...]:
    if old == new:
        return ()
    start = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = (old[start : len(old) - tail], new[start : len(new) - tail])
    if not middle[1]:
        return ()
    if len(middle[0]) + len(middle[1]) > _CAREFUL:
        return ((start, len(new) - tail),)
    operations = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
    return tuple((start + low, start + high) for tag, _, _, low, high in operations if tag in {"insert", "replace"})

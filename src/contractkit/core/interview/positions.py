"""The positions that an element's clause offers, each as it would stand."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.drafting import Drafting, PreviewBlock
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.view import View
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position


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

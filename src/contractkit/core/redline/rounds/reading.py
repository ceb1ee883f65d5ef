"""One group of strands read side by side: which characters are whose proposal, what became of each, who changed what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from contractkit.core.redline.rounds.answer import EditKind
from contractkit.core.redline.rounds.pairing import Group
from contractkit.core.redline.rounds.proposals import Unit
from contractkit.core.redline.rounds.strand import PLAIN, State
from contractkit.core.redline.rounds.trace import Atom, Side, atoms


class Taken(Enum):
    """What became of a character of ours."""

    TAKEN = auto()
    GONE = auto()
    PENDING = auto()
    STRUCK = auto()


@dataclass(frozen=True, slots=True)
class Touch:
    """A change of a character outside our proposals."""

    kind: EditKind
    author: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A character of both sides with what it means.

    Attributes:
        unit: of ours that it belongs to, or that it was put into; None for their own words.
        taken: of a character of ours.
        touch: what they did, in whose name; None where nothing.
    """

    atom: Atom
    unit: Unit | None
    taken: Taken | None
    touch: Touch | None


class GroupReader:
    """Reads one group.

    Attributes:
        old: side of the returned draft; new: of the answer.
    """

    def __init__(
        self, group: Group, homes: Mapping[int, tuple[Unit, ...]], author: str, *, tells_changes: bool
    ) -> None:
        """A group with the units of ours by the block of their strand."""
        self.group = group
        self.old, self.new = Side.of(group.old), Side.of(group.new)
        self._author = author
        self._tells = tells_changes
        self._units: list[Unit | None] = [
            next((unit for unit in homes.get(group.old[number].block, ()) if unit.start <= at < unit.end), None)
            for number, at in self.old.homes
        ]

    def marks(self) -> list[Mark]:
        """Every character, what came attributed to the proposal into which it was put."""
        found = [self._mark(one) for one in atoms(self.old, self.new)]
        behind: list[Mark | None] = []
        last: Mark | None = None
        for one in reversed(found):
            behind.append(last)
            last = one if one.atom.old is not None else last
        last = None
        for at, one in enumerate(found):
            if one.atom.old is None:
                found[at] = replace(one, unit=_around(last, behind[-1 - at]))
            else:
                last = one
        return found

    def _mark(self, atom: Atom) -> Mark:
        if atom.old is None:
            return Mark(atom, None, None, self._came(self.new.states[atom.new or 0]))
        before = self.old.states[atom.old]
        after = None if atom.new is None else self.new.states[atom.new]
        unit = self._units[atom.old]
        if unit is not None:
            taken = _taken(before, after, self._author)
            touch = self._on_ours(taken, after)
            return Mark(atom, unit, taken, touch)
        return Mark(atom, None, None, self._on_theirs(before, after))

    def _came(self, state: State) -> Touch:
        """New words: those in our name are not ours."""
        if state.deleted is not None:
            return Touch(EditKind.TRACKED, state.deleted)
        if state.inserted is None or state.inserted == self._author:
            return Touch(EditKind.SILENT, state.inserted or "")
        return Touch(EditKind.TRACKED, state.inserted)

    def _on_ours(self, taken: Taken, after: State | None) -> Touch | None:
        if taken is Taken.GONE:
            return Touch(EditKind.SILENT, "")
        if taken is Taken.STRUCK and after is not None:
            return Touch(EditKind.TRACKED, after.deleted or "")
        return None

    def _on_theirs(self, before: State, after: State | None) -> Touch | None:
        if before == PLAIN:
            if after is None:
                return Touch(EditKind.SILENT, "")
            if after.deleted is not None:
                return Touch(EditKind.TRACKED, after.deleted)
            return Touch(EditKind.TRACKED, after.inserted) if after.inserted is not None else None
        if after is not None and after.deleted is not None and before.deleted is None:
            return Touch(EditKind.TRACKED, after.deleted)
        whose = before.deleted if before.deleted is not None else before.inserted or ""
        if self._tells:
            is_settled = after is None or (after.inserted is None and after.deleted is None)
        else:
            is_settled = after is None and before.deleted is None
        return Touch(EditKind.SETTLED, whose) if is_settled else None


def _around(before: Mark | None, behind: Mark | None) -> Unit | None:
    one, other = (mark.unit if mark is not None else None for mark in (before, behind))
    if one is not None and one is other:
        return one
    if one is not None and (one.whole or (before is not None and before.taken in (Taken.GONE, Taken.STRUCK))):
        return one
    if before is None and other is not None and other.whole:
        return other
    return None


def _taken(before: State, after: State | None, author: str) -> Taken:
    """What became of a character that we proposed to insert or to delete."""
    if before.deleted == author:
        if after is None:
            return Taken.TAKEN
        return Taken.GONE if after.deleted is None else Taken.PENDING
    if after is None:
        return Taken.GONE
    if after.deleted is not None:
        return Taken.STRUCK
    return Taken.TAKEN if after.inserted is None else Taken.PENDING


def runs(marks: list[Mark]) -> Iterator[list[Mark]]:
    """The stretches of one kind of change outside our proposals, each in one name."""
    run: list[Mark] = []
    for mark in marks:
        touch = mark.touch if mark.unit is None else None
        if run and touch != run[-1].touch:
            yield run
            run = []
        if touch is not None:
            run.append(mark)
    if run:
        yield run

"""Their decision on each proposal of ours, from what became of its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from contractkit.core.redline.diff import Op, Segment
from contractkit.core.redline.rounds.answer import Decision, EditKind, Filled, Line, Reply
from contractkit.core.redline.rounds.proposals import Proposal, Unit
from contractkit.core.redline.rounds.reading import GroupReader, Mark, Taken
from contractkit.core.redline.rounds.strand import Strand
from contractkit.core.redline.rounds.trace import BLANK

_DECISIONS: Final = {
    Taken.TAKEN: Decision.ACCEPTED,
    Taken.GONE: Decision.REJECTED,
    Taken.PENDING: Decision.PENDING,
    Taken.STRUCK: Decision.STRUCK,
}
_UNKNOWN: Final = {Decision.ACCEPTED: Decision.PRESENT, Decision.PENDING: Decision.PRESENT}


@dataclass(frozen=True, slots=True)
class _Answered:
    """A unit with its characters as they were read."""

    line: Line
    filled: tuple[Filled, ...]
    blanks: tuple[str, ...]


class Replies:
    """Collects what became of the units, group by group."""

    def __init__(self, strands: Sequence[Strand], *, tells_changes: bool) -> None:
        self._strands = strands
        self._tells = tells_changes
        self._known: dict[Unit, _Answered] = {}

    def read(self, reader: GroupReader, marks: Sequence[Mark]) -> None:
        """Take down the units of one group."""
        by_unit: dict[Unit, list[Mark]] = {}
        for mark in marks:
            if mark.unit is not None:
                by_unit.setdefault(mark.unit, []).append(mark)
        for unit, own in by_unit.items():
            self._known[unit] = self._answered(unit, own, reader)

    def of(self, proposal: Proposal) -> Reply:
        """What they did with a proposal."""
        known = [self._known[unit] for unit in proposal.units]
        return Reply(
            _overall({one.line.decision for one in known}),
            proposal.subject,
            tuple(one.line for one in known),
            tuple(filled for one in known for filled in one.filled),
            tuple(mark for one in known for mark in one.blanks),
        )

    def _answered(self, unit: Unit, marks: list[Mark], reader: GroupReader) -> _Answered:
        strand = self._strands[unit.strand]
        blanks = [] if not unit.whole else [match.span() for match in BLANK.finditer(strand.text)]
        filled = dict(_filled(blanks, marks, reader))
        rest = [mark for mark in marks if mark not in {one for own in filled.values() for one in own}]
        decision = _decision(rest or marks)
        if not self._tells:
            decision = _UNKNOWN.get(decision, decision)
        silent = any(one.touch is not None and one.touch.kind is EditKind.SILENT for one in rest)
        line = Line(
            decision=decision,
            removes=_ours(strand, unit, marks, reader, removed=True),
            words=_ours(strand, unit, marks, reader, removed=False),
            theirs=_theirs(marks, reader),
            segments=tuple(_segments(marks, reader)),
            silent=silent and decision is Decision.CHANGED,
            authors=_authors(rest),
            moved=reader.group.moved,
            old=strand.passage,
            new=reader.group.new[0].passage if reader.group.new else None,
        )
        return _Answered(
            line,
            tuple(Filled(strand.quote(*blank), _theirs(own, reader)) for blank, own in filled.items()),
            tuple(strand.quote(*blank) for blank in blanks if blank not in filled and decision not in _OUT),
        )


_OUT: Final = (Decision.REJECTED, Decision.STRUCK)


def _overall(found: set[Decision]) -> Decision:
    """The decision on a proposal from those on its lines; other words in one of them are a change of the whole."""
    if Decision.CHANGED in found:
        return Decision.CHANGED
    return found.pop() if len(found) == 1 else Decision.PARTLY


def _decision(marks: Sequence[Mark]) -> Decision:
    """The one decision on all characters of a unit; any word of theirs among them is a change."""
    kinds = {mark.taken for mark in marks if mark.taken is not None}
    if any(mark.taken is None for mark in marks) or not kinds:
        return Decision.CHANGED
    if len(kinds) == 1:
        return _DECISIONS[kinds.pop()]
    return Decision.PARTLY if kinds == {Taken.TAKEN, Taken.PENDING} else Decision.CHANGED


def _filled(
    blanks: Iterable[tuple[int, int]], marks: Sequence[Mark], reader: GroupReader
) -> Iterator[tuple[tuple[int, int], tuple[Mark, ...]]]:
    """The blanks into which something was written, with their characters and those that came in their place."""
    places = _places(marks, reader)
    for start, end in blanks:
        own = tuple(mark for at, mark in zip(places, marks, strict=True) if start <= at < end)
        went = any(mark.taken in (Taken.GONE, Taken.STRUCK) for mark in own)
        if went and any(mark.atom.old is None for mark in own):
            yield (start, end), own


def _places(marks: Sequence[Mark], reader: GroupReader) -> list[int]:
    """The place in the strand of each character; what came has that of the last of ours in front of it."""
    found, last = [], -1
    for mark in marks:
        last = reader.old.homes[mark.atom.old][1] if mark.atom.old is not None else last
        found.append(last)
    return found


def _ours(strand: Strand, unit: Unit, marks: Sequence[Mark], reader: GroupReader, *, removed: bool) -> str:
    """The words that we proposed to insert, or to delete."""
    if unit.whole:
        return "" if removed else strand.passage.text
    states = reader.old.states
    own = [
        mark.atom.old
        for mark in marks
        if mark.atom.old is not None and (states[mark.atom.old].deleted is not None) is removed
    ]
    return reader.old.quote(own)


def _theirs(marks: Iterable[Mark], reader: GroupReader) -> str:
    states = reader.new.states
    return reader.new.quote(
        [m.atom.new for m in marks if m.atom.new is not None and states[m.atom.new].deleted is None]
    )


def _segments(marks: Iterable[Mark], reader: GroupReader) -> Iterator[Segment]:
    """Our words with what went and what came; of a replacement of ours, the new words."""
    for op, group in groupby(marks, key=_op):
        own = list(group)
        if op is Op.INSERT:
            text = reader.new.quote([mark.atom.new for mark in own if mark.atom.new is not None])
        else:
            text = reader.old.quote([mark.atom.old for mark in own if mark.atom.old is not None])
        yield Segment(op, text)


def _op(mark: Mark) -> Op:
    if mark.atom.old is None:
        return Op.INSERT
    return Op.DELETE if mark.taken in (Taken.GONE, Taken.STRUCK) else Op.EQUAL


def _authors(marks: Iterable[Mark]) -> tuple[str, ...]:
    tracked = (mark.touch.author for mark in marks if mark.touch is not None and mark.touch.kind is EditKind.TRACKED)
    return tuple(dict.fromkeys(tracked))

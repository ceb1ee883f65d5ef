"""What they changed outside our proposals, in the pieces in which a reader takes it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from contractkit.core.document.tree import Passage
from contractkit.core.redline.alterations import alterations
from contractkit.core.redline.rounds.answer import Edit, EditKind
from contractkit.core.redline.rounds.reading import GroupReader, Mark, Touch, runs
from contractkit.core.redline.rounds.trace import Side, inner_places

_SHOWN: Final = 18  # unchanged characters beside an edit
_WIDEST: Final = 30  # by which an edit grows to whole words


def edits_of(reader: GroupReader, marks: Sequence[Mark]) -> Iterator[Edit]:
    """The edits of one group, in order."""
    every = list(marks)
    found = list(runs(every))
    if reader.group.moved and not any(one.unit is not None for one in every) and not _is_marked(every):
        yield _moved(reader)
    pieces = _Pieces(reader, every)
    places = {id(mark): at for at, mark in enumerate(every)}
    done = 0
    for run in found:
        start, end = pieces.grown(places[id(run[0])], places[id(run[-1])] + 1)
        if places[id(run[-1])] >= done:
            yield pieces.edit(start, end)
            done = end


def _is_marked(marks: Sequence[Mark]) -> bool:
    """Whether a passage stands where it stands by tracked changes."""
    return all(mark.touch is not None and mark.touch.kind is not EditKind.SILENT for mark in marks)


def _moved(reader: GroupReader) -> Edit:
    was, now = reader.group.old[0].passage, reader.group.new[0].passage
    return Edit(
        EditKind.SILENT,
        was.text,
        now.text,
        before="",
        after="",
        author="",
        moved=True,
        alterations=(),
        was=was,
        now=now,
    )


class _Pieces:
    def __init__(self, reader: GroupReader, marks: list[Mark]) -> None:
        self._reader = reader
        self._marks = marks
        self._inner = inner_places(reader.old.text), inner_places(reader.new.text)
        # In front of each character, how many of either side have been before.
        self._places = (
            [0, *accumulate(mark.atom.old is not None for mark in marks)],
            [0, *accumulate(mark.atom.new is not None for mark in marks)],
        )

    def edit(self, start: int, end: int) -> Edit:
        """The edit of the characters [start, end)."""
        own = self._marks[start:end]
        touch = next((mark.touch for mark in own if mark.touch is not None), None)
        old, new = self._was(own), self._is(own)
        return Edit(
            kind=touch.kind if touch is not None else EditKind.SILENT,
            old=old,
            new=new,
            before=self._is(self._marks[max(start - _SHOWN, 0) : start]),
            after=self._is(self._marks[end : end + _SHOWN]),
            author=touch.author if touch is not None else "",
            moved=False,
            alterations=alterations("".join(old.split()), "".join(new.split())) if old and new else (),
            was=self._passage(start, self._reader.old, lambda mark: mark.atom.old),
            now=self._passage(start, self._reader.new, lambda mark: mark.atom.new),
            spots=tuple(self._spots(start, end)),
        )

    def grown(self, start: int, end: int) -> tuple[int, int]:
        """A run of characters from the beginning of its first word to the end of its last."""
        touch = self._marks[start].touch
        for _ in range(_WIDEST):
            if start and self._is_inside(start) and _joins(self._marks[start - 1], touch):
                start -= 1
            elif end < len(self._marks) and self._is_inside(end) and _joins(self._marks[end], touch):
                end += 1
            else:
                break
        return start, end

    def _is_inside(self, at: int) -> bool:
        """Whether the place in front of a character lies within a word of either side."""
        return self._places[0][at] in self._inner[0] or self._places[1][at] in self._inner[1]

    def _was(self, marks: Sequence[Mark]) -> str:
        """The words before; of words that came and went since, what came and went."""
        found = self._reader.old.quote([mark.atom.old for mark in marks if mark.atom.old is not None])
        if found or any(self._stays(mark) for mark in marks):
            return found
        return self._reader.new.quote([mark.atom.new for mark in marks if mark.atom.new is not None])

    def _is(self, marks: Sequence[Mark]) -> str:
        return self._reader.new.quote([m.atom.new for m in marks if m.atom.new is not None and self._stays(m)])

    def _stays(self, mark: Mark) -> bool:
        return mark.atom.new is not None and self._reader.new.states[mark.atom.new].deleted is None

    def _passage(self, start: int, side: Side, place: Callable[[Mark], int | None]) -> Passage | None:
        """Where an edit stands on a side, or what stands nearest to it; None where the side has nothing."""
        order = (*range(start, len(self._marks)), *range(start - 1, -1, -1))
        found = next((at for number in order if (at := place(self._marks[number])) is not None), None)
        return None if found is None else side.strands[side.homes[found][0]].passage

    def _spots(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The raw stretches of the returned draft that an edit touches; for what came, the place behind the last word."""
        old = self._reader.old
        own = [mark.atom.old for mark in self._marks[start:end] if mark.atom.old is not None]
        if not own:
            before = next((m.atom.old for m in reversed(self._marks[:start]) if m.atom.old is not None), None)
            if before is not None:
                number, at = old.homes[before]
                yield old.strands[number].block, old.strands[number].spans[at][1], old.strands[number].spans[at][1]
            return
        for number in dict.fromkeys(old.homes[at][0] for at in own):
            places = [old.homes[at][1] for at in own if old.homes[at][0] == number]
            spans = old.strands[number].spans
            yield old.strands[number].block, spans[places[0]][0], spans[places[-1]][1]


def _joins(mark: Mark, touch: Touch | None) -> bool:
    """Whether a character may belong to an edit beside it: it is unchanged, or changed in the same way."""
    return mark.unit is None and mark.touch in (None, touch)

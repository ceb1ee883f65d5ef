"""A draft's readings as they stand in an interview: what to look at, what was not found, what is still as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.extraction.fact import TERM_MONTHS
from contractkit.core.interview.doubts import Doubt, doubts_of
from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.sources import Open, Source
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys


@dataclass(frozen=True, slots=True)
class Readings:
    """Everything in the order in which it is asked.

    Attributes:
        doubts: what has to be looked at.
        missing: fields that such a draft states, that were not found, and that have no answer yet.
        found: each source with the field where its answer stands now.
        unplaced: what belongs to no field of a matter.
    """

    doubts: tuple[Doubt, ...]
    missing: tuple[Keys, ...]
    found: tuple[tuple[Source, Keys], ...]
    unplaced: tuple[Open, ...]


def readings(view: View) -> Readings:
    """The readings of a draft; nothing where there was none."""
    questions = [one for one in view.materials.script.questions() if view.asked(one)]
    doubts = [doubt for question in questions for doubt in doubts_of(view, question)]
    lacking = set(view.snapshot.sources.missing) - {one.keys for one in doubts}
    missing = [one.keys for one in questions if one.keys in lacking and view.value(one.keys)[0] in {None, ()}]
    found = [pair for question in questions for pair in _found(view, question)]
    opened = (one for one in view.snapshot.sources.open if one.keys != TERM_MONTHS)  # told with the years already
    unplaced = tuple(one for one in opened if view.materials.script.place(one.keys) is None)
    return Readings(tuple(doubts), tuple(missing), tuple(found), unplaced)


def _found(view: View, question: Question) -> Iterator[tuple[Source, Keys]]:
    sources, root = view.snapshot.sources, question.keys
    if question.kind is not AnswerKind.ROWS:
        if (source := sources.of(root, view.value(root)[0])) is not None:
            yield source, root
        return
    for at, row in enumerate(view.rows(root)):
        for column in question.columns:
            keys = (*root, at, *column.keys)
            if (source := sources.of(keys, row.get(column.keys))) is not None:
                yield source, keys

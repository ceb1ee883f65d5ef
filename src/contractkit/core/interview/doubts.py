"""Which imported answers still have to be looked at, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.extraction.fact import Confidence
from contractkit.core.interview.answers import Origin
from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.sources import Source
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at in an answer that was read in a draft.

    Attributes:
        keys: where the answer stands now.
        reading: path of the reading in the draft, which is confirmed.
        message: what is doubtful, with the words of the draft.
    """

    keys: Keys
    reading: Keys
    message: str


def doubts_of(view: View, question: Question) -> tuple[Doubt, ...]:
    """Everything to look at in a question, its rows included; nothing where somebody answered or confirmed it."""
    if not view.snapshot.sources.document:
        return ()
    confirmed = view.snapshot.confirmed
    return tuple(one for one in _doubts(view, question) if one.reading not in confirmed)


def _doubts(view: View, question: Question) -> Iterator[Doubt]:
    sources, root = view.snapshot.sources, question.keys
    value, origin = view.value(root)
    if question.kind is AnswerKind.ROWS:
        for at, row in enumerate(view.rows(root)):
            for column in question.columns:
                keys = (*root, at, *column.keys)
                yield from _of_source(keys, sources.of(keys, row.get(column.keys)))
    elif origin is Origin.IMPORTED:
        yield from _of_source(root, sources.of(root, value))
    if origin is not Origin.TYPED:
        yield from (Doubt(root, one.keys, one.told) for one in sources.open_at(root))


def _of_source(keys: Keys, source: Source | None) -> Iterator[Doubt]:
    if source is not None and source.confidence is Confidence.DOUBTFUL:
        yield Doubt(keys, source.keys, source.told)

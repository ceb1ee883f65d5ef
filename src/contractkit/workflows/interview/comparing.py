"""What changed between two moments of an interview, answer by answer, in the words of the questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contractkit.core.interview.fields import row_title
from contractkit.core.interview.question import Question
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.values import written
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys, titles


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that is another one now; an empty text where there was or is none."""

    keys: Keys
    title: str
    before: str
    after: str


def changes(before: View, after: View) -> tuple[Changed, ...]:
    """Everything that changed, in the order in which it is asked."""
    return tuple(one for question in after.materials.script.questions() for one in _of(question, before, after))


def _of(question: Question, before: View, after: View) -> Iterator[Changed]:
    if question.keys == (POSITIONS,):
        old, new = before.data.get(POSITIONS, {}), after.data.get(POSITIONS, {})
        for element in sorted({*old, *new}):
            yield from _one((POSITIONS, element), str(old.get(element, "")), str(new.get(element, "")))
        return
    was, now = before.value(question.keys)[0], after.value(question.keys)[0]
    if was == now:
        return
    if question.kind is AnswerKind.ROWS:
        yield from _rows(question, was if isinstance(was, tuple) else (), now if isinstance(now, tuple) else ())
    else:
        yield from _one(question.keys, written(question, was), written(question, now))


def _rows(question: Question, was: tuple[Any, ...], now: tuple[Any, ...]) -> Iterator[Changed]:
    """Cells where the rows are as many as before, else which rows there are."""
    if len(was) != len(now):
        names = ["、".join(row_title(question, row) for row in rows) for rows in (was, now)]
        yield Changed(question.keys, titles(question.keys), f"{len(was)}项：{names[0]}", f"{len(now)}项：{names[1]}")
        return
    for at, (old, new) in enumerate(zip(was, now, strict=True)):
        for column in question.columns:
            keys = (*question.keys, at, *column.keys)
            yield from _one(keys, written(column, old.get(column.keys)), written(column, new.get(column.keys)))


def _one(keys: Keys, before: str, after: str) -> Iterator[Changed]:
    if before != after:
        yield Changed(keys, titles(keys), before, after)

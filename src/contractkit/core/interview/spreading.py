"""The plain data of a matter file → answers by path; what nobody can tell apart from an answer stays as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contractkit.core.interview.pasting import value_or_text
from contractkit.core.interview.question import Question
from contractkit.core.interview.script import POSITIONS, Script
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.values import Plain, complaint, plain
from contractkit.core.matter.fields import Keys


def spread(data: Mapping[str, Any], script: Script) -> dict[Keys, Plain]:
    """The answers that a matter file holds; keys that the models do not have are not looked at."""
    found: dict[Keys, Plain] = {}
    for question in script.questions():
        given = _at(data, question.keys)
        if question.kind is AnswerKind.POSITIONS:
            chosen = given if isinstance(given, Mapping) else {}
            found.update({(POSITIONS, str(key)): str(value) for key, value in chosen.items() if value is not None})
        elif question.kind is AnswerKind.ROWS:
            rows = given if isinstance(given, list | tuple) else ()
            found[question.keys] = tuple(_row(question, row) for row in rows)
        else:
            found[question.keys] = _value(question, given)
    return {keys: value for keys, value in found.items() if value is not None and value != ()}


def _row(question: Question, row: object) -> dict[Keys, Plain]:
    cells = {column.keys: _value(column, _at(row, column.keys)) for column in question.columns}
    return {keys: value for keys, value in cells.items() if value is not None and value != ()}


def _value(question: Question, given: object) -> Plain:
    if isinstance(given, list | tuple):
        return tuple(str(plain(one)) for one in given if one is not None)
    if isinstance(given, str):
        return value_or_text(question, given) if given.strip() else None
    if isinstance(given, int | Decimal) and not isinstance(given, bool) and question.kind in _TEXTS:
        return value_or_text(question, str(given))
    if given is None or complaint(question, given) is None:  # type: ignore[arg-type]
        return _as_the_model(question, given)
    return value_or_text(question, str(given))


_TEXTS = frozenset({AnswerKind.LINE, AnswerKind.PROSE, AnswerKind.PHONE, AnswerKind.CREDIT_CODE})


def _as_the_model(question: Question, given: object) -> Plain:
    return None if given is None else plain(question.shape.adapter.validate_python(given))


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        if not isinstance(data, Mapping):
            return None
        data = data.get(key)
    return data

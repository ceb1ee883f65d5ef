"""Changes of a list, each a new tuple: rows are never changed in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from contractkit.core.interview.answers import Row
from contractkit.core.interview.question import Question
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import Plain, read

Members = tuple[Any, ...]
_LAST_NUMBER: Final = re.compile(r"(\d+)(?!.*\d)")


def empty_row(question: Question, members: Members, at: int) -> Row:
    """A new row at an index, with the columns' defaults."""
    row: dict[tuple[str | int, ...], Plain] = {}
    for column in question.columns:
        text = next_code(members[:at], column) if column.default == "=next_code" else column.default
        if not text:
            continue
        try:
            row[column.keys] = read(column, text)
        except Unreadable:
            continue
    return row


def next_code(before: Members, column: Question) -> str:
    """The code after the last one: JT-009 → JT-010; empty where there is no number to go on from."""
    last = before[-1].get(column.keys) if before else None
    match = _LAST_NUMBER.search(str(last)) if last else None
    if match is None:
        return ""
    number = str(int(match[1]) + 1).zfill(len(match[1]))
    code = f"{str(last)[: match.start()]}{number}{str(last)[match.end() :]}"
    return "" if any(row.get(column.keys) == code for row in before) else code


def inserted(members: Members, at: int, new: Sequence[Any]) -> Members:
    """With new members before an index."""
    return (*members[:at], *new, *members[at:])


def moved(members: Members, row: int, to: int) -> Members:
    """With one member at another index."""
    rest = (*members[:row], *members[row + 1 :])
    return (*rest[:to], members[row], *rest[to:])


def without(members: Members, rows: Iterable[int]) -> Members:
    """Without some members."""
    gone = set(rows)
    return tuple(one for at, one in enumerate(members) if at not in gone)


def with_cell(members: Members, row: int, column: tuple[str | int, ...], value: Plain) -> Members:
    """With one cell changed; None empties it."""
    changed = {keys: kept for keys, kept in members[row].items() if keys != column}
    if value is not None and value != ():
        changed[column] = value
    return (*members[:row], changed, *members[row + 1 :])


def with_member(members: Members, row: int, value: Plain) -> Members:
    """With one line changed; None takes it out."""
    return (*members[:row], *(() if value is None else (value,)), *members[row + 1 :])

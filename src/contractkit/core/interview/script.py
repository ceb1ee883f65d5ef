"""The script: all topics with their questions, and whether they ask for everything that a matter holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from contractkit.core.interview.question import Question, Topic
from contractkit.core.interview.shapes import AnswerKind, shapes
from contractkit.core.matter.fields import Keys

POSITIONS: Final = "positions"


@dataclass(frozen=True, slots=True)
class Place:
    """What a path leads to.

    Attributes:
        question: the question, or for a cell its column.
        root: path of the single answer or of the list as a whole (`("positions", id)` for a position).
        row: index of the list member, or None.
        column: path below the row, or ().
    """

    question: Question
    root: Keys
    row: int | None = None
    column: Keys = ()


@dataclass(frozen=True, slots=True)
class Script:
    """All topics, in the order in which they are asked."""

    topics: tuple[Topic, ...]
    _by_keys: dict[Keys, Question] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_keys.update({one.keys: one for topic in self.topics for one in topic.questions})

    def questions(self) -> Iterator[Question]:
        """All questions in the order in which they are asked, lists as one."""
        return iter(self._by_keys.values())

    def question(self, keys: Keys) -> Question | None:
        """The question that a path belongs to: of a cell its column, of a list member its list."""
        found = self.place(keys)
        return found.question if found else None

    def place(self, keys: Keys) -> Place | None:
        """What a path leads to, or None for no answer."""
        if (whole := self._by_keys.get(keys)) is not None:
            return Place(whole, keys)
        if len(keys) == 2 and keys[0] == POSITIONS and (POSITIONS,) in self._by_keys:
            return Place(self._by_keys[(POSITIONS,)], keys)
        for at, key in enumerate(keys):
            if not isinstance(key, int):
                continue
            whole, column = self._by_keys.get(keys[:at]), keys[at + 1 :]
            if whole is None or not whole.is_list:
                return None
            if not column:
                return Place(whole, keys[:at], key)
            found = whole.column(column)
            return Place(found, keys[:at], key, column) if found else None
        return None

    def topic_of(self, keys: Keys) -> Topic | None:
        """The topic in which a path is asked."""
        found = self.place(keys)
        root = (POSITIONS,) if found and found.root[:1] == (POSITIONS,) else found.root if found else ()
        return next((topic for topic in self.topics if any(one.keys == root for one in topic.questions)), None)


def unasked(topics: tuple[Topic, ...]) -> tuple[Keys, ...]:
    """The answers of the models that no question asks for; columns below their list with `*` for the row."""
    asked = {one.keys: one for topic in topics for one in topic.questions}
    missing: list[Keys] = []
    for keys, shape in shapes().items():
        if (question := asked.get(keys)) is None:
            missing.append(keys)
        elif shape.kind is AnswerKind.ROWS and shape.row:
            columns = {column.keys for column in question.columns}
            missing += [(*keys, "*", *below) for below in shapes(shape.row) if below not in columns]
    return tuple(missing)

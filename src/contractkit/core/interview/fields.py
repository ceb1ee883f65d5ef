"""How one answer stands, for whoever shows it: text, origin, state, what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from contractkit.core.interview.answers import Origin, Row
from contractkit.core.interview.doubts import Doubt, doubts_of
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.question import Choice, Question
from contractkit.core.interview.script import POSITIONS, Place
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.sources import Source
from contractkit.core.interview.troubles import Trouble, missing
from contractkit.core.interview.values import Plain, complaint, written
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys, titles
from contractkit.core.matter.standpoint import Position

_NO_TITLE = "（未命名）"


class FieldState(StrEnum):
    """How one answer stands."""

    EMPTY = "未填"
    DONE = "已填"
    ATTENTION = "须处理"
    DOUBTFUL = "存疑"
    OPTIONAL = "可不填"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One answer as it stands.

    Attributes:
        text: as shown, and as it may be typed again; for a list of rows the titles of the rows.
        origin: where it comes from; None where there is none.
        required: the matter is not complete without it.
        trouble: what is wrong with it by itself; that it is missing is no trouble here.
        count: members of a list.
        default_text: what stands where nothing is typed; empty where there is none.
        source: the words of a draft that it was read from; None where it is not what was read.
        doubts: what has to be looked at, as it was read in a draft.
    """

    keys: Keys
    question: Question
    label: str
    text: str
    origin: Origin | None
    required: bool
    state: FieldState
    trouble: Trouble | None
    count: int = 0
    default_text: str = ""
    source: Source | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def pending(self) -> str | None:
        """The text as it was typed, where it is no answer."""
        return self.text if self.trouble and self.text else None

    @property
    def is_open(self) -> bool:
        """Whether a required answer is missing, or an answer is wrong or doubtful."""
        return self.state in {FieldState.EMPTY, FieldState.ATTENTION, FieldState.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class RowView:
    """One member of a list.

    Attributes:
        title: what it is called in a list.
        cells: one for each column that is asked in this row; a single one for lines.
    """

    index: int
    title: str
    cells: tuple[FieldView, ...]

    @property
    def has_trouble(self) -> bool:
        """Whether a cell is missing or wrong."""
        return any(cell.is_open for cell in self.cells)


class Showing:
    """Fields as they stand in one view of the answers."""

    def __init__(self, view: View, materials: Materials) -> None:
        self._view = view
        self._materials = materials

    def field(self, keys: Keys) -> FieldView:
        """How an answer stands.

        Raises:
            KeyError: the path leads to no answer.
            IndexError: there is no such row.
        """
        place = self._materials.script.place(keys)
        if place is None:
            raise KeyError(titles(keys) or ".".join(map(str, keys)))
        if place.root[:1] == (POSITIONS,):
            return self._positions(place)
        if place.row is None:
            return self._doubted(self._whole(place))
        member = self._view.rows(place.root)[place.row]
        return self._cell(place.question, keys, member) if place.column else self._member(place, keys, member)

    def row(self, keys: Keys, at: int) -> RowView:
        """One member of a list.

        Raises:
            KeyError: the path leads to no list.
            IndexError: there is no such row.
        """
        question = self._materials.script.question(keys)
        if question is None:
            raise KeyError(titles(keys))
        member = self._view.rows(keys)[at]
        if question.kind is not AnswerKind.ROWS:
            return RowView(at, str(member), (self.field((*keys, at)),))
        cells = tuple(
            self._cell(column, (*keys, at, *column.keys), member)
            for column in question.columns
            if self._view.asked(column, member)
        )
        return RowView(at, row_title(question, member), cells)

    def cell_texts(self, keys: Keys) -> tuple[tuple[str, ...], ...]:
        """All rows as shown, columns in order."""
        question = self._materials.script.question(keys)
        if question is None:
            raise KeyError(titles(keys))
        return tuple(row_texts(question, row) for row in self._view.rows(keys))

    def choices(self, keys: Keys) -> tuple[Choice, ...]:
        """What can be chosen, or is good to choose from."""
        place = self._materials.script.place(keys)
        if place is None:
            raise KeyError(titles(keys))
        if place.root[:1] == (POSITIONS,):
            return tuple(Choice(one.value, one.value) for one in Position)
        if place.question.choices:
            return place.question.choices
        return tuple(Choice(text, text) for text in dict.fromkeys(self._suggested(place.question.suggests)) if text)

    def _suggested(self, path: tuple[str, ...]) -> list[str]:
        return [str(value) for value in _walk(self._view.data, path)] if path else []

    def _whole(self, place: Place) -> FieldView:
        question = place.question
        value, origin = self._view.value(place.root)
        required = self._view.needed(question)
        members = value if isinstance(value, tuple) else ()
        if question.kind is AnswerKind.ROWS:
            text = "、".join(row_title(question, row) for row in members)
            bad = any(self.row(place.root, at).has_trouble for at in range(len(members)))
            state = FieldState.ATTENTION if bad else _state(empty=not members, wrong=False, required=required)
            return FieldView(place.root, question, question.label, text, origin, required, state, None, len(members))
        default = written(question, self._view.default(question))
        view = self._single(question, place.root, value, origin, required=required)
        return _with(view, count=len(members), default_text=default)

    def _cell(self, column: Question, keys: Keys, row: Row) -> FieldView:
        value = row.get(column.keys)
        origin = None if value is None else self._view.value(_list_of(keys))[1]
        return self._single(column, keys, value, origin, required=self._view.needed(column, row))

    def _member(self, place: Place, keys: Keys, member: Plain) -> FieldView:
        """One line of a list of lines."""
        wrong = complaint(place.question, (member,))
        trouble = wrong.at(keys) if wrong else None
        state = FieldState.ATTENTION if trouble else FieldState.DONE
        origin = self._view.value(place.root)[1]
        required = place.question.required
        return FieldView(keys, place.question, place.question.label, str(member), origin, required, state, trouble)

    def _single(
        self, question: Question, keys: Keys, value: Plain, origin: Origin | None, *, required: bool
    ) -> FieldView:
        empty = value is None or value == ()
        wrong = None if empty else complaint(question, value)
        trouble = wrong.at(keys) if wrong else None
        state = _state(empty=empty, wrong=trouble is not None, required=required)
        text = written(question, value)
        source = None if empty else self._view.snapshot.sources.of(keys, value)
        view = FieldView(keys, question, question.label, text, None if empty else origin, required, state, trouble)
        return view if source is None else _with(view, source=source)

    def _doubted(self, view: FieldView) -> FieldView:
        """With what has to be looked at; a wrong answer is put right first."""
        if not (doubts := doubts_of(self._view, view.question)):
            return view
        state = view.state if view.state is FieldState.ATTENTION else FieldState.DOUBTFUL
        return _with(view, doubts=doubts, state=state)

    def _positions(self, place: Place) -> FieldView:
        if len(place.root) == 2:
            value, origin = self._view.value(place.root)
            state = FieldState.DONE if value else FieldState.OPTIONAL
            label = titles(place.root)
            return FieldView(place.root, place.question, label, str(value or ""), origin, required=False, state=state, trouble=None)  # fmt: skip
        chosen = self._view.data.get(POSITIONS, {})
        text = "；".join(f"{element} {value}" for element, value in chosen.items())
        state = FieldState.DONE if chosen else FieldState.OPTIONAL
        question = place.question
        return FieldView(place.root, question, question.label, text, None, required=False, state=state, trouble=None, count=len(chosen))  # fmt: skip


def row_texts(question: Question, member: Any) -> tuple[str, ...]:
    """One member of a list as shown, columns in order; of a list of lines the line."""
    if question.kind is not AnswerKind.ROWS:
        return (str(member),)
    return tuple(written(column, member.get(column.keys)) for column in question.columns)


def row_title(question: Question, row: Row) -> str:
    """What a row is called."""
    return str(row.get(question.title_column) or _NO_TITLE)


def missing_of(view: FieldView) -> Trouble | None:
    """What to say where a required answer is missing."""
    return missing(view.question, view.keys) if view.state is FieldState.EMPTY else None


def _state(*, empty: bool, wrong: bool, required: bool) -> FieldState:
    if wrong:
        return FieldState.ATTENTION
    if empty:
        return FieldState.EMPTY if required else FieldState.OPTIONAL
    return FieldState.DONE


def _list_of(keys: Keys) -> Keys:
    return keys[: next(at for at, key in enumerate(keys) if isinstance(key, int))]


def _with(view: FieldView, **changed: Any) -> FieldView:
    return replace(view, **changed)


def _walk(data: Any, path: tuple[str, ...]) -> list[Any]:
    """The values at a path; `*` stands for every member of a list or mapping."""
    if not path:
        return [] if data is None or isinstance(data, Mapping | list) else [data]
    head, *rest = path
    if head == "*":
        members = data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ()
        return [value for one in members for value in _walk(one, tuple(rest))]
    return _walk(data.get(head), tuple(rest)) if isinstance(data, Mapping) else []

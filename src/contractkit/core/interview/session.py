"""An interview as a state machine without a screen: questions, answers, undo, a place. One thread; no files, no clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contractkit.core.interview import rows as changes
from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.doubts import doubts_of
from contractkit.core.interview.fields import FieldView, RowView, Showing
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.pasting import Table, sheet_of, table_of, value_or_text
from contractkit.core.interview.question import Choice, Question, Topic
from contractkit.core.interview.script import POSITIONS, Place, Script
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Trouble
from contractkit.core.interview.values import Plain
from contractkit.core.interview.view import View
from contractkit.core.matter.fields import Keys, titles
from contractkit.core.matter.standpoint import Position


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an answer.

    Attributes:
        accepted: the model takes it; otherwise it is kept as typed, shown again and told in every review.
        text: as it is shown back.
    """

    accepted: bool
    keys: Keys
    text: str
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What came of rows pasted or imported.

    Attributes:
        rows: how many came in.
        troubles: cells that are no answers; they are kept as written.
        ignored: columns that belong nowhere.
    """

    rows: int
    troubles: tuple[Trouble, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A change of the answers, or only of the place (then `before is after`)."""

    before: Snapshot
    after: Snapshot
    place: Keys


class Session:
    """One interview.

    Args:
        materials: script, law, clauses.
        snapshot: the answers to begin with.
        place: the question to begin at; by default the first.
    """

    def __init__(self, materials: Materials, snapshot: Snapshot | None = None, place: Keys = ()) -> None:
        self.materials = materials
        self.script: Script = materials.script
        self._view = View(snapshot or Snapshot(), materials)
        self._undo: list[tuple[Snapshot, Keys]] = []
        self._redo: list[tuple[Snapshot, Keys]] = []
        self._listeners: list[Callable[[Change], None]] = []
        self.place: Keys = place if self.script.place(place) else self.agenda()[0]

    # -- reading -----------------------------------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """All answers now; hand it to `assess`, in any thread."""
        return self._view.snapshot

    @property
    def view(self) -> View:
        """The answers as they hold now."""
        return self._view

    @property
    def showing(self) -> Showing:
        """How fields are shown now."""
        return Showing(self._view, self.materials)

    def topics(self) -> tuple[Topic, ...]:
        """All topics in order."""
        return self.script.topics

    def data(self) -> dict[str, Any]:
        """What a matter file holds now."""
        return self._view.data

    def agenda(self) -> tuple[Keys, ...]:
        """All questions that are asked now, in order; a list is one stop."""
        return tuple(one.keys for one in self.script.questions() if self._view.asked(one))

    def field(self, keys: Keys) -> FieldView:
        """How an answer stands.

        Raises:
            KeyError: the path leads to no answer.
        """
        return self.showing.field(keys)

    def fields(self, topic: str) -> tuple[FieldView, ...]:
        """The fields of a topic that are asked now."""
        found = next(one for one in self.script.topics if one.id == topic)
        return tuple(self.field(one.keys) for one in found.questions if self._view.asked(one))

    def fields_of_item(self, item: str) -> tuple[FieldView, ...]:
        """The fields that serve an item's elements (`14.6`), in the order of the script."""
        return tuple(
            self.field(one.keys)
            for one in self.script.questions()
            if any(element.rpartition(".")[0] == item for element in one.elements) and self._view.asked(one)
        )

    def choices(self, keys: Keys) -> tuple[Choice, ...]:
        """What can be chosen, or is good to choose from."""
        return self.showing.choices(keys)

    def rows(self, keys: Keys) -> tuple[RowView, ...]:
        """All members of a list with their cells."""
        return tuple(self.showing.row(keys, at) for at in range(self.row_count(keys)))

    def row(self, keys: Keys, at: int) -> RowView:
        """One member of a list with its cells."""
        return self.showing.row(keys, at)

    def row_count(self, keys: Keys) -> int:
        """How many members a list has."""
        return len(self._view.rows(keys))

    def cell_texts(self, keys: Keys) -> tuple[tuple[str, ...], ...]:
        """All rows of a list as shown, columns in order."""
        return self.showing.cell_texts(keys)

    # -- changing ----------------------------------------------------------------------------------------------------

    def answer(self, keys: Keys, text: str) -> Outcome:
        """Take what somebody typed; an empty text empties the field.

        Raises:
            KeyError: the path leads to no answer.
            IndexError: there is no such row.
        """
        place = self._place(keys)
        if keys[:1] == (POSITIONS,) and len(keys) == 2:
            return self._answer_position(keys, text)
        value = value_or_text(place.question, text) if text.strip() else None
        self._set(place, value)
        field = self.field(keys) if value is not None or place.row is None or place.column else self.field(place.root)
        return Outcome(
            field.trouble is None or value is None, keys, field.text, field.trouble if value is not None else None
        )

    def clear(self, keys: Keys) -> Outcome:
        """Take back what was typed: what was imported, the profile or the default holds again; a cell becomes empty."""
        place = self._place(keys)
        if place.row is not None:
            return self.answer(keys, "")
        self._change(self.snapshot.untyped(place.root), keys)
        return Outcome(accepted=True, keys=keys, text=self.field(keys).text)

    def add_row(self, keys: Keys, at: int | None = None) -> int:
        """A new row, with its columns' defaults; its index."""
        question, members = self._list(keys)
        index = len(members) if at is None else at
        new = changes.empty_row(question, members, index) if question.kind is AnswerKind.ROWS else ""
        self._set_list(keys, changes.inserted(members, index, (new,)))
        return index

    def duplicate_row(self, keys: Keys, row: int) -> int:
        """A copy behind a row; its index. A code that counts on is counted on."""
        question, members = self._list(keys)
        copy = members[row]
        for column in question.columns:
            if column.default == "=next_code" and (code := changes.next_code(members[: row + 1], column)):
                copy = {**copy, column.keys: code if all(one.get(column.keys) != code for one in members) else None}
        self._set_list(keys, changes.inserted(members, row + 1, (copy,)))
        return row + 1

    def move_row(self, keys: Keys, row: int, to: int) -> None:
        """A row at another index."""
        _, members = self._list(keys)
        self._set_list(keys, changes.moved(members, row, max(0, min(to, len(members) - 1))))

    def delete_rows(self, keys: Keys, rows: Sequence[int]) -> None:
        """A list without some rows; `undo` brings them back."""
        _, members = self._list(keys)
        self._set_list(keys, changes.without(members, rows))

    def paste(self, keys: Keys, table: str | Table, at: int | None = None, *, replace: bool = False) -> Pasted:
        """Rows copied from a spreadsheet, or a table that was read; one step to undo.

        Args:
            keys: the list.
            table: text with tabs, or cells.
            at: before which row; at the end by default.
            replace: instead of the rows that are there.
        """
        question, members = self._list(keys)
        cells = table_of(table) if isinstance(table, str) else table
        if question.kind is not AnswerKind.ROWS:
            lines = tuple(str(cell).strip() for line in cells for cell in line if str(cell).strip())
            new, ignored = lines, ()
        else:
            sheet = sheet_of(question, cells)
            new, ignored = sheet.rows, sheet.ignored  # type: ignore[assignment]
        index = 0 if replace else len(members) if at is None else at
        if new:
            self._set_list(keys, changes.inserted(() if replace else members, index, new))
        views = (self.showing.row(keys, row) for row in range(index, index + len(new)))
        troubles = tuple(cell.trouble for row in views for cell in row.cells if cell.trouble and cell.text)
        return Pasted(len(new), troubles, ignored)

    def choose_position(self, element: str, position: Position | None) -> Outcome:
        """Use another text for an element's clause; None for the preferred one."""
        return self.answer((POSITIONS, element), position.value if position else "")

    def confirm(self, keys: Keys) -> int:
        """Say that what was read in a draft with doubt is right, in a field or in all of a list; how much it was."""
        question = self.script.question(self._place(keys).root)
        doubts = doubts_of(self._view, question) if question is not None else ()
        self._change(self.snapshot.confirming(one.reading for one in doubts), keys)
        return len(doubts)

    def import_answers(self, answers: Snapshot) -> None:
        """Put answers of another source below what is typed; one step to undo."""
        imported = {**self.snapshot.imported, **answers.imported}
        self._change(replace(self.snapshot, imported=imported), self.place)

    # -- undo and redo -----------------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return bool(self._redo)

    def undo(self) -> Keys | None:
        """Take the last change back; where it was, or None."""
        return self._swap(self._undo, self._redo)

    def redo(self) -> Keys | None:
        """Make it again; where it was, or None."""
        return self._swap(self._redo, self._undo)

    # -- moving ------------------------------------------------------------------------------------------------------

    def goto(self, keys: Keys) -> None:
        """Move to an answer; changes no answer.

        Raises:
            KeyError: the path leads to no answer.
        """
        self._place(keys)
        self._move(keys)

    def next(self) -> Keys | None:
        """Move to the next question; None at the end."""
        return self._step(1)

    def back(self) -> Keys | None:
        """Move to the question before; None at the beginning."""
        return self._step(-1)

    def next_open(self) -> Keys | None:
        """Move to the next question without a good answer, from here on and then from the start; None where there is none."""
        agenda = self.agenda()
        at = self._at(agenda)
        for keys in (*agenda[at + 1 :], *agenda[: at + 1]):
            if self.field(keys).is_open:
                self._move(keys)
                return keys
        return None

    def on_change(self, listener: Callable[[Change], None]) -> None:
        """Call a listener after every change of answers or place."""
        self._listeners.append(listener)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _place(self, keys: Keys) -> Place:
        if (place := self.script.place(keys)) is None:
            raise KeyError(titles(keys) or ".".join(map(str, keys)))
        return place

    def _list(self, keys: Keys) -> tuple[Question, tuple[Any, ...]]:
        place = self._place(keys)
        if place.row is not None or not place.question.is_list:
            raise KeyError(titles(keys))
        return place.question, self._view.rows(keys)

    def _answer_position(self, keys: Keys, text: str) -> Outcome:
        value = text.strip() or None
        allowed = {position.value for position in Position}
        if value is not None and value not in allowed:
            trouble = Trouble(
                keys, titles(keys), f"没有“{value}”这种立场。", f"请选其一：{'、'.join(sorted(allowed))}。"
            )
            return Outcome(accepted=False, keys=keys, text=self.field(keys).text, trouble=trouble)
        self._set_list(keys, value)
        return Outcome(accepted=True, keys=keys, text=value or "")

    def _set(self, place: Place, value: Plain) -> None:
        if place.row is None:
            self._set_list(place.root, value)
            return
        members = self._view.rows(place.root)
        if not 0 <= place.row < len(members):
            raise IndexError(place.row)
        if place.column:
            new = changes.with_cell(members, place.row, place.column, value)
        else:
            member = value[0] if isinstance(value, tuple) and value else value
            new = changes.with_member(members, place.row, member)
        self._set_list(place.root, new, (*place.root, place.row, *place.column))

    def _set_list(self, root: Keys, value: Plain, keys: Keys = ()) -> None:
        empty = value is None or value == ()
        question = self.script.question(root)
        hides = self.snapshot.below_typed(root) or (question is not None and bool(question.default))
        if empty and not hides:
            self._change(self.snapshot.untyped(root), keys or root)
        else:
            self._change(self.snapshot.typing(root, None if empty else value), keys or root)

    def _change(self, after: Snapshot, keys: Keys) -> None:
        before = self.snapshot
        if after.same(before):
            return
        self._undo.append((before, keys))
        self._redo.clear()
        self._hold(before, after)

    def _swap(self, source: list[tuple[Snapshot, Keys]], target: list[tuple[Snapshot, Keys]]) -> Keys | None:
        if not source:
            return None
        snapshot, keys = source.pop()
        target.append((self.snapshot, keys))
        self.place = self._still_there(keys, snapshot)
        self._hold(self.snapshot, snapshot)
        return self.place

    def _still_there(self, keys: Keys, snapshot: Snapshot) -> Keys:
        """The place of a change, or its list where the row is gone."""
        place = self._place(keys)
        members = View(snapshot, self.materials).rows(place.root) if place.row is not None else ()
        return keys if place.row is None or place.row < len(members) else place.root

    def _hold(self, before: Snapshot, after: Snapshot) -> None:
        self._view = View(after, self.materials)
        self._tell(Change(before, after, self.place))

    def _step(self, step: int) -> Keys | None:
        agenda = self.agenda()
        at = self._at(agenda) + step
        if not 0 <= at < len(agenda):
            return None
        self._move(agenda[at])
        return agenda[at]

    def _at(self, agenda: tuple[Keys, ...]) -> int:
        place = self._place(self.place)
        root = (POSITIONS,) if place.root[:1] == (POSITIONS,) else place.root
        if root in agenda:
            return agenda.index(root)
        order = [one.keys for one in self.script.questions()]  # the condition of where we stand no longer holds
        before = [keys for keys in agenda if order.index(keys) < order.index(root)]
        return len(before) - 1

    def _move(self, keys: Keys) -> None:
        if keys != self.place:
            self.place = keys
            self._tell(Change(self.snapshot, self.snapshot, keys))

    def _tell(self, change: Change) -> None:
        for listener in self._listeners:
            listener(change)

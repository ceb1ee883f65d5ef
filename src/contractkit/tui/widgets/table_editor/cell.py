"""The field that lies over a cell while it is written: one line, several lines, or a list to pick from."""

from __future__ import annotations

from typing import ClassVar, Final, Protocol

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.tui.widgets.phrase_input import PhraseArea, PhraseInput
from contractkit.tui.widgets.phrase_input.keys import carry_out
from contractkit.tui.widgets.phrase_input.typed import typed_text
from contractkit.tui.widgets.table_editor.source import Column

_ROOM: Final = 44  # cells of the terminal that a field takes where its column is narrower
_LINES: Final = 5
_PADDING: Final = 1  # of a cell of the grid
_LONGEST_LIST: Final = 8


class CellOwner(Protocol):
    """Whom a field tells how its writing ends."""

    @property
    def editing(self) -> bool:
        """Whether a cell is being written."""

    def finish(self, *, down: int = 0, right: int = 0) -> None:
        """Keep what was written and move on by so many cells."""

    def abandon(self) -> None:
        """Leave the cell as it was."""

    async def take_key(self, event: events.Key) -> bool:
        """Act on a key that came to the field after it was closed."""

    def step_choice(self, by: int) -> bool:
        """Mark another of the choices; False where there are none."""


class CellInput(PhraseInput):
    """The field of one line; with choices, what is typed narrows the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave('enter')", "确定", key_display="Enter"),
        Binding("tab", "leave('tab')", "下一格", key_display="Tab"),
        Binding("shift+tab", "leave('shift+tab')", "上一格", show=False),
        Binding("up", "leave('up')", "上一行", show=False),
        Binding("down", "leave('down')", "下一行", show=False),
        Binding("escape", "leave('escape')", "放弃", key_display="Esc"),
    ]

    def __init__(self, owner: CellOwner) -> None:
        super().__init__(compact=True, id="cell")
        self._owner = owner
        self.display = False

    async def take(self, event: events.Key) -> None:
        """Act on a key, whichever widget it came to: what it types, or what it is bound to."""
        if text := typed_text(event):
            self.replace(text, *self.selection)
        else:
            await carry_out(self, self._bindings, event.key)

    def action_leave(self, key: str) -> None:
        """Leave the cell."""
        if key not in _STEPS or not self._owner.step_choice(_STEPS[key]):
            _leave(self._owner, key)

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        await _act(self, self._owner, event)


class CellArea(PhraseArea):
    """The field of several lines: Enter keeps it, Alt+Enter or Ctrl+J begins a line, as in a spreadsheet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave('enter')", "确定", key_display="Enter"),
        Binding("alt+enter,ctrl+j", "new_line", "换行", key_display="^J"),
        Binding("tab", "leave('tab')", "下一格", key_display="Tab"),
        Binding("shift+tab", "leave('shift+tab')", "上一格", show=False),
        Binding("escape", "leave('escape')", "放弃", key_display="Esc"),
    ]

    def __init__(self, owner: CellOwner) -> None:
        super().__init__(compact=True, id="cell-area")
        self._owner = owner
        self.display = False

    @property
    def value(self) -> str:
        """What is written."""
        return self.text

    async def take(self, event: events.Key) -> None:
        """Act on a key, whichever widget it came to: what it types, or what it is bound to."""
        if text := typed_text(event):
            self.insert(text)
        else:
            await carry_out(self, self._bindings, event.key)

    def action_new_line(self) -> None:
        """Begin a line."""
        self.insert("\n")

    def action_leave(self, key: str) -> None:
        """Leave the cell."""
        _leave(self._owner, key)

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        await _act(self, self._owner, event)


_STEPS: Final = {"up": -1, "down": 1}


async def _act(field: CellInput | CellArea, owner: CellOwner, event: events.Key) -> None:
    """A key for the field, or for the table when the field was closed by the key before it."""
    if owner.editing:
        await field.take(event)
    else:
        await owner.take_key(event)


def _leave(owner: CellOwner, key: str) -> None:
    match key:
        case "enter" | "down":
            owner.finish(down=1)
        case "up":
            owner.finish(down=-1)
        case "tab" | "shift+tab":
            owner.finish(right=1 if key == "tab" else -1)
        case _:
            owner.abandon()


class CellChoices(OptionList, can_focus=False):
    """What a cell may hold, below its field; the field keeps the focus."""

    def __init__(self) -> None:
        super().__init__(id="cell-choices", compact=True)
        self.display = False
        self._labels: tuple[str, ...] = ()

    def offer(self, labels: tuple[str, ...], chosen: str, typed: str) -> int:
        """Show all labels with the chosen one marked, or those that hold what was typed; the answer is the lines it takes."""
        self._labels = labels
        self._show(labels, chosen)
        if typed:
            self.narrow(typed)
        return min(len(labels), _LONGEST_LIST)

    def narrow(self, typed: str) -> None:
        """Show the labels that hold what was typed; all of them where none does."""
        found = tuple(label for label in self._labels if typed in label) or self._labels
        self._show(found, found[0] if typed and typed in found[0] else "")

    def step(self, by: int) -> str:
        """Mark another label; the answer is that label."""
        count = self.option_count
        if not count:
            return ""
        self.highlighted = (
            (by - 1 if by > 0 else count - 1) if self.highlighted is None else (self.highlighted + by) % count
        )
        return str(self.get_option_at_index(self.highlighted).prompt)

    @property
    def chosen(self) -> str:
        """The label that is marked; empty where none is."""
        return "" if self.highlighted is None else str(self.get_option_at_index(self.highlighted).prompt)

    def _show(self, labels: tuple[str, ...], chosen: str) -> None:
        self.set_options([Option(Content(label)) for label in labels])
        self.highlighted = labels.index(chosen) if chosen in labels else None
        self.styles.height = min(len(labels), _LONGEST_LIST)


def field_region(cell: Region, column: Column, room: Region, lines: int = 1) -> Region:
    """Where the field lies: on its cell, wider where the cell is narrow, within the room there is."""
    wanted = column.width + 1 if column.choices else max(column.width + 1, _ROOM)
    width = min(wanted, room.width)
    x = max(min(cell.x + _PADDING, room.width - width), 0)
    y = max(min(cell.y, room.height - lines), 0)
    return Region(x, y, width, lines)


AREA_LINES: Final = _LINES

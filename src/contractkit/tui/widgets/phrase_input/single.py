"""A field of one line."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widgets import Input
from textual.widgets.input import Selection

from contractkit.tui.widgets.phrase_input.history import History, Moment
from contractkit.tui.widgets.phrase_input.keys import carry_out
from contractkit.tui.widgets.phrase_input.phrases import phrase_end, phrase_start
from contractkit.tui.widgets.phrase_input.typed import pasted_line, typed_text


class PhraseInput(Input):
    """Textual's Input for Chinese: nothing typed or pasted is lost, words are phrases, nothing blinks.

    Undo and redo within the field; where there is nothing to undo the key goes on to the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "撤销", show=False),
        Binding("ctrl+y,ctrl+shift+z", "redo", "重做", show=False),
        Binding("alt+left", "cursor_left_word", "到前一词组", show=False),
        Binding("alt+right", "cursor_right_word", "到后一词组", show=False),
        Binding("alt+d,ctrl+delete", "delete_right_word", "删除后一词组", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", "删除前一词组", show=False),
    ]

    def __init__(self, value: str | None = None, placeholder: str = "", **options: Any) -> None:
        """Take what Input takes; text is not selected on focus, for a key would then replace it all."""
        super().__init__(value, placeholder, **{"select_on_focus": False, **options})
        self.cursor_blink = False  # a repaint while an input method is composing tears its window
        self._history = History()

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the next character goes on the screen: there an input method shows what is being composed.

        Textual means the cell behind it when the cursor stands at the end.
        """
        offset = super().cursor_screen_offset
        return Offset(offset.x - 1, offset.y) if self.cursor_at_end else offset

    def load(self, text: str) -> None:
        """Show another text: without a message, without history, with the cursor at its end."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self._history.forget()

    async def _on_key(self, event: events.Key) -> None:
        if text := typed_text(event):
            self.replace(text, *self.selection)
        elif not await carry_out(self, self._bindings, event.key):
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # or Input's own handler pastes the first line once more
        if line := pasted_line(event.text):
            self.replace(line, *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text, and remember what was there."""
        before = Moment(self.value, self.cursor_position)
        super().replace(text, start, end)
        if self.value != before.value:
            self._history.note(before, text, *sorted((max(0, start), min(len(before.value), end))))

    def action_paste(self) -> None:
        """Paste what was copied within the application."""
        if line := pasted_line(self.app.clipboard):
            self.replace(line, *self.selection)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._recall(self._history.back(self._present()))

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self._recall(self._history.forth(self._present()))

    def _present(self) -> Moment:
        return Moment(self.value, self.cursor_position)

    def _recall(self, moment: Moment | None) -> None:
        if moment is None:
            raise SkipAction
        self.value = moment.value
        self.cursor_position = moment.cursor

    def action_cursor_left_word(self, select: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        """Move to the start of the phrase before."""
        self._go(self._left(), select=select)

    def action_cursor_right_word(self, select: bool = False) -> None:  # noqa: FBT001, FBT002
        """Move to the start of the next phrase."""
        self._go(self._right(), select=select)

    def action_delete_left_word(self) -> None:
        """Delete back to the start of the phrase."""
        if self.selection.is_empty:
            self.delete(self._left(), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right_word(self) -> None:
        """Delete up to the next phrase."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, self._right())
        else:
            self.delete_selection()

    def _go(self, target: int, *, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else target, target)

    def _left(self) -> int:
        """Where the phrase before begins; a password gives no hint of its words."""
        return 0 if self.password else phrase_start(self.value, self.cursor_position)

    def _right(self) -> int:
        return len(self.value) if self.password else phrase_end(self.value, self.cursor_position)

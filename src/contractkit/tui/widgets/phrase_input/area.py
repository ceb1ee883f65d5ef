"""A field of several lines."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from contractkit.tui.widgets.phrase_input.keys import carry_out
from contractkit.tui.widgets.phrase_input.phrases import phrase_end, phrase_start
from contractkit.tui.widgets.phrase_input.typed import pasted_lines, typed_text


class PhraseArea(TextArea):
    """Textual's TextArea for Chinese: nothing typed or pasted is lost, words are phrases, nothing blinks.

    Where there is nothing to undo the key goes on to the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+left", "cursor_word_left", "到前一词组", show=False),
        Binding("alt+right", "cursor_word_right", "到后一词组", show=False),
        Binding("alt+d,ctrl+delete", "delete_word_right", "删除后一词组", show=False),
        Binding("ctrl+backspace,alt+backspace", "delete_word_left", "删除前一词组", show=False),
    ]

    def __init__(self, text: str = "", **options: Any) -> None:
        """Take what TextArea takes; tab moves on, long lines break."""
        super().__init__(text, **{"tab_behavior": "focus", "soft_wrap": True, **options})
        self.cursor_blink = False  # a repaint while an input method is composing tears its window

    def load(self, text: str) -> None:
        """Show another text: without a message, without history, with the cursor at its end."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        text = typed_text(event)
        if text and not self.read_only:
            self._replace_via_keyboard(text, *self.selection)
        elif not await carry_out(self, self._bindings, event.key):
            await super()._on_key(event)  # Enter, and the tab where it indents
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # or TextArea's own handler pastes once more, with the terminal's line ends
        event.stop()
        if self.read_only:
            return
        if result := self._replace_via_keyboard(pasted_lines(event.text), *self.selection):
            self.move_cursor(result.end_location)

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self.history.undo_stack:
            raise SkipAction
        super().action_undo()

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        if not self.history.redo_stack:
            raise SkipAction
        super().action_redo()

    def get_cursor_word_left_location(self) -> tuple[int, int]:
        """Where the phrase before begins, or the end of the line before."""
        row, column = self.cursor_location
        if column == 0:
            return (row - 1, len(self.document[row - 1])) if row else (0, 0)
        return row, phrase_start(self.document[row], column)

    def get_cursor_word_right_location(self) -> tuple[int, int]:
        """Where the next phrase begins, or the start of the next line."""
        row, column = self.cursor_location
        line = self.document[row]
        if column == len(line):
            return (row + 1, 0) if row < self.document.line_count - 1 else (row, column)
        return row, phrase_end(line, column)

    def action_delete_word_right(self) -> None:
        """Delete up to the next phrase."""
        start, end = self.selection
        target = self.get_cursor_word_right_location() if start == end else start
        self._delete_via_keyboard(end, target)

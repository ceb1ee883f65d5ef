"""An error of the application, whole: what is wrong, where, and what to do."""

from __future__ import annotations

from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from contractkit.errors import ContractkitError
from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.prose import Prose


class FailureScreen(Dialog[None]):
    """An error with all its problems."""

    DEFAULT_CSS: ClassVar[str] = "FailureScreen VerticalScroll { height: auto; max-height: 100%; }"
    keys_text: ClassVar[str] = "↑↓ 滚动　Esc 返回"

    def __init__(self, heading: str, error: ContractkitError) -> None:
        super().__init__()
        self._heading = heading
        self._error = error

    def body(self) -> list[Widget]:
        """The error, then one line for each problem."""
        error = self._error
        lines = [Content.styled(f"！{error}", "bold $text-error"), *(Content(f"- {one}") for one in error.problems)]
        return [VerticalScroll(Prose(Content("\n").join(lines)))]

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(".frame").border_title = Content(self._heading)
        self.query_one(VerticalScroll).focus()

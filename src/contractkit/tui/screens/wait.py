"""Waiting for a thread that works."""

from __future__ import annotations

from typing import ClassVar

from textual.widget import Widget

from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.prose import Prose


class WaitScreen(Dialog[None]):
    """Shown while a thread works; it cannot be left."""

    title_text: ClassVar[str] = "请稍候"
    keys_text: ClassVar[str] = ""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def body(self) -> list[Widget]:
        """What is being done."""
        return [Prose(self._text)]

    def action_cancel(self) -> None:
        """Stay until the work is done."""

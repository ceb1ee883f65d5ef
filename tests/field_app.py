"""An application with a field of one line and one of several; what they hold is written to the file that is named.

Ctrl+Q writes and ends. `python field_app.py FILE [line|area]` runs it in a terminal.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import ClassVar

import contractkit.tui  # noqa: F401  before Textual, which reads its settings once

# isort: split
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from contractkit.tui.widgets.phrase_input import PhraseArea, PhraseInput
from contractkit.tui.widgets.phrase_input.driver import forgiving_driver


class FieldApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "write", priority=True),
        Binding("ctrl+z", "session_undo", show=False),
    ]

    def __init__(self, file: Path | None = None, focus: str = "line") -> None:
        super().__init__(driver_class=forgiving_driver())
        self.file = file
        self.first = focus
        self.undone = 0
        self.submitted: list[str] = []
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        yield PhraseInput(id="line")
        yield PhraseArea(id="area")

    def on_mount(self) -> None:
        self.query_one(f"#{self.first}").focus()

    @property
    def line(self) -> PhraseInput:
        return self.query_one(PhraseInput)

    @property
    def area(self) -> PhraseArea:
        return self.query_one(PhraseArea)

    def on_input_submitted(self, event: PhraseInput.Submitted) -> None:
        self.submitted.append(event.value)

    def on_input_changed(self, event: PhraseInput.Changed) -> None:
        self.told.append(event.value)

    def on_text_area_changed(self, event: PhraseArea.Changed) -> None:
        self.told.append(event.text_area.text)

    def action_session_undo(self) -> None:
        self.undone += 1

    def action_write(self) -> None:
        if self.file is not None:
            held = {"line": self.line.value, "area": self.area.text, "submitted": self.submitted}
            self.file.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        self.exit()


if __name__ == "__main__":
    FieldApp(Path(sys.argv[1]), *sys.argv[2:]).run()

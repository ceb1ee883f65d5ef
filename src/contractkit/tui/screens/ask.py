"""Short questions over a screen: choose one of a few, or name a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.phrase_input.paths import PathInput
from contractkit.tui.widgets.prose import Prose


class AskScreen(Dialog[str]):
    """Answers with the id of one of a few choices."""

    DEFAULT_CSS: ClassVar[str] = "AskScreen Prose { margin: 0 0 1 0; }"

    def __init__(self, title: str, text: str, choices: tuple[tuple[str, str], ...]) -> None:
        """Ask.

        Args:
            title: on the frame.
            text: what it is about.
            choices: id and label of each; the first is where the cursor is.
        """
        super().__init__()
        self._heading = title
        self._text = text
        self._choices = choices

    def body(self) -> list[Widget]:
        """The text, then the choices."""
        options = [Option(label, id=value) for value, label in self._choices]
        return [Prose(self._text), OptionList(*options, markup=False)]

    def on_mount(self) -> None:
        """Put the cursor on the first choice."""
        self.query_one(".frame").border_title = Content(self._heading)
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class PathScreen(Dialog[str]):
    """Answers with a path; one that does not do is told, and can be written anew."""

    DEFAULT_CSS: ClassVar[str] = """
    PathScreen Prose { margin: 0 0 1 0; }
    PathScreen .trouble { color: $text-error; margin: 0; }
    """
    keys_text: ClassVar[str] = "回车 确定　→ 采用补全　Ctrl+T 下一个补全　Esc 返回"

    def __init__(self, title: str, text: str, path: str, check: Callable[[Path], str] = lambda _: "") -> None:
        """Ask for a path, with one to begin with.

        Args:
            title: on the frame.
            text: what it is about.
            path: to begin with.
            check: why a path does not do, in Chinese; empty where it does.
        """
        super().__init__()
        self._heading = title
        self._text = text
        self._path = path
        self._check = check
        self._trouble = Prose(classes="trouble")

    def body(self) -> list[Widget]:
        """The text, then the field, then what is wrong."""
        return [Prose(self._text), PathInput(self._path), self._trouble]

    def on_mount(self) -> None:
        """Put the cursor at the end of the path."""
        self.query_one(".frame").border_title = Content(self._heading)
        field = self.query_one(PathInput)
        field.focus()
        field.cursor_position = len(self._path)

    @on(Input.Submitted)
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        if (path := self.query_one(PathInput).path) is None:
            return
        if trouble := self._check(path):
            self._trouble.update(f"! {trouble}")
        else:
            self.dismiss(str(path))

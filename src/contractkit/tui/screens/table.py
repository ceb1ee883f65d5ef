"""A list of rows as a table over the whole screen."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from contractkit.core.matter.fields import Keys
from contractkit.errors import ContractkitError
from contractkit.tui.screens.failure import FailureScreen
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.tui.widgets.prose import Prose
from contractkit.tui.widgets.table_editor import SessionRows, TableEditor
from contractkit.workflows.interview import Interview


class TableScreen(Screen[None]):
    """The table editor over one list of the matter; Escape goes back to the questions."""

    CSS: ClassVar[str] = """
    TableScreen > .title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    TableScreen > .help { padding: 0 1; color: $text-muted; }
    TableScreen > TableEditor { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "返回填写"),
        Binding("ctrl+t", "confirm", "认可存疑", key_display="^T"),
        Binding("ctrl+s", "save", "保存"),
    ]

    def __init__(self, interview: Interview, keys: Keys, row: int) -> None:
        super().__init__()
        self._interview = interview
        self._keys = keys
        self._row = row
        self._heading = Static("", markup=False, classes="title")
        self._editor = TableEditor(SessionRows(interview.session, keys))

    def compose(self) -> ComposeResult:
        """Title, help, table, keys."""
        yield self._heading
        question = self._interview.session.script.question(self._keys)
        if question is not None and question.help:
            yield Prose(question.help, classes="help")
        yield self._editor
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the row that was chosen."""
        self._count()
        if self._row < self._interview.session.row_count(self._keys):
            self._editor.goto(self._row, 0)
        self._editor.focus()

    @on(TableEditor.Changed)
    def _count(self) -> None:
        session, question = self._interview.session, self._interview.session.script.question(self._keys)
        label, count = question.label if question else "", session.row_count(self._keys)  # judging all rows takes long
        failure = self._interview.save_failure
        saved = f"未能保存：{failure}" if failure else "已保存"
        self._heading.update(Content.assemble(label, (f"　共{count}项　{saved}", "not bold $text-muted")))

    def action_save(self) -> None:
        """Write the matter now."""
        self._editor.finish_editing()
        try:
            self._interview.save()
        except ContractkitError as error:
            self.app.push_screen(FailureScreen("没有存盘", error))
        self._count()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is doubtful where the matter did not begin with a draft."""
        del parameters
        return action != "confirm" or bool(self._interview.session.snapshot.sources.document)

    def action_confirm(self) -> None:
        """Say that all that was read in the draft for this list is right."""
        self._editor.finish_editing()
        self._interview.session.confirm(self._keys)
        self._editor.refresh_rows()

    def action_back(self) -> None:
        """Go back to the questions; a cell being typed is handed over first."""
        self._editor.finish_editing()
        self.dismiss(None)

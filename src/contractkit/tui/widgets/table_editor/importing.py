"""Which file to import, and reading it without holding up the screen."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from contractkit.errors import ContractkitError
from contractkit.tui.widgets.phrase_input.paths import PathInput
from contractkit.workflows.read_rows import TableRows, read_rows

_ENDINGS: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


class ImportDialog(ModalScreen[TableRows | None]):
    """Asks for the path of a table; the answer is its rows."""

    DEFAULT_CSS: ClassVar[str] = """
    ImportDialog { align: center middle; }
    ImportDialog > Vertical { width: 76; max-width: 96%; height: auto; border: round $primary; background: $surface; padding: 0 1; }
    ImportDialog PathInput { margin: 0 0; }
    ImportDialog #trouble { color: $text-error; height: auto; }
    ImportDialog .keys { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "取消", key_display="Esc")]

    def compose(self) -> ComposeResult:
        """The path, what is wrong with it, the keys."""
        with Vertical():
            yield Label("导入表格：写明 .xlsx 或者 .csv 的路径，也可以把文件拖进终端", markup=False)
            yield PathInput(takes=lambda path: path.suffix.lower() in _ENDINGS, id="path")
            yield Static(id="trouble", markup=False)
            yield Label("Enter 导入　→ 采用补全　Ctrl+T 下一个补全　Esc 取消", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the path."""
        self.query_one(PathInput).focus()

    @on(Input.Submitted, "#path")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (path := self.query_one(PathInput).path) is not None:
            self.query_one("#trouble", Static).update("正在读取……")
            self._read(path)

    @work(thread=True, exclusive=True)
    def _read(self, path: Path) -> None:
        try:
            table = read_rows(path)
        except ContractkitError as error:
            self.app.call_from_thread(self.query_one("#trouble", Static).update, str(error))
            return
        self.app.call_from_thread(self.dismiss, table)

"""The table as it is drawn: cells look their texts up when they are drawn, so that a change costs what is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widget import PseudoClasses, Widget
from textual.widgets import DataTable

from contractkit.tui.widgets.phrase_input.keys import carry_out
from contractkit.tui.widgets.table_editor.source import Column

_BREAK: Final = " ⏎ "
_MARK: Final = "!"
_EMPTY: Final = "未填"


class GridOwner(Protocol):
    """What a grid asks and tells."""

    def cell_text(self, row: int, column: int) -> str:
        """What a cell holds."""

    def cell_trouble(self, row: int, column: int) -> str:
        """What is wrong with it."""

    async def take_key(self, event: events.Key) -> bool:
        """Act on a key that the grid got; False where it is not for the owner."""

    def take_paste(self, text: str) -> None:
        """Act on pasted words."""

    def do(self, what: str) -> None:
        """Do what a binding of the grid asks for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid; drawn as what stands there at that moment."""

    draw: Callable[[int, int], Text]
    row: int
    column: int

    def __rich__(self) -> Text:
        """Its text, looked up now."""
        return self.draw(self.row, self.column)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Nothing: columns have their widths, and measuring would look every row up."""
        return Measurement(1, 1)


class Grid(DataTable[Cell]):
    """Textual's table with our keys; the order of the rows is the source's, places never move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "owner('edit')", "编辑", key_display="Enter"),
        Binding("ctrl+n,insert", "owner('add')", "加行", key_display="^N"),
        Binding("ctrl+d", "owner('duplicate')", "复制行", key_display="^D"),
        Binding("alt+up", "owner('move_up')", "上移", key_display="Alt+↑"),
        Binding("alt+down", "owner('move_down')", "下移", key_display="Alt+↓"),
        Binding("ctrl+k", "owner('delete')", "删行", key_display="^K"),
        Binding("ctrl+z", "owner('undo')", "撤销", key_display="^Z"),
        Binding("ctrl+y", "owner('redo')", "重做", key_display="^Y"),
        Binding("ctrl+o", "owner('import')", "导入表格", key_display="^O"),
        Binding("delete,backspace", "owner('clear')", "清空单元格", show=False),
    ]

    def __init__(self, owner: GridOwner) -> None:
        super().__init__(cursor_type="cell", zebra_stripes=True, show_row_labels=True, fixed_columns=1)
        self._owner = owner
        self._theme = ""

    def lay_out(self, columns: tuple[Column, ...]) -> None:
        """Begin anew with other columns."""
        self.clear(columns=True)
        for number, column in enumerate(columns):
            star = "*" if column.required else ""
            self.add_column(Text(f"{column.title}{star}", no_wrap=True), width=column.width, key=str(number))

    def show_rows(self, count: int) -> None:
        """Have as many places as there are rows, and draw them all anew."""
        for row in range(self.row_count, count):
            cells = [Cell(self._draw, row, column) for column in range(len(self.columns))]
            self.add_row(*cells, key=str(row), label=Text(str(row + 1)))
        for row in range(self.row_count - 1, count - 1, -1):
            self.remove_row(str(row))
        if count and self.columns:  # any update drops what was drawn before
            self.update_cell("0", "0", Cell(self._draw, 0, 0))

    def region_of(self, row: int, column: int) -> Region:
        """Where a cell is on the screen, relative to the grid."""
        self.move_cursor(row=row, column=column)
        scroll_x, scroll_y = self.scroll_target_x, self.scroll_target_y
        return self._get_cell_region(self.cursor_coordinate).translate((-int(scroll_x), -int(scroll_y)))

    def get_pseudo_class_state(self) -> PseudoClasses:
        """Always that of the focus, see `notify_style_update`."""
        return PseudoClasses(enabled=True, focus=True, hover=False)

    def notify_style_update(self) -> None:
        """Draw all cells anew when the colours change, and only then.

        Whenever a cell is opened or closed the focus goes to or from its field: Textual would draw every cell twice for a
        shade of the background, which takes longer than a key may. The editor's styles give the grid one look for both.
        """
        if self.app.theme == self._theme:
            Widget.notify_style_update(self)
            return
        self._theme = self.app.theme
        super().notify_style_update()

    async def carry_out(self, key: str) -> bool:
        """Do at once what a key is bound to; False where it is bound to nothing."""
        return await carry_out(self, self._bindings, key)

    def action_owner(self, what: str) -> None:
        """Have the owner do what a key asks for."""
        self._owner.do(what)

    async def _on_key(self, event: events.Key) -> None:
        if await self._owner.take_key(event):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._owner.take_paste(event.text)

    def _draw(self, row: int, column: int) -> Text:
        trouble = self._owner.cell_trouble(row, column)
        words = self._owner.cell_text(row, column).replace("\n", _BREAK)
        if not trouble:
            return Text(words, no_wrap=True, overflow="ellipsis", end="")
        parts = ((_MARK, "bold reverse"), (words, "underline") if words else (_EMPTY, "dim"))
        return Text.assemble(*parts, no_wrap=True, overflow="ellipsis", end="")

"""The table as it is drawn: cells look their texts up when they are drawn, so that a change costs what is on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region
from textual.widget import PseudoClasses, Widget
from textual.widgets import DataTable

from contractkit.tui.widgets.phrase_input.keys import carry_out
from contractkit.tui.widgets.table_editor.drawing import Parts, one_line
from contractkit.tui.widgets.table_editor.source import Column

_BREAK: Final = " ⏎ "
_MARK: Final = "!"
_EMPTY: Final = "未填"
_DRAWN: Final = 4000  # cells kept as they were drawn


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

    draw: Callable[[int, int], Parts]
    row: int
    column: int

    def __rich__(self) -> Text:
        """Its text, looked up now."""
        return Text.assemble(*self.draw(self.row, self.column), no_wrap=True, overflow="ellipsis", end="")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Nothing: columns have their widths, and measuring would look every row up."""
        return Measurement(1, 1)


class Grid(DataTable[Cell]):
    """Textual's table with our keys; the order of the rows is the source's, places never move."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2", "owner('edit')", "编辑", key_display="Enter"),
        Binding("ctrl+n,insert", "owner('add')", "加行", key_display="^N"),
        Binding("ctrl+d", "owner('duplicate')", "复制行", key_display="^D"),
        Binding("alt+up,ctrl+up", "owner('move_up')", "上移", key_display="Alt+↑"),
        Binding("alt+down,ctrl+down", "owner('move_down')", "下移", key_display="Alt+↓"),
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
        self._drawn: LRUCache[tuple[object, ...], list[list[Segment]]] = LRUCache(_DRAWN)

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
        self._drawn.clear()
        super().notify_style_update()

    async def carry_out(self, key: str) -> bool:
        """Do at once what a key is bound to; False where it is bound to nothing."""
        return await carry_out(self, self._bindings, key)

    def action_owner(self, what: str) -> None:
        """Have the owner do what a key asks for."""
        self._owner.do(what)

    def _render_cell(  # the signature is Textual's
        self,
        row_index: int,
        column_index: int,
        base_style: Style,
        width: int,
        cursor: bool = False,  # noqa: FBT001, FBT002
        hover: bool = False,  # noqa: FBT001, FBT002
    ) -> list[list[Segment]]:
        """A line of segments for a cell or the number of a row.

        A change may move every row that is on the screen: Textual would take each cell through the whole of Rich, some
        hundred times the work of padding one line.
        """
        if row_index < 0:
            return super()._render_cell(row_index, column_index, base_style, width, cursor, hover)
        words = self._draw(row_index, column_index) if column_index >= 0 else ((str(row_index + 1), ""),)
        hover = hover and self._show_hover_cursor
        key = (row_index, column_index, words, base_style, width, cursor, hover)
        if (drawn := self._drawn.get(key)) is None:
            look, over = self._look(column_index, cursor=cursor, hover=hover)
            own = base_style + Style.from_meta({"row": row_index, "column": column_index}) + look
            drawn = self._drawn[key] = [one_line(words, width, own, over, self.cell_padding)]
        return drawn

    def _look(self, column: int, *, cursor: bool, hover: bool) -> tuple[Style, Style]:
        """The style of a cell in a column of ours, or of the numbers (-1), and what goes over its words."""
        return self._get_styles_to_render_cell(
            False,  # noqa: FBT003  no heading
            column < 0,
            0 <= column < self.fixed_columns,
            hover,
            cursor,
            self.show_cursor,
            self._show_hover_cursor,
            self.cursor_foreground_priority == "css",
            self.cursor_background_priority == "css",
        )

    async def _on_key(self, event: events.Key) -> None:
        if await self._owner.take_key(event):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._owner.take_paste(event.text)

    def _draw(self, row: int, column: int) -> Parts:
        trouble = self._owner.cell_trouble(row, column)
        words = self._owner.cell_text(row, column).replace("\n", _BREAK)
        if not trouble:
            return ((words, ""),)
        return (_MARK, "bold reverse"), (words, "underline") if words else (_EMPTY, "dim")

"""The table editor: grid, field over a cell, line of help; every change is asked of the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widgets import DataTable, Input, OptionList, Static

from contractkit.tui.widgets.phrase_input.typed import pasted_line, typed_text
from contractkit.tui.widgets.table_editor.cell import AREA_LINES, CellArea, CellChoices, CellInput, field_region
from contractkit.tui.widgets.table_editor.grid import Grid
from contractkit.tui.widgets.table_editor.handover import Handover
from contractkit.tui.widgets.table_editor.importing import ImportDialog
from contractkit.tui.widgets.table_editor.source import Column, ColumnKind, TableSource
from contractkit.workflows.read_rows import TableRows

_LINES: Final = 3
_EMPTY: Final = (
    "还没有内容。按 Enter 或者 Ctrl+N 加一行，也可以粘贴从电子表格复制的行，或者按 Ctrl+O 导入 .xlsx、.csv。"
)


class TableEditor(Vertical):
    """Rows with typed columns; decides nothing, see `TableSource`."""

    DEFAULT_CSS: ClassVar[str] = """
    TableEditor { height: 1fr; layers: base cell; }
    TableEditor > Grid { height: 1fr; layer: base; }
    TableEditor > Grid, TableEditor > Grid:focus { background-tint: $foreground 0%; }
    TableEditor > Grid > .datatable--header, TableEditor > Grid:focus > .datatable--header { background-tint: $foreground 0%; }
    TableEditor > Grid > .datatable--cursor, TableEditor > Grid > .datatable--fixed-cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    TableEditor > #cell-line { height: 3; layer: base; color: $text-muted; }
    TableEditor > #cell-line.-tall { height: 5; }
    TableEditor > #cell-line.-trouble { color: $text-error; }
    TableEditor > CellInput, TableEditor > CellArea, TableEditor > CellChoices {
        layer: cell; position: absolute; background: $panel; color: $foreground; border: none; padding: 0;
    }
    TableEditor > CellInput { height: 1; }
    TableEditor > CellChoices { scrollbar-size-vertical: 1; }
    """

    @dataclass
    class Changed(Message):
        """The source was asked for a change."""

        editor: TableEditor

        @property
        def control(self) -> TableEditor:
            """The editor."""
            return self.editor

    @dataclass
    class Moved(Message):
        """The cursor stands in another cell; row -1 where there is no row."""

        editor: TableEditor
        row: int
        column: int

        @property
        def control(self) -> TableEditor:
            """The editor."""
            return self.editor

    def __init__(self, source: TableSource, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self._source = source
        self._rows = source.rows()
        self._noted: Mapping[tuple[int, int], str] = {}
        self._said = ""
        self._open: CellInput | CellArea | None = None
        self._place = (0, 0)
        self.grid = Grid(self)
        self._input = CellInput(self)
        self._area = CellArea(self)
        self._choices = CellChoices()
        self._handover = Handover()

    def compose(self) -> ComposeResult:
        """Grid, line of help, and the fields that lie over a cell."""
        yield self.grid
        yield Static(id="cell-line", markup=False)
        yield self._input
        yield self._area
        yield self._choices

    def on_mount(self) -> None:
        """Show the source."""
        self.grid.lay_out(tuple(self._source.columns))
        self.refresh_rows()

    def focus(self, scroll_visible: bool = True) -> TableEditor:  # noqa: FBT001, FBT002  Textual's signature
        """Give the grid the focus."""
        self.grid.focus(scroll_visible)
        return self

    # What it shows

    @property
    def source(self) -> TableSource:
        """Where the rows come from."""
        return self._source

    @source.setter
    def source(self, source: TableSource) -> None:
        self.abandon()
        self._source, self._noted, self._said = source, {}, ""
        self.grid.lay_out(tuple(source.columns))
        self.refresh_rows()

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor; row -1 where there is no row."""
        place = self.grid.cursor_coordinate
        return (place.row if self._rows else -1), place.column

    @property
    def editing(self) -> bool:
        """Whether a cell is being written."""
        return self._open is not None

    def refresh_rows(self) -> None:
        """Show what the source holds now."""
        self._rows = self._source.rows()
        self.grid.show_rows(len(self._rows))
        self._tell()

    def show_troubles(self, troubles: Mapping[tuple[int, int], str]) -> None:
        """Show troubles that only a look at all rows finds, in addition to those of the source."""
        self._noted = dict(troubles)
        self.refresh_rows()

    def goto(self, row: int, column: int = 0) -> None:
        """Put the cursor on a cell."""
        self.finish_editing()
        self.grid.move_cursor(row=row, column=column)

    def cell_text(self, row: int, column: int) -> str:
        """What a cell holds."""
        return self._rows[row][column] if row < len(self._rows) else ""

    def cell_trouble(self, row: int, column: int) -> str:
        """What is wrong with a cell."""
        if row >= len(self._rows):
            return ""
        return self._source.trouble(row, column) or self._noted.get((row, column), "")

    # Keys, in the order in which they were typed, whichever of the widgets they reach

    async def take_key(self, event: events.Key) -> bool:
        """Act on a key that the grid got."""
        if self._open is not None:
            await self._open.take(event)
            return True
        if text := typed_text(event):
            self._edit(typed=text)
            return True
        return await self.grid.carry_out(event.key)

    def take_paste(self, text: str) -> None:
        """Act on pasted words: several cells become rows, one becomes the text of the cell."""
        if "\t" not in text and "\n" not in text.strip("\r\n").replace("\r", "\n") and self._rows:
            self._edit(typed=pasted_line(text))
            return
        self._add_table(text)

    # Writing a cell

    def _edit(self, typed: str | None = None) -> None:
        if not self._rows:
            self._source.add(0)
            self._changed()
        row, number = self._place = self.cursor
        column = self._source.columns[number]
        text = self.cell_text(row, number)
        long = column.kind is ColumnKind.PROSE or "\n" in text
        field = self._open = self._area if long else self._input
        region = self._lay(field, column)
        field.load(text if typed is None else typed)
        if column.kind is ColumnKind.CHOICE:
            self._offer(column, text, typed or "", region)
        self._handover.to(self.grid, field, self._hide)

    def _lay(self, field: CellInput | CellArea, column: Column) -> Region:
        """Put the field over its cell."""
        room = self.grid.size.region
        lines = min(AREA_LINES, room.height) if field is self._area else 1
        region = field_region(self.grid.region_of(*self._place), column, room, lines)
        field.styles.offset = region.offset
        field.styles.width, field.styles.height = region.width, region.height
        field.display = True
        return region

    def _offer(self, column: Column, text: str, typed: str, field: Region) -> None:
        """The choices below the field, or above it at the foot of the table; what was typed or is typed now narrows them."""
        self._input.select_all()  # a letter begins a search, it does not lengthen a choice
        if typed:
            self._input.load(typed)
        lines = self._choices.offer(tuple(label for _, label in column.choices), text, typed)
        below = field.y + 1 + lines <= self.grid.size.height
        self._choices.styles.offset = (field.x, field.y + 1 if below else max(field.y - lines, 0))
        self._choices.styles.width = field.width
        self._choices.display = True

    @on(Input.Changed, "#cell")
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        if self._choices.display:
            self._choices.narrow(event.value)

    @on(OptionList.OptionSelected, "#cell-choices")
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._input.load(str(event.option.prompt))
        self.finish(down=1)

    @on(Input.Blurred, "#cell")
    def _left(self, event: Input.Blurred) -> None:
        """Whoever leaves the field for another place keeps what was written; a switch to another window changes nothing."""
        event.stop()
        if self.app.app_focus and not self._handover.is_waiting and not self._input.has_focus:
            self.finish()

    def step_choice(self, by: int) -> bool:
        """Mark another of the choices; False where there are none."""
        if not self._choices.display:
            return False
        self._input.load(self._choices.step(by))
        return True

    def finish(self, *, down: int = 0, right: int = 0) -> None:
        """Keep what was written and move on by so many cells."""
        if self._open is None:
            return
        row, column = self._place
        text = self._open.value
        if self._choices.display and text and text in self._choices.chosen:
            text = self._choices.chosen
        self._close()
        if text != self.cell_text(row, column):
            self._said = ""
            self._source.write(row, column, text)
            self._changed()
        self._step(down, right)

    def finish_editing(self) -> None:
        """Keep what is being written, if anything is; the cursor stays."""
        self.finish()

    def abandon(self) -> None:
        """Leave the cell as it was."""
        if self._open is not None:
            self._close()

    def _close(self) -> None:
        field, self._open = self._open, None
        self._choices.display = False
        if field is not None:
            self._handover.to(field, self.grid, self._hide)

    def _hide(self) -> None:
        """Put away the fields that are no longer written in."""
        for field in (self._input, self._area):
            if field is not self._open:
                field.display = False

    def _step(self, down: int, right: int) -> None:
        """Move; beyond the last cell of a row the next row begins."""
        row, column = self.grid.cursor_coordinate
        width = len(self._source.columns)
        over, column = divmod(column + right, width) if right else (0, column)
        row += down + over
        if 0 <= row < len(self._rows):
            self.grid.move_cursor(row=row, column=column)
        self._tell()

    # Rows

    def do(self, what: str) -> None:
        """Do what a binding of the grid asks for."""
        self.finish_editing()
        row, column = self.cursor
        match what:
            case "edit":
                self._edit()
            case "add":
                self._source.add(row + 1)
                self._changed("", row + 1, 0)
            case "import":
                self.app.push_screen(ImportDialog(), self._imported)
            case "undo" | "redo":
                self._undo(what)
            case "clear" if row >= 0:
                self._source.write(row, column, "")
                self._changed()
            case _ if row >= 0:
                self._row_action(what, row, column)

    def _row_action(self, what: str, row: int, column: int) -> None:
        last = len(self._rows) - 1
        match what:
            case "duplicate":
                self._source.duplicate(row)
                self._changed(f"已复制为第{row + 2}行。", row + 1, column)
            case "delete":
                self._source.delete((row,))
                self._changed(f"已删除第{row + 1}行，按 Ctrl+Z 撤销。", min(row, last - 1), column)
            case "move_up" if row > 0:
                self._source.move(row, row - 1)
                self._changed("", row - 1, column)
            case "move_down" if row < last:
                self._source.move(row, row + 1)
                self._changed("", row + 1, column)

    def _undo(self, what: str) -> None:
        done = self._source.undo() if what == "undo" else self._source.redo()
        word = "撤销" if what == "undo" else "重做"
        self._changed("" if done else f"没有可以{word}的修改。")

    def _imported(self, table: TableRows | None) -> None:
        if table is not None:
            self._add_table([list(row) for row in table.rows], "".join(table.notices))

    def _add_table(self, table: str | list[list[str]], notices: str = "") -> None:
        row, column = self.cursor
        before = len(self._rows)
        said = self._source.paste(table, row + 1)
        grown = len(self._source.rows()) > before
        self._changed(notices + said, row + 1 if grown else max(row, 0), column)

    def _changed(self, said: str = "", row: int | None = None, column: int = 0) -> None:
        self._said = said
        self.refresh_rows()
        if row is not None and self._rows:
            self.grid.move_cursor(row=max(row, 0), column=column)
        self.post_message(self.Changed(self))

    # The line below

    @on(DataTable.CellHighlighted)
    def _highlighted(self, event: DataTable.CellHighlighted) -> None:
        event.stop()
        row, column = self.cursor
        self._tell()
        self.post_message(self.Moved(self, row, column))

    @on(DataTable.CellSelected)
    def _selected(self, event: DataTable.CellSelected) -> None:
        """A click on the cell where the cursor stands."""
        event.stop()
        if self._open is None:
            self._edit()

    def _tell(self) -> None:
        row, number = self.cursor
        if row < 0:
            self._say([self._said, _EMPTY], trouble=False)
            return
        column = self._source.columns[number]
        trouble = self.cell_trouble(row, number)
        place = f"第{row + 1}行，共{len(self._rows)}行　{column.title}"
        parts = [
            self._said,
            f"{place}：{self.cell_text(row, number)}",
            f"! {trouble}" if trouble else self._hint(row, number),
        ]
        self._say(parts, trouble=bool(trouble))

    def _hint(self, row: int, number: int) -> str:
        """Where the cell was read, or what to write into it."""
        column = self._source.columns[number]
        example = f"例：{column.example}" if column.example else ""
        return self._source.origin(row, number) or "　".join(part for part in (column.help, example) if part)

    def _say(self, parts: list[str], *, trouble: bool) -> None:
        """Write the lines below; the table keeps its place, unless they need more room than they have."""
        line = self.query_one("#cell-line", Static)
        text = "\n".join(part for part in parts if part)
        width = max(self.size.width, 1)
        lines = sum(max(1, -(-cell_len(part) // width)) for part in text.split("\n"))
        line.set_class(trouble, "-trouble")
        line.set_class(lines > _LINES, "-tall")
        line.update(text, layout=False)

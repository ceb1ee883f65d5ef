"""The table editor over a list of a real interview. `python table_app.py ROWS` runs it in a terminal; Ctrl+Q ends."""

from __future__ import annotations

import sys
from functools import cache
from typing import ClassVar

import contractkit.tui  # noqa: F401  before Textual, which reads its settings once

# isort: split
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.core.matter.fields import Keys
from contractkit.library.interview import load_materials
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.tui.widgets.phrase_input.driver import forgiving_driver
from contractkit.tui.widgets.table_editor import SessionRows, TableEditor

RESOURCES: Keys = ("resources", "catalogue")
SHARES: Keys = ("revenue", "shares")


@cache
def materials() -> Materials:
    return load_materials()


def resource(number: int) -> list[str]:
    """A row as somebody would have it in a spreadsheet."""
    return [
        f"JT-{number:03}",
        f"到站记录第{number}批",
        "苇泽市交通局",
        "全市公交线路",
        "一般数据",
        "不含个人信息",
        "每日",
        "98%",
        "99%",
    ]


class TableApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", priority=True)]

    def __init__(self, rows: int = 0, keys: Keys = RESOURCES) -> None:
        super().__init__(driver_class=forgiving_driver())
        self.session = Session(materials())
        self.keys = keys
        if rows:
            self.session.paste(keys, [resource(number) for number in range(1, rows + 1)])
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield TableEditor(SessionRows(self.session, self.keys))
        yield KeyBar()

    def on_mount(self) -> None:
        self.editor.focus()

    def on_table_editor_changed(self) -> None:
        self.changes += 1

    @property
    def editor(self) -> TableEditor:
        return self.query_one(TableEditor)

    @property
    def texts(self) -> list[list[str]]:
        """All rows as the session has them."""
        return [list(row) for row in self.session.cell_texts(self.keys)]

    def column(self, number: int) -> list[str]:
        """One column of them."""
        return [row[number] for row in self.texts]


if __name__ == "__main__":
    TableApp(int(sys.argv[1])).run()

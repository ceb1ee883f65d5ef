"""A table whose cells are written in place: rows added, moved, deleted, pasted, imported; its source decides what is right."""

from contractkit.tui.widgets.table_editor.editor import TableEditor
from contractkit.tui.widgets.table_editor.session_rows import SessionRows
from contractkit.tui.widgets.table_editor.source import Column, ColumnKind, TableSource

__all__ = ["Column", "ColumnKind", "SessionRows", "TableEditor", "TableSource"]

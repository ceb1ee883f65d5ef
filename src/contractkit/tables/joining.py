"""The rows of lists, kept aside by the key of their matter: on disk once they are many."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Container, Iterator

from contractkit.core.matter.rows.row import Cells


class Aside:
    """Rows by key, in the order in which they were added. Close it, and nothing is left of it."""

    def __init__(self) -> None:
        # A database without a name is SQLite's private temporary one: in memory first, deleted when it is closed.
        self._rows = sqlite3.connect("", isolation_level=None)
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("CREATE TABLE row (number INTEGER PRIMARY KEY, key TEXT NOT NULL, cells BLOB NOT NULL)")
        self._rows.execute("BEGIN")

    def add(self, key: str, cells: Cells) -> None:
        """Keep one row."""
        said = (key.encode("utf-8", "replace").decode(), pickle.dumps(cells, pickle.HIGHEST_PROTOCOL))
        self._rows.execute("INSERT INTO row (key, cells) VALUES (?, ?)", said)

    def complete(self) -> None:
        """All rows are there; they can be asked for."""
        self._rows.execute("CREATE INDEX by_key ON row (key, number)")

    def of(self, key: str) -> tuple[Cells, ...]:
        """The rows with a key."""
        found = self._rows.execute("SELECT cells FROM row WHERE key = ? ORDER BY number", (key,))
        return tuple(pickle.loads(cells) for (cells,) in found)  # noqa: S301  written by this very object

    def others(self, keys: Container[str]) -> Iterator[tuple[str, tuple[Cells, ...]]]:
        """The keys that are none of these, each with its rows."""
        found = self._rows.execute("SELECT key, MIN(number) FROM row GROUP BY key ORDER BY MIN(number)")
        for key, _ in found.fetchall():
            if key not in keys:
                yield key, self.of(key)

    def close(self) -> None:
        """Delete everything."""
        self._rows.close()

"""Reading a table whole, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.place import CellProblem
from contractkit.errors import InvalidData, Problem
from contractkit.library.law import load_registry
from contractkit.workflows.tables import open_table
from tables.workbooks import BASE

REGISTRY = load_registry()


@dataclass
class Read:
    """What came of a table."""

    matters: dict[str, Matter] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: tuple[Problem, ...] = ()
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str, int | None, str, str]]:
        """Sheet, row, column, and message of every mistake at a cell."""
        found = [one for one in self.problems if isinstance(one, CellProblem)]
        return [(one.sheet, one.line, one.column, one.message) for one in found]

    @property
    def only(self) -> Matter:
        """The one matter, where there is nothing to complain of."""
        assert not self.problems, [str(problem) for problem in self.problems]
        (matter,) = self.matters.values()
        return matter


def read(path: Path, *, base: Path | None = BASE, mapping: Path | None = None) -> Read:
    """Read all rows, by label."""
    found = Read()
    with open_table(path, base=base, mapping=mapping) as table:
        for row in table.rows():
            found.hashes[row.label] = row.sha256
            try:
                found.matters[row.label] = table.reader.read(row, REGISTRY).matter
            except InvalidData as error:
                found.problems += error.problems
        found.notices = table.notices
    return found

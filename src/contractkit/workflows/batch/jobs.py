"""What travels between a batch and its workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contractkit.core.law.requirement import Kind
from contractkit.core.matter.rows.row import Row
from contractkit.library.matter_rows import RowReader
from contractkit.workflows.batch.request import Verify
from contractkit.workflows.destination import Destination


@dataclass(frozen=True, slots=True)
class Setup:
    """What every worker opens once.

    Attributes:
        reader: understands the rows.
        destination: where workers write; None where they send the files home instead.
        made_with: hash of clauses and templates, which must be the same on every machine.
    """

    reader: RowReader
    kinds: tuple[Kind, ...]
    destination: Destination | None
    clauses: Path | None
    templates: Path | None
    made_with: str
    verify: Verify
    pdf: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One row to do.

    Attributes:
        key: hash of all that its documents are made from.
        names: of its files without endings, in the order of the kinds.
        read_back: whether its documents are read back.
        judged: whether the checker judges them, too.
    """

    row: Row
    key: str
    names: tuple[str, ...]
    read_back: bool
    judged: bool

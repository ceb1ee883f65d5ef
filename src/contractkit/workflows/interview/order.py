"""What is to be made at the end of an interview."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contractkit.core.law.requirement import Kind


@dataclass(frozen=True, slots=True)
class Order:
    """Which documents to make.

    Attributes:
        kinds: plan, agreement or both.
        out: the folder they are written to.
        overwrite: also over generated files that somebody changed since.
        clauses: folder of an office's own clause library.
    """

    kinds: tuple[Kind, ...]
    out: Path
    pdf: bool = False
    overwrite: bool = False
    clauses: Path | None = None

"""By whose measure a check is made; crosses to the confined process, so nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contractkit.core.matter.standpoint import Position, Side


@dataclass(frozen=True, slots=True)
class Standpoint:
    """By whose measure a check is made.

    Attributes:
        playbook: an office's file, or None for the playbook of the clause library.
        side: for whom; None for nobody in particular.
        position: which clause text closes gaps; None as the playbook says.
    """

    playbook: Path | None = None
    side: Side | None = None
    position: Position | None = None

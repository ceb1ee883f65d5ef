"""What crosses between `compare_files` and the confined process that reads both versions; nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contractkit.core.redline.comparison import Comparison
from contractkit.workflows.checking.messages import Setup


@dataclass(frozen=True, slots=True)
class CompareSetup:
    """What both versions are judged by, and in whose name the changes are written.

    Attributes:
        check: see `checking.messages.Setup`.
        on: date and time of the tracked changes.
    """

    check: Setup
    author: str
    on: datetime


@dataclass(frozen=True, slots=True)
class CompareJob:
    """Two versions.

    Attributes:
        with_redline: a Word file with tracked changes is wanted.
    """

    old: Path
    new: Path
    with_redline: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it.

    Attributes:
        redline: the Word file; None where none was wanted.
        is_native: it is the new version's own file with the changes in it; else a plain document of the words alone.
    """

    comparison: Comparison
    redline: bytes | None = None
    is_native: bool = False


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Why the versions could not be compared, in Chinese."""

    why: str

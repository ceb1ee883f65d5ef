"""How long and how big confined work may get, and what it is called when it got there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of confined work may take.

    A file is judged by its silence, not by its whole time: three hundred scanned pages take half an hour and tell
    of every page, a reader that hangs tells of nothing.

    Attributes:
        seconds: without a sign of progress. An ordinary draft takes one, a recognised page three to seven (thirty
            on a slow machine), a text of two million characters some tens.
        seconds_per_megabyte: more of the same for large files, which come over slow lines.
        longest: seconds for one file, whatever it tells of.
        memory: bytes in use by the process and all that it started. Text recognition takes 0.9 GB, LibreOffice
            0.4 GB, a file of 300 MB with its unpacked parts 1 GB.
    """

    seconds: float = 120.0
    seconds_per_megabyte: float = 1.0
    longest: float = 7200.0
    memory: int = 3 * 1024 * _MEGABYTE

    def patience(self, size: int) -> float:
        """Seconds without progress that a file of so many bytes is given."""
        return min(self.seconds + self.seconds_per_megabyte * size / _MEGABYTE, self.longest)

    @property
    def megabytes(self) -> int:
        """The limit of memory, as people read it."""
        return self.memory // _MEGABYTE


DEFAULT_LIMITS: Final = Limits()


class StopReason(StrEnum):
    """Why confined work came to no end."""

    SILENCE = "silence"  # no sign of progress for too long
    TIME = "time"  # too long altogether
    MEMORY = "memory"
    CRASH = "crash"


class Stopped(Exception):
    """Confined work was stopped, or its process ended by itself; the next work gets a new process.

    Attributes:
        reason: which limit, or a crash.
        detail: the seconds or megabytes that were allowed, or the signal or exit code of a crash.
    """

    def __init__(self, reason: StopReason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

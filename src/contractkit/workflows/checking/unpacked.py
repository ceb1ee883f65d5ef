"""Archives that are gone through a few members at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from contractkit.readers.archive import Member
from contractkit.workflows.checking.messages import FileJob


@dataclass(slots=True)
class Unpacked:
    """An archive that is being gone through.

    Attributes:
        members: those that were not reached yet.
        at: how many were.
    """

    sha256: str
    members: Iterator[Member]
    at: int = 0

    def following(self, passed: int, most: int | None) -> Iterator[Member]:
        """The members after so many, at most so many."""
        for _ in islice(self.members, passed - self.at):
            self.at += 1
        for member in islice(self.members, most):
            self.at += 1
            yield member


@dataclass(slots=True)
class Shelf:
    """The archive that was worked on last: its next members are then at hand without unpacking it anew."""

    path: Path | None = None
    unpacked: Unpacked | None = None

    def put(self, job: FileJob, unpacked: Unpacked) -> None:
        """Keep an archive for the next job."""
        self.path, self.unpacked = job.path, unpacked

    def take(self, job: FileJob) -> Unpacked | None:
        """The archive, where it is the one that is wanted and not beyond the wanted members; else forget it."""
        path, unpacked = self.path, self.unpacked
        self.path = self.unpacked = None
        return unpacked if unpacked is not None and path == job.path and job.passed >= unpacked.at else None

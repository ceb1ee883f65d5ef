"""Documents to .docx or .pdf, many in one call of LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from contractkit.office.profile import write_profile
from contractkit.office.program import command, environment
from contractkit.office.room import Outcome, Room

SECONDS: Final = 90.0
_AT_ONCE: Final = 50


class Target(StrEnum):
    """What is made, as LibreOffice calls it."""

    DOCX = "docx"
    PDF = "pdf"


class Fault(StrEnum):
    """Why a document was not converted."""

    UNSTARTED = "unstarted"  # LibreOffice did not start
    STALLED = "stalled"  # it took too long over this document
    NOT_MADE = "not_made"  # it could not read this document, or broke down over it; its exit code tells nothing


@dataclass(frozen=True, slots=True)
class Original:
    """A document to convert.

    Attributes:
        suffix: `doc`, `rtf`, `odt`, `docx`: LibreOffice heeds it beside the content.
    """

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class _Job:
    """The documents of one call, in the room."""

    room: Room
    program: str
    target: Target
    seconds: float
    heard: Callable[[int], None]

    def put(self, number: int, original: Original) -> Path:
        """The file in the room, under a name that says nothing."""
        path = self.room.folder / "given" / f"{number}.{original.suffix}"
        path.write_bytes(original.data)
        return path

    def run(self, documents: Sequence[Path]) -> Outcome:
        """One call for all these documents."""
        made = self.room.folder / "made"
        call = command(self.program, self.target, documents, made, self.room.folder / "profile")
        within = environment(self.room.folder)
        return self.room.run(call, environment=within, made=made, seconds=self.seconds, heard=self.heard)

    def take(self, document: Path) -> bytes | None:
        """What was made of a document; None where there is nothing, or only half of it."""
        made = self.room.folder / "made" / f"{document.stem}.{self.target}"
        data = made.read_bytes() if made.is_file() else b""
        return data if _is_whole(data, self.target) else None


def convert(
    originals: Sequence[Original],
    target: Target,
    program: str,
    *,
    seconds: float = SECONDS,
    heard: Callable[[int], None] = lambda _: None,
) -> list[bytes | Fault]:
    """Convert documents, all in one call; where one of them breaks the call, those after it get one each.

    Nothing is left on disk or running afterwards, even when this process is killed.

    Args:
        originals: in the order of the result.
        target: what to make of them.
        program: LibreOffice, see `find_office`.
        seconds: the most that one document may take.
        heard: is called with the number of documents made whenever that changes.
    """
    made: list[bytes | Fault] = []
    try:
        with Room() as room:
            for name in ("given", "made"):
                (room.folder / name).mkdir()
            write_profile(room.folder / "profile")
            job = _Job(room, program, target, seconds, heard)
            for start in range(0, len(originals), _AT_ONCE):
                part = originals[start : start + _AT_ONCE]
                documents = [job.put(start + number, original) for number, original in enumerate(part, start=1)]
                made.extend(_converted(job, documents))
    except OSError:  # the disk is full, or the room is gone
        made.extend([Fault.UNSTARTED] * (len(originals) - len(made)))
    return made


def _converted(job: _Job, documents: Sequence[Path]) -> Iterator[bytes | Fault]:
    outcome = job.run(documents)
    taken = [job.take(document) for document in documents]
    # LibreOffice takes them in order: what lacks before the last one made failed by itself.
    reached = max((at for at, data in enumerate(taken) if data is not None), default=-1)
    for at, (document, data) in enumerate(zip(documents, taken, strict=True)):
        if data is not None:
            yield data
        elif at < reached or len(documents) == 1 or outcome is Outcome.UNSTARTED:
            yield _fault(outcome)
        else:
            again = job.run([document])
            alone = job.take(document)
            yield _fault(again) if alone is None else alone


def _fault(outcome: Outcome) -> Fault:
    match outcome:
        case Outcome.UNSTARTED:
            return Fault.UNSTARTED
        case Outcome.STALLED:
            return Fault.STALLED
        case Outcome.DONE:
            return Fault.NOT_MADE
        case _:
            assert_never(outcome)


def _is_whole(data: bytes, target: Target) -> bool:
    if target is Target.PDF:
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
    return zipfile.is_zipfile(io.BytesIO(data))

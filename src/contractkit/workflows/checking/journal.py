"""The reports of a run on disk: little is held in memory, and a run that was ended can be taken up again.

JSON lines, each whole or worthless: the last one may be torn. They hold words of the drafts: only their owner may
read the file.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Self, overload

from pydantic import TypeAdapter, ValidationError

from contractkit.core.checker.report import DocumentReport
from contractkit.errors import UsageError

_SCHEMA: Final = "contractkit.check-journal/1"
_REPORTS: Final = TypeAdapter(tuple[DocumentReport, ...])


@dataclass(frozen=True, slots=True)
class Entry:
    """The reports on a file, or on some members of an archive.

    Attributes:
        place: where they begin in the journal.
        members: members of an archive that they are about.
        more: the archive has more.
    """

    place: int
    members: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one report is.

    Attributes:
        place: of its entry.
        index: in its entry.
        path: its file.
        tells_idle: whether it tells of the file's idle deviations.
    """

    place: int
    index: int
    path: Path
    tells_idle: bool


@dataclass(slots=True)
class Journal:
    """Reports, file by file; a context manager.

    Attributes:
        stream: where they are.
        path: its name; None for a nameless file that is gone with the process.
        known: by key, what an earlier run made.
    """

    stream: IO[bytes]
    path: Path | None = None
    known: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def nameless(cls) -> Self:
        """For a run that nobody will take up again."""
        return cls(tempfile.TemporaryFile())

    @classmethod
    def opened(cls, path: Path, stamp: str, *, resume: bool) -> Self:
        """Open the journal of a run.

        Args:
            path: its file.
            stamp: all that makes reports differ beside the files; reports made under another one are dropped.
            resume: take over what is there.

        Raises:
            UsageError: it cannot be written, or there is one already and it is not to be taken over.
        """
        if not resume and path.exists():
            raise UsageError(
                f"上次审查没有做完，进度在 {path}", remedy="加 --resume 接着做；不要了的，先删去这个文件。"
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise UsageError(
                f"不能写入 {path}：{error.strerror}", remedy="检查文件夹是否存在、是否有写权限。"
            ) from error
        journal = cls(os.fdopen(descriptor, "r+b"), path)
        journal._begin(stamp)
        return journal

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def add(self, key: str, documents: Sequence[DocumentReport], members: int = 0, *, more: bool = False) -> Entry:
        """Write down reports.

        Args:
            key: what they are known by later; empty for what is to be done again.
            documents: the reports.
            members: see `Entry`.
            more: see `Entry`.

        Raises:
            UsageError: the disk is full.
        """
        reports = _REPORTS.dump_python(tuple(documents), mode="json")
        content = {"key": key, "members": members, "more": more, "documents": reports}
        line = (json.dumps(content) + "\n").encode()  # ASCII: half characters of damaged file names survive
        try:
            at = self.stream.seek(0, os.SEEK_END)
            self.stream.write(line)
            self.stream.flush()
        except OSError as error:
            raise UsageError(
                f"写不下审查的结果：{error.strerror}", remedy="清理磁盘后用 --resume 继续，已经完成的不会重做。"
            ) from error
        return Entry(at, members, more)

    def at(self, place: int) -> tuple[DocumentReport, ...]:
        """The reports of the entry at a place.

        Raises:
            UsageError: somebody else has changed the file.
        """
        self.stream.seek(place)
        found = _parsed(self.stream.readline())
        if found is None:
            raise UsageError("审查的结果被别的程序改动了", remedy="请重新审查。")
        return found.documents

    def remove(self) -> None:
        """Close it, and remove its file."""
        self.stream.close()
        if self.path is not None:
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _begin(self, stamp: str) -> None:
        """Find what an earlier run left, as far as it is whole and of use."""
        head = (json.dumps({"schema": _SCHEMA, "stamp": stamp}) + "\n").encode()
        end = 0
        self.stream.seek(0)
        if self.stream.readline() == head:
            end = self.stream.tell()
            while (line := self.stream.readline()).endswith(b"\n") and (found := _parsed(line)) is not None:
                # What could not be read may have been a matter of time limits or rights: it is tried again.
                if found.key and not all(document.error for document in found.documents):
                    self.known[found.key] = Entry(end, found.members, found.more)
                end = self.stream.tell()
        self.stream.seek(end)
        self.stream.truncate()
        if not end:
            self.stream.write(head)
            self.stream.flush()


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    members: int
    more: bool
    documents: tuple[DocumentReport, ...]


_LINE: Final = TypeAdapter(_Line)


def _parsed(line: bytes) -> _Line | None:
    try:
        return _LINE.validate_python(json.loads(line))
    except (ValueError, ValidationError):
        return None


@dataclass(frozen=True, slots=True)
class Documents(Sequence[DocumentReport]):
    """All reports of a run in the order of its files, read from the journal as they are asked for."""

    journal: Journal
    kept: Sequence[Kept]
    settle: Callable[[Kept, DocumentReport], DocumentReport]

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[DocumentReport]:
        place = -1
        reports: tuple[DocumentReport, ...] = ()
        for one in self.kept:
            if place != one.place:
                place, reports = one.place, self.journal.at(one.place)
            yield self.settle(one, reports[one.index])

    @overload
    def __getitem__(self, index: int) -> DocumentReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DocumentReport]: ...
    def __getitem__(self, index: int | slice) -> DocumentReport | Sequence[DocumentReport]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        one = self.kept[index]
        return self.settle(one, self.journal.at(one.place)[one.index])

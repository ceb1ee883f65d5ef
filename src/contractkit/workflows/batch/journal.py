"""The journal of a run: what was begun and what was done, line by line, so that a killed run can go on."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from contractkit.errors import UsageError

_HEAD: Final = "journal"
_BEGUN: Final = "begun"
_KEY: Final = "key"


class Journal:
    """An append-only file of JSON lines; a line that a kill or a full disk tore is dropped when it is opened again."""

    def __init__(self, stream: io.FileIO, path: Path) -> None:
        """Take an open, locked file; use `open_journal`."""
        self.path = path
        self._stream = stream
        self._places: dict[bytes, int] = {}  # key → where its latest line begins: entries stay on the disk
        self._begun: set[str] = set()
        self._made: set[bytes] = set()

    def done(self, key: str) -> Mapping[str, Any] | None:
        """The latest entry of a key, or None."""
        place = self._places.get(bytes.fromhex(key))
        return None if place is None else self._entry(place)

    def began(self, name: str) -> bool:
        """Whether a file of this name was begun by an earlier run that did not say what became of it."""
        return name in self._begun

    def made(self, name: str, sha256: str) -> bool:
        """Whether an earlier run made a file of this name with this content."""
        return _mark(name, sha256) in self._made

    def begin(self, names: Iterable[str]) -> None:
        """Write down that files are about to be written.

        Raises:
            UsageError: the journal cannot be written.
        """
        self._append({_BEGUN: list(names)})

    def record(self, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Write down what became of some keys (in hex), together and to the disk.

        Raises:
            UsageError: the journal cannot be written.
        """
        for key, entry in entries:
            self._places[bytes.fromhex(key)] = self._append({_KEY: key, **entry})
        try:
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def load(self) -> dict[str, Any] | None:
        """Read what earlier runs wrote; its head, or None where there is nothing."""
        head: dict[str, Any] | None = None
        for place, line in self._lines():
            entry = json.loads(line)
            if head is None:
                head = entry if _HEAD in entry else {}
            elif _BEGUN in entry:
                self._begun.update(entry[_BEGUN])
            elif _KEY in entry:
                self._places[bytes.fromhex(entry[_KEY])] = place
                for file in entry.get("files", ()):
                    self._begun.discard(file["name"])
                    self._made.add(_mark(file["name"], file["sha256"]))
        return head

    def start(self, stamp: Mapping[str, str]) -> None:
        """Write the head of a new journal."""
        self._append({_HEAD: dict(stamp)})

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Whole lines with their places; what follows the last one is cut off."""
        self._stream.seek(0)
        place = 0
        with open(self._stream.fileno(), "rb", closefd=False) as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                yield place, line
                place += len(line)
        self._stream.truncate(place)

    def _append(self, entry: Mapping[str, Any]) -> int:
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"
        try:
            place = self._stream.seek(0, os.SEEK_END)
            written = self._stream.write(line)
            if written != len(line):  # a disk that is almost full takes a part
                self._stream.truncate(place)
                written = 0
        except OSError as error:
            raise _unwritable(self.path, error) from error
        if not written:
            raise _unwritable(self.path, OSError(errno.ENOSPC, ""))
        return place

    def _entry(self, place: int) -> dict[str, Any]:
        self._stream.seek(place)
        found: dict[str, Any] = json.loads(_line(self._stream))
        return found


@contextmanager
def open_journal(path: Path, stamp: Mapping[str, str], *, resume: bool) -> Iterator[Journal]:
    """The journal of a run, for as long as it lasts; nobody else can open it meanwhile.

    Args:
        path: the file; made where it is not there.
        stamp: what a journal of this kind of run says of itself.
        resume: go on where it is there.

    Raises:
        UsageError: it is there and `resume` was not asked for, belongs to another kind of run, is in use, or cannot
            be read or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = io.FileIO(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "r+")
    except OSError as error:
        raise _unwritable(path, error) from error
    with contextlib.closing(stream):
        _lock(stream, path)
        journal = Journal(stream, path)
        try:
            head = journal.load()
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise UsageError(
                f"运行记录 {path} 已损坏", remedy="换一个 --out 文件夹重新生成；已生成的文件没有改动。"
            ) from error
        if head is None:
            journal.start(stamp)
        elif head.get(_HEAD) != dict(stamp):
            raise UsageError(
                f"{path.parent} 里有别的运行或者其他版本留下的记录（{path.name}）", remedy="换一个 --out 文件夹。"
            )
        elif not resume:
            raise UsageError(
                f"{path.parent} 里有上一次运行的记录",
                remedy="接着做加 --resume（已经做好的不会重做，改过的行会重做）；重新来过请换一个 --out 文件夹。",
            )
        yield journal


def _mark(name: str, sha256: str) -> bytes:
    return hashlib.blake2b(f"{sha256} {name}".encode("utf-8", "backslashreplace"), digest_size=16).digest()


def _line(stream: io.FileIO) -> bytes:
    """One line from where the stream stands; entries are short."""
    pieces: list[bytes] = []
    while piece := stream.read(4096):
        head, end, _ = piece.partition(b"\n")
        pieces.append(head)
        if end:
            break
    return b"".join(pieces)


def _lock(stream: io.FileIO, path: Path) -> None:
    """Only one run at a time; the system lets go of the lock when the process ends, however it ends."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  only there

            stream.seek(0x7FFFFFFF)  # far beyond the lines: a locked byte cannot be read there
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415  only there

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise UsageError(f"另一次运行正在写入 {path.parent}", remedy="等它结束，或者换一个 --out 文件夹。") from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    reason = "磁盘已满" if error.errno == errno.ENOSPC else error.strerror or type(error).__name__
    return UsageError(
        f"不能写入运行记录 {path}：{reason}",
        remedy="腾出空间或者检查写权限后，加 --resume 接着做；已写好的文件都是完整的。",
    )

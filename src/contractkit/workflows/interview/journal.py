"""Every accepted change, on disk before the next key is read: a file of lines beside the matter, only ever added to.

The first line holds all answers as of the last save, each later one a change, a move, or the hash of the matter file
that is about to be written. A line that a crash cut short is left out; a file that says something else is kept aside.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from contractkit.core.interview.answers import Snapshot
from contractkit.core.matter.fields import Keys
from contractkit.workflows.files import write_atomically
from contractkit.workflows.interview.encoding import applied, difference, from_whole, whole

SCHEMA: Final = "contractkit.interview/1"


@dataclass(slots=True)
class Recorded:
    """What a journal tells.

    Attributes:
        saved: the answers as of the last save.
        now: the answers after all changes.
        place: where the person was.
        files: hashes of the matter files that this journal's sessions wrote.
        whole: every line could be read, but for one cut short at the end.
    """

    saved: Snapshot
    now: Snapshot
    place: Keys
    files: set[str] = field(default_factory=set)
    whole: bool = True


class Journal:
    """A journal that is open; may be used by two threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stream = -1

    def start(self, snapshot: Snapshot, place: Keys, files: set[str]) -> None:
        """Begin anew with these answers as the last save; atomic.

        Raises:
            UsageError: the folder cannot be written.
        """
        first = {"schema": SCHEMA, "answers": whole(snapshot), "place": list(place), "files": sorted(files)}
        with self._lock:
            self._shut()
            write_atomically(self.path, _line(first))
            self._open()

    def go_on(self) -> None:
        """Add to what is there.

        Raises:
            OSError: it cannot be written.
        """
        with self._lock:
            self._open()
            if self.path.stat().st_size and not _ends_whole(self.path):
                os.write(self._stream, b"\n")  # what a crash cut short becomes a line of its own

    def change(self, before: Snapshot, after: Snapshot, place: Keys) -> None:
        """Add a change; on disk when this returns.

        Raises:
            OSError: it could not be written.
        """
        self._append({"change": difference(before, after), "place": list(place)}, sync=True)

    def move(self, place: Keys) -> None:
        """Add a move.

        Raises:
            OSError: it could not be written.
        """
        self._append({"place": list(place)}, sync=False)

    def will_write(self, sha256: str) -> None:
        """Add the hash of a matter file before it is written.

        Raises:
            OSError: it could not be written.
        """
        self._append({"file": sha256}, sync=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._shut()

    def _append(self, content: dict[str, Any], *, sync: bool) -> None:
        with self._lock:
            _write_all(self._stream, _line(content))
            if sync:
                os.fsync(self._stream)

    def _open(self) -> None:
        self._stream = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)

    def _shut(self) -> None:
        if self._stream >= 0:
            os.close(self._stream)
            self._stream = -1


def recorded(path: Path) -> Recorded | None:
    """What a journal tells; None where there is none, or none that can be read from its first line."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return None
    try:
        first = json.loads(lines[0])
        if first["schema"] != SCHEMA:
            return None
        saved = from_whole(first["answers"])
        found = Recorded(saved, saved, tuple(first["place"]), set(first["files"]))
    except (ValueError, KeyError, TypeError):
        return None
    for line in lines[1:]:
        if line:
            _take(line, found)
    return found


def _take(line: bytes, found: Recorded) -> None:
    """Add one line; one that cannot be read is left out, and all after it still count by themselves."""
    try:
        content = json.loads(line)
        if "change" in content:
            found.now = applied(found.now, content["change"])
        if "place" in content:
            found.place = tuple(content["place"])
        if "file" in content:
            found.files.add(str(content["file"]))
    except (ValueError, KeyError, TypeError, IndexError):
        found.whole = False


def _line(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _write_all(stream: int, data: bytes) -> None:
    while data:
        data = data[os.write(stream, data) :]


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"

"""A program in a terminal of its own: bytes go in as a terminal sends them, bytes come out as it draws them."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

STEP = 0.02


class Terminal:
    """The master's side."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self._master = master
        self.process = process

    def send(self, *pieces: bytes, pause: float = 0.0) -> None:
        """Send bytes, each piece in a read of its own where a pause lies between them."""
        for piece in pieces:
            while piece:  # a terminal takes no more at once than its program has room for
                piece = piece[os.write(self._master, piece) :]  # noqa: PLW2901
            time.sleep(pause)

    def read(self, seconds: float) -> bytes:
        """What is drawn within so many seconds."""
        drawn = bytearray()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            drawn += self._piece(left)
        return bytes(drawn)

    def read_until(self, wanted: bytes, seconds: float = 20.0) -> bytes:
        """What is drawn until something is."""
        drawn = bytearray()
        end = time.monotonic() + seconds
        while wanted not in drawn:
            assert time.monotonic() < end, f"{wanted!r} was not drawn, but {bytes(drawn[-2000:])!r}"
            drawn += self._piece(STEP)
        return bytes(drawn)

    def latency(self, key: bytes, quiet: float = 0.15) -> float:
        """Seconds from a key to the last thing that is drawn for it."""
        start = last = time.perf_counter()
        self.send(key)
        while time.perf_counter() - last < quiet:
            if self._piece(quiet):
                last = time.perf_counter()
        return last - start

    def end(self) -> int:
        """Wait for the program's own end."""
        with contextlib.suppress(OSError):
            while self.process.poll() is None:
                self._piece(STEP)
        return self.process.wait(20)

    def _piece(self, seconds: float) -> bytes:
        if not select.select([self._master], [], [], max(seconds, 0))[0]:
            return b""
        try:
            return os.read(self._master, 65536)
        except OSError:  # Linux says so when the program is gone
            time.sleep(STEP)
            return b""


@contextlib.contextmanager
def terminal(
    arguments: Sequence[str], columns: int = 80, rows: int = 24, folder: Path | None = None, **variables: str
) -> Iterator[Terminal]:
    """A Python program in a terminal; killed at the end where it still runs."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": str(rows), **variables}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(20)
        os.close(master)

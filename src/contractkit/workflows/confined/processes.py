"""Processes as the system sees them: what one has started, how much memory they use, and their end."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import Final

import psutil

_CONFINED: Final = "contractkit.workflows.confined.child"  # stands in the command line of each
_SECONDS: Final = 10  # a killed process is gone at once, but for one that waits for a broken disk
_STEP: Final = 0.02
_GRACE: Final = 2.0  # seconds: what keeps another program for the killed one ends it, and tidies up behind it


class Family:
    """A process and all that descend from it, also those whose parents are gone.

    A descendant that leads a session of its own, and whose parent died, is found only when it was seen before: look
    often.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._head: psutil.Process | None = None
        with contextlib.suppress(psutil.Error):
            self._head = psutil.Process(process.pid)
        self._seen: set[psutil.Process] = set()

    def memory(self, *, everyone: bool) -> int:
        """Bytes in use by the process; with `everyone` also by its descendants (which takes longer to find out)."""
        if self._head is None:
            return 0
        if everyone:
            self._look()
        return sum(_memory(process) for process in (self._head, *self._seen))

    def end(self) -> None:
        """Kill the process and all its descendants, and wait for it."""
        if self.process.poll() is None:
            if self._head is not None and sys.platform != "win32":
                with contextlib.suppress(psutil.Error):
                    self._head.suspend()  # what stands still starts nothing
            self._look()
            self.process.kill()
        _kill((*self._seen, *_session(self.process.pid)))
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_SECONDS)

    def _look(self) -> None:
        if self._head is not None:
            self._seen |= set(_descendants(self._head))
        self._seen = {process for process in self._seen if process.is_running()}


def end_descendants(process: int) -> None:
    """Kill everything that a process has started."""
    with contextlib.suppress(psutil.Error):
        _kill((*_descendants(psutil.Process(process)), *_session(process)))


def _descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _session(leader: int) -> list[psutil.Process]:
    """Whatever is left of a session when its leader is gone; POSIX only."""
    if sys.platform == "win32":
        return []
    members = []
    for pid in psutil.pids():
        with contextlib.suppress(OSError, psutil.Error):
            if pid not in (leader, os.getpid()) and os.getsid(pid) == leader:
                members.append(psutil.Process(pid))
    return members


def _kill(processes: Iterable[psutil.Process]) -> None:
    """Kill what does not end by itself within a moment, now that nobody waits for it any more."""
    alive, until = list(processes), time.monotonic() + _GRACE
    while (alive := [process for process in alive if _lives(process)]) and time.monotonic() < until:
        time.sleep(_STEP)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()


def _lives(process: psutil.Process) -> bool:
    """Whether a process still does anything; one that has ended may wait long for somebody to take note."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def end_confined() -> None:
    """End the confined processes that this process has started, with all that descend from them.

    For work that nobody waits for any more and that gives no sign of itself; whoever waits for it gets Stopped.
    """
    for process in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            if any(_CONFINED in word for word in process.cmdline()):
                end_descendants(process.pid)
                process.kill()

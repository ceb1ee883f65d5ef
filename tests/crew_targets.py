"""Work for crews that goes wrong on purpose; opened in worker processes."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contractkit.errors import UsageError

_KEPT: list[bytes] = []
Work = Callable[[Any], Any]


def open_multiplier(factor: int) -> Work:
    """Jobs are numbers."""
    return lambda job: job * factor


def open_deeds(setup: Any) -> Work:
    """Jobs are the name of a deed and its argument."""
    return lambda job: _DEEDS[job[0]](job[1], setup)


def open_nothing(setup: Any) -> Work:
    """Cannot be opened."""
    raise UsageError(f"不能用{setup}")


def open_once(folder: Path) -> Work:
    """Leaves a mark for each opening."""
    (folder / f"{os.getpid()}-{time.monotonic_ns()}").touch()
    return lambda job: (os.getpid(), job)


class Closing:
    """Leaves a mark when closed."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, job: Any) -> Any:
        return job

    def close(self) -> None:
        self.mark.touch()


def _fail(words: str, _: Any) -> None:
    raise KeyError(words)


def _die(_: Any, __: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(mark: str, _: Any) -> int:
    """Dies, but not again."""
    if Path(mark).exists():
        return os.getpid()
    Path(mark).touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def _keep(size: int, _: Any) -> int:
    _KEPT.append(b"\1" * size)
    return os.getpid()


def _sleep(seconds: float, _: Any) -> int:
    time.sleep(seconds)
    return os.getpid()


def _threads(_: Any, __: Any) -> str:
    return os.environ["OPENBLAS_NUM_THREADS"]


_DEEDS: dict[str, Callable[[Any, Any], Any]] = {
    "fail": _fail,
    "die": _die,
    "die once": _die_once,
    "keep": _keep,
    "sleep": _sleep,
    "threads": _threads,
    "echo": lambda argument, _: argument,
}


def open_writer(out: Any) -> Work:
    """Jobs are numbers, each written to a file of its own."""
    return lambda job: out.write(f"{job}.txt", str(job).encode())

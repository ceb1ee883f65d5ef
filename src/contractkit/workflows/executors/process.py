"""What runs in a worker process of the pool: opened at its start, alone, quiet, gone with its parent."""

from __future__ import annotations

import gc
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from typing import Any, Final

import psutil

from contractkit.workflows.executors.opening import Opening, Station

# One worker a core: a library that starts as many threads again makes them all wait for one another.
SINGLE: Final = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
_here: list[Station] = []


@dataclass(frozen=True, slots=True)
class Returned:
    """What comes back from a worker.

    Attributes:
        memory: bytes that its process has in use afterwards.
    """

    value: Any
    memory: int


def begin(opening: Opening) -> None:
    """Make this process a worker: the pool's initialiser. A failure to open is told with the first job."""
    os.environ.update(SINGLE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_follow_parent, daemon=True).start()
    station = Station(opening)
    gc.disable()
    station.open()
    gc.freeze()  # what was opened is kept until the end
    gc.enable()
    _here[:] = [station]


def ready() -> Returned:
    """The process id of this worker, and its memory now that it is open."""
    return Returned(os.getpid(), _memory())


def perform(job: Any) -> Returned:
    """Do a job in this process."""
    return Returned(_here[0].do(job), _memory())


def _memory() -> int:
    return int(psutil.Process().memory_info().rss)


def _follow_parent() -> None:
    """End when the parent is gone: the pool's pipes do not tell."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

"""How a worker gets ready: once per process, before its first job or with it."""

from __future__ import annotations

import contextlib
import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from contractkit.errors import ContractkitError

Work: TypeAlias = Callable[[Any], Any]
# What a target is: given the setup, what to do with each job.
Target: TypeAlias = Callable[[Any], Work]


@dataclass(frozen=True, slots=True)
class Opening:
    """What every worker opens once.

    Attributes:
        target: `module:function`, a `Target`; a function itself only for threads.
        setup: what it is opened with; picklable, unless for threads.
        threads: the work waits for a process of its own (see `confined`): threads of this process are enough.
    """

    target: str | Target
    setup: Any = None
    threads: bool = False

    def open(self) -> Work:
        """What to do with each job.

        Raises:
            Exception: whatever the target raises.
        """
        if not isinstance(self.target, str):
            return self.target(self.setup)
        module, _, name = self.target.partition(":")
        target: Target = getattr(importlib.import_module(module), name)
        return target(self.setup)


class WorkerLost(ContractkitError):
    """The process that did a job ended three times in the middle of it."""

    exit_code = 3


class OpeningFailed(Exception):
    """A worker cannot be opened, whatever the job; `error` says why."""

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Station:
    """Where one worker works: opens when first asked, does one job at a time, closes."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._lock = threading.Lock()
        self._work: Work | None = None
        self._failed: OpeningFailed | None = None
        self._closed = False

    def open(self) -> None:
        """Open now; a failure is kept for the first job."""
        with self._lock:
            self._ready()

    def do(self, job: Any) -> Any:
        """The result of a job.

        Raises:
            OpeningFailed: the target raised.
            Exception: whatever the work raises.
        """
        with self._lock:
            self._ready()
            if self._closed:
                self.close()
            if self._work is None or self._closed:
                raise self._failed or WorkerLost("已经结束。")
            return self._work(job)

    def close(self) -> None:
        """Close what was opened, where it can be closed; also while it works. Nothing is done here afterwards."""
        self._closed = True
        close = getattr(self._work, "close", None)
        if close is not None:
            with contextlib.suppress(Exception):
                close()

    def _ready(self) -> None:
        if self._work is not None or self._failed is not None:
            return
        try:
            self._work = self._opening.open()
        except Exception as error:  # noqa: BLE001  told with the first job, to the one who gave it
            self._failed = OpeningFailed(error)

"""The parent's side: a worker process that is watched, ended when it goes too far, and replaced."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from contractkit.workflows.confined.limits import Limits, Stopped, StopReason
from contractkit.workflows.confined.worker import Worker

_PREFIX: Final = "contractkit-"


class Confinement:
    """One worker at a time, its successors, and the one temporary folder of the run; a context manager.

    Several at once work side by side: each has its own process and is driven by one thread. Another thread may leave
    the context while work is being done: whoever waits for it gets Stopped.
    """

    def __init__(self, target: str, setup: object, limits: Limits) -> None:
        """Prepare; nothing is started before the context is entered.

        Args:
            target: `module:function` that the worker opens, see `child.Target`.
            setup: what it is opened with; must be picklable.
            limits: for each job.
        """
        self._target = target
        self._setup = setup
        self._limits = limits
        self._worker: Worker | None = None
        self._workers = 0
        self._ended = False

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            self._worker = self._start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended = True
        self._retire()
        shutil.rmtree(self.folder, ignore_errors=True)

    def greeting(self) -> Any:
        """What the target said when it was opened.

        Raises:
            ContractkitError: whatever the target raised, or ConfinementError when the worker did not start.
        """
        return self._ready().greeting()

    def do(self, job: object, size: int = 0) -> Iterator[Any]:
        """Have a job done.

        Args:
            job: what the target's work understands; must be picklable.
            size: bytes of the file it is about, for its time limit.

        Yields:
            What the work tells, as it tells it.

        Raises:
            Stopped: the work went beyond a limit or its process crashed; the next job gets a new one.
        """
        worker = self._ready()
        worker.greeting()
        reusable = False
        try:
            yield from worker.do(job, self._limits.patience(size))
            reusable = not worker.swollen()
        finally:
            if not reusable:
                self._retire()

    def _ready(self) -> Worker:
        self._refuse_if_ended()
        if self._worker is None:
            self._worker = self._start()
            self._refuse_if_ended()  # in the meantime
        return self._worker

    def _refuse_if_ended(self) -> None:
        if self._ended:
            self._retire()
            raise Stopped(StopReason.CRASH, "已结束")

    def _start(self) -> Worker:
        self._workers += 1
        work = self.folder / f"{self._workers}"
        work.mkdir()
        return Worker(self._target, self._setup, self._limits, work)

    def _retire(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()
            shutil.rmtree(worker.folder, ignore_errors=True)

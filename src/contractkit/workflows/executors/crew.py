"""A crew: jobs are handed out a few at a time, and what became of them comes back in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Final

from contractkit.errors import UsageError
from contractkit.workflows.executors.opening import Opening, OpeningFailed
from contractkit.workflows.executors.threads import Threads

_AHEAD: Final = 4  # jobs given out for each worker: none waits for the next, and little is held
_LOOK: Final = 0.2  # seconds between two looks whether Ctrl-C was pressed
_GROWTH: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CrewOptions:
    """Who works.

    Attributes:
        jobs: workers on this machine; 0 for as many as there are cores.
        scheduler: address of a Dask scheduler; empty for this machine.
        growth: bytes that a process may grow by before a fresh one takes its place.
        finish_running: what runs at the first Ctrl-C is finished; otherwise it ends like everything else.
    """

    jobs: int = 0
    scheduler: str = ""
    growth: int = _GROWTH
    finish_running: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job.

    Attributes:
        number: running number of the job, from 0.
        value: what the work returned; None where it failed.
        error: what it raised, or `WorkerLost`; None where all went well.
    """

    number: int
    job: Any
    value: Any = None
    error: Exception | None = None


class Crew:
    """Workers that are open for the jobs of one run."""

    def __init__(self, executor: Executor, size: int) -> None:
        """Take an executor whose workers do whatever job they are given.

        Args:
            executor: does the jobs.
            size: how many at once.
        """
        self.size = size
        self.interrupted = False
        self._executor = executor

    def results(self, jobs: Iterable[Any], *, ordered: bool = True) -> Iterator[Done]:
        """What became of each job; after Ctrl-C only of those that were already given out.

        Args:
            jobs: taken one by one as there is room.
            ordered: in the order of the jobs, otherwise as they are done.

        Raises:
            Exception: whatever a worker raised when it was opened.
        """
        waiting = enumerate(jobs)
        running: deque[tuple[int, Any, Future[Any]]] = deque()
        while True:
            while not self.interrupted and len(running) < self.size * _AHEAD:
                following = next(waiting, None)
                if following is None:
                    break
                number, job = following
                running.append((number, job, self._executor.submit(_nothing, job)))
            if not running:
                return
            at = 0 if ordered else _first_done(running)
            number, job, future = running[at]
            if future.done():
                del running[at]
                yield _done(number, job, future)
            else:
                wait([future] if ordered else [one for _, _, one in running], _LOOK, FIRST_COMPLETED)


@contextmanager
def open_crew(
    opening: Opening, options: CrewOptions | None = None, on_interrupt: Callable[[], None] = lambda: None
) -> Iterator[Crew]:
    """A crew for as long as the context lasts; left with an exception, whatever still runs is ended at once.

    Args:
        opening: what each worker opens.
        options: who works.
        on_interrupt: is told of the first Ctrl-C; the second is a KeyboardInterrupt.

    Raises:
        UsageError: the scheduler cannot be used.
    """
    options = options or CrewOptions()
    executor, size = _executor(opening, options)
    crew = Crew(executor, size)
    try:
        with _orderly_interrupt(crew, on_interrupt, finish=options.finish_running):
            yield crew
    except BaseException:
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown(wait=True)


def bearable(memory: int) -> int:
    """Workers of which each takes so many bytes: one a core, but no more than there is free memory for; at least one."""
    import psutil  # noqa: PLC0415  loads while nothing waits for it

    return max(1, min(cores(), int(psutil.virtual_memory().available) // memory))


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _executor(opening: Opening, options: CrewOptions) -> tuple[Executor, int]:
    if options.scheduler:
        try:
            from contractkit.workflows.executors.cluster import Cluster  # noqa: PLC0415  an extra
        except ModuleNotFoundError as error:
            raise UsageError(
                "没有安装集群所需的组件", remedy="安装：pip install 'contractkit-shuju[cluster]'。"
            ) from error
        cluster = Cluster(opening, options.scheduler)
        return cluster, cluster.size
    size = options.jobs or cores()
    if opening.threads:
        return Threads(opening, size), size
    from contractkit.workflows.executors.seats import Seats  # noqa: PLC0415  loads much that threads need not

    return Seats(opening, size, options.growth), size


def _first_done(running: Iterable[tuple[int, Any, Future[Any]]]) -> int:
    return next((at for at, (_, _, future) in enumerate(running) if future.done()), 0)


def _done(number: int, job: Any, future: Future[Any]) -> Done:
    error = future.exception()
    if isinstance(error, OpeningFailed):
        raise error.error
    if isinstance(error, Exception):
        return Done(number, job, error=error)
    if error is not None:
        raise error
    return Done(number, job, future.result())


def _nothing(job: Any) -> None:
    """What a job is done with is what its worker has opened."""


@contextmanager
def _orderly_interrupt(crew: Crew, tell: Callable[[], None], *, finish: bool) -> Iterator[None]:
    """The first Ctrl-C only marks the crew; the second does what it always does."""
    if not finish or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def heard(number: int, frame: FrameType | None) -> None:
        del number, frame
        if crew.interrupted:
            raise KeyboardInterrupt
        crew.interrupted = True
        tell()

    signal.signal(signal.SIGINT, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

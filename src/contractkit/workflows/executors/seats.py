"""The process pool: seats with one process each, so that one that dies or swells concerns nobody else."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final

import psutil

from contractkit.workflows.executors.opening import Opening, WorkerLost
from contractkit.workflows.executors.process import Returned, begin, perform, ready

_OPENING: Final = 60.0  # seconds that a process may take until it is open
_AT_HAND: Final = 2  # jobs for each seat: the next is there when one is done
RETRIES: Final = 2  # as with Dask: a job whose process died is begun again so many times


class Seats(Executor):
    """As many single processes as there are seats; each is replaced when it died or has swollen.

    `submit` takes the function only for form's sake: what is done with a job is what the opening says.
    """

    def __init__(self, opening: Opening, size: int, growth: int) -> None:
        """Start the processes; they open while the caller goes on.

        Args:
            opening: what each opens.
            size: how many.
            growth: bytes that a process may have in use beyond what it had when it was open.
        """
        self._opening = opening
        self._growth = growth
        self._lock = threading.RLock()
        self._closed = False
        self._seats = [_Seat(opening) for _ in range(size)]
        self._alone: set[_Seat] = set()
        self._waiting: deque[tuple[Any, Future[Any]]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future result of the one job given; WorkerLost when its process died again and again."""
        del fn, kwargs
        (job,) = args
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        with self._lock:
            self._waiting.append((job, outer))
            self._dispatch()
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  as in the library
        """End all processes: after their jobs, or at once when these are cancelled."""
        with self._lock:
            self._closed = True
            seats = [*self._seats, *self._alone]
        for seat in seats:
            if cancel_futures:
                seat.kill()
            seat.executor.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _dispatch(self) -> None:
        """Give jobs to seats that have little to do: none waits behind a slow one while another seat is idle."""
        while self._waiting:
            seat = min(self._seats, key=lambda one: one.pending)
            if seat.pending >= _AT_HAND:
                return
            self._give(seat, *self._waiting.popleft(), RETRIES)

    def _give(self, seat: _Seat, job: Any, outer: Future[Any], retries: int) -> None:
        seat.pending += 1
        try:
            inner = seat.executor.submit(perform, job)
        except BrokenProcessPool as error:
            inner = Future()
            inner.set_exception(error)
        inner.add_done_callback(lambda done: self._returned(seat, job, outer, done, retries))

    def _returned(self, seat: _Seat, job: Any, outer: Future[Any], done: Future[Any], retries: int) -> None:
        """Pass a result on, or see to it that a lost job is done again."""
        with self._lock:
            seat.pending -= 1
            lost = not done.cancelled() and isinstance(done.exception(), BrokenProcessPool)
            if lost or seat.swollen(done, self._growth):
                self._replace(seat)
            if seat in self._alone:
                self._alone.discard(seat)
                seat.executor.shutdown(wait=False)
            again = lost and retries > 0 and not self._closed
            if again:
                # Alone: whoever shared the process with the one that kills it is not to be lost with it again.
                single = _Seat(self._opening)
                self._alone.add(single)
                self._give(single, job, outer, retries - 1)
            if not self._closed:
                self._dispatch()
        if not again:
            _settle(outer, done)

    def _replace(self, seat: _Seat) -> None:
        """Put a fresh process in the place of one that is dead or too big; what that still has to do it finishes."""
        if seat in self._seats and not self._closed:
            self._seats[self._seats.index(seat)] = _Seat(self._opening)
            seat.executor.shutdown(wait=False)


class _Seat:
    """One process, with how much it has to do and how big it was when it was open."""

    def __init__(self, opening: Opening) -> None:
        self.pending = 0
        self._pid = 0
        self._open = 0
        self.executor = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=begin, initargs=(opening,)
        )
        self._ready: Future[Returned] = self.executor.submit(ready)
        self._ready.add_done_callback(self._opened)

    def _opened(self, done: Future[Returned]) -> None:
        if not done.cancelled() and done.exception() is None:
            self._pid, self._open = done.result().value, done.result().memory

    def swollen(self, done: Future[Returned], growth: int) -> bool:
        """Whether its process had grown too much when it had done a job."""
        if done.cancelled() or done.exception() is not None:
            return False
        return done.result().memory > self._open + growth

    def kill(self) -> None:
        """End the process in the middle of what it does; of one that is still opening, as soon as it is open."""
        wait([self._ready], _OPENING)
        if self._pid:
            with contextlib.suppress(psutil.Error):
                psutil.Process(self._pid).kill()


def _settle(outer: Future[Any], done: Future[Any]) -> None:
    if done.cancelled():
        outer.set_exception(CancelledError())
    elif isinstance(done.exception(), BrokenProcessPool):
        outer.set_exception(
            WorkerLost(
                f"处理它的进程中途结束了{RETRIES + 1}次（被系统终止，或者内存不足）",
                remedy="减少 --jobs 的进程数后用 --resume 继续；仍然如此的，请单独处理这一份。",
            )
        )
    elif (error := done.exception()) is not None:
        outer.set_exception(error)
    else:
        outer.set_result(done.result().value)

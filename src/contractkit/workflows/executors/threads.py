"""Threads, each with a station of its own: for work that waits for a confined process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from contractkit.workflows.executors.opening import Opening, Station


class Threads(Executor):
    """A thread pool whose threads open what the opening says; `submit` takes the function only for form's sake."""

    def __init__(self, opening: Opening, size: int) -> None:
        """Start nothing yet: a thread opens with its first job.

        Args:
            opening: what each thread opens.
            size: how many threads.
        """
        self._opening = opening
        self._here = threading.local()
        self._stations: list[Station] = []
        self._threads = ThreadPoolExecutor(size, initializer=self._begin)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future result of the one job given."""
        del fn, kwargs
        return self._threads.submit(self._do, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  as in the library
        """Close all stations; when jobs are cancelled, also in the middle of one."""
        if not cancel_futures:
            self._threads.shutdown(wait=wait)
        else:
            self._threads.shutdown(wait=False, cancel_futures=True)
        for station in self._stations:
            station.close()
        if cancel_futures:
            self._threads.shutdown(wait=wait)

    def _do(self, job: Any) -> Any:
        station: Station = self._here.station
        return station.do(job)

    def _begin(self) -> None:
        self._here.station = Station(self._opening)
        self._stations.append(self._here.station)

"""A Dask cluster as an executor. Workers are told what to open by a plugin, so that late comers know it too.

Needs the `cluster` extra; import this module only when a scheduler was named.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Final

import dask
from distributed import Client, Worker, WorkerPlugin
from distributed.scheduler import KilledWorker

from contractkit import __version__
from contractkit.errors import UsageError
from contractkit.workflows.executors.opening import Opening, Station, WorkerLost
from contractkit.workflows.executors.seats import RETRIES

_SECONDS: Final = 20  # for the scheduler to answer, and for a first worker to be there
_stations: dict[str, Station] = {}


class Cluster(Executor):
    """The executor of a Dask client; `submit` takes the function only for form's sake."""

    def __init__(self, opening: Opening, address: str) -> None:
        """Connect, and have every worker, now and later, told what to open.

        Args:
            opening: what each worker process opens, with its first job.
            address: of the scheduler (`tcp://10.0.0.1:8786`).

        Raises:
            UsageError: nobody answers there, it has no workers, or theirs is another version.
        """
        # A draft of ten megabytes is a job like any other.
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"})
        self._client = _connect(address)
        self._key = f"contractkit-{secrets.token_hex(8)}"
        try:
            self.size = _threads(self._client, address)
            self._client.register_plugin(Teller(opening, self._key), name=self._key)
        except BaseException:
            self._client.close()
            raise
        self._executor: Any = self._client.get_executor(pure=False, retries=RETRIES)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The future result of the one job given; WorkerLost when its worker died again and again."""
        del fn, kwargs
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        inner: Future[Any] = self._executor.submit(perform, self._key, __version__, *args)
        inner.add_done_callback(lambda done: _settle(outer, done))
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  as in the library
        """Leave the cluster as it was found."""
        self._executor.shutdown(wait=wait and not cancel_futures)
        try:
            self._client.unregister_worker_plugin(self._key)
        finally:
            self._client.close()


class Teller(WorkerPlugin):  # type: ignore[misc]
    """Tells a worker process what to open, when it joins and when it is started again."""

    def __init__(self, opening: Opening, key: str) -> None:
        """Take what is to be told.

        Args:
            opening: what to open.
            key: under which jobs ask for it.
        """
        self.opening = opening
        self.key = key

    def setup(self, worker: Worker) -> None:
        """The worker has started."""
        del worker
        _stations[self.key] = Station(self.opening)

    def teardown(self, worker: Worker) -> None:
        """The worker ends, or the run does."""
        del worker
        station = _stations.pop(self.key, None)
        if station is not None:
            station.close()


@dataclass(frozen=True, slots=True)
class _Failed:
    """What the work raised: a value for Dask, or it would do the job again."""

    error: Exception


def perform(key: str, version: str, job: Any) -> Any:
    """Do a job in this worker process."""
    if version != __version__:
        raise RuntimeError(f"contractkit {__version__} here, {version} there")
    try:
        return _stations[key].do(job)
    except Exception as error:  # noqa: BLE001  raised where the result is waited for
        return _Failed(error)


def _settle(outer: Future[Any], done: Future[Any]) -> None:
    error = None if done.cancelled() else done.exception()
    if isinstance(error, KilledWorker):
        outer.set_exception(
            WorkerLost(
                "集群中处理它的进程一再中途结束（被系统终止，或者内存不足）",
                remedy="检查各机器的内存后用 --resume 继续；仍然如此的，请单独处理这一份。",
            )
        )
    elif done.cancelled() or error is not None:
        outer.set_exception(error or WorkerLost("任务被调度器取消", remedy="检查调度器后用 --resume 继续。"))
    elif isinstance(result := done.result(), _Failed):
        outer.set_exception(result.error)
    else:
        outer.set_result(result)


def _connect(address: str) -> Client:
    try:
        return Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"连接不上调度器 {address}（{type(error).__name__}）", remedy="检查地址，例如 tcp://10.0.0.1:8786。"
        ) from error


def _threads(client: Client, address: str) -> int:
    """Jobs that the cluster does at once; its workers can all do ours."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
        versions = client.run(_version)
    except TimeoutError as error:
        raise UsageError(f"调度器 {address} 没有工作进程", remedy="用 dask worker 启动工作进程。") from error
    except (ImportError, AttributeError) as error:
        raise UsageError("集群的工作进程里没有 contractkit", remedy="在各机器上安装同一版本的 contractkit。") from error
    if others := set(versions.values()) - {__version__}:
        raise UsageError(
            f"集群里的 contractkit 是 {'、'.join(sorted(others))} 版，这里是 {__version__} 版",
            remedy="在各机器上安装同一版本。",
        )
    return sum(client.nthreads().values())


def _version() -> str:
    return __version__

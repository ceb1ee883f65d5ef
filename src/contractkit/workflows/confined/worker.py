"""One worker process: started, fed, watched, ended."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from contractkit.errors import ContractkitError
from contractkit.library.remembered import PLACE, cache_folder
from contractkit.workflows.confined.frames import Done, Failed, News, Opening, Ready, Refused, receive, send
from contractkit.workflows.confined.limits import Limits, Stopped, StopReason

if TYPE_CHECKING:
    from contractkit.workflows.confined.processes import Family

# The child finds what its parent finds, and nothing in the folder it happens to run in, where drafts lie.
_BOOT: Final = (
    "import sys; target, folder, *sys.path[:] = sys.argv[1:]; "
    "from contractkit.workflows.confined.child import main; main(target, folder)"
)
# A worker a core is what is reckoned with: numpy's own threads would only wait for one another.
_SINGLE: Final = {"OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}
# onnxruntime reports to its maker on every system unless it is told not to: drafts are nobody's business.
_SILENT: Final = {"ORT_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
_LOOK: Final = 0.1  # seconds between two looks at the memory
_EVERYONE: Final = 5  # every so many looks, at the descendants too
_OPENING: Final = 120.0  # seconds for starting and opening the target, on a slow disk


class ConfinementError(ContractkitError):
    """The process in which drafts are read cannot be started: nothing can be judged."""

    exit_code = 3


class Worker:
    """A child process that opens `target` once and then does one job after the other."""

    def __init__(self, target: str, setup: object, limits: Limits, folder: Path) -> None:
        """Start the process; it loads while the parent goes on.

        Args:
            target: `module:function`.
            setup: for the target.
            limits: of memory and of whole time.
            folder: the only place for its temporary files, within the run's own.
        """
        self.folder = folder
        self._limits = limits
        self._process = _start(target, folder)
        self._frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._hearing = threading.Thread(target=_hear, args=(self._process.stdout, self._frames), daemon=True)
        self._hearing.start()
        self._family: Family | None = None
        self._ready: Ready | None = None
        self._send(Opening(setup, limits.memory))

    def greeting(self) -> Any:
        """What the target said on opening; waits for it."""
        if self._ready is None:
            try:
                frame = self._next(
                    time.monotonic() + _OPENING, Stopped(StopReason.SILENCE, f"{_OPENING:.0f}秒没有回应")
                )
            except Stopped as stopped:
                raise ConfinementError(
                    f"读取文件的进程不能启动（{stopped.detail}）", remedy="重新安装 contractkit 后再试。"
                ) from stopped
            if isinstance(frame, Refused):
                raise frame.error
            self._ready = frame
        return self._ready.greeting

    def do(self, job: object, patience: float) -> Iterator[Any]:
        """Have a job done; yields what it tells, raises Stopped after `patience` seconds of silence."""
        self._send(job)
        end = time.monotonic() + self._limits.longest
        while True:
            silent = time.monotonic() + patience
            if silent < end:
                frame = self._next(silent, Stopped(StopReason.SILENCE, f"{patience:.0f}"))
            else:
                frame = self._next(end, Stopped(StopReason.TIME, f"{self._limits.longest:.0f}"))
            match frame:
                case News(value):
                    yield value
                case Done():
                    return
                case Failed(memory=True):
                    raise Stopped(StopReason.MEMORY, str(self._limits.megabytes))
                case Failed(words):
                    raise Stopped(StopReason.CRASH, words)

    def swollen(self) -> bool:
        """Whether the process keeps so much memory that the next file would not get its due."""
        return self._relatives().memory(everyone=False) > self._limits.memory // 2

    def end(self) -> None:
        """Kill the process with all its descendants."""
        self._relatives().end()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it may hold a job that nobody will read
                self._process.stdin.close()
        self._hearing.join(_OPENING)  # at once: no one else has the other end of its pipe

    def _send(self, value: object) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):  # it is gone: the next look at its frames says how
                send(self._process.stdin, value)

    def _next(self, deadline: float, late: Stopped) -> Any:
        """The next frame; raises `late` at the deadline (monotonic clock)."""
        looks = 0
        while True:
            with contextlib.suppress(queue.Empty):
                frame = self._frames.get(timeout=max(min(_LOOK, deadline - time.monotonic()), 0.001))
                if frame is None:
                    raise Stopped(StopReason.CRASH, self._fate())
                return frame
            if time.monotonic() >= deadline:
                raise late
            looks += 1
            if self._relatives().memory(everyone=looks % _EVERYONE == 0) > self._limits.memory:
                raise Stopped(StopReason.MEMORY, str(self._limits.megabytes))

    def _relatives(self) -> Family:
        if self._family is None:
            from contractkit.workflows.confined.processes import Family  # noqa: PLC0415  loads while the worker does

            self._family = Family(self._process)
        return self._family

    def _fate(self) -> str:
        """How the process ended, for the maintainer: a signal's name or an exit code."""
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return "管道已断"
        try:
            return signal.Signals(-code).name if code < 0 else f"退出码 {code:#x}" if code > 255 else f"退出码 {code}"
        except ValueError:
            return f"退出码 {code}"


def _start(target: str, folder: Path) -> subprocess.Popen[bytes]:
    paths = [path for path in sys.path if path]
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"), str(folder))
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":  # Ctrl-C is the parent's; it ends the child
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter with our own code
            [sys.executable, "-P", "-c", _BOOT, target, str(folder.parent), *paths],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **places, PLACE: str(cache_folder() or ""), **_SINGLE, **_SILENT},
            **options,
        )
    except OSError as error:
        raise ConfinementError(
            f"读取文件的进程不能启动：{error.strerror}", remedy="检查内存和进程数的限制后再试。"
        ) from error


def _hear(news: IO[bytes], frames: queue.SimpleQueue[Any]) -> None:
    """Pass frames on as they come, None at the end."""
    try:
        with news:
            while True:
                frames.put(receive(news))
    except (EOFError, OSError):
        pass
    finally:
        frames.put(None)

"""The confined process: opens its target once, then works on what it is given until its parent is gone."""

from __future__ import annotations

import gc
import importlib
import os
import queue
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from typing import IO, Any, Final, NoReturn, TypeAlias

from contractkit.workflows.confined.frames import Done, Failed, News, Opening, Ready, Refused, receive, send

Tell: TypeAlias = Callable[[object], None]
Work: TypeAlias = Callable[[Any, Tell], None]
# What a target is: given the setup, a greeting and what to do with each job.
Target: TypeAlias = Callable[[Any], tuple[Any, Work]]

# Address space beyond the memory in use: onnxruntime and LibreOffice reserve much that they never touch. Only to stop
# what grows faster than the parent looks.
_RESERVED: Final = 8 * 1024**3


def main(target: str, folder: str) -> None:
    """Serve one parent.

    Args:
        target: `module:function`, a `Target`.
        folder: the run's temporary folder, which goes when the parent is gone.
    """
    orders, news = _pipes()
    try:
        _serve_all(target, folder, orders, news)
    except (EOFError, OSError):  # a pipe without its other end; what the work raises is caught where it works
        _vanish(folder)


def _serve_all(target: str, folder: str, orders: IO[bytes], news: IO[bytes]) -> None:
    opening: Opening = receive(orders)
    _restrain(opening.memory)
    gc.disable()  # what is loaded now is kept until the end
    try:
        greeting, work = _find(target)(opening.setup)
    except Exception as error:  # noqa: BLE001  the parent raises it
        error.add_note(traceback.format_exc())
        send(news, Refused(error))
        return
    gc.freeze()
    gc.enable()
    send(news, Ready(greeting))
    jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders, jobs, folder), daemon=True).start()
    while _serve(jobs.get(), work, news):
        pass


def _serve(job: Any, work: Work, news: IO[bytes]) -> bool:
    """Do one job; False when the process is of no use for another."""
    try:
        work(job, lambda value: send(news, News(value)))
    except MemoryError:
        send(news, Failed("MemoryError", memory=True))
        return False
    except Exception as error:  # noqa: BLE001  one crash costs one job; the parent says which
        send(news, Failed(f"{type(error).__name__}：{error}"))
        return False
    send(news, Done())
    return True


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the parent, for nobody else: what a library prints, or a grandchild reads, goes nowhere."""
    orders, news = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return orders, news


def _restrain(memory: int) -> None:
    """Limits that the system itself keeps, where it can; no image of the memory, with a draft in it, after a crash."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  absent on Windows

    most = memory + _RESERVED
    for kind, wanted in ((resource.RLIMIT_AS, most), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, hard))


def _find(target: str) -> Target:
    module, _, name = target.partition(":")
    found: Target = getattr(importlib.import_module(module), name)
    return found


def _listen(orders: IO[bytes], jobs: queue.SimpleQueue[Any], folder: str) -> None:
    """Pass jobs on until the parent is gone."""
    try:
        while True:
            jobs.put(receive(orders))
    except (EOFError, OSError):
        _vanish(folder)


def _vanish(folder: str) -> NoReturn:
    """End at once, with everything that was started and written: the parent is gone."""
    from contractkit.workflows.confined.processes import end_descendants  # noqa: PLC0415  rarely needed

    end_descendants(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)

"""Work for confined processes that goes wrong on purpose: what a worker opens instead of the reading of drafts."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Tell: TypeAlias = Callable[[object], None]
_KEPT: list[bytes] = []
_CHILD = "import time; time.sleep(600)"


def open_bench(setup: Any) -> tuple[Any, Callable[[Any, Tell], None]]:
    """Greets with the setup; each job is the name of a misdeed and its argument."""
    return setup, work


def open_nothing(setup: Any) -> tuple[Any, Callable[[Any, Tell], None]]:
    """Cannot be opened."""
    raise ValueError(f"不能用{setup}")


def open_slowly(_: Any) -> tuple[Any, Callable[[Any, Tell], None]]:
    """Takes its time before it greets."""
    time.sleep(0.5)
    return "", work


def die_at_once(_: Any) -> tuple[Any, Callable[[Any, Tell], None]]:
    """Ends before it is open."""
    os._exit(7)


def work(job: Any, tell: Tell) -> None:
    """Do what the job is called."""
    name, argument = job
    _DEEDS[name](argument, tell)


def _echo(argument: Any, tell: Tell) -> None:
    for one in argument:
        tell(one)


def _name_places(_: Any, tell: Tell) -> None:
    tell((os.environ["TMPDIR"], os.environ["CONTRACTKIT_CACHE"]))


def _hang(_: Any, tell: Tell) -> None:
    tell(os.getpid())
    time.sleep(600)


def _hang_in_native_code(_: Any, tell: Tell) -> None:
    """Holds the interpreter's lock, so that no other thread of the process runs."""
    tell(os.getpid())
    ctypes.PyDLL(None).sleep(600)


def _slowly(argument: Any, tell: Tell) -> None:
    times, pause = argument
    for number in range(times):
        time.sleep(pause)
        tell(number)


def _crash(_: Any, tell: Tell) -> None:
    tell(os.getpid())
    ctypes.string_at(0)


def _leave(code: int, _: Tell) -> None:
    os._exit(code)


def _abort(_: Any, __: Tell) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def _raise(words: str, _: Tell) -> None:
    raise KeyError(words)


def _eat(step: int, tell: Tell) -> None:
    kept = []
    tell(os.getpid())
    while True:
        kept.append(b"\1" * step)
        time.sleep(0.02)


def _keep(size: int, tell: Tell) -> None:
    _KEPT.append(b"\1" * size)
    tell(os.getpid())


def _gulp(size: int, _: Tell) -> None:
    """More in one bite than the system gives."""
    len(b"\1" * size)


def _eat_in_a_child(size: int, tell: Tell) -> None:
    code = f"kept = b'\\1' * {size}; import time; time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code])
    tell(child.pid)
    child.wait()


def _hang_with_children(_: Any, tell: Tell) -> None:
    """Children of all kinds: in the same group, in a group, in a session of its own, and with a child itself."""
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_CHILD!r}])"
    children = [
        subprocess.Popen([sys.executable, "-c", _CHILD]),
        subprocess.Popen([sys.executable, "-c", _CHILD], process_group=0),
        subprocess.Popen([sys.executable, "-c", _CHILD], start_new_session=True),
        subprocess.Popen([sys.executable, "-c", nested], start_new_session=True),
    ]
    time.sleep(0.3)
    tell([child.pid for child in children])
    time.sleep(600)


def _crash_with_children(_: Any, tell: Tell) -> None:
    children = [
        subprocess.Popen([sys.executable, "-c", _CHILD]),
        subprocess.Popen([sys.executable, "-c", _CHILD], process_group=0),
    ]
    tell([child.pid for child in children])
    ctypes.string_at(0)


def _litter(_: Any, tell: Tell) -> None:
    path = Path(tempfile.mkdtemp()) / "原文.txt"
    path.write_text("甲方", encoding="utf-8")
    tell(str(path))
    os._exit(1)


def _talk(_: Any, tell: Tell) -> None:
    """Prints where the frames go, and reads where the jobs come from."""
    print("x" * 100_000, flush=True)  # noqa: T201  what is tested
    os.write(1, b"y" * 100_000)
    tell(sys.stdin.read())
    tell(os.read(0, 10))


_DEEDS: dict[str, Callable[[Any, Tell], None]] = {
    "echo": _echo,
    "name places": _name_places,
    "hang": _hang,
    "hang in native code": _hang_in_native_code,
    "slowly": _slowly,
    "crash": _crash,
    "leave": _leave,
    "abort": _abort,
    "raise": _raise,
    "eat": _eat,
    "gulp": _gulp,
    "keep": _keep,
    "eat in a child": _eat_in_a_child,
    "hang with children": _hang_with_children,
    "crash with children": _crash_with_children,
    "litter": _litter,
    "talk": _talk,
}

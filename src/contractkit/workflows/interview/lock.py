"""One session for one matter: a file beside it that says who has it. Those of dead processes are put aside."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import psutil

from contractkit.errors import UsageError
from contractkit.workflows.interview.faults import InUse
from contractkit.workflows.interview.places import beside

_SAME_START: Final = 2.0  # seconds by which two readings of a process's start may differ
_GONE: Final = frozenset({psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD})


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that this process holds."""

    path: Path
    token: str

    def release(self) -> None:
        """Give the matter free; somebody else's lock stays."""
        if (there := _read(self.path)) and there.get("token") == self.token:
            with contextlib.suppress(OSError):
                self.path.unlink()


def acquire(matter: Path) -> Lock:
    """Take a matter for this process.

    Raises:
        InUse: another living session has it.
        UsageError: its folder cannot be written.
    """
    path = beside(matter, "lock")
    token = secrets.token_hex(8)
    try:
        matter.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(3):
            if _create(path, token):
                return Lock(path, token)
            there = _read(path)
            if there is None:
                continue  # released in between
            if is_alive(there):
                raise _in_use(matter, there, path)
            _put_aside(path, there)
    except OSError as error:
        raise UsageError(
            f"不能在 {matter.parent} 中写入：{error.strerror or type(error).__name__}。",
            remedy="检查文件夹是否存在、是否有写权限，或者换一个文件夹。",
        ) from error
    raise _in_use(matter, _read(path) or {}, path)


def in_use(matter: Path) -> bool:
    """Whether a living session has a matter."""
    there = _read(beside(matter, "lock"))
    return there is not None and is_alive(there)


def is_alive(there: dict[str, Any]) -> bool:
    """Whether the process that a lock names is alive; one on another machine is taken to be."""
    if there.get("host") != socket.gethostname():
        return bool(there)
    try:
        holder = psutil.Process(int(there["pid"]))
        if holder.status() in _GONE:  # killed, and not yet reaped by whoever started it
            return False
        return abs(holder.create_time() - float(there["started"])) < _SAME_START
    except psutil.AccessDenied:
        return True
    except (psutil.Error, KeyError, TypeError, ValueError):
        return False


def _create(path: Path, token: str) -> bool:
    """Write the lock where there is none."""
    content = {
        "pid": os.getpid(),
        "started": psutil.Process().create_time(),
        "host": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        "token": token,
    }
    part = path.with_name(f"{path.name}.{token}")
    part.write_text(json.dumps(content), encoding="utf-8")
    try:
        os.link(part, path)  # whole or not at all, and never over another
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        try:
            with path.open("x", encoding="utf-8") as stream:
                stream.write(json.dumps(content))
        except FileExistsError:
            return False
    finally:
        part.unlink(missing_ok=True)
    return True


def _read(path: Path) -> dict[str, Any] | None:
    """What a lock says; None where there is none, nothing where it cannot be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _put_aside(path: Path, dead: dict[str, Any]) -> None:
    """Take the lock of a dead process away, unless somebody else was faster."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        path.rename(aside)
        taken = _read(aside)
        if taken != dead and taken and not path.exists():
            aside.rename(path)  # it was a new one
        else:
            aside.unlink()


def _in_use(matter: Path, there: dict[str, Any], lock: Path) -> InUse:
    pid = there.get("pid")
    return InUse(
        matter,
        pid if isinstance(pid, int) else 0,
        str(there.get("host", "未知")),
        str(there.get("since", "未知时间")),
        lock,
    )

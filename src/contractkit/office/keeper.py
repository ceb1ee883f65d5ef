"""A small process that keeps one temporary folder and runs programs in it, for as long as somebody holds its stdin.

It is run as a file (`python -I -S keeper.py`), imports the standard library only, and outlives the process that
started it by as long as it takes to end the program with all its children and to remove the folder: whatever
happens to that process, nothing is left running and nothing is left on disk.

It writes the folder's path (JSON), then answers each order, one JSON object a line, with the number of files made
whenever that changes, and at last with one word: `done`, `stalled` (no new file for too long, and ended), `unstarted`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, NoReturn

DONE, STALLED, UNSTARTED = "done", "stalled", "unstarted"
_STEP = 0.05  # seconds
_TIDYING = 8  # steps
_PROFILE = "-env:UserInstallation="
_LARGEST_FILE = 2 << 30

Orders = queue.SimpleQueue[str | None]


def main() -> int:
    """Serve orders until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    _set_limits()
    orders: Orders = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    # A killed program may hold a file open a little longer on Windows.
    room = tempfile.TemporaryDirectory(prefix="contractkit-", ignore_cleanup_errors=True)
    with room as folder, contextlib.suppress(BrokenPipeError):
        _say(folder)
        while (order := orders.get()) is not None:
            _say(_carry_out(json.loads(order), orders))
    return 0


def _leave(*_: object) -> NoReturn:
    raise SystemExit(0)


def _set_limits() -> None:
    """Lift what limits the memory and time of the reader that asks; forbid memory dumps and endless files."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for kind, wanted in (
        (resource.RLIMIT_AS, resource.RLIM_INFINITY),
        (resource.RLIMIT_DATA, resource.RLIM_INFINITY),
        (resource.RLIMIT_CPU, resource.RLIM_INFINITY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
    ):
        hard = resource.getrlimit(kind)[1]
        soft = (
            wanted
            if hard == resource.RLIM_INFINITY
            else hard
            if wanted == resource.RLIM_INFINITY
            else min(wanted, hard)
        )
        with contextlib.suppress(OSError, ValueError):  # some systems refuse some of them
            resource.setrlimit(kind, (soft, hard))


def _listen(orders: Orders) -> None:
    for line in sys.stdin:
        orders.put(line)
    orders.put(None)


def _say(word: str | int) -> None:
    print(json.dumps(word), flush=True)  # noqa: T201 - the answer to an order


def _carry_out(order: dict[str, Any], orders: Orders) -> str:
    """Run a command until it ends, makes no new file for too long, or nobody waits for it any more."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the order comes from the process that started this one
            order["command"],
            env=order["environment"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return UNSTARTED
    made, count, since = Path(order["made"]), 0, time.monotonic()
    is_over = False
    try:
        while not (is_over := process.poll() is not None) and orders.empty():
            time.sleep(_STEP)
            if (now := sum(1 for _ in made.iterdir())) != count:
                count, since = now, time.monotonic()
                _say(count)
            if time.monotonic() - since > order["seconds"]:
                break
    finally:
        if is_over:
            _settle(process.pid)
        _end(process)
        _remove_socket(order["command"])
    return DONE if is_over else STALLED


def _settle(group: int) -> None:
    """Give what a program that has ended left behind a moment to tidy up."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            for _ in range(_TIDYING):
                os.killpg(group, 0)
                time.sleep(_STEP)


def _remove_socket(command: list[str]) -> None:
    """Remove the socket in /tmp by which a second LibreOffice would have found one that was killed."""
    profile = next((part.removeprefix(_PROFILE) for part in command if part.startswith(_PROFILE)), None)
    if sys.platform == "win32" or profile is None:
        return
    for folder in ("/tmp", "/var/tmp"):  # noqa: S108 - LibreOffice has no other place for it
        with contextlib.suppress(OSError):
            Path(folder, socket_name(profile)).unlink()


def socket_name(profile: str) -> str:
    """How LibreOffice names its socket: by the MD5 of its profile's address in UTF-16, bytes without leading zeros."""
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    return f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603, S607 - of Windows itself
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    sys.exit(main())

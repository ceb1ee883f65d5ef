"""A polite request to end is met like Ctrl-C: child processes ended, temporary files gone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_REQUESTS: Final = tuple(
    number for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if (number := getattr(signal, name, None)) is not None
)


@contextmanager
def orderly_end() -> Iterator[None]:
    """Within this context a request to end raises SystemExit with the usual code for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _leave) for number in _REQUESTS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)

"""How far a reader is with work that takes minutes: told by those that do it, heard by whoever waits.

Text recognition takes seconds a page. Who waits for it judges by signs of life, see `workflows.confined`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Listener: TypeAlias = Callable[[int, int], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("contractkit_progress", default=None)


def tell(done: int, total: int) -> None:
    """Tell that so many pages are done, of so many; costs nothing where nobody listens."""
    if (listener := _LISTENER.get()) is not None:
        listener(done, total)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Within this context `tell` calls the listener, on the thread that tells."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)

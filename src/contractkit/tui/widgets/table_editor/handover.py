"""Passing the focus on without mixing up keys.

What an input method commits, and what a script types, comes in a burst: keys are already waiting for the widget that has
the focus when one of them moves it. The focus goes over only when none is left there; until then the old widget passes its
keys on itself.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget


class Handover:
    """The next widget to have the focus, and what is done when it has it."""

    def __init__(self) -> None:
        self._next: tuple[Widget, Callable[[], None]] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the focus is about to go over."""
        return self._next is not None

    def to(self, source: Widget, target: Widget, then: Callable[[], None]) -> None:
        """Give `target` the focus when `source` has no key left."""
        waiting = self.is_waiting
        self._next = target, then
        if not waiting and not source.call_later(self._go, source):
            self._next = None  # the application is ending

    def _go(self, source: Widget) -> None:
        if self._next is None:
            return
        if source.message_queue_size and source.call_later(self._go, source):
            return
        target, then = self._next
        self._next = None
        if target.is_attached:
            target.screen.set_focus(target)
        then()

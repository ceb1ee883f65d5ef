"""How far a run is, on stderr: only on a terminal, only when it takes long, gone at the end."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from contractkit.workflows.check import Progress

_DELAY: Final = 1.0  # seconds that a run may take without a word


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """What is to be told of progress, while it is shown."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    display = _Display()
    try:
        yield display.hear
    finally:
        display.end()


class _Display:
    """A line with the name of the file and how many are done; appears a moment after the first word."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._bar: Any = None
        self._timer = threading.Timer(_DELAY, self._appear)
        self._timer.daemon = True

    def hear(self, progress: Progress) -> None:
        with self._lock:
            if self._latest is None:
                self._timer.start()
            self._latest = progress
            self._draw()

    def end(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._latest = None
            if self._bar is not None:
                self._bar.stop()

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        with self._lock:
            if self._latest is None:
                return
            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=None)
            self._bar.start()
            self._draw()

    def _draw(self) -> None:
        if self._bar is None or self._latest is None:
            return
        done, of = self._latest.done
        self._bar.update(self._bar.task_ids[0], description=_told(self._latest), completed=done, total=of)


def _told(progress: Progress) -> str:
    from contractkit.reporters.columns import visible

    pages = f"，第{progress.pages}/{progress.of_pages}页" if progress.of_pages else ""
    files = f"（第{progress.files + 1}/{progress.of_files}个文件{pages}）" if progress.of_files > 1 else pages
    return f"审查 {visible(progress.name)}{files}"

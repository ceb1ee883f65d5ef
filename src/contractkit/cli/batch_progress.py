"""How far a batch is, on stderr: a bar with rate and remaining time on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from contractkit.workflows.batch.run import Progress

_PAUSE: Final = 10.0  # seconds between two lines


@contextmanager
def shown_batch() -> Iterator[Callable[[Progress], None]]:
    """What is to be told of progress, while it is shown."""
    if not sys.stderr.isatty():
        yield _Lines().hear
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("生成"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, told="")
        begun = time.monotonic()

        def hear(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.of - progress.kept, told=_told(progress, begun))

        yield hear


class _Lines:
    """A line when some time has gone by, for logs."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()

    def hear(self, progress: Progress) -> None:
        """Tell, unless it was told just now."""
        now = time.monotonic()
        if now - self._last < _PAUSE:
            return
        self._last = now
        rate = progress.done / (now - self._begun)
        left = progress.of - progress.kept - progress.done
        seconds = f"，约剩{left / rate:.0f}秒" if rate else ""
        typer.echo(
            f"已做{progress.done}/{progress.of - progress.kept}行，{_told(progress, self._begun)}{seconds}", err=True
        )


def _told(progress: Progress, begun: float) -> str:
    rate = progress.done / max(time.monotonic() - begun, 0.001)
    failed = f"，{progress.failed}行未完成" if progress.failed else ""
    return f"每秒{rate:.1f}行{failed}"
